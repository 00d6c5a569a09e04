"""Makes a date mention of the tokens that a pattern of the calendar matched. Knows senses and order, no language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.grammar.days import DateKind, DateMention, Point
from verbale.text import Span, cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.grammar.calendar import DatePattern, Token

_MONTHS = ("month", "short_month", "doubtful_month")
_POINT_SORTS = {"weekday": "weekly", "week": "period", "month": "period", "year": "period", "weekend": "period"}
_KIND_SORTS = {
    DateKind.LIST: "list", DateKind.RANGE: "range", DateKind.MONTH: "period", DateKind.YEAR: "period", DateKind.TIME: "time",
    DateKind.WINDOW: "done", DateKind.SINCE: "done", DateKind.UNTIL: "done",
}  # fmt: skip


def sort_of(mention: DateMention) -> str:
    """What the templates of later levels may take the mention for (a key of `THING_SENSES`)."""
    if mention.naming:
        return "done"
    if (sort := _KIND_SORTS.get(mention.kind)) is not None:
        return sort
    point = mention.points[0]
    if not point.origin:
        return "written"
    return _POINT_SORTS.get(point.unit) or ("today" if point.origin == "reference" else "context")


def _value(token: Token, senses: tuple[str, ...]) -> Any:
    """The value of a token in the first of `senses` that it has; `None` when it has none."""
    held = token.entry.senses
    return next((held[sense] for sense in senses if sense in held), None)


def _first(tokens: list[Token], *senses: str) -> Any:
    return next((value for token in tokens if (value := _value(token, senses)) is not None), None)


def _span(tokens: list[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)


def _things(tokens: list[Token]) -> list[DateMention]:
    return [token.entry.senses["thing"] for token in tokens if "thing" in token.entry.senses]


@dataclass(slots=True)
class _Draft:
    """A written day while its month and year are still to come."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def _date(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """A written day, a list of them or a range: "25 February 2018", "27, 28 and 29 May", "6-8 July"."""
    del folded
    drafts: list[_Draft] = []
    month = weekday = start = None
    ranged = False
    for token in tokens:
        held = token.entry
        if held.weekday is not None:
            weekday, start = held.weekday, token.start
            if drafts and token is tokens[-2] and drafts[0].weekday is None:
                drafts[0].weekday = weekday
        elif held.month is not None:
            month = held.month
            for draft in drafts:
                if draft.month is None:
                    draft.month = month
            if drafts:
                drafts[-1].end = token.end
            elif start is None:
                start = token.start
        elif held.day is not None:
            drafts.append(_Draft(token.start if start is None else start, token.end, held.day, month, None, weekday))
            weekday = start = None
        elif "year" in held.senses:
            for draft in drafts:
                draft.year = held.senses["year"]
            drafts[-1].end = token.end
        elif "numeric" in held.senses:
            year, month, day = held.senses["numeric"]
            drafts.append(_Draft(token.start if start is None else start, token.end, day, month, year, weekday))
        elif drafts and "to" in held.senses:
            ranged = True
    points = tuple(Point(Span(d.start, d.end), d.year, d.month, d.day, d.weekday, unit=pattern.attributes.get("unit", "")) for d in drafts)
    kind = DateKind.ABSOLUTE if points[0].year else DateKind.PARTIAL
    if len(points) > 1:
        kind = DateKind.RANGE if ranged else DateKind.LIST
    return DateMention(_span(tokens), kind, points, rule=pattern.rule)


def _period(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """A month or a year, whole or a portion of it; two years are a range."""
    del folded
    years = [token for token in tokens if "year" in token.entry.senses]
    month, portion = _first(tokens, *_MONTHS), _first(tokens, "portion") or pattern.attributes.get("portion", "")
    span = _span(tokens)
    months = [token for token in tokens if token.entry.month is not None]
    if len(years) > 1 or len(months) > 1:
        year = years[0].entry.senses["year"] if months and years else None
        points = [Point(Span(t.start, t.end), t.entry.senses.get("year"), t.entry.month) for t in months or years]
        points[-1] = replace(points[-1], year=points[-1].year or year)
        return DateMention(span, DateKind.RANGE, _with_years(points), rule=pattern.rule)
    year = years[0].entry.senses["year"] if years else None
    kind = DateKind.YEAR if month is None else DateKind.MONTH
    return DateMention(span, kind, (Point(span, year, month, portion=portion, unit=pattern.attributes.get("unit", "")),), rule=pattern.rule)


def _naming(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    del folded
    year = next(token for token in tokens if "year" in token.entry.senses)
    span = Span(year.start, year.end)
    return DateMention(span, DateKind.YEAR, (Point(span, year.entry.senses["year"]),), naming=True, rule=pattern.rule)


def _number(tokens: list[Token]) -> int | None:
    """How many: 1 when no number is told ("the past week"), `None` when it is a vague word ("a few")."""
    if any("vague" in t.entry.senses and "number" not in t.entry.senses for t in tokens):
        return None
    ordinal = _first(tokens, "ordinal", "ordinal_word")
    numbers = [value for t in tokens if (value := _value(t, ("count", "number"))) is not None]
    return ordinal or (numbers[-1] if numbers else 1)


def _counted(tokens: list[Token], pattern: DatePattern, folded: str, point: Point, kind: DateKind | None = None) -> DateMention:
    """A mention of one point that is counted from the letter's date or the context, with the part of day in it."""
    kind = kind or (DateKind.CONTEXT if point.origin == "context" else DateKind.RELATIVE)
    parts = [token for token in tokens if "part" in token.entry.senses]
    if pattern.attributes.get("part"):
        parts = tokens
    part_span = _span(parts) if parts else None
    return DateMention(_span(tokens), kind, (point,), part_span.of(folded) if part_span else None, part_span, rule=pattern.rule)


def _relative(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    step: int | None = pattern.attributes.get("step", 0)
    if direction := pattern.attributes.get("direction"):
        number = _number(tokens)
        step = None if number is None else number * direction
    unit = (_first(tokens, "unit") or "days") if direction else "days"
    if step is None and unit == "hours":
        step = 0  # "a few hours ago" is taken for the letter's own day
    point = Point(_span(tokens), weekday=_first(tokens, "weekday"), origin=pattern.attributes["origin"], unit=unit, step=step)
    return _counted(tokens, pattern, folded, point)


def _weekday(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    step = pattern.attributes.get("direction", 0)
    point = Point(_span(tokens), weekday=_first(tokens, "weekday"), origin=pattern.attributes["origin"], unit="weekday", step=step)
    return _counted(tokens, pattern, folded, point)


def _window(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    number, unit = _number(tokens), _first(tokens, "unit")
    if number is None and unit == "hours":
        number = 1
    point = Point(_span(tokens), origin=pattern.attributes["origin"], unit=unit, step=None if number is None else 0, length=number)
    return _counted(tokens, pattern, folded, point, DateKind.WINDOW)


def _stretch(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    unit = _first(tokens, "stretch") or "weekend"
    step = pattern.attributes.get("step", 0)
    point = Point(_span(tokens), portion=_first(tokens, "portion") or "", origin=pattern.attributes["origin"], unit=unit, step=step)
    return _counted(tokens, pattern, folded, point)


def _time(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    span = _span(tokens)
    return DateMention(span, DateKind.TIME, (), span.of(folded), span, rule=pattern.rule)


def _timed(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """A date and the part of day that touches it; the sort of date stays."""
    del pattern
    day = next(thing for thing in _things(tokens) if thing.kind is not DateKind.TIME)
    times = [thing.span for thing in _things(tokens) if thing.kind is DateKind.TIME]
    times += [Span(t.start, t.end) for t in tokens if "part" in t.entry.senses]
    if not times:
        times = [Span(tokens[0].start, tokens[0].end)]
    told = sorted([*times, *([day.part_span] if day.part_span else [])])
    part, days = cover(told), day.day_span or day.span
    if part.start < days.start and days.end < part.end:  # "in the early hours of Friday, 2 March, at 3.15 a.m."
        return replace(day, span=_span(tokens), part_of_day=", ".join(p.of(folded) for p in told), part_span=told[0], day_span=days)
    return replace(day, span=_span(tokens), part_of_day=part.of(folded), part_span=part, day_span=days)


def _apposition(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """One day told twice: "today, 12 December 2007", "Sunday, yesterday". The fuller account of it stays."""
    told = _things(tokens)
    told.sort(key=lambda m: ("written", "today", "weekly").index(sort_of(m)))
    day = told[0]
    weekdays = {mention.weekday for mention in told} - {None}
    if len(weekdays) > 1:
        return None
    points = (replace(day.points[0], weekday=next(iter(weekdays), None)),)
    spans = [m.part_span for m in told if m.part_span]
    part = cover(spans) if spans else None
    return replace(day, span=_span(tokens), points=points, part_of_day=part.of(folded) if part else None, part_span=part, rule=pattern.rule)


def _with_years(points: list[Point]) -> tuple[Point, ...]:
    """Each written point without a year gets that of the point after it ("29 September to 2 October 1985")."""
    for at in range(len(points) - 2, -1, -1):
        point, later = points[at], points[at + 1]
        if point.year is None and not point.origin and later.year is not None:
            month = point.month or later.month
            earlier = month is not None and later.month is not None and month > later.month
            points[at] = replace(point, year=later.year - earlier, month=month)
    return tuple(points)


def _joined(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """Several days side by side; days each with its own part of day stay apart."""
    del folded
    things = _things(tokens)
    if any(thing.part_span for thing in things):
        return None
    points = _with_years([point for thing in things for point in thing.points])
    return DateMention(_span(tokens), DateKind.LIST, points, rule=pattern.rule)


def _named(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    """A day that names something ("the lines of 4 June 1967") and dates nothing."""
    del folded
    return replace(_things(tokens)[0], naming=True, rule=pattern.rule)


def _framed(tokens: list[Token], pattern: DatePattern, kind: DateKind, points: tuple[Point, ...]) -> DateMention:
    things = _things(tokens)
    part = next((thing for thing in things if thing.part_span), None)
    days = cover([thing.day_span or thing.span for thing in things])
    words, span = (part.part_of_day, part.part_span) if part else (None, None)
    return DateMention(_span(tokens), kind, points, words, span, days, open_start=kind is DateKind.SINCE, rule=pattern.rule)


def _since(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    del folded
    return _framed(tokens, pattern, DateKind.SINCE, _things(tokens)[0].points[:1])


def _between(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    del folded
    things = _things(tokens)
    start, end = things[0].points[0], things[-1].points[-1]
    if end.origin == "reference" and end.unit == "days" and end.step == 0:  # "from 10 May until today"
        return _framed(tokens, pattern, DateKind.SINCE, (start,))
    return _framed(tokens, pattern, DateKind.RANGE, _with_years([start, end]))


def _until(tokens: list[Token], pattern: DatePattern, folded: str) -> DateMention | None:
    del folded
    return _framed(tokens, pattern, DateKind.UNTIL, _things(tokens)[0].points[-1:])


BUILDERS: dict[str, Callable[[list[Token], DatePattern, str], DateMention | None]] = {
    "date": _date, "period": _period, "naming": _naming, "relative": _relative, "weekday": _weekday, "window": _window, "stretch": _stretch,
    "time": _time, "times": _time, "timed": _timed, "apposition": _apposition, "joined": _joined, "since": _since, "between": _between, "until": _until, "named": _named,
}  # fmt: skip
"""What the `value` of a pattern names."""
