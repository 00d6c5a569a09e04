"""Atoms: the pieces of a sentence that patterns see, each with its place, tag, sense and, when built, a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.grammar.lexicon import Lexicon

from verbale.grammar.lexicon import TOKEN
from verbale.text import Span

_ROMAN_OR_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&]+$")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a sentence: a token, a form of the lexicon, or what a pattern made of several atoms.

    `start` and `end` are offsets in the text (code points, half-open); `thing` what the last word of a name says that it is ("Furqat School": school).
    Tags of what no lexicon knows: "x" a word in lower case, "X" a word in capitals or with a capital letter, "num" a
    number, else the punctuation mark itself.
    """

    start: int
    end: int
    tag: str
    sense: str = ""
    value: Any = None
    rule: str = ""
    thing: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def atomise(text: str, folded: str, start: int, end: int, words: Lexicon, given: list[Atom]) -> list[Atom]:
    """The atoms of `text[start:end]`: the longest of what begins at a place, be it a form of the lexicon or given.

    `given` are atoms found before (dates, names of states); of equal length, they win over the lexicon.
    """
    found = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(folded, start, end)]
    tokens = [f[0] for f in found]
    begins = {a.start: a for a in given}
    inside = {p for a in given for p in range(a.start + 1, a.end)}
    atoms: list[Atom] = []
    at, count = 0, len(found)
    while at < count:
        word, first, last = found[at]
        hit, told = words.match(tokens, at), begins.get(first)
        reach = found[at + hit[0] - 1][2] if hit else 0
        if told and told.end >= reach:
            atoms.append(told)
            while at < count and found[at][1] < told.end:
                at += 1
        elif hit and (hit[0] == 1 or reach not in inside):
            atoms.append(Atom(first, reach, hit[1].tag, hit[1].sense))
            at += hit[0]
        else:
            at += 1
            atoms.append(_plain(text, word, first, last, words))
    return atoms


def _plain(text: str, word: str, first: int, last: int, words: Lexicon) -> Atom:
    """The atom of a token that no form of the lexicon begins with."""
    if word in words.numbers or word in words.multipliers or word[0].isdecimal():
        return Atom(first, last, "num", word, words.numbers.get(word))
    if word[0].isalpha():
        return Atom(first, last, "X" if text[first].isupper() else "x", word)
    return Atom(first, last, MARKS.get(word, "mark"), word)


MARKS = {",": ",", ";": ";", ":": ":", ".": ".", "(": "lpar", ")": "rpar", '"': "quote", "'": "quote", "%": "percent"}
"""The tags of punctuation that patterns may name; every other mark has the tag "mark"."""


def is_acronym(word: str) -> bool:
    """True for a word in capitals of two letters or more."""
    return bool(_ROMAN_OR_ACRONYM.match(word))
