"""The process that reads one upload: letters, tables and event files of a folder into the register, a line of JSON for each when it is stored."""

from __future__ import annotations

import json
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.app.batches import FileRead, Told, read_paths
from verbale.app.events import import_event, is_event_file
from verbale.app.imports import import_table
from verbale.app.settings import opened
from verbale.model import Supplied, VerbaleError

if TYPE_CHECKING:
    from verbale.register.store import Register

_TABLES = frozenset({".csv", ".tsv", ".xlsx"})


def main(arguments: list[str]) -> int:
    """Reads the folder `arguments[1]` into the register `arguments[0]`; `arguments[2]` is what the form said, as JSON."""
    address, folder, told = arguments[0], Path(arguments[1]).absolute(), json.loads(arguments[2])
    address = address if "://" in address else str(Path(address).absolute())
    with opened(address, create=True) as register:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if file.suffix.lower() in _TABLES or is_event_file(file):
                _tell(_table(register, file, told))
            else:
                for read in _read(register, file, told):
                    _tell(_letter(read))
    return 0


def _read(register: Register, file: Path, told: dict[str, str]) -> list[FileRead]:
    """Reads one file where it lies: the record of how it came tells its name, and no folder of this machine."""
    supplied = Supplied(language=told.get("language") or None)
    with chdir(file.parent):
        return read_paths([file.name], register, Told(told.get("source_url", ""), told.get("archive_url", ""), told.get("by", ""), supplied)).files


def _letter(file: FileRead) -> dict[str, Any]:
    problem = file.failure or next(iter(file.problems), None)
    return {
        "path": file.path, "document": file.document, "read": file.read,
        "sender": file.sender, "symbol": file.symbol, "claims": file.claims, "unread": file.unread,
        "code": problem.code.value if problem else "", "problem": f"{problem.what}. {problem.todo}" if problem else "",
    }  # fmt: skip


def _table(register: Register, file: Path, told: dict[str, str]) -> dict[str, Any]:
    """A table's rows or an event file's records as claims; what is wrong with it is its problem."""
    plain = {"path": file.name, "document": "", "read": True, "sender": "", "symbol": "", "claims": 0, "unread": 0, "code": "", "problem": ""}
    by, address = told.get("by", ""), told.get("source_url", "")
    try:
        if is_event_file(file):
            event = import_event(register, file, by, address)
            return plain | {"claims": event.claims, "problem": "; ".join(p.what for p in event.refused)}
        mapping = told.get("mapping", "")
        if told.get("mapping_text"):
            mapping = str(file.parent.parent.with_suffix(".toml"))
            Path(mapping).write_text(told["mapping_text"], encoding="utf-8")
        made = import_table(register, file, mapping, claimant=told.get("claimant", ""), by=by, source_url=address)
    except VerbaleError as error:
        return plain | {"read": False, "code": error.problem.code.value, "problem": f"{error.problem.what}. {error.problem.todo}"}
    refused = f"{len(made.refused)} rows refused: {made.refused[0].what}" if made.refused else ""
    return plain | {"sender": made.claimant, "claims": made.claims, "problem": refused}


def _tell(outcome: dict[str, Any]) -> None:
    print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
