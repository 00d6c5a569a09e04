"""From an outline to claims, and to the list of sentences with words of harm that no claim covers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.claims.accused import Memory, perpetrators
from verbale.claims.assembly import Assembler, Draft, Setting
from verbale.claims.building import build_claim, characterisations
from verbale.claims.frames import event_dates, frames
from verbale.grammar.dates import DateKind, find_dates, resolve
from verbale.mentions.agents import agents
from verbale.mentions.analysis import Sentence, analyse
from verbale.mentions.peoples import MARK, Peoples, learn
from verbale.mentions.sentences import masked, sentences
from verbale.model import READ_KINDS, Block, BlockKind, Claim, Outline, Particular, PerpetratorRole, Problem, Unread, anchor
from verbale.names.states import state_of
from verbale.text import Span, fold

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Communication, Request


@dataclass(slots=True)
class Found:
    """What the claims stage gives."""

    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    characterisations: list[Particular[str]] = field(default_factory=list)


WORDS = re.compile(r"[\W_]+")
COPY_LENGTH = 40
"""Letters and digits that a sentence must have to be taken for a copy of another."""
SINCE_REACH = 40
"""How far before a cited letter's date "since" may stand ("since my letter to you of 3 June"), in characters."""
HARM_WORDS = ("harm.", "act.part", "act.noun", "act.bombing", "damage.")


def read_claims(text: str, view: str, outline: Outline, communication: Communication, cited: list[Span]) -> Found:
    """The claims of a text, its unread sentences and the problems met.

    Args:
        text: the rendition's text.
        view: the same without markup, of the same length: what is read.
        outline: its structure.
        communication: who speaks to whom; gives the date from which relative days count, and the author.
        cited: the spans of citations, in which no date is of an event.
    """
    folded = fold(view)
    told = find_dates(folded)
    dates = [d for d in told if "since" in folded[max(0, d.span.start - SINCE_REACH) : d.span.start] or not any(d.span.overlaps(c) for c in cited)]
    quiet = sorted({*cited, *(d.span for d in told if d not in dates)})
    found = Found()
    peoples = learn(view, told=communication.sender.value if communication.sender else "")
    for number, part in enumerate(outline.parts):
        author = part.author.value if part.author else communication.sender.value if communication.sender and number == 0 else ""
        reference = part.date.value if part.date else communication.date.value if communication.date else None
        own = (state_of(author) or MARK + author) if author else None
        setting = Setting(reference, Memory(frozenset({own}) if own else frozenset(), author))
        blocks = [(i, b) for i, b in enumerate(outline.blocks) if b.part == number and b.kind in READ_KINDS]
        _read_part(text, view, folded, outline, blocks, dates, setting, author, found, peoples, quiet, communication.requests)
    return found


def _read_part(
    text: str,
    whole_view: str,
    folded: str,
    outline: Outline,
    blocks: list[tuple[int, Block]],
    dates: list,
    setting: Setting,
    author: str,
    found: Found,
    peoples: Peoples,
    quiet: list[Span],
    requests: tuple[Request, ...],
) -> None:  # type: ignore[type-arg]
    assembler = Assembler(text, setting)
    position = 0
    repeated = Counter(_key(folded, s) for _, b in blocks for s in sentences(whole_view, Span(b.spans[0].start, b.spans[-1].end)))
    seen: list[tuple[Sentence, bool]] = []
    inherited: dict[int, tuple] = {}  # type: ignore[type-arg]
    accused: dict[int, tuple] = {}  # type: ignore[type-arg]
    for index, block in blocks:
        view = masked(whole_view, block.spans) if len(block.spans) > 1 else whole_view
        whole = Span(block.spans[0].start, block.spans[-1].end)
        setting.days, setting.days_from = inherited.get(block.heading, (None, None)) if block.heading is not None else (None, None)
        setting.accused = accused.get(block.heading, ()) if block.heading is not None else ()
        for span in sentences(view, whole):
            position += 1
            if repeated[_key(folded, span)] > 1:  # a pull quote or teaser of a page: the sentence is read where it stands last
                repeated[_key(folded, span)] -= 1
                continue
            here = [d for d in dates if span.contains(d.span)]
            sentence = analyse(view, folded, span, here, peoples=peoples, cited=[c for c in quiet if span.contains(c)])
            setting.memory.meet(sentence)
            taken = False
            asked = any(r.anchor.span.overlaps(span) for r in requests)
            for frame in frames(sentence):
                if asked and not frame.tolls:
                    continue
                taken = assembler.take(frame, block.part, index, position, block.kind) or taken
            if not taken:
                _keep_day(setting, sentence, position, index)
            told = [(p, s) for p, s in perpetrators(tuple(agents(sentence)), setting.memory, text) if p.role is PerpetratorRole.DIRECT]
            if told:
                accused[index] = tuple(told)
            setting.memory.hear(sentence)
            found.characterisations += characterisations(text, outline.rendition, sentence)
            seen.append((sentence, taken))
        if index not in accused and block.heading in accused:
            accused[index] = accused[block.heading]
        if block.kind is BlockKind.HEADING or any(b.heading == index for _, b in blocks):
            days = next(
                (r.days for d in dates if whole.contains(d.span) and not d.naming and (r := resolve(d, setting.reference, setting.context)).days),
                None,
            )
            inherited[index] = (days, whole) if days else inherited.get(block.heading, (None, None)) if block.heading is not None else (None, None)
    assembler.settle()
    for draft in assembler.drafts:
        claim, problems = build_claim(text, outline.rendition, draft, author, setting)
        if claim is None:
            continue
        found.claims.append(claim)
        found.problems += problems
    covered = [c.anchor.span for c in found.claims]
    for sentence, _ in seen:
        words = [a for a in sentence.atoms if a.tag.startswith(HARM_WORDS)]
        if words and not any(c.overlaps(sentence.span) for c in covered):
            quote = anchor(outline.rendition, text, sentence.span)
            found.unread.append(Unread(quote, tuple(dict.fromkeys(text[a.start : a.end] for a in words)), _why(sentence)))


def _key(folded: str, span: Span) -> str:
    """What two copies of one sentence share; short sentences are never copies."""
    words = WORDS.sub("", span.of(folded))
    return words if len(words) > COPY_LENGTH else f"{span.start}"


def _keep_day(setting: Setting, sentence: Sentence, position: int, block: int) -> None:
    """Remember the day that a sentence tells without being a claim: the next sentences may be of that day."""
    for mention in event_dates(sentence):
        days = resolve(mention, setting.reference, setting.context).days
        if days and mention.kind not in (DateKind.SINCE, DateKind.WINDOW, DateKind.YEAR, DateKind.MONTH):
            setting.context = days
            setting.told = (days, mention.span, position, block)


def _why(sentence: Sentence) -> str:
    """The reason why a sentence with words of harm gave no claim, where it is known."""
    tags = {a.tag for a in sentence.atoms}
    if "irr" in tags or "irr.stop" in tags:
        return "not said to have happened"
    if "hab" in tags:
        return "told as a habit"
    if not sentence.dates and not sentence.places:
        return "no day and no place"
    return ""


__all__ = ["Found", "read_claims"]
