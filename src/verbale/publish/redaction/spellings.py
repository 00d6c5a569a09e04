"""Other ways in which a text may name a person whose name is withheld: by honorific and surname, initial and surname, turned round, without accents."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from verbale.names.states import find_states

if TYPE_CHECKING:
    from collections.abc import Iterator

HONORIFICS = (
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Prof",
    "Sheikh",
    "Imam",
    "Father",
    "Sister",
    "Captain",
    "Sergeant",
    "Private",
    "Lieutenant",
    "Colonel",
)
"""Before a surname alone, with a full stop or without."""
APOSTROPHES = ("'", "’")


def spellings(name: str) -> Iterator[str]:
    """Every other way, each once: of "Mr. José Peña" "José Peña", "Mr. Peña", "J. Peña", "Peña, José", "Peña's", "Jose Pena" and so on.

    A surname stands alone only before "'s"; one that is a state's name never does.
    """
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[0].removesuffix(".").casefold() in {h.casefold() for h in HONORIFICS}:
        words = words[1:]
    made = dict.fromkeys(_written(words))
    made |= dict.fromkeys(_plain(one) for one in [name, *made])
    made.pop(name, None)
    yield from made


def _written(words: list[str]) -> Iterator[str]:
    yield " ".join(words)
    if len(words) < 2 or len(words[-1]) < 3:
        return
    first, surnames = words[0], words[1:]
    for surname in (" ".join(surnames), *surnames):
        if find_states(surname) or len(surname) < 3:
            continue
        yield from (f"{honorific}{stop} {surname}" for honorific in HONORIFICS for stop in (".", ""))
        yield f"{first[0]}. {surname}"
        yield f"{surname}, {first}"
        yield from (f"{surname}{mark}s" for mark in APOSTROPHES)


def _plain(words: str) -> str:
    """The words without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
