"""The one look of all tables."""

from __future__ import annotations

from rich import box
from rich.table import Table


def table(*columns: str, lines: bool = False) -> Table:
    """A table with these headings; a heading with ">" in front stands over numbers. `lines` parts the rows."""
    made = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, header_style="bold", expand=False, leading=1 if lines else 0)
    for column in columns:
        made.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    return made
