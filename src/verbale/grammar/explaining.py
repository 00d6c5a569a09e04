"""Why words were read as they were: at each level of the cascade, which patterns fired at a place, which lost, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.cascade import Cascade, Fired

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from verbale.grammar.atoms import Atom
    from verbale.grammar.cascade import Builder
    from verbale.grammar.patterns import Level

FIRED, REFUSED, LOST = "fired", "refused", "lost"


@dataclass(frozen=True, slots=True)
class Trial:
    """A pattern tried at `[start, end)`: `outcome` "fired" (`gave` is the tag of what it made), "refused" by its builder, or "lost"."""

    level: str
    rule: str
    start: int
    end: int
    outcome: str
    gave: str = ""
    why: str = ""


def trials(cascade: Cascade, atoms: list[Atom], builders: Mapping[str, Builder], at: int) -> list[Trial]:
    """Every pattern that could have matched words over the character `at`, level by level, and what became of it.

    Args:
        cascade: the patterns of a language.
        atoms: a sentence before the cascade.
        builders: as for `Cascade.run`.
        at: offset in the text (code points).
    """
    found: list[Trial] = []
    for level in cascade.levels:
        fired: list[Fired] = []
        after = Cascade.of(cascade.language, cascade.alphabet, [level]).run(atoms, builders, fired)
        made = [f for f in fired if f.gave]
        here = [f for f in fired if f.start <= at < f.end]
        told = {(f.rule, f.start, f.end) for f in here}
        found += [_told(f) for f in here]
        found += [
            Trial(level.name, rule, start, end, LOST, why=_why((start, end), made))
            for rule, start, end in _possible(level, cascade, atoms, at)
            if (rule, start, end) not in told
        ]
        atoms = after
    return found


def _told(fired: Fired) -> Trial:
    if fired.gave:
        return Trial(fired.level, fired.rule, fired.start, fired.end, FIRED, fired.gave)
    return Trial(fired.level, fired.rule, fired.start, fired.end, REFUSED, why="its builder refused what the words say")


def _possible(level: Level, cascade: Cascade, atoms: list[Atom], at: int) -> Iterator[tuple[str, int, int]]:
    """Rule, start and end of each pattern's first match over `at`, were it alone."""
    line = cascade.alphabet.string(atoms)
    reached = next((i for i, a in enumerate(atoms) if at < a.end), -1)
    for compiled in level.patterns:
        for first in range(reached + 1):
            match = compiled.expression.match(line, first)
            if match and match.end() > reached:
                yield compiled.pattern.name, atoms[match.start()].start, atoms[match.end() - 1].end
                break


def _why(span: tuple[int, int], made: list[Fired]) -> str:
    """What took the words of a match that lost: of two that overlap, the one that begins first, then the longer, then the one listed first."""
    winner = next((f for f in made if f.start < span[1] and span[0] < f.end), None)
    if winner is None:
        return "it begins where words before it were taken"
    if winner.start < span[0]:
        return f"{winner.rule} begins before it"
    if winner.start > span[0]:
        return f"{winner.rule} was tried first and took a part of its words"
    return f"{winner.rule} is longer" if winner.end > span[1] else f"{winner.rule} stands before it in the file"
