"""Places in a sentence: names after a word of place, with the kind of place and the regions that contain them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

SPECIFIC, REGION, COUNTRY = 0, 1, 2
FILLERS = (
    "the",
    "a",
    "this",
    "their",
    "both",
    "num",
    "place.part",
    "group.mod",
    "group.adj",
    "group.both",
    "thing",
    "more",
    "vague",
    "and",
    "state.adj",
    "party.side",
    "x",
    "of",
    "some",
    "harm.part",
)
HEADS = ("place.type", "place.region")
MAX_FILLERS = 9
FORMS = frozenset(
    {"Kingdom", "Republic", "State", "Federation", "Union", "People's Republic", "People’s Republic", "Government", "Party", "Chairman"}
)
"""Names of states and organs without their own name: no places."""
FRONT = 7
"""How many words into a sentence "In the city of X," may stand."""
TAKEN = ("abducted", "detained", "displaced")
TAKEN_REACH = 14
STATIONED = frozenset({"stationed", "positioned", "deployed", "based", "entrenched", "emplaced", "massed", "installed", "sited", "posted"})
NO_PLACES = frozenset({"group", "movement", "faction", "network", "tribe", "company", "newspaper", "agency", "foundation", "institute"})
"""Nouns whose name is not a place's: "a bomber of the Telmor group"."""
PAIR = 2


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One named place: its name as written, rank (specific, region, country), the regions told, and how it stands.

    `how` is "in" (it happened there), "object" (it was hit), "from" (whence), "towards", or "named" (only named as a place).
    `at` and `to` are indices of the sentence's atoms, half-open.
    """

    name: str
    span: Span
    rank: int
    how: str
    at: int
    to: int
    regions: tuple[str, ...] = ()
    listed: int = 0
    region_spans: tuple[Span, ...] = ()


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


def places(atoms: list[Atom], text: str) -> list[PlaceMention]:
    """Every place named in a sentence, in order; a place inside the region of another is only told as its region."""
    found: list[PlaceMention] = []
    at = 0
    while at < len(atoms):
        how = _trigger(atoms, at) or ("in" if _side_of(atoms, at, text) else None)
        if how in ("in", "on") and at and atoms[at - 1].tag in ("document", "organ"):
            how = None  # a meeting held somewhere, not where something happened
        parsed = _road(atoms, at, text) or (_phrase(atoms, at + (1 if how not in ("named", "type", "subject") else 0), text, how) if how else None)
        if parsed:
            mentions, end = parsed
            narrowed = _narrowed(atoms, end, text)
            if narrowed:
                told = tuple(m.name for m in mentions)
                spans = tuple(m.span for m in mentions)
                mentions, end = [replace(m, regions=(*m.regions, *told), region_spans=(*m.region_spans, *spans)) for m in narrowed[0]], narrowed[1]
            if not (end < len(atoms) and atoms[end].tag in ("say.verb", "party.agent-verb")):
                found += _inside(found, mentions, atoms) if found else mentions
            at = max(end, at + 1)
        else:
            at += 1
    return found


def _side_of(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "south of Telmor" without a word of place before it."""
    atom = atoms[at]
    side = text[atom.start : atom.end].lower().startswith(("north", "south", "east", "west"))
    return side and atom.tag == "place.part" and text.endswith(" of", atom.start, atom.end) and [a.tag for a in atoms[at + 1 : at + 2]] == ["name"]


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
    ):
        return mentions
    return [replace(m, regions=(first.name,), region_spans=(first.span,)) for m in mentions]


def _narrowed(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int] | None:
    """The places after "in particular", "more specifically": they stand for what was named before."""
    while at < len(atoms) and atoms[at].tag == ",":
        at += 1
    kinds = any(a.tag == "place.type" and text[a.end - 1] == "s" for a in atoms[max(0, at - 9) : at])
    if at >= len(atoms) or not (atoms[at].tag == "narrow" or (atoms[at].tag == "including" and kinds)):
        return None
    at += 1
    while at < len(atoms) and (atoms[at].tag in PREPOSITIONS or atoms[at].tag == ","):
        at += 1
    return _phrase(atoms, at, text, "in")


def _road(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int] | None:
    """Both ends of "the road from X to Y": what happened on it happened between them."""
    tags = [a.tag for a in atoms[at : at + 4]]
    on_road = at > 0 and atoms[at - 1].tag == "thing" and text[atoms[at - 1].start : atoms[at - 1].end].lower() in ROADS
    if not on_road or tags != ["from", "name", "to", "name"]:
        return None
    ends = [atoms[at + 1], atoms[at + 3]]
    return [PlaceMention(text[a.start : a.end], a.span, SPECIFIC, "in", i, i + 1) for i, a in zip((at + 1, at + 3), ends, strict=True)], at + 4


ROADS = frozenset({"road", "highway", "track", "motorway", "railway", "railway line", "main road", "route", "path"})


def _trigger(atoms: list[Atom], at: int) -> str | None:
    """How a place that begins after atom `at` stands, or `None` when no place can begin there."""
    atom = atoms[at]
    if atom.tag in PREPOSITIONS:
        return PREPOSITIONS[atom.tag]
    if atom.tag == "of" and at and atoms[at - 1].tag.startswith(("act.", "damage.", "airspace")):
        return "object"
    if atom.sense in ("shooting", "shot") and atom.tag != "act.fireat":
        return None
    if atom.tag.startswith(("act.part", "act.ger", "act.fireat", "act.enter", "damage.part", "damage.ger")):
        return "object"
    if (
        atom.tag == "of"
        and at
        and atoms[at - 1].tag == "group.pl"
        and atoms[at - 1].sense == "civilian"
        and at + 1 < len(atoms)
        and atoms[at + 1].tag == "name"
    ):
        return "in"  # "the inhabitants of Telmor"
    if atom.tag in (*HEADS, "place.part") and at + 1 < len(atoms) and atoms[at + 1].tag == "of":
        return "type"
    if atom.tag == "narrow" and [a.tag for a in atoms[at + 1 : at + 2]] == ["name"] and any(a.tag in HEADS for a in atoms[max(0, at - 9) : at]):
        return "in"  # "the settlements of the Highlands, including the capital Telmor"
    if atom.tag == ":" and at and atoms[at - 1].tag == "date" and _listed(atoms, at + 1):
        return "in"
    if atom.tag == "name" and _suffers(atoms, at):
        return "subject"
    if atom.tag == "name" and at + 1 < len(atoms) and atoms[at + 1].tag in HEADS:
        return "named"
    return None


def _phrase(atoms: list[Atom], at: int, text: str, how: str) -> tuple[list[PlaceMention], int] | None:
    """Place names from atom `at` on: fillers, then a list of names, then the regions that contain them."""
    if how == "object" and at < len(atoms) and atoms[at].tag == "to":
        at += 1
    start, at, rank_told, head = at, *_skip(atoms, at)
    units: list[tuple[str, Span, int, int, int]] = []
    owner = None
    if at + 1 < len(atoms) and atoms[at].tag in ("name", "state.name") and atoms[at + 1].tag == "'s":
        after = _skip(atoms, at + 2)[0]
        if after < len(atoms) and atoms[after].tag == "name":
            owner = PlaceMention(text[atoms[at].start : atoms[at].end], atoms[at].span, REGION, "in", at, at + 1)
            at = after
    elif (
        at + 2 < len(atoms)
        and atoms[at].tag == "name"
        and atoms[at + 1].tag in HEADS
        and text[atoms[at + 1].end - 1] == "s"
        and atoms[at + 2].tag == "of"
    ):
        after = _skip(atoms, at + 3)[0]
        if after < len(atoms) and atoms[after].tag == "name":  # "the Telmor neighbourhoods of Khalid and Sulay"
            owner = PlaceMention(text[atoms[at].start : atoms[at].end], atoms[at].span, REGION, "in", at, at + 1)
            at = after
    while True:
        unit = _unit(atoms, at, text, rank_told)
        if unit is None:
            break
        units.append(unit)
        at = unit[4]
        following = _list_goes_on(atoms, at)
        if following is None:
            break
        at, told = following
        rank_told = told if told is not None else rank_told
    if len(units) > 1 and atoms[units[-1][4] - 1].tag in HEADS and text[: atoms[units[-1][4] - 1].end].endswith("s"):
        units = [(name, span, units[-1][2], a, b) for name, span, _, a, b in units]  # "the Telmor and Brena areas"
    if not units:
        return _nameless(atoms, start, at, text, how)
    end = units[-1][4]
    if how == "from" or (how != "object" and (_origin(atoms, start) or _seated(atoms, start, text))):
        how = "in" if _taken(atoms, start) else "from"
    regions, end = ([], end) if units[-1][2] == COUNTRY or how == "from" else _regions(atoms, end, text)
    if owner is not None:
        regions.append(owner)
    how = "in" if how in ("type", "subject") else how
    if len(units) == PAIR and atoms[units[1][3] - 1].tag == "," and units[1][2] <= units[0][2] and how != "object":
        regions = [PlaceMention(units[1][0], units[1][1], REGION, "in", units[1][3], units[1][4]), *regions]
        units = units[:1]
    del head
    return [
        PlaceMention(name, span, rank, how, a, b, tuple(r.name for r in regions), i, tuple(r.span for r in regions))
        for i, (name, span, rank, a, b) in enumerate(units)
    ], end


def _listed(atoms: list[Atom], at: int) -> bool:
    """True for an entry of a list that begins with its day and place: "2 March 1984: Telmor; artillery shells; 14 injured"."""
    end = _skip(atoms, at)[0]
    while end < len(atoms) and atoms[end].tag in ("name", "and", ",", "the", "thing", *HEADS):
        end += 1
    return end > at and end < len(atoms) and atoms[end].tag == ";"


def _suffers(atoms: list[Atom], at: int) -> bool:
    """True for a list of names that is the subject of "came under fire" or "was shelled"."""
    end = at
    while end < len(atoms) and atoms[end].tag in ("name", ",", "and", *HEADS):
        end += 1
    if end >= len(atoms):
        return False
    if atoms[end].tag == "act.undergo":
        return True
    after = next((a for a in atoms[end + 1 : end + 3] if a.tag not in ("then", "x", "be")), None)
    return (
        atoms[end].tag in ("be", "have")
        and after is not None
        and after.tag.startswith(("act.part", "damage.part", "act.undergo"))
        and after.sense not in ("shooting", "shot")
    )


def _taken(atoms: list[Atom], start: int) -> bool:
    """True for persons abducted, detained or driven "from" a place: it happened there."""
    for atom in reversed(atoms[max(0, start - TAKEN_REACH) : start]):
        if atom.tag.startswith("harm."):
            return atom.sense in TAKEN
        if atom.tag in (";", ":", "means") or atom.tag.startswith("act."):
            return False
    return False


def _origin(atoms: list[Atom], start: int) -> bool:
    """True for "from positions on Mount X", "batteries stationed near X": whence; not for homes from which persons were driven."""
    for atom in reversed(atoms[max(0, start - 6) : max(0, start - 1)]):
        if atom.tag == "from" or (atom.tag == "x" and atom.sense in STATIONED):
            return True
        if atom.sense == "homes":
            return False
        if atom.tag in (",", ";", "and", "of", "by", "date", "name", "state.name") or atom.tag.startswith(("act.", "harm.", "damage.")):
            return False
    return False


def _seated(atoms: list[Atom], start: int, text: str) -> bool:
    """True for "units of Arvania located in Brena": where those sit who fire, not where they hit."""
    if start < 2:
        return False
    seat = text[atoms[start - 1].start : atoms[start - 1].end].lower().startswith(("located", "situated"))
    return seat and atoms[start - 2].tag in ("state.name", "party.force", "means", "group.pl", "party.org")


def _skip(atoms: list[Atom], at: int) -> tuple[int, int | None, int | None]:
    """Past articles, adjectives and kinds of place ("the eastern countryside of the town of"): index, rank told, index of the head."""
    rank: int | None = None
    head: int | None = None
    begin = at
    while at < len(atoms) and at - begin < MAX_FILLERS:
        tag = atoms[at].tag
        if tag in HEADS:
            rank = REGION if tag == "place.region" and atoms[at].sense == "region" else SPECIFIC
            head = at
        elif tag in (",", ":", "lpar") and head == at - 1 and at + 1 < len(atoms) and atoms[at + 1].tag == "name":
            pass
        elif tag not in FILLERS or (tag == "and" and (head is None or at == begin)):
            break
        elif tag == "state.adj" and at + 1 < len(atoms) and atoms[at + 1].tag == "name":
            pass
        at += 1
    return at, rank, head


def _unit(atoms: list[Atom], at: int, text: str, told: int | None) -> tuple[str, Span, int, int, int] | None:
    """One name with the kind of place after it: name, span, rank, first and last atom."""
    if (
        at >= len(atoms)
        or atoms[at].tag not in ("name", "state.name")
        or text[atoms[at].start : atoms[at].end] in FORMS
        or _somebodys(atoms, at)
        or (atoms[at - 1].tag == "a" and told is None)
        or atoms[at - 1].sense == "vehicles"  # "the freighter Nadir"
    ):
        return None
    atom, end = atoms[at], at + 1
    if (
        end < len(atoms)
        and atoms[end].tag.startswith(("party.force", "group.", "party.coalition", "'s", "act.", "means", "family"))
        and atom.tag == "name"
        and not _verbless(atoms, end)
    ):
        return None
    if end < len(atoms) and atoms[end].sense in NO_PLACES:
        return None
    rank = COUNTRY if atom.tag == "state.name" else told if told is not None else SPECIFIC
    name, span = text[atom.start : atom.end], atom.span
    if atom.tag == "state.name" and at > 1 and atoms[at - 1].tag == "place.part" and _direction(text[atoms[at - 1].start : atoms[at - 1].end]):
        span = Span(atoms[at - 1].start, span.end)
        name = text[span.start : span.end]
    while (
        end < len(atoms)
        and atoms[end].tag in ("thing", "place.type", "place.region", "place.part", "party.region", "airspace")
        and _near(atoms[end - 1], atoms[end], text)
    ):
        tag = atoms[end].tag
        if tag == "place.part" and not (end + 1 < len(atoms) and atoms[end + 1].tag in ("thing", "place.type", "place.region")):
            break
        if tag in ("place.region", "airspace"):  # "the Telmor flight information region"
            rank = REGION
            if text[atoms[end].start].isupper():
                span = Span(span.start, atoms[end].end)
        elif tag == "thing" or atoms[end].sense == "feature" or text[atoms[end].start].isupper():
            span = Span(span.start, atoms[end].end)
            rank = SPECIFIC
        else:
            rank = SPECIFIC if rank != COUNTRY else rank
        name = text[span.start : span.end]
        end += 1
    return name, span, rank, at, end


def _direction(word: str) -> bool:
    """True for a word in a capital, or for "northern", "south-eastern": a part of the name of a part of a country."""
    return word[0].isupper() or word.endswith("ern")


def _somebodys(atoms: list[Atom], at: int) -> bool:
    """True for "the home of Anna Varro": a person's name, not a place's."""
    back = at - 1
    while (back > 0 and atoms[back].tag in ("the", "a", "state.adj", "people", "group.mod")) or (back > 0 and atoms[back].tag.startswith("group.")):
        back -= 1
    return back > 0 and atoms[back].tag == "of" and atoms[back - 1].sense in ("homes", "vehicles") and " " in str(atoms[at].value or "")


def _verbless(atoms: list[Atom], at: int) -> bool:
    """True when what follows a name is no noun that the name belongs to (an act as a verb, not "Sarn attack")."""
    return atoms[at].tag in ("act.part", "act.ger", "act.undergo", "act.do", "act.fire", "act.occur", "act.enter", "act.fireat")


def _near(before: Atom, atom: Atom, text: str) -> bool:
    return "," not in text[before.end : atom.start]


def _list_goes_on(atoms: list[Atom], at: int) -> tuple[int, int | None] | None:
    """Where the next name of a list begins, and the rank told before it; `None` when the list ends."""
    at = _past_day(atoms, at)
    begin = at
    while at < len(atoms) and atoms[at].tag in (",", "and", ";", "or") and at - begin < 2:
        at += 1
    if at == begin or (atoms[at - 1].tag == ";" and at < len(atoms) and atoms[at].tag in ("the", "a")):
        return None
    after, rank, _ = _skip(atoms, at)
    if atoms[at - 1].tag == "," and any(a.tag == "place.part" for a in atoms[at:after]):
        return None
    if at < len(atoms) and atoms[at].tag == "a" and any(a.tag in HEADS for a in atoms[at:after]):
        return None  # "Bab Sirun, a quarter of the city of Hadrah"
    if atoms[at - 1].tag == ";" and (after + 1 >= len(atoms) or atoms[after + 1].tag not in (",", ";", "and", ".")):
        return None
    if (
        after < len(atoms)
        and atoms[after].tag == "name"
        and not any(a.tag in ("x", "state.adj", "group.both", "harm.part", "vague") for a in atoms[at:after])
    ):
        return after, rank
    return None


def _past_day(atoms: list[Atom], at: int) -> int:
    """Past the day of one place of a list where the next has a day too: "attacked Telmor on 3 May and Brena on 4 May"."""
    end = at + (at < len(atoms) and atoms[at].tag == "place.on")
    tags = [a.tag for a in atoms[end : end + 5]]
    parallel = len(tags) > 3 and tags[0] == "date" and tags[1] in ("and", ",") and tags[2] == "name" and "date" in tags[3:5]
    return end + 1 if parallel else at


def _regions(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int]:
    """The regions that contain a place: "in the eastern countryside of X governorate", ", southern Y"."""
    regions: list[PlaceMention] = []
    end = at
    while True:
        mark = end
        while (
            mark < len(atoms)
            and atoms[mark].tag in (",", "place.prep", "of", "lpar", "num", "distance")
            and text[atoms[mark].start : atoms[mark].end].lower() != "at"  # "at" leads to what was hit, never to what contains a place
            and mark - end < (4 if _far(atoms, end) else 2)
        ):
            mark += 1
        if mark == end:
            return regions, end
        joined = any(a.tag in ("place.prep", "of") for a in atoms[end:mark])
        after, rank, head = _skip(atoms, mark)
        unit = _unit(atoms, after, text, rank)
        if unit is None or not (joined or unit[2] > SPECIFIC or head is not None or any(a.tag == "place.part" for a in atoms[mark:after])):
            return regions, end
        regions.append(PlaceMention(unit[0], unit[1], max(unit[2], REGION), "in", unit[3], unit[4]))
        end = unit[4]


def _far(atoms: list[Atom], at: int) -> bool:
    """True for a distance next: ", 15 kilometres to the south of"."""
    return any(a.tag == "distance" for a in atoms[at : at + 3])


def _nameless(atoms: list[Atom], start: int, at: int, text: str, how: str) -> tuple[list[PlaceMention], int] | None:
    """A place told by a state's adjective only: "Arvanian airspace", "Belmoran communities"."""
    adjective = next((i for i in range(start, min(at, len(atoms))) if atoms[i].tag == "state.adj"), None)
    if adjective is None:
        return None
    last = adjective + 1
    while last < len(atoms) and atoms[last].tag in ("place.part", "group.mod", "party.side", "damage.part"):
        last += 1
    if last >= len(atoms) or atoms[last].tag not in ("airspace", "place.type", "place.region", "place.part") or how == "from":
        return None
    first = adjective
    while first > start and text[atoms[first - 1].start].isupper() and atoms[first - 1].tag not in ("the", "a"):
        first -= 1
    span = Span(atoms[first].start, atoms[last].end)
    rank = REGION if atoms[last].tag == "airspace" else COUNTRY
    return [PlaceMention(text[span.start : span.end], span, rank, how if how != "type" else "in", adjective, last + 1)], last + 1
