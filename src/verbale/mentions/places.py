"""Places in a sentence: how a named place stands (hit, there, whence), with the kind of place and the regions that contain it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import Beginnings, word_at
from verbale.grammar.wordlists import word_list, word_set
from verbale.mentions.place_beside import without_bearings, without_bridges, without_crossings, without_towns
from verbale.mentions.place_entries import after_its_day, heads_entry, in_turn
from verbale.mentions.place_hit import suffers
from verbale.mentions.place_names import (
    COUNTRY,
    HEADS,
    REGION,
    SPECIFIC,
    PlaceMention,
    border_of,
    is_side,
    list_goes_on,
    nameless,
    past_kinds,
    regions_after,
    unit_at,
)
from verbale.mentions.place_origins import led_to, taken_from, whence
from verbale.mentions.place_routes import corners_of, ends_of, flown, heading, leaving, on_the_way, road_from
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.mentions.place_names import Unit

FRONT = 7
"""How many words into a sentence "In the city of X," may stand."""
AFTER_HARM = 10
"""Words after a harm within which an organ told is whose people suffered ("nurses of the Red Crescent at Telmor")."""
PAIR = 2
PREPOSITIONS = {
    "place.prep": "in",
    "place.on": "on",
    "over": "over",
    "place.over": "over",
    "around": "in",
    "place.against": "against",
    "place.towards": "towards",
    "from": "from",
    "between": "in",
}
OBJECTS = Beginnings("act.part", "act.ger", "act.fireat", "act.enter", "damage.part", "damage.ger")
"""Verbs whose object a place can be."""
OPENS = Beginnings(*PREPOSITIONS, *HEADS, "act.", "damage.", "of", "to", "name", "narrow", "place.part", ":", ",", "date")
"""With what a place can begin: of any other word nothing is asked."""
HARMED = Beginnings("harm.", "act.part")


def places(atoms: list[Atom], text: str) -> list[PlaceMention]:
    """Every place named in a sentence, in order; a place inside the region of another is only told as its region."""
    found: list[PlaceMention] = []
    done = 0
    for at, atom in enumerate(atoms):
        if at < done or not OPENS[atom.tag]:
            continue
        if atom.tag in PREPOSITIONS and _tells_no_event(atoms, at, text):
            elsewhere = _phrase(atoms, at + 1, text, "in")
            done = elsewhere[1] if elsewhere else done
            continue
        how = _trigger(atoms, at, text) or ("in" if _side_of(atoms, at, text) else None)
        met = at - 1 - (at > 1 and atoms[at - 1].tag == "date")  # "discussed last month in Telmor"
        held = how in ("in", "on") and at and (atoms[at - 1].tag in ("document", "organ") or atoms[met].tag == "talk.verb")
        if held and not HARMED.any(atoms[max(0, at - AFTER_HARM) : at]):
            how = None  # a meeting held somewhere, not where something happened
        road = ends_of(atoms, at, text)
        if road and found and found[-1].rank == SPECIFIC and found[-1].to >= at - ROAD and atoms[found[-1].to].tag == ",":
            done = road[1]
            continue  # "at La Curva, on the road from Telmor to Brena": where that lies
        parsed = road or (_phrase(atoms, at + (1 if how not in ("named", "type", "subject") else 0), text, how) if how else None)
        if parsed:
            mentions, end = parsed
            listed = _list_below(atoms, end, text, how or "", mentions)
            if listed:
                mentions, end = listed
            narrowed = _narrowed(atoms, end, text)
            if narrowed:
                told = tuple(m.name for m in mentions)
                spans = tuple(m.span for m in mentions)
                mentions, end = [replace(m, regions=(*m.regions, *told), region_spans=(*m.region_spans, *spans)) for m in narrowed[0]], narrowed[1]
            if not (end < len(atoms) and atoms[end].tag in ("say.verb", "party.agent-verb")):
                found += _inside(found, mentions, atoms) if found else mentions
            done = end
    kept = without_towns(without_crossings(without_bridges(found), atoms, text), atoms, text)
    return on_the_way(without_bearings(kept, atoms, text), atoms)


def places_of_heading(atoms: list[Atom], text: str) -> list[PlaceMention]:
    """The places of a heading, which may tell them without any word before them: "Telmor, Karsa district", "Road from Telmor to Brena"."""
    start = next((i for i, a in enumerate(atoms) if a.tag in OPENS_HEADING), len(atoms))
    named = _phrase(atoms, start, text, "in") if start < len(atoms) and atoms[start].tag == "name" else None
    if named and all(a.tag in (".", ":") for a in atoms[named[1] :]):
        return named[0]
    return places(atoms, text)


OPENS_HEADING = ("name", "place.prep", "place.part", "around", "thing", *HEADS)


def _compass(atom: Atom, text: str) -> bool:
    """True for "southern": the part of a town in which a neighbourhood lies."""
    return atom.tag == "place.part" and text[atom.start : atom.end].lower().startswith(word_list("places.compass"))


def _side_of(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "south of Telmor" without a word of place before it."""
    atom = atoms[at]
    if not is_side(atom, text):
        return False
    side = text[atom.start : atom.end].lower().startswith(word_list("places.sides"))
    following = [a.tag for a in atoms[at + 1 : at + 4] if a.tag not in ("the", "of")]
    return side and following[:1] == ["name"]


def _inside(found: list[PlaceMention], mentions: list[PlaceMention], atoms: list[Atom]) -> list[PlaceMention]:
    """The places told after "In X, ...": X contains them, when it stands alone before a comma at the front."""
    first = found[0]
    front = len(found) == 1 and first.how == "in" and first.at <= FRONT and first.to < len(atoms) and atoms[first.to].tag == ","
    if (
        not front
        or mentions[0].how not in ("in", "on", "object")
        or mentions[0].regions
        or mentions[0].rank > SPECIFIC
        or first.name == mentions[0].name
        or any(a.tag == ";" for a in atoms[first.to : mentions[0].at])
    ):
        return mentions
    return [replace(m, regions=(first.name,), region_spans=(first.span,)) for m in mentions]


def _narrowed(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int] | None:
    """The places after "in particular", "more specifically": they stand for what was named before."""
    while at < len(atoms) and atoms[at].tag in (",", "and"):
        at += 1
    kinds = any(a.tag == "place.type" and text[a.end - 1] == "s" for a in atoms[max(0, at - 9) : at])
    if at >= len(atoms) or not (atoms[at].tag == "narrow" or (atoms[at].tag == "including" and kinds)):
        return None
    at += 1
    while at < len(atoms) and (atoms[at].tag in PREPOSITIONS or atoms[at].tag == ","):
        at += 1
    return _phrase(atoms, at, text, "in")


def _list_below(atoms: list[Atom], at: int, text: str, how: str, told: list[PlaceMention]) -> tuple[list[PlaceMention], int] | None:
    """The places after a colon: "besieged the following villages of the district of Zahran: Telmor, Brena"."""
    if at + 1 >= len(atoms) or atoms[at].tag != ":" or atoms[at + 1].tag != "name" or any(m.rank == SPECIFIC for m in told):
        return None
    following = word_set("places.following")
    if not any(text[a.start : a.end].lower() in following for a in atoms[max(0, at - 12) : at]):
        return None
    found = _phrase(atoms, at + 1, text, how)
    regions, spans = tuple(m.name for m in told), tuple(m.span for m in told)
    return ([replace(m, regions=(*m.regions, *regions), region_spans=(*m.region_spans, *spans)) for m in found[0]], found[1]) if found else None


def _trigger(atoms: list[Atom], at: int, text: str) -> str | None:
    """How a place that begins after atom `at` stands, or `None` when no place can begin there."""
    atom = atoms[at]
    if atom.tag in ("date", ":", ","):
        return "in" if after_its_day(atoms, at, text) else None
    if atom.tag in ("place.over", "over") and at and word_at(atoms, at - 1, text) in word_set("places.bridges"):
        return "bridge"
    if atom.tag == "from" and at > 2 and atoms[at - 1].tag == "distance" and _far_off(atoms, at - 3, text):
        return "in"
    if atom.tag in ("place.towards", "place.over", "over") and flown(atoms, at):
        return "towards" if leaving(atoms, at, text) else "in" if atom.tag == "place.towards" else "over"
    if atom.tag in PREPOSITIONS:
        return PREPOSITIONS[atom.tag]
    if atom.tag == "to" and _gone_to(atoms, at, text):
        return "in"
    if atom.tag == "to":
        return "in" if (at and word_at(atoms, at - 1, text) in word_set("places.ways_to")) or heading(atoms, at, text) else None
    if atom.tag == "name" and at and at + 1 < len(atoms) and atoms[at + 1].tag == "," and _is_about(atoms, at, text):
        return "subject"
    if atom.tag == "name" and (heads_entry(atoms, at) or _then_where(atoms, at, text) or in_turn(atoms, at)):
        return "subject"
    if atom.tag == "of" and at and atoms[at - 1].tag.startswith(("act.", "damage.", "airspace")):
        return "object"
    if atom.tag == "of" and _of_an_act_by(atoms, at):
        return "object"
    if atom.tag == "of" and [a.tag for a in atoms[max(0, at - 2) : at]] == ["distance", "num"]:
        return "in"  # "at kilometre 43 of the Telmor highway"
    if atom.tag == "of" and at and atoms[at - 1].tag == "thing" and _is_subject(atoms, at + 1):
        return "in"  # "the frontier post of Telmor was fired upon"
    if atom.sense in ("shooting", "shot") and atom.tag != "act.fireat":
        village = at + 2 < len(atoms) and atoms[at + 1].tag == "name" and atoms[at + 2].tag in HEADS
        return "object" if village else None  # "machine-gunned Telmor village"; "shot Anna Varro"
    if OBJECTS[atom.tag]:
        return None if _ship(atoms, at + 1, text) else "object"
    after = [a.tag for a in atoms[at + 1 : at + 3]]
    residents = atom.tag == "of" and at and atoms[at - 1].tag == "group.pl"
    residents = residents and (atoms[at - 1].sense == "civilian" or text[atoms[at - 1].start : atoms[at - 1].end] in word_set("places.people"))
    residents = residents or (atom.tag == "of" and at > 0 and (atoms[at - 1].tag == "family" or _headman(atoms, at, text)))
    if residents and (after[:1] == ["name"] or after == ["the", "name"]):
        return "in"  # "the inhabitants of Telmor"
    if atom.tag in (*HEADS, "place.part") and at + 1 < len(atoms) and atoms[at + 1].tag == "of":
        return "type"
    if atom.tag == "place.part" and text.endswith(word_list("places.areas_of"), atom.start, atom.end) and _is_subject(atoms, at + 1, state=True):
        return "in"  # "many areas of Telmor were subjected to bombardment"
    if atom.tag == "narrow" and [a.tag for a in atoms[at + 1 : at + 2]] == ["name"] and any(a.tag in HEADS for a in atoms[max(0, at - 9) : at]):
        return "in"  # "the settlements of the Highlands, including the capital Telmor"
    if _areas_joined(atoms, at, text):
        return "in"
    if atom.tag == "name" and suffers(atoms, at) and not _hit_as_person(atoms, at, text):
        return "subject"
    if atom.tag == "name" and at + 1 < len(atoms) and atoms[at + 1].tag in HEADS:
        return "named"
    return None


def _gone_to(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "returned to Telmor and bombed the well": the deed was done where they went."""
    gone = at and word_at(atoms, at - 1, text) in word_set("places.gone") and [a.tag for a in atoms[at + 1 : at + 2]] == ["name"]
    then = [a.tag for a in atoms[at + 2 : at + 5]]
    return (
        bool(gone) and then[:1] in (["and"], [","]) and any(tag.startswith(("act.part", "act.fire", "harm.part", "damage.part")) for tag in then[1:])
    )


def _ship(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a ship by its name: "seized the Sura Star, flying the flag of Arvania"."""
    name = at + (at < len(atoms) and atoms[at].tag == "the")
    if [a.tag for a in atoms[name : name + 2]] != ["name", ","] or name + 2 >= len(atoms):
        return False
    return word_at(atoms, name + 2, text).split()[0] in word_set("places.ships_bear")


def _far_off(atoms: list[Atom], at: int, text: str) -> bool:
    """True before a distance at which something happened: "at 52 miles from Telmor", "at a distance of six miles from", "struck a mine 3 miles from"."""
    if atoms[at].tag == "of" and atoms[at - 1].sense == "distance":
        return True
    return word_at(atoms, at, text) in word_set("places.aim") or atoms[at].tag.startswith(("act.noun", "act.part", "means"))


def _headman(atoms: list[Atom], of: int, text: str) -> bool:
    """True for "they abducted the headman of": whoever heads a village was harmed in it."""
    head = word_at(atoms, of - 1, text) in word_set("places.heads_of_village")
    return head and HARMED.any(atoms[max(0, of - HARMED_BEFORE) : of])


HARMED_BEFORE = 4
"""Words before the head of a village within which it is told what was done to him."""


def _tells_no_event(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a place of something else: where one is registered or a report was made, over which river a bridge leads, between what a valley lies."""
    before = atoms[at - 1] if at else None
    if before is None:
        return False
    if word_at(atoms, at - 1, text) in word_set("places.not_events"):
        return True
    near = atoms[max(0, at - TREATED) : at] if before.sense == "hospital" else [before]  # "treated for wounds in the hospital at Telmor"
    taken = any(a.tag.startswith("harm.") and text.endswith(word_list("places.hospitals"), a.start, a.end) for a in near)
    if taken or (
        before.sense == "hospital" and any(atoms[i].tag == "to" and atoms[i - 1].tag.startswith(("harm.", "x")) for i in range(max(1, at - 4), at))
    ):
        return True  # "evacuated to the hospital at Telmor"
    if atoms[at].tag == "between" and before.tag in ("name", *HEADS):
        return True
    died = atoms[at - 2] if before.tag == "date" and at > 1 else before
    if died.tag == "harm.intr" and text.endswith(word_list("places.of_wounds"), died.start, died.end):
        return True  # "succumbed to his wounds yesterday in Brena"
    for i in range(at - 1, max(-1, at - SOURCE), -1):
        if atoms[i].tag in (",", ";", "date"):
            return False
        if atoms[i].tag == "say.accord":
            return True
    return False


ROAD = 4
"""Words of ", on the road" between a place and the ends of the road on which it lies."""
TREATED = 7
"""Words before a hospital within which it is told that the wounded are treated there."""
SOURCE = 12
"""Words of a source after "according to" within which a place is where it was said."""


def _then_where(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a place by what goes on: "a repetition of that of Telmor, where 20 were killed"."""
    after = at + 1 + (at + 1 < len(atoms) and atoms[at + 1].tag == ",")
    return after < len(atoms) and word_at(atoms, after, text) in word_set("subjects.where")


def _is_about(atoms: list[Atom], at: int, text: str) -> bool:
    """True for what a sentence says it is about: "As regards Telmor, ..."."""
    first = max(0, at - 4)
    before = text[atoms[first].start : atoms[at].start].strip().lower()
    return before in word_set("places.about") or (first == 0 and before.removesuffix(" the") in word_set("places.about"))


def _hit_as_person(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "Anna Varro was hit in the shoulder", "the Sura Star was boarded": a person or a ship, no place."""
    words = {word_at(atoms, i, text) for i in range(at + 1, min(at + 8, len(atoms)))}
    return bool(words & word_set("places.body")) or bool(words & word_set("places.to_ships"))


def _is_subject(atoms: list[Atom], at: int, *, state: bool = False) -> bool:
    """True for a name (with `state`, of a state too) that what was done to it follows."""
    named = at < len(atoms) and (atoms[at].tag == "name" or (state and atoms[at].tag == "state.name"))
    return named and suffers(atoms, at + state)


def _of_an_act_by(atoms: list[Atom], at: int) -> bool:
    """True for "shelling by Arvanian forces of the village of Telmor": the place after the doer, told by its kind."""
    kind = any(a.tag in HEADS for a in atoms[at + 1 : at + 4]) and not any(
        a.tag.startswith(("party", "state", "group")) for a in atoms[at + 1 : at + 3]
    )
    for i in range(at - 1, max(at - 8, 0), -1):
        if atoms[i].tag == "by":
            return kind and atoms[i - 1].tag.startswith(("act.noun", "act.bombing"))
        if not atoms[i].tag.startswith(("party", "group", "state", "people", "the", "means", "name", "x", "quote")):
            return False
    return False


def _areas_joined(atoms: list[Atom], at: int, text: str) -> bool:
    """True for what goes on with a list of areas: "the south and the areas of Telmor, ..., and of Brena"."""
    before = at - 1 - (at > 1 and atoms[at - 1].tag == "the")
    if at < 1 or atoms[before].tag not in ("and", ",") or at + 1 >= len(atoms) or atoms[at + 1].tag != "name":
        return False
    if atoms[at].tag == "of":
        return any(a.tag == "place.part" and text[a.start : a.end].lower() in word_set("places.areas") for a in atoms[:at])
    return atoms[at].tag == "place.part" and text.endswith(word_list("places.areas"), atoms[at].start, atoms[at].end)


def _phrase(atoms: list[Atom], at: int, text: str, how: str) -> tuple[list[PlaceMention], int] | None:
    """Place names from atom `at` on: fillers, then a list of names, then the regions that contain them."""
    if how == "object" and at < len(atoms) and atoms[at].tag == "to":
        at += 1
    somebodys = _village_of_one(atoms, at, text, how) or border_of(atoms, at, text, how)
    if somebodys is not None:
        around, end = regions_after(atoms, somebodys.to, text)
        return [replace(somebodys, regions=tuple(r.name for r in around), region_spans=tuple(r.span for r in around))], end
    start, at, rank_told, head = at, *past_kinds(atoms, at)
    units: list[Unit] = []
    owner, at = _owner(atoms, at, text)
    while True:
        unit = unit_at(atoms, at, text, rank_told)
        if unit is None:
            break
        units.append(unit)
        at = unit[4]
        following = list_goes_on(atoms, at)
        if following is None:
            break
        at, told = following
        rank_told = told if told is not None else rank_told
    if len(units) > 1 and atoms[units[-1][4] - 1].tag in HEADS and text[: atoms[units[-1][4] - 1].end].endswith("s"):
        units = [(name, span, units[-1][2], a, b) for name, span, _, a, b in units]  # "the Telmor and Brena areas"
    if not units:
        return nameless(atoms, start, at, text, how)
    units = _parallel(corners_of(atoms, units, text), atoms, text)
    end = units[-1][4]
    if how == "from" or (how != "object" and whence(atoms, start, end, text)):
        how = "in" if taken_from(atoms, start) or road_from(atoms, start, text) else "from"
    how = led_to(atoms, start, text, units[-1][0]) or how
    regions, end = ([], end) if units[-1][2] == COUNTRY or how == "from" else regions_after(atoms, end, text)
    if owner is not None:
        regions.append(owner)
    how = "in" if how in ("type", "subject") else how
    if regions and len(units) == 1 and units[0][0].split()[-1] in word_set("places.lines"):  # "north of the Blue Line in the area of Telmor"
        inner, *regions = regions
        units = [(inner.name, inner.span, SPECIFIC, inner.at, inner.to)]
    wider = len(units) > 1 and all(unit[2] > units[0][2] and atoms[unit[3] - 1].tag == "," for unit in units[1:])
    if wider:  # "the village of Telmor, Karsa district, Eastern Province"
        regions = [*(PlaceMention(name, span, rank, "in", a, b) for name, span, rank, a, b in units[1:]), *regions]
        units = units[:1]
    elif len(units) == PAIR and atoms[units[1][3] - 1].tag == "," and units[1][2] <= units[0][2] and how != "object":
        regions = [PlaceMention(units[1][0], units[1][1], REGION, "in", units[1][3], units[1][4]), *regions]
        units = units[:1]
    del head
    return [
        PlaceMention(name, span, rank, how, a, b, tuple(r.name for r in regions), i, tuple(r.span for r in regions))
        for i, (name, span, rank, a, b) in enumerate(units)
    ], end


def _parallel(units: list[Unit], atoms: list[Atom], text: str) -> list[Unit]:
    """The units of one list with one rank where "and" joins them: no one contains another ("the Telmor and Brena regions and the Sura farms")."""
    regions = [u for u in units[1:] if u[2] == REGION]  # ", Karsa district" after a town contains it
    joined = all(any(a.tag == "and" for a in atoms[max(0, u[3] - PAIR) : u[3]]) or _plural_kind(atoms[u[4] - 1], text) for u in regions)
    joined = joined and any(a.tag == "and" for a in atoms[units[0][3] : units[-1][3]])
    ranks = {u[2] for u in units}
    if not joined or ranks != {SPECIFIC, REGION}:
        return units
    return [(name, span, SPECIFIC, a, b) for name, span, _, a, b in units]


def _plural_kind(atom: Atom, text: str) -> bool:
    return atom.tag in HEADS and text[atom.end - 1] == "s"


def _owner(atoms: list[Atom], at: int, text: str) -> tuple[PlaceMention | None, int]:
    """The place that what is named after it belongs to, and where that begins: "Telmor's district of", "the Telmor neighbourhoods of"."""
    if at + 1 >= len(atoms) or atoms[at].tag not in ("name", "state.name"):
        return None, at
    owner = PlaceMention(text[atoms[at].start : atoms[at].end], atoms[at].span, REGION, "in", at, at + 1)
    after = at
    if atoms[at + 1].tag == "'s":
        after = past_kinds(atoms, at + 2)[0]
    elif atoms[at].tag == "name" and atoms[at + 1].tag in HEADS:
        kind = (
            at + 1 + (atoms[at + 1].tag == "place.region" and at + 2 < len(atoms) and atoms[at + 2].tag == "place.type")
        )  # "the Orva Strip town of"
        several = text[atoms[kind].end - 1] == "s" or _compass(atoms[at - 1], text)  # "the southern Telmor suburb of Khalid"
        one = atoms[at - 1].tag == "the" and word_at(atoms, kind, text) in word_set("places.in_regions")  # "the Orva settlement of Brena"
        of = [a.tag for a in atoms[kind + 1 : kind + 2]] == ["of"]
        after = past_kinds(atoms, kind + 2)[0] if of and (several or one) else at
        if [a.tag for a in atoms[after + 1 : after + 2]] == ["place.region"]:
            return None, at  # "the Orva township of Brena province": in the province
    return (owner, after) if at < after < len(atoms) and atoms[after].tag == "name" else (None, at)


def _village_of_one(atoms: list[Atom], at: int, text: str, how: str) -> PlaceMention | None:
    """A place named after whom it belongs to: "near Chief Varro's village", "at Varro's Rise"; not "in Telmor's villages"."""
    name = at + (at < len(atoms) and atoms[at].tag in ("group.sg", "group.both"))
    tags = [a.tag for a in atoms[name : name + 3]]
    village = tags == ["name", "'s", "place.type"] and text[atoms[name + 2].end - 1] != "s"
    named = tags[:2] == ["name", "'s"] and len(tags) > 2 and text[atoms[name + 2].start : atoms[name + 2].end] in word_set("places.whose")
    if not village and not named:
        return None
    span = Span(atoms[at].start, atoms[name + 2].end)
    after = atoms[name + 3].tag if name + 3 < len(atoms) else ""
    return PlaceMention(span.of(text), span, SPECIFIC, how, at, name + 3) if after not in ("name", "thing") else None
