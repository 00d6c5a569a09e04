"""Where a long line is cut: a page stored as one line still has a title, an opening, a signature and annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from verbale.structure.titles import addressees_at
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.structure.forms import Forms
    from verbale.structure.titles import Title

_LONG = 400
_OPENING = 6000
"""How far after the title the words with which a letter opens are looked for (code points)."""
# What must stand before is asked after the first character, for which alone a search is quick.
_DAY_LEAD = re.compile(r"On(?<=[\s:;.]On)\s+\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?\s*:\s*(?=[•▪●■◦])")
_BULLET = re.compile(r"[•▪●■◦](?<=[\s:;.].)\s")


def cuts_in(text: str, flat: str, letter: Span, title: Title | None, forms: Forms) -> list[int]:
    """The offsets at which a block begins inside a line, in order."""
    cuts = list(_title_cuts(text, title))
    after_date = forms.search("salute-after-date", r"(?<=\d)\s+(" + forms.pattern("salutation", "lines") + r"\s*[,:])")
    for match in after_date.finditer(flat, letter.start, min(letter.end, letter.start + 3000)):
        cuts += [match.start(1), match.end(1)]
    head = title.span.end if title else 0
    for start, end in _long_lines(text, letter):
        inside = _Inside(text, flat, Span(max(start, head), end), max(head, letter.start), forms)
        if head < end:
            cuts += [*inside.beginning(), *inside.signatures(), *inside.annexes(), *inside.closing(), *inside.lists()]
    return sorted(set(cuts))


def _title_cuts(text: str, title: Title | None) -> Iterator[int]:
    if title:
        yield title.span.start
        stop = title.span.end
        while stop < len(text) and text[stop] in ' .*,:;”"\t':
            stop += 1
        yield stop


def _long_lines(text: str, letter: Span) -> Iterator[tuple[int, int]]:
    start = letter.start
    while start < letter.end:
        end = text.find("\n", start, letter.end)
        end = letter.end if end < 0 else end
        if end - start > _LONG:
            yield start, end
        start = end + 1


class _Inside(NamedTuple):
    """The search for formulas inside one long line."""

    text: str
    flat: str
    line: Span
    head: int
    forms: Forms

    def beginning(self) -> Iterator[int]:
        """Around a salutation, and before the words with which a letter opens."""
        start, end = self.line
        if start > self.head + _OPENING:
            return
        salute = self.forms.search("salute-cut", r"(?<!\w)" + self.forms.pattern("salutation", "lines") + r"\s*[,:]")
        hello = salute.search(self.flat, start, min(end, start + 400))
        if hello and self._fresh(hello.start(), ","):
            yield hello.start()
            yield hello.end()
        opening = self.forms.search("opening", r"(?<!\w)" + self.forms.pattern("opening", "body") + r"(?!\w)")
        match = opening.search(self.flat, start, min(end, start + 2500))
        if match and self._fresh(match.start(), ".!?,;:"):
            yield match.start()

    def _fresh(self, at: int, stops: str) -> bool:
        """True where a capital stands, and what comes before does not end with one of `stops`."""
        return self.text[at].isupper() and not self.text[self.line.start : at].rstrip().endswith(tuple(stops))

    def signatures(self) -> Iterator[int]:
        """Before "(Signed)", and after the name and capacity that follow."""
        if not self._any_word("signature", "signed"):
            return
        signed = self.forms.search("signed-cut", self.forms.pattern("signature", "signed"))
        for match in signed.finditer(self.flat, *self.line):
            yield match.start()
            yield _signature_end(self.text, self.flat, match.end(), self.line.end, self.forms)

    def annexes(self) -> Iterator[int]:
        """Before and after the heading of an annex ("Annex to the letter dated ...")."""
        keys = ("annex", "enclosure", "appendix")
        if not any(self._any_word("annex", key) for key in keys):
            return
        names = "|".join(self.forms.pattern("annex", key) for key in keys)
        letters = "|".join(self.forms.pattern("kinds", kind) for kind in self.forms.kinds)
        to_the, dated = self.forms.pattern("annex", "to_the"), self.forms.pattern("title", "dated")
        titled = self.forms.search("annex-cut", rf"(?<!\w)(?:{names})(?:\s*[ivx]{{1,4}}|\s*\d{{1,2}})?\s*{to_the}\s*(?:{letters})\s*{dated}")
        for match in titled.finditer(self.flat, *self.line):
            if self.text[match.start()].isupper():
                yield match.start()
                yield _annex_end(self.flat, match.end(), self.line.end, self.forms)

    def closing(self) -> Iterator[int]:
        """Before the closing words, near the end of the line."""
        if not self._any_word("signature", "closing_words"):
            return
        closings = self.forms.search("close-cut", r"(?<=[.!?]\s)" + self.forms.pattern("signature", "closings") + r"(?!\w)")
        for match in closings.finditer(self.flat, max(self.line.start, self.line.end - 800), self.line.end):
            if self.text[match.start()].isupper():
                yield match.start()

    def lists(self) -> Iterator[int]:
        """Before bullets, and before "On 10 October:" that leads them."""
        for pattern in (_DAY_LEAD, _BULLET):
            for match in pattern.finditer(self.text, *self.line):
                yield match.start()

    def _any_word(self, table: str, key: str) -> bool:
        """True when the first word of any formula stands in the line: cheap, and mostly false."""
        words = self.flat[self.line.start : self.line.end]
        return any(first in words for first in self.forms.firsts(table, key))


def _signature_end(text: str, flat: str, start: int, end: int, forms: Forms) -> int:
    """The end of the capacity that follows "(Signed) Name", or of the next 160 characters."""
    stop = min(end, start + 160)
    last = start
    for match in forms.search(
        "capacity-any",
        forms.pattern("signature", "capacities")
        + r"(?:\s*of[^.,;()]{3,60}?(?=\s*to\s*the\s*united\s*nations|[.,;(]|$))?(?:\s*to\s*the\s*united\s*nations)?(?:\s*a\.i\.)?",
    ).finditer(flat, start, stop):
        if match.start() - last > (45 if last == start else 20):
            break
        last = match.end()
    if last == start:
        name = re.match(r"(?:\s*[A-Z][\w.'’‘-]+,?){1,6}", text[start:stop])
        last = start + (name.end() if name else 0)
    return last


def _annex_end(flat: str, start: int, end: int, forms: Forms) -> int:
    """The end of "Annex to the letter dated ... addressed to ...": after the addressees, else after the organization, else after the date."""
    stop = min(end, start + 400)
    addressed = forms.search("addressed-plain", r"(?<!\w)" + forms.pattern("title", "addressed") + r"(?!\w)\s*")
    for match in addressed.finditer(flat, start, stop):
        listed, last = addressees_at(flat, match.end(), stop, forms)
        if listed:
            return last
    organization = forms.search("organization", r"(?<!\w)" + forms.pattern("title", "to_organization") + r"(?!\w)").search(flat, start, stop)
    return organization.end() if organization else start
