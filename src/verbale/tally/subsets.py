"""A smallest set of claims that suffices for something: to set a bound, or to make accounts contradict each other."""

from __future__ import annotations

from itertools import chain, combinations
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_TRIALS = 500


def minimal(groups: Sequence[frozenset[str]], suffices: Callable[[Sequence[frozenset[str]]], bool], *, exact: bool = True) -> set[str]:
    """The claims of a smallest selection of `groups` that suffices; all of them must.

    First groups are left out, many at a time and then one after the other, until none can be. That set cannot be made smaller, but
    another may be; with `exact`, all smaller ones are tried, as long as that is not more than some hundred trials. Of very many
    groups that all seem to be needed some may be kept that are not.
    """
    kept, trials = list(groups), 0
    size = max(1, len(kept) // 2)
    while size and trials < _MOST_TRIALS:
        at = 0
        while at < len(kept) and trials < _MOST_TRIALS:
            rest = kept[:at] + kept[at + size :]
            trials += 1
            if suffices(rest):
                kept = rest
            else:
                at += size
        size //= 2
    if exact:
        for fewer in range(len(kept)):
            if comb(len(groups), fewer) > _MOST_TRIALS:
                break
            smaller = next((list(chosen) for chosen in combinations(groups, fewer) if suffices(chosen)), None)
            if smaller is not None:
                kept = smaller
                break
    return set(chain.from_iterable(kept))
