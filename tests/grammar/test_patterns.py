"""Every pattern gives what its examples say and nothing in its counter-examples; every sense is one that builders know."""

from __future__ import annotations

from verbale.grammar import checking
from verbale.grammar.dates import find_dates
from verbale.grammar.patterns import Pattern
from verbale.mentions.analysis import analyse
from verbale.mentions.peoples import learn
from verbale.mentions.tolls import BUILDERS
from verbale.model import Amount, Bound
from verbale.text import Span, fold


def atoms_of(text):
    folded = fold(text)
    return list(analyse(text, folded, Span(0, len(text)), find_dates(folded), peoples=learn(text)).atoms)


def test_every_pattern_gives_what_its_examples_say():
    assert checking.check_patterns("en", atoms_of, BUILDERS) == []


def test_every_sense_is_known():
    assert checking.check_senses("en") == []


def test_names_of_patterns_are_unique():
    names = [pattern.name for pattern in checking.patterns_of("en")]
    assert len(names) == len(set(names)) > 30


def test_a_wrong_example_is_found(monkeypatch):
    pattern = next(checking.patterns_of("en"))
    wrong = Pattern(pattern.name, pattern.template, pattern.gives, pattern.builder, (("A 9-year-old fled.", "8"),), ("A 7-year-old fled.",))
    monkeypatch.setattr(checking, "patterns_of", lambda _: [wrong])
    found = checking.check_patterns("en", atoms_of, BUILDERS)
    assert len(found) == 2
    assert "not '8'" in found[0]
    assert "should give nothing" in found[1]


def test_a_pattern_without_examples_or_builder_is_found(monkeypatch):
    bare = Pattern("bare", "x", "np.n", "age")
    lost = Pattern("lost", "x", "np.n", "nobody", (("a", "b"),), ("c",))
    monkeypatch.setattr(checking, "patterns_of", lambda _: [bare, lost])
    assert checking.check_patterns("en", atoms_of, BUILDERS) == ["bare: needs an example and a counter-example", "lost: there is no builder 'nobody'"]


def test_values_are_written_plainly():
    assert checking.told(Amount("", Bound.AT_LEAST, 30)) == "at least 30"
    assert checking.told(Amount("", Bound.RANGE, 8, 25)) == "8 to 25"
    assert checking.told(Amount("", Bound.VAGUE, vague="dozens")) == "dozens"
    assert checking.told((9, "none")) == "9, none"
