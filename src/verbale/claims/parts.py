"""Reads one part of a letter, block by block and sentence by sentence, into claims."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from verbale.claims.accused import perpetrators
from verbale.claims.ascribing import ascribe, only_describes
from verbale.claims.assembly import Assembler
from verbale.claims.building import build_claim, characterisations
from verbale.claims.cells import Sheet
from verbale.claims.distribution import distributed
from verbale.claims.entries import bare_day, day_and_place
from verbale.claims.event_days import event_dates
from verbale.claims.frames import frames
from verbale.claims.inheriting import note_opening
from verbale.claims.own_deeds import own_doer
from verbale.claims.rows import read_tables, tables_of
from verbale.claims.voices import denies, denies_what_was_told, likewise
from verbale.grammar.atoms import Beginnings
from verbale.grammar.dates import DateKind, resolve
from verbale.mentions.agents import agents
from verbale.mentions.analysis import Sentence, analyse
from verbale.mentions.sentences import masked, sentences
from verbale.model import READ_KINDS, Block, BlockKind, Days, PerpetratorRole, Unread, anchor
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.claims.letter import Letter
    from verbale.claims.setting import Setting
    from verbale.model import Claim, Particular, Perpetrator, Problem


class _Letters(dict[int, int | None]):
    """What `str.translate` keeps: letters and digits."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = code if chr(code).isalnum() else None
        return kept


LETTERS = _Letters()
LONG_AGO = timedelta(days=366)
COPY_LENGTH = 40
"""Letters and digits that a sentence must have to be taken for a copy of another."""
HARM_WORDS = Beginnings("harm.", "act.part", "act.noun", "act.bombing", "damage.")


@dataclass(slots=True)
class Found:
    """What the claims stage gives."""

    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    characterisations: list[Particular[str]] = field(default_factory=list)


class PartReader:
    """Reads the blocks of one part in order. What a heading tells of day and accused holds for the blocks it governs."""

    def __init__(self, letter: Letter, number: int, setting: Setting, author: str, found: Found) -> None:
        self.letter = letter
        self.setting = setting
        self.author = author
        self.found = found
        self.sheet = Sheet(letter, setting, author)
        self.tables = tables_of(self.sheet, number)
        tabled = self.tables.blocks
        self.blocks = [(i, b) for i, b in enumerate(letter.outline.blocks) if b.part == number and b.kind in READ_KINDS and i not in tabled]
        self.governing = {b.heading for _, b in self.blocks if b.heading is not None}
        self.assembler = Assembler(letter.text, setting)
        self.position = 0
        self.seen: list[Sentence] = []
        self.days: dict[int, tuple[Days, Span]] = {}
        self.accused: dict[int, tuple[tuple[Perpetrator, Span], ...]] = {}

    def read(self) -> None:
        """Read all blocks, then make the claims and list what was not read."""
        cut = [self._sentences(self.letter.view, block) for _, block in self.blocks]
        copies = Counter(key for found in cut for _, key in found)
        for (index, block), found in zip(self.blocks, cut, strict=True):
            self._inherit(block)
            view = masked(self.letter.view, block.spans) if len(block.spans) > 1 else self.letter.view
            for span, key in found if view is self.letter.view else self._sentences(view, block):
                self.position += 1
                copies[key] -= 1
                if copies[key] <= 0:  # a pull quote or teaser of a page is read where it stands last
                    self._sentence(view, span, index, block)
            self._hand_down(index, block)
        self._claims()
        self._unread()

    def _inherit(self, block: Block) -> None:
        """Set what the block's heading hands down."""
        heading = -1 if block.heading is None else block.heading
        context, reference = self.setting.context, self.setting.reference
        if block.kind is BlockKind.PARAGRAPH and context and reference and reference - context.last > LONG_AGO:
            self.setting.context = None  # a paragraph about another year ends with it
        self.setting.days, self.setting.days_from = self.days.get(heading, (None, None))
        if self.setting.days and self.setting.days.first != self.setting.days.last:  # "the 19th" below "April 1999"
            self.setting.context = Days(self.setting.days.first, self.setting.days.first)
        self.setting.accused = self.accused.get(heading, ())

    def _sentence(self, view: str, span: Span, index: int, block: Block) -> None:
        """Analyse a sentence, give its frames to the assembler, and remember whom and what day it names."""
        letter, memory = self.letter, self.setting.memory
        sentence = analyse(view, letter.folded, span, letter.dates_in(span), peoples=letter.peoples, cited=letter.quiet_in(span))
        memory.meet(sentence)
        if denies_what_was_told(sentence) and self.assembler.drafts and self.position - self.assembler.drafts[-1].position <= DENIED_ON:
            self.assembler.drafts[-1].denied = True
        asked = letter.asked_in(span)
        ascribed = ascribe(sentence, self.assembler.drafts, memory, block.part, self.position) or self.assembler.hear_claims(sentence)
        entry = self.setting.entry.block == index
        told = [] if ascribed else [f for whole in frames(sentence, entry=entry) for f in distributed(whole) if f.tolls or not asked]
        told = [] if told and only_describes(sentence) else told
        before = self.assembler.drafts[-1] if self.assembler.drafts else None
        taken = [self.assembler.take(f, block.part, index, self.position, block.kind) for f in told]
        if before is not None and any(taken) and likewise(sentence) and self.assembler.drafts[-1] is not before:
            head = before.frames[0]  # what another alleges of the author's own side is denied
            self.assembler.drafts[-1].denied = before.denied or denies(head.sentence, memory) or own_doer(head, memory) is not None
        self.assembler.see(sentence.places, self.position)
        if not any(taken):
            self._keep_day(sentence, index)
        note_opening(self.setting, sentence, self.assembler.drafts, self.position)
        doers = agents(sentence)
        accused = [(p, s) for p, s in perpetrators(doers, memory, letter.text) if p.role is PerpetratorRole.DIRECT]
        if accused:
            self.accused[index] = tuple(accused)
        leads = bool(sentence.atoms) and sentence.atoms[-1].tag == ":"
        if told or leads:
            announced = leads or "announce" in sentence.tags
            if accused and not any(taken):
                self.setting.blamed = (tuple(accused), self.position, None if announced else index)
            elif accused or self.setting.blamed is None or self.setting.blamed[2] is not None:
                self.setting.blamed = None
        memory.hear(sentence, doers)
        self.found.characterisations += characterisations(letter.text, letter.outline.rendition, sentence)
        if not ascribed:  # whom it names stands in the claims it points back to
            self.seen.append(sentence)

    def _keep_day(self, sentence: Sentence, block: int) -> None:
        """Remember the day that a sentence tells without being a claim: the next sentences may be of that day."""
        for mention in event_dates(sentence):
            days = resolve(mention, self.setting.reference, self.setting.context).days
            if days and not self.assembler.to_come(days) and mention.kind not in (DateKind.SINCE, DateKind.WINDOW, DateKind.YEAR, DateKind.MONTH):
                self.setting.context = days
                self.setting.told = (days, mention.span, self.position, block)
                if bare_day(sentence) or day_and_place(sentence):  # "(b) 17 February." is the heading of what its item goes on to tell
                    self.setting.days, self.setting.days_from = days, mention.span
                    self.setting.entry.begin(block)
        self.setting.entry.hear(sentence, block)

    def _hand_down(self, index: int, block: Block) -> None:
        """What the blocks that this one governs inherit: its own day and accused, else those of its own heading."""
        heading = -1 if block.heading is None else block.heading
        if index not in self.accused and heading in self.accused:
            self.accused[index] = self.accused[heading]
        if block.kind is not BlockKind.HEADING and index not in self.governing:
            return
        for mention in self.letter.dates_in(_whole(block)):
            days = None if mention.naming else resolve(mention, self.setting.reference, self.setting.context).days
            if days:
                self.days[index] = (days, mention.span)
                return
        if heading in self.days:
            self.days[index] = self.days[heading]

    def _claims(self) -> None:
        self.assembler.settle()
        told: Counter[Span] = Counter()
        for draft in self.assembler.drafts:
            claim, problems = build_claim(self.letter, draft, self.author, self.setting, told[draft.span])
            told[draft.span] += 1
            self.found.claims.append(claim)
            self.found.problems += problems
        self.found.claims, problems, unread = read_tables(self.sheet, self.tables, self.found.claims)
        self.found.problems += problems
        self.found.unread += unread

    def _unread(self) -> None:
        """List the sentences with words of harm that no claim of this part covers."""
        text = self.letter.text
        covered = {s.span for d in self.assembler.drafts for s in (f.sentence for f in d.frames)}
        for sentence in self.seen:
            words = [] if sentence.span in covered else [a for a in sentence.atoms if HARM_WORDS[a.tag]]
            if words and not any(t.contains(sentence.span) for t in self.tables.titles):
                quote = anchor(self.letter.outline.rendition, text, sentence.span)
                self.found.unread.append(Unread(quote, tuple(dict.fromkeys(text[a.start : a.end] for a in words)), _why(sentence)))

    def _sentences(self, view: str, block: Block) -> list[tuple[Span, str]]:
        """The sentences of a block, each with its key."""
        return [(s, self._key(s)) for s in sentences(view, _whole(block))]

    def _key(self, span: Span) -> str:
        """What two copies of one sentence share; short sentences are never copies."""
        words = span.of(self.letter.folded).translate(LETTERS)
        return words if len(words) > COPY_LENGTH else f"{span.start}"


DENIED_ON = 3
"""How many sentences on "The allegation is without foundation" speaks of the claim told last."""


def _whole(block: Block) -> Span:
    return Span(block.spans[0].start, block.spans[-1].end)


def _why(sentence: Sentence) -> str:
    """The reason why a sentence with words of harm gave no claim, where it is known."""
    tags = sentence.tags
    if "irr" in tags or "irr.stop" in tags:
        return "not said to have happened"
    if "hab" in tags:
        return "told as a habit"
    if not sentence.dates and not sentence.places:
        return "no day and no place"
    return ""
