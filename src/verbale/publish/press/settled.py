"""Blocks of a letter that came run together, settled for print: signature lines, headings of annexes, tables whose columns were lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.publish.press.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_FURNITURE = re.compile(r"\s\|\s")
"""Between the links at the foot of a saved page, which are no lines of a signature."""
_NAME = r"(?:\([^)]*\)\s*)?\w[\w.’'-]*(?:\s+\w[\w.’'-]*){1,3}"


def signature_lines(text: str, language: str) -> list[str]:
    """The lines of a signature: a capacity that stands behind the name begins a line of its own, and links of a page are left out."""
    lines = [line for one in text.split("\n") if (line := " ".join(one.split())) and not _FURNITURE.search(line)]
    capacities = words_of(language).get("capacities")
    if not capacities or len(lines) != 1:
        return lines
    found = re.fullmatch(rf"({_NAME}?),?\s+((?:{'|'.join(map(re.escape, capacities))})\b.*)", lines[0])
    return [found[1], found[2]] if found else lines


def annex_title(text: str, addressees: Sequence[str], language: str) -> tuple[str, str]:
    """The title of an annex, and its own heading where that runs on behind the last addressee; "" where none does."""
    words = words_of(language)["addressees"]
    names = sorted({*addressees, *(words[a] for a in addressees if a in words)}, key=len, reverse=True)
    ends = [match.end() for name in names for match in re.finditer(rf"{re.escape(name)}(?!\w)", text)]
    at = max(ends, default=len(text))
    return text[:at].strip(), text[at:].strip(" *")


def has_columns(rows: Sequence[tuple[str, ...]]) -> bool:
    """False where rows have not all the same number of cells.

    Then columns ran together when the original was read, and a number must not come to stand under another's heading.
    """
    return len(set(map(len, rows))) == 1
