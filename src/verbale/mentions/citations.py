"""Finds citations in text: symbols, resolutions told in prose, letters by kind and date, articles of treaties.

One pass of an Aho-Corasick automaton finds the few words and signs that matter; small patterns read around each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from verbale.mentions.citations_letters import Letters
from verbale.mentions.citations_numbers import Number, Told, session_in_letters, symbol_of
from verbale.mentions.citations_words import Words, tell, words
from verbale.model import Relation
from verbale.symbols import Symbol, match_at

_NUMBER = re.compile(r"((?:E?S[-‐‑–])?\d{1,4})/(\d{1,4})(?![\d/]|\.\d)")
_BEFORE = re.compile(r"(?:E?S[-‐‑–])?\d{1,4}$")
_BEFORE_PAREN = re.compile(r"(?<![\d/.])(\d{1,4})\s?([A-ZА-В])?(?:\s(and|to)\s([A-Z]))?\s?$")
_PAREN = re.compile(r"[(（]\s?(?:((?:19|20)\d\d)|((?:E?S[-‐‑–])?[IVXL]+))\s?[)）]")
_DIGITS = re.compile(r"\d{1,4}")
_NUMBER_MARK = re.compile(r"\s?(?:[A-Z](?:至[A-Z])?)?\s?[号號]")
_STOP = re.compile(r"[.;:!?\d]")
_CHINESE_BARE = re.compile(r"((?:第?\s?\d{1,4}\s?号?\s?[、和及至到]\s?)*)第?\s?(\d{1,4})\s?号\s?$")
_CHINESE_LIST = re.compile(r"第\s?((?:\d{3,4}\s?[、和及]\s?)+)$")
_CLAUSE = re.compile(r"[，。；》《”\n]")
_SENTENCE = re.compile(r"[。\n]")
_PRINTED_IN = re.compile(r"\)?,[^;\n]*,\s*$")
_STRETCH = "ـ"
_REACH = 1200
_CYRILLIC = str.maketrans("АВ", "AB")


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A document named in a text, at `[start, end)` in code points; what the text does not tell is `None` or empty.

    Attributes:
        symbol: the document's symbol, read or derived from the prose; `None` for a letter told by its date alone.
        kind: "resolution", "decision", "letter", "identical letters", "charter article" ...
        date: year (or `None`), month and day said of the document.
        author: "my", "our", or the sender named.
        relation: how the author stands to the document.
        rule: which rule found it.
    """

    start: int
    end: int
    symbol: Symbol | None = None
    kind: str = ""
    date: Told | None = None
    author: str = ""
    relation: Relation = Relation.REFERS
    rule: str = ""


def find_citations(text: str, language: str | None = None) -> list[CitationMention]:
    """Every document that `text` cites, in order of place; a joint symbol is one mention.

    Args:
        text: any text.
        language: one of "en", "fr", "es", "ru", "ar", "zh"; told from the text when `None`.
    """
    lexicon = words(language or tell(text))
    if _STRETCH in text and lexicon.language == "ar":
        return _without_stretches(text, lexicon)
    return _Scan(text, lexicon).run()


def _without_stretches(text: str, lexicon: Words) -> list[CitationMention]:
    """Reads Arabic without the strokes that only stretch a word, and gives the places in the text as it is."""
    strokes = [at - count for count, at in enumerate(m.start() for m in re.finditer(_STRETCH, text))]

    def place(at: int) -> int:
        return at + bisect_right(strokes, at)

    found = _Scan(text.replace(_STRETCH, ""), lexicon).run()
    return [replace(m, start=place(m.start), end=place(m.end - 1) + 1) for m in found]


def cite(text: str, language: str | None = None) -> list[CitationMention]:
    """Every citation in `text`, and with it every further name of the cited document, at the same place or at its own.

    A joint symbol is listed whole and then by each of its names; a section of a resolution ("217 A (III)") also as the resolution
    that holds it: whoever looks for either finds it.
    """
    listed: list[CitationMention] = []
    for mention in find_citations(text, language):
        listed.append(mention)
        symbol = mention.symbol
        if symbol is None:
            continue
        others = (*symbol.parts, symbol.whole) if symbol.whole else symbol.parts
        listed += [replace(mention, symbol=name, rule="symbol.name") for name in others]
    return listed


class _Scan:
    """One pass over one text. The state is the last word of kind and the last body named, with their places."""

    __slots__ = (
        "body",
        "body_end",
        "body_used",
        "commission",
        "done",
        "group",
        "group_body",
        "inherited",
        "kind",
        "kind_at",
        "kind_end",
        "letters",
        "mentions",
        "symbol_end",
        "text",
        "words",
    )

    def __init__(self, text: str, lexicon: Words) -> None:
        self.text = text
        self.words = lexicon
        self.mentions: list[CitationMention] = []
        self.letters = Letters(text, lexicon)
        self.kind, self.kind_at, self.kind_end = "", -1, -1
        self.body, self.body_end, self.body_used = "", -_REACH, -1
        self.group: list[Number] = []
        self.group_body = ""
        self.inherited = False
        self.done = 0
        self.symbol_end = -_REACH
        self.commission = ""

    def run(self) -> list[CitationMention]:
        senses, text = self.words.senses, self.text
        for index, start, end in self.words.finder.find_matches_as_indexes(text):
            sense = senses[index]
            tag = sense.tag
            if tag == "slash":
                if start >= self.done:
                    self._slash(start)
            elif tag == "paren":
                if start >= self.done:
                    self._paren(start)
            elif not self._word_at(start, end, whole=sense.whole):
                continue
            elif tag == "kind":
                self._kind(start, end, sense.value, sense.body)
            elif tag == "body":
                self._body(start, end, sense.value)
            elif tag == "relation":
                self.letters.mark(sense.value, end)
            elif tag == "again":
                self._again(start, end, sense.value)
            elif tag == "treaty":
                self._treaty(start, end, sense.value)
        self._flush()
        self.mentions.sort(key=lambda m: (m.start, m.end))
        return self.mentions

    def _word_at(self, start: int, end: int, *, whole: bool) -> bool:
        """True when the word found does not begin inside a Latin or Cyrillic word, nor (a whole word) end inside one."""
        text = self.text
        if start and (before := text[start - 1]).isalpha() and before < "\u0590":
            return False
        return not (whole and end < len(text) and (after := text[end]).isalpha() and after < "\u0590" and text[end - 1].isalpha())

    def _slash(self, at: int) -> None:
        before = self.text[at - 1 : at]
        if before.isdigit():
            self._numbered(at)
        elif found := match_at(self.text, at, self.done):
            for start, end, symbol in found:
                self.mentions.append(self._named(start, end, symbol))
                self.done = self.symbol_end = max(self.done, end)

    def _named(self, start: int, end: int, symbol: Symbol) -> CitationMention:
        date, relation = self.letters.date_after(end), self.letters.relation_before(start)
        if relation is Relation.REFERS:
            relation = self.letters.relation_after(end)
        kind, author, rule = symbol.kind, "", "symbol"
        if not kind and (letter := self.letters.named_by(start, end)):
            kind, author, relation = letter[0], letter[1], letter[2] if relation is Relation.REFERS else relation
        elif not kind and self.words.issued.search(self.text, max(0, start - 60), start):
            rule = "symbol.issued"
        return CitationMention(start, end, symbol, kind, date[0] if date else None, author, relation, rule)

    def _numbered(self, slash: int) -> None:
        text = self.text
        head = _BEFORE.search(text, max(self.done, slash - 8), slash)
        if head is None:
            return
        start = head.start()
        match = _NUMBER.match(text, start)
        if match is None or (
            start
            and (
                text[start - 1] in "/._"
                or (text[start - 1] == "-" and not self.words.sessions)
                or (text[start - 1].isalpha() and text[start - 1] < "\u0590")
            )
        ):
            return
        if self.words.not_after.match(text, match.end()):
            return
        if self.words.language == "zh" and not self._chinese(start, match.end()):
            return
        first = match[1].replace("‑", "-").replace("‐", "-").replace("–", "-")
        if (
            self.words.sessions
            and text[start - 1 : start] in ("-", "‑", "–")
            and (lead := self.words.session_before.search(text, max(0, start - 8), start))
        ):
            start, first = lead.start(1), f"{self.words.sessions[lead[1]]}-{first}".lstrip("-")
        if not self._in_reach(start, sure=first[0] in "ES" or (first.isdigit() and 31 <= int(first) < 100) or len(first) == 4):
            return
        self._take(Number(start, match.end(), first, match[2]), match.end())

    def _chinese(self, start: int, end: int) -> bool:
        """True for a number marked as one of a series: 第 before it, 号 after it (perhaps after a section letter), or in a list with such."""
        before = self.text[max(0, start - 2) : start].rstrip()
        return (
            before.endswith("第")
            or bool(_NUMBER_MARK.match(self.text, end))
            or (bool(self.group) and before.endswith(("、", "和", "及", "至", "与")))
        )

    def _paren(self, at: int) -> None:
        text = self.text
        head = _BEFORE_PAREN.search(text, max(self.done, at - 16), at)
        if head is None and self.words.lettered is not None:
            head = self.words.lettered.search(text, max(self.done, at - 16), at)
        if head is None:
            return
        if match := _PAREN.match(text, at):
            second, end = match[1] or match[2].replace("‑", "-").replace("‐", "-").replace("–", "-"), match.end()
        elif self.words.sessions and (session := session_in_letters(text, at, self.words.sessions)):
            second, end = session
        else:
            return
        start = head.start(1)
        if self._in_reach(start, sure=True):
            letter = head[2] or ""
            section = self.words.sections.get(letter, letter.translate(_CYRILLIC))
            if self.words.language == "zh":
                self._bare_before(start, head[1], second)
            self._earlier(start, second)
            self._take(Number(start, end, head[1], second, "paren", section), end)
            if head.lastindex and head.lastindex >= 4 and head[4]:
                for other in _letters(section, head[3], head[4], self.words)[1:]:
                    self.group.append(Number(start, end, head[1], second, "paren", other, body=self.group[-1].body))

    def _in_reach(self, start: int, *, sure: bool) -> bool:
        """True when a word of kind governs the number at `start`: just before it, or before it in one list."""
        text = self.text
        if self.words.language == "zh":
            return True
        if not self.kind or start - self.kind_end > _REACH:
            return False
        since = self.group[-1].end if self.group else self.kind_end
        gap = text[max(since, start - 24) : start]
        if "\n\n" in text[since:start]:
            return False
        bare = gap.strip(" \n\u00a0\u200f\u200e()*[]")
        if not self.group and start - self.kind_end <= 80 and not _STOP.search(self.words.number.sub("", text[self.kind_end : start])):
            return sure or start - self.kind_end <= 14 or self.body_end > self.kind_end
        return bare.lower().endswith(self.words.joins) if bare else start - since < 24

    def _take(self, number: Number, end: int) -> None:
        text = self.text
        section, extra = number.section, []
        if not section and number.form == "slash" and (match := self.words.section.match(text, end)):
            letter = self.words.sections.get(match[1], match[1].translate(_CYRILLIC))
            section, end = letter, match.end()
            extra = _letters(letter, match[2], match[3], self.words)[1:] if match[3] else []
        date = self.letters.date_before(number.start) if self.words.language == "zh" else None
        if date is None and (after := self.letters.date_after(end)):
            date = after[0]
        body = self._body_before(number.start) if self.words.language == "zh" else ""
        taken = number._replace(end=end, section=section, date=date, body=body)
        if not self.group and self.words.language != "zh":
            self._attach_between(number.start)
        self.group.append(taken)
        self.group += [taken._replace(section=other) for other in extra]
        self.done = max(self.done, end)
        if number.form == "paren" and number.second.isdigit() and self.words.language != "zh" and (more := self.words.more_bare.match(text, end)):
            self.group.append(Number(more.start(1), more.end(1), more[1], form="alone", body=body))
            self.done = more.end()

    def _body_before(self, start: int) -> str:
        """The body that governs a number in Chinese: named in the same clause, or that of the number before in one list."""
        last = self.group[-1] if self.group else None
        if self.body_end > (last.end if last else -1) and start - self.body_end <= 36 and not _CLAUSE.search(self.text, self.body_end, start):
            return self.body
        if not last and self.group_body and 0 < start - self.kind_end <= 40 and self.words.including.search(self.text, self.kind_end, start):
            return self.group_body
        return last.body if last and not _CLAUSE.search(self.text, last.end, start) else ""

    def _bare_before(self, start: int, number: str, year: str) -> None:
        """Numbers alone before one with its year in a Chinese list (第2139、2165和2191(2014)号), near enough to be of that year."""
        listed = _CHINESE_LIST.search(self.text, max(self.done, start - 48), start) if year.isdigit() else None
        for bare in _DIGITS.finditer(self.text, listed.start(1), listed.end(1)) if listed else ():
            if 0 < int(number) - int(bare.group()) <= 60:
                self.group.append(Number(bare.start(), bare.end(), bare.group(), form="alone", body=self._body_before(bare.start())))

    def _earlier(self, start: int, year: str) -> None:
        """Numbers that stand bare before "2191 (2014)" in one list share its year when they are near enough to be of that year."""
        for place in range(len(self.group) - 1, -1, -1):
            number = self.group[place]
            if number.form != "alone" or not year.isdigit():
                return
            head = _DIGITS.match(self.text, start)
            if head and 0 < int(head.group()) - int(number.first) <= 60:
                self.group[place] = number._replace(form="paren", second=year)

    def _attach_between(self, start: int) -> None:
        """A body named between the word of kind and the first number governs the list: "resolutions of the General Assembly 67/290"."""
        if self.body_end > self.kind_end and self.body_end <= start:
            self.group_body = self.body

    def _kind(self, start: int, end: int, kind: str, body: str) -> None:
        if kind not in ("resolution", "decision"):
            found = self.letters.read(start, end, kind)
            self.mentions += [CitationMention(*item) for item in found]
            return
        self.letters.open = None
        if self.words.language == "zh":
            self._kind_after(start, kind)
            return
        former = self.group_body
        self._flush()
        self.kind, self.kind_at, self.kind_end = kind, start, end
        self.inherited = False
        self.group_body = body or self._body_of(start, former)
        if match := self.words.bare.match(self.text, end):
            self._bare(match)

    def _body_of(self, start: int, former: str) -> str:
        """The body of a word of kind: named just before it; that of the list it is part of ("including resolution 42/9"); or one without a series."""
        if 0 <= start - self.body_end <= 28 and self.body_end != self.body_used and self.words.body_gap.fullmatch(self.text, self.body_end, start):
            return self.body
        if former and self.words.including.search(self.text, max(0, start - 32), start):
            self.inherited = True
            return former
        if self.symbol_end > start - 60 and _PRINTED_IN.match(self.text[self.symbol_end : start]):
            return "OTHER"
        return ""

    def _bare(self, match: re.Match[str]) -> None:
        """Numbers alone after the word: "resolutions 242 and 338"; those that go on as 70/1 or 2191 (2014) are read at their sign."""
        text = self.text
        for number in _DIGITS.finditer(text, match.start(), match.end()):
            if self.words.not_bare.match(text, number.end()):
                continue
            if year := self.words.year_after.match(text, number.end()):
                self.group.append(Number(number.start(), year.end(), number.group(), year[1], "paren"))
                self.done = year.end()
            else:
                self.group.append(Number(number.start(), number.end(), number.group(), form="alone"))
        if self.group and (after := self.letters.date_after(self.group[-1].end)):
            self.group[-1] = self.group[-1]._replace(date=after[0])

    def _kind_after(self, start: int, kind: str) -> None:
        """The word that closes a list in Chinese: 第242和338号决议."""
        bare = _CHINESE_BARE.search(self.text, max(self.done, start - 48), start)
        if bare:
            for number in _DIGITS.finditer(self.text, bare.start(), bare.end()):
                at = number.start()
                self.group.append(Number(at, at + len(number.group()), number.group(), form="alone", body=self._body_before(at)))
        self.kind = kind
        if self.group and not _SENTENCE.search(self.text, self.group[-1].end, start):
            self.group_body = self.group[-1].body
            self._flush()
        elif start - self.body_end <= 24:
            self.group_body = self.body
        self.group, self.kind_end = [], start

    def _body(self, start: int, end: int, body: str) -> None:
        text = self.text
        if body == "COMMISSION":
            body = "CHR" if self.commission == "CHR" else "OTHER"
        elif body in ("CHR", "OTHER"):
            self.commission = body
        if self.group and (self.inherited or not self.group_body) and self.words.language != "zh" and start - self.group[-1].end <= 60:
            match = self.words.body_after.match(text, self.group[-1].end)
            if match and match.end() >= start:
                self.group_body, self.body_used = body, end
        elif (
            not self.group
            and not self.group_body
            and 0 <= start - self.kind_end <= 40
            and self.words.body_between.fullmatch(text, self.kind_end, start)
        ):
            self.group_body = body
        if body == "COUNCIL" and self.body in ("HRC", "SC", "ECOSOC") and start - self.body_end < _REACH and self.words.language == "zh":
            body = self.body
        self.body, self.body_end = body, end

    def _treaty(self, start: int, end: int, kind: str) -> None:
        before = self.words.articles.search(self.text, max(0, start - 110), start) if self.words.articles else None
        if before:
            self.mentions.append(CitationMention(before.start(), end, None, kind, rule="article"))
        elif self.words.articles_after and (after := self.words.articles_after.match(self.text, end, end + 120)):
            self.mentions.append(CitationMention(start, after.end(), None, kind, rule="article"))

    def _again(self, start: int, end: int, which: str) -> None:
        """A letter named before ("further to those letters"), or the one that speaks; unless a date says which."""
        if which != "present" and (found := self.letters.read(start, end, "letter")):
            self.mentions += [CitationMention(*item) for item in found]
            return
        kind = "present letter" if which == "present" else "letter"
        self.mentions.append(CitationMention(start, end, None, kind, relation=self.letters.relation_before(start), rule=f"letter.{which}"))

    def _flush(self) -> None:
        """Makes the numbers gathered into mentions, now that kind and body are known."""
        relation = self.letters.relation_before(self.group[0].start) if self.group else Relation.REFERS
        for number in self.group:
            body = number.body or self.group_body
            symbol = symbol_of(self.kind, body, number)
            if symbol is None and (number.form == "alone" or (body != "OTHER" and number.date is None)):
                continue
            self.mentions.append(
                CitationMention(number.start, number.end, symbol, self.kind, number.date, "", relation, f"{self.kind}.{number.form}")
            )
        self.group = []


def _letters(first: str, join: str | None, last: str | None, lexicon: Words) -> list[str]:
    """Section letters told as "A and B" or "A to D"."""
    last = lexicon.sections.get(last or "", (last or "").translate(_CYRILLIC))
    if not last or not join:
        return [first]
    if join in ("and", "et", "y", "e", "и", "و", "和") or not first < last:
        return [first, last]
    return [chr(code) for code in range(ord(first), ord(last) + 1)]
