"""The register: the only place that knows its database. The database's own library is imported when a register is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.register.records import (
    Added,
    AddedCatalogue,
    AllegedClaim,
    Attributed,
    ClaimFilter,
    Hidden,
    Intake,
    ListedDocument,
    ListedLetter,
    ListedProblem,
    Source,
    Standing,
    Stats,
    StoredReading,
    VerifyReport,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from verbale.register.store import Register

__all__ = [
    "Added", "AddedCatalogue", "AllegedClaim", "Attributed", "ClaimFilter", "Hidden", "Intake", "ListedDocument", "ListedLetter", "ListedProblem", "Source",
    "Standing", "Stats", "StoredReading", "VerifyReport", "canonical_dump", "open_register",
]  # fmt: skip


def open_register(address: str | Path, *, create: bool = True, clock: Callable[[], str] | None = None) -> Register:
    """Opens the register at `address`: a path (SQLite) or a `postgresql+psycopg://` URL. Use it in a `with` statement.

    A register that does not exist is created unless `create` is false; an older one is brought up to date. `clock`
    gives the time of ledger entries (UTC, ISO 8601).

    Raises:
        RegisterError: NOT_A_REGISTER (the file or database is something else), NEWER_REGISTER (a newer version of
            Verbale wrote it), NOT_FOUND (it cannot be reached), BUSY (another process held it for a minute).
        UsageError: BAD_VALUE (no address of a register), MISSING_EXTRA (PostgreSQL without its driver).
    """
    from verbale.register.store import Register  # noqa: PLC0415 (a third of a second, needed only when a register is touched)

    return Register(address, create=create, clock=clock)


def canonical_dump(register: Register) -> Iterator[str]:
    """The content of `register` as JSON lines, equal for equal content on every database and in whatever order it came.

    Sorted by kind and id, without times of entry, salts, ledger and the register's own numbers. What was erased is absent.
    """
    from verbale.register.dump import dump_lines  # noqa: PLC0415 (as above)

    return dump_lines(register.engine)
