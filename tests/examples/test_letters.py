"""The example letters are what their sources say, their gold stands in them, and neither side of a quarrel is favoured."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from letter_texts import LETTERS, ROOT, swapped, text_of

import gold as quotes
import make_examples
import names

PATHS = sorted(LETTERS.iterdir())
ROWS = quotes.load(ROOT / "examples" / "gold-quotes.jsonl")
MONTHS = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}
WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:on )?(\d+) (\w+)(?: (\d{4}))?")


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "examples" / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize("source", sorted(make_examples.SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_is_what_its_source_makes(source, tmp_path):
    read = make_examples.read_source(source)
    made = tmp_path / f"{read.name}.{read.head['format']}"
    {"html": make_examples.example_html, "pdf": make_examples.example_pdf, "docx": make_examples.example_docx}[read.head["format"]].write(read, made)
    assert text_of(made) == text_of(LETTERS / made.name), "run tools/make_examples.py"


def test_every_letter_has_one_gold_reading():
    assert len(PATHS) >= 28
    assert sorted(row["document"] for row in ROWS) == [path.stem for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_the_gold_stands_in_the_letter(path):
    converter = quotes.Converter()
    row = next(row for row in ROWS if row["document"] == path.stem)
    reading = converter.reading(row, text_of(path))
    assert converter.problems == []
    tolls = [inc[toll]["span"] for inc in reading["incidents"] for toll in quotes.TOLLS if inc[toll]]
    assert len(tolls) == len({tuple(span) for span in tolls}), "one figure is gold of two incidents"


def test_the_sides_have_as_many_letters_as_long_and_as_many_claims():
    for state in table("states.csv"):
        ours = [row for row in ROWS if row["sender"] == state["name"]]
        theirs = [row for row in ROWS if row["sender"] == state["opposed"]]
        assert len(ours) == len(theirs) > 0, state["name"]
        lengths = [sum(len(text_of(next(p for p in PATHS if p.stem == row["document"]))) for row in side) for side in (ours, theirs)]
        assert 0.75 < lengths[0] / lengths[1] < 4 / 3, (state["name"], lengths)
        claims = [sum(len(row["incidents"]) for row in side) for side in (ours, theirs)]
        assert 0.7 < claims[0] / claims[1] < 1.45, (state["name"], claims)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_weekday_is_that_of_its_date(path):
    year = int(path.stem.split("-")[1])
    for name, day, month, told in WEEKDAY.findall(text_of(path)):
        if month in MONTHS:
            assert date(int(told or year), MONTHS[month], int(day)).strftime("%A") == f"{name}day"


def test_places_of_the_gold_have_coordinates():
    known = {names.fold(name) for row in table("gazetteer.csv") for name in (row["name"], *row["names"].split("|"), row["region"])}
    known |= {names.fold(row["name"]) for row in table("states.csv")} | {"southern communities", "great mosque", "dalva"}
    missing = {place for row in ROWS for incident in row["incidents"] for place in incident["where"] if names.fold(place) not in known}
    assert missing == set()


def test_no_state_of_the_world_is_named():
    names.TABLE = ROOT / "evaluation" / "country_codes_m49_iso_unterm.csv"
    with names.TABLE.open(encoding="utf-8", newline="") as rows:
        real = {row["CLDR display name"] for row in csv.DictReader(rows) if row["CLDR display name"]}
    assert len(real) > 190
    found = {(path.stem, name) for path in PATHS for name in real if re.search(rf"\b{re.escape(name)}\b", text_of(path))}
    assert found == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_swapping_the_parties_twice_gives_the_letter_back(path):
    states = {state["name"]: state for state in table("states.csv")}
    ours = next(row["sender"] for row in ROWS if row["document"] == path.stem)
    text, pair = text_of(path), (states[ours], states[states[ours]["opposed"]])
    once = swapped(text, *pair)
    assert once != text
    assert swapped(once, *pair) == text
