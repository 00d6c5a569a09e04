"""What a part of a letter hands down to its sentences: its date, the day and the accused of a heading, the day that its opening tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.claims.entries import Entry

if TYPE_CHECKING:
    from datetime import date

    from verbale.claims.accused import Memory
    from verbale.model import Days, Perpetrator
    from verbale.text import Span


@dataclass(slots=True)
class Setting:
    """What a block hands down to its sentences: the part's date, the heading's days and places, the accused so far.

    `around` is a day told in full somewhere in a letter without a date: it gives the year of days without one. `told` is the last day told by a sentence that is no claim itself, with its place, sentence and block; `opening` is the day of which the opening of the letter speaks, with its sentence; `blamed` whom one accuses, with its sentence and block (`None`: it announces what the next blocks tell).
    """

    reference: date | None
    memory: Memory
    days: Days | None = None
    days_from: Span | None = None
    accused: tuple[tuple[Perpetrator, Span], ...] = ()
    context: Days | None = None
    told: tuple[Days, Span, int, int] | None = None
    around: Days | None = None
    opening: tuple[Days, Span, int] | None = None
    entry: Entry = field(default_factory=Entry)
    blamed: tuple[tuple[tuple[Perpetrator, Span], ...], int, int | None] | None = None
