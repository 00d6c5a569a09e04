"""A document's bytes, how they came, and the one immutable text that a reader made of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.problems import Problem
    from verbale.text import Span


def content_id(*parts: str) -> str:
    """A SHA-256 over `parts`, each told apart by its length, in hexadecimal."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """A file's bytes, known by their SHA-256 (hexadecimal); `media_type` is what they are, not what the name says."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """Header values that a person supplied for a text that lacks them; each `None` when not supplied."""

    symbol: str | None = None
    date: date | None = None
    sender: str | None = None
    language: str | None = None

    @property
    def empty(self) -> bool:
        """True when nothing was supplied."""
        return not (self.symbol or self.date or self.sender or self.language)


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How a document came: its file name, addresses, who obtained it and when (UTC, ISO 8601), and what was supplied by hand."""

    document: str
    name: str
    source_url: str = ""
    archive_url: str = ""
    obtained_by: str = ""
    obtained_at: str = ""
    container: str = ""
    supplied: Supplied = Supplied()


class Method(StrEnum):
    """How a text was read."""

    TEXT_LAYER = "text layer"
    MARKUP = "markup"
    PLAIN = "plain text"
    OCR = "optical character recognition"


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the text and where it stands in the original.

    `place` is `page N` (PDF), an XPath (HTML), `part/paragraph` (DOCX, e-mail) or `` (plain text); `offset` is the
    position of the piece's first character there, in characters of that place's own text. `role` is what the format
    itself says it is: "text", "heading 1", "cell", "list item", "footnote", "header", "footer".
    """

    span: Span
    place: str
    offset: int = 0
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Rendition:
    """The one immutable text of a document by one reader version, with the way back to the original.

    `text` has LF line ends and is never changed. `pieces` cover the text in order, without overlap; what lies
    between two pieces (line ends) was added by the reader.
    """

    document: str
    reader: str
    text: str
    method: Method
    pieces: tuple[Piece, ...] = ()
    title: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """Hash of document, reader version and text."""
        return content_id(self.document, self.reader, self.text)
