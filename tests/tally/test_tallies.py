"""Tallies of single cases: joint tolls, running totals, revisions, named victims, silence, conflicts, conventions."""

from __future__ import annotations

from datetime import date

import pytest
from invented import link, told, toll

from verbale.model import Denied, Interval, Judgement, Outcome, Scope, Stance
from verbale.resolution.actors import Parties, Party
from verbale.tally.contradictions import contradictions
from verbale.tally.dividing import even_split
from verbale.tally.tallies import Selection, tally

K, C, INJ = Outcome.KILLED, Outcome.CASUALTIES, Outcome.INJURED


def own(claims, links, selected, outcome=K, party="Arvania"):
    found = tally(claims, links, Selection(tuple(selected)), outcome)
    return next((a for a in found.accounts if a.party == party), None)


def A(locus, *tolls, **more):  # noqa: N802 (a claim of Arvania)
    return told(locus, "Arvania", *tolls, **more)


CASES = [
    ("a toll by itself", [A("a", toll(4, 4))], [], "a", K, (4, 4)),
    ("an open end stays open", [A("a", toll(4, None))], [], "a", K, (4, None)),
    ("incidents of one account are added", [A("a", toll(4, 4)), A("b", toll(1, 3))], [], "ab", K, (5, 7)),
    ("a joint toll is not added to its parts", [A("j", toll(9, 9)), A("a", toll(4, 4))], [link("covers", "j", "a")], "ja", K, (9, 9)),
    ("a joint toll bounds its parts", [A("j", toll(9, 9)), A("a", toll(4, None))], [link("covers", "j", "a")], "a", K, (4, 9)),
    ("parts bound the other part", [A("j", toll(9, 9)), A("a", toll(4, 4)), told("b", "Kestria")], [link("covers", "j", "a"), link("covers", "j", "b")], "b", K, (0, 5)),
    ("a running total holds its part", [A("r", toll(20, 20), scope=Scope.CUMULATIVE), A("a", toll(4, 4))], [link("part of", "a", "r")], "ra", K, (20, 20)),
    ("a running total may hold what is told of its days", [A("r", toll(20, 20), scope=Scope.CUMULATIVE), A("a", toll(4, 4))], [], "ra", K, (20, 24)),
    ("not what is told of other days", [A("r", toll(20, 20), scope=Scope.CUMULATIVE), A("a", toll(4, 4), day=date(2032, 1, 1))], [], "ra", K, (24, 24)),
    ("nor what people parted", [A("r", toll(20, 20), scope=Scope.CUMULATIVE), A("a", toll(4, 4))], [link("part of", "a", "r", Judgement.NEGATIVE)], "ra", K, (24, 24)),
    ("an unsure link leaves open whether to add", [A("a", toll(4, 4)), A("b", toll(6, 6))], [link("same", "a", "b", Judgement.UNSURE)], "ab", K, (6, 10)),
    ("a proposal that nobody judged has no effect", [A("a", toll(4, 4)), A("b", toll(6, 6))], [link("same", "a", "b", Judgement.NONE)], "ab", K, (10, 10)),
    ("one place and day in two letters may be told again", [A("a", toll(4, 4), where=["Telmor"]), A("b", toll(6, 6), where=["Telmor", "Marn"])], [], "ab", K, (6, 10)),
    ("not where people parted them", [A("a", toll(4, 4), where=["Telmor"]), A("b", toll(6, 6), where=["Telmor"])], [link("same", "a", "b", Judgement.NEGATIVE)], "ab", K, (10, 10)),
    ("nor under two case numbers", [A("a", toll(4, 4), where=["Telmor"], case="T1"), A("b", toll(6, 6), where=["Telmor"], case="T2")], [], "ab", K, (10, 10)),
    ("one case number may be told again", [A("a", toll(4, 4), where=["Telmor"], case="T1"), A("b", toll(6, 6), where=["Telmor"], case="T1")], [], "ab", K, (6, 10)),
    ("nor on another day", [A("a", toll(4, 4), where=["Telmor"]), A("b", toll(6, 6), where=["Telmor"], day=date(2031, 3, 2))], [], "ab", K, (10, 10)),
    ("nor in one letter", [A("a", toll(4, 4), where=["Telmor"], document="d"), A("b", toll(6, 6), where=["Telmor"], document="d")], [], "ab", K, (10, 10)),
    ("told twice, counted once", [A("a", toll(4, 9)), A("b", toll(2, 6))], [link("same", "a", "b")], "a", K, (4, 6)),
    ("a revision replaces", [A("a", toll(4, 4)), A("b", toll(6, 6))], [link("updates", "b", "a")], "a", K, (6, 6)),
    ("a revision without a toll replaces none", [A("a", toll(4, 4)), A("b")], [link("updates", "b", "a")], "ab", K, (4, 4)),
    ("a revision of a revision", [A("a", toll(4, 4)), A("b"), A("c", toll(7, 7))], [link("updates", "b", "a"), link("updates", "c", "b")], "a", K, (7, 7)),
    ("who updates whom in a circle replaces nothing", [A("a", toll(4, 8)), A("b", toll(6, 9))], [link("updates", "b", "a"), link("updates", "a", "b")], "a", K, (6, 8)),
    ("a subset is a lower bound", [A("a", toll(4, None), toll(6, 6, K, subset_of=K))], [], "a", K, (6, None)),
    ("named victims are a lower bound", [A("a", toll(1, 9), victims=["Ilo Marn", "Vera Tesk", "ILO MARN"])], [], "a", K, (2, 9)),
    ("killed or injured bounds the killed", [A("a", toll(9, 9, C), toll(5, 5, INJ))], [], "a", K, (4, 4)),
    ("killed and injured together", [A("a", toll(2, 3), toll(5, 5, INJ))], [], "a", C, (7, 8)),
    ("an outcome that is not told is silence", [A("a", toll(5, 5, INJ))], [], "a", K, None),
    ("a denial gives no figure", [A("a", toll(5, 5), stance=Stance.DENIES)], [], "a", K, None),
    ("a fear gives no figure", [A("a", toll(5, 5), stance=Stance.FEARS)], [], "a", K, None),
    ("a figure repeated to deny it is not one's own", [A("a", toll(5, 5)), told("k", "Kestria", toll(5, 5))], [link("denies", "a", "k", denied=Denied.EVENT)], "ak", K, None),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "links", "selected", "outcome", "bounds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(claims, links, selected, outcome, bounds):
    found = own(claims, links, selected, outcome)
    assert (found and found.interval) == (bounds and Interval(*bounds))


def test_the_claims_that_set_each_bound_are_named():
    found = own([A("j", toll(9, 9)), A("a", toll(4, None)), A("b", toll(1, None))], [link("covers", "j", "a"), link("covers", "j", "b")], "a")
    assert (found.interval, found.low_by, found.high_by) == (Interval(4, 8), ("a",), ("b", "j"))


def test_names_that_are_said_to_be_one_make_one_account():
    claims = [A("a", toll(4, 4)), told("b", "Army of the Coast", toll(6, 6))]
    listed = Parties((Party("Arvania", "state", ("Army of the Coast",)),))
    assert len(tally(claims, [], Selection(("a", "b")), K).accounts) == 2
    (only,) = tally(claims, [], Selection(("a", "b")), K, parties=listed).accounts
    assert only.interval == Interval(10, 10)


def test_what_reaches_beyond_the_question_raises_the_upper_end_only():
    found = tally([A("a", toll(4, 4)), A("b", toll(6, 6))], [], Selection(("a",), ("b",)), K)
    assert found.accounts[0].interval == Interval(4, 10)


def test_what_a_total_is_known_to_hold_of_other_days_is_not_in_the_selection():
    claims = [A("t", toll(100, 100), scope=Scope.CUMULATIVE), A("j", toll(30, 30)), A("f", toll(10, 12)), told("k", "Kestria", toll(2, 5))]
    linked = [link("part of", "j", "t"), link("part of", "f", "t"), link("same", "k", "j")]

    def asked(*inside, outside=()):
        return {a.party: (a.interval, a.whole) for a in tally(claims, linked, Selection(inside, ("t",), outside), K).accounts}

    assert asked("f")["Arvania"][0] == Interval(10, 100)
    assert asked("f", outside=("j",)) == {"Arvania": (Interval(10, 70), True)}, "Kestria speaks of nothing that is asked for"
    assert asked(outside=("j", "f"))["Arvania"][0] == Interval(0, 60)
    assert asked("j", "f", outside=("j",))["Arvania"][0] == Interval(40, 100), "what is asked for itself stays in"
    assert tally(claims, linked[2:], Selection(("f",), ("t",), ("j",)), K).accounts[0].interval == Interval(10, 112), (
        "nobody judged it: t may hold j or not"
    )


def test_an_account_that_contradicts_itself_is_told_with_a_smallest_set():
    claims = [A("a", toll(4, 4)), A("b", toll(6, 6)), A("c", toll(1, 9))]
    found = own(claims, [link("same", "a", "b"), link("same", "b", "c")], "a")
    assert (found.interval, found.conflict, found.compared) == (Interval(1, 9), ("a", "b"), None), "whichever of them holds"
    assert own([*claims, A("d", toll(2, 2))], [link("same", "a", "b")], "d").interval == Interval(2, 2), "elsewhere it still counts"


def test_rival_accounts_are_not_added_and_a_silent_part_sets_no_upper_end():
    claims = [A("a", toll(4, 4)), A("b", toll(6, 6)), told("k", "Kestria", toll(2, 5))]
    found = tally(claims, [link("same", "k", "a")], Selection(("a", "b")), K)
    assert [(a.party, a.interval, a.whole) for a in found.accounts] == [("Arvania", Interval(10, 10), True), ("Kestria", Interval(2, 5), False)]
    assert (found.envelope, found.intersection, found.contradictory) == (Interval(2, 10), Interval(10, 10), False)


def test_accounts_without_a_number_in_common_are_contradictory_with_a_smallest_set():
    claims = [A("a", toll(8, 9)), A("x", toll(1, 20)), told("k", "Kestria", toll(2, 5)), told("m", "Telmor", toll(3, 12))]
    found = tally(claims, [link("same", "a", other) for other in "xkm"], Selection(("a",)), K)
    assert (found.envelope, found.intersection, found.conflict) == (Interval(2, 12), None, ("a", "k"))
    (only,) = contradictions(claims, [link("same", "a", other) for other in "xkm"])
    assert (only.particular, only.parties, [t.locus for t in only.claims]) == ("killed", ("Arvania", "Kestria"), ["a", "k"])


def test_a_convention_is_chosen_when_asking():
    from verbale.model import Amount, Bound, Toll

    words = Toll(INJ, Amount("dozens", Bound.VAGUE, vague="dozens"), "person", toll(1, 1).anchor)
    found = {policy: tally([A("a", words)], [], Selection(("a",)), INJ, policy) for policy in ("literal", "after-airwars", "after-acled")}
    assert {policy: t.accounts[0].interval for policy, t in found.items()} == {
        "literal": Interval(24, None),
        "after-airwars": Interval(12, 24),
        "after-acled": Interval(12, 12),
    }
    assert [("unofficial" in t.convention) for t in found.values()] == [False, True, True]


@pytest.mark.parametrize(
    ("number", "places", "shares"),
    [(29, ("p", "q"), (15, 14)), (7, ("p", "q", "r"), (3, 2, 2)), (2, ("p", "q", "r"), (2,)), (5, ("p",), (5,)), (0, ("p", "q"), (0,)), (5, (), ())],
)
def test_the_even_split_is_derived_and_says_so(number, places, shares):
    found = even_split(number, places)
    assert tuple(share.number for share in found) == shares
    assert all("alleged by nobody" in share.label and "unofficial" in share.label for share in found)


def test_a_figure_that_the_letter_itself_denies_is_nobodys_in_that_letter():
    from dataclasses import replace

    from verbale.model import Attribution, Particular, Voice, VoiceRole

    repeated = told("k", "Arvania", toll(31, 31))
    voices = (Voice("Kestria", VoiceRole.AUTHOR),)
    denial = Attribution(voices, Stance.DENIES, Particular("Arvania", (toll(1, 1).anchor,)))
    denied = replace(repeated, claim=replace(repeated.claim, attribution=denial))
    found = tally([denied, A("a", toll(30, 30))], [link("same", "k", "a")], Selection(("a",)), K)
    assert [(a.party, a.interval) for a in found.accounts] == [("Arvania", Interval(30, 30))]
    assert found.without == ("Kestria",)


def test_who_may_tell_of_an_event_is_no_account_without_a_figure_whichever_way_the_open_link_runs():
    claims = [
        told("a", "Arvania", toll(0, None)),
        told("b", "Kestria", toll(0, 0)),
        told("c", "Kestria", toll(0, None, Outcome.INJURED)),
        told("d", "Kestria", toll(0, None)),
    ]
    links = [link("same", "c", "a"), link("same", "d", "a", Judgement.UNSURE)]
    of_one, of_both = (tally(claims, links, Selection(selected), Outcome.KILLED) for selected in (("a",), ("a", "b")))
    assert of_one.without == ()
    assert {own.party: own.interval for own in of_one.accounts}["Kestria"] == Interval(0, None)
    assert {own.party: own.interval for own in of_both.accounts}["Kestria"] == Interval(0, None)
