"""`verbale redact`: a copy of a document without the words that must not be shown, and a log of what was withheld."""

from __future__ import annotations

import click

from verbale.cli.options import json_option, register_option
from verbale.cli.selecting import profile_option


@click.command()
@click.argument("document", metavar="DOCUMENT")
@register_option
@click.option("--out", default=".", show_default=True, metavar="FOLDER", help="Where the copy and its log go.")
@click.option(
    "--word", "words", nargs=2, multiple=True, metavar="WORDS REASON", help="Further words to withhold, with the reason; may be given several times."
)
@click.option("--text", is_flag=True, help="Plain text, even of a PDF.")
@profile_option("public")
@json_option
def redact(document: str, register: str | None, out: str, words: tuple[tuple[str, str], ...], profile: str, *, text: bool, as_json: bool) -> int:
    """Write a copy of a document (file name, symbol or SHA-256) without what a profile withholds, and a log of it.

    Of a PDF a PDF is made anew: pictures with the words blackened, and a text layer and metadata without them. Else plain text. The
    original in the register stays as it is. A surname is found after a title or an initial and before a possessive, not alone, and no other transcription: read what you publish.
    """
    from verbale.app.redacting import redact as made_of  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415

    with opened(register) as held:
        made = made_of(held, document, out, profile, words, text=text)
    if as_json:
        write_json({"path": str(made.path), "log": str(made.log), "places": made.places})
        return 0
    click.echo(f"{made.places:,} place{'' if made.places == 1 else 's'} withheld: {made.path}, log: {made.log}")
    return 0
