"""Every name of every state as one table: official names (generated TSV) and spoken ones (TOML by hand)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.names.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


class NameSort(StrEnum):
    """What sort of name a form is. `territory`: in neither UNTERM's list of states nor the list of former ones; it says nothing of status."""

    NAME = "name"
    OFFICIAL = "official"
    TERRITORY = "territory"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    FORMER = "former"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class StateName:
    """One form of the name of one state or territory.

    `code` is ISO 3166-1 alpha-3, of ISO 3166-3 for a state that is no more, or of the user range XAA-XZZ. `key` is
    `name_key(form)`. `since` and `until` are years, inclusive, `None` where unknown or still so.
    """

    form: str
    code: str
    key: str
    sort: NameSort
    language: str
    since: int | None = None
    until: int | None = None

    @property
    def exact(self) -> bool:
        """True for a form that is met only as written: an abbreviation in capitals ("US", never "us")."""
        return self.form in _exact_forms() or (len(self.form) < 9 and self.form.isupper())


@cache
def spoken() -> dict[str, Any]:
    """The content of `spoken.toml`, where names in daily use are written by hand."""
    content: dict[str, Any] = tomllib.loads((files("verbale.names") / "spoken.toml").read_text(encoding="utf-8"))
    return content


@cache
def _exact_forms() -> frozenset[str]:
    return frozenset(spoken()["exact"]["forms"])


@cache
def official_rows() -> tuple[tuple[str, str, NameSort, str], ...]:
    """The rows of `official.tsv`: code, language, sort, form; the first row of a code and language is its short name."""
    lines = (files("verbale.names") / "official.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((code, language, NameSort(sort), form) for code, language, sort, form in cells)


@cache
def _iso() -> dict[str, str]:
    lines = (files("verbale.names") / "iso.tsv").read_text(encoding="utf-8").splitlines()
    return {two: three for two, _, three in (line.partition("\t") for line in lines if not line.startswith("#"))}


def three_letters(code: str) -> str:
    """The ISO 3166-1 alpha-3 code for an alpha-2 code, or `code` itself when it is no alpha-2 code ("SY" gives "SYR")."""
    return _iso().get(code.upper(), code.upper())


@cache
def territories() -> frozenset[str]:
    """Codes of names that stand in neither UNTERM's list of states nor the list of states that are no more."""
    listed = {code for code, _, sort, _ in official_rows() if sort is NameSort.TERRITORY}
    return frozenset(listed | {entry["code"] for entry in spoken()["territory"]})


def _name(form: str, code: str, sort: NameSort, language: str, years: tuple[int | None, int | None] = (None, None)) -> StateName:
    return StateName(form, code, name_key(form), sort, language, *years)


def _sort_of(code: str) -> NameSort:
    return NameSort.TERRITORY if code in territories() else NameSort.NAME


def _people(code: str, adjectives: list[str]) -> Iterator[StateName]:
    """The adjectives of a state and the plurals that its people are called by."""
    rule = spoken()["plural_s"]
    for adjective in adjectives:
        yield _name(adjective, code, NameSort.ADJECTIVE, "en")
        if adjective.endswith(tuple(rule["ends"])) and adjective not in rule["never"]:
            yield _name(adjective + "s", code, NameSort.DEMONYM, "en")


def _spoken_names() -> Iterator[StateName]:
    tables = spoken()
    gone = {entry["code"]: entry for entry in tables["gone"]}
    for code, forms in tables["common"].items():
        years = (gone[code]["since"], gone[code]["until"]) if code in gone else (None, None)
        for form in forms:
            yield _name(form, code, NameSort.FORMER if code in gone else _sort_of(code), "en", years)
    for language, states in tables["common_in"].items():
        for code, forms in states.items():
            for form in forms:
                yield _name(form, code, NameSort.FORMER if code in gone else _sort_of(code), language)
    for code, adjectives in tables["adjectives"].items():
        yield from _people(code, adjectives)
    for code, forms in tables["demonyms"].items():
        yield from (_name(form, code, NameSort.DEMONYM, "en") for form in forms)
    for code, entries in tables["former"].items():
        yield from (_name(form, code, NameSort.FORMER, "en", (since or None, until or None)) for form, since, until in entries)
    for code, forms in tables["capitals"].items():
        yield from (_name(form, code, NameSort.CAPITAL, "en") for form in forms)


def _listed_names() -> Iterator[StateName]:
    """Names of states that are no more, and of territories beyond the official table."""
    for entry in spoken()["gone"]:
        for language, form in entry["names"].items():
            yield _name(form, entry["code"], NameSort.FORMER, language, (entry["since"], entry["until"]))
        for form in entry["forms"]:
            yield _name(form, entry["code"], NameSort.FORMER, "en", (entry["since"], entry["until"]))
    for entry in spoken()["territory"]:
        yield from (_name(form, entry["code"], NameSort.TERRITORY, language) for language, form in entry["names"].items())


@cache
def state_names() -> tuple[StateName, ...]:
    """Every name of every state and territory, once per code, language and form; official names first."""
    seen: dict[tuple[str, str, str], StateName] = {}
    for code, language, sort, form in official_rows():
        seen.setdefault((code, language, form), _name(form, code, sort, language))
    for name in (*_listed_names(), *_spoken_names()):
        seen.setdefault((name.code, name.language, name.form), name)
    return tuple(seen.values())
