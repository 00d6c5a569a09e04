"""Gazetteers from the outside: files taken in, names looked up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.gazetteer import open_gazetteer
from verbale.gazetteer.loaders import kind_of_file
from verbale.model import Place
from verbale.resolution.places import locate

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
