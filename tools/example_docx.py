"""Writes an example letter as a Word document with a masthead, as a documents service or a mission would send it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from make_examples import Source

FIXED = datetime(2030, 1, 1, tzinfo=UTC)


def masthead(document: Document, source: Source) -> None:
    """The head of the first page as a table without rules, and the running head and foot of the others."""
    head = source.head
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).text = "United Nations"
    grid.cell(0, 1).text = head["symbol"]
    grid.cell(1, 0).text = "\n".join(head["organs"])
    grid.cell(1, 1).text = f"Distr.: General\n{head['dated']}\n\nOriginal: {head['original']}"
    for line in [*head.get("session", []), *([head["year"]] if "year" in head else [])]:
        document.add_paragraph(line)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = head["symbol"]
    section.footer.paragraphs[0].text = f"{head['symbol']} – English"


def table(document: Document, rows: tuple[str, ...]) -> None:
    """A ruled table."""
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
    grid = document.add_table(rows=len(cells), cols=len(cells[0]))
    grid.style = "Table Grid"
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            grid.cell(i, j).text = cell


def block(document: Document, kind: str, lines: tuple[str, ...]) -> None:
    """One block of the letter."""
    text = re.sub(r"\[\^\w+\]", "", " ".join(lines))
    if kind == "page":
        document.add_page_break()
    elif kind in ("head1", "head2"):
        document.add_heading(text, level=int(kind[-1]))
    elif kind == "item":
        for line in lines:
            document.add_paragraph(line, style="List Number")
    elif kind == "signature":
        for line in lines:
            document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif kind == "table":
        table(document, lines)
    else:
        document.add_paragraph(text)


def write(source: Source, path: Path) -> None:
    """The Word document of `source` at `path`."""
    document = docx.Document()
    masthead(document, source)
    document.add_paragraph().add_run(source.title).bold = True
    for kind, lines in source.blocks:
        block(document, kind, lines)
    properties = document.core_properties
    properties.author, properties.title = "Verbale example letters", source.title
    properties.created = properties.modified = FIXED
    document.save(str(path))
