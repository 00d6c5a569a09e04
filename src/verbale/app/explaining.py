"""Why a place of a file was read as it was: its block and sentence, its words in the lexicon, the rules, and the claim's fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.cascade import cascade
from verbale.grammar.dates import find_dates
from verbale.grammar.explaining import Trial, trials
from verbale.grammar.lexicon import lexicon
from verbale.mentions.analysis import Sentence, analyse
from verbale.mentions.citations import find_citations
from verbale.mentions.peoples import learn
from verbale.mentions.sentences import masked, sentences
from verbale.mentions.tolls import BUILDERS
from verbale.model import READ_KINDS, Code, UsageError
from verbale.pipeline import read_rendition
from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.model import Block, Claim, Particular, Reading, Rendition, Supplied


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence with its tag, its sense and the lexicon file that knows it ("" where none does)."""

    words: str
    start: int
    end: int
    tag: str
    sense: str
    source: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found at the place before any claim: a date, a place, a party, a citation; `rule` found it."""

    kind: str
    words: str
    start: int
    end: int
    value: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A field of claim number `claim` (from 1) whose value was read at the place, and the rule that gave it."""

    claim: int
    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that decided how the character at `offset` was read.

    `block` is the kind of block it stands in; `sentence` is empty where the grammar does not read (a masthead, a signature).
    `claims` are the numbers (from 1) of the claims that cover it; `unread` why its sentence gave none, where it has words of harm.
    """

    offset: int
    character: str
    block: str
    part: str
    sentence: str
    start: int
    end: int
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    trials: tuple[Trial, ...] = ()
    claims: tuple[int, ...] = ()
    fields: tuple[FieldRead, ...] = ()
    unread: str = ""


def explain(rendition: Rendition, offset: int, supplied: Supplied | None = None) -> Explanation:
    """What decided how the character at `offset` (code points, from 0) of a text was read.

    Raises:
        UsageError: BAD_VALUE if the text has no such character.
    """
    text = rendition.text
    if not 0 <= offset < len(text):
        raise UsageError(Code.BAD_VALUE, f"offset {offset} is not in a text of {len(text):,} characters", "", f"give one from 0 to {len(text) - 1}")
    reading = read_rendition(rendition, supplied)
    block = next((b for b in reading.outline.blocks if any(s.start <= offset < s.end for s in b.spans)), None)
    part = next((p.kind.value for p in reversed(reading.outline.parts) if p.span.start <= offset < p.span.end), "")
    read = _sentence(reading, block, offset) if block and block.kind in READ_KINDS else None
    kind = block.kind.value if block else "between blocks"
    if read is None:
        return Explanation(offset, text[offset], kind, part, "", offset, offset + 1, mentions=tuple(_cited(reading, offset)))
    return Explanation(
        offset, text[offset], kind, part, read.span.of(text), read.span.start, read.span.end,
        tuple(_words(read, text)),
        (*_mentions(read, offset), *_cited(reading, offset)),
        tuple(trials(cascade("en"), list(read.atoms), BUILDERS, offset)),
        tuple(n for n, c in enumerate(reading.claims, 1) if any(s.start <= offset < s.end for s in c.anchor.spans)),
        tuple(f for n, c in enumerate(reading.claims, 1) for f in _fields(n, c, offset)),
        next((u.reason or "the reason is not known" for u in reading.unread if u.anchor.span.start <= offset < u.anchor.span.end), ""),
    )  # fmt: skip


def _sentence(reading: Reading, block: Block, offset: int) -> Sentence | None:
    """The sentence over `offset`, analysed as the claims stage does."""
    text = reading.text
    view = masked(text, block.spans) if len(block.spans) > 1 else text
    whole = Span(block.spans[0].start, block.spans[-1].end)
    span = next((s for s in sentences(view, whole) if s.start <= offset < s.end), None)
    if span is None:
        return None
    folded, language = fold(text), reading.communication.language
    cited = [Span(m.start, m.end) for m in find_citations(text, language.value if language else None)]
    dates = [d for d in find_dates(folded) if span.contains(d.span) and not any(d.span.overlaps(c) for c in cited)]
    sender = reading.communication.sender
    return analyse(view, folded, span, dates, peoples=learn(text, told=sender.value if sender else ""))


def _words(read: Sentence, text: str) -> Iterator[Word]:
    known = lexicon("en")
    for atom in read.atoms:
        entry = known.entry(atom.span.of(text))
        yield Word(atom.span.of(text), atom.start, atom.end, atom.tag, atom.sense, entry.source if entry and entry.tag == atom.tag else "")


def _mentions(read: Sentence, offset: int) -> Iterator[Mention]:
    def over(span: Span) -> bool:
        return span.start <= offset < span.end

    for day in read.dates:
        if over(day.span):
            yield Mention(
                "date", day.span.of(read.text), *day.span, day.kind.value if hasattr(day.kind, "value") else str(day.kind), getattr(day, "rule", "")
            )
    for place in read.places:
        if over(place.span):
            yield Mention("place", place.span.of(read.text), *place.span, place.name, f"where.{place.how}")
    for party in read.parties:
        if over(party.span):
            yield Mention("party", party.span.of(read.text), *party.span, party.name, party.kind)
    for toll in read.tolls:
        if over(toll.extent):
            yield Mention("toll", toll.extent.of(read.text), *toll.extent, f"{toll.outcome.value}, {toll.group}", toll.rule)


def _cited(reading: Reading, offset: int) -> Iterator[Mention]:
    for cited in reading.communication.citations:
        if any(s.start <= offset < s.end for s in cited.anchor.spans):
            told = cited.symbol or (cited.date.isoformat() if cited.date else "")
            yield Mention("citation", cited.anchor.quote, *cited.anchor.span, told, cited.rule)


def _fields(number: int, claim: Claim, offset: int) -> Iterator[FieldRead]:
    values: list[tuple[str, Particular[object] | None]] = []
    for occurrence in claim.occurrences:
        values += [("when", occurrence.when), ("part of day", occurrence.part_of_day)]
        values += [("where", p) for p in occurrence.where]
    values += [("act", p) for p in claim.acts] + [("means", p) for p in claim.means]
    values += [("alleged perpetrator", p) for p in claim.perpetrators] + [("damage", p) for p in claim.damage]
    values += [("characterisation", p) for p in claim.characterisations] + [("claimant", claim.attribution.claimant)]
    for field, particular in values:
        if particular and any(s.start <= offset < s.end for s in particular.spans):
            yield FieldRead(number, field, _shown(particular.value), particular.rule)
    for toll in claim.tolls:
        if any(s.start <= offset < s.end for s in toll.anchor.spans):
            field = f"{toll.outcome.value}, part" if toll.subset_of else toll.outcome.value
            yield FieldRead(number, field, f"{toll.anchor.quote} ({toll.amount.bound.value}, {toll.group})", toll.rule)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    first, last = getattr(value, "first", None), getattr(value, "last", None)
    if first is not None:
        return str(first) if first == last else f"{first} to {last}"
    role = getattr(value, "role", None)
    return f"{getattr(value, 'name', value)}" + (f" ({role.value})" if role else "")
