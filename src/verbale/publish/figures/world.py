"""A map of the places that claimants put on the map, and of those that a gazetteer knows by the names they give, over the coast lines of Natural Earth; no borders, with a disclaimer."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

from verbale.publish.figures.coast import coast
from verbale.publish.figures.svg import INK, LAND, MARGIN, PALE, PAPER, WIDTH, Canvas, cut
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

DISCLAIMER = (
    "Coast lines: Natural Earth (public domain), without borders. The designations employed and the presentation of the map do not imply any opinion"
    " on the legal status of any country, territory, city or area or of its authorities, or on the delimitation of frontiers or boundaries."
)
_LEAST, _HEIGHT = 1.0, 560
_KM_A_DEGREE = 111.32
_LABELS = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A place as one claimant puts it on the map, or as a gazetteer puts the name that the claimant gives (`by` tells how it was found).

    `radius` in kilometres is how far off it may lie.
    """

    claimant: str
    name: str
    lat: float
    lon: float
    radius: float
    document: str
    by: str = ""


def world_map(marks: Sequence[Mark], unplaced: int, about: str, gazetteer: Sequence[str] = ()) -> str:
    """The figure; `unplaced` is how many places nobody puts on the map; `gazetteer` is whom to name for the places that it does."""
    canvas = Canvas("Where claimants put what they allege")
    canvas.height += 10
    view = _View(marks, canvas.height)
    canvas.box(MARGIN, canvas.height, WIDTH - 2 * MARGIN, view.height, fill="#f7f9fb")
    for ring in coast():
        inside = [point for point in ring if view.near(*point)]
        if inside:
            data = "".join(f"{'L' if n else 'M'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(view.at(*point) for point in ring))
            canvas.path(f"{data}Z", ink=PALE, fill=LAND, width=0.6)
    view.frame(canvas)
    for number, mark in enumerate(marks):
        x, y = view.at(mark.lon, mark.lat)
        told = f"{mark.claimant} alleges: {mark.name} ({mark.document}){f'; the point is the gazetteer’s: {mark.by}' if mark.by else ''}"
        if (wide := mark.radius * view.pixels_a_km) > 5:
            canvas.path(
                f"M{x - wide:.1f} {y:.1f}a{wide:.1f} {wide:.1f} 0 1 0 {2 * wide:.1f} 0a{wide:.1f} {wide:.1f} 0 1 0 {-2 * wide:.1f} 0",
                ink=PALE,
                told=told,
            )
        canvas.circle(x, y, 4, fill=PAPER if mark.by else INK, told=told)
        if number < _LABELS:
            canvas.text(x + 7, y + 4, cut(f"{mark.name} ({mark.claimant})", 220, 10), size=10)
    canvas.height += view.height + 8
    notes = [
        "A full dot is where a claimant puts a place; a ring is how far off it may lie by his own word and by the rounding of the profile.",
        about,
    ]
    if any(mark.by for mark in marks):
        known = f" ({'; '.join(gazetteer)})" if gazetteer else ""
        notes.insert(
            1,
            f"A hollow dot is where a gazetteer{known} knows the name that the claimant gives: the claimant puts no point there, and may mean another place.",
        )
    if unplaced:
        notes.insert(1, f"{unplaced:,} places that neither a claimant nor a gazetteer puts on the map for certain are not drawn.")
    return canvas.finished(sorted({mark.document for mark in marks}), [*notes, DISCLAIMER], CAVEAT)


class _View:
    """The part of the world that is shown: all marks with room around, in a cylindrical projection true at its middle."""

    def __init__(self, marks: Sequence[Mark], top: float) -> None:
        lats, lons = [m.lat for m in marks], [m.lon for m in marks]
        around = max(_LEAST, 0.25 * max(max(lats) - min(lats), max(lons) - min(lons)))
        middle = (max(lats) + min(lats)) / 2
        self.squeeze = max(cos(radians(middle)), 0.1)
        self.top, width = top, WIDTH - 2 * MARGIN
        tall = (max(lats) - min(lats)) + 2 * around
        wide = max((max(lons) - min(lons)) + 2 * around, tall * width / _HEIGHT / self.squeeze)
        self.scale = width / (wide * self.squeeze)
        self.height = min(_HEIGHT, max(tall * self.scale, 260))
        self.west, self.north = (max(lons) + min(lons) - wide) / 2, middle + self.height / self.scale / 2
        self.east, self.south = self.west + wide, self.north - self.height / self.scale
        self.pixels_a_km = self.scale / _KM_A_DEGREE

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place is drawn; what lies outside stands on the frame."""
        x = MARGIN + (min(max(lon, self.west), self.east) - self.west) * self.squeeze * self.scale
        return x, self.top + (self.north - min(max(lat, self.south), self.north)) * self.scale

    def near(self, lon: float, lat: float) -> bool:
        """Whether a point is in the part shown, or not far from it."""
        return self.west - 20 <= lon <= self.east + 20 and self.south - 20 <= lat <= self.north + 20

    def frame(self, canvas: Canvas) -> None:
        """The frame over the coast, its corners in degrees, and a scale."""
        canvas.box(MARGIN, self.top, WIDTH - 2 * MARGIN, self.height, ink=INK)
        for lat, y in ((self.north, self.top + 12), (self.south, self.top + self.height - 4)):
            canvas.text(
                MARGIN + 4,
                y,
                f"{abs(lat):.1f}° {'N' if lat >= 0 else 'S'}, {abs(self.west):.1f}° {'E' if self.west >= 0 else 'W'}",
                size=9,
                fill=PALE,
            )
        kilometres = next(km for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000) if km * self.pixels_a_km >= 60 or km == 10000)
        right, y = WIDTH - MARGIN - 12, self.top + self.height - 10
        canvas.line(right - kilometres * self.pixels_a_km, y, right, y, width=2)
        canvas.text(right, y - 5, f"{kilometres:,} km", size=9, anchor="end")
