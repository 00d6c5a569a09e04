"""The number of a resolution or decision in prose, and the symbol it stands for, by its form and the body named."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from verbale.symbols import Symbol, known_of_assembly, parse, roman

# Where the numbering itself tells the body: sessions of the Assembly stand in the number since the 31st (1976), its resolutions
# ran from 1 to 3541 before; the Human Rights Council has had far fewer sessions, and never so many resolutions in one.
_FIRST_SESSION = 31
_LAST_ASSEMBLY_NUMBER = 3541
_LAST_TWO_DIGIT_YEAR = 1952  # the Council's resolution 100 is of 1953; a later "2 (1990)" is another body's
_LAST_COUNCIL_NUMBER = 3200  # about 60 a year; 2,800 were reached in 2025
_HRC_SESSIONS = 69
_HRC_NUMBERS = 60
_ASSEMBLY_ONLY = range(_LAST_COUNCIL_NUMBER + 1, _LAST_ASSEMBLY_NUMBER + 1)
_ROMANS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CODES = {"resolution": "RES", "decision": "DEC"}


class Told(NamedTuple):
    """What a date in the text tells; `year` is `None` when it stands without one."""

    year: int | None
    month: int
    day: int


class Number(NamedTuple):
    """A resolution's number at `[start, end)`: `first/second`, or `first (second)`, or `first` alone, with its section letter."""

    start: int
    end: int
    first: str
    second: str = ""
    form: str = "slash"
    section: str = ""
    date: Told | None = None
    body: str = ""


def symbol_of(kind: str, body: str, number: Number) -> Symbol | None:
    """The document that the number names; `None` when the words do not tell one of the United Nations' numbered series."""
    return _symbol(kind, body, number.form, (number.first, number.second, number.section))


@lru_cache(maxsize=65536)
def _symbol(kind: str, body: str, form: str, name: tuple[str, str, str]) -> Symbol | None:
    code = _CODES.get(kind)
    if code is None or body == "OTHER":
        return None
    first, second, section = name
    if form == "slash":
        canonical = _by_session(code, body, first, second)
    elif form == "paren":
        canonical = _by_parenthesis(code, body, first, (second, section))
    else:
        canonical = _alone(code, body, first)
    if canonical is None:
        return None
    return parse(f"{canonical} {section}" if section and " (" not in canonical else canonical)


def _by_session(code: str, body: str, first: str, second: str) -> str | None:
    """31/1, S-27/2, ES-10/16, 1980/67, 1701/2006."""
    if first.startswith(("S-", "ES-")):
        return f"A/HRC/{code}/{first}/{second}" if body in ("HRC", "COUNCIL") and first[0] == "S" else f"A/{code}/{first}/{second}"
    session, number = int(first), int(second)
    if 1946 <= number <= 2099 and body in ("", "SC", "COUNCIL") and (body == "SC" or len(first) >= 3):
        return f"S/RES/{first} ({second})" if code == "RES" else None
    if 1946 <= session <= 2099:
        return f"E/CN.4/{code}/{first}/{second}" if body == "CHR" else f"E/{code}/{first}/{second}"
    council = body in ("HRC", "COUNCIL") and session <= _HRC_SESSIONS and number <= _HRC_NUMBERS
    if council:
        return f"A/HRC/{code}/{first}/{second}"
    return f"A/{code}/{first}/{second}" if _FIRST_SESSION <= session < 200 else None


def _by_parenthesis(code: str, body: str, first: str, rest: tuple[str, str]) -> str | None:
    """1701 (2006), 3379 (XXX), 217 A (III), 1874 (S-IV)."""
    second, section = rest
    if second.isdigit():
        early = len(first) < 3 and int(second) > _LAST_TWO_DIGIT_YEAR and body != "SC"
        return f"S/RES/{first} ({second})" if code == "RES" and not early and body not in ("ECOSOC", "CHR", "HRC") else None
    middle = f" {section}" if section else ""
    value = roman(second.removeprefix("ES-").removeprefix("S-"))
    if body in ("ECOSOC", "COUNCIL") or value is None or (value > _FIRST_SESSION - 1):
        return f"E/{code}/{first}{middle} ({second})" if value is not None and body != "CHR" else None
    return f"A/{code}/{first}{middle} ({second})" if int(first) <= _LAST_ASSEMBLY_NUMBER and body != "CHR" else None


def _alone(code: str, body: str, first: str) -> str | None:
    """242: of the Security Council unless another is named; two digits only when the Council is named."""
    if code != "RES":
        return None
    if body in ("GA", "ASSEMBLY"):
        return f"A/RES/{first}" if int(first) <= _LAST_ASSEMBLY_NUMBER else None
    if not body and (known_of_assembly(int(first)) or int(first) in _ASSEMBLY_ONLY):
        return f"A/RES/{first}"
    if body in ("SC", "COUNCIL") or (not body and len(first) >= 3 and int(first) <= _LAST_COUNCIL_NUMBER):
        return f"S/RES/{first}"
    return None


def in_roman(value: int) -> str:
    """The roman numeral of a session."""
    out = ""
    for worth, letters in _ROMANS:
        while value >= worth:
            out += letters
            value -= worth
    return out


_ARABIC_SESSION = re.compile(r"\(?\s*([^\s\d()-]+(?:\s[^\s\d()-]+)?)\s?-\s?(\d{1,2})\)")


def session_in_letters(text: str, at: int, prefixes: dict[str, str]) -> tuple[str, int] | None:
    """A session written with a letter and a figure, such as Arabic (د-30): its roman form, and where the parenthesis ends."""
    match = _ARABIC_SESSION.match(text, at)
    if match is None or match[1] not in prefixes:
        return None
    prefix = prefixes[match[1]]
    return (f"{prefix}-" if prefix else "") + in_roman(int(match[2])), match.end()
