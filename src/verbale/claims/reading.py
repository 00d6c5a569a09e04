"""From an outline to claims, and to the list of sentences with words of harm that no claim covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.claims.accused import Memory
from verbale.claims.letter import Letter
from verbale.claims.parts import Found, PartReader
from verbale.claims.setting import Setting
from verbale.grammar.dates import DateKind, find_dates, resolve
from verbale.grammar.wordlists import expression
from verbale.mentions.party_words import state_name
from verbale.mentions.peoples import MARK, learn
from verbale.names.states import find_states, state_of
from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from verbale.grammar.dates import DateMention
    from verbale.model import Communication, Days, Outline

SINCE_REACH = 40
"""How far before a cited letter's date "since" may stand ("since my letter to you of 3 June"), in characters."""

PAIR = 2
"""A letter and what it encloses."""
FRONT, BESIDE = 1500, 16
"""How far into a page its date may stand, and how many characters beside it on its line."""

__all__ = ["Found", "read_claims"]


def read_claims(reading: str, text: str, view: str, outline: Outline, communication: Communication, cited: list[Span]) -> Found:
    """The claims of a text, its unread sentences and the problems met.

    Args:
        reading: the id of the reading that the claims belong to.
        text: the rendition's text.
        view: the same without markup, of the same length: what is read.
        outline: its structure.
        communication: who speaks to whom; gives the date from which relative days count, and the author.
        cited: the spans of citations, in which no date is of an event.
    """
    folded = fold(view)
    told = find_dates(folded)
    quoted = _overlapping([d.span for d in told], sorted(cited))
    dates = [d for d in told if d.span not in quoted or "since" in folded[max(0, d.span.start - SINCE_REACH) : d.span.start]]
    kept = {d.span for d in dates}
    quiet = sorted({*cited, *(d.span for d in told if d.span not in kept)})
    sender = communication.sender.value if communication.sender else ""
    letter = Letter(reading, text, view, folded, outline, tuple(dates), tuple(quiet), learn(view, "en", sender), communication.requests)
    writers = frozenset(writer for c in communication.citations if (writer := _state_writing(c.author)))
    found = Found()
    before: Memory | None = None
    for number, part in enumerate(outline.parts):
        author = part.author.value if part.author else sender if number == 0 else ""
        day = part.date or communication.date
        reference = day.value if day else _page_date(view, told)
        if number and not part.date and len(outline.parts) == PAIR:
            reference = _enclosed_of(view, outline, told, reference) or reference
        setting = _setting(author, reference, writers)
        if before is not None and part.author is None:
            setting.memory.go_on_from(before)
        before = setting.memory
        setting.around = None if reference else _around(told)
        PartReader(letter, number, setting, author, found).read()
    return found


def _enclosed_of(view: str, outline: Outline, told: list[DateMention], reference: date | None) -> date | None:
    """The day of the one document that a letter encloses, where only the letter tells it: "I transmit a press release issued on 6 June"."""
    cover = [span for block in outline.blocks if block.part == 0 for span in block.spans]
    for span in cover:
        for match in expression("letter.encloses_of", "en").finditer(view, span.start, span.end):
            mention = next((d for d in told if d.span.start == match.end()), None)
            days = resolve(mention, reference, None).days if mention else None
            if days and days.first == days.last and (reference is None or days.last <= reference):
                return days.last
    return None


def _page_date(view: str, told: list[DateMention]) -> date | None:
    """The date of the page that carries a letter without one: a line near the front that is a date and little else."""
    for mention in (d for d in told if d.kind is DateKind.ABSOLUTE and d.span.start < FRONT):
        line = view[view.rfind("\n", 0, mention.span.start) + 1 :].partition("\n")[0]
        if len(line) - (mention.span.end - mention.span.start) <= BESIDE or line.lstrip().startswith("date "):
            days = resolve(mention, None, None).days
            return days.last if days else None
    return None


def _around(told: list[DateMention]) -> Days | None:
    """The last day that a text tells with its year, of a document too: a letter is written about then."""
    days = [found for d in told if d.kind is DateKind.ABSOLUTE and (found := resolve(d, None, None).days)]
    return max(days, key=lambda d: d.last, default=None)


def _setting(author: str, reference: date | None, writers: frozenset[str]) -> Setting:
    """What holds for a whole part: the date from which relative days count, whose side its author is, and whose letter of `writers` he answers."""
    own = (state_of(author) or MARK + author) if author else None
    others = writers - {author, state_name(own) if own else ""}
    answered = next(iter(others)) if len(others) == 1 else ""
    return Setting(reference, Memory(frozenset({own}) if own else frozenset(), author, answered=answered))


def _state_writing(author: str) -> str:
    """The state whose representative wrote a letter that is cited, of no list too: "the Permanent Representative of Arvania"; else empty."""
    hits = find_states(author)
    if hits:
        return state_name(hits[-1].name.code)
    tail = author.rpartition(" of ")[2]
    return tail if " of " in author and tail[:1].isupper() else ""


def _overlapping(spans: Sequence[Span], others: Sequence[Span]) -> set[Span]:
    """Those of `spans` that overlap one of `others`; both in the order of the text."""
    out, at = set(), 0
    for span in spans:
        while at < len(others) and others[at].end <= span.start:
            at += 1
        if at < len(others) and others[at].overlaps(span):
            out.add(span)
    return out
