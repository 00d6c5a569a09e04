"""The parts of a letter and the blocks of its text: what stands where, and whose voice speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.anchors import Particular
    from verbale.text import Span


class BlockKind(StrEnum):
    """What a block of text is."""

    MASTHEAD = "masthead"
    TITLE = "title"
    ADDRESS = "address"
    SALUTATION = "salutation"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "list item"
    ROW = "table row"
    QUOTATION = "quotation"
    SIGNATURE = "signature"
    ANNEX_HEADING = "annex heading"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


READ_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW, BlockKind.QUOTATION})
"""The kinds of block in which claims can stand."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a part's text.

    `number` is its printed number or letter ("4", "(a)"), `heading` the index (in the outline) of the block that
    governs it: the heading over a paragraph, the sentence before a list, the header row of a table. A paragraph that
    goes on after a page break is one block with several spans. `cells` are the cells of a table row.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    part: int
    number: str = ""
    heading: int | None = None
    cells: tuple[Span, ...] = ()


class PartKind(StrEnum):
    """Which part of a document."""

    BODY = "body"
    ANNEX = "annex"
    ENCLOSURE = "enclosure"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Part:
    """The letter itself, or an annex, enclosure or appendix to it, with its own author, date and language if told."""

    kind: PartKind
    span: Span
    number: str = ""
    author: Particular[str] | None = None
    date: Particular[date] | None = None
    language: Particular[str] | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of a circulated document says; each value is `None` or empty where it says nothing."""

    organs: tuple[Particular[str], ...] = ()
    symbol: Particular[str] | None = None
    distribution: Particular[str] | None = None
    date: Particular[date] | None = None
    original_language: Particular[str] | None = None
    job_number: Particular[str] | None = None
    sessions: tuple[Particular[str], ...] = ()
    agenda_items: tuple[Particular[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What the title and the letter's own first lines say: kind, date, sender, capacity, addressees, signatory."""

    kind: Particular[str] | None = None
    date: Particular[date] | None = None
    sender: Particular[str] | None = None
    capacity: Particular[str] | None = None
    addressees: tuple[Particular[str], ...] = ()
    signatories: tuple[Particular[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a rendition. `parts[0]` is the body; blocks are in the order of the text."""

    rendition: str
    language: Particular[str] | None
    masthead: Masthead
    heading: Heading
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
