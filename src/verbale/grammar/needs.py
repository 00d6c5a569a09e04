"""What a row of atoms must hold for a template to match in it, told from the template: a pattern is tried only where it can match.

Most sentences hold none of what most patterns ask for. That is seen at a glance, without running an expression over the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    Chars = Callable[[str], frozenset[str]]
    Need = frozenset[str]


def needs(items: Sequence[re.Match[str]], chars: Chars) -> tuple[Need, ...]:
    """Sets of characters of which every match holds one each; what may be missing or repeated asks for nothing.

    Args:
        items: the matches of `patterns.ITEM` that make up a template.
        chars: the characters of an item ("tag", "tag=sense", "a/b").
    """
    return tuple(dict.fromkeys(_choice(items, 0, chars)[0]))


def _choice(items: Sequence[re.Match[str]], at: int, chars: Chars) -> tuple[list[Need], int]:
    """What the rows between two brackets ask for, and where the closing bracket stands."""
    rows: list[list[Need]] = [[]]
    while at < len(items) and not items[at]["close"]:
        item = items[at]
        if item["bar"]:
            rows.append([])
        elif item["open"]:
            inside, at = _choice(items, at + 1, chars)
            if item["open"] == "(" and not items[at]["times"]:
                rows[-1] += inside
        elif (asked := item["stag"] or item["tag"]) and not item["times"]:
            rows[-1].append(chars(asked))
        at += 1
    return _either(rows), at


def _either(rows: list[list[Need]]) -> list[Need]:
    """What one of several rows asks for: the narrowest need of each, taken together; nothing when one row asks for nothing."""
    if len(rows) == 1:
        return rows[0]
    return [frozenset().union(*(min(row, key=len) for row in rows))] if all(rows) else []


class Glance:
    """Tells at a glance which of several patterns a row of atoms can hold.

    Every need is one bit; a character that meets it sets it. A pattern is possible when all bits of its needs are set.
    """

    __slots__ = ("_asked", "_bits", "_kept")
    _MOST = 4096

    def __init__(self, patterns: Iterable[tuple[Need, ...]]) -> None:
        listed = [tuple(asked) for asked in patterns]
        bit_of = {need: 1 << at for at, need in enumerate(dict.fromkeys(need for asked in listed for need in asked))}
        self._bits: dict[str, int] = {}
        for need, bit in bit_of.items():
            for char in need:
                self._bits[char] = self._bits.get(char, 0) | bit
        self._asked = [sum(bit_of[need] for need in set(asked)) for asked in listed]
        self._kept: dict[int, tuple[int, ...]] = {}

    def possible(self, line: str) -> tuple[int, ...]:
        """The patterns, by their place in the order given, that can match somewhere in `line`."""
        bits, met = self._bits.get, 0
        for char in set(line):
            met |= bits(char, 0)
        found = self._kept.get(met)
        if found is None:  # a language has few sets of needs that are met together: what is possible then is told once
            if len(self._kept) >= self._MOST:
                self._kept.clear()
            found = self._kept[met] = tuple(at for at, asked in enumerate(self._asked) if met & asked == asked)
        return found
