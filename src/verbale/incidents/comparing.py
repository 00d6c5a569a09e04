"""How two accounts stand to each other in one particular: days, places, numbers, parties, words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from verbale.model import Agreement
from verbale.names import name_key, skeleton, state_of
from verbale.resolution.actors import NO_LIST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from verbale.model import Days, Interval, Place
    from verbale.resolution.actors import Parties


def days(first: Days, other: Days) -> Agreement:
    """The same days agree, days with none in common contradict, others are compatible."""
    if first == other:
        return Agreement.AGREES
    apart = first.last < other.first or other.last < first.first
    return Agreement.CONTRADICTS if apart else Agreement.COMPATIBLE


def numbers(first: Interval, other: Interval) -> Agreement:
    """The same interval agrees, intervals with no number in common contradict, others are compatible."""
    if first == other:
        return Agreement.AGREES
    return Agreement.CONTRADICTS if first.disjoint(other) else Agreement.COMPATIBLE


def places(first: Collection[Place], other: Collection[Place]) -> Agreement:
    """Places by all names that their claimants give them, and by spellings. Another name is no contradiction: it can be another name of the same place."""
    one, two = ([_place_keys(place) for place in side] for side in (first, other))
    hits = [any(keys & others for others in two) for keys in one] + [any(keys & others for others in one) for keys in two]
    if all(hits):
        return Agreement.AGREES
    if any(hits) or _regions(first) & _names(other) or _regions(other) & _names(first):
        return Agreement.COMPATIBLE
    return Agreement.INCOMPARABLE


def _place_keys(place: Place) -> frozenset[str]:
    return frozenset(key for name in (place.name, *place.names) for key in (name_key(name), "skeleton " + skeleton(name)))


def _names(places_: Iterable[Place]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_place_keys, places_)))


def _regions(places_: Iterable[Place]) -> frozenset[str]:
    return frozenset(key for place in places_ for region in place.regions for key in (name_key(region), "skeleton " + skeleton(region)))


def parties(first: Collection[str], other: Collection[str], known: Parties = NO_LIST) -> Agreement:
    """The same parties agree, some in common are compatible; none in common contradict only where all are states.

    `known` tells which names mean one party; beyond that, whether "the alliance" and "the northern forces" are one is not known from their names.
    """
    found = _overlap({known.key(name) for name in first}, {known.key(name) for name in other})
    if found is Agreement.INCOMPARABLE and all(state_of(name) for name in (*first, *other)):
        return Agreement.CONTRADICTS
    return found


def words(first: Collection[str], other: Collection[str]) -> Agreement:
    """The same words agree, some in common are compatible; another word is no contradiction."""
    return _overlap({name_key(word) for word in first}, {name_key(word) for word in other})


def _overlap(one: set[str], two: set[str]) -> Agreement:
    if one == two:
        return Agreement.AGREES
    return Agreement.COMPATIBLE if one & two else Agreement.INCOMPARABLE
