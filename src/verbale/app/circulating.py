"""Draws letters up as circulated documents, under a symbol given or the next of a series of one's own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.library import read
from verbale.app.settings import now
from verbale.model import Code, Supplied, UsageError
from verbale.publish.press.docx import docx
from verbale.publish.press.html import html
from verbale.publish.press.listing import feed, file_names, listing_page
from verbale.publish.press.particulars import load_particulars
from verbale.publish.press.pdf import pdf
from verbale.publish.press.series import SeriesBook
from verbale.publish.press.sheet import Sheet, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.model import Reading
    from verbale.publish.press.particulars import Particulars

FORMS = ("pdf", "html", "docx")
_PLACEHOLDER = "SYMBOL"


@dataclass(frozen=True, slots=True)
class Circulated:
    """What was drawn up: its symbol and title, the files, whether it is a specimen, and the words of the letter that are not printed in it."""

    symbol: str
    title: str
    files: tuple[Path, ...]
    specimen: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which symbol to take: the next of `series`, or with `of` the next `version` ("Corr", "Add", "Rev") of that symbol."""

    book: str | Path
    series: str
    of: str = ""
    version: str = ""


def circulate(
    letter: str | Path, particulars: str | Path, forms: Sequence[str], out: str | Path, fonts: Sequence[str] = (), numbering: Numbering | None = None
) -> Circulated:
    """Draws a letter up in each of `forms` ("pdf", "html", "docx"), into the folder `out`.

    A symbol is taken only after the letter could be drawn up; where writing fails afterwards, the symbol is void and says so.

    Raises:
        IntakeError: the letter cannot be read.
        UsageError: a particular is wrong or missing; NOT_FOUND for a file; MISSING_EXTRA; BAD_VALUE for a series in the name of the United Nations.
        RegisterError: the book of symbols cannot be opened.
    """
    given = load_particulars(particulars)
    reading = read(letter, Supplied(language=given.language or None))
    if numbering is None:
        made = sheet(given, reading)
        return _write(made, _drawn(made, forms, fonts), Path(out))
    return _numbered(given, reading, forms, Path(out), fonts, numbering)


def _numbered(given: Particulars, reading: Reading, forms: Sequence[str], out: Path, fonts: Sequence[str], numbering: Numbering) -> Circulated:
    if given.symbol:
        raise UsageError(Code.BAD_VALUE, "the particulars name a symbol, and a series is to give one", given.symbol, "Leave one of them out.")
    book = SeriesBook(numbering.book)
    given = replace(given, issuer=given.issuer or book.issuer(numbering.series), symbol=_PLACEHOLDER)
    files = _files(book, numbering.series)
    trial = sheet(given, reading, files)
    if trial.specimen:
        what = "no symbols are given in the name of the United Nations"
        raise UsageError(Code.BAD_VALUE, what, given.issuer, "Name an issuer and organs of your own.")
    _drawn(trial, forms, fonts)
    symbol = (
        book.next_version(numbering.of, numbering.version, now())
        if numbering.of
        else book.next_symbol(numbering.series, trial.circulated.year, now())
    )
    try:
        made = sheet(replace(given, symbol=symbol), reading, files)
        done = _write(made, _drawn(made, forms, fonts), out)
    except Exception as error:
        book.void(symbol, f"it could not be written: {error}")
        raise
    book.circulated(symbol, made.title, made.circulated.isoformat(), "".join(f"{_sha256(path)}  {path.name}\n" for path in done.files))
    return done


def _files(book: SeriesBook, series: str) -> dict[str, list[str]]:
    """The files of every document circulated in the series, by symbol: what citations in the next one lead to."""
    return {entry.symbol: names for entry in book.entries(series) if (names := file_names(entry))}


def publish_list(book: str | Path, series: str, out: str | Path, address: str) -> tuple[Path, Path]:
    """Writes `index.html` (every symbol and what became of it) and `feed.atom` into `out`; `address` is where that folder will stand.

    Raises:
        UsageError, RegisterError: as `SeriesBook`.
    """
    held = SeriesBook(book)
    issuer, entries = held.issuer(series), held.entries(series)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    page, atom = folder / "index.html", folder / "feed.atom"
    page.write_text(listing_page(issuer, entries), encoding="utf-8", newline="")
    atom.write_text(feed(issuer, address, entries), encoding="utf-8", newline="")
    return page, atom


def _drawn(made: Sheet, forms: Sequence[str], fonts: Sequence[str]) -> dict[str, bytes]:
    makers = {"pdf": lambda: pdf(made, tuple(fonts)), "html": lambda: html(made).encode(), "docx": lambda: docx(made)}
    return {form: makers[form]() for form in forms}


def _write(made: Sheet, files: dict[str, bytes], out: Path) -> Circulated:
    symbol = "-".join(made.symbols)
    stem = re.sub(r"[^\w.-]", "_", symbol) + f"-{made.language}"
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for form, data in files.items():
        path = out / f"{stem}.{form}"
        waiting = out / f".{stem}.{form}.{os.getpid()}"
        waiting.write_bytes(data)
        waiting.replace(path)
        paths.append(path)
    return Circulated(symbol, made.title, tuple(paths), bool(made.specimen), made.left_out)


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
