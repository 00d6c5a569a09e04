"""Segments of a page put into rows from top to bottom, columns of prose told apart, and rows gathered into tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.intake.pdf_page import Segment

MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\d{1,3}/\d{1,4}\.|\(?(?:[a-z]{1,2}|[ivxlc]{1,6}|\d{1,2})\)|[A-Z]\.|[IVXLC]{1,6}\.|[•●▪◦·–—*†‡-]+|\d{1,3}/|[a-z])$"
)
_ITEM = re.compile(r"(?:\d{1,3}(?:[./]\d{1,4})*\.|\(?[a-z]{1,4}\)|\(\d{1,2}\)|[A-Z]\.|[IVX]{1,5}\.|[•●▪◦–—]|\*{1,3})\s")
_COLUMN_ROWS = 6


@dataclass(slots=True)
class Row:
    """Segments that stand on one line, in reading order. `role` is what the place on the page says it is.

    `main` is its longest segment, `y0` and `size` are that one's; `body` is the row without the mark (number, letter,
    bullet) before it, `marked` tells whether one stands there. `cells` holds the lines of each cell of a table's row.
    """

    segments: list[Segment]
    page: int
    role: str = "text"
    cells: list[list[Segment]] = field(default_factory=list)
    main: Segment = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    y0: float = field(init=False)
    size: float = field(init=False)
    body: list[Segment] = field(init=False)
    marked: bool = field(init=False)

    def __post_init__(self) -> None:
        segments = self.segments
        self.main = segments[0] if len(segments) == 1 else max(segments, key=_length)
        self.x0, self.x1 = segments[0].x0, segments[-1].x1
        self.y0, self.size = self.main.y0, self.main.size
        self.body = segments[1:] if len(segments) == 2 and MARKER.match(segments[0].text) else segments
        self.marked = self.body is not segments or _ITEM.match(segments[0].text) is not None

    @property
    def text(self) -> str:
        """Its characters."""
        return self.segments[0].text if len(self.segments) == 1 else " ".join(s.text for s in self.segments)


def _length(segment: Segment) -> int:
    return len(segment.text)


def rows_of(segments: Iterable[Segment], page: int) -> list[Row]:
    """The segments as rows from top to bottom; each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -(s.y0 + s.y1)):
        if rows and (place := next((r for r in reversed(rows[-3:]) if _beside(segment, r)), None)):
            place.append(segment)
        else:
            rows.append([segment])
    return [Row(sorted(row, key=lambda s: s.x0), page) for row in rows]


def _beside(segment: Segment, row: list[Segment]) -> bool:
    """True when the segment shares half its height with a part of the row and lies under or over none of them."""
    if any(segment.x0 < other.x1 - 1 and other.x0 < segment.x1 - 1 for other in row):
        return False
    return any(min(segment.y1, o.y1) - max(segment.y0, o.y0) > 0.5 * min(segment.size, o.size) for o in row)


def in_columns(rows: list[Row]) -> list[Row]:
    """The rows with two columns of prose put one after the other; tables keep their rows."""
    out: list[Row] = []
    i = 0
    while i < len(rows):
        end, gutter = _column_run(rows, i)
        if end > i:
            for left in (True, False):
                for row in rows[i:end]:
                    side = [s for s in row.segments if (s.x1 <= gutter) == left]
                    if side:
                        out.append(Row(side, row.page))
            i = end
        else:
            out.append(rows[i])
            i += 1
    return out


def _column_run(rows: list[Row], start: int) -> tuple[int, float]:
    """The end of the two columns of prose that begin at row `start`, and the middle between them; `start` when there are none."""
    first = rows[start]
    if len(first.body) != 2:
        return start, 0.0
    left, right = first.segments
    gutter = (left.x1 + right.x0) / 2
    gutter = max(gutter, right.x0 - 4)
    end = start
    while end < len(rows) and all(s.x1 <= gutter or s.x0 >= gutter - 2 for s in rows[end].segments):
        end += 1
    run = rows[start:end]
    for side in (True, False):
        parts = [s for row in run for s in row.segments if (s.x1 <= gutter) == side]
        if len(parts) < _COLUMN_ROWS:
            return start, 0.0
        width = max(s.x1 for s in parts) - min(s.x0 for s in parts)
        full = sum(s.x1 - s.x0 > 0.8 * width and len(s.text) > 20 for s in parts)
        if full < 0.6 * len(parts):
            return start, 0.0
    return end, gutter


def gather_tables(rows: list[Row]) -> list[Row]:
    """The rows with those of tables made one logical row each: `cells` holds the lines of every cell."""
    out: list[Row] = []
    i = 0
    while i < len(rows):
        end = _table_end(rows, i)
        if end > i:
            out += _logical_rows(rows[i:end])
            i = end
        else:
            out.append(rows[i])
            i += 1
    return out


def _starts(row: Row) -> list[float]:
    return [s.x0 for s in row.segments]


def _aligned(segment: Segment, columns: list[tuple[float, float]]) -> int | None:
    """The column in which the segment stands, if it stands in one."""
    middle = (segment.x0 + segment.x1) / 2
    for number, (x0, x1) in enumerate(columns):
        if abs(segment.x0 - x0) < 4 or abs(segment.x1 - x1) < 4 or abs(middle - (x0 + x1) / 2) < 4:
            return number
    return None


def _table_end(rows: list[Row], start: int) -> int:
    """The row after the table that begins at `start`; `start` when none does."""
    first = rows[start]
    if len(first.segments) < 2 or len(first.body) < 2:
        return start
    columns = [(s.x0, s.x1) for s in first.segments]
    full, end, last = 1, start + 1, start + 1
    while end < len(rows):
        row = rows[end]
        places = [_aligned(s, columns) for s in row.segments]
        close = rows[end - 1].y0 - row.y0 < 4.5 * max(row.size, 8.0)
        if None in places or len(set(places)) < len(places) or not close:
            break
        if len(places) > 1:
            full += 1
            last = end + 1
        elif places[0] == 0:
            break
        else:
            last = end + 1
        for place, segment in zip(places, row.segments, strict=True):
            x0, x1 = columns[place or 0]
            columns[place or 0] = (min(x0, segment.x0), max(x1, segment.x1))
        end += 1
    return last if full >= 2 and len(columns) > 1 else start


def _logical_rows(rows: list[Row]) -> list[Row]:
    columns: list[tuple[float, float]] = []
    widest = max(rows, key=lambda r: len(r.segments))
    columns = [(s.x0, s.x1) for s in widest.segments]
    pitches = [a.y0 - b.y0 for a, b in pairwise(rows)]
    tight = min(pitches) * 1.15 if pitches and max(pitches) > 1.3 * min(pitches) else 0.0
    groups: list[list[list[Segment]]] = []
    for i, row in enumerate(rows):
        placed = [(_nearest(s, columns), s) for s in row.segments]
        continues = i > 0 and (pitches[i - 1] <= tight or (not tight and placed[0][0] > 0 and len(placed) < len(columns)))
        if not continues:
            groups.append([[] for _ in columns])
        for place, segment in placed:
            groups[-1][place].append(segment)
    return [Row([s for cell in cells for s in cell], rows[0].page, "text", cells) for cells in groups]


def _nearest(segment: Segment, columns: list[tuple[float, float]]) -> int:
    return min(range(len(columns)), key=lambda n: min(abs(segment.x0 - columns[n][0]), abs(segment.x1 - columns[n][1])))
