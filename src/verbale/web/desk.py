"""What the pages keep beside the register, in one SQLite file: accounts, sessions, saved searches, uploads under way, assignments of coding.

None of it is record: the register's ledger holds every decision, and this file can be thrown away.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.model import Code, RegisterError, UsageError
from verbale.web.access import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

APPLICATION_ID = 0x5642444B
"""The mark of such a file in SQLite's own header ("VBDK")."""
BUSY_SECONDS = 30
SESSION_SECONDS = 14 * 24 * 3600
TRIES, TRIES_SECONDS = 5, 300
"""This many wrong passwords for one account, or from one address, and no more are looked at for that long."""
_TABLES = """
CREATE TABLE accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, names INTEGER NOT NULL, password TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1);
CREATE TABLE sessions (key TEXT PRIMARY KEY, account TEXT NOT NULL, token TEXT NOT NULL, person TEXT NOT NULL DEFAULT '', seen REAL NOT NULL);
CREATE TABLE tries (who TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX tries_who ON tries (who, at);
CREATE TABLE searches (id INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, UNIQUE (account, name));
CREATE TABLE jobs (id INTEGER PRIMARY KEY, account TEXT NOT NULL, state TEXT NOT NULL, told TEXT NOT NULL, received INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, problem TEXT NOT NULL DEFAULT '', at TEXT NOT NULL);
CREATE TABLE outcomes (job INTEGER NOT NULL, ordinal INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (job, ordinal));
CREATE TABLE codings (id INTEGER PRIMARY KEY, document TEXT NOT NULL, coder TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '', UNIQUE (document, coder));
"""


@dataclass(frozen=True, slots=True)
class Account:
    """A local account; `names` is the right to see the names of victims."""

    name: str
    role: Role
    names: bool
    active: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A session: whose (empty where there are no accounts), the token that its forms carry, the name under which decisions are entered."""

    account: str
    token: str
    person: str


class Desk:
    """The file at `path`, made when it is not there. `clock` gives seconds since 1970.

    Raises:
        RegisterError: NOT_A_REGISTER if it is another kind of file.
    """

    def __init__(self, path: str | Path, clock: Callable[[], float]) -> None:
        self.path = Path(path)
        self.clock = clock
        first = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        first.execute("PRAGMA journal_mode = WAL")  # readers do not wait for writers
        first.close()
        with self.act() as held:
            mark = held.execute("PRAGMA application_id").fetchone()[0]
            empty = not held.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if mark != APPLICATION_ID and not (empty and mark == 0):
                raise RegisterError(Code.NOT_A_REGISTER, "this file holds no accounts and uploads of Verbale", str(path), "Name another file.")
            if empty:
                for statement in _TABLES.split(";")[:-1]:
                    held.execute(statement)
                held.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.path.chmod(0o600)

    @contextmanager
    def act(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other writer shares; undone on any error."""
        held = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        held.row_factory = sqlite3.Row
        try:
            held.execute("BEGIN IMMEDIATE")
            yield held
            held.execute("COMMIT")
        except BaseException:
            if held.in_transaction:
                held.execute("ROLLBACK")
            raise
        finally:
            held.close()

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query, which waits for nobody."""
        held = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        held.row_factory = sqlite3.Row
        try:
            return held.execute(statement, values).fetchall()
        finally:
            held.close()

    # -- accounts --------------------------------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """Every account, by name."""
        return [_account(row) for row in self.rows("SELECT * FROM accounts ORDER BY name")]

    def any_account(self) -> bool:
        """True when there is an account, so that nobody works without one."""
        return bool(self.rows("SELECT 1 FROM accounts LIMIT 1"))

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        return next((_account(row) for row in self.rows("SELECT * FROM accounts WHERE name = ?", name)), None)

    def set_account(self, name: str, role: Role, password: str = "", *, names: bool = False, active: bool = True) -> None:
        """Makes an account, or changes it; without a password the old one stays. Sessions of an account that is changed end.

        Raises:
            UsageError: BAD_VALUE for a bad name or password, or when no administrator would be left.
        """
        name = name.strip()
        if not name or len(name) > 60 or not name.isprintable():
            raise UsageError(Code.BAD_VALUE, "an account has a name of at most 60 characters", name)
        known = self.account(name)
        if (password or not known) and len(password) < 12:
            raise UsageError(Code.BAD_VALUE, "a password has 12 characters or more", name)
        hashed = _hasher().hash(password) if password else ""
        with self.act() as held:
            if known:
                held.execute("UPDATE accounts SET role = ?, names = ?, active = ? WHERE name = ?", (role.value, names, active, name))
                if hashed:
                    held.execute("UPDATE accounts SET password = ? WHERE name = ?", (hashed, name))
                held.execute("DELETE FROM sessions WHERE account = ?", (name,))
            else:
                held.execute("INSERT INTO accounts (name, role, names, password) VALUES (?, ?, ?, ?)", (name, role.value, names, hashed))
            left = held.execute("SELECT count(*) FROM accounts WHERE role = ? AND active", (Role.ADMINISTRATOR.value,)).fetchone()[0]
            if not left:
                raise UsageError(Code.BAD_VALUE, "one administrator must be left", name, "Make the first account an administrator.")

    def log_in(self, name: str, password: str, address: str) -> str | None:
        """The key of a new session, or `None` when name and password do not fit.

        Raises:
            UsageError: BAD_VALUE when too many wrong passwords were given for the name, or from the address, in the last minutes.
        """
        from argon2.exceptions import VerificationError  # noqa: PLC0415 (loads when somebody logs in)

        now, whose = self.clock(), (f"name {name}", f"from {address}")
        with self.act() as held:
            held.execute("DELETE FROM tries WHERE at < ?", (now - TRIES_SECONDS,))
            counts = [held.execute("SELECT count(*) FROM tries WHERE who = ?", (who,)).fetchone()[0] for who in whose]
            if counts[0] >= TRIES or counts[1] >= 4 * TRIES:
                raise UsageError(Code.BAD_VALUE, "too many wrong passwords", name, f"Wait {TRIES_SECONDS // 60} minutes.")
            held.executemany("INSERT INTO tries VALUES (?, ?)", [(who, now) for who in whose])  # taken back when the password is right
        row = next(iter(self.rows("SELECT * FROM accounts WHERE name = ?", name)), None)
        try:
            _hasher().verify(row["password"] if row else _NOBODY, password)  # as slow for a name that is not there
        except VerificationError:
            return None
        if row is None or not row["active"]:
            return None
        with self.act() as held:
            held.execute("DELETE FROM tries WHERE who = ?", (whose[0],))
            held.execute("DELETE FROM tries WHERE rowid IN (SELECT max(rowid) FROM tries WHERE who = ?)", (whose[1],))
        return self.open_session(name, name)

    # -- sessions --------------------------------------------------------------------------------------------------

    def open_session(self, account: str, person: str = "") -> str:
        """The key of a new session; only its hash is kept."""
        key = secrets.token_urlsafe(32)
        with self.act() as held:
            held.execute("DELETE FROM sessions WHERE seen < ?", (self.clock() - SESSION_SECONDS,))
            row = (_hashed(key), account, secrets.token_urlsafe(24), person, self.clock())
            held.execute("INSERT INTO sessions (key, account, token, person, seen) VALUES (?, ?, ?, ?, ?)", row)
        return key

    def session(self, key: str) -> Session | None:
        """The session of this key, unless it is over."""
        found = self.rows("SELECT * FROM sessions WHERE key = ? AND seen >= ?", _hashed(key), self.clock() - SESSION_SECONDS)
        return next((Session(row["account"], row["token"], row["person"]) for row in found), None)

    def sign(self, key: str, person: str) -> None:
        """Keeps the name or pseudonym under which a session's decisions are entered."""
        with self.act() as held:
            held.execute("UPDATE sessions SET person = ? WHERE key = ?", (person, _hashed(key)))

    def close_session(self, key: str) -> None:
        """Ends a session."""
        with self.act() as held:
            held.execute("DELETE FROM sessions WHERE key = ?", (_hashed(key),))


def _account(row: sqlite3.Row) -> Account:
    return Account(row["name"], Role(row["role"]), bool(row["names"]), bool(row["active"]))


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _hasher() -> Hasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 (loads when a password is set or given)

    return PasswordHasher()


if TYPE_CHECKING:
    from argon2 import PasswordHasher as Hasher

_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$eDTDjTVmkBAMzkvYtF64ew$O4As22+h6TC3RmM16OwQfAEvlaLsOWJHwBuH9bh8tJ8"
"""The hash of no password that anybody has."""
