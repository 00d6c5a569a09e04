"""From mentions to citations: one entry a document, with the kind, date and author said of it wherever in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from verbale.mentions.citations_joint import paired
from verbale.mentions.citations_words import WITHIN
from verbale.model import Citation, Code, Problem, Relation, TextAnchor, anchor
from verbale.symbols import Symbol, parse
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.mentions.citations import CitationMention
    from verbale.mentions.citations_numbers import Told

_OPENING = re.compile(rf"{WITHIN}{{0,220}}[(（\[]\s*$|[\s,]*$")
_ISSUED = re.compile(rf"{WITHIN}{{0,220}}")
_LISTED = re.compile(r"[\s,;،、和y&]*(?:and|et|y|и|و)?\s*$")
_BETWEEN_DATES = re.compile(r"[\s,،、]*(?:and|et|y|и|و|和)?\s*(?:of|dated|du|de|от)?\s*$")
_NEAR = re.compile(r"[^.;\n]{0,60}")
_POINTING = frozenset({"letter.that", "letter.those", "letter.present"})
_FEW_LETTERS = 12
_MOST_NAMES = 40  # symbols that one list may hold
_LETTERS = frozenset({"letter", "identical letters", "note verbale", ""})


def to_citations(
    mentions: Sequence[CitationMention],
    text: str,
    rendition: str = "",
    letter_date: date | None = None,
    own: Symbol | None = None,
) -> tuple[Citation, ...]:
    """The documents that a letter cites: one entry a document, in order of place.

    Args:
        mentions: what `find_citations` gave for `text`.
        text: the rendition's text; the anchors' offsets are in it.
        rendition: the rendition's id, for the anchors.
        letter_date: the letter's own date: a date without a year is the last such day not after it.
        own: the letter's own symbol, which is no citation.
    """
    merged = _Merged()
    for mention, spans in _entries(_told(_passed_on(mentions, text), own, letter_date), text):
        merged.add(_citation(mention, spans, (text, rendition), letter_date), mention.symbol)
    return tuple(sorted(merged.listed, key=lambda c: c.anchor.span))


def each_citation(
    mentions: Sequence[CitationMention],
    text: str,
    rendition: str = "",
    letter_date: date | None = None,
    own: Symbol | None = None,
) -> tuple[Citation, ...]:
    """Every place where a text cites a document, and every article of a treaty, in order; arguments as `to_citations`.

    A document cited twice stands twice; a letter told by its date and its symbol beside it are one citation.
    """
    listed = _passed_on(mentions, text)
    found = [_citation(m, spans, (text, rendition), letter_date) for m, spans in _entries(_told(listed, own, letter_date), text)]
    found += [_citation(m, (Span(m.start, m.end),), (text, rendition), letter_date) for m in listed if _is_article(m) or m.rule in _POINTING]
    return tuple(sorted(found, key=lambda c: c.anchor.span))


def citation_problems(citations: Iterable[Citation], letter_date: date | None = None, own: Symbol | None = None) -> tuple[Problem, ...]:
    """What does not fit: a date outside the symbol's year, a document later than the letter, the letter itself."""
    problems: list[Problem] = []
    for cited in citations:
        symbol = parse(cited.symbol) if cited.symbol else None
        where = cited.anchor.quote
        if symbol and cited.date and not symbol.fits(cited.date.year, cited.date.month):
            problems.append(
                Problem(Code.SYMBOL_YEAR, f"{cited.symbol} is not of {cited.date.isoformat()}", where, "compare the cited document", cited.anchor)
            )
        if symbol and own and {n.key for n in symbol.names} & {n.key for n in own.names}:
            problems.append(Problem(Code.SELF_CITATION, f"{cited.symbol} is the letter itself", where, "check the letter's symbol", cited.anchor))
        if letter_date and cited.date and cited.date > letter_date:
            problems.append(Problem(Code.FUTURE_CITATION, f"{cited.date.isoformat()} is after the letter", where, "check both dates", cited.anchor))
    return tuple(problems)


def self_citations(mentions: Iterable[CitationMention], text: str, rendition: str, own: Symbol | None, said: Sequence[Span]) -> tuple[Problem, ...]:
    """Places in what the letter says (`said`, spans of its paragraphs) where it cites its own symbol; a running head, alone on its line, is none."""
    if own is None:
        return ()
    found = []
    for mention in mentions:
        if mention.symbol is None or not {n.key for n in mention.symbol.names} & {n.key for n in own.names}:
            continue
        place = Span(mention.start, mention.end)
        if any(span.contains(place) for span in said) and not _alone(text, place):
            where = anchor(rendition, text, place)
            found.append(Problem(Code.SELF_CITATION, f"{mention.symbol} is the letter itself", where.quote, "check the letter's symbol", where))
    return tuple(found)


def _alone(text: str, place: Span) -> bool:
    """True when hardly anything else stands on the line."""
    line = text[text.rfind("\n", 0, place.start) + 1 : place.start] + text[place.end :].partition("\n")[0]
    return sum(map(str.isalpha, line)) < _FEW_LETTERS


def _told(mentions: Iterable[CitationMention], own: Symbol | None, letter_date: date | None) -> list[CitationMention]:
    """Mentions that tell which document is meant, without the letter itself."""
    return [m for m in mentions if not _is_article(m) and (m.symbol is not None or m.date is not None) and not _is_own(m, own, letter_date)]


def _passed_on(mentions: Sequence[CitationMention], text: str) -> list[CitationMention]:
    """`mentions`, those of letters with the relation said of them later: "our letters of 3 and 5 March. Further to those letters"."""
    out = paired(mentions, text)
    for place, pointing in enumerate(out):
        if pointing.rule not in _POINTING or pointing.relation is Relation.REFERS:
            continue
        at = place - 1
        while at >= 0 and not _is_letter(out[at]):
            at -= 1
        while at >= 0 and _is_letter(out[at]):
            if out[at].relation is Relation.REFERS:
                out[at] = replace(out[at], relation=pointing.relation)
            if pointing.rule != "letter.those" or (at and not _NEAR.fullmatch(text, out[at - 1].end, out[at].start)):
                break
            at -= 1
    return out


def _is_letter(mention: CitationMention) -> bool:
    """True for a letter told by symbol or day."""
    return mention.kind in _LETTERS and (mention.symbol is not None or mention.date is not None)


def _is_article(mention: CitationMention) -> bool:
    return mention.kind.endswith("article")


def _is_own(mention: CitationMention, own: Symbol | None, letter_date: date | None) -> bool:
    """True for the letter's own symbol, and for its own title ("Letter dated ... from ..."), which bears its date and no possessive."""
    if mention.symbol is not None:
        return own is not None and bool({n.key for n in mention.symbol.names} & {n.key for n in own.names})
    if mention.date is None or letter_date is None or mention.kind not in _LETTERS:
        return False
    same_day = (mention.date.month, mention.date.day) == (letter_date.month, letter_date.day)
    return same_day and mention.date.year in (None, letter_date.year) and (" " in mention.author or not mention.author)


def _entries(told: Sequence[CitationMention], text: str) -> list[tuple[CitationMention, tuple[Span, ...]]]:
    """Each mention with its spans; a dated letter and the symbol of the same letter are one.

    The symbol stands inside the words of the letter, or in the parenthesis after its date. Of several dates in one list, each takes what
    stands before the next; when all symbols stand at the end they are shared out in order if there are as many as dates, and left alone
    if not.
    """
    entries: list[tuple[CitationMention, tuple[Span, ...]]] = []
    place = 0
    while place < len(told):
        last = place
        while last + 1 < len(told) and _same_list(told[last], told[last + 1], text):
            last += 1
        letters = told[place : last + 1]
        symbols = _following(told, last, text) if letters[-1].symbol is None else []
        place = last + 1 + len(symbols)
        if len(letters) == 1 and symbols:
            entries += [_pair(letters[0], named) for named in symbols]
        elif len(letters) == len(symbols):
            entries += [_pair(letter, named) for letter, named in zip(letters, symbols, strict=True)]
        else:
            entries += [(m, (Span(m.start, m.end),)) for m in (*letters, *symbols)]
    return entries


def _same_list(one: CitationMention, other: CitationMention, text: str) -> bool:
    return one.symbol is None and other.symbol is None and one.rule == other.rule and bool(_BETWEEN_DATES.fullmatch(text, one.end, other.start))


def _following(told: Sequence[CitationMention], place: int, text: str) -> list[CitationMention]:
    """The symbols inside the letter's words, or listed in the parenthesis after them."""
    found: list[CitationMention] = []
    end = told[place].end
    for mention in told[place + 1 : place + 1 + _MOST_NAMES]:
        inside = mention.end <= told[place].end
        pattern = _LISTED if found else _ISSUED if mention.rule == "symbol.issued" else _OPENING
        if (
            mention.symbol is None
            or mention.rule not in ("symbol", "symbol.issued")
            or not (inside or (mention.start >= end and pattern.fullmatch(text, end, mention.start)))
        ):
            break
        found.append(mention)
        end = max(end, mention.end)
    return found


def _pair(letter: CitationMention, named: CitationMention) -> tuple[CitationMention, tuple[Span, ...]]:
    return _joined(letter, named), (Span(letter.start, letter.end), Span(named.start, named.end))


def _joined(letter: CitationMention, named: CitationMention) -> CitationMention:
    return replace(letter, symbol=named.symbol, date=letter.date or named.date, rule=f"{letter.rule}+symbol")


def _citation(mention: CitationMention, spans: tuple[Span, ...], source: tuple[str, str], letter_date: date | None) -> Citation:
    text, rendition = source
    day = _resolved(mention.date, letter_date, mention.symbol) if mention.date else None
    places = (spans[0],) if any(spans[0].contains(s) for s in spans[1:]) else spans
    symbol = str(mention.symbol) if mention.symbol else None
    return Citation(anchor(rendition, text, *places), symbol, day, mention.kind, mention.author, mention.relation, mention.rule)


def _resolved(told: Told, letter_date: date | None, symbol: Symbol | None) -> date | None:
    """The day: as told; without a year the last such day not after the letter, unless only the symbol's own year fits it."""
    if told.year is not None:
        return _day(told.year, told)
    years = []
    if letter_date is not None:
        years.append(letter_date.year if (told.month, told.day) <= (letter_date.month, letter_date.day) else letter_date.year - 1)
    if symbol is not None and symbol.year is not None and not symbol.session.startswith("ES-"):
        years += [symbol.year, symbol.year - 1]
    for year in years:
        if (symbol is None or symbol.fits(year, told.month)) and (day := _day(year, told)) and (letter_date is None or day <= letter_date):
            return day
    return _day(years[0], told) if years else None


def _day(year: int, told: Told) -> date | None:
    try:
        return date(year, told.month, told.day)
    except ValueError:
        return None


class _Merged:
    """Citations so far, found again by the keys of their names, or by date."""

    def __init__(self) -> None:
        self.listed: list[Citation] = []
        self.by_key: dict[str, int] = {}
        self.by_date: dict[date, list[int]] = {}

    def add(self, new: Citation, symbol: Symbol | None) -> None:
        """Adds a citation, or gives what it tells to the entry of the same document."""
        keys = [name.key for name in symbol.names] if symbol else []
        place = next((self.by_key[key] for key in keys if key in self.by_key), None)
        if place is None and new.date is not None and new.kind in _LETTERS:
            place = next((at for at in self.by_date.get(new.date, ()) if _same_letter(self.listed[at], new)), None)
        if place is None:
            place = len(self.listed)
            self.listed.append(new)
        else:
            self.listed[place] = _united(self.listed[place], new)
        self.by_key |= dict.fromkeys(keys, place)
        if (day := self.listed[place].date) is not None and place not in (places := self.by_date.setdefault(day, [])):
            places.append(place)


def _same_letter(old: Citation, new: Citation) -> bool:
    """True when one of them has no symbol, and nothing told of the letters differs."""
    return not (old.symbol and new.symbol) and old.kind in _LETTERS and (old.author == new.author or not old.author or not new.author)


def _united(old: Citation, new: Citation) -> Citation:
    symbol = max((old.symbol or "", new.symbol or ""), key=len) or None
    relation = old.relation if old.relation is not Relation.REFERS else new.relation
    spans = tuple(dict.fromkeys([*old.anchor.spans, *(new.anchor.spans if not old.symbol and new.symbol else ())]))
    place = (
        old.anchor
        if spans == old.anchor.spans
        else TextAnchor(old.anchor.rendition, tuple(sorted(spans)), f"{old.anchor.quote} … {new.anchor.quote}")
    )
    return replace(
        old,
        anchor=place,
        symbol=symbol,
        date=old.date or new.date,
        kind=old.kind or new.kind,
        author=old.author or new.author,
        relation=relation,
    )
