"""Letters, notes and statements told by kind and date, whose they are, and how the author stands to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.mentions.citations_numbers import Told
from verbale.model import Relation

if TYPE_CHECKING:
    from verbale.mentions.citations_words import Words

_DIGIT_NEAR = re.compile(r"[^\d\n(;:]{0,28}\d")
_DATE_ZH = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:[^\d。；\n]{0,12})$")
_LETTER_ZH = re.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日((?:[、和及]\d{1,2}日)*)(?:给[^。；\n]{0,40}|[^\d。；\n]{0,30})$")
_RELATION_REACH = 48
_REPLY_REACH = 120
"""A reply names what it answers before it says where that stands: "in reply to the allegations made by ... in his letter of"."""
_NO_STOP = re.compile(r"(?:[^.;:!?()\n]|\.(?=\w|\s+[a-zа-яё])|\n(?!\s*\n))*")
_NO_COMMA = re.compile(r"(?:[^,،，.;:!?()\n]|\.(?=\w|\s+[a-zа-яё])|\n(?!\s*\n))*")
_NEXT = re.compile(r"\)?[\s,;،、和y&]*(?:and|et|y|и|و)?\s*\(?")
_NAMED_ALONE = frozenset({"letter", "identical letters", "note verbale"})
_DAYS = re.compile(r"\d+")


class Letters:
    """Reads around a noun such as "letter" in one text."""

    __slots__ = ("open", "open_end", "relation", "relation_end", "text", "words")

    def __init__(self, text: str, lexicon: Words) -> None:
        self.text = text
        self.words = lexicon
        self.relation, self.relation_end = Relation.REFERS, -_REPLY_REACH - 1
        self.open: tuple[str, str, Relation] | None = None
        self.open_end = 0

    def date_after(self, at: int) -> tuple[Told, int] | None:
        """The one date that follows at once, after "of", "dated" and the like, and where it ends."""
        if self.words.language == "zh" or _DIGIT_NEAR.match(self.text, at) is None:
            return None
        if plain := self.words.plain_date.match(self.text, at):
            day, month = int(plain[1]), self.words.months[plain[2].lower()]
            return (Told(int(plain[3]), month, day), plain.end()) if _possible(month, day) else None
        match = self.words.dated.match(self.text, at, at + 80)
        if match is None or "(" in match.group() or match.start("d") == at or match.start("m2") == at:
            return None
        days = self._days(match)
        return (days[0], match.end()) if len(days) == 1 else None

    def date_before(self, at: int) -> Told | None:
        """The date that stands before a number, as in Chinese 2004年7月20日第."""
        match = _DATE_ZH.search(self.text, max(0, at - 40), at)
        return Told(int(match[1]), int(match[2]), int(match[3])) if match else None

    def mark(self, relation: str, end: int) -> None:
        """Notes that words of this relation ("further to") ended there."""
        self.relation, self.relation_end = Relation(relation), end

    def relation_before(self, at: int) -> Relation:
        """What the words just before a citation say of it."""
        away = at - self.relation_end
        near = 0 <= away <= _RELATION_REACH and _NO_STOP.fullmatch(self.text, self.relation_end, at)
        if not near and self.relation is Relation.REPLY:
            near = 0 <= away <= _REPLY_REACH and _NO_COMMA.fullmatch(self.text, self.relation_end, at)
        return self.relation if near else Relation.REFERS

    def relation_after(self, at: int) -> Relation:
        """What the words just after a citation say of it: that it should read otherwise, is replaced, is to be disregarded."""
        return Relation.CORRECTS if self.words.corrected and self.words.corrected.match(self.text, at) else Relation.REFERS

    def read(self, start: int, end: int, kind: str) -> list[tuple[int, int, None, str, Told, str, Relation, str]]:
        """One item a date said of the noun at `[start, end)`: what a `CitationMention` is made of. Empty when no date is said."""
        dates = self._before(start) if self.words.language == "zh" else self._after(end)
        if not dates:
            self._leave_open(start, end, kind)
            return []
        self.open = None
        author, begin = self._author(start, end, (dates[0][1], dates[-1][2]))
        relation = self.relation_before(begin)
        if relation is Relation.REFERS:
            relation = self.relation_after(dates[-1][2])
        if self.words.language == "zh" and len(dates) > 1:
            return [(s, end if told is dates[-1][0] else e, None, kind, told, author, relation, f"{kind}.dated") for told, s, e in dates]
        begin = min(begin, dates[0][1])
        first = (begin, max(end, dates[0][2]), None, kind, dates[0][0], author, relation, f"{kind}.dated")
        return [first, *((s, e, None, kind, told, author, relation, f"{kind}.dated") for told, s, e in dates[1:])]

    def _leave_open(self, start: int, end: int, kind: str) -> None:
        """A letter without a day: a symbol may follow that tells which."""
        author, begin = self._owner(start)
        self.open = (kind, author, self.relation_before(begin)) if kind in _NAMED_ALONE else None
        self.open_end = -end

    def named_by(self, start: int, end: int) -> tuple[str, str, Relation] | None:
        """Kind, author and relation of the letter without a day that the symbol at `[start, end)` names; `None` when it names none."""
        if self.open is None:
            return None
        noun = self.open_end < 0  # else it is where the last symbol of the letter's list ended
        since = abs(self.open_end)
        if start - since > 260 or not (self.words.undated if noun else _NEXT).fullmatch(self.text, since, start):
            self.open = None
            return None
        kind, author, relation = self.open
        if noun and not author and self.words.undated_by and (by := self.words.undated_by.match(self.text, since, end)):
            self.open = kind, " ".join(by["by"].split()).removeprefix("the "), relation
        self.open_end = end
        return self.open

    def _owner(self, start: int) -> tuple[str, int]:
        """Whose letter it is as the words before it say: "our", "Velt"."""
        before = max(0, start - 60)
        if self.words.author and (match := self.words.author.search(self.text, before, start)):
            return self.words.owners[" ".join(match[1].lower().split())], match.start(1)
        if self.words.possessor and (match := self.words.possessor.search(self.text, before, start)):
            return " ".join(match[1].split()), match.start(1)
        return "", start

    def _author(self, start: int, end: int, dates: tuple[int, int]) -> tuple[str, int]:
        author, begin = self._owner(start)
        if author:
            return author, begin
        if self.words.sent_on and (match := self.words.sent_on.match(self.text, end, end + 200)):
            return " ".join(match["by"].split()).removeprefix("the "), start
        first, last = dates
        for since in dict.fromkeys((end, max(end, last))):
            if self.words.sender and (match := self.words.sender.match(self.text, since, max(first, since) + 200)):
                return " ".join(match[1].split()).removeprefix("the "), start
        return "", start

    def _before(self, start: int) -> list[tuple[Told, int, int]]:
        match = _LETTER_ZH.search(self.text, max(0, start - 64), start)
        if match is None or not _possible(int(match[2]), int(match[3])):
            return []
        year, month = int(match[1]) if match[1] else None, int(match[2])
        days = [(Told(year, month, int(match[3])), match.start(), start)]
        for day in _DAYS.finditer(self.text, match.start(4), match.end(4)):
            if _possible(month, int(day.group())):
                days[-1] = (*days[-1][:2], day.start() - 1)
                days.append((Told(year, month, int(day.group())), day.start(), start))
        return days

    def _after(self, end: int) -> list[tuple[Told, int, int]]:
        match = self.words.dated.match(self.text, end, end + 90)
        if match is None and self.words.dated_far is not None:
            match = self.words.dated_far.match(self.text, end, end + 240)
        if match is None and self.words.sent_on is not None:
            match = self.words.sent_on.match(self.text, end, end + 200)
        found: list[tuple[Told, int, int]] = []
        while match is not None:
            found += self._placed(match)
            match = self.words.next_date.match(self.text, match.end(), match.end() + 60)
        return _with_years(found)

    def _placed(self, match: re.Match[str]) -> list[tuple[Told, int, int]]:
        """Each day of one date ("3 and 5 March 2018") with its place; the last one reaches to the end of the date."""
        group = "d" if match["d"] else "d2"
        days = self._days(match)
        places = [(match.start(group) + d.start(), match.start(group) + d.end()) for d in _DAYS.finditer(match[group])]
        ends = [end for _, end in places[:-1]] + [match.end()]
        return [(told, start, end) for told, (start, _), end in zip(days, places, ends, strict=False)]

    def _days(self, match: re.Match[str]) -> list[Told]:
        days, month, year = (match["d"], match["m"], match["y"]) if match["d"] else (match["d2"], match["m2"], match["y2"])
        number = self.words.months[re.sub(r"\s+", " ", month.lower())]
        told = [Told(int(year) if year else None, number, int(d)) for d in _DAYS.findall(days)]
        return told if all(_possible(number, t.day) for t in told) else []


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _with_years(found: list[tuple[Told, int, int]]) -> list[tuple[Told, int, int]]:
    """A date without a year takes that of the next in its list: "of 3 March and 5 April 2018"."""
    year: int | None = None
    out = []
    for told, start, end in reversed(found):
        year = told.year if told.year is not None else year
        out.append((told._replace(year=year), start, end))
    return out[::-1]
