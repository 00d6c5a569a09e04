"""Proves a register unaltered, and reads its originals anew to hold what is stored against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.versions import grammar_version
from verbale.intake.reading import read_bytes
from verbale.model import Code, IntakeError, Problem
from verbale.pipeline import read_rendition

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.register import StoredReading, VerifyReport
    from verbale.register.store import Register


@dataclass(frozen=True, slots=True)
class Rerendered:
    """What reading the originals anew gave.

    `same` and `differ` are readings whose text and claims came out the same, or not; `other` were made by another reader
    or grammar than this one, so that they cannot be compared.
    """

    same: int = 0
    other: int = 0
    problems: tuple[Problem, ...] = ()


def verify(register: Register, head: str | None = None) -> VerifyReport:
    """Proves that nothing in `register` was altered, nor, with `head` ("seq:hash", noted earlier), cut off since.

    Raises:
        UsageError: BAD_VALUE for a head that is none.
    """
    return register.verify(head)


def rerender(register: Register, done: Callable[[], None] | None = None) -> Rerendered:
    """Reads every original of the latest readings anew and holds text and claims against what is stored."""
    same = other = 0
    problems: list[Problem] = []
    for stored in register.latest_readings():
        found = _compare(register, stored)
        same, other = same + (found == "same"), other + (found == "other")
        if isinstance(found, Problem):
            problems.append(found)
        if done:
            done()
    return Rerendered(same, other, tuple(problems))


def _compare(register: Register, stored: StoredReading) -> str | Problem:
    before = register.rendition(stored.reading.rendition)
    try:
        rendition = read_bytes(register.original(stored.document.sha256), stored.name)
    except IntakeError as error:
        return _differs(f"the original can no longer be read: {error.problem.what}", stored)
    if rendition.reader != before.reader:
        return "other"
    if rendition.text != before.text or rendition.pieces != before.pieces:
        return _differs("the original gives another text than the one stored", stored)
    if stored.reading.grammar != grammar_version():
        return "other"
    readings = [read_rendition(rendition, a.supplied, a.obtained_by) for a in {(a.supplied, a.obtained_by): a for a in stored.acquisitions}.values()]
    if not any(r == stored.reading for r in readings):
        return _differs("the text gives another reading than the one stored", stored)
    return "same"


def _differs(what: str, stored: StoredReading) -> Problem:
    return Problem(Code.ALTERED, what, stored.name, "Compare the stored original with the file; read it again into a new register.")
