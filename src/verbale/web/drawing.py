"""Drawings of an incident as SVG: tolls as intervals on one scale, a line of when each claim was said, a map of areas and not of needles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from verbale.publish.figures.coast import coast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.model import Interval, Outcome

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance by the United Nations."
)
"""What the United Nations print on their maps; here too no line says whose a place is."""
WIDTH = 720
_NAMES = 190


@dataclass(frozen=True, slots=True)
class Moment:
    """Something said on a day (ISO), and how its claimant stands to the event by it."""

    day: str
    words: str
    stance: str


@dataclass(frozen=True, slots=True)
class Track:
    """What one claimant said, day by day."""

    party: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place as one claimant names it (WGS 84 degrees), with the radius in km in which it lies; `None`: how exactly is not told."""

    name: str
    lat: float
    lon: float
    radius_km: float | None
    party: str


def toll_chart(tallies: Sequence[tuple[Outcome, Sequence[tuple[str, Interval]], Interval | None]]) -> str:
    """Each claimant's own account as an interval, outcome by outcome, on one scale; an open end is an arrow. Empty without figures."""
    rows = [(outcome, accounts) for outcome, accounts, _ in tallies if accounts]
    numbers = [n for _, accounts in rows for _, i in accounts for n in (i.low, i.high or 0)]
    if not rows or not max(numbers):
        return ""
    top = max(numbers) * 1.12
    scale = (WIDTH - _NAMES - 130) / top
    y, drawn = 22, [f'<text class="note" x="{_NAMES}" y="12">persons, by each claimant’s own account</text>']
    for outcome, accounts in rows:
        drawn.append(f'<text class="head" x="0" y="{y + 12}">{escape(outcome.value)}</text>')
        y += 20
        for party, interval in accounts:
            drawn.append(_bar(party, interval, y, scale))
            y += 22
        y += 6
    step = _step(top)
    ticks = list(range(0, int(top) + 1, step))
    axis = "".join(
        f'<line class="tick" x1="{_NAMES + n * scale:.1f}" x2="{_NAMES + n * scale:.1f}" y1="20" y2="{y}"/><text class="note mid" x="{_NAMES + n * scale:.1f}" y="{y + 13}">{n:,}</text>'
        for n in ticks
    )
    return _svg(WIDTH, y + 20, axis + "".join(drawn), "Tolls as intervals, one line a claimant")


def _bar(party: str, interval: Interval, y: float, scale: float) -> str:
    low = _NAMES + interval.low * scale
    end = WIDTH - 118 if interval.high is None else _NAMES + interval.high * scale
    words = (
        f"{interval.low:,} or more"
        if interval.high is None
        else f"{interval.low:,}"
        if interval.low == interval.high
        else f"{interval.low:,} to {interval.high:,}"
    )
    arrow = f'<path class="bar" d="M{end:.1f} {y + 3} l9 5 l-9 5 z"/>' if interval.high is None else ""
    point = (
        f'<circle class="dot" cx="{low:.1f}" cy="{y + 8}" r="5"/>'
        if interval.low == interval.high
        else f'<rect class="bar" x="{low:.1f}" y="{y + 4}" width="{max(end - low, 3):.1f}" height="8" rx="4"/>'
    )
    at = end + 14
    title = f"<title>{escape(party)}: {escape(words)}</title>"
    return f'<g>{title}<text class="name" x="8" y="{y + 12}">{escape(_cut(party, 28))}</text>{point}{arrow}<text class="note" x="{at:.1f}" y="{y + 12}">{escape(words)}</text></g>'


def time_line(tracks: Sequence[Track]) -> str:
    """When each claim was said, one line a claimant. Empty when no day is known."""
    told = [(track, [m for m in track.moments if _day(m.day)]) for track in tracks]
    undated = [track.party for track in tracks if any(not _day(m.day) for m in track.moments)]
    told = [(track, moments) for track, moments in told if moments]
    days = [_day(m.day) for _, moments in told for m in moments]
    known = [day for day in days if day]
    if not known:
        return ""
    first, last = min(known), max(known)
    length = max((last - first).days, 1)
    scale = (WIDTH - _NAMES - 90) / length
    drawn = []
    for n, (track, moments) in enumerate(told):
        y = 26 + n * 30
        drawn.append(
            f'<text class="name" x="8" y="{y + 4}">{escape(_cut(track.party, 28))}</text><line class="tick" x1="{_NAMES}" x2="{WIDTH - 90}" y1="{y}" y2="{y}"/>'
        )
        for moment in moments:
            day = _day(moment.day)
            x = _NAMES + ((day - first).days if day else 0) * scale
            shape = _mark(moment.stance, x, y)
            drawn.append(f"<g>{shape}<title>{escape(moment.day)}. {escape(moment.words)}</title></g>")
    y = 26 + len(told) * 30
    ends = f'<text class="note" x="{_NAMES}" y="{y + 6}">{first.isoformat()}</text>'
    if last != first:
        ends += f'<text class="note end" x="{WIDTH - 60}" y="{y + 6}">{last.isoformat()}</text>'
    if undated:
        ends += f'<text class="note" x="{_NAMES}" y="{y + 44}">on no day told: {escape(_cut(", ".join(undated), 84))}</text>'
    legend = "● alleges   ◇ denies   □ concedes, revises or has not assessed"
    return _svg(
        WIDTH,
        y + (52 if undated else 34),
        "".join(drawn) + ends + f'<text class="note" x="{_NAMES}" y="{y + 26}">{legend}</text>',
        "When each claim was said",
    )


def _mark(stance: str, x: float, y: float) -> str:
    if "denies" in stance:
        return f'<path class="open" d="M{x:.1f} {y - 7} l7 7 l-7 7 l-7 -7 z"/>'
    if "concedes" in stance or "assessed" in stance or "declines" in stance:
        return f'<rect class="open" x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11"/>'
    return f'<circle class="dot" cx="{x:.1f}" cy="{y}" r="5.5"/>'


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the drawing of a thread: its name, a second line, where it leads ("" for a letter not at hand), how it stands to the one in the middle.

    `sure` is false when the citation can mean another letter too.
    """

    name: str
    about: str
    address: str
    relation: str
    sure: bool = True


def thread_graph(middle: Letter, before: Sequence[Letter], after: Sequence[Letter], others: int = 0, most: int = 8) -> str:
    """A letter in the middle, what it follows or cites on the left, what answers it on the right. Empty when nothing stands beside it.

    Only letters that a line joins to the middle by right: it cites them, or they cite it. The last of `before` and the first of `after` stand
    nearest; `others` are letters of the thread, farther away, that are not drawn.
    """
    left, right = list(before)[-most:], list(after)[:most]
    if not (left or right):
        return ""
    rows = max(len(left), len(right), 1)
    height, box, gap = rows * 62 + 10, 200, 60
    columns = ((0, left), (box + gap, [middle]), (2 * (box + gap), right))
    drawn = []
    for x, letters in columns:
        for n, letter in enumerate(letters):
            y = (height - len(letters) * 62) / 2 + n * 62 + 8
            drawn.append(_letter(letter, x, y, box, middle=letter is middle))
            if letter is not middle:
                one, other = (x + box, box + gap) if x == 0 else (2 * box + gap, x)
                ends = ((one, y + 23), (other, height / 2)) if x == 0 else ((one, height / 2), (other, y + 23))
                (x1, y1), (x2, y2) = ends
                drawn.append(
                    f'<path class="edge{"" if letter.sure else " perhaps"}" d="M{x1} {y1:.0f} C{(x1 + x2) / 2} {y1:.0f} {(x1 + x2) / 2} {y2:.0f} {x2} {y2:.0f}"/>'
                )
    more = len(before) + len(after) - len(left) - len(right) + others
    note = f'<text class="note" x="0" y="{height + 12}">{more:,} more of the thread below</text>' if more else ""
    return _svg(
        WIDTH, height + (18 if more else 0), "".join(drawn) + note, "The letter between what it follows and what answers it", "group"
    )  # it holds links


def _letter(letter: Letter, x: float, y: float, width: int, *, middle: bool) -> str:
    kind = "mine" if middle else "held" if letter.address else "absent"
    lines = f'<text class="name" x="{x + 8}" y="{y + 18:.0f}">{escape(_cut(letter.name, 28))}</text><text class="note" x="{x + 8}" y="{y + 35:.0f}">{escape(_cut(letter.about, 34))}</text>'
    told = f"{letter.relation} {letter.name}".strip() + ("" if letter.sure else ", perhaps")
    inner = f'<rect class="letter {kind}" x="{x}" y="{y:.0f}" width="{width}" height="46" rx="5"/>{lines}<title>{escape(told)}</title>'
    return f'<a href="{escape(letter.address)}">{inner}</a>' if letter.address and not middle else f"<g>{inner}</g>"


def place_map(points: Sequence[MapPoint], height: int = 340) -> str:
    """A map of coast lines with each place as the area in which it lies. Empty without places."""
    if not points:
        return ""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    reach = max([p.radius_km or 0 for p in points]) / 111
    span = max(max(lats) - min(lats), (max(lons) - min(lons)) / 2, reach * 2, 1.2) * 1.7
    middle = ((max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2)
    shrink = max(math.cos(math.radians(middle[0])), 0.1)
    scale = height / span

    def at(lat: float, lon: float) -> tuple[float, float]:
        return WIDTH / 2 + (lon - middle[1]) * scale * shrink, height / 2 - (lat - middle[0]) * scale

    half = WIDTH / 2 / (scale * shrink)
    box = (middle[1] - half, middle[0] - span / 2, middle[1] + half, middle[0] + span / 2)
    coast = "".join(f'<path class="coast" d="{_path(line, at)}"/>' for line in _coast_in(box))
    drawn: list[str] = []
    written: list[tuple[float, float]] = []
    for point in points:
        x, y = at(point.lat, point.lon)
        radius = max((point.radius_km or 0) / 111 * scale, 5)
        name_y = _free(x, (y - radius - 4, y + radius + 14, y - radius - 20, y + radius + 30), written)
        written.append((x, name_y))
        told = f"within {point.radius_km:,.0f} km" if point.radius_km else "how exactly is not told"
        drawn.append(
            f'<g><circle class="area" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/><text class="name mid halo" x="{x:.1f}" y="{name_y:.1f}">{escape(point.name)}</text>'
            f"<title>{escape(point.name)}, as {escape(point.party)} names it: {told}</title></g>"
        )
    bar = f'<text class="note" x="8" y="{height - 8}">{span / 5 * 111:,.0f} km</text><line class="scale" x1="8" x2="{8 + span / 5 * scale:.1f}" y1="{height - 24}" y2="{height - 24}"/>'
    lines = wrap(f"{DISCLAIMER} Coast lines: Natural Earth.", 100)
    caveat = "".join(f'<text class="note" x="8" y="{height + 14 + 13 * n}">{escape(line)}</text>' for n, line in enumerate(lines))
    inner = f'<svg x="0" y="0" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"><rect class="sea" width="{WIDTH}" height="{height}"/>{coast}{"".join(drawn)}{bar}</svg>'
    return _svg(WIDTH, height + 6 + 13 * len(lines), inner + caveat, "Where it is said to have happened: each place is the area in which it lies")


def _free(x: float, heights: Sequence[float], written: Sequence[tuple[float, float]]) -> float:
    """The first of these heights at which a name stands on no name already written; the first of all where none is free."""
    return next((y for y in heights if all(abs(y - other) > 12 or abs(x - beside) > 110 for beside, other in written)), heights[0])


def _coast_in(box: tuple[float, float, float, float]) -> Iterable[tuple[tuple[float, float], ...]]:
    """The rings that may cross the box (west, south, east, north)."""
    west, south, east, north = box
    for ring in coast():
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        if max(lons) >= west and min(lons) <= east and max(lats) >= south and min(lats) <= north:
            yield ring


def _path(line: Sequence[tuple[float, float]], at: Any) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (at(lat, lon) for lon, lat in line)) + "Z"


def _svg(width: float, height: float, inner: str, title: str, role: str = "img") -> str:
    return f'<svg class="drawing" viewBox="0 0 {width} {height}" role="{role}" aria-label="{escape(title)}">{inner}</svg>'


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _step(top: float) -> int:
    raw = max(top / 6, 1)
    power = 10 ** int(math.log10(raw))
    return max(1, int(next(m for m in (1, 2, 5, 10) if m * power >= raw) * power))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
