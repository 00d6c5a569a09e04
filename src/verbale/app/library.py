"""Reading without a register: a file, bytes or a text to a reading, and a text to its citations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from verbale.claims.communication import communication
from verbale.intake import plain
from verbale.intake.reading import read_bytes
from verbale.intake.sources import STDIN, gather
from verbale.mentions import citations
from verbale.mentions.citations_merge import each_citation
from verbale.model import Code, UsageError
from verbale.pipeline import read_rendition
from verbale.structure import outline
from verbale.symbols import parse

if TYPE_CHECKING:
    from verbale.mentions.citations import CitationMention
    from verbale.model import Citation, Reading, Rendition, Supplied


def read(source: str | Path | bytes, supplied: Supplied | None = None) -> Reading:
    """The reading of one document: a path (PDF, DOCX, HTML, e-mail, plain text) or the bytes of such a file.

    Args:
        source: a path, or bytes.
        supplied: header values that the text lacks; they are marked as supplied.

    Raises:
        IntakeError: the document cannot be read; its `problem` says what, where and what to do.
        UsageError: BAD_VALUE for a folder, which holds many documents.
    """
    return read_rendition(rendition_of(source), supplied)


def read_text(text: str, supplied: Supplied | None = None) -> Reading:
    """The reading of a text. Its offsets are code points of `Reading.text`, which has LF line ends."""
    return read_rendition(plain.read(text.encode("utf-8", "replace"), ""), supplied)


def cite(text: str, language: str | None = None) -> list[CitationMention]:
    """Every citation in `text`, in the order of the text; offsets are code points.

    A joint symbol is listed whole and then by each of its names, a section of a resolution ("217 A (III)") also as the resolution that
    holds it, so that whoever looks for any of the names finds it; those further entries have the rule "symbol.name".

    Args:
        text: any text.
        language: "en", "fr", "es", "ru", "ar" or "zh"; told from the text when `None`.
    """
    return citations.cite(text, language)


def cited_in(source: str | Path | bytes, language: str | None = None) -> tuple[Citation, ...]:
    """Every citation in one document, in the order of the text, without its own symbol and title; arguments as `read` and `cite`.

    Raises:
        IntakeError, UsageError: as `read`.
    """
    rendition = rendition_of(source)
    text = rendition.text
    head = communication(text, outline(rendition))
    mentions = citations.find_citations(text, language or (head.language.value if head.language else None))
    own = parse(head.symbol.value) if head.symbol else None
    return each_citation(mentions, text, rendition.id, head.date.value if head.date else None, own)


def rendition_of(source: str | Path | bytes) -> Rendition:
    """The text of one document, with the way back to the original; a path "-" is standard input.

    Raises:
        IntakeError, UsageError: as `read`.
    """
    if isinstance(source, bytes):
        return read_bytes(source, "bytes given")
    if str(source) != STDIN and Path(source).is_dir():
        raise UsageError(Code.BAD_VALUE, "it is a folder, one document is wanted", str(source), "name a file in it")
    taken = next(gather([source]))
    return read_bytes(taken.data(), taken.path)
