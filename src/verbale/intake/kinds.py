"""Tells what a file is from its bytes, never from its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from verbale.text.encodings import is_text, sample_text


class Kind(StrEnum):
    """What the bytes are; the value is the media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    EML = "message/rfc822"
    ZIP = "application/zip"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    OFFICE = "application/x-office"
    IMAGE = "image/*"
    TEXT = "text/plain"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"


NAMES = {
    Kind.PDF: "a PDF",
    Kind.DOCX: "a Word document (DOCX)",
    Kind.HTML: "an HTML page",
    Kind.EML: "an e-mail",
    Kind.ZIP: "a ZIP archive",
    Kind.XLSX: "a spreadsheet (XLSX)",
    Kind.OFFICE: "an older or other office document",
    Kind.IMAGE: "a picture",
    Kind.TEXT: "plain text",
    Kind.EMPTY: "empty",
    Kind.UNKNOWN: "of an unknown format",
}

_ENDINGS = {
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".dotx": Kind.DOCX,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".eml": Kind.EML,
    ".zip": Kind.ZIP,
    ".xlsx": Kind.XLSX,
    ".doc": Kind.OFFICE,
    ".rtf": Kind.OFFICE,
    ".odt": Kind.OFFICE,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".png": Kind.IMAGE,
    ".jpg": Kind.IMAGE,
    ".jpeg": Kind.IMAGE,
    ".tif": Kind.IMAGE,
    ".tiff": Kind.IMAGE,
}
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x00\x0cjP")
_OLE, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</(?:p|div|td|li|a|h[1-6]|span|table)>|<br\s*/?>", re.IGNORECASE)
_HEADER = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\n")
_EML_FIELDS = re.compile(
    r"^(?:from|to|subject|date|message-id|received|mime-version|return-path|content-type|delivered-to):", re.IGNORECASE | re.MULTILINE
)

_COPIED = {"from:", "to:", "subject:"}
"""Fields that stand in the text of a mail copied from a window too; the e-mail itself has others."""


def kind_of(data: bytes) -> Kind:
    """What `data` is, by its own marks."""
    if not data:
        return Kind.EMPTY
    head = data[:1024]
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _zip_kind(data)  # first: an archive shows the marks of a file that it holds unpacked
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith((_OLE, _RTF)):
        return Kind.OFFICE
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.IMAGE
    return _text_kind(data)


def kind_of_name(name: str) -> Kind | None:
    """What the name says the file is; `None` when it says nothing that is known here."""
    return _ENDINGS.get(PurePosixPath(name).suffix.lower())


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Kind.DOCX if b"word/document.xml" in data[:65536] else Kind.ZIP
    if "[Content_Types].xml" in names:
        if any(n.startswith("word/") for n in names):
            return Kind.DOCX
        return Kind.XLSX if any(n.startswith("xl/") for n in names) else Kind.OFFICE
    return Kind.OFFICE if {"mimetype", "content.xml"} <= names else Kind.ZIP


def _text_kind(data: bytes) -> Kind:
    if not is_text(data):
        return Kind.UNKNOWN
    start = sample_text(data)
    if _HTML.match(start):
        return Kind.HTML
    header = _HEADER.match(start.replace("\r\n", "\n").lstrip("\ufeff"))
    fields = {m.lower() for m in _EML_FIELDS.findall(header[0])} if header else set()
    if len(fields) >= 2 and fields - _COPIED:
        return Kind.EML
    if "<html" in start.lower() or len(_TAGS.findall(start)) > 3:
        return Kind.HTML
    return Kind.TEXT
