"""Holds files to 500 lines and functions to 60; what exceeds stands in `tools/size_debt.txt`, a list that only shrinks."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES = 500, 60


def sizes() -> dict[str, int]:
    """Every file and function over its limit, with its lines."""
    over = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        if (lines := text.count("\n")) > FILE_LINES:
            over[name] = lines
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION_LINES:
                    over[f"{name}:{node.name}"] = length
    return over


def main() -> int:
    debt = {}
    for line in (ROOT / "tools" / "size_debt.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, limit = line.split()
            debt[name] = int(limit)
    over, bad = sizes(), 0
    for name, lines in over.items():
        if lines > debt.get(name, 0):
            print(f"{name}: {lines} lines; split it")
            bad += 1
    for name in debt.keys() - over.keys():
        print(f"{name}: no longer over the limit; take it out of tools/size_debt.txt")
        bad += 1
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
