"""Series of symbols: the next one, once; versions; what became of each; many processes at once."""

from __future__ import annotations

import subprocess
import sys
import time
from xml.etree import ElementTree as ET

import pytest

from verbale.model import Code, RegisterError, UsageError
from verbale.publish.press.listing import feed, listing_page
from verbale.publish.press.series import SeriesBook

AT = "2034-10-16T09:00:00+00:00"
TAKER = """
import sys
from verbale.publish.press.series import SeriesBook
book = SeriesBook(sys.argv[1])
for _ in range(int(sys.argv[2])):
    print(book.next_symbol("main", 2034, "2034-10-16T09:00:00+00:00"), flush=True)
"""


@pytest.fixture
def book(tmp_path):
    held = SeriesBook(tmp_path / "symbols.db", create=True)
    held.open_series("main", "SV/{year}/{number}", "Sura Valley Commission")
    return held


def test_the_next_symbol_by_year(book):
    assert [book.next_symbol("main", year, AT) for year in (2034, 2034, 2035)] == ["SV/2034/1", "SV/2034/2", "SV/2035/1"]


def test_a_series_that_runs_through_the_years(book):
    book.open_series("old", "SV-{number}", "X")
    assert [book.next_symbol("old", year, AT) for year in (2034, 2035)] == ["SV-1", "SV-2"]


def test_versions_are_kept_and_listed_after_what_they_are_of(book):
    first = book.next_symbol("main", 2034, AT)
    with pytest.raises(UsageError):
        book.next_version(first, "Corr", AT)
    book.circulated(first, "Letter", "2034-10-16", "0" * 64 + "  a.pdf\n")
    assert [book.next_version(first, v, AT) for v in ("Corr", "Corr", "Add", "Rev")] == [
        f"{first}/{v}" for v in ("Corr.1", "Corr.2", "Add.1", "Rev.1")
    ]
    second = book.next_symbol("main", 2034, AT)
    assert book.entries()[0].symbol == first
    assert book.entries()[-1].symbol == second == "SV/2034/2"


def test_a_void_symbol_is_not_given_again_and_says_why(book):
    symbol = book.next_symbol("main", 2034, AT)
    with pytest.raises(UsageError):
        book.void(symbol, " ")
    book.void(symbol, "withdrawn by its author")
    with pytest.raises(UsageError):
        book.circulated(symbol, "x", "2034-10-16", "")
    assert book.next_symbol("main", 2034, AT) == "SV/2034/2"
    assert "void: withdrawn by its author" in listing_page("X", book.entries())


@pytest.mark.parametrize("pattern", ["A{year}/{number}", "HRC/{number}", "ЅS/{number}", "Ѕ/{number}", " s /{number}", "UN/{number}", "S-{number}"])
def test_no_series_of_the_united_nations_or_one_that_looks_like_it(book, pattern):
    with pytest.raises(UsageError, match="series of the United Nations"):
        book.open_series("other", pattern, "X")


@pytest.mark.parametrize("pattern", ["RC/{year}/{number}", "SVC-{number}", "RC-A/{number}", "AS/{number}", "СД/{number}"])
def test_series_of_ones_own(book, pattern):
    book.open_series("other", pattern, "X")


@pytest.mark.parametrize("pattern", ["S/{year}/{number}", "a/{number}", "X/{year}", "X/{number}/{number}", "X/{day}/{number}", "X/{"])
def test_patterns_refused(book, pattern):
    with pytest.raises(UsageError) as caught:
        book.open_series("other", pattern, "X")
    assert caught.value.problem.code is Code.BAD_VALUE


def test_other_files_are_refused(tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a database, but long enough to be taken for one" * 40)
    for name, code in (("x.db", Code.NOT_A_REGISTER), ("none.db", Code.NOT_FOUND)):
        with pytest.raises(RegisterError) as caught:
            SeriesBook(tmp_path / name)
        assert caught.value.problem.code is code


def test_eight_processes_at_once_one_killed(book):
    takers = [
        subprocess.Popen([sys.executable, "-c", TAKER, book.path, "12" if i else "100000"], stdout=subprocess.PIPE, text=True) for i in range(8)
    ]
    assert takers[0].stdout.readline()
    time.sleep(0.2)
    takers[0].kill()
    given = [line for taker in takers for line in taker.communicate()[0].split("\n") if line.startswith("SV/2034/")]
    assert [taker.returncode for taker in takers[1:]] == [0] * 7
    listed = [e.symbol for e in book.entries()]
    assert listed == [f"SV/2034/{n}" for n in range(1, len(listed) + 1)], "no number is missing: what was not circulated is listed as taken"
    assert len(given) + 1 >= len(listed) - 1
    whole = [symbol for symbol in given if symbol in set(listed)]
    assert len(whole) == len(set(whole))
    assert {e.state for e in book.entries()} == {"taken"}


def test_the_feed_is_atom_newest_first(book):
    for day in ("2034-10-16", "2034-10-18"):
        book.circulated(book.next_symbol("main", 2034, AT), "Letter <b> & more", day, "0" * 64 + "  a b.pdf\n")
    book.next_symbol("main", 2034, AT)
    root = ET.fromstring(feed("Sura Valley Commission", "https://example.org/docs", book.entries()))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [e.findtext(f"{atom}updated") for e in root.iter(f"{atom}entry")] == ["2034-10-18T00:00:00Z", "2034-10-16T00:00:00Z"]
    assert root.find(f"{atom}entry/{atom}link").get("href") == "https://example.org/docs/a%20b.pdf"
    assert all(root.find(f"{atom}{name}") is not None for name in ("id", "title", "updated", "author"))
