"""The gazetteer as its users see it: open a file, add files to it, look names up."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.gazetteer import lookup, store
from verbale.gazetteer.loaders import ATTRIBUTIONS, Refused, geonames_by_processes, rows_of
from verbale.gazetteer.places import Source
from verbale.gazetteer.world import ATTRIBUTION, world_rows
from verbale.names import name_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from verbale.gazetteer.places import Candidate, Extent

CACHED = 50_000
WORLD = "world"
LARGE = 5_000_000
"""Bytes of a dump from which processes are worth their start."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file gave: places written, and the rows refused with their reasons."""

    places: int
    refused: tuple[Refused, ...]


class Gazetteer:
    """An open gazetteer. Made by `open_gazetteer`; look-ups are remembered, so one object serves many letters, on one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._forget()

    def _forget(self) -> None:
        """Begin anew what was remembered: the file has changed."""
        self._regions = lookup.Regions(self._connection)
        self._remembered = lru_cache(maxsize=CACHED)(self._candidates)
        self._expected: dict[str, list[lookup.Row]] = {}

    def _candidates(self, name: str, country: str, within: tuple[str, ...]) -> tuple[Candidate, ...]:
        known = self._expected.get(name_key(name)) if self._expected else None
        return lookup.candidates(self._connection, self._regions, lookup.Question(name, country, within), known)

    def expect(self, names: Iterable[str]) -> None:
        """Reads the places of many names at once, such as all names of a letter; what is looked up next is faster for it, and the same.

        Only the names of the last call are kept.
        """
        self._expected = lookup.rows_of_keys(self._connection, list(dict.fromkeys(map(name_key, names))))

    def lookup(self, name: str, country: str | None = None, within: tuple[str, ...] | str = ()) -> list[Candidate]:
        """Every place that `name` may mean, best first; empty when no file holds it.

        Args:
            name: as in the text, in any script, without "village of".
            country: ISO 3166-1 alpha-3 of the state it must lie in; none: anywhere.
            within: names of regions that the text states, in any order ("Dayr al-Zawr governorate"). A place outside is kept with a lower
                score; a name spelled otherwise is only met inside.
        """
        stated = (within,) if isinstance(within, str) else within
        return list(self._remembered(name, country or "", tuple(filter(None, stated))))

    def extent(self, region: str, country: str | None = None) -> Extent | None:
        """Where the known places of a region lie, for a place that is named but not located; `None` for a region without any."""
        return lookup.extent(self._connection, self._regions, region, country or "")

    def knows_region(self, region: str, country: str | None = None) -> bool:
        """True when a file has a region of this name, be its places known or not."""
        return bool(self._regions.named(region, country or ""))

    def sources(self) -> list[Source]:
        """The files in this gazetteer, in the order they were added."""
        return [Source(*row) for row in self._connection.execute("SELECT name, kind, sha256, attribution, places FROM source ORDER BY id")]

    def add_world(self) -> int:
        """Add the gazetteer of the world that comes with Verbale (seconds), and return the number of its places."""
        count = store.write_source(self._connection, Source(WORLD, WORLD, "", ATTRIBUTION), store.prepared(world_rows()))
        self._forget()
        return count

    def add_file(
        self,
        path: Path,
        kind: str,
        *,
        name: str = "",
        country: str = "",
        columns: Mapping[str, str] | None = None,
        attribution: str = "",
        jobs: int = 1,
    ) -> Added:
        """Add a file, or replace the one of the same name.

        Args:
            path: a file on this machine.
            kind: `geonames` (a dump: TXT or ZIP), `pcodes` (a table of administrative units with P-codes) or `table` (any CSV, TSV, XLSX).
            name: how the file is called in `Place.source`; its file name when not given.
            country: ISO alpha-3 of all rows, for files that do not say.
            columns: for `table`: what a column holds, by our name (`name`, `lat`, `lon`, ...): its heading in the file. Else told by the headings.
            attribution: whom to name when a place of the file is shown.
            jobs: how many processes read a large dump of GeoNames; with more than 1, a script that calls this needs `if __name__ == "__main__":`.

        Raises:
            UsageError: for an unknown kind, a missing file or column, or a file that is not of its kind.
        """
        refused: list[Refused] = []
        rows = rows_of(path, kind, country, dict(columns or {}), refused)
        large = kind == "geonames" and jobs > 1 and path.stat().st_size > LARGE
        batches = geonames_by_processes(path, jobs, refused) if large else store.prepared(rows)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        source = Source(name or path.name, kind, digest.hexdigest(), attribution or ATTRIBUTIONS.get(kind, ""))
        count = store.write_source(self._connection, source, batches)
        self._forget()
        return Added(count, tuple(refused))

    def remove(self, name: str) -> bool:
        """Take a file out; False when there is none of that name."""
        self._connection.execute("BEGIN IMMEDIATE")
        gone = store.delete_source(self._connection, name)
        self._connection.execute("COMMIT")
        self._forget()
        return gone

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def open_gazetteer(path: Path, *, create: bool = False) -> Iterator[Gazetteer]:
    """The gazetteer at `path`, closed at the end of the `with` block.

    Raises:
        UsageError: if there is no gazetteer at `path` and `create` is false, or the file is another thing.
    """
    gazetteer = Gazetteer(store.connect(path, create=create))
    try:
        yield gazetteer
    finally:
        gazetteer.close()


def leading(found: list[Candidate], margin: float = 0.05) -> list[Candidate]:
    """The candidates within `margin` of the best score: one is an answer, several are an open question."""
    return [one for one in found if one.score >= found[0].score - margin]
