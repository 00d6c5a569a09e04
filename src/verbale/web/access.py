"""Who asks, and what they may do: roles, rights, and what a role may not see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What an account is for. Each may do what the one before it may."""

    READER = "reader"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Right(IntEnum):
    """What a route asks of who calls it; `OPEN` asks nothing, `READ` an account, where there are accounts."""

    OPEN = 0
    READ = 1
    CODE = 2
    REVIEW = 3
    ADMINISTER = 4


class Level(StrEnum):
    """How confidential something is. Who may see it is told by `sees`."""

    OPEN = "open"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


_RIGHTS = {Role.READER: Right.READ, Role.CODER: Right.CODE, Role.REVIEWER: Right.REVIEW, Role.ADMINISTRATOR: Right.ADMINISTER}
_SEES = {Level.OPEN: Right.READ, Level.RESTRICTED: Right.CODE, Level.CONFIDENTIAL: Right.REVIEW}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: name or pseudonym (empty for nobody), role (`None` for nobody), whether names of victims are shown, and the session.

    `alone` is true where there are no accounts: one person on this machine, who may do everything.
    """

    name: str = ""
    role: Role | None = None
    names: bool = False
    session: str = ""
    token: str = ""
    alone: bool = False

    def may(self, right: Right) -> bool:
        """True when this viewer may do what asks `right`."""
        return right is Right.OPEN or (self.role is not None and _RIGHTS[self.role] >= right)

    def sees(self, level: Level) -> bool:
        """True when this viewer may see what is of this level."""
        return self.may(_SEES[level])

    @property
    def mark(self) -> str:
        """What tells viewers apart who see the same: for what is kept between two answers."""
        return f"{self.role}/{self.names}"
