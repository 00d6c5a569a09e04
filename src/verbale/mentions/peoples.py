"""States and entities that no table knows, learned from the letter itself: "the Government of Arvania" makes "Arvanian" its adjective.

A letter may come from an entity that no list of states has, and the example letters come from states that do not exist. What stands
after "Government of", "Permanent Representative of" and the like is such a name; words that share its stem and end like an adjective or
the name of a people belong to it. A form that two states share ("Congolese") is of the one that the letter names, when it names but one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from verbale.grammar.files import read_file
from verbale.names.states import find_states, shared_forms, state_of
from verbale.names.table import NameSort

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "name:"
"""Begins the code of a name that is known from its letter only."""
SHARED_TAGS = {NameSort.ADJECTIVE: "state.adj", NameSort.DEMONYM: "people"}


@dataclass(frozen=True, slots=True)
class Peoples:
    """The names learned from one letter: each written form to its tag and the code of what it stands for.

    They are found by an automaton: an expression would take longer to make than to use.
    """

    forms: dict[str, tuple[str, str]]
    automaton: AhoCorasick | None

    def find(self, text: str, start: int, end: int) -> Iterable[tuple[int, int, str, str]]:
        """Start, end, tag and code of every such name that is a word of its own in `text[start:end]`: the first, then the longest."""
        hits = self.automaton.find_matches_as_indexes(text[start:end], overlapping=True) if self.automaton else ()
        done = start
        for first, last in sorted(((start + a, start + b) for _, a, b in hits), key=lambda hit: (hit[0], -hit[1])):
            if first >= done and _edge(text, first, end) and _edge(text, last, end):
                done = last
                yield first, last, *self.forms[text[first:last]]


def _edge(text: str, at: int, end: int) -> bool:
    """True where a word begins or ends; nothing stands at `end`."""
    return (at > 0 and _of_word(text[at - 1])) != (at < end and _of_word(text[at]))


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CAPITALS = re.compile(r"[A-Z](?<!\w.)[\w'’‘]{3,}")  # its first letter first: a search that begins with `\b` takes thrice the time


def _stem(word: str) -> str:
    """A name as its adjective begins: without a vowel at its end."""
    return word[:-1] if word[-1] in "aeiouy" and len(word) > len("Mali") else word


@cache
def _rules(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], tuple[str, ...], tuple[str, ...]]:
    """Names by what stands before them, by the form of state after them, and in places where a state may stand; endings of adjectives and of people."""
    content = read_file(language, "peoples")
    lead, after, places = ("|".join(content[key]) for key in ("before_name", "after_name", "where_states_stand"))
    return (
        re.compile(rf"\b(?:{lead})\s+(?:the\s+)?([A-Z][\w'’‘-]+(?:\s+[A-Z][\w'’‘-]+){{0,2}})"),
        re.compile(rf"the (?<!\wthe )([A-Z][\w'’-]+ (?:{after}))\b(?! of)"),
        re.compile(rf"\b(?:{places}) ([A-Z][\w'’‘]{{3,}})"),
        tuple(content["adjective_endings"]),
        tuple(content["people_endings"]),
    )


@cache
def _grounds(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "peoples")["no_last_word"])


def _stems(words: set[str], endings: tuple[str, ...]) -> dict[str, set[str]]:
    """What stands before one of `endings` in a word, with the words of which it does."""
    found: dict[str, set[str]] = {}
    for word in words:
        if word.endswith(endings):
            for ending in endings:
                if word.endswith(ending):
                    found.setdefault(word.removesuffix(ending), set()).add(word)
    return found


@lru_cache(maxsize=2)  # requests and claims of one letter ask for the same names
def learn(text: str, language: str = "en", told: str = "") -> Peoples:
    """The names that `text` itself tells to be states or entities; `told` is the sender's name, when known."""
    lead, after_name, places, adjectives, peoples = _rules(language)
    names = {m[1] for m in lead.finditer(text)} | ({told} if told and told in text else set())
    names |= {m[1] for m in after_name.finditer(text)}
    names = {n for n in names if not state_of(n) and not any(state_of(w) for w in n.split()) and n.split()[-1] not in _grounds(language)}
    words = set(_CAPITALS.findall(text))
    of = _stems(words, adjectives)
    names |= {w for w in words & of.keys() if not state_of(w)}
    doubtful = {w for w in words if of.get(_stem(w), set()) - {w} and not state_of(w)}
    names |= doubtful.intersection(places.findall(text)) if doubtful else set()
    forms: dict[str, tuple[str, str]] = {n: ("state.name", MARK + n) for n in names}
    for name in sorted(names):
        stem = _stem(name.split()[0])
        for tag, endings in (("people", peoples), ("state.adj", adjectives)):
            forms |= {stem + e: (tag, MARK + name) for e in endings if stem + e in words and stem + e not in names}
    forms |= _settled(text, words)
    return Peoples(forms, AhoCorasick(list(forms), matchkind=MatchKind.Standard) if forms else None)


def _settled(text: str, words: set[str]) -> dict[str, tuple[str, str]]:
    """The forms among `words` that several states share, each with the one state of those that `text` names without doubt."""
    shared = shared_forms()
    doubtful = words & shared.keys()
    if not doubtful:
        return {}
    named: dict[int, set[str]] = {}
    for hit in find_states(text):
        named.setdefault(hit.start, set()).add(hit.name.code)
    sure = {code for codes in named.values() if len(codes) == 1 for code in codes}
    return {
        form: (SHARED_TAGS[shared[form][0].sort], codes[0])
        for form in doubtful
        if len(codes := [name.code for name in shared[form] if name.code in sure]) == 1
    }
