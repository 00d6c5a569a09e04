"""Claims are found by party, claimant, place, outcome, days and words, alike on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from register_letters import intake

from verbale.model import Outcome, UsageError
from verbale.register import ClaimFilter, open_register
from verbale.register.canonical import words


@pytest.fixture(scope="module")
def filled(shared_address):
    """Three letters; the second one, of three claims, was read twice."""
    with open_register(shared_address) as register:
        register.add([intake(1), intake(2, sender="Belmora", claims=3, grammar="en 0"), intake(3)])
        register.add([intake(2, sender="Belmora", grammar="en 1", claims=3)])
        yield register


def told(found):
    return [(c.source.sender, c.claim.where[0].value.name, c.claim.perpetrators[0].value.name) for c in found]


FIRST = [("Arvania", "Upper Sarn", "Coastal Coalition"), ("Arvania", "Dayr al-Velt", "Kestrian Front")]
SECOND = [("Belmora", "Dayr al-Velt", "Kestrian Front"), ("Belmora", "Sha‘fah", "Belmora"), ("Belmora", "Kestria Bay", "Coastal Coalition")]
THIRD = [("Arvania", "Sha‘fah", "Belmora"), ("Arvania", "Kestria Bay", "Coastal Coalition")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (ClaimFilter(), THIRD + SECOND + FIRST),
        (ClaimFilter(newest_first=False), FIRST + SECOND + THIRD),
        (ClaimFilter(limit=2), THIRD),
        (ClaimFilter(limit=0), []),
        (ClaimFilter(party="coastal coalition"), [THIRD[1], SECOND[2], FIRST[0]]),
        (ClaimFilter(party="Coalition Coastal"), []),
        (ClaimFilter(party="direct"), []),
        (ClaimFilter(party="Belmora"), [THIRD[0], SECOND[1]]),
        (ClaimFilter(claimant="BELMORA"), SECOND),
        (ClaimFilter(place="Shafah"), [THIRD[0], SECOND[1]]),
        (ClaimFilter(place="Sha'fah", claimant="Arvania"), [THIRD[0]]),
        (ClaimFilter(place="Velt", last=date(2031, 1, 2)), FIRST),
        (ClaimFilter(place="Sarn"), [FIRST[0]]),
        (ClaimFilter(outcome=Outcome.KILLED, party="Front"), [SECOND[0], FIRST[1]]),
        (ClaimFilter(outcome=Outcome.INJURED), []),
        (ClaimFilter(first=date(2031, 1, 4)), THIRD),
        (ClaimFilter(first=date(2031, 1, 2), last=date(2031, 1, 3)), SECOND + FIRST),
        (ClaimFilter(text="aircraft bay"), [THIRD[1], SECOND[2]]),
        (ClaimFilter(text='"killing 2 civilians" air'), [THIRD[0], SECOND[0], FIRST[0]]),
        (ClaimFilter(text='"civilians killing"'), []),
        (ClaimFilter(text="civil* dayr"), [SECOND[0], FIRST[1]]),
        (ClaimFilter(text="al-ve*"), [SECOND[0], FIRST[1]]),
        (ClaimFilter(text="civil"), []),
        (ClaimFilter(text="air' OR ) killed"), []),
    ],
)
def test_filters(filled, asked, expected):
    assert told(filled.claims(asked)) == expected


def test_a_found_claim_is_whole_and_attributed(filled):
    found = filled.claims(ClaimFilter(place="Kestria Bay", claimant="Belmora"))
    given = intake(2, sender="Belmora", claims=3)
    assert [f.claim for f in found] == [given.reading.claims[2]]
    assert (found[0].claimant, found[0].source.name, found[0].source.symbol) == ("Belmora", "letter-002.txt", "S/2031/1002")
    assert found[0].source.reading == given.reading.id


@pytest.mark.parametrize("asked", [ClaimFilter(text="!?"), ClaimFilter(place="…"), ClaimFilter(limit=-1)])
def test_what_cannot_be_asked_is_refused(filled, asked):
    with pytest.raises(UsageError):
        filled.claims(asked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sha‘fah’s DAYR al-Zawr", "shafah dayr al zawr"),
        ("Élodie S/2031/7 3,000", "elodie s 2031 7 3 000"),
        ("مُحافظة دير", "محافظة دير"),
        ("平民 29人", "平 民 29 人"),
        ("under_score", "under score"),
    ],
)
def test_words(text, expected):
    assert words(text) == expected.split()


def test_words_of_many_scripts_are_found(register):
    """What a database's own cutting of text would lose."""
    register.add([intake(1, sender="Страна دولة 国家 देश")])
    for sought in ("страна", "دولة", "国家", "家", "देश"):
        assert len(register.claims(ClaimFilter(claimant=sought))) == 2, sought
    assert len(register.claims(ClaimFilter(text="стра* 国*"))) == 2
    assert register.claims(ClaimFilter(claimant="家国")) == []
