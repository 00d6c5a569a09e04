"""Finds what is to be read: files, folders, ZIPs, e-mails with attachments, standard input; one at a time, so that memory stays flat."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.intake.eml import attachments
from verbale.intake.kinds import Kind, kind_of
from verbale.intake.limits import Limits
from verbale.model.problems import Code, IntakeError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

STDIN = "-"
_DEEPEST = 2
"""A ZIP in a ZIP is opened, a ZIP in that is not; an e-mail counts as one."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: its name, what it lies in ("" or the path of a ZIP or e-mail), and how to get its bytes.

    `problem` is set, and `data` raises it, when it cannot be opened.
    """

    name: str
    container: str
    load: Callable[[], bytes]
    problem: Problem | None = None

    @property
    def path(self) -> str:
        """Container and name together, as shown to people."""
        return f"{self.container}/{self.name}" if self.container else self.name

    def data(self) -> bytes:
        """The bytes; read anew at each call, not kept.

        Raises:
            IntakeError: with the problem that stands in the way.
        """
        if self.problem:
            raise IntakeError(self.problem.code, self.problem.what, self.problem.where, self.problem.todo)
        return self.load()


def gather(
    paths: Iterable[str | Path], limits: Limits | None = None, stdin: Callable[[], bytes] | None = None, without: Collection[Path] = ()
) -> Iterator[Source]:
    """The sources under `paths` in order: folders are walked through sorted by name, without hidden files and without links to folders.

    ZIPs give their members, e-mails themselves and then their attachments. `-` is standard input (`stdin` in its stead in
    tests). What cannot be opened is a source with a problem, and the rest goes on. The resolved paths `without` are passed over in folders.
    """
    limits = limits or Limits()
    for path in paths:
        if str(path) == STDIN:
            data = (stdin or sys.stdin.buffer.read)()
            yield from _opened("standard input", "", data, limits, 0)
        elif Path(path).is_dir():
            yield from _folder(Path(path), limits, without)
        else:
            yield from _file(Path(path), limits)


def _folder(folder: Path, limits: Limits, without: Collection[Path]) -> Iterator[Source]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield _broken(str(folder), "", Code.UNREADABLE, f"the folder cannot be opened ({error.strerror})", "Look at its permissions.")
        return
    for entry in entries:
        if entry.name.startswith(".") or (without and entry.resolve() in without):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _folder(entry, limits, without)
        else:
            yield from _file(entry, limits)


def _file(path: Path, limits: Limits) -> Iterator[Source]:
    name = str(path)
    try:
        if not path.exists():
            yield _broken(name, "", Code.UNREADABLE, "there is no such file", "Look at the spelling of the path.")
            return
        if not path.is_file():
            yield _broken(name, "", Code.UNREADABLE, "it is neither a file nor a folder", "Give a file or a folder.")
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(65536)
    except OSError as error:
        yield _broken(name, "", Code.UNREADABLE, f"the file cannot be opened ({error.strerror})", "Look at its permissions.")
        return
    packed = head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    if size > limits.file_bytes and not packed:
        yield _too_large(name, "", size, limits)
        return
    if not packed and kind_of(head) is not Kind.EML:
        yield Source(name, "", lambda: _read(path, limits))
        return
    try:
        if packed and size > limits.file_bytes:
            yield from _archive_file(path, limits)
            return
        data = _read(path, limits)
    except IntakeError as error:
        yield Source(name, "", lambda: b"", error.problem)
        return
    yield from _opened(name, "", data, limits, 0)


def _archive_file(path: Path, limits: Limits) -> Iterator[Source]:
    with path.open("rb") as file:
        yield from _archive(str(path), file, limits, 1)


def _read(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise IntakeError(Code.UNREADABLE, f"the file cannot be opened ({error.strerror})", str(path), "Look at its permissions.") from None
    if len(data) > limits.file_bytes:
        problem = _too_large(str(path), "", len(data), limits).problem
        assert problem
        raise IntakeError(problem.code, problem.what, problem.where, problem.todo)
    return data


def _opened(name: str, container: str, data: bytes, limits: Limits, depth: int) -> Iterator[Source]:
    """The source `name` with the bytes `data`, or what lies in it."""
    kind = kind_of(data)
    if kind is Kind.ZIP and depth < _DEEPEST:
        yield from _archive(f"{container}/{name}" if container else name, io.BytesIO(data), limits, depth + 1)
        return
    if len(data) > limits.file_bytes:
        yield _too_large(name, container, len(data), limits)
        return
    yield Source(name, container, lambda: data)
    if kind is Kind.EML and depth < _DEEPEST:
        inside = f"{container}/{name}" if container else name
        try:
            for file in attachments(data, inside):
                yield from _opened(file.name, inside, file.data, limits, depth + 1)
        except IntakeError as error:
            yield Source("attachments", inside, lambda: b"", error.problem)


def _archive(name: str, file: io.BytesIO | io.BufferedReader, limits: Limits, depth: int) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(file)
        members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield _broken(name, "", Code.DAMAGED, "the ZIP is damaged or cut short", "Get it again from its source.")
        return
    with archive:
        unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        if (
            len(members) > limits.archive_files
            or unpacked > limits.archive_bytes
            or (unpacked > limits.file_bytes // 10 and unpacked > packed * limits.archive_ratio)
        ):
            what = f"the ZIP unpacks to {unpacked:,} bytes in {len(members):,} files; it was not opened"
            yield _broken(name, "", Code.ARCHIVE_BOMB, what, "Look at its origin; unpack it by hand and read the files.")
            return
        for member in sorted(members, key=lambda m: m.filename):
            yield from _member(archive, member, name, limits, depth)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, container: str, limits: Limits, depth: int) -> Iterator[Source]:
    if member.flag_bits & 1:
        yield _broken(member.filename, container, Code.ENCRYPTED, "the file in the ZIP is locked by a password", "Unpack the ZIP with its password.")
    elif member.file_size > limits.file_bytes:
        yield _too_large(member.filename, container, member.file_size, limits)
    else:
        try:
            data = archive.read(member)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
            yield _broken(member.filename, container, Code.DAMAGED, "the file in the ZIP is damaged", "Get the ZIP again from its source.")
            return
        yield from _opened(member.filename, container, data, limits, depth)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _broken(name: str, container: str, code: Code, what: str, todo: str) -> Source:
    where = f"{container}/{name}" if container else name
    return Source(name, container, lambda: b"", Problem(code, what, where, todo))


def _too_large(name: str, container: str, size: int, limits: Limits) -> Source:
    what = f"the file has {size:,} bytes, more than the {limits.file_bytes:,} that are read"
    return _broken(name, container, Code.TOO_LARGE, what, "Divide it, or raise the limit.")
