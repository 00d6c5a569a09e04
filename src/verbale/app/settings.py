"""What the acts need from outside: where the register lies and what time it is. The clock and the environment are read only here."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from verbale.register import open_register

if TYPE_CHECKING:
    from pathlib import Path

    from verbale.register.store import Register

VARIABLE = "VERBALE_REGISTER"
DEFAULT = "verbale.db"


def now() -> str:
    """The time, UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def register_address(given: str | Path | None = None) -> str:
    """The address of the register: what is given, else the variable VERBALE_REGISTER, else `verbale.db` in this folder."""
    return str(given or os.environ.get(VARIABLE) or DEFAULT)


def opened(given: str | Path | None = None, *, create: bool = False) -> Register:
    """The register at `register_address(given)`, to be used in a `with` statement.

    Raises:
        RegisterError, UsageError: as `verbale.register.open_register`.
    """
    return open_register(register_address(given), create=create, clock=now)
