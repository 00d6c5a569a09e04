"""Takes event files into a register: one event as several claimants tell it, each record a document of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.settings import now
from verbale.datasets.events import read_events
from verbale.model import Acquisition, Code, UsageError
from verbale.register import Intake

if TYPE_CHECKING:
    from verbale.model import Problem
    from verbale.register.store import Register


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """What became of one event file: the records read, how many of their claims are new, and the records refused."""

    name: str
    records: tuple[str, ...]
    added: int
    refused: tuple[Problem, ...]

    @property
    def claims(self) -> int:
        """How many claims were read: one of each record."""
        return len(self.records)


def is_event_file(path: str | Path) -> bool:
    """True for a name that ends in .json, as those of event files do."""
    return Path(path).suffix.lower() == ".json"


def import_event(register: Register, path: str | Path, by: str = "", source_url: str = "") -> ImportedEvent:
    """Takes an event file (JSON) into `register`; what is there already is passed over.

    Raises:
        UsageError: NOT_FOUND if the file cannot be read, BAD_VALUE if it is no event file.
    """
    file = Path(path)
    try:
        read = read_events(file.read_bytes(), file.stem)
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, error.strerror or "it cannot be read", str(file), "Name a file on this machine.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(Code.BAD_VALUE, f"this is no event file ({error})", str(file), "See docs/guides/incidents.md.") from error
    intakes = [
        Intake(Acquisition(r.document.sha256, r.name, source_url, "", by, now(), file.name), r.document, r.data, r.rendition, r.reading)
        for r in read.records
    ]
    added = register.add(intakes)
    return ImportedEvent(file.name, tuple(r.name.removesuffix(".json") for r in read.records), added.claims, read.refused)
