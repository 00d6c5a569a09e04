"""Several occurrences told in one clause: "A and B on the 3rd and 4th respectively", "2 in A and 3 in B", "killing two at A and wounding four at B"."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import word_set
from verbale.mentions.place_names import SPECIFIC
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.claims.frames import Frame
    from verbale.grammar.dates import DateMention
    from verbale.mentions.persons import Persons
    from verbale.mentions.place_names import PlaceMention
    from verbale.mentions.tolls import TollMention

DAYS = (DateKind.ABSOLUTE, DateKind.PARTIAL)
HIT = ("in", "object", "on", "over", "against")
NEAR = 4
"""Atoms after a toll within which its own place begins ("8 people in the town of Hayfon")."""


def distributed(frame: Frame) -> list[Frame]:
    """The frame, or one for each day or place where its words give each its own; one toll over all of them keeps them one."""
    found: list[Frame] | None = None
    if "respectively" in frame.sentence.tags and any(a.tag == "respectively" and frame.span.contains(a.span) for a in frame.sentence.atoms):
        found = _by_day(frame)
    return found or _by_item(frame) or _by_toll(frame) or _in_turn(frame) or [frame]


def _named(frame: Frame) -> list[str]:
    """The specific places hit, each once, in order."""
    return list(dict.fromkeys(p.name for p in frame.places if p.rank == SPECIFIC and p.how in HIT))


def _by_day(frame: Frame) -> list[Frame] | None:
    """Of "A, B and C on the 27th, 28th and 29th respectively": one of each day, with the toll told of its place."""
    days = tuple(d for told in frame.dates for d in _each(told))
    names = _named(frame)
    if len(days) < 2 or len(days) != len(names) or any(d.kind not in DAYS for d in days):
        return None
    tolls = _tolls_in_order(frame, names) or {name: _tolls_at(frame, name) for name in names}
    if any(not any(t.span.contains(own.span) for own in itertools.chain(*tolls.values())) for t in frame.tolls):
        return None  # a toll told of no single place is of all of them
    return [
        replace(
            frame,
            dates=(day,),
            places=tuple(p for p in frame.places if p.name == name),
            tolls=tolls[name],
            parts=tuple(p for p in frame.parts if tolls[name] and p.span.start > tolls[name][0].span.start),
            anaphoric=False,
            plural=False,
        )
        for day, name in zip(days, names, strict=True)
    ]


def _in_turn(frame: Frame) -> list[Frame] | None:
    """Of "on the 3rd at A, on the 4th at B and on the 5th at C": one of each day; a toll told at the end, and not of the last alone, keeps them one."""
    days = tuple(d for d in frame.dates if d.kind in DAYS)
    places = [p for p in frame.places if p.rank == SPECIFIC and p.how in HIT]
    if len(days) < 2 or len(days) != len(places) or len(days) != len(frame.dates) or len(_named(frame)) != len(places):
        return None
    pairs = list(zip(days, places, strict=True))
    turns = [(min(d.span.start, p.span.start), max(d.span.end, p.span.end)) for d, p in pairs]
    if any(end > start for (_, end), (start, _) in itertools.pairwise(turns)):
        return None
    starts = [frame.span.start, *(start for start, _ in turns[1:]), frame.span.end]
    own = [tuple(t for t in frame.tolls if a <= t.span.start < b) for a, b in itertools.pairwise(starts)]
    if any(t.span.start > turns[i][1] and not _of_this_place(frame, turns[i][1], t) for i, tolls in enumerate(own) for t in tolls):
        return None
    return [
        replace(frame, dates=(d,), places=(p,), tolls=tolls, parts=(), damage=frame.damage if i == 0 else (), anaphoric=frame.anaphoric and i == 0, plural=False)
        for i, ((d, p), tolls) in enumerate(zip(pairs, own, strict=True))
    ]  # fmt: skip


def _of_this_place(frame: Frame, place_end: int, toll: TollMention) -> bool:
    """True for the toll of one place: "at C, where a woman was killed"."""
    text = frame.sentence.text[place_end : toll.span.start]
    return text.lstrip(" ,").split(" ")[0].lower() in word_set("subjects.where", frame.sentence.language)


def _tolls_in_order(frame: Frame, names: list[str]) -> dict[str, tuple[TollMention, ...]]:
    """The numbers of one toll that are as many as the places: "raids on A, B and C respectively, killing 3, 7 and 11"; else none."""
    items = frame.tolls[0].items if len(frame.tolls) == 1 else ()
    return {name: (_of_item(frame.tolls[0], item),) for name, item in zip(names, items, strict=True)} if len(items) == len(names) else {}


def _of_item(whole: TollMention, item: Persons) -> TollMention:
    """The toll of one item of a list."""
    return replace(
        whole, amount=item.amount, group=item.group, span=item.where, extent=item.where, parts=(), items=(), also=item.also, named=item.named
    )


def _each(told: DateMention) -> tuple[DateMention, ...]:
    """The days of a list ("22, 23 and 24 April"), each as a date of its own."""
    if told.kind is not DateKind.LIST:
        return (told,)
    return tuple(replace(told, kind=DateKind.PARTIAL, points=(p,), span=p.span, day_span=p.span) for p in told.points)


def _tolls_at(frame: Frame, name: str) -> tuple[TollMention, ...]:
    return tuple(t for t in frame.tolls if (p := _own_place(frame, t.span.end, t.trigger.end)) is not None and p.name == name)


def _own_place(frame: Frame, *ends: int) -> PlaceMention | None:
    """The place that begins right after the words of a toll, before the next toll."""
    atoms, last = frame.sentence.atoms, max(ends)
    first = next((i for i, a in enumerate(atoms) if a.start >= last), len(atoms))
    for place in frame.places:
        if first <= place.at <= first + NEAR and place.rank == SPECIFIC and place.how == "in":
            between = atoms[first : place.at]
            return place if not any(a.tag in (",", ";", "and", "num") or a.tag.startswith("harm.") for a in between) else None
    return None


def _by_item(frame: Frame) -> list[Frame] | None:
    """Of "killing 8 in Hayfon and 2 in Karmal": each number has its own place, and none covers both."""
    whole = next((t for t in frame.tolls if len(t.items) > 1), None)
    if whole is None or len(frame.tolls) > 1:
        return None
    places = [_own_place(frame, item.where.end) for item in whole.items]
    if any(p is None for p in places) or len({p.name for p in places if p}) < len(places):
        return None
    return _pieces(frame, [_of_item(whole, item) for item in whole.items], [p for p in places if p])


def _by_toll(frame: Frame) -> list[Frame] | None:
    """Of "killing two at Telmor and wounding four at Brena": each toll has its own place."""
    tolls = sorted(frame.tolls, key=lambda t: t.span.start)
    places = [_own_place(frame, t.span.end, t.trigger.end) for t in tolls]
    if len(tolls) < 2 or len({p.name if p else "" for p in places}) < len(tolls) or None in places:
        return None
    others = set(_named(frame)) - {p.name for p in places if p}
    return None if others else _pieces(frame, tolls, [p for p in places if p])


def _pieces(frame: Frame, tolls: list[TollMention], places: list[PlaceMention]) -> list[Frame]:
    """One frame a toll, cut where each toll's own words begin."""
    starts = [frame.span.start, *(min(t.extent.start, t.span.start) if t.extent.end else t.span.start for t in tolls[1:]), frame.span.end]
    spans = [Span(a, b) for a, b in itertools.pairwise(starts)]
    out = []
    for i, (span, toll, place) in enumerate(zip(spans, tolls, places, strict=True)):
        out.append(
            replace(
                frame,
                span=Span(span.start, max(place.span.end, span.end if i + 1 == len(tolls) else place.span.end)),
                tolls=(toll,),
                parts=tuple(p for p in frame.parts if span.contains(p.span)),
                places=(place, *(p for p in frame.places if p.how in ("from", "towards"))),
                damage=frame.damage if i == 0 else (),
                anaphoric=frame.anaphoric and i == 0,
                plural=False,
            )
        )
    return out
