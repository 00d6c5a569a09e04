"""The tables of a register. Truth is canonical JSON in columns named `content`; every other column is an index of it.

Why JSON is the truth and rows are its index, not the other way about: the ledger commits to the exact text of the
JSON, so a migration can rebuild or add index tables without touching what was committed; `verify` computes every index
row anew and compares. Numbers (`no`) are a register's own; ids are content hashes, equal in every register.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text

REVISIONS = ("0001", "0002", "0003")
"""Revisions of the schema that this version of Verbale knows, the oldest first."""

REVISION_TABLE = "register_revision"
APPLICATION_ID = 0x56524254
"""SQLite's mark of the file's kind: "VRBT"."""

metadata = MetaData()


def _number(name: str, target: str = "", *, optional: bool = False) -> Column[int]:
    keys = (ForeignKey(target),) if target else ()
    return Column(name, Integer, *keys, nullable=optional)


def _text(name: str, target: str = "", *, optional: bool = False) -> Column[str]:
    keys = (ForeignKey(target),) if target else ()
    return Column(name, Text, *keys, nullable=optional)


def _own_number() -> Column[int]:
    return Column("no", Integer, primary_key=True, autoincrement=False)


ledger = Table(
    "ledger", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("kind"), _text("subject"), _text("commitment"), _text("previous"), _text("hash"), _text("time"),
)  # fmt: skip
salts = Table("salts", metadata, Column("seq", Integer, ForeignKey("ledger.seq"), primary_key=True, autoincrement=False), _text("salt"))

documents = Table("documents", metadata, Column("sha256", Text, primary_key=True), _number("size"), _text("media_type"))
originals = Table(
    "originals", metadata,
    Column("sha256", Text, ForeignKey("documents.sha256"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
acquisitions = Table(
    "acquisitions", metadata,
    _own_number(), Column("entry", Integer, ForeignKey("ledger.seq"), unique=True, nullable=False),
    Column("identity", Text, unique=True, nullable=False),
    _text("document", "documents.sha256", optional=True), _text("name"), _text("content"), _text("problem", optional=True),
    Index("acquisitions_document", "document"), Index("acquisitions_name", "name"),
)  # fmt: skip
renditions = Table("renditions", metadata, Column("id", Text, primary_key=True), _text("document", "documents.sha256"), _text("content"))
readings = Table(
    "readings", metadata,
    _own_number(), Column("id", Text, unique=True, nullable=False),
    Column("entry", Integer, ForeignKey("ledger.seq"), unique=True, nullable=False),
    _text("document", "documents.sha256"), _text("rendition", "renditions.id"), _text("grammar"),
    _text("kind"), _text("symbol"), _text("date"), _text("sender"), _text("language"), _text("content"),
    Index("readings_document", "document", "no"), Index("readings_symbol", "symbol"), Index("readings_rendition", "rendition"),
)  # fmt: skip
parts = Table(
    "parts", metadata,
    _number("reading", "readings.no"), _number("ordinal"), _text("kind"), _text("number"), _text("author"), _text("date"),
    _text("language"), _number("starts"), _number("ends"),
    PrimaryKeyConstraint("reading", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
claims = Table(
    "claims", metadata,
    _own_number(), Column("id", Text, unique=True, nullable=False), _number("reading", "readings.no"), _number("ordinal"),
    _text("locus"), _number("part"), _text("scope"), _text("stance"), _text("claimant"), _text("said"),
    _text("first_day", optional=True), _text("last_day", optional=True), _text("content"),
    Index("claims_reading", "reading"), Index("claims_locus", "locus"), Index("claims_said", "said", "no"), Index("claims_days", "first_day", "last_day"),
)  # fmt: skip
particulars = Table(
    "particulars", metadata,
    _number("claim", "claims.no"), _number("ordinal"), _text("field"), _number("occurrence", optional=True), _text("value"),
    _text("rule"), _text("at"), _text("spans"), _text("quote"), _text("text"),
    PrimaryKeyConstraint("claim", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
claim_search = Table(
    "claim_search", metadata,
    Column("claim", Integer, ForeignKey("claims.no"), primary_key=True, autoincrement=False),
    _text("words"), _text("party"), _text("place"), _text("claimant"), _text("outcome"),
)  # fmt: skip
victims = Table(
    "victims", metadata,
    _number("claim", "claims.no"), _number("ordinal"), _text("salt"), _text("content"),
    PrimaryKeyConstraint("claim", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
citations = Table(
    "citations", metadata,
    _number("reading", "readings.no"), _number("ordinal"), _text("symbol"), _text("date"), _text("kind"), _text("author"),
    _text("relation"), _text("rule"), _text("spans"), _text("quote"),
    PrimaryKeyConstraint("reading", "ordinal"), Index("citations_symbol", "symbol"), Index("citations_date", "date"), sqlite_with_rowid=False,
)  # fmt: skip
requests = Table(
    "requests", metadata,
    _number("reading", "readings.no"), _number("ordinal"), _text("addressee"), _text("rule"), _text("spans"), _text("quote"),
    PrimaryKeyConstraint("reading", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
unread = Table(
    "unread", metadata,
    _number("reading", "readings.no"), _number("ordinal"), _text("words"), _text("reason"), _text("spans"), _text("quote"),
    PrimaryKeyConstraint("reading", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
problems = Table(
    "problems", metadata,
    _number("reading", "readings.no"), _number("ordinal"), _text("code"), _text("what"), _text("place"), _text("todo"),
    PrimaryKeyConstraint("reading", "ordinal"), sqlite_with_rowid=False,
)  # fmt: skip
decisions = Table(
    "decisions", metadata,
    _own_number(), Column("id", Text, unique=True, nullable=False),
    Column("entry", Integer, ForeignKey("ledger.seq"), unique=True, nullable=False),
    _text("act"), _text("locus"), _text("content"),
    Index("decisions_locus", "locus"),
)  # fmt: skip
erasures = Table("erasures", metadata, Column("entry", Integer, ForeignKey("ledger.seq"), primary_key=True, autoincrement=False), _text("content"))
erased = Table(
    "erased", metadata,
    _text("kind"), _text("key"), _number("erasure", "erasures.entry"), _number("entry", "ledger.seq", optional=True),
    PrimaryKeyConstraint("kind", "key"), Index("erased_entry", "entry"),
)  # fmt: skip

catalogue_records = Table(
    "catalogue_records", metadata,
    _own_number(), Column("id", Text, unique=True, nullable=False),
    Column("entry", Integer, ForeignKey("ledger.seq"), unique=True, nullable=False),
    _text("symbol"), _text("date"), _text("title"), _text("content"),
    Index("catalogue_records_symbol", "symbol"),
)  # fmt: skip
catalogue_files = Table(
    "catalogue_files", metadata,
    _own_number(), Column("identity", Text, unique=True, nullable=False),
    Column("entry", Integer, ForeignKey("ledger.seq"), unique=True, nullable=False),
    _text("name"), _text("content"),
)  # fmt: skip

latest_letters = Table(
    "latest_letters", metadata,
    Column("reading", Integer, ForeignKey("readings.no"), primary_key=True, autoincrement=False), _text("document"), _text("date"), _text("sender"),
    Index("latest_letters_date", "date", "reading"), Index("latest_letters_sender", "sender"), Index("latest_letters_document", "document"),
)  # fmt: skip
letter_names = Table(
    "letter_names", metadata,
    _text("key"), _text("how"), _number("reading"),
    PrimaryKeyConstraint("key", "how", "reading"), Index("letter_names_reading", "reading"), sqlite_with_rowid=False,
)  # fmt: skip
latest_claims = Table(
    "latest_claims", metadata,
    Column("claim", Integer, ForeignKey("claims.no"), primary_key=True, autoincrement=False), _number("reading"), _text("said"),
    Column("mark", BigInteger, nullable=False), _text("first_day", optional=True), _text("last_day", optional=True),
    Index("latest_claims_said", "said", "mark", "claim"), Index("latest_claims_days", "first_day", "last_day"),
)  # fmt: skip
told_values = Table(
    "told_values", metadata,
    Column("no", BigInteger, primary_key=True, autoincrement=False), _text("field"), _text("label"), _text("value"),
    sqlite_with_rowid=False,
)  # fmt: skip
latest_values = Table(
    "latest_values", metadata,
    Column("value", BigInteger, nullable=False), _number("claim"), _text("first_day", optional=True), _text("last_day", optional=True),
    PrimaryKeyConstraint("value", "claim"), Index("latest_values_claim", "claim", "value"), sqlite_with_rowid=False,
)  # fmt: skip

LATEST = (latest_letters, letter_names, latest_claims, told_values, latest_values)
"""What the latest readings tell, made anew as they change: the only tables whose rows go without an erasure. See `verbale.register.latest`."""
BY_READING = (parts, citations, requests, unread, problems)
BY_CLAIM = (particulars, claim_search)
