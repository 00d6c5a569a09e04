"""Places at the head of an entry of a list, beside its day and without a word before them: "3 May: Telmor; shells", "3 May - Telmor - shelling"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.mentions.place_names import HEADS, dash_after, past_kinds

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

MARKS = ("mark", "num", "lpar", "rpar", ".")
"""What may stand before the first word of an entry."""
NAMES = ("name", "and", ",", "the", "thing", *HEADS)


def heads_entry(atoms: list[Atom], at: int) -> bool:
    """True for the places that begin an entry, before its day: "- Telmor and Brena: on 3 May, troops shelled ..."."""
    if any(a.tag not in MARKS for a in atoms[:at]):
        return False
    end = at
    while end < len(atoms) and atoms[end].tag in ("name", "and", ","):
        end += 1
    return end < len(atoms) and atoms[end].tag == ":" and any(a.tag == "date" for a in atoms[end + 1 : end + 4])


def in_turn(atoms: list[Atom], at: int) -> bool:
    """True for the next of several places bombed, each with its day: "bombed Telmor on 3 May and Brena on the 5th", "and on the 5th Brena"."""
    if not any(a.sense in BOMBED for a in atoms[:at]):
        return False
    tags = [a.tag for a in atoms]
    then_day = tags[at + 1 : at + 3] == ["place.on", "date"] and tags[at - 1] in ("and", ",")
    after_day = tags[max(0, at - 3) : at] == ["and", "place.on", "date"] and tags[at + 1 : at + 2] in (["."], [","], [";"], [])
    before = any(tags[i : i + 3] == ["name", "place.on", "date"] for i in range(at - 1)) or "date" in tags[: max(0, at - 3)]
    return (then_day or after_day) and before


BOMBED = ("bombard", "shelling", "air strike")
"""Senses of deeds that are done to places."""


def after_its_day(atoms: list[Atom], at: int, text: str) -> bool:
    """True where atom `at`, the day that begins an entry or the mark after it, is followed by places and then by another mark."""
    day = at if atoms[at].tag == "date" else at - 1
    if day < 0 or atoms[day].tag != "date" or any(a.tag not in (*MARKS, "place.on", "date", ",") for a in atoms[:day]):
        return False
    if day == at and not dash_after(atoms, at, text):
        return False
    start = past_kinds(atoms, at + 1)[0]
    end = start
    while end < len(atoms) and atoms[end].tag in NAMES and not (end > start and dash_after(atoms, end - 1, text)):
        end += 1
    told = start < len(atoms) and atoms[start].tag == "name"
    return told and end < len(atoms) and (atoms[end].tag in (";", ":") or dash_after(atoms, end - 1, text))
