"""Accounts of one incident that cannot both hold in something other than a number: its days, the states accused, what is denied."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from verbale.incidents import comparing
from verbale.incidents.closing import Sets, once
from verbale.model import Agreement, LinkKind, PerpetratorRole, Stance
from verbale.resolution.actors import NO_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.model import Link, Told
    from verbale.resolution.actors import Parties

Pair = tuple[str, str]


def opposed(claims: Iterable[Told], links: Iterable[Link], parties: Parties = NO_LIST) -> list[tuple[str, Pair]]:
    """What the claims oppose each other in, and the loci of two that cannot both hold; `links` are positive ones, `parties` names that mean one party.

    Days and states accused are held against each other only inside one incident, for a joint claim may tell more. A denial is
    held against the claim that it is linked to, else against the first claim of every other party in its incident.
    """
    listed, positive = once(claims), list(links)
    sets = Sets()
    for link in positive:
        if link.kind is LinkKind.SAME:
            sets.join(link.first, link.second)
    later = {link.second for link in positive if link.kind is LinkKind.UPDATES}
    denying = {link.first for link in positive if link.kind is LinkKind.DENIES}
    by_locus = {told.locus: told for told in listed}
    found = list(_linked_denials(by_locus, positive))
    groups: dict[str, list[Told]] = {}
    for told in listed:
        groups.setdefault(sets.find(told.locus), []).append(told)
    for group in groups.values():
        current = [told for told in group if told.locus not in later | denying]
        found += _stated_denials(current, parties)
        found += _apart(current, parties)
    return list(dict.fromkeys((particular, (min(pair), max(pair))) for particular, pair in found))


def _linked_denials(by_locus: dict[str, Told], links: list[Link]) -> Iterator[tuple[str, Pair]]:
    for link in links:
        if link.kind is LinkKind.DENIES and link.first in by_locus and link.second in by_locus:
            stated = by_locus[link.first].claim.attribution.denied
            denied = link.denied or (stated.value if stated else None)
            yield (denied.value if denied else "denied"), (link.first, link.second)


def _stated_denials(group: list[Told], parties: Parties) -> Iterator[tuple[str, Pair]]:
    for denial in (t for t in group if t.claim.attribution.stance is Stance.DENIES):
        denied = denial.claim.attribution.denied
        held = {parties.key(t.party): t for t in reversed(group) if t.counts and parties.key(t.party) != parties.key(denial.party)}
        for key in sorted(held):
            yield (denied.value.value if denied else "denied"), (denial.locus, held[key].locus)


def _apart(group: list[Told], parties: Parties) -> Iterator[tuple[str, Pair]]:
    """The first two claims of each two parties whose days, or whose accused states, have nothing in common."""
    seen = set[tuple[str, str, str]]()
    for one, other in combinations([t for t in group if t.counts], 2):
        both = sorted((parties.key(one.party), parties.key(other.party)))
        if both[0] == both[1]:
            continue
        for particular, apart in (("when", _days_apart(one, other)), ("alleged perpetrator", _accused_apart(one, other, parties))):
            if apart and (particular, *both) not in seen:
                seen.add((particular, both[0], both[1]))
                yield particular, (one.locus, other.locus)


def _days_apart(one: Told, other: Told) -> bool:
    first, second = one.claim.when, other.claim.when
    return bool(first and second and comparing.days(first, second) is Agreement.CONTRADICTS)


def _accused_apart(one: Told, other: Told, parties: Parties) -> bool:
    first, second = _accused(one), _accused(other)
    return bool(first and second and comparing.parties(first, second, parties) is Agreement.CONTRADICTS)


def _accused(told: Told) -> list[str]:
    return [p.value.name for p in told.claim.perpetrators if p.value.role is PerpetratorRole.DIRECT]
