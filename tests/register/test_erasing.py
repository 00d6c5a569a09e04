"""Personal data can go; the ledger tells that it went, and still verifies."""

from __future__ import annotations

import pytest
from register_letters import decision, failure, intake

from verbale.model import UsageError
from verbale.register import ClaimFilter, canonical_dump

WHO = ("R. Coder", "the family asked for it")


@pytest.fixture
def filled(register):
    register.add([intake(1), intake(1, grammar="en 2"), intake(2), failure()])
    register.decide(decision())
    return register


def test_a_victims_names_can_go(filled):
    claim = intake(1, grammar="en 2").reading.claims[0]
    filled.erase_victim(claim.id, 0, *WHO)
    kept = filled.reading("letter-001").reading.claims
    assert [len(c.victims) for c in kept] == [0, 1]
    assert kept[0].tolls == claim.tolls
    report = filled.verify()
    assert (report.intact, report.erased) == (True, 1)
    with pytest.raises(UsageError):
        filled.erase_victim(claim.id, 0, *WHO)


def test_a_document_can_go_with_all_that_was_read_from_it(filled):
    head, sha = filled.head(), intake(1).document.sha256
    filled.erase_document(sha, *WHO)
    assert [d.name for d in filled.list_documents()] == ["letter-002.txt", "scan.pdf"]
    assert {c.source.name for c in filled.claims(ClaimFilter(text="civilians"))} == {"letter-002.txt"}
    assert "letter-001" not in "".join(canonical_dump(filled))
    assert filled.verify(head).intact
    with pytest.raises(UsageError):
        filled.original(sha)
    with pytest.raises(UsageError, match="erased"):
        filled.add([intake(3), intake(1)])
    assert filled.verify(head).intact


def test_nothing_of_it_is_left_in_any_table(filled):
    filled.erase_document(intake(1).document.sha256, *WHO)
    filled.erase_decision(decision().id, *WHO)
    for table in (
        "originals",
        "renditions",
        "readings",
        "claims",
        "particulars",
        "claim_search",
        "victims",
        "parts",
        "acquisitions",
        "unread",
        "decisions",
    ):
        with filled.engine.connect() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
        assert "letter-001" not in str(rows)
        assert "number 1," not in str(rows)
        assert intake(1).reading.claims[0].locus not in str(rows)


def test_a_decision_and_an_acquisition_can_go(filled):
    filled.erase_decision(decision().id, *WHO)
    filled.erase_acquisition(1, *WHO)
    assert filled.decisions() == []
    assert filled.reading("S/2031/1001").acquisitions == ()
    assert filled.reading("S/2031/1001").name == intake(1).document.sha256
    assert filled.verify().intact
    assert filled.add([intake(1)]).acquisitions == 1
    assert filled.verify().intact


def test_what_is_not_there_cannot_be_erased(filled):
    for act in (
        lambda: filled.erase_document("0" * 64, *WHO),
        lambda: filled.erase_decision("0" * 64, *WHO),
        lambda: filled.erase_acquisition(2, *WHO),
        lambda: filled.erase_victim("0" * 64, 0, *WHO),
    ):
        with pytest.raises(UsageError):
            act()
