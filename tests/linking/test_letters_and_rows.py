"""Letters against a table of incidents, with the hard cases: how often the right row comes first, and what a threshold would join."""

from __future__ import annotations

import pytest
from letters_and_rows import EVENTS, letters, table, truth

from verbale.app.batches import read_paths
from verbale.app.imports import import_table
from verbale.app.linking import propose_links
from verbale.model import LinkKind, Outcome
from verbale.register import open_register

ACCEPTED = 0.5
FIRST, FIVE, F1 = 0.9, 1.0, 0.9
LONELY = (3, 12, "Brod", 6)  # the only event of the letters that no row tells


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """(claim of a letter, case, rank, score) of every proposal of the kind `same`, the best first."""
    folder = tmp_path_factory.mktemp("hard")
    (folder / "letters").mkdir()
    for name, text in letters().items():
        (folder / "letters" / name).write_text(text, encoding="utf-8")
    (folder / "rows.csv").write_text(table(), encoding="utf-8")

    with open_register(folder / "r.db") as register:
        read_paths([folder / "letters"], register)
        import_table(register, folder / "rows.csv", "airwars")
        told = {}
        for stored in register.latest_readings():
            for claim in stored.reading.claims if stored.name.startswith("letter") else ():
                killed = claim.toll(Outcome.KILLED).amount.number
                told[claim.locus] = (claim.when.first.month, claim.when.first.day, claim.where[0].value.name, killed)
        found = propose_links(register)
    assert set(told.values()) == {claim for claim, _ in truth()} | {LONELY}  # the letters are read as they were written
    listed = []
    for p in found:
        ours, theirs, rank = (p.first, p.second, p.rank_first) if p.first.locus in told else (p.second, p.first, p.rank_second)
        if ours.locus in told and theirs.locus not in told:
            listed.append((told[ours.locus], theirs.case, rank, p.link.score, p.link.kind))
    return listed


def test_the_right_row_comes_first(measured):
    ranks = {pair: min((rank for claim, case, rank, *_ in measured if (claim, case) == pair), default=99) for pair in truth()}
    first, five = (sum(rank <= k for rank in ranks.values()) / len(ranks) for k in (1, 5))
    missed = {pair: rank for pair, rank in ranks.items() if rank > 1}
    print(f"letters against rows, {len(ranks)} pairs: partner first {first:.3f}, among five {five:.3f}; not first: {missed}")
    assert first >= FIRST
    assert five >= FIVE


def test_what_a_threshold_joins(measured):
    joined = {(claim, case) for claim, case, _, score, kind in measured if score >= ACCEPTED and kind is LinkKind.SAME}
    right = len(joined & truth())
    precision, recall = right / len(joined), right / len(truth())
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"score {ACCEPTED} and more: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; wrong: {sorted(joined - truth())}; missed: {sorted(truth() - joined)}"
    )
    assert f1 >= F1


def test_what_only_one_side_tells_is_joined_in_one_case_that_is_known(measured):
    """An event of the next day in the same village, with the same act and another toll, is taken for a partner that a letter lacks."""
    silent = {row[0] for e in EVENTS if not e.said for row in e.rows}
    joined = {(claim, case) for claim, case, _, score, _ in measured if score >= ACCEPTED and (claim == LONELY or case in silent)}
    assert joined <= {(LONELY, "A14")}
