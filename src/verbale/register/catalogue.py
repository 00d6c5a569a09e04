"""Records of a library's catalogue in the register: added once, given back, erased, and held against the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from verbale.model import CatalogueFile, CatalogueRecord, Code, UsageError, content_id, from_plain, record_id, to_plain
from verbale.register import schema
from verbale.register.canonical import canonical, parse, storable
from verbale.register.erasing import enter
from verbale.register.ledger import record_hash
from verbale.register.records import AddedCatalogue
from verbale.register.writing import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from verbale.register.findings import Findings
    from verbale.register.ledger import Chain

RECORD, FILE = "catalogue record", "catalogue file"
"""The kinds of their entries in the ledger."""
_records, _files = schema.catalogue_records, schema.catalogue_files


def add_catalogue(connection: Connection, chain: Chain, file: CatalogueFile, records: Sequence[CatalogueRecord]) -> AddedCatalogue:
    """Adds the records of a file and the file itself; what is there already, or was erased, is passed over.

    Raises:
        ValueError: if the file does not name these records, or the id of one is not that of its fields.
    """
    if {r.id for r in records} != set(file.records):
        raise ValueError("the file does not name these records")
    erased = schema.erased.c
    held = known(connection, _records.c.id, file.records)
    gone = held | set(connection.scalars(select(erased.key).where(erased.kind == RECORD)))
    rows = [_record_row(record) for record in {r.id: r for r in records}.values() if _is_new(record, gone)]
    _number(connection, chain, _records, RECORD, rows)
    file_rows = [_file_row(file)]
    if connection.execute(select(_files.c.no).where(_files.c.identity == file_rows[0]["identity"])).first():
        file_rows = []
    _number(connection, chain, _files, FILE, file_rows)
    chain.write(connection)
    for table, listed in ((_records, rows), (_files, file_rows)):
        if listed:
            connection.execute(insert(table), listed)
    return AddedCatalogue(len(rows), len(file_rows), len(file.damaged) if file_rows else 0)


def _is_new(record: CatalogueRecord, gone: set[str]) -> bool:
    """True when `record` is not among `gone`; its id must be that of its fields."""
    if record.id != record_id(record.fields):
        raise ValueError(f"the id of catalogue record {record.id} is not that of its fields")
    return record.id not in gone


def _number(connection: Connection, chain: Chain, table: Any, kind: str, rows: list[dict[str, Any]]) -> None:
    """Gives each row its number and its entry in the ledger."""
    last = connection.scalar(select(func.max(table.c.no))) or 0
    for number, row in enumerate(rows, last + 1):
        subject = row["id"] if kind == RECORD else row["identity"]
        row |= {"no": number, "entry": chain.add(kind, subject, record_hash(kind, number, row["content"]))}


def _record_row(record: CatalogueRecord) -> dict[str, Any]:
    return {"id": record.id, **_columns(record), "content": canonical(to_plain(record))}


def _columns(record: CatalogueRecord) -> dict[str, str]:
    return {
        "symbol": storable("-".join(s.value for s in record.symbols)),
        "date": record.date.value.isoformat() if record.date else "",
        "title": storable(record.title.value) if record.title else "",
    }


def _file_row(file: CatalogueFile) -> dict[str, Any]:
    content = canonical(to_plain(file))
    return {"identity": content_id(FILE, content), "name": storable(file.name), "content": content}


def catalogue_records(connection: Connection) -> Iterator[CatalogueRecord]:
    """Every record, in the order of entry."""
    for content in connection.scalars(select(_records.c.content).order_by(_records.c.no)):
        yield from_plain(CatalogueRecord, parse(content))


def catalogue_files(connection: Connection) -> list[CatalogueFile]:
    """Every file that records came in, with what in it could not be read, in the order of entry."""
    return [from_plain(CatalogueFile, parse(content)) for content in connection.scalars(select(_files.c.content).order_by(_files.c.no))]


def erase_record(connection: Connection, chain: Chain, key: str, person: str, reason: str) -> None:
    """Erases a record (its id), with the files that tell of its damaged parts left as they are.

    Raises:
        UsageError: NOT_FOUND.
    """
    entry = connection.execute(select(_records.c.entry).where(_records.c.id == key)).scalar()
    if entry is None:
        raise UsageError(Code.NOT_FOUND, "there is no such catalogue record to erase", key)
    enter(connection, chain, [(RECORD, key, entry)], (person, reason))
    connection.execute(delete(_records).where(_records.c.id == key))


def check_catalogue(connection: Connection, found: Findings) -> None:
    """Holds every record and file against its entry, its id and its columns."""
    for row in connection.execute(select(_records)):
        where = f"{RECORD} {row.no}"
        with found.guarded(where):
            found.meet(row.entry, RECORD, row.id, record_hash(RECORD, row.no, row.content))
            record = from_plain(CatalogueRecord, parse(row.content))
            found.expect(record.id == row.id == record_id(record.fields), "the record's id is not that of its fields", where)
            columns = {name: getattr(row, name) for name in ("symbol", "date", "title")}
            found.expect(columns == _columns(record), "the columns do not say what the record says", where)
        found.count(_records)
    for row in connection.execute(select(_files)):
        where = f"{FILE} {row.no}"
        with found.guarded(where):
            found.meet(row.entry, FILE, row.identity, record_hash(FILE, row.no, row.content))
            expected = _file_row(from_plain(CatalogueFile, parse(row.content)))
            found.expect((row.identity, row.name) == (expected["identity"], expected["name"]), "the columns do not say what the record says", where)
        found.count(_files)
