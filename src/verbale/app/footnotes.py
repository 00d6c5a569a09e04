"""Attributed paragraphs with footnotes from a register, made again when it changed, with the differences told."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.tables import Content, Wanted
from verbale.model import Code, UsageError, to_plain
from verbale.publish.footnotes.files import docx, html, markdown
from verbale.publish.footnotes.paragraphs import Paragraph, differences, paragraphs
from verbale.publish.tables.judgements import LEFT_OUT, REVIEWED

if TYPE_CHECKING:
    from verbale.register.store import Register

_MAKERS = {".docx": docx, ".md": markdown, ".html": html}
FORMATS = tuple(_MAKERS)


@dataclass(frozen=True, slots=True)
class Made:
    """A file of paragraphs: how many, and what differs from its last making; `None` when it is the first."""

    path: Path
    paragraphs: int
    changes: tuple[str, ...] | None


def noted_paragraphs(register: Register, wanted: Wanted | None = None) -> list[Paragraph]:
    """The attributed paragraphs of a selection, each with its footnote; readings that people rejected are left out.

    Raises:
        UsageError: as `verbale.app.tables.Content.rows`.
    """
    content = Content(register, replace(wanted or Wanted(), rejected=False))
    held = (replace(one, chosen={c.id for c in one.claims() if _wanted(one.review(c), content.wanted)}) for one in content.held())
    return paragraphs(held, content.words.clean)


def _wanted(review: str, wanted: Wanted) -> bool:
    return review == REVIEWED if wanted.reviewed else review not in LEFT_OUT


def write_footnotes(register: Register, out: str | Path, wanted: Wanted | None = None, title: str = "What is alleged") -> Made:
    """Writes the paragraphs to `out` (.docx, .md, .html) and beside it, in `<out>.json`, what the next making is compared with.

    Raises:
        UsageError: BAD_VALUE for another ending; NOT_FOUND where no claim fits; as `noted_paragraphs`.
    """
    path = Path(out)
    maker = _MAKERS.get(path.suffix.lower())
    if maker is None:
        raise UsageError(Code.BAD_VALUE, "the ending names no format", path.name, f"There are {', '.join(FORMATS)}.")
    listed = noted_paragraphs(register, wanted)
    if not listed:
        raise UsageError(Code.NOT_FOUND, "no claim fits", "", "`verbale claims` shows what there is.")
    beside = path.with_name(path.name + ".json")
    changes = tuple(differences(_last(beside), listed)) if beside.exists() else None
    path.write_bytes(maker(title, listed))
    beside.write_text(
        json.dumps({"paragraphs": to_plain(listed), "register": register.head()}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return Made(path, len(listed), changes)


def _last(path: Path) -> list[Paragraph]:
    try:
        return [Paragraph(**one) for one in json.loads(path.read_text(encoding="utf-8"))["paragraphs"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(Code.BAD_VALUE, "it does not tell the last making", str(path), "Remove it to begin anew.") from error
