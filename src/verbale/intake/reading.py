"""Reads the bytes of one document: tells the format, and has all but plain text read by a limited child process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.intake import plain
from verbale.intake.kinds import NAMES, Kind, kind_of, kind_of_name
from verbale.intake.limits import Limits
from verbale.intake.process import Reader
from verbale.model.problems import Code, IntakeError, Problem

if TYPE_CHECKING:
    from verbale.model.documents import Rendition

_CHILD_KINDS = {Kind.PDF: "pdf", Kind.DOCX: "docx", Kind.HTML: "html", Kind.EML: "eml"}
_REFUSED = {
    Kind.EMPTY: (Code.EMPTY, "the file is empty", "Get it again from its source."),
    Kind.IMAGE: (Code.NEEDS_OCR, "the file is a picture", "Have its text recognised (OCR) and read the result."),
    Kind.XLSX: (Code.UNKNOWN_FORMAT, "the file is a spreadsheet", "Save it as text or PDF."),
    Kind.OFFICE: (Code.UNKNOWN_FORMAT, "the file is an office document of a kind that is not read", "Save it as DOCX or PDF."),
    Kind.ZIP: (Code.UNKNOWN_FORMAT, "the file is a ZIP inside other archives", "Unpack it and read its files."),
    Kind.UNKNOWN: (Code.UNKNOWN_FORMAT, "the format of the file is not known", "Save it as text, PDF, DOCX or HTML."),
}
_READER = Reader()


def read_bytes(data: bytes, name: str, limits: Limits | None = None) -> Rendition:
    """The text of the document `data`; `name` is used in messages, and to notice that it does not fit the format.

    Raises:
        IntakeError: with a stable code, what, where and what to do.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        raise IntakeError(
            Code.TOO_LARGE,
            f"the file has {len(data):,} bytes, more than the {limits.file_bytes:,} that are read",
            name,
            "Divide it, or raise the limit.",
        )
    kind = kind_of(data)
    if refused := _REFUSED.get(kind):
        code, what, todo = refused
        raise IntakeError(code, what, name, todo)
    rendition = plain.read(data, name) if kind is Kind.TEXT else _READER.read(_CHILD_KINDS[kind], data, name, limits)
    if len(rendition.text) > limits.characters:
        raise IntakeError(Code.TOO_LARGE, f"the text has more than the {limits.characters:,} characters that are read", name, "Divide the document.")
    if not rendition.text.strip() and not rendition.problems:
        raise IntakeError(Code.EMPTY, "the document holds no text", name, "Look at the file in the program that made it.")
    said = kind_of_name(name)
    if said is not None and said is not kind:
        wrong = Problem(Code.WRONG_NAME, f"the name says {NAMES[said]}, but the file is {NAMES[kind]} and was read as such", name, "Rename the file.")
        return replace(rendition, problems=(*rendition.problems, wrong))
    return rendition


def read_ahead(data: bytes, name: str, limits: Limits | None = None) -> None:
    """Begin to read the document for which `read_bytes` is called next (with these very bytes), while the caller does something else."""
    limits = limits or Limits()
    kind = _CHILD_KINDS.get(kind_of(data)) if len(data) <= limits.file_bytes else None
    if kind:
        _READER.ahead(kind, data, name, limits)


def close() -> None:
    """End the child process, if one runs."""
    _READER.close()
