"""The numbers and bullets that Word counts before paragraphs: not in the text of a DOCX, but told by its numbering part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LEVEL = re.compile(r"%(\d)")


def value(element: _Element | None, path: str) -> str:
    """The `w:val` of the element at `path`, or ""."""
    found = element.find(path) if element is not None else None
    return (found.get(W + "val") or "") if found is not None else ""


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, part: _Element | None) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._abstract: dict[str, str] = {}
        if part is None:
            return
        for abstract in part.iter(W + "abstractNum"):
            for level in abstract.iter(W + "lvl"):
                start = value(level, W + "start")
                key = (abstract.get(W + "abstractNumId") or "", int(level.get(W + "ilvl") or 0))
                self._levels[key] = (value(level, W + "numFmt"), value(level, W + "lvlText"), int(start) if start.isdigit() else 1)
        for number in part.iter(W + "num"):
            self._abstract[number.get(W + "numId") or ""] = value(number, W + "abstractNumId")

    def next(self, number_id: str, level: int) -> str:
        """The number of the next paragraph of list `number_id` at `level` (from 0); "" when it cannot be told."""
        abstract = self._abstract.get(number_id, "")
        known = self._levels.get((abstract, level))
        if known is None:
            return ""
        kind, text, start = known
        self._counts[abstract, level] = self._counts.get((abstract, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counts.pop((abstract, deeper), None)
        if kind == "bullet":
            return "•"
        if kind == "none":
            return ""
        return _LEVEL.sub(lambda m: self._shown(abstract, int(m[1]) - 1), text)

    def _shown(self, abstract: str, level: int) -> str:
        kind, _, start = self._levels.get((abstract, level), ("decimal", "", 1))
        count = self._counts.get((abstract, level), start)
        if kind in {"lowerLetter", "upperLetter"}:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        if kind in {"lowerRoman", "upperRoman"}:
            roman = _roman(count)
            return roman.upper() if kind == "upperRoman" else roman
        return str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        while 0 < worth <= count < 4000:
            out += letters
            count -= worth
    return out
