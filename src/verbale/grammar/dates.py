"""Finds dates and times of day in a folded text. `resolve` turns a mention into days; neither knows today's date.

A cascade over short runs around month names and the like: points (5 May, yesterday, 06:30), a point with its time
of day, points side by side, then since, from and to. Words and word order are in `lexicons/<language>/calendar.toml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.grammar.calendar import LEVELS, Calendar, Entry, Token, load_calendar, runs
from verbale.grammar.date_builders import BUILDERS, sort_of
from verbale.grammar.days import DateKind, DateMention, Point, Resolved, resolve

if TYPE_CHECKING:
    from verbale.grammar.calendar import DatePattern

__all__ = ["DateKind", "DateMention", "Point", "Resolved", "find_dates", "resolve"]


def find_dates(folded: str, language: str = "en") -> list[DateMention]:
    """The dates and times of day in `folded` (by `verbale.text.fold`), in the order of the text, not overlapping.

    Raises:
        GrammarError: if the language has no calendar.
    """
    calendar = load_calendar(language)
    found: list[DateMention] = []
    for run in runs(calendar, folded):
        tokens = run
        for level in LEVELS:
            reduced = _reduce(calendar, level, tokens, folded)
            if reduced is tokens and level == "points":
                break
            tokens = reduced
        found += [token.entry.senses["thing"] for token in tokens if "thing" in token.entry.senses]
    return found


def _reduce(calendar: Calendar, level: str, tokens: list[Token], folded: str) -> list[Token]:
    """The tokens with every match of the level's patterns, longest first, become one."""
    matches = _matches(calendar.language, level, "".join([token.entry.char for token in tokens]))
    if not matches:
        return tokens
    out: list[Token] = []
    done = 0
    for at, found in matches:
        if at < done:
            continue
        made = _longest(found, tokens, at, folded)
        if made is not None:
            mention, end = made
            out += tokens[done:at]
            out.append(Token(mention.span.start, mention.span.end, Entry(calendar.things[sort_of(mention)], {"thing": mention})))
            done = end
    return out + tokens[done:]


@lru_cache(maxsize=16_384)
def _matches(language: str, level: str, chars: str) -> tuple[tuple[int, tuple[tuple[int, DatePattern], ...]], ...]:
    """Where the level's patterns match in a row of senses: the place, then each end with its pattern, the longest first.

    Kept, because letters tell their dates in a few hundred ways: each row of senses is matched once.
    """
    index = load_calendar(language).levels[level]
    found = []
    for at, char in enumerate(chars):
        ends = [(match.end(), pattern) for pattern in index.get(char, ()) if (match := pattern.regex.match(chars, at))]
        if ends := [(end, pattern) for end, pattern in ends if end > at]:
            found.append((at, tuple(sorted(ends, key=lambda pair: -pair[0]))))
    return tuple(found)


def _longest(found: tuple[tuple[int, DatePattern], ...], tokens: list[Token], at: int, folded: str) -> tuple[DateMention, int] | None:
    """What the longest match makes that makes anything, and where it ends; of equal ones the earlier pattern wins."""
    for end, pattern in found:
        mention = BUILDERS[pattern.value](tokens[at:end], pattern, folded)
        if mention is not None:
            return mention, end
    return None
