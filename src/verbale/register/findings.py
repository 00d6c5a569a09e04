"""What a verification has seen so far: entries met, rows accounted for, problems found."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.model import Code, Problem
from verbale.register.ledger import GENESIS, commitment, head_of
from verbale.register.records import VerifyReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

MOST_PROBLEMS = 100
"""After this many problems the rest are not listed: one altered hash can break everything after it."""


def altered(what: str, where: str) -> Problem:
    """Something is not as it was entered."""
    return Problem(Code.ALTERED, what, where, "Compare with a copy of the register made earlier; do not go on working with this one.")


@dataclass(slots=True)
class Findings:
    """A damaged record is a problem found, never an error of the verification.

    `entries` are kind, subject and commitment by number; `erased` what was erased (kind, key) and its entry; `records`
    the documents' own records; `vouched` the documents whose record some entry commits to; `latest` the numbers of the latest
    readings and `told` those of the values that they tell; `seen` how many rows of each table belong to something that was entered.
    """

    entries: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    salts: dict[int, str] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    erased: dict[tuple[str, str], int | None] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    vouched: set[str] = field(default_factory=set)
    renditions: set[str] = field(default_factory=set)
    latest: frozenset[int] = frozenset()
    told: set[int] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)
    anchors: int = 0
    head: str = head_of(0, GENESIS)
    problems: list[Problem] = field(default_factory=list)

    def report(self) -> VerifyReport:
        """The report of all this."""
        readings, documents = (self.seen.get(name, 0) for name in ("readings", "documents"))
        return VerifyReport(self.head, len(self.entries), readings, documents, self.anchors, len(self.erased), tuple(self.problems))

    def bad(self, what: str, where: str) -> None:
        """Notes that something is not as it was entered."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(altered(what, where))

    def expect(self, condition: object, what: str, where: str) -> None:
        """Notes `what` is wrong unless `condition` holds."""
        if not condition:
            self.bad(what, where)

    def count(self, table: Table, number: int = 1) -> None:
        """Accounts for rows of `table`."""
        self.seen[table.name] = self.seen.get(table.name, 0) + number

    @contextmanager
    def guarded(self, where: str) -> Iterator[None]:
        """Whatever a damaged record makes fail inside is noted."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            self.bad(f"the record is damaged ({type(error).__name__})", where)

    def meet(self, seq: int, kind: str, subject: str, content: str) -> None:
        """Holds one record, by its content hash, against its entry."""
        where = f"{kind} {subject[:16]} (ledger entry {seq})"
        if seq not in self.entries:
            self.bad("the record has no entry in the ledger", where)
            return
        self.met.add(seq)
        held_kind, held_subject, committed = self.entries[seq]
        same = (held_kind, held_subject) == (kind, subject) and commitment(self.salts.get(seq, ""), content) == committed
        self.expect(same, "the record is not the one that was entered in the ledger", where)
