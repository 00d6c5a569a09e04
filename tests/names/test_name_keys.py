"""Name keys: spellings that meet, names that must not, and what holds for any text."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.names import name_key, similar, skeleton

CASES = tomllib.loads((Path(__file__).parent / "cases" / "keys.toml").read_text(encoding="utf-8"))
names = st.text(alphabet="abdehklrstuwyzABS'‘ -éшаنلة1", max_size=25)


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["names"][0])
def test_spellings_of_one_name_meet(case):
    for a, b in combinations(case["names"], 2):
        assert skeleton(a) == skeleton(b), (a, b)
        assert similar(a, b) >= 0.7, (a, b)


@pytest.mark.parametrize("case", CASES["other"], ids=lambda case: " / ".join(case["names"]))
def test_other_names_do_not_meet(case):
    a, b = case["names"]
    assert skeleton(a) != skeleton(b)
    assert similar(a, b) < 0.7


@pytest.mark.parametrize(("name", "key"), CASES["keys"].items())
def test_key(name, key):
    assert name_key(name) == key


def test_numbers_tell_names_apart():
    assert similar("Camp 3", "Camp 4") == 0
    assert similar("Camp 3", "camp-3") == 1


def test_vowels_still_count():
    assert similar("Deir ez-Zor", "Dayr al-Zawr") < similar("Dayr Az Zawr", "Dayr az-Zowr") < 1


@given(names)
def test_a_key_is_its_own_key(name):
    key = name_key(name)
    assert key.isascii()
    assert key == key.strip().lower()
    assert name_key(key.upper()) == name_key(key)


@given(names, names)
def test_likeness_is_even_and_bounded(a, b):
    assert 0 <= similar(a, b) <= 1
    assert (similar(a, b) >= 0.7) == (similar(b, a) >= 0.7)
    assert similar(a, a) == (1 if name_key(a) else 0)
