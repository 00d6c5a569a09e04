"""What the headings of tables mean: the parts of an incident, of a list of the dead or of a list of places, in six languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.names.keys import ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"(?<![^_])و?ال(?=\w{3})")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_INNER_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def heading_key(text: str) -> str:
    """A heading without regard to case, accents, signs and the Arabic article: its words joined by "_"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", _INNER_CAPITAL.sub(" ", text)) if not unicodedata.combining(c))
    return _ARTICLE.sub("", _NOT_WORD.sub("_", plain.lower().translate(ALIKE)).strip("_"))


def meaning(sense: str, columns: Iterable[str]) -> list[str]:
    """The columns whose headings have this sense (a table of `headings.toml`), those that are it as a whole first."""
    whole, anywhere, ruled_out = _patterns()[sense]
    keys = {column: heading_key(column) for column in columns}
    entire = [column for column, key in keys.items() if whole.fullmatch(key)]
    return [*entire, *(c for c, key in keys.items() if c not in entire and anywhere.search(key) and not ruled_out.search(key))]


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    table = tomllib.loads((files("verbale.names") / "headings.toml").read_text(encoding="utf-8"))
    return {sense: tuple(_one_of(entries.get(part, ())) for part in ("whole", "any", "not")) for sense, entries in table.items()}  # type: ignore[misc]


def _one_of(entries: Iterable[str]) -> re.Pattern[str]:
    listed = [_entry(entry) for entry in entries]
    return re.compile("|".join(listed) or r"(?!)")


def _entry(written: str) -> str:
    """A pattern for one entry; Han script has no spaces, so there it may stand inside a word."""
    words = (re.escape(heading_key(word)) + ("[^_]*" if word.endswith("-") else "") for word in written.split())
    pattern = "_".join(words)
    return pattern if _HAN.search(written) else rf"(?:(?<![^_])(?:{pattern})(?![^_]))"
