"""Proves a register unaltered: the chain, every commitment, every anchor, every index row, every document's bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from verbale.model import Acquisition, Code, Decision, Problem, UsageError, from_plain
from verbale.register import schema
from verbale.register.canonical import parse, storable
from verbale.register.catalogue import check_catalogue
from verbale.register.findings import Findings, altered
from verbale.register.ledger import GENESIS, acquisition_hash, entry_hash, head_of, record_hash
from verbale.register.verifying_readings import check_readings
from verbale.register.writing import document_record, identity_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.register.records import VerifyReport


def verify_register(connection: Connection, head: str | None) -> VerifyReport:
    """Checks everything but the search index; `head` is one noted earlier.

    Raises:
        UsageError: BAD_VALUE if `head` is not of the form `seq:hash`.
    """
    noted = _parsed(head) if head else None
    found = Findings()
    _ledger(connection, found, noted)
    _erasures(connection, found)
    _documents(connection, found)
    _acquisitions(connection, found)
    check_readings(connection, found)
    _decisions(connection, found)
    check_catalogue(connection, found)
    _nothing_else(connection, found)
    return found.report()


def _parsed(head: str) -> tuple[int, str]:
    seq, _, hashed = head.strip().partition(":")
    if not (seq.isascii() and seq.isdecimal()) or len(hashed) != len(GENESIS):
        raise UsageError(Code.BAD_VALUE, "a head is a number, a colon and a hash, as `verbale verify` prints it", head)
    return int(seq), hashed


def _ledger(connection: Connection, found: Findings, noted: tuple[int, str] | None) -> None:
    """The chain itself, the salts, and a head noted earlier."""
    previous, passed = GENESIS, noted in {None, (0, GENESIS)}
    for n, row in enumerate(connection.execute(select(schema.ledger).order_by(schema.ledger.c.seq)), 1):
        where = f"ledger entry {row.seq}"
        found.expect(row.seq == n, f"entry {n} is missing", where)
        found.expect(row.previous == previous, "the entry does not follow the one before it", where)
        hashed = entry_hash(row.seq, row.kind, row.subject, committed=row.commitment, previous=row.previous, time=row.time)
        found.expect(row.hash == hashed, "the entry's hash is not that of what it says", where)
        found.entries[row.seq] = (row.kind, row.subject, row.commitment)
        previous, found.head = row.hash, head_of(row.seq, row.hash)
        passed = passed or noted == (row.seq, row.hash)
    found.expect(passed, "the head noted earlier is not in the ledger: entries were cut off or replaced", "ledger")
    found.salts = dict(connection.execute(select(schema.salts.c.seq, schema.salts.c.salt)).all())
    for seq in found.salts.keys() - found.entries.keys():
        found.bad("a salt belongs to no entry", f"ledger entry {seq}")


def _erasures(connection: Connection, found: Findings) -> None:
    """What was erased, by the entries that say so."""
    told: dict[tuple[str, str], tuple[int, int | None]] = {}
    for row in connection.execute(select(schema.erasures)):
        where = f"erasure (ledger entry {row.entry})"
        with found.guarded(where):
            content = parse(row.content)
            found.meet(row.entry, "erasure", content["erased"][0][1], record_hash("erasure", 0, row.content))
            told |= {(kind, key): (row.entry, entry) for kind, key, entry in content["erased"]}
            if content["document"]:
                sha = parse(content["document"])["sha256"]
                found.expect(
                    document_record(connection, sha) == content["document"], "the document's record is not the one erased", f"document {sha[:16]}"
                )
                found.vouched.add(sha)
        found.count(schema.erasures)
    for row in connection.execute(select(schema.erased)):
        known = told.pop((row.kind, row.key), None) == (row.erasure, row.entry)
        found.expect(known, "no entry of the ledger tells of this erasure", f"{row.kind} {row.key[:16]}")
        found.erased[row.kind, row.key] = row.entry
        found.count(schema.erased)
    for kind, key in told:
        found.bad("an erasure told in the ledger is not listed", f"{kind} {key[:16]}")


def _documents(connection: Connection, found: Findings) -> None:
    """The bytes of every document, one at a time."""
    originals = schema.originals
    for sha in connection.scalars(select(schema.documents.c.sha256)).all():
        where = f"document {sha[:16]}"
        found.count(schema.documents)
        found.records[sha] = document_record(connection, sha)
        data = connection.execute(select(originals.c.data).where(originals.c.sha256 == sha)).scalar()
        if data is None:
            found.expect(("document", sha) in found.erased, "the bytes are missing", where)
            continue
        found.count(originals)
        with found.guarded(where):
            found.expect(sha256(data).hexdigest() == sha, "the bytes are not those that were taken in", where)
            found.expect(parse(found.records[sha])["size"] == len(data), "the size is not that of the bytes", where)


def _acquisitions(connection: Connection, found: Findings) -> None:
    """How documents came, and files that could not be read."""
    for row in connection.execute(select(schema.acquisitions)):
        where = f"acquisition {row.no}"
        with found.guarded(where):
            sha = row.document or ""
            found.vouched.add(sha)
            hashed = acquisition_hash(row.no, row.content, found.records.get(sha, ""), row.problem)
            found.meet(row.entry, "acquisition", sha, hashed)
            acquisition = from_plain(Acquisition, parse(row.content))
            found.expect(row.document != "", "the columns do not say what the record says", where)
            problem = from_plain(Problem, parse(row.problem)) if row.problem else None
            expected = (identity_of(acquisition, problem), storable(acquisition.name))
            found.expect((row.identity, row.name) == expected, "the columns do not say what the record says", where)
        found.count(schema.acquisitions)


def _decisions(connection: Connection, found: Findings) -> None:
    for row in connection.execute(select(schema.decisions)):
        where = f"decision {row.no}"
        with found.guarded(where):
            found.meet(row.entry, "decision", row.id, record_hash("decision", row.no, row.content))
            decision = from_plain(Decision, parse(row.content))
            expected = (decision.id, decision.act.value, decision.locus)
            found.expect((row.id, row.act, row.locus) == expected, "the columns do not say what the record says", where)
        found.count(schema.decisions)


def _nothing_else(connection: Connection, found: Findings) -> None:
    """Every entry has its record or was erased, every row belongs to a record, every document is vouched for."""
    gone = {entry for entry in found.erased.values() if entry is not None}
    for seq in sorted(found.entries.keys() - found.met - gone):
        kind, subject, _ = found.entries[seq]
        found.bad("the record is missing", f"{kind} {subject[:16]} (ledger entry {seq})")
    for seq in sorted(gone & (found.met | found.salts.keys())):
        found.bad("something erased is still there", f"ledger entry {seq}")
    for sha in sorted(found.records.keys() - found.vouched):
        found.bad("no entry of the ledger tells of this document", f"document {sha[:16]}")
    for table in schema.metadata.sorted_tables:
        if table in {schema.ledger, schema.salts}:
            continue
        extra = (connection.scalar(select(func.count()).select_from(table)) or 0) - found.seen.get(table.name, 0)
        found.expect(not extra, f"{abs(extra)} rows too {'many' if extra > 0 else 'few'}", f"table {table.name}")


def search_index_problem(connection: Connection) -> Problem | None:
    """SQLite's own check of its search index against the words. PostgreSQL makes its index of the words by itself.

    SQLite takes this check for a write: it needs a writing transaction, though it changes nothing.
    """
    if connection.dialect.name != "sqlite":
        return None
    try:
        connection.execute(text("INSERT INTO claim_words(claim_words, rank) VALUES ('integrity-check', 1)"))
    except OperationalError:
        raise  # the register is busy: that says nothing about the index
    except DatabaseError:
        return altered("the search index is not that of the words", "table claim_words")
    return None
