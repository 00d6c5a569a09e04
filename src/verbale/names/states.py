"""States by their names: what a name stands for, the short name of a code, and every such name in a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from verbale.names.inflection import arabic_joined, russian_cases
from verbale.names.keys import ALIKE, name_key
from verbale.names.table import LANGUAGES, NameSort, StateName, official_rows, spoken, state_names
from verbale.text import fold

# Of several readings of one form, the lower rank wins; equal ranks of two codes leave the question open.
_RANK = {
    NameSort.NAME: 0,
    NameSort.OFFICIAL: 0,
    NameSort.TERRITORY: 1,
    NameSort.FORMER: 1,
    NameSort.ADJECTIVE: 1,
    NameSort.DEMONYM: 1,
    NameSort.CAPITAL: 2,
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FOREIGN_ARTICLES = ("la ", "le ", "les ", "el ", "los ", "las ")
_ARABIC_PREFIXES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"))


class StateHit(NamedTuple):
    """A name of a state found in a text: half-open code points, and the name. An ambiguous form gives one hit per state, on one span."""

    start: int
    end: int
    name: StateName


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One spelling to be found: whose names it is (none: a longer name that is no state), and how it must be written."""

    names: tuple[StateName, ...]
    exact: tuple[str, ...]
    capital: bool


@dataclass(frozen=True, slots=True)
class _Finder:
    automaton: AhoCorasick
    patterns: tuple[_Pattern, ...]


@cache
def _by_key() -> dict[str, tuple[StateName, ...]]:
    """Names by key, the best sort of each state only."""
    table: dict[str, dict[str, StateName]] = {}
    for name in state_names():
        best = table.setdefault(_state_key(name.key), {})
        if name.code not in best or _RANK[name.sort] < _RANK[best[name.code].sort]:
            best[name.code] = name
    return {key: tuple(best.values()) for key, best in table.items()}


@cache
def shared_forms() -> dict[str, tuple[StateName, ...]]:
    """The adjectives and names of peoples that several states share ("Congolese"), as written, with every state's."""
    told = (names for names in _by_key().values() if len({name.code for name in names}) > 1)
    return {names[0].form: names for names in told if names[0].sort in {NameSort.ADJECTIVE, NameSort.DEMONYM}}


def _state_key(key: str) -> str:
    """`key` without "the" inside: "Republic of the Gambia" is written "Republic of Gambia" as well."""
    return key.replace(" the ", " ")


def readings_of(words: str) -> tuple[StateName, ...]:
    """Every state that `words` may name, best sort first; empty when they name none.

    The words are compared by `name_key`; abbreviations must be in capitals ("US", never "us").
    """
    key = _state_key(name_key(words.replace("’", "'").removeprefix("l'").removeprefix("L'")))
    found = _by_key().get(key) or _by_key().get(_without_article(key), ())
    written = words.strip().replace(".", "")
    fitting = [name for name in found if not name.exact or written == name.form.replace(".", "")]
    return tuple(sorted(fitting, key=lambda name: (_RANK[name.sort], name.code)))


def _without_article(key: str) -> str:
    """`key` less a French or Spanish article; "" when there is none."""
    return next((key[len(article) :] for article in _FOREIGN_ARTICLES if key.startswith(article)), "")


def state_of(words: str, *, metonyms: bool = False) -> str | None:
    """The code of the state or territory that `words` name, by name, adjective or people; `None` if none, or if several equally.

    Args:
        words: nothing but the name ("the Syrian Arab Republic", "Syrians", "USSR"), in any of the six languages.
        metonyms: take a capital for its state ("Damascus").
    """
    found = [name for name in readings_of(words) if metonyms or name.sort is not NameSort.CAPITAL]
    codes = {name.code for name in found if _RANK[name.sort] == _RANK[found[0].sort]}
    return codes.pop() if len(codes) == 1 else None


@cache
def _short_names() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for code, language, sort, form in official_rows():
        if sort in {NameSort.NAME, NameSort.TERRITORY}:
            table.setdefault((code, language), form)
    for entry in (*spoken()["gone"], *spoken()["territory"]):
        for language, form in entry["names"].items():
            table.setdefault((entry["code"], language), form)
    return table


def short_name(code: str, language: str = "en") -> str:
    """The short name of UNTERM for a code, without its article ("Syrian Arab Republic", "Iran (Islamic Republic of)").

    Raises:
        KeyError: if no state has the code, or `language` is none of the six.
    """
    return _short_names()[code, language]


def codes() -> frozenset[str]:
    """Every code that has a name."""
    return frozenset(code for code, _ in _short_names())


@cache
def _plain_table() -> dict[int, str]:
    """One character for one: letters of Latin and Cyrillic without diacritics, Arabic alef and ya of one kind, line end as space."""
    table = {ord("\n"): " ", ord("\r"): " ", ord("ё"): "е", **ALIKE}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code).lower())[0]
        if base.isalpha() and base != chr(code):
            table[code] = base
    return table | {ord("ø"): "o", ord("ı"): "i", ord("ł"): "l"}


def _plain(folded: str) -> str:
    """`folded` without diacritics and line ends, of the same length."""
    if folded.isascii():
        return folded.replace("\n", " ")
    table = _plain_table()  # mostly of quotation marks: only they are looked up, not the letters between them
    return _BEYOND_ASCII.sub(lambda run: run[0].translate(table), folded.replace("\n", " ").replace("\r", " "))


def _spellings(form: str) -> set[str]:
    """The ways `form` is written: saint in short, hyphens as spaces, "of the" as "of"."""
    plain = _plain(fold(form))
    found = {plain, plain.replace("-", " "), plain.replace(" & ", " and "), plain.replace(" of the ", " of ")}
    return found | {one.replace("saint ", short) for one in found for short in ("st. ", "st ")}


def _forms(name: StateName) -> set[str]:
    """Every written form of a name, with the cases of Russian and the joined article of Arabic."""
    forms = _spellings(name.form)
    if name.language == "ru" and not name.exact:
        forms |= {spelling for case in russian_cases(name.form) for spelling in _spellings(case)}
    if name.language == "ar":
        forms |= {_plain(joined) for joined in arabic_joined(name.form)}
    return forms


@cache
def _finder(language: str) -> _Finder:
    """The automaton over all names of one language; "" takes all six."""
    wanted = {language} if language else set(LANGUAGES)
    names: dict[str, dict[str, StateName]] = {}
    for name in state_names():
        if name.language in wanted:
            for form in _forms(name):
                here = names.setdefault(form, {})
                if name.code not in here or _RANK[name.sort] < _RANK[here[name.code].sort]:
                    here[name.code] = name
    common = {word for one in wanted for word in spoken()["common_words"].get(one, ())}
    for form in (form for one in wanted for form in spoken()["not_states"].get(one, ())):
        for spelling in _spellings(form):
            names[spelling] = {}
    patterns = [_pattern(form, tuple(found.values()), capital=form in common) for form, found in names.items()]
    automaton = AhoCorasick(list(names), implementation=Implementation.ContiguousNFA, matchkind=MatchKind.Standard)
    return _Finder(automaton, tuple(patterns))


def _pattern(form: str, names: tuple[StateName, ...], *, capital: bool) -> _Pattern:
    rank = min((_RANK[name.sort] for name in names), default=0)
    best = tuple(name for name in names if _RANK[name.sort] == rank)
    exact = tuple(name.form for name in best) if best and all(name.exact for name in best) else ()
    return _Pattern(best, exact, capital or any(name.sort is NameSort.CAPITAL for name in best) or len(form) < 4)


def find_states(text: str, folded: str | None = None, *, language: str = "en") -> list[StateHit]:
    """Every name of a state in `text`, by its place; the longest name that starts first wins, names do not overlap.

    Names that are common words too ("turkey") and capitals count only with a capital; "Jordan River", "New Mexico",
    "Mr. Jordan" are no states. Capitals of states come as `NameSort.CAPITAL`: whether one stands for its state is not told here.

    Args:
        text: as read, in code points.
        folded: `verbale.text.fold(text)`, when the caller has it.
        language: whose names are looked for; "" for all six.
    """
    finder = _finder(language)
    plain = _plain(fold(text) if folded is None else folded)
    found = finder.automaton.find_matches_as_indexes(plain, overlapping=True)
    fitting = [(start, end, finder.patterns[index]) for index, start, end in found if _fits(text, plain, start, end, finder.patterns[index])]
    fitting.sort(key=lambda match: (match[0], -match[1]))
    hits, free = [], 0
    for start, end, pattern in fitting:
        if start >= free:
            free = end
            if not _after_title(plain, start):
                hits += [StateHit(start, end, name) for name in pattern.names]
    return hits


def _fits(text: str, plain: str, start: int, end: int, pattern: _Pattern) -> bool:
    """True when the match is a word of its own, written as its pattern asks."""
    if not _at_boundary(plain, start, end):
        return False
    written = text[start:end]
    if pattern.exact:
        return any(written.replace("\n", " ") == form for form in pattern.exact)
    return not (pattern.capital and written[0].islower())


def _at_boundary(plain: str, start: int, end: int) -> bool:
    """True where no letter or digit goes on; Chinese has no such borders, Arabic joins particles to the front."""
    first, last = plain[start], plain[end - 1]
    if "\u4e00" <= first <= "\u9fff":
        return True
    if end < len(plain) and last.isalnum() and (plain[end].isalnum() or plain[end] in "@_"):
        return False
    if start == 0 or not (plain[start - 1].isalnum() or plain[start - 1] in "@_"):
        return True
    if not "\u0620" <= first <= "\u064a":
        return False
    head = start
    while head and plain[head - 1].isalpha():
        head -= 1
    return plain[head:start] in _ARABIC_PREFIXES


@cache
def _titles() -> frozenset[str]:
    return frozenset(spoken()["titles"]["en"])


def _after_title(plain: str, start: int) -> bool:
    """True when the word before is the title of a person, as in "Mr. Jordan"."""
    before = plain[max(0, start - 14) : start].rstrip().split(" ")
    return before[-1] in _titles()
