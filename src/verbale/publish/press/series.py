"""A series of symbols of an organ of one's own, in one SQLite file: gives the next symbol, never one twice, and tells of every one what became of it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from verbale.model import Code, RegisterError, UsageError
from verbale.publish.press.united_nations import is_its_symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x56425331
"""The mark of such a file in SQLite's own header ("VBS1")."""
BUSY_SECONDS = 60
VERSIONS = ("Corr", "Add", "Rev")
_TABLES = """
CREATE TABLE series (name TEXT PRIMARY KEY, pattern TEXT NOT NULL UNIQUE, issuer TEXT NOT NULL);
CREATE TABLE symbols (
  symbol TEXT PRIMARY KEY, series TEXT NOT NULL REFERENCES series, year INTEGER NOT NULL, number INTEGER NOT NULL, version TEXT NOT NULL, of TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('taken', 'circulated', 'void')), taken_at TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '', circulated TEXT NOT NULL DEFAULT '', files TEXT NOT NULL DEFAULT '', UNIQUE (series, year, of, version, number)
);
"""
_COLUMNS = "symbol, series, state, taken_at, reason, title, circulated, files, of"


@dataclass(frozen=True, slots=True)
class Entry:
    """One symbol: "taken" (given out, nothing circulated under it yet), "circulated", or "void" with the reason."""

    symbol: str
    series: str
    state: str
    taken_at: str
    reason: str
    title: str
    circulated: str
    files: str
    of: str


class SeriesBook:
    """The file at `path`; made when it is first opened with `create`. Every act is one transaction that no other process shares.

    Raises:
        RegisterError: NOT_FOUND, NOT_A_REGISTER, or BUSY when another process holds the file for more than a minute.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        if not create and not Path(path).is_file():
            raise RegisterError(Code.NOT_FOUND, "there is no book of symbols", str(path), 'Open a series first: "verbale series open".')
        self.path = str(path)
        with self._act() as held:
            mark = held.execute("PRAGMA application_id").fetchone()[0]
            empty = not held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if mark != APPLICATION_ID and not (empty and mark == 0):
                raise RegisterError(Code.NOT_A_REGISTER, "this file is no book of symbols", self.path, "Name another file.")
            if empty:
                for statement in _TABLES.split(";")[:-1]:
                    held.execute(statement)
                held.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def _act(self) -> Iterator[sqlite3.Connection]:
        try:
            held = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise RegisterError(Code.NOT_FOUND, f"the book of symbols cannot be opened ({error})", self.path, "Check the folder.") from error
        try:
            held.execute("PRAGMA synchronous = FULL")
            held.execute("BEGIN IMMEDIATE")
            yield held
            held.execute("COMMIT")
        except sqlite3.OperationalError as error:
            busy = "locked" in str(error)
            what = "another process is writing to the book of symbols" if busy else f"the book of symbols cannot be written ({error})"
            raise RegisterError(Code.BUSY if busy else Code.NOT_FOUND, what, self.path, "Try again later.") from error
        except sqlite3.DatabaseError as error:
            raise RegisterError(Code.NOT_A_REGISTER, f"this file is no book of symbols ({error})", self.path, "Name another file.") from error
        finally:
            held.close()  # what was not committed is undone

    def open_series(self, name: str, pattern: str, issuer: str) -> None:
        """Opens a series. `pattern` holds {number} and may hold {year}: "RC/{year}/{number}".

        Raises:
            UsageError: BAD_VALUE for a pattern without a number, one of the United Nations' own series, or a name or pattern in use.
        """
        try:
            slots = [slot for _, slot, _, _ in Formatter().parse(pattern) if slot is not None]
        except ValueError:
            slots = []
        if sorted(slots) not in (["number"], ["number", "year"]):
            raise UsageError(Code.BAD_VALUE, "a pattern holds {number} once and may hold {year}", pattern, 'Write it as "RC/{year}/{number}".')
        if is_its_symbol(pattern.replace("{year}", "2034").replace("{number}", "1")):
            raise UsageError(Code.BAD_VALUE, "this is a series of the United Nations", pattern, "Choose symbols of your own.")
        with self._act() as held:
            if held.execute("SELECT 1 FROM series WHERE name = ? OR pattern = ?", (name, pattern)).fetchone():
                raise UsageError(Code.BAD_VALUE, "there is a series of this name or pattern", name, "Choose another.")
            held.execute("INSERT INTO series VALUES (?, ?, ?)", (name, pattern, issuer))

    def issuer(self, series: str) -> str:
        """In whose name the series is issued.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._act() as held:
            return str(_series(held, series)[1])

    def next_symbol(self, series: str, year: int, at: str) -> str:
        """Takes the next symbol of a series; `at` is the time (UTC, ISO 8601). A symbol once taken is never given again.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._act() as held:
            pattern, _ = _series(held, series)
            counted = year if "{year}" in pattern else 0
            found = held.execute("SELECT max(number) FROM symbols WHERE series = ? AND year = ? AND of = ''", (series, counted)).fetchone()[0]
            symbol = pattern.replace("{year}", str(year)).replace("{number}", str((found or 0) + 1))
            _insert(held, (symbol, series, counted, (found or 0) + 1, "", "", at))
            return symbol

    def next_version(self, of: str, version: str, at: str) -> str:
        """Takes the next correction ("Corr"), addition ("Add") or revision ("Rev") of a circulated symbol.

        Raises:
            UsageError: NOT_FOUND, or BAD_VALUE when nothing was circulated under that symbol.
        """
        with self._act() as held:
            found = held.execute("SELECT series, year, state FROM symbols WHERE symbol = ?", (of,)).fetchone()
            if not found:
                raise UsageError(Code.NOT_FOUND, "there is no such symbol", of, 'See "verbale series".')
            if found[2] != "circulated" or version not in VERSIONS:
                raise UsageError(Code.BAD_VALUE, "nothing was circulated under this symbol that could have a version", of, "")
            number = (held.execute("SELECT max(number) FROM symbols WHERE of = ? AND version = ?", (of, version)).fetchone()[0] or 0) + 1
            symbol = f"{of}/{version}.{number}"
            _insert(held, (symbol, found[0], found[1], number, version, of, at))
            return symbol

    def circulated(self, symbol: str, title: str, day: str, files: str) -> None:
        """Enters what was circulated under a symbol that was taken; `files` are names with their SHA-256, one a line.

        Raises:
            UsageError: BAD_VALUE when the symbol is not one that was taken and is free.
        """
        self._settle(
            "UPDATE symbols SET state = 'circulated', title = ?, circulated = ?, files = ? WHERE symbol = ? AND state = 'taken'",
            (title, day, files, symbol),
        )

    def void(self, symbol: str, reason: str) -> None:
        """Enters that nothing will be circulated under a symbol, and why.

        Raises:
            UsageError: BAD_VALUE without a reason, or when the symbol is not one that was taken and is free.
        """
        if not reason.strip():
            raise UsageError(Code.BAD_VALUE, "a reason is wanted", symbol, "Give one with --reason.")
        self._settle("UPDATE symbols SET state = 'void', reason = ? WHERE symbol = ? AND state = 'taken'", (reason, symbol))

    def _settle(self, statement: str, values: tuple[str, ...]) -> None:
        with self._act() as held:
            if held.execute(statement, values).rowcount != 1:
                raise UsageError(Code.BAD_VALUE, "this symbol is not taken and free", values[-1], 'See "verbale series".')

    def entries(self, series: str | None = None) -> list[Entry]:
        """Every symbol given out, in the order of series, year and number, each version after what it is a version of."""
        with self._act() as held:
            order = "ORDER BY series, year, CASE WHEN of = '' THEN number ELSE (SELECT p.number FROM symbols p WHERE p.symbol = symbols.of) END, of <> '', version, number"
            rows = held.execute(f"SELECT {_COLUMNS} FROM symbols WHERE ? IS NULL OR series = ? {order}", (series, series))  # noqa: S608 (constants)
            return [Entry(*row) for row in rows]


def _series(held: sqlite3.Connection, name: str) -> tuple[str, str]:
    found: tuple[str, str] | None = held.execute("SELECT pattern, issuer FROM series WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise UsageError(Code.NOT_FOUND, "there is no such series", name, 'Open it first: "verbale series open".')
    return found


def _insert(held: sqlite3.Connection, values: tuple[str, str, int, int, str, str, str]) -> None:
    held.execute("INSERT INTO symbols (symbol, series, year, number, version, of, state, taken_at) VALUES (?, ?, ?, ?, ?, ?, 'taken', ?)", values)
