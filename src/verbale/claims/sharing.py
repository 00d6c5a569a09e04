"""Takes apart what was told over several places at once and then told of each ("fired at A and B. In A, two died. In B, one died")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.mentions.place_names import SPECIFIC

if TYPE_CHECKING:
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame


def share_out(drafts: list[Draft]) -> list[Draft]:
    """The drafts, with one over several places parted from the toll of one of these when the next draft tells the toll of another."""
    out: list[Draft] = []
    for at, draft in enumerate(drafts):
        out += _parted(draft) if at + 1 < len(drafts) and _told_one_by_one(draft, drafts[at + 1]) else [draft]
    return out


def _told_one_by_one(draft: Draft, after: Draft) -> bool:
    """True when a draft tells a deed at several places, then the toll of one; and the next, of the same days, that of another."""
    if len(draft.frames) < 2 or draft.part != after.part or draft.when != after.when or draft.running or after.running:
        return False
    first, second = draft.frames[:2]
    all_places = _named(first)
    if first.tolls or not all(frame.tolls for frame in draft.frames[1:]) or not after.frames[0].tolls:
        return False
    return all(len(_named(f)) == 1 and _named(f) < all_places for f in (second, after.frames[0])) and _named(second) != _named(after.frames[0])


def _named(frame: Frame) -> set[str]:
    return {p.name for p in frame.places if p.rank == SPECIFIC and p.how not in ("from", "towards")}


def _parted(draft: Draft) -> list[Draft]:
    """The deed over all places, and what followed at the one of which a toll is told."""
    one = _named(draft.frames[1])
    whole = replace(draft, frames=draft.frames[:1], tolls=[], position=draft.begun)
    part = replace(
        draft,
        frames=draft.frames[1:],
        places=[p for p in draft.places if p.name in one],
        days=[],
        inherited=draft.when,
        inherited_from=draft.days[0][1].span if draft.days else draft.inherited_from,
        begun=draft.begun + 1,
    )
    return [whole, part]
