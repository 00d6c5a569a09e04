"""A date written in full, as mastheads, titles and date lines write it: day, month and year, in six languages.

Dates inside the running text (relative ones, ranges, weekdays) are `verbale.grammar.dates`; here only what a head needs.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from verbale.grammar.formulas import form
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.structure.forms import Forms

_NUMERAL = {"ii": 11, "l": 1, "i": 1, "lo": 10, "io": 10, "ll": 11, "il": 11, "li": 11, "i1": 11, "1l": 11, "l1": 11, "1i": 11}
"""What character recognition makes of a day's figures ("II October" for 11 October)."""
_DAY = r"(?P<d>\d{1,2}|[il1]{1,2}|[il]o)"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"


@cache
def _months(languages: tuple[str, ...], forms: Forms) -> tuple[str, dict[str, int]]:
    table: dict[str, int] = {}
    for key in ("names", "twins", "short"):
        for language in languages:
            listed = forms.table(language, "months").get(key, [])
            table |= {name: i for i, name in enumerate(listed, 1) if name not in table}
    names = "|".join(form(n) for n in sorted(table, key=len, reverse=True))
    return names, {n.replace(" ", ""): i for n, i in table.items()}


@cache
def _pattern(forms: Forms) -> tuple[re.Pattern[str], dict[str, int]]:
    names, table = _months(forms.languages, forms)
    month = rf"(?P<m>{names})"
    twin = rf"(?:\s*/\s*(?:{names}))?"
    ordinal = r"(?:st|nd|rd|th|er)?"
    between = r"(?:\s*(?:of|de)?\s*)"
    day_first = rf"(?<![\w/]){_DAY}\s*{ordinal}{between}{month}\.?{twin}(?:\s*,?\s*(?:de|del|,)?\s*){_YEAR}"
    month_first = (
        rf"(?<!\w){month.replace('?P<m>', '?P<m2>')}\.?\s*{_DAY.replace('?P<d>', '?P<d2>')}{ordinal}\s*,?\s*{_YEAR.replace('?P<y>', '?P<y2>')}"
    )
    han = r"(?P<y3>\d{4})\s*年\s*(?P<m3>\d{1,2})\s*月\s*(?P<d3>\d{1,2})\s*日"
    iso = r"(?<![\d/-])(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?![\d-])"
    dotted = r"(?<![\d./])(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})\.(?P<y5>(?:19|20)\d\d)(?!\d)"
    return re.compile(f"{day_first}|{month_first}|{han}|{iso}|{dotted}"), table


def days_in(flat: str, start: int, end: int, forms: Forms) -> Iterator[tuple[Span, date]]:
    """Every date written in full in `flat[start:end]` (folded text), in order. Impossible dates are passed over."""
    pattern, table = _pattern(forms)
    return (read for match in pattern.finditer(flat, start, end) if (read := _read(match, table)))


def day_at(flat: str, at: int, end: int, forms: Forms) -> Span | None:
    """Where a date written in full that begins at `at` stands; `None` when none does."""
    pattern, table = _pattern(forms)
    match = pattern.match(flat, at, end)
    read = _read(match, table) if match else None
    return read[0] if read else None


def _read(match: re.Match[str], table: dict[str, int]) -> tuple[Span, date] | None:
    """What a match of the pattern tells; `None` for a day that no calendar has."""
    groups = match.groupdict()
    year = next(v for k in ("y", "y2", "y3", "y4", "y5") if (v := groups[k]))
    month = next(v for k in ("m", "m2", "m3", "m4", "m5") if (v := groups[k]))
    day = next(v for k in ("d", "d2", "d3", "d4", "d5") if (v := groups[k]))
    number = table.get("".join(month.split())) if not month.isdigit() else int(month)
    figure = int(day) if day.isdigit() else _NUMERAL.get(day)
    try:
        return (Span(*match.span()), date(int(year), number, figure)) if number and figure else None
    except ValueError:
        return None
