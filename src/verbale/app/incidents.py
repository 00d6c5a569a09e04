"""What a register knows of incidents: its claims, the links people judged, views of what belongs together, contradictions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.app.reviewing import standing_claims
from verbale.incidents.closing import Sets, components, disputed, incidents_of, once, positive
from verbale.incidents.viewing import view
from verbale.model import Act, Assessment, Code, Incident, Link, Outcome, UsageError, from_plain
from verbale.resolution.actors import Parties, shipped_parties
from verbale.tally.contradictions import contradictions as all_contradictions
from verbale.tally.tallies import Selection, Tallies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.incidents.viewing import View
    from verbale.model import Decision, Told
    from verbale.register.store import Register
    from verbale.tally.contradictions import Contradiction
    from verbale.tally.tallies import Tally

_LINKS = frozenset({Act.LINK, Act.PRE_ACCEPT})
_SHORTEST = 4
_LOCUS = 64
"""Characters of a locus."""


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link with the decision that stands on it; `pre_accepted` when a threshold took it and nobody judged it."""

    link: Link
    decision: Decision

    @property
    def pre_accepted(self) -> bool:
        """True when no person judged it."""
        return self.decision.act is Act.PRE_ACCEPT


@dataclass(slots=True)
class Known:
    """All claims of a register with the links that stand, by convention `policy`; made by `known`. `parties` tells which names mean one party."""

    claims: tuple[Told, ...]
    judged: tuple[JudgedLink, ...]
    assessed: tuple[tuple[Assessment, Decision], ...]
    policy: str
    parties: Parties = field(default_factory=shipped_parties)
    links: tuple[Link, ...] = field(init=False)
    incidents: tuple[Incident, ...] = field(init=False)
    by_locus: dict[str, Told] = field(init=False)
    _tallies: Tallies | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.links = tuple(entry.link for entry in self.judged)
        self.incidents = incidents_of(self.claims, self.links)
        self.by_locus = {told.locus: told for told in once(self.claims)}

    @property
    def tallies(self) -> Tallies:
        """What counts persons; made when first asked for."""
        if self._tallies is None:
            self._tallies = Tallies(self.claims, self.links, self.policy, self.parties)
        return self._tallies

    @property
    def pre_accepted(self) -> int:
        """How many of the links a threshold took and nobody judged."""
        return sum(entry.pre_accepted for entry in self.judged)

    def incident(self, key: str) -> Incident:
        """An incident by its id, an alias, the beginning of one, or a claim of it (as `claim` takes it).

        Raises:
            UsageError: NOT_FOUND, or BAD_VALUE when several begin so.
        """
        names = {name: incident for incident in self.incidents for name in (incident.id, *incident.aliases)}
        found = {names[name].id: names[name] for name in names if name == key or (len(key) >= _SHORTEST and name.startswith(key))}
        if key in names:
            return names[key]
        if len(found) > 1:
            raise UsageError(Code.BAD_VALUE, f"{len(found)} incidents begin so", key, "Give more of the id.")
        if found:
            return next(iter(found.values()))
        try:
            told = self.claim(key)
        except UsageError as error:
            if error.problem.code is not Code.NOT_FOUND:
                raise
            raise UsageError(Code.NOT_FOUND, "there is no such incident", key, "`verbale incidents --all` lists them.") from error
        return next(incident for incident in self.incidents if told.locus in incident.claims)

    def claim(self, key: str) -> Told:
        """A claim by `document#number` as `verbale show` numbers it (of one claim, the document alone), by its case number, its id or its locus.

        The number is the claimant's own case number where a claim of the document has it.

        Raises:
            UsageError: NOT_FOUND, or BAD_VALUE when several claims fit.
        """
        document, mark, number = key.rpartition("#")
        if not mark:
            document, number = key, ""
        held = [t for t in self.claims if document in {t.name, t.document}]
        found = [t for t in held if number and t.case == number] or [t for t in held if not number or str(t.ordinal) == number]
        found = found or [t for t in self.claims if t.case and t.case == key]
        if not found and len(key) >= _SHORTEST:
            found = [t for t in self.claims if t.claim.id.startswith(key) or t.locus.startswith(key)]
        if not found:
            raise UsageError(
                Code.NOT_FOUND,
                "there is no such claim",
                key,
                "Name it as DOCUMENT#NUMBER or by its case number; `verbale show` numbers the claims of a letter.",
            )
        if len({t.locus for t in found}) > 1:
            raise UsageError(Code.BAD_VALUE, f"{len(found)} claims fit", key, "Name one as DOCUMENT#NUMBER.")
        return found[0]

    def told(self, incidents: Iterable[Incident]) -> list[Told]:
        """The claims of these incidents, copies too."""
        wanted = {locus for incident in incidents for locus in incident.claims}
        return [told for told in self.claims if told.locus in wanted]


def known(
    register: Register, policy: str = "literal", parties: Parties | None = None, *, pre_accepted: bool = True, around: Iterable[str] | None = None
) -> Known:
    """What the register knows of incidents, by one counting convention; claims are those that stand after people's decisions on readings.

    Args:
        register: where the claims are.
        policy: the convention.
        parties: names that mean one party; those that come with Verbale when not given.
        pre_accepted: false leaves out the links that a threshold took.
        around: only claims that links of any kind hold to these places; all when not given.

    Raises:
        UsageError: NOT_FOUND if there is no such convention.
    """
    judged = judged_links(register)
    told = standing_claims(register, register.told(None if around is None else _held_to(around, judged)))
    found = Known(tuple(told), judged, assessments(register), policy, parties or shipped_parties())
    return found if pre_accepted else without_pre_accepted(found)


def assessments(register: Register) -> tuple[tuple[Assessment, Decision], ...]:
    """Every assessment that stands, with its decision."""
    standing = [entry.decision for entry in register.current([Act.ASSESS])]
    return tuple((from_plain(Assessment, json.loads(d.value) | {"id": d.id}), d) for d in standing)


def judged_links(register: Register) -> tuple[JudgedLink, ...]:
    """Every link that stands, with its decision: first what a threshold took, then what people judged."""
    standing = [entry.decision for entry in register.current(tuple(_LINKS))]
    return _settled(tuple(JudgedLink(link_of(d), d) for d in standing))


def places_named(register: Register, *keys: str) -> set[str] | None:
    """The places (loci) of the claims that these names, as `Known.claim` takes them, may mean; `None` when all claims must be searched for one."""
    found: set[str] = set()
    for key in keys:
        if len(key) == _LOCUS:
            found.add(key)
            continue
        document, mark, _ = key.rpartition("#")
        try:
            found |= {claim.locus for claim in register.reading(document if mark else key).reading.claims}
        except UsageError:
            return None
    return found


def _held_to(around: Iterable[str], judged: Iterable[JudgedLink]) -> set[str]:
    """These places and all that positive links hold to them, directly or through others."""
    sets = Sets()
    for link in positive(entry.link for entry in judged):
        sets.join(link.first, link.second)
    wanted = {sets.find(locus) for locus in around}
    touched = {locus for entry in judged for locus in (entry.link.first, entry.link.second)}
    return {*around, *(locus for locus in touched if sets.find(locus) in wanted)}


def link_of(decision: Decision) -> Link:
    """The link that a decision judges."""
    return from_plain(Link, json.loads(decision.value))


def _settled(judged: tuple[JudgedLink, ...]) -> tuple[JudgedLink, ...]:
    """What a threshold took first, then what people judged: a person's word stands, whenever it was given."""
    return tuple(sorted(judged, key=lambda entry: not entry.pre_accepted))


@dataclass(frozen=True, slots=True)
class Whole:
    """One incident with those that other links hold to it: who says what, every outcome's tally, links, assessments.

    `disputed` are links judged not to be the same whose claims are joined all the same.
    """

    incident: Incident
    together: tuple[Incident, ...]
    view: View
    tallies: tuple[Tally, ...]
    links: tuple[JudgedLink, ...]
    assessed: tuple[tuple[Assessment, Decision], ...]
    disputed: tuple[Link, ...]


def whole(found: Known, key: str) -> Whole:
    """The view of one incident and of all that links of any kind hold to it.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (as `Known.incident`), MISSING_EXTRA without the solver.
    """
    incident = found.incident(key)
    together = next(group for group in components(found.incidents, found.links) if incident in group)
    return _whole(found, incident, together)


def _whole(found: Known, incident: Incident, together: tuple[Incident, ...]) -> Whole:
    told = found.told(together)
    loci = {t.locus for t in told}
    outcomes = [o for o in Outcome if any(t.claim.toll(o) for t in told)]
    tallies = tuple(found.tallies.of(Selection(tuple(sorted(loci))), outcome) for outcome in outcomes)
    figures = {t.outcome: {found.parties.key(a.party): a.compared for a in t.accounts if a.compared} for t in tallies}
    ids = {name for i in together for name in (i.id, *i.aliases)}
    return Whole(
        incident,
        together,
        view(told, found.links, figures, found.policy, found.parties),
        tallies,
        tuple(entry for entry in found.judged if {entry.link.first, entry.link.second} <= loci),
        tuple(entry for entry in found.assessed if entry[0].incident in ids),
        tuple(link for link in disputed(found.links) if {link.first, link.second} <= loci),
    )


def contradictions(found: Known) -> list[Contradiction]:
    """Every contradiction of a register, as `verbale.tally.contradictions` finds them."""
    return all_contradictions(found.claims, found.links, found.policy, found.parties)


def without_pre_accepted(found: Known) -> Known:
    """The same without links that a threshold took: what a release may rest on."""
    return replace(found, judged=tuple(entry for entry in found.judged if not entry.pre_accepted))
