"""The head of a circulated document: organ, symbol, distribution, date, original language, job number, session, agenda items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.grammar.formulas import sense
from verbale.model import Masthead, Particular, anchor
from verbale.structure.days import days_in
from verbale.structure.fronts import ORDINAL, annex_word, masthead_end
from verbale.structure.furniture import JOB
from verbale.structure.titles import begins
from verbale.symbols import find, parse
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from verbale.structure.forms import Forms
    from verbale.structure.lines import Source
    from verbale.symbols import Found

_REACH = 4000
_PAGE = 5000
"""How far below the masthead the foot of the first page can stand, with its job number (code points)."""
_HEADLINE = 220
"""How long a headline can be (code points)."""
_LINES = 4
"""How many lines from the title on may hold the symbol alone."""
_NUMBERS = r"\d{1,3}(?:\s*\([a-z]{1,2}\)|\s*[a-z]\)(?!\w))?"
_SERIES = re.compile(r"(?m)(?:^|\t|\s{3,})([A-Z]{1,8}(?:[-.][A-Z0-9]+)*(?:/[A-Z0-9][A-Za-z0-9.()-]*)+(?<=[\d)]))[ *]*(?=$|\t|\s{3,})")
_REFERENCE = re.compile(r"[(\[]\s*$|\b(?:resolution|document|see|in|voir|véase|cf\.?|and|paragraph)\s*$")


class MastheadReader:
    """Reads a masthead in `text[start:end]`, the text before the title; finds none where there is none."""

    def __init__(self, rendition: str, source: Source, region: Span, forms: Forms, *, titled: bool = False) -> None:
        self.rendition, self.written, self.text, self.flat, self.forms = rendition, source.text, source.clean, source.flat, forms
        self.start, self.end = region.start, min(region.end, region.start + _REACH)
        self.titled = titled
        self.front = self._front()
        self.spans: list[Span] = []

    def read(self) -> Masthead:
        """What the masthead says, or an empty one."""
        distribution = self._distribution()
        original = self._original()
        symbols = self._symbols()
        organs = self._organs()
        alone = [s for s in symbols if self._alone(s.start, s.end)]
        if not distribution and not original and not (symbols and organs) and not alone and not (organs and self.titled):
            return Masthead(symbol=self._labelled() or self._headed() or self._beside_title())
        if not distribution and not original and not organs:
            symbols = alone
        symbol = self._joined(symbols)
        named = None if symbol else self._labelled() or self._headed() or self._beside_title() or self._of_a_series(distribution)
        starts = [s.start for s in symbols] + [span.start for span, _ in organs] + ([distribution[0].start] if distribution else [])
        top = min(starts, default=self.start)
        return Masthead(
            organs=tuple(self._particular(name, span, "masthead.organ") for span, name in organs),
            symbol=self._particular(symbol[1], symbol[0], "masthead.symbol") if symbol else named,
            distribution=self._particular(distribution[1], distribution[0], "masthead.distribution") if distribution else None,
            date=self._date(top),
            original_language=self._particular(original[1], original[0], "masthead.original") if original else None,
            job_number=self._job(),
            sessions=tuple(self._particular(words, span, "masthead.session") for span, words in self._sessions()),
            agenda_items=tuple(self._particular(words, span, "masthead.agenda") for span, words in self._agenda()),
        )

    def _particular(self, value: str, span: Span, rule: str) -> Particular[str]:
        self.spans.append(span)
        return Particular(value, (anchor(self.rendition, self.written, span),), rule)

    def _search(self, name: str, source: str) -> re.Match[str] | None:
        return self.forms.search("masthead-" + name, source).search(self.flat, self.start, self.end)

    def _distribution(self) -> tuple[Span, str] | None:
        forms = self.forms
        source = r"(?<!\w)" + forms.pattern("masthead", "distribution") + r"\s*:?\s*(" + forms.pattern("masthead", "distributions") + r")?(?!\w)"
        match = self._search("distribution", source)
        return (Span(*match.span()), (match[1] or "").capitalize() or "General") if match and match[1] else None

    def _original(self) -> tuple[Span, str] | None:
        match = self._search(
            "original",
            r"(?<![\w\[])" + self.forms.pattern("masthead", "original") + r"\s*:?\s*(?:" + self.forms.branches("languages", "l") + r")(?!\w)",
        )
        return (Span(*match.span()), sense(match, tuple(self.forms.senses("languages")))) if match else None

    def _organs(self) -> list[tuple[Span, str]]:
        found: dict[str, Span] = {}
        for match in self.forms.organs.finditer(self.flat, self.start, self.end):
            before = self.text[self.text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t*#_|")
            after = self.flat[match.end() : match.end() + 90].lstrip()
            name = sense(match, self.forms.organ_names)
            line_end = bool(re.match(r"[ *]{0,2}(?:\n|\t|   )", self.text[match.end() : match.end() + 6])) or match.end() >= len(self.text)
            if (not before and (line_end or after.startswith(("distr", "s/", "a/")))) or after.startswith("distr"):
                found.setdefault(name, Span(*match.span()))
        return sorted((span, name) for name, span in found.items())

    def _symbols(self) -> list[Found]:
        found = find(self.text[self.start : self.end])
        moved = [f._replace(start=f.start + self.start, end=f.end + self.start) for f in found]
        return [f for f in moved if f.end <= self.front or not _REFERENCE.search(self.flat[max(0, f.start - 14) : f.start])]

    def _front(self) -> int:
        """Where a masthead run together at the front ends; the start of the region when there is none, or it names two documents of one organ."""
        stop = masthead_end(self.text, self.flat, Span(self.start, self.end), self.forms)
        after = stop + len(self.text[stop : self.end]) - len(self.text[stop : self.end].lstrip(" \t*"))
        ended = after >= self.end or self.text[after] == "\n" or annex_word(self.flat, after, self.end, self.forms) > after
        organs = [found.symbol.organ for found in find(self.text[self.start : stop])]
        return stop if ended and len(organs) == len(set(organs)) else self.start

    def _labelled(self) -> Particular[str] | None:
        """The symbol that a page's own list of data names ("Document symbol: ..."), wherever it stands."""
        label = self.forms.search("symbol-label", r"(?<!\w)" + self.forms.pattern("masthead", "symbol_label") + r"\s*")
        match = label.search(self.flat)
        if not match:
            return None
        found = find(self.text[match.end() : match.end() + 80])
        if not found or found[0].start > 2:
            return None
        moved = [f._replace(start=f.start + match.end(), end=f.end + match.end()) for f in found]
        symbol = self._joined(moved)
        return Particular(symbol[1], (anchor(self.rendition, self.written, symbol[0]),), "page.symbol") if symbol else None

    def _beside_title(self) -> Particular[str] | None:
        """The symbol that alone fills a line right below the title ("Document S/2031/61"), or the last crumb of a page's path above it."""
        below = [m.end() for m in re.finditer(r"\n|$", self.text[self.end : self.end + _REACH])][:_LINES]
        stop = self.end + (below[-1] if below else 0)
        for line in re.finditer(r"[^\n]+", self.text[self.start : stop]):
            if len(line[0]) > _HEADLINE and self.start + line.start() < self.end:
                continue
            for piece in re.finditer(r"(?:(?!\s[>|/»]\s|\s{3,}).)+", line[0]):
                words = re.sub(r"(?i)^[\s\[(*>|/»]*(?:document\s+)?", "", piece[0]).rstrip(" ])*.|")
                at = self.start + line.start() + piece.start() + piece[0].find(words)
                found = find(words) if words else []
                if found and not found[0].start and found[-1].end == len(words) and not words.endswith("/"):
                    symbol = self._joined([f._replace(start=f.start + at, end=f.end + at) for f in found])
                    return Particular(symbol[1], (anchor(self.rendition, self.written, symbol[0]),), "masthead.beside-title") if symbol else None
        return None

    def _of_a_series(self, distribution: tuple[Span, str] | None) -> Particular[str] | None:
        """The symbol of a series that is not of the United Nations ("SV/2031/1"), alone in a cell or line of a masthead that tells a distribution."""
        found = _SERIES.search(self.text, self.start, self.end) if distribution else None
        return self._particular(found[1], Span(*found.span(1)), "masthead.series") if found else None

    def _headed(self) -> Particular[str] | None:
        """The symbol in brackets at the end of a headline that names the document ("Shells on Telmor - Letter from Kestria (S/2031/61)"), or of its day."""
        kinds = self.forms.search("headline-kind", r"(?<!\w)(?:" + self.forms.branches("kinds", "k") + r")(?!\w)")
        for line in re.finditer(r"[^\n]+", self.text[self.start : self.end]):
            start, words = self.start + line.start(), line[0].rstrip(" \t*.")
            opened = words.find("(") if ")(" in words else words.rfind("(")
            found = find(words[opened + 1 :]) if opened >= 0 and words.endswith(")") else []
            if not found or len(words) > _HEADLINE or found[0].start or opened + 1 + found[-1].end != len(words) - 1:
                continue
            day = next(days_in(self.flat, start, start + opened, self.forms), None)
            dated = day is not None and not (self.text[start : day[0].start] + self.text[day[0].end : start + opened]).strip(" \t*,.-")
            if dated or any(begins(self.text, self.flat, match.start()) for match in kinds.finditer(self.flat, start, start + opened)):
                at = start + opened + 1
                symbol = self._joined([f._replace(start=f.start + at, end=f.end + at) for f in found])
                return Particular(symbol[1], (anchor(self.rendition, self.written, symbol[0]),), "headline.symbol") if symbol else None
        return None

    def _alone(self, start: int, end: int) -> bool:
        """True when a symbol stands alone on its line, or at the front with nothing but the words of a masthead beside it."""
        if end <= self.front:
            return True
        left = self.text[self.text.rfind("\n", 0, start) + 1 : start].strip(" \t*#_|")
        stop = self.text.find("\n", end)
        right = self.text[end : stop if stop >= 0 else len(self.text)].strip(" \t*#_|")
        return not left and not right

    def _joined(self, symbols: list[Found]) -> tuple[Span, str] | None:
        """The document's own symbol: the first, with a second of another organ that stands right after it."""
        if not symbols:
            return None
        first, *rest = symbols
        if rest and not first.symbol.parts and rest[0].symbol.organ != first.symbol.organ:
            second = rest[0]
            between = self.text[first.end : second.start]
            if not between.strip(" \n\t*-–—|/,;()\r") and (joint := parse(f"{first.symbol}-{second.symbol}")):
                return Span(first.start, second.end), str(joint)
        return Span(first.start, first.end), str(first.symbol)

    def _date(self, top: int) -> Particular[date] | None:
        best: tuple[bool, int, Span, date] | None = None
        for span, day in days_in(self.flat, self.start, self.end, self.forms):
            before = self.text[self.text.rfind("\n", 0, span.start) + 1 : span.start].strip(" \t*#_|")
            if before.endswith(("-", "–", "—", "−")) or re.search(r"\b(?:on|of|to|le|el|del|au|al|and|from)$", before):
                continue
            candidate = (bool(before), 0 if span.start >= top else 1, span, day)
            best = candidate if best is None or candidate[:2] < best[:2] else best
        if best is None:
            return None
        self.spans.append(best[2])
        return Particular(best[3], (anchor(self.rendition, self.written, best[2]),), "masthead.date")

    def _job(self) -> Particular[str] | None:
        pattern = self.forms.search("masthead-job", rf"(?<![\w/-])({JOB})(?![\w/-])")
        match = pattern.search(self.flat, self.start, self.end) or pattern.search(self.flat, self.end, self.end + _PAGE)
        if not match:
            return None
        number = re.match(r"(?:ge\.)?\d{2}-\d{5}(?:\s*\([a-zф]\))?", match[1])
        assert number
        words = self.text[match.start() : match.start() + number.end()]
        return self._particular(re.sub(r"\s*\(", " (", words), Span(match.start(), match.start() + len(words)), "masthead.job")

    def _sessions(self) -> Iterator[tuple[Span, str]]:
        pattern = self.forms.search("session", r"(?<!\w)" + self.forms.pattern("masthead", "session") + r"(?!\w)")
        for match in pattern.finditer(self.flat, self.start, self.end):
            left = self.text.rfind("\n", 0, match.start()) + 1
            stop = self.text.find("\n", match.end())
            line = Span(left, stop if stop >= 0 else len(self.text))
            if len(line.of(self.text)) > 70:
                inline = self.forms.search("session-inline", rf"(?<!\w){ORDINAL}\s*(?:emergency\s*|special\s*)*(?:session|year)(?!\w)")
                for found in inline.finditer(self.flat, max(left, match.start() - 45), match.end()):
                    yield Span(*found.span()), self.text[found.start() : found.end()]
                continue
            for column in re.finditer(r"\S(?:[^\n\t]*?\S)??(?=\s{3,}|\t|$)", line.of(self.text).rstrip()):
                span = Span(left + column.start(), left + column.end())
                if span.start <= match.start() < span.end and ("zh" in self.forms.languages or not re.search(r"\d", span.of(self.text))):
                    yield span, span.of(self.text)

    def _agenda(self) -> Iterator[tuple[Span, str]]:
        numbers = rf"({_NUMBERS}(?:(?:\s*(?:,|and|et|y|и|و|和)\s*)+{_NUMBERS})*)"
        plain, tailed, tail = (self.forms.pattern("masthead", key) for key in ("agenda", "agenda_with_tail", "agenda_tail"))
        pattern = self.forms.search("agenda", rf"(?<!\w)(?:{plain}\s*{numbers}|{tailed}\s*{numbers}\s*{tail})")
        for match in pattern.finditer(self.flat, self.start, self.end):
            group = 1 if match[1] else 2
            for item in re.finditer(_NUMBERS, match[group]):
                span = Span(match.start(group) + item.start(), match.start(group) + item.end())
                yield span, " ".join(span.of(self.text).split())
