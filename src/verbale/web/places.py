"""Where named places lie, for the maps: the claimant's own point, else the gazetteer's one answer; open questions have no point."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app.places import state_needed, states_of
from verbale.gazetteer import open_gazetteer
from verbale.model import Place, UsageError
from verbale.resolution.places import locate, names_sought

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Lying", "Placed", "Places", "states_of"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A point (WGS 84 degrees) with the radius in km in which the place lies (`None`: not told), and how that is known."""

    lat: float
    lon: float
    radius_km: float | None
    method: str


@dataclass(frozen=True, slots=True)
class Lying:
    """Where a name lies. `state` (ISO 3166-1 alpha-3): only for claims that have to do with this state; empty where the text itself tells the place.

    A name alone finds a place only in a state that has to do with the claim (claimant or accused), or in a region that the text states:
    somewhere in the world there is a place of nearly every name.
    """

    at: Placed
    state: str = ""


_AT_ONCE = 200
"""The names of so many places are read from the gazetteer in one go."""


class Places:
    """A gazetteer file that is looked up by any thread; what was found is remembered. Without a file only claimants' own points are known."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[Place, Lying | None] = {}
        self._lock = threading.Lock()

    @property
    def known(self) -> bool:
        """True when there is a gazetteer."""
        return self.path.is_file()

    def make_world(self) -> None:
        """Makes the file from the small gazetteer of the world that comes with Verbale, where there is none."""
        if self.known:
            return
        making = self.path.with_name(self.path.name + ".making")
        making.unlink(missing_ok=True)
        with open_gazetteer(making, create=True) as gazetteer:
            gazetteer.add_world()
        making.replace(self.path)
        with self._lock:
            self._found.clear()

    def at(self, place: Place, parties: Iterable[str]) -> Placed | None:
        """Where `place` lies, as claims name it that these parties make or that accuse them; `None` when nothing tells, or several are called so."""
        lying = self.all([place])[place]
        return lying.at if lying and (not lying.state or lying.state in states_of(parties)) else None

    def all(self, asked: Iterable[Place]) -> dict[Place, Lying | None]:
        """Where each of these places lies; `None` when nothing tells, or several are called so."""
        wanted = list(asked)
        with self._lock:
            new = [place for place in dict.fromkeys(wanted) if place not in self._found]
            if new:
                self._found.update(self._located(new))
            return {place: self._found[place] for place in wanted}

    def _located(self, asked: list[Place]) -> dict[Place, Lying | None]:
        made: dict[Place, Lying | None] = {}
        for place in asked:
            point = place.point
            made[place] = Lying(Placed(point.lat, point.lon, point.radius_km, "the claimant's own point")) if point else None
        rest = [place for place in asked if place.point is None]
        if not rest or not self.known:
            return made
        try:
            with open_gazetteer(self.path) as gazetteer:
                for number, place in enumerate(rest):
                    if number % _AT_ONCE == 0:
                        gazetteer.expect(name for one in rest[number : number + _AT_ONCE] for name in names_sought(one))
                    found = locate(place, gazetteer)
                    if found.lat is not None and found.lon is not None:
                        made[place] = Lying(Placed(found.lat, found.lon, found.radius_km, found.method), state_needed(found))
        except UsageError:
            return made  # a file that is no gazetteer places nothing; `verbale gazetteer list` tells why
        return made
