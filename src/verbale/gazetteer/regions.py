"""Regions by their bare names: "Dayr al-Zawr governorate", "Deir ez-Zor Province" and "محافظة دير الزور"."""

from __future__ import annotations

import re
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


@cache
def _parts() -> tuple[re.Pattern[str], ...]:
    """What stands around the name of a region of which a part is meant; the name is the group `whole`."""
    table = tomllib.loads((files("verbale.gazetteer") / "region_words.toml").read_text(encoding="utf-8"))["part"]
    part, part_ar, side, side_ar = ("|".join(map(re.escape, table[key])) for key in ("words", "words_ar", "sides", "sides_ar"))
    return (
        re.compile(rf"(?:the )?(?:(?:{side})[ -])*(?:{part})(?: and (?:{part}))? of (?:the )?(?P<whole>.+)"),
        re.compile(rf"(?P<whole>.+?)(?:'s)? (?:(?:{side})[ -])*(?:{part})"),
        re.compile(rf"(?:ال)?(?:{part_ar}) (?P<whole>.+?)(?: (?:{side_ar}))*"),
    )


def whole_region(name: str) -> str:
    """The region of which `name` tells a part ("eastern countryside of X", "ريف X الشرقي" are of X); empty where it tells none."""
    text = name.strip()
    for pattern in _parts():
        if match := pattern.fullmatch(fold(text)):
            return text[slice(*match.span("whole"))]
    return ""


def region_key(name: str) -> str:
    """`name_key` of the bare name of a region."""
    return name_key(bare_name(name))


def region_bones(name: str) -> str:
    """`skeleton` of the bare name of a region."""
    return skeleton(bare_name(name))
