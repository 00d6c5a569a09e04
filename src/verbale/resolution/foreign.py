"""States as Arabic, Chinese, French, Russian and Spanish name them: by a capital, or their forces and government by an adjective (`foreign.toml`)."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.names import state_of

_ARTICLE = "ال"


def foreign_state(name: str) -> str | None:
    """The code of the state whose capital, forces or government `name` is in one of these languages; `None` if of none, or of several.

    All words must be known: "российские войска" are the state's own, "российский фонд" is another party.
    """
    words = _plain(name).split()
    whole = " ".join(words)
    if whole in _capitals():
        return _capitals()[whole]
    found = {code for language in _table()["own"] for code in _owners(words, language)} if len(words) > 1 else _chinese(whole)
    return found.pop() if len(found) == 1 else None


def _owners(words: list[str], language: str) -> set[str]:
    """The states of which the words, but for words of forces and government, are the adjective; none where another word is left or no such word stands there."""
    own = _own(language)
    left = [word for word in words if word not in own]
    return {code for code in (_adjectives(language).get(word) for word in left) if code} if len(left) == 1 else set()


def _chinese(name: str) -> set[str]:
    """The state whose name, or in short its first letter, stands before a word of forces or government."""
    for word in sorted(_own("zh"), key=len, reverse=True):
        owner = name.removesuffix(word)
        if owner and owner != name:
            code = _adjectives("zh").get(owner) or state_of(owner)
            return {code} if code else set()
    return set()


@cache
def _own(language: str) -> frozenset[str]:
    return frozenset(map(_plain, _table()["own"][language]["words"]))


@cache
def _adjectives(language: str) -> dict[str, str]:
    """Every form of every adjective, with the state's code."""
    endings = _table()["own"][language].get("endings", [""])
    states = _table()["state"].items()
    return {_plain(stem + ending): code for code, told in states for stem in told.get(language, ()) for ending in endings}


@cache
def _capitals() -> dict[str, str]:
    return {_plain(capital): code for code, told in _table()["state"].items() for capital in told.get("capitals", ())}


def _plain(words: str) -> str:
    """Small letters without accents, apostrophes and Arabic articles; alef of one kind."""
    folded = unicodedata.normalize("NFKD", words.casefold().replace("’", " ").replace("'", " "))
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word for word in kept.split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("verbale.resolution") / "foreign.toml").read_text(encoding="utf-8"))
