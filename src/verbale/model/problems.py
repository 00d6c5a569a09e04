"""What can go wrong: one error class, stable codes, and the problem as a record that a register keeps.

VerbaleError
├── IntakeError       a file cannot be read (codes `intake.*`)
├── GrammarError      a lexicon, pattern or mapping of a table is wrong (codes `grammar.*`, `dataset.mapping`)
├── RegisterError     a register cannot be opened or is altered (codes `register.*`)
└── UsageError        something asked for does not exist (codes `usage.*`)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.model.anchors import TextAnchor


class Code(StrEnum):
    """The stable code of a problem; each is told in `docs/reference/problems.md`."""

    EMPTY = "intake.empty"
    ENCRYPTED = "intake.encrypted"
    DAMAGED = "intake.damaged"
    UNKNOWN_FORMAT = "intake.unknown-format"
    TOO_LARGE = "intake.too-large"
    TOO_SLOW = "intake.too-slow"
    TOO_MUCH_MEMORY = "intake.too-much-memory"
    ARCHIVE_BOMB = "intake.archive-bomb"
    NEEDS_OCR = "intake.needs-ocr"
    UNREADABLE = "intake.unreadable"
    WRONG_NAME = "intake.wrong-name"
    ENCODING_GUESSED = "intake.encoding-guessed"
    TRACKED_CHANGES = "intake.tracked-changes"
    LANGUAGE_NOT_READ = "reading.language-not-read"
    WEEKDAY = "reading.weekday-does-not-fit"
    IMPOSSIBLE_DATE = "reading.impossible-date"
    SYMBOL_YEAR = "reading.symbol-year-does-not-fit"
    SELF_CITATION = "reading.cites-itself"
    FUTURE_CITATION = "reading.cites-the-future"
    CITATION_CIRCLE = "reading.cites-in-a-circle"
    CATALOGUE_RECORD = "catalogue.record-damaged"
    ROW_REFUSED = "dataset.row-refused"
    ODD_VALUE = "dataset.odd-value"
    MAPPING = "dataset.mapping"
    LEXICON = "grammar.lexicon"
    PATTERN = "grammar.pattern"
    NOT_A_REGISTER = "register.not-a-register"
    NEWER_REGISTER = "register.newer"
    ALTERED = "register.altered"
    BUSY = "register.busy"
    NOT_FOUND = "usage.not-found"
    BAD_VALUE = "usage.bad-value"
    MISSING_EXTRA = "usage.missing-extra"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader of the register must know: what, where, and what to do."""

    code: Code
    what: str
    where: str
    todo: str
    anchor: TextAnchor | None = None


class VerbaleError(Exception):
    """Any error that Verbale raises on purpose; carries its `problem`."""

    def __init__(self, code: Code, what: str, where: str = "", todo: str = "") -> None:
        self.problem = Problem(code, what, where, todo)
        super().__init__(". ".join(part for part in (f"{where}: {what}" if where else what, todo) if part))


class IntakeError(VerbaleError):
    """A file cannot be read."""


class GrammarError(VerbaleError):
    """A lexicon or a pattern is wrong."""


class RegisterError(VerbaleError):
    """A register cannot be opened, or does not hold what it should."""


class UsageError(VerbaleError):
    """What was asked for does not exist or cannot be."""
