"""Word lists: each that code asks for exists, none stands there for nothing, and what is wrong with one is told."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import verbale
from verbale.grammar import files, wordlists
from verbale.model import GrammarError

ASKED = re.compile(r"\b(word_list|word_set|any_word|any_part|expression)\(\s*\"([\w.]+)\"")
LANGUAGES = sorted(path.parent.name for path in Path(verbale.__file__).parent.glob("lexicons/*/wordlists.toml"))


def asked():
    """Every list that the code asks for, with the function by which it asks."""
    code = [path for path in Path(verbale.__file__).parent.rglob("*.py") if path.name != "wordlists.py"]
    return {(name, how) for path in code for how, name in ASKED.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_asks_for_every_list_and_for_no_other(language):
    assert {name for name, _ in asked()} == set(wordlists.list_names(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_what_the_code_takes_it_for(language):
    for name, how in sorted(asked()):
        assert getattr(wordlists, how)(name, language), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_list_or_is_empty(language):
    for section, entries in files.read_file(language, "wordlists").items():
        for name, words in entries.items():
            listed = [words] if isinstance(words, str) else words
            assert listed, f"{section}.{name} is empty"
            assert all(word.strip() and unicodedata.normalize("NFC", word) == word for word in listed), f"{section}.{name}"
            assert len(set(listed)) == len(listed), f"{section}.{name}: {sorted(w for w in set(listed) if listed.count(w) > 1)}"


@pytest.fixture
def made(monkeypatch):
    """A language of our own with one section."""
    content = {"towns": {"walls": ["wall", "city wall"], "gate": r"gate\s+of", "broken": "("}}
    monkeypatch.setattr(wordlists, "read_file", lambda language, name: content if (language, name) == ("xx", "wordlists") else {})


@pytest.mark.usefixtures("made")
def test_a_list_is_given_in_each_of_its_forms():
    assert wordlists.word_list("towns.walls", "xx") == ("wall", "city wall")
    assert wordlists.word_set("towns.walls", "xx") == {"wall", "city wall"}
    assert wordlists.any_word("towns.walls", "xx").findall("the wall, walls, a city wall") == ["wall", "city wall"]
    assert wordlists.any_part("towns.walls", "xx").findall("the wall, walls") == ["wall", "wall"]
    assert wordlists.expression("towns.gate", "xx").search("the gate  of Telmor")
    assert wordlists.list_names("xx") == {"towns.walls", "towns.gate", "towns.broken"}


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("ask", "name", "message"),
    [
        (wordlists.word_set, "towns.moats", "no such list"),
        (wordlists.word_set, "rivers.banks", "no such list"),
        (wordlists.word_list, "towns.gate", "a list is asked for"),
        (wordlists.expression, "towns.walls", "an expression is asked for"),
        (wordlists.expression, "towns.broken", "no regular expression"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_file(ask, name, message):
    with pytest.raises(GrammarError, match=message) as told:
        ask(name, "xx")
    assert f"lexicons/xx/wordlists.toml {name}" in str(told.value)
