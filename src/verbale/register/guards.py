"""Triggers that keep a register append-only, and the search index: what differs between SQLite and PostgreSQL.

A row may be deleted only when an erasure names it (table `erased`), and `verify` holds every such row against the
ledger. Nothing may be updated. The narrow rows of the latest readings (`verbale.register.latest`) are no record and have
no guard: `verify` makes them anew and compares. The migrations run these statements, which are frozen: what changes is a later revision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRY_ERASED = "EXISTS (SELECT 1 FROM erased e WHERE e.entry = OLD.{column})"
_DOCUMENT_ERASED = "EXISTS (SELECT 1 FROM erased e WHERE e.kind = 'document' AND e.key = OLD.{column})"
_READING_ERASED = "EXISTS (SELECT 1 FROM readings r JOIN erased e ON e.entry = r.entry WHERE r.no = OLD.reading)"
_CLAIM_ERASED = "EXISTS (SELECT 1 FROM claims c JOIN readings r ON r.no = c.reading JOIN erased e ON e.entry = r.entry WHERE c.no = OLD.claim)"
_VICTIM_ERASED = "EXISTS (SELECT 1 FROM claims c JOIN erased e ON e.kind = 'victim' AND e.key = c.id || '/' || OLD.ordinal WHERE c.no = OLD.claim)"
_NEVER = "1 = 0"

DELETABLE = {
    "ledger": _NEVER,
    "documents": _NEVER,
    "erasures": _NEVER,
    "erased": _NEVER,
    "salts": _ENTRY_ERASED.format(column="seq"),
    "acquisitions": _ENTRY_ERASED.format(column="entry"),
    "readings": _ENTRY_ERASED.format(column="entry"),
    "decisions": _ENTRY_ERASED.format(column="entry"),
    "originals": _DOCUMENT_ERASED.format(column="sha256"),
    "renditions": _DOCUMENT_ERASED.format(column="document"),
    "parts": _READING_ERASED,
    "citations": _READING_ERASED,
    "requests": _READING_ERASED,
    "unread": _READING_ERASED,
    "problems": _READING_ERASED,
    "claims": _READING_ERASED,
    "particulars": _CLAIM_ERASED,
    "claim_search": _CLAIM_ERASED,
    "victims": f"({_CLAIM_ERASED} OR {_VICTIM_ERASED})",
}
"""For each append-only table the condition under which a row may be deleted."""

SEARCHED = ("words", "party", "place", "claimant", "outcome")
"""The columns of `claim_search` that are searched by word."""

_POSTGRESQL_WORDS = "array_to_tsvector(string_to_array(rtrim(left({column}, 250000)), ' '))"


def append_only(deletable: Mapping[str, str], dialect: str) -> list[str]:
    """The statements that make each table of `deletable` append-only but for rows that meet its condition."""
    return [statement for table, condition in deletable.items() for statement in _GUARDS[dialect](table, condition)]


def _sqlite_guard(table: str, condition: str) -> list[str]:
    refuse = f"SELECT RAISE(ABORT, 'verbale: {table} is append-only')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT {condition} BEGIN {refuse}; END",
    ]


def _postgresql_guard(table: str, condition: str) -> list[str]:
    body = f"IF TG_OP = 'DELETE' THEN IF {condition} THEN RETURN OLD; END IF; END IF; RAISE EXCEPTION 'verbale: {table} is append-only';"
    return [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ]


_GUARDS = {"sqlite": _sqlite_guard, "postgresql": _postgresql_guard}


def search_index(dialect: str) -> list[str]:
    """The statements that index the words of `claim_search`."""
    return _sqlite_index() if dialect == "sqlite" else _postgresql_index()


def _sqlite_index() -> list[str]:
    columns = ", ".join(SEARCHED)
    old, new = (", ".join(f"{row}.{c}" for c in SEARCHED) for row in ("OLD", "NEW"))
    put_in = f"INSERT INTO claim_words(rowid, {columns}) VALUES (NEW.claim, {new})"  # noqa: S608 (constants)
    take_out = f"INSERT INTO claim_words(claim_words, rowid, {columns}) VALUES ('delete', OLD.claim, {old})"  # noqa: S608 (constants)
    return [
        # Words are folded and set apart by one space before they come here; `ascii` cuts nowhere else.
        f"CREATE VIRTUAL TABLE claim_words USING fts5({columns}, content='claim_search', content_rowid='claim', tokenize='ascii', detail='column')",
        "CREATE TRIGGER claim_words_insert AFTER INSERT ON claim_search BEGIN " + put_in + "; END",
        "CREATE TRIGGER claim_words_delete AFTER DELETE ON claim_search BEGIN " + take_out + "; END",
    ]


def _postgresql_index() -> list[str]:
    made = []
    for column in SEARCHED:
        vector = _POSTGRESQL_WORDS.format(column=column)
        made += [
            f"ALTER TABLE claim_search ADD COLUMN {column}_index tsvector GENERATED ALWAYS AS ({vector}) STORED",
            f"CREATE INDEX claim_search_{column} ON claim_search USING gin ({column}_index)",
        ]
    return made
