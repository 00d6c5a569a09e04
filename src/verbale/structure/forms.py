"""The formulas of one language (and of English, which mastheads everywhere use), compiled for search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from verbale.grammar.files import has_file, read_file
from verbale.grammar.formulas import any_of, named
from verbale.text import fold

_FILE = "structure"


@dataclass(frozen=True, eq=False)
class Forms:
    """Formulas of `languages`, the text's own first; one for each languages (`forms_of`), which the caches below tell apart by itself."""

    languages: tuple[str, ...]

    def words(self, table: str, key: str) -> list[str]:
        """All forms of `key` in `table`, of every language."""
        found: list[str] = []
        for language in self.languages:
            found += self.table(language, table).get(key, [])
        return found

    def senses(self, table: str) -> dict[str, list[str]]:
        """Canonical name to forms, of every language, in the order of the files."""
        return _senses(self, table)

    def branches(self, table: str, prefix: str) -> str:
        """The senses of `table` as named groups `<prefix>N`, to be put into a larger expression."""
        return _branches(self, table, prefix)

    def pattern(self, table: str, key: str) -> str:
        """One expression for all forms of `key` in `table`."""
        return _pattern(self, table, key)

    @staticmethod
    def table(language: str, table: str) -> dict[str, Any]:
        """One table of one language's file; empty when it has none."""
        found: dict[str, Any] = read_file(language, _FILE).get(table, {})
        return found

    def firsts(self, table: str, key: str) -> tuple[str, ...]:
        """The first word of each form of `key` in `table`, each once."""
        return _firsts(self, table, key)

    @cached_property
    def officers(self) -> re.Pattern[str]:
        """An officer or organ that letters are addressed to; group `oN` tells which of `officer_names`."""
        return named(self.senses("officers"), "o", before=r"(?:(?<![\w-])|(?<=و)|(?<=[\u4e00-\u9fff]))", after=r"(?!\w)")

    @cached_property
    def officer_names(self) -> tuple[str, ...]:
        """Canonical names of officers, by group number."""
        return tuple(self.senses("officers"))

    @cached_property
    def organs(self) -> re.Pattern[str]:
        """An organ; group `gN` tells which of `organ_names`."""
        return named(self.senses("organs"), "g", before=r"(?<!\w)", after=r"(?!\w)")

    @cached_property
    def organ_names(self) -> tuple[str, ...]:
        """Canonical names of organs, by group number."""
        return tuple(self.senses("organs"))

    @cached_property
    def annexes(self) -> re.Pattern[str]:
        """The word with which an annex, enclosure or appendix begins."""
        return re.compile("|".join(self.pattern("annex", key) for key in ("annex", "enclosure", "appendix")))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Canonical kinds of document, by group number."""
        return tuple(self.senses("kinds"))

    def search(self, name: str, source: str) -> re.Pattern[str]:
        """`source` compiled once under `name`: two long texts are compared in less time than one is hashed."""
        found = self._made.get(name)
        if found is None or found.pattern != source:
            found = self._made[name] = re.compile(source)
        return found

    @cached_property
    def _made(self) -> dict[str, re.Pattern[str]]:
        """What `search` compiled."""
        return {}


@cache
def _pattern(forms: Forms, table: str, key: str) -> str:
    return any_of(forms.words(table, key))


@cache
def _firsts(forms: Forms, table: str, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(form).split()[0] for form in forms.words(table, key) if form))


@cache
def _branches(forms: Forms, table: str, prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{i}>{any_of(listed)})" for i, listed in enumerate(forms.senses(table).values()))


@cache
def _senses(forms: Forms, table: str) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for language in forms.languages:
        for sense, listed in forms.table(language, table).items():
            merged.setdefault(sense, []).extend(listed)
    return merged


@cache
def forms_of(language: str | None) -> Forms:
    """The formulas of `language` and of English; of English alone when the language is unknown or has no file."""
    own = (language,) if language and language != "en" and has_file(language, _FILE) else ()
    return Forms((*own, "en"))
