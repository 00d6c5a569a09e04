"""Whether two ways of naming an author name one party, and whether a kind of document is a letter."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from verbale.names import name_key, state_of


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("verbale.resolution") / "words.toml").read_text(encoding="utf-8"))


@cache
def _before() -> re.Pattern[str]:
    """Capacities and forms of state at the beginning of a key."""
    alternatives = {name: "|".join(sorted(map(re.escape, _words()[name]), key=len, reverse=True)) for name in ("capacities", "of", "forms")}
    return re.compile("(?:(?:{capacities})(?: (?:{of}))? |(?:{forms}) )".format(**alternatives))


def is_own(author: str) -> bool:
    """True for "my" and "our": the author is who speaks."""
    return author.lower() in _words()["own"]


def is_untold(author: str) -> bool:
    """True for no author, and for "his", "the Minister for Foreign Affairs" and the like, which name nobody by themselves."""
    return not author or author.lower() in _words()["untold"] or party_key(author) in _words()["capacities"]


def is_letter(kind: str) -> bool:
    """True for a letter, a note verbale and the like, which authors of letters write; also where the kind is not told."""
    return not kind or kind in _words()["letters"]


def same_kind(told: str, kind: str) -> bool:
    """True when a document of `kind` can be cited by the word `told`; where either is not told, it can."""
    return not told or not kind or told == kind or (is_letter(told) and is_letter(kind))


@lru_cache(maxsize=65536)
def party_key(name: str) -> str:
    """What names of one party share: the code of a state that the name tells, else its words without capacity and form of state."""
    key = name_key(name)
    code = state_of(name)
    while code is None and (match := _before().match(key)):
        key = key[match.end() :].removeprefix("the ")
        code = state_of(key)
    return code or key
