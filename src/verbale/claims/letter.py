"""What all parts of one letter share while its claims are read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
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
        """The dates inside a span."""
        first = bisect_left(self.dates, span.start, key=lambda d: d.span.start)
        last = bisect_left(self.dates, span.end, key=lambda d: d.span.start)
        return [d for d in self.dates[first:last] if span.contains(d.span)]

    def quiet_in(self, span: Span) -> list[Span]:
        """The quiet spans inside a span."""
        return [q for q in self.quiet[bisect_left(self.quiet, span) : bisect_left(self.quiet, Span(span.end, span.end))] if span.contains(q)]

    def asked_in(self, span: Span) -> bool:
        """True when a request stands in the span."""
        last = bisect_left(self.requests, span.end, key=lambda r: r.anchor.span.start)
        return any(r.anchor.span.overlaps(span) for r in self.requests[max(0, last - 2) : last])
