"""Writes src/verbale/publish/figures/coast.xz: the coast lines of Natural Earth (public domain), from the npm package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_coast.py package/land-50m.json

world-atlas (ISC licence) holds Natural Earth 4.1 as TopoJSON. A line of the file is a ring: hundredths of a degree, longitude and latitude
by turns, each but the first two as the difference from the one before. There are no borders in it.
"""

from __future__ import annotations

import json
import lzma
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "verbale" / "publish" / "figures" / "coast.xz"
STEP = 0.01
SMALLEST = 4
"""Points of the smallest ring that is kept."""


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs in degrees."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        made.append(points)
    return made


def rings_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Every ring of land, islands and lakes too."""
    arcs, made = arcs_of(topology), []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            points: list[tuple[float, float]] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            made.append(points)
    return made


def line_of(ring: list[tuple[float, float]]) -> str:
    """A ring as differences of whole steps, points that do not move left out."""
    steps = [(round(x / STEP), round(y / STEP)) for x, y in ring]
    kept = [p for n, p in enumerate(steps) if not n or p != steps[n - 1]]
    if len(kept) < SMALLEST:
        return ""
    values = [*kept[0]]
    for (x0, y0), (x1, y1) in pairwise(kept):
        values += [x1 - x0, y1 - y0]
    return " ".join(map(str, values))


def main() -> int:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = [line for ring in rings_of(topology) if (line := line_of(ring))]
    OUT.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines):,} rings, {OUT.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
