"""What a template needs: a pattern is never passed over where it matches, in rows of any tags and in all example letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.app.library import rendition_of
from verbale.grammar.atoms import Atom
from verbale.grammar.cascade import cascade
from verbale.grammar.needs import Glance
from verbale.grammar.patterns import Alphabet, Pattern, compile_template
from verbale.mentions.analysis import analyse
from verbale.mentions.sentences import sentences
from verbale.text import Span, fold

LETTERS = sorted((Path(__file__).parents[2] / "examples" / "letters").iterdir())
TAGS = ("num", "group", "harm", "x", "np", "toll")


def needed(template):
    alphabet = Alphabet(TAGS)
    names = {alphabet.of(tag, ""): tag for tag in TAGS}
    return {frozenset(names[char] for char in need) for need in compile_template(Pattern("p", template, "np", "b"), alphabet).needs}


def wanted(*sets):
    return {frozenset(one) for one in sets}


@pytest.mark.parametrize(
    ("template", "sets"),
    [
        ("{n:num} group", wanted({"num"}, {"group"})),
        ("{n:num} [x] {g:group/np}", wanted({"num"}, {"group", "np"})),
        ("x*3 {h:harm}", wanted({"harm"})),
        ("(num|harm x) group", wanted({"num", "harm"}, {"group"})),
        ("(num|[harm] x*2) group", wanted({"group"})),
        ("[(num|harm)] (group (x|np)) ~3 toll", wanted({"group"}, {"x", "np"}, {"toll"})),
        ("(num|harm)*2 x", wanted({"x"})),
        ("-harm {n:num} -group", wanted({"num"})),
        ("[num] x*2", set()),
    ],
)
def test_what_a_template_needs(template, sets):
    assert needed(template) == sets


def passed_over(atoms):
    """The patterns, of any level, that match in a row and that a glance holds to be impossible there."""
    whole = cascade("en")
    line = whole.alphabet.string(atoms)
    return [
        compiled.pattern.name
        for level, possible in zip(whole.levels, whole.glance.possible(line), strict=True)
        for order, compiled in enumerate(level.patterns)
        if order not in possible and compiled.expression.search(line)
    ]


@given(st.lists(st.sampled_from(sorted(tag for tag in cascade("en").alphabet.tags)), max_size=25))
def test_no_pattern_is_passed_over_in_any_row_of_tags(tags):
    assert passed_over([Atom(at, at + 1, tag) for at, tag in enumerate(tags)]) == []


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: p.name)
def test_no_pattern_is_passed_over_in_an_example_letter(path):
    text = rendition_of(path).text
    folded = fold(text)
    for span in sentences(text, Span(0, len(text))):
        sentence = analyse(text, folded, span, [], trace=[])
        for atoms in (sentence.atoms, sentence.joined):
            assert passed_over(list(atoms)) == []


def test_a_glance_at_a_row_tells_what_it_can_hold():
    glance = Glance([[(frozenset("a"), frozenset("bc")), (frozenset("d"),), ()], [(frozenset("d"),)]])
    for _ in range(2):  # the second time from memory
        assert glance.possible("xac") == ((0, 2), ())
        assert glance.possible("ad") == ((1, 2), (0,))
        assert glance.possible("") == ((2,), ())
