"""Cuts a block of text into sentences, at full stops that end one and at line ends that must."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from verbale.grammar.files import read_file
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A stop (with closing quotes or brackets), then space and what can begin a sentence; or a stop glued to a capital (lost space).
# A colon ends one where the next line begins with a number and goes on: the first entry of a list.
# The class in front holds every character with which an end begins: the search runs from one to the next.
_END = re.compile(
    r"[.!?…\n。！？؟:](?:(?<=:)(?=[ \t]*\n\s*\d[^\n]*[:;,.])|(?<=[.!?…])[.!?…]*[\"'”’)\]]*(?=\s+(?:[-–—•·*▪]\s+)?[\"'“‘(\[]?[A-Z0-9À-Þ]|\s+\([a-z]{1,4}\)\s|\s*\n\s*\n|\s*$)"
    r"|(?<=[a-z]{2}\.)(?=[A-Z][a-z])|(?<=\n)\s*\n|(?<=[。！？؟]))"
)
_STOP = "STOP"
"""How telegrams write a full stop."""
_TELEGRAM = re.compile(rf"(?<=[A-Z0-9]{{2}})\s{_STOP}(?=\s+[A-Z0-9]+(?!\w)|\s*$)|{_END.pattern}")
_WORD_AFTER = re.compile(r"\.\s+([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"[\w.'’-]+$")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "sentences")["abbreviations"])


@cache
def _clock(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "sentences")["clock"])


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "sentences")["openers"])


def sentences(text: str, span: Span, language: str = "en") -> list[Span]:
    """The sentences of `text` in `span`, without white space at their ends; together they hold all its words."""
    found: list[Span] = []
    start = span.start
    for m in (_TELEGRAM if _telegraphic(text, span) else _END).finditer(text, span.start, span.end):
        if m.group().startswith(".") and _abbreviated(text, start, m.start(), language):
            continue
        found.append(Span(start, m.start() if m.group().endswith(_STOP) else m.end()))
        start = m.end()
    found.append(Span(start, span.end))
    return [s for f in found for s in (_trimmed(text, p) for p in _pieces(text, f)) if s.start < s.end]


def _telegraphic(text: str, span: Span) -> bool:
    """True where "STOP" stands for full stops, as in telegrams."""
    return text.find(f" {_STOP}", span.start, span.end) >= 0


LONGEST = 4000
"""Characters of the longest sentence that is read as one; a text that never ends one is cut, so that time stays linear."""
_MARKS = (";", ":", ",", "\n", " ")


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span whole, or cut at the last of the strongest marks before each limit."""
    if span.end - span.start <= LONGEST:
        yield span
        return
    start = span.start
    while span.end - start > LONGEST:
        limit = start + LONGEST
        cut = next((at + 1 for mark in _MARKS if (at := text.rfind(mark, start + LONGEST // 2, limit)) > 0), limit)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _abbreviated(text: str, start: int, stop: int, language: str) -> bool:
    m = _WORD_BEFORE.search(text, max(start, stop - 20), stop)
    word = m.group().lower() if m else ""
    if word in _clock(language) and (after := _WORD_AFTER.match(text, stop)):
        return after[1].lower() not in _openers(language)  # "at 9 a.m. He was seen"; not "at 9 a.m. Telmor time"
    return (
        (len(word) == 1 and word.isalpha() and word != "i")
        or word in _abbreviations(language)
        or (word.isdigit() and len(text[start:stop].strip()) <= 3)
    )


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    front = words.lstrip()
    start = span.end - len(front)
    return Span(start, start + len(front.rstrip()))


def masked(text: str, spans: Iterable[Span]) -> str:
    """`text` with everything outside `spans` blanked: offsets stay true, furniture between two pages is not read."""
    blank, out, position = _blank(text), [], 0
    for span in sorted(spans):
        out.append(blank[position : span.start])
        out.append(text[span.start : span.end])
        position = span.end
    return "".join(out)


@lru_cache(maxsize=1)  # many blocks of one letter, one after the other
def _blank(text: str) -> str:
    """`text` with a space for everything but white space."""
    return re.sub(r"\S", " ", text)
