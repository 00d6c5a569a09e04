"""The cascade: the levels of a language's patterns, applied one after the other, each match made into one atom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from verbale.grammar.atoms import Atom
from verbale.grammar.files import read_file
from verbale.grammar.lexicon import lexicon
from verbale.grammar.needs import Glance
from verbale.grammar.patterns import Alphabet, Level, Match, Pattern, compile_template, senses_asked
from verbale.model import Code, GrammarError
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Builder = Callable[[Match, "list[Atom]"], Any]

TOKEN_TAGS = ("x", "X", "num", ",", ";", ":", ".", "lpar", "rpar", "quote", "percent", "mark")
"""Tags of what no lexicon knows (`verbale.grammar.atoms`)."""
GIVEN_TAGS = ("date", "symbol", "state.name", "state.adj", "people", "people.one", "name", "loc")
"""Tags of atoms that are found before the cascade begins."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A pattern that matched, whether its builder took it, and what it gave: for `verbale explain`."""

    level: str
    rule: str
    start: int
    end: int
    gave: str


@dataclass(frozen=True, slots=True)
class Cascade:
    """The compiled levels of one language."""

    language: str
    alphabet: Alphabet
    levels: tuple[Level, ...]
    glance: Glance

    @classmethod
    def of(cls, language: str, alphabet: Alphabet, levels: Iterable[Level]) -> Cascade:
        """The cascade of these levels, in the order in which they are applied."""
        listed = tuple(levels)
        return cls(language, alphabet, listed, Glance((c.needs for c in level.patterns) for level in listed))

    def run(self, atoms: list[Atom], builders: Mapping[str, Builder], trace: list[Fired] | None = None) -> list[Atom]:
        """The atoms after all levels. A builder gives the value of the new atom, or `None` to refuse the match."""
        line = self.alphabet.string(atoms)
        possible = self.glance.possible(line)
        for place, level in enumerate(self.levels):
            if not possible[place]:
                continue

            def build(match: Match, given: list[Atom] = atoms, level: Level = level) -> Atom | None:
                made = _make(match, given, builders)
                if trace is not None:
                    found = given[match.first : match.last]
                    trace.append(Fired(level.name, match.pattern.name, found[0].start, found[-1].end, made.tag if made else ""))
                return made

            before = line
            atoms, line = level.rewrite(atoms, line, possible[place], self.alphabet, build)
            if line is not before:
                possible = self.glance.possible(line)
        return atoms


def _make(match: Match, line: list[Atom], builders: Mapping[str, Builder]) -> Atom | None:
    value = builders[match.pattern.builder](match, line)
    if value is None:
        return None
    first, last = line[match.first], line[match.last - 1]
    span = getattr(value, "span", None) or Span(first.start, last.end)
    return Atom(span.start, span.end, match.pattern.gives, "", value, match.pattern.name, first.thing)


@cache
def cascade(language: str) -> Cascade:
    """The patterns of `lexicons/<language>/patterns.toml`, compiled.

    Raises:
        GrammarError: for a template that cannot be read or names a tag that nothing gives.
    """
    content = read_file(language, "patterns")
    macros = content.get("macros", {})
    levels = [(level["name"], [_pattern(p, macros, language) for p in level["pattern"]]) for level in content["level"]]
    given = {p.gives for _, patterns in levels for p in patterns}
    alphabet = Alphabet({*lexicon(language).tags, *TOKEN_TAGS, *GIVEN_TAGS, *given})
    for _, patterns in levels:
        for pattern in patterns:
            for tag, sense in senses_asked(pattern.template):
                alphabet.want(tag, sense)
    return Cascade.of(language, alphabet, [Level(name, tuple(compile_template(p, alphabet) for p in patterns)) for name, patterns in levels])


def _pattern(entry: dict[str, Any], macros: dict[str, str], language: str) -> Pattern:
    where = f"lexicons/{language}/patterns.toml {entry.get('name')}"

    def macro(m: re.Match[str]) -> str:
        if m[1] not in macros:
            raise GrammarError(Code.PATTERN, f"no macro named {m[1]}", where, "add it under [macros]")
        return macros[m[1]]

    try:
        template = re.sub(r"@(\w+)", macro, entry["template"])
        examples = tuple((text, expected) for text, expected in entry.get("examples", ()))
        return Pattern(entry["name"], template, entry["gives"], entry["builder"], examples, tuple(entry.get("counter", ())))
    except (KeyError, ValueError) as error:
        raise GrammarError(Code.PATTERN, f"lacks or misspells {error}", where, "see the other patterns") from error
