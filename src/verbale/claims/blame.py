"""Whom a claim that names no one accuses, by what the rest of its part tells: the one party accused there, or the one state told as the adversary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.claims.drafts import GENERIC_ACTS, STEM, is_one, same_party
from verbale.claims.speakers import speaker
from verbale.claims.voices import denies
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.mentions.place_names import COUNTRY
from verbale.model import Perpetrator, PerpetratorRole
from verbale.names.states import find_states, state_of
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.claims.accused import Memory
    from verbale.claims.drafts import Draft

Accused = tuple[Perpetrator, Span]
AFTER = 140
"""Characters after a claim in which the next sentence says that no one knows who did it."""


def accuse_by_context(drafts: list[Draft], memory: Memory, text: str) -> None:
    """Give each draft that names no one the party that its part accuses, marked as told by the context."""
    told = [(p, s) for d in drafts if not (d.denied or (memory.held and d.claimed)) for p, s in d.accused if _counts(p, memory)]
    told = _who_fired(drafts, told)
    if not told:
        held = len(memory.held) == 1
        role = PerpetratorRole.RESPONSIBLE if held else PerpetratorRole.DIRECT
        _accuse_state(drafts, memory.held if held else memory.adversaries, role, memory, text)
        return
    if any(not same_party(told[0][0], p) for p, _ in told):
        _accuse_all(drafts, memory, text)
        return
    # "militants in Sarn" of one sentence are those of another only where all that was done is counted
    unnamed = told[0][0].name[0].islower() and not told[0][0].name.startswith("coalition")
    done = {act for d in drafts if d.accused and d.running for f in d.frames if f.agents for act, _ in f.acts} - GENERIC_ACTS
    for draft in drafts:
        if _bears(draft, told[0][0].name, text):
            continue
        alike = done & {act for f in draft.frames for act, _ in f.acts} if unnamed else not _mentions(draft)
        if alike and _open(draft, memory, text):
            _accuse(draft, told[:1])


def _who_fired(drafts: list[Draft], told: list[Accused]) -> list[Accused]:
    """Those accused, where all but the ground names one group: what was fired "from Arvanian territory" that group fired, not Arvania."""
    others = [(p, s) for p, s in told if not _ground_only(p)]
    if not others or len(others) == len(told) or find_states(others[0][0].name) or any(not same_party(others[0][0], p) for p, _ in others):
        return told
    for draft in drafts:
        if draft.accused and all(_ground_only(p) for p, _ in draft.accused):
            _accuse(draft, others[:1])
    return others


def _ground_only(party: Perpetrator) -> bool:
    """True for a state told by its ground: "from Arvanian territory"."""
    return bool(party.as_written) and party.as_written.lower().split()[-1] in word_set("parties.ground")


def _counts(party: Perpetrator, memory: Memory) -> bool:
    """True for a direct accusation of others than the author's side and than one person."""
    return party.role is PerpetratorRole.DIRECT and not is_one(party) and party.name != memory.author


def _accuse_all(drafts: list[Draft], memory: Memory, text: str) -> None:
    """Where every claim that names someone accuses the same two or more states: all of them."""
    sets = [[a for a in d.accused if a[0].role is PerpetratorRole.DIRECT] for d in drafts if d.accused]
    first = max(sets, key=len)
    alone = len(first) > 1 and all(any(same_party(p, q) for q, _ in first) for s in sets for p, _ in s)
    if not alone or not all(state_of(p.name) for p, _ in first):
        first = _one_named(sets)
    for draft in drafts if first else ():
        if _open(draft, memory, text) and not _mentions(draft) and not any(_bears(draft, p.name, text) for p, _ in first):
            _accuse(draft, first)


def _one_named(sets: list[list[Accused]]) -> list[Accused]:
    """The one party that is told by a name of its own where all others are told by what they are ("terrorists"); else none."""
    named = [a for s in sets for a in s if a[0].name.lower().split()[-1] not in word_set("blame.nameless") or a[0].name[0].isupper()]
    return named[:1] if named and all(same_party(named[0][0], p) for p, _ in named) else []


def _accuse_state(drafts: list[Draft], told: dict[str, Span], role: PerpetratorRole, memory: Memory, text: str) -> None:
    """Where no claim accuses anyone: the one other state of `told`, the adversary or the one held responsible; nobody where several are."""
    if len(told) != 1:
        return
    code, span = next(iter(told.items()))
    for draft in drafts:
        if _open(draft, memory, text) and not _mentions(draft) and not _of_another(draft, memory) and not _bears(draft, state_name(code), text):
            _accuse(draft, [(Perpetrator(state_name(code), role, ""), span)])


def _accuse(draft: Draft, told: Sequence[Accused]) -> None:
    draft.accused = list(told)
    draft.by_context = True


def _open(draft: Draft, memory: Memory, text: str) -> bool:
    """True for a claim of which the text leaves open who did it: it is not denied, not the author's own deed, and not of unknown doers."""
    head = draft.frames[0].sentence
    if draft.accused or draft.denied or draft.by_own or denies(head, memory):
        return False
    if expression("blame.regretted", head.language).search(head.text, *head.span):  # "regrettably three civilians died": conceded
        return False
    unknown = expression("blame.unknown", head.language)
    return not unknown.search(text, draft.span.start, min(len(text), draft.span.end + AFTER))


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
    """True for another's account."""
    head = draft.frames[0]
    return bool(speaker(head.sentence, memory, head.span))
