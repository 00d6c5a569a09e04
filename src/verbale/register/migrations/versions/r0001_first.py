"""Revision 0001: the first schema of a register. Frozen: later changes are later revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from verbale.register import guards

revision = "0001"
down_revision = None

TABLES = (
    "CREATE TABLE documents (sha256 TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, PRIMARY KEY (sha256))",
    "CREATE TABLE ledger (seq INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, commitment TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, time TEXT NOT NULL, PRIMARY KEY (seq))",
    "CREATE TABLE acquisitions (no INTEGER NOT NULL, entry INTEGER NOT NULL, identity TEXT NOT NULL, document TEXT, name TEXT NOT NULL, content TEXT NOT NULL, problem TEXT, PRIMARY KEY (no), UNIQUE (entry), FOREIGN KEY(entry) REFERENCES ledger (seq), UNIQUE (identity), FOREIGN KEY(document) REFERENCES documents (sha256))",
    "CREATE INDEX acquisitions_document ON acquisitions (document)",
    "CREATE INDEX acquisitions_name ON acquisitions (name)",
    "CREATE TABLE decisions (no INTEGER NOT NULL, id TEXT NOT NULL, entry INTEGER NOT NULL, act TEXT NOT NULL, locus TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (id), UNIQUE (entry), FOREIGN KEY(entry) REFERENCES ledger (seq))",
    "CREATE INDEX decisions_locus ON decisions (locus)",
    "CREATE TABLE erasures (entry INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (entry), FOREIGN KEY(entry) REFERENCES ledger (seq))",
    "CREATE TABLE originals (sha256 TEXT NOT NULL, data {blob} NOT NULL, PRIMARY KEY (sha256), FOREIGN KEY(sha256) REFERENCES documents (sha256))",
    "CREATE TABLE renditions (id TEXT NOT NULL, document TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(document) REFERENCES documents (sha256))",
    "CREATE TABLE salts (seq INTEGER NOT NULL, salt TEXT NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(seq) REFERENCES ledger (seq))",
    'CREATE TABLE erased (kind TEXT NOT NULL, "key" TEXT NOT NULL, erasure INTEGER NOT NULL, entry INTEGER, PRIMARY KEY (kind, "key"), FOREIGN KEY(erasure) REFERENCES erasures (entry), FOREIGN KEY(entry) REFERENCES ledger (seq))',
    "CREATE INDEX erased_entry ON erased (entry)",
    "CREATE TABLE readings (no INTEGER NOT NULL, id TEXT NOT NULL, entry INTEGER NOT NULL, document TEXT NOT NULL, rendition TEXT NOT NULL, grammar TEXT NOT NULL, kind TEXT NOT NULL, symbol TEXT NOT NULL, date TEXT NOT NULL, sender TEXT NOT NULL, language TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (id), UNIQUE (entry), FOREIGN KEY(entry) REFERENCES ledger (seq), FOREIGN KEY(document) REFERENCES documents (sha256), FOREIGN KEY(rendition) REFERENCES renditions (id))",
    "CREATE INDEX readings_document ON readings (document, no)",
    "CREATE INDEX readings_rendition ON readings (rendition)",
    "CREATE INDEX readings_symbol ON readings (symbol)",
    "CREATE TABLE citations (reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL, relation TEXT NOT NULL, rule TEXT NOT NULL, spans TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (reading, ordinal), FOREIGN KEY(reading) REFERENCES readings (no)){clustered}",
    "CREATE INDEX citations_symbol ON citations (symbol)",
    "CREATE TABLE claims (no INTEGER NOT NULL, id TEXT NOT NULL, reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, locus TEXT NOT NULL, part INTEGER NOT NULL, scope TEXT NOT NULL, stance TEXT NOT NULL, claimant TEXT NOT NULL, said TEXT NOT NULL, first_day TEXT, last_day TEXT, content TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (id), FOREIGN KEY(reading) REFERENCES readings (no))",
    "CREATE INDEX claims_days ON claims (first_day, last_day)",
    "CREATE INDEX claims_locus ON claims (locus)",
    "CREATE INDEX claims_reading ON claims (reading)",
    "CREATE INDEX claims_said ON claims (said, no)",
    "CREATE TABLE parts (reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL, language TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (reading, ordinal), FOREIGN KEY(reading) REFERENCES readings (no)){clustered}",
    "CREATE TABLE problems (reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, code TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL, todo TEXT NOT NULL, PRIMARY KEY (reading, ordinal), FOREIGN KEY(reading) REFERENCES readings (no)){clustered}",
    "CREATE TABLE requests (reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, addressee TEXT NOT NULL, rule TEXT NOT NULL, spans TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (reading, ordinal), FOREIGN KEY(reading) REFERENCES readings (no)){clustered}",
    "CREATE TABLE unread (reading INTEGER NOT NULL, ordinal INTEGER NOT NULL, words TEXT NOT NULL, reason TEXT NOT NULL, spans TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (reading, ordinal), FOREIGN KEY(reading) REFERENCES readings (no)){clustered}",
    "CREATE TABLE claim_search (claim INTEGER NOT NULL, words TEXT NOT NULL, party TEXT NOT NULL, place TEXT NOT NULL, claimant TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (no))",
    "CREATE TABLE particulars (claim INTEGER NOT NULL, ordinal INTEGER NOT NULL, field TEXT NOT NULL, occurrence INTEGER, value TEXT NOT NULL, rule TEXT NOT NULL, at TEXT NOT NULL, spans TEXT NOT NULL, quote TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (claim, ordinal), FOREIGN KEY(claim) REFERENCES claims (no)){clustered}",
    "CREATE TABLE victims (claim INTEGER NOT NULL, ordinal INTEGER NOT NULL, salt TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (claim, ordinal), FOREIGN KEY(claim) REFERENCES claims (no)){clustered}",
)


def upgrade() -> None:
    """Creates every table, index and guard."""
    dialect = op.get_context().dialect.name
    form = {"blob": "BLOB", "clustered": " WITHOUT ROWID"} if dialect == "sqlite" else {"blob": "BYTEA", "clustered": ""}
    for statement in TABLES:
        op.execute(statement.format(**form))
    for statement in (*guards.append_only(guards.DELETABLE, dialect), *guards.search_index(dialect)):
        op.execute(sa.text(statement.replace(":", "\\:")))
