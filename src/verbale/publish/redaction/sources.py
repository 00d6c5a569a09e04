"""Finds persons who are the source of an account and speak for no office: witnesses, residents, doctors. What shows it is data (`sources.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from verbale.names.states import find_states
from verbale.publish.redaction.sources_uncased import UNCASED, either, told, uncased_patterns
from verbale.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AROUND = 90
"""Characters before and after a name in which an office would be told; a sentence's end closes them."""
_WORD = r"[A-Z\u00c0-\u00de\u0410-\u042f][\w’'-]+"
_PARTICLE = r"(?:(?:al|el|de|da|del|van|von|bin|ibn|abu|la|le)[ -])?"
_ENDS = re.compile(r"[.;!?](?=\s+[A-Z“\"\u0600-\u06ff]|\s*$)|[؟؛。！？；，]|\n\s*\n")
_TITLE_POINT = re.compile(r"\b\w{2,3}\.$")
_COMMA = re.compile("[,،]")


@dataclass(frozen=True, slots=True)
class _Forms:
    """Expressions that are tried only near the words that each of them has: most of a letter has none, and expressions are slow.

    Attributes:
        words: what finds these words in a folded text.
        near: so many characters before and after them no match goes beyond.
        patterns: the expressions.
        capitals: whether a name without a title is told by its capitals, and must be looked at.
    """

    words: AhoCorasick
    near: tuple[int, int]
    patterns: tuple[re.Pattern[str], ...]
    capitals: bool = True

    def matches(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """The matches in a text."""
        for start, end in self._places(folded):
            for pattern in self.patterns:
                yield from pattern.finditer(text, start, end)

    def _places(self, folded: str) -> Iterator[tuple[int, int]]:
        start = end = 0
        for _, first, last in self.words.find_matches_as_indexes(folded):
            if first - self.near[0] > end:
                yield start, end
                start = first - self.near[0]
            end = min(len(folded), last + self.near[1])
        yield start, end


def private_sources(text: str) -> Iterator[str]:
    """The names of persons who tell what is told in a text, as it writes them without their title; each may come more than once."""
    folded = fold(text)
    for forms in _forms():
        for match in forms.matches(text, folded):
            name = " ".join(match["name"].split())
            shown = match["title"] or not forms.capitals or _is_person(name)
            if shown and not find_states(name) and not _speaks_for_office(text, match):
                yield from _with_beginnings(name)


def _with_beginnings(name: str) -> Iterator[str]:
    """The name, and its first words: those after the second may be another's, as in "Josef Dahl Kestrian troops had shelled"."""
    words = name.split()
    yield from (" ".join(words[:many]) for many in (len(words), *range(2, len(words))))


def _is_person(name: str) -> bool:
    """True where a name without a title can be a person's: two words, and none of an organization's."""
    words = name.casefold().split()
    return len(words) > 1 and not _words("bodies").intersection(words)


def _speaks_for_office(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("name") - _AROUND) : match.start("name")]
    after = text[match.end("name") : match.end("name") + _AROUND]
    breaks = [one.end() for one in _ENDS.finditer(before) if not _TITLE_POINT.search(before[: one.end()])]
    closed = _ENDS.search(after)
    around = f"{before[max(breaks, default=0) :]} {match['name']} | {_of_the_person(after[: closed.start() if closed else None])}"
    return _office().search(around.casefold()) is not None


def _of_the_person(after: str) -> str:
    """The words that say who the person is: up to the verb of telling, or the second comma."""
    verb = _verb().search(after)
    return ",".join(_COMMA.split(after[: verb.start() if verb else None])[:2])


@cache
def _forms() -> tuple[_Forms, ...]:
    name = rf"(?:(?P<title>{_any('titles')})\.? )?(?P<name>{_WORD}(?:[ \n]{_PARTICLE}{_WORD}){{0,3}})"
    who = r"(?:,[^,.;\n]{2,80},| \([^()\n]{2,60}\)| of the [^,.;\n]{2,60}?)?"
    telling = _any("telling")
    before = re.compile(rf"\b(?i:{_any('before')})[ \n]+(?:the |a |an )?{name}")
    after = (
        re.compile(rf"(?<![\w’'-]){name}{who}[ \n](?:has |have |had |also |then |later )?(?:{telling})\b"),
        re.compile(rf"[”\"»],?[ \n](?:{telling})[ \n]{name}"),
    )
    uncased = [word for script in UNCASED for kind in ("before", "telling", "called") for word in told()[script].get(kind, ())]
    return (
        _Forms(_finder(told()["before"]), (0, 120), (before,)),
        _Forms(_finder(told()["telling"]), (240, 120), after),
        _Forms(_finder(uncased), (160, 160), uncased_patterns(), capitals=False),
    )


def _finder(words: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(sorted(set(map(fold, words))), implementation=Implementation.ContiguousNFA)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('telling')}|{either(*(told()[name]['telling'] for name in UNCASED))})\b")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('office')})\b|{either(*(told()[name]['office'] for name in UNCASED))}")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(told()[name])


def _any(name: str) -> str:
    return either(told()[name])


def sources_of(texts: Iterable[str]) -> list[str]:
    """The names in all of the texts, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in private_sources(text)))
