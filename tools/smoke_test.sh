#!/usr/bin/env bash
# Proves that `pip install .` alone gives a working program: a fresh environment, no development package, one letter of each format.
#
#   PYTHON=python3.11 tools/smoke_test.sh
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
limit_mb=100
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

fail() { echo "smoke test: $*" >&2; exit 1; }

"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip uninstall -q -y setuptools --disable-pip-version-check >/dev/null 2>&1 || true  # nothing of ours may lean on it
"$folder/venv/bin/python" -m pip install -q --disable-pip-version-check . || fail "pip install . failed"

# A copy of four letters, elsewhere: the checkout must not be needed.
mkdir "$folder/letters"
for ending in pdf docx html txt; do
    find examples/letters -name "*.$ending" | sort | head -n 1 | xargs -I {} cp {} "$folder/letters/"
done
[ "$(find "$folder/letters" -type f | wc -l)" = 4 ] || fail "examples/letters lacks one of PDF, DOCX, HTML and text"
cd "$folder"
unset PYTHONPATH VERBALE_REGISTER
verbale="$folder/venv/bin/verbale"

for package in pytest hypothesis mypy ruff hatchling python-docx typst psycopg openpyxl; do
    if venv/bin/python -m pip show -q "$package" >/dev/null 2>&1; then fail "$package came with the program"; fi
done
"$verbale" --help >help.txt || fail "verbale --help failed"
grep -q 'read' help.txt || fail "verbale --help does not tell of read"
"$verbale" read letters --register smoke.db || fail "verbale read failed"
"$verbale" export --format readings --register smoke.db >readings.jsonl || fail "verbale export failed"
venv/bin/python - "$root" <<'PYTHON' || fail "a format gave nothing"
"""Each of the four letters gave a reading with a sender and at least one claim, by the installed program."""
import json
import sys
from pathlib import Path

import verbale

assert not Path(verbale.__file__).is_relative_to(sys.argv[1]), verbale.__file__
readings = {row["document"]: row for row in map(json.loads, Path("readings.jsonl").read_text(encoding="utf-8").splitlines())}
for path in sorted(Path("letters").iterdir()):
    reading = readings[path.stem]
    print(f"smoke test: {path.name}: {reading['sender']}, {len(reading['incidents'])} claims")
    assert reading["sender"], path.name
    assert reading["incidents"], path.name
    assert verbale.read(path).claims, path.name
PYTHON
"$verbale" verify --register smoke.db >/dev/null || fail "verbale verify failed"

rm -rf "$folder"/venv/lib/python*/site-packages/{pip,pip-*}
kilobytes="$(du -sk "$folder"/venv/lib/python*/site-packages | cut -f 1)"
megabytes=$(((kilobytes + 1023) / 1024))
echo "smoke test: installed without pip: $megabytes MB (at most $limit_mb)"
[ "$megabytes" -le "$limit_mb" ] || fail "the base install is too large"
