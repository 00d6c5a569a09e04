"""Takes apart what was told over several places at once and then told of each ("fired at A and B. In A, two died. In B, one died")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.mentions.place_names import SPECIFIC

if TYPE_CHECKING:
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame
    from verbale.text import Span


def share_out(drafts: list[Draft]) -> list[Draft]:
    """The drafts, with one over several places parted into the deed over all and what is then told of each, where two are told of."""
    out: list[Draft] = []
    for at, draft in enumerate(drafts):
        out += _parted(draft) if _told_one_by_one(draft, drafts[at + 1 : at + 2]) else [draft]
    return out


def _told_one_by_one(draft: Draft, after: list[Draft]) -> bool:
    """True when a deed at several places is told, and then the harm at one of them and at another, there or in the next draft."""
    whole, rest = draft.frames[0], draft.frames[1:]
    places = _named(whole)
    if not rest or whole.tolls or draft.running or not all(_at_one(frame, places) for frame in rest):
        return False
    told = {name for frame in rest for name in _named(frame)}
    follows = after and after[0].part == draft.part and after[0].when == draft.when and not after[0].running
    if follows and _at_one(after[0].frames[0], places):
        told |= _named(after[0].frames[0])
    return len(told) > 1


def _at_one(frame: Frame, places: set[str]) -> bool:
    """True for harm told of one of `places`."""
    named = _named(frame)
    return bool(frame.tolls or frame.damage) and len(named) == 1 and named < places


def _named(frame: Frame) -> set[str]:
    return {p.name for p in frame.places if p.rank == SPECIFIC and p.how not in ("from", "towards")}


def _parted(draft: Draft) -> list[Draft]:
    """The deed over all places, and what followed at each, with its toll."""
    parts: dict[str, list[Frame]] = {}
    for frame in draft.frames[1:]:
        parts.setdefault(next(iter(_named(frame))), []).append(frame)
    when = draft.days[0][1].span if draft.days else draft.inherited_from
    whole = replace(draft, frames=draft.frames[:1], tolls=[], position=draft.begun)
    return [whole, *(_part(draft, name, frames, when) for name, frames in parts.items())]


def _part(draft: Draft, name: str, frames: list[Frame], when: Span | None) -> Draft:
    """What is told of one place: its frames and tolls, on the days of the whole."""
    tolls = [entry for entry in draft.tolls if any(frame.span.contains(entry[0].span) for frame in frames)]
    places = [p for p in draft.places if p.name == name]
    return replace(draft, frames=frames, places=places, tolls=tolls, days=[], inherited=draft.when, inherited_from=when, begun=draft.begun + 1)
