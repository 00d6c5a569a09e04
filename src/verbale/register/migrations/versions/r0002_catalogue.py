"""Revision 0002: records of a library's catalogue, and the files they came in. Frozen: later changes are later revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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


def _guards_of_sqlite() -> list[str]:
    made = []
    for table, condition in DELETABLE.items():
        refuse = f"SELECT RAISE(ABORT, 'verbale: {table} is append-only')"
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT {condition} BEGIN {refuse}; END",
        ]
    return made


def _guards_of_postgresql() -> list[str]:
    made = []
    for table, condition in DELETABLE.items():
        body = f"IF TG_OP = 'DELETE' THEN IF {condition} THEN RETURN OLD; END IF; END IF; RAISE EXCEPTION 'verbale: {table} is append-only';"
        made += [
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ]
    return made


def upgrade() -> None:
    """Creates the tables, their index and their guards."""
    for statement in TABLES:
        op.execute(statement)
    guards = _guards_of_sqlite() if op.get_context().dialect.name == "sqlite" else _guards_of_postgresql()
    for statement in guards:
        op.execute(sa.text(statement.replace(":", "\\:")))
