"""Tables as one SQLite file that Datasette opens as it is: typed columns, keys, indexes and the codebook as a table."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from verbale.publish.tables.specs import CAVEAT, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from verbale.publish.tables.specs import Row, Table

_KINDS = {Type.STRING: "TEXT", Type.INTEGER: "INTEGER", Type.NUMBER: "REAL", Type.DATE: "TEXT", Type.BOOLEAN: "INTEGER"}
_INDEXED = ("claimant", "document", "first_day", "incident", "locus")


def write_sqlite(path: Path, tables: Sequence[tuple[Table, Iterable[Row]]], about: Sequence[str]) -> int:
    """Writes the file anew; returns how many rows. The same rows give the same bytes with one version of SQLite.

    A reference to another table is declared where that table is written too.
    """
    path.unlink(missing_ok=True)
    written = {table.name for table, _ in tables}
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("CREATE TABLE about (line INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        connection.executemany("INSERT INTO about (text) VALUES (?)", [(line,) for line in (CAVEAT, *about)])
        connection.execute(
            'CREATE TABLE codebook ("table" TEXT, "column" TEXT, type TEXT, title TEXT, description TEXT, hxl TEXT, PRIMARY KEY ("table", "column"))'
        )
        count = 0
        for table, rows in tables:
            for column in table.columns:
                entry = (table.name, column.name, column.type.value, column.title, column.description, column.hxl)
                connection.execute("INSERT INTO codebook VALUES (?, ?, ?, ?, ?, ?)", entry)
            count += _table(connection, table, rows, written)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    return count


def _table(connection: sqlite3.Connection, table: Table, rows: Iterable[Row], written: set[str]) -> int:
    columns = [f'"{column.name}" {_KINDS[column.type]}' for column in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    columns += [f"FOREIGN KEY ({_name(own)}) REFERENCES {_name(other)} ({_name(own)})" for own, other in table.references.items() if other in written]
    connection.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(columns)})")
    marks = ", ".join("?" * len(table.columns))
    before = connection.total_changes
    values = ([_plain(row.get(name)) for name in table.names] for row in rows)
    connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", values)  # noqa: S608 (names of our own declaration)
    count = connection.total_changes - before
    for name in _INDEXED:
        if name in table.names:
            connection.execute(f"CREATE INDEX {_name(f'{table.name}_{name}')} ON {_name(table.name)} ({_name(name)})")
    return count


def _name(name: str) -> str:
    return f'"{name}"'


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() or None
    return value
