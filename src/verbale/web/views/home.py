"""The first page, and files taken in: what was received, what was read, what could not be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.model import Code, UsageError
from verbale.register import pages
from verbale.web.asking import Done, Page, Upload
from verbale.web.views.letters import all_senders
from verbale.web.views.tables import is_own_table, preview

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.register import ListedDocument
    from verbale.web.asking import Asked
    from verbale.web.jobs import Job, Outcome


@dataclass(frozen=True, slots=True)
class Home:
    """How much there is, what was taken in last, what is being read."""

    counts: dict[str, int]
    latest: tuple[ListedDocument, ...]
    senders: tuple[tuple[str, int], ...]
    jobs: tuple[Job, ...]

    @property
    def empty(self) -> bool:
        """True when nothing was taken in yet."""
        return not self.counts["documents"] and not self.jobs


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload has come, and what became of each of its files."""

    job: Job
    outcomes: tuple[Outcome, ...]
    sentence: str


def home(asked: Asked) -> Page:
    """The first page: an invitation while the register is empty, afterwards what is there and what to do next."""
    hidden = asked.sight.hidden

    def made(connection: Connection) -> tuple[dict[str, int], tuple[ListedDocument, ...]]:
        return pages.counted(connection, hidden), pages.documents(connection, pages.DocumentFilter(limit=8), hidden).documents

    counts, latest = asked.house.found(made, asked.sight, "home")
    with asked.house.register.asking() as connection:
        counts = counts | {"undecided": counts["claims"] - pages.decided(connection, hidden)}
    senders = all_senders(asked)
    jobs = tuple(job for job in asked.house.jobs.open_jobs() if _may_see(asked, job))
    return Page("home.html", "Register", Home(counts, latest, senders, jobs))


def take_in(asked: Asked) -> Done | Page:
    """Keeps the uploaded files, to be read in the background. A table of one's own, sent by itself, is shown with its columns first."""
    if len(asked.files) == 1 and is_own_table(asked.files[0]):
        return preview(asked)
    told = {name: asked.form.get(name, "").strip() for name in ("source_url", "archive_url", "language", "mapping", "claimant")}
    number = asked.house.jobs.add(asked.viewer.name, asked.files, told | {"by": asked.form.get("obtained_by", "").strip() or asked.viewer.name})
    return Done(f"{len(asked.files)} received", f"/uploads/{number}", body={"upload": number})


def examples(asked: Asked) -> Done:
    """Takes in the example letters, which are between states that do not exist."""
    folder = files("verbale.web") / "examples"
    named = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")] if folder.is_dir() else []
    if not named:
        raise UsageError(
            Code.NOT_FOUND, "the example letters did not come with this copy of the program", "", "They are in examples/letters of its source."
        )
    listed = sorted((Upload(path.name, path.read_bytes()) for path in named), key=lambda upload: upload.name)
    number = asked.house.jobs.add(asked.viewer.name, listed, {"by": "example letters of Verbale"})
    return Done(f"{len(listed)} example letters received", f"/uploads/{number}", body={"upload": number})


def progress(asked: Asked) -> Page:
    """How far an upload has come. Only who sent it, and administrators, see its files."""
    if not asked.path["number"].isdecimal():
        raise UsageError(Code.NOT_FOUND, "there is no such upload", asked.path["number"])
    job = asked.house.jobs.job(int(asked.path["number"]))
    if not _may_see(asked, job):
        raise UsageError(Code.NOT_FOUND, "there is no such upload", asked.path["number"])
    outcomes = tuple(o for o in asked.house.jobs.outcomes(job.id) if asked.sight.sees_document(o.document))
    return Page("upload.html", f"Upload {job.id}", Progress(job, outcomes, sentence(job, outcomes)))


def sentence(job: Job, outcomes: tuple[Outcome, ...]) -> str:
    """What became of an upload, in one sentence: "12 received, 10 read, 1 needs OCR, 1 language not yet read"."""
    received = max(job.received, job.done)
    groups = Counter(_group(outcome) for outcome in outcomes)
    whole = job.read - sum(outcome.read and bool(_group(outcome)) for outcome in outcomes)
    told = [f"{received:,} received", f"{whole:,} read", *(f"{count:,} {what}" for what, count in sorted(groups.items()) if what)]
    return ", ".join(told) + ("" if job.over else "; reading goes on")


_GROUPS = {Code.NEEDS_OCR.value: "needs OCR", Code.LANGUAGE_NOT_READ.value: "language not yet read", Code.ENCRYPTED.value: "locked by a password"}


def _group(outcome: Outcome) -> str:
    """What a file is counted as beside those that were read; empty for these."""
    return _GROUPS.get(outcome.code, "" if outcome.read else "could not be read")


def _may_see(asked: Asked, job: Job) -> bool:
    return asked.viewer.alone or job.account == asked.viewer.name or asked.viewer.role == "administrator"
