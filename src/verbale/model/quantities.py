"""How many: the words of a toll, the kind of bound they state, and intervals with an open end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """What kind of bound the words state."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    UP_TO = "up to"
    FEWER_THAN = "fewer than"
    RANGE = "range"
    MOST = "most of"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """The words of a quantity of persons and their kind of bound. What they are worth is a policy, not said here.

    `number` is the number stated (the lower one of a range, the whole of which "most" is said), `upper` the upper one
    of a range, `vague` the sense of a word without a number ("dozens", "several", "family", "plural", "unknown").
    `best` is the number inside a range that its author himself holds to be best.
    """

    words: str
    bound: Bound
    number: int | None = None
    upper: int | None = None
    vague: str = ""
    best: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers of persons from `low` to `high`, both included; `high` is `None` when there is no upper bound.

    Raises:
        ValueError: if `low` is negative or above `high`.
    """

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"no interval from {self.low} to {self.high}")

    def disjoint(self, other: Interval) -> bool:
        """True when no number lies in both."""
        return (self.high is not None and self.high < other.low) or (other.high is not None and other.high < self.low)

    def subset(self, other: Interval) -> bool:
        """True when every number of this interval lies in `other`."""
        if self.low < other.low:
            return False
        return other.high is None or (self.high is not None and self.high <= other.high)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(min(self.low, other.low), high)

    def intersection(self, other: Interval) -> Interval | None:
        """What both share; `None` when they are disjoint."""
        if self.disjoint(other):
            return None
        highs = [h for h in (self.high, other.high) if h is not None]
        return Interval(max(self.low, other.low), min(highs) if highs else None)

    def plus(self, other: Interval) -> Interval:
        """The interval of the sum of two numbers, one from each."""
        return Interval(self.low + other.low, None if self.high is None or other.high is None else self.high + other.high)
