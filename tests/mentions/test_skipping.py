"""Rules are tried only at words that can begin what they look for: tried at every word they find the same."""

from __future__ import annotations

import re
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.app.library import rendition_of
from verbale.grammar.atoms import Beginnings, atomise
from verbale.grammar.dates import find_dates
from verbale.grammar.lexicon import TOKEN, build
from verbale.mentions import analysis, naming, parties, places
from verbale.mentions.peoples import learn
from verbale.mentions.sentences import sentences
from verbale.text import Span, fold

LETTERS = sorted((Path(__file__).parents[2] / "examples" / "letters").iterdir())
PLAINLY = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|'s\b|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*(?:'(?!s\b))?|[^\s\w-]")
"""The tokens without a way of their own for plain words."""


class Everything(frozenset):
    """Holds whatever is asked for."""

    def __contains__(self, _tag):
        return True


def read(text):
    folded, known = fold(text), learn(text)
    dates = find_dates(folded)
    spans = sentences(text, Span(0, len(text)))
    return [analysis.analyse(text, folded, s, [d for d in dates if s.contains(d.span)], peoples=known, trace=[]) for s in spans]


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: p.name)
def test_what_is_skipped_holds_nothing(path, monkeypatch):
    text = rendition_of(path).text
    skipping = read(text)
    monkeypatch.setattr(naming, "OPENERS", Everything())
    monkeypatch.setattr(parties, "OPENS", Beginnings(""))
    monkeypatch.setattr(places, "OPENS", Beginnings(""))
    assert list(map(astuple, read(text))) == list(map(astuple, skipping))


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: p.name)
def test_a_sentence_without_a_telling_word_tells_nothing(path):
    for sentence in read(rendition_of(path).text):
        if not any(analysis.TELLING[tag] for tag in sentence.tags):
            assert (sentence.tolls, sentence.parts) == ((), ())


@given(st.text(st.sampled_from("ab'’s1,. -_\n;Éß2½)"), max_size=40))
def test_plain_words_are_the_tokens_they_were(text):
    folded = fold(text)
    assert TOKEN.findall(folded) == PLAINLY.findall(folded)
    atoms = atomise(text, folded, 0, len(text), build("xx", {}, {}), [])
    assert [(a.start, a.end) for a in atoms] == [m.span() for m in PLAINLY.finditer(folded)]
