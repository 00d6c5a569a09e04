"""Ways of naming an author that name one party, and ways that do not."""

from __future__ import annotations

import pytest

from verbale.resolution.parties import is_letter, is_own, is_untold, party_key, same_kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arvania", "ARVANIA"),
        ("Belmora", "Republic of Belmora"),
        ("Belmora", "the Permanent Representative of the Republic of Belmora"),
        ("Chargé d’affaires a.i. of the Permanent Mission of Velt", "Velt"),
        ("the representative of Kestria", "Government of Kestria"),
        ("Russia", "Permanent Representative of the Russian Federation"),
    ],
)
def test_one_party(one, other):
    assert party_key(one) == party_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sarn", "Front of Sarn"), ("Velt", "North Velt"), ("Guinea", "Equatorial Guinea"), ("Arvania", ""), ("Front of Velt", "Front of Sarn")],
)
def test_two_parties(one, other):
    assert party_key(one) != party_key(other)


def test_who_is_told():
    assert is_own("my")
    assert is_own("Our")
    assert not is_own("his")
    assert all(is_untold(word) for word in ("", "his", "Its", "Minister for Foreign Affairs", "the Permanent Representative"))
    assert not is_untold("Arvania")


def test_kinds():
    assert same_kind("letter", "identical letters")
    assert same_kind("", "resolution")
    assert same_kind("note verbale", "")
    assert not same_kind("letter", "resolution")
    assert is_letter("")
    assert not is_letter("meeting record")
