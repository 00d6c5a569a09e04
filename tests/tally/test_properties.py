"""What holds of every tally, whatever is alleged: nobody twice, no order, no double, no lasting trace of a link, no favourite."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import link, told, toll

from verbale.model import Attribution, Interval, Judgement, LinkKind, Outcome, Scope, Voice, VoiceRole
from verbale.tally.tallies import Selection, tally

PARTIES = ("Arvania", "Kestria")
LOCI = tuple("abcde")
numbers = st.integers(0, 5)


@st.composite
def tolls(draw):
    low = draw(numbers)
    high = draw(st.none() | st.integers(low, 6))
    subset = draw(st.sampled_from([None, None, None, Outcome.KILLED]))
    return toll(low, high, draw(st.sampled_from([Outcome.KILLED, Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES])), subset)


@st.composite
def accounts(draw, scopes=(Scope.SINGLE, Scope.SERIES, Scope.CUMULATIVE)):
    loci = LOCI[: draw(st.integers(1, 5))]
    return [
        told(
            locus,
            draw(st.sampled_from(PARTIES)),
            *draw(st.lists(tolls(), min_size=1, max_size=2)),
            scope=draw(st.sampled_from(scopes)),
            where=draw(st.sampled_from([(), ("Telmor",), ("Telmor", "Marn")])),
            victims=draw(st.lists(st.sampled_from(["Ilo Marn", "Vera Tesk", "Odo Brell"]), max_size=2, unique=True)),
        )
        for locus in loci
    ]


@st.composite
def links(draw, judgements=(Judgement.POSITIVE, Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE)):
    pairs = draw(st.lists(st.sampled_from([(a, b) for a in LOCI for b in LOCI if a < b]), max_size=5, unique=True))
    kinds = [k for k in LinkKind if k is not LinkKind.DENIES]
    return [link(draw(st.sampled_from(kinds)), *(pair if draw(st.booleans()) else pair[::-1]), draw(st.sampled_from(judgements))) for pair in pairs]


selections = st.lists(st.sampled_from(LOCI), min_size=1, unique=True).map(tuple)


def figures(claims, linked, selected, outcome=Outcome.KILLED):
    """What each party's own account comes to; `None` where it contradicts itself."""
    return {own.party: None if own.conflict else own.interval for own in tally(claims, linked, Selection(selected), outcome).accounts}


@settings(max_examples=150, deadline=None)
@given(accounts(), links(), selections, selections, st.sampled_from([Outcome.KILLED, Outcome.CASUALTIES]))
def test_a_whole_is_at_most_the_sum_of_its_parts_and_at_least_the_largest(claims, linked, one, other, outcome):
    other = tuple(locus for locus in other if locus not in one)
    assume(other)
    told_of = [tally(claims, linked, Selection(selected), outcome).accounts for selected in (one + other, one, other)]
    whole, *parts = ({own.party: own.interval for own in accounts_} for accounts_ in told_of)  # where claims cannot all hold, too
    for party, bounds in whole.items():
        own = [part[party] for part in parts if party in part]
        assert bounds.low >= max(part.low for part in own)
        if None not in [part.high for part in own]:
            assert bounds.high is not None
            assert bounds.high <= sum(part.high for part in own)


@settings(max_examples=60, deadline=None)
@given(accounts(), links(), selections, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_links_never_matters(claims, linked, selected, chance):
    mixed, other_links = list(claims), list(linked)
    chance.shuffle(mixed)
    chance.shuffle(other_links)
    assert tally(mixed, other_links, Selection(selected), Outcome.KILLED) == tally(claims, linked, Selection(selected), Outcome.KILLED)


@settings(max_examples=60, deadline=None)
@given(accounts(), links(), selections, st.data())
def test_a_duplicate_changes_no_figure(claims, linked, selected, data):
    before = tally(claims, linked, Selection(selected), Outcome.KILLED)
    doubled = data.draw(st.sampled_from(claims))
    copy = replace(doubled, document="a copy", name="a copy")  # the same words: the same locus
    assert tally([*claims, copy], linked, Selection(selected), Outcome.KILLED) == before
    other = replace(doubled, claim=replace(doubled.claim, locus="z", id="claim z"), document="told again")
    after = tally([*claims, other], [*linked, link("same", doubled.locus, "z")], Selection(selected), Outcome.KILLED)
    assert [(a.party, a.interval, a.whole) for a in after.accounts] == [(a.party, a.interval, a.whole) for a in before.accounts]
    assert (after.envelope, after.intersection, after.contradictory) == (before.envelope, before.intersection, before.contradictory)


@settings(max_examples=60, deadline=None)
@given(accounts(), links(), selections)
def test_swapping_two_parties_swaps_every_result(claims, linked, selected):
    swap = dict(zip(PARTIES, PARTIES[::-1], strict=True))
    swapped = [replace(t, claimant=swap[t.claimant], claim=replace(t.claim, attribution=_spoken(swap[t.claimant]))) for t in claims]
    before, after = (tally(listed, linked, Selection(selected), Outcome.KILLED) for listed in (claims, swapped))
    assert {swap[a.party]: (a.interval, a.low_by, a.high_by, a.conflict) for a in before.accounts} == {
        a.party: (a.interval, a.low_by, a.high_by, a.conflict) for a in after.accounts
    }
    assert (before.envelope, before.intersection, before.conflict) == (after.envelope, after.intersection, after.conflict)


def _spoken(party):
    return Attribution((Voice(party, VoiceRole.AUTHOR),))


@settings(max_examples=60, deadline=None)
@given(accounts(), links(), selections)
def test_envelope_intersection_and_conflict_say_what_the_accounts_say(claims, linked, selected):
    found = tally(claims, linked, Selection(selected), Outcome.KILLED)
    held = [a for a in found.accounts if not a.conflict]
    assert found.label == "not a finding"
    assert [a.compared for a in found.accounts if a.conflict] == [None] * (len(found.accounts) - len(held))
    for own in found.accounts:
        assert own.interval.subset(found.envelope)
    if len(held) < 2:
        assert found.intersection is None
        assert not found.contradictory
    elif found.intersection:
        assert all(found.intersection.subset(a.compared) for a in held)
    else:
        assert found.contradictory
        kept = [t for t in claims if t.locus in found.conflict]
        assert {t.claimant for t in kept} == set(PARTIES)


# -- held against counting every possibility by hand -----------------------------------------------------------------


def counted(claims, linked, selected, party):
    """The fewest and most killed that fulfil one party's claims, by trying everybody's numbers up to 12; no running totals or open links."""
    group = {locus: {locus} for locus in LOCI}
    for entry in linked:
        if entry.kind is LinkKind.SAME:
            joined = group[entry.first] | group[entry.second]
            for locus in joined:
                group[locus] = joined
    node = {locus: min(members) for locus, members in group.items()}
    below = {node[locus]: set() for locus in LOCI}
    for entry in linked:
        if entry.kind in {LinkKind.COVERS, LinkKind.PART_OF}:
            whole, part = (entry.first, entry.second) if entry.kind is LinkKind.COVERS else (entry.second, entry.first)
            below[node[whole]].add(node[part])
    reach = {start: {start} for start in below}
    for _ in LOCI:
        reach = {start: found.union(*(below[n] for n in found)) for start, found in reach.items()}
    own = [t for t in claims if t.claimant == party]
    spoken = sorted(set().union(*(reach[node[t.locus]] for t in own if t.claim.tolls)))
    asked = set().union(*(reach[node[locus]] for locus in selected if locus in {t.locus for t in claims})) & set(spoken)
    if not asked:
        return "silent"
    near = set(asked)
    for _ in LOCI:  # what is told of other persons cannot matter
        near = near.union(*(reach[node[t.locus]] for t in own if reach[node[t.locus]] & near))
    own, spoken = [t for t in own if reach[node[t.locus]] & near], sorted(near & set(spoken))
    totals = []
    for tried in product(range(8), repeat=len(spoken)):
        persons = dict(zip(spoken, tried, strict=True))
        if all(_holds(t, sum(persons[n] for n in reach[node[t.locus]])) for t in own):
            totals.append(sum(persons[n] for n in asked))
    return (min(totals), max(totals)) if totals else None


def _holds(claim, number):
    named = len({victim.names for victim in claim.claim.victims})
    for entry in claim.claim.tolls:
        low, high = entry.amount.number, entry.amount.upper or entry.amount.number
        if entry.amount.bound.value == "at least":
            high = 99
        if number < low or (entry.subset_of is None and number > high):
            return False
    return number >= named


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bounds_are_those_of_counting_every_possibility(data):
    exact = st.builds(
        lambda low, more, subset: toll(low, low + more, Outcome.KILLED, subset),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from([None, None, Outcome.KILLED]),
    )
    claims = [
        told(
            locus,
            data.draw(st.sampled_from(PARTIES)),
            data.draw(exact.filter(lambda t: t.subset_of is None)),
            *data.draw(st.lists(exact.filter(lambda t: t.subset_of), max_size=1)),
            victims=data.draw(st.lists(st.sampled_from(["Ilo Marn", "Vera Tesk"]), max_size=2, unique=True)),
        )
        for locus in LOCI[: data.draw(st.integers(2, 4))]
    ]
    linked = [
        e
        for e in data.draw(links(judgements=(Judgement.POSITIVE,)))
        if e.kind is not LinkKind.UPDATES and {e.first, e.second} <= {t.locus for t in claims}
    ]
    selected = data.draw(selections.filter(lambda chosen: set(chosen) & {t.locus for t in claims}))
    found = figures(claims, linked, selected)
    for party in PARTIES:
        expected = counted(claims, linked, selected, party)
        if expected == "silent":
            assert party not in found
        elif expected is None:
            assert found[party] is None
        else:
            assert found[party] == Interval(*expected)
