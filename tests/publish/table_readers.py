"""Reads each table format back by another library, as rows of values."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import date
from itertools import zip_longest

import geojson
import openpyxl
import pyarrow.parquet as pq
from frictionless import Package, system

from verbale.app.releasing import write_package
from verbale.app.tables import table_lines, write_table, write_tables
from verbale.publish.tables.specs import CAVEAT, Type, all_tables
from verbale.publish.tables.texts import read_word

EMPTY = (None, "")


def typed(table, row):
    """A row of words as values."""
    made = {}
    for column in table.columns:
        cell = row[column.name]
        kinds = {
            Type.STRING: str if not isinstance(cell, str) else read_word, Type.INTEGER: int, Type.NUMBER: float,
            Type.DATE: lambda c: c if isinstance(c, date) else date.fromisoformat(c), Type.BOOLEAN: lambda c: c in ("true", 1),
        }  # fmt: skip
        made[column.name] = None if cell in EMPTY and cell is not False and cell != 0 else kinds[column.type](cell)
    return made


def text_rows(text, table):
    return [typed(table, row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def from_csv(register, _folder, wanted):
    return {table.name: text_rows("".join(table_lines(register, table.name, "csv", wanted)), table) for table in all_tables()}


def from_hxl(register, _folder, wanted):
    found = {}
    for table in all_tables():
        header, tags, *rows = "".join(table_lines(register, table.name, "hxl", wanted)).split("\n", 2)
        assert next(csv.reader([tags])) == [column.hxl for column in table.columns]
        assert all(not column.hxl or column.hxl.startswith("#") for column in table.columns)
        found[table.name] = text_rows("\n".join([header, *rows]), table)
    return found


def from_parquet(register, folder, wanted):
    found = {}
    for table in all_tables():
        write_table(register, table.name, "parquet", folder / "t.parquet", wanted)
        read = pq.read_table(folder / "t.parquet")
        assert read.schema.metadata[b"caveat"].decode() == CAVEAT
        found[table.name] = [typed(table, row) for row in read.to_pylist()]
    return found


def from_geojson(register, _folder, wanted):
    found = {}
    for table in all_tables():
        whole = geojson.loads("".join(table_lines(register, table.name, "geojson", wanted)))
        assert whole.is_valid, whole.errors()
        assert whole["caveat"] == CAVEAT
        rows = []
        for feature in whole["features"]:
            lon, lat = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
            rows.append(feature["properties"] | {"latitude": lat, "longitude": lon})
        found[table.name] = [typed(table, {name: row.get(name) for name in table.names}) for row in rows]
    return found


def from_xlsx(register, folder, wanted):
    write_tables(register, "xlsx", folder / "t.xlsx", wanted)
    book = openpyxl.load_workbook(folder / "t.xlsx", read_only=True)
    assert book["about"]["A1"].value == CAVEAT
    found = {}
    for table in all_tables():
        header, *rows = book[table.name].iter_rows(values_only=True)
        dated = [[cell.date() if hasattr(cell, "date") else cell for cell in row] for row in rows]
        found[table.name] = [typed(table, dict(zip_longest(header, row))) for row in dated]
    return found


def from_sqlite(register, folder, wanted):
    write_tables(register, "sqlite", folder / "t.sqlite", wanted)
    connection = sqlite3.connect(folder / "t.sqlite")
    connection.row_factory = sqlite3.Row
    assert connection.execute("SELECT text FROM about WHERE line = 1").fetchone()[0] == CAVEAT
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = {t.name: [typed(t, dict(row)) for row in connection.execute(f'SELECT * FROM "{t.name}" ORDER BY rowid')] for t in all_tables()}
    connection.close()
    return found


def from_package(register, folder, wanted):
    write_package(register, folder / "package", wanted)
    with system.use_context(trusted=True):
        package = Package(folder / "package/datapackage.json")
        return {t.name: [typed(t, row.to_dict()) for row in package.get_resource(t.name).read_rows()] for t in all_tables()}


READERS = {
    "csv": from_csv, "hxl": from_hxl, "parquet": from_parquet, "geojson": from_geojson, "xlsx": from_xlsx, "sqlite": from_sqlite, "package": from_package,
}  # fmt: skip
