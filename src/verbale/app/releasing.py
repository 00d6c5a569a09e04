"""Numbered, reproducible releases of a register, and what two of them differ in."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.app.tables import Content, Wanted
from verbale.grammar.policies import convention
from verbale.incidents.closing import components
from verbale.incidents.roots import roots
from verbale.model import Code, UsageError
from verbale.publish.release.about import About
from verbale.publish.release.card import Facts, method_card
from verbale.publish.release.citing import citation_cff, datacite
from verbale.publish.release.descriptors import codebook, csvw, data_package
from verbale.publish.release.differences import Difference, differences, read_release
from verbale.publish.tables.judgements import MENDED, REVIEWED, corrected_loci
from verbale.publish.tables.specs import CAVEAT, table_named
from verbale.publish.tables.sqlite import write_sqlite
from verbale.publish.tables.texts import csv_lines, geojson_chunks
from verbale.publish.tables.zips import write_zip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.register.store import Register

__all__ = ["About", "Difference", "Released", "compare", "next_number", "release_day", "write_package", "write_release"]

_NUMBERED = re.compile(r"R(\d+)\.zip")
_FIRST_DAY = "1970-01-01"
_VERSION = version_of("verbale")


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was made: its number, its file, the file's SHA-256, and the number of rows of each table."""

    number: int
    path: Path
    sha256: str
    rows: dict[str, int]


def write_release(
    register: Register, folder: str | Path, wanted: Wanted, about: About | None = None, number: int | None = None, day: str = ""
) -> Released:
    """Makes `R<number>.zip` in `folder`; from the same register with the same arguments it is the same, byte for byte.

    Args:
        register: what to release.
        folder: where releases stand; the next free number is taken when none is given.
        wanted: profile, convention, selection, and whether only what was reviewed.
        about: what people tell of it.
        number: its number.
        day: of the release (ISO); the day of the register's last entry by a person or of a file when not given.

    Raises:
        UsageError: BAD_VALUE if a release of this number is there already and differs; else as `Content.rows`.
    """
    out = Path(folder)
    chosen = number or next_number(out)
    path = out / f"R{chosen}.zip"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as held:
        place = Path(held, "package")
        rows = write_package(register, place, replace(wanted, rejected=False), about, f"R{chosen}", day)
        made = Path(held, path.name)
        write_zip(made, ((file.relative_to(place).as_posix(), file.read_bytes()) for file in sorted(place.rglob("*")) if file.is_file()))
        if path.exists() and path.read_bytes() != made.read_bytes():
            raise UsageError(
                Code.BAD_VALUE, "a release of this number is there, and holds something else", str(path), "A release is never overwritten."
            )
        made.replace(path)
    return Released(chosen, path, sha256(path.read_bytes()).hexdigest(), rows)


def next_number(folder: Path) -> int:
    """The number after the highest of the releases in a folder."""
    found = [int(match[1]) for path in folder.glob("R*.zip") if (match := _NUMBERED.fullmatch(path.name))]
    return max(found, default=0) + 1


def release_day(register: Register) -> str:
    """The day of the last decision or file that the register holds."""
    times = [decision.time for decision in register.decisions()]
    times += [way.obtained_at for stored in register.latest_readings() for way in stored.acquisitions]
    return max((time[:10] for time in times if time), default=_FIRST_DAY)


def compare(first: str | Path, second: str | Path) -> list[Difference]:
    """The figures in which two releases differ, and why.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE.
    """
    return differences(read_release(first), read_release(second))


def write_package(
    register: Register, folder: str | Path, wanted: Wanted, about: About | None = None, version: str = "unnumbered", day: str = ""
) -> dict[str, int]:
    """Writes a data package into a new folder: tables, schema, CSVW, HXL, codebook, method card, citation, checksums; returns rows by table.

    Raises:
        UsageError: BAD_VALUE if the folder holds something; else as `Content.rows`.
    """
    place, told, content = Path(folder), about or About(), Content(register, wanted)
    if place.exists() and any(place.iterdir()):
        raise UsageError(Code.BAD_VALUE, "the folder is not empty", str(place), "Name a new one.")
    place.mkdir(parents=True, exist_ok=True)
    try:
        return _package(place, content, told, version, day or release_day(register))
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _package(place: Path, content: Content, about: About, version: str, day: str) -> dict[str, int]:
    tables, rows = content.tables(), dict[str, int]()
    for name in ("data", "hxl"):
        (place / name).mkdir()
    for table in tables:
        rows[table.name] = _write(place / "data" / f"{table.name}.csv", csv_lines(table, content.rows(table))) - 1
        _write_json(place / "data" / f"{table.name}.csv-metadata.json", csvw(table))
    for name in ("tolls", "places"):
        _write(place / "hxl" / f"{name}.csv", csv_lines(table_named(name), content.rows(table_named(name)), tags=True))
    _write(place / "places.geojson", geojson_chunks(table_named("places"), content.rows(table_named("places"))))
    notes = content.about()
    write_sqlite(place / "tables.sqlite", [(table, content.rows(table)) for table in tables], notes)
    files = _hashes(place)
    _write_json(place / "datapackage.json", data_package(about, version, day, tables, files))
    _write(place / "codebook.md", [codebook(tables, notes)])
    _write(place / "method-card.md", [method_card(about, version, day, _facts(content))])
    _write(place / "CITATION.cff", [citation_cff(about, version, day)])
    _write_json(place / "datacite.json", datacite(about, version, day))
    _write_json(place / "release.json", _particulars(content, version, day, rows))
    _write(place / "README.md", [_readme(about, version, day, rows, notes)])
    _write(place / "SHA256SUMS", [f"{digest}  {name}\n" for name, (digest, _) in _hashes(place).items()])
    return rows


def _particulars(content: Content, version: str, day: str, rows: dict[str, int]) -> dict[str, Any]:
    counting = convention(content.wanted.policy)
    return {
        "version": version, "released": day, "program": f"Verbale {_VERSION}", "register": content.register.head(), "profile": content.profile.name,
        "policy": counting.key, "convention": counting.label, "reviewed": content.wanted.reviewed, "rows": rows, "caveat": CAVEAT,
    }  # fmt: skip


def _readme(about: About, version: str, day: str, rows: dict[str, int], notes: list[str]) -> str:
    counts = "\n".join(f"| `data/{name}.csv` | {table_named(name).title} | {count:,} |" for name, count in rows.items())
    return (
        f"# {about.title}, {version} ({day})\n\n**{CAVEAT}**\n\n{about.description}\n\n| file | table | rows |\n|---|---|---|\n{counts}\n\n"
        "`datapackage.json` describes them (Frictionless), `data/*.csv-metadata.json` too (CSVW), `codebook.md` to people. `hxl/` has tolls and places with HXL"
        " tags, `places.geojson` the places, `tables.sqlite` every table in one file (`datasette tables.sqlite` opens it). `method-card.md` tells how it was"
        " made, `CITATION.cff` and `datacite.json` how to cite it, `SHA256SUMS` proves the files. In CSV, words that begin like a formula have an apostrophe"
        " in front.\n\n" + "\n".join(f"- {note}" for note in notes) + "\n"
    )


def _facts(content: Content) -> Facts:
    register, found = content.register, content.known
    listed = {one.document: one for one in register.list_documents()}
    documents, acquired, reviewed, gaps = list[tuple[str, str, str]](), Counter[str](), Counter[tuple[str, str, str]](), Counter[str]()
    grammars, wrong = Counter[str](), corrected_loci(content.standing)
    for held in content.held():
        line = listed[held.document]
        documents.append((line.sender, line.language, line.media_type))
        grammars[held.reading.grammar] += 1
        gaps["Sentences with words of harm that no claim covers"] += len(held.reading.unread)
        gaps["Problems of reading"] += len(held.reading.problems)
        for claim in held.claims():
            review = held.review(claim)
            reviewed[line.sender, line.language, MENDED if review == REVIEWED and claim.locus in wrong else review] += 1
            gaps["Claims without a day"] += claim.when is None
            gaps["Claims without a place"] += not claim.where
            gaps["Claims without any toll"] += not claim.tolls
    gaps["Files that could not be read"] += register.stats().failed
    for stored in register.latest_readings():
        acquired["Ways in which documents came"] += len(stored.acquisitions)
        acquired["of these with an address of the source"] += sum(bool(way.source_url) for way in stored.acquisitions)
        acquired["of these with an address in an archive"] += sum(bool(way.archive_url) for way in stored.acquisitions)
    links = Counter(f"Links judged {entry.link.judgement.value} by a person" for entry in found.judged if not entry.pre_accepted)
    links["Links that a threshold took and nobody judged"] += found.pre_accepted
    documents.sort()
    return Facts(
        documents, acquired, grammars, reviewed, dict(sorted(links.items())), _roots(content), _conventions(content),
        sorted({one.scheme for one, _ in found.assessed}),
        {"Documents left out by their level": len(listed) - len(documents) - sum(not one.reading for one in listed.values())},
        gaps, content.about(),
    )  # fmt: skip


def _roots(content: Content) -> list[tuple[int, int, int]]:
    found = content.known
    groups = [found.told(group) for group in components(found.incidents, found.links)]
    counted = [roots(told, found.parties) for told in groups if len({t.locus for t in told}) > 1]
    return [(one.low, one.high, len(one.unknown)) for one in counted]


def _conventions(content: Content) -> list[str]:
    counting = convention(content.wanted.policy)
    return [f"Counting: {counting.label}; {counting.source}", f"Program: Verbale {_VERSION}"]


def _hashes(place: Path) -> dict[str, tuple[str, int]]:
    files = sorted((path.relative_to(place).as_posix(), path) for path in place.rglob("*") if path.is_file())
    return {name: (sha256(path.read_bytes()).hexdigest(), path.stat().st_size) for name, path in files}


def _write(path: Path, pieces: Iterable[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        for piece in pieces:
            file.write(piece)
            count += 1
    return count


def _write_json(path: Path, plain: Any) -> None:
    _write(path, [json.dumps(plain, ensure_ascii=False, indent=2) + "\n"])
