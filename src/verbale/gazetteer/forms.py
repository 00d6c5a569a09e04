"""Names of places out of the words around them: "village of", "eastern countryside", two names joined, what holds the place."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_ARABIC_AND = re.compile(r"\s+و(?=ال)")


@cache
def _camp_words() -> tuple[str, ...]:
    return tuple(tomllib.loads((files("verbale.gazetteer") / "place_words.toml").read_text(encoding="utf-8"))["camp"])


def says_camp(written: str) -> bool:
    """True when the words say that a camp is meant: not the town of that name."""
    return any(word.strip(".,") in _camp_words() for word in written.lower().split())


def camp_forms(name: str) -> tuple[str, ...]:
    """How gazetteers name the camp of that name."""
    return tuple(form for word in _camp_words() for form in (f"{name} {word}", f"{word} {name}"))


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    table = tomllib.loads((files("verbale.gazetteer") / "place_words.toml").read_text(encoding="utf-8"))
    parts = re.compile("|".join(map(re.escape, table["between"])), re.IGNORECASE)
    holders = re.compile("|".join(map(re.escape, table["before_holder"])), re.IGNORECASE)
    return frozenset(table["kinds"]) | frozenset(table["kinds_ar"]), parts, holders, frozenset(table["several"]), frozenset(table["optional"])


@lru_cache(maxsize=100_000)
def place_forms(written: str) -> tuple[str, ...]:
    """The names in the words of one place: cut where several are joined, without words for kinds of place."""
    kinds, between, holders, several, optional = _words()
    text = _ARABIC_AND.sub(" و ", written)
    made = []
    for whole in between.split(text):
        for piece in holders.split(whole):
            words = piece.split()
            if any(word.lower() in several for word in words):
                continue
            kept = [word for word in words if word.lower().strip(".,") not in kinds]
            if kept:
                made.append(" ".join(kept))
            if len(kept) > 1 and kept[0].lower() in optional:
                made.append(" ".join(kept[1:]))
    return tuple(dict.fromkeys(made))


@lru_cache(maxsize=100_000)
def holder_forms(written: str) -> tuple[str, ...]:
    """What the words of a place say holds it: what stands after a comma or "in"."""
    _, _, holders, _, _ = _words()
    return tuple(form for piece in holders.split(written)[1:] for form in place_forms(piece))
