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
    """Tells at a glance which patterns of each level a row of atoms can hold.

    Every need is one bit; a character that meets it sets it. A pattern is possible when all bits of its needs are set.
    """

    __slots__ = ("_asked", "_bits", "_kept")
    _MOST = 8192

    def __init__(self, levels: Iterable[Iterable[tuple[Need, ...]]]) -> None:
        listed = [[frozenset(asked) for asked in level] for level in levels]
        bit_of: dict[Need, int] = {}
        self._bits: dict[str, int] = {}
        for need in (need for level in listed for asked in level for need in asked if need not in bit_of):
            bit_of[need] = 1 << len(bit_of)
            for char in need:
                self._bits[char] = self._bits.get(char, 0) | bit_of[need]
        self._asked = [[sum(bit_of[need] for need in asked) for asked in level] for level in listed]
        self._kept: dict[int, tuple[tuple[int, ...], ...]] = {}

    def possible(self, line: str) -> tuple[tuple[int, ...], ...]:
        """For each level, the patterns that can match somewhere in `line`, by their place in the level."""
        bits, met = self._bits.get, 0
        for char in set(line):
            met |= bits(char, 0)
        found = self._kept.get(met)
        if found is None:  # few sets of needs are met together in a language: what is possible then is told once
            if len(self._kept) >= self._MOST:
                self._kept.clear()
            found = tuple(tuple(at for at, asked in enumerate(level) if met & asked == asked) for level in self._asked)
            self._kept[met] = found
        return found
