"""Links generated claims: 1,000,000 on two cores, beside plain DuckDB SQL that scores the same candidate pairs in the same run.

`python bench/linking.py [--claims N ...]` prints a line for each size. Weights are those that come with Verbale: nothing is trained here. Claims
are generated with a fixed seed: events at named places over ten years, each told by one to four of forty accounts with other spellings, days off
by one and other tolls. Reading claims out of a register is not part of it.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from verbale.linking import frames, model
from verbale.linking.comparisons import COMPARISONS
from verbale.linking.records import Record, place_bones

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 7
ACCOUNTS = 40
FIRST_DAY = 733_000
DAYS = 3_650
_SYLLABLES = [c + v for c in "bdfghjklmnrstwz" for v in ("a", "i", "u", "aa", "e")]


def claims(count: int) -> Iterator[Record]:
    """`count` generated claims, the same each time."""
    chance = random.Random(SEED)
    places = [_place(chance) for _ in range(max(500, count // 50))]
    made = 0
    while made < count:
        name, region, lat, lon = places[int(len(places) * chance.random() ** 1.5)]
        day, killed = FIRST_DAY + chance.randrange(DAYS), int(1 + chance.expovariate(0.35))
        for account in chance.sample(range(ACCOUNTS), chance.choice((1, 1, 2, 2, 3, 4))):
            if made == count:
                return
            yield _claim(chance, made, account, (name, region, lat, lon), (day, killed))
            made += 1


def _place(chance: random.Random) -> tuple[str, str, float, float]:
    name = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))).title()
    return name, f"region {chance.randrange(400)}", chance.uniform(30, 38), chance.uniform(35, 48)


def _claim(chance: random.Random, number: int, account: int, place: tuple[str, str, float, float], told: tuple[int, int]) -> Record:
    name, region, lat, lon = place
    day, killed = told[0] + chance.choice((0, 0, 0, 0, 0, 1, -1)), max(0, told[1] + chance.choice((0, 0, 0, 1, -1, 3)))
    spelled = name if chance.random() < 0.7 else name.replace("aa", "a").replace("u", "o") + chance.choice(("", "h", "a"))
    point = chance.random() < 0.7
    return Record(
        str(number), str(number), f"account {account}", f"account {account}\n", "generated", first=day, last=day + (chance.random() < 0.05) * 2,
        lat=lat + chance.gauss(0, 0.01) if point else None, lon=lon + chance.gauss(0, 0.01) if point else None,
        names=(spelled,), bones=(place_bones(spelled),), regions=(region,), low=max(0, killed - chance.choice((0, 0, 1, 2))), high=killed,
        parties=(f"party {chance.randrange(30)}",), acts=(chance.choice(("air strike", "shelling", "shooting", "bombing")),), places=1,
    )  # fmt: skip


def plain_sql(weights: model.Weights) -> str:
    """The same comparisons and weights as one statement over the same candidate pairs, without Splink."""
    cases = []
    for name, listed in COMPARISONS.items():
        levels = [0.0, *(math.log2(m / u) for m, u in weights.levels[name])]
        told = zip(listed, levels, strict=True)
        cases.append("CASE " + " ".join(f"WHEN {c} THEN {w:.4f}" if c != "ELSE" else f"ELSE {w:.4f}" for (_, c), w in told) + " END")
    columns = (
        "first",
        "last",
        "lat",
        "lon",
        "bones",
        "regions",
        "low",
        "best",
        "high",
        "parties",
        "acts",
        "places",
        "rare",
        "fairly_rare",
        "rare_parties",
    )
    sides = ", ".join(f"{t}.{c} AS {c}_{t}" for c in columns for t in "lr")
    return (
        f"CREATE OR REPLACE TABLE plain AS SELECT join_key_l, join_key_r, {' + '.join(cases)} AS weight FROM (SELECT join_key_l, join_key_r, {sides} "
        "FROM pair JOIN record l ON l.unique_id = join_key_l JOIN record r ON r.unique_id = join_key_r)"
    )


def measure(count: int) -> None:
    """One line: seconds of each step, pairs, memory."""
    weights = model.default_weights()
    list(claims(1))
    generated = time.perf_counter()
    for _ in claims(count):
        pass
    generated = time.perf_counter() - generated
    connection = frames.connect()
    marks = [time.perf_counter()]
    frames.load(connection, claims(count))
    marks.append(time.perf_counter())
    pairs = frames.find_pairs(connection)
    marks.append(time.perf_counter())
    model.score(connection, weights)
    frames.run(connection, "SELECT count(*) FROM scored")
    marks.append(time.perf_counter())
    m, u = weights.levels["location"][-1]
    frames.rank(connection, math.log2(m / u))
    marks.append(time.perf_counter())
    load, block, score, rank = (b - a for a, b in pairwise(marks))
    load = max(0.0, load - generated)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    start = time.perf_counter()
    frames.run(connection, plain_sql(weights))
    sql = time.perf_counter() - start
    likely = frames.run(connection, "SELECT count(*) FROM ranked WHERE odds >= 1")[0][0]
    total = load + block + score + rank
    cells = (
        f"{count:,}",
        f"{pairs:,}",
        f"{likely:,}",
        *(f"{x:.1f}" for x in (load, block, score, rank, total, sql)),
        f"{total / pairs * 1e6:.1f}",
        f"{peak:.2f}",
    )
    print("| " + " | ".join(cells) + " |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[250_000, 500_000, 1_000_000])
    parser.add_argument("--one", type=int, help="measure this size in this process")
    args = parser.parse_args()
    if args.one:
        measure(args.one)
        return 0
    print(
        "| claims | candidate pairs | score >= 0.5 | load s | pairs s | score s | rank s | total s | plain SQL, scoring alone s | µs a pair | peak GB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    for count in args.claims:
        subprocess.run([sys.executable, __file__, "--one", str(count)], check=True)  # each size in a fresh process: its own peak of memory
    return 0


if __name__ == "__main__":
    sys.exit(main())
