"""What goes into a register and what comes out: plain types, without the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Acquisition, Claim, Communication, Decision, Document, Masthead, Outcome, Part, Problem, Reading, Rendition

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Intake:
    """One file taken in: its bytes, how it came, and either what was read from it or why nothing was.

    `document` and `data` are `None` when the file could not even be taken (too large, gone); `problem` is set and
    `rendition` and `reading` are `None` when it could not be read.
    """

    acquisition: Acquisition
    document: Document | None = None
    data: bytes | None = None
    rendition: Rendition | None = None
    reading: Reading | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """How many rows a write added; what was there already is not counted."""

    documents: int = 0
    acquisitions: int = 0
    readings: int = 0
    claims: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class AddedCatalogue:
    """How many catalogue records and files a write added, and how many damaged places a file added told of."""

    records: int = 0
    files: int = 0
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it and where: the document, its file name, and the header of its reading; empty where not told."""

    document: str
    name: str
    reading: str
    symbol: str
    date: str
    sender: str


@dataclass(frozen=True, slots=True)
class Attributed(Generic[T_co]):
    """A value that never stands without its source."""

    source: Source
    value: T_co


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """Header and citations of a document's latest reading, with what its masthead says and the parts of its text."""

    source: Source
    communication: Communication
    masthead: Masthead
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AllegedClaim:
    """A claim with its source, and `claimant`: whose account it is (the party passed on, else the author of the part)."""

    source: Source
    claimant: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading with its document and every way that document came, the first acquisition first."""

    document: Document
    acquisitions: tuple[Acquisition, ...]
    reading: Reading

    @property
    def name(self) -> str:
        """The file name under which the document first came."""
        return self.acquisitions[0].name if self.acquisitions else self.document.sha256


class ReadDocument(NamedTuple):
    """A document that was read: SHA-256, the file name under which it first came, how many claims its latest reading has."""

    document: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A line of the list of documents; header values are those of the latest reading, empty where not told or not read."""

    document: str
    name: str
    media_type: str
    size: int
    reading: str
    grammar: str
    kind: str
    symbol: str
    date: str
    sender: str
    language: str
    readings: int
    claims: int
    unread: int
    problems: int


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """A problem with the file it concerns; `reading` is empty when the file could not be read at all."""

    document: str
    name: str
    reading: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of every answer: documents (SHA-256) and claims (loci) that the asker may not see."""

    documents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: each condition that is set must hold. Names match by their words, without accents, case or marks.

    `party` is the alleged perpetrator, `claimant` whose account it is, `place` a place or a region that the text says
    contains it. `first` and `last` select claims whose days overlap that range; claims without a day are left out
    then. `text` is words that must all occur in the quotation or a value: "quoted words" stand together, `strik*` is
    the beginning of a word. `values` are values of particulars as the facets list them, by field ("act", "damage", "characterisation").
    `offset` passes over the first claims, `limit` is the greatest number of claims. The newest letter comes first unless
    `newest_first` is false; letters without a date come last. What is `hidden` is left out.
    """

    party: str = ""
    claimant: str = ""
    place: str = ""
    outcome: Outcome | None = None
    text: str = ""
    first: date | None = None
    last: date | None = None
    limit: int | None = None
    newest_first: bool = True
    values: tuple[tuple[str, str], ...] = ()
    year: str = ""
    document: str = ""
    offset: int = 0
    hidden: Hidden = Hidden()


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a register holds. Readings, claims, unread sentences and problems are those of the latest readings."""

    documents: int
    read: int
    failed: int
    readings: int
    claims: int
    unread: int
    citations: int
    requests: int
    decisions: int
    entries: int
    senders: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found. `head` is the ledger's head now ("seq:hash"); note it elsewhere to prove later that nothing was cut.

    `entries`, `readings`, `documents`, `anchors` and `erased` are how many of each were checked.
    """

    head: str
    entries: int
    readings: int
    documents: int
    anchors: int
    erased: int
    problems: tuple[Problem, ...]

    @property
    def intact(self) -> bool:
        """True when nothing was found altered."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that nobody withdrew, and the claim at its place in the latest readings.

    `claim` is empty when no claim stands at the place any more; `stale` is true when that is so, or when the value
    there is no longer the one decided on.
    """

    decision: Decision
    claim: str
    stale: bool
