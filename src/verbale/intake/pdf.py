"""PDF with a text layer: text in the order of reading, with a way back to the characters and boxes of each page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from verbale.intake import pdf_bidi
from verbale.intake.pdf_blocks import Block, Line, PageRows, blocks_of, body_size, continues, line_pitch, mark_footnotes, mark_furniture
from verbale.intake.pdf_page import PageText
from verbale.intake.pdf_rows import gather_tables, in_columns, rows_of
from verbale.intake.writing import TextBuilder
from verbale.model.documents import Method, Rendition
from verbale.model.problems import Code, IntakeError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from verbale.text import Span

READER = f"pdf 1 (pdfium {pypdfium2.PDFIUM_INFO.build})"
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OCR_TODO = "Have the text recognised (OCR) and read the result; Verbale does not recognise text in pictures yet."


def read(data: bytes, name: str) -> Rendition:
    """The text of the PDF `data`; `name` is used in messages only.

    Raises:
        IntakeError: `intake.encrypted` or `intake.damaged`.
    """
    document = _open(data, name)
    try:
        problems, pages = [], []
        texts: list[str] = []
        for number in range(len(document)):
            try:
                rows, text, scanned = _page(document, number)
            except pypdfium2.PdfiumError:
                problems.append(Problem(Code.DAMAGED, "the page cannot be read", f"{name}, page {number + 1}", "Get the file again from its source."))
                continue
            pages.append(rows)
            texts.append(text)
            if scanned:
                problems.append(Problem(Code.NEEDS_OCR, "the page is a picture without text", f"{name}, page {number + 1}", _OCR_TODO))
        title = str(document.get_metadata_value("Title") or "").strip()
    finally:
        document.close()
    if b"%%EOF" not in data[-4096:]:
        problems.append(
            Problem(Code.DAMAGED, "the end of the file is missing; some of its text may be too", name, "Get the file again from its source.")
        )
    builder = TextBuilder()
    _write(builder, _flow(pages), _Hyphens(texts))
    if builder.empty:
        problems = [p for p in problems if p.code != Code.NEEDS_OCR]
        problems.append(Problem(Code.NEEDS_OCR, "the document holds no text, only pictures", name, _OCR_TODO))
    return replace(builder.rendition(sha256(data).hexdigest(), READER, Method.TEXT_LAYER, title), problems=tuple(problems))


def boxes(data: bytes, rendition: Rendition, span: Span) -> list[tuple[int, float, float, float, float]]:
    """Where `span` of the text of the PDF `data` stands: page (from 1), left, bottom, right, top in PDF points, one or more a line."""
    return boxes_of(data, rendition, [span])[0]


def boxes_of(data: bytes, rendition: Rendition, spans: Sequence[Span]) -> list[list[tuple[int, float, float, float, float]]]:
    """`boxes` of each of many spans; every page is opened once."""
    document = _open(data, rendition.document)
    open_pages: dict[int, PageText] = {}
    try:
        return [list(_boxes(document, open_pages, rendition, span)) for span in spans]
    finally:
        for page in open_pages.values():
            page.close()
        document.close()


def _boxes(document: Any, open_pages: dict[int, PageText], rendition: Rendition, span: Span) -> Iterator[tuple[int, float, float, float, float]]:
    for piece in rendition.pieces:
        if not piece.span.overlaps(span):
            continue
        number = int(piece.place.removeprefix("page "))
        page = open_pages.get(number) or open_pages.setdefault(number, PageText(document[number - 1]))
        start = piece.offset + max(span.start, piece.span.start) - piece.span.start
        end = piece.offset + min(span.end, piece.span.end) - piece.span.start
        rectangles = page.rectangles(start, end)
        if rectangles:
            lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
            yield number, min(lefts), min(bottoms), max(rights), max(tops)


def _open(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise IntakeError(Code.ENCRYPTED, "the PDF is locked by a password", name, "Save a copy without the password and read that.") from None
        raise IntakeError(Code.DAMAGED, "the PDF cannot be opened: it is damaged or cut short", name, "Get the file again from its source.") from None


def _page(document: Any, number: int) -> tuple[PageRows, str, bool]:
    """The rows of a page, its raw text, and whether it is a picture without text."""
    page = document[number]
    try:
        text = PageText(page)
        try:
            if pdf_bidi.has_rtl(text.text):
                segments = list(pdf_bidi.segments(text))
                if pdf_bidi.rtl_page(text.text):
                    for segment in segments:
                        segment.x0, segment.x1 = text.width - segment.x1, text.width - segment.x0
            else:
                segments = list(text.segments())
            rows = gather_tables(in_columns(rows_of(segments, number + 1)))
            scanned = not any(c.isalnum() for c in text.text) and _has_picture(page)
            return PageRows(number + 1, text.height, text.width, rows), text.text, scanned
        finally:
            text.close()
    finally:
        page.close()


def _has_picture(page: Any) -> bool:
    count = pdfium.FPDFPage_CountObjects(page.raw)
    return any(pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, i)) == pdfium.FPDF_PAGEOBJ_IMAGE for i in range(min(count, 1000)))


def _flow(pages: list[PageRows]) -> Iterator[Block]:
    """The blocks of all pages; a paragraph that goes on over a page's end is one block, what stands between comes after it."""
    mark_furniture(pages)
    mark_footnotes(pages, body_size(pages))
    pitch = line_pitch(pages)
    open_block: Block | None = None
    waiting: list[Block] = []
    for page in pages:
        blocks = blocks_of(page, pitch)
        body = [b for b in blocks if b.role == "text"]
        waiting += [b for b in blocks if b.role == "header"]
        if open_block and body:
            if continues(open_block, body[0]):
                first = body.pop(0)
                first.lines[0].joiner = " "
                open_block.lines += first.lines
                open_block.full = first.full
            if body:
                yield open_block
                open_block = None
        if body:
            yield from waiting
            yield from body[:-1]
            open_block, waiting = body[-1], []
        waiting += [b for b in blocks if b.role == "footnote"] + [b for b in blocks if b.role == "footer"]
    if open_block:
        yield open_block
    yield from waiting


class _Hyphens:
    """Decides what a hyphen at a line's end was, by how the document spells the word elsewhere."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._words: Counter[str] | None = None

    def kept(self, before: str, after: str) -> bool:
        """True when the hyphen belongs to the word ("non-governmental"), False when it only parts it at the line's end."""
        left, right = re.search(r"[^\W_]+$", before), re.match(r"[^\W_]+", after)
        if not left or not right or not left[0][-1:].isalpha() or not right[0][:1].islower():
            return True
        if self._words is None:
            self._words = Counter(w.lower() for text in self._texts for w in _WORDS.findall(text))
            for word in list(self._words):
                if "-" in word:
                    self._words[word.split("-")[0] + "-"] += 1
        one, other = left[0].lower(), right[0].lower()
        if self._words[f"{one}-{other}"] or self._words[one + other]:
            return not self._words[one + other]
        hyphens, lines = (sum(text.count(c) for text in self._texts) for c in "\ufffe\n")
        if hyphens > 2 and hyphens > 0.03 * lines:  # the document parts its words at line ends
            return False
        return bool(self._words[one + "-"] or self._words[one] or self._words[other])


def _write(builder: TextBuilder, blocks: Iterator[Block], hyphens: _Hyphens) -> None:
    for block in blocks:
        builder.gap("\n\n")
        for i, line in enumerate(block.lines):
            if i and not (line.joiner == "" and block.lines[i - 1].segment.hyphen):
                builder.gap(line.joiner)
            after = block.lines[i + 1].segment.text if i + 1 < len(block.lines) else ""
            _write_line(builder, line, partial(_kept, hyphens, after))


def _kept(hyphens: _Hyphens, after: str, before: str) -> bool:
    return hyphens.kept(before, after)


def _write_line(builder: TextBuilder, line: Line, kept: Callable[[str], bool]) -> None:
    segment, place = line.segment, f"page {line.page}"
    text, written = segment.text, 0
    for number, bit in enumerate(segment.bits):
        if segment.own_text:
            written += len(bit.before)
            piece = text[written : written + bit.end - bit.start]
            written += bit.end - bit.start
        else:
            start = bit.start - segment.bits[0].start
            piece = text[start : start + bit.end - bit.start]
        if bit.raised and line.role in {"text", "cell"}:
            builder.gap(" " if number else "")
            builder.add(piece, place, bit.start, "footnote reference")
            builder.gap(" ")
            continue
        if bit.before or bit.raised:
            builder.gap(bit.before or " ")
        shown = piece.rstrip() if number + 1 < len(segment.bits) and not segment.own_text else piece
        last = segment.hyphen and number + 1 == len(segment.bits)
        builder.add(shown + "-" if last and kept(shown) else shown, place, bit.start, line.role)
