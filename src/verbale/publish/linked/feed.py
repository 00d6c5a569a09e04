"""What is new in a register, as an Atom feed (RFC 4287): the documents last taken in, and how many claims each makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = "http://www.w3.org/2005/Atom"
_SPACES: Any = {None: NAMESPACE}


@dataclass(frozen=True, slots=True)
class News:
    """A document taken in: its SHA-256, title, when (UTC, ISO 8601), who sent it, and a line on what it holds."""

    document: str
    title: str
    taken: str
    sender: str
    told: str


def atom(title: str, address: str, news: Sequence[News]) -> bytes:
    """The feed, the newest first; `address` is where it will stand (an absolute URL)."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap=_SPACES)
    ordered = sorted(news, key=lambda one: (one.taken, one.document), reverse=True)
    _texts(root, id=address, title=title, subtitle=CAVEAT, updated=ordered[0].taken if ordered else "1970-01-01T00:00:00Z")
    author = etree.SubElement(root, f"{{{NAMESPACE}}}author")
    _texts(author, name=title)
    etree.SubElement(root, f"{{{NAMESPACE}}}link", rel="self", href=address)
    for one in ordered:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}entry")
        _texts(entry, id=f"urn:sha256:{one.document}", title=one.title, updated=one.taken)
        _texts(etree.SubElement(entry, f"{{{NAMESPACE}}}author"), name=one.sender or "not stated")
        _texts(entry, summary=one.told)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _texts(parent: etree._Element, **texts: str) -> None:
    for name, text in texts.items():
        etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = text
