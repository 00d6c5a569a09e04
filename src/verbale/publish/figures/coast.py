"""The coast lines of the world, of Natural Earth, without borders: what every map is drawn over."""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 0.01
"""Degrees of one step of the packaged data; `tools/make_coast.py` makes it."""


@cache
def coast() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings of the world's land, each as (longitude, latitude) in degrees; a ring that crosses the antimeridian goes on beyond 180."""
    data = lzma.decompress((files("verbale") / "publish" / "figures" / "coast.xz").read_bytes()).decode()
    return tuple(tuple(_ring([int(value) for value in line.split()])) for line in data.splitlines())


def _ring(values: list[int]) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy in zip(values[::2], values[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x * _STEP, y * _STEP
