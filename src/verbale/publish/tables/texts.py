"""Tables as text: CSV, CSV with HXL tags, GeoJSON; written row by row."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.publish.tables.specs import CAVEAT, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.publish.tables.specs import Row, Table, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(table: Table, rows: Iterable[Row], *, tags: bool = False) -> Iterator[str]:
    """The lines of a table, the header first; with `tags` HXL's row of tags after it.

    Words that a spreadsheet would run as a formula get an apostrophe in front; `read_word` takes it off.
    """
    yield _line(table.names)
    if tags:
        yield _line([column.hxl for column in table.columns])
    strings = [column.type is Type.STRING for column in table.columns]
    names = table.names
    for row in rows:
        yield _line([_word(row.get(name), guarded=guarded) for name, guarded in zip(names, strings, strict=True)])


def read_word(cell: str) -> str:
    """The words of a cell as they were before `csv_lines` guarded them."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def geojson_chunks(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """A table as a GeoJSON FeatureCollection (RFC 7946); rows without coordinates are features without a geometry.

    `caveat` is a foreign member of the collection.
    """
    yield f'{{"type":"FeatureCollection","caveat":{json.dumps(CAVEAT)},"features":['
    join = "\n"
    for row in rows:
        lat, lon = row.get("latitude"), row.get("longitude")
        geometry = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
        properties = {name: plain(row.get(name)) for name in table.names if name not in {"latitude", "longitude"}}
        feature = {"type": "Feature", "geometry": geometry, "properties": properties}
        yield join + json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        join = ",\n"
    yield "\n]}\n"


def plain(value: Value) -> Any:
    """A value for JSON; empty words are `None`."""
    return value.isoformat() if isinstance(value, date) else None if value == "" else value


def _word(value: Value, *, guarded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    written = str(value)
    return "'" + written if guarded and written.startswith(_FORMULA) else written


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
