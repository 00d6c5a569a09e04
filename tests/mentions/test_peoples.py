"""Names learned from a letter: found as an expression over all of them would find them, the longest first, as words of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.app.library import rendition_of
from verbale.mentions.naming import state_atoms
from verbale.mentions.party_words import state_name
from verbale.mentions.peoples import MARK, learn
from verbale.text import Span

LETTERS = sorted((Path(__file__).parents[2] / "examples" / "letters").iterdir())
WORDS = ("Arvania", "Arvanian", "Arvanians", "Government of Arvania", "the ", "x", "-", "_", "’", "\n", ". ", "Ö")


def by_expression(peoples, text, start, end):
    if not peoples.forms:
        return []
    expression = re.compile(r"\b(?:" + "|".join(re.escape(f) for f in sorted(peoples.forms, key=len, reverse=True)) + r")\b")
    return [(m.start(), m.end(), *peoples.forms[m.group()]) for m in expression.finditer(text, start, end)]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.integers(0, 30), st.integers(0, 90))
def test_names_are_found_as_by_an_expression(words, start, length):
    text = "".join(words)
    known = learn("The Government of Arvania and the Arvanian people; Arvanians of the Coastal Republic, and Arvania’s army.")
    assert set(known.forms) >= {"Arvania", "Arvanian"}
    end = min(len(text), start + length)
    start = min(start, end)
    assert list(known.find(text, start, end)) == by_expression(known, text, start, end)


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: p.name)
def test_names_are_found_so_in_an_example_letter(path):
    text = rendition_of(path).text
    known = learn(text)
    assert list(known.find(text, 0, len(text))) == by_expression(known, text, 0, len(text))


def test_an_adjective_needs_its_name_and_a_name_its_adjective():
    known = learn("Forces of Ilvany crossed; Ilvanian guns fired. Forces of Telmor did not.")
    assert known.forms == {"Ilvany": ("state.name", MARK + "Ilvany"), "Ilvanian": ("state.adj", MARK + "Ilvany")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The envoy of the Dominican Republic met Dominican fishermen.", "DOM"),
        ("The envoy of Dominica met Dominican fishermen.", "DMA"),
        ("The envoys of Dominica and of the Dominican Republic met Dominican fishermen.", "DMA|DOM"),
        ("The envoy met Dominican fishermen.", "DMA|DOM"),
    ],
)
def test_an_adjective_of_two_states_is_of_the_one_that_the_letter_names(text, code):
    told = max(state_atoms(text, text.lower(), Span(0, len(text)), learn(text)), key=lambda atom: atom.start)
    assert (text[told.start : told.end], "|".join(sorted(told.sense.split("|")))) == ("Dominican", code)


def test_an_adjective_that_stays_open_names_every_state_it_may_mean():
    assert state_name("DOM|DMA") == "Dominica or Dominican Republic"
