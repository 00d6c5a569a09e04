"""Cuts a frame in pieces where one sentence tells several occurrences, each with a toll, day or place of its own."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.claims.frames import Frame
    from verbale.grammar.dates import DateMention
    from verbale.mentions.tolls import TollMention
    from verbale.model import Outcome


def split(whole: Frame) -> list[Frame]:
    """The frame, cut where a second toll of the same outcome begins with its own day or place."""
    seen: dict[Outcome, int] = {}
    preface = past_preface(whole)
    cuts = _semicolons(whole) + preface
    for toll in sorted(whole.tolls, key=lambda t: t.extent.start):
        if toll.outcome in seen and not toll.others and _own_setting(whole, seen[toll.outcome], toll.extent.start, toll.extent.end):
            if not any(seen[toll.outcome] <= cut <= toll.extent.start for cut in preface):
                cuts.append(_clause_start(whole, seen[toll.outcome], toll.extent.start))
            seen = {}
        seen[toll.outcome] = toll.extent.end
    cuts = sorted(set(cuts))
    if not cuts:
        return [whole]
    edges = [whole.span.start, *cuts, whole.span.end]
    pieces = [_piece(whole, Span(a, b), i == 0) for i, (a, b) in enumerate(itertools.pairwise(edges))]
    return [p for p in _since(pieces) if p.tolls or p.deeds or p.damage]


def _since(pieces: list[Frame]) -> list[Frame]:
    """The pieces, where a total that counts since the next deed runs from its day: "110 have been killed since the murder of Varro on 3 May"."""
    out = list(pieces)
    for i, (total, deed) in enumerate(itertools.pairwise(pieces)):
        if not any(a.tag == "since" and a.start == deed.span.start for a in deed.sentence.atoms):
            continue
        own = {d.span: d for d in deed.sentence.dates}
        out[i] = replace(total, dates=total.dates or tuple(replace(d, kind=DateKind.SINCE) for d in deed.dates), running=True)
        out[i + 1] = replace(deed, dates=tuple(own.get(d.span, d) for d in deed.dates), running=False)
    return out


def _semicolons(whole: Frame) -> list[int]:
    """Where a semicolon, ", while" or "and" parts two clauses that each tell a deed or toll with a day or place (a day) of its own."""
    cuts, last = [], whole.span.start
    joined: dict[int, int] = {}
    for at, atom in enumerate(whole.sentence.atoms):
        before, after = Span(last, atom.start), Span(atom.end, whole.span.end)
        parts = atom.tag == ";" or _meanwhile(whole, at)
        both = parts and _whole_clause(whole, before) and _whole_clause(whole, after)
        if both or (atom.tag == ";" and _another_counts(whole, before, after)):
            cuts.append(atom.start)
            last = atom.end
        elif (atom.tag == "and" or _begins_anew(whole, at)) and _dated_clause(whole, before) and _dated_clause(whole, after):
            joined[sum(d.span.start < atom.start for d in whole.dates)] = atom.start  # the last joint before the next day
    return cuts + [at for at in joined.values() if at > last or not cuts]


def past_preface(whole: Frame) -> list[int]:
    """Where the main clause begins after what went before it with its own dead: "Following the ambush of 3 May, in which five died, they blew up"."""
    text, language = whole.sentence.text, whole.sentence.language
    match = expression("clauses.preface", language).match(text, whole.span.start, whole.span.end)
    if match is None:
        return []
    before, after = Span(whole.span.start, match.end()), Span(match.end(), whole.span.end)
    told = any(before.contains(t.span) for t in whole.tolls)
    then = any(d.verb and after.contains(d.span) for d in whole.deeds) or any(after.contains(t.span) for t in whole.tolls)
    dated = all(any(part.contains(d.span) for d in whole.dates) for part in (before, after))
    return [match.end() - 1] if told and then and dated else []


def _begins_anew(whole: Frame, comma: int) -> bool:
    """True for a comma before a clause with a subject and a passive verb of its own: "A was killed in May, B was shot on 3 June, and"."""
    after = [a.tag for a in whole.sentence.atoms[comma : comma + 3]]
    return after == [",", "name", "be"]


def _meanwhile(whole: Frame, comma: int) -> bool:
    """True for the comma of ", while a tanker was hit off Brena": what happened elsewhere meanwhile."""
    atoms = whole.sentence.atoms[comma : comma + 2]
    return [a.tag for a in atoms] == [",", "when"] and atoms[1].span.of(whole.sentence.text).lower() in word_set(
        "clauses.meanwhile", whole.sentence.language
    )


def _another_counts(whole: Frame, before: Span, after: Span) -> bool:
    """True for "... ; the Forum puts the number of dead at eleven": another's count after what the author tells."""
    counts = whole.sentence.holds("say.count", after)
    told = any(before.contains(d.span) for d in whole.deeds) or any(before.contains(t.span) for t in whole.tolls)
    return counts and told and any(after.contains(t.span) for t in whole.tolls)


def _whole_clause(whole: Frame, span: Span) -> bool:
    listed = any(
        a.tag == ":" and a.end <= span.start for a in whole.sentence.atoms
    )  # "The latest are: the murder of two on 3 May; the burning of Telmor"
    deed = any((d.verb or listed) and span.contains(d.span) for d in whole.deeds) or any(span.contains(t.span) for t in whole.tolls)
    deed = deed or any(span.contains(where) for _, where in whole.damage)
    return deed and (any(span.contains(d.span) for d in whole.dates) or any(span.contains(p.span) for p in whole.places))


def _dated_clause(whole: Frame, span: Span) -> bool:
    """True for a clause with a day and a deed done on it: "on 3 May it shelled X and on 5 May bombed Y" are two."""
    days = any(span.contains(d.span) and d.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE, DateKind.MONTH) for d in whole.dates)
    done = any(span.contains(d.span) and d.sense not in ("do", "matter") for d in whole.deeds)
    return days and (done or any(span.contains(t.span) and not _adds(whole, t) for t in whole.tolls))


def _adds(whole: Frame, toll: TollMention) -> bool:
    """True for a toll that a participle adds (", killing 6 people"): of the deed before it, not of a clause of its own."""
    text, language = whole.sentence.text, whole.sentence.language
    before = [a.tag for a in whole.sentence.atoms if a.end <= toll.trigger.start][-2:]
    if before == [",", "who"]:
        return True  # "was struck on the 3rd and again on the 4th, which claimed 26 lives"
    adds = toll.trigger.of(text).endswith(word_list("clauses.adding", language))
    return adds and not text.startswith(word_list("clauses.of", language), toll.trigger.end)


def _own_setting(whole: Frame, after: int, before: int, end: int) -> bool:
    """True when a day or place is told between two tolls, or right after the second: they are of two occurrences."""
    del end
    settings = [d.span for d in whole.dates] + [p.span for p in whole.places if p.how != "from"]
    if any(s.start >= after for s in settings):
        return True
    marks = whole.sentence.atoms if not whole.sentence.tags.isdisjoint(("cumul", ";")) else ()
    return any(a.tag in ("cumul", ";") and after <= a.start <= before for a in marks)


def _clause_start(whole: Frame, after: int, before: int) -> int:
    """Where the clause of the second toll begins: at the last joint before it, with the day and place told between joints."""
    atoms = [a for a in whole.sentence.atoms if after <= a.start < before]
    where = word_set("subjects.where", whole.sentence.language)
    joints = [
        i for i, a in enumerate(atoms) if a.tag in JOINTS and not (i + 1 < len(atoms) and atoms[i + 1].span.of(whole.sentence.text).lower() in where)
    ]
    if not joints:
        return before
    cut = joints[-1]
    for at in reversed(joints[:-1]):
        between = atoms[at + 1 : cut]
        turn = [a.tag for a in between] == ["name", "place.on", "date"]  # ", killing 2, and Brena on 5 May, killing 3"
        if between and not turn and not (between[0].tag in SETTING_STARTS and all(a.tag in SETTING_TAGS for a in between)):
            break
        cut = at
    return atoms[cut].start


JOINTS = (",", ";", "and", "when", "but", "since")
SETTING_STARTS = ("date", "place.prep", "place.on", "then", "symbol")
SETTING_TAGS = (
    *SETTING_STARTS,
    "the",
    "a",
    "of",
    "name",
    "state.name",
    "state.adj",
    "place.type",
    "place.region",
    "place.part",
    "thing",
    "party.region",
)
"""Words of which a day or a place before a clause consists."""


def _piece(whole: Frame, span: Span, first: bool) -> Frame:
    inside = span.contains
    counted = not first and whole.sentence.holds("say.count", span)  # another's count of the same
    dates = tuple(d for d in whole.dates if inside(d.span))
    deed_list = tuple(d for d in whole.deeds if inside(d.span))
    running = (
        any(t.cumulative for t in whole.tolls if inside(t.span))
        or whole.sentence.holds("cumul", span)
        or any(d.kind is DateKind.SINCE for d in dates)
    )
    return replace(
        whole,
        span=_trim(whole, span),
        tolls=tuple(t for t in whole.tolls if inside(t.span)),
        parts=tuple(p for p in whole.parts if inside(p.span)),
        dates=dates or (_day_of_all(whole) if not first and not running else ()),
        places=tuple(p for p in whole.places if inside(p.span)) or (whole.places if counted else ()),
        acts=tuple(a for a in whole.acts if inside(a[1])) or tuple(a for a in whole.acts if a[1].start < span.end),
        agents=tuple(a for a in whole.agents if inside(a.party.span)) or whole.agents,
        damage=tuple(d for d in whole.damage if inside(d[1])),
        deeds=deed_list,
        running=running,
        anaphoric=whole.anaphoric and first,
    )


def _day_of_all(whole: Frame) -> tuple[DateMention, ...]:
    """The first day of a sentence, which holds for clauses without one, where it stands before the first deed: "On 3 May A was shelled; B, too"."""
    told = [*(d.span for d in whole.deeds), *(t.span for t in whole.tolls), *(where for _, where in whole.damage)]
    first = whole.dates[:1]
    return first if len(whole.dates) == 1 or (first and all(first[0].span.start < t.start for t in told)) else ()


def _trim(whole: Frame, span: Span) -> Span:
    """The span without a joint at its front."""
    start = span.start
    for atom in whole.sentence.atoms:
        if atom.start >= start and atom.tag in (",", ";", "and", "but") and atom.start == start:
            start = atom.end + 1
    return Span(min(start, span.end - 1), span.end)
