"""Runs of number words and digits become one atom with the value of the whole, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar.atoms import atomise
from verbale.grammar.lexicon import lexicon
from verbale.grammar.numbers import join_numbers
from verbale.text import fold

WORDS = lexicon("en")
UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def numbers(text):
    folded = fold(text)
    atoms = join_numbers(atomise(text, folded, 0, len(text), WORDS, []), folded, WORDS)
    return [(a.value, a.span.of(text)) for a in atoms if a.tag == "num"]


def below_hundred(number):
    if number < 10:
        return UNITS[number - 1]
    if number < 20:
        return TEENS[number - 10]
    tens, unit = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[unit - 1]}" if unit else "")


def spelled(number, joint):
    """A number from 1 to 9999 in English words; `joint` stands between hundreds and the rest."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    large = ([f"{UNITS[thousands - 1]} thousand"] if thousands else []) + ([f"{UNITS[hundreds - 1]} hundred"] if hundreds else [])
    told = " ".join(large)
    return told + (joint if told and small else "") + (below_hundred(small) if small else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29", 29),
        ("1,500", 1500),
        ("1,234,567", 1234567),
        ("twenty-nine", 29),
        ("twenty nine", 29),
        ("two hundred and five", 205),
        ("one hundred twenty", 120),
        ("3 million", 3_000_000),
        ("12 thousand", 12_000),
        ("two thousand three hundred", 2300),
        ("Twenty‑Nine", 29),
    ],
)
def test_one_number(text, value):
    assert numbers(f"killed {text} villagers") == [(value, text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("aged 17, 15 and 7", [17, 15, 7]),
        ("five and six", [5, 6]),
        ("between 8 and 25", [8, 25]),
        ("twenty and nine", [20, 9]),
        ("2.5 tons", []),
        ("the remnants of a nineteenth-century fort", []),
        ("someone, nobody, often", []),
    ],
)
def test_several_numbers_or_none(text, values):
    assert [value for value, _ in numbers(text)] == values


@given(st.integers(1, 9999), st.sampled_from([" ", " and "]))
def test_every_spelled_number_is_read(number, joint):
    text = spelled(number, joint)
    assert numbers(f"killed {text} villagers") == [(number, text)]


@given(st.integers(0, 10**12))
def test_every_number_in_digits_is_read(number):
    assert numbers(f"killed {number} villagers") == [(number, str(number))]
    assert numbers(f"killed {number:,} villagers") == [(number, f"{number:,}")]


@given(st.text(max_size=80))
def test_any_text_keeps_its_atoms_in_order(text):
    folded = fold(text)
    end = 0
    for atom in join_numbers(atomise(text, folded, 0, len(text), WORDS, []), folded, WORDS):
        assert end <= atom.start < atom.end <= len(text)
        end = atom.end
