"""The convention `literal` is the table of FORMAT.md, row by row; a policy that is not there is refused."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar.policies import convention, interval, vague_words
from verbale.model import Amount, Bound, Interval, UsageError

ROWS = [
    ("29", Amount("29", Bound.EXACT, 29), (29, 29)),
    ("some 30", Amount("some 30", Bound.ABOUT, 30), (30, 30)),
    ("nearly 30", Amount("nearly 30", Bound.UP_TO, 30), (1, 30)),
    ("at least 30", Amount("at least 30", Bound.AT_LEAST, 30), (30, None)),
    ("fewer than 30", Amount("fewer than 30", Bound.FEWER_THAN, 30), (1, 29)),
    ("more than 30", Amount("more than 30", Bound.MORE_THAN, 30), (31, None)),
    ("between 8 and 25", Amount("between 8 and 25", Bound.RANGE, 8, 25), (8, 25)),
    ("a family", Amount("a family", Bound.VAGUE, vague="family"), (2, None)),
    ("several", Amount("several", Bound.VAGUE, vague="several"), (2, None)),
    ("a plural with no number", Amount("", Bound.VAGUE, vague="plural"), (2, None)),
    ("most of 17", Amount("most of 17", Bound.MOST, 17), (9, 17)),
    ("most of an unknown number", Amount("most", Bound.MOST), (2, None)),
    ("dozens", Amount("dozens", Bound.VAGUE, vague="dozens"), (24, None)),
    ("scores", Amount("scores", Bound.VAGUE, vague="scores"), (40, None)),
    ("tens", Amount("tens", Bound.VAGUE, vague="tens"), (20, None)),
    ("hundreds", Amount("hundreds", Bound.VAGUE, vague="hundreds"), (200, None)),
    ("thousands", Amount("thousands", Bound.VAGUE, vague="thousands"), (2000, None)),
    ("tens of thousands", Amount("tens of thousands", Bound.VAGUE, vague="tens-of-thousands"), (20000, None)),
    # the edges of the rows
    ("most of 16", Amount("", Bound.MOST, 16), (9, 16)),
    ("most of 1", Amount("", Bound.MOST, 1), (1, 1)),
    ("up to 1", Amount("", Bound.UP_TO, 1), (1, 1)),
    ("up to 0", Amount("", Bound.UP_TO, 0), (0, 0)),
    ("fewer than 1", Amount("", Bound.FEWER_THAN, 1), (0, 0)),
    ("a range told backwards", Amount("", Bound.RANGE, 25, 8), (25, 25)),
]


@pytest.mark.parametrize(("words", "amount", "bounds"), ROWS, ids=[row[0] for row in ROWS])
def test_row(words, amount, bounds):
    assert interval(amount) == Interval(*bounds), words


def test_an_unknown_policy_is_refused():
    with pytest.raises(UsageError, match="no policy named 'guess'"):
        vague_words("guess")


def test_every_policy_says_where_it_comes_from():
    found = [path for path in (files("verbale") / "policies").iterdir() if path.name.endswith(".toml")]
    assert found
    for path in found:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        assert content["name"].lower().replace(" ", "-") == path.name.removesuffix(".toml")
        assert content["source"]
        assert content["version"]
        made = convention(path.name.removesuffix(".toml"))
        assert all(worth.low >= 1 for worth in made.vague.values()), "a vague word states at least one person"
        assert set(made.vague) == set(vague_words("literal")), "every convention values the same words"
        assert ("unofficial" in made.label) == (made.key != "literal")


@given(st.sampled_from([bound for bound in Bound if bound is not Bound.VAGUE]), st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_every_amount_with_a_number_has_an_interval(bound, number, upper):
    told = interval(Amount("", bound, number, upper))
    assert told.low >= 0
    assert told.high is None or told.low <= told.high


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_bounds_are_told_apart(one, other):
    """What is "at least" one number and "fewer than" another overlaps exactly when the numbers allow it."""
    at_least, fewer = interval(Amount("", Bound.AT_LEAST, one)), interval(Amount("", Bound.FEWER_THAN, other + 1))
    assert at_least.disjoint(fewer) == (other < one)
