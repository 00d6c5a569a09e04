"""Symbols in running text: the case table."""

import tomllib
from pathlib import Path

import pytest

from verbale.symbols import find

CASES = tomllib.loads((Path(__file__).parent / "cases" / "find.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["text"], ids=lambda c: c["text"][:30])
def test_finds_what_the_table_says(case):
    found = find(case["text"])
    assert [str(f.symbol) for f in found] == case["are"]
    assert all(case["text"][f.start : f.end].strip() for f in found)


def test_an_inner_document_of_a_range_stands_at_the_whole_range():
    text = "S/2018/150 to S/2018/152"
    assert [text[f.start : f.end] for f in find(text)] == ["S/2018/150", text, "S/2018/152"]


def test_a_range_too_long_to_be_meant_gives_its_ends():
    assert [str(f.symbol) for f in find("S/2018/1 to S/2018/900")] == ["S/2018/1", "S/2018/900"]


def test_a_joint_symbol_keeps_what_was_written():
    (found,) = find("(A/67/1 – S/2012/2)")
    assert found.symbol.written == "A/67/1 – S/2012/2"
