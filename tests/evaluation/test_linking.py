"""The measure of linking: perfect proposals are perfect, a missing or a wrong one is seen."""

from __future__ import annotations

import linking
from verbale.linking import Proposal, Record
from verbale.model import Link, LinkKind

TRUTH = {("u1", "a1"), ("u2", "a2")}


def proposal(ucdp, airwars, score, rank_ucdp, rank_airwars):
    first, second = (Record(case, case, who, who, who, case=case) for case, who in ((ucdp, "UCDP"), (airwars, "Airwars")))
    return Proposal(Link(LinkKind.SAME, ucdp, airwars, score), first, second, rank_ucdp, rank_airwars)


def test_perfect_proposals():
    found = linking.scores([proposal("u1", "a1", 0.9, 1, 1), proposal("u2", "a2", 0.8, 1, 1)], TRUTH, 0.5)
    assert (found.recall, found.precision, found.f1) == ({1: 1.0, 5: 1.0, 20: 1.0}, 1.0, 1.0)


def test_a_wrong_and_a_missing_one_are_seen():
    found = linking.scores([proposal("u1", "a2", 0.9, 1, 1), proposal("u1", "a1", 0.4, 2, 1), proposal("u9", "a9", 1.0, 1, 1)], TRUTH, 0.5)
    assert found.recall == {1: 0.0, 5: 0.5, 20: 0.5}
    assert (found.precision, found.found) == (0.0, 0.0)


def test_absent_data_are_told(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["linking.py", "--data", str(tmp_path)])
    assert linking.main() == 1
    assert "Not measured" in capsys.readouterr().out
