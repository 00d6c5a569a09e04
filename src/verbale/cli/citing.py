"""`verbale cite`: the documents that a file or text cites."""

from __future__ import annotations

import click

from verbale.cli.options import json_option


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--language", metavar="CODE", help="en, fr, es, ru, ar or zh; else told from the text.")
@json_option
def cite(file: str, language: str | None, *, as_json: bool) -> int:
    """Find the documents that a file cites, by symbol or by kind and date; "-" is standard input. No register is needed."""
    from verbale.app.library import cited_in  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.cli.screen import console, marked, one_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    found = cited_in(file, language)
    if as_json:
        write_json(to_plain(found))
        return 0 if found else 1
    out = console()
    shown = table("|Symbol", "|Date", "Kind", "Author", "Relation", "In the text")
    for citation in found:
        shown.add_row(
            marked(citation.symbol or "") or "[dim]·[/]", citation.date.isoformat() if citation.date else "[dim]·[/]", marked(citation.kind) or "[dim]·[/]",
            marked(citation.author) or "[dim]·[/]", citation.relation.value, marked(one_line(citation.anchor.quote, 60)),
        )  # fmt: skip
    if found:
        out.print(shown)
    out.print(f"\n[dim]{len(found):,} document{'' if len(found) == 1 else 's'} cited[/]")
    return 0 if found else 1
