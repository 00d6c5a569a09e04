"""Speed of citation finding, and how it compares with eyecite's default on the same text in the same run.

    python bench/citations.py TEXT.jsonl [--write]

TEXT: JSON lines with a "text" each (paragraphs); they are joined by line ends. Without one a text is made up. `--write` records the
figures in `bench/citations.md`. One process, one core; the best of several runs counts, the median is told beside it.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from eyecite import get_citations

from verbale.mentions.citations import cite, find_citations

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 15
EYECITE_CHARACTERS = 100_000
MADE_UP = (
    "Further to our identical letters of 21 February 2018 (S/2018/152) and recalling Security Council resolutions 242 (1967) of 22 November "
    "1967 and 338 (1973), as well as General Assembly resolution 76/300 of 28 July 2022, the Government of Arvania reports what follows. "
) + "The villages of the upper valley were told to leave within a day, and the road to the coast stayed closed through the winter. " * 3


def seconds(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """The best and the median time of `runs` runs."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken), statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path, nargs="?")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.text:
        text = "\n".join(json.loads(line)["text"] for line in args.text.read_text(encoding="utf-8").splitlines() if line.strip())
    else:
        text = MADE_UP * 500
    part = text[:EYECITE_CHARACTERS]
    get_citations(part[:1000])
    rates: dict[str, tuple[float, float, int]] = {}
    for name, work, size, runs in (
        ("find_citations, language told", lambda: find_citations(text, "en"), len(text), RUNS),
        ("find_citations, language not told", lambda: find_citations(text), len(text), RUNS),
        ("cite", lambda: cite(text, "en"), len(text), RUNS),
        ("find_citations on ten copies of the text", lambda: find_citations(text * 10, "en"), len(text) * 10, 5),
        ("eyecite.get_citations, default tokenizer", lambda: get_citations(part), len(part), 5),
    ):
        best, median = seconds(work, runs)
        rates[name] = (size / best / 1e6, size / median / 1e6, size)
    eyecite_rate = rates["eyecite.get_citations, default tokenizer"][0]
    lines = ["| what | characters | million characters a second, best | median | times eyecite |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {size:,} | {best:.2f} | {median:.2f} | {best / eyecite_rate:.1f} |" for name, (best, median, size) in rates.items()]
    lines += [
        "",
        f"{len(find_citations(text, 'en'))} citations as objects in {len(text):,} characters; Python {platform.python_version()}, one core.",
    ]
    print("\n".join(lines))
    if args.write:
        head = "# Speed of citation finding\n\nMade by `python bench/citations.py TEXT.jsonl --write` (the English paragraphs of the citation evaluation, joined).\n\n"
        Path(__file__).with_suffix(".md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
