"""Reads many files into a register: found one after the other, read here or by several processes, stored in input order."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from verbale.app.settings import now
from verbale.intake.kinds import kind_of
from verbale.intake.reading import read_ahead, read_bytes
from verbale.intake.sources import STDIN, gather
from verbale.model import Acquisition, Code, Document, IntakeError, Problem, Supplied, VerbaleError
from verbale.pipeline import read_rendition
from verbale.register import Added, Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from verbale.intake.sources import Source
    from verbale.model import Reading, Rendition
    from verbale.register.store import Register

_Item = TypeVar("_Item")
BATCH_FILES = 100
BATCH_BYTES = 32_000_000
"""A commit holds at most this many files and about this many bytes of originals: memory stays flat."""
_AHEAD = 24
"""How many files are under way for each process, so that none waits while a batch is stored; fewer when they are large."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who reads files says of all of them: addresses, who obtained them, header values."""

    source_url: str = ""
    archive_url: str = ""
    obtained_by: str = ""
    supplied: Supplied = Supplied()


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file: its path as given, the document's SHA-256, and what was read, or why nothing was."""

    path: str
    document: str = ""
    reading: str = ""
    sender: str = ""
    symbol: str = ""
    language: str = ""
    claims: int = 0
    citations: int = 0
    unread: int = 0
    failure: Problem | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def read(self) -> bool:
        """True when a text was read."""
        return self.failure is None

    def met(self, code: Code) -> bool:
        """True when a problem of this code was met, fatal or not."""
        return any(p.code is code for p in (*self.problems, *([self.failure] if self.failure else [])))


@dataclass(slots=True)
class ReadSummary:
    """What became of all files of one `read`; `added` counts what the register did not hold before."""

    files: list[FileRead] = field(default_factory=list)
    added: Added = field(default_factory=Added)

    @property
    def received(self) -> int:
        """How many files were found."""
        return len(self.files)

    @property
    def read(self) -> int:
        """How many of them were read."""
        return sum(f.read for f in self.files)

    @property
    def claims(self) -> int:
        """How many claims were read, whether the register held them before or not."""
        return sum(f.claims for f in self.files)

    @property
    def unread(self) -> int:
        """How many sentences with words of harm no claim covers."""
        return sum(f.unread for f in self.files)

    def met(self, code: Code) -> int:
        """How many files met a problem of this code."""
        return sum(f.met(code) for f in self.files)

    @property
    def well(self) -> bool:
        """True when there were files and every one was read."""
        return bool(self.files) and self.read == len(self.files)


def count_files(paths: Iterable[str | Path], register: Register) -> int:
    """How many files lie under `paths`, archives counted as one, the register's own files not at all: for a progress bar."""
    total = 0
    own = register.own_files
    for path in paths:
        if str(path) != STDIN and Path(path).is_dir():
            found = (Path(folder, name) for folder, _, names in os.walk(path) for name in names if not name.startswith("."))
            total += sum(file.resolve() not in own for file in found)
        else:
            total += 1
    return total


def read_paths(
    paths: Iterable[str | Path], register: Register, told: Told | None = None, *, jobs: int = 1, done: Callable[[FileRead], None] | None = None
) -> ReadSummary:
    """Reads all files under `paths` (files, folders, ZIPs, "-" for standard input) and stores what was read.

    A file that cannot be read is stored with its problem, and the rest goes on. The content of the register is the
    same for any number of jobs.

    Args:
        paths: what to read.
        register: where to store it.
        told: what is said of all the files by hand.
        jobs: how many processes read; 1 reads in this one. With more, a script that calls this needs `if __name__ == "__main__":`.
        done: called with each file when it was read, in input order, before it is stored.

    Raises:
        RegisterError: BUSY.
    """
    told = told or Told()
    summary = ReadSummary()
    batch: list[Intake] = []
    size = 0
    for path, intake in _intakes(gather(paths, without=register.own_files), told, jobs):
        file = _outcome(path, intake)
        summary.files.append(file)
        if done:
            done(file)
        batch.append(intake)
        size += len(intake.data or b"")
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            summary.added = _plus(summary.added, _stored(register, batch, summary))
            batch, size = [], 0
    summary.added = _plus(summary.added, _stored(register, batch, summary))
    return summary


def read_data(data: bytes, name: str, told: Told, following: tuple[bytes, str] | None = None) -> tuple[Rendition, Reading] | Problem:
    """The text and the reading of a file's bytes, or why there are none; nothing that a text holds can raise.

    The text of the `following` file (its bytes and name) is got out of it while this one's is read.
    """
    try:
        rendition = read_bytes(data, name)
        if following:
            read_ahead(*following)
        return rendition, read_rendition(rendition, told.supplied, told.obtained_by)
    except VerbaleError as error:
        return error.problem
    except Exception as error:  # noqa: BLE001 - no letter may stop the batch; what broke is told and recorded
        what = f"the text broke the reader ({type(error).__name__}: {error})"
        return Problem(Code.UNREADABLE, what, name, "Please report it with the file; the other files are not concerned.")


def _intakes(sources: Iterable[Source], told: Told, jobs: int) -> Iterator[tuple[str, Intake]]:
    if jobs <= 1:
        for (source, data), after in _with_next((source, _data(source)) for source in sources):
            following = (after[1], after[0].path) if after and isinstance(after[1], bytes) else None
            read = data if isinstance(data, Problem) else read_data(data, source.path, told, following)
            yield source.path, _intake(source, data, read, told)
        return
    waiting: deque[tuple[Source, bytes | Problem, Future[tuple[Rendition, Reading] | Problem] | None]] = deque()
    size = 0
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for source in sources:
            data = _data(source)
            future = None if isinstance(data, Problem) else pool.submit(read_data, data, source.path, told)
            waiting.append((source, data, future))
            size += len(data) if isinstance(data, bytes) else 0
            while waiting and (len(waiting) >= jobs * _AHEAD or size >= BATCH_BYTES):
                first = waiting.popleft()
                size -= len(first[1]) if isinstance(first[1], bytes) else 0
                yield _finished(*first, told)
        while waiting:
            yield _finished(*waiting.popleft(), told)


def _with_next(items: Iterable[_Item]) -> Iterator[tuple[_Item, _Item | None]]:
    """Each of `items` with the one after it."""
    before: _Item | None = None
    for item in items:
        if before is not None:
            yield before, item
        before = item
    if before is not None:
        yield before, None


def _finished(source: Source, data: bytes | Problem, future: Future[tuple[Rendition, Reading] | Problem] | None, told: Told) -> tuple[str, Intake]:
    if future is None:
        assert isinstance(data, Problem)
        return source.path, _intake(source, data, data, told)
    return source.path, _intake(source, data, future.result(), told)


def _data(source: Source) -> bytes | Problem:
    try:
        return source.data()
    except IntakeError as error:
        return error.problem


def _intake(source: Source, data: bytes | Problem, read: tuple[Rendition, Reading] | Problem, told: Told) -> Intake:
    folder, _, name = source.name.rpartition("/")
    container = "/".join(part for part in (source.container, folder) if part)
    if isinstance(data, Problem):
        return Intake(_acquisition("", name, container, told), problem=data)
    document = Document(sha256(data).hexdigest(), len(data), kind_of(data).value)
    acquisition = _acquisition(document.sha256, name, container, told)
    if isinstance(read, Problem):
        return Intake(acquisition, document, data, problem=read)
    rendition, reading = read
    return Intake(acquisition, document, data, rendition, reading)


def _acquisition(document: str, name: str, container: str, told: Told) -> Acquisition:
    return Acquisition(document, name, told.source_url, told.archive_url, told.obtained_by, now(), container, told.supplied)


def _outcome(path: str, intake: Intake) -> FileRead:
    document = intake.document.sha256 if intake.document else ""
    reading, rendition = intake.reading, intake.rendition
    if reading is None or rendition is None:
        return FileRead(path, document, failure=intake.problem)
    header = reading.communication
    return FileRead(
        path, document, reading.id,
        header.sender.value if header.sender else "",
        header.symbol.value if header.symbol else "",
        header.language.value if header.language else "",
        len(reading.claims), len(header.citations), len(reading.unread),
        problems=(*rendition.problems, *reading.problems),
    )  # fmt: skip


def _stored(register: Register, batch: list[Intake], summary: ReadSummary) -> Added:
    """Stores a batch; when the register refuses one file of it (erased before), the others one by one."""
    if not batch:
        return Added()
    try:
        return register.add(batch)
    except VerbaleError as error:
        if len(batch) == 1:
            _refused(summary, batch[0], error.problem)
            return Added()
    added = Added()
    for intake in batch:
        added = _plus(added, _stored(register, [intake], summary))
    return added


def _refused(summary: ReadSummary, intake: Intake, problem: Problem) -> None:
    """Tells in the summary that a file was read and not stored."""
    for at in range(len(summary.files) - 1, -1, -1):
        if summary.files[at].document == intake.acquisition.document and summary.files[at].read:
            summary.files[at] = FileRead(summary.files[at].path, summary.files[at].document, failure=problem)
            return


def _plus(one: Added, other: Added) -> Added:
    return Added(
        one.documents + other.documents, one.acquisitions + other.acquisitions, one.readings + other.readings,
        one.claims + other.claims, one.failures + other.failures,
    )  # fmt: skip
