"""Lines at the head of a document in its language: agenda items, the word of a version, an addressee as a title says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.model import Code, UsageError
from verbale.publish.press.words import filled, joined, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BARE = re.compile(r"\d{1,3}(?:\s*\(?\w{1,2}\))?")
"""The number of an agenda item without a word: "34", "56 (b)"."""
_VERSION = re.compile(r"/(Corr|Add|Rev)\.\d+$")


def agenda_lines(items: Sequence[str], language: str) -> tuple[str, ...]:
    """The agenda items as a masthead tells them; those given by number alone in one line, "Agenda items 34 and 56 (b)", others as given."""
    return tuple(_agenda(items, language))


def _agenda(items: Sequence[str], language: str) -> Iterator[str]:
    numbers = [item for item in items if _BARE.fullmatch(item)]
    if numbers:
        yield filled(words_of(language)["agenda"][len(numbers) > 1], items=joined(numbers, language))
    yield from (item for item in items if item not in numbers)


def version_line(symbol: str, language: str) -> str:
    """The word that stands below the title of a corrigendum, addendum or revision, by the symbol; else ""."""
    found = {match[1] for one in re.split(r"[\n–]", symbol) if (match := _VERSION.search(one.strip()))}
    words: dict[str, str] = words_of(language)["versions"]
    return words[found.pop()] if len(found) == 1 else ""


def addressed(name: str, language: str) -> str:
    """An addressee as the title says it: of an organ of the United Nations by the list, of another as given, in English with its article.

    Raises:
        UsageError: BAD_VALUE in a language whose title asks for a case or preposition that the name does not show.
    """
    words = words_of(language)
    if name in words["addressees"]:
        return str(words["addressees"][name])
    if name.casefold().startswith(tuple(words["addressee_begins"])):
        return name
    if not words["addressee"]:
        begins = ", ".join(f'"{one.strip()}"' for one in words["addressee_begins"])
        raise UsageError(
            Code.BAD_VALUE, f'"{name}" cannot stand in a title as it is', "addressees", f"Say it as the title does, beginning with one of {begins}."
        )
    return f"{words['addressee']}{name}"
