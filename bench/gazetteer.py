"""Loads a generated dump of GeoNames' form, opens it, and looks names up: `python bench/gazetteer.py [--places N]`.

The dump is made from the gazetteer that comes with Verbale, with a fixed seed: names of one or two of its words, other names in several scripts,
features of six kinds. Mentions are drawn as in texts, where few names stand often (Pareto, exponent 1); distinct names are measured beside them.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path

from verbale.gazetteer import open_gazetteer
from verbale.gazetteer.world import world_rows

SEED = 3
AT_ONCE = 200
KINDS = (("P", "PPL"), ("P", "PPL"), ("H", "STM"), ("T", "HLL"), ("S", "SCH"), ("L", "LCTY"))


def write_dump(path: Path, count: int) -> None:
    """A dump of `count` lines."""
    chance = random.Random(SEED)
    rows = [row for row in world_rows() if row.level is None]
    words = sorted({word for row in islice(rows, 60_000) for word in row.name.split()})
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            model, name = chance.choice(rows), " ".join(chance.sample(words, chance.choice((1, 2, 2))))
            others = ",".join(model.names[: chance.choice((0, 0, 0, 1, 2, 6))])
            lat, lon = (model.lat or 0) + chance.gauss(0, 0.2), (model.lon or 0) + chance.gauss(0, 0.2)
            plain = name.encode("ascii", "ignore").decode() or name
            cells = (number, name, plain, others, f"{lat:.5f}", f"{lon:.5f}", *chance.choice(KINDS), "SY", "", f"{chance.randrange(14):02}")
            file.write("\t".join(map(str, (*cells, "", "", "", "0", "", "", "", "2024-01-01"))) + "\n")


def look_up(path: Path) -> None:
    """Opens the gazetteer at `path` and prints how fast it answers, and its memory."""
    start = time.perf_counter()
    with open_gazetteer(path) as gazetteer:
        gazetteer.lookup("Telmor")
        opened, memory = time.perf_counter() - start, _memory()
        names = [row[0] for row in gazetteer._connection.execute("SELECT form FROM name NOT INDEXED WHERE rowid % 37 = 1 LIMIT 20000")]  # noqa: SLF001
        chance = random.Random(SEED)
        chance.shuffle(names)
        mentions = [names[min(len(names) - 1, int(chance.paretovariate(1.0)) - 1)] for _ in range(200_000)]
        start = time.perf_counter()
        for name in mentions:
            gazetteer.lookup(name)
        often = len(mentions) / (time.perf_counter() - start)
    with open_gazetteer(path) as gazetteer:
        start, found = time.perf_counter(), 0
        for name in names:
            found += len(gazetteer.lookup(name))
        once = len(names) / (time.perf_counter() - start)
    with open_gazetteer(path) as gazetteer:
        start = time.perf_counter()
        for first in range(0, len(names), AT_ONCE):
            gazetteer.expect(names[first : first + AT_ONCE])
            for name in names[first : first + AT_ONCE]:
                gazetteer.lookup(name)
        expected = len(names) / (time.perf_counter() - start)
    print(f"| opening and one look-up | {opened * 1000:.0f} ms, {memory:.0f} MB |")
    print(f"| look-ups of mentions, few names often ({len(set(mentions)):,} names) | {often:,.0f} a second |")
    print(f"| look-ups of names that all differ, {found / len(names):.1f} candidates each | {once:,.0f} a second |")
    print(f"| the same, {AT_ONCE} names read at once | {expected:,.0f} a second |")


def load(dump: Path, made: Path, jobs: int) -> None:
    """Loads a dump and prints the memory of the process that writes: as counted, and its own alone, without the pages of files that are mapped."""
    private = [0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(private, done), daemon=True)
    watch.start()
    with open_gazetteer(made, create=True) as gazetteer:
        gazetteer.add_file(dump, "geonames", jobs=jobs)
    done.set()
    watch.join()
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    counted = max(own.ru_maxrss, children.ru_maxrss) / 1000
    print(f"{counted:.0f} MB a process, {private[0]:.0f} MB its own, {seconds:.0f} s of processor time in all")


def _watch(private: list[float], done: threading.Event) -> None:
    """Notes the most of `RssAnon` (Linux): memory that is no page of a file, which the system could not take back."""
    status = Path("/proc/self/status")
    while status.exists() and not done.wait(0.2):
        told = next(
            (line for line in status.read_text(encoding="ascii", errors="replace").splitlines() if line.startswith("RssAnon")), "RssAnon: 0 kB"
        )
        private[0] = max(private[0], int(told.split()[1]) / 1000)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--look-up", type=Path)
    parser.add_argument("--load", type=Path)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    if args.write:
        write_dump(args.write, args.places)
        return 0
    if args.load:
        load(args.load, args.look_up, args.jobs)
        return 0
    if args.look_up:
        look_up(args.look_up)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        dump, made = Path(folder, "dump.txt"), Path(folder, "places.gaz")
        # Each step in a process of its own: a child's peak of memory begins with its parent's.
        subprocess.run([sys.executable, __file__, "--places", str(args.places), "--write", str(dump)], check=True)
        start = time.perf_counter()
        command = [sys.executable, __file__, "--load", str(dump), "--look-up", str(made), "--jobs", str(args.jobs)]
        peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        seconds = time.perf_counter() - start
        print("| what | measured |\n|---|---|")
        print(f"| loading {args.places:,} places, {args.jobs} processes | {seconds:.0f} s, {args.places / seconds:,.0f} a second, at most {peak} |")
        print(f"| size of the index | {made.stat().st_size / 1e6:.0f} MB |", flush=True)
        subprocess.run([sys.executable, __file__, "--look-up", str(made)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
