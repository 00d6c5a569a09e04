"""Lines into blocks: paragraphs put together again, numbered items, table rows, headings, and what governs what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.model import Block, BlockKind
from verbale.structure.tables import cells_of
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.structure.lines import Line, Source

_NUMBERED = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s?\.\s+(?=\S)|(?P<p>\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})\))\s*(?=\S)|(?P<d>\d{1,3})\s?[-–—]\s+(?=\S)|(?P<t>\d{1,3}\.\d{1,3})\t+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?P<b>[-–—•·▪‣○■●◦*→]|\uf0b7)\s*(?=[^\s\d\-–—*]|\d)")
_ENDS = (".", "!", "?", ":", ";", '."', ".”", ".’", "]", "»", "。", "؟", "：", "；", ".)")
_LEADING_DATE = re.compile(
    r"(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\.?,?(?:\s+\d{4})?\s*:?$"
)


@dataclass(slots=True)
class _Open:
    """A block that may still grow."""

    kind: BlockKind
    spans: list[Span]
    part: int
    number: str = ""
    cells: tuple[Span, ...] = ()
    level: int = 0
    lines: int = 1


@dataclass(slots=True)
class _Width:
    """How wide the lines of a text run: a line clearly narrower than the others ends its paragraph."""

    full: int = 0
    wraps: bool = False


def width_of(lines: Iterable[Line]) -> _Width:
    """The usual width of wrapped lines; `wraps` is false when lines are whole paragraphs."""
    lengths = sorted(len(line) for line in lines if 40 <= len(line) <= 160)
    if len(lengths) < 3:
        return _Width()
    return _Width(lengths[int(0.9 * (len(lengths) - 1))], True)


@dataclass(slots=True)
class Builder:
    """Builds the blocks of a text from lines whose kind is known or `None` (running text)."""

    source: Source
    width: _Width
    done: list[_Open] = field(default_factory=list)
    interrupted: bool = False

    def add(self, line: Line, kind: BlockKind | None, part: int) -> None:
        """The next line of the text."""
        if kind in (BlockKind.FURNITURE, BlockKind.FOOTNOTE):
            self._set_apart(line, kind, part)
            return
        if kind is not None:
            self._formal(line, kind, part)
            return
        words = self.source.of(line)
        last = self._last()
        written = self.source.text[line.start : line.end]
        if "\t" in written or "|" in written or "   " in written:
            cells = cells_of(written, line.start)
            if len(cells) > 1:
                self.done.append(_Open(BlockKind.ROW, [line.span], part, cells=cells))
                return
        number, item, offset = item_mark(words)
        heading = line.role.startswith("heading")
        if last and last.part == part and not heading and not (number or item) and self._goes_on(last, line, words):
            self._join(last, line)
        elif heading:
            self.done.append(_Open(BlockKind.HEADING, [line.span], part))
        elif number or item or line.role == "list item":
            kind = BlockKind.PARAGRAPH if number[:1].isdigit() and number[-1:] != ")" and line.role != "list item" else BlockKind.ITEM
            span = Span(line.start + offset, line.end) if offset < len(line) else line.span
            self.done.append(_Open(kind, [Span(line.start, line.end) if span.start >= span.end else line.span], part, number=number))
        else:
            self.done.append(_Open(BlockKind.PARAGRAPH, [line.span], part))
        self.interrupted = False

    def _last(self) -> _Open | None:
        """The latest block of running text that may go on; furniture in between does not end it."""
        for block in reversed(self.done):
            if block.kind in (BlockKind.FURNITURE, BlockKind.FOOTNOTE):
                continue
            return block if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING) else None
        return None

    def _set_apart(self, line: Line, kind: BlockKind, part: int) -> None:
        last = self.done[-1] if self.done else None
        if (
            kind is BlockKind.FOOTNOTE
            and last
            and last.kind is kind
            and not line.gap
            and not re.match(r"\W*[\da-z*]{1,2}\s*/?\s", self.source.of(line))
        ):
            last.spans[-1] = Span(last.spans[-1].start, line.end)
        else:
            self.done.append(_Open(kind, [line.span], part))
        self.interrupted = True

    def _formal(self, line: Line, kind: BlockKind, part: int) -> None:
        last = self.done[-1] if self.done else None
        if last and last.kind is kind and last.part == part and kind in (BlockKind.TITLE, BlockKind.ANNEX_HEADING):
            last.spans[-1] = Span(last.spans[-1].start, line.end)
        else:
            self.done.append(_Open(kind, [line.span], part))
        self.interrupted = False

    def _join(self, last: _Open, line: Line) -> None:
        if self.done[-1] is last:
            last.spans[-1] = Span(last.spans[-1].start, line.end)
        else:
            last.spans.append(line.span)
        last.lines += 1

    def _goes_on(self, last: _Open, line: Line, words: str) -> bool:
        """True when the line continues the paragraph before it."""
        before = self.source.text[max(last.spans[-1].start, last.spans[-1].end - 400) : last.spans[-1].end]
        tail = before[-3:].rstrip("*0123456789 ") or before[-1:]
        ended = tail.endswith(_ENDS)
        lower = words[0].islower()
        newline = before.rfind("\n")
        length = len(before) - newline - 1
        if line.gap or self.interrupted:
            return not ended and lower and (length > 30 or self.interrupted)
        if length > 160 or not self.width.wraps:
            return not ended and lower
        if last.kind is BlockKind.ITEM and ended and not lower and not line.indent:
            return False  # a sentence ended, and the next line begins one: no item of a list goes on so
        short = length < 0.72 * self.width.full
        if last.kind is BlockKind.HEADING or (short and not ended and not lower and last.lines == 1 and length < 60):
            return False
        return not (short and (ended or not lower)) if not line.indent or not ended else False

    def blocks(self) -> tuple[Block, ...]:
        """The blocks, with headings told from paragraphs and each item, row and paragraph under what governs it."""
        return _governed(_headed(self.done, self.source.text), self.source.text)


def item_mark(words: str) -> tuple[str, bool, int]:
    """The number or letter that a line begins with, whether it is a bullet, and where its text begins."""
    if match := _NUMBERED.match(words):
        return (match["n"] or match["p"] or match["d"] or match["t"]), False, match.end()
    if match := _BULLET.match(words):
        return "", True, match.end()
    return "", False, 0


def _headed(found: Sequence[_Open], text: str) -> list[_Open]:
    """Short lines without an end, before running text, become headings."""
    _mark_lists(found, text)
    for index, block in enumerate(found):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        words = text[block.spans[0].start : block.spans[-1].end]
        follows = next((b for b in found[index + 1 : index + 4] if b.kind not in (BlockKind.FURNITURE, BlockKind.FOOTNOTE)), None)
        if (
            len(words) <= 110
            and follows
            and follows.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
            and _is_heading(words, block.number)
        ):
            block.kind = BlockKind.HEADING
    return list(found)


def _mark_lists(found: Sequence[_Open], text: str) -> None:
    """Three or more numbered paragraphs in a row, short on the whole, are a list (names of the dead, incidents)."""
    run: list[_Open] = []
    running = [block for block in found if block.kind not in {BlockKind.FURNITURE, BlockKind.FOOTNOTE}]
    for block in [*running, None]:
        if block and block.kind is BlockKind.PARAGRAPH and block.number.isdigit() and text[block.spans[-1].end - 1] != ":":
            run.append(block)
            continue
        lengths = sorted(b.spans[-1].end - b.spans[0].start for b in run)
        if len(run) >= 3 and lengths[len(run) // 2] <= 160 and lengths[-1] <= 600:
            for item in run:
                item.kind = BlockKind.ITEM
        run = []


def _is_heading(words: str, number: str) -> bool:
    if words.endswith(":"):
        return bool(_LEADING_DATE.match(words.lower())) or (len(words.split()) <= 5 and not number)
    if words.endswith((".", ";", ",", "!", "?", '"', "”", "-")):
        return False
    if _LEADING_DATE.match(words.lower()):
        return True
    first = words[len(number) :].lstrip(". )")
    return bool(first) and not first[0].islower() and not first[0].isdigit() and len(words.split()) <= 14


def _governed(found: Sequence[_Open], text: str) -> tuple[Block, ...]:
    """Each item and row under the lead or heading before it, each paragraph under its heading."""
    blocks: list[Block] = []
    heading: int | None = None
    lead: int | None = None
    header: int | None = None
    part = -1
    rows = 0
    for index, block in enumerate(found):
        if block.part != part:
            heading = lead = header = None
            part = block.part
        under: int | None = None
        if block.kind is BlockKind.HEADING:
            heading, lead, header = index, None, None
        elif block.kind is BlockKind.ITEM:
            under = heading if lead is None else lead
            header = None
        elif block.kind is BlockKind.ROW:
            rows = rows + 1 if header is not None else 0
            under = header if header is not None else (heading if lead is None else lead)
            if header is None and _is_header(found, index, text):
                header = index
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION):
            words = text[block.spans[-1].start : block.spans[-1].end]
            if lead is not None and block.number and _leads(text, blocks, lead, index):
                under = lead
            else:
                under = heading
                lead = index if words.endswith((":", "：", ": -")) else None
            header = None
        elif block.kind not in (BlockKind.FURNITURE, BlockKind.FOOTNOTE):
            heading = lead = header = None
        blocks.append(Block(block.kind, tuple(block.spans), block.part, block.number, under, block.cells))
    return tuple(blocks)


def _leads(text: str, blocks: Sequence[Block], lead: int, index: int) -> bool:
    """True when a numbered paragraph is an item of the list that the paragraph `lead` opens."""
    return not blocks[lead].number and all(b.number or b.kind is not BlockKind.PARAGRAPH for b in blocks[lead + 1 : index]) and bool(text)


def _is_header(found: Sequence[_Open], index: int, text: str) -> bool:
    """True when a row names the columns of the rows after it: no figures in it, some below."""
    following = [b for b in found[index + 1 : index + 4] if b.kind is BlockKind.ROW]
    row = found[index]
    words = text[row.spans[0].start : row.spans[0].end]
    if not following or re.search(r"\d", words):
        return False
    return any(re.search(r"\d", text[b.spans[0].start : b.spans[0].end]) for b in following)
