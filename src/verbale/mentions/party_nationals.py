"""Nationals of a state told as the doers themselves: "an Arvanian man stabbed two women", "hit by two Arvanian youths"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.mentions.party_words import ACTIVE, PartyMention
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

PERSONS = ("group.sg", "group.pl", "group.both")
OBJECTS = ("a", "num", "their", "vague", "state.adj", "state.name", "means", "group.sg", "group.pl", "people", "name", "it", "with")
"""With what the object of a verb begins; after "wounded" without one the persons bore it ("an Arvanian man wounded in the attack")."""
BEFORE = ("a", "num", "age.unit", "group.mod", "vague", "the")
ASIDE = 9
"""Words of what is told about the persons between commas: ", one of them merely 13 years old,"."""


def nationals(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """The persons after a state's adjective, when a deed is told of them; else `None`."""
    noun = at + 1
    while noun < len(atoms) and atoms[noun].tag in ("group.mod", "group.adj"):
        noun += 1
    if noun >= len(atoms) or atoms[noun].tag not in PERSONS or not (_done_by(atoms, at) or _did(atoms, noun + 1)):
        return None
    words = " ".join(text[a.start : a.end] for a in (atoms[at], atoms[noun]))
    return PartyMention(words, Span(atoms[at].start, atoms[noun].end), "group", at, noun + 1)


def _done_by(atoms: list[Atom], at: int) -> bool:
    """True after "by", past an article, a number and an age: "by a 22-year-old"."""
    before = at - 1
    while before >= 0 and atoms[before].tag in BEFORE:
        before -= 1
    return before >= 0 and atoms[before].tag == "by"


def _did(atoms: list[Atom], at: int) -> bool:
    """True before an active verb with its object, past an aside between commas."""
    if at < len(atoms) and atoms[at].tag == ",":
        closing = next((i for i in range(at + 1, min(len(atoms), at + ASIDE)) if atoms[i].tag == ","), None)
        if closing is None:
            return False
        at = closing + 1
    while at < len(atoms) and atoms[at].tag in ("have", "then"):
        at += 1
    if at + 1 >= len(atoms) or atoms[at].tag not in ACTIVE:
        return False
    after = [a.tag for a in atoms[at + 1 : at + 3]]
    return after[0] in OBJECTS or (after[0] == "harm.part" and after[1:] != ["by"]) or (after[0] == "the" and atoms[at].tag != "harm.part")
