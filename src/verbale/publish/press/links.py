"""Citations in a document's words as links: to files of the own series beside it, and to documents of the United Nations at undocs.org."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from verbale.symbols import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNDOCS = "https://undocs.org/"
_SLASH = "/"

Files = tuple[tuple[str, tuple[str, ...]], ...]


def linked(text: str, files: Files, ending: str) -> list[tuple[str, str]]:
    """The text in pieces, each with what it leads to ("" for nothing); of a document's files the one with `ending` is led to, else its first."""
    pieces, at = list[tuple[str, str]](), 0
    if _SLASH not in text:
        return [(text, "")]
    for start, end, target in sorted([*_own(text, files, ending), *_united_nations(text)]):
        if start >= at:
            pieces += [(text[at:start], ""), (text[start:end], target)]
            at = end
    return [piece for piece in [*pieces, (text[at:], "")] if piece[0]]


def _own(text: str, files: Files, ending: str) -> Iterator[tuple[int, int, str]]:
    names = {symbol: _file(listed, ending) for symbol, listed in files if listed}
    if names:
        listed = "|".join(re.escape(symbol) for symbol in sorted(names, key=lambda symbol: (-len(symbol), symbol)))
        for match in re.finditer(rf"(?<![\w/])(?:{listed})(?![\w/]|\.\w)", text):
            yield match.start(), match.end(), quote(names[match[0]])


def _file(listed: Sequence[str], ending: str) -> str:
    return next((name for name in listed if name.endswith(f".{ending}")), listed[0])


def _united_nations(text: str) -> Iterator[tuple[int, int, str]]:
    for found in find(text):
        name = found.symbol.names[0] if found.symbol.parts else found.symbol
        yield found.start, found.end, _UNDOCS + quote(name.canonical)
