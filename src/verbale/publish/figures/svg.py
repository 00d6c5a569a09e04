"""A picture as SVG: shapes and words put down one by one, with title, sources and caveat below. Every party looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 960
MARGIN = 24
INK, PALE, PAPER, LAND = "#1d2733", "#8a94a0", "#ffffff", "#e9e6df"
_FONTS = "Noto Sans, DejaVu Sans, Libertinus Serif, sans-serif"
_NARROW = 0.54
"""Width of a letter, in its size, on the average; wide enough for the fonts named."""
_FEW_SOURCES = 24
"""More of them are printed smaller; none is left out."""


class Canvas:
    """Shapes on a page `WIDTH` wide; `height` is where the next thing may stand."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.height = float(MARGIN)
        self._parts: list[str] = []
        self.words(title, size=20, bold=True)

    def words(self, text: str, *, size: float = 12, bold: bool = False, fill: str = INK) -> None:
        """Words below what is there, in as many lines as they need."""
        for line in wrapped(text, WIDTH - 2 * MARGIN, size):
            self.height += size * 1.35
            self.text(MARGIN, self.height, line, size=size, bold=bold, fill=fill)
        self.height += size * 0.4

    def text(
        self, x: float, y: float, text: str, *, size: float = 11, bold: bool = False, fill: str = INK, anchor: str = "start", turn: float = 0
    ) -> None:
        """One line of words at a place."""
        weight = ' font-weight="bold"' if bold else ""
        turned = f' transform="rotate({turn:g} {x:.1f} {y:.1f})"' if turn else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{weight}{turned}>{escape(_written(text))}</text>'
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, *, ink: str = INK, width: float = 1, dashed: bool = False) -> None:
        """A straight line."""
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        self._parts.append(f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{ink}" stroke-width="{width:g}"{dash}/>')

    def path(self, data: str, *, ink: str = INK, fill: str = "none", width: float = 1, told: str = "") -> None:
        """A path; `told` is shown when pointed at."""
        inner = f"<title>{escape(_written(told))}</title>" if told else ""
        self._parts.append(f'<path d={quoteattr(data)} stroke="{ink}" fill="{fill}" stroke-width="{width:g}">{inner}</path>')

    def circle(self, x: float, y: float, radius: float, *, ink: str = INK, fill: str = "none", told: str = "") -> None:
        """A circle; `told` is shown when pointed at."""
        inner = f"<title>{escape(_written(told))}</title>" if told else ""
        self._parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" stroke="{ink}" fill="{fill}" fill-opacity="0.85">{inner}</circle>')

    def box(self, x: float, y: float, width: float, height: float, *, fill: str = "none", ink: str = PALE) -> None:
        """A rectangle."""
        self._parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="{ink}"/>')

    def finished(self, sources: Sequence[str], notes: Iterable[str], caveat: str) -> str:
        """The whole picture, with how to read it, its sources and its caveat below."""
        for note in notes:
            self.words(note, size=11)
        self.words(f"Sources: {'; '.join(sources)}.", size=11 if len(sources) <= _FEW_SOURCES else 8)
        self.words(caveat, size=11, bold=True)
        height = self.height + MARGIN / 2
        body = "\n".join(self._parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
            f'font-family="{_FONTS}">\n<title>{escape(_written(self.title))}</title>\n<desc>{escape(caveat)}</desc>\n'
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>\n{body}\n</svg>\n'
        )


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit a width; a word is never broken."""
    room = max(8, int(width / (size * _NARROW)))
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def cut(text: str, width: float, size: float) -> str:
    """One line of at most that width."""
    room = max(4, int(width / (size * _NARROW)))
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _written(text: str) -> str:
    return "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else " " for c in text)
