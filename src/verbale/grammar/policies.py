"""Counting conventions: what the words of a quantity are worth, by a named policy (`policies/<name>.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.model import Amount, Bound, Code, Interval, UsageError


@dataclass(frozen=True, slots=True)
class Convention:
    """A counting convention with where it comes from.

    Attributes:
        key: the name of its file, by which it is chosen.
        name: its name as shown ("after Airwars").
        version, source: which version of it, and where it is told.
        official: false when it is our account of somebody else's practice, which they did not approve.
        vague: what each vague sense is worth.
        lowest: the bounds of which only the lowest number counts, where a convention codes one figure.
    """

    key: str
    name: str
    version: str
    source: str
    official: bool
    vague: dict[str, Interval]
    lowest: frozenset[Bound] = frozenset()

    @property
    def label(self) -> str:
        """Name and version, with the word "unofficial" where it is."""
        return f"{self.name} {self.version}" + ("" if self.official else " (unofficial)")


def conventions() -> tuple[str, ...]:
    """The keys of all conventions, sorted."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in (files("verbale") / "policies").iterdir() if p.name.endswith(".toml")))


@cache
def convention(policy: str) -> Convention:
    """The convention of this key.

    Raises:
        UsageError: NOT_FOUND if there is none.
    """
    if policy not in conventions():
        todo = f"There are {', '.join(conventions())}; see docs/explanation/conventions.md"
        raise UsageError(Code.NOT_FOUND, f"no policy named {policy!r}", "", todo)
    table = tomllib.loads((files("verbale") / "policies" / f"{policy}.toml").read_text(encoding="utf-8"))
    vague = {str(sense): _worth(worth) for sense, worth in table["vague"].items()}
    lowest = frozenset(Bound(bound) for bound in table.get("lowest", ()))
    return Convention(policy, table["name"], table["version"], table["source"], table["official"], vague, lowest)


def _worth(worth: Any) -> Interval:
    """A number is the lowest that a word states, without an upper end; a pair is both ends."""
    return Interval(worth[0], worth[1]) if isinstance(worth, list) else Interval(worth, None)


def vague_words(policy: str) -> dict[str, int]:
    """The lowest number that each vague sense states under a policy.

    Raises:
        UsageError: if there is no such policy.
    """
    return {sense: worth.low for sense, worth in convention(policy).vague.items()}


def interval(amount: Amount, policy: str = "literal") -> Interval:
    """The numbers of persons that `amount` commits its author to under a policy."""
    chosen = convention(policy)
    bounds = chosen.vague[amount.vague or "unknown"] if amount.number is None else _stated(amount, amount.number)
    return Interval(bounds.low, bounds.low) if amount.bound in chosen.lowest else bounds


def _stated(amount: Amount, number: int) -> Interval:
    match amount.bound:
        case Bound.AT_LEAST:
            return Interval(number, None)
        case Bound.MORE_THAN:
            return Interval(number + 1, None)
        case Bound.UP_TO:
            return Interval(min(1, number), number)
        case Bound.FEWER_THAN:
            return Interval(min(1, number - 1), number - 1) if number else Interval(0, 0)
        case Bound.RANGE:
            return Interval(number, max(number, amount.upper or number))
        case Bound.MOST:
            return Interval(min(number, number // 2 + 1), number)
        case _:
            return Interval(number, number)
