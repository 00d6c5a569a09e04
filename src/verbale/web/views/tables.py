"""Tables in and out: a CSV or XLSX whose columns are mapped on the screen, and tables to download."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from verbale.app import tables as tables_app
from verbale.app.figures import KINDS, figure
from verbale.app.imports import table_of
from verbale.datasets.guessing import guess
from verbale.datasets.mapping import PRESETS, parse_mapping, preset, recognised
from verbale.model import Code, Outcome, UsageError
from verbale.publish.figures.png import png
from verbale.publish.tables.specs import all_tables
from verbale.register import ClaimFilter
from verbale.web.asking import Done, File, Page, Upload
from verbale.web.views.claims import filter_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from verbale.web.asking import Asked

SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class TablesPage:
    """What can be taken in and given out."""

    presets: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str, str], ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A table that was sent: its columns and first rows, the preset that fits, and what each part of a claim would be read from."""

    name: str
    held: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    preset: str
    fields: tuple[tuple[str, str, str], ...]
    mapping: str


FIELDS = (
    ("case", "case number"), ("when.first", "first day"), ("when.last", "last day"), ("where.name", "place"), ("where.regions", "region"),
    ("where.lat", "latitude"), ("where.lon", "longitude"), ("killed", "killed"), ("injured", "injured"), ("party", "alleged perpetrator"),
    ("acts", "act"), ("victim.names", "name of the victim"), ("victim.age", "age of the victim"), ("sources", "sources"),
)  # fmt: skip
"""What a column can be mapped to on the screen; a mapping in TOML can say more."""
_TOLLS = ("killed", "injured")
_TABLES = frozenset({".csv", ".tsv", ".xlsx"})
_TYPES = {
    "csv": "text/csv; charset=utf-8", "hxl": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sqlite": "application/vnd.sqlite3",
}  # fmt: skip


def tables(asked: Asked) -> Page:
    """The page of tables."""
    listed = tuple((t.name, t.title, t.description) for t in all_tables() if asked.sight.names or not t.personal)
    return Page(
        "tables.html", "Tables", TablesPage(tuple((name, str(preset(name).table.get("title", name))) for name in PRESETS), listed, tables_app.ONE)
    )


def preview(asked: Asked) -> Page:
    """The columns of a table that was sent, with a proposal of what they hold; nothing is in the register yet.

    Raises:
        UsageError: BAD_VALUE for what is no table.
    """
    if not asked.files:
        raise UsageError(Code.BAD_VALUE, "no table came with the form", "", "Choose a CSV or XLSX file.")
    upload = asked.files[0]
    table = table_of(upload.data, upload.name)
    known = recognised(table.header)
    plain = tomllib.loads(guess(table.header))
    fields = tuple((key, label, _guessed(plain, key)) for key, label in FIELDS)
    rows = tuple(row.cells for row in table.rows[:SHOWN_ROWS])
    held = asked.house.hold(upload.data)
    return Page(
        "mapping.html",
        "Columns",
        Preview(upload.name, held, table.header, rows, len(table.rows), known.name if known else "", fields, guess(table.header)),
    )


def is_own_table(upload: Upload) -> bool:
    """True for a table whose columns no preset knows: a person must say what they hold before it can be read."""
    if PurePath(upload.name).suffix.lower() not in _TABLES:
        return False
    try:
        return recognised(table_of(upload.data, upload.name).header) is None
    except UsageError:
        return False


def _guessed(plain: dict[str, object], key: str) -> str:
    """The column that a guessed mapping has for a field of the screen."""
    if key in _TOLLS:
        tolls = plain.get("toll", [])
        found: dict[str, list[str]] = next((t for t in tolls if t["outcome"] == key), {}) if isinstance(tolls, list) else {}
        listed = found.get("best") or found.get("low") or []
    elif key == "party":
        parties = plain.get("party", [])
        listed = parties[0].get("columns", []) if isinstance(parties, list) and parties else []
    else:
        table, _, name = key.partition(".")
        inner = plain.get(table, {})
        listed = inner if isinstance(inner, list) else inner.get(name or "columns", []) if isinstance(inner, dict) else []
    return str(listed[0]) if listed else ""


def take_in(asked: Asked) -> Done:
    """Takes the table in with the mapping that the screen made, or with a preset.

    Raises:
        UsageError: NOT_FOUND when it is no longer held; BAD_VALUE. GrammarError: MAPPING.
    """
    form = asked.form
    data = asked.house.held(form.get("held", ""))
    name = PurePath(form.get("name", "table.csv")).name
    chosen = form.get("preset", "") or _mapping(form)
    if not form.get("preset"):
        parse_mapping(chosen, "the mapping of the screen")
    told = {"mapping": chosen if form.get("preset") else "mapping.toml", "mapping_text": "" if form.get("preset") else chosen}
    told |= {"claimant": form.get("claimant", "").strip(), "by": asked.viewer.name}
    number = asked.house.jobs.add(asked.viewer.name, [Upload(name, data)], told)
    return Done("Table received", f"/uploads/{number}", body={"upload": number})


def _mapping(form: Mapping[str, str]) -> str:
    """The mapping in TOML of the columns chosen on the screen."""

    def line(key: str, column: str) -> str:
        quoted = column.replace("\\", "\\\\").replace('"', '\\"')
        return f'{key} = ["{quoted}"]\n'

    chosen = {key: form[f"column_{key}"] for key, _ in FIELDS if form.get(f"column_{key}")}
    out = 'name = "mine"\n' + (line("case", chosen["case"]) if "case" in chosen else "")
    for table in ("when", "where", "victim"):
        inner = {key.partition(".")[2]: column for key, column in chosen.items() if key.startswith(f"{table}.")}
        out += f"[{table}]\n" + "".join(line(key, column) for key, column in inner.items()) if inner else ""
        out += 'outcome = "killed"\n' if table == "victim" and inner else ""
    for outcome in _TOLLS:
        out += f'[[toll]]\noutcome = "{outcome}"\n{line("best", chosen[outcome])}group = "persons"\n' if outcome in chosen else ""
    out += f'[[party]]\n{line("columns", chosen["party"])}role = "direct"\n' if "party" in chosen else ""
    out += "[acts]\n" + line("columns", chosen["acts"]) if "acts" in chosen else ""
    return out + ("[sources]\n" + line("columns", chosen["sources"]) + 'split = ";"\n' if "sources" in chosen else "")


def download(asked: Asked) -> File:
    """One table as CSV, HXL, Parquet or GeoJSON, or all of them as XLSX or SQLite: of the claims that the address selects and the viewer may see.

    Raises:
        UsageError: NOT_FOUND for a table or form that is not there; MISSING_EXTRA.
    """
    name, _, form = asked.path["table"].rpartition(".")
    if form not in _TYPES or (form in tables_app.ALL) is not (name == "register"):
        raise UsageError(Code.NOT_FOUND, "there is no such table or form", asked.path["table"], f"Forms: {', '.join(_TYPES)}.")
    wanted = tables_app.Wanted(_profile(asked), selection=_selection(asked), rejected=False)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        if form in tables_app.ALL:
            tables_app.write_tables(asked.house.register, form, path, wanted)
        else:
            tables_app.write_table(asked.house.register, name, form, path, wanted)
        data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if form in {"csv", "hxl"} else b""  # spreadsheets take UTF-8 without it for another encoding
    return File(mark + data, _TYPES[form], f"{name}.{'csv' if form == 'hxl' else form}")


def picture(asked: Asked) -> File:
    """A figure of the claims that the address selects and the viewer may see, as SVG or PNG, with its sources and its caveat in it.

    Raises:
        UsageError: NOT_FOUND for a figure that is not there, or where nothing is to be drawn; MISSING_EXTRA.
    """
    kind, _, form = asked.path["figure"].rpartition(".")
    if kind not in KINDS or form not in {"svg", "png"}:
        raise UsageError(Code.NOT_FOUND, "there is no such figure", asked.path["figure"], f"Figures: {', '.join(KINDS)}, as svg or png.")
    wanted, places = tables_app.Wanted(_profile(asked), selection=_selection(asked), rejected=False), asked.house.places
    outcome = wanted.selection.outcome if wanted.selection else None
    drawn = figure(asked.house.register, kind, wanted, outcome or Outcome.KILLED, places.path if places.known else None)
    return File(png(drawn), "image/png") if form == "png" else File(drawn.encode(), "image/svg+xml")


def _profile(asked: Asked) -> str:
    """Who may not see names gets the tables that anybody may get."""
    return "full" if asked.sight.names and not asked.sight.victims else "public"


def _selection(asked: Asked) -> ClaimFilter | None:
    """The claims that the address selects and the viewer may see; `None` for all of a register that hides nothing."""
    wanted = replace(filter_of(asked), limit=None, offset=0)
    return None if wanted == ClaimFilter() else wanted
