"""Cells as real tables hold them."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.datasets.values import count, days, degrees, is_nothing, listed, month_stands_first, numbers
from verbale.model import Bound, Days


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []), ("n/a", []), ("NULL", []), ("-", []), ("7", [7]), ("2.0", [2]), ("1,200", [1200]), ("2;200;900", [2, 200, 900]), ("4-7", [4, 7]),
        ("4 – 7", [4, 7]), ("3 to 5", [3, 5]), ("0", [0]), ("2;n/a", [2]),
    ],
)  # fmt: skip
def test_numbers(cell, expected):
    assert numbers(cell) == expected


@pytest.mark.parametrize("cell", ["dozens", "-3", "2.5", "4;many"])
def test_what_is_no_number_is_told(cell):
    with pytest.raises(ValueError, match="no number"):
        numbers(cell)


@pytest.mark.parametrize(
    ("cell", "numbers_", "bound"),
    [
        ("50+", (50,), Bound.AT_LEAST), ("≥ 5", (5,), Bound.AT_LEAST), ("at least 12", (12,), Bound.AT_LEAST), (">10", (10,), Bound.MORE_THAN),
        ("about 7", (7,), Bound.ABOUT), ("~7", (7,), Bound.ABOUT), ("7?", (7,), Bound.ABOUT), ("up to 9", (9,), Bound.UP_TO),
        ("<5", (5,), Bound.FEWER_THAN), ("au moins 3", (3,), Bound.AT_LEAST), ("más de 20", (20,), Bound.MORE_THAN), ("около 7", (7,), Bound.ABOUT),
        ("ما لا يقل عن ١٢", (12,), Bound.AT_LEAST), ("1 200", (1200,), Bound.EXACT), ("4-7", (4, 7), Bound.EXACT), ("n/a", (), Bound.EXACT),
        ("-99", (), Bound.EXACT), ("unknown", (), Bound.EXACT),
    ],
)  # fmt: skip
def test_a_count_has_the_bound_that_its_cell_states(cell, numbers_, bound):
    assert (count(cell).numbers, count(cell).bound) == (numbers_, bound)


@pytest.mark.parametrize(("cell", "sense"), [("Dozens", "dozens"), ("des dizaines", "dozens"), ("عشرات", "dozens"), ("several", "several")])
def test_a_vague_word_is_kept_as_what_it_is(cell, sense):
    assert (count(cell).numbers, count(cell).vague, count(cell).bound) == ((), sense, Bound.VAGUE)


@pytest.mark.parametrize("cell", ["heaps", "-3", "2.5", "4;many", "12 houses", "+", "about"])
def test_what_is_no_count_is_told(cell):
    with pytest.raises(ValueError, match="no number"):
        count(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2031-03-01", date(2031, 3, 1)), ("2031-03-01 00:00:00.000", date(2031, 3, 1)), ("2031-03-01T08:00:00", date(2031, 3, 1)),
        ("20310301", date(2031, 3, 1)), ("1 March 2031", date(2031, 3, 1)), ("01-Mar-2031", date(2031, 3, 1)), ("March 1, 2031", date(2031, 3, 1)),
        ("03/04/2031", date(2031, 4, 3)), ("13/04/2031", date(2031, 4, 13)), ("04/13/2031", date(2031, 4, 13)),
        ("1er mars 2031", date(2031, 3, 1)), ("1 de marzo de 2031", date(2031, 3, 1)), ("1 марта 2031 г.", date(2031, 3, 1)),
        ("1 آذار 2031", date(2031, 3, 1)), ("٥ كانون الثاني ٢٠٣١", date(2031, 1, 5)), ("9 مايو 2031", date(2031, 5, 9)),
        ("3 juillet 2031", date(2031, 7, 3)), ("3 juin 2031", date(2031, 6, 3)), ("4/13/2031 12:00:00 AM", date(2031, 4, 13)),
    ],
)  # fmt: skip
def test_days(cell, expected):
    assert days(cell) == Days(expected, expected)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28)), ("March 2031", date(2031, 3, 1), date(2031, 3, 31)),
        ("03/2031", date(2031, 3, 1), date(2031, 3, 31)), ("marzo de 2031", date(2031, 3, 1), date(2031, 3, 31)),
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_all_its_days(cell, first, last):
    assert days(cell) == Days(first, last)


def test_month_first():
    assert days("03/04/2031", month_first=True) == Days(date(2031, 3, 4), date(2031, 3, 4))
    assert days("13/04/2031", month_first=True) == Days(date(2031, 4, 13), date(2031, 4, 13))
    assert days("n/a") is days("unknown") is None


@pytest.mark.parametrize(
    ("cell", "expected"), [("04/13/2031", True), ("13/04/2031", False), ("03/04/2031", None), ("2031-04-13", None), ("14/13/2031", None)]
)
def test_what_a_day_tells_of_the_order(cell, expected):
    assert month_stands_first(cell) is expected


@pytest.mark.parametrize("cell", ["spring 2031", "2031-02-30", "31/31/2031", "2031-13", "soon"])
def test_what_is_no_day_is_told(cell):
    with pytest.raises(ValueError, match="is no day"):
        days(cell)


def test_degrees():
    assert degrees("34,5", " 40.9 ") == degrees("34.5°", "40.9° E") == (34.5, 40.9)
    assert degrees("34.5 S", "40.9 W") == (-34.5, -40.9)
    assert degrees("34.5, 40.9", "") == degrees("34,5; 40,9", "") == degrees("(34.5 40.9)", "") == (34.5, 40.9)
    assert degrees("", "n/a") is None
    for wrong in (("91", "0"), ("1", ""), ("north", "2"), ("34,5", "")):
        with pytest.raises(ValueError, match="coordinates"):
            degrees(*wrong)


def test_lists_keep_their_places():
    cell = ' A ; "B c";; n/a '
    assert [cell[slice(*span)] for span in listed(cell, ";")] == ["A", "B c"]
    assert is_nothing(" N/A ")
