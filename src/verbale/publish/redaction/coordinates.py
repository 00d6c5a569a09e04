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
    if _hint().search(text):
        for form in forms():
            yield from (Span(*match.span()) for match in form.pattern.finditer(text) if form.decimals(match) > decimals)


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
