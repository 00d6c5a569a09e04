"""How long a million claims take to a table: out of a register to Parquet, and the peak of memory: `python bench/tables.py [CLAIMS or REGISTER]`.

The claims are those of the example letters, each document's many times over, told apart by their ids; they are written into a register of
their own as any reading is, and that is not timed. The time is that of the whole command, in processes of its own. With the file of a register
(such as `bench/web.py --keep FILE` makes) its claims are written out.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from verbale.app.library import read, rendition_of
from verbale.model import Acquisition, Document
from verbale.register import Intake, open_register

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = Path(__file__).resolve().parent.parent / "examples" / "letters"
COMMIT = 200


def intakes(claims: int) -> Iterator[Intake]:
    """Readings until there are so many claims."""
    letters = [(path.name, rendition_of(path), read(path)) for path in sorted(LETTERS.glob("*.txt"))]
    made = copy = 0
    while made < claims:
        for name, rendition, reading in letters:
            data = f"{copy} {name}".encode()
            document = Document(sha256(data).hexdigest(), len(data), "text/plain")
            again = replace(rendition, document=document.sha256)
            listed = tuple(replace(c, id=sha256(f"{copy} {c.id}".encode()).hexdigest()) for c in reading.claims)
            told = replace(reading, id=sha256(f"{copy} {reading.id}".encode()).hexdigest(), rendition=again.id, claims=listed)
            yield Intake(Acquisition(document.sha256, f"{copy}-{name}"), document, data, again, told)
            made += len(listed)
        copy += 1


def fill(path: Path, claims: int) -> None:
    with open_register(path) as held:
        waiting = []
        for intake in intakes(claims):
            waiting.append(intake)
            if len(waiting) == COMMIT:
                held.add(waiting)
                waiting = []
        held.add(waiting)


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else "100000"
    with tempfile.TemporaryDirectory() as held:
        path = Path(given)
        if given.isdecimal():
            path = Path(held, "bench.db")
            start = perf_counter()
            fill(path, int(given))
            print(f"register made in {perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        with open_register(path, create=False) as register:
            claims = register.stats().claims
        for form in ("parquet", "csv"):
            out = Path(held, f"claims.{form}")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = perf_counter()
            command = [sys.executable, "-m", "verbale", "export", "--format", form, "--register", str(path), "--out", str(out)]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            seconds, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"| {claims:,} | {form} | {seconds:.1f} s | {worked:.1f} s | {out.stat().st_size / 1e6:,.0f} MB | at most {after.ru_maxrss / 1024:,.0f} MB a process |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
