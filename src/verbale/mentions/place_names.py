"""Names of places as words: one name with its kind, lists of names, and the regions that contain them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

SPECIFIC, REGION, COUNTRY = 0, 1, 2
Unit = tuple[str, Span, int, int, int]
"""One name of a list: as written, its span, its rank, and its first and last atom."""
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


def past_kinds(atoms: list[Atom], at: int) -> tuple[int, int | None, int | None]:
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


def unit_at(atoms: list[Atom], at: int, text: str, told: int | None) -> Unit | None:
    """One name with the kind of place after it: name, span, rank, first and last atom."""
    if at >= len(atoms) or _no_place(atoms, at, text, told):
        return None
    atom, end = atoms[at], at + 1
    rank = COUNTRY if atom.tag == "state.name" else told if told is not None else SPECIFIC
    span = _with_its_front(atoms, at, text)
    while end < len(atoms) and not _one_of_several(atoms, at, told) and atoms[end].tag in KINDS and _near(atoms[end - 1], atoms[end], text):
        tag = atoms[end].tag
        if atoms[end].sense == "vehicles" and text[atoms[end].start].islower():
            break
        kind = tag == "place.part" and text.endswith(word_list("places.dwelling"), atoms[end].start, atoms[end].end)
        if tag == "place.part" and not kind and not (end + 1 < len(atoms) and atoms[end + 1].tag in ("thing", "place.type", "place.region")):
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
        end += 1
    if end == at + 1 and _of_a_kind(atoms, end, text):  # "the Telmor public market"
        span, end, rank = Span(span.start, atoms[end + 1].end), end + 2, SPECIFIC
    return span.of(text), span, rank, at, end


KINDS = ("thing", "place.type", "place.region", "place.part", "party.region", "airspace")
"""Tags of what may tell after a name what kind of place it is."""


def _one_of_several(atoms: list[Atom], at: int, told: int | None) -> bool:
    """True after an article that makes a new one of it: "a West Bank checkpoint"."""
    return told is None and atoms[at - 1].tag == "a"


def _no_place(atoms: list[Atom], at: int, text: str, told: int | None) -> bool:
    """True where no name of a place begins: another word, a person, an organization, a ship, an agreement, whose a force or an act is."""
    if (
        atoms[at].tag not in ("name", "state.name")
        or text[atoms[at].start : atoms[at].end] in word_set("places.forms")
        or _somebodys(atoms, at)
        or _month_misspelt(atoms, at, text)
        or (at > 1 and atoms[at - 1].tag == "of" and word_at(atoms, at - 2, text) in word_set("places.feasts"))  # "on the eve of Sura Day"
        or text[atoms[at].start + 1] == "."  # "K. Varro"
        or _titled(atoms, at, text)
        or _letters(atoms, at, text)
        or _of_agreement(atoms, at, text)
        or _of_a_saint(atoms, at, text)
        or (told is None and _aged(atoms, at, text))
        or (_one_of_several(atoms, at, told) and not _of_checkpoint(atoms, at, text))
        or atoms[at - 1].sense in ("vehicles", "ships")  # "the freighter Nadir"
        or ([a.tag for a in atoms[max(0, at - 2) : at]] == [",", "the"] and atoms[at - 3].sense in ("vehicles", "ships"))  # "a boat, the Nadir,"
        or text[max(0, atoms[at].start - 2) : atoms[at].start] in word_set("places.before_ships")
        or (atoms[at - 1].tag == "organ" and text[atoms[at - 1].end : atoms[at].start] == " ")  # "the Velt Red Cross Society"
    ):
        return True
    after = atoms[at + 1] if at + 1 < len(atoms) else None
    if after is None:
        return False
    owner = after.tag.startswith(("party.force", "group.", "party.coalition", "'s", "act.", "means", "family")) and atoms[at].tag == "name"
    owner = owner and not dash_after(atoms, at, text)  # "Telmor - mortar fire"
    if owner and not (_names_act(atoms, at, text) or _of_a_kind(atoms, at + 1, text) or _verbless(atoms, at + 1)):
        return True
    return after.sense in word_set("places.no_places") or after.sense in word_set("parties.models")


def _month_misspelt(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a name between a day and a year: "on 18 Janaury 2031"."""
    around = [a.tag for a in (*atoms[at - 1 : at], *atoms[at + 1 : at + 2])]
    return around == ["num", "num"] and atoms[at + 1].end - atoms[at + 1].start == len("2031") and text[atoms[at].start].isupper()


def _with_its_front(atoms: list[Atom], at: int, text: str) -> Span:
    """The span of a name with what belongs to it before it: "the occupied Kestrian Heights", "southern Arvania", "the Ministry of Finance"."""
    span, before = atoms[at].span, atoms[at - 1] if at > 1 else None
    if before is None:
        return span
    if before.tag == "of" and text[atoms[at - 2].start : atoms[at - 2].end] in word_set("places.ministries"):
        return Span(atoms[at - 2].start, span.end)
    if before.tag == "state.adj" and " " not in span.of(text) and word_at(atoms, at - 2, text) in word_set("places.held"):
        return Span(atoms[at - 2].start, span.end)
    if atoms[at].tag == "state.name" and before.tag == "place.part" and _direction(text[before.start : before.end]):
        return Span(before.start, span.end)
    return span


def _of_a_kind(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a kind of place after one adjective: "public market"."""
    kind = at + 1 < len(atoms) and atoms[at + 1].tag in ("thing", "place.type") and text[atoms[at + 1].end - 1] != "s"
    return kind and word_at(atoms, at, text) in word_set("places.kinds_of")


def _names_act(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the place that names an act: "in the Khan Telmor attack"; a name of one word may be whose act it is."""
    before = [a.tag for a in atoms[max(0, at - 2) : at]]
    act = at + 1 < len(atoms) and atoms[at + 1].tag.startswith("act.") and word_at(atoms, at + 1, text) in word_set("places.named_acts")
    return act and before == ["place.prep", "the"] and len(text[atoms[at].start : atoms[at].end].replace("-", " ").split()) > 1


def _of_a_saint(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the saint of a church: "burned the church of St. Varro"."""
    holy = at > 1 and atoms[at - 1].tag == "of" and atoms[at - 2].sense == "place of worship"
    return holy and text.startswith("St", atoms[at].start)


def _of_agreement(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the name of an agreement: "the Disengagement of Forces Agreement", "the Telmor Accord"."""
    capital = [a for a in atoms[at + 1 : at + 4] if text[a.start].isupper() or a.tag == "of"]
    return any(a.tag == "document" and text[a.start].isupper() for a in capital) and capital == atoms[at + 1 : at + 1 + len(capital)]


def _aged(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a person told with his age: "fired at Anna Varro, a 22-year-old"; not for "In Telmor, a 70-year-old stepped on a mine"."""
    inside = at > 0 and atoms[at - 1].tag == "place.prep" and word_at(atoms, at - 1, text) not in word_set("places.aim")
    return not inside and expression("places.person_after").match(text, atoms[at].end) is not None


def _of_checkpoint(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "a West Bank checkpoint", "a Telmor school": the one of several that is there."""
    after = [
        a for a in atoms[at + 1 : at + 2] if a.tag in ("thing", "place.type") and text[a.start].islower() and a.sense not in ("vehicles", "ships")
    ]
    return bool(after) and at > 1 and atoms[at - 2].tag in ("place.prep", "place.on")


def _direction(word: str) -> bool:
    """True for a word in a capital, or for "northern", "south-eastern": a part of the name of a part of a country."""
    return word[0].isupper() or word.endswith(word_list("places.directions"))


def _titled(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a name after a title or rank: "Private Varro", "Mr. Varro"."""
    if text[atoms[at].start : atoms[at].end].split(maxsplit=1)[0].removesuffix(".") in word_set("naming.titles"):
        return True
    before = at - 1 - (at > 1 and atoms[at - 1].tag == ".")
    return before >= 0 and atoms[at].tag == "name" and word_at(atoms, before, text) in word_set("places.titles")


def _letters(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a name of capital letters only among small ones, which is an organization's: "UNESCO"."""
    name = text[atoms[at].start : atoms[at].end]
    return name.isalpha() and name.isupper() and len(name) >= LETTERS and at > 0 and text[atoms[at - 1].start : atoms[at - 1].end].islower()


LETTERS = 4
"""So many capital letters alone are an organization's name."""


def _somebodys(atoms: list[Atom], at: int) -> bool:
    """True for "the home of Anna Varro": a person's name, not a place's."""
    back = at - 1
    while (back > 0 and atoms[back].tag in ("the", "a", "state.adj", "people", "group.mod")) or (back > 0 and atoms[back].tag.startswith("group.")):
        back -= 1
    return back > 0 and atoms[back].tag == "of" and atoms[back - 1].sense in ("homes", "vehicles") and " " in str(atoms[at].value or "")


def _verbless(atoms: list[Atom], at: int) -> bool:
    """True when what follows a name is no noun that the name belongs to (an act as a verb, not "Sarn attack")."""
    return atoms[at].tag in (
        "act.part",
        "act.ger",
        "act.undergo",
        "act.do",
        "act.fire",
        "act.occur",
        "act.enter",
        "act.fireat",
        "act.firing",
        "act.doing",
        "act.make",
    )


def dash_after(atoms: list[Atom], at: int, text: str) -> bool:
    """True where a dash stands between atom `at` and the next."""
    return at + 1 < len(atoms) and expression("places.dash").fullmatch(text, atoms[at].end, atoms[at + 1].start) is not None


def _near(before: Atom, atom: Atom, text: str) -> bool:
    return "," not in text[before.end : atom.start]


def list_goes_on(atoms: list[Atom], at: int) -> tuple[int, int | None] | None:
    """Where the next name of a list begins, and the rank told before it; `None` when the list ends."""
    at = _past_day(atoms, at)
    begin = at
    while at < len(atoms) and atoms[at].tag in (",", "and", ";", "or") and at - begin < 2:
        at += 1
    if at == begin or (atoms[at - 1].tag == ";" and at < len(atoms) and atoms[at].tag in ("the", "a")):
        return None
    after, rank, _ = past_kinds(atoms, at)
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


def regions_after(atoms: list[Atom], at: int, text: str) -> tuple[list[PlaceMention], int]:
    """The regions that contain a place: "in the eastern countryside of X governorate", ", southern Y"."""
    regions: list[PlaceMention] = []
    aim = word_set("places.aim")  # "at" leads to what was hit, never to what contains a place
    end = at
    while True:
        mark = end
        while (
            mark < len(atoms)
            and (atoms[mark].tag in (",", "place.prep", "place.on", "of", "lpar", "num", "distance") or is_side(atoms[mark], text))
            and word_at(atoms, mark, text) not in aim
            and mark - end < (4 if _far(atoms, end) else 2)
        ):
            mark += 1
        if mark == end:
            return regions, end
        joined = any(a.tag in ("place.prep", "place.on", "place.part", "of") for a in atoms[end:mark])
        after, rank, head = past_kinds(atoms, mark)
        unit = unit_at(atoms, after, text, rank)
        if unit is None or not (joined or unit[2] > SPECIFIC or head is not None or any(a.tag == "place.part" for a in atoms[mark:after])):
            return regions, end
        regions.append(PlaceMention(unit[0], unit[1], max(unit[2], REGION), "in", unit[3], unit[4]))
        end = unit[4]


def is_side(atom: Atom, text: str) -> bool:
    """True for "south of": after a place, what it is south of only tells where it lies."""
    return atom.tag == "place.part" and text.endswith(word_list("places.of"), atom.start, atom.end)


def _far(atoms: list[Atom], at: int) -> bool:
    """True for a distance next: ", 15 kilometres to the south of"."""
    return any(a.tag == "distance" for a in atoms[at : at + 3])


def nameless(atoms: list[Atom], start: int, at: int, text: str, how: str) -> tuple[list[PlaceMention], int] | None:
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


def border_of(atoms: list[Atom], start: int, text: str, how: str) -> PlaceMention | None:
    """A border or coast told by whose it is: "on Arvania's border with Kestria", "Arvania's northern coast"."""
    if [a.tag for a in atoms[start : start + 2]] not in (["state.name", "'s"], ["name", "'s"]):
        return None
    end = start + 2
    while end < len(atoms) and atoms[end].tag == "place.part":
        end += 1
    if end == start + 2 or not text[atoms[end - 1].start : atoms[end - 1].end].lower().startswith(word_list("places.edges")):
        return None
    if [a.tag for a in atoms[end : end + 2]] in (["with", "state.name"], ["with", "name"]):
        end += 2
    span = Span(atoms[start].start, atoms[end - 1].end)
    return PlaceMention(span.of(text), span, REGION, how, start, end)
