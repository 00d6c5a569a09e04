"""Rows of a page made into blocks: paragraphs whose wrapped lines are one run of text, tables, footnotes and page furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.intake.pdf_page import Segment
    from verbale.intake.pdf_rows import Row

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:[^\W\d_]{1,8}\.? )?\d{1,4}(?: ?/ ?\d{1,4})?$|/\.\.\.$|[-–—] ?\d{1,4} ?[-–—]$|[ivxl]{1,6}$")
_JOB_NUMBER = re.compile(r"(?:[A-Z]{1,4}[.-])?\d\d-\d{5}.{0,24}$|\*\d{6,9}\*$|[\ue000-\uf8ff\s*\d]{6,}$")
_NOTE = re.compile(r"(?:\*{1,3}|†|‡|\d{1,3}|[a-z])(?:/|\)|\.)?(?:\s|$)|(?:\*{1,3}|†|‡)\S")
_RULE = re.compile(r"[_\-–—]{5,}$")
_ENDED = re.compile(r"[.:;!?؟。；：！？][\"”»’)\]\d*]*$")
_ZONE = 0.13
"""Page furniture stands in this part of the page's height, at its head and at its foot."""


@dataclass(slots=True)
class Line:
    """One segment as it is written: after `joiner` (nothing, space, tab, LF), in the role `role`."""

    segment: Segment
    page: int
    joiner: str
    role: str


@dataclass(slots=True)
class Block:
    """A paragraph, a table, a footnote or a piece of page furniture. `full`: its last line reaches the margin."""

    lines: list[Line]
    role: str
    full: bool = False
    fresh: bool = True


@dataclass(slots=True)
class PageRows:
    """The rows of one page in reading order, and the page's height in points."""

    number: int
    height: float
    width: float
    rows: list[Row]


def mark_furniture(pages: list[PageRows]) -> None:
    """Give the rows at head and foot that repeat, or that are page, job or bar code numbers, their role."""
    seen: Counter[tuple[str, bool]] = Counter()
    for page in pages:
        edge = [row for row in page.rows if _at_edge(row, page)]
        seen.update({(_DIGITS.sub("#", text), row.y0 > page.height / 2) for row in edge for text in (row.text, *(s.text for s in row.segments))})
    for page in pages:
        edge = [row for row in page.rows if _at_edge(row, page)]
        for row in edge:
            head = row.y0 > page.height / 2
            shaped = all(_PAGE_NUMBER.match(s.text) or _JOB_NUMBER.match(s.text) for s in row.segments)
            repeats = seen[_DIGITS.sub("#", row.text), head] > 1 and (not head or page is not pages[0])
            job = not head and any(_JOB_NUMBER.match(s.text) for s in row.segments)
            if repeats or job or (shaped and (not head or page is not pages[0])):
                row.role = "header" if head else "footer"


def _at_edge(row: Row, page: PageRows) -> bool:
    return row.y0 > page.height * (1 - _ZONE) or row.y0 < page.height * _ZONE


def mark_footnotes(pages: list[PageRows], body: float) -> None:
    """Give the rows of footnotes, at the foot of each page in letters smaller than `body` or under a ruled line, their role."""
    for page in pages:
        text = [row for row in page.rows if row.role == "text"]
        below = next((i for i, row in enumerate(text) if _RULE.match(row.text) and row.y0 < page.height * 0.6), None)
        if below is not None and below + 1 < len(text) and _opens_note(text[below + 1]):
            for row in text[below:]:
                row.role = "footnote"
            continue
        start = len(text)
        while start and text[start - 1].size < 0.95 * body and not text[start - 1].cells:
            start -= 1
        first = next((i for i in range(start, len(text)) if _opens_note(text[i])), None)
        if first is not None and text[first].y0 < page.height * 0.6:
            for row in text[first:]:
                row.role = "footnote"


def _opens_note(row: Row) -> bool:
    """True when the mark of a footnote stands at the row's start."""
    return row.segments[0].bits[0].raised or _NOTE.match(row.text) is not None


def body_size(pages: list[PageRows]) -> float:
    """The height of letters in which most of the document is set, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            for segment in row.segments:
                sizes[round(segment.size, 1)] += len(segment.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 10.0


def line_pitch(pages: list[PageRows]) -> float:
    """The commonest distance of two lines, as a multiple of the letters' height."""
    found: Counter[float] = Counter()
    for page in pages:
        for a, b in pairwise(page.rows):
            if abs(a.size - b.size) < 0.5 and a.y0 > b.y0 and len(b.text) > 20:
                found[round((a.y0 - b.y0) / a.size * 20) / 20] += 1
    return max(found, key=lambda p: (found[p], -p)) if found else 1.3


def blocks_of(page: PageRows, pitch: float) -> list[Block]:
    """The blocks of a page in the order of reading. `pitch` is the common distance of lines, as a multiple of their size."""
    groups: list[list[Row]] = []
    for row in page.rows:
        last = groups[-1][-1] if groups else None
        if last is not None and last.role == row.role and not _parted(last, row, groups[-1], pitch):
            groups[-1].append(row)
        else:
            groups.append([row])
    margin = _margin(page.rows)
    left = min((r.x0 for r in page.rows if r.role == "text"), default=0.0)
    return [_block(group, margin, (left + margin) / 2, 0.55 * (margin - left)) for group in groups]


def _margin(rows: list[Row]) -> float:
    """Where the lines of prose end."""
    ends = [r.x1 for r in rows if r.role == "text" and len(r.main.text) >= 40] or [r.x1 for r in rows if r.role == "text"]
    return max(ends, default=0.0)


def _parted(a: Row, b: Row, group: list[Row], pitch: float) -> bool:
    """True when a new block begins with row `b`."""
    if a.page != b.page or a.y0 <= b.y0:
        return True
    if bool(a.cells) != bool(b.cells):
        return True
    if a.cells:
        return False
    if a.y0 - b.y0 > 1.28 * pitch * max(a.size, b.size):
        return True
    if abs(a.size - b.size) > 0.12 * max(a.size, b.size) and len(a.text) > 3 and len(b.text) > 3:
        return True
    if b.marked and (len(b.segments) > 1 or b.x0 - a.x0 > -1) and not (len(b.segments) == 1 and _same(a.body[-1].x0, b.x0, a.size)):
        return True
    if a.role == "footnote" and _opens_note(b) and b.x0 <= group[0].x0 + 1:
        return True
    return _indented(a, b, group)


def _same(a: float, b: float, size: float) -> bool:
    return abs(a - b) < 0.6 * size


def _indented(a: Row, b: Row, group: list[Row]) -> bool:
    """True when `b` begins further in than a continuing line would."""
    if len(a.segments) > 1 and any(_same(s.x0, b.x0, a.size) for s in a.segments[1:]):
        return False
    step = b.x0 - a.x0
    if len(group) == 1:
        return step > 0.8 * a.size and not a.marked and not _centred(a, b)
    return abs(step) > 0.8 * a.size and not _centred(a, b)


def _centred(a: Row, b: Row) -> bool:
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) < 6 and abs(a.x0 - b.x0) > 6


def _block(group: list[Row], margin: float, middle: float, narrow: float) -> Block:
    role = group[0].role
    if group[0].cells:
        return Block(_table_lines(group), "text", fresh=True)
    reach = max(r.x1 for r in group)
    begin = min(r.body[-1].x0 for r in group)
    far = margin - 0.4 * (margin - middle)  # so long a line that does not end a sentence is prose, though a short word might have fitted
    near = margin - 0.2 * (margin - middle)
    runs = [_fills(a, b, margin) or a.x1 > near or (a.x1 > far and not _ENDED.search(a.text)) for a, b in pairwise(group)]
    local = [_fills(a, b, reach) for a, b in pairwise(group)]
    prose = len(group) >= 4 and sum(local) >= 0.75 * len(local) and sum(len(r.text) for r in group) >= 25 * len(group)
    if begin >= middle and not prose:  # a masthead's right side, a signature: each line for itself
        runs = [False] * len(runs)
    narrow_set = all(local) and begin < middle and (reach - begin >= narrow or group[0].body is not group[0].segments)
    joined = [
        (a or narrow_set or (prose and b)) and (len(above.body) == 1 or _same(above.body[-1].x0, below.x0, above.size))
        for a, b, above, below in zip(runs, local, group, group[1:], strict=False)
    ]
    lines: list[Line] = []
    for i, row in enumerate(group):
        joiner = "" if i and group[i - 1].segments[-1].hyphen else "\n"
        if (
            i
            and role in {"text", "footnote"}
            and len(row.body) == 1
            and (joined[i - 1] or role == "footnote" or _goes_on(group[i - 1], row, begin, reach))
        ):
            joiner = _between(group[i - 1].segments[-1], row.segments[0])
        for number, segment in enumerate(row.segments):
            if number:
                marked = row.body is not row.segments
                joiner = " " if marked or role == "footnote" else "\t"
            lines.append(Line(segment, row.page, joiner, role))
    last = group[-1]
    return Block(lines, role, full=last.x1 > (middle + margin) / 2 and len(last.body) == 1, fresh=group[0].marked or len(group[0].body) > 1)


def _goes_on(a: Row, b: Row, begin: float, reach: float) -> bool:
    """True when `b` begins with a small letter after a line that is not short."""
    return b.text[:1].islower() and a.x1 - begin > 0.5 * (reach - begin)


def _fills(a: Row, b: Row, margin: float) -> bool:
    """True when the first word of `b` would not have fitted after `a`: the line ended because it was full."""
    segment = b.segments[0]
    if a.segments[-1].hyphen:
        return True
    words = segment.text.split(maxsplit=1)
    wide = any("\u2e80" <= c <= "\uffef" for c in segment.text[:1])
    share = 1 if wide else len(words[0]) + 1
    needed = share * (segment.x1 - segment.x0) / max(len(segment.text), 1)
    return a.x1 + needed > margin - 0.15 * a.size


def _between(a: Segment, b: Segment) -> str:
    """What joins two lines of one paragraph: nothing in Chinese and after a hyphen, else a space."""
    if a.hyphen:
        return ""
    one, other = a.text[-1:], b.text[:1]
    if one >= "\u2e80" and other >= "\u2e80" and not ("\uac00" <= one <= "\ud7af") and not ("\ufb00" <= one <= "\ufefc"):
        return ""
    return "" if one in "-‐" and len(a.text) > 1 and a.text[-2:-1].isalnum() else " "


def _table_lines(group: list[Row]) -> list[Line]:
    lines: list[Line] = []
    for row in group:
        first = True
        for cell in row.cells:
            for number, segment in enumerate(cell):
                joiner = _between(cell[number - 1], segment) if number else ("\n" if first else "\t")
                lines.append(Line(segment, row.page, joiner, "cell"))
                first = False
    return lines


def continues(before: Block, after: Block) -> bool:
    """True when the paragraph `before`, the last of its page, goes on in `after`, the first of the next."""
    if before.role != "text" or after.role != "text" or after.fresh or not before.full:
        return False
    last, first = before.lines[-1].segment, after.lines[0].segment
    if before.lines[-1].role == "cell" or after.lines[0].role == "cell" or abs(last.size - first.size) > 0.1 * last.size:
        return False
    return last.hyphen or first.text[:1].islower() or not _ENDED.search(last.text)
