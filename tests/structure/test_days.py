"""Dates in full, as heads of letters write them."""

from datetime import date

import pytest

from verbale.structure.days import days_in
from verbale.structure.forms import forms_of
from verbale.text import fold

CASES = [
    ("en", "4 March 2031", date(2031, 3, 4)),
    ("en", "4th of March, 2031", date(2031, 3, 4)),
    ("en", "March 4, 2031", date(2031, 3, 4)),
    ("en", "II October 1963", date(1963, 10, 11)),
    ("en", "21ofNovember1963", date(1963, 11, 21)),
    ("en", "2031-03-04", date(2031, 3, 4)),
    ("fr", "1er août 2031", date(2031, 8, 1)),
    ("es", "4 de marzo de 2031", date(2031, 3, 4)),
    ("ru", "4 марта 2031 года", date(2031, 3, 4)),
    ("ar", "٤ كانون الأول/ديسمبر ٢٠٣١", date(2031, 12, 4)),
    ("ar", "٤ آذار/مارس ٢٠٣١", date(2031, 3, 4)),
    ("zh", "2031年3月4日", date(2031, 3, 4)),
]


@pytest.mark.parametrize(("language", "words", "day"), CASES)
def test_dates(language, words, day):
    flat = fold(words)
    assert [found for _, found in days_in(flat, 0, len(flat), forms_of(language))] == [day]


@pytest.mark.parametrize("words", ["31 February 2031", "4 March", "March 2031", "S/2031/17", "4 Marks 2031"])
def test_no_dates(words):
    flat = fold(words)
    assert list(days_in(flat, 0, len(flat), forms_of("en"))) == []
