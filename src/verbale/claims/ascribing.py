"""Sentences that only tell who did what was told before: "All these crimes are the work of the Front", "The mine had been laid by Kestrian units"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.claims.accused import perpetrators
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.agents import Agent
from verbale.mentions.place_names import SPECIFIC
from verbale.model import PerpetratorRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.claims.accused import Memory
    from verbale.claims.drafts import Draft
    from verbale.mentions.analysis import Sentence

DOERS = ("forces", "org", "group", "coalition", "state")
REACH = 14
"""How many sentences before "all these crimes" they stand."""
NEAR = 3
"""How many sentences before "the mine had been laid by" it exploded."""
ALL, BOTH, ONE, ANSWERS = 0, 2, 1, -1
"""How many claims a sentence points back to: all, two, one; one for which someone is said to answer."""


def ascribe(sentence: Sentence, drafts: Sequence[Draft], memory: Memory, part: int, position: int) -> bool:
    """Accuse of the drafts that a sentence points back to the one whom it names as their doer; `False` for any other sentence."""
    if sentence.tolls or not sentence.parties:
        return False
    found = _points_back(sentence)
    if found is None:
        return False
    count, end = found
    party = next((p for p in sentence.parties if p.kind in DOERS and (p.span.start >= end - 1 or p is sentence.parties[0])), None)
    answers = count == ANSWERS
    role = PerpetratorRole.RESPONSIBLE if answers and party and party.kind == "state" else PerpetratorRole.DIRECT
    accused = perpetrators((Agent(party, role),), memory, sentence.text) if party else []
    reach = NEAR if count in (ONE, ANSWERS) else REACH
    before = [d for d in drafts if d.part == part and position - d.position <= reach and not d.denied and not d.by_own]
    meant = [d for d in before if not d.accused or _nameless(d)] if count == ALL else before[-abs(count) :]
    meant = [d for d in meant if not answers or not d.accused]
    for draft in meant if accused else ():
        draft.accused, draft.claimed = list(accused), True
    return bool(meant) and bool(accused)


def claims_each(sentence: Sentence) -> bool:
    """True for a sentence in which two or more parties claim each what was done at a place."""
    return not sentence.tolls and sum(a.tag == "party.agent-verb" for a in sentence.atoms) > 1 and len(sentence.parties) > 1


def accuse_each(sentence: Sentence, drafts: Sequence[Draft], memory: Memory) -> None:
    """Accuse of what was told of a place those who claimed it: "the Front claimed the bombing in Telmor, and the Shield claimed the Brena attack"."""
    claims = [a for a in sentence.atoms if a.tag == "party.agent-verb"]
    for at, claim in enumerate(claims):
        end = claims[at + 1].start if at + 1 < len(claims) else sentence.span.end
        told = [(d, {p.name for p in d.places if p.rank == SPECIFIC}) for d in drafts if d.span.end <= sentence.span.start and not d.denied]
        there = [d for d, places in told if len(places) == 1 and all(name in sentence.text[claim.end : end] for name in places)]
        party = next((p for p in reversed(sentence.parties) if p.kind in DOERS and p.span.end <= claim.start), None)
        if len(there) == 1 and party is not None:
            there[0].accused, there[0].claimed = perpetrators((Agent(party, PerpetratorRole.DIRECT),), memory, sentence.text), True


def only_describes(sentence: Sentence) -> bool:
    """True for what tells no deed of its own: the make of weapons told before, or that a list of attacks is enclosed or set out below."""
    text, language, (start, end) = sentence.text, sentence.language, sentence.span
    if sentence.tolls:
        return False
    if expression("ascribing.described", language).match(text, start, end) or expression("ascribing.below", language).search(text, start, end):
        return True
    listing = expression("ascribing.listing", language).search(text, start, end)
    return listing is not None and expression("ascribing.carried", language).search(text, start, end) is not None


def _points_back(sentence: Sentence) -> tuple[int, int] | None:
    """How many claims before a sentence it tells the doer of, and where its words of doing end."""
    text, language, (start, end) = sentence.text, sentence.language, sentence.span
    if found := expression("ascribing.all", language).match(text, start, end):
        return ALL, found.end()
    if found := expression("ascribing.both", language).match(text, start, end):
        return BOTH, found.end()
    if found := expression("ascribing.weapon", language).match(text, start, end):
        return ONE, found.end()
    if expression("ascribing.answers", language).search(text, start, end):
        return ANSWERS, end  # "The rebels of the Front are responsible for this act"
    found = expression("ascribing.fired_those", language).search(text, start, end)
    return (ONE, start) if found else None


def _nameless(draft: Draft) -> bool:
    """True where those accused are told by what they are only ("armed men")."""
    return all(p.name.islower() or p.name.lower().split()[-1] in word_set("blame.nameless") for p, _ in draft.accused)
