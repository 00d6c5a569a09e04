"""Parties in a sentence: who is named as a party, under which name, and who of them is told as the one who did it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.mentions.peoples import MARK
from verbale.names.states import short_name
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom

ITS_OWN = frozenset(
    {
        *("commandos", "regulars", "scouts", "paratroopers", "marines", "infantrymen", "sappers", "gunners", "gendarmes", "border guards"),
        *("frontier guards", "pilots", "conscripts", "border troops", "frontier troops", "authorities", "administration", "commando"),
    }
)
"""Whom only a state has: they are named by it."""
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
GROUP_WORD = re.compile(
    r"\b(?:Front|Army|Brigades?|Movement|Organi[sz]ation|Party|Militias?|Guards?|Corps|Battalions?|Legion|Union|League|Force|Forces|Liberation)\b"
)
MAX_WORDS = 6
MEMBERS = frozenset({"members", "men", "fighters", "elements", "followers", "supporters", "adherents", "gunmen", "militiamen", "militants", "rebels"})
"""Who does what a group is said to have done."""
HYPHENS = ("-", "‐", "‑", "–")
FORMS_OF_STATE = frozenset({"Kingdom", "Republic", "State", "Federation", "Union", "Sultanate", "Emirate", "Commonwealth", "Principality"})
NAMED_REACH = 5
ALONE = frozenset(
    {
        "force",
        "authority",
        "military",
        "agents",
        "units",
        "cell",
        "squad",
        "patrol",
        "intelligence",
        "administration",
        "gang",
        "personnel",
        "elements",
        "volunteers",
        "recruits",
        "officers",
        "pilots",
    }
)
"""Words that name no party when they stand alone."""
STANDS = frozenset(
    {
        *("positions", "position", "posts", "post", "army posts", "army positions", "military posts", "military positions"),
        *("batteries", "battery", "gunners", "gunner", "pilots", "sappers", "snipers", "sniper", "artillery", "guns", "gunboats"),
        *("party", "contingent", "squad", "band", "group", "side"),
    }
)
"""What fires in a state's name: "from Arvanian positions"."""
BANDS = frozenset({"groups", "group", "teams", "team", "squads", "squad", "gangs", "units", "cells", "bands"})
"""Whom an act before them describes: "Arvanian sabotage groups"."""
GROUND = frozenset({"territory", "soil", "lines", "waters", "territorial waters", "bank"})
"""Whence a state's own fire comes: "launched from Arvanian territory"."""
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


def parties(atoms: list[Atom], text: str) -> list[PartyMention]:
    """Every party named in a sentence, in order, without overlap."""
    found: list[PartyMention] = []
    at = 0
    while at < len(atoms):
        mention = _at(atoms, at, text)
        if mention:
            named = _known_as(atoms, mention, text) if mention.kind == "group" else None
            if named is not None:
                mention = named
            found.append(mention)
            at = max(mention.to, at + 1)
        else:
            at += 1
    return found


def _known_as(atoms: list[Atom], kind: PartyMention, text: str) -> PartyMention | None:
    """The group whose kind stands before its name: "the terrorist organization Hamas", "the organization known as the PLO"."""
    at = kind.to
    while (
        at < len(atoms)
        and at - kind.to < NAMED_REACH
        and (atoms[at].tag in ("the", "as", "quote", "mark") or atoms[at].sense in ("known", "called", "named"))
    ):
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
        last = _long_name(atoms, at + 1)  # "the rebel movement M-30"
        return PartyMention(text[atoms[at].start : atoms[last - 1].end], Span(kind.span.start, atoms[last - 1].end), "org", kind.at, last)
    return None


def _at(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    atom = atoms[at]
    formal = _formal(atoms, at, text)
    if formal is not None:
        return formal
    if atom.tag == "state.adj":
        return _of_adjective(atoms, at, text)
    if atom.tag == "party.org":
        return _org(atoms, at, text)
    if atom.tag == "state.name":
        own = (
            at + 1 < len(atoms)
            and atoms[at + 1].tag == "party.force"
            and text[atom.end : atoms[at + 1].start] == " "
            and text[atoms[at + 1].start].isupper()
        )
        if own:  # "the Arvania Defence Forces"
            return PartyMention(_state(atom), Span(atom.start, atoms[at + 1].end), "forces", at, at + 2, atom.sense)
        return PartyMention(_state(atom), atom.span, "state", at, at + 1, atom.sense)
    if atom.tag == "party.epithet":
        of = _of_party(atoms, at + 1, text)
        if of is not None:  # "the rebels of the Front" are named
            return replace(of, at=at, span=Span(atom.start, of.span.end))
        return PartyMention(atom.sense, atom.span, "epithet", at, at + 1)
    members = _members(atoms, at, text) if text[atom.start : atom.end].lower() in MEMBERS else None
    if members is not None:
        return members
    if atom.tag == "it":
        word = text[atom.start : atom.end].lower()
        return PartyMention(word, atom.span, "pronoun", at, at + 1) if word in ("it", "they") else None
    if atom.tag in ("party.side", "group.both", "party.coalition", "party.force", "group.adj", "group.mod", "means", "group.pl", "group.sg", "quote"):
        return _headed(atoms, at, text)
    if atom.tag == "name":
        return _named_group(atoms, at, text)
    if atom.tag == "their" and text[atom.start : atom.end].lower() in ("our", "my"):
        head = _head(atoms, at + 1)
        if head is not None:
            return PartyMention("", Span(atom.start, atoms[head].end), "own", at, head + 1)
    return None


def _members(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A group told by its members: "members of the Telmor Shield, an armed group"; not those of a family or of a place."""
    name = at + 2 + (at + 2 < len(atoms) and atoms[at + 2].tag == "the")
    if at + 1 >= len(atoms) or atoms[at + 1].tag != "of" or name >= len(atoms) or atoms[name].tag != "name":
        return None
    after = atoms[name + 1].tag if name + 1 < len(atoms) else ""
    if after.startswith(("family", "place", "thing", "organ", "group", "people")):
        return None
    last = _long_name(atoms, name + 1)
    return PartyMention(text[atoms[name].start : atoms[last - 1].end], Span(atoms[at].start, atoms[last - 1].end), "org", at, last)


def _formal(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A state with its form before its name, which no list has: "the Kingdom of Arvania"."""
    if text[atoms[at].start : atoms[at].end].split(maxsplit=1)[0] not in FORMS_OF_STATE:
        return None
    end = at + 1
    while end < len(atoms) and atoms[end].tag in ("of", "the") and end - at < 3:
        end += 1
    if end >= len(atoms) or end == at + 1 or atoms[end].tag != "state.name":
        return None
    return PartyMention(_state(atoms[end]), Span(atoms[at].start, atoms[end].end), "state", at, end + 1, atoms[end].sense)


def _state(atom: Atom) -> str:
    return state_name(atom.sense)


def state_name(code: str) -> str:
    """The name of a state by its code, or of an entity known from its letter only."""
    first = code.split("|", maxsplit=1)[0]
    return first.removeprefix(MARK) if first.startswith(MARK) else short_name(first)


def _of_adjective(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A party told by a state's adjective: "Arvanian occupying forces", "Arvanian warplanes", "Arvanian attack"."""
    atom, head = atoms[at], _head(atoms, at + 1)
    if head is not None:
        tag, last = atoms[head].tag, head + 1
        inner = _of_party(atoms, last, text)
        if inner and tag == "means":
            return replace(inner, at=at, span=Span(atom.start, inner.span.end), carrier=atoms[head].sense)
        if tag == "means" or atoms[head].sense == UNIT or text[atoms[head].start : atoms[head].end].lower() in ITS_OWN:
            carrier = atoms[head].sense if tag == "means" else ""
            return PartyMention(_state(atom), Span(atom.start, atoms[head].end), "forces", at, last, atom.sense, carrier)
        words = _words(atoms, at, last, text)
        if text[atom.end : atom.end + 1] in HYPHENS and atoms[at + 1].tag == "party.side":  # "the Arvanian-led coalition" is not Arvania
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
        and text[atoms[at + 1].start : atoms[at + 1].end].lower() in GROUND
        and any(a.tag == "from" for a in atoms[max(0, at - 2) : at])
    ):
        return PartyMention(_state(atom), Span(atom.start, atoms[at + 1].end), "forces", at, at + 2, atom.sense)
    if at + 1 < len(atoms) and text[atoms[at + 1].start : atoms[at + 1].end].lower() in STANDS:
        return PartyMention(_state(atom), Span(atom.start, atoms[at + 1].end), "forces", at, at + 2, atom.sense)
    noun = at + 1
    while noun < len(atoms) and noun - at <= 3 and atoms[noun].tag in ("x", "means", "group.mod", "party.side"):
        noun += 1
    if noun > at + 1 and noun < len(atoms) and (atoms[noun - 1].tag == "means" or atoms[noun].tag in ("have", *ACTIVE)) and atoms[noun].tag != "by":
        carrier = atoms[noun - 1].sense if atoms[noun - 1].tag == "means" else ""
        return PartyMention(_state(atom), Span(atom.start, atoms[noun - 1].end), "forces", at, noun, atom.sense, carrier)
    following = _skip_to_act(atoms, at + 1)
    named = _called(atoms, at, text)
    if named is not None:
        return named
    if following is not None and following + 1 < len(atoms) and text[atoms[following + 1].start : atoms[following + 1].end].lower() in BANDS:
        end = atoms[following + 1].end
        return PartyMention(text[atom.start : end], Span(atom.start, end), "group", at, following + 2)
    if following is not None and text[atoms[following].start : atoms[following].end].lower().endswith(("bomber", "bombers")):
        return PartyMention(text[atom.start : atoms[following].end], Span(atom.start, atoms[following].end), "group", at, following + 1)
    if following is not None and "terror" in text[atom.end : atoms[following].end].lower():
        return PartyMention(f"{text[atom.start : atom.end]} terrorists", atom.span, "act", at, following)
    if following is not None:
        return PartyMention(_state(atom), atom.span, "act", at, following, atom.sense)
    return None


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


def _head(atoms: list[Atom], at: int) -> int | None:
    """The index of the noun that makes a party of what stands before it, within a few words."""
    best = None
    for i in range(at, min(at + MAX_WORDS, len(atoms))):
        atom = atoms[i]
        if _is_head(atom):
            best = i
        elif atom.tag in DONE:  # a verb after the noun; before it, "the wounded soldiers"
            if best is not None or i > at:
                break
        elif atom.tag not in BEFORE_HEAD and not (
            atom.tag in ("X", "name", "party.org", "num", "state.adj", "and") and best is None and atom.tag != "and"
        ):
            break
    return best


def _is_head(atom: Atom) -> bool:
    return (
        atom.tag in ("party.force", "party.coalition")
        or (atom.tag == "means" and atom.sense in CARRIERS)
        or (atom.tag in ("group.pl", "group.both", "group.sg") and atom.sense in FIGHTERS)
    )


def _skip_to_act(atoms: list[Atom], at: int) -> int | None:
    """The index of an act noun after a few adjectives; `None` when something else comes first."""
    for i in range(at, min(at + 4, len(atoms))):
        if atoms[i].tag.startswith(("act.noun", "act.bombing", "act.explosion", "harm.noun")) or (
            atoms[i].tag == "means" and atoms[i].sense in FIRED
        ):
            return i
        if atoms[i].tag not in BEFORE_HEAD and atoms[i].tag not in ("and", ",", "X"):
            return None
    return None


def _org(atoms: list[Atom], at: int, text: str) -> PartyMention:
    """A group by name, with its force word ("Front militia")."""
    end = at + 1
    while end < len(atoms) and (_is_head(atoms[end]) or atoms[end].tag in ("party.side", "group.both")) and end - at < 3:
        end += 1
    while end > at + 1 and not _is_head(atoms[end - 1]):
        end -= 1
    return PartyMention(text[atoms[at].start : atoms[at].end], Span(atoms[at].start, atoms[end - 1].end), "org", at, end)


def _headed(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A party told by adjectives and a head: "the so-called international coalition", "armed terrorist groups", "warplanes of X"."""
    head = at if _is_head(atoms[at]) else _head(atoms, at)
    if head is None:
        return None
    if any(a.tag in ("state.adj", "name", "party.org") for a in atoms[at:head]):
        return None
    while head + 1 < len(atoms) and atoms[head + 1].tag == "party.force" and atoms[head].tag == "group.both":
        head += 1
    inner = _of_party(atoms, head + 1, text)
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
        words = _words(atoms, at, head + 1, text).lower()
        proper = [text[a.start : a.end] for a in atoms[at : head + 1] if text[a.start].isupper() and a.tag != "the"]
        if at and len(proper) > 1 and "international" not in words:
            return PartyMention(" ".join(proper), Span(atoms[at].start, atom.end), "coalition", at, head + 1)
        return PartyMention(
            "international coalition" if "international" in words else "coalition", Span(atoms[at].start, atom.end), "coalition", at, head + 1
        )
    if atom.sense == UNIT or (at == head and atom.tag in ("group.sg", "group.both")) or (at == head and text[atom.start : atom.end].lower() in ALONE):
        return None
    last = _seat(atoms, head + 1) if at == head else head + 1
    return PartyMention(_words(atoms, at, last, text), Span(atoms[at].start, atoms[last - 1].end), "group", at, last)


def _seat(atoms: list[Atom], at: int) -> int:
    """Past "in Sarn" when it tells where a party sits, before its verb: "militants in Sarn fired"; else `at`."""
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
    passive = any(a.tag == "by" for a in atoms[max(0, at - 6) : at])
    return end if passive or after in ("have", "then") or after.startswith(("act.part", "act.do", "act.fire", "harm.part", "x", "hab")) else at


def _of_party(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """The party after "of": "the armed forces of Arvania", "warplanes of the so-called coalition"."""
    if at + 1 >= len(atoms) or atoms[at].tag not in ("of", "belonging"):
        return None
    at += 1
    while at < len(atoms) and atoms[at].tag in ("the", "this", "a", "quote", "mark"):
        at += 1
    inner = _at(atoms, at, text) if at < len(atoms) else None
    if (
        inner is None
        and at < len(atoms)
        and atoms[at].tag == "name"
        and not (at + 1 < len(atoms) and atoms[at + 1].sense in ("type", "class", "model"))
    ):
        return PartyMention(text[atoms[at].start : atoms[at].end], atoms[at].span, "group", at, at + 1)
    return inner if inner and inner.kind not in ("pronoun", "act") else None


def _named_group(atoms: list[Atom], at: int, text: str) -> PartyMention | None:
    """A name with a force word after it, or with one in it: "Sarn militia", "Front for the Liberation of Sarn", "Coastal Coalition"."""
    atom = atoms[at]
    end = at + 1
    while end < len(atoms) and (_is_head(atoms[end]) or atoms[end].tag in ("party.side", "group.both")):
        end += 1
    while end > at + 1 and not _is_head(atoms[end - 1]):
        end -= 1
    if end > at + 1:
        inner = _of_party(atoms, end, text) if atoms[end - 1].tag == "means" else None
        if inner is not None:  # "RF-4 aircraft of Arvania"
            return replace(inner, at=at, span=Span(atom.start, inner.span.end), carrier=atoms[end - 1].sense)
        if atoms[end - 1].tag == "means" or atoms[end - 1].sense == UNIT:
            return PartyMention(text[atom.start : atom.end], Span(atom.start, atoms[end - 1].end), "group", at, end)
        return PartyMention(
            _words(atoms, at, end, text),
            Span(atom.start, atoms[end - 1].end),
            "coalition" if atoms[end - 1].tag == "party.coalition" else "group",
            at,
            end,
        )
    if GROUP_WORD.search(text[atom.start : atom.end]):
        last = _long_name(atoms, end)
        return PartyMention(text[atom.start : atoms[last - 1].end], Span(atom.start, atoms[last - 1].end), "org", at, last)
    verb = next((i for i in range(end, min(end + 3, len(atoms))) if atoms[i].tag not in ("have", "then")), None)
    if at == 0 and not atom.sense and " " not in text[atom.start : atom.end]:
        return None  # a capital at the front of a sentence makes no name ("Panes shattered in the houses")
    subject = at == 0 or atoms[at - 1].tag in (",", "and", "who", "when", "but", "date", "x", ";", ":", "then", "quote")
    falls = verb is not None and text[atoms[verb].start : atoms[verb].end].lower().startswith(("fell", "landed", "exploded", "collapsed", "sank"))
    if verb is not None and subject and not falls and atoms[verb].tag in ACTIVE and not (verb + 1 < len(atoms) and atoms[verb + 1].tag == "by"):
        return PartyMention(text[atom.start : atom.end], atom.span, "group", at, end)
    return None


def _long_name(atoms: list[Atom], end: int) -> int:
    """Past "of Sarn", "for the Liberation of Sarn" after the first word of a group's name."""
    at = end
    while at + 1 < len(atoms) and atoms[at].tag in ("of", "for"):
        after = at + 2 if atoms[at + 1].tag == "the" else at + 1
        if after >= len(atoms) or atoms[after].tag not in ("name", "state.name", "state.adj"):
            break
        at = end = after + 1
    return end


def _words(atoms: list[Atom], at: int, to: int, text: str) -> str:
    """The words of a party without distancing words, quotation marks and articles."""
    kept = [
        a
        for a in atoms[at:to]
        if a.sense != "side" or text[a.start : a.end].lower() in ("international", "rebel", "separatist", "occupying", "terrorist", "joint", "proxy")
    ]
    return " ".join(text[a.start : a.end] for a in kept if a.tag not in ("quote", "mark", "the", "more")).replace("\n", " ")
