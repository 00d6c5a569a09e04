"""Other ways in which a text may name a person whose name is withheld: turned round, without accents, the surname beside a title, an initial or "'s"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import word_list
from verbale.names.states import find_states
from verbale.publish.redaction.sources_uncased import either, told

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 3
_HAN = range(0x4E00, 0xA000)
_POINTS = re.compile("[,·•‧・]")
"""What parts the words of a name: a comma where it is turned round, points in Chinese."""
_POSSESSIVE = ("'s", "’s")
_BEFORE = 24
"""Characters before a surname within which its title stands."""


def spellings(name: str) -> Iterator[str]:
    """Other ways to write the whole name, each once: of "Mr. José Peña" "José Peña", "Peña, José", "Jose Pena" and so on."""
    words = _untitled(name)
    made = dict.fromkeys([" ".join(words), *(f"{surname}, {words[0]}" for surname in _surnames(words))])
    made |= dict.fromkeys(_plain(one) for one in [name, *made])
    made.pop(name, None)
    yield from made


def surnames(name: str) -> Iterator[str]:
    """What is withheld where `is_named_so` says that it names a person: of "Amal Verin" "Verin"; never a state's name."""
    found = dict.fromkeys(_surnames(_untitled(name)))
    yield from found | dict.fromkeys(map(_plain, found))


def is_named_so(text: str, start: int, end: int) -> int | None:
    """Where a surname that stands from `start` to `end` of a folded text begins with its title or initial; `None` where nothing says that it is one."""
    before = _beside().search(text, max(0, start - _BEFORE), start)
    if before:
        return before.start()
    return start if text.startswith((*_POSSESSIVE, *told()["chinese"]["titles"]), end) else None


def _untitled(name: str) -> list[str]:
    words = _POINTS.sub(" ", name).split()
    while len(words) > 1 and words[0].removesuffix(".").lower() in _titles():
        words = words[1:]
    return words


def _surnames(words: list[str]) -> list[str]:
    """All words after the first together, and each of them."""
    after = words[1:]
    return [
        one for one in dict.fromkeys([" ".join(after), *after]) if (len(one) >= _SHORTEST or ord(one[:1] or " ") in _HAN) and not find_states(one)
    ]


@cache
def _titles() -> frozenset[str]:
    """Titles and ranks, in small letters."""
    listed = (*word_list("places.titles"), *word_list("naming.titles"), *word_list("redaction.titles"))
    arabic = (prefix + title for title in told()["arabic"]["titles"] for prefix in ("", "ال", "لل"))
    return frozenset((*(title.lower() for title in listed), *arabic))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?:{either(_titles())})\.? |\w\. ?)$")


def _plain(words: str) -> str:
    """The words without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
