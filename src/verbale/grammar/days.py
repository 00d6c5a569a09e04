"""Days as told in a text, and what they are once the letter's date and the day told just before are known.

Conventions (FORMAT.md fixes the first five; the rest are ours):
- relative days count from the letter's date; without it they are unknown;
- the past N days end on the letter's day and have N days, "48 hours" two;
- a day and month without a year is the last such day that is not after the letter's date;
- a month is its first to its last day; "since" ends on the letter's day; "the night of 21 to 22" is both days;
- a weekday is the last such day before or on the letter's date, and before it when the text says "last";
- the first, second and third week of a month are its days 1-7, 8-14, 15-21, the last its last seven days;
- early, mid and late are the thirds of a month (1-10, 11-20, 21-end) or year (four months each);
- last week, month and year are the calendar's (weeks begin on Monday); this week, month and year end on the letter's day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.model import Code, Days

if TYPE_CHECKING:
    from verbale.text import Span


class DateKind(StrEnum):
    """How a date is told."""

    ABSOLUTE = "absolute"
    PARTIAL = "partial"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"
    CONTEXT = "context"
    WINDOW = "window"
    LIST = "list"
    RANGE = "range"
    SINCE = "since"
    UNTIL = "until"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Point:
    """One day, month or year as told: written (`origin` empty), or counted from the letter's date or the context.

    `weekday` is 0 (Monday) to 6; `portion` is "early", "mid" or "late". A counted point is `step` units
    away ("hours", "days", "weeks", "months", "years"; "week", "month", "year" and "weekend" of the calendar; "weekday");
    with `length`, it is that many units that end on the origin.
    `step` is `None` when the number is not told ("a few days ago", "recent weeks").
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    portion: str = ""
    origin: str = ""
    unit: str = ""
    step: int | None = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, or a time of day without one (`kind` "time").

    Spans are half-open in code points. `span` covers the date and a part of day that touches it; `day_span` the date
    alone, `part_span` the words of the part of day. `open_start` marks what is told as going on until the letter's
    date ("since 10 May"); `naming` a year that belongs to a name ("the 1949 agreement"): it dates nothing.
    """

    span: Span
    kind: DateKind
    points: tuple[Point, ...] = ()
    part_of_day: str | None = None
    part_span: Span | None = None
    day_span: Span | None = None
    open_start: bool = False
    naming: bool = False
    rule: str = ""

    @property
    def weekday(self) -> int | None:
        """The weekday told with the first day, 0 (Monday) to 6; `None` when none is told."""
        return self.points[0].weekday if self.points else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of a mention: from the first to the last (`None`: unknown), one by one for a list, and what is wrong.

    An `UNTIL` has no first day: `days` is then `None`, unless the context gives it, and `each` holds the last day.
    """

    days: Days | None = None
    each: tuple[Days, ...] = ()
    problem: Code | None = None


class _ImpossibleError(Exception):
    """A day that no calendar has."""


def resolve(mention: DateMention, reference: date | None, context: Days | None = None) -> Resolved:
    """The days of `mention`.

    Args:
        mention: what `find_dates` gave.
        reference: the letter's date.
        context: the day or days told just before, for "the same day", "two days later", "the 27th".
    """
    if mention.naming or not mention.points:
        return Resolved()
    try:
        each = _points(mention, reference, context)
    except (_ImpossibleError, OverflowError):
        return Resolved(problem=Code.IMPOSSIBLE_DATE)
    known = tuple(days for days in each if days)
    problem = Code.WEEKDAY if _weekday_wrong(mention.points, each) else None
    if len(known) < len(each):
        return Resolved(None, known, problem)
    if mention.kind is DateKind.SINCE:
        return _since(known[0], reference, problem)
    if mention.kind is DateKind.UNTIL:
        days = Days(context.first, known[0].last) if context and context.first <= known[0].last else None
        return Resolved(days, known[:1], problem)
    first, last = min(d.first for d in known), max(d.last for d in known)
    if mention.kind is DateKind.RANGE:
        return Resolved(Days(first, last), (Days(first, last),), problem)
    return Resolved(Days(first, last), known, problem)


def _since(start: Days, reference: date | None, problem: Code | None) -> Resolved:
    if reference is None or start.first > reference:
        return Resolved(None, (start,), problem)
    days = Days(start.first, reference)
    return Resolved(days, (days,), problem)


def _weekday_wrong(points: tuple[Point, ...], each: list[Days | None]) -> bool:
    return any(
        point.weekday is not None and point.unit != "weekday" and days and days.first == days.last and days.first.weekday() != point.weekday
        for point, days in zip(points, each, strict=True)
    )


def _points(mention: DateMention, reference: date | None, context: Days | None) -> list[Days | None]:
    """The days of each point. Later points of a list or range are looked for from the one before."""
    points = mention.points
    reference, context = _seen_from(points[0], reference, context)
    if mention.kind is DateKind.RANGE and all(p.unit == "weekday" for p in points):
        end = _point(points[-1], reference, context)
        return [_point(points[0], end.last, None) if end else None, end]
    if len(points) > 1 and all(p.month is None and p.day and not p.origin for p in points):
        return _days_of_one_month(points, reference, context)
    found: list[Days | None] = []
    for point in points:
        before = found[-1] if found else None
        if before and not point.origin and point.year is None:
            found.append(_beside(point, before, reference, forward=mention.kind is DateKind.RANGE))
        else:
            found.append(_point(point, reference, context))
    return found


LAST_YEAR = "last year"
OF_LETTER = ("this year", "last year", "this month", "last month")
"""Units of a written day that is told to be of the letter's year or month, or of the one before: "19 January of this year", "the 5th ultimo"."""


def _seen_from(point: Point, reference: date | None, context: Days | None) -> tuple[date | None, Days | None]:
    """From where a written day is looked for: of the letter's time, whatever day was told before, where it says so."""
    if point.unit not in OF_LETTER or point.origin:
        return reference, context
    if reference and point.unit == "last month":
        return reference.replace(day=1) - timedelta(days=1), None
    if reference and point.unit == "last year":
        return date(reference.year - 1, 12, 31), None
    return reference, None


def _days_of_one_month(points: tuple[Point, ...], reference: date | None, context: Days | None) -> list[Days | None]:
    """Several days of a month ("the 27th, 28th and 29th"): of the month told just before, else of the latest that has them all by the letter's date."""
    days = [p.day or 0 for p in points]
    latest = context.last.replace(day=monthrange(context.last.year, context.last.month)[1]) if context else reference
    if latest is None:
        return [None for _ in points]
    for back in range(4):
        month = _months_away(latest.replace(day=1), -back)
        if _exists(month.year, month.month, max(days)) and month.replace(day=max(days)) <= latest:
            return [Days(month.replace(day=d), month.replace(day=d)) for d in days]
    raise _ImpossibleError


def _beside(point: Point, before: Days, reference: date | None, *, forward: bool) -> Days:
    """A point without a year, told beside the one before it: of a range the next such day, of a list the nearest."""
    start = before.first
    if point.month is None:
        months = [_months_away(start.replace(day=1), ahead) for ahead in range(3)]
    else:
        months = [date(year, point.month, 1) for year in range(start.year - 8, start.year + 9)]
    found = [_written(point, m.year, m.month) for m in months if _exists(m.year, m.month, point.day)]
    if forward:
        found = [days for days in found if days.last >= start]
    elif reference:
        found = [days for days in found if days.first <= reference]
    if not found:
        raise _ImpossibleError
    return min(found, key=lambda days: (abs((days.first - start).days), days.first < start))


def _point(point: Point, reference: date | None, context: Days | None) -> Days | None:
    if not point.origin:
        return _written_point(point, reference, context)
    letter = Days(reference, reference) if reference else None
    origin = letter if point.origin == "reference" else context
    if origin is None or point.step is None:
        return None
    if point.length is not None:
        return _window(point.unit, point.length, origin.last)
    if point.unit == "weekday":
        return _weekday(point, origin)
    if point.unit in {"week", "month", "year", "weekend"}:
        return _stretch(point, origin, ends=point.origin == "reference")
    return _stepped(point, origin)


def _stepped(point: Point, origin: Days) -> Days:
    """So many days, weeks, months or years before the first or after the last day of the origin."""
    step = point.step or 0
    if step == 0:
        return origin
    start = origin.last if step > 0 else origin.first
    if point.unit in {"months", "years"}:
        day = _months_away(start, step * (12 if point.unit == "years" else 1))
    else:
        hours = {"hours": 1, "weeks": 168}.get(point.unit, 24) * abs(step)
        day = start + timedelta(days=(1 if step > 0 else -1) * (hours // 24))
    return Days(day, day)


def _months_away(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if not 1 <= year <= 9999:
        raise _ImpossibleError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


DAY = 24
"""Hours of a day."""


def _window(unit: str, length: int, end: date) -> Days:
    """The `length` units that end on `end`, which is the last of them."""
    if unit in {"months", "years"}:
        return Days(_months_away(end, -length * (12 if unit == "years" else 1)) + timedelta(days=1), end)
    days = length * (7 if unit == "weeks" else 1)
    if unit == "hours":
        days = 2 if length == DAY else max(1, -(-length // DAY))  # "the past 24 hours" are of yesterday and today
    return Days(end - timedelta(days=days - 1), end)


def _weekday(point: Point, origin: Days) -> Days | None:
    """The last such weekday before or on the origin; with a step, the nearest strictly before or after it."""
    if point.weekday is None:
        return None
    if point.step == 1:
        day = origin.last + timedelta(days=(point.weekday - origin.last.weekday() - 1) % 7 + 1)
    else:
        start = origin.first - timedelta(days=1 if point.step else 0)
        day = start - timedelta(days=(start.weekday() - point.weekday) % 7)
    return Days(day, day)


def _stretch(point: Point, origin: Days, *, ends: bool) -> Days:
    """The calendar's week, month, year or weekend; the one of the letter's own day `ends` on that day."""
    day, step = (origin.last if (point.step or 0) > 0 else origin.first), point.step or 0
    if point.unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(days=7 * step)
        whole = Days(saturday, saturday + timedelta(days=1))
    elif point.unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        whole = Days(monday, monday + timedelta(days=6))
    else:
        moved = _months_away(day.replace(day=1), step * (12 if point.unit == "year" else 1))
        whole = _period(moved.year, moved.month if point.unit == "month" else None, point.portion)
    if ends and step == 0 and whole.first <= day < whole.last:
        return Days(whole.first, day)
    return whole


def _written_point(point: Point, reference: date | None, context: Days | None) -> Days | None:
    """A written date; what it lacks comes from the letter's date, or from the context where that is years earlier."""
    if point.year is not None:
        return _written(point, point.year, point.month)
    if point.day is not None and not 1 <= point.day <= 31:
        raise _ImpossibleError
    if point.month is None:
        return _day_of_month(point, reference, context)
    if not _exists(2000, point.month, point.day):
        raise _ImpossibleError
    elsewhere = context is not None and (reference is None or (reference - context.last).days > 366)
    latest = reference or (context.last + timedelta(days=366) if context else None)
    if latest is None:
        return None
    years = [y for y in range(latest.year, latest.year - 9, -1) if _exists(y, point.month, point.day)]
    if elsewhere and context:
        near = context.first
        years = [y for y in range(near.year - 8, near.year + 9) if _exists(y, point.month, point.day)]
        years.sort(key=lambda y: abs((_written(point, y, point.month).first - near).days))
    return next((days for days in (_written(point, y, point.month) for y in years) if days.first <= latest), None)


def _day_of_month(point: Point, reference: date | None, context: Days | None) -> Days | None:
    """A day of a month ("the 27th"): of the month told just before, else the last such day not after the letter's date."""
    if context and _exists(context.last.year, context.last.month, point.day):
        return _written(point, context.last.year, context.last.month)
    if reference is None or point.day is None:
        return None
    months = (_months_away(reference.replace(day=1), -back) for back in range(3))
    days = (date(m.year, m.month, point.day) for m in months if _exists(m.year, m.month, point.day))
    return next((Days(day, day) for day in days if day <= reference), None)


def _exists(year: int, month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(year, month)[1])


def _written(point: Point, year: int, month: int | None) -> Days:
    if month is None or point.day is None:
        if month is not None and not 1 <= month <= 12:
            raise _ImpossibleError
        return _period(year, month, point.portion)
    if not _exists(year, month, point.day):
        raise _ImpossibleError
    day = date(year, month, point.day)
    return Days(day, day)


def _period(year: int, month: int | None, portion: str) -> Days:
    if month is None:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}.get(portion, (1, 12))
        return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    end = monthrange(year, month)[1]
    stretch = {
        "early": (1, 10), "mid": (11, 20), "late": (21, end), "first half": (1, 15), "second half": (16, end),
        "first week": (1, 7), "first two weeks": (1, 14), "second week": (8, 14), "third week": (15, 21), "last week": (end - 6, end),
    }  # fmt: skip
    first, last = stretch.get(portion, (1, end))
    return Days(date(year, month, first), date(year, month, last))
