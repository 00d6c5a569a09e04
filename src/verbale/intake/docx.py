"""DOCX: body, tables, footnotes, headers, text boxes and tracked changes, read from the package with entities and network off."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from hashlib import sha256

from lxml import etree

from verbale.intake.docx_numbers import Numbering, W, value
from verbale.intake.writing import TextBuilder
from verbale.model.documents import Method, Rendition
from verbale.model.problems import Code, IntakeError, Problem

READER = f"docx 1 (lxml {etree.LXML_VERSION[0]}.{etree.LXML_VERSION[1]})"
_PART_BYTES = 64 * 1024 * 1024
_ALL_BYTES = 512 * 1024 * 1024
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "delText", W + "sectPr", _FALLBACK, W + "delInstrText"})
_AGAIN = "Get the file again from its source, or save it anew as DOCX."


@dataclass(slots=True)
class _Package:
    """The XML parts of the document by name, and what was met on the way through them."""

    name: str
    archive: zipfile.ZipFile
    tracked: bool = False
    notes: dict[str, int] = field(default_factory=dict)

    def part(self, path: str) -> etree._Element | None:
        """The root of the XML part `path`; `None` when there is none."""
        try:
            raw = self.archive.read(path)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise IntakeError(Code.DAMAGED, f"the part {path} of the document is damaged", self.name, _AGAIN) from None
        if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw:
            raise IntakeError(Code.DAMAGED, "the document declares entities, which no word processor writes; it was not read", self.name, _AGAIN)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True)
        try:
            return etree.fromstring(raw, parser)
        except etree.XMLSyntaxError:
            raise IntakeError(Code.DAMAGED, f"the part {path} of the document is not well-formed", self.name, _AGAIN) from None


def read(data: bytes, name: str) -> Rendition:
    """The text of the DOCX `data`; `name` is used in messages only.

    Raises:
        IntakeError: `intake.damaged`, `intake.encrypted` or `intake.archive-bomb`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise IntakeError(Code.DAMAGED, "the document is damaged or cut short", name, _AGAIN) from None
    with archive:
        sizes = [i.file_size for i in archive.infolist()]
        if sum(sizes) > _ALL_BYTES or any(i.file_size > _PART_BYTES for i in archive.infolist() if i.filename.endswith(".xml")):
            raise IntakeError(
                Code.ARCHIVE_BOMB, "the document unpacks to more than any letter holds; it was not read", name, "Look at the file's origin."
            )
        if any(i.flag_bits & 1 for i in archive.infolist()):
            raise IntakeError(Code.ENCRYPTED, "the document is locked by a password", name, "Save a copy without the password and read that.")
        package = _Package(name, archive)
        builder = TextBuilder()
        _write(package, builder)
    problems = []
    if package.tracked:
        what = "the document holds tracked changes; insertions were read, deletions left out"
        problems.append(Problem(Code.TRACKED_CHANGES, what, name, "Accept or reject the changes in a copy if that is not what is meant."))
    return replace(builder.rendition(sha256(data).hexdigest(), READER, Method.MARKUP), problems=tuple(problems))


def _write(package: _Package, builder: TextBuilder) -> None:
    main = _main_part(package)
    root = package.part(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise IntakeError(Code.DAMAGED, "the document has no body", package.name, _AGAIN)
    folder = posixpath.dirname(main)
    numbering = Numbering(package.part(f"{folder}/numbering.xml"))
    styles = _styles(package.part(f"{folder}/styles.xml"))
    parts = sorted(n for n in package.archive.namelist() if n.startswith(f"{folder}/") and n.endswith(".xml"))
    _write_margins(package, builder, parts, f"{folder}/header", "header")
    _Story(package, builder, numbering, styles, "body").blocks(body)
    for kind in ("footnote", "endnote"):
        _write_notes(package, builder, package.part(f"{folder}/{kind}s.xml"), kind)
    _write_margins(package, builder, parts, f"{folder}/footer", "footer")


def _main_part(package: _Package) -> str:
    relations = package.part("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    return "word/document.xml"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its name in lower case ("heading 1"), and its list, if any."""

    name: str
    numbered: etree._Element | None = None


def _styles(part: etree._Element | None) -> dict[str, _Style]:
    """The styles by id."""
    if part is None:
        return {}
    return {s.get(W + "styleId") or "": _Style(value(s, W + "name").lower(), s.find(f"{W}pPr/{W}numPr")) for s in part.iter(W + "style")}


def _write_margins(package: _Package, builder: TextBuilder, parts: list[str], start: str, role: str) -> None:
    written: set[str] = set()
    for path in parts:
        root = package.part(path) if path.startswith(start) else None
        text = " ".join(t.text or "" for t in root.iter(W + "t")) if root is not None else ""
        if root is not None and text.strip() and text not in written:
            written.add(text)
            builder.gap("\n\n")
            _Story(package, builder, Numbering(None), {}, posixpath.basename(path)[:-4], role=role).blocks(root)
            builder.gap("\n\n")


def _write_notes(package: _Package, builder: TextBuilder, root: etree._Element | None, kind: str) -> None:
    for note in root if root is not None else ():
        number = package.notes.get(f"{kind} {note.get(W + 'id')}")
        if number is None:
            continue
        builder.gap("\n\n")
        builder.note(f"{number} ")
        _Story(package, builder, Numbering(None), {}, f"{kind} {number}", role="footnote").blocks(note)
    builder.gap("\n\n")


class _Story:
    """Writes the paragraphs and tables of one part; `role` is that of all its pieces when it is no body."""

    def __init__(
        self, package: _Package, builder: TextBuilder, numbering: Numbering, styles: dict[str, _Style], part: str, *, role: str = ""
    ) -> None:
        self._package = package
        self._builder = builder
        self._numbering = numbering
        self._styles = styles
        self._part = part
        self._role = role
        self._paragraphs = 0

    def blocks(self, parent: etree._Element, *, cell: bool = False) -> None:
        """Write the blocks that are children of `parent`."""
        for element in parent:
            if element.tag == W + "p":
                self._paragraph(element, cell=cell)
            elif element.tag == W + "tbl":
                self._table(element, cell=cell)
            elif element.tag in {W + "del", W + "moveFrom"}:
                self._package.tracked = True
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                self._package.tracked |= element.tag in {W + "ins", W + "moveTo"}
                self.blocks(element, cell=cell)

    def _table(self, table: etree._Element, *, cell: bool) -> None:
        self._builder.gap(" " if cell else "\n\n")
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not table:
                continue
            self._builder.gap(" " if cell else "\n")
            for number, box in enumerate(c for c in row.iter(W + "tc") if next(c.iterancestors(W + "tr")) is row):
                if number:
                    self._builder.gap(" " if cell else "\t")
                self.blocks(box, cell=True)
        self._builder.gap(" " if cell else "\n\n")

    def _paragraph(self, paragraph: etree._Element, *, cell: bool) -> None:
        self._paragraphs += 1
        place = f"{self._part}/{self._paragraphs}"
        named = value(paragraph, f"{W}pPr/{W}pStyle")
        style = self._styles.get(named, _Style(named.lower()))
        listed = paragraph.find(f"{W}pPr/{W}numPr")
        listed = style.numbered if listed is None else listed
        role = self._role or ("cell" if cell else _role(style.name, listed=listed is not None))
        self._builder.gap(" " if cell else "\n" if role in {"list item", "header", "footer"} else "\n\n")
        boxes: list[etree._Element] = []
        if listed is not None and not cell:
            level = value(listed, W + "ilvl")
            number = self._numbering.next(value(listed, W + "numId"), int(level) if level.isdigit() else 0)
            if number:
                self._builder.note(f"{number} ")
        self._runs(paragraph, place, role, 0, boxes=boxes, cell=cell)
        self._builder.gap(" " if cell else "\n" if role in {"list item", "header", "footer"} else "\n\n")
        for box in boxes:
            self._builder.gap(" " if cell else "\n\n")
            self.blocks(box, cell=cell)

    def _runs(self, parent: etree._Element, place: str, role: str, offset: int, *, boxes: list[etree._Element], cell: bool) -> int:
        """Write the characters of `parent`, the first of which is number `offset` of the paragraph; return the next number."""
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED:
                self._package.tracked |= tag in {W + "del", W + "moveFrom"}
            elif tag == W + "t":
                text = (element.text or "").replace("\n", " ").replace("\r", " ")
                self._builder.add(text, place, offset, role)
                offset += len(text)
            elif tag in {W + "tab", W + "br", W + "cr"}:
                self._builder.gap("\t" if tag == W + "tab" and not cell else " " if cell else "\n")
                offset += 1
            elif tag == W + "noBreakHyphen":
                self._builder.add("-", place, offset, role)
                offset += 1
            elif tag == W + "sym":
                offset += 1
            elif tag in {W + "footnoteReference", W + "endnoteReference"}:
                key = f"{tag[len(W) : -len('Reference')]} {element.get(W + 'id')}"
                number = self._package.notes.setdefault(key, len(self._package.notes) + 1)
                self._builder.gap(" ")
                self._builder.add(str(number), place, offset, "footnote reference")
                self._builder.gap(" ")
            elif tag == W + "txbxContent":
                boxes.append(element)
            elif isinstance(tag, str):
                self._package.tracked |= tag in {W + "ins", W + "moveTo"}
                offset = self._runs(element, place, role, offset, boxes=boxes, cell=cell)
        return offset


def _role(style: str, *, listed: bool) -> str:
    if style == "title":
        return "heading 1"
    if style.startswith("heading ") and style[8:9].isdigit():
        return f"heading {min(int(style[8]), 6)}"
    return "list item" if listed or style.startswith("list ") else "text"
