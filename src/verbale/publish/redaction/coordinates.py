"""Finds coordinates that are written out in a text and more exact than a profile allows; how they are written is data (`coordinates.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


_LONGEST = 100
"""Characters that no coordinate is longer than."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a coordinate: its expression, and how many decimals of a degree it is worth, by a group's length or at least."""

    pattern: re.Pattern[str]
    digits: int
    exact: int

    def decimals(self, match: re.Match[str]) -> int:
        """How exact a match is, in decimals of a degree."""
        return len(match[self.digits]) if self.digits else self.exact


def exact_coordinates(text: str, decimals: int) -> Iterator[Span]:
    """Where coordinates stand that tell more than `decimals` of a degree; some may overlap, as two forms see them."""
    for start, end in _near_hints(text):
        for form in forms():
            yield from (Span(*match.span()) for match in form.pattern.finditer(text, start, end) if form.decimals(match) > decimals)


def _near_hints(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text in which a coordinate can stand: all of it where only a word hints at one."""
    small = text.lower()
    if any(word in small for word in told()["words"]):
        yield 0, len(text)
        return
    start = end = -1
    for hint in _hint().finditer(text):
        if hint.start() - _LONGEST > end:
            yield from [(start, end)] if end > 0 else ()
            start = max(0, hint.start() - _LONGEST)
        end = min(len(text), hint.end() + _LONGEST)
    yield from [(start, end)] if end > 0 else ()


@cache
def forms() -> tuple[Form, ...]:
    """The forms, in the order of the data."""
    return tuple(Form(re.compile(one["pattern"]), one.get("digits", 0), one.get("exact", 0)) for one in told()["forms"])


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(told()["hint"])


@cache
def told() -> dict[str, Any]:
    """The data, with the examples of each form."""
    return tomllib.loads((files("verbale.publish.redaction") / "coordinates.toml").read_text(encoding="utf-8"))
