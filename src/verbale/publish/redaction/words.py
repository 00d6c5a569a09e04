"""Finds words that are withheld, whatever their case, spaces and marks, and puts a mark in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from verbale.publish.redaction.coordinates import exact_coordinates
from verbale.publish.redaction.spellings import is_named_so, spellings, surnames
from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME_WITHHELD = "[name withheld]"
SOURCE_WITHHELD = "[source withheld]"
WORDS_WITHHELD = "[withheld]"
_SPACES = r"[\s\u00ad\u200b-\u200f\u2060]"
_GAP = re.compile(rf"{_SPACES}(?:(?<! ){_SPACES}*|{_SPACES}+)")
"""Every gap but a single space, which stays as it is: nearly all gaps are one."""
_ODD = re.compile(r"[\t-\r\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000]")
"""Every character of a gap but the space."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words that must not be shown, why, and the mark that stands in their place; a `surname` counts only where it names a person."""

    words: str
    reason: str
    mark: str = NAME_WITHHELD
    surname: bool = False


COORDINATE = Withheld("", "coordinate", "[coordinate withheld]")


def withheld_names(name: str, reason: str = "name of a victim", mark: str = NAME_WITHHELD) -> Iterator[Withheld]:
    """The name of a person and the other ways in which a text may write it."""
    yield from (Withheld(one, reason, mark) for one in (name, *spellings(name)))
    yield from (Withheld(one, reason, mark, surname=True) for one in surnames(name))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where withheld words stand in a text (code points)."""

    span: Span
    withheld: Withheld


class Redactor:
    """Knows the words that are withheld, and with `decimals` withholds coordinates that are more exact; without either it changes nothing."""

    def __init__(self, withheld: Iterable[Withheld], decimals: int | None = None) -> None:
        self._listed, self._decimals = tuple(withheld), decimals
        self._known: dict[str, Withheld] = {}
        for one in self._listed:
            key = _squeezed(fold(one.words))[0].strip()
            if len(key) >= _SHORTEST and (key not in self._known or (self._known[key].surname and not one.surname)):
                self._known[key] = one
        self._keys = sorted(self._known)
        self._finder = (
            AhoCorasick(self._keys, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA) if self._keys else None
        )

    def __bool__(self) -> bool:
        return self._finder is not None or self._decimals is not None

    def __reduce__(self) -> tuple[type[Redactor], tuple[tuple[Withheld, ...], int | None]]:
        """What another process needs to make it again."""
        return Redactor, (self._listed, self._decimals)

    def also(self, withheld: Iterable[Withheld]) -> Redactor:
        """One that knows further words; what it knew already comes first."""
        return Redactor([*self._listed, *withheld], self._decimals)

    def hits(self, text: str) -> list[Hit]:
        """Where withheld words stand, the longest at each place; part of a longer word of a cased script does not count."""
        if self._decimals is None:
            return self._named(text)
        return _apart([*self._named(text), *(Hit(span, COORDINATE) for span in exact_coordinates(text, self._decimals))])

    def _named(self, text: str) -> list[Hit]:
        if self._finder is None:
            return []
        folded, back = _squeezed(fold(text))
        found = []
        for number, start, end in self._finder.find_matches_as_indexes(folded):
            withheld = self._known[self._keys[number]]
            first = is_named_so(folded, start, end) if withheld.surname else start
            if first is not None and not (_joined(folded, start) or _joined(folded, end)):
                found.append(Hit(Span(back[first], back[end - 1] + 1) if back else Span(first, end), withheld))
        return found

    def clean(self, text: str) -> str:
        """The text with a mark for each of the withheld words."""
        parts, at = [], 0
        for hit in self.hits(text):
            parts += [text[at : hit.span.start], hit.withheld.mark]
            at = hit.span.end
        return "".join(parts) + text[at:] if parts else text


def _apart(hits: list[Hit]) -> list[Hit]:
    """The hits in the order of the text, those that overlap as one: the mark is that of the first, and of the longest that begins there."""
    made: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end)):
        if made and hit.span.start < made[-1].span.end:
            last = made[-1]
            made[-1] = Hit(Span(last.span.start, max(last.span.end, hit.span.end)), last.withheld)
        else:
            made.append(hit)
    return made


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with one space for each gap, and where each of its characters stood; no list where nothing moved."""
    if "  " not in text and not _ODD.search(text):
        return text, []
    made, back, at = [], [], 0
    for gap in _GAP.finditer(text):
        space = " " if any(c.isspace() for c in gap[0]) else ""  # marks without width part no words
        made += [text[at : gap.start()], space]
        back += [*range(at, gap.start()), *([gap.start()] if space else ())]
        at = gap.end()
    return "".join(made) + text[at:], back + list(range(at, len(text)))


def _joined(text: str, at: int) -> bool:
    """True when a word of a cased script goes on over `at`; scripts without case write words without gaps, or with prefixes."""
    return 0 < at < len(text) and all(c.isalpha() and c.lower() != c.upper() for c in (text[at - 1], text[at]))
