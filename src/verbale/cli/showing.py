"""`verbale show`: a letter with its claims marked in the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import json_option, register_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.text import Text

    from verbale.model import Communication, Particular, Reading
    from verbale.register import StoredReading


@click.command()
@click.argument("document", metavar="DOCUMENT")
@register_option
@json_option
def show(document: str, register: str | None, *, as_json: bool) -> int:
    """Show a letter with its claims marked in the text; DOCUMENT is its file name, its symbol, or the start of an id.

    A claim stands between ⟦1 and 1⟧, an unread sentence with words of harm between ⟦? and ?⟧.
    """
    from verbale.app.settings import opened  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.cli.screen import console, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    with opened(register) as held:
        stored = held.reading(document)
    if as_json:
        write_json(to_plain(stored))
        return 0
    out = console()
    _write_header(out, stored)
    _write_text(out, stored.reading)
    _write_claims(out, stored.reading)
    _write_rest(out, stored.reading)
    return 0


def _write_header(out: Console, stored: StoredReading) -> None:
    from rich.table import Table  # noqa: PLC0415

    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.publish.attributed import day  # noqa: PLC0415

    header = stored.reading.communication
    grid = Table.grid(padding=(0, 2))
    out.rule(f"[bold]{marked(stored.name)}[/]", align="left")
    rows = [
        ("Kind", _value(header.kind)), ("Sender", _value(header.sender)), ("Date", day(header.date.value) + _how(header.date) if header.date else ""),
        ("Symbol", _value(header.symbol)), ("To", marked(", ".join(p.value for p in header.addressees))),
        ("Circulation", marked(", ".join(f"as a document of the {p.value}" for p in header.circulation))), ("Language", _value(header.language)),
        ("Source", marked(", ".join(a.source_url for a in stored.acquisitions if a.source_url))),
        ("Document", f"[dim]sha256 {stored.document.sha256[:16]}, read with grammar {stored.reading.grammar}[/]"),
    ]  # fmt: skip
    for name, value in rows:
        if value or name in ("Sender", "Date"):
            grid.add_row(f"[dim]{name}[/]", value or "[dim]not told[/]")
    out.print(grid)


def _value(particular: Particular[str] | None) -> str:
    from verbale.cli.screen import marked  # noqa: PLC0415

    return marked(particular.value) + _how(particular) if particular else ""


def _how(particular: Particular[Any]) -> str:
    if particular.supplied:
        return "  [yellow](supplied by hand)[/]"
    return "  [dim](inferred from the body)[/]" if "inferred" in particular.rule else ""


def _write_text(out: Console, reading: Reading) -> None:
    out.rule("[bold]The letter[/]", align="left")
    out.print(marked_text(reading))


def marked_text(reading: Reading) -> Text:
    """The text of a reading with marks where claims and unread sentences begin and end; tolls in bold."""
    from rich.text import Text  # noqa: PLC0415

    from verbale.cli.screen import safe  # noqa: PLC0415

    made, position, styles = Text(), 0, _Styles(reading)
    inserts = sorted(_marks(reading), key=lambda m: (m[0], m[1]))
    for at, _, mark, style in inserts:
        _append(made, reading, styles, position, at, safe)
        made.append(mark, style)
        position = at
    _append(made, reading, styles, position, len(reading.text), safe)
    return made


def _append(made: Text, reading: Reading, styles: _Styles, start: int, end: int, safe: Any) -> None:
    for first, last, style in styles.pieces(start, end):
        made.append(safe(reading.text[first:last]), style)


def _marks(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Offset, order at that offset (ends before beginnings), mark and style."""
    for number, claim in enumerate(reading.claims, 1):
        for span in claim.anchor.spans:
            yield span.start, 1, f"⟦{number} ", "bold cyan"
            yield span.end, 0, f" {number}⟧", "bold cyan"
    for entry in reading.unread:
        yield entry.anchor.span.start, 1, "⟦? ", "bold yellow"
        yield entry.anchor.span.end, 0, " ?⟧", "bold yellow"


class _Styles:
    """The style of each stretch of a text: claims in cyan, tolls in bold, unread sentences in yellow, furniture faint."""

    def __init__(self, reading: Reading) -> None:
        self._spans = [(s, "dim") for b in reading.outline.blocks if b.kind.value == "furniture" for s in b.spans]
        self._spans += [(s, "cyan") for c in reading.claims for s in c.anchor.spans]
        self._spans += [(u.anchor.span, "yellow") for u in reading.unread]
        self._spans += [(s, "bold cyan") for c in reading.claims for t in c.tolls for s in t.anchor.spans]
        self._edges = sorted({e for s, _ in self._spans for e in s})

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The stretches of `[start, end)` with one style each; the style that was listed last holds."""
        edges = [start, *(e for e in self._edges if start < e < end), end]
        for first, last in pairwise(edges):
            if first < last:
                yield first, last, next((style for s, style in reversed(self._spans) if s.start <= first < s.end), "")


def _write_claims(out: Console, reading: Reading) -> None:
    from verbale.cli.screen import REMINDER, marked  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415
    from verbale.publish.attributed import attributed  # noqa: PLC0415

    out.print()
    out.rule("[bold]What is alleged[/]", align="left")
    out.print(hanging((f"[bold cyan]{n}[/]", marked(attributed(c, reading.author_of(c.part)))) for n, c in enumerate(reading.claims, 1)))
    out.print(f"[dim]{REMINDER}[/]" if reading.claims else "[dim]No claim was read.[/]")


def _write_rest(out: Console, reading: Reading) -> None:
    from verbale.cli.screen import marked, one_line, problem_line  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415

    sections = (
        ("What is asked", [f"{marked(r.addressee)}: “{marked(one_line(r.anchor.quote, 300))}”" for r in reading.communication.requests]),
        ("Documents cited", list(_cited(reading.communication))),
        ("Words of harm in no claim", [f"[yellow]{marked(', '.join(u.words))}[/]  [dim]{marked(u.reason or 'reason not known')}:[/] {marked(one_line(u.anchor.quote, 110))}" for u in reading.unread]),
        ("Problems", [problem_line(p) for p in reading.problems]),
    )  # fmt: skip
    for title, lines in sections:
        if lines:
            out.print()
            out.rule(f"[bold]{title}[/]", align="left")
            out.print(hanging(("·", line) for line in lines))


def _cited(header: Communication) -> Iterator[str]:
    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.publish.attributed import day  # noqa: PLC0415

    for cited in header.citations:
        told = (marked(cited.symbol or ""), day(cited.date) if cited.date else "", marked(cited.kind), marked(cited.author))
        yield ", ".join(t for t in told if t) + f"  [dim]({cited.relation.value})[/]"
