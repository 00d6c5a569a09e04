"""A saved HTML page: its main text with paragraphs, lists and tables, each run with its XPath; nothing is run or fetched."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as markup

from verbale.intake.html_main import Main
from verbale.intake.plain import encoding_problem
from verbale.intake.writing import TextBuilder
from verbale.model.documents import Method, Rendition
from verbale.text.encodings import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

READER = f"html 1 (lxml {etree.LXML_VERSION[0]}.{etree.LXML_VERSION[1]})"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE)
_COLUMNS = 4
"""So many cells in a row are columns with headings; fewer may only lay out a page."""
_RUN = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PARAGRAPHS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "hr",
        "fieldset",
        "center",
        "body",
        "html",
        "details",
        "aside",
        "nav",
        "form",
        "caption",
    ]
)
_LINES = frozenset({"li", "dt", "dd", "tr", "summary"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DEEPEST = 200


def read(data: bytes, name: str) -> Rendition:
    """The main text of the page `data`; `name` is used in messages only."""
    declared = _CHARSET.search(data[:4096])
    text, encoding, guessed = decode(data, (declared[1] or declared[2]).decode("ascii") if declared else "")
    text = _DECLARATION.sub("", text).replace("\x00", "\ufffd")
    builder = TextBuilder()
    title = write_page(builder, text)
    problems = (encoding_problem(encoding, name),) if guessed else ()
    return replace(builder.rendition(sha256(data).hexdigest(), READER, Method.MARKUP, title), problems=problems)


def write_page(builder: TextBuilder, text: str, prefix: str = "") -> str:
    """Write the main text of the page `text` and return the page's title. `prefix` goes before each place."""
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = markup.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return ""
    except etree.XMLSyntaxError:  # a parser that repairs everything gives up only when it gets no memory
        raise MemoryError from None
    title = root.find(".//head/title")
    _Walk(builder, Main(root), prefix).run(root)
    return " ".join((title.text or "").split()) if title is not None else ""


class _Walk:
    """Goes through the elements of the main text in order and writes their characters."""

    def __init__(self, builder: TextBuilder, main: Main, prefix: str) -> None:
        self._builder = builder
        self._main = main
        self._prefix = prefix
        self._layout: dict[HtmlElement, bool] = {}

    def run(self, root: HtmlElement) -> None:
        path = root.getroottree().getpath(self._main.root)
        self._element(self._main.root, path, "text", cell=False, verbatim=False, depth=0)

    def _element(self, element: HtmlElement, path: str, role: str, *, cell: bool, verbatim: bool, depth: int) -> None:
        if self._main.skipped(element) or depth > _DEEPEST:
            return
        tag = str(element.tag)
        if tag == "br":
            self._builder.gap(" " if cell else "\n")
            return
        if tag in {"td", "th"} and not self._is_layout(element):
            role, inside = "cell", True
            self._builder.gap("\t" if element.getprevious() is not None else "\n")
            if self._is_blank(element):
                self._builder.blank()
        else:
            inside = cell
            if tag in {"td", "th"}:
                self._builder.gap("\n\n")
        around = self._around(tag, cell=cell)
        role = f"heading {tag[1]}" if tag in _HEADINGS else "list item" if tag == "li" else role
        self._builder.gap(around)
        self._text(element.text, f"{path}/text()[1]", role, verbatim=verbatim or tag == "pre")
        names, texts = Counter[str](), 1 if element.text else 0
        for child in element:
            child_tag = str(child.tag)
            names[child_tag] += 1
            self._element(child, f"{path}/{child_tag}[{names[child_tag]}]", role, cell=inside, verbatim=verbatim or tag == "pre", depth=depth + 1)
            if child.tail:
                texts += 1
                self._text(child.tail, f"{path}/text()[{texts}]", role, verbatim=verbatim or tag == "pre")
        self._builder.gap(around)

    @staticmethod
    def _is_blank(cell: HtmlElement) -> bool:
        """True for a cell without words, in a row of columns."""
        row = cell.getparent()
        return row is not None and len(row) >= _COLUMNS and not "".join(cell.itertext()).strip(" \t\n\r\f\u00a0")

    @staticmethod
    def _around(tag: str, *, cell: bool) -> str:
        if tag in _PARAGRAPHS:
            return " " if cell else "\n\n"
        if tag in _LINES:
            return " " if cell else "\n"
        return ""

    def _is_layout(self, element: HtmlElement) -> bool:
        """True when the table is there for the page's layout: one column, or a cell that holds a table or long prose."""
        table = next((a for a in element.iterancestors() if a.tag == "table"), None)
        if table is None:
            return True
        if table not in self._layout:
            cells = list(table.iter("td", "th"))
            rows = list(table.iter("tr"))
            nested = any(True for _ in table.iterdescendants("table"))
            prose = any(sum(1 for _ in c.iter("p")) > 3 for c in cells[:2000])
            self._layout[table] = nested or prose or len(cells) <= len(rows)
        return self._layout[table]

    def _text(self, text: str | None, place: str, role: str, *, verbatim: bool) -> None:
        if not text:
            return
        if verbatim:
            offset = 0
            for line in text.split("\n"):
                self._builder.gap("\n" if offset else "")
                self._builder.add(line.rstrip(), self._prefix + place, offset, role)
                self._builder.gap("" if line.strip() else "\n\n")
                offset += len(line) + 1
            return
        if text[0] in " \t\n\r\f":
            self._builder.gap(" ")
        for match in _RUN.finditer(text):
            self._builder.add(match[0], self._prefix + place, match.start(), role)
            if match.end() < len(text):
                self._builder.gap(" ")
