"""States by name: the case tables, the codes, and what holds for every name."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.names import NameSort, codes, find_states, readings_of, short_name, state_names, state_of
from verbale.text import fold

CASES = Path(__file__).parent / "cases"
SENTENCES = tomllib.loads((CASES / "states.toml").read_text(encoding="utf-8"))["case"]
NAMES = tomllib.loads((CASES / "state_of.toml").read_text(encoding="utf-8"))["names"]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:40])
def test_found_in_a_sentence(case):
    hits = find_states(case["text"], language=case.get("language", "en"))
    found = [[hit.name.code, case["text"][hit.start : hit.end]] for hit in hits]
    assert sorted(found) == sorted(case["found"])
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@pytest.mark.parametrize(("words", "code"), NAMES.items())
def test_state_of(words, code):
    assert state_of(words) == (code or None)


def test_every_short_name_stands_for_its_own_code():
    for code in codes():
        for language in ("en", "fr", "es", "ru", "ar", "zh"):
            assert code in {name.code for name in readings_of(short_name(code, language))}, (code, language)
        assert state_of(short_name(code)) == code


def test_every_name_is_found_in_a_sentence():
    for name in state_names():
        hits = find_states(f"x {name.form} x", language=name.language)
        assert hits, name
        if name.sort in {NameSort.NAME, NameSort.OFFICIAL}:
            assert name.code in {hit.name.code for hit in hits}, name


def test_capitals_name_a_state_only_when_asked():
    assert state_of("Damascus") is None
    assert state_of("Damascus", metonyms=True) == "SYR"
    assert state_of("Arvania City", metonyms=True) is None


def test_contested_capitals_are_left_out_alike():
    capitals = {name.code for name in state_names() if name.sort is NameSort.CAPITAL}
    assert not {"ISR", "PSE"} & capitals
    assert len(capitals) > 180


def test_193_members_and_2_observers_have_names_in_six_languages():
    members = {name.code for name in state_names() if name.sort is NameSort.NAME}
    assert {"PSE", "VAT", "CIV", "TUR", "USA"} <= members
    assert len(members) == 193 + 2 + 2  # UNTERM lists the Cook Islands and Niue too
    with pytest.raises(KeyError):
        short_name("SYR", "de")
    with pytest.raises(KeyError):
        short_name("QQQ")


def test_years_of_former_names():
    (burma,) = [name for name in state_names() if name.form == "Burma"]
    assert (burma.code, burma.sort, burma.since, burma.until) == ("MMR", NameSort.FORMER, 1948, 1989)
    assert {name.until for name in state_names() if name.code == "YUG" and name.form == "Yugoslavia"} == {2003}


def test_a_given_folding_is_used():
    text = "ISRAEL and Syria"
    assert find_states(text, fold(text)) == find_states(text)


@given(st.text(alphabet="Syria IsrelÇü’.-\nالجزر以色列", max_size=40))
def test_spans_lie_in_the_text_and_do_not_cross(text):
    free = 0
    for span in sorted({(hit.start, hit.end) for hit in find_states(text, language="")}):
        assert free <= span[0] < span[1] <= len(text)
        free = span[1]
