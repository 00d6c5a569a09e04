"""Connections to the register's database: SQLite or PostgreSQL, opened, created, migrated or refused."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from verbale.model import Code, RegisterError, UsageError
from verbale.register.schema import APPLICATION_ID, REVISION_TABLE, REVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection

BUSY_SECONDS = 60
_LOCKED = ("database is locked", "database table is locked", "lock timeout")


def connect(address: str | Path, *, create: bool) -> Engine:
    """An engine on the register at `address` (a path or URL), created or migrated where needed.

    Raises:
        RegisterError: NOT_A_REGISTER, NEWER_REGISTER, BUSY, NOT_FOUND.
        UsageError: the address is no path and no SQLite or PostgreSQL URL, or psycopg is missing.
    """
    url = _url(address)
    shown = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        _check_path(shown, create=create)
    engine = _engine(url)
    try:
        _prepare(engine, shown, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _url(address: str | Path) -> URL:
    written = str(address)
    if "://" not in written:
        written = "sqlite:///" + written
    try:
        url = make_url(written)
    except ArgumentError as error:
        raise UsageError(Code.BAD_VALUE, "this is no address of a register", written, "Give a path or a postgresql+psycopg:// URL.") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise UsageError(
            Code.BAD_VALUE, "a register lies in SQLite or PostgreSQL", url.render_as_string(), "Give a path or a postgresql+psycopg:// URL."
        )
    return url


def _check_path(path: str, *, create: bool) -> None:
    file = Path(path)
    if not file.exists():
        if not create:
            raise RegisterError(Code.NOT_FOUND, "there is no register", path, "Read some files first, or name another register.")
        if not file.parent.is_dir():
            raise RegisterError(Code.NOT_FOUND, "the folder for the register does not exist", path, "Create the folder first.")
    elif not file.is_file():
        raise RegisterError(Code.NOT_A_REGISTER, "this is not a file", path, "Name a register, or a new file.")


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, max_overflow=-1)  # as many connections as threads ask: one that waits for another would wait for ever
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "PostgreSQL needs the driver psycopg", "", "Install verbale[postgres].") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself; _begin_sqlite does
    for pragma in (f"busy_timeout = {BUSY_SECONDS * 1000}", "foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail when another process wrote between; IMMEDIATE waits.
    writes = connection.get_execution_options().get("verbale_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the register."""
    with _named_errors(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 (SQLAlchemy's own way)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that no other writer shares; committed at the end, undone on any error.

    Raises:
        RegisterError: BUSY if another writer holds the register for more than a minute.
    """
    with _named_errors(), engine.connect() as connection:
        connection = connection.execution_options(verbale_writes=True)  # noqa: PLW2901 (SQLAlchemy's own way)
        with connection.begin():
            _lock(connection)
            yield connection


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('verbale ' || current_schema()))"))


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if any(words in str(error.orig) for words in _LOCKED):
            raise RegisterError(Code.BUSY, "another process is writing to the register", "", "Try again later.") from error
        raise


def _prepare(engine: Engine, shown: str, *, create: bool) -> None:
    try:
        with reading(engine) as connection:
            current = _is_current(connection, shown)
        if current:
            return
        if current is None and not create:
            raise RegisterError(Code.NOT_A_REGISTER, "this database holds no register", shown, "Read some files first, or name another register.")
        if engine.dialect.name == "sqlite":
            _set_wal(engine)
        with writing(engine) as connection:
            if not _is_current(connection, shown):  # another process may have been faster
                _migrate(connection)
    except OperationalError as error:
        raise RegisterError(
            Code.NOT_FOUND, f"the register cannot be opened ({_first_line(error)})", shown, "Check the address and that it may be written."
        ) from error
    except DatabaseError as error:
        raise RegisterError(
            Code.NOT_A_REGISTER, f"this file is no register ({_first_line(error)})", shown, "Name a register, or a new file."
        ) from error


def _first_line(error: DatabaseError) -> str:
    return (str(error.orig).strip().splitlines() or [""])[0]


def _is_current(connection: Connection, shown: str) -> bool | None:
    """True when the register is of this version, false when it is of an older one, `None` when there is nothing yet."""
    mark = _mark(connection)
    if mark is None:
        return None
    if not mark:
        raise RegisterError(Code.NOT_A_REGISTER, "this database is not a register", shown, "Name a register, or a new file.")
    revision = connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()  # noqa: S608 (a constant)
    if revision not in REVISIONS:
        raise RegisterError(
            Code.NEWER_REGISTER, f"this register was written by a newer version of Verbale (schema {revision})", shown, "Update Verbale to open it."
        )
    return bool(revision == REVISIONS[-1])


def _mark(connection: Connection) -> bool | None:
    """Whether the database is marked as a register; `None` when it is empty."""
    if connection.dialect.name == "sqlite":
        number = connection.execute(text("PRAGMA application_id")).scalar()
        if number == 0 and not connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar():
            return None
        return bool(number == APPLICATION_ID)
    tables = inspect(connection).get_table_names()
    return REVISION_TABLE in tables if tables else None


def _set_wal(engine: Engine) -> None:
    # Outside any transaction. The busy handler is not called for this switch, so a second process that creates the
    # same register at the same moment may be refused: the first one's switch is then as good.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except Exception as error:
        if "locked" not in str(error):
            raise
    finally:
        connection.close()


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (a quarter of a second, needed once in a register's life)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "verbale.register:migrations")
    config.attributes["connection"] = connection
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    command.upgrade(config, REVISIONS[-1])
