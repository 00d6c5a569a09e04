"""Places that a sentence names beside where it happened: what was only crossed or aimed at, and what another lies near."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.mentions.place_names import COUNTRY, HEADS, PlaceMention, is_side

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

PAIR = 2


def without_bridges(found: list[PlaceMention]) -> list[PlaceMention]:
    """Without the rivers over which bridges lead, where another place is told; alone they tell where it happened."""
    if not any(p.how == "bridge" for p in found):
        return found
    others = [p for p in found if p.how != "bridge"]
    return others if any(p.how in ("in", "object", "on") for p in others) else [replace(p, how="object") if p.how == "bridge" else p for p in found]


def without_crossings(found: list[PlaceMention], atoms: list[Atom], text: str) -> list[PlaceMention]:
    """Without the places where a frontier was only crossed on the way: "crossed the frontier at Sarn and attacked Telmor"."""
    if len(found) < 2:
        return found
    ways = [_crossed(atoms, p.at, text) for p in found]
    hit = any(not way and p.how in ("in", "object", "on") for way, p in zip(ways[1:], found[1:], strict=True))
    return [p for way, p in zip(ways, found, strict=True) if not way] if hit and any(ways) else found


def without_towns(found: list[PlaceMention], atoms: list[Atom], text: str) -> list[PlaceMention]:
    """Without the town at which it was aimed where one of its parts was hit: "missiles launched at the city of Telmor injured ten in the Sarn quarter"."""
    for place in found[1:]:
        part = place.how == "in" and text.startswith(word_list("places.of_town"), place.span.end + 1)
        town = found[0]
        aimed = part and atoms[town.at - 1].tag == "of" and word_at(atoms, town.at - 2, text) in word_set("places.towns")
        if aimed and not place.listed and any(a.tag.startswith(("harm.", "act.")) for a in atoms[town.to : place.at]):
            return [p for p in found if p is not town]
    return found


def without_bearings(found: list[PlaceMention], atoms: list[Atom], text: str) -> list[PlaceMention]:
    """Without what only tells where another place lies: "in the Telmor area around Brena airport", "in Telmor, well beyond the Blue Line"."""
    kept: list[PlaceMention] = []
    for place in found:
        before = kept[-1] if kept else None
        lead = next((i for i in range(place.at - 1, max(-1, place.at - 5), -1) if atoms[i].tag not in ("the", "of", *HEADS)), -1)
        bearing = lead >= 0 and word_at(atoms, lead, text) in word_set("places.bearings")
        if len(found) > 1 and (_after_another(atoms, lead, text) or expression("places.lies").search(text, found[0].span.end, place.span.start)):
            continue
        told = before is not None and before.how in ("in", "on", "object") and before.rank < COUNTRY
        if told and before is not None and ((bearing and lead - before.to <= PAIR) or (lead >= 0 and _measured(atoms, before.to, lead, text))):
            continue
        kept.append(place)
    return kept


def _measured(atoms: list[Atom], start: int, end: int, text: str) -> bool:
    """True for ", about four kilometres north of" between a place and what it lies near."""
    between = atoms[start:end]
    return (
        (is_side(atoms[end], text) or (atoms[end].tag == "place.prep" and text.endswith(word_list("places.of"), atoms[end].start, atoms[end].end)))
        and any(a.tag == "distance" for a in between)
        and all(a.tag in ("distance", "num", ",", "bound.pre", "around", "some", "place.part", "to", "the") for a in between)
    )


def _after_another(atoms: list[Atom], lead: int, text: str) -> bool:
    """True for the place of an earlier deed: "two hours after the attack near Telmor"."""
    tags = [a.tag for a in atoms[max(0, lead - 2) : lead]]
    return lead > PAIR and tags in (["the", "act.noun"], ["this", "act.noun"]) and word_at(atoms, lead - 3, text) in word_set("places.later")


def _crossed(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a place whose nearest verb before it is one of crossing."""
    verb = next((i for i in range(at - 1, -1, -1) if atoms[i].tag.startswith("act.")), None)
    return verb is not None and word_at(atoms, verb, text).startswith(word_list("places.crossings"))
