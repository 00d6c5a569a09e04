"""The measure itself: gold against itself is perfect, a wrong reading is seen, and floors do not fall unseen."""

from __future__ import annotations

import argparse
import copy
import json

import pytest
import run
import score

import gold as quotes

TEXT = "On 3 May 2031 jets of Velt bombed Nis‘ah: 31 dead,\n4 hurt. Velt must stop."
ROW = {
    "document": "d", "kind": "letter", "symbol": None, "date": None, "sender": "Belmora", "language": "en", "addressees": [], "circulation": [],
    "citations": [], "requests": [{"addressee": "Velt", "quote": "Velt must stop"}],
    "incidents": [{
        "quote": "On 3 May 2031 … 4 hurt", "scope": "single", "when": ["2031-05-03", "2031-05-03"], "where": ["Nis‘ah"], "acts": ["air strike"],
        "alleged_perpetrator": ["Velt"], "killed": {"low": 31, "high": 31, "group": "person", "quote": "31 dead, 4"}, "injured": None,
        "casualties": None, "claimant": None, "stance": "asserts", "subsets": [], "damage": [],
    }],
}  # fmt: skip


def reading(row, text=TEXT):
    converter = quotes.Converter()
    return converter.reading(row, text), converter.problems


def test_a_quote_is_found_across_line_ends_and_words_are_not_cut():
    gold, problems = reading(ROW)
    assert problems == []
    start, end = gold["incidents"][0]["killed"]["span"]
    assert TEXT[start:end] == "31 dead,\n4"
    assert quotes.Text("129 and 29 and 29th").find("29") == [8, 10]


def test_what_is_not_in_the_text_is_a_problem_and_not_a_span():
    row = copy.deepcopy(ROW)
    row["requests"][0]["quote"] = "Velt shall stop"
    gold, problems = reading(row)
    assert gold["requests"][0]["span"] is None
    assert len(problems) == 1


@pytest.mark.parametrize(("field", "value"), [("acts", ["bombardment"]), ("scope", "joint"), ("stance", "claims")])
def test_words_that_are_not_in_the_format_are_problems(field, value):
    row = copy.deepcopy(ROW)
    row["incidents"][0][field] = value
    assert reading(row)[1]


def test_gold_against_itself_is_perfect_and_names_of_invented_states_are_one():
    run.invented_states()
    gold, _ = reading(ROW)
    other = copy.deepcopy(gold)
    other["incidents"][0]["alleged_perpetrator"] = ["Veltian air force"]
    result = score.score({"d": gold}, {"d": other})
    assert all(value == 1.0 for value in run.whole({**result, "spans": 1.0}).values())
    other["incidents"][0]["alleged_perpetrator"] = ["Belmora"]
    assert score.score({"d": gold}, {"d": other})["alleged_perpetrator"]["f1"] == 0.0


def result_with(killed, double=0):
    gold, _ = reading(ROW)
    predicted = copy.deepcopy(gold)
    predicted["incidents"][0]["killed"] |= {"low": killed, "high": killed}
    return {**score.score({"d": gold}, {"d": predicted}), "spans": 1.0, "double_count": double}


@pytest.fixture
def floors(tmp_path, monkeypatch):
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"floors": {}}), encoding="utf-8")
    monkeypatch.setattr(run, "FLOORS", path)
    return path


def options(update=False, allow_regression=False):
    return argparse.Namespace(update=update, allow_regression=allow_regression)


def test_a_fall_is_told_and_is_written_only_when_allowed(floors, capsys):
    assert run.compare("examples", "x", result_with(31), options(update=True)) == 0
    before = floors.read_text(encoding="utf-8")
    assert run.compare("examples", "x", result_with(31), options()) == 0
    assert run.compare("examples", "x", result_with(30), options()) == 1
    assert "FELL killed: 1.0 -> 0.0" in capsys.readouterr().out
    assert run.compare("examples", "x", result_with(30), options(update=True)) == 1
    assert floors.read_text(encoding="utf-8") == before
    assert run.compare("examples", "x", result_with(30), options(update=True, allow_regression=True)) == 0
    assert "FELL killed: 1.0 -> 0.0" in capsys.readouterr().out
    assert json.loads(floors.read_text(encoding="utf-8"))["floors"]["examples"]["figures"]["killed"] == 0.0


@pytest.mark.usefixtures("floors")
def test_a_toll_counted_twice_fails_the_run():
    run.compare("examples", "x", result_with(31), options(update=True))
    assert run.compare("examples", "x", result_with(31, double=1), options()) == 1


@pytest.mark.parametrize("half", ["working", "held-out", "working-2", "held-out-2", "working-3"])
def test_the_short_letters_hold_their_floors(half, capsys, monkeypatch):
    folder = run.HERE / "short"
    monkeypatch.setattr("sys.argv", ["run.py", "--gold", str(folder / f"{half}.jsonl"), "--letters", str(folder / half)])
    assert run.main() == 0
    told = capsys.readouterr()
    assert (told.err, "FELL" in told.out) == ("", False)
