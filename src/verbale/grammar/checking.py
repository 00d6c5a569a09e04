"""Build-time checks of words and patterns: every pattern gives what its examples say and nothing in its counter-examples.

In `patterns.toml` an example is `["a text", "what the pattern must give in it"]`, the second written as `told` writes values:
"at least 30 civilian" for persons, "killed 29 civilian" for a toll, "8 child, 6 woman" for parts. A counter-example is a text in
which the pattern must not give anything, however near it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.grammar.cascade import cascade
from verbale.grammar.lexicon import lexicon
from verbale.grammar.policies import vague_words
from verbale.model import Amount, Bound, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from verbale.grammar.atoms import Atom
    from verbale.grammar.cascade import Builder
    from verbale.grammar.patterns import Match, Pattern

GROUPS = frozenset({"others", "settlers",
    "civilian", "combatant", "child", "woman", "woman or child", "man", "elderly", "medical", "media", "aid worker", "mixed", "person", "other",
})  # fmt: skip
"""Whom a toll can be of (the evaluation format)."""


_FREE = frozenset({"group.mod", "harm.vic"})
"""Tags whose sense no builder reads."""


def told(value: Any) -> str:
    """A value that a builder gave, as examples write it."""
    if isinstance(value, tuple):
        return ", ".join(told(item) for item in value)
    if isinstance(value, Amount):
        return _amount(value)
    words = (getattr(value, "outcome", ""), getattr(value, "amount", None), getattr(value, "group", ""))
    if words[1] is None:
        return str(value)
    return " ".join(part for part in (str(words[0]), _amount(words[1]), words[2]) if part)


def _amount(amount: Amount) -> str:
    if amount.number is None:
        return amount.vague or amount.bound.value
    if amount.bound is Bound.RANGE:
        return f"{amount.number} to {amount.upper}"
    return str(amount.number) if amount.bound is Bound.EXACT else f"{amount.bound.value} {amount.number}"


def check_patterns(language: str, atoms_of: Callable[[str], list[Atom]], builders: Mapping[str, Builder]) -> list[str]:
    """What is wrong with the patterns of a language, one line each; empty when all is well.

    Args:
        language: ISO 639-1.
        atoms_of: the atoms of a sentence, before the cascade.
        builders: as for `Cascade.run`.
    """
    wrong: list[str] = []
    for pattern in patterns_of(language):
        if pattern.builder not in builders:
            wrong.append(f"{pattern.name}: there is no builder {pattern.builder!r}")
        elif not pattern.examples or not pattern.counter:
            wrong.append(f"{pattern.name}: needs an example and a counter-example")
        else:
            wrong += _tried(language, pattern, atoms_of, builders)
    return wrong


def patterns_of(language: str) -> Iterator[Pattern]:
    """Every pattern of a language, in the order in which they are tried."""
    return (compiled.pattern for level in cascade(language).levels for compiled in level.patterns)


def given(language: str, pattern: str, atoms: list[Atom], builders: Mapping[str, Builder]) -> list[str]:
    """What the pattern of this name gives in a sentence, as `told` writes it."""
    made: list[str] = []

    def recorded(build: Builder) -> Builder:
        def act(match: Match, line: list[Atom]) -> Any:
            value = build(match, line)
            if value is not None and match.pattern.name == pattern:
                made.append(told(value))
            return value

        return act

    cascade(language).run(atoms, {name: recorded(build) for name, build in builders.items()})
    return made


def _tried(language: str, pattern: Pattern, atoms_of: Callable[[str], list[Atom]], builders: Mapping[str, Builder]) -> Iterator[str]:
    for text, expected in pattern.examples:
        found = given(language, pattern.name, atoms_of(text), builders)
        if expected not in found:
            yield f"{pattern.name}: in {text!r} it gives {found or 'nothing'}, not {expected!r}"
    for text in pattern.counter:
        found = given(language, pattern.name, atoms_of(text), builders)
        if found:
            yield f"{pattern.name}: in {text!r} it gives {found}, and should give nothing"


def check_senses(language: str) -> list[str]:
    """Forms whose sense no builder knows, one line each: outcomes, groups and vague quantities have fixed senses."""
    known = {
        "harm": {o.value for o in Outcome},
        "group": GROUPS,
        "vague": {*vague_words("literal"), "a-dozen", "loose"},
    }
    wrong = []
    for form, entry in lexicon(language).forms():
        senses = known.get(entry.tag.partition(".")[0])
        if senses is not None and entry.tag not in _FREE and entry.sense not in senses:
            wrong.append(f"{entry.source}.toml: {' '.join(form)!r} has the unknown sense {entry.sense!r}")
    return sorted(wrong)
