"""Segments of a page that holds right-to-left letters, put in the order of reading from the boxes of the characters.

PDFium orders such lines by the page's majority direction: on an Arabic page "United Nations S/2018/164" comes out as
"/2018/164S Nations United". So nothing of its order is used but the division into lines; the Unicode bidirectional
algorithm is run backwards, from what the eye sees to what was written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.intake.pdf_page import GAP, LINE, Bit, Box, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.intake.pdf_page import PageText

RTL_RANGES = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufeff"))
_OPEN, _CLOSE = "([{«‹", ")]}»›"
_PAIRS = dict(zip(_OPEN + _CLOSE, _CLOSE + _OPEN, strict=True))
_SEPARATORS = "/.,:-٫٬–"
_ALEFS = "اأإآٱ"


@dataclass(slots=True)
class _Glyph:
    """What one glyph shows: the positions of its characters in logical order, and its box."""

    positions: list[int]
    text: str
    box: Box
    kind: str = ""


def has_rtl(text: str) -> bool:
    """True when `text` holds a right-to-left letter."""
    return not text.isascii() and any(low <= c <= high for c in set(text) for low, high in RTL_RANGES)


def rtl_page(text: str) -> bool:
    """True when right-to-left letters outweigh the others."""
    kinds = [_kind(c) for c in text]
    return kinds.count("R") > kinds.count("L")


def segments(page: PageText) -> Iterator[Segment]:
    """The segments of `page`, each in logical order."""
    for match in LINE.finditer(page.text):
        glyphs = _glyphs(page, match.start(), match.end())
        glyphs.sort(key=lambda g: g.box.x0 + g.box.x1)
        begin = 0
        for i in range(1, len(glyphs) + 1):
            if i == len(glyphs) or glyphs[i].box.x0 - max(g.box.x1 for g in glyphs[begin:i]) > GAP * _height(glyphs[i]):
                yield _segment(glyphs[begin:i])
                begin = i


def _kind(char: str) -> str:
    direction = unicodedata.bidirectional(char)
    if direction in {"R", "AL"}:
        return "R"
    if direction in {"EN", "AN"}:
        return "D"
    return "L" if direction == "L" else "N"


def _height(glyph: _Glyph) -> float:
    return max(glyph.box.y1 - glyph.box.y0, 1.0)


def _glyphs(page: PageText, start: int, end: int) -> list[_Glyph]:
    """The visible characters of `[start, end)`, those of one glyph together, once each."""
    found: list[_Glyph] = []
    for position in range(start, end):
        char = page.text[position]
        if char.isspace():
            continue
        box = page.box(position)
        last = found[-1] if found else None
        mark = unicodedata.combining(char) != 0
        if last and (box == last.box or (mark and _inside(box, last.box))):
            last.positions.append(position)
        else:
            found.append(_Glyph([position], "", box))
    for glyph in found:
        glyph.positions = _in_order(page.text, glyph.positions)
        glyph.text = "".join(page.text[p] for p in glyph.positions)
        kinds = [_kind(c) for c in glyph.text]
        glyph.kind = next((k for k in kinds if k != "N"), "N")
    # A writer that maps both glyphs of a letter with its vowel sign to the pair gives the pair twice.
    return [g for i, g in enumerate(found) if not (i and len(g.text) > 1 and g.text == found[i - 1].text and _inside(g.box, found[i - 1].box))]


def _inside(box: Box, other: Box) -> bool:
    return box.x0 >= other.x0 - 0.5 and box.x1 <= other.x1 + 0.5


def _in_order(text: str, positions: list[int]) -> list[int]:
    """The characters of one glyph as they are written: lam before alef, a letter before its marks; PDFium turned the others round."""
    if len(positions) == 1:
        return positions
    letters = [p for p in positions if not unicodedata.combining(text[p])]
    marks = [p for p in positions if unicodedata.combining(text[p])]
    if len(letters) == 2 and {text[p] for p in letters} & set(_ALEFS) and any(text[p] == "ل" for p in letters):
        letters.sort(key=lambda p: text[p] != "ل")
    elif len(letters) > 1 and all(_kind(text[p]) == "R" for p in letters):
        letters.reverse()
    return letters + marks


def _segment(visible: list[_Glyph]) -> Segment:
    glyphs = visible[:1]
    for glyph in visible[1:]:
        if glyph.box.x0 - glyphs[-1].box.x1 > 0.16 * min(_height(glyphs[-1]), _height(glyph)):
            glyphs.append(_Glyph([], " ", glyph.box, "N"))
        glyphs.append(glyph)
    order = _logical([g.kind for g in glyphs], [g.text for g in glyphs])
    bits: list[Bit] = []
    space = False
    for index in order:
        for position in glyphs[index].positions:
            if bits and bits[-1].end == position and not space:
                bits[-1] = bits[-1]._replace(end=position + 1)
            else:
                bits.append(Bit(position, position + 1, before=" " if space else ""))
            space = False
        space = space or not glyphs[index].positions
    text = "".join(glyphs[i].text for i in order)
    written = _brackets(text) if any(g.kind == "R" for g in glyphs) else text
    heights = sorted(_height(g) for g in visible)
    size = heights[len(heights) // 2]
    return Segment(tuple(bits), written, visible[0].box.x0, max(g.box.x1 for g in visible), visible[0].box.y0, size, own_text=True)


def _logical(kinds: list[str], texts: list[str]) -> list[int]:
    """The order in which the glyphs, given from left to right, are read."""
    if kinds.count("R") > kinds.count("L"):
        runs = _ltr_runs(kinds, texts)
        return [i for run in reversed(runs) for i in run]
    order: list[int] = []
    i = 0
    while i < len(kinds):
        if kinds[i] != "R":
            order.append(i)
            i += 1
            continue
        last = next((j for j in range(i, len(kinds)) if kinds[j] == "L"), len(kinds))
        while kinds[last - 1] != "R":
            last -= 1
        inner = _ltr_runs(kinds[i:last], texts[i:last])
        order += [i + k for run in reversed(inner) for k in run]
        i = last
    return order


def _ltr_runs(kinds: list[str], texts: list[str]) -> list[list[int]]:
    """The glyphs parted into runs that are read from left to right; every other glyph is a run of its own."""
    runs: list[list[int]] = []
    i = 0
    while i < len(kinds):
        end = i + 1
        if kinds[i] == "L":
            stop = next((j for j in range(i, len(kinds)) if kinds[j] == "R"), len(kinds))
            end = max(j for j in range(i, stop) if kinds[j] in "LD") + 1
        elif kinds[i] == "D":
            while end < len(kinds) and (kinds[end] == "D" or (texts[end] in _SEPARATORS and end + 1 < len(kinds) and kinds[end + 1] == "D")):
                end += 1
        runs.append(list(range(i, end)))
        i = end
    return runs


def _brackets(text: str) -> str:
    """`text` with each bracket opening or closing as its neighbours say: PDFium mirrors some and not others."""
    chars = list(text)
    padded = f" {text} "
    for i, char in enumerate(chars):
        if char not in _PAIRS:
            continue
        before, after = padded[i], padded[i + 2]
        opening = before.isspace() or before in _PAIRS
        closing = after.isspace() or after in _PAIRS or (not after.isalnum() and not after.isspace())
        if opening != closing:
            wanted = _OPEN if opening else _CLOSE
            chars[i] = char if char in wanted else _PAIRS[char]
    return "".join(chars)
