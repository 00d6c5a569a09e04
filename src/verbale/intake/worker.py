"""What the child process runs: takes one document after the other from standard input and answers on standard output."""

from __future__ import annotations

import os
import resource
import sys
from importlib import import_module
from typing import BinaryIO

import msgspec

from verbale.intake.process import pack, pack_failure
from verbale.model.problems import Code, IntakeError, Problem

_HEAD = 8
_READERS = {kind: f"verbale.intake.{kind}" for kind in ("pdf", "docx", "html", "eml")}
_TODO = "The document is recorded without a text; look at it in the program that made it."


def main() -> None:
    """Limit this process, then answer requests until the input ends."""
    _limit(int(sys.argv[1]))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # what a library prints must not get into the answers
    while head := requests.read(_HEAD):
        answer = _answer(requests, int.from_bytes(head, "big"))
        answers.write(len(answer).to_bytes(_HEAD, "big"))
        answers.write(answer)
        answers.flush()


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _answer(requests: BinaryIO, size: int) -> bytes:
    name = ""
    try:
        kind, name, seconds, data = msgspec.msgpack.decode(requests.read(size), type=tuple[str, str, float, bytes])
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, resource.RLIM_INFINITY))
        return pack(import_module(_READERS[kind]).read(data, name))
    except IntakeError as error:
        return pack_failure(error.problem)
    except MemoryError:
        return pack_failure(Problem(Code.TOO_MUCH_MEMORY, "reading took more memory than is allowed", name, _TODO))
    except RecursionError:
        return pack_failure(Problem(Code.UNREADABLE, "the document is nested too deeply", name, _TODO))
    except Exception as error:  # noqa: BLE001 - no document may break the batch; what broke is told
        return pack_failure(Problem(Code.UNREADABLE, f"the document cannot be read ({type(error).__name__})", name, _TODO))


if __name__ == "__main__":
    main()
