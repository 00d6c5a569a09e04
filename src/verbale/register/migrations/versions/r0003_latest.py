"""Revision 0003: narrow rows of what the latest readings tell. The tables are frozen here; what fills them is made by today's code, as `verify` expects."""

from __future__ import annotations

from alembic import op

from verbale.register import latest

revision = "0003"
down_revision = "0002"

TABLES = (
    "CREATE TABLE latest_letters (reading INTEGER NOT NULL, document TEXT NOT NULL, date TEXT NOT NULL, sender TEXT NOT NULL, PRIMARY KEY (reading), FOREIGN KEY(reading) REFERENCES readings (no))",
    'CREATE TABLE letter_names ("key" TEXT NOT NULL, how TEXT NOT NULL, reading INTEGER NOT NULL, PRIMARY KEY ("key", how, reading)){clustered}',
    "CREATE TABLE latest_claims (claim INTEGER NOT NULL, reading INTEGER NOT NULL, said TEXT NOT NULL, mark BIGINT NOT NULL, first_day TEXT, last_day TEXT, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (no))",
    "CREATE TABLE told_values (no BIGINT NOT NULL, field TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (no)){clustered}",
    "CREATE TABLE latest_values (value BIGINT NOT NULL, claim INTEGER NOT NULL, first_day TEXT, last_day TEXT, PRIMARY KEY (value, claim)){clustered}",
    "CREATE INDEX latest_letters_date ON latest_letters (date, reading)",
    "CREATE INDEX latest_letters_sender ON latest_letters (sender)",
    "CREATE INDEX latest_letters_document ON latest_letters (document)",
    "CREATE INDEX letter_names_reading ON letter_names (reading)",
    "CREATE INDEX citations_date ON citations (date)",
    "CREATE INDEX latest_claims_said ON latest_claims (said, mark, claim)",
    "CREATE INDEX latest_claims_days ON latest_claims (first_day, last_day)",
    "CREATE INDEX latest_values_claim ON latest_values (claim, value)",
)


def upgrade() -> None:
    """Creates the tables with their indexes and fills them; nothing that the ledger commits to is touched."""
    clustered = " WITHOUT ROWID" if op.get_context().dialect.name == "sqlite" else ""
    for statement in TABLES:
        op.execute(statement.format(clustered=clustered))
    latest.fill(op.get_bind())
