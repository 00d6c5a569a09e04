"""What the cells of real tables hold: numbers, days, coordinates and lists, with every way of saying "nothing"."""

from __future__ import annotations

import re
from datetime import date

_NOTHING = frozenset(
    ("", "n/a", "na", "n.a.", "null", "none", "nan", "nil", "-", "--", "–", "—", ".", "?", "#n/a", "not available", "not stated", "missing")
)
_NUMBER = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+|[+-]?\d+)(?:\.0*)?")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?|(\d{4})(\d\d)(\d\d)")
_WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})|([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_TWO_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d\d.*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def is_nothing(text: str) -> bool:
    """True for an empty cell and for words that say that nothing is stated."""
    return text.strip().lower() in _NOTHING


def numbers(text: str) -> list[int]:
    """The whole numbers of a cell: none for an empty one, several for "2;200;900" or "4-7".

    Raises:
        ValueError: if something else stands there, or a number is negative.
    """
    if is_nothing(text):
        return []
    found = []
    for piece in re.split(r"\s*(?:;|\||(?<!n)/|\bto\b|(?<=\d)\s*[-–]\s*(?=\d))\s*", text.strip()):
        if is_nothing(piece):
            continue
        match = _NUMBER.fullmatch(piece)
        if match is None or piece.startswith("-"):
            raise ValueError(f"{text.strip()!r} is no number of persons")
        found.append(int(match[1].replace(",", "")))
    return found


def day(text: str, *, month_first: bool = False) -> date | None:
    """The day of a cell, `None` for an empty one. "03/04/2019" is 3 April unless `month_first`.

    Raises:
        ValueError: if something else stands there.
    """
    written = text.strip()
    if is_nothing(written):
        return None
    try:
        if match := _DAY.fullmatch(written):
            return date(*(int(part) for part in match.groups() if part))
        if match := _WRITTEN.fullmatch(written):
            number, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
            return date(int(year), _MONTHS.index(name[:3].lower()) + 1, int(number))
        if match := _TWO_FIRST.fullmatch(written):
            first, second, year = (int(part) for part in match.groups())
            return date(year, first, second) if month_first or second > 12 else date(year, second, first)
    except ValueError:
        pass
    raise ValueError(f"{written!r} is no day")


def degrees(lat: str, lon: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84), `None` when both cells are empty.

    Raises:
        ValueError: if one is missing, is no number or lies off the globe.
    """
    if is_nothing(lat) and is_nothing(lon):
        return None
    try:
        made = float(lat.strip().replace(",", ".")), float(lon.strip().replace(",", "."))
    except ValueError:
        raise ValueError(f"no coordinates: {lat.strip()!r}, {lon.strip()!r}") from None
    if not (-90 <= made[0] <= 90 and -180 <= made[1] <= 180):
        raise ValueError(f"coordinates off the globe: {made[0]}, {made[1]}")
    return made


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
