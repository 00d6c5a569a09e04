"""What a later version changes in claims: matched by claimant, day and place; silence in a corrigendum changes nothing."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model import (
    Amount,
    Attribution,
    Bound,
    Claim,
    Communication,
    Days,
    Heading,
    Masthead,
    Occurrence,
    Outcome,
    Outline,
    Part,
    Particular,
    PartKind,
    Place,
    Reading,
    Scope,
    Stance,
    TextAnchor,
    Toll,
)
from verbale.publish.threads import change_sentence
from verbale.resolution.updates import ChangeKind, Reach, changes
from verbale.text import Span

WHOLE, PASSAGES, MENTIONED = Reach.WHOLE, Reach.PASSAGES, Reach.MENTIONED


def at(words):
    return TextAnchor("text", (Span(0, len(words)),), words)


def value(v, words=""):
    return Particular(v, (at(words or str(v)),))


def toll(outcome, number, group="civilian", subset_of=None, words=""):
    words = words or f"{number} {group}s"
    return Toll(Outcome(outcome), Amount(words, Bound.EXACT, number), group, at(words), Outcome(subset_of) if subset_of else None)


def claim(day, places, *tolls, quote="", claimant="", stance=Stance.ASSERTS):
    when = value(Days(date(2031, 3, day), date(2031, 3, day))) if day else None
    occurrence = Occurrence(when, tuple(value(Place(p), p) for p in places.split(", ") if p))
    told = Attribution((), stance, value(claimant) if claimant else None)
    return Claim("id", "locus", at(quote or f"{day} {places}"), Scope.SINGLE, told, occurrences=(occurrence,), acts=(value("shelling"),), tolls=tolls)


def reading(*claims, sender="Arvania"):
    whole = (Part(PartKind.BODY, Span(0, 1)),)
    outline = Outline("text", None, Masthead(), Heading(), whole, ())
    return Reading("reading", "text", "g", "x", outline, Communication(sender=value(sender)), claims)


TELMOR = claim(1, "Telmor", toll("killed", 29), toll("injured", 12))
MARN = claim(2, "Marn", toll("killed", 4))
ORSA = claim(3, "Orsa", toll("killed", 2))


def kinds(before, after, reach):
    return [c.kind for c in changes(reading(*before), reading(*after), reach)]


def test_the_same_claims_are_no_change():
    for reach in Reach:
        assert kinds([TELMOR, MARN], [MARN, TELMOR], reach) == []


def test_other_figures():
    [change] = changes(reading(TELMOR, MARN), reading(claim(1, "Telmor", toll("killed", 31), toll("injured", 12))), PASSAGES)
    assert (change.kind, change.author) == (ChangeKind.TOLLS, "Arvania")
    assert [(t.outcome, t.before.amount.number, t.after.amount.number) for t in change.tolls] == [(Outcome.KILLED, 29, 31)]
    assert change_sentence(change) == "Arvania alleges, 1 Mar 2031, at Telmor: killed “31 civilians”, before “29 civilians”"


def test_what_a_corrigendum_does_not_repeat_stands():
    only_killed = claim(1, "Telmor", toll("killed", 29))
    assert kinds([TELMOR, MARN], [only_killed], PASSAGES) == []
    [dropped_toll, dropped] = changes(reading(TELMOR, MARN), reading(only_killed), WHOLE)
    assert [(t.outcome, t.after) for t in dropped_toll.tolls] == [(Outcome.INJURED, None)]
    assert (dropped.kind, dropped.before) == (ChangeKind.DROPPED, (MARN,))
    assert "before “12 civilians”" in change_sentence(dropped_toll)
    assert "injured no figure" in change_sentence(dropped_toll)
    assert change_sentence(dropped).startswith("no longer told: Arvania alleges: shelling, 2 Mar 2031, at Marn")


def test_added_and_dropped():
    [added] = changes(reading(TELMOR), reading(TELMOR, ORSA), PASSAGES)
    assert (added.kind, added.after) == (ChangeKind.ADDED, (ORSA,))
    assert change_sentence(added).startswith("added: Arvania alleges: ")
    assert kinds([TELMOR, MARN], [TELMOR, ORSA], WHOLE) == [ChangeKind.ADDED, ChangeKind.DROPPED]


def test_a_later_letter_changes_only_what_it_speaks_of():
    later = [claim(1, "Telmor", toll("killed", 31)), ORSA]
    assert kinds([TELMOR, MARN], later, MENTIONED) == [ChangeKind.TOLLS]


def test_spellings_of_a_place_are_one_and_another_day_is_another_event():
    assert kinds([claim(1, "Dayr al-Velt", toll("killed", 2))], [claim(1, "Dair el Velt", toll("killed", 3))], WHOLE) == [ChangeKind.TOLLS]
    assert kinds([claim(1, "Telmor", toll("killed", 2))], [claim(2, "Telmor", toll("killed", 2))], WHOLE) == [ChangeKind.ADDED, ChangeKind.DROPPED]


def test_another_claimant_or_stance_is_another_claim():
    passed_on = claim(1, "Telmor", toll("killed", 29), toll("injured", 12), claimant="Kestria")
    denied = claim(1, "Telmor", toll("killed", 29), toll("injured", 12), stance=Stance.DENIES)
    for other in (passed_on, denied):
        assert kinds([TELMOR], [other], WHOLE) == [ChangeKind.ADDED, ChangeKind.DROPPED]


def test_words_for_a_figure_are_no_change_and_a_bound_is():
    words = claim(2, "Marn", Toll(Outcome.KILLED, Amount("four people", Bound.EXACT, 4), "person", at("four people")))
    about = claim(2, "Marn", Toll(Outcome.KILLED, Amount("about four", Bound.ABOUT, 4), "person", at("about four")))
    assert kinds([MARN], [words], WHOLE) == []
    assert kinds([MARN], [about], WHOLE) == [ChangeKind.TOLLS]


def test_tolls_of_several_groups_are_compared_group_by_group():
    before = claim(1, "Telmor", toll("killed", 5), toll("killed", 3, "soldier"), toll("killed", 2, "guard", "killed"))
    after = claim(1, "Telmor", toll("killed", 5), toll("killed", 4, "soldier"), toll("killed", 1, "guard", "killed"))
    [change] = changes(reading(before), reading(after), WHOLE)
    assert [(t.group, t.before.amount.number, t.after.amount.number) for t in change.tolls] == [("soldier", 3, 4), ("guard", 2, 1)]
    assert "killed, of those killed “1 guards”, before “2 guards”" in change_sentence(change)


def test_several_claims_of_one_day_and_place():
    """Equal words pair first; two that cannot be told apart stay open."""
    morning, evening = (claim(1, "Telmor", toll("killed", n), quote=f"in the {word}") for n, word in ((2, "morning"), (5, "evening")))
    assert kinds([morning, evening], [evening, morning], WHOLE) == []
    more = claim(1, "Telmor", toll("killed", 7), quote="in the evening")
    assert kinds([morning, evening], [more, morning], WHOLE) == [ChangeKind.TOLLS]
    [unclear] = changes(reading(morning, evening), reading(claim(1, "Telmor", toll("killed", 9), quote="that day")), PASSAGES)
    assert (unclear.kind, unclear.before) == (ChangeKind.UNCLEAR, (morning, evening))
    assert "2 earlier claims can be meant" in change_sentence(unclear)


def test_claims_without_day_and_place_are_never_paired():
    assert kinds([claim(0, "", toll("killed", 2))], [claim(0, "", toll("killed", 3))], WHOLE) == [ChangeKind.ADDED, ChangeKind.DROPPED]


CLAIMS = st.lists(
    st.builds(
        lambda day, place, number, quote: claim(day, place, toll("killed", number), quote=quote),
        st.integers(0, 3), st.sampled_from(["", "Telmor", "Marn", "Telmor, Marn"]), st.integers(1, 3), st.sampled_from(["a", "b"]),
    ),
    max_size=6,
)  # fmt: skip


@settings(deadline=None)
@given(CLAIMS, CLAIMS)
def test_every_claim_of_a_new_whole_text_is_accounted_for(before, after):
    """Each new claim is unchanged or in one change; each old one unchanged, paired, a candidate or dropped."""
    found = changes(reading(*before), reading(*after), WHOLE)
    assert len([c for change in found for c in change.after]) <= len(after)
    named = {ChangeKind.ADDED: (0, 1), ChangeKind.DROPPED: (1, 0), ChangeKind.TOLLS: (1, 1)}
    for change in found:
        assert "Arvania" in change_sentence(change)
        if change.kind in named:
            assert (len(change.before), len(change.after)) == named[change.kind]
    added, dropped = ([c for c in found if c.kind is kind] for kind in (ChangeKind.ADDED, ChangeKind.DROPPED))
    unclear = [c for c in found if c.kind is ChangeKind.UNCLEAR]
    if not unclear:
        assert len(before) - len(dropped) == len(after) - len(added)
