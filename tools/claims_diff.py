"""Claims gained, lost and changed between two states of the reader: `claims_diff.py [--letters FOLDER] FROM TO`.

FROM and TO are each a git revision, "." for the files as they lie here, or a file that `verbale export --format readings` wrote.
A revision is unpacked beside us and reads the same LETTERS with today's dependencies. Claims are paired as the evaluation pairs
them, so a claim that only moved in the text is not a change. It measures and does not judge: exit status 0, 2 for wrong use.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))

import score  # noqa: E402  (the folder is put on the path above)

import names  # noqa: E402

names.TABLE = ROOT / "evaluation" / "country_codes_m49_iso_unterm.csv"
HEADER = ("kind", "symbol", "date", "sender", "language", "addressees", "circulation")
PLAIN = ("scope", "when", "where", "acts", "alleged_perpetrator", "claimant", "stance", "damage")
TOLLS = ("killed", "injured", "casualties")

Readings = dict[str, dict[str, Any]]


def unpacked(revision: str, folder: Path) -> Path:
    """The `src` of a git revision, unpacked under `folder`.

    Raises:
        SystemExit: git knows no such revision.
    """
    run = subprocess.run(["git", "archive", "--format=zip", revision, "src"], cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        sys.exit(f"{revision}: neither a file nor a revision that git can unpack: {run.stderr.decode().strip()}")
    with zipfile.ZipFile(BytesIO(run.stdout)) as archive:
        archive.extractall(folder)
    return folder / "src"


def read_by(source: Path, letters: Path, folder: Path) -> Path:
    """The readings of `letters` by the program under `source`, as a file in `folder`.

    Raises:
        SystemExit: the program of that revision cannot read or export.
    """
    out, register = folder / "readings.jsonl", folder / "verbale.db"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    for arguments in (["read", str(letters)], ["export", "--format", "readings", "--out", str(out)]):
        command = [sys.executable, "-m", "verbale", *arguments, "--register", str(register)]
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1) or "Traceback" in run.stderr:
            sys.exit(f"{source}: verbale {arguments[0]}: exit status {run.returncode}\n{run.stderr}")
    return out


def readings(which: str, letters: Path) -> Readings:
    """The readings that `which` names (see above), by document."""
    if which != "." and Path(which).is_file():
        return score.load(Path(which))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        source = ROOT / "src" if which == "." else unpacked(which, folder / "revision")
        return score.load(read_by(source, letters, folder))


def values(claim: dict[str, Any]) -> dict[str, Any]:
    """What of a claim is compared: fields without their spans, tolls as numbers, words and group."""
    told = {field: claim.get(field) for field in PLAIN}
    for name in TOLLS:
        toll = claim.get(name)
        told[name] = toll and [toll.get("low"), toll.get("high"), toll.get("group"), toll.get("words")]
    told["subsets"] = [[s.get("outcome"), s.get("group"), s.get("low"), s.get("high")] for s in claim.get("subsets", [])]
    return told


def brief(claim: dict[str, Any]) -> str:
    """A claim in one line: only what it states."""
    return " ".join(
        f"{field}={shown(value)}" for field, value in values(claim).items() if value not in (None, []) and value not in ("single", "asserts")
    )


def shown(value: Any) -> str:
    """A value as JSON, on one line."""
    return json.dumps(value, ensure_ascii=False)


def pairs(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Which claim of `old` is which of `new`: the best total over equal values, likeness and place."""
    return score.assign([[_weight(a, b) for b in new] for a in old])


def _weight(old: dict[str, Any], new: dict[str, Any]) -> float:
    likeness, agree = score.similarity(old, new)
    return likeness + 10 * (values(old) == values(new)) if agree or score.span_overlap(old.get("span"), new.get("span")) > 0 else 0.0


def claims(document: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """One line for each claim gained, lost or changed."""
    matched = pairs(old, new)
    known_old, known_new = {i for i, _ in matched}, {j for _, j in matched}
    lines = [f"{document}: LOST {brief(claim)}" for i, claim in enumerate(old) if i not in known_old]
    lines += [f"{document}: GAINED {brief(claim)}" for j, claim in enumerate(new) if j not in known_new]
    for i, j in sorted(matched):
        before, after = values(old[i]), values(new[j])
        changed = [f"{field} {shown(before[field])} -> {shown(after[field])}" for field in before if before[field] != after[field]]
        if changed:
            lines.append(f"{document}: CHANGED at {new[j].get('span')}: " + "; ".join(changed))
    return lines


def header(document: str, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """One line for each value of the header that changed and each citation gained or lost."""
    lines = [f"{document}: HEADER {f} {shown(old.get(f))} -> {shown(new.get(f))}" for f in HEADER if old.get(f) != new.get(f)]
    before, after = ({shown([c.get("symbol"), c.get("date")]) for c in reading["citations"]} for reading in (old, new))
    return (
        lines
        + [f"{document}: CITATION LOST {c}" for c in sorted(before - after)]
        + [f"{document}: CITATION GAINED {c}" for c in sorted(after - before)]
    )


def differences(old: Readings, new: Readings) -> list[str]:
    """Every difference of two sets of readings, one line each, in the order of the documents' names."""
    nothing: dict[str, Any] = {"incidents": [], "citations": []}
    lines = []
    for document in sorted(old.keys() | new.keys()):
        before, after = old.get(document, nothing), new.get(document, nothing)
        if document not in old or document not in new:
            lines.append(f"{document}: only in {'FROM' if document in old else 'TO'}")
        else:
            lines += header(document, before, after)
        lines += claims(document, before["incidents"], after["incidents"])
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=Path, default=ROOT / "examples" / "letters", help="what both read (a folder or file)")
    parser.add_argument("old", metavar="FROM")
    parser.add_argument("new", metavar="TO")
    options = parser.parse_args()
    if not options.letters.exists():
        parser.error(f"{options.letters}: no such file or folder")
    old, new = (readings(which, options.letters.resolve()) for which in (options.old, options.new))
    lines = differences(old, new)
    for line in lines:
        print(line)
    counts = {kind: sum(f": {kind} " in line for line in lines) for kind in ("GAINED", "LOST", "CHANGED")}
    total = sum(len(reading["incidents"]) for reading in old.values()), sum(len(reading["incidents"]) for reading in new.values())
    print(f"claims {total[0]} -> {total[1]}: {counts['GAINED']} gained, {counts['LOST']} lost, {counts['CHANGED']} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
