"""One claimant's account as a programme: what its tolls, subsets, running totals and named victims say of persons counted once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.incidents.closing import Sets
from verbale.model import Interval, Outcome
from verbale.names import name_key
from verbale.tally.quantities import open_pairs, parts
from verbale.tally.solving import Programme, Row, Without
from verbale.tally.subsets import minimal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Amount, Told
    from verbale.tally.quantities import Ground
    from verbale.tally.solving import Terms


@dataclass(slots=True)
class Account:
    """The account of one party on the ground of all claims. `only` leaves in nothing but some of its claims (loci).

    Raises:
        UsageError: NOT_FOUND if there is no such convention.
    """

    party: str
    base: Ground
    policy: str
    only: frozenset[str] | None = None
    programme: Programme = field(default_factory=Programme)
    spoken: dict[Outcome, set[str]] = field(default_factory=lambda: defaultdict(set))
    _open: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _cut: tuple[int, Sets, dict[str, list[Row]]] = field(default_factory=lambda: (0, Sets(), {}))
    _unions: dict[tuple[str, frozenset[str]], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        every = self.base.accounts.get(self.party, {})
        own = [every[locus] for locus in (every if self.only is None else sorted(self.only & every.keys()))]
        meets: dict[str, set[str]] = defaultdict(set)  # open pairs either way round: who may share persons with whom
        for one, two in open_pairs(self.base, own):
            self._open[one].append(two)
            meets[one].add(two)
            meets[two].add(one)
        replaced = self._replaced(own)
        said: dict[tuple[str, Outcome, int, int | None], set[str]] = defaultdict(set)
        for told in own:
            for outcome, bounds in self._bounds(told, replaced):
                said[self.base.node[told.locus], outcome, bounds.low, bounds.high].add(told.locus)
        for (node, outcome, low, high), loci in sorted(said.items(), key=lambda item: (*item[0][:3], item[0][3] is None, item[0][3] or 0)):
            shared = {target for inner in self.base.reach[node] for target in meets.get(inner, ())}
            for part in parts(outcome):
                self.spoken[part] |= self.base.reach[node].union(*(self.base.reach[target] for target in shared))
            self.programme.rows.append(Row(self.persons({node}, outcome), low, high, tuple(sorted(loci))))

    def _replaced(self, own: list[Told]) -> set[tuple[str, str, Outcome, Amount | None]]:
        """Tolls that later claims of the account replace, and the same toll told on the same day in another place, by `_place`."""
        by_locus = {told.locus: told for told in own}
        return {_place(self.base, t, o) for t in own for o in Outcome if t.claim.toll(o) and not self.base.current(t, o, by_locus)}

    def _bounds(self, told: Told, replaced: set[tuple[str, str, Outcome, Amount | None]]) -> Iterable[tuple[Outcome, Interval]]:
        """What one claim says of the persons of its node: whole tolls, parts as lower bounds, named victims as lower bounds."""
        for toll in told.claim.tolls:
            whole = toll.subset_of or toll.outcome
            if _place(self.base, told, whole) in replaced:
                continue
            bounds = interval(toll.amount, self.policy)
            yield whole, bounds if toll.subset_of is None else Interval(bounds.low, None)
        for outcome in Outcome:
            named = {frozenset(map(name_key, victim.names)) for victim in told.claim.victims if victim.outcome is outcome and victim.names}
            if named and _place(self.base, told, outcome) not in replaced:
                yield outcome, Interval(len(named), None)

    # -- persons as sums of variables ----------------------------------------------------------------------------------

    def persons(self, nodes: Iterable[str], outcome: Outcome, within: frozenset[str] | None = None, without: frozenset[str] = frozenset()) -> Terms:
        """The persons of one outcome in these nodes, each once, as a sum of variables; `within` keeps only some atoms, `without` leaves some out."""
        terms: dict[str, int] = {}
        atoms = {atom for node in nodes for atom in self.base.reach.get(node, frozenset({node}))}
        for part in parts(outcome):
            for atom in (atoms if within is None else atoms & within) - without:
                terms[f"{part.value} {atom}"] = 1
            shared: dict[str, set[str]] = defaultdict(set)
            for inner in sorted(atoms & self._open.keys()):
                for target in self._open[inner]:
                    for atom in self.base.reach[target] - atoms - without:
                        shared[atom].add(inner)
            for atom, holders in shared.items():
                terms[self._union(f"{part.value} {atom}", frozenset(holders))] = 1
        return terms

    def _union(self, atom: str, holders: frozenset[str]) -> str:
        """A variable for how many persons of `atom` are also in one of `holders` at least; nobody says how many they are."""
        known = self._unions.get((atom, holders))
        if known:
            return known
        name = f"{atom} also in {' '.join(sorted(holders))}"
        self._unions[atom, holders] = name
        self.programme.rows.append(Row({name: 1, atom: -1}, None, 0))
        if len(holders) > 1:
            for holder in sorted(holders):
                self._union(atom, frozenset({holder}))
        others = [(other, called) for (of, other), called in self._unions.items() if of == atom and other != holders]
        for other, called in others:
            if other < holders:
                self.programme.rows.append(Row({called: 1, name: -1}, None, 0))
            elif holders < other:
                self.programme.rows.append(Row({name: 1, called: -1}, None, 0))
        every = [*others, (holders, name)]
        for whole, whole_name in every:
            for one, one_name in every:
                for two, two_name in every:
                    new = name in {whole_name, one_name, two_name} and len({whole_name, one_name, two_name}) == 3
                    if new and one_name < two_name and whole <= one | two:
                        self.programme.rows.append(Row({whole_name: 1, one_name: -1, two_name: -1}, None, 0))
        return name

    # -- answers -------------------------------------------------------------------------------------------------------

    def atoms(self, nodes: Iterable[str], outcome: Outcome) -> tuple[frozenset[str], frozenset[str]]:
        """The atoms of these nodes that the account speaks of, and those on which it is silent though another account is not."""
        reached = frozenset(atom for node in nodes for atom in self.base.reach.get(node, frozenset({node})))
        spoken = frozenset[str]().union(*(self.spoken.get(part, set()) for part in parts(outcome)))
        tolled = frozenset[str]().union(*(self.base.tolled.get(part, frozenset()) for part in parts(outcome)))
        return reached & spoken, (reached & tolled) - spoken

    def _blocks(self, aim: Terms) -> list[Programme]:
        """The parts of the programme that share variables with `aim`, each sharing none with another; what they come to is added."""
        size, sets, rows = self._cut
        if size != len(self.programme.rows):
            sets, rows = Sets(), defaultdict(list)
            for row in self.programme.rows:
                first, *rest = row.terms
                for other in rest:
                    sets.join(first, other)
            for row in self.programme.rows:
                rows[sets.find(next(iter(row.terms)))].append(row)
            self._cut = (len(self.programme.rows), sets, rows)
        return [Programme(rows[key]) for key in sorted({sets.find(v) for v in aim} & rows.keys())]

    def conflict(self, aim: Terms) -> tuple[str, ...]:
        """The claims of a smallest set that cannot all hold, when the account contradicts itself on this sum; else empty."""
        block = next((block for block in self._blocks(aim) if len(block.rows) > 1 and not block.feasible()), None)
        if block is None:
            return ()
        return tuple(sorted(minimal(_claims(block), lambda kept: not _kept(block, kept).feasible())))

    def least(self, aim: Terms) -> tuple[int, tuple[str, ...]]:
        """The least value of a sum and the claims that set it; where claims cannot all hold, whichever of them holds."""
        found, setters = self._end(aim, most=False)
        return found or 0, setters

    def greatest(self, aim: Terms) -> tuple[int | None, tuple[str, ...]]:
        """The greatest value of a sum and the claims that set it, `None` when there is none; where claims cannot all hold, as `least`."""
        return self._end(aim, most=True)

    def _end(self, aim: Terms, *, most: bool) -> tuple[int | None, tuple[str, ...]]:
        total, setters, seen = 0, set[str](), set[str]()
        for block in self._blocks(aim):
            own = {v: aim[v] for row in block.rows for v in row.terms if v in aim}
            if not own:
                continue
            found = _one_row(block, own, most=most)
            if found is None:
                found = block.best(own, most=most)
            torn = found is Without.SOLUTION
            if torn:
                found = _whichever(block, own, most=most)
            if isinstance(found, Without):
                return None, ()
            total += found
            if most or found:
                setters |= {locus for group in _claims(block) for locus in group} if torn else _setters(block, own, found, most=most)
            seen |= own.keys()
        return (None, ()) if most and not seen.issuperset(aim) else (total, tuple(sorted(setters)))


def _place(base: Ground, told: Told, outcome: Outcome) -> tuple[str, str, Outcome, Amount | None]:
    toll = told.claim.toll(outcome)
    return base.node[told.locus], told.said, outcome, toll.amount if toll else None


def _one_row(block: Programme, aim: Terms, *, most: bool) -> int | Without | None:
    """The answer that one row gives by itself, which most incidents have; `None` when a solver is needed."""
    if len(block.rows) != 1 or dict(block.rows[0].terms) != aim:
        return None
    row = block.rows[0]
    end = row.high if most else row.low
    return Without.BOUND if end is None else end


def _whichever(block: Programme, aim: Terms, *, most: bool) -> int | Without:
    """The end of a sum over tolls that cannot all hold, whichever of them holds alone."""
    always = [row for row in block.rows if not row.claims]
    ends = [Programme([*always, row]).best(aim, most=most) for row in block.rows if row.claims]
    numbers = [end for end in ends if isinstance(end, int)]
    return Without.BOUND if len(numbers) < len(ends) else (max if most else min)(numbers)


def _setters(block: Programme, aim: Terms, found: int, *, most: bool) -> set[str]:
    claims = _claims(block)
    if len(claims) == 1:
        return set(claims[0])
    return minimal(claims, lambda kept: _kept(block, kept).best(aim, most=most) == found, exact=False)


def _claims(block: Programme) -> list[frozenset[str]]:
    """The claims that say each row; claims that say the same row stand together, for leaving out one of them changes nothing."""
    return sorted({frozenset(row.claims) for row in block.rows if row.claims}, key=sorted)


def _kept(block: Programme, kept: Iterable[frozenset[str]]) -> Programme:
    groups = set(kept)
    return Programme([row for row in block.rows if not row.claims or frozenset(row.claims) in groups])
