"""The cells of a table row written as a line: between tabs, between bars, or in columns apart."""

from __future__ import annotations

import re

from verbale.text import Span

_BARS = re.compile(r"\s*\|+\s*")
_TABS = re.compile(r"[ ]*\t[\t ]*")
_COLUMNS = re.compile(r" {3,}")
_MARK = re.compile(r"\(?\w{1,4}[.)]\)?|\d{1,3}\.\d{1,3}|[-–—•·*▪‣]")
_WORD = re.compile(r"[^\W\d_]+[,;]?")
_RULE = re.compile(r"[|\-+=: ]+")


def cells_of(words: str, start: int) -> tuple[Span, ...]:
    """The cells of a line that begins at `start` in the text; fewer than two when the line is no row."""
    if _RULE.fullmatch(words):
        return ()
    for pattern in (_TABS, _BARS, _COLUMNS):
        cells = _between(pattern, words, start)
        if len(cells) > 1 and _plausible(pattern, words, cells):
            return cells
    return ()


def _between(pattern: re.Pattern[str], words: str, start: int) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for match in pattern.finditer(words):
        if match.start() > at:
            found.append(Span(start + at, start + match.start()))
        at = match.end()
    if at < len(words):
        found.append(Span(start + at, start + len(words)))
    return tuple(found)


def _plausible(pattern: re.Pattern[str], words: str, cells: tuple[Span, ...]) -> bool:
    """Columns apart need three cells, or two short ones; a lone tab after a number or a bullet is an indent."""
    if pattern is _COLUMNS:
        return len(cells) >= 3 or max(c.end - c.start for c in cells) < 40
    if len(cells) >= 5 and 2 * sum(bool(_WORD.fullmatch(words[c.start - cells[0].start : c.end - cells[0].start])) for c in cells) > len(cells):
        return False  # a justified line whose spaces were taken for tabs
    return pattern is _BARS or len(cells) > 2 or not _MARK.fullmatch(words[: cells[0].end - cells[0].start])
