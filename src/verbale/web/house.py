"""What the application holds while it runs: the register, the desk beside it, the reading of uploads, and what was computed lately."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from verbale.app.parties import parties_in_use
from verbale.app.places import gazetteer_named
from verbale.app.settings import opened
from verbale.model import Code, UsageError
from verbale.web.desk import Desk
from verbale.web.jobs import Jobs
from verbale.web.pictures import Pictures
from verbale.web.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from verbale.register.store import Register
    from verbale.resolution.actors import Parties
    from verbale.web.sight import Sight

T = TypeVar("T")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the application is run.

    Attributes:
        register: address of the register; made when it is not there.
        desk: the file of accounts and uploads; beside the register when not given.
        gazetteer: the file of places; else VERBALE_GAZETTEER, else one beside the desk, made from the gazetteer of the world that comes with Verbale.
        hosts: names under which it may be called; any other is refused, so that no page elsewhere can reach it under a name of its own.
        secure: true behind HTTPS: cookies are sent over it only.
        upload_megabytes: the most that one upload may hold.
        open_accounts: true on loopback: without accounts one person on this machine may do everything.
    """

    register: str
    desk: Path | None = None
    gazetteer: Path | None = None
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    secure: bool = False
    upload_megabytes: int = 300
    open_accounts: bool = True

    @property
    def desk_path(self) -> Path:
        """Where the desk lies: beside a register that is a file, else in this folder."""
        if self.desk:
            return self.desk
        return Path("verbale.desk") if "://" in self.register else Path(f"{self.register}.desk")

    @property
    def gazetteer_path(self) -> Path:
        """Where the file of places lies."""
        if self.gazetteer:
            return self.gazetteer
        named = gazetteer_named()
        return named or self.desk_path.with_suffix(self.desk_path.suffix + ".gaz")


@dataclass(slots=True)
class House:
    """The running application's register, desk and jobs; made by `House.open`, closed with `close`."""

    settings: Settings
    register: Register
    desk: Desk
    jobs: Jobs
    parties: Parties
    places: Places
    pictures: Pictures = field(default_factory=Pictures)
    _kept: OrderedDict[tuple[str, ...], Any] = field(default_factory=OrderedDict)
    _tables: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(cls, settings: Settings) -> House:
        """Opens register and desk, and takes up uploads that an earlier run left unread.

        Raises:
            RegisterError, UsageError: as `verbale.register.open_register` and `Desk`.
        """
        register = opened(settings.register, create=True)
        desk = Desk(settings.desk_path, time.time)
        places = Places(settings.gazetteer_path)
        house = cls(settings, register, desk, Jobs(desk, settings.register), parties_in_use(), places)
        house.jobs.start()
        threading.Thread(target=places.make_world, name="gazetteer", daemon=True).start()
        return house

    def close(self) -> None:
        """Stops reading uploads after the file under way, and closes the register."""
        self.jobs.stop()
        self.pictures.close()
        self.register.close()

    def remembered(self, make: Callable[[], T], *key: str) -> T:
        """What `make` gives, made once for each state of the register, decisions included, and `key`; the last few are kept."""
        return self._once(make, (self.register.head(), *key))

    def found(self, ask: Callable[[Connection], T], sight: Sight, *key: str) -> T:
        """What `ask` finds in the register for who has this sight, found once for each `key` until something is taken in or erased.

        Only for what decisions do not change. `ask` is given a connection of its own.
        """

        def made() -> T:
            with self.register.asking() as connection:
                return ask(connection)

        return self._once(made, (self.register.content(), repr(hash(sight)), *key))

    def _once(self, make: Callable[[], T], key: tuple[str, ...]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Drops what was computed lately; it is computed anew when asked for."""
        with self._lock:
            self._kept.clear()

    def hold(self, data: bytes) -> str:
        """Keeps an uploaded table until its columns are mapped; the key under which `held` gives it back. Only the last few are kept."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._tables[key] = data
            while len(self._tables) > _HELD or sum(map(len, self._tables.values())) > _HELD_BYTES:
                self._tables.popitem(last=False)
        return key

    def held(self, key: str) -> bytes:
        """A table that `hold` kept.

        Raises:
            UsageError: NOT_FOUND.
        """
        with self._lock:
            if key not in self._tables:
                raise UsageError(Code.NOT_FOUND, "this table is no longer held", key, "Send it again.")
            return self._tables[key]


_HELD, _HELD_BYTES = 8, 100 * MEGABYTE
_KEPT = 24
"""How many computed results are kept: overviews and lists that every visit asks for."""
