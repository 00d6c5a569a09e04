"""Redacted copies: a PDF made anew of pictures and a text layer without the withheld words, or a plain text; and the log of what was withheld."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from verbale.intake.pdf import boxes as boxes_of
from verbale.intake.pdf import read
from verbale.model import Code, UsageError
from verbale.publish.redaction.pictures import Box, Picture, picture

if TYPE_CHECKING:
    from verbale.model import Rendition
    from verbale.publish.redaction.words import Redactor

_BLIND = frozenset({Code.NEEDS_OCR, Code.DAMAGED})
"""Problems of a text after which words may stand in the picture that the text does not have."""
_TEMPLATE = """
#let data = json("pages.json")
#set document(title: none, author: (), date: none)
#set text(fallback: true)
#for (number, page-data) in data.pages.enumerate() {
  set page(width: page-data.width * 1pt, height: page-data.height * 1pt, margin: 0pt, background: image(page-data.image, width: 100%, height: 100%))
  if number > 0 { pagebreak() }
  for word in page-data.words {
    place(dx: word.x * 1pt, dy: word.y * 1pt, text(size: word.size * 1pt, fill: rgb(0, 0, 0, 0), top-edge: "bounds", word.text))
  }
  [#h(0pt)]
}
"""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One place that was redacted: where (page, or character of the text), how many characters, and why. The words are not told."""

    page: int
    start: int
    length: int
    reason: str
    mark: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted copy, its ending, and what was withheld in it."""

    data: bytes
    ending: str
    log: tuple[Withdrawn, ...]


def redacted_text(rendition: Rendition, words: Redactor) -> Redacted:
    """The text of a document with marks in the place of withheld words."""
    log = tuple(
        Withdrawn(0, hit.span.start, hit.span.end - hit.span.start, hit.withheld.reason, hit.withheld.mark) for hit in words.hits(rendition.text)
    )
    return Redacted(words.clean(rendition.text).encode("utf-8", "replace"), ".txt", log)


def redacted_pdf(data: bytes, rendition: Rendition, words: Redactor) -> Redacted:
    """A PDF of pictures of the pages with withheld words blackened, and a text layer without them; nothing else of the original is in it.

    What it made is read again; it is given out only when no withheld word is found in it.

    Raises:
        UsageError: MISSING_EXTRA without Typst; BAD_VALUE where a withheld word could not be placed, or is found in what was made.
    """
    blind = next((problem for problem in rendition.problems if problem.code in _BLIND), None)
    if blind:
        raise UsageError(
            Code.BAD_VALUE, f"words cannot be found everywhere in it ({blind.what})", blind.where, "Have the text recognised (OCR) first."
        )
    places: dict[int, list[Box]] = {}
    log = []
    for hit in words.hits(rendition.text):
        found = boxes_of(data, rendition, hit.span)
        if not found:
            raise UsageError(Code.BAD_VALUE, "a withheld word has no place on a page", f"character {hit.span.start:,}", "Give out the text instead.")
        for page, left, bottom, right, top in found:
            places.setdefault(page, []).append(Box(left, bottom, right, top))
            log.append(Withdrawn(page, hit.span.start, hit.span.end - hit.span.start, hit.withheld.reason, hit.withheld.mark))
    with pypdfium2.PdfDocument(data) as document:
        pictures = [picture(document[number], places.get(number + 1, [])) for number in range(len(document))]
    made = _composed(pictures)
    if words.hits(read(made, "redacted copy").text):
        raise UsageError(Code.BAD_VALUE, "a withheld word is still found in the copy", "", "Give out the text instead, and report it.")
    return Redacted(made, ".pdf", tuple(log))


def _composed(pictures: list[Picture]) -> bytes:
    try:
        import typst  # noqa: PLC0415 (heavy, and of an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "a redacted PDF needs Typst", "", "Install verbale[press].") from error
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        pages = []
        for number, one in enumerate(pictures, 1):
            (folder / f"{number}.png").write_bytes(one.png)
            words = [{"text": w.text, "x": round(w.x, 2), "y": round(w.y, 2), "size": round(w.size, 2)} for w in one.words]
            pages.append({"width": one.width, "height": one.height, "image": f"{number}.png", "words": words})
        (folder / "pages.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")
        (folder / "main.typ").write_text(_TEMPLATE, encoding="utf-8")
        made = typst.compile(folder / "main.typ", root=folder, format="pdf", timestamp=0)
    return bytes(made)
