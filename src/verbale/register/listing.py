"""Lists over the whole register: documents, citations, requests, unread sentences, problems, and how much there is."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from verbale.model import Citation, Communication, Masthead, Part, Problem, Reading, Request, Unread, from_plain
from verbale.register import schema
from verbale.register.canonical import parse
from verbale.register.loading import CHUNK, first_names, is_latest, latest_numbers, plain_reading, renditions_of, sources
from verbale.register.records import Attributed, ListedDocument, ListedLetter, ListedProblem, ReadDocument, Stats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Table

    from verbale.register.records import Source

T = TypeVar("T")
_r, _a = schema.readings.c, schema.acquisitions.c


def citations(connection: Connection) -> list[Attributed[Citation]]:
    """Every citation of the latest readings."""
    return [Attributed(s, from_plain(Citation, c)) for s, _, content in _latest(connection) for c in content["communication"]["citations"]]


def letters(connection: Connection, among: Collection[int] | None = None) -> Iterator[ListedLetter]:
    """Header, citations, masthead and parts of every latest reading, or of those of these numbers."""
    for source, _, content in _latest(connection, among):
        parts = tuple(from_plain(Part, part) for part in content["outline"]["parts"])
        masthead = from_plain(Masthead, content["outline"]["masthead"])
        yield ListedLetter(source, from_plain(Communication, content["communication"]), masthead, parts)


def texts(connection: Connection, readings: Collection[str]) -> Iterator[Reading]:
    """The readings of these ids with text, outline and header, without what was read from the words: no claims, citations, requests, problems."""
    listed = sorted(readings)
    for start in range(0, len(listed), CHUNK):
        found = connection.execute(select(_r.rendition, _r.content).where(_r.id.in_(listed[start : start + CHUNK]))).all()
        words = renditions_of(connection, {row.rendition for row in found})
        for row in found:
            content = parse(row.content)
            header = content["communication"] | {"citations": [], "requests": [], "characterisations": []}
            bare = content | {"communication": header, "unread": [], "problems": []}
            yield from_plain(Reading, plain_reading(bare, words[row.rendition]["text"], []))


def requests(connection: Connection) -> list[Attributed[Request]]:
    """Every request of the latest readings."""
    return [Attributed(s, from_plain(Request, r)) for s, _, content in _latest(connection) for r in content["communication"]["requests"]]


def unread(connection: Connection) -> list[Attributed[Unread]]:
    """Every unread sentence of the latest readings."""
    return [Attributed(s, from_plain(Unread, u)) for s, _, content in _latest(connection) for u in content["unread"]]


def problems(connection: Connection) -> list[ListedProblem]:
    """Files that could not be read and were not read since, then problems of the latest readings."""
    listed = [ListedProblem(row.document or "", row.name, "", from_plain(Problem, parse(row.problem))) for row in _failures(connection)]
    texts: dict[str, list[Any]] = {}
    for source, rendition, content in _latest(connection):
        if rendition not in texts:
            texts = {rendition: renditions_of(connection, [rendition])[rendition]["problems"]}
        for plain in texts[rendition] + content["problems"]:
            listed.append(ListedProblem(source.document, source.name, source.reading, from_plain(Problem, plain)))  # noqa: PERF401 (plainer so)
    return listed


def documents(connection: Connection) -> list[ListedDocument]:
    """Every document that was not erased, in the order of file names."""
    columns = (_r.no, _r.document, _r.id, _r.grammar, _r.kind, _r.symbol, _r.date, _r.sender, _r.language)
    latest = {row.document: row for row in connection.execute(select(*columns).where(is_latest()))}
    counts = {t.name: _counts(connection, t) for t in (schema.claims, schema.unread, schema.problems)}
    versions: dict[str, int] = dict(connection.execute(select(_r.document, func.count()).group_by(_r.document)).all())
    failed: dict[str | None, int] = {}
    for row in _failures(connection):
        failed[row.document] = failed.get(row.document, 0) + 1
    names = first_names(connection)
    join = schema.documents.join(schema.originals, schema.originals.c.sha256 == schema.documents.c.sha256)
    made = []
    for document in connection.execute(select(schema.documents).select_from(join)):
        sha, row = document.sha256, latest.get(document.sha256)
        made.append(ListedDocument(
            sha, names.get(sha, ""), document.media_type, document.size,
            row.id if row else "", row.grammar if row else "", row.kind if row else "", row.symbol if row else "",
            row.date if row else "", row.sender if row else "", row.language if row else "",
            readings=versions.get(sha, 0), claims=counts["claims"].get(row.no, 0) if row else 0, unread=counts["unread"].get(row.no, 0) if row else 0,
            problems=(counts["problems"].get(row.no, 0) if row else 0) + failed.get(sha, 0),
        ))  # fmt: skip
    return sorted(made, key=lambda d: (d.name, d.document))


def read_documents(connection: Connection) -> list[ReadDocument]:
    """Every document that was read, in the order of file names; of a million claims in a few seconds."""
    names, claims = first_names(connection), _counts(connection, schema.claims)
    found = connection.execute(select(schema.latest_letters.c.document, schema.latest_letters.c.reading))
    made = [ReadDocument(row.document, names.get(row.document, ""), claims.get(row.reading, 0)) for row in found]
    return sorted(made, key=attrgetter("name", "document"))


def has_more_claims(connection: Connection, than: int) -> bool:
    """True when the latest readings have more than so many claims; they are not counted further."""
    some = select(schema.latest_claims.c.claim).limit(than + 1).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) > than


def stats(connection: Connection) -> Stats:
    """How much the register holds."""
    latest = select(_r.no).where(is_latest())
    per = {t.name: _total(connection, t, latest) for t in (schema.claims, schema.unread, schema.citations, schema.requests)}
    return Stats(
        documents=_total(connection, schema.originals),
        read=connection.scalar(select(func.count(_r.document.distinct()))) or 0,
        failed=len(_failures(connection)),
        readings=_total(connection, schema.readings),
        claims=per["claims"],
        unread=per["unread"],
        citations=per["citations"],
        requests=per["requests"],
        decisions=_total(connection, schema.decisions),
        entries=_total(connection, schema.ledger),
        senders=_by(connection, "sender"),
        languages=_by(connection, "language"),
    )


def content_state(connection: Connection) -> str:
    """The numbers of the last reading, acquisition and catalogue record, and of erasures."""
    last = [select(func.max(column)).scalar_subquery() for column in (_r.no, _a.no, schema.catalogue_records.c.no, schema.erasures.c.entry)]
    return ":".join(str(number or 0) for number in connection.execute(select(*last)).one())


def _latest(connection: Connection, among: Collection[int] | None = None) -> Iterator[tuple[Source, str, dict[str, Any]]]:
    """Source, rendition and content of each latest reading (of these numbers), in the order of file names."""
    numbers = latest_numbers(connection, among)
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        told = sources(connection, chunk)
        found = {row.no: row for row in connection.execute(select(_r.no, _r.rendition, _r.content).where(_r.no.in_(chunk)))}
        for number in chunk:
            yield told[number], found[number].rendition, parse(found[number].content)


def _failures(connection: Connection) -> list[Any]:
    """Acquisitions of files that could not be read; without those whose document has a reading by now."""
    read = select(_r.document)
    query = select(_a.document, _a.name, _a.problem).where(_a.problem.is_not(None), _a.document.is_(None) | _a.document.not_in(read))
    found = connection.execute(query).all()
    return sorted(found, key=lambda row: (row.name, row.document or "", row.problem))


def _counts(connection: Connection, table: Table) -> dict[int, int]:
    return dict(connection.execute(select(table.c.reading, func.count()).group_by(table.c.reading)).all())


def _total(connection: Connection, table: Table, readings: Any = None) -> int:
    query = select(func.count()).select_from(table)
    return connection.scalar(query if readings is None else query.where(table.c.reading.in_(readings))) or 0


def _by(connection: Connection, column: str) -> tuple[tuple[str, int], ...]:
    """How many latest readings have each value of `column`, the most frequent first."""
    query = select(_r[column], func.count()).where(is_latest()).group_by(_r[column])
    found = connection.execute(query).all()
    return tuple(sorted(((value, number) for value, number in found), key=lambda pair: (-pair[1], pair[0])))
