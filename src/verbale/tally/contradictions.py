"""Where accounts of one incident cannot all hold, each time with a smallest set of claims that shows it. Who is right is not said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.incidents.closing import components, incidents_of, once, positive
from verbale.incidents.opposing import opposed
from verbale.model import LinkKind, Outcome, Stance
from verbale.resolution.actors import NO_LIST
from verbale.tally.quantities import parts
from verbale.tally.tallies import Selection, Tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.model import Incident, Link, Told
    from verbale.resolution.actors import Parties


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Accounts of one incident, or of incidents that links hold together, that cannot all hold.

    Attributes:
        incidents: the ids of those that hold the claims.
        particular: in what: "killed", "when", "own act" ...
        parties: whose accounts; one, when an account contradicts itself.
        claims: a smallest set of claims that cannot all hold.
        denying: those of them (loci) that deny the others.
    """

    incidents: tuple[str, ...]
    particular: str
    parties: tuple[str, ...]
    claims: tuple[Told, ...]
    denying: frozenset[str]


def contradictions(claims: Iterable[Told], links: Iterable[Link], policy: str = "literal", parties: Parties = NO_LIST) -> list[Contradiction]:
    """Every contradiction, in the order of the incidents; each set of claims once for a particular. `parties`: names that mean one party.

    Raises:
        UsageError: MISSING_EXTRA without the solver.
    """
    listed, linked = once(claims), list(links)
    return _Search(listed, linked, incidents_of(listed, linked), policy, parties).all()


@dataclass(frozen=True, slots=True)
class _Search:
    claims: list[Told]
    links: list[Link]
    incidents: tuple[Incident, ...]
    policy: str
    parties: Parties

    def all(self) -> list[Contradiction]:
        by_locus = {told.locus: told for told in self.claims}
        touching: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            touching[link.first].append(link)
        found: dict[tuple[str, tuple[str, ...]], Contradiction] = {}
        for group in components(self.incidents, self.links):
            told = [by_locus[locus] for incident in group for locus in incident.claims]
            if len(told) < 2:
                continue
            linked = [link for t in told for link in touching[t.locus]]
            scopes = [*([(incident,) for incident in group] if len(group) > 1 else []), group]
            tallies = Tallies(told, linked, self.policy, self.parties)  # claims of other groups bound nothing here
            opposing = [entry for scope in scopes for entry in _tolls(tallies, scope, told)] + opposed(told, positive(linked), self.parties)
            for particular, loci in opposing:
                key = (particular, tuple(sorted(loci)))
                if key not in found:
                    found[key] = _made(particular, [by_locus[locus] for locus in key[1]], group, linked)
        return list(found.values())


def _tolls(tallies: Tallies, scope: tuple[Incident, ...], told: list[Told]) -> Iterator[tuple[str, tuple[str, ...]]]:
    selection = Selection(tuple(sorted(locus for incident in scope for locus in incident.claims)))
    stated = {part for t in told for toll in t.claim.tolls for part in parts(toll.subset_of or toll.outcome)}
    for outcome in (o for o in Outcome if o in stated):
        counted = tallies.of(selection, outcome)
        for loci in (*(own.conflict for own in counted.accounts), counted.conflict):
            if loci:
                yield outcome.value, loci


def _made(particular: str, told: list[Told], group: tuple[Incident, ...], links: list[Link]) -> Contradiction:
    loci = {t.locus for t in told}
    by_link = {link.first for link in positive(links, LinkKind.DENIES) if {link.first, link.second} <= loci}
    denying = by_link | {t.locus for t in told if t.claim.attribution.stance is Stance.DENIES}
    ids = tuple(incident.id for incident in group if not loci.isdisjoint(incident.claims))
    return Contradiction(ids, particular, tuple(sorted({t.party for t in told})), tuple(told), frozenset(denying))
