"""What the cells of real tables hold: numbers with their bounds, days, coordinates and lists, with every way of saying "nothing"."""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.model import Bound, Days

_NUMBER = re.compile(r"([+-]?\d{1,3}(?:[, \u00a0\u202f]\d{3})+|[+-]?\d+)(?:[.,]0*)?")
_PARTS = re.compile(r"\s*(?:;|\||(?<!n)/|\bto\b|(?<=\d)\s*[-–]\s*(?=\d))\s*")
_TIME = r"(?:[T ,]+\d{1,2}:\d\d.*)?"
_DAY = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}|(\d{{4}})(\d\d)(\d\d)")
_WRITTEN = re.compile(
    rf"(\d{{1,2}})(?:er|st|nd|rd|th|º|°)?[ \-/.]+(?:de )?([^\W\d_][^\d,]*?)\.?[ \-/.,]+(?:de |del )?(\d{{4}})(?: ?г\.?)?{_TIME}"
    rf"|([^\W\d_][^\d,]*?)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}"
)
_TWO_FIRST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})|([^\W\d_][^\d,]*?)\.?[ \-/.,]+(?:de |del )?(\d{4})")
_YEAR = re.compile(r"(\d{4})")
_DEGREES = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEWnsew]?)")
_TWO_DEGREES = re.compile(
    r"\(?\s*([+-]?\d+\.\d+\s*°?\s*[NSns]?)\s*[,;\s]\s*([+-]?\d+\.\d+\s*°?\s*[EWew]?)\s*\)?"
    r"|\(?\s*([+-]?\d+,\d+\s*°?\s*[NSns]?)\s*[;\s]\s*([+-]?\d+,\d+\s*°?\s*[EWew]?)\s*\)?"
)
"""Both degrees in one cell; with decimal commas no comma stands between them, so that "34,5" is never two numbers."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a cell says of a number of persons: its numbers, or the sense of a vague word, and the bound that words or signs state."""

    numbers: tuple[int, ...]
    bound: Bound = Bound.EXACT
    vague: str = ""


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("verbale.datasets") / "cells.toml").read_text(encoding="utf-8"))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(("", *_words()["nothing"]))


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound]]:
    """What stands before a number, what after it, and the bound that each states."""
    known = {word: Bound(bound) for side in ("before", "after") for bound, listed in _words()[side].items() for word in listed}

    def one_of(side: str) -> str:
        listed = sorted((w for words in _words()[side].values() for w in words), key=len, reverse=True)
        return "|".join(re.escape(w) for w in listed)

    return re.compile(rf"({one_of('before')})\s*(?=\d)"), re.compile(rf"(?<=\d)\s*({one_of('after')})"), known


def is_nothing(text: str) -> bool:
    """True for an empty cell and for words that say that nothing is stated."""
    return text.strip().lower() in _nothing()


def _is_unknown(text: str) -> bool:
    """True for a number or day that is not known; as the name of a person "unknown" says that there was one."""
    return is_nothing(text) or text.strip().lower() in _words()["unknown"]


def numbers(text: str) -> list[int]:
    """The whole numbers of a cell: none for an empty one, several for "2;200;900" or "4-7".

    Raises:
        ValueError: if something else stands there, or a number is negative.
    """
    if _is_unknown(text):
        return []
    found = []
    for piece in _PARTS.split(text.strip()):
        if _is_unknown(piece):
            continue
        match = _NUMBER.fullmatch(piece)
        if match is None or piece.startswith("-"):
            raise ValueError(f"{text.strip()!r} is no number of persons")
        found.append(int(re.sub(r"\D", "", match[1])))
    return found


def count(text: str) -> Count:
    """The number of persons of a cell with its bound: "50+", "about 7", "<5", "dozens"; without numbers for an empty cell.

    Raises:
        ValueError: if something else stands there.
    """
    written = text.strip().lower()
    if _is_unknown(written):
        return Count(())
    vague = next((sense for sense, words in _words()["vague"].items() if written in words), "")
    if vague:
        return Count((), Bound.VAGUE, vague)
    before, after, known = _bounds()
    bound = Bound.EXACT
    if match := before.match(written):
        written, bound = written[match.end() :], known[match[1]]
    elif (match := after.search(written)) and match.end() == len(written):
        written, bound = written[: match.start()], known[match[1]]
    try:
        return Count(tuple(numbers(written)), bound)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no number of persons") from None


# -- days ---------------------------------------------------------------------------------------------------------------


def days(text: str, *, month_first: bool = False) -> Days | None:
    """The day of a cell, or all days of a month or year where it says no more; `None` for an empty one.

    "03/04/2019" is 3 April unless `month_first`.

    Raises:
        ValueError: if something else stands there.
    """
    written = text.strip()
    if _is_unknown(written):
        return None
    try:
        found = _day(written, month_first=month_first) or _stretch(written)
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"{written!r} is no day")
    return found


def _day(written: str, *, month_first: bool) -> Days | None:
    """Raises ValueError for a day that no calendar has."""
    if match := _DAY.fullmatch(written):
        return _one(*(int(part) for part in match.groups() if part))
    if match := _TWO_FIRST.fullmatch(written):
        first, second, year = (int(part) for part in match.groups())
        swapped = second > 12 or (month_first and first <= 12)
        return _one(year, first, second) if swapped else _one(year, second, first)
    if match := _WRITTEN.fullmatch(written):
        written_day, name, year_ = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
        month = _month(name)
        return _one(int(year_), month, int(written_day)) if month else None
    return None


def _one(year: int, month: int, day: int) -> Days:
    found = date(year, month, day)
    return Days(found, found)


def _stretch(written: str) -> Days | None:
    """All days of a month or of a year."""
    if match := _YEAR.fullmatch(written):
        return Days(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    if not (match := _MONTH.fullmatch(written)):
        return None
    year = int(match[1] or match[4] or match[6])
    month = int(match[2] or match[3]) if match[5] is None else _month(match[5])
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])) if month else None


@cache
def _month(name: str) -> int:
    """The month whose name begins so in any of six languages; 0 for none."""
    written = name.strip().lower()
    known = [(len(form), int(number)) for number, forms in _words()["months"].items() for form in forms if written.startswith(form)]
    return max(known, default=(0, 0))[1]


def month_stands_first(text: str) -> bool | None:
    """True for "04/13/2031", False for "13/04/2031"; `None` for a day that reads both ways, and for any that is not written so."""
    match = _TWO_FIRST.fullmatch(text.strip())
    if match is None or (int(match[1]) > 12) == (int(match[2]) > 12):
        return None
    return int(match[2]) > 12


def reads_both_ways(text: str) -> bool:
    """True for "03/04/2031", in which the day or the month can stand first."""
    match = _TWO_FIRST.fullmatch(text.strip())
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and int(match[1]) != int(match[2])


# -- places and lists ----------------------------------------------------------------------------------------------------


def degrees(lat: str, lon: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84), `None` when both cells are empty; both may stand in the first.

    Raises:
        ValueError: if one is missing, is no number or lies off the globe.
    """
    if is_nothing(lat) and is_nothing(lon):
        return None
    both = _TWO_DEGREES.fullmatch(lat.strip()) if is_nothing(lon) else None
    try:
        made = _degree(both[1] or both[3] if both else lat), _degree(both[2] or both[4] if both else lon)
    except ValueError:
        raise ValueError(f"no coordinates: {lat.strip()!r}, {lon.strip()!r}") from None
    if not (-90 <= made[0] <= 90 and -180 <= made[1] <= 180):
        raise ValueError(f"coordinates off the globe: {made[0]}, {made[1]}")
    return made


def _degree(written: str) -> float:
    match = _DEGREES.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    number = float(match[1].replace(",", "."))
    return -number if match[2] in set("SWsw") else number


def listed(text: str, separators: str) -> list[tuple[int, int]]:
    """Where the entries of a cell stand in it: cut at any character of `separators`, without spaces around, empty ones left out."""
    spans = []
    start = 0
    for end in [*(m.start() for m in re.finditer(f"[{re.escape(separators)}]", text)), len(text)] if separators else [len(text)]:
        piece = text[start:end]
        inner = piece.strip(" \"'“”")
        if not is_nothing(inner):
            offset = start + piece.index(inner)
            spans.append((offset, offset + len(inner)))
        start = end + 1
    return spans
