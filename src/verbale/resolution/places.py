"""Where a named place lies: scored candidates of a gazetteer, one answer, an open question, or a name without a point inside its region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.gazetteer import leading
from verbale.gazetteer.forms import camp_forms, place_forms, says_camp
from verbale.gazetteer.lookup import distance_km

if TYPE_CHECKING:
    from verbale.gazetteer import Candidate, Extent, Gazetteer
    from verbale.model import Place

ONE_PLACE_KM = 5.0
"""Candidates of several files that lie no farther apart than this are one place."""
PLACE_KM, QUARTER_KM = 3.0, 1.5
FEWEST = 3
"""Known places by which a region may be drawn: one alone would put every unknown village of the region at that place, with a radius of nothing."""
_BY_NAME = frozenset({"name", "other name", "same consonants"})
_OUTSIDE = "outside the stated region"
_LEVEL_STEP = {1: 4, 2: 3}


class Found(StrEnum):
    """What became of a name."""

    STATED = "the claimant's own point"
    ONE = "one candidate"
    OPEN = "several candidates"
    IN_REGION = "named, not located"
    UNKNOWN = "not found"


@dataclass(frozen=True, slots=True)
class Located:
    """A named place with its candidates, best first, and where it is held to lie.

    `lat` and `lon` (WGS 84 degrees) with `radius_km` are set for `STATED`, `ONE` and `IN_REGION`, as far as a file has coordinates; `precision` is the
    step of UCDP's `where_prec`.
    `method` tells how the point and the radius came about. With several candidates nothing is chosen.
    """

    name: str
    found: Found
    candidates: tuple[Candidate, ...] = ()
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    method: str = ""


def locate(place: Place, gazetteer: Gazetteer, country: str = "") -> Located:
    """Where `place` lies, by its names, the regions that the text says hold it, and `country` (ISO 3166-1 alpha-3) if that is known.

    A name that the gazetteer lacks is never put at a similar name elsewhere: it is held by the smallest of its regions that is known, with the
    radius that covers all known places there. A candidate outside the stated regions is listed and never chosen; so is a town where the text
    says "camp": the camp that bears its name is another place.
    """
    found = _candidates(place, gazetteer, country)
    point = place.point
    if point is not None:
        return Located(
            place.name, Found.STATED, found, point.lat, point.lon, point.radius_km, point.precision, f"stated: {point.written}".rstrip(": ")
        )
    fitting = [c for c in found if _is_camp(c)] if says_camp(place.name) else list(found)
    chosen = [c for c in leading(fitting) if all(reason.what != _OUTSIDE for reason in c.reasons)] if fitting else []
    if chosen:
        return _chosen(place, gazetteer, found, chosen)
    for region in place.regions:
        extent = _extent(gazetteer, region, country)
        if extent is not None:
            method = f"the {extent.places} known places of {region}: middle of their box, circle around all"
            return Located(place.name, Found.IN_REGION, found, extent.lat, extent.lon, extent.radius_km, 4, method)
    held = next((region for region in place.regions if gazetteer.knows_region(region, country or None)), "")
    if held:
        return Located(place.name, Found.IN_REGION, found, precision=4, method=f"in {held}, of which too few places with coordinates are known")
    return Located(place.name, Found.UNKNOWN, found)


def _extent(gazetteer: Gazetteer, region: str, country: str) -> Extent | None:
    """Where the known places of a region lie, where enough of them are known to tell."""
    extent = gazetteer.extent(region, country or None)
    return extent if extent is not None and extent.places >= FEWEST else None


def names_sought(place: Place) -> tuple[str, ...]:
    """The names by which `locate` looks a place up: its own, those of the camp where the text says that it is one, and without words for kinds of place."""
    plain = [form for name in (place.name, *place.names) for form in place_forms(name)[:1]]
    camps = [name for form in plain for name in camp_forms(form)] if says_camp(place.name) else []
    return tuple(dict.fromkeys((place.name, *place.names, *camps, *plain)))


def _candidates(place: Place, gazetteer: Gazetteer, country: str) -> tuple[Candidate, ...]:
    """Candidates for every name of the place; of one place the best score counts."""
    once: dict[tuple[str, str], Candidate] = {}
    for name in names_sought(place):
        for candidate in gazetteer.lookup(name, country or None, place.regions):
            key = (candidate.place.source, candidate.place.ref)
            if key not in once or candidate.score > once[key].score:
                once[key] = candidate
    return tuple(sorted(once.values(), key=lambda c: (-c.score, c.place.ref)))


def _is_camp(candidate: Candidate) -> bool:
    """True for a camp, and for a place that one of its names calls so."""
    return candidate.place.kind == "camp" or any(says_camp(reason.detail) for reason in candidate.reasons if reason.what in _BY_NAME)


def _chosen(place: Place, gazetteer: Gazetteer, found: tuple[Candidate, ...], chosen: list[Candidate]) -> Located:
    points = [(c.place.lat, c.place.lon, c) for c in chosen if c.place.lat is not None and c.place.lon is not None]
    if not points:
        region = chosen[0].place
        extent = _extent(gazetteer, region.name, region.country) if len({c.place.name for c in chosen}) == 1 else None
        if extent is None:
            return Located(place.name, Found.OPEN if len(chosen) > 1 else Found.ONE, found)
        step = _LEVEL_STEP.get(region.level or 0, 3)
        return Located(
            place.name, Found.ONE, found, extent.lat, extent.lon, extent.radius_km, step, f"the {extent.places} known places of {region.name}"
        )
    lat, lon, best = points[0]
    if any(distance_km(lat, lon, other_lat, other_lon) > ONE_PLACE_KM for other_lat, other_lon, _ in points[1:]):
        return Located(place.name, Found.OPEN, found)
    if best.place.level is not None:
        extent = _extent(gazetteer, best.place.name, best.place.country)
        radius = extent.radius_km if extent else None
        return Located(
            place.name, Found.ONE, found, lat, lon, radius, _LEVEL_STEP.get(best.place.level, 3), f"{best.place.source}: {best.place.kind}"
        )
    radius = QUARTER_KM if best.place.kind == "neighbourhood" else PLACE_KM
    return Located(place.name, Found.ONE, found, lat, lon, radius, 1, f"{best.place.source}: {best.place.kind}")
