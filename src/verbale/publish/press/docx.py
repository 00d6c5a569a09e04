"""A sheet as a Word document, through python-docx (the extra `press`); right to left where the language is."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.press.links import linked
from verbale.publish.press.sheet import Form

if TYPE_CHECKING:
    from verbale.publish.press.sheet import Laid, Sheet

_CODES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}


def docx(sheet: Sheet) -> bytes:
    """The document as DOCX; the same sheet gives the same bytes.

    Raises:
        UsageError: MISSING_EXTRA without python-docx.
    """
    try:
        import docx as word  # noqa: PLC0415 (of an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "a Word document needs python-docx", "", "Install verbale[press].") from error
    document = word.Document()
    maker = _Maker(document, sheet)
    maker.masthead()
    for block in sheet.blocks:
        maker.block(block)
    maker.margins()
    properties = document.core_properties
    properties.author, properties.title, properties.language = "", sheet.title[:255], _CODES[sheet.language]
    properties.subject, properties.keywords = sheet.specimen, "; ".join(sheet.symbols)
    properties.created = properties.modified = datetime.combine(sheet.circulated, time(), UTC)
    properties.comments = ""
    held = io.BytesIO()
    document.save(held)
    return _dateless(held.getvalue())


class _Maker:
    """Writes the parts of a sheet into a document of python-docx."""

    def __init__(self, document: Any, sheet: Sheet) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

        self.document, self.sheet = document, sheet
        self.align, self.element, self.qn, self.cm, self.pt, self.colour = WD_ALIGN_PARAGRAPH, OxmlElement, qn, Cm, Pt, RGBColor
        self.hyperlink = RELATIONSHIP_TYPE.HYPERLINK
        self.rtl = sheet.direction == "rtl"
        style = document.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(11)
        language = OxmlElement("w:lang")
        for name in ("val", "bidi", "eastAsia"):
            language.set(qn(f"w:{name}"), _CODES[sheet.language])
        style.element.get_or_add_rPr().append(language)

    def masthead(self) -> None:
        """The head of the first page, and the title."""
        sheet = self.sheet
        if sheet.specimen:
            self._notice(self.document.add_paragraph())
        grid = self.document.add_table(rows=1 + len(sheet.organs), cols=2)
        self._mirrored(grid)
        for row, line in enumerate((sheet.issuer, *sheet.organs)):
            paragraph = grid.cell(row, 0).paragraphs[0]
            self._run(paragraph, (line,), size=16 if row else 14, bold=row > 0)
            self._direction(paragraph)
        self._run(grid.cell(0, 1).paragraphs[0], sheet.symbols, size=14)
        beside = grid.cell(1, 1).merge(grid.cell(len(sheet.organs), 1))
        self._run(beside.paragraphs[0], sheet.distribution, size=10)
        if sheet.sessions:
            self._run(self._paragraph(), sheet.sessions, bold=True)
        self._heading(sheet.title, 1)
        if sheet.version:
            line = self._paragraph()
            line.alignment = self.align.CENTER
            self._run(line, (sheet.version,), bold=True)

    def margins(self) -> None:
        """The running head and foot: the symbol from the second page on, the notice of a specimen on each."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        self._run(section.header.paragraphs[0], ("–".join(self.sheet.symbols),), bold=True)
        for foot in (section.footer, section.first_page_footer):
            if self.sheet.specimen:
                self._notice(foot.paragraphs[0])
        if self.sheet.job:
            self._run(section.first_page_footer.add_paragraph(), (self.sheet.job,))

    def block(self, block: Laid) -> None:
        """One block."""
        if block.form is Form.TABLE:
            self._table(block)
        elif block.form is Form.LINES:
            for row in block.rows:
                self._run(self._paragraph(), ("\t".join(row),))
        elif block.form in {Form.HEADING, Form.ANNEX}:
            if block.form is Form.ANNEX:
                self.document.add_page_break()
            self._heading(block.text, 1 if block.form is Form.ANNEX else 2)
        else:
            paragraph = self._paragraph()
            if block.rows:
                self._run(paragraph, [row[0] for row in block.rows])
            else:
                self._linked(paragraph, block.text, size=9 if block.form is Form.NOTE else 0)
            if block.form is Form.SIGNATURE:
                paragraph.paragraph_format.left_indent = self.cm(8)
            elif block.form in {Form.ITEM, Form.QUOTATION}:
                paragraph.paragraph_format.left_indent = self.cm(1)
            elif block.form is Form.ORIGINAL:
                paragraph.alignment = self.align.RIGHT

    def _heading(self, text: str, level: int) -> None:
        paragraph = self.document.add_heading("", level)
        self._direction(paragraph)
        self._run(paragraph, (text,), size=11, bold=True)
        paragraph.runs[0].font.color.rgb = self.colour(0, 0, 0)

    def _notice(self, paragraph: Any) -> None:
        paragraph.alignment = self.align.CENTER
        self._run(paragraph, (self.sheet.specimen,), size=9)
        paragraph.runs[0].font.color.rgb = self.colour(0xA0, 0, 0)

    def _table(self, block: Laid) -> None:
        grid = self.document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
        grid.style = "Table Grid"
        self._mirrored(grid)
        for i, row in enumerate(block.rows):
            for j, cell in enumerate(row):
                paragraph = grid.cell(i, j).paragraphs[0]
                self._direction(paragraph)
                self._run(paragraph, (cell,), bold=i == 0)

    def _mirrored(self, grid: Any) -> None:
        """Columns from right to left where the language is; the schema wants the mark after the table's style."""
        if self.rtl:
            properties = grid._tblPr  # noqa: SLF001 (python-docx has no name for it)
            styled = len(properties) > 0 and properties[0].tag == self.qn("w:tblStyle")
            properties.insert(int(styled), self.element("w:bidiVisual"))

    def _paragraph(self) -> Any:
        paragraph = self.document.add_paragraph()
        self._direction(paragraph)
        return paragraph

    def _direction(self, paragraph: Any) -> None:
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(self.element("w:bidi"))  # noqa: SLF001

    def _linked(self, paragraph: Any, text: str, *, size: int = 0) -> None:
        """The words with their citations as hyperlinks, for which python-docx has no name of its own."""
        for words, target in linked(text, self.sheet.files, "docx"):
            if not target:
                self._run(paragraph, (words,), size=size)
                continue
            link = self.element("w:hyperlink")
            link.set(self.qn("r:id"), self.document.part.relate_to(target, self.hyperlink, is_external=True))
            self._run(paragraph, (words,), size=size)
            link.append(paragraph.runs[-1]._r)  # noqa: SLF001 (moved into the link)
            paragraph._p.append(link)  # noqa: SLF001

    def _run(self, paragraph: Any, lines: Any, *, size: int = 0, bold: bool = False) -> None:
        run = paragraph.add_run("\n".join(lines))
        run.bold = bold or None
        if size:
            run.font.size = self.pt(size)
        if self.rtl and any("\u0590" <= c <= "\u08ff" for line in lines for c in line):
            run.font.rtl = True
            run.font.complex_script = True
            run.font.cs_bold = bold or None


def _dateless(data: bytes) -> bytes:
    """The same package with its files under one fixed time, so that equal content gives equal bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name in package.namelist():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), package.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
