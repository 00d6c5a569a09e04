"""A register: what was taken in and read, kept once and never changed. Every public act on it is a method here."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from verbale.register import catalogue, erasing, listing, loading
from verbale.register import decisions as deciding
from verbale.register.engine import connect, reading, writing
from verbale.register.ledger import Chain, head_of, last_entry
from verbale.register.records import Intake
from verbale.register.search import find_claims
from verbale.register.telling import told_claims
from verbale.register.verifying import search_index_problem, verify_register
from verbale.register.writing import add_intakes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

    from verbale.model import (
        Acquisition,
        Act,
        CatalogueFile,
        CatalogueRecord,
        Citation,
        Decision,
        Document,
        Problem,
        Reading,
        Rendition,
        Request,
        Told,
        Unread,
    )
    from verbale.register.records import (
        Added,
        AddedCatalogue,
        AllegedClaim,
        Attributed,
        ClaimFilter,
        ListedDocument,
        ListedLetter,
        ListedProblem,
        ReadDocument,
        Standing,
        Stats,
        StoredReading,
        VerifyReport,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _new_salt() -> str:
    return secrets.token_hex(16)


class Register:
    """An open register; made by `open_register`, used in a `with` statement or closed with `close`.

    Any number of processes may have it open. Writing waits for its turn; reading never waits. A register may be used
    by several threads, but not carried across a fork: open it anew in the child process.
    """

    def __init__(self, address: str | Path, *, create: bool = True, clock: Callable[[], str] | None = None) -> None:
        self.engine: Engine = connect(address, create=create)
        self._clock = clock or _now

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def own_files(self) -> frozenset[Path]:
        """The files in which the register itself lies, with those that SQLite lays beside it; none on a server."""
        place = self.engine.url.database
        if self.engine.dialect.name != "sqlite" or not place or place == ":memory:":
            return frozenset()
        return frozenset(Path(place + end).resolve() for end in ("", "-wal", "-shm", "-journal"))

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self.engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self.engine)

    def _chain(self, connection: Connection) -> Chain:
        return Chain.at_end(connection, self._clock(), _new_salt)

    # -- taking in -------------------------------------------------------------------------------------------------

    def add(self, intakes: Sequence[Intake]) -> Added:
        """Adds files, with their readings or with why they could not be read, in one commit: all of them or none.

        What is there already (same bytes, same acquisition but for its time, same reading id) is passed over.

        Raises:
            ValueError: if the parts of an intake do not belong together; nothing is added.
            UsageError: BAD_VALUE if a document was erased from this register; nothing is added.
            RegisterError: BUSY.
        """
        with self._writing() as connection:
            return add_intakes(connection, self._chain(connection), intakes)

    def add_reading(self, document: Document, data: bytes, acquisition: Acquisition, rendition: Rendition, reading: Reading) -> Added:
        """Adds one file with its reading, as `add` does."""
        return self.add([Intake(acquisition, document, data, rendition, reading)])

    def add_failure(self, acquisition: Acquisition, problem: Problem, document: Document | None = None, data: bytes | None = None) -> Added:
        """Records a file that could not be read, as `add` does; with its bytes where they could be taken in."""
        return self.add([Intake(acquisition, document, data, problem=problem)])

    def add_catalogue(self, file: CatalogueFile, records: Sequence[CatalogueRecord]) -> AddedCatalogue:
        """Adds the records of a catalogue file and what in it could not be read, in one commit; what is there is passed over.

        A record that was erased from this register stays erased.

        Raises:
            ValueError: if file and records do not belong together; nothing is added.
            RegisterError: BUSY.
        """
        with self._writing() as connection:
            return catalogue.add_catalogue(connection, self._chain(connection), file, records)

    # -- asking ----------------------------------------------------------------------------------------------------

    def latest_readings(self) -> Iterator[StoredReading]:
        """The last reading added for each document, in the order of file names; only a few are in memory at once."""
        with self._reading() as connection:
            yield from loading.stored_readings(connection, loading.latest_numbers(connection))

    def latest_claims(self) -> Iterator[StoredReading]:
        """As `latest_readings`, several times as fast: only claims, header and parts are there, and no text; for tables of claims."""
        with self._reading() as connection:
            yield from loading.claim_readings(connection, loading.latest_numbers(connection))

    def brief_claims(self, whole: Collection[str] = (), documents: Sequence[str] | None = None) -> Iterator[StoredReading]:
        """As `latest_claims`, many times as fast: claims without the places of proof of their values, for rows of claims, tolls and places.

        Readings that have a claim at a locus of `whole` are given as `latest_claims` gives them; with `documents` (SHA-256) only those of these,
        in that order.
        """
        from verbale.register.brief import brief_readings  # noqa: PLC0415 (needed for tables only)

        with self._reading() as connection:
            numbers = loading.latest_numbers(connection) if documents is None else loading.numbers_in_order(connection, documents)
            yield from brief_readings(connection, numbers, whole)

    def reading(self, key: str) -> StoredReading:
        """One reading, by its id, or the latest one of a document, by the document's file name, symbol or SHA-256.

        A name may leave out its last extension; ids may be cut to four characters or more.

        Raises:
            UsageError: NOT_FOUND, or BAD_VALUE when several documents have this name.
        """
        with self._reading() as connection:
            number = loading.find_reading(connection, key)
            return next(loading.stored_readings(connection, [number]))

    def readings_of(self, document: str) -> list[StoredReading]:
        """Every reading of a document (SHA-256), the first one added first."""
        with self._reading() as connection:
            return list(loading.stored_readings(connection, loading.numbers_of(connection, document)))

    def has_reading(self, key: str) -> bool:
        """True when a reading with this id is there: the file need not be read again."""
        with self._reading() as connection:
            return loading.has_reading(connection, key)

    def rendition(self, key: str) -> Rendition:
        """The rendition with this id.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._reading() as connection:
            return loading.rendition(connection, key)

    def original(self, document: str) -> bytes:
        """The bytes of a document (SHA-256).

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._reading() as connection:
            return loading.original(connection, document)

    def claims(self, asked: ClaimFilter) -> list[AllegedClaim]:
        """The claims of the latest readings that fulfil every condition, each with who alleges it and where.

        Raises:
            UsageError: BAD_VALUE if a condition holds no word to search for, or the limit is negative.
        """
        with self._reading() as connection:
            return find_claims(connection, asked)

    def told(self, loci: Iterable[str] | None = None) -> list[Told]:
        """Every claim of the latest readings (at the places `loci` when given) with whose account it is and when its place was first known.

        They come in the order of file names.
        """
        with self._reading() as connection:
            return list(told_claims(connection, loci))

    def content(self) -> str:
        """A short text that changes when anything is taken in, read or erased, and stays when people decide: what lists and searches rest on."""
        with self._reading() as connection:
            return listing.content_state(connection)

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state, for the functions of `verbale.register.pages`."""
        with self._reading() as connection:
            yield connection

    def citations(self) -> list[Attributed[Citation]]:
        """Every citation of the latest readings, in the order of file names and of the text."""
        with self._reading() as connection:
            return listing.citations(connection)

    def letters(self, among: Collection[int] | None = None) -> Iterator[ListedLetter]:
        """Header, citations and parts of every latest reading (of these numbers), in the order of file names, without texts and claims."""
        with self._reading() as connection:
            yield from listing.letters(connection, among)

    def texts(self, readings: Collection[str]) -> Iterator[Reading]:
        """The readings of these ids with text, outline and header only, in no order; a thousand in a second."""
        with self._reading() as connection:
            yield from listing.texts(connection, readings)

    def catalogue_records(self) -> Iterator[CatalogueRecord]:
        """Every catalogue record, in the order of entry."""
        with self._reading() as connection:
            yield from catalogue.catalogue_records(connection)

    def catalogue_files(self) -> list[CatalogueFile]:
        """Every file that catalogue records came in, with what in it could not be read."""
        with self._reading() as connection:
            return catalogue.catalogue_files(connection)

    def requests(self) -> list[Attributed[Request]]:
        """Every request of the latest readings, in the order of file names and of the text."""
        with self._reading() as connection:
            return listing.requests(connection)

    def unread(self) -> list[Attributed[Unread]]:
        """Every sentence of harm that no claim of the latest readings covers."""
        with self._reading() as connection:
            return listing.unread(connection)

    def problems(self) -> list[ListedProblem]:
        """Problems of the latest readings, and files that could not be read and have not been read since."""
        with self._reading() as connection:
            return listing.problems(connection)

    def list_documents(self) -> list[ListedDocument]:
        """Every document, in the order of file names; erased ones are left out."""
        with self._reading() as connection:
            return listing.documents(connection)

    def read_documents(self) -> list[ReadDocument]:
        """Every document that was read, in the order of file names; erased ones are left out."""
        with self._reading() as connection:
            return listing.read_documents(connection)

    def has_more_claims(self, than: int) -> bool:
        """True when the latest readings have more than so many claims; quicker than counting them all."""
        with self._reading() as connection:
            return listing.has_more_claims(connection, than)

    def stats(self) -> Stats:
        """How much the register holds."""
        with self._reading() as connection:
            return listing.stats(connection)

    # -- proving ---------------------------------------------------------------------------------------------------

    def head(self) -> str:
        """The ledger's head ("seq:hash"), to be noted elsewhere."""
        with self._reading() as connection:
            return head_of(*last_entry(connection))

    def verify(self, head: str | None = None) -> VerifyReport:
        """Proves that nothing was altered since it was entered; with `head`, nor cut off since that head was noted.

        Only the last step, SQLite's check of its search index, waits for its turn among the writers.

        Raises:
            UsageError: BAD_VALUE if `head` is not of the form `seq:hash`.
            RegisterError: BUSY.
        """
        with self._reading() as connection:
            report = verify_register(connection, head)
        with self._writing() as connection:
            problem = search_index_problem(connection)
        return replace(report, problems=(*report.problems, problem)) if problem else report

    # -- deciding and erasing --------------------------------------------------------------------------------------

    def decide(self, decision: Decision) -> bool:
        """Enters a decision; false when it is there already. Make its id with `decision_id`.

        Raises:
            UsageError: NOT_FOUND or BAD_VALUE if it withdraws what is not there, or nothing.
        """
        with self._writing() as connection:
            return deciding.add_decision(connection, self._chain(connection), decision)

    def withdraw(self, decision: str, person: str, time: str, reason: str) -> Decision:
        """Withdraws a decision (its id); returns the withdrawal, which can be withdrawn in turn.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            made = deciding.withdrawal(connection, decision, person, time, reason)
            deciding.add_decision(connection, self._chain(connection), made)
            return made

    def decisions(self) -> list[Decision]:
        """Every decision, withdrawn or not, in the order of entry."""
        with self._reading() as connection:
            return deciding.all_decisions(connection)

    def current(self, acts: Iterable[Act] = (), loci: Iterable[str] | None = None) -> list[Standing]:
        """Decisions that nobody withdrew, held against the latest readings; only of these acts, and at these places, when given."""
        with self._reading() as connection:
            return deciding.standing_decisions(connection, acts, loci)

    def erase_document(self, document: str, person: str, reason: str) -> None:
        """Erases a document (SHA-256) with all that was read from it; the ledger still verifies.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            erasing.erase_document(connection, self._chain(connection), document, person, reason)

    def erase_victim(self, claim: str, ordinal: int, person: str, reason: str) -> None:
        """Erases what stands in the table of victims for one victim of a claim; its letter's text stays as it is.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            erasing.erase_victim(connection, self._chain(connection), (claim, ordinal), person, reason)

    def erase_decision(self, decision: str, person: str, reason: str) -> None:
        """Erases a decision (its id).

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            erasing.erase_decision(connection, self._chain(connection), decision, person, reason)

    def erase_acquisition(self, entry: int, person: str, reason: str) -> None:
        """Erases one acquisition, by the number of its ledger entry.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            erasing.erase_acquisition(connection, self._chain(connection), entry, person, reason)

    def erase_catalogue_record(self, record: str, person: str, reason: str) -> None:
        """Erases a catalogue record (its id); importing its file again does not bring it back.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._writing() as connection:
            catalogue.erase_record(connection, self._chain(connection), record, person, reason)
