"""A text as lines: stripped of their margins, with the gap before them and what the format says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from verbale.model import Rendition

_MARKUP = re.compile(
    r"<\\?/?(?:p|div|br|li|ul|ol|tr|td|th|table|tbody|h[1-6]|blockquote|hr|section|article|span|font|strong|em|b|i|u|a|sup|center)\b[^<>\n]{0,400}>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"<\\?/?(?:p|div|br|li|ul|ol|tr|table|tbody|h[1-6]|blockquote|hr|section|article|center)\b[^<>\n]{0,400}>|\\r|\\n", re.IGNORECASE
)
_MARGIN_LEFT = re.compile(r"(?:\s|&nbsp;|\\t|<[^<>\n]{1,400}>)+")
_MARGIN_RIGHT = re.compile(r"(?:\s|&nbsp;|<[^<>\n]{1,400}>)+\Z")
_TAG = re.compile(r"<[^<>\n]{1,400}>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});|\\u([0-9a-fA-F]{4})")
_RENDERED = re.compile(r'"content"\s*:\s*\{\s*"rendered"\s*:\s*"')
_RENDERED_END = re.compile(r'(?<!\\)"\s*,\s*"protected"')


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins. `gap`: a blank line, a page end or a block of markup stands before it."""

    start: int
    end: int
    gap: bool
    indent: int
    role: str = "text"
    wrapping: bool = False
    page: int = 0

    @property
    def span(self) -> Span:
        """The range of its characters."""
        return Span(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its folded copy on one line (same offsets) and its lines."""

    text: str
    clean: str
    flat: str
    lines: tuple[Line, ...]

    def of(self, line: Line) -> str:
        """The line's words as written."""
        return self.clean[line.start : line.end]

    def folded(self, line: Line) -> str:
        """The line's words folded."""
        return self.flat[line.start : line.end]


def clean(text: str) -> str:
    """`text` without markup, of the same length: tags, escapes and entities are spaces, blocks of markup line ends."""
    if not _MARKUP.search(text):
        return text
    made = _BLOCK_TAG.sub(lambda m: "\n".ljust(m.end() - m.start()), text)
    made = _TAG.sub(lambda m: " " * (m.end() - m.start()), made)
    return _ENTITY.sub(_character, made.replace("\\/", " /").replace("\\t", "  ").replace('\\"', ' "'))


def _character(match: re.Match[str]) -> str:
    found = unescape(match[0]) if match[0][0] == "&" else chr(int(match[1], 16))
    return (found if len(found) == 1 else " ").ljust(match.end() - match.start())


def flatten(cleaned: str) -> str:
    """`cleaned` folded, with every line end a space; offsets stay true."""
    return fold(cleaned).replace("\n", " ").replace("\f", " ")


def wrapped_letter(text: str) -> Span:
    """The part of `text` that a page's own data (JSON around the text) carries as its content; all of it otherwise."""
    if not text.lstrip().startswith(("{", "[")):
        return Span(0, len(text))
    start = _RENDERED.search(text)
    if not start:
        return Span(0, len(text))
    end = _RENDERED_END.search(text, start.end())
    return Span(start.end(), end.start() if end else len(text))


def source_of(rendition: Rendition, cleaned: str, flat: str, cuts: Sequence[int] = ()) -> Source:
    """The lines of a rendition, also cut at the offsets `cuts` (where a formula begins inside a line)."""
    text = rendition.text
    letter = wrapped_letter(text)
    roles = _Roles(rendition)
    lines = tuple(_lines(text, letter, roles, sorted(set(cuts) | {letter.start, letter.end})))
    return Source(text, cleaned, flat, lines)


class _Roles:
    """The role and page of the piece at an offset, asked in rising order."""

    def __init__(self, rendition: Rendition) -> None:
        self.pieces = rendition.pieces
        self.at = 0
        self.page = 0
        self.place = ""

    def of(self, offset: int) -> tuple[str, int]:
        while self.at < len(self.pieces) and self.pieces[self.at].span.end <= offset:
            self.at += 1
        if self.at >= len(self.pieces) or self.pieces[self.at].span.start > offset:
            return "text", self.page
        piece = self.pieces[self.at]
        if piece.place != self.place:
            self.place = piece.place
            if piece.place.startswith("page "):
                self.page = int(piece.place[5:].split()[0])
        return piece.role, self.page


def _ranges(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a block of markup, a cut or a form feed stands before, for each raw line."""
    marked = _BLOCK_TAG if _MARKUP.search(text) else None
    start, at, block = 0, 0, False
    for end in _ends(text):
        edge = start
        while at < len(cuts) and cuts[at] < end:
            if cuts[at] > edge:
                yield from _unmarked(text, edge, cuts[at], block, marked)
                edge, block = cuts[at], True
            at += 1
        yield from _unmarked(text, edge, end, block, marked)
        block = text[end : end + 1] == "\f"
        start = end + 1


def _ends(text: str) -> Iterator[int]:
    for match in re.finditer(r"[\n\f]", text):
        yield match.start()
    yield len(text)


def _unmarked(text: str, start: int, end: int, block: bool, marked: re.Pattern[str] | None) -> Iterator[tuple[int, int, bool]]:
    if not marked:
        yield start, end, block
        return
    for match in marked.finditer(text, start, end):
        yield start, match.start(), block
        start, block = match.end(), True
    yield start, end, block


def _lines(text: str, letter: Span, roles: _Roles, cuts: Sequence[int]) -> Iterator[Line]:
    gap, page = False, 0
    for start, end, block in _ranges(text, cuts):
        gap = gap or block
        left = _MARGIN_LEFT.match(text, start, end)
        begin = left.end() if left else start
        if begin >= end:
            gap = True
            continue
        stop = begin + len(_trimmed(text, begin, end))
        if stop <= begin:
            gap = True
            continue
        role, now = roles.of(begin)
        gap, page = gap or now != page, now
        outside = not letter.start <= begin < letter.end
        yield Line(begin, stop, gap, begin - start, role, outside, now)
        gap = False


def _trimmed(text: str, begin: int, end: int) -> str:
    words = text[begin:end].rstrip()
    if words.endswith((">", ";")):
        words = _MARGIN_RIGHT.sub("", words)
    return words
