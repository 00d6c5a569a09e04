"""One incident side by side: agreement per particular, revised figures, what is denied, and what contradicts."""

from __future__ import annotations

from datetime import date

import pytest
from invented import link, told, toll

from verbale.incidents import comparing
from verbale.incidents.opposing import opposed
from verbale.incidents.viewing import view
from verbale.model import Agreement, Days, Denied, Interval, Outcome, Place, Stance

MARCH = [date(2031, 3, day) for day in (1, 2, 3)]

COMPARED = [
    (comparing.days, Days(MARCH[0], MARCH[0]), Days(MARCH[0], MARCH[0]), "agrees"),
    (comparing.days, Days(MARCH[0], MARCH[1]), Days(MARCH[1], MARCH[2]), "compatible"),
    (comparing.days, Days(MARCH[0], MARCH[0]), Days(MARCH[2], MARCH[2]), "contradicts"),
    (comparing.numbers, Interval(3, 3), Interval(3, 3), "agrees"),
    (comparing.numbers, Interval(2, None), Interval(1, 5), "compatible"),
    (comparing.numbers, Interval(6, None), Interval(1, 5), "contradicts"),
    (comparing.places, [Place("Nis‘ah")], [Place("Nissah")], "agrees"),
    (comparing.places, [Place("Nis‘ah"), Place("Telmor")], [Place("Nis‘ah")], "compatible"),
    (comparing.places, [Place("Nis‘ah", ("Deyr Amur",))], [Place("Deyr Amur")], "compatible"),
    (comparing.places, [Place("Nis‘ah")], [Place("Telmor")], "incomparable"),
    (comparing.parties, ["Republic of Arvania"], ["Arvania"], "agrees"),
    (comparing.parties, ["Coastal Coalition", "Velt"], ["Coastal Coalition"], "compatible"),
    (comparing.parties, ["Coastal Coalition"], ["northern forces"], "incomparable"),
    (comparing.parties, ["France"], ["Peru"], "contradicts"),  # only names of states that exist are known to be states
    (comparing.words, ["air strike"], ["air strike"], "agrees"),
    (comparing.words, ["air strike"], ["shelling"], "incomparable"),
]


@pytest.mark.parametrize(("compare", "one", "other", "agreement"), COMPARED)
def test_how_two_values_stand_to_each_other(compare, one, other, agreement):
    assert compare(one, other) is compare(other, one) is Agreement(agreement)


def row(found, particular):
    return next(r for r in found.rows if r.particular == particular)


def test_silence_is_not_disagreement_and_each_value_names_its_claims():
    claims = [told("a", "Arvania", toll(4, 4), where=["Telmor"]), told("b", "Kestria", day=None)]
    found = view(claims, [link("same", "a", "b")], {Outcome.KILLED: {"arvania": Interval(4, 4)}})
    killed = row(found, "killed")
    assert [(v.party, v.words, v.told) for v in killed.values] == [("Arvania", ("4",), ("a#1",)), ("Kestria", (), ())]
    assert {pair.agreement for r in found.rows for pair in r.pairs} == {Agreement.SILENT}


def test_a_revised_figure_has_a_life_line_and_former_agreement_is_updated():
    claims = [
        told("a", "Arvania", toll(4, 4), said="2031-03-02", name="S/2031/1"),
        told("a", "Arvania", toll(4, 4), said="2031-03-02", name="A/85/1", document="the same letter under its other symbol"),
        told("b", "Arvania", toll(6, 6), said="2031-03-09", name="S/2031/2"),
        told("k", "Kestria", toll(4, 4), said="2031-03-03", name="S/2031/3"),
    ]
    linked = [link("updates", "b", "a"), link("same", "k", "a")]
    found = view(claims, linked, {Outcome.KILLED: {"arvania": Interval(6, 6), "kestria": Interval(4, 4)}})
    (line,) = found.lines
    assert [(m.said, m.documents, m.words) for m in line.moments] == [("2031-03-02", ("A/85/1", "S/2031/1"), "4"), ("2031-03-09", ("S/2031/2",), "6")]
    killed = row(found, "killed")
    assert [(v.words, v.updated) for v in killed.values] == [(("6",), ("4",)), (("4",), ())]
    assert killed.pairs[0].agreement is Agreement.UPDATED


@pytest.mark.parametrize("denied", list(Denied))
def test_what_is_denied_is_told(denied):
    claims = [told("a", "Arvania", toll(4, 4)), told("k", "Kestria", toll(4, 4))]
    found = view(claims, [link("denies", "k", "a", denied=denied)], {})
    arvania, kestria = found.positions
    assert (arvania.stances, arvania.denied) == ((Stance.ASSERTS,), ())
    assert (kestria.stances, kestria.denied) == ((Stance.DENIES,), (denied,))
    assert [v.party for v in row(found, "killed").values if v.words] == ["Arvania"], "a figure repeated to deny it is not the denier's"


def test_what_opposes_what():
    claims = [
        told("a", "Arvania", accused=["Peru"], day=MARCH[0]),
        told("b", "Kestria", accused=["France"], day=MARCH[2]),
        told("c", "Telmor", stance=Stance.DENIES),
        told("d", "Arvania", accused=["Chad"], day=MARCH[1]),
    ]
    linked = [link("same", "a", other) for other in "bcd"]
    found = opposed(claims, linked)
    assert set(found) == {("when", ("a", "b")), ("alleged perpetrator", ("a", "b")), ("denied", ("a", "c")), ("denied", ("b", "c"))}
    assert set(opposed(claims[::-1], linked)) == set(found)
    assert opposed(claims, []) == [], "of different incidents nothing opposes anything"
