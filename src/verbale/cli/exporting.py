"""`verbale export`: readings, texts, and tables in the formats of those who use them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import json_option, register_option
from verbale.cli.selecting import profile_option, selection_options, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.app.tables import Wanted
    from verbale.register.store import Register

READINGS = ("readings", "json", "text")
TABLES = ("csv", "hxl", "parquet", "geojson", "xlsx", "sqlite", "package")
LINKED = ("annotations", "prov", "ftm", "akn", "graphml", "atom")
FORMATS = (*READINGS, *TABLES, *LINKED)
NAMES = ("claims", "tolls", "places", "citations", "requests", "incidents", "links", "decisions", "assessments", "victims")
_TO_A_FILE = ("parquet", "xlsx", "sqlite", "package", "akn")


@click.command()
@register_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="readings", show_default=True, help="See docs/guides/export.md.")
@click.option("--table", "name", type=click.Choice(NAMES), help="Which table, for csv, hxl, parquet, geojson. Else claims; places for geojson.")
@click.option("--out", metavar="PATH", help="A file to write; for text, package and akn a folder. Else standard output.")
@click.option("--policy", "convention", default="literal", show_default=True, metavar="NAME", help="The counting convention for numbers.")
@profile_option("full")
@selection_options
@click.option("--address", default="urn:verbale:feed", show_default=True, metavar="URL", help="Where the feed will stand, for atom.")
@json_option
def export(register: str | None, form: str, name: str | None, out: str | None, address: str, *, as_json: bool, **given: Any) -> int:
    """Give out the latest reading of each document, whole or as tables.

    readings: one JSON object a document, in the evaluation format. json: whole readings. text: the texts that all offsets are in.
    These three know no profile and no selection.

    csv, hxl, parquet, geojson: one table. xlsx, sqlite: all tables in one file. package: a folder with all tables, their schema,
    codebook and method card.

    annotations (W3C Web Annotation), prov (PROV-O), ftm (FollowTheMoney), akn (a folder of Akoma Ntoso letters), graphml (citations),
    atom (what is new): linked forms; docs/guides/linked-forms.md tells what each cannot hold. Every row is what somebody alleges, and no finding.
    """
    from verbale.app.settings import opened  # noqa: PLC0415 (the stages load when they are needed)

    asked = wanted(given)
    if form in READINGS and (asked.selection or asked.profile != "full"):
        raise click.UsageError(f"{form} gives whole readings: it knows no profile and no selection.")
    if form in _TO_A_FILE and not out:
        raise click.UsageError(f"{form} needs --out.")
    with opened(register) as held:
        if form in READINGS or (form == "csv" and as_json):
            return _readings(held, "json" if as_json and form != "readings" else form, out, asked.policy)
        if form in LINKED:
            return _linked(held, form, out, asked, address)
        return _tables(held, form, name, out, asked)


def _readings(held: Register, form: str, out: str | None, policy: str) -> int:
    from verbale.app.exporting import export_lines, export_texts  # noqa: PLC0415

    if form == "text" and out:
        count = export_texts(held, out)
        click.echo(f"{count:,} texts written to {out}", err=True)
        return 0 if count else 1
    return 0 if _write(export_lines(held, form, policy), out) else 1


def _linked(held: Register, form: str, out: str | None, asked: Wanted, address: str) -> int:
    from verbale.app.linked import linked_text, write_letters  # noqa: PLC0415

    if form != "akn":
        return 0 if _write(linked_text(held, form, asked, address), out) else 1
    count = write_letters(held, out or "", asked)
    click.echo(f"{count:,} letters written to {out}", err=True)
    return 0 if count else 1


def _tables(held: Register, form: str, name: str | None, out: str | None, asked: Wanted) -> int:
    from verbale.app.releasing import write_package  # noqa: PLC0415
    from verbale.app.tables import ALL, table_lines, write_table, write_tables  # noqa: PLC0415

    if form == "package":
        rows = sum(write_package(held, out or "", asked).values())
        click.echo(f"{rows:,} rows written to {out}", err=True)
        return 0 if rows else 1
    if form in ALL:
        rows = write_tables(held, form, out or "", asked)
        click.echo(f"{rows:,} rows written to {out}", err=True)
        return 0 if rows else 1
    name = name or ("places" if form == "geojson" else "claims")
    if form == "parquet":
        size = write_table(held, name, form, out or "", asked, jobs=min(4, os.cpu_count() or 1))
        click.echo(f"{size:,} bytes written to {out}", err=True)
        return 0
    return 0 if _write(table_lines(held, name, form, asked), out) > 1 else 1


def _write(lines: Iterable[str], out: str | None) -> int:
    count = 0
    if out:
        with Path(out).open("w", encoding="utf-8", newline="", errors="replace") as file:
            for line in lines:
                file.write(line)
                count += 1
        return count
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
    for line in lines:
        sys.stdout.write(line)
        count += 1
    return count
