"""`verbale cite`: every citation in a file or text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import json_option

if TYPE_CHECKING:
    from verbale.model import Citation


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--language", metavar="CODE", help="en, fr, es, ru, ar or zh; else told from the text.")
@json_option
def cite(file: str, language: str | None, *, as_json: bool) -> int:
    """List every citation in a file with its place: documents by symbol, or by kind and date, and articles of treaties; "-" is standard input.

    Places are code points of the text, the first and the one after the last. No register is needed. Status 1 when nothing is cited.
    """
    from verbale.app.library import cited_in  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.cli.screen import console, marked, one_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415

    found = cited_in(file, language)
    if as_json:
        write_json([_plain(citation) for citation in found])
        return 0 if found else 1
    out = console()
    shown = table("|Place", "|Symbol", "|Date", "Kind", "Author", "Relation", "In the text")
    for citation in found:
        start, end = citation.anchor.span
        shown.add_row(
            f"{start}-{end}", marked(citation.symbol or "") or "[dim]·[/]", citation.date.isoformat() if citation.date else "[dim]·[/]",
            marked(citation.kind) or "[dim]·[/]", marked(citation.author) or "[dim]·[/]", citation.relation.value,
            marked(one_line(citation.anchor.quote, 60)),
        )  # fmt: skip
    if found:
        out.print(shown)
    out.print(f"\n[dim]{len(found):,} citation{'' if len(found) == 1 else 's'}[/]")
    return 0 if found else 1


def _plain(citation: Citation) -> dict[str, Any]:
    start, end = citation.anchor.span
    return {
        "start": start,
        "end": end,
        "symbol": citation.symbol,
        "date": citation.date.isoformat() if citation.date else None,
        "kind": citation.kind,
        "author": citation.author,
        "relation": citation.relation.value,
        "quote": citation.anchor.quote,
        "spans": [list(span) for span in citation.anchor.spans],
        "rule": citation.rule,
    }
