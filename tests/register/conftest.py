"""Every test of the register runs on SQLite and, at the address in VERBALE_TEST_POSTGRES, on PostgreSQL."""

from __future__ import annotations

import itertools
import os

import pytest

POSTGRES = os.environ.get("VERBALE_TEST_POSTGRES", "")
BACKENDS = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)
_numbers = itertools.count()


@pytest.fixture(params=BACKENDS)
def address(request, tmp_path):
    """The address of a register that does not exist yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.db")
        return
    with fresh_schema() as made:
        yield made


class fresh_schema:  # noqa: N801 (used as a function)
    """A schema of its own in the test database, dropped afterwards."""

    def __init__(self):
        import sqlalchemy as sa

        self.engine = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
        self.name = f"test_{os.getpid()}_{next(_numbers)}"

    def __enter__(self):
        with self.engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {self.name}")
        return f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{self.name}"

    def __exit__(self, *_):
        with self.engine.connect() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {self.name} CASCADE")
        self.engine.dispose()


@pytest.fixture(scope="module", params=BACKENDS)
def shared_address(request, tmp_path_factory):
    """The address of a register that all tests of a module share."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("shared") / "register.db")
        return
    with fresh_schema() as made:
        yield made


@pytest.fixture
def register(address):
    """An open, empty register."""
    from verbale.register import open_register

    with open_register(address) as opened:
        yield opened


def pytest_terminal_summary(terminalreporter):
    """Says loudly when PostgreSQL was not tested."""
    if not POSTGRES:
        terminalreporter.section("PostgreSQL WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line("The register's tests ran on SQLite only. Set VERBALE_TEST_POSTGRES to an address of a PostgreSQL database,")
        terminalreporter.line('for instance: export VERBALE_TEST_POSTGRES="$(tools/postgres_for_tests.sh start /tmp/verbale-pg)"')
