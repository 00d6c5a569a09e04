"""What a later version of a letter changes in its claims. A change is in what a party alleges, never in what happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.names import name_key, skeleton
from verbale.resolution.parties import party_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.model import Amount, Claim, Outcome, Reading, Toll


class Reach(StrEnum):
    """What of the earlier text a later one takes the place of."""

    WHOLE = "the whole text"
    PASSAGES = "the passages it gives"
    MENTIONED = "what it says of the same events"


class ChangeKind(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    DROPPED = "no longer told"
    TOLLS = "other figures"
    UNCLEAR = "several claims can be meant"


@dataclass(frozen=True, slots=True)
class TollChange:
    """A toll before and after; `None` where it is not stated, which is not zero."""

    outcome: Outcome
    group: str
    before: Toll | None
    after: Toll | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what a party alleges. `before` and `after` are the claims concerned; `author` speaks in the part that holds them."""

    kind: ChangeKind
    author: str
    before: tuple[Claim, ...] = ()
    after: tuple[Claim, ...] = ()
    tolls: tuple[TollChange, ...] = ()


def changes(before: Reading, after: Reading, reach: Reach) -> tuple[Change, ...]:
    """What `after` changes in the claims of `before`, compared by claimant, stance, day, place and toll; in the order of the later text.

    A corrigendum gives only passages: what it does not repeat stands. A later letter tells new things too: only what it
    says of the same events counts.
    """
    old, new = list(before.claims), list(after.claims)
    pairs, unclear = _pairs([_event(c, before) for c in old], [_event(c, after) for c in new])
    made: list[tuple[int, Change]] = []
    for at, claim in enumerate(new):
        who = after.author_of(claim.part)
        if at in pairs:
            tolls = _tolls(old[pairs[at]], claim, whole=reach is Reach.WHOLE)
            if tolls:
                made.append((at, Change(ChangeKind.TOLLS, who, (old[pairs[at]],), (claim,), tolls)))
        elif at in unclear:
            made.append((at, Change(ChangeKind.UNCLEAR, who, tuple(old[n] for n in unclear[at]), (claim,))))
        elif reach is not Reach.MENTIONED:
            made.append((at, Change(ChangeKind.ADDED, who, (), (claim,))))
    met = {*pairs.values(), *(n for listed in unclear.values() for n in listed)}
    if reach is Reach.WHOLE:
        made += [(len(new) + n, Change(ChangeKind.DROPPED, before.author_of(c.part), (c,))) for n, c in enumerate(old) if n not in met]
    return tuple(change for _, change in sorted(made, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class _Event:
    """What claims of one event share: who alleges it and how, on which days, at which places. `words` tells equal claims apart."""

    who: tuple[str, str, str]
    days: frozenset[tuple[str, str]]
    places: frozenset[str]
    words: str

    def likeness(self, other: _Event) -> int:
        """0 for another event; more for a likelier one."""
        if self.who != other.who or self.days != other.days or not self.days | self.places:
            return 0
        if not self.places & other.places and (self.places or other.places):
            return 0
        return 1 + (self.places == other.places) + 2 * (self.words == other.words)


def _event(claim: Claim, reading: Reading) -> _Event:
    days = frozenset((o.when.value.first.isoformat(), o.when.value.last.isoformat()) for o in claim.occurrences if o.when)
    places = frozenset(skeleton(p.value.name) for p in claim.where)
    who = (party_key(reading.claimant_of(claim)), claim.attribution.stance.value, claim.scope.value)
    return _Event(who, days, places, name_key(claim.anchor.quote))


def _pairs(old: Sequence[_Event], new: Sequence[_Event]) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
    """New claim to old claim where each is the other's one best; and new claims that several old ones can be."""
    scores = {(a, b): score for a, one in enumerate(old) for b, other in enumerate(new) if (score := one.likeness(other))}
    pairs: dict[int, int] = {}
    while scores:  # sure pairs leave the field, so that the rest may become sure
        sure = [(a, b) for (a, b), s in scores.items() if _only_best(scores, a, b, s)]
        if not sure:
            break
        pairs |= {b: a for a, b in sure}
        taken = ({a for a, _ in sure}, {b for _, b in sure})
        scores = {(a, b): s for (a, b), s in scores.items() if a not in taken[0] and b not in taken[1]}
    unclear: dict[int, tuple[int, ...]] = {}
    for a, b in sorted(scores):
        unclear[b] = (*unclear.get(b, ()), a)
    return pairs, unclear


def _only_best(scores: dict[tuple[int, int], int], a: int, b: int, score: int) -> bool:
    rivals = [s for (x, y), s in scores.items() if (x == a) != (y == b)]
    return all(s < score for s in rivals)


def _tolls(before: Claim, after: Claim, *, whole: bool) -> tuple[TollChange, ...]:
    """Tolls that differ. Where only passages are given, a toll that is not repeated stands."""
    grouped = _several(before) | _several(after)
    old, new = _by_sort(before, grouped), _by_sort(after, grouped)
    made = []
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if other is None and not whole:
            continue
        if one is None or other is None or _worth(one.amount) != _worth(other.amount):
            told = other or one
            assert told is not None
            made.append(TollChange(told.outcome, told.group, one, other))
    return tuple(made)


def _several(claim: Claim) -> set[tuple[str, str]]:
    """Sorts of toll of which the claim states several, told apart by their groups only."""
    sorts = [_sort(t) for t in claim.tolls]
    return {sort for sort in sorts if sorts.count(sort) > 1}


def _by_sort(claim: Claim, grouped: set[tuple[str, str]]) -> dict[tuple[str, str, str], Toll]:
    """Tolls by outcome and what they are a part of, and by group where there are several: a single toll's group may be worded anew."""
    made: dict[tuple[str, str, str], Toll] = {}
    for toll in claim.tolls:
        made.setdefault((*_sort(toll), toll.group if _sort(toll) in grouped else ""), toll)
    return made


def _sort(toll: Toll) -> tuple[str, str]:
    return toll.outcome.value, toll.subset_of.value if toll.subset_of else ""


def _worth(amount: Amount) -> tuple[object, ...]:
    """What an amount says, whether in words or figures."""
    return amount.bound, amount.number, amount.upper, amount.vague
