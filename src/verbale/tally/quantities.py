"""What holds whose dead: the claims of all parties as nodes that cover each other, whose persons are counted once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from verbale.incidents.closing import Sets, judged, once, positive
from verbale.model import Judgement, LinkKind, Outcome, Scope
from verbale.names import name_key
from verbale.resolution.actors import NO_LIST, Parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Days, Link, Told

_PARTS = {Outcome.CASUALTIES: (Outcome.KILLED, Outcome.INJURED)}
"""Killed or injured, not told apart, are the killed and the injured together."""
_QUANTITY = (LinkKind.SAME, LinkKind.UPDATES)
"""Kinds of link whose claims speak of the same persons."""


def parts(outcome: Outcome) -> tuple[Outcome, ...]:
    """The outcomes whose persons one outcome counts."""
    return _PARTS.get(outcome, (outcome,))


@dataclass(frozen=True, slots=True)
class Ground:
    """Who can be counted where, by links alone; the same for every claimant and outcome.

    A node is a set of claims that speak of the same persons. Each node has an atom: its persons who are in none of the nodes
    that it holds. So the persons of a node are the atoms it reaches.

    Attributes:
        claims: every claim once, sorted by locus.
        node: the node of each locus.
        reach: the atoms of each node, its own among them.
        known: pairs of nodes of which people said that they do not share persons.
        unsure: pairs of nodes of which people left open whether they share persons.
        updated: for each locus the loci that update it, straight or through others.
        denying: loci that repeat an account only to deny it.
        places: how many places the claims of each node name, the most of them.
        tolled: for each outcome the nodes of which any party states a toll.
        accounts: the claims that count for the account of each party, by its key and by locus.
        holding: the loci of the counting claims whose persons each atom is among.
        speaking: the parties who speak of each atom, or of something that holds it, each with the name to show.
        parties: which names mean one party.
    """

    claims: tuple[Told, ...]
    node: dict[str, str]
    reach: dict[str, frozenset[str]]
    known: frozenset[tuple[str, str]]
    unsure: frozenset[tuple[str, str]]
    updated: dict[str, frozenset[str]]
    denying: frozenset[str]
    places: dict[str, int]
    tolled: dict[Outcome, frozenset[str]]
    accounts: dict[str, dict[str, Told]]
    holding: dict[str, list[str]]
    speaking: dict[str, dict[str, str]]
    parties: Parties = NO_LIST

    def current(self, told: Told, outcome: Outcome, own: dict[str, Told]) -> bool:
        """False when a later claim of the same account replaces its toll of this outcome."""
        for locus in self.updated.get(told.locus, frozenset()):
            later = own.get(locus)
            if later and later.claim.toll(outcome) and told.locus not in self.updated.get(later.locus, frozenset()):
                return False
        return True


def ground(claims: Iterable[Told], links: Iterable[Link], parties: Parties = NO_LIST) -> Ground:
    """The nodes of these claims and what each holds."""
    listed, all_links = sorted(once(claims), key=lambda t: t.locus), list(links)
    sets = Sets()
    for link in positive(all_links, *_QUANTITY):
        sets.join(link.first, link.second)
    inside: dict[str, set[str]] = defaultdict(set)
    for link in positive(all_links, LinkKind.COVERS, LinkKind.PART_OF):
        whole, part = (link.first, link.second) if link.kind is LinkKind.COVERS else (link.second, link.first)
        inside[sets.find(whole)].add(sets.find(part))
    node = {told.locus: sets.find(told.locus) for told in listed}
    places: dict[str, int] = defaultdict(int)
    for told in listed:
        places[node[told.locus]] = max(places[node[told.locus]], len(told.claim.where))
    updates: dict[str, set[str]] = defaultdict(set)
    for link in positive(all_links, LinkKind.UPDATES):
        updates[link.second].add(link.first)
    denying = frozenset(link.first for link in positive(all_links, LinkKind.DENIES))
    settled, unsure = set[tuple[str, str]](), set[tuple[str, str]]()
    for link in judged(all_links):
        both = (sets.find(link.first), sets.find(link.second))
        if link.kind is not LinkKind.DENIES and both[0] != both[1]:
            target = {Judgement.NEGATIVE: settled, Judgement.UNSURE: unsure}.get(link.judgement)
            if target is not None:
                target |= {both, both[::-1]}
    counting = [told for told in listed if told.counts and told.locus not in denying]
    accounts: dict[str, dict[str, Told]] = defaultdict(dict)
    holding: dict[str, list[str]] = defaultdict(list)
    reach = {n: _reached(n, inside) for n in set(node.values())}
    for told in counting:
        accounts[parties.key(told.party)][told.locus] = told
        for atom in reach[node[told.locus]]:
            holding[atom].append(told.locus)
    return Ground(
        tuple(listed),
        node,
        reach,
        frozenset(settled),
        frozenset(unsure),
        {locus: _reached(locus, updates) - {locus} for locus in updates},
        denying,
        places,
        _tolled(counting, node),
        accounts,
        holding,
        _speaking(listed, node, reach, parties),
        parties,
    )


def _speaking(claims: list[Told], node: dict[str, str], reach: dict[str, frozenset[str]], parties: Parties) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for told in claims:
        key = parties.key(told.party)
        for atom in reach[node[told.locus]]:
            found[atom][key] = min(told.party, found[atom].get(key, told.party))
    return found


def _tolled(counting: list[Told], node: dict[str, str]) -> dict[Outcome, frozenset[str]]:
    found: dict[Outcome, set[str]] = defaultdict(set)
    for told in counting:
        for toll in told.claim.tolls:
            for part in parts(toll.subset_of or toll.outcome):
                found[part].add(node[told.locus])
    return {outcome: frozenset(nodes) for outcome, nodes in found.items()}


def _reached(start: str, edges: dict[str, set[str]]) -> frozenset[str]:
    found, todo = {start}, [start]
    while todo:
        for following in edges.get(todo.pop(), ()):
            if following not in found:
                found.add(following)
                todo.append(following)
    return frozenset(found)


def open_pairs(base: Ground, own: list[Told]) -> list[tuple[str, str]]:
    """Pairs of nodes of one account that may share persons, and nobody knows how many: each pair once, the running total first.

    A running total may hold whatever the same claimant tells of days within its time. Claims of different documents that name one
    place and share a day may tell of the same persons, until people say that they do not, or the claimant's own case numbers tell them apart. Links left unsure stay open too.
    """
    totals = {base.node[t.locus] for t in own if t.claim.scope is Scope.CUMULATIVE}
    days: dict[str, list[Days | None]] = defaultdict(list)
    for told in own:
        days[base.node[told.locus]].append(told.claim.when)
    order = sorted(days, key=lambda node: (node not in totals, node))
    rank = {node: n for n, node in enumerate(order)}
    asked = {(total, other) for total in totals for other in order[rank[total] + 1 :] if (total, other) not in base.known}
    may_hold = {(one, two) for one, two in asked if _together(days[one], days[two])}
    left_open = {(one, two) for one, two in base.unsure if one in rank and two in rank and rank[one] < rank[two]}
    again = {pair if rank[pair[0]] < rank[pair[1]] else pair[::-1] for pair in _told_again(base, own)} - base.known
    return sorted((one, two) for one, two in may_hold | left_open | again if two not in base.reach[one] and one not in base.reach[two])


def _told_again(base: Ground, own: list[Told]) -> set[tuple[str, str]]:
    """Pairs of nodes of which claims in different documents name one place and share a day; two case numbers are two incidents."""
    placed: dict[str, list[tuple[Days, Told]]] = defaultdict(list)
    for told in own:
        if told.claim.when:
            for key in {name_key(name) for place in told.claim.where for name in (place.value.name, *place.value.names)}:
                placed[key].append((told.claim.when, told))
    found = set[tuple[str, str]]()
    for listed in placed.values():
        listed.sort(key=lambda entry: (entry[0].first, entry[0].last, entry[1].locus))
        for number, (days, told) in enumerate(listed):
            for later, other in islice(listed, number + 1, None):
                if later.first > days.last:
                    break
                if told.case and other.case and told.case != other.case:
                    continue
                if told.document != other.document and base.node[told.locus] != base.node[other.locus]:
                    found.add((base.node[told.locus], base.node[other.locus]))
    return found


def _together(first: list[Days | None], other: list[Days | None]) -> bool:
    """True unless the days told are all apart; days that are not told can be any."""
    return any(a is None or b is None or (a.first <= b.last and b.first <= a.last) for a in first for b in other)
