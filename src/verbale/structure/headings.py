"""The letter's own first and last lines: kind, date, sender, addressees, signatory, where no title (or half a one) tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from verbale.grammar.formulas import sense
from verbale.model import BlockKind, Heading, Particular, anchor
from verbale.structure.days import days_in
from verbale.structure.fronts import kind_at
from verbale.structure.labels import date_line, labelled
from verbale.structure.senders import Named, first_state, speaker
from verbale.structure.titles import addressees_at
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from verbale.structure.forms import Forms
    from verbale.structure.lines import Line, Source
    from verbale.structure.titles import Title

_SALUTED = (BlockKind.MASTHEAD, BlockKind.SALUTATION)
"""The kinds of a line and of the salutation right under it."""
_OPENING = 1000
"""How much of the running text is its opening (code points)."""
HEAD_LINES = 3
"""Lines after the first of running text that may still be of the head."""
HEAD_LINE = 240
"""How long such a line can be (code points)."""
_SIGNED_NAME = re.compile(
    r"(?:\(?[Ss]igned\)?:?|\(SIGNED\)|/s/)?\s*(?:H\.\s?E\.\s*)?(?:Mr\.|Ms\.|Mrs\.|Dr\.|Ambassador)?\s*((?:[A-Z][\w.'’‘-]*[\s-]+(?:(?:al|el|bin|ibn|de|van|von)[\s-]+)?){1,5}[A-Z][\w'’‘-]+)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose lines are marked: `kinds` and `parts` go with `source.lines`, `body` is the index of the first line of running text."""

    rendition: str
    source: Source
    kinds: Sequence[BlockKind | None]
    parts: Sequence[int]
    body: int
    title: Title | None
    forms: Forms

    @property
    def lines(self) -> Iterator[tuple[Line, BlockKind | None, int]]:
        """The lines of the letter itself, without its annexes: line, kind, index."""
        return ((line, self.kinds[i], i) for i, line in enumerate(self.source.lines) if not self.parts[i])

    def particular(self, value: str, span: Span, rule: str) -> Particular[str]:
        """`value` as read at `span` by `rule`."""
        return Particular(value, (anchor(self.rendition, self.source.text, span),), rule)

    def marked(self, *wanted: BlockKind) -> Iterator[tuple[Line, int]]:
        """The lines of these kinds, with their indexes."""
        return ((line, i) for line, kind, i in self.lines if kind in wanted)

    def kind(self) -> Particular[str] | None:
        """The kind of the letter: by its title, else by a line before the body."""
        if self.title:
            return self.particular(self.title.kind, self.title.kind_span, "title.kind")
        pattern = self.forms.search("head-kind", r"(?<!\w)(?:" + self.forms.branches("kinds", "k") + r")(?!\w)")
        for line, kind, index in self.lines:
            if index > self.body + 2 or kind in (BlockKind.FURNITURE, BlockKind.MASTHEAD) or len(line) > 160:
                continue
            if index <= self.body and (fronted := self._fronted(line)):
                return fronted
            match = (pattern.search if index < self.body else pattern.match)(self.source.flat, line.start, line.end)
            if match and self.source.clean[match.start()].isupper():
                return self.particular(sense(match, self.forms.kinds), _span(match), "head.kind")
        return None

    def _fronted(self, line: Line) -> Particular[str] | None:
        """The kind that a line of a title's own begins with, before the one who speaks ("Appeal of the Council of Ministers of Velt")."""
        named = kind_at(self.source.flat, line.start, line.end, self.forms)
        if not named or not self.source.clean[line.start].isupper() or self.source.of(line).endswith((".", ":", ";", ",")):
            return None
        return self.particular(*named, "head.kind")

    def day(self) -> Particular[date] | None:
        """The letter's date: by its title, else by a date line at the head or at the signature."""
        if self.title and self.title.date:
            span, day = self.title.date
            return Particular(day, (anchor(self.rendition, self.source.text, span),), "title.date")
        for rule, wanted in (("head.date", (BlockKind.ADDRESS,)), ("signature.date", (BlockKind.SIGNATURE,))):
            for line, _ in self.marked(*wanted):
                found = next(days_in(self.source.flat, line.start, line.end, self.forms), None)
                if found and len(line) < 80 and not self._of_something(line, found[0]):
                    return Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), rule)
        return self._saluted_date() or self._headline_date() or self._line_date() or self._opening_date() or self._carried_date()

    def _saluted_date(self) -> Particular[date] | None:
        """The day on the line right above the salutation of a letter without a title: its own, also where a masthead stands above it."""
        above = next((line for (line, kind, _), (_, below, _) in pairwise(self.lines) if (kind, below) == _SALUTED), None)
        if self.title or above is None:
            return None
        found = next(days_in(self.source.flat, above.start, above.end, self.forms), None)
        return (
            Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), "head.date") if found and found[0].end == above.end else None
        )

    def _head(self) -> Iterator[Line]:
        """The lines at the front that may still be of the head."""
        return (line for line, kind, i in self.lines if i <= self.body + HEAD_LINES and len(line) <= HEAD_LINE and kind is not BlockKind.MASTHEAD)

    def _labelled(self, *labels: str) -> Iterator[Span]:
        """What stands after one of these labels at the front ("From: ...", "Sent: ...")."""
        return (
            span for line in self._head() for label, span in labelled(self.source.clean, self.source.flat, line.span, self.forms) if label in labels
        )

    def _line_date(self) -> Particular[date] | None:
        """The day of a date line ("Telmor, 3 May 2031"), or of the head of a fax or e-mail ("Sent: 3 May 2031")."""
        flat, forms = self.source.flat, self.forms
        lines = (date_line(self.source.clean, flat, line.span, forms) for line in self._head())
        sent = (next(days_in(flat, span.start, span.end, forms), None) for span in self._labelled("sent", "from", "to"))
        found = next((f for f in (*lines, *sent) if f), None)
        return Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), "line.date") if found else None

    def _of_something(self, line: Line, day: Span) -> bool:
        """True for the day of what a heading speaks of: "The shells on Telmor of 2 March 2031"."""
        of = self.forms.search("of-something", r"\w.*\b" + self.forms.pattern("labels", "of") + r"\s*(?:\w+,?\s*)?")
        document = self.forms.search("of-a-document", r"(?<!\w)(?:" + self.forms.branches("kinds", "k") + r")(?!\w)|,")
        told = of.fullmatch(self.source.flat, line.start, day.start)
        return told is not None and document.search(self.source.flat, line.start, day.start) is None

    def _headline_date(self) -> Particular[date] | None:
        """A date with which a headline begins ("14 May 2021 - ...")."""
        for line, kind, index in self.lines:
            if index >= self.body:
                return None
            found = next(days_in(self.source.flat, line.start, line.end, self.forms), None)
            if (
                found
                and kind is not BlockKind.MASTHEAD
                and found[0].start == line.start
                and re.match(r"\s*[-:|]", self.source.flat[found[0].end : line.end])
            ):
                return Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), "headline.date")
        return None

    def _opening(self) -> Span:
        """The beginning of the running text, in which a letter may still say when it is written and to whom."""
        own = [line for line, _, i in self.lines if i >= self.body]
        return Span(own[0].start, min(own[-1].end, own[0].start + _OPENING)) if own else Span(0, 0)

    def _opening_date(self) -> Particular[date] | None:
        """The day that the text, where it opens, calls its own ("Today, 14 May 2031, the people of Velt turn to ...")."""
        flat, opening = self.source.flat, self._opening()
        pattern = self.forms.search("opening-today", r"(?<![\w\"“«])" + self.forms.pattern("opening", "today") + r"\s*,?\s*(?:the\s+)?(?=\d|\w+\s\d)")
        for match in pattern.finditer(flat, *opening):
            found = next(days_in(flat, match.end(), min(opening.end, match.end() + 30), self.forms), None)
            if found and found[0].start == match.end():
                return Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), "opening.date")
        return None

    def _carried_date(self) -> Particular[date] | None:
        """The day of the letter that carries the text, told in a line of the head ("(transmitted by note verbale dated 20 October 2031)")."""
        carried = self.forms.search(
            "carried",
            rf"(?<!\w){self.forms.pattern('opening', 'carried')}\s+(?:\w+\s+)?(?:{self.forms.branches('kinds', 'k')})"
            rf"(?:\s+{self.forms.pattern('author', 'of_officer')})?\s*,?\s*{self.forms.pattern('title', 'dated')}\s+",
        )
        for line, _, index in self.lines:
            if index > self.body + HEAD_LINES or len(line) > HEAD_LINE or self.source.of(line).endswith("."):
                continue
            match = carried.search(self.source.flat, line.start, line.end)
            found = next(days_in(self.source.flat, match.end(), line.end, self.forms), None) if match else None
            if match and found and found[0].start == match.end():
                return Particular(found[1], (anchor(self.rendition, self.source.text, found[0]),), "carried.date")
        return None

    def sender(self) -> tuple[Named, str] | None:
        """Who speaks, and the rule: by the title, the signature or the letterhead."""
        if self.title and self.title.sender:
            return self.title.sender, "title.sender"
        for rule, wanted in (("signature.sender", (BlockKind.SIGNATURE,)), ("head.sender", (BlockKind.ADDRESS, BlockKind.TITLE))):
            lines = [line for line, _ in self.marked(*wanted)]
            if found := self._spoken(lines):
                return found, rule
        for span in self._labelled("from"):
            said = speaker(self.source.text, self.source.flat, span.start, span.end, self.forms)
            state = None if said else first_state(self.source.text, span.start, span.end, self.forms.languages[0])
            if said or state:
                return said or Named(*state or ("", span)), "label.sender"
        headlines = [
            line for line, kind, i in self.lines if i <= self.body and kind is None and len(line) < 160 and not self.source.of(line).endswith(".")
        ]
        found = self._spoken(headlines)
        return (found, "headline.sender") if found else None

    def _spoken(self, lines: list[Line]) -> Named | None:
        for line in lines:
            found = speaker(self.source.text, self.source.flat, line.start, line.end, self.forms)
            if found and not self.forms.officers.search(self.source.flat, line.start, line.end):
                return found
            mission = self.forms.search("mission", r"(?<!\w)" + self.forms.pattern("author", "after") + r"(?!\w)").search(
                self.source.flat, line.start, line.end
            )
            if (
                mission
                and mission.start() - line.start < 60
                and (state := first_state(self.source.text, line.start, mission.start(), self.forms.languages[0]))
            ):
                return Named(*state)
            if mission and mission.start() == line.start and (state := self._above(line)):
                return Named(*state)
        return None

    def _above(self, line: Line) -> tuple[str, Span] | None:
        """The state whose name alone fills the line above ("REPUBLIC OF VELT", above "Permanent Mission to the United Nations")."""
        at = self.source.lines.index(line)
        above = self.source.lines[at - 1] if at else None
        state = first_state(self.source.text, above.start, above.end, self.forms.languages[0]) if above else None
        if above is None or state is None:
            return None
        rest = f"{self.source.flat[above.start : state[1].start]} {self.source.flat[state[1].end : above.end]}"
        form = self.forms.search("form-of-state", rf"(?:\W|{self.forms.pattern('author', 'form_of_state')})*")
        return state if form.fullmatch(rest) else None

    def addressees(self) -> tuple[Particular[str], ...]:
        """Who is written to: by the title, else by address, salutation and headline."""
        if self.title and self.title.addressees:
            return tuple(self.particular(name, span, "title.addressee") for span, name in self.title.addressees)
        found: dict[str, Particular[str]] = {}
        for line, _ in self.marked(BlockKind.ADDRESS, BlockKind.SALUTATION, BlockKind.SIGNATURE):
            at = line.start
            while match := self.forms.officers.search(self.source.flat, at, line.end):
                listed, at = addressees_at(self.source.flat, match.start(), line.end, self.forms)
                for span, name in listed:
                    found.setdefault(name, self.particular(name, span, "address.addressee"))
        for span in self._labelled("to"):
            if match := self.forms.officers.search(self.source.flat, span.start, span.end):
                for place, name in addressees_at(self.source.flat, match.start(), span.end, self.forms)[0]:
                    found.setdefault(name, self.particular(name, place, "label.addressee"))
        for headed in self._headline():
            found.setdefault(headed.value, headed)
        return tuple(found.values()) or self._greeted()

    def _greeted(self) -> tuple[Particular[str], ...]:
        """Whom a note verbale greets where it opens ("presents its compliments to the Secretary-General")."""
        opening = self._opening()
        pattern = self.forms.search("compliments", r"(?<!\w)" + self.forms.pattern("opening", "compliments") + r"(?!\w)")
        match = pattern.search(self.source.flat, *opening)
        listed = addressees_at(self.source.flat, match.end(), opening.end, self.forms)[0] if match else []
        return tuple(self.particular(name, span, "opening.addressee") for span, name in listed)

    def _headline(self) -> tuple[Particular[str], ...]:
        """Addressees named in a page's own headline ("Letter to the Secretary-General and ...")."""
        pattern = self.forms.search("headline", r"(?<!\w)" + self.forms.pattern("title", "with_addressee") + r"(?!\w)")
        for line, _, index in self.lines:
            if index >= max(self.body, 1) or len(line) > 220:
                continue
            match = pattern.search(self.source.flat, line.start, line.end)
            if match:
                listed, _ = addressees_at(self.source.flat, match.end(), line.end, self.forms)
                if listed:
                    return tuple(self.particular(name, span, "headline.addressee") for span, name in listed)
        return ()

    def signatories(self) -> tuple[Particular[str], ...]:
        """Who signed, if the signature names a person."""
        for line, _ in self.marked(BlockKind.SIGNATURE):
            words = self.source.of(line)
            if next(days_in(self.source.flat, line.start, line.end, self.forms), None):
                continue
            match = _SIGNED_NAME.match(words)
            capacity = self.forms.search("any-capacity", self.forms.pattern("signature", "capacities") + r"(?!\w)").search(
                self.source.flat, line.start, line.end
            )
            if match and capacity and capacity.start() < line.start + match.end(1):
                match = _SIGNED_NAME.match(words, 0, capacity.start() - line.start)
            if match and not re.search(r"Accept|Please|Excellency|Yours", match[1]):
                return (self.particular(" ".join(match[1].split()), Span(line.start + match.start(1), line.start + match.end(1)), "signature.name"),)
        return ()


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())


def read_heading(heads: Marked) -> Heading:
    """What the title, the address and the signature say."""
    sender = heads.sender()
    capacity = sender[0].capacity_span if sender else None
    return Heading(
        kind=heads.kind(),
        date=heads.day(),
        sender=heads.particular(sender[0].name, sender[0].span, sender[1]) if sender else None,
        capacity=heads.particular(sender[0].capacity, capacity, sender[1]) if sender and capacity else None,
        addressees=heads.addressees(),
        signatories=heads.signatories(),
    )
