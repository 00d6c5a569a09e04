"""Gives back from a register what was written: renditions, readings, claims and their sources, as model types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from verbale.model import Acquisition, Claim, Code, Document, Reading, Rendition, UsageError, from_plain
from verbale.register import schema
from verbale.register.canonical import parse, storable
from verbale.register.records import Source, StoredReading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

CHUNK = 50
"""How many readings are held in memory at once."""

_SHORTEST_PREFIX = 4
_r, _a, _c = schema.readings.c, schema.acquisitions.c, schema.claims.c


def is_latest() -> ColumnElement[bool]:
    """The condition that a row of `readings` is the last one added for its document."""
    letters = schema.latest_letters.alias()
    return select(letters.c.reading).where(letters.c.reading == _r.no).exists()


def latest_numbers(connection: Connection, among: Collection[int] | None = None) -> list[int]:
    """Numbers of the latest readings (of these, when given), in the order of file names, then of documents."""
    table = schema.latest_letters.c
    if among is None:
        found = connection.execute(select(table.reading, table.document)).all()
        names = first_names(connection)
    else:
        listed = sorted(among)
        parts = (listed[start : start + 500] for start in range(0, len(listed), 500))
        found = [row for part in parts for row in connection.execute(select(table.reading, table.document).where(table.reading.in_(part)))]
        names = first_names(connection, [row.document for row in found])
    return [row.reading for row in sorted(found, key=lambda row: (names.get(row.document, ""), row.document))]


def numbers_in_order(connection: Connection, documents: Sequence[str]) -> list[int]:
    """The number of the latest reading of each of these documents that has one."""
    table = schema.latest_letters.c
    found: dict[str, int] = {}
    for start in range(0, len(documents), 500):
        part = documents[start : start + 500]
        found |= dict(connection.execute(select(table.document, table.reading).where(table.document.in_(part))).all())
    return [found[sha] for sha in documents if sha in found]


def first_names(connection: Connection, documents: Iterable[str] | None = None) -> dict[str, str]:
    """For each document (of `documents`, or all) the file name under which it first came."""
    query = select(_a.document, func.min(_a.no).label("no")).where(_a.document.is_not(None)).group_by(_a.document)
    if documents is not None:
        query = query.where(_a.document.in_(list(documents)))
    first = query.subquery()
    return dict(connection.execute(select(_a.document, _a.name).join(first, first.c.no == _a.no)).all())


def sources(connection: Connection, readings: Iterable[int]) -> dict[int, Source]:
    """The source of each of these readings, by its number."""
    listed = sorted(set(readings))
    made: dict[int, Source] = {}
    for start in range(0, len(listed), 500):
        columns = (_r.no, _r.id, _r.document, _r.symbol, _r.date, _r.sender)
        found = connection.execute(select(*columns).where(_r.no.in_(listed[start : start + 500]))).all()
        names = first_names(connection, {row.document for row in found})
        made |= {row.no: Source(row.document, names.get(row.document, ""), row.id, row.symbol, row.date, row.sender) for row in found}
    return made


def stored_readings(connection: Connection, numbers: Sequence[int]) -> Iterator[StoredReading]:
    """The readings of these numbers, in that order; only a few are in memory at once."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        found = {row.no: row for row in connection.execute(select(schema.readings).where(_r.no.in_(chunk)))}
        claims = claims_of(connection, chunk)
        texts = renditions_of(connection, {row.rendition for row in found.values()})
        documents = documents_of(connection, {row.document for row in found.values()})
        ways = acquisitions_of(connection, documents)
        for number in chunk:
            row = found[number]
            plain = plain_reading(parse(row.content), texts[row.rendition]["text"], claims.get(number, []))
            yield StoredReading(documents[row.document], tuple(ways.get(row.document, ())), from_plain(Reading, plain))


def claim_readings(connection: Connection, numbers: Sequence[int]) -> Iterator[StoredReading]:
    """As `stored_readings`, with what claims need and nothing else: without text, blocks, citations, requests, unread sentences, problems, ways of coming."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        found = {row.no: row for row in connection.execute(select(schema.readings).where(_r.no.in_(chunk)))}
        claims = claims_of(connection, chunk)
        documents = documents_of(connection, {row.document for row in found.values()})
        for number in chunk:
            content = parse(found[number].content)
            outline = content["outline"] | {"blocks": []}
            told = content["communication"] | {"citations": [], "requests": [], "characterisations": []}
            bare = content | {"outline": outline, "communication": told, "unread": [], "problems": []}
            plain = plain_reading(bare, "", claims.get(number, []))
            yield StoredReading(documents[found[number].document], (), from_plain(Reading, plain))


def plain_reading(content: dict[str, Any], text: str, claims: list[Any]) -> dict[str, Any]:
    """A reading's plain form put together from what is stored apart."""
    return content | {"text": text, "claims": claims}


def claims_of(connection: Connection, readings: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The plain claims of these readings in order, with the names of victims that were not erased."""
    query = select(_c.no, _c.reading, _c.content).where(_c.reading.in_(readings)).order_by(_c.reading, _c.ordinal)
    found = connection.execute(query).all()
    made: dict[int, list[dict[str, Any]]] = {}
    named = with_victims(connection, [(row.no, row.content) for row in found])
    for row in found:
        made.setdefault(row.reading, []).append(named[row.no])
    return made


def with_victims(connection: Connection, contents: Iterable[tuple[int, str]]) -> dict[int, dict[str, Any]]:
    """Plain claims by number, with the names of victims that were not erased."""
    plains = {number: parse(content) for number, content in contents}
    named = [number for number, plain in plains.items() if plain["victims"]]
    victims: dict[int, list[Any]] = {number: [] for number in named}
    v = schema.victims.c
    for start in range(0, len(named), 500):
        chunk = named[start : start + 500]
        for row in connection.execute(select(v.claim, v.content).where(v.claim.in_(chunk)).order_by(v.claim, v.ordinal)):
            victims[row.claim].append(parse(row.content))
    for number in named:
        plains[number]["victims"] = victims[number]
    return plains


def claim_from(plain: dict[str, Any]) -> Claim:
    """The claim of this plain form."""
    return from_plain(Claim, plain)


def renditions_of(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Plain renditions by id."""
    table = schema.renditions.c
    return {row.id: parse(row.content) for row in connection.execute(select(table.id, table.content).where(table.id.in_(list(ids))))}


def rendition(connection: Connection, key: str) -> Rendition:
    """The rendition with this id.

    Raises:
        UsageError: NOT_FOUND.
    """
    found = renditions_of(connection, [key])
    if key not in found:
        raise UsageError(Code.NOT_FOUND, "there is no such rendition in the register", key)
    return from_plain(Rendition, found[key])


def original(connection: Connection, sha: str) -> bytes:
    """The bytes of a document.

    Raises:
        UsageError: NOT_FOUND if the register has no such document, or it was erased.
    """
    data = connection.execute(select(schema.originals.c.data).where(schema.originals.c.sha256 == sha)).scalar()
    if data is None:
        raise UsageError(Code.NOT_FOUND, "there are no bytes of such a document in the register", sha)
    return bytes(data)


def documents_of(connection: Connection, shas: Iterable[str]) -> dict[str, Document]:
    """Documents by SHA-256."""
    table = schema.documents
    return {row.sha256: Document(*row) for row in connection.execute(select(table).where(table.c.sha256.in_(list(shas))))}


def acquisitions_of(connection: Connection, shas: Iterable[str]) -> dict[str, list[Acquisition]]:
    """Every way in which these documents came, the first first."""
    made: dict[str, list[Acquisition]] = {}
    query = select(_a.document, _a.content).where(_a.document.in_(list(shas))).order_by(_a.no)
    for row in connection.execute(query):
        made.setdefault(row.document, []).append(from_plain(Acquisition, parse(row.content)))
    return made


def numbers_of(connection: Connection, document: str) -> list[int]:
    """Numbers of all readings of a document, the first one added first."""
    return list(connection.scalars(select(_r.no).where(_r.document == document).order_by(_r.no)))


def has_reading(connection: Connection, key: str) -> bool:
    """True when a reading with this id is there."""
    return connection.execute(select(_r.no).where(_r.id == key)).first() is not None


def find_reading(connection: Connection, key: str) -> int:
    """The number of the reading that `key` names: a reading's id, or a document's name, symbol or SHA-256.

    A name may leave out its last extension; ids may be cut to four characters or more. A document stands for its
    latest reading.

    Raises:
        UsageError: NOT_FOUND when nothing has that name, BAD_VALUE when several documents have.
    """
    exact = connection.execute(select(func.max(_r.no)).where((_r.id == key) | (_r.document == key))).scalar()
    if exact is not None:
        return int(exact)
    found = _one_document(key, _named_documents(connection, key))
    if found is None and len(key) >= _SHORTEST_PREFIX and key.isalnum():
        low = key.lower()
        by_reading = connection.execute(select(_r.no).where(_r.id.startswith(low))).scalars().all()
        if len(by_reading) == 1:
            return int(by_reading[0])
        documents = connection.execute(select(_r.document).where(_r.document.startswith(low))).scalars().all()
        found = _one_document(key, set(documents))
    number = connection.execute(select(func.max(_r.no)).where(_r.document == found)).scalar() if found else None
    if number is None:
        raise UsageError(Code.NOT_FOUND, "no document or reading has this name", key, "`verbale list` shows what the register holds.")
    return int(number)


def _named_documents(connection: Connection, key: str) -> set[str]:
    """The documents of this symbol, else of this file name, else of this name without its last extension."""
    if symbol := set(connection.scalars(select(_r.document).where(_r.symbol == key, is_latest()))):
        return symbol
    name = storable(key)
    like = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + ".%"
    for named in (_a.name == name, _a.name.like(like, escape="\\")):
        found = connection.execute(select(_a.document, _a.name).where(named, _a.document.in_(select(_r.document)))).all()
        if documents := {row.document for row in found if row.document and name in {row.name, row.name.rpartition(".")[0]}}:
            return documents
    return set()


def _one_document(key: str, found: set[str]) -> str | None:
    if len(found) > 1:
        listed = ", ".join(sorted(sha[:12] for sha in found))
        raise UsageError(Code.BAD_VALUE, f"{len(found)} documents have this name ({listed})", key, "Name one by its SHA-256.")
    return next(iter(found), None)
