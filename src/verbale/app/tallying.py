"""Tallies of a register: which incidents are asked for, and what each claimant's own account of them comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.incidents.closing import positive
from verbale.model import Code, LinkKind, Outcome, PerpetratorRole, Scope, UsageError
from verbale.names import name_key, skeleton
from verbale.resolution.actors import keys_of
from verbale.tally.dividing import even_split
from verbale.tally.tallies import Selection

if TYPE_CHECKING:
    from datetime import date

    from verbale.app.incidents import Known
    from verbale.model import Incident, Place, Told
    from verbale.resolution.actors import Parties
    from verbale.tally.dividing import Share
    from verbale.tally.tallies import Tally


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents: each condition that is set must hold; nothing set is all of them.

    `place` is a place or region, as claims name it, or both parted by a comma; `party` who is accused. Incidents that reach beyond the days or the place
    are counted partly: they raise the upper end only. `elsewhere` are places or regions, named like `place`, that who asks knows to lie outside of it: what is
    told of them alone is not counted, and a total that reaches out holds its persons there. Names alone do not tell that one place is outside another.
    """

    incidents: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    place: str = ""
    party: str = ""
    elsewhere: tuple[str, ...] = ()


def tallies(found: Known, asked: Asked, outcomes: tuple[Outcome, ...] = (Outcome.KILLED,)) -> tuple[Selection, list[Tally]]:
    """The selection that was asked for, and its tally for each of the outcomes.

    Raises:
        UsageError: NOT_FOUND (no such incident, nothing selected), MISSING_EXTRA without the solver.
    """
    selection = select(found, asked)
    if not (selection.inside or selection.partly):
        raise UsageError(Code.NOT_FOUND, "no incident fits", "", "`verbale incidents --all` lists them.")
    return selection, [found.tallies.of(selection, outcome) for outcome in outcomes]


def select(found: Known, asked: Asked) -> Selection:
    """The claims of the incidents that were asked for."""
    chosen = [found.incident(key) for key in asked.incidents] if asked.incidents else list(found.incidents)
    inside, partly = list[str](), list[str]()
    reaching = _reaching(found, asked)
    for incident in dict.fromkeys(chosen):
        fits = _fits(found, incident, asked)
        if fits is not None:
            (inside if fits and reaching.isdisjoint(incident.claims) else partly).extend(incident.claims)
    outside = [locus for incident in found.incidents if _is_outside(found, incident, asked) for locus in incident.claims] if partly else []
    return Selection(tuple(sorted(inside)), tuple(sorted(partly)), tuple(sorted(outside)))


def _reaching(found: Known, asked: Asked) -> frozenset[str]:
    """The claims judged to hold some that tell of places elsewhere alone: they reach beyond what was asked, whatever they name themselves."""
    if not asked.elsewhere:
        return frozenset()
    there = {locus for locus, told in found.by_locus.items() if _off_elsewhere([told], asked.elsewhere) is None}
    held = [(link.first, link.second) for link in positive(found.links, LinkKind.COVERS)]
    held += [(link.second, link.first) for link in positive(found.links, LinkKind.PART_OF)]
    return frozenset(whole for whole, part in held if part in there and whole not in there)


def _is_outside(found: Known, incident: Incident, asked: Asked) -> bool:
    """True when all that is told of the incident is of other days, or of places elsewhere: a total that reaches out holds its persons there."""
    told = [found.by_locus[locus] for locus in incident.claims]
    return (any(t.claim.when for t in told) and _in_days(told, asked) is None) or _off_elsewhere(told, asked.elsewhere) is None


def _fits(found: Known, incident: Incident, asked: Asked) -> bool | None:
    """True when the incident fits wholly, false when it does in part, `None` when not at all."""
    told = [found.by_locus[locus] for locus in incident.claims]
    if asked.party and not any(_accuses(found.parties, t, asked.party) for t in told):
        return None
    parts = [_in_days(told, asked), _in_place(told, asked.place), _off_elsewhere(told, asked.elsewhere)]
    return None if None in parts else all(parts)


def _accuses(parties: Parties, told: Told, party: str) -> bool:
    roles = (PerpetratorRole.DIRECT, PerpetratorRole.LEADS, PerpetratorRole.RESPONSIBLE)
    return parties.key(party) in keys_of((p.value for p in told.claim.perpetrators if p.value.role in roles), parties)


def _in_days(told: list[Told], asked: Asked) -> bool | None:
    if asked.first is None and asked.last is None:
        return True
    days = [t.claim.when for t in told if t.claim.when]
    overlaps = [(not asked.first or d.last >= asked.first) and (not asked.last or d.first <= asked.last) for d in days]
    if not any(overlaps):
        return None
    return all((not asked.first or d.first >= asked.first) and (not asked.last or d.last <= asked.last) for d in days)


def _in_place(told: list[Told], place: str) -> bool | None:
    if not place:
        return True
    hits = _hits(told, place)
    if not any(map(any, hits)):
        return None
    return any(all(hit) for hit in hits)


def _off_elsewhere(told: list[Told], elsewhere: tuple[str, ...]) -> bool | None:
    """As `_in_place`, for not being at one of these places: `None` when all accounts tell of them alone, false when each tells of them too."""
    listed = [_hits(told, place) for place in elsewhere]
    there = [[any(at) for at in zip(*hits, strict=True)] for hits in zip(*listed, strict=True)]
    if there and all(map(all, there)):
        return None
    return not there or not all(map(any, there))


def _hits(told: list[Told], place: str) -> list[list[bool]]:
    """For each claim that tells a place, which of its places are the one asked for."""
    wanted = [{name_key(piece), skeleton(piece)} for piece in place.split(",") if piece.strip()]
    return [[_is_place(p.value, wanted) for p in t.claim.where] for t in told if t.claim.where]


def _is_place(place: Place, wanted: list[set[str]]) -> bool:
    """True when the place or what holds it bears each of the names: "Nisah, South Velt" is not the Nisah of North Velt."""
    keys = _keys((place.name, *place.names, *place.regions))
    return all(not names.isdisjoint(keys) for names in wanted)


def _keys(names: tuple[str, ...]) -> set[str]:
    return {key for name in names for key in (name_key(name), skeleton(name))}


@dataclass(frozen=True, slots=True)
class Split:
    """A joint toll shared out evenly, for its lowest number and for its highest where there is one. Alleged by nobody."""

    claim: Told
    outcome: Outcome
    low: tuple[Share, ...]
    high: tuple[Share, ...]


def splits(found: Known, selection: Selection, outcome: Outcome) -> list[Split]:
    """UCDP's even split of every joint toll of a selection, as a derived view."""
    made = []
    for locus in (*selection.inside, *selection.partly):
        told = found.by_locus[locus]
        toll, places = told.claim.toll(outcome), tuple(p.value.name for p in told.claim.where)
        if toll and told.counts and told.claim.scope is Scope.SERIES and len(places) > 1:
            bounds = interval(toll.amount, found.policy)
            made.append(Split(told, outcome, even_split(bounds.low, places), even_split(bounds.high, places) if bounds.high is not None else ()))
    return made
