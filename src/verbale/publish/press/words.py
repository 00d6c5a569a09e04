"""The fixed words of a circulated document in each of the six languages, from `words/*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@cache
def words_of(language: str) -> dict[str, Any]:
    """The words of one language: "ar", "zh", "en", "fr", "ru" or "es"."""
    found: dict[str, Any] = tomllib.loads(files("verbale.publish.press").joinpath("words", f"{language}.toml").read_text(encoding="utf-8"))
    return found


def day_in(day: date, language: str) -> str:
    """A day as that language's documents write it."""
    words = words_of(language)
    number = words.get("first", "1") if day.day == 1 else str(day.day)
    return str(words["date"]).format(day=number, month=words["months"][day.month - 1], year=day.year)


def filled(template: str, **slots: str) -> str:
    """A template with its slots filled; nothing in a value is read as a slot."""
    return "".join(before + (slots[name] if name else "") for before, name, _, _ in Formatter().parse(template))


def joined(items: Sequence[str], language: str) -> str:
    """Items in one phrase: "a, b and c"."""
    words = words_of(language)
    return words["and"].join([words["comma"].join(items[:-1]), items[-1]] if len(items) > 1 else items) if items else ""
