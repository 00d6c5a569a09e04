"""Parties in a sentence: who is named as a party, and under which name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from verbale.grammar.atoms import Beginnings, word_at
from verbale.grammar.wordlists import any_word, word_list, word_set
from verbale.mentions.party_arms import before_act, ends_list, fires_from, is_type, lent, of_arms, past_its_name
from verbale.mentions.party_compounds import (
    SECOND,
    compound,
    in_its_seat,
    liberators,
    men_of_letters,
    movement_of,
    name_of_letters,
    own_force,
    power_in_capital,
    power_of_capital,
    quoted_name,
    self_styled,
    side_of,
    two_capitals,
    unit_of_place,
    unknown_people,
)
from verbale.mentions.party_nationals import nationals
from verbale.mentions.party_words import (
    ACTIVE,
    HYPHENS,
    NAMED_REACH,
    UNIT,
    PartyMention,
    head_of,
    is_head,
    led_by,
    long_name,
    past_seat,
    skip_to_act,
    state_of_atom,
    words_of,
)
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

HEADED = ("party.side", "group.both", "party.coalition", "party.force", "group.adj", "group.mod", "means", "group.pl", "group.sg", "quote")
"""With what a party can begin that is told by a noun of force or carriers."""
LEANING = ("x", "group.mod")
"""Tags of words for who leans to a people or comes of it."""
OPENS = Beginnings(*HEADED, "state.", "party.", "it", "their", "name")
"""With what a party can begin, other than a word in a capital or one of `_opening_words`."""


@cache
def _opening_words() -> frozenset[str]:
    """Words of small letters with which a party can begin whatever their tag: of members, leanings and kinds of group."""
    return word_set("parties.members") | word_set("parties.leanings") | word_set("parties.kinds")


def parties(atoms: list[Atom], text: str) -> list[PartyMention]:
    """Every party named in a sentence, in order, without overlap."""
    found: list[PartyMention] = []
    done = 0
    for at, atom in enumerate(atoms):
        if at < done or not (OPENS[atom.tag] or text[atom.start].isupper() or text[atom.start : atom.end].lower() in _opening_words()):
            continue
        mention = _at(atoms, at, text)
        if mention:
            named = _known_as(atoms, mention, text) if mention.kind == "group" else None
            if named is not None:
                mention = named
            found += _joined_names(atoms, mention, text) or [mention]
            done = mention.to
    return found


def _joined_names(atoms: list[Atom], last: PartyMention, text: str) -> list[PartyMention]:
    """Two groups with one head: "the Telmor and Brena terrorist organizations"."""
    tags = [a.tag for a in atoms[max(0, last.at - 2) : last.at + 1]]
    if last.kind != "group" or tags != ["name", "and", "name"] or not last.span.of(text).endswith(word_list("parties.groups")):
        return []
    both = (last.at - 2, last.at)
    return [PartyMention(text[atoms[i].start : atoms[i].end], atoms[i].span, "org", i, i + 1 if i < last.at else last.to) for i in both]


def _known_as(atoms: list[Atom], kind: PartyMention, text: str) -> PartyMention | None:
    """The group whose kind stands before its name: "the terrorist organization Hamas", "the organization known as the PLO"."""
    at, named = kind.to, word_set("parties.named")
    while at < len(atoms) and at - kind.to < NAMED_REACH and (atoms[at].tag in ("the", "as", "quote", "mark") or atoms[at].sense in named):
        at += 1
    if at < len(atoms) and atoms[at].tag == "party.org":
        inner = _org(atoms, at, text)
        return replace(inner, at=kind.at, span=Span(kind.span.start, inner.span.end))
    if (
        at == kind.to
        and at + 1 < len(atoms)
        and atoms[at].tag == "name"
        and atoms[at - 1].tag == "party.force"
        and text[atoms[at - 1].end - 1] != "s"
    ):
        unit = atoms[at + 1].tag == "party.force" and text[atoms[at + 1].start].isupper()  # "the armed group Lion Brigade"
        last = long_name(atoms, at + 1 + unit, text)  # "the rebel movement M-30"
        return PartyMention(text[atoms[at].start : atoms[last - 1].end], Span(kind.span.start, atoms[last - 1].end), "org", kind.at, last)
    return None


def _at(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    atom, word = atoms[at], word_at(atoms, at, text)
    capital = text[atom.start].isupper()
    member = word in word_set("parties.members")
    following = atoms[at + 1].tag if at + 1 < len(atoms) else ""
    leaning = following in SECOND and atom.tag in LEANING and word in word_set("parties.leanings")
    if atom.tag == "quote":
        quoted = quoted_name(atoms, at, text)
        if quoted is not None:
            return quoted
    if atom.tag in ("x", "organ") or (atom.sense == "combatant" and following == "who"):
        styled = self_styled(atoms, at, text)
        if styled is not None:
            return styled
    if not (capital or OPENS[atom.tag] or member or leaning):
        return None
    both = compound(atoms, at, text) if leaning or (capital and following in SECOND) else None
    if both is not None:
        return both
    formal = _formal(atoms, at, text) if capital else None
    if formal is not None:
        return formal
    if atom.tag == "state.adj":
        return _of_adjective(atoms, at, text)
    if atom.tag == "party.org":
        return _org(atoms, at, text)
    if atom.tag == "state.name":
        return _of_name(atoms, at, text)
    if atom.tag == "party.epithet":
        of = _of_party(atoms, at + 1, text)
        if of is not None:  # "the rebels of the Front" are named
            return replace(of, at=at, span=Span(atom.start, of.span.end))
        return PartyMention(atom.sense, atom.span, "epithet", at, at + 1)
    members = _members(atoms, at, text) if member else None
    if members is not None:
        return members
    if atom.tag == "it":
        if word in word_set("pronouns.we") and at + 1 < len(atoms) and atoms[at + 1].tag in ACTIVE:
            return PartyMention("", atom.span, "own", at, at + 1)
        theirs = word in word_set("pronouns.them") and at > 0 and atoms[at - 1].tag == "by"
        return PartyMention(word, atom.span, "pronoun", at, at + 1) if word in word_set("pronouns.they") or theirs else None
    if atom.tag == "their" and at + 1 < len(atoms) and word in word_set("pronouns.theirs"):
        men = word_at(atoms, at + 1, text) in word_set("parties.members")
        men = men or word_at(atoms, at + 1, text) in word_set("parties.their_arms")
        if men and at + 2 < len(atoms) and atoms[at + 2].tag in ("have", *ACTIVE):  # "its fighters killed": those of the group told before
            return PartyMention("they", Span(atom.start, atoms[at + 1].end), "pronoun", at, at + 2)
    if atom.tag in HEADED:
        return power_in_capital(atoms, at, text) or _headed(atoms, at, text)
    if atom.tag.startswith("place.") and capital:
        return unit_of_place(atoms, at, text)
    if atom.tag == "name":
        return (
            power_of_capital(atoms, at, text) or unknown_people(atoms, at, text) or men_of_letters(atoms, at, text) or _named_group(atoms, at, text)
        )
    if atom.tag == "their" and word in word_set("pronouns.ours"):
        head = head_of(atoms, at + 1)
        if head is not None:
            return PartyMention("", Span(atom.start, atoms[head].end), "own", at, head + 1)
    return None


def _of_name(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state by its name, its own force by that ("the Arvania Defence Forces"), or a group told by it ("Arvania-backed militants")."""
    atom = atoms[at]
    if text[atom.end : atom.end + 1] in HYPHENS and at + 1 < len(atoms) and word_at(atoms, at + 1, text) in word_set("parties.marks_of_ships"):
        return None  # "the Arvania-flag vessel"
    other = side_of(atoms, at, text) or movement_of(atoms, at, text)
    if other is not None:
        return other
    owner = at + 1 < len(atoms) and atoms[at + 1].tag == "'s"  # "Arvania's Border Security Force"
    last = own_force(atoms, at + owner, text)
    if last is None and _stands(atoms, at, text):  # "from four Arvania military positions"
        last = at + 2
    if last is not None:
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[last - 1].end), "forces", at, last, atom.sense)
    return PartyMention(state_of_atom(atom), atom.span, "state", at, at + 1, atom.sense)


def _stands(atoms: list[Atom], at: int, text: str) -> bool:
    """True before the posts and positions of a state."""
    return at + 1 < len(atoms) and word_at(atoms, at + 1, text).removesuffix(" of") in word_set("parties.stands")


def _members(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group told by its members: "members of the Telmor Shield, an armed group", "gunmen belonging to the Lion Brigade"; not those of a family."""
    if at + 2 >= len(atoms) or not (
        atoms[at + 1].tag in ("of", "from", "belonging") or word_at(atoms, at + 1, text) in word_set("parties.member_of")
    ):
        return None
    name = at + 2
    while name < len(atoms) and atoms[name].tag in ("the", "quote", "mark", "party.side"):
        name += 1
    if name >= len(atoms):
        return None
    if two_capitals(atoms, name, text):  # "the Youth Vanguard"
        last = long_name(atoms, name + 2, text)
        return PartyMention(text[atoms[name].start : atoms[last - 1].end], Span(atoms[at].start, atoms[last - 1].end), "org", at, last)
    if atoms[at + 1].tag != "of":
        inner = _at(atoms, name, text) if atoms[name].tag in ("name", "party.org", "state.adj", "party.force") else None
        if inner is not None and inner.kind in ("org", "group", "coalition") and not inner.code:
            return replace(inner, at=at, span=Span(atoms[at].start, inner.span.end))
    if atoms[at + 1].tag == "from" or atoms[name].tag != "name":
        return None
    after = atoms[name + 1].tag if name + 1 < len(atoms) else ""
    if after.startswith(("family", "place", "thing", "organ", "group", "people")):
        return None
    own = name + 1 + (after == "party.force" and text[atoms[name + 1].start].isupper())  # "the Lion Brigades"
    last = long_name(atoms, own, text)
    return PartyMention(text[atoms[name].start : atoms[last - 1].end], Span(atoms[at].start, atoms[last - 1].end), "org", at, last)


def _formal(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state with its form before or after its name, which no list has: "the Kingdom of Arvania", "the Arvanian Republic"."""
    end, forms = at + 1, word_set("parties.forms_of_state")
    if end >= len(atoms):
        return None
    if atoms[at].tag == "state.adj" and text[atoms[end].start : atoms[end].end] in forms:
        return PartyMention(state_of_atom(atoms[at]), Span(atoms[at].start, atoms[end].end), "state", at, at + 2, atoms[at].sense)
    if atoms[end].tag not in ("of", "the") or text[atoms[at].start : atoms[at].end].split(maxsplit=1)[0] not in forms:
        return None
    while end < len(atoms) and atoms[end].tag in ("of", "the") and end - at < 3:
        end += 1
    if end >= len(atoms) or atoms[end].tag != "state.name":
        return None
    return PartyMention(state_of_atom(atoms[end]), Span(atoms[at].start, atoms[end].end), "state", at, end + 1, atoms[end].sense)


def _of_adjective(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A party told by a state's adjective: "Arvanian occupying forces", "Arvanian warplanes", "Arvanian attack"."""
    atom, head = atoms[at], head_of(atoms, at + 1)
    beside = liberators(atoms, at, text) or _backed(atoms, at, text) or _beside_another(atoms, at, text)
    if beside is not None or lent(atoms, at, text):
        return beside
    if head is not None:
        tag, last = atoms[head].tag, head + 1
        led = text[atom.end : atom.end + 1] in HYPHENS and atoms[at + 1].tag == "party.side"
        allies = next((i for i in range(at + 2, head) if atoms[i].tag == "party.coalition"), None) if led else None
        if allies is not None:  # "Arvanian-led coalition warplanes" are the coalition's
            whole = text[atom.start : atoms[allies].end].replace("\n", " ")
            return PartyMention(whole, Span(atom.start, atoms[head].end), "coalition", at, last, carrier=atoms[head].sense if tag == "means" else "")
        inner = _of_party(atoms, last, text)
        if inner and tag == "means":
            return replace(inner, at=at, span=Span(atom.start, inner.span.end), carrier=atoms[head].sense)
        if tag == "means" or atoms[head].sense == UNIT or word_at(atoms, head, text) in word_set("parties.its_own"):
            carrier = atoms[head].sense if tag == "means" else ""
            return PartyMention(state_of_atom(atom), Span(atom.start, atoms[head].end), "forces", at, last, atom.sense, carrier)
        words = words_of(atoms, at, last, text)
        if tag == "party.force" and (any(a.tag in ("X", "name") for a in atoms[at + 1 : head]) or _of_a_branch(atoms, at + 1, last, text)):
            words = state_of_atom(atom)  # "the Arvanian Aerospace Forces", "an Arvanian commando force"
        if led:  # "the Arvanian-led coalition" is not Arvania
            whole = text[atom.start : atoms[last - 1].end].replace("\n", " ")
            return PartyMention(whole, Span(atom.start, atoms[last - 1].end), "coalition" if tag == "party.coalition" else "group", at, last)
        return PartyMention(
            words,
            Span(atom.start, atoms[last - 1].end),
            "forces" if tag == "party.force" else "group",
            at,
            last,
            atom.sense if tag == "party.force" else "",
        )
    if (
        at + 1 < len(atoms)
        and word_at(atoms, at + 1, text) in word_set("parties.ground")
        and any(a.tag == "from" for a in atoms[max(0, at - 2) : at])
    ):
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[at + 1].end), "forces", at, at + 2, atom.sense)
    ends = own_force(atoms, at, text) if head is None else None
    if ends is not None:  # "the Arvanian National Security Service"
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[ends - 1].end), "forces", at, ends, atom.sense)
    if fires_from(atoms, at):  # "fired upon from an Arvanian guard-house"
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[at + 1].end), "forces", at, at + 2, atom.sense)
    if _stands(atoms, at, text):
        last = past_its_name(atoms, at + 1, text)
        return PartyMention(state_of_atom(atom), Span(atom.start, atoms[at + 1].end), "forces", at, last, atom.sense)
    armed = of_arms(atoms, at, text)
    if armed is not None:
        return armed
    following = skip_to_act(atoms, at + 1)
    named = _called(atoms, at, text) or movement_of(atoms, at, text) or nationals(atoms, at, text)
    return named or (before_act(atoms, at, following, text) if following is not None else None)


def _of_a_branch(atoms: list[Atom], at: int, to: int, text: str) -> bool:
    """True for forces told by their arm or by how the author sees them: "commando force", "ground forces", "enemy forces"."""
    words = text[atoms[at].start : atoms[to - 1].end].lower().split()
    return words[-1] in word_set("parties.forces") and len(words) > 1 and all(w in word_set("parties.branches") for w in words[:-1])


def _beside_another(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state whose forces are told together with another's: "Arvanian and Kestrian troops", "a joint Arvanian-Kestrian patrol"."""
    other = at + 1 + (at + 1 < len(atoms) and atoms[at + 1].tag in ("and", ","))
    if other >= len(atoms) or atoms[other].tag != "state.adj" or atoms[other].sense == atoms[at].sense:
        return None
    if other == at + 1 and text[atoms[at].end : atoms[other].start] not in HYPHENS:
        return None
    shared = _of_adjective(atoms, other, text)
    if shared is None or shared.kind not in ("forces", "group", "act"):
        return None
    return PartyMention(state_of_atom(atoms[at]), atoms[at].span, "forces", at, at + 1, atoms[at].sense)


def _backed(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group by its own name after who backs it: "the Arvanian-backed Lion Brigade"."""
    if text[atoms[at].end : atoms[at].end + 1] not in HYPHENS or at + 2 >= len(atoms) or atoms[at + 1].tag != "party.side":
        return None
    if atoms[at + 2].tag not in ("name", "party.org"):
        return None
    inner = _at(atoms, at + 2, text)
    return replace(inner, at=at) if inner is not None and inner.kind in ("org", "group") else None


def _called(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group by its own name after whose it is: "the Arvanian proxy Harash has fired"."""
    name = at + 1
    while name < len(atoms) and name - at <= 3 and atoms[name].tag in ("x", "party.side", "party.force", "group.mod", "group.both"):
        name += 1
    if not at + 1 < name < len(atoms) - 1 or atoms[name].tag != "name" or any(c.isdigit() for c in text[atoms[name].start : atoms[name].end]):
        return None
    if atoms[name + 1].tag not in ("have", *ACTIVE):
        return None
    return PartyMention(text[atoms[name].start : atoms[name].end], Span(atoms[at].start, atoms[name].end), "org", at, name + 1)


def _org(atoms: list[Atom], at: int, text: str) -> PartyMention:
    """A group by name, with its force word ("Front militia")."""
    own = at + 1
    if own < len(atoms) and atoms[own].tag == "name" and text[atoms[at].end : atoms[own].start] in HYPHENS:
        own += 1  # a wing of it: "SPLM-N"
    end = own = in_its_seat(atoms, own, text)
    while end < len(atoms) and (is_head(atoms[end]) or atoms[end].tag in ("party.side", "group.both")) and end - own < 2:
        end += 1
    while end > own and not is_head(atoms[end - 1]):
        end -= 1
    return PartyMention(text[atoms[at].start : atoms[own - 1].end], Span(atoms[at].start, atoms[end - 1].end), "org", at, end)


def _headed(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A party told by adjectives and a head: "the so-called international coalition", "armed terrorist groups", "warplanes of X"."""
    head = at if is_head(atoms[at]) else head_of(atoms, at)
    if head is None:
        return None
    if any(a.tag in ("state.adj", "name", "party.org") for a in atoms[at:head]):
        return None
    while head + 1 < len(atoms) and atoms[head + 1].tag == "party.force" and atoms[head].tag == "group.both":
        head += 1
    inner = _of_party(atoms, head + 1, text)
    named = _proper(atoms, head, text)
    if named is not None and (inner is None or inner.kind == "group"):
        return named
    if inner:
        carrier = atoms[head].sense if atoms[head].tag == "means" else ""
        if inner.kind == "group" and not inner.code and atoms[head].tag == "party.force" and text[atoms[head].start].isupper():
            span = Span(atoms[head].start, inner.span.end)  # "the Army of Sarn", which is no state
            return PartyMention(span.of(text), span, "org", at, inner.to)
        return replace(inner, at=at, span=Span(atoms[at].start, inner.span.end), carrier=carrier)
    atom = atoms[head]
    if atom.tag == "means":  # "military helicopters": whose they are, the letter tells
        return PartyMention("carrier", Span(atoms[at].start, atom.end), "carrier", at, head + 1, carrier=atom.sense)
    if atom.tag == "party.coalition":
        while (
            at == head
            and at
            and text[atom.start].isupper()
            and text[atoms[at - 1].start].isupper()
            and atoms[at - 1].tag in ("place.part", "group.mod")
        ):
            at -= 1  # "the Coastal Coalition"
        words = words_of(atoms, at, head + 1, text).lower()
        proper = [text[a.start : a.end] for a in atoms[at : head + 1] if text[a.start].isupper() and a.tag != "the"]
        last = long_name(atoms, head + 1, text) if text[atom.start].isupper() else head + 1
        if at and last > head + 1:  # "the Alliance for Sarn"
            span = Span(atom.start, atoms[last - 1].end)
            return PartyMention(span.of(text), span, "coalition", at, last)
        if at and len(proper) > 1 and "international" not in words:
            return PartyMention(" ".join(proper), Span(atoms[at].start, atom.end), "coalition", at, head + 1)
        return PartyMention(
            "international coalition" if "international" in words else led_by(atoms, head, text),
            Span(atoms[at].start, atom.end),
            "coalition",
            at,
            head + 1,
        )
    lone = at == head and atom.tag in ("group.sg", "group.both") and text[atom.start : atom.end].lower() not in word_set("parties.lone")
    if atom.sense == UNIT or lone or (at == head and text[atom.start : atom.end].lower() in word_set("parties.alone")):
        return None
    by = at - 1 - (at > 1 and atoms[at - 1].tag == "the")
    seated = at == head and not (by > 0 and atoms[by].tag == "by" and atoms[by - 1].tag != "act.fire")  # "killed by gunmen in Telmor": there
    last = past_seat(atoms, head + 1) if seated else head + 1
    return PartyMention(words_of(atoms, at, last, text), Span(atoms[at].start, atoms[last - 1].end), "group", at, last)


def _proper(atoms: list[Atom], head: int, text: str) -> PartyMention | None:
    """A group whose own name a noun of force begins: "the Army of the Hills"; not the forces of a state."""
    tags = [a.tag for a in atoms[head + 1 : head + 4]]
    last = head + 3 if tags[:2] == ["of", "the"] else head + 2
    if tags[:1] != ["of"] or last >= len(atoms) or atoms[head].tag != "party.force" or not text[atoms[head].start].isupper() or head == 0:
        return None
    if not text[atoms[last].start].isupper() or atoms[last].tag.startswith(("state", "party", "organ", "people")):
        return None
    span = Span(atoms[head].start, atoms[last].end)
    return PartyMention(span.of(text), span, "org", head, last + 1)


def _of_party(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """The party after "of": "the armed forces of Arvania", "warplanes of the so-called coalition"."""
    if at + 1 >= len(atoms) or atoms[at].tag not in ("of", "belonging"):
        return None
    at += 1
    while at < len(atoms) and (atoms[at].tag in ("the", "this", "a", "quote", "mark") or _so_called(atoms, at)):
        at += 1
    inner = _at(atoms, at, text) if at < len(atoms) else None
    if (
        inner is None
        and at < len(atoms)
        and atoms[at].tag == "name"
        and not (at + 1 < len(atoms) and atoms[at + 1].sense in word_set("parties.models"))
    ):
        last = long_name(atoms, at + 1, text)
        span = Span(atoms[at].start, atoms[last - 1].end)
        return PartyMention(span.of(text), span, "group", at, last)
    return inner if inner and inner.kind not in ("pronoun", "act") else None


def _so_called(atoms: list[Atom], at: int) -> bool:
    """True for a distancing word right before a name: "the bandits of the so-called FLS"."""
    return atoms[at].tag == "party.side" and at + 1 < len(atoms) and atoms[at + 1].tag in ("name", "quote", "mark")


def _named_group(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A name with a force word after it, or with one in it: "Sarn militia", "Front for the Liberation of Sarn", "Coastal Coalition"."""
    atom = atoms[at]
    end = at + 1
    while end < len(atoms) and (is_head(atoms[end]) or atoms[end].tag in ("party.side", "group.both")):
        end += 1
    while end > at + 1 and not is_head(atoms[end - 1]):
        end -= 1
    if end > at + 1:
        inner = _of_party(atoms, end, text) if atoms[end - 1].tag == "means" else None
        if inner is not None:  # "RF-4 aircraft of Arvania"
            return replace(inner, at=at, span=Span(atom.start, inner.span.end), carrier=atoms[end - 1].sense)
        if atoms[end - 1].tag == "means" and is_type(atoms, at, end, text):  # "two T-28 aircraft"
            return PartyMention("carrier", Span(atom.start, atoms[end - 1].end), "carrier", at, end, carrier=atoms[end - 1].sense)
        if atoms[end - 1].sense == UNIT and text[atoms[end - 1].start].isupper():  # "the Lion Brigade"
            span = Span(atom.start, atoms[end - 1].end)
            last = long_name(atoms, end, text)  # "the Popular Brigades of Sarn"
            of = next((a for a in atoms[end:last] if a.tag in ("state.adj", "state.name")), None)
            if of is not None and last < len(atoms) and atoms[last].tag != "name":  # "the First Brigade of the Arvanian Army" is the state's
                return PartyMention(state_of_atom(of), Span(atom.start, of.end), "forces", at, last, of.sense)
            span = Span(atom.start, atoms[last - 1].end)
            return PartyMention(span.of(text), span, "org", at, last)
        if atoms[end - 1].tag == "party.force" and text[atoms[end - 1].start].isupper() and end == at + 2:
            last = long_name(atoms, end, text)  # "the Liberation Army of Sarn"
            if last > end:
                span = Span(atom.start, atoms[last - 1].end)
                return PartyMention(span.of(text), span, "org", at, last)
        if atoms[end - 1].tag == "means" or atoms[end - 1].sense == UNIT:
            return PartyMention(text[atom.start : atom.end], Span(atom.start, atoms[end - 1].end), "group", at, end)
        return PartyMention(
            words_of(atoms, at, end, text),
            Span(atom.start, atoms[end - 1].end),
            "coalition" if atoms[end - 1].tag == "party.coalition" else "group",
            at,
            end,
        )
    last = long_name(atoms, end, text)
    whole = text[atom.start : atoms[last - 1].end]
    if any_word("parties.group_words").search(whole) and whole.split()[-1] not in word_set("parties.places"):
        return PartyMention(text[atom.start : atoms[last - 1].end], Span(atom.start, atoms[last - 1].end), "org", at, last)
    verb = next((i for i in range(end, min(end + 3, len(atoms))) if atoms[i].tag not in ("have", "then")), None)
    if at == 0 and not atom.sense and " " not in text[atom.start : atom.end]:
        return None  # a capital at the front of a sentence makes no name ("Panes shattered in the houses")
    in_letters = name_of_letters(atoms, at, text)
    subject = at == 0 or in_letters or atoms[at - 1].tag in (",", "and", "who", "when", "but", "date", "x", ";", ":", "then", "quote")
    falls = verb is not None and word_at(atoms, verb, text).startswith(word_list("parties.falls"))
    if (
        verb is not None
        and subject
        and not falls
        and not ends_list(atoms, at)
        and atoms[verb].tag in ACTIVE
        and not (verb + 1 < len(atoms) and atoms[verb + 1].tag == "by")
    ):
        if atom.sense:  # a capital for its state: "Sarn shelled Telmor"
            return PartyMention(state_of_atom(atom), atom.span, "forces", at, end, atom.sense)
        return PartyMention(text[atom.start : atom.end], atom.span, "group", at, end)
    return None
