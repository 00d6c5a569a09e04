"""Uploaded files, read in the background by a process of its own: kept in a folder until they are in the register, so that a restart loses none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app.settings import now
from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from verbale.web.asking import Upload
    from verbale.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one uploaded file; `claims` and so on as `verbale read --json` tells them."""

    path: str
    document: str
    read: bool
    sender: str
    symbol: str
    claims: int
    unread: int
    code: str
    problem: str


@dataclass(frozen=True, slots=True)
class Job:
    """One upload: how many files were received, and how far reading them has come. `state`: waiting, reading, done, failed."""

    id: int
    account: str
    state: str
    received: int
    read: int
    failed: int
    done: int
    problem: str
    at: str

    @property
    def over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in {"done", "failed"}


_CUT = "the program ended before all files had arrived; none was read: send them again"


class Jobs:
    """The uploads of a desk. One thread takes them in turn; each is read by a process, which a restart simply starts anew."""

    def __init__(self, desk: Desk, register: str) -> None:
        self._desk, self._register = desk, register
        self.folder = desk.path.with_name(desk.path.name + ".uploads")
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Starts to read what waits, also what an earlier run left. Of an upload that did not arrive whole nothing is read."""
        with self._desk.act() as held:
            held.execute("UPDATE jobs SET state = 'failed', problem = ? WHERE state = 'keeping'", (_CUT,))
            held.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'reading'")
        self._thread = threading.Thread(target=self._run, name="uploads", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the process under way; what it has not stored is read at the next start."""
        self._stopping.set()
        self._wake.set()
        if self._process:
            self._process.terminate()
        if self._thread:
            self._thread.join(timeout=10)

    def add(self, account: str, files: Iterable[Upload], told: dict[str, str]) -> int:
        """Keeps files to be read; the number of the new job.

        Raises:
            UsageError: BAD_VALUE when there is no file.
        """
        listed = list(files)
        if not listed:
            raise UsageError(Code.BAD_VALUE, "no file came with the form", "", "Choose one or more files, then send them.")
        with self._desk.act() as held:
            row = (account, "keeping", json.dumps(told), len(listed), now())
            number = held.execute("INSERT INTO jobs (account, state, told, received, at) VALUES (?, ?, ?, ?, ?)", row).lastrowid or 0
        folder = self._folder(number)
        folder.mkdir(parents=True)
        folder.chmod(0o700)
        for nth, upload in enumerate(listed):
            place = folder / f"{nth:05d}"  # a folder for each, so that two files may have one name
            place.mkdir()
            (place / _safe(upload.name)).write_bytes(upload.data)
        with self._desk.act() as held:
            held.execute("UPDATE jobs SET state = 'waiting' WHERE id = ?", (number,))
        self._wake.set()
        return number

    def job(self, number: int) -> Job:
        """One job.

        Raises:
            UsageError: NOT_FOUND.
        """
        found = self._desk.rows("SELECT * FROM jobs WHERE id = ?", number)
        if not found:
            raise UsageError(Code.NOT_FOUND, "there is no such upload", str(number))
        row = found[0]
        return Job(*(row[name] for name in ("id", "account", "state", "received", "read", "failed", "done", "problem", "at")))

    def outcomes(self, number: int) -> list[Outcome]:
        """What became of each file of a job so far."""
        found = self._desk.rows("SELECT content FROM outcomes WHERE job = ? ORDER BY ordinal", number)
        return [Outcome(**json.loads(row["content"])) for row in found]

    def open_jobs(self) -> list[Job]:
        """Jobs that are not over."""
        return [self.job(row["id"]) for row in self._desk.rows("SELECT id FROM jobs WHERE state IN ('keeping', 'waiting', 'reading') ORDER BY id")]

    def _folder(self, number: int) -> Path:
        return self.folder / str(number)

    def _run(self) -> None:
        while not self._stopping.is_set():
            waiting = self._desk.rows("SELECT id, told FROM jobs WHERE state = 'waiting' ORDER BY id LIMIT 1")
            if not waiting:
                self._wake.wait()
                self._wake.clear()
                continue
            self._read(waiting[0]["id"], json.loads(waiting[0]["told"]))

    def _read(self, number: int, told: dict[str, str]) -> None:
        """Reads one job in a process: a file that breaks it, or its memory, does not touch the pages."""
        with self._desk.act() as held:
            held.execute("UPDATE jobs SET state = 'reading', read = 0, failed = 0, done = 0 WHERE id = ?", (number,))
            held.execute("DELETE FROM outcomes WHERE job = ?", (number,))
        command = [sys.executable, "-m", "verbale.web.uploads", self._register, str(self._folder(number)), json.dumps(told)]
        errors = self.folder / f"{number}.errors"
        with errors.open("w", encoding="utf-8") as file:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file, text=True, encoding="utf-8")
            with self._process as process:
                assert process.stdout
                for nth, line in enumerate(process.stdout):
                    self._told(number, nth, json.loads(line))
            status = process.returncode
        said = errors.read_text(encoding="utf-8").strip().splitlines()
        if self._stopping.is_set():
            return
        with self._desk.act() as held:
            problem = "" if status == 0 else (said[-1] if said else f"the reading ended with status {status}")
            held.execute("UPDATE jobs SET state = ?, problem = ? WHERE id = ?", ("done" if status == 0 else "failed", problem, number))
        if status == 0:
            errors.unlink()
            shutil.rmtree(self._folder(number), ignore_errors=True)
            self._folder(number).with_suffix(".toml").unlink(missing_ok=True)

    def _told(self, number: int, nth: int, outcome: dict[str, object]) -> None:
        with self._desk.act() as held:
            held.execute("INSERT INTO outcomes VALUES (?, ?, ?)", (number, nth, json.dumps(outcome)))
            read = bool(outcome["read"])
            held.execute("UPDATE jobs SET done = done + 1, read = read + ?, failed = failed + ? WHERE id = ?", (read, not read, number))


def _safe(name: str) -> str:
    """The last part of a file's name, without what leads elsewhere or cannot be a name here."""
    last = name.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    cut = last if len(last.encode()) <= 200 else last[-60:]
    return cut if cut.strip(". -") else "unnamed"  # "-" would mean standard input
