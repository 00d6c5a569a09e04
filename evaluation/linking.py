"""Measures linking on two data sets whose coders said which records tell one event: recall of the partner, precision and F1 at a threshold.

The data stay where they are (`--data FOLDER`, else the variable VERBALE_LINKING_DATA): `ucdp.csv`, `airwars.csv` and `pairs.csv` with the columns
`ucdp_id` and `airwars_id`. Pairs are measured among the records that occur in `pairs.csv` only; the coders did not pair everything.
"""
# ruff: noqa: INP001  (a folder of scripts, as tools/ is)

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.imports import import_table
from verbale.app.linking import propose_links
from verbale.register import open_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.linking import Proposal

VARIABLE = "VERBALE_LINKING_DATA"
KNOWN = Path(__file__).resolve().parents[2] / "shared" / "evaluation" / "linking"
THRESHOLD = 0.1
"""The score from which a proposal is held to be a pair; chosen on the year 2019."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class Scores:
    """Recall of the partner among the first 1, 5 and 20 proposals for each row of the first table, and pairs at the threshold."""

    recall: dict[int, float]
    rows: dict[int, float]
    precision: float
    found: float
    f1: float


def scores(proposals: Iterable[Proposal], truth: set[Pair], threshold: float | None) -> Scores:
    """The scores of `proposals` (links between cases of UCDP and of Airwars) against `truth`; without a threshold every best proposal is a pair."""
    ranked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    accepted: set[Pair] = set()
    ours, theirs = {u for u, _ in truth}, {a for _, a in truth}
    for number, proposal in enumerate(proposals):
        ucdp = proposal.first if proposal.first.claimant == "UCDP" else proposal.second
        airwars, rank = (proposal.second, proposal.rank_first) if ucdp is proposal.first else (proposal.first, proposal.rank_second)
        if {ucdp.claimant, airwars.claimant} != {"UCDP", "Airwars"}:
            continue
        ranked[ucdp.case].append((rank + number / 1e9, airwars.case))
        score = proposal.link.score
        chosen = score >= threshold if score is not None and threshold is not None else max(proposal.rank_first, proposal.rank_second) == 1
        if chosen and ucdp.case in ours and airwars.case in theirs:
            accepted.add((ucdp.case, airwars.case))
    place = {u: {a: n for n, (_, a) in enumerate(sorted(listed), 1)} for u, listed in ranked.items()}
    ranks = {(u, a): place.get(u, {}).get(a, sys.maxsize) for u, a in truth}
    best: dict[str, int] = {}
    for (u, _), rank in ranks.items():
        best[u] = min(rank, best.get(u, sys.maxsize))
    right = len(accepted & truth)
    precision, found = right / max(1, len(accepted)), right / len(truth)
    return Scores(
        {k: sum(rank <= k for rank in ranks.values()) / len(ranks) for k in (1, 5, 20)},
        {k: sum(rank <= k for rank in best.values()) / len(best) for k in (1, 5, 20)},
        precision, found, 2 * precision * found / max(1e-9, precision + found),
    )  # fmt: skip


def measure(folder: Path, threshold: float, weights: str | None = None) -> dict[str, Scores]:
    """Scores of the learned weights and of the three rules, over a register made of the two tables for this purpose."""
    with (folder / "airwars.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["airwars_id"]: row["code"] or row["airwars_id"] for row in csv.DictReader(file)}
    with (folder / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        truth = {(row["ucdp_id"], codes[row["airwars_id"]]) for row in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as place, open_register(Path(place, "linking.db")) as register:
        for name in ("ucdp", "airwars"):
            import_table(register, folder / f"{name}.csv", name)
        learned = propose_links(register, weights=weights)
        rules = propose_links(register, by_rules=True)
    return {f"learned weights, score >= {threshold:g}": scores(learned, truth, threshold), "three rules, best of both": scores(rules, truth, None)}


def main() -> int:
    """Measures, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get(VARIABLE) or KNOWN), help="the folder with the three tables")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--weights", help="a file of weights, else those that come with Verbale")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    missing = [name for name in ("ucdp.csv", "airwars.csv", "pairs.csv") if not (args.data / name).is_file()]
    if missing:
        print(f"Not measured: {', '.join(missing)} not in {args.data}. Say where they lie with --data or {VARIABLE}.")
        return 1
    found = measure(args.data, args.threshold, args.weights)
    if args.json:
        print(json.dumps({name: vars(s) for name, s in found.items()}, indent=1))
        return 0
    print(f"{'':34}{'first':>7}{'5':>7}{'20':>7}   {'of rows':>7}{'5':>7}   {'prec.':>6}{'recall':>8}{'F1':>7}")
    for name, s in found.items():
        recall = "".join(f"{s.recall[k]:7.3f}" for k in (1, 5, 20))
        print(f"{name:34}{recall}   {s.rows[1]:7.3f}{s.rows[5]:7.3f}   {s.precision:6.3f}{s.found:8.3f}{s.f1:7.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
