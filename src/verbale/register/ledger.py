"""The ledger: a chain of hashes over salted commitments, one entry for every record added to the register.

An entry's commitment is a hash of a random salt and of the record's content. When personal data must go, record and
salt are erased; the commitment stays, tells nothing of what it committed to, and the chain still holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from verbale.model import content_id
from verbale.register.schema import ledger, salts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


def commitment(salt: str, content: str) -> str:
    """What the ledger keeps of a record with this salt and content hash."""
    return content_id("commitment", salt, content)


def entry_hash(seq: int, kind: str, subject: str, *, committed: str, previous: str, time: str) -> str:
    """The hash of an entry, over all it says and the hash of the entry before it."""
    return content_id(str(seq), kind, subject, committed, previous, time)


def acquisition_hash(number: int, content: str, document: str, problem: str | None) -> str:
    """The content hash of an acquisition, of the document's own record, and of why it could not be read, if so."""
    return content_id("acquisition", str(number), content, document, "null" if problem is None else problem)


def reading_hash(number: int, document: str, rendition: str, reading: str, claims: Iterable[str]) -> str:
    """The content hash of a reading with its claims in order, its rendition and its document's record."""
    return content_id("reading", str(number), document, rendition, reading, *claims)


def record_hash(kind: str, number: int, content: str) -> str:
    """The content hash of a record that is one JSON text: a decision, an erasure (number 0)."""
    return content_id(kind, str(number), content)


def victim_commitment(salt: str, content: str) -> str:
    """What a claim's stored content keeps in place of a named victim."""
    return content_id("victim", salt, content)


def head_of(seq: int, hashed: str) -> str:
    """The written form of a head: the number of entries and the hash of the last one."""
    return f"{seq}:{hashed}"


@dataclass(slots=True)
class Chain:
    """The end of the ledger inside one writing transaction: `add` entries, then `write` them."""

    seq: int
    previous: str
    time: str
    new_salt: Callable[[], str]
    _entries: list[dict[str, object]] = field(default_factory=list)
    _salts: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def at_end(cls, connection: Connection, time: str, new_salt: Callable[[], str]) -> Chain:
        """The chain that goes on after the last entry of the register."""
        seq, previous = last_entry(connection)
        return cls(seq, previous, time, new_salt)

    def add(self, kind: str, subject: str, content: str) -> int:
        """Enters a record of `kind` with content hash `content`; returns the entry's number."""
        salt = self.new_salt()
        self.seq += 1
        committed = commitment(salt, content)
        hashed = entry_hash(self.seq, kind, subject, committed=committed, previous=self.previous, time=self.time)
        self._entries.append({
            "seq": self.seq, "kind": kind, "subject": subject, "commitment": committed,
            "previous": self.previous, "hash": hashed, "time": self.time,
        })  # fmt: skip
        self._salts.append({"seq": self.seq, "salt": salt})
        self.previous = hashed
        return self.seq

    def write(self, connection: Connection) -> None:
        """Writes the entries added since the last write."""
        if self._entries:
            connection.execute(insert(ledger), self._entries)
            connection.execute(insert(salts), self._salts)
            self._entries, self._salts = [], []


def last_entry(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; 0 and the genesis hash when there is none."""
    last = select(func.max(ledger.c.seq)).scalar_subquery()
    row = connection.execute(select(ledger.c.seq, ledger.c.hash).where(ledger.c.seq == last)).first()
    return (row.seq, row.hash) if row else (0, GENESIS)
