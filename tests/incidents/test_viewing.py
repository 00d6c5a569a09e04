"""One incident side by side: agreement per particular, revised figures, what is denied, and what contradicts."""

from __future__ import annotations

from datetime import date

import pytest
from invented import link, told, toll

from verbale.incidents import comparing
from verbale.incidents.opposing import opposed
from verbale.incidents.viewing import view
from verbale.model import Agreement, Days, Denied, Interval, Outcome, Place, Stance
from verbale.resolution.actors import Parties, Party

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
    (comparing.places, [Place("Nis‘ah", names=("Telmor",))], [Place("Telmor")], "agrees"),
    (comparing.places, [Place("Nis‘ah", names=("تلمور",))], [Place("Telmor")], "agrees"),
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


def test_a_party_to_the_fighting_is_not_accused():
    claims = [told("a", "Arvania", involved=["France"]), told("b", "Kestria", accused=["Peru"])]
    assert opposed(claims, [link("same", "a", "b")]) == []
    row = next(row for row in view(claims, [], {}).rows if row.particular == "alleged perpetrator")
    assert [value.words for value in row.values] == [(), ("Peru",)]


def test_names_of_one_party_by_a_list():
    listed = Parties((Party("Coastal Coalition", "coalition", ("Operation Tide",)),))
    claims = [told("a", "Arvania", accused=["Coastal Coalition"]), told("b", "Kestria", accused=["Operation Tide"]), told("c", "Operation Tide")]
    shown = view([*claims, told("d", "Coastal Coalition")], [], {}, parties=listed)
    assert [p.party for p in shown.positions] == ["Arvania", "Coastal Coalition", "Kestria"]
    row = next(row for row in shown.rows if row.particular == "alleged perpetrator")
    assert next(p.agreement for p in row.pairs if {p.first, p.other} == {"Arvania", "Kestria"}) is Agreement.AGREES
    assert opposed([told("x", "Operation Tide", stance=Stance.DENIES), told("y", "Coastal Coalition")], [link("same", "x", "y")], listed) == []


def test_own_grades_are_shown_and_not_compared():
    shown = view([told("a", "Shore Watch", grades=["Fair"]), told("b", "Kestria", grades=["3"], stance=Stance.DENIES)], [], {})
    row = next(row for row in shown.rows if row.particular == "own grading")
    assert {value.party: value.words for value in row.values} == {"Shore Watch": ("Fair",), "Kestria": ("3",)}
    assert not row.pairs


def test_a_case_number_labels_the_claim():
    assert told("a", "Shore Watch", name="cases", case="SW7").label == "cases#SW7"
    assert told("a", "Shore Watch", name="cases").label == "cases#1"
