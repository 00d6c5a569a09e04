"""What a handler is given and what it gives back: plain values in, a page's content or the result of an act out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from verbale.web.access import Viewer
    from verbale.web.house import House
    from verbale.web.sight import Sight


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The viewer may not do this; the page says so and offers to log in."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the house (register, desk, jobs), who asks and what they may see, and the values that came with it."""

    house: House
    viewer: Viewer
    sight: Sight
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    address: str = ""

    def number(self, name: str, default: int, most: int = 10_000_000) -> int:
        """A whole number of the query, from 0 to `most`.

        Raises:
            UsageError: BAD_VALUE.
        """
        given = self.query.get(name) or self.form.get(name) or ""
        if not given:
            return default
        if not given.isdecimal() or int(given) > most:
            raise UsageError(Code.BAD_VALUE, f"{name} is a whole number of at most {most}", given)
        return int(given)

    def person(self) -> str:
        """The name or pseudonym under which this viewer decides: the account's, else the one given, which the session keeps.

        Raises:
            UsageError: BAD_VALUE when there is none.
        """
        if not self.viewer.alone:
            return self.viewer.name
        given = self.form.get("person", "").strip()[:60]
        if given and given != self.viewer.name and self.viewer.session:
            self.house.desk.sign(self.viewer.session, given)
        if not (given or self.viewer.name):
            raise UsageError(Code.BAD_VALUE, "a decision has a person", "person", "Give your name or a pseudonym once; it is kept for the session.")
        return given or self.viewer.name


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: `body` is plain data (a frozen dataclass), the same that the JSON address gives; `template` draws it."""

    template: str
    title: str
    body: Any


@dataclass(frozen=True, slots=True)
class File:
    """Bytes to be given out; `name` makes it a download."""

    data: bytes
    media_type: str
    name: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """An act was done: what, in words, and the address of the page that shows it. `session` starts a session, "" ends it."""

    words: str
    address: str
    session: str | None = None
    body: Any = None


Answer = Page | File | Done
