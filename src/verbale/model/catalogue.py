"""A library's record of a document that is not at hand: its names, title, date and authors, each with its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model.documents import content_id

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.anchors import Particular
    from verbale.model.problems import Problem


@dataclass(frozen=True, slots=True)
class CatalogueField:
    """One MARC field as it stood: tag, two indicators, and codes with values; a control field has one value and no code."""

    tag: str
    indicators: str
    values: tuple[tuple[str, str], ...]


def record_id(fields: tuple[CatalogueField, ...]) -> str:
    """The id of a record with these fields: the same fields are the same record."""
    parts = (part for f in fields for part in (f.tag, f.indicators, str(len(f.values)), *(word for value in f.values for word in value)))
    return content_id("catalogue", *parts)


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """What a library says of one document. Values are anchored in `fields`, which hold everything the record said.

    Attributes:
        id: hash of `fields`, by `record_id`.
        fields: the record itself.
        symbols: every name of the document, canonical where it is a symbol that is known, else as written.
        title, date, kind: `None` when the record does not tell; `date` is when the document was issued.
        authors: states, bodies and persons.
        agenda, related, languages, jobs: agenda items, symbols of related documents, language codes, job numbers.
    """

    id: str
    fields: tuple[CatalogueField, ...]
    symbols: tuple[Particular[str], ...] = ()
    title: Particular[str] | None = None
    date: Particular[date] | None = None
    kind: Particular[str] | None = None
    authors: tuple[Particular[str], ...] = ()
    agenda: tuple[Particular[str], ...] = ()
    related: tuple[Particular[str], ...] = ()
    languages: tuple[Particular[str], ...] = ()
    jobs: tuple[Particular[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record, or a value of one, that could not be read: what is wrong and where, and its text as it stood in the file."""

    problem: Problem
    text: str


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A file of catalogue records as it was read: SHA-256 and size of its bytes, ids of its records, what could not be read."""

    sha256: str
    size: int
    name: str
    records: tuple[str, ...]
    damaged: tuple[Damaged, ...] = ()
    obtained_by: str = ""
