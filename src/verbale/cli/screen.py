"""Writing to the terminal: width, plain text made safe, JSON."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from verbale.model import Problem

REMINDER = "These are allegations, each of the party named. An allegation is not a finding."
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console(*, error: bool = False) -> Console:
    """The terminal, at most 120 columns wide; 100 where nothing tells its width."""
    made = Console(stderr=error, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = 100
    made.width = min(made.width, 120)
    return made


def safe(text: str) -> str:
    """`text` without control characters, which a letter could use to write over the screen."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def marked(text: str) -> str:
    """`text` made safe and without meaning for rich."""
    return escape(safe(text))


def one_line(text: str, longest: int = 0) -> str:
    """`text` on one line, cut at `longest` characters where that is given."""
    flat = " ".join(safe(text).split())
    return flat if not longest or len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def write_json(plain: Any) -> None:
    """Writes plain data as JSON to standard output."""
    json.dump(plain, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def by_threshold(count: int) -> str:
    """A line that tells of `count` links that a threshold took, as markup; empty for none."""
    which = f"{count:,} link{'' if count == 1 else 's'} that a threshold took and nobody judged"
    return f"\n[yellow]Rests on {which}; --without-pre-accepted leaves them out.[/]" if count else ""


def problem_line(problem: Problem) -> str:
    """A problem as markup: where, what, what to do, and its code."""
    where = f"{marked(one_line(problem.where, 70))}: " if problem.where else ""
    what = marked(one_line(problem.what)).rstrip(".")
    return f"{where}{what}. {marked(one_line(problem.todo)).rstrip('.')}. [dim]{problem.code.value}[/]"
