"""A gazetteer as one SQLite file: its tables, how it is opened, how the rows of a file are written."""

from __future__ import annotations

import sqlite3
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from verbale.gazetteer.regions import region_bones, region_key
from verbale.model import Code, UsageError
from verbale.names import key_and_skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from verbale.gazetteer.places import PlaceRow, Source

APPLICATION_ID = 0x56474154  # "VGAT": tells this file from any other SQLite file
VERSION = 1
_TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, sha256 TEXT NOT NULL, attribution TEXT NOT NULL, places INTEGER NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER,
  code TEXT NOT NULL, parent TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, people INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, bones TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL, form TEXT NOT NULL, main INTEGER NOT NULL);
CREATE TABLE region (source INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (source, code)) WITHOUT ROWID;
CREATE TABLE region_name (source INTEGER NOT NULL, key TEXT NOT NULL, bones TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL);
"""
# Made after the first file is in: a full GeoNames dump loads several times faster so, and later files just add to them.
_INDEXES = """
CREATE INDEX IF NOT EXISTS name_by_key ON name (key, place, main, form);
CREATE INDEX IF NOT EXISTS name_by_bones ON name (bones, country);
CREATE INDEX IF NOT EXISTS place_by_parent ON place (source, parent);
CREATE INDEX IF NOT EXISTS region_name_by_key ON region_name (key);
CREATE INDEX IF NOT EXISTS region_name_by_bones ON region_name (bones);
"""
BATCH = 5_000
MAPPED = 1 << 30
"""Bytes of the file that are mapped for look-ups; none while a file is loaded, for then all of it would be looked at."""
CACHE, LOADING_CACHE = 16_000, 64_000
"""Kilobytes of pages kept in memory: for look-ups, and while a file is loaded."""


class Prepared(NamedTuple):
    """A batch of rows with their keys, ready to be written. Places are numbered from 0; regions bear the code they are known by."""

    places: list[tuple[Any, ...]]
    names: list[tuple[str, str, str, int, str, bool]]
    regions: list[tuple[str, str, str, str]]
    region_names: list[tuple[str, str, str, str]]


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """An open gazetteer file.

    Raises:
        UsageError: if the file is missing (and not to be made), or is no gazetteer of this version.
    """
    if not create and not path.is_file():
        raise UsageError(Code.NOT_FOUND, "no such gazetteer", str(path), "make it with `verbale gazetteer add`")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _check(connection, path)
    except (sqlite3.DatabaseError, UsageError) as error:
        connection.close()
        if isinstance(error, UsageError):
            raise
        raise UsageError(Code.BAD_VALUE, "this is no gazetteer", str(path), "name another file") from error
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in an empty file, or see that the file is a gazetteer."""
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute("PRAGMA threads = 2")  # the sort of an index takes a second core
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")  # look-ups go twice as fast; what is not looked at takes no memory
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.executescript(f"BEGIN; {_TABLES} COMMIT;")
    elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UsageError(Code.BAD_VALUE, "this is no gazetteer", str(path), "name another file")
    elif connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        raise UsageError(Code.BAD_VALUE, "this gazetteer is of another version", str(path), "make it anew from its files")


def prepare(rows: Iterable[PlaceRow]) -> Prepared:
    """What is written of each row, keys and all: the part of the work that can be done in other processes."""
    made = Prepared([], [], [], [])
    for number, row in enumerate(rows):
        made.places.append((number, row.ref, row.name, row.kind, row.level, row.code, row.parent, row.country, row.lat, row.lon, row.people))
        forms = {}
        for form in (*reversed(row.names), row.name):
            key, bones = key_and_skeleton(form)
            forms[key] = (bones, form)
        made.names.extend((key, bones, row.country, number, form, form is row.name) for key, (bones, form) in forms.items() if key)
        if row.level is not None:
            made.regions.append((row.code, row.name, row.parent, row.country))
            keys = {region_key(form): region_bones(form) for form in (*reversed(row.names), row.name)}
            made.region_names.extend((key, bones, row.country, row.code) for key, bones in keys.items() if key)
    return made


def prepared(rows: Iterable[PlaceRow]) -> Iterator[Prepared]:
    """`prepare` over rows in batches."""
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield prepare(batch)


def write_source(connection: sqlite3.Connection, source: Source, batches: Iterable[Prepared]) -> int:
    """Write all prepared rows as one source, in one transaction, and return how many; a source of that name is replaced."""
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("BEGIN IMMEDIATE")
    try:
        delete_source(connection, source.name)
        written = connection.execute(
            "INSERT INTO source (name, kind, sha256, attribution, places) VALUES (?, ?, ?, ?, 0)",
            (source.name, source.kind, source.sha256, source.attribution),
        )
        number = written.lastrowid or 0
        connection.execute(f"PRAGMA cache_size = -{LOADING_CACHE}")
        count = _write_rows(connection, number, batches)
        connection.execute("UPDATE source SET places = ? WHERE id = ?", (count, number))
        connection.execute(f"PRAGMA cache_size = -{CACHE}")  # a sort for an index takes as much again as the cache may
        for statement in _INDEXES.strip().split("\n"):
            connection.execute(statement)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    return count


def delete_source(connection: sqlite3.Connection, name: str) -> bool:
    """Delete a source with its places; False when there is none. The caller holds the transaction."""
    found = connection.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
    if found is None:
        return False
    connection.execute("DELETE FROM name WHERE place IN (SELECT id FROM place WHERE source = ?)", found)
    for table in ("place", "region", "region_name"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", found)  # noqa: S608 - the names stand in the line above
    connection.execute("DELETE FROM source WHERE id = ?", found)
    return True


def _write_rows(connection: sqlite3.Connection, source: int, batches: Iterable[Prepared]) -> int:
    first = number = 1 + (connection.execute("SELECT max(id) FROM place").fetchone()[0] or 0)
    for batch in batches:
        # Numbers of ours alone are put into the statements: the rows go in as they came from the other process.
        connection.executemany(f"INSERT INTO place VALUES (? + {number}, {source}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.places)  # noqa: S608
        connection.executemany(f"INSERT INTO name VALUES (?, ?, ?, ? + {number}, ?, ?)", batch.names)  # noqa: S608
        connection.executemany(f"INSERT OR REPLACE INTO region VALUES ({source}, ?, ?, ?, ?)", batch.regions)  # noqa: S608
        connection.executemany(f"INSERT INTO region_name VALUES ({source}, ?, ?, ?, ?)", batch.region_names)  # noqa: S608
        number += len(batch.places)
    return number - first
