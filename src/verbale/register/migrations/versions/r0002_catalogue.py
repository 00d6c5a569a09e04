"""Revision 0002: records of a library's catalogue, and the files they came in. Frozen: later changes are later revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from verbale.register import guards

revision = "0002"
down_revision = "0001"

TABLES = (
    "CREATE TABLE catalogue_records (no INTEGER NOT NULL, id TEXT NOT NULL, entry INTEGER NOT NULL, symbol TEXT NOT NULL, date TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (id), UNIQUE (entry), FOREIGN KEY(entry) REFERENCES ledger (seq))",
    "CREATE INDEX catalogue_records_symbol ON catalogue_records (symbol)",
    "CREATE TABLE catalogue_files (no INTEGER NOT NULL, identity TEXT NOT NULL, entry INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (identity), UNIQUE (entry), FOREIGN KEY(entry) REFERENCES ledger (seq))",
)
DELETABLE = {
    "catalogue_records": "EXISTS (SELECT 1 FROM erased e WHERE e.entry = OLD.entry)",
    "catalogue_files": "EXISTS (SELECT 1 FROM erased e WHERE e.entry = OLD.entry)",
}
"""For each append-only table the condition under which a row may be deleted, as in revision 0001."""


def upgrade() -> None:
    """Creates the tables, their index and their guards."""
    for statement in TABLES:
        op.execute(statement)
    for statement in guards.append_only(DELETABLE, op.get_context().dialect.name):
        op.execute(sa.text(statement.replace(":", "\\:")))
