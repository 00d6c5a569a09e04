"""The canonical dump: a register's content as JSON lines that do not depend on database, order of reading or time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from verbale.register import schema
from verbale.register.canonical import canonical, parse
from verbale.register.engine import reading
from verbale.register.loading import CHUNK, claims_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


def dump_lines(engine: Engine) -> Iterator[str]:
    """Lines of `{"kind", "id", "content"}`, by kind and id: acquisitions, catalogue files and records, decisions, documents, readings, renditions."""
    with reading(engine) as connection:
        for kind, records in (
            ("acquisition", _acquisitions(connection)),
            ("catalogue file", _catalogue_files(connection)),
            ("catalogue record", _contents(connection, "catalogue_records")),
            ("decision", _contents(connection, "decisions")),
            ("document", _documents(connection)),
            ("reading", _readings(connection)),
            ("rendition", _contents(connection, "renditions")),
        ):
            for key, content in records:
                yield canonical({"kind": kind, "id": key, "content": content})


def _sorted_keys(connection: Connection, table: str, column: str) -> list[str]:
    return sorted(connection.scalars(select(schema.metadata.tables[table].c[column])))  # not by the database: collations differ


def _acquisitions(connection: Connection) -> Iterator[tuple[str, Any]]:
    table = schema.acquisitions.c
    for identity in _sorted_keys(connection, "acquisitions", "identity"):
        row = connection.execute(select(table.content, table.problem).where(table.identity == identity)).one()
        content = parse(row.content)
        del content["obtained_at"]
        yield identity, content | {"problem": parse(row.problem) if row.problem else None}


def _catalogue_files(connection: Connection) -> Iterator[tuple[str, Any]]:
    table = schema.catalogue_files.c
    for identity in _sorted_keys(connection, "catalogue_files", "identity"):
        yield identity, parse(connection.execute(select(table.content).where(table.identity == identity)).scalar_one())


def _documents(connection: Connection) -> Iterator[tuple[str, Any]]:
    table = schema.documents
    for sha in _sorted_keys(connection, "documents", "sha256"):
        row = connection.execute(select(table).where(table.c.sha256 == sha)).one()
        yield sha, {"size": row.size, "media_type": row.media_type}


def _contents(connection: Connection, name: str) -> Iterator[tuple[str, Any]]:
    table = schema.metadata.tables[name].c
    for key in _sorted_keys(connection, name, "id"):
        yield key, parse(connection.execute(select(table.content).where(table.id == key)).scalar_one())


def _readings(connection: Connection) -> Iterator[tuple[str, Any]]:
    table = schema.readings.c
    keys = _sorted_keys(connection, "readings", "id")
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = {row.id: row for row in connection.execute(select(table.no, table.id, table.content).where(table.id.in_(chunk)))}
        claims = claims_of(connection, [row.no for row in found.values()])
        for key in chunk:
            yield key, parse(found[key].content) | {"claims": claims.get(found[key].no, [])}
