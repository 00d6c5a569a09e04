"""Nouns that make a party of the words before them ("the Arvanian occupying forces"), and what a party found is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import word_set
from verbale.mentions.peoples import MARK
from verbale.names.states import short_name

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.text import Span

UNIT = "unit"
"""The sense of words for a part of an army, which is named by whose it is: "an Arvanian column"."""
CARRIERS = ("aircraft", "drones", "ships", "armour")
FIGHTERS = ("combatant", "settlers")
FIRED = ("rockets", "shells", "bullets", "bombs")
"""Weapons by which a state is told to act: "hit by an Arvanian missile"."""
BEFORE_HEAD = (
    "party.side",
    "group.mod",
    "group.adj",
    "group.both",
    "more",
    "x",
    "mark",
    "quote",
    "place.part",
    "party.force",
    "means",
)
DONE = ("harm.part", "act.part")
MAX_WORDS = 6
HYPHENS = ("-", "‐", "‑", "–")
NAMED_REACH = 5
ACTIVE = ("act.part", "act.fire", "act.fireat", "act.enter", "act.do", "harm.part", "damage.part")


@dataclass(frozen=True, slots=True)
class PartyMention:
    """One party as named: `name` without adjectives, `kind` (state, forces, org, coalition, group, epithet, pronoun, act).

    `kind` "act" is a state's adjective before an act ("the Arvanian attack"). `at` and `to` are atom indices, half-open; `lead` and
    `support` are the parties said to lead or support it.
    """

    name: str
    span: Span
    kind: str
    at: int
    to: int
    code: str = ""
    carrier: str = ""


def state_of_atom(atom: Atom) -> str:
    """The name of the state that an atom names."""
    return state_name(atom.sense)


@lru_cache(maxsize=1024)
def state_name(code: str) -> str:
    """The name of a state by its code, or of an entity known from its letter only; of a form that is open, every state it may mean."""
    return " or ".join(sorted(one.removeprefix(MARK) if one.startswith(MARK) else short_name(one) for one in code.split("|")))


def head_of(atoms: list[Atom], at: int) -> int | None:
    """The index of the noun that makes a party of what stands before it, within a few words."""
    best = None
    for i in range(at, min(at + MAX_WORDS, len(atoms))):
        atom = atoms[i]
        if is_head(atom):
            best = i
        elif atom.tag in DONE:  # a verb after the noun; before it, "the wounded soldiers"
            if best is not None or i > at:
                break
        elif best is not None and atoms[best].tag == "means" and atom.tag == "x":
            break  # "helicopters carrying troops"
        elif (
            atom.tag not in BEFORE_HEAD
            and not (atom.tag in ("X", "name", "party.org", "num", "state.adj") and best is None)
            and not (
                best is None and [a.tag for a in atoms[i - 1 : i + 3]] == ["name", "and", "name", "means"]  # "Mirage and Buccaneer aircraft"
            )
        ):
            break
    return best


def is_head(atom: Atom) -> bool:
    """True for a noun that makes a party: forces, a coalition, carriers of weapons, fighters."""
    return (
        atom.tag in ("party.force", "party.coalition")
        or (atom.tag == "means" and atom.sense in CARRIERS)
        or (atom.tag in ("group.pl", "group.both", "group.sg") and atom.sense in FIGHTERS)
    )


def skip_to_act(atoms: list[Atom], at: int) -> int | None:
    """The index of an act noun after a few adjectives; `None` when something else comes first."""
    for i in range(at, min(at + 4, len(atoms))):
        if atoms[i].tag.startswith(("act.noun", "act.bombing", "act.explosion", "harm.noun")) or (
            atoms[i].tag == "means" and atoms[i].sense in FIRED
        ):
            return i
        if atoms[i].tag not in BEFORE_HEAD and atoms[i].tag not in ("and", ",", "X"):
            return None
    return None


def past_seat(atoms: list[Atom], at: int) -> int:
    """Past "in Sarn" when it tells where those sit who fire: "militants in Sarn fired"; else `at` ("militants in Sarn killed two men": there)."""
    end = at + 1
    if at >= len(atoms) or atoms[at].tag != "place.prep":
        return at
    while end < len(atoms) and atoms[end].tag in ("the", "place.part"):
        end += 1
    if end >= len(atoms) or atoms[end].tag not in ("name", "state.name"):
        return at
    end += 1
    while end < len(atoms) and atoms[end].tag in ("place.region", "place.type"):
        end += 1
    after = atoms[end].tag if end < len(atoms) else ""
    verb = next((a.tag for a in atoms[end : end + 4] if a.tag not in ("have", "then", "x", "hab", ",")), "")
    passive = any(a.tag == "by" for a in atoms[max(0, at - 6) : at])
    return end if passive or verb.startswith("act.fire") or after == "x" else at


def long_name(atoms: list[Atom], end: int, text: str) -> int:
    """Past "of Sarn", "for the Liberation of Sarn", "and Equality Movement" after the first word of a group's name."""
    at = end = end + 2 * _of_two_words(atoms, end, text)
    while at + 1 < len(atoms) and atoms[at].tag in ("of", "for"):
        after = at + 2 if atoms[at + 1].tag == "the" else at + 1
        people = [a.tag for a in atoms[after : after + 2]] == ["group.mod", "name"]
        if after >= len(atoms) or not (people or atoms[after].tag in ("name", "state.name", "state.adj") or _capital_of_place(atoms[after], text)):
            break
        at = end = after + 1 + people  # "of Tamil Sarn"
    return end


def _of_two_words(atoms: list[Atom], end: int, text: str) -> bool:
    """True for a name of two words joined: "the Dawn and Equality Movement"; not for "the Sarn and Telmor organizations"."""
    if end < 2 or end + 1 >= len(atoms) or [a.tag for a in atoms[end - 1 : end + 2]] != ["name", "and", "name"]:
        return False
    kind = text[atoms[end + 1].start : atoms[end + 1].end].split()
    alone = len(kind) > 1 and kind[-1].lower() in word_set("accused.kinds") | word_set("parties.named_kinds") and kind[-1][0].isupper()
    return alone and atoms[end - 2].tag in ("the", "party.side", "quote", "mark")


def _capital_of_place(atom: Atom, text: str) -> bool:
    """True for a word of place that is part of a name: "the Front of the North"."""
    return atom.tag in ("place.part", "place.type", "place.region") and text[atom.start].isupper()


def led_by(atoms: list[Atom], head: int, text: str) -> str:
    """The name of a coalition that only who leads it tells: "the coalition led by Arvania"; else "coalition"."""
    state = next((i for i in range(head + 2, min(head + 4, len(atoms))) if atoms[i].tag != "the"), None)
    led = head + 1 < len(atoms) and atoms[head + 1].tag == "party.lead"
    if not led or state is None or atoms[state].tag != "state.name":
        return "coalition"
    return " ".join(text[atoms[head].start : atoms[state].end].split())


def words_of(atoms: list[Atom], at: int, to: int, text: str) -> str:
    """The words of a party without distancing words, quotation marks and articles."""
    telling = word_set("parties.telling")
    kept = [a for a in atoms[at:to] if a.sense != "side" or text[a.start : a.end].lower() in telling]
    if kept and text[kept[-1].start : kept[-1].end].lower().split()[-1] not in word_set("parties.bare"):
        kept = [a for a in kept if text[a.start : a.end].lower() not in word_set("parties.seen_as")]
    return " ".join(text[a.start : a.end] for a in kept if a.tag not in ("quote", "mark", "the", "more")).replace("\n", " ")
