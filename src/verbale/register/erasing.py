"""Erases personal data: removes the content and its salt, and enters in the ledger that, when, by whom and why.

What can go: a document (bytes, texts, readings, claims, how it came), the names of one victim in the table of victims,
a decision, one acquisition. No other record is ever deleted. The words of a letter are its text: erasing a victim's name
from the table leaves it in the letter; to take it out of the text too, erase the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from verbale.model import Code, UsageError
from verbale.register import latest, schema
from verbale.register.canonical import canonical
from verbale.register.ledger import record_hash
from verbale.register.writing import document_record

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table

    from verbale.register.ledger import Chain

_r, _a, _c = schema.readings.c, schema.acquisitions.c, schema.claims.c
Gone = list[tuple[str, str, int | None]]
"""Kind, key and ledger entry (`None` for what has no entry of its own) of what goes."""


def erase_document(connection: Connection, chain: Chain, sha: str, person: str, reason: str) -> None:
    """Erases a document: its bytes, texts, readings, claims and acquisitions. Its SHA-256, size and type stay.

    Raises:
        UsageError: NOT_FOUND.
    """
    original = connection.execute(select(schema.originals.c.sha256).where(schema.originals.c.sha256 == sha)).first()
    if original is None:
        raise UsageError(Code.NOT_FOUND, "there is no such document to erase", sha)
    readings = connection.execute(select(_r.id, _r.entry).where(_r.document == sha).order_by(_r.no)).all()
    ways = connection.execute(select(_a.entry).where(_a.document == sha).order_by(_a.no)).scalars().all()
    gone: Gone = [("document", sha, None), *(("reading", r.id, r.entry) for r in readings), *(("acquisition", str(e), e) for e in ways)]
    enter(connection, chain, gone, (person, reason), document_record(connection, sha))
    latest.drop(connection, connection.scalars(select(_r.no).where(_r.document == sha)).all())
    numbers = select(_r.no).where(_r.document == sha).scalar_subquery()
    claims = select(_c.no).where(_c.reading.in_(numbers)).scalar_subquery()
    for table in (*schema.BY_CLAIM, schema.victims):
        _delete(connection, table, table.c.claim.in_(claims))
    for table in (schema.claims, *schema.BY_READING):
        _delete(connection, table, table.c.reading.in_(numbers))
    _delete(connection, schema.readings, _r.document == sha)
    _delete(connection, schema.renditions, schema.renditions.c.document == sha)
    _delete(connection, schema.acquisitions, _a.document == sha)
    _delete(connection, schema.originals, schema.originals.c.sha256 == sha)


def erase_victim(connection: Connection, chain: Chain, victim: tuple[str, int], person: str, reason: str) -> None:
    """Erases the names and particulars of one `victim`: the id of the claim, and which of its victims, counted from 0.

    Raises:
        UsageError: NOT_FOUND.
    """
    v = schema.victims.c
    claim, ordinal = victim
    number = connection.execute(select(_c.no).join(schema.victims, v.claim == _c.no).where(_c.id == claim, v.ordinal == ordinal)).scalar()
    if number is None:
        raise UsageError(Code.NOT_FOUND, "there is no such victim to erase", f"{claim}/{ordinal}")
    enter(connection, chain, [("victim", f"{claim}/{ordinal}", None)], (person, reason))
    _delete(connection, schema.victims, (v.claim == number) & (v.ordinal == ordinal))


def erase_decision(connection: Connection, chain: Chain, decision: str, person: str, reason: str) -> None:
    """Erases a decision with its person and reason.

    Raises:
        UsageError: NOT_FOUND.
    """
    table = schema.decisions
    entry = connection.execute(select(table.c.entry).where(table.c.id == decision)).scalar()
    if entry is None:
        raise UsageError(Code.NOT_FOUND, "there is no such decision to erase", decision)
    enter(connection, chain, [("decision", decision, entry)], (person, reason))
    _delete(connection, table, table.c.id == decision)


def erase_acquisition(connection: Connection, chain: Chain, entry: int, person: str, reason: str) -> None:
    """Erases how a document came (who obtained it, from where); `entry` is its number in the ledger.

    Raises:
        UsageError: NOT_FOUND.
    """
    row = connection.execute(select(_a.document).where(_a.entry == entry)).first()
    if row is None:
        raise UsageError(Code.NOT_FOUND, "there is no such acquisition to erase", str(entry))
    enter(
        connection, chain, [("acquisition", str(entry), entry)], (person, reason), document_record(connection, row.document) if row.document else ""
    )
    _delete(connection, schema.acquisitions, _a.entry == entry)


def enter(connection: Connection, chain: Chain, gone: Gone, who: tuple[str, str], document: str = "") -> None:
    """Enters the erasure of `gone` in the ledger, with the record of the document that it leaves behind, and lets it be deleted."""
    person, reason = who
    content = canonical({"erased": [list(item) for item in gone], "document": document, "person": person, "reason": reason})
    seq = chain.add("erasure", gone[0][1], record_hash("erasure", 0, content))
    chain.write(connection)
    connection.execute(insert(schema.erasures), {"entry": seq, "content": content})
    connection.execute(insert(schema.erased), [{"kind": k, "key": key, "erasure": seq, "entry": entry} for k, key, entry in gone])
    entries = [entry for _, _, entry in gone if entry is not None]
    if entries:
        _delete(connection, schema.salts, schema.salts.c.seq.in_(entries))


def _delete(connection: Connection, table: Table, condition: ColumnElement[bool]) -> None:
    connection.execute(delete(table).where(condition))
