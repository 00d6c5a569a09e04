"""What a reader sees beside a value: the words it was read from, and whether they stand in the claim itself."""

from __future__ import annotations

import verbale
from verbale.web.layers import seen_claims

LETTER = """Letter dated 5 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council

The Republic of Arvania and the Kingdom of Kestria are neighbours. The Kestrian aggressor continues to destroy our towns. On 3 May 2031 the town of
Telmor was exposed to artillery fire; 31 people were killed. On 4 May 2031 Kestrian aircraft bombed Brena."""


def test_a_value_told_elsewhere_in_the_letter_says_so():
    seen = seen_claims(verbale.read_text(LETTER), [], None)
    accused = [(v.value, v.origin) for claim in seen for v in claim.values if v.label == "alleged perpetrator"]
    assert accused == [("Kestria", "told elsewhere in the letter"), ("Kestria", "")]
    assert not any(v.origin for claim in seen for v in claim.values if v.label in ("when", "killed"))
