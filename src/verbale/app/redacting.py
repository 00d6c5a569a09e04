"""Redacted copies of documents of a register, each with its log; originals stay as they are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.exporting import safe_stem
from verbale.app.tables import Content, Wanted
from verbale.model import Code, UsageError, to_plain
from verbale.publish.redaction.documents import Redacted, redacted_pdf, redacted_text
from verbale.publish.redaction.words import WORDS_WITHHELD, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.register.store import Register

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Copied:
    """A redacted copy with its log, and how many places were withheld."""

    path: Path
    log: Path
    places: int


def redact(
    register: Register, document: str, out: str | Path, profile: str = "public", words: Iterable[tuple[str, str]] = (), *, text: bool = False
) -> Copied:
    """Writes a redacted copy of a document and the log of it into a folder: a PDF of a PDF, else (or with `text`) plain text.

    Args:
        register: where the document is; it is not changed.
        document: by file name, symbol or SHA-256.
        out: the folder.
        profile: whose withheld words (names of victims of the whole register among them) are taken out.
        words: further words, each with the reason.
        text: plain text even of a PDF.

    Raises:
        UsageError: NOT_FOUND; BAD_VALUE where the profile does not admit the document; as `redacted_pdf`.
    """
    stored = register.reading(document)
    content = Content(register, Wanted(profile))
    symbol = stored.reading.communication.symbol
    if not content.profile.admits(safe_stem(stored.name), stored.document.sha256, symbol.value if symbol else ""):
        raise UsageError(Code.BAD_VALUE, f"the profile {content.profile.name} does not admit the document", document, "Choose another profile.")
    withheld = content.words.also(Withheld(said, reason, WORDS_WITHHELD) for said, reason in words)
    rendition = register.rendition(stored.reading.rendition)
    whole = stored.document.media_type == _PDF and not text
    made = redacted_pdf(register.original(stored.document.sha256), rendition, withheld) if whole else redacted_text(rendition, withheld)
    return _written(made, Path(out), f"{Path(safe_stem(stored.name)).name}-redacted", stored.document.sha256, content.profile.name)


def _written(made: Redacted, folder: Path, stem: str, original: str, profile: str) -> Copied:
    folder.mkdir(parents=True, exist_ok=True)
    path, log = folder / f"{stem}{made.ending}", folder / f"{stem}.log.json"
    path.write_bytes(made.data)
    told = {"original_sha256": original, "profile": profile, "withheld": to_plain(made.log)}
    log.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Copied(path, log, len(made.log))
