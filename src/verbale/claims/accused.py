"""Who is meant: names of accused parties, with pronouns and epithets written as the party they stand for in this letter."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.claims.drafts import STEM
from verbale.grammar.wordlists import any_part, expression, word_list, word_set
from verbale.mentions.agents import posed
from verbale.mentions.party_words import state_name
from verbale.model import Perpetrator, PerpetratorRole
from verbale.names.states import find_states, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.mentions.agents import Agent
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.party_words import PartyMention
    from verbale.text import Span

OFFICIAL = 2
"""Words of the name of a state's own force, at least: "Arvanian Army"."""


@dataclass(slots=True)
class Memory:
    """The parties named so far in a letter: the last accused, the last coalition, and the sender's own codes."""

    own: frozenset[str] = frozenset()
    author: str = ""
    last: str = ""
    coalition: str = ""
    answered: str = ""
    """The one other state whose letter is cited: what is alleged in "the letter" or "that note" it alleges."""
    state: str = ""
    states: set[str] = field(default_factory=set)
    adversaries: dict[str, Span] = field(default_factory=dict)
    """The other states told to have forces, to attack or to be the aggressor, each with the words that first say so."""
    held: dict[str, Span] = field(default_factory=dict)
    """The other states that the author holds responsible ("we hold Arvania fully responsible"), each with its words."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The one group told by a name of each kind ("militia": "Sarn Defence Militia"); empty when two are."""
    group: str = ""
    """The last group told by a name of its own."""
    together: tuple[str, ...] = ()
    """Those last accused together: "the said groups"."""
    subject: str = ""
    carrier: str = ""
    home: bool = False
    short: dict[str, PartyMention] = field(default_factory=dict)
    longer: dict[str, str] = field(default_factory=dict)
    """The last accused name of several words that begins or ends with a word."""

    @property
    def other_side(self) -> str:
        """The one other state that the letter answers, or has named so far; empty where there is none, or are several."""
        return self.answered or (self.state if len(self.states) == 1 else "")

    def meet(self, sentence: Sentence) -> None:
        """Remember the coalitions and states that a sentence names, whatever their role: before it is read."""
        for code in (*_authors_cited(sentence), *_by_officials(sentence)):
            if not self.is_own(code):
                self._know(code)
        for party in sentence.parties:
            abbreviation = _abbreviation(sentence, party)
            if abbreviation:
                self.short[abbreviation] = party
            if party.kind == "coalition" and party.name != "coalition" and (party.name.split()[0] != "coalition" or not self.coalition):
                self.coalition = party.name
            if party.kind == "state" and self.is_own(party.code):
                self.home = True
            if party.kind in ("state", "forces", "act") and party.code and not self.is_own(party.code) and not posed(sentence, party):
                self._know(party.code)
                if (party.kind in ("forces", "act") and not _of_bands(sentence, party)) or _as_aggressor(sentence, party):
                    self.adversaries.setdefault(party.code, party.span)
                if _held_responsible(sentence, party):
                    self.held.setdefault(party.code, party.span)
            if party.kind == "org" and not self.owns(party):
                self.group = party.name
            kind = party.name.split()[-1].lower() if " " in party.name else ""
            if party.kind in ("org", "group") and kind in word_set("accused.kinds") and not party.name.islower():
                self.kinds[kind] = party.name if self.kinds.get(kind, party.name) == party.name else ""

    def _know(self, code: str) -> None:
        """Remember another state."""
        self.state = state_name(code)
        self.states.add(code)

    def hear(self, sentence: Sentence, found: tuple[Agent, ...] = ()) -> None:
        """Remember the first party that a sentence names: "they" of the next sentence. After it is read.

        Who only leads or supports ("the militias armed by Arvania") is not the one.
        """
        behind = [a.party for a in found if a.role in (PerpetratorRole.SUPPORTS, PerpetratorRole.LEADS)]
        doing = [a.party for a in found if a.role is PerpetratorRole.DIRECT]
        if doing and doing[0].kind == "epithet" and self.last:
            self.subject = self.last  # "The rebels, who are armed by Arvania, overran Telmor. They ...": not Arvania
            return
        first = next(
            (
                p
                for p in sentence.parties
                if p.kind not in ("pronoun", "epithet", "own", "carrier")
                and (p.kind != "group" or " " in p.name or p in doing or _supported(sentence, p))
                and p not in behind
                and not self.is_own(p.code)
            ),
            None,
        )
        if first:
            known = self.last if first in doing and first.name.lower() in word_set("accused.generic") else ""  # "soldiers" of the one accused before
            self.subject = self.coalition or first.name if first.name == "coalition" else known or first.name
            self.carrier = first.carrier

    def acts_itself(self, found: tuple[Agent, ...], sentence: Sentence) -> bool:
        """True when the author's own side, and no one else, is told as the doer ("killed by our forces", "two of our shells"), or no one known."""
        doing = [a.party for a in found if a.role is PerpetratorRole.DIRECT]
        if any(self.owns(p) and _after_by(sentence, p) for p in doing):
            doing = [p for p in doing if p.kind != "carrier"]  # "the aircraft were intercepted by our fighters"
        if not doing:
            return any(a.tag == "by.unknown" for a in sentence.atoms) or _ours(sentence)
        return all(self.owns(p) for p in doing)

    def is_own(self, codes: str) -> bool:
        """True when one of `codes`, as a name of states carries them ("COD|COG"), is the author's; none is when there are none."""
        return bool(codes) and not self.own.isdisjoint(codes.split("|"))

    def owns(self, party: PartyMention) -> bool:
        """True for the author's own side: "our forces", "Arvanian troops", "the Arvanian Defence Forces" of a letter from Arvania."""
        party = self.short.get(party.name, party)
        if party.kind == "own" or self.is_own(party.code):
            return True
        words = party.name.split()
        if party.kind not in ("org", "group") or len(words) < OFFICIAL or words[-1].lower() not in word_set("accused.arms"):
            return False
        if self.author and party.name[:STEM] == self.author[:STEM]:  # of an author that no list has
            return True
        return any(hit.name.code in self.own for hit in find_states(party.name) if hit.start == 0)

    def go_on_from(self, before: Memory) -> None:
        """Take over whom the same author named as the other side before: in a letter, for the list that it encloses."""
        self.state, self.states = before.state, set(before.states)
        self.adversaries, self.held = dict(before.adversaries), dict(before.held)

    def accuse(self, name: str) -> None:
        """Remember a party as the last accused."""
        self.last = name
        words = name.split()
        for word in (words[0], words[-1]):
            if word != name:
                self.longer[word] = name


def _after_by(sentence: Sentence, party: PartyMention) -> bool:
    return any(a.tag == "by" for a in sentence.atoms[max(0, party.at - 2) : party.at])


def _of_bands(sentence: Sentence, party: PartyMention) -> bool:
    """True for deeds of some of a people, which are not its state's ("Arvanian terror"), and for who governs ("the Arvanian Authority")."""
    words = sentence.text[party.span.start : party.span.end + AFTER_PEOPLE].lower()
    if party.name.lower().endswith(word_list("accused.governs")):
        return True
    return party.kind == "act" and any_part("accused.of_bands", sentence.language).search(words) is not None


AFTER_PEOPLE = 16


def _as_aggressor(sentence: Sentence, party: PartyMention) -> bool:
    """True for a state beside a word of aggression: "the aggression of Arvania", "the Arvanian aggressor"."""
    start, end = party.span.start - AROUND, party.span.end + AROUND
    return (
        expression("accused.aggression", sentence.language).search(sentence.text, max(start, sentence.span.start), min(end, sentence.span.end))
        is not None
    )


def _held_responsible(sentence: Sentence, party: PartyMention) -> bool:
    """True for a state that is held responsible: "we hold the Government of Arvania fully responsible", "Arvania bears full responsibility"."""
    text, language, end = sentence.text, sentence.language, min(sentence.span.end, party.span.end + AROUND)
    held = expression("accused.holds", language).search(text, max(sentence.span.start, party.span.start - AROUND), party.span.start)
    if held and expression("accused.responsible", language).match(text, party.span.end, end):
        return True
    return expression("accused.bears_responsibility", language).match(text, party.span.end, end) is not None


AROUND = 40
"""Characters around a state's name within which a word of aggression is of it."""


def _ours(sentence: Sentence) -> bool:
    """True for the author's own weapons: "two of our shells fell in its courtyard"."""
    ours = word_set("pronouns.ours", sentence.language)
    for at, atom in enumerate(sentence.atoms[:-1]):
        if atom.tag == "their" and atom.span.of(sentence.text).lower() in ours and sentence.atoms[at + 1].tag == "means":
            return True
    return False


BRACKETED = (("lpar",), ("name", "party.org"), ("rpar",))


def _authors_cited(sentence: Sentence) -> Iterator[str]:
    """The states that citations name: "the letter from the representative of Arvania (S/2031/5)"."""
    if "symbol" in sentence.tags:
        for cited in (a for a in sentence.atoms if a.tag == "symbol"):
            yield from (hit.name.code for hit in find_states(cited.span.of(sentence.text)))


def _by_officials(sentence: Sentence) -> Iterator[str]:
    """The states whose officials a sentence names: "the Arvanian Minister of Defence admitted that his forces"."""
    if "state.adj" in sentence.tags:
        for at, (before, official) in enumerate(itertools.pairwise(sentence.atoms), 1):
            speaks = before.tag == "state.adj" and sentence.words(at).lower() in word_set("accused.officials", sentence.language)
            if speaks and official.start == before.end + 1:
                yield before.sense


def _abbreviation(sentence: Sentence, party: PartyMention) -> str:
    """The short name that a letter gives a party in brackets: "Sarn Defence Forces (SDF)"."""
    after = sentence.atoms[party.to : party.to + 3]
    if len(after) < len(BRACKETED) or any(a.tag not in tags for a, tags in zip(after, BRACKETED, strict=True)):
        return ""
    words = after[1].span.of(sentence.text)
    return words if words.isupper() else ""


def _supported(sentence: Sentence, party: PartyMention) -> bool:
    """True for "the militias armed by Arvania"."""
    return party.to < len(sentence.atoms) and sentence.atoms[party.to].tag == "party.support"


def perpetrators(found: tuple[Agent, ...], memory: Memory, text: str, *, own_side: bool = False) -> list[tuple[Perpetrator, Span]]:
    """The accused of a frame, each name once; the author's own side only where another's account of it is told (`own_side`)."""
    out: dict[str, tuple[Perpetrator, Span]] = {}
    done: list[str] = []
    owned = any(a.party.kind != "carrier" for a in found)
    for agent in found:
        if owned and agent.party.kind == "carrier":  # aircraft beside the party whose they are
            continue
        if len(memory.together) > 1 and _said_groups(agent.party, text):
            out |= {
                name.lower() + agent.role: (Perpetrator(name, agent.role, agent.party.span.of(text)), agent.party.span) for name in memory.together
            }
            continue
        its = own_side and text[max(0, agent.party.span.start - 4) : agent.party.span.start] == "its "  # "the charge that its troops killed"
        name = memory.author if agent.party.kind == "own" or its else meant(agent.party, memory, text)
        mine = its or memory.owns(agent.party)
        if not name or (mine and not own_side):
            continue
        words = agent.party.span.of(text)
        key = name.lower() + agent.role
        out.setdefault(key, (Perpetrator(name, agent.role, words if words != name else ""), agent.party.span))
        if agent.role is PerpetratorRole.DIRECT and not mine:
            memory.accuse(name)
            done.append(name)
    memory.together = tuple(done) or memory.together
    return list(out.values())


def _said_groups(party: PartyMention, text: str) -> bool:
    """True for those told before, in the plural: "the said groups", "these organizations"."""
    words = party.span.of(text).lower()
    return party.kind == "epithet" and words.endswith(word_list("accused.several"))


def _kind_only(party: PartyMention, text: str) -> bool:
    """True for "this terrorist organization", "that armed group": the one told before, by its kind."""
    words = party.name.lower().split()
    before = text[max(0, party.span.start - 6) : party.span.start].lower().split()
    kind = party.kind == "group" and bool(words) and words[-1] in word_set("accused.kinds") and party.name.islower()
    return kind and bool(before) and before[-1] in word_set("accused.pointing")


def _definite(party: PartyMention, text: str) -> bool:
    """True for a kind of group that is told as known: "the militia", "militia elements"; not "a militia", "another armed group"."""
    before = text[max(0, party.span.start - BEFORE_KIND) : party.span.end].lower().split()
    return word_set("accused.indefinite").isdisjoint(before[:-1])


BEFORE_KIND = 12
"""Characters before a kind of group within which an article tells that it is a new one."""


def _told_as_known(party: PartyMention, text: str) -> bool:
    """True for a party with a definite article right before it."""
    before = text[max(0, party.span.start - BEFORE_KIND) : party.span.start].lower().split()
    return before[-1:] != [] and before[-1] in word_set("accused.known")


def meant(party: PartyMention, memory: Memory, text: str) -> str:
    """The name that a mention stands for; empty when it stands for none that the letter has named."""
    words = party.span.of(text).lower()
    if memory.last and expression("accused.of_the_same").match(text, party.span.end, party.span.end + AROUND):
        return memory.last  # "terrorists of the same organization"
    if party.kind == "coalition" and party.name.split()[0] == "coalition":
        return memory.coalition or party.name
    if party.kind == "epithet":
        if "coalition" in words:
            return memory.coalition or "coalition"
        if words.split()[-1] in word_set("accused.kinds"):  # "the same group" is no state
            return memory.last if memory.last and not state_of(memory.last) else memory.group
        hostile = any_part("accused.hostile").search(words)
        if any_part("accused.fighters").search(words) and memory.last in ("", memory.state):
            return words.removeprefix("the ")  # fighters are not the state accused before them
        known = memory.state or memory.last if hostile else memory.last or memory.state
        return known or words.removeprefix("the ")
    if party.kind == "pronoun":
        longer = memory.short.get(memory.subject)
        return (longer.name if longer and longer.name != memory.subject else memory.subject) or memory.last
    if party.kind == "carrier":
        of_state = find_states(memory.last) or (memory.state and memory.last[:STEM] == memory.state[:STEM])
        if memory.last and not of_state and party.carrier in ("drones", "ships"):
            return memory.last  # a group that has been accused flies drones, too
        return memory.state if len(memory.states) == 1 else ""
    name = party.name.strip()
    heads = name.lower().removeprefix("the ").split()
    generic = word_set("accused.generic")
    if len(heads) > 1 and heads[0].startswith(word_list("accused.occupying")) and heads[-1] in generic | word_set("accused.forces"):
        return memory.state or memory.last or name
    letters = name if name in memory.short else name.split()[0] if name.split()[1:2] and name.split()[1].islower() else ""
    if letters in memory.short and memory.short[letters].name != letters:  # "FLS", "FLS fighters" for "Front for the Liberation of Sarn"
        return meant(memory.short[letters], memory, text)
    if party.kind == "act" and any_part("accused.fighters").search(memory.last.lower()) and memory.last.split()[0] == party.span.of(text).split()[0]:
        return memory.last  # "Kestrian mortar fire", where Kestrian gunmen have been accused
    if party.code and name.lower().endswith(word_list("accused.machines")):
        return state_name(party.code)  # "the lethal Arvanian war machine"
    if heads and heads[-1] in word_set("accused.powers") and name.islower() and memory.state:
        return memory.state  # "the rebel regime"
    if party.kind == "group" and name.islower() and _definite(party, text) and memory.kinds.get(heads[-1] if heads else ""):
        return memory.kinds[heads[-1]]  # "the terrorist militia" for "Sarn Defence Militia"
    alone = heads[-1:] and heads[-1] in word_set("drafts.persons") and name.islower() and _told_as_known(party, text)
    if alone and memory.last.lower().split()[-1:] == heads[-1:]:
        return memory.last  # "the young terrorist" for "Kestrian terrorist"
    if _kind_only(party, text) and memory.last:
        return memory.last
    if name.lower().removeprefix("the ") in generic:
        return memory.last or memory.state or name
    if (
        " " not in name and party.kind in ("group", "org") and name not in word_set("drafts.persons")
    ):  # "the Front" for "the Front of Sarn", "the militias" for "Sarnian militias"
        return memory.longer.get(name, name)
    return name
