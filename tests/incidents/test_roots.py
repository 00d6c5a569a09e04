"""How many independent sources: what is not told is not independence."""

from __future__ import annotations

import pytest
from invented import told

from verbale.incidents.roots import roots
from verbale.model import Stance

CASES = [
    ("nobody", [], "none"),
    ("one voice", [told("a", "Arvania")], "1; lineage unknown for 1"),
    ("one voice twice", [told("a", "Arvania"), told("b", "Republic of Arvania")], "1; lineage unknown for 1"),
    ("two who do not tell", [told("a", "Arvania"), told("b", "Kestria")], "between 1 and 2; lineage unknown for 2"),
    ("one derives from the other", [told("a", "Shore Watch"), told("b", "Almanac", sources=["Shorewatch"])], "1; lineage unknown for 1"),
    ("both derive from one", [told("a", "Almanac", sources=["Monitor"]), told("b", "Yearbook", sources=["Monitor"])], "1"),
    ("two that are told", [told("a", "Almanac", sources=["Monitor"]), told("b", "Almanac", sources=["Gazette"])], "2"),
    ("told and not told", [told("a", "Almanac", sources=["Monitor"]), told("b", "Arvania")], "between 1 and 2; lineage unknown for 1"),
    ("a denial is no source", [told("a", "Arvania"), told("b", "Kestria", stance=Stance.DENIES)], "1; lineage unknown for 1"),
    ("nor is an open assessment", [told("b", "Kestria", stance=Stance.NOT_YET_ASSESSED)], "none"),
    ("who concedes knows it himself", [told("a", "Arvania"), told("b", "Kestria", stance=Stance.CONCEDES)], "between 1 and 2; lineage unknown for 1"),
    ("a shared source among several", [told("a", "Almanac", sources=["Monitor", "Gazette"]), told("b", "Yearbook", sources=["Gazette"])], "1"),
    ("himself as source", [told("a", "Arvania", sources=["Arvania"])], "1; lineage unknown for 1"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_roots(claims, words):
    assert str(roots(claims)) == words
    assert str(roots(claims[::-1])) == words


def test_four_claimants_of_whom_three_do_not_tell():
    claims = [told("a", "Arvania"), told("b", "Kestria"), told("c", "Shore Watch"), told("d", "Almanac", sources=["Monitor"])]
    assert str(roots(claims)) == "between 1 and 4; lineage unknown for 3"
