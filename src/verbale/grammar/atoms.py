"""Atoms: the pieces of a sentence that patterns see, each with its place, tag, sense and, when built, a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.grammar.lexicon import Lexicon

from verbale.grammar.lexicon import TOKEN
from verbale.text import Span

_ROMAN_OR_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&]+$")


@dataclass(slots=True, unsafe_hash=True)
class Atom:
    """A piece of a sentence: a token, a form of the lexicon, or what a pattern made of several atoms.

    `start` and `end` are offsets in the text (code points, half-open); `thing` what the last word of a name says that it is ("Furqat School": school).
    Tags of what no lexicon knows: "x" a word in lower case, "X" a word in capitals or with a capital letter, "num" a
    number, else the punctuation mark itself. Final for the type checker only: one that is frozen takes five times as long to make,
    and one is made for every word of every letter.
    """

    start: Final[int]
    end: Final[int]
    tag: Final[str]
    sense: Final[str] = ""
    value: Final[Any] = None
    rule: Final[str] = ""
    thing: Final[str] = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def word_at(atoms: Sequence[Atom], at: int, text: str) -> str:
    """The words of the atom with index `at`, in small letters."""
    return text[atoms[at].start : atoms[at].end].lower()


class Beginnings(dict[str, bool]):
    """Tells of a tag whether it begins with one of several words; what was told once is looked up."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, tag: str) -> bool:
        told = self[tag] = tag.startswith(self._words)
        return told

    def any(self, atoms: Iterable[Atom]) -> bool:
        """True when the tag of one of `atoms` begins so."""
        for atom in atoms:  # noqa: SIM110 - a generator for `any` costs twice as much
            if self[atom.tag]:
                return True
        return False


def tagged(atoms: Sequence[Atom], tags: frozenset[str]) -> list[int]:
    """The places of the atoms with one of `tags`, in order: a look at each tag, so that rules are tried only where they can hold."""
    return [at for at, atom in enumerate(atoms) if atom.tag in tags]


def atomise(text: str, folded: str, start: int, end: int, words: Lexicon, given: list[Atom]) -> list[Atom]:
    """The atoms of `text[start:end]`: the longest of what begins at a place, be it a form of the lexicon or given.

    `given` are atoms found before (dates, names of states); of equal length, they win over the lexicon.
    """
    tokens = TOKEN.findall(folded, start, end)
    starts = _starts(tokens, folded, start)
    begins = {a.start: a for a in given}
    inside = {p for a in given for p in range(a.start + 1, a.end)}
    heads, single, match = words.heads, words.words, words.match
    atoms: list[Atom] = []
    done = start
    for at, (word, first) in enumerate(zip(tokens, starts, strict=True)):
        if first < done:
            continue
        size, entry = match(tokens, at) if word in heads else (1, single.get(word))
        done = first + len(word) if size == 1 else starts[at + size - 1] + len(tokens[at + size - 1])
        told = begins.get(first)
        if told and (entry is None or told.end >= done):
            atoms.append(told)
            done = told.end
        elif entry and (size == 1 or done not in inside):
            atoms.append(Atom(first, done, entry.tag, entry.sense))
        else:
            done = first + len(word)
            atoms.append(_plain(text, word, first, done, words))
    return atoms


def _starts(tokens: list[str], folded: str, start: int) -> list[int]:
    """Where each token begins. What stands between tokens can begin none, so each is the first of its kind that follows."""
    found, find = [], folded.find
    for token in tokens:
        start = find(token, start)
        found.append(start)
        start += len(token)
    return found


def _plain(text: str, word: str, first: int, last: int, words: Lexicon) -> Atom:
    """The atom of a token that no form of the lexicon begins with."""
    if word[0].isalpha() and word not in words.numbers and word not in words.multipliers:
        if text[first].isupper():
            return Atom(first, last, "X", word)
        told = words.ending(word)
        return Atom(first, last, told.tag, told.sense) if told else Atom(first, last, "x", word)
    if word[0].isalpha() or word[0].isdecimal():
        return Atom(first, last, "num", word, words.numbers.get(word))
    return Atom(first, last, MARKS.get(word, "mark"), word)


MARKS = {",": ",", ";": ";", ":": ":", ".": ".", "(": "lpar", ")": "rpar", '"': "quote", "'": "quote", "%": "percent"}
"""The tags of punctuation that patterns may name; every other mark has the tag "mark"."""


def is_acronym(word: str) -> bool:
    """True for a word in capitals of two letters or more."""
    return bool(_ROMAN_OR_ACRONYM.match(word))
