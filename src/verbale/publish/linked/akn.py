"""A letter as Akoma Ntoso for the United Nations (AKN4UN `officialLetter`), named by its convention; what the letter does not tell is not invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from verbale.model import BlockKind, PartKind, TextAnchor
from verbale.publish.tables.specs import CAVEAT
from verbale.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.model import Block, Citation, Particular, Reading
    from verbale.publish.redaction.words import Redactor
    from verbale.publish.tables.readings import Held

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DAY = "0001-01-01"
"""What stands for a day that the letter does not tell: Akoma Ntoso demands one."""
_SPACES: Any = {None: NAMESPACE}
_LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
_ORGANS = {"S": "un-sc", "A": "un-ga"}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT_OUT = frozenset({BlockKind.FURNITURE, BlockKind.MASTHEAD})
_FRONT = frozenset({BlockKind.TITLE, BlockKind.ADDRESS, BlockKind.SALUTATION})
_BACK = frozenset({BlockKind.SIGNATURE})


def official_letter(held: Held, words: Redactor) -> bytes:
    """The letter as XML; `words` are withheld in its text and its particulars."""
    return bytes(etree.tostring(_Writer(held, words).root(), xml_declaration=True, encoding="UTF-8", pretty_print=True))


def work_uri(symbol: str, day: str, fallback: str) -> str:
    """The IRI of a work by AKN4UN's convention; a document without a symbol gets a number of its own."""
    actor = _ORGANS.get(symbol.partition("/")[0], "un")
    number = re.sub(r"[^\w.()-]", "", symbol.replace("/", "-").replace(" ", "_")) or f"nn-{fallback[:12]}"
    return f"/akn/un/doc/communication/{actor}/{day}/{number}"


class _Writer:
    """Writes one letter."""

    def __init__(self, held: Held, words: Redactor) -> None:
        told = held.reading.communication
        self.held, self.reading, self.words = held, held.reading, words
        self.symbol = told.symbol.value if told.symbol else ""
        self.day = told.date.value.isoformat() if told.date else UNKNOWN_DAY
        self.sender = told.sender.value if told.sender else "not stated"
        self.language = _LANGUAGES.get(told.language.value if told.language else "", "und")
        self.uri = work_uri(self.symbol, self.day, held.document)

    def root(self) -> Any:
        root = etree.Element(_tag("akomaNtoso"), nsmap=_SPACES)
        doc = etree.SubElement(root, _tag("doc"), name="officialLetter")
        self._meta(doc, "main")
        body = [block for block in self.reading.outline.blocks if block.part == 0 and block.kind not in _LEFT_OUT]
        self._front(doc, [block for block in body if block.kind in _FRONT])
        self._body(doc, [block for block in body if block.kind not in _FRONT | _BACK], "")
        self._back(doc, [block for block in body if block.kind in _BACK])
        self._attachments(doc)
        return root

    def _meta(self, parent: Any, component: str) -> None:
        meta = etree.SubElement(parent, _tag("meta"))
        identification = etree.SubElement(meta, _tag("identification"), source="#verbale")
        expression = f"{self.uri}/{self.language}@{self.day}"
        for level, uri in (("Work", self.uri), ("Expression", expression), ("Manifestation", f"{expression}.akn")):
            made = etree.SubElement(identification, _tag(f"FRBR{level}"))
            this = f"{uri.removesuffix('.akn')}/!{component}" + (".akn" if level == "Manifestation" else "")
            _values(made, FRBRthis=this, FRBRuri=uri)
            etree.SubElement(made, _tag("FRBRdate"), date=self.day, name="unknown" if self.day == UNKNOWN_DAY else "written")
            etree.SubElement(made, _tag("FRBRauthor"), href="#sender")
            if level == "Work":
                for place, name in enumerate(self._aliases(), 2):
                    made.insert(place, etree.Element(_tag("FRBRalias"), value=name, name="symbol"))
                _values(made, FRBRcountry="un", FRBRsubtype="communication")
                etree.SubElement(made, _tag("FRBRnumber"), value=self.uri.rpartition("/")[2], showAs=self.symbol or "(none)")
            elif level == "Expression":
                etree.SubElement(made, _tag("FRBRlanguage"), language=self.language)
        etree.SubElement(
            meta, _tag("publication"), date=self.day, name="Official Letter", showAs="Official Letter", number=self.uri.rpartition("/")[2]
        )
        references = etree.SubElement(meta, _tag("references"), source="#verbale")
        name = self._clean(self.sender)
        etree.SubElement(references, _tag("TLCOrganization"), eId="sender", href=f"/akn/ontology/organization/{_slug(name)}", showAs=name)
        etree.SubElement(references, _tag("TLCOrganization"), eId="verbale", href="/akn/ontology/organization/verbale", showAs="Verbale")
        notes = etree.SubElement(meta, _tag("notes"), source="#verbale")
        note = etree.SubElement(notes, _tag("note"), eId="note_1")
        etree.SubElement(note, _tag("p")).text = f"{CAVEAT} Read from the document with SHA-256 {self.held.document}."

    def _front(self, doc: Any, blocks: list[Block]) -> None:
        preface = etree.SubElement(doc, _tag("preface"))
        number = etree.SubElement(preface, _tag("p"))
        etree.SubElement(number, _tag("docNumber")).text = self.symbol or "(no symbol stated)"
        self._masthead(preface)
        for block in blocks:
            line = etree.SubElement(preface, _tag("p"))
            if block.kind is BlockKind.TITLE:
                etree.SubElement(line, _tag("docTitle")).text = self._text(block)
            else:
                line.text = self._text(block)

    def _masthead(self, preface: Any) -> None:
        """Organs, distribution and day, each as the masthead writes it and only where it does."""
        top = self.reading.outline.masthead
        told: list[tuple[Particular[Any], str, dict[str, str]]] = [(organ, "docProponent", {}) for organ in top.organs]
        if top.distribution:
            told.append((top.distribution, "inline", {"name": "distribution"}))
        if top.date:
            told.append((top.date, "docDate", {"date": top.date.value.isoformat()}))
        for particular, tag, more in told:
            anchor = particular.anchors[0]
            if isinstance(anchor, TextAnchor):
                etree.SubElement(etree.SubElement(preface, _tag("p")), _tag(tag), more).text = self._piece(anchor.quote).strip()

    def _aliases(self) -> Iterator[str]:
        """The names of a joint symbol one by one: it is one work, and each of its organs knows it by its own."""
        symbol = parse(self.symbol)
        for one in symbol.parts if symbol else ():
            yield work_uri(one.canonical, self.day, "")

    def _body(self, doc: Any, blocks: list[Block], prefix: str) -> None:
        body = etree.SubElement(doc, _tag("mainBody"))
        for number, block in enumerate(blocks, 1):
            line = etree.SubElement(body, _tag("p"), eId=f"{prefix}para_{number}")
            if block.cells:
                line.text = self._clean(" | ".join(" ".join(cell.of(self.reading.text).split()) for cell in block.cells))
            else:
                self._cited(line, block)
        if not blocks:
            etree.SubElement(body, _tag("p")).text = "(no text was read)"

    def _back(self, doc: Any, blocks: list[Block]) -> None:
        if blocks:
            conclusions = etree.SubElement(doc, _tag("conclusions"))
            for block in blocks:
                line = etree.SubElement(conclusions, _tag("p"))
                etree.SubElement(line, _tag("signature")).text = self._text(block)

    def _attachments(self, doc: Any) -> None:
        parts = [n for n, part in enumerate(self.reading.outline.parts) if n and part.kind is not PartKind.BODY]
        if not parts:
            return
        attachments = etree.SubElement(doc, _tag("attachments"))
        for number, part in enumerate(parts, 1):
            attachment = etree.SubElement(attachments, _tag("attachment"), eId=f"att_{number}")
            annex = etree.SubElement(attachment, _tag("doc"), name=self.reading.outline.parts[part].kind.value)
            self._meta_of_annex(annex, number)
            blocks = [b for b in self.reading.outline.blocks if b.part == part and b.kind not in _LEFT_OUT]
            self._body(annex, blocks, f"att_{number}__")

    def _meta_of_annex(self, annex: Any, number: int) -> None:
        """The same work, another component; references stand in the letter itself, whose ids an annex may not repeat."""
        self._meta(annex, f"annex_{number}")
        meta = annex[0]
        for name in ("references", "notes"):
            meta.remove(meta.find(_tag(name)))

    def _text(self, block: Block) -> str:
        return self._clean(" ".join(" ".join(span.of(self.reading.text).split()) for span in block.spans))

    def _clean(self, text: str) -> str:
        return self.words.clean(_NOT_XML.sub("\ufffd", text))

    def _cited(self, line: Any, block: Block) -> None:
        """The block's text, its citations of a known symbol as references."""
        text, last = self.reading.text, None
        for span in block.spans:
            at = span.start
            for cited in _inside(self.reading, span.start, span.end):
                _append(line, last, self._piece(text[at : cited.anchor.span.start]))
                last = etree.SubElement(
                    line, _tag("ref"), href=work_uri(cited.symbol or "", cited.date.isoformat() if cited.date else UNKNOWN_DAY, "")
                )
                last.text = self._piece(cited.anchor.span.of(text))
                at = cited.anchor.span.end
            _append(line, last, self._piece(text[at : span.end]))

    def _piece(self, text: str) -> str:
        return self._clean(re.sub(r"\s+", " ", text))


def _inside(reading: Reading, start: int, end: int) -> list[Citation]:
    """Citations with a symbol that stand wholly in a stretch of text, in order, none over another."""
    found: list[Citation] = []
    for cited in sorted(reading.communication.citations, key=lambda c: c.anchor.span.start):
        span = cited.anchor.span
        if cited.symbol and start <= span.start < span.end <= end and (not found or found[-1].anchor.span.end <= span.start):
            found.append(cited)
    return found


def _append(line: Any, last: Any, text: str) -> None:
    if last is None:
        line.text = (line.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _values(parent: Any, **values: str) -> None:
    for name, value in values.items():
        etree.SubElement(parent, _tag(name), value=value)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "unnamed"
