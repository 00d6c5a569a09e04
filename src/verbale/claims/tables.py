"""Finds the tables of a part whose header row is understood, and gives each row's cells to their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from verbale.claims.cells import Sheet, is_act, is_date, is_place, is_quantity, says, trimmed
from verbale.grammar.files import read_file
from verbale.model import BlockKind, Outcome
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLLS = {o.value: o for o in Outcome}
GROUPS = ("child", "woman")
PROSE = ("account", "damage", "perpetrator", "other", "name", "region")
TELLS = (*TOLLS, "act", "account", "damage", "perpetrator")
"""Fields of which a table of incidents has at least one."""
_TITLES = (BlockKind.HEADING, BlockKind.ANNEX_HEADING, BlockKind.PARAGRAPH)
_TITLE_REACH = 2
_PAGE_REACH = 4
"""How many blocks after the last row the same header row still goes on with the table: a page's foot and head."""
_GAP = re.compile(r"\s+")
_MAX_CELLS = 14
_MAX_GAPS = 12
"""A longer cell is prose that lost no boundary that could be told."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field, and for a toll whom its header counts."""

    field: str
    group: str = "person"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the index of its block, its span, and its cells by the index of their column; `None` when not understood."""

    block: int
    span: Span
    cells: dict[int, Span] | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns.

    `headers` are the indices of its header row and of its copies on later pages, `title` the span of the heading over it.
    """

    part: int
    headers: tuple[int, ...]
    title: Span | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def blocks(self) -> frozenset[int]:
        """The indices of the blocks that the table takes, its header rows included."""
        return frozenset((*self.headers, *(r.block for r in self.rows)))

    def has(self, field: str) -> bool:
        """True when a column holds the field."""
        return any(c.field == field for c in self.columns)


@cache
def _forms(language: str) -> dict[str, Column]:
    """Every form of a header word with the column that it names."""
    told: dict[str, list[str]] = read_file(language, "tables")["columns"]
    return {form: Column(*_field(key)) for key, forms in told.items() for form in forms}


def _field(key: str) -> tuple[str, str]:
    field, _, group = key.partition("_")
    return field, group or "person"


def find_tables(sheet: Sheet, part: int) -> list[Table]:
    """The tables of a part whose header row the lexicon knows: of incidents, or of persons by name."""
    blocks = sheet.outline.blocks
    runs: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.part == part and block.kind is BlockKind.ROW and block.heading is not None:
            runs.setdefault(block.heading, []).append(index)
    found: list[Table] = []
    for header, indices in runs.items():
        columns = _columns(sheet, header)
        if columns is None:
            continue
        rows = [r for r in (_row(sheet, columns, i) for i in indices) if not _repeated(sheet, columns, r)]
        if found and found[-1].columns == columns and header - max(found[-1].blocks) <= _PAGE_REACH:
            found[-1] = replace(found[-1], headers=(*found[-1].headers, header), rows=(*found[-1].rows, *rows))
        elif _readable(columns):
            found.append(Table(part, (header,), title_over(sheet, header), columns, tuple(rows)))
    return found


def _readable(columns: tuple[Column, ...]) -> bool:
    """True for a table of incidents, with a day or place and what happened, or of persons by name."""
    fields = {c.field for c in columns}
    return bool(fields & {"date", "place"} and fields & set(TELLS)) or "name" in fields


def title_over(sheet: Sheet, index: int) -> Span | None:
    """The heading or sentence over a table or list that begins at block `index`."""
    blocks = sheet.outline.blocks
    for before in range(index - 1, max(-1, index - 1 - _TITLE_REACH), -1):
        block = blocks[before]
        if block.part != blocks[index].part:
            return None
        if block.kind in _TITLES:
            return Span(block.spans[0].start, block.spans[-1].end)
    return None


def raw_cells(sheet: Sheet, index: int) -> list[Span]:
    """The cells of a row, the empty ones too where tabs part them."""
    block = sheet.outline.blocks[index]
    whole = Span(block.spans[0].start, block.spans[-1].end)
    if "\t" not in whole.of(sheet.text):
        return [trimmed(sheet.text, c) for c in block.cells]
    cells, start = [], whole.start
    for piece in whole.of(sheet.text).split("\t"):
        cells.append(trimmed(sheet.text, Span(start, start + len(piece))))
        start += len(piece) + 1
    return cells


def _columns(sheet: Sheet, header: int) -> tuple[Column, ...] | None:
    """The columns of a header row; `None` when it is none or a cell of it is not understood."""
    cells = [c for c in raw_cells(sheet, header) if c.end > c.start]
    if len(cells) < 2:
        return None
    out: list[Column] = []
    for cell in cells:
        told = _named(sheet.flat(cell), _forms(sheet.language))
        if told is None:
            return None
        out += told
    return tuple(out)


def _named(words: str, forms: dict[str, Column]) -> list[Column] | None:
    """The columns that the words of a header cell name: one, or several where boundaries were lost."""
    if words in forms:
        return [forms[words]]
    tokens = words.split(" ")
    for size in range(len(tokens) - 1, 0, -1):
        head = " ".join(tokens[:size])
        rest = _named(" ".join(tokens[size:]), forms) if head in forms else None
        if rest is not None:
            return [forms[head], *rest]
    return None


def _repeated(sheet: Sheet, columns: tuple[Column, ...], row: Row) -> bool:
    """True for the header row printed again on another page."""
    return _columns(sheet, row.block) == columns


def _row(sheet: Sheet, columns: tuple[Column, ...], index: int) -> Row:
    raw = raw_cells(sheet, index)
    filled = [c for c in raw if c.end > c.start]
    span = Span(filled[0].start, filled[-1].end) if filled else sheet.outline.blocks[index].spans[0]
    if filled and says(sheet, filled[0], "total"):
        return Row(index, span, _total_cells(sheet, columns, raw, filled))
    lost = columns[len(raw) :]
    if len(raw) <= len(columns) and all(c.field in PROSE for c in lost):  # the last cells may be empty
        told = dict(enumerate(raw))
        if all(_fits(sheet, columns[i], c, alone=True) for i, c in told.items() if c.end > c.start):
            return Row(index, span, {i: c for i, c in told.items() if c.end > c.start})
    found = list(islice(_alignments(sheet, columns, filled), 2)) if len(filled) < len(columns) <= _MAX_CELLS and len(raw) < len(columns) else []
    return Row(index, span, found[0] if len(found) == 1 else None)


def _total_cells(sheet: Sheet, columns: tuple[Column, ...], raw: list[Span], filled: list[Span]) -> dict[int, Span] | None:
    """The cells of a row of totals: by their place, or its numbers in the order of the columns of numbers."""
    counted = [i for i, c in enumerate(columns) if c.field in TOLLS or c.field in GROUPS]
    if len(raw) > max(counted, default=0) and all(is_quantity(sheet, raw[i]) or says(sheet, raw[i], "none", "unknown") for i in counted if raw[i]):
        return {i: raw[i] for i in counted if is_quantity(sheet, raw[i])}
    numbers = filled[1:]
    if len(numbers) == len(counted) and all(is_quantity(sheet, n) or says(sheet, n, "none", "unknown") for n in numbers):
        return dict(zip(counted, numbers, strict=True))
    return None


def _fits(sheet: Sheet, column: Column, cell: Span, *, alone: bool) -> bool:
    """True when a cell can stand in a column; `alone` for a cell with both its boundaries, which is asked for less."""
    if says(sheet, cell, "none", "unknown"):
        return alone or column.field in TOLLS
    if column.field == "date":
        return is_date(sheet, cell) or (alone and (says(sheet, cell, "same") or sheet.flat(cell).isdigit()))
    if column.field in TOLLS or column.field in GROUPS:
        return is_quantity(sheet, cell)
    if column.field in ("number", "age"):
        return any(ch.isdigit() for ch in cell.of(sheet.text)) or alone
    if alone:
        return column.field not in ("place", "act") or not is_quantity(sheet, cell)
    if column.field == "place":
        return is_place(sheet, cell)
    if column.field == "act":
        return is_act(sheet, cell)
    return column.field in PROSE and cell.of(sheet.text)[:1].isupper()


def _alignments(sheet: Sheet, columns: tuple[Column, ...], cells: list[Span], column: int = 0, cell: int = 0) -> Iterator[dict[int, Span]]:
    """Every way to give the cells, cut at spaces where a boundary was lost, to all columns in order."""
    if cell == len(cells):
        if column == len(columns):
            yield {}
        return
    spare = (len(columns) - column) - (len(cells) - cell)
    if spare < 0:
        return
    for pieces in _cuts(sheet, columns[column : column + spare + 1], cells[cell]):
        for rest in _alignments(sheet, columns, cells, column + len(pieces), cell + 1):
            yield {**{column + i: p for i, p in enumerate(pieces)}, **rest}


def _cuts(sheet: Sheet, columns: tuple[Column, ...], cell: Span) -> Iterator[list[Span]]:
    """A cell cut in one or more pieces, each fit for its column."""
    if not columns:
        return
    if _fits(sheet, columns[0], cell, alone=False) or (columns[0].field in ("place", "act") and _fits(sheet, columns[0], cell, alone=True)
                                                     and len(columns) == 1):  # fmt: skip
        yield [cell]
    joined = [a.span for a in sheet.analysed(cell).atoms if a.tag == "means" or a.tag.startswith("act.")]
    gaps = list(_GAP.finditer(cell.of(sheet.text)))
    for gap in gaps if len(gaps) <= _MAX_GAPS else ():
        if any(a.start < cell.start + gap.start() < a.end for a in joined):
            continue  # "Air strike" is one word for this
        head, tail = Span(cell.start, cell.start + gap.start()), Span(cell.start + gap.end(), cell.end)
        if len(columns) > 1 and _fits(sheet, columns[0], head, alone=False):
            for rest in _cuts(sheet, columns[1:], tail):
                yield [head, *rest]
