"""How letters ask to be circulated, and what is no such asking."""

import pytest

from verbale.claims.communication import communication
from verbale.model import Method, Rendition
from verbale.structure import outline

HEAD = (
    "Letter dated 14 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the "
    "Security Council\n\nOn 3 May 2031 shells fell on Telmor.\n\n"
)


@pytest.mark.parametrize(
    ("words", "organs"),
    [
        ("It would be highly appreciated if this letter were circulated as a document of the Security Council.", ["Security Council"]),
        ("I would be grateful if you could have the present letter circulated as a document of the Council.", ["Security Council"]),
        ("I request that this letter be circulated to the members of the Security Council.", ["Security Council"]),
        ("Our letter of 2 May was circulated as a document of the Security Council.", []),
        ("The members of the Security Council know the facts.", []),
    ],
)
def test_what_is_asked(words, organs):
    text = HEAD + words
    found = communication(text, outline(Rendition("d", "test", text, Method.PLAIN)))
    assert [p.value for p in found.circulation] == organs
