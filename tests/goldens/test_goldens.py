"""Every example letter is read as it was read when the golden readings were last renewed (`make goldens`)."""

from __future__ import annotations

import json

import pytest

import claims_diff
import goldens

PATHS = sorted(goldens.LETTERS.iterdir())
KEPT = claims_diff.score.load(goldens.GOLDENS)


def test_every_letter_has_one_golden_reading():
    assert sorted(KEPT) == [path.stem for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_letter_is_read_as_before(path):
    now = json.loads(json.dumps(goldens.golden(path)))
    before = KEPT[path.stem]
    assert claims_diff.differences({path.stem: before}, {path.stem: now}) == [], "if this is meant: make goldens, and look at its list"
    assert now == before, "spans, roles or characterisations changed; if this is meant: make goldens"
