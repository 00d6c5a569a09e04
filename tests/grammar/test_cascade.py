"""Levels applied one after the other: leftmost longest match, what a builder refuses, and what `explain` is told."""

from __future__ import annotations

import pytest

from verbale.grammar import cascade as cascades
from verbale.grammar.atoms import Atom
from verbale.grammar.cascade import Cascade, cascade
from verbale.grammar.patterns import Alphabet, Level, Pattern, compile_template
from verbale.model import GrammarError
from verbale.text import Span

TAGS = ("num", "group", "harm", "x", "np", "toll")


def line(*tags):
    """One atom a tag, each two characters wide with a gap of one."""
    return [Atom(3 * i, 3 * i + 2, tag) for i, tag in enumerate(tags)]


def steps(*levels):
    alphabet = Alphabet(TAGS)
    return Cascade.of("xx", alphabet, [Level(n, tuple(compile_template(p, alphabet) for p in patterns)) for n, patterns in levels])


NP = Pattern("np", "{n:num} {g:group}", "np", "keep")
LONG = Pattern("np.long", "{n:num} x {g:group}", "np", "keep")
TOLL = Pattern("toll", "{h:harm} {p:np}", "toll", "keep")


def keep(match, _line):
    return [a.tag for name in sorted(match.slots) for a in match.slots[name]]


def test_a_level_sees_what_the_level_before_made():
    made = steps(("persons", [NP]), ("tolls", [TOLL])).run(line("harm", "num", "group", "x"), {"keep": keep})
    assert [(a.tag, a.value, a.start, a.end, a.rule) for a in made] == [("toll", ["harm", "np"], 0, 8, "toll"), ("x", None, 9, 11, "")]


def test_leftmost_and_longest_wins():
    made = steps(("persons", [NP, LONG])).run(line("num", "x", "group", "num", "group"), {"keep": keep})
    assert [(a.tag, a.rule) for a in made] == [("np", "np.long"), ("np", "np")]


def test_what_a_builder_refuses_stays_as_it_was():
    atoms = line("num", "group", "num", "group")
    made = steps(("persons", [NP])).run(atoms, {"keep": lambda match, _line: None if match.first == 0 else "taken"})
    assert made[:2] == atoms[:2]
    assert [a.value for a in made[2:]] == ["taken"]


def test_a_value_with_a_span_places_its_atom():
    class Narrow:
        span = Span(3, 5)

    made = steps(("persons", [NP])).run(line("num", "group"), {"keep": lambda _match, _line: Narrow()})
    assert [(a.start, a.end) for a in made] == [(3, 5)]


def test_explain_is_told_what_fired_and_what_was_refused():
    trace = []
    steps(("persons", [NP]), ("tolls", [TOLL])).run(line("harm", "num", "group"), {"keep": lambda m, _: None if m.pattern is TOLL else "np"}, trace)
    assert [(f.level, f.rule, f.start, f.end, f.gave) for f in trace] == [("persons", "np", 3, 8, "np"), ("tolls", "toll", 0, 8, "")]


def test_a_line_without_a_match_is_the_same_line():
    atoms = line("x", "group", "num")
    assert steps(("persons", [NP])).run(atoms, {"keep": keep}) is atoms


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ({"name": "a", "template": "nosuchtag", "gives": "y", "builder": "b"}, "gives the tag 'nosuchtag'"),
        ({"name": "a", "template": "@nosuchmacro", "gives": "y", "builder": "b"}, "no macro named nosuchmacro"),
        ({"name": "a", "template": "(x", "gives": "y", "builder": "b"}, "does not compile"),
        ({"name": "a", "template": "x {", "gives": "y", "builder": "b"}, "cannot read the template"),
        ({"name": "a", "template": "x", "builder": "b"}, "lacks or misspells"),
    ],
)
def test_a_wrong_pattern_file_is_refused(monkeypatch, pattern, message):
    content = {"level": [{"name": "one", "pattern": [pattern]}]}
    monkeypatch.setattr(cascades, "read_file", lambda *_: content)
    with pytest.raises(GrammarError, match=message):
        cascade.__wrapped__("en")


def test_the_english_cascade_is_whole():
    levels = cascade("en").levels
    assert len(levels) >= 2
    assert sum(len(level.patterns) for level in levels) > 30
    assert len({level.name for level in levels}) == len(levels)
