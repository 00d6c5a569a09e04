"""`verbale export`: readings, claims as CSV, whole readings as JSON, texts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.cli.options import json_option, register_option

FORMATS = ("readings", "csv", "json", "text")


@click.command()
@register_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="readings", show_default=True, help="See docs/reference/readings.md.")
@click.option("--out", metavar="PATH", help="A file to write; for text a folder. Else standard output.")
@click.option("--policy", default="literal", show_default=True, metavar="NAME", help="The counting convention for numbers.")
@json_option
def export(register: str | None, form: str, out: str | None, policy: str, *, as_json: bool) -> int:
    """Give out the latest reading of each document.

    readings: one JSON object a document, in the evaluation format. csv: one line a claim. json: whole readings. text: the texts that
    all offsets are in.
    """
    from verbale.app.exporting import export_lines, export_texts  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415

    with opened(register) as held:
        if form == "text" and out:
            count = export_texts(held, out)
            click.echo(f"{count:,} texts written to {out}", err=True)
            return 0 if count else 1
        lines = export_lines(held, "json" if as_json and form != "readings" else form, policy)
        count = 0
        if out:
            with Path(out).open("w", encoding="utf-8", newline="", errors="replace") as file:
                for line in lines:
                    file.write(line)
                    count += 1
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
            for line in lines:
                sys.stdout.write(line)
                count += 1
    return 0 if count else 1
