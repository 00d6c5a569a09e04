"""What two releases differ in: which figures were added, dropped or changed, and why, as far as the releases themselves tell."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.model import Act, Code, UsageError
from verbale.publish.release.versions import versions

_FIGURE = ("words", "low", "high", "group")


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one claimant that differs. `before` and `after` are its words with the interval; empty where it is not there."""

    claimant: str
    document: str
    outcome: str
    when: str
    places: str
    before: str
    after: str
    why: str
    locus: str

    def __str__(self) -> str:
        setting = ", ".join(part for part in (self.when, self.places) if part)
        change = f"{self.before or 'not there'} -> {self.after or 'not there'}"
        return f"{self.claimant} alleges ({self.document}{f', {setting}' if setting else ''}): {self.outcome} {change}: {self.why}"


@dataclass(frozen=True, slots=True)
class Release:
    """A release as read from its file: its particulars and its rows by table."""

    told: dict[str, Any]
    tables: dict[str, list[dict[str, str]]]


def read_release(path: str | Path) -> Release:
    """A release, from its ZIP file or its folder.

    Raises:
        UsageError: NOT_FOUND; BAD_VALUE if it is no release.
    """
    source = Path(path)
    if not source.exists():
        raise UsageError(Code.NOT_FOUND, "there is no such release", str(path))
    try:
        files = _members(source)
        told = json.loads(files["release.json"])
        tables = {name[5:-4]: _rows(data) for name, data in files.items() if name.startswith("data/") and name.endswith(".csv")}
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UsageError(Code.BAD_VALUE, "it is no release", str(path), "Give the file that `verbale release` made.") from error
    return Release(told, tables)


def differences(first: Release, second: Release) -> list[Difference]:
    """The figures that differ, by claimant, document and place, with the reason that the releases tell."""
    before, after = _figures(first), _figures(second)
    later = versions(before, after, {row["document_sha256"] for row in first.tables["claims"]})
    replaced = {one.old for one in later.values() if one.old not in after}
    made = []
    for key in sorted(before.keys() | after.keys()):
        version = later.get(key)
        old, new = before.get(version.old if version and version.old else key), after.get(key)
        if key in replaced or (old and new and not version and all(old[name] == new[name] for name in _FIGURE)):
            continue
        row = new or old or {}
        when = row["first_day"] if row["first_day"] == row["last_day"] else f"{row['first_day']} to {row['last_day']}"
        made.append(
            Difference(
                row["claimant"], row["symbol"] or row["document"], row["outcome"], when, row["places"], _words(old), _words(new),
                version.why if version else _why(first, second, old, new), row["locus"],
            )
        )  # fmt: skip
    return sorted(made, key=lambda d: (d.claimant, d.document, d.when, d.outcome, d.locus))


def _why(first: Release, second: Release, old: dict[str, str] | None, new: dict[str, str] | None) -> str:
    row = new or old or {}
    others = first if new else second
    known = {one["document_sha256"]: one for one in others.tables["claims"]}
    other = known.get(row["document_sha256"])
    if old and new:
        return _changed(first, second, old, new)
    held = {one["locus"] for one in others.tables["claims"]}
    if row["locus"] in held and (why := _corrected(first, second, row["locus"])):
        return why
    if first.told["reviewed"] != second.told["reviewed"]:
        return f"one release holds only what people reviewed, the other does not (its review: {row['review']})"
    if first.told["profile"] != second.told["profile"]:
        return f"another profile ({first.told['profile']}, then {second.told['profile']})"
    if other is None:
        return "its document is new in the second release" if new else "its document is no longer in the release"
    if other["grammar"] != row["grammar"]:
        return _reread(row, other) if new else _reread(other, row)
    if row["locus"] in held:
        return "the claim is in both; this toll is not"
    return (
        f"the claim's review ({row['review']}) lets it in" if new else "people reviewed the claim anew, or its document was read with another header"
    )


def _changed(first: Release, second: Release, old: dict[str, str], new: dict[str, str]) -> str:
    if why := _corrected(first, second, new["locus"]):
        return why
    if old["words"] == new["words"] and old["policy"] != new["policy"]:
        return f"another convention ({old['policy']}, then {new['policy']}); the words are the same"
    if old["grammar"] != new["grammar"]:
        return _reread(new, old)
    if old["words"] == new["words"] and old["group"] == new["group"]:
        return f"the convention changed ({first.told['convention']}, then {second.told['convention']}); the words are the same"
    return "the same document was read anew with another header"


def _corrected(first: Release, second: Release, locus: str) -> str:
    """What people did to the tolls of a claim between the two releases; "" when nothing."""
    before, after = _corrections(first, locus), _corrections(second, locus)
    if after - before:
        return "corrected by a person"
    return "a person's correction was withdrawn" if before - after else ""


def _corrections(release: Release, locus: str) -> set[str]:
    """The corrections of a claim's tolls that stand in a release. The column `review` tells less: a corrected claim may be verified since."""
    return {
        row["decision"]
        for row in release.tables.get("decisions", ())
        if row["act"] == Act.CORRECT.value and row["field"] == "tolls" and row["standing"] == "true" and row["locus"].partition("/")[0] == locus
    }


def _reread(new: dict[str, str], old: dict[str, str]) -> str:
    return f"read anew by grammar {new['grammar']} (before: {old['grammar']})"


def _figures(release: Release) -> dict[tuple[str, ...], dict[str, str]]:
    """Tolls by what stays the same when a document is read anew; equal ones are told apart by their order."""
    made: dict[tuple[str, ...], dict[str, str]] = {}
    for row in release.tables["tolls"]:
        key = (row["document_sha256"], row["locus"], row["outcome"], row["subset_of"])
        number = 0
        while (*key, str(number)) in made:
            number += 1
        made[*key, str(number)] = row
    return made


def _words(row: dict[str, str] | None) -> str:
    if row is None:
        return ""
    low, high = row["low"], row["high"]
    return f"“{row['words']}” ({low if low == high else f'{low} to {high}' if high else f'{low} or more'})"


def _members(source: Path) -> dict[str, bytes]:
    if source.is_dir():
        return {path.relative_to(source).as_posix(): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    with zipfile.ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
