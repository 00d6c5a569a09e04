"""The calendar of a language as data: its words with their senses, and its templates compiled over those senses.

A token's senses (a month, a day number, the word "of") are one character, so that a stretch of text becomes a short
string and a template a regular expression over it. Patterns are looked up by the first character they can begin with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import ahocorasick_rs

from verbale.grammar.files import read_file
from verbale.grammar.templates import Template, parse_template
from verbale.model import Code, GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Value = Any
"""What a token stands for in one of its senses: a number, a word, or what a builder made."""

LEVELS = ("points", "times", "timed", "joins", "frames")
_TABLES = {
    "months": "month", "short_months": "short_month", "doubtful_months": "doubtful_month", "weekdays": "weekday", "short_weekdays": "short_weekday",
    "numbers": "number", "ordinals": "ordinal_word", "units": "unit", "stretches": "stretch", "portions": "portion", "parts_of_day": "part",
}  # fmt: skip
_BEFORE = 60
"""How far before an anchor a date can begin (code points); a list of five ordinals needs 40."""
_DAYS = ("day", "ordinal", "ordinal_word", "misread", "misread1", "toolarge")
_MONTHS = ("month", "short_month", "doubtful_month")
_WEEKDAYS = ("weekday", "short_weekday")
_ORDINAL = re.compile(r"(\d+)(\D+)")
_FIGURE = re.compile(r"\d")
_LONGEST = 120
"""Tokens of a run after which it is cut; a run so long is no sentence."""
_SAMPLES = ("5", "31", "45", "99", "500", "1220", "1990", "1999", "2015", "2099", "ii", "l", "06:30", "12.19", "1.2.1999", "\n\n")
"""One number of each kind, so that every kind has its character before templates are compiled."""
_MARKS = " \n(['\",;:-/0123456789"
"""What can stand before a month; with it a hit inside a longer word is not even looked at."""
_STRIPPED = " \n,.;:()'\"-"


class Entry(NamedTuple):
    """A token's senses: the character that stands for their set, the value in each, and what it can be in a date."""

    char: str
    senses: Mapping[str, Value]
    day: int | None = None
    month: int | None = None
    weekday: int | None = None


class Token(NamedTuple):
    """A token of the text, half-open in code points, with its entry."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A template with the builder that makes its value, and the block's fixed attributes."""

    rule: str
    value: str
    attributes: Mapping[str, Any]
    template: str
    regex: re.Pattern[str]


@dataclass(slots=True)
class Calendar:
    """The words and patterns of one language; made by `load_calendar`."""

    language: str
    words: dict[str, Entry] = field(default_factory=dict)
    glued: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    chars: dict[frozenset[str], str] = field(default_factory=dict)
    levels: dict[str, dict[str, list[DatePattern]]] = field(default_factory=dict)
    tokens: re.Pattern[str] = re.compile("")
    suffixes: tuple[str, ...] = ()
    glue: tuple[str, ...] = ()
    before_doubtful: tuple[str, ...] = ()
    unknown: Entry = field(default_factory=lambda: Entry("", {"other": ""}))
    anchors: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    automaton: Any = None
    things: dict[str, str] = field(default_factory=dict)

    def entry(self, senses: Mapping[str, Value]) -> Entry:
        """The entry of a set of senses, with a character of its own."""
        char = self.chars.setdefault(frozenset(senses), chr(0x100 + len(self.chars)))
        roles = (next((senses[sense] for sense in role if sense in senses), None) for role in (_DAYS, _MONTHS, _WEEKDAYS))
        return Entry(char, senses, *roles)

    def charset(self, sense: str) -> str:
        """All characters whose set of senses holds `sense`."""
        return "".join(char for senses, char in self.chars.items() if sense in senses)

    def look_up(self, word: str) -> Entry:
        """The entry of a token of the folded text."""
        found = self.words.get(word)
        if found is None:
            senses = _number_senses(word, self.suffixes)
            found = self.unknown if "other" in senses else self.entry(senses)
            if len(word) < 5:  # numbers, marks and short words; a bounded number of them
                self.words[word] = found
        return found


def runs(calendar: Calendar, folded: str) -> Iterator[list[Token]]:
    """The stretches of `folded` in which dates can stand, as tokens.

    A run holds an anchor and all tokens around it that the calendar knows; no template spans a word that it does not
    know or an empty line, so the run ends with the first of these.
    """
    checks, end = calendar.checks, 0
    padded = "\n" + folded
    for which, first, last in calendar.automaton.find_matches_as_indexes(padded):
        if first >= end and _holds(calendar, checks[which], padded, first, last):
            tokens = tokenise(calendar, folded, _run_start(calendar, folded, max(0, first - 1), end), last - 1)
            if tokens:
                end = tokens[-1].end
                yield tokens


def _run_start(calendar: Calendar, folded: str, anchor: int, floor: int) -> int:
    """The start of the run that `anchor` ends: back over words that the calendar knows."""
    start = max(floor, anchor - _BEFORE)
    at, words, rfind = anchor, calendar.words, folded.rfind
    while at > start:
        cut = max(rfind(" ", start, at - 1), rfind("\n", start, at - 1)) + 1 or start
        word = folded[cut : at - 1] if folded[at - 1] == " " else folded[cut:at]
        if word not in words and (word := word.strip(_STRIPPED)) and word not in words and not word[0].isdigit() and not word[-1].isdigit():
            break
        at = cut
    return at


def _holds(calendar: Calendar, check: str, folded: str, first: int, last: int) -> bool:
    """True when the anchor at `[first, last)` stands as a word, year or clock time of its own."""
    if check == "year":
        whole = folded[last : last + 2].isdigit() and not folded[last + 2 : last + 3].isdigit()
        return whole and (folded[first] in " \n" or folded[first - 1 : first].isdigit())
    if check == "iso":
        return folded[last : last + 1].isdigit() and not folded[max(0, first - 1) : first].isdigit()
    if folded[last : last + 1].isalpha():
        return False
    if check == "word":
        return first == 0 or not folded[first - 1].isalpha() or folded.endswith(calendar.glue, 0, first)
    if check == "doubtful":
        return folded.endswith(calendar.before_doubtful, 0, first) or _FIGURE.search(folded, max(0, first - 5), last + 6) is not None
    return check == "short" or folded[max(0, first - 2) : first].rstrip()[-1:].isdigit()


def tokenise(calendar: Calendar, folded: str, start: int, anchor: int) -> list[Token]:
    """The tokens of `folded` from `start` to the first word after `anchor` that the calendar does not know.

    A word glued to the one before it becomes two.
    """
    tokens: list[Token] = []
    words, glued, unknown = calendar.words, calendar.glued, calendar.unknown
    for match in calendar.tokens.finditer(folded, start):
        word = match.group()
        at, to = match.span()
        found = words.get(word)
        if found is None:
            if word in glued:
                cut, first, word = glued[word]
                tokens.append(Token(at, at + cut, words[first]))
                at += cut
                found = words[word]
            else:
                found = unknown if len(word) > 4 and word.isalpha() else calendar.look_up(word)
        tokens.append(Token(at, to, found))
        if at >= anchor and (found is unknown or "break" in found.senses or len(tokens) > _LONGEST):
            break
    return tokens


def _number_senses(word: str, suffixes: tuple[str, ...]) -> dict[str, Value]:
    """The senses of a token that no table lists: a number in one of its forms, an empty line, a mark, another word."""
    if word.isdigit():
        return _figures(word)
    if word[0].isspace():
        return {"break": word}
    if not any(c.isalnum() for c in word):
        return {"mark": word}
    if (ordinal := _ORDINAL.fullmatch(word)) and ordinal[2] in suffixes:
        return {"ordinal": int(ordinal[1])} if 1 <= int(ordinal[1]) <= 31 else {"other": word}
    if word[0].isdigit() and (parts := re.split(r"[-./:]", word)) and len(parts) > 1 and all(p.isdigit() for p in parts):
        return _marked_figures(word, [int(p) for p in parts])
    read = word.replace("i", "1").replace("l", "1").replace("o", "0")
    if read.isdigit() and len(read) <= 2 and 1 <= int(read) <= 31:
        return {"misread": int(read)} if len(read) == 2 else {"misread1": int(read)}
    return {"other": word}


def _figures(word: str) -> dict[str, Value]:
    number = int(word)
    senses: dict[str, Value] = {}
    if len(word) <= 3 and number:
        senses["count"] = number
    if len(word) <= 2 and 1 <= number <= 31:
        senses["day"] = number
    if len(word) <= 2 and number > 31:
        senses["toolarge"] = number
    if len(word) == 4 and number // 100 <= 24 and number % 100 < 60:
        senses["military"] = word
    if len(word) == 4 and 1900 <= number <= 2099:
        senses["year"] = number
    return senses or {"other": word}


def _marked_figures(word: str, parts: list[int]) -> dict[str, Value]:
    """A numeric date as (year, month, day), or a clock time. Where both can be the day, the day stands first."""
    if len(parts) == 3 and parts[0] > 1000:
        return {"numeric": (parts[0], parts[1], parts[2])}
    if len(parts) == 3 and parts[2] > 1000:
        day, month = (parts[1], parts[0]) if parts[1] > 12 >= parts[0] else (parts[0], parts[1])
        return {"numeric": (parts[2], month, day)}
    if parts[0] <= 24 and all(p < 60 for p in parts[1:]):
        return {"clock" if ":" in word else "dotted": word}
    return {"other": word}


@cache
def load_calendar(language: str) -> Calendar:
    """The calendar of `language`, from `lexicons/<language>/calendar.toml`.

    Raises:
        GrammarError: if the file is missing, or a template is wrong or names an unknown sense.
    """
    data = read_file(language, "calendar")
    calendar = Calendar(language, suffixes=tuple(data["ordinal_suffixes"]["words"]))
    trees = {level: [_trees(data, block) for block in data.get(level, [])] for level in LEVELS}
    calendar.unknown = calendar.entry({"other": ""})
    _fill_words(calendar, data, {w for blocks in trees.values() for _, forms in blocks for _, tree in forms for w in tree.words()})
    for number in (*_SAMPLES, *(f"5{suffix}" for suffix in calendar.suffixes)):
        calendar.look_up(number)
    calendar.things = {sort: calendar.entry(dict.fromkeys((sort, *senses))).char for sort, senses in THING_SENSES.items()}
    for level, blocks in trees.items():
        calendar.levels[level] = _index(calendar, blocks)
    _fill_anchors(calendar, data)
    return calendar


THING_SENSES: dict[str, tuple[str, ...]] = {
    "written": ("point", "dated", "any"),
    "today": ("point", "dated", "any"),
    "weekly": ("point", "dated", "any"),
    "context": ("point", "dated", "any"),
    "list": ("dated", "any"),
    "range": ("dated", "any"),
    "period": ("any",),
    "time": (),
    "done": (),
}
"""The senses that a thing found has for the templates of later levels."""


def _trees(data: dict[str, Any], block: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, Template]]]:
    return block, [(form, parse_template(form, data["macros"])) for form in block["forms"]]


def _fill_words(calendar: Calendar, data: dict[str, Any], literals: Iterable[str]) -> None:
    senses: dict[str, dict[str, Value]] = {}
    for table, sense in _TABLES.items():
        for key, forms in data[table].items():
            for form in forms:
                _add(senses, form, sense, int(key) if key.isdigit() else key)
    for sense, forms in data["words"].items():
        for form in forms:
            _add(senses, form, sense, form)
    for word in (*literals, *data["glue"]["words"]):
        senses.setdefault(_LITERALS.get(word, word), {})["=" + word] = word
    calendar.words = {form: calendar.entry(found) for form, found in senses.items()}
    calendar.glue = tuple(data["glue"]["words"])
    for table in ("months", "doubtful_months", "short_months", "weekdays"):
        for form in (form for forms in data[table].values() for form in forms):
            calendar.glued |= {word + form: (len(word), word, form) for word in calendar.glue if word + form not in senses}
    calendar.tokens = _token_pattern(senses, calendar.suffixes)


_LITERALS = {"open": "(", "close": ")"}
"""Marks that the template language needs for itself, by the word that stands for them."""


def _add(senses: dict[str, dict[str, Value]], form: str, sense: str, value: Value) -> None:
    if sense in senses.setdefault(form, {}):
        raise GrammarError(Code.LEXICON, f"{form!r} stands twice as {sense}", "calendar.toml", "take one away")
    senses[form][sense] = value


def _token_pattern(forms: Iterable[str], suffixes: tuple[str, ...]) -> re.Pattern[str]:
    whole = sorted((re.escape(f) for f in forms if len(f) > 1 and not f.isalpha()), key=len, reverse=True)
    ordinal = "|".join(sorted(map(re.escape, suffixes), key=len, reverse=True))
    return re.compile(
        r"[^\W\d_]+(?=[ \n,;:)])|\d{1,4}(?=[ \n,;)])"  # most tokens: a plain word or number
        r"|[^\W\d_][\w.-]*/(?=\S*\d)[^\W_][\w./()-]*"  # a document symbol: nothing inside it is a date
        rf"|(?:{'|'.join(whole)})(?![^\W_])"
        r"|\d{4}-\d\d?-\d\d?(?![\d-])|\d\d?([./-])\d\d?\1(?:19|20)\d\d(?![\d-])"
        r"|\d\d?:\d\d(?::\d\d)?(?!\d)|\d\d?\.\d\d(?![\d.])"
        r"|\d+(?:[.,]\d+)+"
        rf"|\d+(?:{ordinal})(?![^\W_])"
        r"|(?=\d?[^\W\d_])[ilo\d]{1,2}(?![^\W_])|\d[ilo](?![^\W_])"
        r"|\d+|[^\W\d_]+|\n\s*\n|[^\w\s]"
    )


def _index(calendar: Calendar, blocks: list[tuple[dict[str, Any], list[tuple[str, Template]]]]) -> dict[str, list[DatePattern]]:
    """The patterns of one level, by the characters they can begin with."""
    index: dict[str, list[DatePattern]] = {}
    for block, forms in blocks:
        attributes = {k: v for k, v in block.items() if k not in {"forms", "name", "value"}}
        for form, tree in forms:
            compiled = re.compile(tree.regex(calendar.charset))
            pattern = DatePattern(f"calendar.{block['name']}", block["value"], attributes, form, compiled)
            for char in sorted(tree.first(calendar.charset)):
                index.setdefault(char, []).append(pattern)
    return index


def _fill_anchors(calendar: Calendar, data: dict[str, Any]) -> None:
    checks: dict[str, str] = {}
    for table in ("months", "weekdays", "parts_of_day"):
        checks |= {form: "word" for forms in data[table].values() for form in forms}
    for words in data["anchors"]["words"]:
        checks |= {words: "word", words.replace(" ", "\n"): "word"}
    for table, check in (("months", "short"), ("short_months", "short"), ("doubtful_months", "doubtful")):
        checks |= {mark + form: check for forms in data[table].values() for form in forms for mark in _MARKS}
    checks |= {word + form: "word" for forms in data["doubtful_months"].values() for form in forms for word in calendar.glue}
    checks |= dict.fromkeys(data["anchors"]["needing_digit"], "digit")
    checks |= {f"{mark}{century}": "year" for mark in " \n./-" for century in (19, 20)}
    checks |= {f"{mark}{century}{suffix}": "short" for mark in " \n./-" for century in (19, 20) for suffix in calendar.suffixes}
    checks |= {f"{year}-": "iso" for year in range(1900, 2100)}
    checks |= {f":{digit}": "digit" for digit in range(6)}
    checks |= {f"{digit}{suffix}": "short" for suffix in calendar.suffixes for digit in range(10)}
    calendar.before_doubtful = tuple(word + mark for word in data["anchors"]["before_doubtful"] for mark in ("", "-"))
    calendar.anchors, calendar.checks = list(checks), list(checks.values())
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    calendar.automaton = ahocorasick_rs.AhoCorasick(calendar.anchors, matchkind=kind, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
