"""A page at a time of what a register holds, without what the asker may not see: documents, claims, facets, requests, unread sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from verbale.model import Acquisition, Code, Problem, UsageError, from_plain
from verbale.register import schema
from verbale.register.canonical import parse, words
from verbale.register.latest import LOCATED, NAMED, numbered
from verbale.register.loading import first_names, is_latest, sources
from verbale.register.records import AllegedClaim, Attributed, ClaimFilter, Hidden, ListedDocument
from verbale.register.search import claims_numbered, matching, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select, Table

CAP = 10_000
"""No more than this many are counted one by one; beyond it a count is told as "10,000+"."""
BY_HAND = "by hand "
"""How the names of documents begin that hold a claim entered by hand."""
_r, _c = schema.readings.c, schema.claims.c
_d, _a = schema.documents.c, schema.acquisitions.c
_n, _l, _v = schema.latest_letters.c, schema.latest_claims.c, schema.latest_values.c
_FACETS = {
    "claimant": "claimant", "alleged perpetrator": "party", NAMED: "place", LOCATED: "place", "act": "act", "damage": "damage",
    "characterisation": "characterisation", "outcome": "outcome",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: words of the file name or symbol, a sender, whether they were read. `state`: "", "read", "unread" (harm in no claim), "failed"."""

    words: str = ""
    sender: str = ""
    state: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of documents, and how many there are in all."""

    documents: tuple[ListedDocument, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the claims found have each value of one field, the most frequent first; `more` when not all values are listed."""

    field: str
    values: tuple[tuple[str, int], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """A page of claims, how many there are (at most `CAP`, then `capped`), and the facets of these many."""

    claims: tuple[AllegedClaim, ...]
    total: int
    capped: bool
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A request, an unread sentence or a problem as a line: what it is about, its words, where they start, and a second word on it."""

    about: str
    words: str
    start: int
    note: str = ""


def documents(connection: Connection, asked: DocumentFilter, hidden: Hidden) -> Listed:
    """Documents that were not erased, the last one taken in first; counted up to `CAP` where something is asked."""
    later = schema.acquisitions.alias()
    newest = ~select(later.c.no).where(later.c.document == _a.document, later.c.no > _a.no).exists()
    latest = select(func.max(_r.no)).where(_r.document == _a.document).scalar_subquery()
    held = select(schema.originals.c.sha256).where(schema.originals.c.sha256 == _a.document).exists()
    query = select(_a.document, latest.label("reading"), _a.no).where(_a.document.is_not(None), newest, held, *_unseen(_a.document, hidden.documents))
    conditions = _document_conditions(asked, latest)
    query = query.where(*conditions)
    few = query.limit(CAP) if conditions else query
    total = connection.scalar(select(func.count()).select_from(few.with_only_columns(_a.no).subquery())) or 0
    found = connection.execute(query.order_by(_a.no.desc()).offset(asked.offset).limit(asked.limit)).all()
    return Listed(tuple(_listed(connection, [(row[0], row[1]) for row in found])), total)


def _document_conditions(asked: DocumentFilter, latest: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """What a document must be; its header is that of its latest reading."""
    header = schema.readings.alias()
    made: list[ColumnElement[bool]] = []
    for word in asked.words.split():
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        named = select(header.c.no).where(header.c.no == latest, header.c.symbol.ilike(like, escape="\\") | header.c.sender.ilike(like, escape="\\"))
        made.append(_a.name.ilike(like, escape="\\") | named.exists())
    if asked.sender:
        made.append(select(header.c.no).where(header.c.no == latest, header.c.sender == asked.sender).exists())
    read = select(header.c.no).where(header.c.document == _a.document).exists()
    states = {"read": read, "failed": ~read, "unread": select(schema.unread.c.ordinal).where(schema.unread.c.reading == latest).exists()}
    if asked.state:
        if asked.state not in states:
            raise UsageError(Code.BAD_VALUE, "there is no such state of a document", asked.state, f"One of: {', '.join(states)}.")
        made.append(states[asked.state])
    return made


def ways(connection: Connection, sha: str) -> list[tuple[Acquisition, Problem | None]]:
    """Every way in which a document came, the first first, each with why it could not be read, if it could not."""
    found = connection.execute(select(_a.content, _a.problem).where(_a.document == sha).order_by(_a.no))
    return [(from_plain(Acquisition, parse(row[0])), from_plain(Problem, parse(row[1])) if row[1] else None) for row in found]


def entered_from(connection: Connection, sha: str, hidden: Hidden, by: str | None = None) -> list[str]:
    """The documents (SHA-256) of claims that people, or this one person, entered by hand out of this document, the first first."""
    query = select(_a.document, _a.content).where(_a.name.startswith(BY_HAND), *_unseen(_a.document, hidden.documents)).order_by(_a.no)
    told = [(row.document, parse(row.content)) for row in connection.execute(query)]
    mark = entered_out_of(sha)
    return list(dict.fromkeys(document for document, way in told if way["source_url"] == mark and by in (None, way["obtained_by"])))


def entered_out_of(sha: str) -> str:
    """What the record of a claim entered by hand has for an address when its words stand in a document of the register."""
    return f"document:{sha}"


def of_symbol(connection: Connection, symbol: str, hidden: Hidden) -> str:
    """The SHA-256 of the document that bears this symbol (canonical); empty when there is none, or several."""
    found = connection.scalars(select(_r.document).where(_r.symbol == symbol, is_latest(), *_unseen(_r.document, hidden.documents)).limit(2)).all()
    return found[0] if len(found) == 1 else ""


def _listed(connection: Connection, rows: Sequence[tuple[str, int | None]]) -> list[ListedDocument]:
    """The lines of documents, given by SHA-256 and the number of the latest reading."""
    own = {row.sha256: row for row in connection.execute(select(schema.documents).where(_d.sha256.in_([row[0] for row in rows])))}
    numbers = [row[1] for row in rows if row[1] is not None]
    columns = (_r.no, _r.id, _r.grammar, _r.kind, _r.symbol, _r.date, _r.sender, _r.language)
    readings = {row.no: row for row in connection.execute(select(*columns).where(_r.no.in_(numbers)))}
    counts = {table.name: _counted(connection, table, numbers) for table in (schema.claims, schema.unread, schema.problems)}
    versions: dict[str, int] = dict(
        connection.execute(select(_r.document, func.count()).where(_r.document.in_([r[0] for r in rows])).group_by(_r.document)).all()
    )
    names = first_names(connection, [row[0] for row in rows])
    made = []
    for sha, number in rows:
        row = readings.get(number or 0)
        made.append(ListedDocument(
            sha, names.get(sha, ""), own[sha].media_type, own[sha].size,
            row.id if row else "", row.grammar if row else "", row.kind if row else "", row.symbol if row else "",
            row.date if row else "", row.sender if row else "", row.language if row else "", readings=versions.get(sha, 0),
            claims=counts["claims"].get(number or 0, 0), unread=counts["unread"].get(number or 0, 0), problems=counts["problems"].get(number or 0, 0),
        ))  # fmt: skip
    return made


def _counted(connection: Connection, table: Table, readings: list[int]) -> dict[int, int]:
    query = select(table.c.reading, func.count()).where(table.c.reading.in_(readings)).group_by(table.c.reading)
    return dict(connection.execute(query).all())


def _unseen(column: ColumnElement[str], hidden: frozenset[str]) -> list[ColumnElement[bool]]:
    return [column.not_in(sorted(hidden))] if hidden else []


# -- claims ----------------------------------------------------------------------------------------------------------


def found_claims(connection: Connection, asked: ClaimFilter, *, facets: bool = True) -> FoundClaims:
    """A page of the claims that fulfil every condition, counted and with facets up to `CAP`.

    Raises:
        UsageError: as `verbale.register.search.find_claims`.
    """
    query = matching(asked, connection.dialect.name)
    found = _page(connection, query, asked)
    return replace(found, facets=tuple(_facets(connection, query))) if facets and found.total else found


def _page(connection: Connection, query: Select[int], asked: ClaimFilter) -> FoundClaims:
    numbers = connection.scalars(query.offset(asked.offset).limit(asked.limit or 50)).all()
    total = connection.scalar(select(func.count()).select_from(query.order_by(None).limit(CAP + 1).subquery())) or 0
    return FoundClaims(tuple(claims_numbered(connection, numbers)), min(total, CAP), total > CAP, ())


def _facets(connection: Connection, query: Select[int], most: int = 12) -> list[Facet]:
    """The values that the claims found have, each claim counted once for each of its values."""
    few = query.with_only_columns(_l.claim, _l.said).order_by(None).limit(CAP).cte("few")
    counted = connection.execute(select(_v.value, func.count()).where(_v.claim.in_(select(few.c.claim))).group_by(_v.value)).all()
    told = numbered(connection, (row[0] for row in counted))
    grouped: dict[str, dict[str, int]] = {}
    for number, count in counted:
        field, label, _ = told[number]
        counts = grouped.setdefault(_FACETS[field], {})
        counts[label] = counts.get(label, 0) + count
    year = func.substr(few.c.said, 1, 4)
    years = connection.execute(select(year, func.count()).where(few.c.said != "").group_by(year).order_by(year.desc()).limit(60)).all()
    made = [_facet(name, sorted(grouped.get(name, {}).items(), key=lambda v: (-v[1], v[0])), most) for name in dict.fromkeys(_FACETS.values())]
    return [facet for facet in (*made, _facet("year", [(row[0], row[1]) for row in years], 60)) if facet.values]


def _facet(name: str, values: list[tuple[str, int]], most: int) -> Facet:
    kept = [(value, count) for value, count in values if value]
    return Facet(name, tuple(kept[:most]), len(kept) > most)


def undecided(connection: Connection, asked: ClaimFilter) -> FoundClaims:
    """A page of the claims that nobody has judged, without facets."""
    return _page(connection, matching(asked, connection.dialect.name).where(_l.claim.not_in(_decided())), asked)


def _decided() -> Select[int]:
    """The numbers of the claims that stand where somebody decided."""
    return select(_c.no).where(_c.locus.in_(select(schema.decisions.c.locus)))


def document(connection: Connection, sha: str) -> ListedDocument | None:
    """One document by its SHA-256, read or not; `None` when it is not there."""
    if connection.scalar(select(schema.originals.c.sha256).where(schema.originals.c.sha256 == sha)) is None:
        return None
    latest = connection.scalar(select(func.max(_r.no)).where(_r.document == sha))
    return _listed(connection, [(sha, latest)])[0]


# -- sentences -------------------------------------------------------------------------------------------------------


def sentences(
    connection: Connection, kind: str, hidden: Hidden, *, asked: str = "", sender: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[Attributed[Sentence]], int]:
    """A page of the requests, unread sentences or problems ("requests", "unread", "problems") of the latest readings, the newest letter first.

    `asked` are words that must occur in them, `sender` is whose letters.
    """
    table = {"requests": schema.requests, "unread": schema.unread, "problems": schema.problems}[kind]
    query = select(table).join(schema.latest_letters, _n.reading == table.c.reading).where(*_unseen(_n.document, hidden.documents))
    if sender:
        query = query.where(_n.sender == sender)
    quote = table.c.what if kind == "problems" else table.c.quote
    about = {"requests": "addressee", "unread": "words", "problems": "code"}[kind]
    for word in words(asked):
        query = query.where(func.lower(quote).contains(word, autoescape=True) | func.lower(table.c[about]).contains(word, autoescape=True))
    total = connection.scalar(select(func.count()).select_from(query.with_only_columns(table.c.ordinal).limit(CAP).subquery())) or 0
    ordered = query.order_by(_n.date.desc(), _n.reading, table.c.ordinal).offset(offset).limit(limit)
    found = connection.execute(ordered).all()
    known = sources(connection, [row.reading for row in found])
    made = []
    for row in found:
        plain = row._mapping  # noqa: SLF001 (SQLAlchemy's own name for it)
        start = 0 if kind == "problems" else parse(plain["spans"])[0][0]
        told = ", ".join(parse(plain[about])) if kind == "unread" else plain[about]
        note = {"requests": "", "unread": plain.get("reason", ""), "problems": plain.get("todo", "")}[kind]
        made.append(Attributed(known[row.reading], Sentence(told, plain["what"] if kind == "problems" else plain["quote"], start, note)))
    return made, total


def requests_by_year(connection: Connection, hidden: Hidden, sender: str = "") -> list[tuple[str, str, str, int]]:
    """Sender, year of the letter, addressee, number of requests, for the latest readings; years descending. Empty words where not told."""
    table, year = schema.requests, func.substr(_n.date, 1, 4)
    query = select(_n.sender, year, table.c.addressee, func.count()).join(schema.latest_letters, _n.reading == table.c.reading)
    query = query.where(*_unseen(_n.document, hidden.documents))
    if sender:
        query = query.where(_n.sender == sender)
    grouped = query.group_by(_n.sender, year, table.c.addressee).order_by(_n.sender, year.desc(), func.count().desc())
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(grouped)]


def senders(connection: Connection, hidden: Hidden) -> list[tuple[str, int]]:
    """Senders of the latest readings with the number of their letters, in the order of the alphabet."""
    query = select(_n.sender, func.count()).where(_n.sender != "", *_unseen(_n.document, hidden.documents))
    return [(row[0], row[1]) for row in connection.execute(query.group_by(_n.sender).order_by(_n.sender))]


def counted(connection: Connection, hidden: Hidden) -> dict[str, int]:
    """How many documents, latest readings, claims and unread sentences there are, without what is hidden."""
    latest = select(_n.reading).where(*_unseen(_n.document, hidden.documents))
    claims = select(_l.claim).where(*seen(_l.claim, hidden))
    made = {
        "documents": select(schema.originals.c.sha256).where(*_unseen(schema.originals.c.sha256, hidden.documents)),
        "read": latest,
        "claims": claims,
        "unread": select(schema.unread.c.ordinal)
        .join(schema.latest_letters, _n.reading == schema.unread.c.reading)
        .where(*_unseen(_n.document, hidden.documents)),
    }
    return {name: connection.scalar(select(func.count()).select_from(query.subquery())) or 0 for name, query in made.items()}


def decided(connection: Connection, hidden: Hidden) -> int:
    """How many claims of the latest readings somebody has decided on, withdrawn or not, without what is hidden."""
    query = select(func.count()).select_from(schema.latest_claims).where(_l.claim.in_(_decided()), *seen(_l.claim, hidden))
    return connection.scalar(query) or 0


def names_of_victims(connection: Connection) -> list[tuple[str, str]]:
    """The place of a claim and a name of a victim of it, for every name that the register holds."""
    v = schema.victims.c
    found = connection.execute(select(_c.locus, v.content).join(schema.claims, _c.no == v.claim))
    return [(row[0], name) for row in found for name in parse(row[1])["names"]]
