"""The one look of all tables and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType


def table(*columns: str, apart: bool = False) -> Table:
    """A table with these headings: ">" in front for numbers, "|" for words that are never broken. `apart` leaves a line between rows."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", leading=1 if apart else 0)
    for column in columns:
        name = column.lstrip(">|")
        made.add_column(name, justify="right" if column.startswith(">") else "left", overflow="fold", no_wrap="|" in column or column.startswith(">"))
    return made


def hanging(entries: Iterable[tuple[str, RenderableType]], indent: int = 2) -> Table:
    """A list whose entries have a mark in front and go on, where they need several lines, under their own beginning."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for mark, entry in entries:
        grid.add_row(" " * indent + mark, entry)
    return grid
