"""A register is made, brought up to date, or refused with a code that says why; what is not one is left alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from register_letters import intake

from verbale.model import Code, RegisterError, UsageError
from verbale.register import migrations, open_register, schema


def refused(address, **options):
    with pytest.raises((RegisterError, UsageError)) as raised, open_register(address, **options):
        pass
    return raised.value.problem.code


def test_a_missing_register_is_made_only_when_asked(address):
    refused(address, create=False)
    with open_register(address) as made:
        made.add([intake(1)])
    with open_register(address, create=False) as again:
        assert len(again.list_documents()) == 1


def test_the_migrations_make_the_schema(register):
    with register.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.REVISION_TABLE, "include_object": of_the_schema})
        assert compare_metadata(context, schema.metadata) == []


def of_the_schema(_object, name, kind, *_):
    """Leaves out what only one database has: the search index."""
    searched = kind in {"column", "index"} and (name or "").endswith("_index")
    return not (searched or (kind == "table" and name.startswith("claim_words")) or (kind == "index" and (name or "").startswith("claim_search_")))


def test_the_revisions_named_are_those_there_are():
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [s.revision for s in script.walk_revisions()] == list(reversed(schema.REVISIONS))


def test_a_newer_register_is_refused(register, address):
    with register.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register_revision SET version_num = '9999'")
    assert refused(address) is Code.NEWER_REGISTER


def test_another_database_is_refused_and_left_alone(address):
    engine = sa.create_engine(address if "://" in address else f"sqlite:///{address}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE cases (id INTEGER PRIMARY KEY)")
    engine.dispose()
    assert refused(address) is Code.NOT_A_REGISTER
    if "://" not in address:
        with sqlite3.connect(address) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("cases",)]


def test_files_that_are_no_register(tmp_path):
    text = tmp_path / "letter.txt"
    text.write_text("Letter dated 1 March 2031 from the Permanent Representative of Arvania" * 20)
    before = text.read_bytes()
    assert refused(text) is Code.NOT_A_REGISTER
    assert text.read_bytes() == before
    assert refused(tmp_path) is Code.NOT_A_REGISTER
    assert refused(tmp_path / "absent" / "r.db") is Code.NOT_FOUND
    assert refused(tmp_path / "absent.db", create=False) is Code.NOT_FOUND
    assert not (tmp_path / "absent.db").exists()


def test_an_empty_file_becomes_a_register(tmp_path):
    (tmp_path / "r.db").touch()
    with open_register(tmp_path / "r.db") as register:
        assert register.verify().intact


@pytest.mark.parametrize("address", ["mysql://x/y", "://", "nothing://x"])
def test_addresses_that_name_no_register(address):
    assert refused(address) is Code.BAD_VALUE


def test_a_server_that_is_not_there():
    assert refused("postgresql://verbale@/none?host=/nonexistent") is Code.NOT_FOUND


def test_sqlite_keeps_what_is_committed(tmp_path):
    with open_register(f"sqlite:///{tmp_path / 'r.db'}") as register, register.engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


def test_the_database_library_is_imported_only_when_a_register_is_opened():
    program = "import sys, verbale.register; print(sorted(m for m in sys.modules if m.split('.')[0] in {'sqlalchemy', 'alembic', 'psycopg'}))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_register_that_is_up_to_date_is_opened_without_alembic(tmp_path):
    open_register(tmp_path / "r.db").close()
    program = f"import sys, verbale.register as r; r.open_register({str(tmp_path / 'r.db')!r}).close(); print('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "False"
