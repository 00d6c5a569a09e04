"""Fixed formulas (`calls upon`, `letter dated`) as regular expressions over folded text; white space may be any, or lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def form(words: str) -> str:
    """The regular expression of one formula: a space stands for any white space, for none where it was lost, and for the stops that scanning adds."""
    joined = r"[\s.,']{0,40}".join(re.escape(word) for word in fold(words).split())
    return joined.replace("'", r"'\s*").replace(r"\-", r"\s?-\s?")


def any_of(forms: Iterable[str]) -> str:
    """One expression for all of `forms`, the longest first; one that never matches when there are none."""
    listed = sorted((f for f in set(forms) if f), key=lambda f: (-len(f), f))
    return "(?:" + "|".join(form(f) for f in listed) + ")" if listed else "(?!)"


def named(senses: Mapping[str, Sequence[str]], prefix: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """An expression whose last group, `<prefix>N`, tells which of the senses matched."""
    branches = (f"(?P<{prefix}{i}>{any_of(listed)})" for i, listed in enumerate(senses.values()))
    return re.compile(before + "(?:" + "|".join(branches) + ")" + after)


def sense(match: re.Match[str], names: Sequence[str]) -> str:
    """The canonical name that a match of `named` stands for."""
    return names[int((match.lastgroup or "x0")[1:])]


class Finder:
    """Finds formulas as whole words: a quick search for their first words, then the whole formula there."""

    def __init__(self, forms: Iterable[str]) -> None:
        listed = [fold(f) for f in forms if f]
        firsts = sorted({f.split()[0] for f in listed}, key=lambda w: (-len(w), w))
        self._starts = re.compile("|".join(re.escape(w) for w in firsts) or "(?!)")
        self._whole = re.compile(any_of(listed) + r"(?!\w)")

    def finditer(self, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every formula in `folded[start:end]`, in order, none inside another."""
        at = start
        while found := self._starts.search(folded, at, end):
            at = found.start() + 1
            if found.start() > start and folded[found.start() - 1].isalnum():
                continue
            if whole := self._whole.match(folded, found.start(), end):
                yield whole
                at = whole.end()
