"""The list of documents, and the reading room: a letter as it is beside what it alleges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app import explaining
from verbale.app.reviewing import REVIEWED, standing_sentence
from verbale.model import Code, IntakeError, UsageError
from verbale.register import ClaimFilter, pages
from verbale.register.search import find_claims
from verbale.text import Span
from verbale.web.asking import File, Page
from verbale.web.layers import LetterText, SeenClaim, layers, seen_claims
from verbale.web.sight import levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.app.explaining import Explanation
    from verbale.model import Acquisition, Citation, Particular, Problem, Request, Unread
    from verbale.register import ListedDocument, StoredReading
    from verbale.web.asking import Asked
    from verbale.web.pictures import Rectangle

PAGE_DOCUMENTS = 50
PDF = "application/pdf"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Letters:
    """A page of documents, with what was asked for."""

    documents: tuple[ListedDocument, ...]
    total: int
    offset: int
    limit: int
    senders: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """A value of the letter's header; `supplied` when a person stated it and no text was read for it."""

    field: str
    value: str
    supplied: bool
    start: int | None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document cited: its symbol or date, the words, the letter in the register (SHA-256) if there is one, and the UN's own page."""

    label: str
    quote: str
    start: int
    relation: str
    document: str
    link: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A claim that a person entered by hand out of this letter: the attributed sentence, and the document that holds it."""

    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the reading room shows of one document."""

    document: str
    name: str
    media_type: str
    reading: str
    grammar: str
    header: tuple[HeaderValue, ...]
    text: LetterText
    claims: tuple[SeenClaim, ...]
    by_hand: tuple[Entered, ...]
    citations: tuple[CitedDocument, ...]
    requests: tuple[Request, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]
    acquisitions: tuple[Acquisition, ...]
    page_count: int
    level: str
    names_withheld: bool


def letters(asked: Asked) -> Page:
    """The documents of the register, the last one taken in first."""
    wanted = pages.DocumentFilter(
        asked.query.get("words", ""), asked.query.get("sender", ""), asked.query.get("state", ""), asked.number("offset", 0), PAGE_DOCUMENTS
    )
    with asked.house.register.asking() as connection:
        found = pages.documents(connection, wanted, asked.sight.hidden)
    senders = all_senders(asked)
    return Page("letters.html", "Letters", Letters(found.documents, found.total, wanted.offset, wanted.limit, senders))


def all_senders(asked: Asked) -> tuple[tuple[str, int], ...]:
    """Every sender whose letters the viewer may see, with how many there are."""
    return asked.house.found(lambda connection: tuple(pages.senders(connection, asked.sight.hidden)), asked.sight, "senders")


def stored(asked: Asked) -> StoredReading:
    """The latest reading of the document that the address names, if the viewer may see it.

    Raises:
        UsageError: NOT_FOUND, also for what is kept from the viewer.
    """
    found = asked.house.register.reading(asked.path["document"])
    if not asked.sight.sees_document(found.document.sha256):
        raise UsageError(Code.NOT_FOUND, "no document or reading has this name", asked.path["document"])
    return found


@dataclass(frozen=True, slots=True)
class UnreadDocument:
    """A document that could not be read, with why: its pages can be looked at, and its claims entered by hand."""

    document: ListedDocument
    problems: tuple[Problem, ...]
    acquisitions: tuple[Acquisition, ...]
    page_count: int


def unread_document(asked: Asked, sha: str) -> UnreadDocument | None:
    """The document of this SHA-256, when it is there and has no reading; `None` else."""
    if not asked.sight.sees_document(sha):
        return None
    with asked.house.register.asking() as connection:
        listed = pages.document(connection, sha)
        ways = pages.ways(connection, sha) if listed else []
    if listed is None or listed.reading:
        return None
    count = asked.house.pictures.count(asked.house.register.original(sha)) if listed.media_type == PDF else 0
    acquisitions = tuple(way for way, _ in ways) if asked.sight.sees_source(sha) else ()
    return UnreadDocument(listed, tuple(dict.fromkeys(problem for _, problem in ways if problem)), acquisitions, count)


def letter(asked: Asked) -> Page:
    """One letter with its claims, as they stand after people's decisions; of a document that could not be read, why, and its pages."""
    register, sight = asked.house.register, asked.sight
    unread = unread_document(asked, asked.path["document"])
    if unread is not None:
        return Page("unread.html", unread.document.name, unread)
    found = stored(asked)
    rendition = register.rendition(found.reading.rendition)
    reading = sight.reading(found.reading)
    sha = found.document.sha256
    standing = register.current(REVIEWED, {c.locus for c in reading.claims})
    claims = seen_claims(reading, standing, blind_of(asked, sha))
    header = reading.communication
    shown = (
        *(
            HeaderValue(name, str(p.value), p.supplied, _start(p))
            for name in ("symbol", "date", "kind", "sender", "language")
            if (p := getattr(header, name))
        ),
        *(HeaderValue("addressee", p.value, p.supplied, _start(p)) for p in header.addressees),
        *(HeaderValue("circulation asked", p.value, p.supplied, _start(p)) for p in header.circulation),
        *(HeaderValue("signed", p.value, p.supplied, _start(p)) for p in reading.outline.heading.signatories),
    )
    withheld = bool(sight.withheld(found.reading))
    body = Letter(
        sha, found.name, found.document.media_type, reading.id, reading.grammar, shown,
        layers(reading, sight.rendition(rendition, found.reading), claims), claims, _entered(asked, sha),
        tuple(_cited(asked, c) for c in header.citations), header.requests, reading.unread, (*rendition.problems, *reading.problems),
        found.acquisitions if sight.sees_source(sha) else (),
        _page_count(asked, found, rendition.pieces), levels(register).get(("document", sha), "open"), withheld,
    )  # fmt: skip
    return Page("letter.html", header.symbol.value if header.symbol else found.name, body)


def _entered(asked: Asked, sha: str) -> tuple[Entered, ...]:
    """The claims that people entered by hand out of this document, as they stand and may be seen."""
    hidden = asked.sight.hidden
    with asked.house.register.asking() as connection:
        documents = pages.entered_from(connection, sha, hidden)
        found = [c for document in documents for c in find_claims(connection, ClaimFilter(document=document, hidden=hidden))]
    seen = asked.sight.claims(found)
    sentences = standing_sentence(asked.house.register, seen)
    return tuple(Entered(c.source.document, sentences[c.claim.locus][0]) for c in seen)


def blind_documents(asked: Asked) -> frozenset[str]:
    """The documents (SHA-256) that the viewer codes blind: nothing that others decided on them is shown until the coding is finished."""
    rows = asked.house.desk.rows("SELECT document FROM codings WHERE coder = ? AND finished = ''", asked.viewer.name)
    return frozenset(row["document"] for row in rows)


def blind_of(asked: Asked, document: str) -> str | None:
    """The coder whose decisions alone are shown, while the viewer codes this document blind; else `None`."""
    return asked.viewer.name if document in blind_documents(asked) else None


def page_image(asked: Asked) -> File:
    """A page of a PDF as a picture, names covered that the viewer may not see.

    Raises:
        UsageError: NOT_FOUND for what is no PDF, or has no such page.
    """
    number = asked.path["page"]
    unread = unread_document(asked, asked.path["document"])
    if unread is not None and number.isdecimal() and unread.page_count:
        return File(asked.house.pictures.page(asked.house.register.original(unread.document.document), int(number)), "image/png", keep=True)
    found = stored(asked)
    if found.document.media_type != PDF or not number.isdecimal():
        raise UsageError(Code.NOT_FOUND, "there is no such page", number)
    covered = asked.sight.withheld(found.reading)
    rendition = asked.house.register.rendition(found.reading.rendition)
    data = asked.house.register.original(found.document.sha256)
    image = asked.house.pictures.page(data, int(number), rendition, covered)
    return File(image, "image/png", keep=True)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in hundredths of its width and height from its left upper corner, and the keys of what stands there; `kind` is claim, value, toll or unread."""

    page: int
    left: float
    top: float
    width: float
    height: float
    keys: str
    kind: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """The rectangles of every value of a letter, and the size of each page in points."""

    boxes: tuple[Box, ...]
    sizes: tuple[tuple[float, float], ...]


def boxes(asked: Asked) -> Page:
    """Where on the pages of a PDF each claim and each value stands."""
    found = stored(asked)
    if found.document.media_type != PDF:
        return Page("", "", Boxes((), ()))
    reading = asked.sight.reading(found.reading)
    standing = asked.house.register.current(REVIEWED, {c.locus for c in reading.claims})
    marked: list[tuple[str, str, Span]] = []
    for claim in seen_claims(reading, standing, blind_of(asked, found.document.sha256)):
        marked += [(claim.key, "claim", span) for span in claim.spans]
        marked += [
            (f"{claim.key} {value.key}", "toll" if value.field == "tolls" else "value", span) for value in claim.values for span in value.spans
        ]
    marked += [(f"u{n}", "unread", span) for n, unread in enumerate(reading.unread) for span in unread.anchor.spans]
    rendition = asked.house.register.rendition(found.reading.rendition)
    data = asked.house.register.original(found.document.sha256)
    sizes, placed = asked.house.pictures.boxes(data, rendition, [span for _, _, span in marked])
    made: list[Box] = []
    for (keys, kind, _), rectangles in zip(marked, placed, strict=True):
        made += [Box(rectangle[0], *_on_page(rectangle, sizes), keys, kind) for rectangle in rectangles]
    return Page("", "", Boxes(tuple(made), tuple(sizes)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: where it starts in the text, how many code points it has, and its rectangle as that of `Box`."""

    start: int
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page, in the order of the text."""

    words: tuple[Word, ...]


def words(asked: Asked) -> Page:
    """Where each word of a page of a PDF stands, so that words can be selected on its picture; covered words are left out."""
    found = stored(asked)
    if found.document.media_type != PDF:
        return Page("", "", Words(()))
    rendition = asked.house.register.rendition(found.reading.rendition)
    covered = asked.sight.withheld(found.reading)
    place = f"page {asked.path['page']}"
    own = [piece.span for piece in rendition.pieces if piece.place == place]
    spans = [Span(part.start + m.start(), part.start + m.end()) for part in own for m in _WORD.finditer(part.of(rendition.text))]
    spans = [span for span in spans if not any(span.overlaps(hidden) for hidden in covered)]
    if not spans:
        return Page("", "", Words(()))
    sizes, placed = asked.house.pictures.boxes(asked.house.register.original(found.document.sha256), rendition, spans)
    made = (
        Word(span.start, span.of(rendition.text), *_on_page(rectangle, sizes))
        for span, listed in zip(spans, placed, strict=True)
        for rectangle in listed[:1]
    )
    return Page("", "", Words(tuple(made)))


def _on_page(rectangle: Rectangle, sizes: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, width and height in hundredths of the page."""
    page, left, bottom, right, top = rectangle
    width, height = sizes[page - 1]
    return 100 * left / width, 100 * (height - top) / height, 100 * (right - left) / width, 100 * (top - bottom) / height


def original(asked: Asked) -> File:
    """The bytes as they came; not given to those from whom names in it are kept.

    Raises:
        UsageError: NOT_FOUND.
    """
    unread = unread_document(asked, asked.path["document"])
    if unread is not None:
        return File(asked.house.register.original(unread.document.document), "application/octet-stream", unread.document.name)
    found = stored(asked)
    if asked.sight.withheld(found.reading):
        raise UsageError(Code.NOT_FOUND, "this original names victims, and you have not the right to see names", found.name, "Ask an administrator.")
    return File(asked.house.register.original(found.document.sha256), "application/octet-stream", found.name)


@dataclass(frozen=True, slots=True)
class Why:
    """Why the words at a place were read as they were."""

    explanation: Explanation


def explain(asked: Asked) -> Page:
    """The rules that read the words at an offset, and those that lost.

    Raises:
        UsageError: NOT_FOUND where names stand that are kept from the viewer; BAD_VALUE for an offset outside.
    """
    found = stored(asked)
    if asked.sight.withheld(found.reading):
        raise UsageError(Code.NOT_FOUND, "names in this letter are kept from you, and with them the words around", found.name)
    rendition = asked.house.register.rendition(found.reading.rendition)
    return Page("explain.html", "Why", Why(explaining.explain(rendition, asked.number("at", 0), found.acquisitions[0].supplied)))


def _start(particular: Particular[object]) -> int | None:
    return particular.spans[0].start if particular.spans else None


def _cited(asked: Asked, cited: Citation) -> CitedDocument:
    """A citation with the letter of that symbol in the register, if there is one that the viewer may see."""
    from verbale.symbols import parse  # noqa: PLC0415 (the symbols load when a letter is shown)

    label = cited.symbol or ", ".join(t for t in (cited.kind, cited.date.isoformat() if cited.date else "", cited.author) if t)
    document, link = "", ""
    if cited.symbol:
        with asked.house.register.asking() as connection:
            document = pages.of_symbol(connection, cited.symbol, asked.sight.hidden)
        symbol = parse(cited.symbol)
        link = next(iter(symbol.links()), "") if symbol else ""
    return CitedDocument(label, cited.anchor.quote, cited.anchor.span.start, cited.relation.value, document, link)


def _page_count(asked: Asked, found: StoredReading, pieces: tuple[object, ...]) -> int:
    """How many pages a PDF has, those that are pictures without a text too; 0 for other formats."""
    if found.document.media_type != PDF:
        return 0
    try:
        return asked.house.pictures.count(asked.house.register.original(found.document.sha256))
    except IntakeError:  # it can be read and not be drawn: the pages that have a text are known
        return max((int(place.removeprefix("page ")) for piece in pieces if (place := getattr(piece, "place", "")).startswith("page ")), default=0)
