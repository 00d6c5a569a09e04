"""Lets these tests import `case_tables`, and prints at the end how much FORMAT.md asks that is not yet read."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]


def pytest_terminal_summary(terminalreporter):
    import case_tables

    read, owed = case_tables.debt()
    terminalreporter.write_line(f"tests/mentions/cases: wanted, not yet read: {len(owed)}")
    for where in read:
        terminalreporter.write_line(f"  now read, make it a [[case]]: {where}")
