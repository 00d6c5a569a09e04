"""The map and time line of everything selected; claims without place or day are listed beside them, never dropped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model import Place, from_plain
from verbale.register import pages
from verbale.web.asking import Page
from verbale.web.drawing import DISCLAIMER
from verbale.web.places import states_of
from verbale.web.views.claims import ASKED, filter_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.web.asking import Asked


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page of the map: what was asked for, and the words that must stand in every picture of it."""

    asked: dict[str, str]
    disclaimer: str
    gazetteer: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that claims name: where it lies and within how many km, how many claims name it, their first and last day."""

    name: str
    regions: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float | None
    method: str
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Spots:
    """Everything that the map and the time line draw. `months` is claims by month of what they tell (YYYY-MM), `unplaced` names that nothing places."""

    spots: tuple[Spot, ...]
    months: tuple[tuple[str, int], ...]
    unplaced: tuple[tuple[str, int], ...]
    without_place: int
    without_day: int
    total: int


def page(asked: Asked) -> Page:
    """The page; what it draws is fetched by `spots`."""
    told = {name: value for name in ASKED if (value := asked.query.get(name, "").strip())}
    return Page("map.html", "Map", MapPage(told, DISCLAIMER, asked.house.places.known))


def spots(asked: Asked) -> Page:
    """The places that the claims selected name, and how many claims tell of each month."""
    wanted = filter_of(asked)

    def made(connection: Connection) -> Spots:
        return _spots(asked, pages.mapped(connection, wanted))

    return Page("", "", asked.house.found(made, asked.sight, "map", repr(wanted), str(asked.house.places.known)))


def _spots(asked: Asked, found: pages.Mapped) -> Spots:
    states = {parties: states_of(parties) for parties in set(found.parties.values())}
    places = [
        ((from_plain(Place, json.loads(value)), states[found.parties[value]] if value in found.parties else frozenset()), count, first, last)
        for value, count, first, last in found.places
    ]
    at = asked.house.places.all(named for named, *_ in places)
    made, unplaced = [], []
    for named, count, first, last in places:
        place, point = named[0], at[named]
        if point is None:
            unplaced.append((place.name + (f" ({', '.join(place.regions)})" if place.regions else ""), count))
        else:
            made.append(Spot(place.name, place.regions, point.lat, point.lon, point.radius_km, point.method, count, first, last))
    ordered = tuple(sorted(unplaced, key=lambda pair: (-pair[1], pair[0])))
    return Spots(tuple(made), found.months, ordered, found.without_place, found.without_day, found.total)
