"""Speed and memory of reading letters, each figure beside something measured in the same run.

    python bench/reading.py [--files FOLDER] [--letters 2000] [--write]

Text to claims beside one pass of `re`; one text 64 times over; PDF to stored claims beside pypdfium2's own text and beside the usual
stack (pdfplumber, lingua, dateparser, eyecite); two workers beside one; memory over many letters; `verbale --help`. Read are the
example letters; FOLDER holds more PDFs. `--write` records the figures in `bench/reading.md`. The best of several rounds counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from verbale.app.batches import read_paths
from verbale.app.library import rendition_of
from verbale.intake import plain
from verbale.pipeline import read_rendition
from verbale.register import open_register

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "examples" / "letters"
ROUNDS = 5
WORD = re.compile(r"\w+|[^\w\s]")
PROCESS, WALL = time.process_time, time.perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was measured, as words, its ratio to what stands beside it, and the target of the ratio."""

    what: str
    measured: str
    ratio: float
    target: str
    met: bool

    @property
    def line(self) -> str:
        """As a row of a table."""
        return f"| {self.what} | {self.measured} | {self.ratio:.3g} | {self.target} | {'yes' if self.met else 'no'} |"


def best(work: Callable[[], object], clock: Callable[[], float], rounds: int = ROUNDS) -> float:
    """The seconds of the fastest of some rounds."""
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def text_to_claims() -> list[Figure]:
    """Text to claims on one core, over all example letters, beside one pass of a simple expression over the same characters."""
    renditions = [rendition_of(path) for path in sorted(LETTERS.iterdir())]
    size = sum(len(r.text) for r in renditions)
    ours = best(lambda: [read_rendition(r) for r in renditions], PROCESS)
    theirs = best(lambda: [WORD.findall(r.text) for r in renditions], PROCESS)
    rate = size / ours / 1e6
    measured = f"{rate:.3f} million characters a second over {size:,} characters"
    return [
        Figure("text to claims, one core (million characters a second)", measured, rate, "at least 1", rate >= 1),
        Figure(
            "its time beside one `re` pass over the same text", f"{1000 * ours:.0f} ms beside {1000 * theirs:.1f} ms", ours / theirs, "none", met=True
        ),
    ]


def linear() -> Figure:
    """The time of a text 64 times over, as a multiple of 64 times that of the text once; each copy has a word of its own, as like sentences are read once."""
    body = (LETTERS / "arvania-2034-10-day-by-day.txt").read_text(encoding="utf-8") + "\n\n"
    copies = [body.replace(" the ", f" the q{chr(97 + at // 26)}{chr(97 + at % 26)} ") for at in range(64)]
    once, often = plain.read(copies[0].encode(), ""), plain.read("".join(copies).encode(), "")
    single, whole = best(lambda: read_rendition(once), PROCESS, 9), best(lambda: read_rendition(often), PROCESS, 3)
    ratio = whole / (64 * single)
    return Figure(
        "the same text 64 times over, time beside 64 times one", f"{whole:.2f} s beside 64 x {single:.4f} s", ratio, "about 1", ratio < 1.25
    )


HOSTILE = (
    "killed 5 civilians; ",
    "On 3 May 2031 ",
    "Warplanes of Kestria bombed Telmor, killing 4 people, and ",
    "the village of Telmor, ",
    "(a) ",
    "S/2031/94, ",
)
"""What is repeated without an end to its sentence: time must be linear on any input."""


def hostile() -> Figure:
    """How many times as long 16,000 characters of endless sentences take as 8,000 do: the worst of several."""
    worst, which = 0.0, ""
    for unit in HOSTILE:
        short, long = (plain.read((unit * (size // len(unit))).encode(), "") for size in (8_000, 16_000))
        ratio = best(lambda r=long: read_rendition(r), PROCESS, 3) / best(lambda r=short: read_rendition(r), PROCESS, 3)
        worst, which = max((worst, which), (ratio, unit.strip()))
    return Figure("a sentence twice as long without an end, worst of several", f"“{which}”", worst, "about 2", worst < 2.6)


def raw_text(path: Path) -> int:
    """The text of a PDF as pypdfium2 gives it; the number of its characters."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def stored(paths: list[Path], jobs: int = 1) -> float:
    """The seconds in which files are read into an empty register that is open already."""
    with tempfile.TemporaryDirectory() as made, open_register(Path(made) / "register.db") as register:
        start = WALL()
        read_paths(paths, register, jobs=jobs)
        return WALL() - start


@cache
def usual_models() -> tuple[object, Callable[[Path], object]]:
    """The usual stack: text by pdfplumber, language by lingua, dates by dateparser, citations by eyecite."""
    import pdfplumber  # noqa: PLC0415 (of the bench group only)
    from dateparser.search import search_dates  # noqa: PLC0415
    from eyecite import get_citations  # noqa: PLC0415
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def read(path: Path) -> object:
        with pdfplumber.open(path) as document:
            text = "\n".join(page.extract_text() or "" for page in document.pages)
        return detector.detect_language_of(text), search_dates(text, languages=["en"]), get_citations(text)

    return detector, read


def pdf_to_claims(paths: list[Path]) -> list[Figure]:
    """PDF to stored claims, beside the text alone and beside the usual stack, which stores nothing."""
    ours = min(stored(paths) for _ in range(ROUNDS))
    raw = best(lambda: [raw_text(path) for path in paths], WALL)
    share = raw / ours
    figures = [
        Figure(
            f"PDF to stored claims beside pypdfium2's text, {len(paths)} files",
            f"{1000 * ours:.0f} ms beside {1000 * raw:.0f} ms",
            share,
            "at least 0.25",
            share >= 0.25,
        )
    ]
    try:
        _, usual = usual_models()
    except ImportError as missing:
        print(f"the usual stack was left out: {missing}")
        return figures
    usual(paths[0])
    theirs = best(lambda: [usual(path) for path in paths], WALL, 1)
    times = theirs / ours
    return [
        *figures,
        Figure(
            f"the usual stack's time beside ours, the same {len(paths)} files",
            f"{theirs:.1f} s beside {ours:.2f} s",
            times,
            "at least 25",
            times >= 25,
        ),
    ]


def write_letters(folder: Path, number: int) -> None:
    """So many letters, no two alike, made of the example letters' texts."""
    texts = [rendition_of(path).text for path in sorted(LETTERS.iterdir())]
    for at in range(number):
        (folder / f"letter-{at:05}.txt").write_text(f"{texts[at % len(texts)]}\n\nCopy {at}.\n", encoding="utf-8")


def workers(number: int = 640) -> Figure:
    """One worker's time beside two workers', over so many letters."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_letters(folder, number)
        one, two = (min(stored([folder], jobs) for _ in range(2)) for jobs in (1, 2))
    ratio = one / two
    return Figure(
        f"one worker's time beside two workers', {number} letters",
        f"{one:.1f} s beside {two:.1f} s, {os.cpu_count()} cores",
        ratio,
        "at least 1.6",
        ratio >= 1.6,
    )


def peak_of(number: int) -> int:
    """The highest memory (KiB) of a process that reads so many letters into a register."""
    run = subprocess.run([sys.executable, __file__, "--peak", str(number)], capture_output=True, text=True, check=True)
    return int(run.stdout.split()[-1])


def print_peak(number: int) -> None:
    """Read so many letters in this process and print its highest memory, in KiB."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_letters(folder, number)
        stored([folder])
    status = Path("/proc/self/status")  # what getrusage gives on Linux begins with the peak of the process that started this one
    told = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
    print(told[1] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def memory(number: int) -> Figure:
    """The highest memory over many letters beside that over a tenth of them."""
    few, many = peak_of(number // 10), peak_of(number)
    ratio = many / few
    measured = f"{many / 1024:.0f} MiB over {number} letters beside {few / 1024:.0f} MiB over {number // 10}"
    return Figure("highest memory over ten times as many letters", measured, ratio, "about 1", ratio < 1.1)


def help_time() -> Figure:
    """The seconds of `verbale --help`."""
    command = [str(Path(sys.executable).parent / "verbale"), "--help"]
    ours = best(lambda: subprocess.run(command, capture_output=True, check=True), WALL, 10)
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], capture_output=True, check=True), WALL, 10)
    return Figure("`verbale --help`, seconds", f"{ours:.2f} s; Python alone {bare:.2f} s", ours, "under 0.3", ours < 0.3)


def installed_size() -> Figure:
    """The megabytes of Verbale's own files and of all distributions that its base install needs."""
    todo, seen = ["verbale"], set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        wanted = [r for r in distribution(name).requires or () if "extra ==" not in r and "sys_platform" not in r and "python_version" not in r]
        todo += [re.split(r"[^A-Za-z0-9._-]", r)[0].lower() for r in wanted]
    files = {path for name in seen - {"verbale"} for f in distribution(name).files or () if (path := Path(str(f.locate()))).is_file()}
    files |= {path for path in (ROOT / "src").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    size = sum(path.stat().st_size for path in files) / 1e6
    return Figure("base install, megabytes", f"{size:.0f} MB in {len(seen)} distributions", size, "at most 100", size <= 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, help="a folder with more PDFs")
    parser.add_argument("--letters", type=int, default=2000, help="how many letters memory is measured over")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--note", default="", help="what is to be known of this run, written below the table")
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode: processes started here are not to compile it each time
    if args.peak:
        print_peak(args.peak)
        return
    examples = sorted(LETTERS.glob("*.pdf"))
    more = sorted(args.files.glob("*.pdf")) if args.files else []
    figures = [*text_to_claims(), linear(), hostile(), *pdf_to_claims(examples)]
    if more:
        figures += pdf_to_claims(more)
    figures += [workers(), memory(args.letters), help_time(), installed_size()]
    lines = ["| what | measured | ratio | target | met |", "|---|---|---|---|---|", *(figure.line for figure in figures)]
    lines += [
        "",
        f"Python {platform.python_version()}, {os.cpu_count()} cores; the best of several rounds, each ratio within one run. {args.note}".rstrip(),
    ]
    print("\n".join(lines))
    if args.write:
        head = "# Speed and memory of reading\n\nMade by `python bench/reading.py --files FOLDER --write`. A target that is not met says so.\n\n"
        Path(__file__).with_suffix(".md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps({figure.what: round(figure.ratio, 4) for figure in figures}))


if __name__ == "__main__":
    main()
