"""Pictures of PDF pages with boxes painted black, as PNG; and the words of a page that stand outside the boxes."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

DOTS = 150
"""Dots an inch of the pictures: letters of 10 points stay readable, and a page stays below a megabyte."""
_POINTS = 72
_MARGIN = 1.0
_BLACK = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def wider(self) -> Box:
        """A little larger on every side: letters reach over their boxes."""
        return Box(self.left - _MARGIN, self.bottom - _MARGIN, self.right + _MARGIN, self.top + _MARGIN)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text layer, where its line begins it (points from the upper left corner) and how high it is."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its size in points, the picture, and the words of its new text layer."""

    width: float
    height: float
    png: bytes
    words: tuple[Word, ...]


def picture(page: Any, boxes: list[Box]) -> Picture:
    """A page of PDFium as a picture with the boxes black, and the words that no box touches."""
    width, height = page.get_size()
    scale = DOTS / _POINTS
    bitmap = page.render(
        scale=scale, rev_byteorder=True, prefer_bgrx=False, fill_color=(255, 255, 255, 255), bitmap_maker=pypdfium2.PdfBitmap.new_native
    )
    wide = [box.wider() for box in boxes]
    for box in wide:
        left, top = int(box.left * scale), int((height - box.top) * scale)
        bitmap.fill_rect(_BLACK, max(0, left), max(0, top), int((box.right - box.left) * scale) + 2, int((box.top - box.bottom) * scale) + 2)
    return Picture(width, height, _png(bitmap), tuple(_words(page, height, wide)))


def _words(page: Any, height: float, boxes: list[Box]) -> list[Word]:
    """The words in PDFium's order; a word with any character in a box is left out whole."""
    text = page.get_textpage()
    made: list[Word] = []
    letters: list[str] = []
    corners: list[tuple[float, float, float, float]] = []

    def close() -> None:
        if letters and not any(box.covers((c[0] + c[2]) / 2, (c[1] + c[3]) / 2) for c in corners for box in boxes):
            made.append(
                Word("".join(letters), min(c[0] for c in corners), height - max(c[3] for c in corners), max(c[3] - c[1] for c in corners) or 1.0)
            )
        letters.clear()
        corners.clear()

    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if letter.isspace() or letter in "\ufffe\x02\x00":
            close()
            continue
        letters.append(letter)
        corners.append(text.get_charbox(index, loose=False))
    close()
    text.close()
    return made


def _png(bitmap: Any) -> bytes:
    """The bitmap as PNG, RGB or grey."""
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    data = bytes(bitmap.buffer)
    lines = []
    for number in range(height):
        line = data[number * stride : number * stride + width * channels]
        lines.append(b"\0" + (line if channels < 4 else b"".join(line[at : at + 3] for at in range(0, len(line), 4))))
    kind = 0 if channels == 1 else 2
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(tag, body) for tag, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    )


def _chunk(tag: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))
