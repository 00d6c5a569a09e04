"""Reads files of places that people bring: GeoNames dumps, tables of P-codes, tables of their own."""

from __future__ import annotations

import codecs
import csv
import gc
import re
import zipfile
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from typing import IO, TYPE_CHECKING

from verbale.gazetteer.places import PlaceRow
from verbale.gazetteer.regions import region_key
from verbale.gazetteer.store import prepare
from verbale.model import Code, UsageError
from verbale.names import state_of, three_letters
from verbale.names.headings import meaning
from verbale.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from verbale.gazetteer.store import Prepared

ATTRIBUTIONS = {"geonames": "GeoNames (https://www.geonames.org), CC BY 4.0", "pcodes": "OCHA Common Operational Datasets"}
TABLE_COLUMNS = ("name", "lat", "lon", "country", "region", "district", "names", "kind", "people", "id")
"""What a table of one's own may hold; the headings that mean each stand in `names/headings.toml` ("place_name", "place_lat", ...)."""
_LEVEL_CODE = re.compile(r"adm(?:in)?(\d)p?code")
_LEVEL_NAME = re.compile(r"adm(?:in)?(\d)(?:name\d?|ref)?(?:alt\d)?([a-z]{2})?")
_BOTH = re.compile(r"([+-]?\d+\.\d+)\s*[,;\s]\s*([+-]?\d+\.\d+)")  # one column of coordinates
_LEVEL_FEATURE = re.compile(r"ADM[1-4]")
_GEONAMES_FIELDS = 19
_CAMPS, _QUARTER = frozenset(("CMP", "CMPRF", "CMPL", "CMPMN", "CMPO")), "PPLX"
BLOCK = 1 << 19
"""Bytes of a dump that one process takes at a time: some five thousand lines."""
_KEPT_CLASSES = frozenset("APLSTHRV")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, by its number (1 is the first line after the heading), and why."""

    row: int
    reason: str


def rows_of(path: Path, kind: str, country: str, columns: dict[str, str], refused: list[Refused]) -> Iterator[PlaceRow]:
    """The places of a file; rows that cannot be read are put on `refused`.

    Raises:
        UsageError: for an unknown kind, or a file that is missing or not of its kind.
    """
    if not path.is_file():
        raise UsageError(Code.NOT_FOUND, "no such file", str(path), "name a file on this machine")
    if kind == "geonames":
        return _geonames(path, refused)
    if kind == "pcodes":
        return iter(_pcodes(path, country))
    if kind == "table":
        return _table(path, country, columns, refused)
    raise UsageError(Code.BAD_VALUE, f"no such kind of gazetteer file: {kind}", str(path), "say geonames, pcodes or table")


def kind_of_file(path: Path) -> str:
    """What a file of places is: `geonames` by its nineteen columns, `pcodes` by a column of P-codes, else `table`.

    Raises:
        UsageError: if the file is missing or is no table.
    """
    if not path.is_file():
        raise UsageError(Code.NOT_FOUND, "no such file", str(path), "name a file on this machine")
    if path.suffix.lower() in (".zip", ".txt"):
        return "geonames"
    if path.suffix.lower() != ".xlsx":
        with path.open(encoding=_encoding(path), errors="replace") as file:
            if file.readline().count("\t") == _GEONAMES_FIELDS - 1:
                return "geonames"
    headings = {_heading(key) for key in next(iter(_records(path)), {})}
    return "pcodes" if "pcode" in headings or any(_LEVEL_CODE.fullmatch(h) for h in headings) else "table"


def _geonames_bytes(path: Path) -> Iterator[bytes]:
    """A dump, out of its ZIP where it is one, in blocks of whole lines."""
    with ExitStack() as stack:
        file: IO[bytes]
        if path.suffix.lower() != ".zip":
            file = stack.enter_context(path.open("rb"))
        else:
            archive = stack.enter_context(zipfile.ZipFile(path))
            names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
            if len(names) != 1:
                raise UsageError(Code.BAD_VALUE, f"{len(names)} tables in the archive", str(path), "give a dump of GeoNames, with one .txt")
            file = stack.enter_context(archive.open(names[0]))
        while block := file.read(BLOCK):
            yield block + file.readline()


def _lines(block: bytes) -> list[str]:
    return block.decode("utf-8").removesuffix("\n").split("\n")


def _geonames(path: Path, refused: list[Refused]) -> Iterator[PlaceRow]:
    """Places of a GeoNames dump: its regions of level 1 to 4 as regions, features of other classes as places."""
    lines = (line for block in _geonames_bytes(path) for line in _lines(block))
    for number, line in enumerate(lines, 1):
        row = _geonames_line(number, line, refused)
        if row is not None:
            yield row


def _geonames_line(number: int, line: str, refused: list[Refused]) -> PlaceRow | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != _GEONAMES_FIELDS:
        refused.append(Refused(number, f"{len(cells)} columns, not {_GEONAMES_FIELDS}"))
        return None
    if cells[6] not in _KEPT_CLASSES:
        return None
    try:
        return _geonames_row(cells)
    except ValueError as error:
        refused.append(Refused(number, str(error)))
        return None


def _prepared_lines(first: int, block: bytes) -> tuple[Prepared, list[Refused]]:
    """Lines of a dump, the first of them numbered `first`, ready to be written: what one process does."""
    refused: list[Refused] = []
    rows = (row for number, line in enumerate(_lines(block), first) if (row := _geonames_line(number, line, refused)))
    return prepare(rows), refused


def geonames_by_processes(path: Path, jobs: int, refused: list[Refused]) -> Iterator[Prepared]:
    """The same rows as those of a dump read in one process, prepared by `jobs`; a few batches are in memory at once."""
    blocks = _geonames_bytes(path)
    waiting: deque[Future[tuple[Prepared, list[Refused]]]] = deque()
    first = 1
    # What the workers make has no circles: looking for some took a tenth of the time.
    with ProcessPoolExecutor(jobs, get_context("spawn"), gc.disable) as pool:
        while True:
            block = next(blocks, b"") if len(waiting) < 2 * jobs + 1 else b""
            if block:
                waiting.append(pool.submit(_prepared_lines, first, block))
                first += block.count(b"\n")
                continue
            if not waiting:
                return
            made, wrong = waiting.popleft().result()
            refused += wrong
            yield made


def _geonames_row(cells: list[str]) -> PlaceRow:
    ident, name, plain, others, lat, lon, feature, code, country = cells[:9]
    units = [cell for cell in cells[10:14] if cell and cell != "00"]
    level = int(code[3]) if feature == "A" and _LEVEL_FEATURE.fullmatch(code) else None
    holders = units[: level - 1] if level else units
    path = ".".join((country, *units[:level])) if level else ""
    return PlaceRow(
        ref=f"geonames-region:{path}" if level == 1 else f"geonames:{ident}",
        name=name,
        kind="region" if level else _geonames_kind(feature, code),
        level=level,
        code=path,
        parent=".".join((country, *holders)) if holders else "",
        country=three_letters(country),
        lat=float(lat),
        lon=float(lon),
        people=int(cells[14] or 0),
        names=tuple(dict.fromkeys(other for other in (plain, *others.split(",")) if other and other != name)),
    )


def _geonames_kind(feature: str, code: str) -> str:
    if code in _CAMPS:
        return "camp"
    if feature == "P":
        return "neighbourhood" if code == _QUARTER else "populated place"
    return f"{feature}.{code}"


def _heading(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _records(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV, TSV or XLSX by heading; headings as they stand."""
    if path.suffix.lower() == ".xlsx":
        yield from _sheet(path)
        return
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max("\t;,", key=first.count)
        for row in csv.DictReader(file, delimiter=delimiter):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def _encoding(path: Path) -> str:
    """The encoding of a table: UTF-8 where all of it is, else by a measure of its beginning."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(BLOCK)
        block = start
        try:
            while block:
                decoder.decode(block)
                block = file.read(BLOCK)
        except UnicodeDecodeError:
            return decode(start)[1]
    return "utf-8-sig"


def _sheet(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the first sheet of a workbook."""
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "XLSX needs openpyxl", str(path), "install verbale[tables], or save the sheet as CSV") from error
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        headings = [str(cell or "") for cell in next(rows, ())]
        for cells in rows:
            yield {key: "" if cell is None else str(cell).strip() for key, cell in zip(headings, cells, strict=False) if key}
    finally:
        workbook.close()


def _pcodes(path: Path, country: str) -> Iterable[PlaceRow]:
    """Units of a table of P-codes, long (a row per unit) or wide (a row per smallest unit, as OCHA writes them)."""
    records = list(_records(path))
    headings = {_heading(key): key for key in records[0]} if records else {}
    units = _long_units(records, headings) if "pcode" in headings else _wide_units(records, headings)
    if not units:
        raise UsageError(
            Code.BAD_VALUE, "no column of P-codes", str(path), "give columns `pcode` and `parent_pcode`, or `ADM1_PCODE`, `ADM1_EN` and so on"
        )
    points = _unit_points(records, headings)
    for code, (level, parent, names) in units.items():
        lat, lon = points.get(code, (None, None))
        state = country or three_letters(code[:2])
        yield PlaceRow(
            ref=f"pcode:{code}", name=names[0], kind="region", level=level, code=code, parent=parent, country=state, lat=lat, lon=lon,
            names=tuple(names[1:]),
        )  # fmt: skip


def _unit_points(records: list[dict[str, str]], headings: dict[str, str]) -> dict[str, tuple[float | None, float | None]]:
    """Where each row's smallest unit lies, where the table tells it; a point that is none is left out."""
    columns = {"lat": meaning("place_lat", headings.values())[:1], "lon": meaning("place_lon", headings.values())[:1]}
    if not all(columns.values()):
        return {}
    codes = [headings["pcode"]] if "pcode" in headings else [key for short, key in sorted(headings.items()) if _LEVEL_CODE.fullmatch(short)]
    points = {}
    for record in records:
        code = next((record[column] for column in reversed(codes) if record[column]), "")
        try:
            points[code] = _point({side: record[column] for side, (column,) in columns.items()})
        except ValueError:
            continue
    return points


def _long_units(records: list[dict[str, str]], headings: dict[str, str]) -> dict[str, tuple[int, str, list[str]]]:
    names = [key for short, key in headings.items() if short.startswith("name")]
    units = {}
    for record in records:
        code, level = record[headings["pcode"]], re.sub(r"\D", "", record.get(headings.get("level", ""), "")) or "1"
        found = [record[name] for name in names if record[name]]
        if code and found:
            units[code] = (int(level), record.get(headings.get("parentpcode", ""), ""), list(dict.fromkeys(found)))
    return units


def _wide_units(records: list[dict[str, str]], headings: dict[str, str]) -> dict[str, tuple[int, str, list[str]]]:
    codes = {int(match[1]): key for short, key in headings.items() if (match := _LEVEL_CODE.fullmatch(short))}
    names: dict[int, list[str]] = {}
    for short, key in headings.items():
        if (match := _LEVEL_NAME.fullmatch(short)) and key not in codes.values():
            names.setdefault(int(match[1]), []).append(key)
    units: dict[str, tuple[int, str, list[str]]] = {}
    for record in records:
        parent = ""
        for level in sorted(codes):
            code, found = record[codes[level]], [record[name] for name in names.get(level, ()) if record[name]]
            if level and code and found:
                units.setdefault(code, (level, parent, list(dict.fromkeys(found))))
            parent = code if level else ""
    return units


def _table(path: Path, country: str, columns: dict[str, str], refused: list[Refused]) -> Iterator[PlaceRow]:
    """Places of a table of one's own; each region named in it becomes a region of the first level."""
    regions: set[str] = set()
    taken: dict[str, str] | None = None
    for number, record in enumerate(_records(path), 1):
        if taken is None:
            taken = _columns(path, list(record), columns)
        cell = {ours: record.get(theirs, "") for ours, theirs in taken.items()}
        state = country or three_letters(state_of(cell.get("country", "")) or cell.get("country", ""))
        try:
            lat, lon = _point(cell)
        except ValueError as error:
            refused.append(Refused(number, str(error)))
            continue
        if not cell["name"]:
            refused.append(Refused(number, "no name"))
            continue
        parent = ""
        for level, unit in enumerate((cell.get("region", ""), cell.get("district", "")), 1):
            code = f"{parent or state}:{region_key(unit)}" if unit else ""
            if code and code not in regions:
                regions.add(code)
                yield PlaceRow(f"{path.name}:{code}", unit, "region", level=level, code=code, parent=parent, country=state)
            parent = code or parent
        others = tuple(name.strip() for name in re.split(r"[|;]", cell.get("names", "")) if name.strip())
        people = re.sub(r"\D", "", cell.get("people", "")) or "0"
        ref = f"{path.name}:{cell.get('id') or number}"
        yield PlaceRow(
            ref, cell["name"], cell.get("kind") or "place", parent=parent, country=state, lat=lat, lon=lon, people=int(people), names=others
        )


def _columns(path: Path, headings: list[str], columns: dict[str, str]) -> dict[str, str]:
    """Our name of a column to the file's heading: as given, else by the names that tables use."""
    for ours, theirs in columns.items():
        if ours not in TABLE_COLUMNS or theirs not in headings:
            raise UsageError(Code.BAD_VALUE, f"no column {theirs!r} for {ours!r}", str(path), f"the file has {', '.join(headings)}")
    guessed = {ours: found[0] for ours in TABLE_COLUMNS if (found := meaning(f"place_{ours}", headings))}
    if not {"lat", "lon"} & guessed.keys() and (both := meaning("point", headings)):
        guessed["lat"] = both[0]
    taken = guessed | columns
    if "name" not in taken:
        raise UsageError(Code.BAD_VALUE, "no column of names", str(path), f"say which of {', '.join(headings)} it is")
    return taken


def _point(cell: dict[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude of a row, both or neither."""
    written = cell.get("lat", ""), cell.get("lon", "")
    if written == ("", ""):
        return None, None
    if not written[1] and (both := _BOTH.fullmatch(written[0])):
        written = both[1], both[2]
    try:
        lat, lon = (float(number.replace(",", ".")) for number in written)
    except ValueError:
        raise ValueError(f"no coordinates: {written[0]!r}, {written[1]!r}") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"coordinates off the globe: {lat}, {lon}")
    return lat, lon
