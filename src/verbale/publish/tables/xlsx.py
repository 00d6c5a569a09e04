"""Tables as one workbook (XLSX, the extra `tables`): what it is, a sheet a table, and the codebook."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.tables.specs import CAVEAT
from verbale.publish.tables.zips import settle_office_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from verbale.publish.tables.specs import Row, Table, Value

_MOST_ROWS, _LONGEST, _FIRST_YEAR = 1_048_576, 32_767, 1900
_CUT = " … [cut here: a cell holds no more]"
_NOT_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"quote": 60, "description": 80}


def write_xlsx(path: Path, tables: Sequence[tuple[Table, Iterable[Row]]], about: Sequence[str]) -> int:
    """Writes a workbook; returns how many rows of tables. `about` are lines of the first sheet, after the caveat.

    Words are never run as formulas. Days before 1900, which a spreadsheet does not know, are words.

    Raises:
        UsageError: MISSING_EXTRA; BAD_VALUE where a table has more rows than a sheet.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 (of an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "XLSX needs openpyxl", "", "Install verbale[tables].") from error
    book = Workbook(write_only=True)
    front = book.create_sheet("about")
    front.column_dimensions["A"].width = 120
    for line in (CAVEAT, *about):
        front.append([_cell(front, line)])
    count = sum(_sheet(book, table, rows) for table, rows in tables)
    codebook = book.create_sheet("codebook")
    _heading(codebook, ("table", "column", "type", "title", "description", "hxl"))
    for table, _ in tables:
        for column in table.columns:
            codebook.append([table.name, column.name, column.type.value, column.title, column.description, column.hxl])
    book.save(path)
    settle_office_file(path)
    return count


def _sheet(book: Any, table: Table, rows: Iterable[Row]) -> int:
    sheet = book.create_sheet(table.name)
    _heading(sheet, table.names)
    count = 0
    for count, row in enumerate(rows, 1):
        if count == _MOST_ROWS:
            raise UsageError(Code.BAD_VALUE, f"a sheet holds {_MOST_ROWS:,} rows, and there are more {table.name}", "", "Use csv, parquet or sqlite.")
        sheet.append([_cell(sheet, row.get(name)) for name in table.names])
    return count


def _heading(sheet: Any, names: Sequence[str]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    cells = []
    for number, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, max(10, min(24, len(name) + 4)))
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    if not isinstance(value, str):
        return value
    words = _NOT_WRITTEN.sub("\ufffd", value)
    if len(words) > _LONGEST:
        words = words[: _LONGEST - len(_CUT)] + _CUT
    if not words.startswith("="):
        return words
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    return cell
