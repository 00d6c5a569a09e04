"""The version of everything that decides what is read: words, patterns, policies, names, and the code that applies them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

CODE_VERSION = "1"
"""Raised by hand when a change of code changes what is read; data changes the version by itself."""

_DATA = (".toml", ".tsv", ".xz")


@cache
def grammar_version() -> str:
    """A short hash over all data of the package and `CODE_VERSION`: equal versions read equal texts alike."""
    digest = sha256(CODE_VERSION.encode())
    for path, entry in sorted(_data_files(files("verbale"), ""), key=lambda found: found[0]):
        content = sha256(entry.read_bytes()).hexdigest()
        digest.update(f"\n{path} {content}".encode())
    return f"{CODE_VERSION}-{digest.hexdigest()[:12]}"


def _data_files(folder: Traversable, at: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        path = f"{at}/{entry.name}" if at else entry.name
        if entry.is_dir():
            yield from _data_files(entry, path)
        elif entry.name.endswith(_DATA):
            yield path, entry
