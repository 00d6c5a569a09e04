"""How many letters a second are drawn up, by one process with the compiler kept: `python bench/press.py [LETTERS...]`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from verbale.app.library import read
from verbale.publish.press.docx import docx
from verbale.publish.press.html import html
from verbale.publish.press.particulars import Particulars
from verbale.publish.press.pdf import pdf
from verbale.publish.press.sheet import Sheet, sheet

LETTERS = Path(__file__).resolve().parent.parent / "examples" / "letters"
ROUNDS = 5


def sheets(paths: list[Path]) -> list[Sheet]:
    made = []
    for path in paths:
        reading = read(path)
        head, outline = reading.communication, reading.outline
        if not (head.date and head.sender and head.addressees and head.kind and outline.heading.capacity):
            continue  # what needs particulars of its own; the speed is the same
        organs = () if outline.masthead.organs else ("Security Council",)
        given = Particulars(symbol=head.symbol.value if head.symbol else "S/2034/731", circulated=date(2037, 3, 5), organs=organs)
        if head.kind.value in {"letter", "identical letters", "note verbale"}:
            made.append(sheet(given, reading))
    return made


def rate(made: list[Sheet], form: object) -> float:
    """Letters a second, the best of a few rounds, each round with other bytes so that nothing is taken from a cache."""
    assert callable(form)
    best = 0.0
    for number in range(ROUNDS):
        fresh = [Sheet(**{name: getattr(s, name) for name in s.__slots__} | {"job": f"34-{number:05d}"}) for s in made]
        start = perf_counter()
        for one in fresh:
            form(one)
        best = max(best, len(fresh) / (perf_counter() - start))
    return best


if __name__ == "__main__":
    chosen = [Path(p) for p in sys.argv[1:]] or sorted(LETTERS.iterdir())
    all_made = sheets(chosen)
    pdf(all_made[0])  # the compiler and its fonts load once
    print(f"{len(all_made)} letters")
    for name, form in (("PDF/A-2a", pdf), ("HTML", html), ("DOCX", docx)):
        print(f"| {name} | {rate(all_made, form):,.0f} |")
