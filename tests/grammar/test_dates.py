"""Dates and times of day: the case table, and what must hold for any text."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar.dates import DateKind, find_dates, resolve
from verbale.model import Code, Days
from verbale.text import fold

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))
LETTER = "2018-03-20"


def days(told: list[str]) -> Days | None:
    return Days(date.fromisoformat(told[0]), date.fromisoformat(told[-1])) if told else None


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case.get("name") or case["text"][:50])
def test_case(case):
    text = case["text"]
    letter = case.get("letter", LETTER)
    reference = date.fromisoformat(letter) if letter else None
    mentions = find_dates(fold(text))
    assert [m.span.of(text) for m in mentions] == [f["words"] for f in case["found"]]
    for mention, expected in zip(mentions, case["found"], strict=True):
        resolved = resolve(mention, reference, days(case.get("told", [])))
        assert mention.kind.value == expected["kind"], mention
        assert resolved.days == days(expected.get("days", [])), mention
        assert mention.part_of_day == expected.get("part"), mention
        assert mention.weekday == expected.get("weekday"), mention
        assert mention.naming == expected.get("naming", False), mention
        assert resolved.problem == (Code(expected["problem"]) if "problem" in expected else None), mention
        assert mention.open_start == (mention.kind is DateKind.SINCE)
        if "each" in expected:
            assert [d.first.isoformat() for d in resolved.each] == expected["each"], mention


@pytest.mark.parametrize("text", TABLE["nothing"][0]["texts"])
def test_nothing(text):
    assert [m.span.of(text) for m in find_dates(fold(text)) if not m.naming] == []


def test_points_have_their_own_words():
    text = "our letters of 21 February, 3 March and 5 April 2018"
    (mention,) = find_dates(fold(text))
    assert [p.span.of(text) for p in mention.points] == ["21 February", "3 March", "5 April 2018"]
    text = "on 11 and 17 October 2017 and on 3 November 2017"
    (mention,) = find_dates(fold(text))
    assert [p.span.of(text) for p in mention.points] == ["11", "17 October 2017", "3 November 2017"]


def test_day_and_part_of_day_have_their_own_words():
    text = "At about 12.19 p.m. on 19 November 1985"
    (mention,) = find_dates(fold(text))
    assert mention.part_span is not None
    assert mention.day_span is not None
    assert (mention.part_span.of(text), mention.day_span.of(text)) == ("12.19 p.m.", "19 November 1985")


def test_an_empty_line_parts_two_dates():
    text = "until 5 March\n\n6 March 2018"
    assert [m.span.of(text) for m in find_dates(fold(text))] == ["until 5 March", "6 March 2018"]


DATE = st.dates(date(1946, 1, 1), date(2035, 12, 31))
FORMS = st.sampled_from(
    ["{d.day} {d:%B} {d.year}", "{d:%A}, {d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%Y-%m-%d}", "{d.day}.{d.month}.{d.year}"]
)


@given(DATE, FORMS, st.sampled_from(["On {} the town was hit.", "({})", "hit on {}", "{}: hit", "the attack of {}\n"]))
def test_every_written_date_is_read(day, form, frame):
    text = frame.format(form.format(d=day))
    (mention,) = find_dates(fold(text))
    assert resolve(mention, None).days == Days(day, day)
    assert resolve(mention, None).problem is None
    assert mention.span.of(text) == form.format(d=day)


@given(DATE, DATE)
def test_a_day_without_a_year_is_within_the_last_year(day, letter):
    (mention,) = find_dates(fold(f"on {day.day} {day:%B}, troops"))
    found = resolve(mention, letter).days
    assert found is not None
    assert (found.first.month, found.first.day) == (day.month, day.day)
    assert found.first <= letter
    assert (letter - found.first).days <= 366 or (day.month, day.day) == (2, 29)


@given(DATE, st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(letter, weekday):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    for text, nearest in ((f"on {name},", 0), (f"last {name},", 1)):
        (mention,) = find_dates(fold(text))
        found = resolve(mention, letter).days
        assert found is not None
        assert found.first.weekday() == weekday
        assert nearest <= (letter - found.first).days < 7 + nearest


@given(DATE, st.integers(1, 60))
def test_the_past_days_end_on_the_letters_day(letter, number):
    (mention,) = find_dates(fold(f"over the past {number} days"))
    assert resolve(mention, letter).days == Days(letter - timedelta(days=number - 1), letter)


WORDS = st.sampled_from(
    [
        "on",
        "of",
        "the",
        "since",
        "from",
        "to",
        "until",
        "between",
        "and",
        ",",
        ".",
        ";",
        "-",
        "/",
        "(",
        ")",
        "5",
        "27",
        "31",
        "45",
        "99",
        "2018",
        "1220",
        "12.19",
        "06:30",
        "may",
        "march",
        "october",
        "nov.",
        "sunday",
        "mon",
        "today",
        "yesterday",
        "last",
        "past",
        "this",
        "week",
        "days",
        "ago",
        "a",
        "few",
        "third",
        "consecutive",
        "5th",
        "night",
        "morning",
        "early",
        "hours",
        "p.m.",
        "at",
        "in",
        "before",
        "after",
        "later",
        "same",
        "following",
        "\n\n",
        "civilians",
        "s/2018/152",
        "2018-02-30",
        "31/12/2017",
        "ofmay",
    ]
)


@given(st.lists(WORDS, max_size=25), st.none() | DATE, st.none() | DATE)
def test_any_words_give_ordered_mentions_that_resolve(words, letter, told):
    text = " ".join(words)
    end = 0
    for mention in find_dates(fold(text)):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        resolved = resolve(mention, letter, Days(told, told) if told else None)
        if resolved.days:
            assert resolved.days.first <= resolved.days.last
            assert not mention.naming
        for point in mention.points:
            assert mention.span.contains(point.span) or mention.naming


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    find_dates(fold(text))


def test_a_long_run_of_dates_is_read_whole():
    row = "5 May 2018 12:30 Telmor\n"
    assert len(find_dates(fold(row * 500))) == 500
    assert len(find_dates(fold("5 May 2018; " * 500))) >= 490
