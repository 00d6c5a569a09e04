"""Names in a sentence: words in capitals that belong together, and the names of states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import Atom
from verbale.grammar.wordlists import expression, word_set
from verbale.names.states import find_states
from verbale.names.table import NameSort

if TYPE_CHECKING:
    from verbale.mentions.peoples import Peoples
    from verbale.text import Span

STATE_TAGS = {
    NameSort.NAME: "state.name", NameSort.OFFICIAL: "state.name", NameSort.FORMER: "state.name", NameSort.TERRITORY: "state.name",
    NameSort.ADJECTIVE: "state.adj", NameSort.DEMONYM: "people", NameSort.CAPITAL: "name",
}  # fmt: skip
JOINERS = ("place.particle", "of", "and")
MAKES_NAME = ("place.type", "place.part", "thing", "place.particle", "place.region")
"""Tags of words that belong to a name when they are written with a capital: "Damascus Gate", "Mount", "East"."""
OPENERS = frozenset({"X", "name", "state.adj", "place.particle"})
"""Tags of words with which a name can begin whether they have a capital or not."""


def state_atoms(text: str, folded: str, span: Span, peoples: Peoples | None = None) -> list[Atom]:
    """Atoms of the names of states in `span`; a form of several states carries all their codes.

    `peoples` are names learned from the letter itself.
    """
    learned = {(a, b): Atom(a, b, tag, code) for a, b, tag, code in peoples.find(text, *span)} if peoples else {}
    found = dict(learned)
    for start, end, name in find_states(text[span.start : span.end], folded[span.start : span.end]):
        key = (start + span.start, end + span.start)
        if key in learned:
            continue
        if key in found:
            found[key] = replace(found[key], sense=found[key].sense + "|" + name.code)
        else:
            one = name.sort is NameSort.DEMONYM and folded.endswith((" a ", " an "), 0, key[0])  # "a Swede"
            found[key] = Atom(*key, "people.one" if one else STATE_TAGS[name.sort], name.code, name.form if name.sort is NameSort.CAPITAL else None)
    return list(found.values())


def dated_names(text: str, span: Span) -> list[Atom]:
    """Atoms of groups and agreements that have a day for a name: "the March 17 Movement", "the 30 May Agreement"."""
    found = expression("naming.dated").finditer(text, span.start, span.end)
    return [Atom(m.start(), m.end(), "party.org" if m.group("group") else "document") for m in found]


def join_names(atoms: list[Atom], text: str) -> list[Atom]:
    """The atoms with each run of words in capitals made one "name" atom, whose value is the name as written."""
    tags = {atom.tag for atom in atoms}
    if not tags.isdisjoint(LIKE_WORDS):
        atoms = [_as_name(atoms, at, text) for at in range(len(atoms))]
    if "quote" in tags:
        atoms = _with_ayn(atoms, text)
    out: list[Atom] = []
    done = 0
    numbered = "num" in tags
    for at, atom in enumerate(atoms):
        if at < done:
            continue
        mark = numbered_mark(atoms, at, text) if numbered and atom.tag in MARKED else None
        if mark is not None:
            out += [*atoms[done:at], Atom(atom.start, atoms[mark - 1].end, "name", "", text[atom.start : atoms[mark - 1].end], "name")]
            done = mark
            continue
        if not (atom.tag in OPENERS or text[atom.start].isupper()):
            continue
        if (
            text[atom.start : atom.end] in word_set("naming.ranks")
            and at + 1 < len(atoms)
            and _core(atoms[at + 1])
            and _touches(atom, atoms[at + 1], text)
        ):
            out += [*atoms[done:at], Atom(atom.start, atom.end, "group.sg", "combatant")]  # "Private Varro", no private house
            done = at + 1
            continue
        last = _run(atoms, at, text)
        if last is None:
            continue
        out += atoms[done:at]
        last += _last_initial(atoms, last, text)
        start, end = atom.start, atoms[last - 1].end
        codes = {a.sense for a in atoms[at:last] if a.tag == "name" and a.sense}
        sense = codes.pop() if len(codes) == 1 and last - at == 1 else ""
        head = atoms[last - 1]
        out.append(Atom(start, end, "name", sense, text[start:end], "name", head.sense if head.tag == "thing" else ""))
        done = last
    return out + atoms[done:] if out else atoms


AYN = "`ʿʻʾʼ"
"""Signs for ayn and hamza that are no quotation marks."""
OPENING, CLOSING = "‘", "’"


def _as_name(atoms: list[Atom], at: int, text: str) -> Atom:
    """A word that is a name when it has a capital inside a sentence, before another: "Port Said Street", "Lion Martyrs Brigades"."""
    atom = atoms[at]
    if not at or atom.tag not in LIKE_WORDS or text[atom.start : atom.end] not in word_set("naming.like_words"):
        return atom
    told = atom.tag == "say.verb" or (at + 1 < len(atoms) and _capital(atoms[at + 1], text))
    return replace(atom, tag="X", sense="") if told else atom


LIKE_WORDS = ("say.verb", "harm.count")


def _with_ayn(atoms: list[Atom], text: str) -> list[Atom]:
    """The atoms with a sign for ayn before a name made part of it: "`Alma", "al-‘Arqub"; not a quotation mark that is closed later."""
    signs = [at for at, a in enumerate(atoms[:-1]) if a.tag == "quote" and _core(atoms[at + 1]) and a.end == atoms[at + 1].start]
    if not signs:
        return atoms
    closed = any(text[a.end - 1] == CLOSING for a in atoms)
    signs = [at for at in signs if text[(a := atoms[at]).start] in AYN or text[a.start - 1] == "-" or (text[a.start] == OPENING and not closed)]
    joined = {at + 1: replace(atoms[at + 1], start=atoms[at].start) for at in signs}
    return [joined.get(at, a) for at, a in enumerate(atoms) if at not in signs]


def _run(atoms: list[Atom], at: int, text: str) -> int | None:
    """Where the name that begins at atom `at` ends; `None` when none begins there."""
    first = atoms[at]
    if _initial(atoms, at, text):
        return _run(atoms, at + 2, text)
    if _place_words(atoms, at, text) or _street(atoms, at, text) or _height(atoms, at, text):
        return at + 2
    if at and first.tag == "more" and _capital(first, text) and at + 1 < len(atoms) and _core(atoms[at + 1]) and _touches(first, atoms[at + 1], text):
        return _run(atoms, at + 1, text)  # "the town of Even Telmor"
    if (
        text[first.start : first.end] in word_set("naming.waters")
        and [a.tag for a in atoms[at + 1 : at + 2]] == ["of"]
        and at + 2 < len(atoms)
        and _core(atoms[at + 2])
    ):
        return _run(atoms, at + 2, text)  # "the Gulf of Anz"
    if (
        text[first.start : first.end] in word_set("naming.begins")
        and at + 1 < len(atoms)
        and _core(atoms[at + 1])
        and _touches(first, atoms[at + 1], text)
    ):
        return _run(atoms, at + 1, text)  # "Arab Salim"
    if _tied(atoms, at, text):
        return _run(atoms, at + 1, text)
    if text[first.start : first.end] in word_set("naming.line") and at + 1 < len(atoms) and _core(atoms[at + 1]):
        return _run(atoms, at + 1, text)
    if not (_core(first) or _article(atoms, at, text) or (_capital(first, text) and first.tag in MAKES_NAME and _next_is_core(atoms, at, text))):
        return None
    last, seen = at + 1, _core(first)
    while last < len(atoms):
        atom = atoms[last]
        if not _touches(atoms[last - 1], atom, text):
            break
        if (
            _core(atom)
            or (seen and (_hyphened(atoms, last, text) or _ending(atoms, last, text)))
            or (atom.tag in MAKES_NAME and _capital(atom, text) and atom.tag != "place.region")
        ):
            seen = seen or _core(atom)
            last += 1
        elif seen and (_inner(atoms, last, text) or _linked(atoms, last, text) or _articled(atoms, last, text)):
            last += 2
        elif (
            atom.tag == "place.particle"
            and last + 1 < len(atoms)
            and (_core(atoms[last + 1]) or _capital(atoms[last + 1], text))
            and _touches(atom, atoms[last + 1], text)
        ) or (
            last + 1 < len(atoms) and _capital(atom, text) and _core(atoms[last + 1]) and _touches(atom, atoms[last + 1], text) and atom.tag in SMALL
        ):
            seen = seen or _core(atoms[last + 1])
            last += 2
        else:
            break
    return last + _number_after(atoms, last, text) if seen else None


SMALL = ("a", "the", "to", "in", "on", "as", "of", "or", "by", "place.prep", "place.on", "then", "no", "it")
"""Words that stand in foreign names with a capital of their own: "Chong An Mah", "Tel As Sabi"."""


def _inner(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a word in a capital inside the name of a place: "Telmor Refugee Centre"; for two particles: "Pas de la Sura"."""
    pair = atoms[at : at + 2]
    if len(pair) < 2 or not _touches(pair[0], pair[1], text):
        return False
    if pair[0].tag in ("group.sg", "group.pl", "group.mod", "group.both", "x") and pair[1].tag in ("thing", "place.type", "place.part"):
        return all(_capital(a, text) for a in pair)
    return pair[0].tag == pair[1].tag == "place.particle" and at + 2 < len(atoms) and _core(atoms[at + 2])


def _tied(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a word in a capital that a hyphen ties to a name: "Nor-Telmor", "Lower-Brena"; not "Arvanian-Sarn"."""
    tied = at + 1 < len(atoms) and text[atoms[at].end : atoms[at + 1].start] == "-" and _core(atoms[at + 1])
    return tied and _of_a_name(atoms[at], text)


def _hyphened(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a word in a capital that a hyphen ties to the name before it: "Telmor-Us"."""
    tied = text[atoms[at - 1].end : atoms[at].start] == "-"
    return tied and _of_a_name(atoms[at], text) and not atoms[at].tag.startswith(("act", "party", "group"))


def _ending(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the small word for what kind of place it is that a hyphen ties to a name: "Telmor-ri"."""
    return text[atoms[at - 1].end : atoms[at].start] == "-" and text[atoms[at].start : atoms[at].end] in word_set("naming.endings")


def _of_a_name(atom: Atom, text: str) -> bool:
    """True for a word that can be half of a name with a hyphen: it has one capital (not "SPLM-N") and names no state or people."""
    return _capital(atom, text) and not text[atom.start : atom.end].isupper() and not atom.tag.startswith(("state", "people", "num"))


def _linked(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a small word that a hyphen ties into a name: "Telmor-ye Brena", "Telmor-sur-Sura"."""
    tied = text[atoms[at - 1].end : atoms[at].start] == "-" and text[atoms[at].start : atoms[at].end] in word_set("naming.linking")
    return tied and at + 1 < len(atoms) and (_core(atoms[at + 1]) or _capital(atoms[at + 1], text)) and _touches(atoms[at], atoms[at + 1], text)


def _articled(atoms: list[Atom], at: int, text: str) -> bool:
    """True for an article in small letters that a hyphen ties to what follows: "Ayn at-Tin"."""
    if (
        at + 1 >= len(atoms)
        or text[atoms[at].end : atoms[at + 1].start] != "-"
        or text[atoms[at].start : atoms[at].end] not in word_set("naming.tied")
    ):
        return False
    return _core(atoms[at + 1]) or _capital(atoms[at + 1], text)


MARKED = ("x", "X", "name", "thing", "place.part", "place.type", "place.prep")
"""Tags of words with which the name of a mark on a frontier can begin: "boundary pillar No. 37"."""


def numbered_mark(atoms: list[Atom], at: int, text: str) -> int | None:
    """Where "boundary pillar No. 37", "frontier mark 114" or "post 4-12" ends that begins at `at`; `None` for anything else."""
    end = at
    while end < len(atoms) and end - at < 2 and _word(atoms[end], text) in word_set("naming.frontiers"):
        end += 1
    if end >= len(atoms) or _word(atoms[end], text) not in word_set("naming.marks"):
        return None
    firm = end > at or _word(atoms[end], text) not in word_set("naming.posts")
    end += 1
    if end < len(atoms) and _word(atoms[end], text) in ("no", "number"):
        end += 1 + (end + 1 < len(atoms) and atoms[end + 1].tag == ".")
        firm = True
    if end >= len(atoms) or atoms[end].tag != "num" or not text[atoms[end].start].isdigit():
        return None
    end += 1
    if end + 1 < len(atoms) and text[atoms[end - 1].end : atoms[end + 1].start] == "-" and atoms[end + 1].tag == "num":
        end, firm = end + 2, True  # "post 4-12"
    persons = end < len(atoms) and atoms[end].tag.startswith(("group", "people", "x", "num"))
    return end if firm and not persons else None


def _word(atom: Atom, text: str) -> str:
    return text[atom.start : atom.end].lower()


def _initial(atoms: list[Atom], at: int, text: str) -> bool:
    """True for the first letter of a name, or a title, before it: "K. Varro", "Mr. Varro"."""
    three = atoms[at : at + 3]
    if len(three) < 3 or three[1].tag != ".":
        return False
    first = text[three[0].start : three[0].end]
    short = len(first) == 1 or first in word_set("naming.initials") or first in word_set("naming.titles")
    letter = short and _capital(three[0], text)
    return letter and (_core(three[2]) or _initial(atoms, at + 2, text)) and text[three[0].end] == "." and text[three[1].end : three[2].start] == " "


def _last_initial(atoms: list[Atom], last: int, text: str) -> bool:
    """True for the stop of a surname that is only an initial, inside a sentence: "Anna V. was shot"."""
    if last + 1 >= len(atoms) or atoms[last].tag != "." or atoms[last].start != atoms[last - 1].end:
        return False
    end = atoms[last].start
    return text[end - 1].isupper() and text[end - 2] == " "


def _article(atoms: list[Atom], at: int, text: str) -> bool:
    """True for an article in lower case joined by a hyphen to the name that it begins: "al-Malki"."""
    pair = atoms[at : at + 2]
    return (
        len(pair) > 1 and pair[0].tag == "place.particle" and text[pair[0].end : pair[1].start] in ("-", "‐", "‑") and (_core(pair[1]) or _capital(pair[1], text))
    )  # fmt: skip


def _number_after(atoms: list[Atom], last: int, text: str) -> int:
    """1 when a number glued to the name, by a hyphen or as letters and digits, belongs to it ("Camp-2", "M17"), else 0."""
    if last >= len(atoms) or atoms[last].tag != "num":
        return 0
    between, name = text[atoms[last - 1].end : atoms[last].start], text[atoms[last - 1].start : atoms[last - 1].end]
    return int(between == "-" or (not between and name.isupper()))


def _place_words(atoms: list[Atom], at: int, text: str) -> bool:
    """True for two words of place in capitals, which make a name together: "Northern Strip", "Blue Line"."""
    if at == 0 or atoms[at].tag not in PLACE_WORDS:
        return False
    pair = atoms[at : at + 2]
    return (
        len(pair) == 2 and all(a.tag in PLACE_WORDS and _capital(a, text) for a in pair) and _touches(pair[0], pair[1], text)
        and not (at + 2 < len(atoms) and atoms[at + 2].tag == "of")
    )  # fmt: skip


PLACE_WORDS = ("place.part", "place.type", "place.region", "thing")


def _height(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a kind of place in a capital with its number: "Hill 820", "Outpost 14", "Kilometre 62"."""
    pair = atoms[at : at + 2]
    kind = len(pair) > 1 and pair[1].tag == "num" and pair[0].tag in ("place.type", "place.region", "thing", "party.force", "distance")
    return kind and at > 0 and _capital(pair[0], text) and text[pair[0].end : pair[1].start] == " " and text[pair[1].start].isdigit()


def _street(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a people's adjective in the name of a place: "French Hill", "Armenian Quarter"."""
    pair = atoms[at : at + 2]
    return (
        len(pair) > 1 and pair[0].tag == "state.adj" and pair[1].tag == "place.type" and _capital(pair[1], text) and _touches(pair[0], pair[1], text)
    )


def _core(atom: Atom) -> bool:
    return atom.tag in ("X", "name")


def _capital(atom: Atom, text: str) -> bool:
    return text[atom.start].isupper()


def _next_is_core(atoms: list[Atom], at: int, text: str) -> bool:
    following = atoms[at + 1 : at + 3]
    for atom in following:
        if not _touches(atoms[at], atom, text) and atom is following[0]:
            return False
        if _core(atom):
            return True
        if not (atom.tag in MAKES_NAME and (_capital(atom, text) or atom.tag == "place.particle")):
            return False
    return False


def _touches(before: Atom, atom: Atom, text: str) -> bool:
    """True when only a space, a hyphen or a line end stands between."""
    return text[before.end : atom.start].strip(" \n-‐‑–'’‘ʻ`") == ""
