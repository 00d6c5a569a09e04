"""The table of whole letters' bodies: what becomes one claim, what several, and what is inherited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import case_tables


def table() -> dict[str, Any]:
    """The cases of assembly."""
    return case_tables.table("assembly", Path(__file__).parent / "cases")


def debt() -> tuple[list[str], list[str]]:
    """The wanted cases that are read by now, and those that are not yet."""
    read, owed = [], []
    for case in table().get("wanted", []):
        (owed if case_tables.faults(case) else read).append(f"assembly.toml: {case_tables.title(case)}")
    return read, owed
