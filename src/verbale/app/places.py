"""Gazetteers from the outside: files taken in, names looked up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.gazetteer import open_gazetteer
from verbale.gazetteer.loaders import kind_of_file
from verbale.model import Place
from verbale.names import find_states, three_letters
from verbale.resolution.places import Found, locate, names_sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from verbale.gazetteer import Added, Gazetteer
    from verbale.resolution.places import Located

VARIABLE = "VERBALE_GAZETTEER"
DEFAULT = "places.gaz"


def opened_gazetteer(given: str | Path | None = None, *, create: bool = False) -> AbstractContextManager[Gazetteer]:
    """The gazetteer at `given`, else at the variable VERBALE_GAZETTEER, else `places.gaz` in this folder; use it in a `with` statement.

    Raises:
        UsageError: NOT_FOUND or BAD_VALUE.
    """
    return open_gazetteer(Path(given or os.environ.get(VARIABLE) or DEFAULT), create=create)


def gazetteer_named() -> Path | None:
    """The gazetteer that the variable VERBALE_GAZETTEER names, else `places.gaz` in this folder where there is one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(DEFAULT) if Path(DEFAULT).is_file() else None


def add_places(
    gazetteer: Gazetteer,
    path: str | Path,
    kind: str = "",
    *,
    country: str = "",
    columns: Mapping[str, str] | None = None,
    attribution: str = "",
    jobs: int = 1,
) -> Added:
    """Adds a file of places; its kind (geonames, pcodes, table) is told from its content when not given; `jobs` as `Gazetteer.add_file`.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE, MISSING_EXTRA.
    """
    file = Path(path)
    return gazetteer.add_file(file, kind or kind_of_file(file), country=country, columns=columns, attribution=attribution, jobs=jobs)


def locate_name(gazetteer: Gazetteer, name: str, within: Iterable[str] = (), country: str = "") -> Located:
    """Where a name lies inside the regions `within`, the nearest first; see `verbale.resolution.places.locate`."""
    return locate(Place(name, tuple(within)), gazetteer, country)


def state_needed(found: Located) -> str:
    """The state that a claim must have to do with for its place to be this one; empty when the place lies in a region that the text states."""
    if found.found is Found.IN_REGION:
        return ""
    best = found.candidates[0]
    return "" if any(reason.what == "inside the stated region" for reason in best.reasons) else best.place.country or "of no state"


def states_of(parties: Iterable[str]) -> frozenset[str]:
    """The states (ISO 3166-1 alpha-3) that the names of these parties tell of: "Arvanian forces", "Government of Arvania"."""
    return frozenset(three_letters(hit.name.code) for party in dict.fromkeys(parties) for hit in find_states(party))


def lie(gazetteer: Gazetteer, asked: Iterable[tuple[Place, frozenset[str]]]) -> dict[tuple[Place, frozenset[str]], Located]:
    """Where places lie, each as claims of or against its parties name it; those with one answer of the gazetteer only.

    A name alone finds a place only in a state that has to do with the claim, or in a region that the text states.
    """
    wanted = list(dict.fromkeys(asked))
    gazetteer.expect(name for place, _ in wanted for name in names_sought(place))
    made = {}
    for place, parties in wanted:
        found = locate(place, gazetteer)
        if found.lat is not None and (not (state := state_needed(found)) or state in states_of(parties)):
            made[place, parties] = found
    return made
