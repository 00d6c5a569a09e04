"""A state told by what fires, flies or sails for it, by a place from which it fires, or by its act: "Arvanian 105-mm guns", "the Arvanian attack"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import any_part, word_list, word_set
from verbale.mentions.party_words import ACTIVE, PartyMention, state_of_atom
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom


def of_arms(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state by what fires, flies or sails for it: "Arvanian 105-mm guns", "an Arvanian patrol boat"; persons of it who are not its own."""
    atom = atoms[at]
    noun, craft = at + 1, word_set("parties.craft")
    while (
        noun < len(atoms)
        and noun - at <= (8 if any(a.tag == "num" for a in atoms[at:noun]) else 3)
        and (atoms[noun].tag in ("x", "means", "group.mod", "party.side") or _calibre(atoms, noun, text) or word_at(atoms, noun, text) in craft)
    ):
        noun += 1
    gun = next((i for i in range(at + 1, noun) if word_at(atoms, i, text) in word_set("parties.stands")), None)
    if gun is not None:  # "Arvanian 105-mm guns positioned at"
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[gun].end), "forces", at, past_its_name(atoms, gun, text), atom.sense)
    acted = any(a.tag == "by" for a in atoms[max(0, at - 2) : at]) or (noun < len(atoms) and atoms[noun].tag in ("have", *ACTIVE))
    if noun > at + 1 and (acted or atoms[noun - 1].tag == "means") and not (noun < len(atoms) and atoms[noun].tag == "by"):
        carrier = atoms[noun - 1].sense if atoms[noun - 1].tag == "means" else ""
        span = Span(atom.start, atoms[noun - 1].end)
        if word_at(atoms, noun - 1, text) in word_set("parties.not_state"):  # "Arvanian exiles"
            return PartyMention(span.of(text), span, "group", at, noun)
        return PartyMention(state_of_atom(atom), span, "forces", at, noun, atom.sense, carrier)
    return None


def past_its_name(atoms: list[Atom], craft: int, text: str) -> int:
    """Past the name of a vessel after what it is: "the Arvanian frigate Sura"."""
    named = word_at(atoms, craft, text) in word_set("parties.craft") and [a.tag for a in atoms[craft + 1 : craft + 2]] == ["name"]
    return craft + 1 + named


def before_act(atoms: list[Atom], at: int, act: int, text: str) -> PartyMention:
    """A party told by a state's adjective before an act: "Arvanian sabotage groups", "Arvanian suicide bombers", "the Arvanian attack"."""
    atom, end = atoms[at], atoms[act].end
    if act + 1 < len(atoms) and word_at(atoms, act + 1, text) in word_set("parties.bands"):
        end = atoms[act + 1].end
        return PartyMention(text[atom.start : end], Span(atom.start, end), "group", at, act + 2)
    if text[atoms[act].start : end].lower().endswith(word_list("parties.bombers")):
        return PartyMention(text[atom.start : end], Span(atom.start, end), "group", at, act + 1)
    if any_part("parties.terror").search(text[atom.end : end].lower()):
        return PartyMention(f"{text[atom.start : atom.end]} terrorists", atom.span, "act", at, act)
    return PartyMention(state_of_atom(atom), atom.span, "act", at, act, atom.sense)


def fires_from(atoms: list[Atom], at: int) -> bool:
    """True for what of a state one fires from, told with an article: "from an Arvanian guard-house"; not "from an Arvanian village"."""
    lead = [a.tag for a in atoms[max(0, at - 2) : at]]
    of_fire = any(a.tag.startswith(("act.fire", "act.part")) for a in atoms[max(0, at - 9) : at])
    return lead == ["from", "a"] and of_fire and at + 1 < len(atoms) and atoms[at + 1].tag in ("x", "thing", "group.sg")


def _calibre(atoms: list[Atom], at: int, text: str) -> bool:
    """True inside "105-mm and 155-mm" guns."""
    if atoms[at].tag == "num":
        return at + 1 < len(atoms) and word_at(atoms, at + 1, text) in word_set("parties.calibres")
    return atoms[at].tag == "and" and at + 1 < len(atoms) and atoms[at + 1].tag == "num"


def lent(atoms: list[Atom], at: int, text: str) -> bool:
    """True for troops that a state lends to an organization: "the Arvanian contingent of the United Nations Force"."""
    contingent = at + 2 < len(atoms) and word_at(atoms, at + 1, text) in word_set("voices.contingents")
    return contingent and atoms[at + 2].tag in ("of", "organ")


def is_type(atoms: list[Atom], at: int, end: int, text: str) -> bool:
    """True for a type of aircraft, told by a number in its name or before it: "two T-28 aircraft", "eight Viggen aircraft"."""
    name = text[atoms[at].start : atoms[at].end]
    if any(c.isdigit() for c in name):
        return True
    first = at
    while first > 1 and atoms[first - 1].tag in ("and", ",") and atoms[first - 2].tag == "name":
        first -= 2  # "eight Mirage and Viggen aircraft"
    counted = first > 0 and atoms[first - 1].tag in ("num", "vague", "a")
    return counted and atoms[end - 1].sense == "aircraft" and not name.isupper() and not name.endswith(word_list("parties.peoples_end"))


def ends_list(atoms: list[Atom], at: int) -> bool:
    """True for the last of a list of places: "troops occupying Telmor, Brena and Nahar have looted"."""
    while at > 1 and atoms[at - 1].tag in (",", "and") and atoms[at - 2].tag == "name":
        at -= 2
    return at > 0 and atoms[at - 1].tag in ("act.ger", "act.part", "place.prep", "place.on", "party.side", "place.type")
