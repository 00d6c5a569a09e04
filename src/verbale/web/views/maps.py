"""The map and time line of everything selected; claims without place or day are listed beside them, never dropped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model import Place, from_plain
from verbale.register import mapped
from verbale.web.asking import Page
from verbale.web.drawing import DISCLAIMER
from verbale.web.places import states_of
from verbale.web.views.claims import ASKED, filter_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.register import ClaimFilter
    from verbale.web.asking import Asked
    from verbale.web.places import Lying


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
        return _spots(asked, connection, wanted)

    return Page("", "", asked.house.found(made, asked.sight, "map", repr(wanted), str(asked.house.places.known)))


def _spots(asked: Asked, connection: Connection, wanted: ClaimFilter) -> Spots:
    found = mapped.mapped(connection, wanted)
    named = {place.number: from_plain(Place, json.loads(place.value)) for place in found.places}
    lying = asked.house.places.all(named.values())
    placed = {number: told for number, place in named.items() if (told := lying[place])}
    elsewhere = _elsewhere(connection, wanted, placed)
    made, unplaced = [], []
    for one in found.places:
        place = named[one.number]
        if one.number in placed and one.number not in elsewhere:
            at = placed[one.number].at
            made.append(Spot(place.name, place.regions, at.lat, at.lon, at.radius_km, at.method, one.claims, one.first, one.last))
        else:
            unplaced.append((place.name + (f" ({', '.join(place.regions)})" if place.regions else ""), one.claims))
    ordered = tuple(sorted(unplaced, key=lambda pair: (-pair[1], pair[0])))
    return Spots(tuple(made), found.months, ordered, found.without_place, found.without_day, found.total)


def _elsewhere(connection: Connection, asked: ClaimFilter, placed: dict[int, Lying]) -> set[int]:
    """The places that a gazetteer knows only in a state with which no claim that names them has to do: they must be others of that name."""
    doubtful: dict[str, set[int]] = {}
    for number, at in placed.items():
        if at.state:
            doubtful.setdefault(at.state, set()).add(number)
    if not doubtful:
        return set()
    of_state: dict[str, list[int]] = {}
    for party, words in mapped.parties(connection).items():
        for state in states_of([words]):
            of_state.setdefault(state, []).append(party)
    wanted = [(places, frozenset(of_state.get(state, ()))) for state, places in doubtful.items()]
    return set().union(*doubtful.values()) - mapped.named_with(connection, asked, wanted)
