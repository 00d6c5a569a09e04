"""What all parts of one letter share while its claims are read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.dates import DateMention
    from verbale.mentions.peoples import Peoples
    from verbale.model import Outline, Request


@dataclass(frozen=True, slots=True)
class Letter:
    """What all parts of one letter share. `dates` are of events, `quiet` the spans of citations and of documents' dates."""

    reading: str
    text: str
    view: str
    folded: str
    outline: Outline
    dates: tuple[DateMention, ...]
    quiet: tuple[Span, ...]
    peoples: Peoples
    requests: tuple[Request, ...]

    def dates_in(self, span: Span) -> list[DateMention]:
        """The dates inside a span; of one that goes on after it ("1 June" of a heading, "At 0845 hours" below it), the day."""
        first = bisect_left(self.dates, span.start, key=lambda d: d.span.start)
        last = bisect_left(self.dates, span.end, key=lambda d: d.span.start)
        return [d for d in (_within(d, span) for d in self.dates[first:last]) if d is not None]

    def quiet_in(self, span: Span) -> list[Span]:
        """The quiet spans inside a span."""
        return [q for q in self.quiet[bisect_left(self.quiet, span) : bisect_left(self.quiet, Span(span.end, span.end))] if span.contains(q)]

    def asked_in(self, span: Span) -> bool:
        """True when a request stands in the span."""
        last = bisect_left(self.requests, span.end, key=lambda r: r.anchor.span.start)
        return any(r.anchor.span.overlaps(span) for r in self.requests[max(0, last - 2) : last])


def _within(day: DateMention, span: Span) -> DateMention | None:
    """The mention, without a part of day that stands outside `span`; `None` when the day itself does."""
    if span.contains(day.span):
        return day
    if day.day_span is None or not span.contains(day.day_span):
        return None
    return replace(day, span=day.day_span, part_of_day=None, part_span=None)
