"""Any edit, deletion, reordering or truncation of a register is found."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_letters import catalogue, decision, failure, intake

from verbale.model import Code, UsageError
from verbale.register import open_register, schema

TABLES = sorted(schema.metadata.tables)
EXAMPLES = 200 if os.environ.get("CI") else 40


@pytest.fixture(scope="module")
def unguarded(shared_address):
    """A register with something in every table, its triggers and foreign keys taken away, and its head."""
    with open_register(shared_address) as register:
        register.add([intake(1), intake(2, sender="Belmora"), intake(1, grammar="en 2"), failure(), failure("gone.pdf", None), intake(3)])
        register.add_catalogue(*catalogue())
        register.decide(decision())
        register.decide(decision(field="acts"))
        register.erase_victim(intake(1).reading.claims[0].id, 0, "R. Coder", "asked for")
        register.erase_document(intake(3).document.sha256, "R. Coder", "asked for")
        assert register.verify().intact
        unguard(register.engine)
        yield register, register.head()


def unguard(engine):
    inspector = sa.inspect(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            return
        for table in TABLES:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for key in inspector.get_foreign_keys(table):
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {key['name']}")


def altered(value, draw):
    """A value of the same type that is another."""
    if isinstance(value, int):
        return value + draw(st.sampled_from([-1, 1, 1000]))
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b" "
    if value is None:
        return draw(st.sampled_from(["", "2031-01-01", "{}"]))
    at = draw(st.integers(0, len(value)))
    if value and draw(st.booleans()):
        return value[:at][:-1] + value[at:] if at else value[1:]
    return value[:at] + draw(st.sampled_from(["x", "0", " ", '"'])) + value[at:]


def tamper(connection, draw):
    """One random change of one row, in plain SQL; returns what it was, `None` when nothing could be changed."""
    table = schema.metadata.tables[draw(st.sampled_from(TABLES))]
    rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns)).all()
    row = draw(st.sampled_from(rows))
    key = [c == getattr(row, c.name) for c in table.primary_key.columns]
    if draw(st.integers(0, 3)) == 0:
        connection.execute(sa.delete(table).where(*key))
        return f"deleted from {table.name}"
    column = draw(st.sampled_from(list(table.columns)))
    value = altered(getattr(row, column.name), draw)
    if column.type.python_type is int and not isinstance(value, int):
        value = 1
    if value == getattr(row, column.name):
        return None
    connection.execute(sa.update(table).where(*key).values({column.name: value}))
    return f"{table.name}.{column.name} {getattr(row, column.name)!r} -> {value!r}"


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_change_of_any_row_is_found(unguarded, data):
    from verbale.register.verifying import verify_register

    register, head = unguarded
    with register.engine.connect() as connection:
        if connection.dialect.name == "sqlite":  # without effect inside a transaction, so past SQLAlchemy
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        outer = connection.begin()
        try:
            done = tamper(connection, data.draw)
        except sa.exc.DatabaseError:
            done = None  # a unique or not-null constraint refused it
        if done:
            assert not verify_register(connection, head).intact, done
        outer.rollback()


def _swap(connection, table, column, first, second):
    rows = {r.seq: r for r in connection.execute(sa.select(table).where(table.c.seq.in_([first, second])))}
    for seq, other in ((first, second), (second, first)):
        connection.execute(sa.update(table).where(table.c.seq == seq).values({c: getattr(rows[other], c) for c in column}))


def _run(unguarded, act, noted=True):
    from verbale.register.verifying import verify_register

    register, head = unguarded
    with register.engine.connect() as connection:
        if connection.dialect.name == "sqlite":  # without effect inside a transaction, so past SQLAlchemy
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        outer = connection.begin()
        act(connection)
        report = verify_register(connection, head if noted else None)
        outer.rollback()
    return report


@pytest.mark.parametrize("pair", [(1, 2), (2, 5), (3, 4)])
def test_reordered_entries_are_found(unguarded, pair):
    columns = ("kind", "subject", "commitment", "previous", "hash", "time")
    report = _run(unguarded, lambda c: (_swap(c, schema.ledger, columns, *pair), _swap(c, schema.salts, ("salt",), *pair)))
    assert {p.code for p in report.problems} == {Code.ALTERED}


def test_a_cut_ledger_is_found_by_a_head_noted_earlier(unguarded):
    """Records and entries gone together leave a sound shorter register: only the noted head tells."""

    def cut(connection):
        last = sa.select(sa.func.max(schema.decisions.c.entry)).scalar_subquery()
        first = connection.scalar(sa.select(last))
        connection.execute(sa.delete(schema.decisions).where(schema.decisions.c.entry == first))
        for table in (schema.erased, schema.erasures):
            connection.execute(sa.delete(table))
        for table in (schema.salts, schema.ledger):
            connection.execute(sa.delete(table).where(table.c.seq >= first))

    report = _run(unguarded, cut)
    assert any("noted earlier" in p.what for p in report.problems)


def test_a_ledger_written_anew_is_found_by_a_head_noted_earlier(tmp_path):
    with open_register(tmp_path / "one.db") as one, open_register(tmp_path / "two.db") as two:
        one.add([intake(1)])
        two.add([intake(1)])
        assert two.verify().intact
        assert not two.verify(one.head()).intact


def test_added_rows_are_found(unguarded):
    row = {"sha256": "0" * 64, "size": 1, "media_type": "text/plain"}
    report = _run(unguarded, lambda c: c.execute(sa.insert(schema.documents), row))
    assert report.problems
    twin = {"claim": 900, "words": "x", "party": "", "place": "", "claimant": "", "outcome": ""}
    report = _run(unguarded, lambda c: c.execute(sa.insert(schema.claim_search), twin))
    assert any(p.where == "table claim_search" for p in report.problems)


def test_what_is_sound_is_found_sound(unguarded):
    register, head = unguarded
    report = register.verify(head)
    assert report.intact
    assert report.head == head
    assert (report.readings, report.documents, report.erased) == (3, 4, 4)
    assert report.anchors > 60
    assert register.verify("0:" + "0" * 64).intact


def test_an_earlier_head_is_a_prefix(register):
    heads = [register.head()]
    for number in (1, 2, 3):
        register.add([intake(number)])
        heads.append(register.head())
    assert len(set(heads)) == 4
    assert all(register.verify(head).intact for head in heads)


@pytest.mark.parametrize("head", ["x", "1", "1:abc", "²:" + "0" * 64])
def test_what_is_no_head_is_refused(register, head):
    with pytest.raises(UsageError):
        register.verify(head)


def test_the_search_index_of_sqlite_is_checked(tmp_path):
    with open_register(tmp_path / "r.db") as register:
        register.add([intake(1)])
        with register.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO claim_words(claim_words) VALUES ('delete-all')")
        assert [p.where for p in register.verify().problems] == ["table claim_words"]
