"""Parties of two words or of an unknown one: "Telmor Kestrian units", "pro-Kestrian militants", "Velian artillery" of a people that no list has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import word_at
from verbale.grammar.wordlists import any_part, word_list, word_set
from verbale.mentions.party_words import ACTIVE, FIRED, HYPHENS, UNIT, PartyMention, head_of, is_head, long_name, state_of_atom
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

PEOPLES = ("state.adj", "people")
NAMES = ("name", "X", *PEOPLES)
SECOND = frozenset({*NAMES, "group.mod"})
"""Tags of the second word of a party of two."""
AFTER_PLACE = ("place.prep", "place.on", "from", "of", "to", "and", ",")
"""What stands before a place that a people follows without a comma: "In Telmor Kestrian forces attacked"."""


def compound(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group told by a people and what part or side of it: a state of that name is not accused.

    "Telmor Kestrian units", "ethnic Arvanian gunmen", "pro-Kestrian militants"; not "In Telmor Kestrian troops".
    """
    people = at + 1
    if people >= len(atoms) or (atoms[people].tag not in NAMES and atoms[people].tag != "group.mod"):
        return None
    leaning = word_at(atoms, at, text) in word_set("parties.leanings")
    between = text[atoms[at].end : atoms[people].start]
    if not text[atoms[people].start].isupper() or not (between == " " or (leaning and between in HYPHENS)):
        return None
    if not leaning and not _of_two(atoms, at, text):
        return None
    head = _last_head(atoms, people + 1, text)
    if head is None:
        return None
    span = Span(atoms[at].start, atoms[head].end)
    return PartyMention(span.of(text).replace("\n", " "), span, "group", at, head + 1)


def own_force(atoms: list[Atom], at: int, text: str) -> int | None:
    """Where the name of a state's own force ends that begins with the state's: "the Arvania Defence Forces"; `None` when none does."""
    last = None
    for i in range(at + 1, min(at + 5, len(atoms))):
        if text[atoms[i - 1].end : atoms[i].start] != " " or not text[atoms[i].start].isupper():
            break
        if atoms[i].tag == "party.force" or (atoms[i].tag == "means" and is_head(atoms[i])):
            last = i + 1
        elif atoms[i].tag not in ("name", "X", "group.both", "group.mod", "group.sg", "place.part"):
            break
    return last or _plain_force(atoms, at, text)


def _plain_force(atoms: list[Atom], at: int, text: str) -> int | None:
    """Where a word of force right after a name of two words, which is its own adjective, ends: "New Telmor forces shelled"; not "in New Telmor troops"."""
    force = at + 1
    if force >= len(atoms) or not is_head(atoms[force]) or " " not in text[atoms[at].start : atoms[at].end]:
        return None
    if text[atoms[at].end : atoms[force].start] != " " or (at and atoms[at - 1].tag in AFTER_PLACE[:2]):
        return None
    if " " in text[atoms[force].start : atoms[force].end]:
        return force + 1  # "South Telmor army units"
    told = force + 1 < len(atoms) and atoms[force + 1].tag in ACTIVE
    return force + 1 if told or (at and atoms[at - 1].tag == "by") else None  # "New Telmor forces ships to turn" is a verb


def side_of(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group told by the state that backs it: "Arvania-backed militants"."""
    side = at + 1
    if side >= len(atoms) or atoms[side].tag != "party.side" or text[atoms[at].end : atoms[side].start] not in HYPHENS:
        return None
    head = _last_head(atoms, side + 1, text)
    if head is None:
        return None
    span = Span(atoms[at].start, atoms[head].end)
    return PartyMention(span.of(text).replace("\n", " "), span, "coalition" if atoms[head].tag == "party.coalition" else "group", at, head + 1)


def power_of_capital(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state told by its capital and a word of government: "the Sarn authorities"."""
    if not atoms[at].sense or at + 1 >= len(atoms) or word_at(atoms, at + 1, text) not in word_set("parties.powers"):
        return None
    return PartyMention(state_of_atom(atoms[at]), Span(atoms[at].start, atoms[at + 1].end), "forces", at, at + 2, atoms[at].sense)


def power_in_capital(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state told by a word of government and its capital: "the illegal minority regime in Sarn"; not "the de facto authorities in Sarn"."""
    head = next((i for i in range(at, min(at + 4, len(atoms))) if word_at(atoms, i, text) in word_set("parties.powers")), None)
    if head is None or head + 2 >= len(atoms) or atoms[head + 1].tag not in ("place.prep", "of") or not atoms[head + 2].sense:
        return None
    capital = atoms[head + 2]
    words = text[atoms[max(0, at - 2)].start : atoms[head].end].lower()
    if capital.tag != "name" or any_part("parties.not_of_state").search(words):
        return None
    return PartyMention(state_of_atom(capital), Span(atoms[at].start, capital.end), "forces", at, head + 3, capital.sense)


def unit_of_place(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group whose name a word of place begins: "the Atoll Brigades"."""
    head = at + 1
    if at == 0 or head >= len(atoms) or atoms[head].tag != "party.force" or text[atoms[at].end : atoms[head].start] != " ":
        return None
    if atoms[head].sense != UNIT or not text[atoms[head].start].isupper():
        return None
    span = Span(atoms[at].start, atoms[head].end)
    return PartyMention(span.of(text), span, "org", at, head + 1)


def two_capitals(atoms: list[Atom], at: int, text: str) -> bool:
    """True for a name that begins with a word of another sense: "Youth Vanguard", "Black Dawn"; not "the Workers of Telmor", "the Anti-Terror Police"."""
    if at + 1 >= len(atoms) or atoms[at].tag not in ("group.sg", "group.pl", "x", "thing") or atoms[at + 1].tag != "name":
        return False
    return text[atoms[at].start].isupper() and text[atoms[at].end : atoms[at + 1].start] == " "


def self_styled(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group whose kind and calling stand before its name: "the organization calling itself FLS", "a group which calls itself Sons of Sarn"."""
    if word_at(atoms, at, text) not in word_set("parties.kinds") and atoms[at].sense != "combatant":
        return None
    name, called = at + 1, False
    while name < len(atoms) and (atoms[name].tag in ("who", "the", "quote", "mark") or word_at(atoms, name, text) in word_set("parties.named")):
        called = called or atoms[name].tag == "x"
        name += 1
    if not called or name >= len(atoms) or not text[atoms[name].start].isupper():
        return None
    quoted = quoted_name(atoms, name - 1, text) if atoms[name - 1].tag == "quote" else None
    if quoted is not None:
        return replace(quoted, at=at, span=Span(atoms[at].start, quoted.span.end))
    last = long_name(atoms, name + 1, text)
    return PartyMention(text[atoms[name].start : atoms[last - 1].end], Span(atoms[at].start, atoms[last - 1].end), "org", at, last)


def name_of_letters(atoms: list[Atom], at: int, text: str) -> bool:
    """True for "the HAF": letters that stand for a force or group."""
    name = text[atoms[at].start : atoms[at].end]
    return at > 0 and atoms[at - 1].tag == "the" and name.isupper() and name.isalpha() and len(name) > 1


def men_of_letters(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group by its letters with who acts for it: "FLS snipers", "FLS elements"."""
    letters = text[atoms[at].start : atoms[at].end]
    if at + 1 >= len(atoms) or not (letters.isupper() and letters.isalpha() and len(letters) > 1):
        return None
    if word_at(atoms, at + 1, text) not in word_set("parties.their_arms") | word_set("parties.members"):
        return None
    return PartyMention(letters, Span(atoms[at].start, atoms[at + 1].end), "org", at, at + 2)


def _of_two(atoms: list[Atom], at: int, text: str) -> bool:
    """True for two names of peoples, or a name and a people: no state's adjective before "Arab", which is its own ("the Syrian Arab army")."""
    first, second = atoms[at].tag, atoms[at + 1].tag
    if word_at(atoms, at, text) in word_set("parties.royal"):
        return False
    if not text[atoms[at].start].isupper() or (at and atoms[at - 1].tag in AFTER_PLACE and not _after_day(atoms, at)):
        return False
    return (first in NAMES and second in PEOPLES and atoms[at].sense != atoms[at + 1].sense) or (first == "name" and second == "group.mod")


def _after_day(atoms: list[Atom], at: int) -> bool:
    """True past the comma of a day: "On 3 May, Telmor Kestrian forces attacked"."""
    return at > 1 and [a.tag for a in atoms[at - 2 : at]] == ["date", ","]


def unknown_people(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A party by the adjective of a people that no list and no other word of the letter names: "Velian artillery shelled".

    Only an adjective's ending tells it from a type of weapon ("Tarsun rockets"), and only before what fires or a place of theirs.
    """
    word = text[atoms[at].start : atoms[at].end]
    if atoms[at].sense or " " in word or not word.endswith(word_list("parties.peoples_end")):
        return None
    if at + 1 >= len(atoms) or text[atoms[at].end : atoms[at + 1].start] != " ":
        return None
    carrier = atoms[at + 1].tag == "means" and atoms[at + 1].sense in FIRED
    active = at + 2 < len(atoms) and atoms[at + 2].tag in ACTIVE
    if word_at(atoms, at + 1, text) in word_set("parties.not_state"):
        span = Span(atoms[at].start, atoms[at + 1].end)
        return PartyMention(span.of(text), span, "group", at, at + 2)
    if word_at(atoms, at + 1, text) in word_set("parties.stands") or (carrier and active):
        return PartyMention(word, Span(atoms[at].start, atoms[at + 1].end), "group", at, at + 2)
    return None


def _last_head(atoms: list[Atom], at: int, text: str) -> int | None:
    """The noun that makes a party of what stands before `at`: a force, fighters, or what fires in their name."""
    head = head_of(atoms, at)
    if head is None and at < len(atoms) and word_at(atoms, at, text) in word_set("parties.stands"):
        return at
    return head


def quoted_name(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group by its name in quotation marks after its kind: 'an unknown organization, "the Army of Sarn"'; whatever state the name holds."""
    before = text[atoms[max(0, at - KIND_REACH)].start : atoms[at].start].lower().split()
    kind = not word_set("parties.kinds").isdisjoint(word.strip(",:") for word in before)
    closing = next((i for i in range(at + 2, min(len(atoms), at + LONGEST)) if atoms[i].tag == "quote"), None)
    if not kind or closing is None:
        return None
    first = at + 1 + (atoms[at + 1].tag == "the")
    inside = atoms[first:closing]
    if not inside or any(not text[a.start].isupper() and a.tag not in ("of", "the", "for", "and", "'s") for a in inside):
        return None
    return PartyMention(text[inside[0].start : inside[-1].end], Span(inside[0].start, inside[-1].end), "org", at, closing + 1)


KIND_REACH = 6
"""Words before a name in quotation marks within which its kind stands."""
LONGEST = 10
"""Words of the longest name in quotation marks."""


def movement_of(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A movement whose name begins with a people's: "the Kestrian Liberation Organization"; not "the Kestrian National Guard"."""
    if at + 1 >= len(atoms) or atoms[at + 1].tag != "name" or text[atoms[at].end : atoms[at + 1].start] != " ":
        return None
    words = text[atoms[at + 1].start : atoms[at + 1].end].split()
    if words[-1] not in word_set("parties.movements"):
        return None
    span = Span(atoms[at].start, atoms[at + 1].end)
    return PartyMention(" ".join(span.of(text).split()), span, "org", at, at + 2)


def liberators(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A movement whose last word is a force's: "the Arvanian Liberation Army", which is no force of its state; not a "People's Liberation Army"."""
    last = at + 2
    if last >= len(atoms) or word_at(atoms, at + 1, text) not in word_set("parties.liberation") or not text[atoms[last].start].isupper():
        return None
    span = Span(atoms[at].start, atoms[last].end)
    return PartyMention(span.of(text), span, "org", at, last + 1)


def in_its_seat(atoms: list[Atom], at: int, text: str) -> int:
    """Where the name of a group ends that its kind and its seat follow: "the Islamic State Organization in Sarn and Telmor"; `at` where none does."""
    if at >= len(atoms) or atoms[at].tag != "name" or text[atoms[at].start : atoms[at].end].lower() not in word_set("parties.kinds"):
        return at
    end = at + 1
    if [a.tag for a in atoms[end : end + 1]] == ["place.prep"] and end + 1 < len(atoms) and atoms[end + 1].tag in ("name", "state.name"):
        end += 2
        joined = end + 1 < len(atoms) and atoms[end].tag == "and" and atoms[end + 1].tag in ("name", "state.name")
        end += 2 if joined else 0
    return end
