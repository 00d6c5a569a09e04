"""Paragraphs with footnotes as files: Word with real footnotes (OOXML), Markdown, HTML."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

from lxml import etree

from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.publish.footnotes.paragraphs import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = " [reading not reviewed]"

_TYPES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_MAIN}.footnotes+xml"/></Types>'
)
_ROOT_LINKS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_LINKS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
)
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160"/></w:pPr>'
    '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    "</w:styles>"
)


def markdown(title: str, listed: Sequence[Paragraph]) -> bytes:
    """The paragraphs as Markdown with footnotes (the common extension)."""
    lines = [f"# {_marked(title)}", "", f"*{_marked(CAVEAT)}*", ""]
    for number, one in enumerate(listed, 1):
        lines += [f"{number}. {_marked(_said(one))}[^{number}]", ""]
    lines += [f"[^{number}]: {_marked(one.note)}" for number, one in enumerate(listed, 1)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def html(title: str, listed: Sequence[Paragraph]) -> bytes:
    """The paragraphs as one page, each footnote linked with its place."""
    paragraphs = "\n".join(
        f'<li id="p{n}">{escape(_said(one))}<sup><a id="r{n}" href="#n{n}" aria-label="footnote {n}">{n}</a></sup></li>'
        for n, one in enumerate(listed, 1)
    )
    notes = "\n".join(f'<li id="n{n}">{escape(one.note)} <a href="#r{n}" aria-label="back">↩</a></li>' for n, one in enumerate(listed, 1))
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        "<style>body{font:1rem/1.5 serif;max-width:42rem;margin:2rem auto;padding:0 1rem}section{font-size:.85rem;border-top:1px solid}</style>\n"
        f"</head>\n<body>\n<h1>{escape(title)}</h1>\n<p><em>{escape(CAVEAT)}</em></p>\n<ol>\n{paragraphs}\n</ol>\n"
        f'<section role="doc-endnotes" aria-label="Footnotes">\n<ol>\n{notes}\n</ol>\n</section>\n</body>\n</html>\n'
    )
    return page.encode("utf-8", "replace")


def docx(title: str, listed: Sequence[Paragraph]) -> bytes:
    """The paragraphs as a Word file with real footnotes; the same paragraphs give the same bytes."""
    members = {
        "[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _ROOT_LINKS.encode(), "word/_rels/document.xml.rels": _LINKS.encode(),
        "word/styles.xml": _STYLES.encode(), "word/document.xml": _document(title, listed), "word/footnotes.xml": _footnotes(listed),
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(title: str, listed: Sequence[Paragraph]) -> bytes:
    root = _new("document")
    body = _put(root, "body")
    _run(_paragraph(body, "Heading1"), title)
    caveat = _paragraph(body)
    _put(_put(_run(caveat, CAVEAT), "rPr", first=True), "i")
    for number, one in enumerate(listed, 1):
        line = _paragraph(body)
        _run(line, f"{number}. {_said(one)}")
        reference = _put(line, "r")
        _put(_put(reference, "rPr"), "rStyle", val="FootnoteReference")
        _put(reference, "footnoteReference", id=str(number))
    _put(_put(body, "sectPr"), "pgSz", w="11906", h="16838")
    return _bytes(root)


def _footnotes(listed: Sequence[Paragraph]) -> bytes:
    root = _new("footnotes")
    for kind, apart in (("separator", "-1"), ("continuationSeparator", "0")):
        _put(_put(_paragraph(_put(root, "footnote", type=kind, id=apart)), "r"), kind)
    for number, one in enumerate(listed, 1):
        line = _paragraph(_put(root, "footnote", id=str(number)), "FootnoteText")
        reference = _put(line, "r")
        _put(_put(reference, "rPr"), "rStyle", val="FootnoteReference")
        _put(reference, "footnoteRef")
        _run(line, f" {one.note}")
    return _bytes(root)


def _new(name: str) -> Any:
    return etree.Element(f"{{{_W}}}{name}", nsmap={"w": _W})


def _put(parent: Any, name: str, *, first: bool = False, **values: str) -> Any:
    made = etree.Element(f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in values.items()})
    parent.insert(0, made) if first else parent.append(made)
    return made


def _paragraph(parent: Any, style: str = "") -> Any:
    made = _put(parent, "p")
    if style:
        _put(_put(made, "pPr"), "pStyle", val=style)
    return made


def _run(line: Any, words: str) -> Any:
    made = _put(line, "r")
    text = _put(made, "t")
    text.text = _NOT_XML.sub("\ufffd", words)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _said(one: Paragraph) -> str:
    return one.text if one.review == "verified" else one.text + _MARK


def _marked(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
