"""Writes the golden readings: what the program reads from the example letters now, to `tests/goldens/readings.jsonl`.

They are no judgement (that is the gold of `examples/`, measured by `make evaluate`): they show in every change which claims it
gains, loses or changes. Look at that list, then renew them with `make goldens` and commit both together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import claims_diff
import verbale
from verbale.publish.readings import evaluation_record

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "examples" / "letters"
GOLDENS = ROOT / "tests" / "goldens" / "readings.jsonl"
KEPT = (*claims_diff.PLAIN, *claims_diff.TOLLS, "span", "subsets", "roles", "characterisations")


def golden(path: Path) -> dict[str, Any]:
    """The reading of one letter as it is kept: the fields of FORMAT.md, roles and characterisations; no ids, which change with every version."""
    record = evaluation_record(verbale.read(path), path.stem)
    kept = {field: record[field] for field in ("document", *claims_diff.HEADER, "citations", "requests")}
    kept["incidents"] = [{field: claim[field] for field in KEPT} for claim in record["incidents"]]
    kept["unread"] = [unread["span"] for unread in record["unread"]]
    return kept


def main() -> int:
    rows = [golden(path) for path in sorted(LETTERS.iterdir())]
    new = {row["document"]: row for row in rows}
    if GOLDENS.exists():
        for line in claims_diff.differences(claims_diff.score.load(GOLDENS), new):
            print(line)
    GOLDENS.parent.mkdir(exist_ok=True)
    GOLDENS.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8", newline="\n")
    print(f"{len(rows)} letters, {sum(len(row['incidents']) for row in rows)} claims: {GOLDENS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
