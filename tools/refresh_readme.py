"""Fills the marked blocks of README.md and docs/ with the real output of the command each names; `--check` only compares.

A block is `<!-- output of: verbale ... -->`, then a fenced text, then `<!-- end -->`. The commands of one page run in their
order, from the root of the project, on one new register (VERBALE_REGISTER), so a page tells one story.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- output of: (?P<command>.+?) -->\n```text\n)(?P<text>.*?)(```\n<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """The README and every page of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def output(command: str, register: Path) -> str:
    """What the command prints, 100 columns wide and without colours.

    Raises:
        SystemExit: if it is not a `verbale` command or fails.
    """
    program, *arguments = shlex.split(command)
    if program != "verbale":
        sys.exit(f"not a command of ours: {command}")
    environment = {**os.environ, "VERBALE_REGISTER": str(register), "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    run = subprocess.run([sys.executable, "-m", "verbale", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"{command}: exit status {run.returncode}\n{run.stderr}")
    return "\n".join(line.rstrip() for line in run.stdout.replace(str(register), "verbale.db").strip("\n").splitlines()) + "\n"


def refreshed(text: str) -> str:
    """`text` with its blocks filled anew."""
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "verbale.db"
        return BLOCK.sub(lambda block: block[1] + output(block["command"], register) + block[4], text)


def main() -> int:
    stale = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = refreshed(text)
        if new != text:
            stale.append(str(page.relative_to(ROOT)))
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'its output is not what the program prints; run tools/refresh_readme.py' if '--check' in sys.argv else 'refreshed'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
