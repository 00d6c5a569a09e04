"""Whence: places from which was fired, where those sit who fire, and where persons were taken to, which are not where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import word_list, word_set
from verbale.mentions.place_hit import suffers

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

TAKEN = ("abducted", "detained", "displaced")
TAKEN_REACH = 14
"""Words before a place within which persons are told to have been taken from it."""
ORIGIN_REACH = 9
"""Words before a place within which "from" tells that it was fired from there ("from the positions occupied by them at")."""
BEFORE = 3
"""Words of "Arvanian position at" before a place."""


def whence(atoms: list[Atom], start: int, end: int, text: str) -> bool:
    """True for a place, named in atoms from `start` to `end`, from which was fired or where those are who fired."""
    return _origin(atoms, start, text) or _seated(atoms, start, text) or _fired_by(atoms, start, text) or _post_fires(atoms, start, end, text)


def taken_from(atoms: list[Atom], start: int) -> bool:
    """True for persons abducted, detained or driven "from" a place: it happened there."""
    for atom in reversed(atoms[max(0, start - TAKEN_REACH) : start]):
        if atom.tag.startswith("harm."):
            return atom.sense in TAKEN
        if atom.tag in (";", ":", "means") or atom.tag.startswith("act."):
            return False
    return False


def _origin(atoms: list[Atom], start: int, text: str) -> bool:
    """True for "from positions on Mount X", "batteries stationed near X": whence; not for homes from which persons were driven."""
    if start and word_at(atoms, start - 1, text) in word_set("places.into"):
        return False  # "fired from the hills into Telmor"
    for at in range(start - 2, max(0, start - ORIGIN_REACH) - 1, -1):
        atom = atoms[at]
        if atom.tag == "from":
            return not _out_of_weapons(atoms, at, start)
        if atom.tag == "x" and atom.sense in word_set("places.stationed"):
            return not _aimed_at(atoms, start)
        if atom.tag in ("place.region", "airspace") or text[atom.start : atom.end] in (SIDE, AT):
            return False  # "from Arvanian territory at residential areas of", "from the Arvanian side on"
        if atom.sense == "homes" or atom.sense in word_set("places.wrecks"):
            return False
        if atom.tag in (",", ";", "and", "date", "name", "state.name", "place.on", "place.against") or atom.tag.startswith(
            ("act.", "harm.", "damage.")
        ):
            return False
    return False


def _out_of_weapons(atoms: list[Atom], at: int, start: int) -> bool:
    """True for "strikes from rocket launchers on Telmor", "opened fire from machine-guns on Telmor": the place is hit, not whence."""
    weapons = [a.tag for a in atoms[at + 1 : start - 1]]
    aimed = atoms[start - 1].tag in ("place.on", "place.against") and atoms[at - 1].tag.startswith(("act.noun", "act.fire"))
    return at > 0 and aimed and "means" in weapons and all(tag in ("means", "num", "the", "x", "a", "and") for tag in weapons)


def _aimed_at(atoms: list[Atom], start: int) -> bool:
    """True for those stationed somewhere who are attacked there: "launched an attack on soldiers stationed at Telmor"."""
    tags = [a.tag for a in atoms[max(0, start - ORIGIN_REACH) : start]]
    return any(tag in ("act.noun", "act.part") and "place.on" in tags[i + 1 : i + 2] for i, tag in enumerate(tags))


SIDE, AT = "side", "at"


def _fired_by(atoms: list[Atom], start: int, text: str) -> bool:
    """True for "rockets fired by militants in Brena": where those are who fire; not for "fired by soldiers at the gate of Brena"."""
    if start < 1 or atoms[start - 1].tag != "place.prep" or word_at(atoms, start - 1, text) not in word_set("places.seats"):
        return False
    for at in range(start - 2, max(start - 9, 0), -1):
        if atoms[at].tag == "by":
            return atoms[at - 1].tag == "act.fire"
        if atoms[at].tag not in ("the", "a", "x", "and", "or") and not atoms[at].tag.startswith(("group", "party", "name", "state", "people")):
            return False
    return False


def _post_fires(atoms: list[Atom], start: int, end: int, text: str) -> bool:
    """True for "the Arvanian position at Brena fired shells into Telmor", "forces at the Brena position fired": where those are who fire."""
    if start < BEFORE or end >= len(atoms) or not atoms[end].tag.startswith("act.fire"):
        return False
    posted = [a.tag for a in atoms[start - 2 : start]] in (["party.force", "place.prep"], ["group.pl", "place.prep"])
    if posted and word_at(atoms, end - 1, text) in word_set("parties.stands"):
        return True
    if atoms[start - 1].tag not in ("place.prep", "of"):
        return False
    return atoms[start - 3].tag == "state.adj" and word_at(atoms, start - 2, text).removesuffix(" of") in word_set("parties.stands")


def led_to(atoms: list[Atom], start: int, text: str, name: str) -> str:
    """How a place stands to which persons are taken ("taking them into Arvania") or over which is fired ("across the Blue Line"); else empty."""
    word = word_at(atoms, start - 1, text) if start > 1 else ""
    if word in word_set("places.into") and atoms[start - 2].tag in ("it", "group.him"):
        return "towards"
    over = word in word_set("places.across") and name.endswith(word_list("places.lines"))
    return "from" if over and any(a.tag.startswith("act.fire") for a in atoms[max(0, start - 6) : start]) else ""


def _seated(atoms: list[Atom], start: int, text: str) -> bool:
    """True for "units of Arvania located in Brena": where those sit who fire, not where they hit or are fired at."""
    if start < 2 or suffers(atoms, start):
        return False
    seat = word_at(atoms, start - 1, text).startswith(word_list("places.located"))
    return seat and atoms[start - 2].tag in ("state.name", "party.force", "means", "group.pl", "party.org")
