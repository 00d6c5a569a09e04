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

    First groups are left out one after the other until none can be. That set cannot be made smaller, but another may be; with
    `exact`, all smaller ones are tried, as long as that is not more than some hundred trials.
    """
    kept = list(groups)
    for group in groups:
        rest = [other for other in kept if other is not group]
        if suffices(rest):
            kept = rest
    if exact:
        for size in range(len(kept)):
            if comb(len(groups), size) > _MOST_TRIALS:
                break
            smaller = next((list(chosen) for chosen in combinations(groups, size) if suffices(chosen)), None)
            if smaller is not None:
                kept = smaller
                break
    return set(chain.from_iterable(kept))
