"""Whom a claim that names no one accuses, by what the rest of its part tells: the one party accused there, or the one state told as the adversary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.drafts import GENERIC_ACTS, STEM, is_one, same_party
from verbale.claims.voices import denies, speaker
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.mentions.place_names import COUNTRY
from verbale.model import Attribution, Particular, Perpetrator, PerpetratorRole, Stance, Voice, VoiceRole, anchor
from verbale.names.states import find_states, state_of
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.claims.accused import Memory
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame

Accused = tuple[Perpetrator, Span]
AFTER = 140
"""Characters after a claim in which the next sentence says that no one knows who did it."""


def accuse_by_context(drafts: list[Draft], memory: Memory, text: str) -> None:
    """Give each draft that names no one the party that its part accuses, marked as told by the context."""
    told = [(p, s) for d in drafts for p, s in d.accused if p.role is PerpetratorRole.DIRECT and not is_one(p)]
    if not told:
        _accuse_adversary(drafts, memory, text)
        return
    if any(not same_party(told[0][0], p) for p, _ in told):
        _accuse_all(drafts, text)
        return
    unnamed = told[0][0].name[0].islower() and not told[0][0].name.startswith(
        "coalition"
    )  # "militants in Sarn" of one sentence are those of another only where all that was done is counted
    done = {act for d in drafts if d.accused and d.running for f in d.frames if f.agents for act, _ in f.acts} - GENERIC_ACTS
    for draft in drafts:
        if _bears(draft, told[0][0].name, text):
            continue
        alike = done & {act for f in draft.frames for act, _ in f.acts} if unnamed else not _mentions(draft)
        if alike and _open(draft, text):
            _accuse(draft, told[:1])


def _accuse_all(drafts: list[Draft], text: str) -> None:
    """Where every claim that names someone accuses the same two or more states: all of them."""
    sets = [[a for a in d.accused if a[0].role is PerpetratorRole.DIRECT] for d in drafts if d.accused]
    first = max(sets, key=len)
    alone = len(first) > 1 and all(any(same_party(p, q) for q, _ in first) for s in sets for p, _ in s)
    if not alone or not all(state_of(p.name) for p, _ in first):
        first = _one_named(sets)
    for draft in drafts if first else ():
        if _open(draft, text) and not _mentions(draft) and not any(_bears(draft, p.name, text) for p, _ in first):
            _accuse(draft, first)


def _one_named(sets: list[list[Accused]]) -> list[Accused]:
    """The one party that is told by a name of its own where all others are told by what they are ("terrorists"); else none."""
    named = [a for s in sets for a in s if a[0].name.lower().split()[-1] not in word_set("blame.nameless") or a[0].name[0].isupper()]
    return named[:1] if named and all(same_party(named[0][0], p) for p, _ in named) else []


def _accuse_adversary(drafts: list[Draft], memory: Memory, text: str) -> None:
    """Where no claim accuses anyone: the one other state that the part tells to have forces, to attack or to be the aggressor."""
    if len(memory.adversaries) != 1:
        return
    code, span = next(iter(memory.adversaries.items()))
    for draft in drafts:
        if _open(draft, text) and not _mentions(draft) and not _of_another(draft, memory) and not _bears(draft, state_name(code), text):
            _accuse(draft, [(Perpetrator(state_name(code), PerpetratorRole.DIRECT, ""), span)])


def _accuse(draft: Draft, told: Sequence[Accused]) -> None:
    draft.accused = list(told)
    draft.by_context = True


def _open(draft: Draft, text: str) -> bool:
    """True for a claim of which the text leaves open who did it: it is not denied, not the author's own deed, and not of unknown doers."""
    if draft.accused or draft.denied or draft.by_own:
        return False
    unknown = expression("blame.unknown", draft.frames[0].sentence.language)
    return not unknown.search(text, draft.span.start, min(len(text), draft.span.end + AFTER))


def own_deed(draft: Draft, told_by: Attribution, memory: Memory, text: str, rendition: str) -> tuple[Attribution, list[Accused]]:
    """The attribution and the accused of a claim, where the author's own side is the one who did it.

    What the other side alleges, it does not allege against itself: its account accuses the author unless it names another. What the author
    tells his own forces to have done, he concedes; what another is told to allege of them, he denies.
    """
    claimant = told_by.claimant.value if told_by.claimant else ""
    if claimant and memory.author and _state(claimant) in {_state(state_name(code)) for code in memory.states}:
        others = [(p, s) for p, s in draft.accused if _state(p.name) != _state(claimant)]
        return told_by, others or [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), draft.frames[0].span)]
    if told_by.stance is Stance.ASSERTS and not draft.accused and memory.author:
        doer = next((s for f in draft.frames if (s := own_doer(f, memory)) is not None), None)
        alleged = _alleged(draft, doer) if doer is not None else None
        if doer is not None and alleged is not None:
            return _against_own(told_by, alleged, memory, text, rendition), [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), doer)]
        if doer is not None:
            return replace(told_by, stance=Stance.CONCEDES), [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), doer)]
    return told_by, draft.accused


def own_doer(frame: Frame, memory: Memory) -> Span | None:
    """The words that name the author's own side right before a verb of attack or harm: "our forces shelled", "we ambushed"."""
    atoms = frame.sentence.atoms
    for agent in frame.agents:
        party = agent.party
        if agent.role is not PerpetratorRole.DIRECT or not memory.owns(party):
            continue
        verb = next((a.tag for a in atoms[party.to : party.to + REACH] if a.tag not in QUIET), "")
        if verb.startswith(("act.part", "act.fire", "act.do", "harm.part")):
            return party.span
    return None


def _alleged(draft: Draft, doer: Span) -> Span | None:
    """The word of alleging before what the author's own side is told to have done, where another says it."""
    frame = next(f for f in draft.frames if f.sentence.span.start <= doer.start < f.sentence.span.end)
    text, language, start = frame.sentence.text, frame.sentence.language, frame.sentence.span.start
    words = list(expression("blame.alleging", language).finditer(text, start, min(frame.sentence.span.end, doer.end + BESIDE)))
    if not words or expression("blame.own_voice", language).search(text[start : words[-1].start()]):
        return None
    return Span(*words[-1].span())


def _against_own(told_by: Attribution, words: Span, memory: Memory, text: str, rendition: str) -> Attribution:
    """The attribution of what another alleges of the author's own side: denied, and the other side's where the letter has one."""
    if len(memory.states) != 1:
        return replace(told_by, stance=Stance.DENIES)
    quote = anchor(rendition, text, words)
    other = Voice(memory.state, VoiceRole.REPORTS, quote)
    return Attribution((*told_by.voices, other), Stance.DENIES, Particular(memory.state, (quote,), "voice.other-side"))


BESIDE = 16
"""Characters after the doer within which "is accused of" stands."""
REACH = 6
QUIET = frozenset({"have", "then", "x", ",", "concede", "num", "date", "place.prep", "the"})
"""What may stand between the author's own forces and the verb that tells their deed."""


def _state(name: str) -> str:
    """What all names of a state and its forces share."""
    found = find_states(name)
    return found[0].name.code if found else name.lower()[:STEM]


def _bears(draft: Draft, name: str, text: str) -> bool:
    """True for harm that the party itself bore: "the Arvanian army lost 24 men", "13 Arvanian soldiers were killed"."""
    stem = name.lower()[:STEM]
    for frame in draft.frames:
        if any(stem in toll.span.of(text).lower() for toll in frame.tolls):
            return True
        lost = expression("blame.lost", frame.sentence.language).search(text, frame.span.start, frame.span.end)
        if lost and stem in text[frame.span.start : lost.start()].lower():
            return True
    return False


def _mentions(draft: Draft) -> bool:
    """True for what only mentions attacks: "the attacks that took place in Palador"."""
    return draft.frames[0].nominal and not draft.tolls and any(p.rank == COUNTRY for p in draft.places)


def _of_another(draft: Draft, memory: Memory) -> bool:
    """True for another's account, or what is told only to be denied."""
    head = draft.frames[0]
    return denies(head.sentence, memory) or bool(speaker(head.sentence, memory, head.span))
