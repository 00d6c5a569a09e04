"""Counting conventions: what the words of a quantity are worth, by a named policy (`policies/<name>.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from verbale.model import Amount, Bound, Code, Interval, UsageError


@cache
def vague_words(policy: str) -> dict[str, int]:
    """The lowest number that each vague sense states under a policy.

    Raises:
        UsageError: if there is no such policy.
    """
    path = files("verbale") / "policies" / f"{policy}.toml"
    if not path.is_file():
        raise UsageError(Code.NOT_FOUND, f"no policy named {policy!r}", "", "see docs/explanation/conventions.md")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["vague"]
    return {str(sense): int(low) for sense, low in table.items()}


def interval(amount: Amount, policy: str = "literal") -> Interval:
    """The numbers of persons that `amount` commits its author to under a policy."""
    number = amount.number
    if number is None:
        return Interval(vague_words(policy)[amount.vague or "unknown"], None)
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
