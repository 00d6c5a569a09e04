"""Openings by which a sentence takes up what was told just before: its rockets, its harmed, "in addition to these"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.place_names import SPECIFIC

if TYPE_CHECKING:
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame
    from verbale.mentions.analysis import Sentence

FRONT = 5
"""Atoms at the front of a sentence among which stands what it takes up."""


def resumes(draft: Draft, frame: Frame) -> bool:
    """True when the opening of a frame takes up what a draft told, wherever it says that it hit."""
    if frame.dates or frame.span.start != frame.sentence.span.start:
        return False
    return _same_weapons(draft, frame) or _same_harmed(draft, frame) or _same_doer(draft, frame) or beside_these(frame.sentence) is not None


def _same_weapons(draft: Draft, frame: Frame) -> bool:
    """True for "The rocket landed in Telmor", "One rocket hit a house", "A second rocket fell": of those told to be fired."""
    atoms, language = frame.sentence.atoms, frame.sentence.language
    weapon = next((i for i, a in enumerate(atoms[:FRONT]) if a.tag == "means"), None)
    if weapon is None or any(d.sense == "fire" for d in frame.deeds) or frame.sentence.tags.isdisjoint(("act.part",)):
        return False
    told = [a for f in draft.frames for a in f.sentence.atoms if a.tag == "means" and a.sense == atoms[weapon].sense]
    fired = any(d.sense in ("fire", "do") for f in draft.frames for d in f.deeds)
    if not told or not fired or (frame.tolls and draft.outcomes() & {t.outcome for t in frame.tolls}):
        return False
    lead = frame.sentence.text[frame.span.start : atoms[weapon].start].strip().lower()
    one_of = any(f.sentence.text[a.end - 1] == "s" for f in draft.frames[:1] for a in f.sentence.atoms if a.tag == "means")
    return lead in word_set("resuming.known", language) or (one_of and lead in word_set("resuming.one_of", language))


def _same_harmed(draft: Draft, frame: Frame) -> bool:
    """True for "These civilians were shelled in their sleep": those of whom a toll was told, and the same act."""
    atoms = frame.sentence.atoms
    these = atoms[0].tag == "this" and len(atoms) > 1 and atoms[1].tag.startswith("group.")
    told = {a for f in draft.frames for a, _ in f.acts}
    return these and bool(draft.tolls) and not frame.tolls and any(a in told for a, _ in frame.acts)


def _same_doer(draft: Draft, frame: Frame) -> bool:
    """True for "The attacker then stabbed two guards", "The soldiers left after an hour": those of the deed told before, and no place of its own."""
    if draft.running or draft.outcomes() & {t.outcome for t in frame.tolls} or any(p.rank == SPECIFIC and p.how != "from" for p in frame.places):
        return False
    return expression("resuming.doer", frame.sentence.language).match(frame.sentence.text, *frame.span) is not None


def restates(draft: Draft, frame: Frame) -> bool:
    """True for a toll told anew: "On 8 May the death toll of that strike rose to 55"; it stands in the place of the one told before.

    So does one that adds up: seven were killed; "two of the wounded were then bayoneted, raising the number of dead to nine".
    """
    if _adds_up(draft, frame):
        return True
    if not frame.tolls or any(p.rank == SPECIFIC and p.how != "from" for p in frame.places):
        return False
    return expression("resuming.toll_of_that", frame.sentence.language).search(frame.sentence.text, *frame.span) is not None


def _adds_up(draft: Draft, frame: Frame) -> bool:
    """True where a total is what was told before and what the same sentence adds to it."""
    total = next((t for t in frame.tolls if t.cumulative and t.amount.number), None)
    if total is None:
        return False
    before = draft.frames[-1]
    beside = (*frame.tolls, *(before.tolls if before.sentence is frame.sentence else ()))
    told = [t.amount.number or 0 for t, _ in draft.tolls if t.outcome is total.outcome]
    more = [t.amount.number or 0 for t in beside if t is not total and t.outcome is total.outcome]
    return bool(told and more) and told[0] + more[0] == total.amount.number


def beside_these(sentence: Sentence) -> int | None:
    """Where "In addition to these six martyrs," ends, which counts those told before again; `None` where a sentence begins otherwise."""
    match = expression("resuming.beside_these", sentence.language).match(sentence.text, sentence.span.start, sentence.span.end)
    return match.end() if match else None


def past_those(frame: Frame) -> Frame:
    """The frame without the toll of those told before: "In addition to these six martyrs, many others have been injured"."""
    end = beside_these(frame.sentence)
    if end is None:
        return frame
    return replace(frame, tolls=tuple(t for t in frame.tolls if t.span.start >= end))


def same_period(sentence: Sentence) -> bool:
    """True for "Scores were also injured during the same period": of the total told just before."""
    return expression("resuming.same_period", sentence.language).search(sentence.text, *sentence.span) is not None


def sums_up_all(frame: Frame) -> bool:
    """True for a toll of all that was told, with no day or place of its own: "As a result of these incidents, one person was killed", "In all, 31 died"."""
    if not frame.tolls or frame.dates or frame.running or any(p.rank == SPECIFIC and p.how != "from" for p in frame.places):
        return False
    return expression("resuming.in_all", frame.sentence.language).search(frame.sentence.text, *frame.span) is not None


def only_lists_names(sentence: Sentence) -> bool:
    """True for "(The names of the 19 martyrs are annexed.)": it counts again those told before."""
    return expression("resuming.names_listed", sentence.language).match(sentence.text, *sentence.span) is not None
