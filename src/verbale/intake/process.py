"""The child process in which hostile files are read: kept warm, limited in time and memory, ended when it oversteps."""

from __future__ import annotations

import atexit
import os
import resource
import select
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import msgspec

from verbale.model.documents import Method, Piece, Rendition
from verbale.model.problems import Code, IntakeError, Problem
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.intake.limits import Limits

_HEAD = 8
_LEFT_OUT = "The document is recorded without a text; look at it in the program that made it."


class Answer(msgspec.Struct, array_like=True):
    """What the child sends back: the fields of a rendition as plain data, or the problem that stopped it."""

    document: str
    reader: str
    text: str
    method: str
    title: str
    starts: list[int]
    ends: list[int]
    places: list[str]
    offsets: list[int]
    roles: list[str]
    problems: list[tuple[str, str, str, str]]
    failure: tuple[str, str, str, str] | None = None


def pack(rendition: Rendition) -> bytes:
    """`rendition` as the bytes that the child sends."""
    pieces = rendition.pieces
    return msgspec.msgpack.encode(
        Answer(
            rendition.document,
            rendition.reader,
            rendition.text.encode("utf-8", "replace").decode(),  # a lone surrogate can stand in no file
            rendition.method.value,
            rendition.title.encode("utf-8", "replace").decode(),
            [p.span.start for p in pieces],
            [p.span.end for p in pieces],
            [p.place for p in pieces],
            [p.offset for p in pieces],
            [p.role for p in pieces],
            [(p.code.value, p.what, p.where, p.todo) for p in rendition.problems],
        )
    )


def pack_failure(problem: Problem) -> bytes:
    """`problem`, which stopped the reading, as the bytes that the child sends."""
    failure = (problem.code.value, problem.what, problem.where, problem.todo)
    return msgspec.msgpack.encode(Answer("", "", "", Method.PLAIN.value, "", [], [], [], [], [], [], failure))


def unpack(data: bytes) -> Rendition:
    """The rendition that the child sent.

    Raises:
        IntakeError: when the child sent a problem.
    """
    answer = msgspec.msgpack.decode(data, type=Answer)
    if answer.failure:
        code, what, where, todo = answer.failure
        raise IntakeError(Code(code), what, where, todo)
    columns = zip(answer.starts, answer.ends, answer.places, answer.offsets, answer.roles, strict=True)
    pieces = tuple(Piece(Span(start, end), place, offset, role) for start, end, place, offset, role in columns)
    problems = tuple(Problem(Code(code), what, where, todo) for code, what, where, todo in answer.problems)
    return Rendition(answer.document, answer.reader, answer.text, Method(answer.method), pieces, answer.title, problems)


class Reader:
    """One warm child process; started at the first document, anew after each one that overstepped. Safe to share by threads."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._memory = 0
        self._inherited = 0
        self._owner = 0
        self._ahead: tuple[str, bytes] | None = None
        self._lock = threading.Lock()

    def read(self, kind: str, data: bytes, name: str, limits: Limits) -> Rendition:
        """The text of `data`, which is of `kind` ("pdf", "docx", "html", "eml").

        Raises:
            IntakeError: what the reader found, or that it overstepped `limits`.
        """
        with self._lock:
            deadline = time.monotonic() + limits.seconds
            try:
                if not self._is_ahead(kind, data, deadline):
                    _send(self._running(limits), kind, data, name, limits)
                self._ahead = None
                answer = _answer(self._child, deadline)
            except TimeoutError:
                self._end()
                raise IntakeError(Code.TOO_SLOW, f"reading took longer than {limits.seconds:g} seconds and was ended", name, _LEFT_OUT) from None
            except (EOFError, OSError):
                raise self._fallen(name, limits) from None
        return unpack(answer)

    def ahead(self, kind: str, data: bytes, name: str, limits: Limits) -> None:
        """Give the child the document that `read` is asked for next (these very bytes): it is read while the caller does something else."""
        with self._lock:
            if self._ahead is None:
                try:
                    _send(self._running(limits), kind, data, name, limits)
                    self._ahead = kind, data
                except OSError:  # the child fell, or takes nothing in: `read` begins anew and tells why
                    self._end()

    def _is_ahead(self, kind: str, data: bytes, deadline: float) -> bool:
        """True when the child has this document already; the answer to another one that nobody asked for is let go."""
        if self._ahead is None or self._child is None or self._owner != os.getpid():
            return False
        asked, given = self._ahead
        if asked == kind and given is data:
            return True
        self._ahead = None
        try:
            _answer(self._child, deadline)
        except (EOFError, OSError):
            self._end()
        return False

    def _running(self, limits: Limits) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the child belongs to the parent
            self._child, self._ahead, self._owner = None, None, os.getpid()
            atexit.register(self.close)
        if self._child is not None and (self._memory != limits.memory_bytes or self._child.poll() is not None):
            self._end()
        if self._child is None:
            command = [sys.executable, "-P", "-m", "verbale.intake.worker", str(limits.memory_bytes)]
            self._inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
            self._memory = limits.memory_bytes
            for pipe in (self._child.stdin, self._child.stdout):
                assert pipe
                os.set_blocking(pipe.fileno(), False)
        return self._child

    def _fallen(self, name: str, limits: Limits) -> IntakeError:
        """Why the child ended of itself: memory when it had used most of what it may, else the document broke the reader."""
        child, self._child, self._ahead = self._child, None, None
        assert child
        _close_pipes(child)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts the parent's peak at the start into the child's: only what lies above it is the child's own.
        if usage.ru_maxrss > self._inherited and usage.ru_maxrss * 1024 > limits.memory_bytes // 2:
            return IntakeError(Code.TOO_MUCH_MEMORY, f"reading took more than {limits.memory_bytes:,} bytes of memory and was ended", name, _LEFT_OUT)
        return IntakeError(Code.UNREADABLE, "the document broke the reader, which was ended", name, _LEFT_OUT)

    def _end(self) -> None:
        child, self._child, self._ahead = self._child, None, None
        if child is not None:
            child.kill()
            _close_pipes(child)
            child.wait()

    def close(self) -> None:
        """End the child process, if one runs."""
        if self._owner == os.getpid():
            with self._lock:
                self._end()


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()


def _send(child: subprocess.Popen[bytes], kind: str, data: bytes, name: str, limits: Limits) -> None:
    """Give the child a document.

    Raises:
        TimeoutError: when it takes longer than the document may.
        OSError: when the child has ended.
    """
    assert child.stdin
    request = msgspec.msgpack.encode((kind, name, limits.seconds, data))
    out, deadline = child.stdin.fileno(), time.monotonic() + limits.seconds
    unsent = memoryview(len(request).to_bytes(_HEAD, "big") + request)
    while unsent:
        _wait(None, out, deadline)
        unsent = unsent[os.write(out, unsent) :]


def _answer(child: subprocess.Popen[bytes] | None, deadline: float) -> bytes:
    """What the child answers.

    Raises:
        TimeoutError: when `deadline` (monotonic seconds) passes.
        EOFError, OSError: when the child ends.
    """
    assert child
    assert child.stdout
    back = child.stdout.fileno()
    size = int.from_bytes(_receive(back, _HEAD, deadline), "big")
    return _receive(back, size, deadline)


def _receive(back: int, size: int, deadline: float) -> bytes:
    parts, missing = [], size
    while missing:
        _wait(back, None, deadline)
        part = os.read(back, min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _wait(back: int | None, out: int | None, deadline: float) -> None:
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(out if back is None else back, select.POLLOUT if back is None else select.POLLIN)  # type: ignore[arg-type]
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError
