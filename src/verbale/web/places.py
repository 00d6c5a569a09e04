"""Where named places lie, for the maps: the claimant's own point, else the gazetteer's one answer; open questions have no point."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.gazetteer import open_gazetteer
from verbale.model import Place, UsageError
from verbale.names import find_states, three_letters
from verbale.resolution.places import Found, locate, names_sought

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from verbale.resolution.places import Located


@dataclass(frozen=True, slots=True)
class Placed:
    """A point (WGS 84 degrees) with the radius in km in which the place lies (`None`: not told), and how that is known."""

    lat: float
    lon: float
    radius_km: float | None
    method: str


_AT_ONCE = 200
"""The names of so many places are read from the gazetteer in one go."""
Named = tuple[Place, frozenset[str]]
"""A place as claims name it, and the states (ISO 3166-1 alpha-3) that these claims have to do with."""


class Places:
    """A gazetteer file that is looked up by any thread; what was found is remembered. Without a file only claimants' own points are known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[Named, Placed | None] = {}
        self._lock = threading.Lock()

    @property
    def known(self) -> bool:
        """True when there is a gazetteer."""
        return self._path.is_file()

    def make_world(self) -> None:
        """Makes the file from the small gazetteer of the world that comes with Verbale, where there is none."""
        if self.known:
            return
        making = self._path.with_name(self._path.name + ".making")
        making.unlink(missing_ok=True)
        with open_gazetteer(making, create=True) as gazetteer:
            gazetteer.add_world()
        making.replace(self._path)
        with self._lock:
            self._found.clear()

    def at(self, place: Place, parties: Iterable[str]) -> Placed | None:
        """Where `place` lies, as claims name it that these parties make or that accuse them; `None` when nothing tells, or several are called so."""
        asked = (place, states_of(parties))
        return self.all([asked])[asked]

    def all(self, asked: Iterable[Named]) -> dict[Named, Placed | None]:
        """Where each of these places lies.

        A name alone finds a place only in a state that has to do with the claim (claimant or accused), or in a region that the text states:
        somewhere in the world there is a place of nearly every name.
        """
        wanted = list(asked)
        with self._lock:
            new = [named for named in dict.fromkeys(wanted) if named not in self._found]
            if new:
                self._found.update(self._located(new))
            return {named: self._found[named] for named in wanted}

    def _located(self, asked: list[Named]) -> dict[Named, Placed | None]:
        made: dict[Named, Placed | None] = {}
        for place, states in asked:
            point = place.point
            made[place, states] = Placed(point.lat, point.lon, point.radius_km, "the claimant's own point") if point else None
        rest = [named for named in asked if named[0].point is None]
        if not rest or not self.known:
            return made
        try:
            with open_gazetteer(self._path) as gazetteer:
                for number, (place, states) in enumerate(rest):
                    if number % _AT_ONCE == 0:
                        gazetteer.expect(name for one, _ in rest[number : number + _AT_ONCE] for name in names_sought(one))
                    found = locate(place, gazetteer)
                    if found.lat is not None and found.lon is not None and _concerns(found, states):
                        made[place, states] = Placed(found.lat, found.lon, found.radius_km, found.method)
        except UsageError:
            return made  # a file that is no gazetteer places nothing; `verbale gazetteer list` tells why
        return made


def _concerns(found: Located, states: frozenset[str]) -> bool:
    """True when the place lies in a region that the text states, or in one of the states."""
    if found.found is Found.IN_REGION:
        return True
    best = found.candidates[0]
    return best.place.country in states or any(reason.what == "inside the stated region" for reason in best.reasons)


def states_of(parties: Iterable[str]) -> frozenset[str]:
    """The states (ISO 3166-1 alpha-3) that the names of these parties tell of: "Arvanian forces", "Government of Arvania"."""
    return frozenset(three_letters(hit.name.code) for party in dict.fromkeys(parties) for hit in find_states(party))
