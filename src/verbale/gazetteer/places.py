"""What a gazetteer holds and gives: rows of a file, places, scored candidates with reasons.

What is made by the million is a named tuple: made in a third of the time of a frozen dataclass, and nothing that the collector of cycles must visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class PlaceRow(NamedTuple):
    """One place of a file, before it is stored.

    `ref` names it for good ("geonames:163345", "pcode:SY0902"). A region has a `level` (1 is the first below the state) and
    a `code`; `parent` is the code of the smallest region of the same file that holds the place. `country` is ISO alpha-3.
    `lat` and `lon` are WGS 84 degrees.
    """

    ref: str
    name: str
    kind: str
    level: int | None = None
    code: str = ""
    parent: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    people: int = 0
    names: tuple[str, ...] = ()


class Place(NamedTuple):
    """One place of a gazetteer; `regions` are the names of what holds it, the smallest first; `source` is the file it is from."""

    ref: str
    name: str
    kind: str
    level: int | None
    country: str
    lat: float | None
    lon: float | None
    people: int
    regions: tuple[str, ...]
    source: str


class Reason(NamedTuple):
    """One part of a score: what was compared, what it adds (or takes), and the values."""

    what: str
    weight: float
    detail: str


class Candidate(NamedTuple):
    """A place that a name may mean: the form that matched, the score (0 to 1, the sum of the reasons' weights, held in that range)."""

    place: Place
    form: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a region's known places lie: middle of their bounding box, and the radius (km) of the circle around it that covers them all.

    Method "known places": not a border. `places` tells how many there are.
    """

    lat: float
    lon: float
    radius_km: float
    places: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a gazetteer holds: name, kind, SHA-256 of its bytes, whom to attribute, number of places."""

    name: str
    kind: str
    sha256: str
    attribution: str
    places: int = 0
