"""Regions by their bare names: "Dayr al-Zawr governorate", "Deir ez-Zor Province" and "محافظة دير الزور"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from verbale.names import name_key, skeleton


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Beginnings and ends that tell the kind of region, as keys, longest first."""
    tables = tomllib.loads((files("verbale.gazetteer") / "region_words.toml").read_text(encoding="utf-8"))
    before = sorted((name_key(words) + " " for words in tables["before"]), key=len, reverse=True)
    after = sorted((" " + name_key(words) for words in tables["after"]), key=len, reverse=True)
    return tuple(before), tuple(after)


def region_key(name: str) -> str:
    """`name_key` of a region without the words that say what kind of region it is; never empty for a name with letters."""
    key = name_key(name)
    before, after = _words()
    bare = next((key[len(words) :] for words in before if key.startswith(words)), key)
    return next((bare[: -len(words)] for words in after if bare.endswith(words)), bare)


def region_bones(name: str) -> str:
    """`skeleton` of the bare name of a region."""
    return skeleton(name) if not name.isascii() else skeleton(region_key(name))
