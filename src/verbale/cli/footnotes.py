"""`verbale footnotes`: attributed paragraphs with full citations in footnotes, for a report."""

from __future__ import annotations

from typing import Any

import click

from verbale.cli.options import convention_option, json_option, register_option
from verbale.cli.selecting import profile_option, selection_options, wanted


@click.command()
@register_option
@click.option("--out", required=True, metavar="FILE", help="The file to write: .docx, .md or .html. Beside it FILE.json, for the next time.")
@click.option("--title", default="What is alleged", show_default=True, metavar="WORDS", help="Its heading.")
@click.option("--reviewed", is_flag=True, help="Only claims whose reading a person verified as a whole.")
@convention_option
@profile_option("public")
@selection_options
@json_option
def footnotes(register: str | None, out: str, title: str, *, reviewed: bool, as_json: bool, **given: Any) -> int:
    """Write attributed paragraphs of a selection, each with a footnote that cites the document and quotes its words.

    Run again for the same file, it tells what changed since: paragraphs added, dropped, changed.
    """
    from verbale.app.footnotes import write_footnotes  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415

    with opened(register) as held:
        made = write_footnotes(held, out, wanted(given, reviewed=reviewed), title)
    if as_json:
        write_json({"path": str(made.path), "paragraphs": made.paragraphs, "changes": made.changes})
        return 0
    click.echo(f"{made.paragraphs:,} paragraph{'' if made.paragraphs == 1 else 's'} written to {made.path}")
    for change in made.changes or ():
        click.echo(f"- {change}")
    if made.changes == ():
        click.echo("Nothing changed since the last time.")
    return 0
