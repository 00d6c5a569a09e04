"""Regions by their bare names: "Dayr al-Zawr governorate", "Deir ez-Zor Province" and "محافظة دير الزور"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from verbale.names import name_key, skeleton
from verbale.text import fold


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Beginnings and ends that tell the kind of region, longest first."""
    tables = tomllib.loads((files("verbale.gazetteer") / "region_words.toml").read_text(encoding="utf-8"))
    before = (words if words.endswith("'") else words + " " for words in tables["before"])
    return tuple(sorted(before, key=len, reverse=True)), tuple(sorted((" " + words for words in tables["after"]), key=len, reverse=True))


def bare_name(name: str) -> str:
    """`name` without one word before and one after it that say what kind of region it is; never empty for a name with letters."""
    text = name.strip()
    before, after = _words()
    folded = fold(text)
    text = next((text[len(words) :] for words in before if folded.startswith(words)), text)
    folded = fold(text)
    return next((text[: -len(words)] for words in after if folded.endswith(words)), text)


def region_key(name: str) -> str:
    """`name_key` of the bare name of a region."""
    return name_key(bare_name(name))


def region_bones(name: str) -> str:
    """`skeleton` of the bare name of a region."""
    return skeleton(bare_name(name))
