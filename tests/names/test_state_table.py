"""The table of names: no slip in what was written by hand, and the generated files are what their generator writes."""

import runpy
from collections import defaultdict
from pathlib import Path

import pytest

from verbale.names import NameSort, codes, state_names, three_letters
from verbale.names.inflection import arabic_joined, russian_cases
from verbale.names.table import spoken

ROOT = Path(__file__).resolve().parents[2]
AMBIGUOUS = {"korea", "korean", "koreans", "congolese", "dominican", "dominicans", "republic of china"}


def test_names_of_two_states_are_known_to_be_so():
    by_key = defaultdict(set)
    for name in state_names():
        by_key[name.key].add(name.code)
    assert {key for key, found in by_key.items() if len(found) > 1} == AMBIGUOUS


def test_every_code_written_by_hand_is_known():
    tables = spoken()
    for section in ("adjectives", "demonyms", "common", "former", "capitals"):
        assert set(tables[section]) <= codes(), section
    for language in tables["common_in"].values():
        assert set(language) <= codes()


def test_every_state_has_a_name_for_its_people():
    people = {name.code for name in state_names() if name.sort in {NameSort.ADJECTIVE, NameSort.DEMONYM}}
    states = {name.code for name in state_names() if name.sort is NameSort.NAME}
    # Left out: their adjective is the name itself or another state's.
    assert states - people == {"COK", "NIU", "SLB", "VAT"}


def test_years_are_in_order():
    for name in state_names():
        assert name.since is None or name.until is None or 1800 < name.since <= name.until < 2100, name


def test_two_letters_to_three():
    assert [three_letters(code) for code in ("SY", "sy", "SYR", "XK", "")] == ["SYR", "SYR", "SYR", "XKX", ""]


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("Сирия", "Сирии"),
        ("Российская Федерация", "Российской Федерации"),
        ("Судан", "Суданом"),
        ("Республика Ирак", "Республики Ирак"),
        ("Йемен", "Йемене"),
        ("Турция", "Турцией"),
    ],
)
def test_russian_cases(form, case):
    assert case in russian_cases(form)


def test_forms_that_do_not_change():
    assert russian_cases("Конго") == {"Конго"}
    assert russian_cases("Иран (Исламская Республика)") == set()
    assert arabic_joined("الجزائر") == {"للجزائر"}
    assert arabic_joined("سورية") == set()


def test_generated_files_are_what_the_generator_writes(capsys):
    tool = runpy.run_path(str(ROOT / "tools" / "make_state_names.py"))
    if not tool["TABLE"].exists():
        with capsys.disabled():
            print(f"\n{tool['TABLE'].name} is absent: official.tsv and iso.tsv were not made anew to compare")
        return
    for name, lines in (("official.tsv", tool["rows_of"](tool["TABLE"])), ("iso.tsv", tool["iso_rows"](tool["TABLE"]))):
        expected = tool["HEADER"] + "".join(f"{line}\n" for line in lines)
        assert (tool["NAMES"] / name).read_text(encoding="utf-8") == expected
