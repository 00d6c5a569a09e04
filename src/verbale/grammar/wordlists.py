"""Words that a rule asks for by name, in the language of what is read: `lexicons/<language>/wordlists.toml`.

The lexicon says what a word is; a list says which of those words one rule means, or what it looks for in a name:

    [places]
    # Things that are left of a place: "bodies from the rubble of" tells where it happened.
    wrecks = ["rubble", "ruins"]

The rule asks for `word_set("places.wrecks", sentence.language)`. What depends on word order or capitals is a regular expression,
written as a string.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from verbale.grammar.files import read_file
from verbale.model import Code, GrammarError

_FILE = "wordlists"


@cache
def word_list(name: str, language: str = "en") -> tuple[str, ...]:
    """The words of the list `<section>.<list>`, as they stand: beginnings for `startswith`, parts of words to look for.

    Raises:
        GrammarError: if the language has no such list, or it is an expression.
    """
    found = _entry(name, language)
    if not isinstance(found, list):
        raise _refuse("an expression, and a list is asked for", name, language)
    return tuple(found)


@cache
def word_set(name: str, language: str = "en") -> frozenset[str]:
    """The words of a list as a set. Raises as `word_list` does."""
    return frozenset(word_list(name, language))


@cache
def any_word(name: str, language: str = "en") -> re.Pattern[str]:
    """An expression for each whole word of a list. Raises as `word_list` does."""
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in word_list(name, language)) + r")\b")


@cache
def any_part(name: str, language: str = "en") -> re.Pattern[str]:
    """An expression for each of a list, wherever it stands in a word. Raises as `word_list` does."""
    return re.compile("|".join(re.escape(part) for part in word_list(name, language)))


@cache
def expression(name: str, language: str = "en") -> re.Pattern[str]:
    """The regular expression of that name.

    Raises:
        GrammarError: if the language has none, it is a list, or it cannot be compiled.
    """
    found = _entry(name, language)
    if not isinstance(found, str):
        raise _refuse("a list, and an expression is asked for", name, language)
    try:
        return re.compile(found)
    except re.error as error:
        raise _refuse(f"no regular expression: {error}", name, language) from error


def list_names(language: str) -> frozenset[str]:
    """The name of every list and expression of a language."""
    return frozenset(f"{section}.{name}" for section, entries in read_file(language, _FILE).items() for name in entries)


def _entry(name: str, language: str) -> Any:
    section, _, key = name.partition(".")
    found = read_file(language, _FILE).get(section, {}).get(key)
    if found is None:
        raise _refuse("no such list", name, language)
    return found


def _refuse(what: str, name: str, language: str) -> GrammarError:
    return GrammarError(Code.LEXICON, what, f"lexicons/{language}/{_FILE}.toml {name}", "write it there under its section")
