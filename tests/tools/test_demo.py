"""The demo says of each claim who alleges it, and shows the words of a toll, not a number of ours."""

from __future__ import annotations

import demo

CLAIM = {
    "when": ["2031-03-01", "2031-03-02"], "where": ["Nis‘ah", "Talat Orvani"], "acts": ["air strike"], "alleged_perpetrator": ["Coastal Coalition"],
    "claimant": None, "stance": "asserts", "killed": {"low": 31, "high": 31, "words": "31\ncivilians"}, "injured": None, "casualties": None,
}  # fmt: skip


def test_a_claim_is_told_as_an_allegation_with_its_own_words():
    told = demo.line("Belmora", CLAIM)
    assert told == "  Belmora alleges: 2031-03-01 to 2031-03-02 · Nis‘ah, Talat Orvani · air strike · by Coastal Coalition · killed: “31 civilians”"


def test_what_is_not_told_is_said_to_be_not_told_and_another_voice_is_named():
    told = demo.line("Velt", {**CLAIM, "when": None, "where": [], "killed": None, "claimant": "Belmora", "stance": "denies"})
    assert told == "  Velt denies (as told by Belmora): day not told · place not told · air strike · by Coastal Coalition"
