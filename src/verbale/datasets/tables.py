"""A table as one immutable text with a span for every cell: CSV as it stands, sheets of a workbook joined by tabs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS = 5_000
"""A table of more rows is kept in parts of so many: no reading grows without bounds."""
MOST_SHEET_ROWS = 50_000
"""A workbook cannot be cut without losing its bytes; a longer one is to be saved as CSV."""
MOST_TITLES = 10
"""So many rows may stand above the header of a table."""
_HEAD = 20_000
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number (1 is the first after the header), where it stands, and for each column the span and the text of its cell.

    The text of a quoted cell is without its quotation marks; its span covers what stands between them.
    """

    number: int
    span: Span
    spans: tuple[Span, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The text of a table (LF line ends), the names of its columns, and its rows; `delimiter` is one character."""

    text: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str


def read_csv(raw: str) -> Table:
    """The table that `raw` holds: the first row with a cell is the header, empty rows are passed over. Line ends become LF."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _table(text, _delimiter(text))


def read_sheet(data: bytes, name: str) -> Table:
    """The first sheet of a workbook (XLSX): cells joined by tabs, rows by line ends; values as stored, dates in ISO form.

    Raises:
        UsageError: MISSING_EXTRA without openpyxl, BAD_VALUE for no workbook or one with too many rows.
    """
    return _table("\n".join("\t".join(cells) for cells in _sheet(data, name)), "\t")


def _title_rows(rows: Iterable[Sequence[str]]) -> int:
    """How many rows stand above the header: titles with one cell, where a row of three and more follows within a few rows."""
    filled = [sum(map(bool, cells)) for cells in islice(rows, MOST_TITLES + 1)]
    wide = next((n for n, count in enumerate(filled) if count > 1), 0)
    return wide if wide and filled[wide] > 2 else 0


def cut_csv(raw: str) -> Iterator[tuple[str, int, int]]:
    """`raw` in parts of `ROWS` rows, each with the header in front, as it stands: the part, its first and its last row."""
    text = raw.replace("\r\n", "\n") if "\r\n" not in raw else raw
    delimiter = _delimiter(text)
    above = _title_rows(cells for _, _, cells in _records(text, delimiter))
    ends = [span[1] for span, _, _ in _records(text, delimiter, whole=True)][above:]
    header = text[: ends[0]] if ends else ""
    for first in range(1, max(2, len(ends)), ROWS):
        last = min(first + ROWS, len(ends)) - 1
        yield header + (text[ends[first - 1] : ends[last]] if ends else ""), first, last


def _delimiter(text: str) -> str:
    """The sign that stands most often in one of the first lines: titles above the header have none."""
    lines = text[:_HEAD].split("\n", MOST_TITLES + 1)[: MOST_TITLES + 1]
    first = next((line for line in lines if max(map(line.count, _DELIMITERS)) > 1), lines[0])
    return max(_DELIMITERS, key=first.count)


def _table(text: str, delimiter: str) -> Table:
    header: tuple[str, ...] | None = None
    rows: list[Row] = []
    number = 0
    above = _title_rows(cells for _, _, cells in _records(text, delimiter))
    for span, spans, cells in islice(_records(text, delimiter), above, None):
        if not any(cells):
            number += header is not None
            continue
        if header is None:
            header = tuple(cell.lstrip("\ufeff").strip() for cell in cells)
            continue
        number += 1
        rows.append(Row(number, Span(*span), tuple(Span(*s) for s in spans), cells))
    return Table(text, header or (), tuple(rows), delimiter)


def _records(text: str, delimiter: str, *, whole: bool = False) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]], tuple[str, ...]]]:
    """Span of each record, spans of its cells and their texts; `whole` includes the line end in the record's span.

    A quotation mark opens a cell only as its first character; one that is never closed is a character like any other.
    """
    end = r"(?:\r\n|\n)" if "\r\n" in text else r"\n"
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"(?={mark}|{end}|\Z)|([^{mark}\r\n]*+))({mark}|{end}|\Z)')
    at, size = 0, len(text)
    while at < size:
        start, spans, cells = at, [], []
        while True:
            found = cell.match(text, at)
            if found is None:  # a carriage return alone inside a cell: passed over as a line end
                at += 1
                break
            group = 1 if found[1] is not None else 2
            spans.append(found.span(group))
            cells.append(found[1].replace('""', '"') if group == 1 else found[2])
            at = found.end()
            if found[3] != delimiter:
                break
        stop = at if whole else found.start(3) if found else at - 1
        yield (start, stop), spans, tuple(cells)


def _sheet(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "XLSX needs openpyxl", name, "Install verbale[tables], or save the sheet as CSV.") from error
    from zipfile import BadZipFile  # noqa: PLC0415 (with openpyxl)

    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise UsageError(Code.BAD_VALUE, f"this is no workbook ({type(error).__name__})", name, "Save the sheet as CSV.") from error
    try:
        for number, cells in enumerate(workbook.worksheets[0].iter_rows(values_only=True)):
            if number > MOST_SHEET_ROWS:
                raise UsageError(Code.BAD_VALUE, f"a workbook of more than {MOST_SHEET_ROWS:,} rows", name, "Save the sheet as CSV.")
            yield [_written(cell) for cell in cells]
    finally:
        workbook.close()


def _written(cell: Any) -> str:
    """A value of a workbook as text: whole numbers without a point, days without a time where it is midnight, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = cell.isoformat(sep=" ").removesuffix(" 00:00:00") if hasattr(cell, "hour") and hasattr(cell, "year") else str(cell)
    return re.sub(r"[\t\r\n]+", " ", text)
