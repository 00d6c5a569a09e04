"""The declaration of the tables (`tables.toml`): names, types, titles, descriptions, HXL tags and keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.model import Code, Outcome, UsageError

Value = str | int | float | bool | date | None
Row = dict[str, Value]
"""A row: the values by column; a column that is absent or `None` is empty: not stated."""

CAVEAT = (
    "What is told here is what the party named alleges; none of it is a finding of what happened. Empty means not stated, never zero."
    " Figures of different claimants, parts of a toll, running totals and copies of a letter must not be added together."
)
JOINT = " | "
"""What stands between several values in one cell."""


class Type(StrEnum):
    """What a column holds."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `private` names a living person, `coordinate` is made coarser by a profile."""

    name: str
    type: Type
    title: str
    description: str
    hxl: str = ""
    private: bool = False
    coordinate: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `references` are columns that hold the key of another table; `personal` ones are left out where names are withheld."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: dict[str, str] = field(default_factory=dict)
    personal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


@cache
def all_tables() -> tuple[Table, ...]:
    """Every table, in the order of the declaration."""
    plain = tomllib.loads((files("verbale") / "publish" / "tables" / "tables.toml").read_text(encoding="utf-8"))
    return tuple(_table(one, plain["shared"]) for one in plain["tables"])


def table_named(name: str) -> Table:
    """The table of this name.

    Raises:
        UsageError: NOT_FOUND.
    """
    found = next((table for table in all_tables() if table.name == name), None)
    if found is None:
        raise UsageError(Code.NOT_FOUND, "there is no such table", name, f"There are {', '.join(t.name for t in all_tables())}.")
    return found


def _table(plain: dict[str, Any], shared: dict[str, Any]) -> Table:
    listed: list[Column] = []
    repeated: list[dict[str, Any]] = []
    for entry in plain["columns"]:
        one = {"name": entry} | shared[entry] if isinstance(entry, str) else entry
        if "each" in one:
            repeated.append(one)
            continue
        listed += _repeated(repeated)
        repeated = []
        listed.append(_column(one))
    listed += _repeated(repeated)
    return Table(
        plain["name"],
        plain["title"],
        plain["description"],
        tuple(plain["key"]),
        tuple(listed),
        plain.get("references", {}),
        plain.get("personal", False),
    )


def _repeated(columns: list[dict[str, Any]]) -> list[Column]:
    """Neighbouring columns that every outcome has, outcome after outcome."""
    return [_column(one, outcome) for outcome in Outcome for one in columns]


def _column(plain: dict[str, Any], outcome: Outcome | None = None) -> Column:
    def put(words: str) -> str:
        return words.replace("{outcome}", outcome.value).replace("{Outcome}", outcome.value.capitalize()) if outcome else words

    return Column(
        put(plain["name"]), Type(plain["type"]), put(plain["title"]), put(plain["description"]), put(plain.get("hxl", "")),
        plain.get("private", False), plain.get("coordinate", False),
    )  # fmt: skip
