"""Cells as real tables hold them."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.datasets.values import day, degrees, is_nothing, listed, numbers


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
    ("cell", "expected"),
    [
        ("2031-03-01", date(2031, 3, 1)), ("2031-03-01 00:00:00.000", date(2031, 3, 1)), ("2031-03-01T08:00:00", date(2031, 3, 1)),
        ("20310301", date(2031, 3, 1)), ("1 March 2031", date(2031, 3, 1)), ("01-Mar-2031", date(2031, 3, 1)), ("March 1, 2031", date(2031, 3, 1)),
        ("03/04/2031", date(2031, 4, 3)), ("13/04/2031", date(2031, 4, 13)), ("04/13/2031", date(2031, 4, 13)), ("n/a", None),
    ],
)  # fmt: skip
def test_days(cell, expected):
    assert day(cell) == expected


def test_month_first():
    assert day("03/04/2031", month_first=True) == date(2031, 3, 4)


@pytest.mark.parametrize("cell", ["spring 2031", "2031-02-30", "31/31/2031", "2031"])
def test_what_is_no_day_is_told(cell):
    with pytest.raises(ValueError, match="is no day"):
        day(cell)


def test_degrees():
    assert degrees("34,5", " 40.9 ") == (34.5, 40.9)
    assert degrees("", "n/a") is None
    for wrong in (("91", "0"), ("1", ""), ("north", "2")):
        with pytest.raises(ValueError, match="coordinates"):
            degrees(*wrong)


def test_lists_keep_their_places():
    cell = ' A ; "B c";; n/a '
    assert [cell[slice(*span)] for span in listed(cell, ";")] == ["A", "B c"]
    assert is_nothing(" N/A ")
