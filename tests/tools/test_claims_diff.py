"""The comparison of two readings sees each kind of difference and nothing else."""

from __future__ import annotations

import copy
import json
import subprocess

import pytest

import claims_diff

CLAIM = {
    "span": [10, 90], "scope": "single", "when": ["2031-03-01", "2031-03-01"], "where": ["Nis‘ah"], "acts": ["air strike"], "alleged_perpetrator": ["Velt"],
    "claimant": None, "stance": "asserts", "subsets": [], "damage": ["homes"], "injured": None, "casualties": None,
    "killed": {"low": 31, "high": 31, "group": "civilian", "words": "31 civilians", "span": [40, 52]},
}  # fmt: skip
OTHER = {**CLAIM, "span": [100, 180], "when": ["2031-04-09", "2031-04-09"], "where": ["Talat Orvani"], "acts": ["shelling"], "killed": None}
READING = {
    "document": "d", "kind": "letter", "symbol": None, "date": "2031-03-04", "sender": "Belmora", "language": "en", "addressees": [], "circulation": [],
    "citations": [{"symbol": "S/2031/94", "date": None, "span": [0, 9]}], "requests": [], "incidents": [CLAIM, OTHER],
}  # fmt: skip


def changed(**values):
    """The reading with another value in its first claim."""
    reading = copy.deepcopy(READING)
    reading["incidents"][0] |= values
    return reading


def found(new):
    return claims_diff.differences({"d": READING}, {"d": new})


def test_a_reading_does_not_differ_from_itself_whatever_the_order_of_its_claims():
    assert found(READING) == []
    assert found({**READING, "incidents": [OTHER, CLAIM]}) == []


def test_a_claim_that_only_moved_is_no_change():
    assert found(changed(span=[15, 95])) == []


def test_a_claim_lost_and_a_claim_gained():
    assert [line.split(" when=")[0] for line in found({**READING, "incidents": [CLAIM]})] == ["d: LOST"]
    gained = claims_diff.differences({"d": {**READING, "incidents": [CLAIM]}}, {"d": READING})
    assert gained == [
        'd: GAINED when=["2031-04-09", "2031-04-09"] where=["Talat Orvani"] acts=["shelling"] alleged_perpetrator=["Velt"] damage=["homes"]'
    ]


@pytest.mark.parametrize(("field", "value"), [
    ("where", []), ("when", None), ("acts", ["shelling"]), ("alleged_perpetrator", []), ("claimant", "Dorrin"), ("stance", "denies"),
    ("damage", []), ("scope", "series"), ("killed", None), ("killed", {**CLAIM["killed"], "words": "31"}),
    ("subsets", [{"outcome": "killed", "group": "child", "low": 2, "high": None}]),
])  # fmt: skip
def test_each_field_of_a_claim_is_compared(field, value):
    (line,) = found(changed(**{field: value}))
    assert line.startswith(f"d: CHANGED at [10, 90]: {field} ")


@pytest.mark.parametrize(("field", "value"), [("sender", "Velt"), ("date", None), ("symbol", "S/2031/95"), ("addressees", ["Secretary-General"])])
def test_each_value_of_the_header_is_compared(field, value):
    (line,) = found({**READING, field: value})
    assert line.startswith(f"d: HEADER {field} ")


def test_citations_and_documents_are_compared():
    assert found({**READING, "citations": []}) == ['d: CITATION LOST ["S/2031/94", null]']
    assert claims_diff.differences({"d": READING}, {})[0] == "d: only in FROM"


def test_two_files_are_compared_and_counted(tmp_path, monkeypatch, capsys):
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text(json.dumps(READING), encoding="utf-8")
    new.write_text(json.dumps(changed(where=[])), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["claims_diff.py", str(old), str(new)])
    assert claims_diff.main() == 0
    assert capsys.readouterr().out.splitlines()[-1] == "claims 2 -> 2: 0 gained, 0 lost, 1 changed"


def test_what_is_neither_a_file_nor_a_revision_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(claims_diff, "ROOT", tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(SystemExit, match="no-such: neither a file nor a revision"):
        claims_diff.readings("no-such", tmp_path)


def test_the_files_as_they_lie_here_read_a_letter(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("On 3 May 2031, Arvanian forces shelled the village of Telmor, killing 4 civilians.\n", encoding="utf-8")
    assert list(claims_diff.readings(".", tmp_path)) == ["letter"]
