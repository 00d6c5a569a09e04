"""Gives out what a register holds: readings in the evaluation format, claims as CSV, whole readings as JSON, texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from posixpath import splitext
from typing import TYPE_CHECKING

from verbale.model import to_plain
from verbale.publish.readings import evaluation_record
from verbale.publish.tables.readings import Held, claims
from verbale.publish.tables.specs import table_named
from verbale.publish.tables.texts import csv_lines
from verbale.register.pages import ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.model import Reading
    from verbale.register.records import ReadDocument, StoredReading
    from verbale.register.store import Register

FORMATS = ("readings", "csv", "json", "text")


def export_lines(register: Register, form: str, policy: str = "literal") -> Iterator[str]:
    """The lines of one export of the latest readings, each with its line end; only a few readings are in memory at once.

    Args:
        register: what to export.
        form: "readings" (one JSON object a document, as the software read it), "csv" (one line a claim), "json" (whole readings
            in canonical JSON, one a line) or "text" (the texts, each after a line with its name).
        policy: the counting convention by which the numbers of "readings" and "csv" are made.
    """
    if form == "csv":
        held = (Held(name, stored.document.sha256, stored.reading) for name, stored in named_documents(register, register.brief_claims()))
        yield from csv_lines(table_named("claims"), (row for one in held for row in claims(one, policy)))
        return
    for name, reading in named_readings(register):
        if form == "readings":
            yield json.dumps(evaluation_record(reading, name, policy), ensure_ascii=False) + "\n"
        elif form == "json":
            yield json.dumps({"document": name} | to_plain(reading), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        else:
            yield f"==> {name} <==\n{reading.text}\n"


def export_texts(register: Register, folder: str | Path) -> int:
    """Writes the text of each latest reading as `<document>.txt` under `folder`, with LF line ends; returns how many."""
    count = 0
    for name, reading in named_readings(register):
        path = Path(folder, f"{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(reading.text, encoding="utf-8", errors="replace", newline="")
        count += 1
    return count


def named_readings(register: Register) -> Iterator[tuple[str, Reading]]:
    """The latest readings, each with its document's name, as `named_documents` gives it."""
    return ((name, stored.reading) for name, stored in named_documents(register))


def named_documents(register: Register, readings: Iterable[StoredReading] | None = None) -> Iterator[tuple[str, StoredReading]]:
    """The latest readings with their documents, each with a name: the file's without its last extension, its path when two share that.

    Two files of one path and different content are told apart by the start of their SHA-256. `readings` are the latest readings as some other
    method of the register gives them, such as `Register.latest_claims`.
    """
    names = document_names(register)
    for stored in register.latest_readings() if readings is None else readings:
        yield names[stored.document.sha256], stored


def document_names(register: Register, listed: Iterable[ReadDocument] | None = None) -> dict[str, str]:
    """The names of documents with a reading, by SHA-256, in the order of their files' names: see `named_documents`.

    `listed` are these documents where they are at hand.
    """
    stems = [(one, safe_stem(one.name)) for one in (register.read_documents() if listed is None else listed)]
    shared = Counter(stem for _, stem in stems)
    made: dict[str, str] = {}
    used: set[str] = set()
    for one, stem in stems:
        name = stem if shared[stem] == 1 else safe_stem(_path(register, one))
        if name in used:
            name = f"{name}-{one.document[:8]}"
        used.add(name)
        made[one.document] = name
    return made


def _path(register: Register, one: ReadDocument) -> str:
    with register.asking() as connection:
        first, _ = ways(connection, one.document)[0]
    return f"{first.container}/{one.name}" if first.container else one.name


def safe_stem(path: str) -> str:
    """The path without the last extension of its name, and without anything that leads out of a folder."""
    *folders, name = [part for part in path.replace("\\", "/").replace("\0", "").split("/") if part not in ("", "..", ".")] or [""]
    stem, extension = splitext(name)
    return "/".join([*folders, name if extension == "." else stem]) or "unnamed"
