"""The tally of a selection: what each claimant's own account comes to, and how far the accounts can hold together. Not a finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, reduce
from itertools import combinations
from typing import TYPE_CHECKING

from verbale.grammar.policies import convention
from verbale.model import Interval
from verbale.resolution.actors import NO_LIST
from verbale.tally.accounts import Account
from verbale.tally.quantities import ground
from verbale.tally.subsets import minimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.model import Link, Outcome, Told
    from verbale.resolution.actors import Parties
    from verbale.tally.quantities import Ground

NOT_A_FINDING = "not a finding"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims (loci) are counted: `inside` wholly, `partly` only with some of their persons (days or places that reach out).

    A claim stands for all that speak of the same persons, and for all that its toll holds; but what is `outside`, told of other days, is no part of
    what a claim that is in it partly may hold of the selection.
    """

    inside: tuple[str, ...]
    partly: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTally:
    """What one claimant's own account comes to.

    Attributes:
        party: whose account.
        interval: how many persons; where some of its claims cannot all hold, whichever of them holds.
        low_by, high_by: the claims (loci) that set each bound; empty for a bound that none sets.
        whole: false when the account is silent on a part of the selection.
        conflict: a smallest set of its claims (loci) that cannot all hold; empty when they can.
    """

    party: str
    interval: Interval
    low_by: tuple[str, ...]
    high_by: tuple[str, ...]
    whole: bool
    conflict: tuple[str, ...] = ()

    @property
    def compared(self) -> Interval | None:
        """What is held against other accounts: open above where this one is silent on a part, `None` when it contradicts itself."""
        if self.conflict:
            return None
        return self.interval if self.whole else Interval(self.interval.low, None)


@dataclass(frozen=True, slots=True)
class Tally:
    """The accounts side by side. Nothing here is a finding.

    Attributes:
        outcome: killed, injured ...
        convention: the label of the counting convention.
        accounts: each claimant's own tally, by name.
        without: claimants of the selection who give no figure, by name.
        envelope: from the lowest to the highest number that any account allows; `None` when no account gives one.
        intersection: the numbers that all accounts allow, where there are several and it is not empty; an account that is silent
            on a part of the selection sets no upper end, one that contradicts itself is left out.
        conflict: a smallest set of claims (loci) that cannot all hold, when the accounts contradict each other; else empty.
        label: always "not a finding".
    """

    outcome: Outcome
    convention: str
    accounts: tuple[OwnTally, ...]
    without: tuple[str, ...]
    envelope: Interval | None
    intersection: Interval | None
    conflict: tuple[str, ...] = ()
    label: str = NOT_A_FINDING

    @property
    def contradictory(self) -> bool:
        """True when the accounts of several claimants have no number in common."""
        return bool(self.conflict)


def tally(
    claims: Iterable[Told], links: Iterable[Link], selection: Selection, outcome: Outcome, policy: str = "literal", parties: Parties = NO_LIST
) -> Tally:
    """The tally of a selection of `claims`. All claims and links of the register are given, for what is not selected bounds it too.

    The result depends on nothing else, and not on the order of claims.

    Raises:
        UsageError: MISSING_EXTRA without the solver, NOT_FOUND if there is no such convention.
    """
    return Tallies(claims, links, policy, parties).of(selection, outcome)


class Tallies:
    """Tallies of many selections of the same claims and links by one convention; `parties` tells which names mean one party."""

    def __init__(self, claims: Iterable[Told], links: Iterable[Link], policy: str = "literal", parties: Parties = NO_LIST) -> None:
        self._policy = policy
        self._base = ground(claims, links, parties)
        self._accounts: dict[str, Account] = {}

    def of(self, selection: Selection, outcome: Outcome) -> Tally:
        """The tally of one selection; raises as `tally`."""
        inside = self._nodes(selection.inside)
        more, counted = inside | self._nodes(selection.partly), {atom for node in inside for atom in self._base.reach[node]}
        asked = _Asked(self._base, self._policy, outcome, inside, more, self._nodes(selection.outside) - counted)
        names = self._names(asked.more)
        own, silent = [], []
        for key in sorted(names, key=lambda key: names[key]):
            if key not in self._accounts:
                self._accounts[key] = Account(key, self._base, self._policy)
            made = asked.own(self._accounts[key], names[key])
            if made:
                own.append(made)
            else:
                silent.append(names[key])
        envelope = reduce(Interval.hull, (t.interval for t in own)) if own else None
        held = [t.compared for t in own if t.compared]
        shared = _shared(held)
        disagreeing = len(held) > 1 and shared is None
        conflict = asked.conflict([self._base.parties.key(t.party) for t in own if t.compared]) if disagreeing else ()
        label = convention(self._policy).label
        return Tally(outcome, label, tuple(own), tuple(silent), envelope, shared if len(held) > 1 else None, conflict)

    def _nodes(self, loci: Iterable[str]) -> frozenset[str]:
        return frozenset(self._base.node[locus] for locus in loci if locus in self._base.node)

    def _names(self, nodes: frozenset[str]) -> dict[str, str]:
        """The parties who speak of these nodes, or of something that holds them, each by its key with the name to show."""
        names: dict[str, str] = {}
        for atom in {atom for node in nodes for atom in self._base.reach[node]}:
            for key, name in self._base.speaking.get(atom, {}).items():
                names[key] = min(name, names.get(key, name))
        return names


def _shared(bounds: Sequence[Interval]) -> Interval | None:
    """The numbers that lie in all of these."""
    found: Interval | None = bounds[0] if bounds else None
    for other in bounds[1:]:
        found = found.intersection(other) if found else None
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to all accounts: the nodes that are wholly in the selection, these with those that are partly, and the atoms of other days."""

    base: Ground
    policy: str
    outcome: Outcome
    nodes: frozenset[str]
    more: frozenset[str]
    outside: frozenset[str] = frozenset()

    def own(self, account: Account, name: str) -> OwnTally | None:
        """What one account comes to; `None` when it gives no figure."""
        spoken, silent = account.atoms(self.more, self.outcome)
        if not spoken - self.outside:
            return None
        wide = account.persons(self.more, self.outcome, spoken, self.outside)
        low, low_by = account.least(account.persons(self.nodes, self.outcome, spoken))
        high, high_by = account.greatest(wide)
        return OwnTally(name, Interval(low, high), low_by, high_by, self._whole(silent - self.outside), account.conflict(wide))

    def _whole(self, silent: frozenset[str]) -> bool:
        """True when an account is silent on nothing but what a joint toll may hold beyond its parts, where these are all its places."""
        return all(self._filled(atom) for atom in silent)

    def _filled(self, node: str) -> bool:
        within = self.base.reach[node] - {node}
        return bool(within) and len(within) >= self.base.places[node]

    def bounds(self, party: str, only: frozenset[str]) -> Interval | None:
        """What some claims of a party allow, open above when they are silent on a part; `None` when they contradict themselves."""
        account = Account(party, self.base, self.policy, only)
        spoken, silent = account.atoms(self.more, self.outcome)
        wide = account.persons(self.more, self.outcome, spoken, self.outside)
        low, _ = account.least(account.persons(self.nodes, self.outcome, spoken))
        high, _ = account.greatest(wide)
        return None if account.conflict(wide) else Interval(low, high if self._whole(silent - self.outside) and spoken else None)

    def conflict(self, parties: Sequence[str]) -> tuple[str, ...]:
        """The claims of a smallest set, of two parties, that cannot all hold: intervals with nothing in common are so in pairs."""
        found: list[tuple[str, ...]] = []
        near = self._near()
        for one, two in combinations(parties, 2):
            own = [frozenset({locus}) for locus in near if locus in self.base.accounts[one] or locus in self.base.accounts[two]]
            apart = partial(self._apart, one, two)
            if apart(own):
                found.append(tuple(sorted(minimal(own, apart))))
        return min(found, key=lambda loci: (len(loci), loci), default=())

    def _near(self) -> list[str]:
        """The counting claims that share atoms with the selection, straight or through others; the rest cannot matter."""
        seen = {atom for node in self.more for atom in self.base.reach[node]}
        todo, found = list(seen), set[str]()
        while todo:
            for locus in self.base.holding.get(todo.pop(), ()):
                if locus not in found:
                    found.add(locus)
                    new = self.base.reach[self.base.node[locus]] - seen
                    seen |= new
                    todo += new
        return sorted(found)

    def _apart(self, one: str, two: str, kept: Sequence[frozenset[str]]) -> bool:
        only = frozenset(locus for group in kept for locus in group)
        first, other = self.bounds(one, only), self.bounds(two, only)
        return bool(first and other and first.disjoint(other))
