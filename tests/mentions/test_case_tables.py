"""What is read from one or two sentences: the tables in `cases/`, each construction with examples and counter-examples."""

from __future__ import annotations

import case_tables
import pytest
from case_tables import LETTER, TABLES, table

CASES = [(name, case) for name in TABLES for case in table(name)["case"]]
NOTHING = [(name, text) for name in TABLES for group in table(name).get("nothing", []) for text in group["texts"]]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case_tables.title(case)}" for name, case in CASES])
def test_case(name, case):
    assert case_tables.faults(case) == [], f"{name}.toml: {case['text']}"


@pytest.mark.parametrize(("name", "text"), NOTHING, ids=[f"{name}: {text[:60]}" for name, text in NOTHING])
def test_no_incident_is_told(name, text):
    assert case_tables.claims(text) == [], f"{name}.toml"


@pytest.mark.parametrize("row", table("quantities")["row"], ids=lambda row: row["words"])
def test_quantity(row):
    assert case_tables.row_fault(row) == ""


@pytest.mark.parametrize("name", TABLES)
def test_no_case_stands_twice(name):
    texts = [case.get("letter", LETTER) + case["text"] for kind in ("case", "wanted") for case in table(name).get(kind, [])]
    texts += [text for kind in ("nothing", "wanted_nothing") for group in table(name).get(kind, []) for text in group["texts"]]
    assert sorted(texts) == sorted(set(texts))


def test_a_wrong_case_is_found():
    case = {"text": "On 3 May 2031 Kestrian forces shelled Telmor, killing 4 people.", "killed": [4, 4, "person"], "where": ["Telmor"]}
    assert case_tables.faults(case) == []
    assert case_tables.faults(case | {"killed": [5, 5, "person"]}) == ["killed: [4, 4, 'person'], not [5, 5, 'person']"]
    assert len(case_tables.faults(case | {"claims": 2})) == 1
