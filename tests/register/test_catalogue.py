"""Catalogue records in a register: kept once, given back equal, erased by an entry of their own; any change of them is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from register_letters import catalogue, intake

from verbale.model import Code, UsageError
from verbale.register import AddedCatalogue, canonical_dump, engine, latest, open_register
from verbale.register.migrations.versions import r0002_catalogue


def test_records_come_back_equal_and_in_order(register):
    file, records = catalogue(2, 1)
    assert register.add_catalogue(file, records) == AddedCatalogue(records=2, files=1, damaged=1)
    assert list(register.catalogue_records()) == records
    assert register.catalogue_files() == [file]
    assert register.verify().intact


def test_the_same_file_again_adds_nothing(register):
    register.add_catalogue(*catalogue(1, 2))
    head = register.head()
    assert register.add_catalogue(*catalogue(1, 2)) == AddedCatalogue()
    assert register.head() == head
    assert register.add_catalogue(*catalogue(2, 3, name="later.xml")) == AddedCatalogue(records=1, files=1, damaged=1)
    assert len(list(register.catalogue_records())) == 3


def test_a_file_and_its_records_belong_together(register):
    file, records = catalogue(1, 2)
    with pytest.raises(ValueError, match="does not name"):
        register.add_catalogue(file, records[:1])
    false = replace(records[0], id="0" * 64)
    with pytest.raises(ValueError, match="not that of its fields"):
        register.add_catalogue(replace(file, records=(false.id,)), [false])
    assert list(register.catalogue_records()) == []


def test_an_erased_record_stays_erased(register):
    file, records = catalogue(1, 2)
    register.add_catalogue(file, records)
    register.erase_catalogue_record(records[0].id, "R. Coder", "asked for")
    assert list(register.catalogue_records()) == records[1:]
    assert register.verify().intact
    assert register.add_catalogue(*catalogue(1, 2, name="again.xml")).records == 0
    assert list(register.catalogue_records()) == records[1:]
    with pytest.raises(UsageError) as raised:
        register.erase_catalogue_record(records[0].id, "R. Coder", "again")
    assert raised.value.problem.code is Code.NOT_FOUND


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE catalogue_records SET content = replace(content, 'Arvania', 'Kestria') WHERE no = 1",
        "UPDATE catalogue_records SET title = 'Another' WHERE no = 1",
        "UPDATE catalogue_files SET content = replace(content, 'no end', 'an end')",
        "UPDATE catalogue_files SET name = 'other.xml'",
        "DELETE FROM catalogue_records WHERE no = 2",
        "DELETE FROM catalogue_files",
    ],
)
def test_any_change_behind_the_back_of_the_register_is_found(register, change):
    register.add_catalogue(*catalogue())
    with register.engine.begin() as connection:
        for table in r0002_catalogue.DELETABLE:
            if connection.dialect.name == "sqlite":
                connection.execute(sa.text(f"DROP TRIGGER {table}_no_update"))
                connection.execute(sa.text(f"DROP TRIGGER {table}_no_delete"))
            else:
                connection.execute(sa.text(f"DROP TRIGGER {table}_no_change ON {table}"))
        assert connection.execute(sa.text(change)).rowcount
    assert not register.verify().intact


def test_the_dump_holds_them_whatever_their_order(address, tmp_path):
    with open_register(tmp_path / "measure.db") as one, open_register(address) as other:
        one.add_catalogue(*catalogue(1, 2))
        one.add_catalogue(*catalogue(3, name="b.xml"))
        other.add_catalogue(*catalogue(3, name="b.xml"))
        other.add_catalogue(*catalogue(1, 2))
        assert list(canonical_dump(one)) == list(canonical_dump(other))
        assert len(list(canonical_dump(one))) == 5


@pytest.mark.parametrize("create", [True, False])
def test_a_register_of_the_first_revision_is_brought_up_to_date(address, monkeypatch, create):
    """Its content, ledger and head stay; nothing that was in it is touched."""
    with monkeypatch.context() as old:
        old.setattr(engine, "REVISIONS", ("0001",))
        old.setattr(latest, "enter", lambda *_: None)  # that version knew of no narrow rows
        old.setattr(latest, "drop", lambda *_: None)
        with open_register(address) as register:
            assert "catalogue_records" not in sa.inspect(register.engine).get_table_names()
            register.add([intake(1)])
            head = register.head()
    with open_register(address, create=create) as register:
        assert register.reading("letter-001").reading == intake(1).reading
        assert register.verify(head).intact
        register.add_catalogue(*catalogue())
        assert register.verify(head).intact


def test_letters_are_listed_with_header_citations_masthead_and_parts(register):
    register.add([intake(2, sender="Belmora"), intake(1), intake(1, grammar="en 2")])
    first, second = register.letters()
    assert (first.source.name, first.source.sender, second.source.sender) == ("letter-001.txt", "Arvania", "Belmora")
    assert first.source.reading == intake(1, grammar="en 2").reading.id
    reading = intake(2, sender="Belmora").reading
    assert (second.communication, second.masthead, second.parts) == (reading.communication, reading.outline.masthead, reading.outline.parts)
