"""The rows of a large register's table made by several processes, some letters at a time; their order is that of one process."""

from __future__ import annotations

import gc
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from verbale.app.exporting import document_names
from verbale.app.tables import Content
from verbale.publish.tables.parquet import packed, unpacked
from verbale.publish.tables.specs import table_named
from verbale.register import open_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from verbale.app.tables import Wanted
    from verbale.publish.redaction.words import Redactor
    from verbale.register.store import Register

CLAIMS = 5_000
"""About so many claims are one task."""
_held: list[Content] = []


def parts_by_processes(content: Content, name: str, jobs: int) -> Iterator[Any]:
    """Arrow tables of the rows of the table of this name, made by `jobs` processes; a few are in memory at once.

    What is withheld is gathered here, once for all processes.

    Each process opens the register for itself: what is taken in or erased meanwhile may show in a part of the letters.
    """
    register = content.register
    tasks = _tasks(register)
    address = register.engine.url.render_as_string(hide_password=False)
    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (address, content.wanted, content.words)) as pool:
        for _ in range(jobs):
            pool.submit(bool)  # they start while the documents are listed
        while True:
            task = next(tasks, None) if len(waiting) < 2 * jobs + 1 else None
            if task:
                waiting.append(pool.submit(_part, name, task))
                continue
            if not waiting:
                return
            yield unpacked(waiting.popleft().result())


def _tasks(register: Register) -> Iterator[list[tuple[str, str]]]:
    """SHA-256 and name of the documents, so many together as have about `CLAIMS` claims."""
    listed = register.read_documents()
    names = document_names(register, listed)
    task: list[tuple[str, str]] = []
    held = 0
    for one in listed:
        if task and held + one.claims > CLAIMS:
            yield task
            task, held = [], 0
        task.append((one.document, names[one.document]))
        held += one.claims
    if task:
        yield task


def _start(address: str, wanted: Wanted, words: Redactor) -> None:
    gc.disable()  # rows have no circles; looking for some takes a tenth of the time
    content = Content(open_register(address, create=False), wanted)
    content.words = words
    _held.append(content)


def _part(name: str, named: list[tuple[str, str]]) -> bytes:
    table = table_named(name)
    return packed(table, _held[0].rows_of(table, dict(named)))
