"""What becomes one claim and what several, what a sentence inherits, running totals, denials: `cases/assembly.toml`."""

from __future__ import annotations

import assembly_cases
import case_tables
import pytest

import verbale

CASES = assembly_cases.table()["case"]
NOTHING = assembly_cases.table().get("nothing", [{"texts": []}])[0]["texts"]


@pytest.mark.parametrize("case", CASES, ids=[case_tables.title(case) for case in CASES])
def test_case(case):
    assert case_tables.faults(case) == [], case["text"]


HARM_BUT_NO_CLAIM = [
    "The coalition continues its massacres of our people.",
    "The number of those massacres is now countless.",
    "Kestria vowed to kill hundreds of our citizens.",
    "If the Council does not act, thousands may be killed.",
    "How many more children must be killed before the Council acts?",
]


@pytest.mark.parametrize("text", HARM_BUT_NO_CLAIM)
def test_harm_that_is_no_claim_is_listed_as_unread(text):
    reading = verbale.read_text(f"{text} Arvania lies on the coast.")
    assert reading.claims == ()
    (unread,) = reading.unread
    assert unread.anchor.quote == text
    assert unread.words
    assert all(word in text for word in unread.words)


@pytest.mark.parametrize(
    "text",
    [
        "We have sent you dozens of letters.",
        "The Council adopted resolutions 242 (1967) and 338 (1973).",
        "Two thousand soldiers are deployed on the frontier.",
        "I should be grateful if you would have the present letter circulated as a document of the Security Council.",
    ],
)
def test_a_sentence_without_harm_is_neither_claim_nor_unread(text):
    reading = verbale.read_text(text)
    assert (reading.claims, reading.unread) == ((), ())


def test_a_sentence_that_a_claim_covers_is_not_listed_as_unread():
    reading = verbale.read_text("On 3 May 2031 Kestrian warplanes bombed Telmor, killing 4 people. Kestria continues its massacres.")
    assert len(reading.claims) == 1
    assert [u.anchor.quote for u in reading.unread] == ["Kestria continues its massacres."]
