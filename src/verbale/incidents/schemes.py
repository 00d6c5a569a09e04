"""Schemes by which an organisation grades an incident: shipped as data with their sources, or one's own from a file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Status:
    """A status of a scheme and what it means."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A named scheme with its version and source, and its statuses in their order."""

    key: str
    name: str
    version: str
    source: str
    statuses: tuple[Status, ...]

    def status(self, name: str) -> Status:
        """The status of this name, whatever its case.

        Raises:
            UsageError: BAD_VALUE if the scheme has none.
        """
        found = next((status for status in self.statuses if status.name.casefold() == name.casefold()), None)
        if found is None:
            todo = f"It has: {', '.join(status.name for status in self.statuses)}."
            raise UsageError(Code.BAD_VALUE, f"the scheme {self.key!r} has no such status", name, todo)
        return found


def _folder() -> Traversable:
    return files("verbale") / "policies" / "schemes"


def scheme_names() -> tuple[str, ...]:
    """The keys of the schemes that come with the program, sorted."""
    return tuple(sorted(path.name.removesuffix(".toml") for path in _folder().iterdir() if path.name.endswith(".toml")))


def scheme(name: str) -> Scheme:
    """A scheme that comes with the program, by its key, or one's own, by the path of its file (`.toml`, of the same form).

    Raises:
        UsageError: NOT_FOUND if there is none, BAD_VALUE if the file is no scheme.
    """
    path = _folder() / f"{name}.toml" if name in scheme_names() else Path(name)
    if name not in scheme_names() and not name.endswith(".toml"):
        raise UsageError(
            Code.NOT_FOUND, "there is no such scheme", name, f"There are {', '.join(scheme_names())}; or name a file of your own (.toml)."
        )
    try:
        return _made(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, error.strerror or "it cannot be read", name) from error
    except (KeyError, TypeError, ValueError) as error:
        todo = "A scheme has key, name, version, source, and [[statuses]] with name and definition."
        raise UsageError(Code.BAD_VALUE, f"this is no scheme ({error})", name, todo) from error


def _made(table: dict[str, Any]) -> Scheme:
    statuses = tuple(Status(str(status["name"]), str(status["definition"])) for status in table["statuses"])
    if not statuses:
        raise ValueError("no status")
    return Scheme(str(table["key"]), str(table["name"]), str(table["version"]), str(table["source"]), statuses)
