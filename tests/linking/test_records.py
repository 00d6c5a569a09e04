"""What is compared: names of places with and without the words around them."""

from __future__ import annotations

import pytest

from verbale.gazetteer.forms import holder_forms, place_forms
from verbale.linking.records import place_bones


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("Marn town", ("Marn",)),
        ("Marn village, eastern countryside of Velt", ("Marn", "Velt")),
        ("Marn and Al Telmor", ("Marn", "Al Telmor")),
        ("Tall Marn", ("Tall Marn", "Marn")),
        ("Several towns", ()),
        ("قرية مارن والتلمور", ("مارن", "التلمور")),
        ("Camp", ()),
    ],
)
def test_forms(written, forms):
    assert place_forms(written) == forms


def test_what_stands_after_a_comma_may_hold_the_place():
    assert holder_forms("Marn village, Velt district") == ("Velt",)
    assert holder_forms("Marn") == ()


@pytest.mark.parametrize(("one", "other"), [("Marr Ruma", "Maruma"), ("Jouzef", "Josef"), ("Telmor", "تلمور")])
def test_spellings_of_one_name_meet(one, other):
    assert place_bones(one) == place_bones(other)
