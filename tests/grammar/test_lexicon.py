"""What a lexicon refuses, how its forms are found, and that its version is that of its content."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar.lexicon import TOKEN, build, lexicon
from verbale.model import GrammarError
from verbale.text import fold

NUMBERS = {"numbers": {"two": 2}, "multipliers": {"hundred": 100}}


def made(**files):
    return build("xx", files, NUMBERS)


def test_the_longest_form_wins():
    words = made(a={"killed": {"harm.part": ["shot dead", "shot dead in cold blood"]}, "shooting": {"act.part": ["shot"]}})
    for text, size, sense in (("shot at", 1, "shooting"), ("shot dead today", 2, "killed"), ("shot dead in cold blood", 5, "killed")):
        long, entry = words.match(text.split(), 0)
        assert (long, entry and entry.sense) == (size, sense)
    assert words.match(["fled"], 0) == (1, None)


def test_a_form_is_found_in_any_case_and_with_any_apostrophe():
    words = made(a={"x": {"tag": ["Council’s Own"]}})
    for form in ("council's own", "COUNCIL’S OWN", "Councilʼs own"):
        assert words.entry(form) is not None, form
    assert words.entry("council's") is None
    assert words.entry("") is None


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a": {"killed": {"t": ["slain", "Slain"]}}}, "stands in a.toml too, as killed"),
        ({"a": {"killed": {"t": ["slain"]}}, "b": {"injured": {"u": ["slain"]}}}, "stands in a.toml too, as killed"),
        ({"a": {"x": {"t": ["don't"], "u": ["don’t"]}}}, "stands in a.toml too"),
        ({"a": {"x": {"t": [unicodedata.normalize("NFD", "tué")]}}}, "not in Unicode NFC"),
        ({"a": {"x": {"t": [""]}}}, "an empty form"),
        ({"a": {"x": {"t": ["  - "]}}}, "an empty form"),
    ],
)
def test_refused(files, message):
    with pytest.raises(GrammarError, match=message):
        made(**files)


def test_the_version_changes_with_the_content_and_only_with_it():
    content = {"killed": {"t": ["slain"]}}
    version = made(a=content).version
    assert made(a={"killed": {"t": ["slain"]}}).version == version
    assert made(a={"killed": {"t": ["slain", "murdered"]}}).version != version
    assert made(a={"killed": {"u": ["slain"]}}).version != version
    assert made(b=content).version != version
    assert build("xx", {"a": content}, {"numbers": {"two": 3}, "multipliers": {}}).version != version


def test_english_forms_are_found_as_themselves():
    words = lexicon("en")
    for tokens, entry in words.forms():
        assert words.match(list(tokens), 0) == (len(tokens), entry)


def test_every_english_form_is_in_one_place_only():
    forms = [form for form, _ in lexicon("en").forms()]
    assert len(forms) == len(set(forms)) > 3000


@given(st.text(max_size=120))
def test_tokens_are_pieces_of_the_text_in_order(text):
    folded = fold(text)
    end = 0
    for m in TOKEN.finditer(folded):
        assert end <= m.start() < m.end()
        end = m.end()
