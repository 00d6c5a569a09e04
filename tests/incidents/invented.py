"""Claims of invented parties, made by hand: what incidents and tallies are tested with."""

from __future__ import annotations

from datetime import date

from verbale.model import (
    Amount,
    Attribution,
    Bound,
    Claim,
    Days,
    Judgement,
    Link,
    LinkKind,
    Occurrence,
    Outcome,
    Particular,
    Perpetrator,
    PerpetratorRole,
    Place,
    Scope,
    Stance,
    TextAnchor,
    Told,
    Toll,
    Victim,
    Voice,
    VoiceRole,
)
from verbale.text import Span

AT = TextAnchor("rendition", (Span(0, 1),), "x")
DAY = date(2031, 3, 1)


def range_of(low, high):
    """The amount "low to high"; a number alone when both are one, "at least" when there is no upper end."""
    if high is None:
        return Amount(f"at least {low}", Bound.AT_LEAST, low)
    return Amount(str(low), Bound.EXACT, low) if low == high else Amount(f"{low} to {high}", Bound.RANGE, low, high)


def toll(low, high, outcome=Outcome.KILLED, subset_of=None):
    """A toll of so many persons."""
    return Toll(outcome, range_of(low, high), "person", AT, subset_of)


def told(
    locus, party, *tolls, scope=Scope.SINGLE, stance=Stance.ASSERTS, where=(), day=DAY, last=None, accused=(), sources=(), victims=(), said="", document="",
    entry=0, name="", case="", involved=(), grades=(),
):  # fmt: skip
    """A claim of `party` at `locus`."""
    claim = Claim(
        "claim " + locus,
        locus,
        AT,
        scope,
        Attribution((Voice(party, VoiceRole.AUTHOR), *(Voice(source, VoiceRole.REPORTS, AT) for source in sources)), stance),
        occurrences=(Occurrence(Particular(Days(day, last or day), (AT,)) if day else None, tuple(Particular(Place(p), (AT,)) for p in where)),),
        perpetrators=(
            *(Particular(Perpetrator(name), (AT,)) for name in accused),
            *(Particular(Perpetrator(name, PerpetratorRole.INVOLVED), (AT,)) for name in involved),
        ),
        tolls=tolls,
        victims=tuple(Victim((victim,), Outcome.KILLED, AT) for victim in victims),
        case=Particular(case, (AT,)) if case else None,
        grades=tuple(Particular(grade, (AT,)) for grade in grades),
    )
    return Told(claim, party, document or f"document of {locus}", name or locus, said, entry, 1)


def link(kind, first, second, judgement=Judgement.POSITIVE, denied=None):
    """A link that somebody judged."""
    return Link(LinkKind(kind), first, second, judgement=judgement, by="R. Coder", denied=denied)
