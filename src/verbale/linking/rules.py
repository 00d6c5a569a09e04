"""The baseline: three rules that a person can read and check, without any extra installed.

Two claims of different accounts may tell one event when (1) their days lie within one day of each other, (2) their places share a name, or their
points lie within the two radii of each other, and (3) neither act nor toll speaks against it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from verbale.linking.records import Record

VERSION = "rules/2"
DAYS = 1
NAMESAKE_KM = 40.0
"""Places of one name that lie farther apart are two."""
EARTH_KM = 6371.0
_GRID = 0.25
_BROAD = frozenset(("fire", "hit", "attack", "bombardment"))
"""Acts that any other can be told as."""


def gap(one: Record, other: Record) -> int | None:
    """Days between two claims: 0 when their days overlap, `None` when a day is not told."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(one.first - other.last, other.first - one.last, 0)


def kilometres(one: Record, other: Record) -> float | None:
    """Great-circle distance in kilometres (sphere of 6,371 km); `None` without two points."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    phi, psi = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def near(one: Record, other: Record) -> bool:
    """Rule 2: a name in common (inside one region, where both tell theirs; or points no farther apart than `NAMESAKE_KM`), or points within the two radii."""
    apart = kilometres(one, other)
    if not set(one.bones).isdisjoint(other.bones):
        if apart is not None:
            return apart <= max(NAMESAKE_KM, one.radius + other.radius)
        return not one.regions or not other.regions or not set(one.regions).isdisjoint(other.regions)
    return apart is not None and apart <= one.radius + other.radius


def compatible(one: Record, other: Record) -> bool:
    """Rule 3: bounds of the killed that overlap, and an act in common; what one of them does not tell speaks against nothing."""
    if one.low is not None and other.low is not None:
        highest = [math.inf if r.high is None else r.high for r in (one, other)]
        if one.low > highest[1] or other.low > highest[0]:
            return False
    first, second = set(one.acts), set(other.acts)
    return not first or not second or bool(first & second) or bool((first | second) & _BROAD)


def pairs_by_rules(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Positions of claims that all three rules hold for one event, each pair once, nearest in time and toll first for either claim."""
    by_key: dict[tuple[int, str], list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        for day in _days(record):
            for key in _places(record, (0,)):
                by_key[day, key].append(position)
    for position, record in enumerate(records):
        met: set[int] = set()
        for day in _days(record, DAYS):
            for key in _places(record, (-1, 0, 1)):
                met.update(other for other in by_key.get((day, key), ()) if other > position)
        found = [other for other in met if _fits(record, records[other])]
        yield from ((position, other) for other in sorted(found))


def closeness(one: Record, other: Record) -> tuple[float, ...]:
    """The order of proposals by the rules: the same bounds of the killed, days apart, kilometres apart; smaller is closer."""
    apart = kilometres(one, other)
    return (float(one.high != other.high), float(gap(one, other) or 0), 5.0 if apart is None else apart)


def _fits(one: Record, other: Record) -> bool:
    days = gap(one, other)
    return one.account != other.account and days is not None and days <= DAYS and near(one, other) and compatible(one, other)


def _days(record: Record, more: int = 0) -> range:
    if record.first is None or record.last is None:
        return range(0)
    return range(record.first - more, min(record.last, record.first + 31) + more + 1)


def _places(record: Record, steps: tuple[int, ...]) -> Iterator[str]:
    yield from record.bones
    if record.lat is not None and record.lon is not None:
        y, x = math.floor(record.lat / _GRID), math.floor(record.lon / _GRID)
        yield from (f"{y + dy} {x + dx}" for dy in steps for dx in steps)
