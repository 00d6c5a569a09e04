"""Places on a route: both ends of a road, the way of aircraft, and the corners that a triangle or a road is named after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.place_names import REGION, SPECIFIC, PlaceMention
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.mentions.place_names import Unit

CORNERS = 3
"""So many names with hyphens between are places; two are one ("Bosnia-Herzegovina", "the Telmor-Brena road")."""


def ends_of(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int] | None:
    """Both ends of "the road from X to Y", and of a flight "over Arvania from X to Y": it happened between them."""
    if atoms[at].tag != "from" or [a.tag for a in atoms[at + 1 : at + 4]] != ["name", "to", "name"]:
        return None
    road = at > 0 and atoms[at - 1].tag in ("thing", "x", "act.ger") and word_at(atoms, at - 1, text) in word_set("places.roads")
    if not road and not flown(atoms, at):
        return None
    ends = [atoms[at + 1], atoms[at + 3]]
    return [PlaceMention(text[a.start : a.end], a.span, SPECIFIC, "in", i, i + 1) for i, a in zip((at + 1, at + 3), ends, strict=True)], at + 4


def road_from(atoms: list[Atom], start: int, text: str) -> bool:
    """True for the place from which a road leads: "at a stop on the road heading from Telmor toward Brena"."""
    words = [word_at(atoms, i, text) for i in range(max(0, start - 3), max(0, start - 1))]
    led = words[-1:] != [] and words[-1] in word_set("places.leads")
    return bool(words) and words[0 if led else -1] in word_set("places.roads") and not any(a.tag.startswith("act.fire") for a in atoms[:start])


def flown(atoms: list[Atom], at: int) -> bool:
    """True after it was told that aircraft flew over, and did nothing else: every place on their way counts."""
    before = atoms[:at]
    over = any(a.sense == "overflight" or a.tag == "airspace" for a in before)
    return over and not any(a.tag.startswith(("harm.", "act.fire")) or a.sense in ("bombard", "hit") for a in atoms)


def on_the_way(found: list[PlaceMention], atoms: list[Atom]) -> list[PlaceMention]:
    """The places with those that aircraft flew over in one rank: "over Telmor and the Brena and Sarn regions"."""
    if len(found) < PAIR or not flown(atoms, len(atoms)):
        return found
    return [replace(p, rank=SPECIFIC) if p.rank == REGION and atoms[p.at].tag == "name" and atoms[p.to - 1].tag != "airspace" else p for p in found]


PAIR = 2


def heading(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the "to" of "then headed southwards to Telmor", said of aircraft that flew over."""
    return at > 0 and word_at(atoms, at - 1, text) in word_set("places.headings") and flown(atoms, at)


def leaving(atoms: list[Atom], at: int, text: str) -> bool:
    """True for whither aircraft made off: "before exiting towards Telmor", "they left over the sea facing Telmor"."""
    away = word_set("places.leaving")
    for i in range(at - 1, max(-1, at - AWAY), -1):
        if atoms[i].tag in (";", ":", "name") or atoms[i].sense == "overflight":
            return False
        if word_at(atoms, i, text) in away:
            return True
    return False


AWAY = 6
"""Words before a place within which aircraft are told to have left."""


def corners_of(atoms: list[Atom], units: list[Unit], text: str) -> list[Unit]:
    """The places that a triangle, or a road told by three or more, is named after: "the Telmor-Brena-Sarn triangle"."""
    name, span, rank, at, end = units[-1]
    shape = end < len(atoms) and word_at(atoms, end, text) in word_set("places.shapes")
    road = max((word for word in word_set("places.roads") if name.endswith(" " + word)), key=len, default="")
    if len(units) > 1 or not (shape or road):
        return units
    corners = list(expression("places.corner").finditer(text, span.start, span.end - len(road)))
    return [(m[0], Span(*m.span()), rank, at, end + shape) for m in corners] if len(corners) >= CORNERS else units
