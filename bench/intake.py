"""How fast PDFs are read, as a share of pypdfium2's own text extraction on the same files in the same run.

Usage: python bench/intake.py FILE.pdf ...
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pypdfium2

from verbale.intake import pdf, reading

ROUNDS = 15


def raw(data: bytes) -> int:
    """Extract the text as pypdfium2 gives it; the number of its characters."""
    document = pypdfium2.PdfDocument(data)
    length = 0
    for page in document:
        text_page = page.get_textpage()
        length += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return length


def seconds(work, files: list[bytes], clock) -> float:
    """The time of one round over all files."""
    start = clock()
    for data in files:
        work(data)
    return clock() - start


def main() -> None:
    """Print the best of the rounds, taken in turn, and the two ratios."""
    files = [Path(name).read_bytes() for name in sys.argv[1:]]
    works = {
        "pypdfium2 text": (raw, time.process_time),
        "read in this process": (lambda data: pdf.read(data, "x"), time.process_time),
        "read in the child": (lambda data: reading.read_bytes(data, "x.pdf"), time.perf_counter),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, (work, clock) in works.items():
            best[name] = min(best[name], seconds(work, files, clock))
    reading.close()
    characters = sum(raw(data) for data in files)
    for name, taken in best.items():
        print(f"{name:22} {1000 * taken:8.1f} ms  {characters / taken / 1e6:5.2f} Mchar/s  {best['pypdfium2 text'] / taken:5.2f} of pypdfium2")


if __name__ == "__main__":
    main()
