"""Two symbols of one document that stand side by side in brackets: "(A/55/432, S/2031/921)" names one letter of two organs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.mentions.citations import CitationMention
    from verbale.symbols import Symbol

_BEFORE = re.compile(r"(?:[(（\[]|;)\s*$")
_BETWEEN = re.compile(r"\s*[,،、]\s*")
_AFTER = re.compile(r"\s*(?:[)）\]]|;)")
_RESOLUTION = "RES"


def paired(mentions: Sequence[CitationMention], text: str) -> list[CitationMention]:
    """`mentions`, with each pair of an Assembly's and a Council's symbol that fills brackets, or a part of them between semicolons, as one."""
    out: list[CitationMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        joint = _joint(before, mention, text) if before else None
        if before and joint:
            out[-1] = replace(before, end=mention.end, symbol=joint)
        else:
            out.append(mention)
    return out


def _joint(one: CitationMention, other: CitationMention, text: str) -> Symbol | None:
    """The joint symbol of two mentions; `None` where they are two documents."""
    if one.symbol is None or other.symbol is None or one.symbol.parts or other.symbol.parts or _organs(one, other) != ("A", "S"):
        return None
    beside = _BETWEEN.fullmatch(text, one.end, other.start) and _AFTER.match(text, other.end)
    if not beside or not _BEFORE.search(text[max(0, one.start - 4) : one.start]) or _RESOLUTION in f"{one.symbol}/{other.symbol}":
        return None
    return parse(f"{one.symbol}-{other.symbol}")


def _organs(one: CitationMention, other: CitationMention) -> tuple[str, ...]:
    """The first letters of the symbols, which tell the organs."""
    return str(one.symbol).partition("/")[0], str(other.symbol).partition("/")[0]
