"""The grammar of symbols as data: organs, parts, and words of lists, loaded once from the tables beside this file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Spelling:
    """The tables of `pieces.toml`, ready for use: each maps upper case to the usual spelling."""

    organs: frozenset[str]
    heads: frozenset[str]
    dotted: dict[str, str]
    words: dict[str, str]
    kinds: dict[str, str]
    versions: frozenset[str]
    phrases: str
    groups: str
    fixed_groups: str
    repairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """What joins the symbols of a list or a range: two regular expressions, and the longest range written out."""

    also: str
    to: str
    longest: int


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("verbale.symbols") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def spelling() -> Spelling:
    """How parts of symbols are spelled."""
    pieces, organs = _table("pieces"), _table("organs")["organs"]
    return Spelling(
        organs=frozenset(organs),
        heads=frozenset(name.split("/")[0] for name in organs),
        dotted={name.upper(): name for name in pieces["dotted"]},
        words=dict(pair.split("=") for pair in pieces["words"]),
        kinds=pieces["kinds"],
        versions=frozenset(pieces["versions"]),
        phrases="|".join(re.escape(phrase) for phrase in pieces["phrases"]),
        groups=_alternatives(pieces["groups"]),
        fixed_groups=_alternatives(pieces["fixed_groups"]),
        repairs=tuple(pieces["repairs"].items()),
    )


@cache
def lists() -> Lists:
    """What joins symbols in a list."""
    table = _table("lists")
    return Lists(_alternatives(table["and"]), _alternatives(table["to"]), table["longest_range"])


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def organ_of(parts: list[str]) -> str:
    """The organ that issues documents whose symbol begins with these parts; empty when none is known."""
    organs: dict[str, str] = _table("organs")["organs"]
    for count in range(min(len(parts), 2), 0, -1):
        if name := organs.get("/".join(parts[:count]).upper()):
            return name
    return ""


def organ_names() -> frozenset[str]:
    """The English names of all organs that issue documents."""
    organs: dict[str, str] = _table("organs")["organs"]
    return frozenset(organs.values())


def known_of_assembly(number: int) -> bool:
    """True for a resolution of the General Assembly that is widely cited by its number alone."""
    return number in _table("organs")["assembly_by_number"]["known"]


def session_year(number: int, *, emergency: bool) -> int | None:
    """The year in which that special, or emergency special, session of the General Assembly began; `None` when unknown."""
    years: dict[str, int] = _table("organs")["emergency_sessions" if emergency else "special_sessions"]
    return years.get(str(number))
