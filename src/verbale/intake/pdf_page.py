"""One page of a PDF as segments: runs of characters on one line, with their place on the page, by few calls to PDFium.

The box of every character costs four times the text itself (measured), the boxes of a line's ends nearly nothing. So a
line is asked for its first and last characters, and word by word only where its rectangles show a wide gap.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\r\n\ufffe]+")
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"\S+")
_MARKER = re.compile(
    r"(?<=[^\s/–-])(?:(?<!,)\d{1,3}(?!\w)|\d{1,2}(?!\w)|[*†‡]+(?![\w*†‡]))|(?<=[)\].,;:”’\"])[a-z](?![^\W\d_])|^(?:\d{1,3}(?=\s|[^\W\d_])|[a-z*†‡]+(?=\s))"
)
_MARKED = re.compile(r"[\w/(]{1,8}[.)/]\s")
_HEAD = re.compile(r"[^\w]|\d{1,3}(?=\s|[^\W\d_])|[a-z](?=\s)")
_MAYBE_MARKED = re.compile(r"[\d*†‡]|[)\].,;:”’\"][a-z]|^[a-z]\s")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNIT = re.compile(r"(?<![^\W\d_])[kcm]?m$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
GAP = 1.05
"""A gap between two words this many times the size of the letters parts two segments; justified lines stay below 0.9."""


class Box(NamedTuple):
    """A rectangle in the reading direction of the page: x to the right, y upwards, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


class Bit(NamedTuple):
    """Characters `[start, end)` of the page's text; `raised` when it is a footnote's number set above the line; `before` is a space to be written first."""

    start: int
    end: int
    raised: bool = False
    before: str = ""


@dataclass(slots=True)
class Segment:
    """Characters on one line that no wide gap divides. `bits` are in logical order; `size` is the height of its letters.

    `hyphen`: a hyphen at the line's end follows the last character. `own_text`: `text` was put in order here, and the
    characters of the bits follow one another in it; otherwise it is PDFium's own.
    """

    bits: tuple[Bit, ...]
    text: str
    x0: float
    x1: float
    y0: float
    size: float
    hyphen: bool = False
    own_text: bool = False

    @property
    def y1(self) -> float:
        """The upper edge."""
        return self.y0 + self.size


class PageText:
    """The characters of one page: its text as PDFium orders it, and the box of any character of it.

    `characters[i]` of `text` is PDFium's own character `index(i)`; both are the same but where a character has no
    Unicode value. Close with `close`.
    """

    def __init__(self, page: Any) -> None:
        self._text_page = page.get_textpage()
        self._raw = self._text_page.raw
        self.rotation = page.get_rotation()
        left, bottom, right, top = page.get_cropbox()
        self._origin = (left, bottom, right, top)
        self._plain = not self.rotation and not left and not bottom
        turned = self.rotation in {90, 270}
        self.width, self.height = (top - bottom, right - left) if turned else (right - left, top - bottom)
        count = max(0, pdfium.FPDFText_CountChars(self._raw))
        self.text = self._read(count)
        self._indices = None if len(self.text) == count else self._map()
        self._rect = pdfium.FS_RECTF()
        self._numbers = tuple(ctypes.c_double() for _ in range(4))

    def _read(self, count: int) -> str:
        if not count:
            return ""
        buffer = ctypes.create_string_buffer(2 * (2 * count + 1))
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self._raw, 0, count, pointer)
        text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        return _CONTROL.sub(" ", text)

    def _map(self) -> list[int]:
        indices, position = [], 0
        for char in self.text:
            indices.append(max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, position)))
            position += 2 if ord(char) > 0xFFFF else 1
        return indices

    def index(self, position: int) -> int:
        """PDFium's number of the character at `position` of `text`."""
        return position if self._indices is None else self._indices[position]

    def _turn(self, left: float, bottom: float, right: float, top: float) -> Box:
        x, y, far, high = self._origin
        if self.rotation == 90:
            return Box(bottom - y, far - right, top - y, far - left)
        if self.rotation == 180:
            return Box(far - right, high - top, far - left, high - bottom)
        if self.rotation == 270:
            return Box(high - top, left - x, high - bottom, right - x)
        return Box(left - x, bottom - y, right - x, top - y)

    def box(self, position: int) -> Box:
        """The box of the character at `position`, from the font's own height, as the page is turned."""
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, self.index(position), rect)
        if self._plain:
            return Box(rect.left, rect.bottom, rect.right, rect.top)
        return self._turn(rect.left, rect.bottom, rect.right, rect.top)

    def rectangles(self, start: int, end: int) -> list[tuple[float, float, float, float]]:
        """The rectangles (left, bottom, right, top; PDF points of the page as stored) of the characters `[start, end)`."""
        first = self.index(start)
        count = pdfium.FPDFText_CountRects(self._raw, first, self.index(end - 1) + 1 - first)
        left, top, right, bottom = self._numbers
        found = []
        for number in range(count):
            pdfium.FPDFText_GetRect(self._raw, number, left, top, right, bottom)  # given as left, top, right, bottom
            if right.value > left.value:
                found.append((left.value, bottom.value, right.value, top.value))
        return found

    def segments(self) -> Iterator[Segment]:
        """The segments of the page in PDFium's order."""
        for match in LINE.finditer(self.text):
            start, end = match.span()
            hyphen = end < len(self.text) and self.text[end] == "\ufffe"
            while start < end and self.text[start].isspace():
                start += 1
            while start < end and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                yield from self._divide(start, end, hyphen=hyphen)

    def _divide(self, start: int, end: int, *, hyphen: bool) -> Iterator[Segment]:
        first = self.box(start)
        size = max(first.y1 - first.y0, 1.0)
        boxes = [self._turn(*r) for r in self.rectangles(start, end)]
        right = max((b.x1 for b in boxes), default=first.x1)
        wide = [(a.x1, b.x0) for a, b in pairwise(boxes) if b.x0 - a.x1 > 0.9 * size]
        cuts = self._cuts(start, end, wide, size) if len(wide) <= 2 else self._cuts_of_words(start, end, size)
        begin, box = start, first
        for cut, left_end in cuts:
            yield self._segment(begin, cut, box, left_end, hyphen=False)
            begin = _WORD.search(self.text, cut).start()  # type: ignore[union-attr]
            box = self.box(begin)
        yield self._segment(begin, end, box, right, hyphen=hyphen)

    def _cuts(self, start: int, end: int, wide: list[tuple[float, float]], size: float) -> list[tuple[int, float]]:
        """Where the gaps `wide` (left and right edge) part the words of the line: the end of a word, and the edge there."""
        words = [m.span() for m in _WORD.finditer(self.text, start, end)] if wide or _MARKED.match(self.text, start, end) else []
        if not wide:
            if len(words) > 1 and self.box(words[1][0]).x0 - (edge := self.box(words[0][1] - 1).x1) > GAP * size:
                return [(words[0][1], edge)]
            return []
        cuts = []
        for edge, begin in wide:
            at = bisect_left(words, edge, key=lambda w: self.box(w[0]).x0)
            if 0 < at < len(words) and self.box(words[at][0]).x0 - edge > GAP * 0.9 * size and begin > edge:
                cuts.append((words[at - 1][1], edge))
        return sorted(set(cuts))

    def _cuts_of_words(self, start: int, end: int, size: float) -> list[tuple[int, float]]:
        """The same for a line of many gaps: every word is looked at, so that a line forced to the margin is not taken for a table's row."""
        words = [m.span() for m in _WORD.finditer(self.text, start, end)]
        ends = [(self.box(a), self.box(b - 1).x1) for a, b in words]
        gaps = [b[0].x0 - a[1] for a, b in pairwise(ends)]
        kept = 1 if _spread(gaps, size) else len(gaps)
        return [(words[i][1], ends[i][1]) for i, gap in enumerate(gaps[:kept]) if gap > GAP * min(size, _height(ends[i + 1][0]) or size)]

    def _segment(self, start: int, end: int, first: Box, right: float, *, hyphen: bool) -> Segment:
        line = first
        head = _HEAD.match(self.text, start, end)
        if head and (letter := _LETTER.search(self.text, head.end(), end)):
            line = self.box(letter.start())  # a bullet, an asterisk or a raised number is of another size or font
        text = self.text[start:end]
        bits = self._bits(start, end, text, line) if _MAYBE_MARKED.search(text) else (Bit(start, end),)
        return Segment(bits, text, first.x0, right, line.y0, max(line.y1 - line.y0, 1.0), hyphen)

    def _bits(self, start: int, end: int, text: str, line: Box) -> tuple[Bit, ...]:
        """The run `[start, end)`, which is `text`, parted at raised footnote numbers; `line` has the foot and height of its ordinary letters."""
        bits: list[Bit] = []
        at = start
        for match in _MARKER.finditer(text):
            if _YEAR.match(self.text, match.start() + start - 1, match.end() + start):
                continue
            begin, last = match.start() + start, match.end() + start
            first = self._raised_from(begin, last, start, line)
            if first == last or first < at or _UNIT.search(self.text, at, first):
                continue
            if first > at:
                bits.append(Bit(at, first))
            bits.append(Bit(first, last, raised=True))
            at = last
            while at < end and self.text[at].isspace():
                at += 1
        if at < end:
            bits.append(Bit(at, end))
        return tuple(bits)

    def _raised_from(self, begin: int, last: int, start: int, line: Box) -> int:
        """Where in `[begin, last)` the characters begin that stand above the line and reach its end; `last` when none do."""
        if self.text[begin] in "*†‡" and begin > start and not self.text[begin - 1].isdigit():
            return begin
        first = last
        while first > begin and self._ink_above(first - 1, line):
            first -= 1
        return first

    def _ink_above(self, position: int, line: Box) -> bool:
        left, top, right, bottom = self._numbers
        pdfium.FPDFText_GetCharBox(self._raw, self.index(position), left, right, bottom, top)
        ink = self._turn(left.value, bottom.value, right.value, top.value)
        height = line.y1 - line.y0
        return ink.y0 - line.y0 > 0.38 * height and ink.y1 - ink.y0 < 0.6 * height

    def close(self) -> None:
        """Let PDFium free the page's text."""
        self._text_page.close()


def _height(box: Box) -> float:
    return box.y1 - box.y0


def _spread(gaps: list[float], size: float) -> bool:
    """True when all words of a line are set apart alike, as in a line forced to the margin; the first may be a number."""
    inner = gaps[1:]
    return len(inner) >= 3 and min(inner) > 0.6 * size and max(inner) < 1.3 * min(inner)
