"""Imported tables: which readings are earlier versions of one, and which version of a row counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from verbale.register import schema
from verbale.register.canonical import parse, storable
from verbale.register.telling import told_claims

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from verbale.model import Told

_r, _a, _c = schema.readings.c, schema.acquisitions.c, schema.claims.c
_l, _n = schema.latest_claims.c, schema.latest_letters.c


def earlier_tables(connection: Connection, name: str, claimant: str, mapping: str, but: Collection[str]) -> list[int]:
    """Numbers of the latest readings of tables of this claimant, read by this mapping, that came as a file of this name, whole or in parts.

    They come in the order in which they were read; the documents `but` (SHA-256) are left out.
    """
    stem = storable(name.rpartition(".")[0] or name)
    query = select(_n.reading, _n.document, _a.name, _a.content, _r.grammar).join(schema.acquisitions, _a.document == _n.document)
    query = query.join(schema.readings, _r.no == _n.reading).where(_r.sender == claimant, _a.name.startswith(stem, autoescape=True))
    return sorted({
        row.reading for row in connection.execute(query)
        if name in {row.name, parse(row.content)["container"]} and row.document not in but and _mapping_of(row.grammar) == mapping
    })  # fmt: skip


def _mapping_of(grammar: str) -> str:
    """The name of the mapping that the version of a reading tells: "table/2 NAME-VERSION"."""
    return grammar.partition(" ")[2].rpartition("-")[0]


def told_several_times(connection: Connection) -> list[Told]:
    """The claims at places that several latest readings have: copies of a letter, versions of a row."""
    query = select(_c.locus).join(schema.latest_claims, _l.claim == _c.no).group_by(_c.locus).having(func.count(_c.reading.distinct()) > 1)
    loci = connection.scalars(query).all()
    return list(told_claims(connection, loci)) if loci else []
