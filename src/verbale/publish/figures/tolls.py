"""Tolls over time: a panel a claimant, an upright line from the lowest to the highest number of each toll, on one scale for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log10
from typing import TYPE_CHECKING

from verbale.publish.figures.svg import INK, MARGIN, PALE, WIDTH, Canvas, cut
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT, _PANEL, _GAP = 90, 92, 30
_NOTES = (
    (
        "Each upright line is one toll of one claim, from the lowest to the highest number that its words state; a bar across is an exact number; an arrow: no upper end is stated."
        " Dashed: a running total. The scale is logarithmic and the same for every claimant. Parts of tolls are not drawn. Lines are never to be added."
    ),
)


@dataclass(frozen=True, slots=True)
class TollMark:
    """One toll: whose, the days, low and high (`None`: open), whether a running total, its words, its document."""

    claimant: str
    first: date
    last: date
    low: int
    high: int | None
    cumulative: bool
    words: str
    document: str


def tolls_over_time(marks: Sequence[TollMark], outcome: str, undated: int, about: str) -> str:
    """The figure; `undated` is how many tolls have no day and are not drawn."""
    canvas = Canvas(f"{outcome.capitalize()}, as each claimant alleges, over time")
    first, last = min(m.first for m in marks).toordinal(), max(m.last for m in marks).toordinal()
    span = max(last - first, 1)
    top = max(log10(max(m.high or m.low * 1.5, m.low, 1) + 1) for m in marks)

    def across(day: date) -> float:
        return _LEFT + (WIDTH - MARGIN - _LEFT - 14) * ((day.toordinal() - first) / span)

    for claimant in sorted({m.claimant for m in marks}):
        canvas.height += _GAP
        base = canvas.height + _PANEL
        canvas.text(MARGIN, canvas.height - 6, cut(f"{claimant or 'The author (not named)'} alleges", WIDTH - 2 * MARGIN, 12), size=12, bold=True)
        canvas.line(_LEFT - 8, base, WIDTH - MARGIN, base, ink=PALE)
        for number in (1, 10, 100, 1000, 10_000):
            if log10(number + 1) <= top:
                y = base - _PANEL * log10(number + 1) / top
                canvas.line(_LEFT - 8, y, WIDTH - MARGIN, y, ink="#e3e6ea")
                canvas.text(_LEFT - 12, y + 4, f"{number:,}", size=9, anchor="end", fill=PALE)
        for mark in (m for m in marks if m.claimant == claimant):
            _draw(canvas, mark, across(mark.first), across(mark.last), base, top)
        canvas.height = base
    for day in _ticks(first, last):
        canvas.text(across(day), canvas.height + 14, day.isoformat(), size=9, anchor="middle", fill=PALE)
    canvas.height += 26
    notes = [*_NOTES, f"{undated:,} tolls without a day are not drawn."] if undated else list(_NOTES)
    return canvas.finished(sorted({m.document for m in marks}), [*notes, about], CAVEAT)


def _draw(canvas: Canvas, mark: TollMark, x0: float, x1: float, base: float, top: float) -> None:
    def up(number: float) -> float:
        return base - _PANEL * min(log10(number + 1) / top, 1)

    middle, low = (x0 + x1) / 2, up(mark.low)
    high = up(mark.high) if mark.high is not None else max(low - 16, base - _PANEL)
    if x1 - x0 > 6:
        canvas.line(x0, (low + high) / 2, x1, (low + high) / 2, ink=PALE, width=2, dashed=mark.cumulative)
    upper = "or more" if mark.high is None else f"to {mark.high:,}"
    told = f"“{mark.words}”: {mark.low:,} {upper}, {mark.first.isoformat()}; {mark.document}"
    canvas.path(f"M{middle:.1f} {low:.1f}V{high:.1f}", width=3, told=told)
    for y in (low, high) if mark.high is not None else (low,):
        canvas.line(middle - 4, y, middle + 4, y, width=2, dashed=mark.cumulative)
    if mark.high is None:
        canvas.path(f"M{middle - 4:.1f} {high + 5:.1f}L{middle:.1f} {high:.1f}L{middle + 4:.1f} {high + 5:.1f}", ink=INK, width=1.5)


def _ticks(first: int, last: int) -> list[date]:
    if first == last:
        return [date.fromordinal(first)]
    return [date.fromordinal(first + (last - first) * step // 4) for step in range(5)]
