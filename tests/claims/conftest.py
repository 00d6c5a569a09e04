"""Lets these tests import the case tables' reader (tests/mentions) and tells at the end what could not be compared."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "tests" / "mentions"), str(ROOT / "tools"), str(ROOT / "evaluation")]


def pytest_terminal_summary(terminalreporter):
    import assembly_cases

    if not (ROOT.parent / "shared" / "domain" / "seed-letter.txt").exists():
        terminalreporter.write_line("tests/claims: ../shared is absent, the seed letter was not read; its invented twin was")
    read, owed = assembly_cases.debt()
    terminalreporter.write_line(f"tests/claims/cases: wanted, not yet read: {len(owed)}")
    for where in read:
        terminalreporter.write_line(f"  now read, make it a [[case]]: {where}")
