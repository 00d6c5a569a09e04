"""Takes tables of other organisations into a register: each row a claim of theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.settings import now
from verbale.app.table_versions import Imports, Versions, compared
from verbale.datasets.guessing import guess
from verbale.datasets.mapping import load_mapping, recognised
from verbale.datasets.reading import Earlier, read_table
from verbale.datasets.tables import cut_csv, read_csv, read_sheet
from verbale.model import Acquisition, Code, Document, Problem, UsageError
from verbale.register import Intake
from verbale.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.datasets.mapping import Mapping
    from verbale.datasets.tables import Table
    from verbale.model import Claim
    from verbale.register.store import Register

_SHEET = b"PK\x03\x04"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one table: rows, claims read, claims that the register did not hold, and every problem; refused rows are among them.

    `versions` tells what became of the rows of its earlier versions.
    """

    name: str
    mapping: str
    claimant: str
    rows: int
    claims: int
    added: int
    refused: tuple[Problem, ...]
    odd: tuple[Problem, ...]
    versions: Versions = field(default_factory=Versions)


def import_table(
    register: Register, path: str | Path, mapping: str = "", *, claimant: str = "", by: str = "", source_url: str = "", replaces: str = ""
) -> Imported:
    """Takes a CSV or XLSX into `register`; a file imported before adds nothing.

    Rows that it no longer has are withdrawn where it is a later version of a table: see `verbale.app.table_versions.compared`.

    Args:
        register: where to store it.
        path: the file.
        mapping: name of a preset or path of a mapping (.toml); empty: the preset whose columns the file has.
        claimant: whose claims the rows are, where the mapping does not say.
        by: who obtained the file.
        source_url: where it comes from.
        replaces: the name of the file that it is a later version of, when it has another name itself.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE (no preset fits, no claimant, no table), MISSING_EXTRA. GrammarError: MAPPING. RegisterError: BUSY.
    """
    file = Path(path)
    data = _bytes(file)
    rows = added = 0
    claims: list[Claim] = []
    documents: set[str] = set()
    problems: list[Problem] = []
    used: Mapping | None = None
    earlier = Earlier()
    author = ""
    for table, part, name in _parts(data, file.name):
        used = used or _chosen(table, mapping, str(path))
        document = Document(sha256(part).hexdigest(), len(part), _SHEET_TYPE if part.startswith(_SHEET) else "text/csv")
        rendition, reading = read_table(table, used, document.sha256, file.name, claimant, earlier)
        container = file.name if name != file.name else ""
        acquisition = Acquisition(document.sha256, name, source_url, "", by, now(), container)
        added += register.add([Intake(acquisition, document, part, rendition, reading)]).claims
        author = reading.communication.sender.value if reading.communication.sender else ""
        rows += len(table.rows)
        claims += reading.claims
        documents.add(document.sha256)
        problems += reading.problems
    versions = Versions()
    if used and added:
        versions = compared(register, Imports(frozenset(documents), claims, file.name, author, used.name, replaces), by)
    out = tuple(p for p in problems if p.code is Code.ROW_REFUSED)
    odd = tuple(p for p in problems if p.code is not Code.ROW_REFUSED)
    return Imported(file.name, used.name if used else "", author, rows, len(claims), added, out, odd, versions)


def table_of(data: bytes, name: str) -> Table:
    """The table, or its first part of some thousand rows, that a file holds; nothing is stored.

    Raises:
        UsageError: as `import_table`.
    """
    return next(_parts(data, name))[0]


def guessed_mapping(path: str | Path) -> str:
    """A proposal of a mapping for a table, as TOML, from its headings; nothing is stored.

    Raises:
        UsageError: as `import_table`.
    """
    file = Path(path)
    return guess(table_of(_bytes(file), file.name).header)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, error.strerror or "it cannot be read", str(file), "Name a table on this machine.") from error


def _parts(data: bytes, name: str) -> Iterator[tuple[Table, bytes, str]]:
    """The table, or its parts of some thousand rows: each with its bytes, which are those of the file, and its name."""
    if data.startswith(_SHEET):
        yield read_sheet(data, name), data, name
        return
    text, encoding, _ = decode(data)
    parts = list(cut_csv(text))
    if len(parts) == 1:
        yield read_csv(text), data, name
        return
    stem, dot, ending = name.rpartition(".")
    for part, first, last in parts:
        yield read_csv(part), part.encode(encoding, "replace"), f"{stem or ending} rows {first}-{last}{dot}{ending if stem else ''}"


def _chosen(table: Table, mapping: str, where: str) -> Mapping:
    if mapping:
        return load_mapping(mapping)
    found = recognised(table.header)
    if found is None:
        raise UsageError(
            Code.BAD_VALUE, "these columns are those of no preset", where, "Make a mapping of your own: `verbale import FILE --guess > mine.toml`."
        )
    return found
