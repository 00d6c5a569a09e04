"""States and entities that no table knows, learned from the letter itself: "the Government of Arvania" makes "Arvanian" its adjective.

A letter may come from an entity that no list of states has, and the example letters come from states that do not exist. What stands
after "Government of", "Permanent Representative of" and the like is such a name; words that share its stem and end like an adjective or
the name of a people belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from verbale.grammar.files import read_file
from verbale.names.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "name:"
"""Begins the code of a name that is known from its letter only."""


@dataclass(frozen=True, slots=True)
class Peoples:
    """The names learned from one letter: each written form to its tag and the name it stands for."""

    forms: dict[str, tuple[str, str]]
    pattern: re.Pattern[str] | None

    def find(self, text: str, start: int, end: int) -> Iterable[tuple[int, int, str, str]]:
        """Start, end, tag and code of every such name in `text[start:end]`."""
        if self.pattern is not None:
            for m in self.pattern.finditer(text, start, end):
                tag, name = self.forms[m.group()]
                yield m.start(), m.end(), tag, MARK + name


_AFTER_OF = re.compile(r"\b(?:of|by|against|with) ([A-Z][\w'’‘]{3,})")
"""A name in a place where a state may stand: it is one when the letter has its adjective too ("on the part of Ilvany", "Ilvanian")."""


_FEDERATION = re.compile(r"\bthe ([A-Z][\w'’-]+ (?:Federation|Republic|Kingdom|Emirate|Sultanate))\b(?! of)")
"""A state by its form after its name: "the Ostravian Federation"."""


def _stem(word: str) -> str:
    """A name as its adjective begins: without a vowel at its end."""
    return word[:-1] if word[-1] in "aeiouy" and len(word) > len("Mali") else word


@cache
def _rules(language: str) -> tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]:
    content = read_file(language, "peoples")
    lead = "|".join(content["before_name"])
    return (
        re.compile(rf"\b(?:{lead})\s+(?:the\s+)?([A-Z][\w'’‘-]+(?:\s+[A-Z][\w'’‘-]+){{0,2}})"),
        tuple(content["adjective_endings"]),
        tuple(content["people_endings"]),
    )


@cache
def _grounds(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "peoples")["no_last_word"])


def learn(text: str, language: str = "en", told: str = "") -> Peoples:
    """The names that `text` itself tells to be states or entities; `told` is the sender's name, when known."""
    lead, adjectives, peoples = _rules(language)
    names = {m[1] for m in lead.finditer(text)} | ({told} if told and told in text else set())
    names |= {m[1] for m in _FEDERATION.finditer(text)}
    names = {n for n in names if not state_of(n) and not any(state_of(w) for w in n.split()) and n.split()[-1] not in _grounds(language)}
    words = set(re.findall(r"\b[A-Z][\w'’‘]{3,}", text))
    names |= {w for w in words if any(w + e in words for e in adjectives) and not state_of(w)}
    names |= {w for w in _AFTER_OF.findall(text) if any(_stem(w) + e in words - {w} for e in adjectives) and not state_of(w)}
    forms: dict[str, tuple[str, str]] = {n: ("state.name", n) for n in names}
    for name in names:
        stem = _stem(name.split()[0])
        for word in words - names:
            rest = word[len(stem) :] if word.startswith(stem) else None
            if rest in adjectives:
                forms[word] = ("state.adj", name)
            elif rest in peoples:
                forms[word] = ("people", name)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)) + r")\b") if forms else None
    return Peoples(forms, pattern)
