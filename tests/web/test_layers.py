"""What a reader sees beside a value: the words it was read from, and whether they stand in the claim itself."""

from __future__ import annotations

import verbale
from verbale.model import Method, Rendition
from verbale.web.layers import layers, seen_claims

LETTER = """Letter dated 5 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council

The Republic of Arvania and the Kingdom of Kestria are neighbours. The Kestrian aggressor continues to destroy our towns. On 3 May 2031 the town of
Telmor was exposed to artillery fire; 31 people were killed. On 4 May 2031 Kestrian aircraft bombed Brena."""


def test_a_value_told_elsewhere_in_the_letter_says_so():
    seen = seen_claims(verbale.read_text(LETTER), [], None)
    accused = [(v.value, v.origin) for claim in seen for v in claim.values if v.label == "alleged perpetrator"]
    assert accused == [("Kestria", "told elsewhere in the letter"), ("Kestria", "")]
    assert not any(v.origin for claim in seen for v in claim.values if v.label in ("when", "killed"))


TABLE = LETTER.partition("\n\n")[0] + (
    "\n\nI have the honour to transmit a list of attacks by the army of Kestria.\n\nNo.\tDate\tPlace\tKilled\n1\t1 March 2031\tTelmor\t4\n2\t7 March 2031\tBrena\t9\n\nWe ask for justice.\n\n(Signed) N. Adeyo\n"
)


def test_the_rows_of_a_table_stand_under_the_names_of_its_columns():
    reading = verbale.read_text(TABLE)
    drawn = layers(reading, Rendition("d", "r", reading.text, Method.PLAIN), [])
    rows = [[("".join(p.text for p in cell)) for cell in block.cells] for block in drawn.blocks if block.cells]
    assert rows == [["No.", "Date", "Place", "Killed"], ["1", "1 March 2031", "Telmor", "4"], ["2", "7 March 2031", "Brena", "9"]]
