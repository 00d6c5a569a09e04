"""What of a claim is compared with others: days, places by key and point, toll, parties, acts; plain values, ready for a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.gazetteer.forms import holder_forms, place_forms
from verbale.gazetteer.regions import region_bones
from verbale.grammar.policies import interval
from verbale.model import Outcome, Scope, Stance
from verbale.names import name_key, skeleton
from verbale.resolution.actors import NO_LIST, keys_of

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Claim, Interval
    from verbale.resolution.actors import Parties

_TWICE = re.compile(r"(.)\1+")
NEAR_KM = 3.0
"""How far off a point may lie when its claimant does not say how exact it is."""


@dataclass(frozen=True, slots=True)
class Record:
    """A claim made comparable.

    `first` and `last` are proleptic day numbers; `keys` and `bones` are name keys and skeletons of its places, `regions` skeletons of what
    holds them; `low` and `high` bound the killed (`None`: not stated, open), `best` is the claimant's own best number; `parties` are keys of
    parties named in any role; `said` is the day of the document. `account` is what speaks with one voice: claims of one account are never proposed as the same event.
    """

    locus: str
    claim: str
    claimant: str
    account: str
    document: str
    case: str = ""
    first: int | None = None
    last: int | None = None
    lat: float | None = None
    lon: float | None = None
    radius: float = NEAR_KM
    names: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    bones: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    parties: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    scope: Scope = Scope.SINGLE
    stance: Stance = Stance.ASSERTS
    places: int = 0
    said: int | None = None


def record_of(claim: Claim, claimant: str, document: str, name: str = "", said: date | None = None, parties: Parties = NO_LIST) -> Record:
    """The record of a claim.

    Args:
        claim: the claim.
        claimant: whose account it is.
        document: SHA-256 of what it stands in: a claimant's documents are accounts of their own.
        name: the document's name, for people.
        said: the day of the document.
        parties: names that mean one party, beyond states.
    """
    when = claim.when
    places = [p.value for p in claim.where]
    points = [p.point for p in places if p.point]
    forms = [f for p in places for written in (p.name, *p.names) for f in place_forms(written)]
    holders = [h for p in places for written in (p.name, *p.names) for h in holder_forms(written)]
    killed, injured = _bounds(claim, Outcome.KILLED), _bounds(claim, Outcome.INJURED)
    toll = claim.toll(Outcome.KILLED)
    return Record(
        claim.locus, claim.id, claimant, f"{claimant}\n{document}", name or document, claim.case.value if claim.case else "",
        when.first.toordinal() if when else None, when.last.toordinal() if when else None,
        points[0].lat if points else None, points[0].lon if points else None,
        (points[0].radius_km or _unknown_radius(points[0].precision)) if points else NEAR_KM,
        tuple(dict.fromkeys(p.name for p in places)),
        tuple(dict.fromkeys(k for f in forms if (k := name_key(f)))), tuple(dict.fromkeys(b for f in forms if (b := place_bones(f)))),
        tuple(dict.fromkeys(b for r in (*(r for p in places for r in p.regions), *holders) if (b := region_bones(r)))),
        killed.low if killed else None, toll.amount.best if toll else None, killed.high if killed else None,
        injured.low if injured else None, injured.high if injured else None,
        keys_of((p.value for p in claim.perpetrators), parties), tuple(dict.fromkeys(p.value for p in claim.acts)),
        claim.scope, claim.attribution.stance, len(places), said.toordinal() if said else None,
    )  # fmt: skip


def _bounds(claim: Claim, outcome: Outcome) -> Interval | None:
    toll = claim.toll(outcome)
    return interval(toll.amount) if toll else None


def _unknown_radius(precision: int | None) -> float:
    return NEAR_KM if precision is None else 500.0


@lru_cache(maxsize=100_000)
def place_bones(name: str) -> str:
    """The skeleton of a place's name as links compare it: s and z are one, and no consonant stands twice ("Kafr Ruma", "Kafarouma")."""
    return _TWICE.sub(r"\1", skeleton(name).replace("z", "s"))
