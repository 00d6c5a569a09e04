"""One symbol: the case table, and what must hold for any."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.symbols import find, parse, roman

CASES = tomllib.loads((Path(__file__).parent / "cases" / "parse.toml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared" / "evaluation" / "symbols.txt"


@pytest.mark.parametrize("case", CASES["symbol"], ids=lambda c: c["text"])
def test_tells_what_the_table_says(case):
    symbol = parse(case["text"])
    assert symbol is not None
    assert str(symbol) == case["is"]
    assert symbol.written == case["text"]
    assert symbol.key == case.get("key", case["is"].upper().replace(" ", ""))
    for name in ("organ", "kind", "year", "session", "base"):
        if name in case:
            assert getattr(symbol, name) == case[name], name
    assert symbol.confidence == case.get("confidence", 1.0)


@pytest.mark.parametrize("text", CASES["negative"]["texts"])
def test_what_is_no_symbol_is_never_taken_for_one(text):
    assert parse(text) is None
    assert find(text) == []
    assert find(f"They met, {text}, and left.") == []


def test_two_writings_of_one_document_are_equal():
    assert parse("S/RES/1441 (2002)") == parse("s/res/1441") == parse("S/RES/1441(2002)*")
    assert parse("A/RES/194") == parse("A/RES/194 (III)")
    assert len({parse("A/67/1-S/2012/2"), parse("S/2012/2–A/67/1")}) == 1
    assert parse("S/2018/1") != parse("S/2018/10")
    assert parse("S/2018/1/Corr.1") != parse("S/2018/1")
    assert parse("S/2018/1") != "S/2018/1"


def test_a_joint_symbol_has_two_names_and_a_section_its_whole():
    joint = parse("A/ES-10/566-S/2012/829")
    assert [str(name) for name in joint.names] == ["A/ES-10/566", "S/2012/829"]
    assert str(parse("A/RES/217 A (III)").whole) == "A/RES/217 (III)"
    assert str(parse("A/73/12 (Part II)").whole) == "A/73/12"
    assert parse("A/73/12").whole is None


def test_links_are_built_for_each_name():
    assert parse("A/67/1-S/2012/2").links() == (
        "https://docs.un.org/en/A/67/1",
        "https://docs.un.org/en/S/2012/2",
        "https://documents.un.org/api/symbol/access?s=A/67/1&l=en",
        "https://documents.un.org/api/symbol/access?s=S/2012/2&l=en",
    )
    assert parse("S/RES/1701 (2006)").links()[0] == "https://docs.un.org/en/S/RES/1701(2006)"


@pytest.mark.parametrize(
    ("text", "year", "month", "fits"),
    [
        ("S/2018/152", 2018, 2, True),
        ("S/2018/2", 2017, 12, True),
        ("S/2018/2", 2017, 6, False),
        ("S/2018/2", 2019, 1, False),
        ("A/72/100", 2017, 10, True),
        ("A/72/100", 2018, 5, True),
        ("A/72/100", 2016, 5, False),
        ("A/ES-10/500", 2011, 1, True),
        ("A/ES-10/500", 1990, 1, False),
        ("S/11560", 1999, 1, True),
    ],
)
def test_a_symbol_fits_the_dates_its_year_or_session_allows(text, year, month, fits):
    assert parse(text).fits(year, month) is fits


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("XXX", 30), ("XLVIII", 48), ("IIII", None), ("", None), ("VX", None)])
def test_roman_numerals(numeral, value):
    assert roman(numeral) == value


PIECES = st.one_of(
    st.integers(1, 99999).map(str),
    st.sampled_from(
        [
            "RES",
            "PRST",
            "HRC",
            "INF",
            "WG.1",
            "L.3",
            "Add.1",
            "corr.2",
            "REV. 3",
            "ES-10",
            "S-4",
            "PV.12",
            "Sub.2",
            "2018",
            "7 A (III)",
            "3 (XXV)",
            "9(Part II)",
            "12[B]",
        ]
    ),
)
SYMBOLS = st.builds(
    lambda head, pieces: "/".join([head, *pieces]),
    st.sampled_from(["A", "S", "E", "ST", "CEDAW", "s", "a"]),
    st.lists(PIECES, min_size=1, max_size=5),
)


@given(SYMBOLS)
def test_the_canonical_form_is_idempotent_and_keeps_the_key(text):
    symbol = parse(text)
    if symbol is not None:
        again = parse(str(symbol))
        assert again is not None
        assert (str(again), again.key) == (str(symbol), symbol.key)
        assert again.base == symbol.base


@given(SYMBOLS, SYMBOLS)
def test_a_joint_symbol_is_idempotent_and_its_order_does_not_matter(one, other):
    joint, turned = parse(f"{one}-{other}"), parse(f"{other} – {one}")
    assert (joint is None) == (turned is None)
    if joint is not None:
        assert joint == turned
        assert parse(str(joint)) == joint


@given(st.text(alphabet="ASE/.-()0123456789oOlI XVR[]*addcorRES \n|–", max_size=60) | st.text(max_size=40))
def test_any_text_is_read_without_error_and_found_symbols_are_in_it(text):
    parse(text)
    for start, end, symbol in find(text):
        assert 0 <= start < end <= len(text)
        assert symbol.canonical


def test_real_symbols_parse_where_the_shared_list_is_at_hand():
    if not SHARED.is_file():
        print("shared/evaluation/symbols.txt is absent: the real symbols were not read")
        assert parse("E/ESCWA/TRANS/1999/WG.2/17") is not None
        return
    symbols = [line for line in SHARED.read_text(encoding="utf-8").splitlines() if line]
    read = {text: parse(text) for text in symbols}
    good = {text: symbol for text, symbol in read.items() if symbol}
    assert len(good) >= 0.995 * len(symbols)
    keys: dict[str, set[str]] = {}
    for text, symbol in good.items():
        assert str(parse(str(symbol))) == str(symbol)
        keys.setdefault(symbol.key, set()).add(
            text.upper().replace(" ", "").partition("(")[0] if text.startswith("S/RES/") else text.upper().replace(" ", "")
        )
    assert [texts for texts in keys.values() if len(texts) > 1] == []
