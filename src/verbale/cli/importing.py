"""`verbale import`: tables of other organisations, and event files, into a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import json_option, register_option

if TYPE_CHECKING:
    from verbale.app.events import ImportedEvent
    from verbale.app.imports import Imported

_SHOWN = 20
"""This many problems are told on the screen; the register holds all."""


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@register_option
@click.option(
    "--preset",
    "mapping",
    default="",
    metavar="NAME",
    help="ucdp, airwars, acled, deaths, or a mapping of one's own (FILE.toml). Else told by the columns.",
)
@click.option("--claimant", default="", metavar="NAME", help="Whose claims the rows are, where the mapping does not say.")
@click.option("--guess", is_flag=True, help="Write a mapping for the file, to be looked at and mended; nothing is stored.")
@click.option("--obtained-by", default="", metavar="NAME", help="Who obtained them (a pseudonym will do).")
@click.option("--source-url", default="", metavar="URL", help="Where the files come from.")
@click.option("--replaces", default="", metavar="FILE", help="The name of the file of which this table is a later version, when its own is another.")
@json_option
def import_(
    files: tuple[str, ...], register: str | None, mapping: str, claimant: str, obtained_by: str, source_url: str, replaces: str,
    *, guess: bool, as_json: bool,
) -> int:  # fmt: skip
    """Import tables of incidents or of the dead (CSV, XLSX): each row becomes a claim of whoever made the table.

    A file whose name ends in .json holds one event as several claimants tell it: each record becomes a claim of its claimant.

    Every value keeps its cell. A row that makes no claim is refused and listed with the reason; values that are odd (low above best,
    several figures in one cell) are read in a stated way and listed. Importing a file again adds nothing.

    A file of the same name, claimant and mapping as an earlier one is a later version of its table: rows that it tells otherwise are
    listed, and rows that it no longer has are withdrawn: shown as such, and counted no more.
    """
    from verbale.app.events import ImportedEvent, import_event, is_event_file  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.imports import guessed_mapping, import_table  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    if guess:
        if any(map(is_event_file, files)):
            raise click.UsageError("An event file needs no mapping; see docs/guides/incidents.md.")
        for file in files:
            click.echo(guessed_mapping(file), nl=False)
        return 0
    with opened(register, create=True) as held:
        done = [
            import_event(held, file, obtained_by, source_url)
            if is_event_file(file)
            else import_table(held, file, mapping, claimant=claimant, by=obtained_by, source_url=source_url, replaces=replaces)
            for file in files
        ]
    if as_json:
        write_json(to_plain(done))
    else:
        for one in done:
            _write_event(one) if isinstance(one, ImportedEvent) else _write(one)
    return 0 if all(one.claims and not one.refused for one in done) else 1


def _write_event(done: ImportedEvent) -> None:
    from verbale.cli.screen import console, marked, problem_line  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415

    out, count = console(), done.claims
    out.print(f"[bold]{marked(done.name)}[/]: {count:,} record{'' if count == 1 else 's'}, {done.added:,} new claims; {len(done.refused):,} refused")
    out.print(f"[dim]{marked(', '.join(done.records))}[/]")
    out.print(hanging(("[yellow]![/]", problem_line(p)) for p in done.refused[:_SHOWN]))


def _write_versions(done: Imported) -> None:
    from verbale.cli.screen import console, marked  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415

    out, versions = console(), done.versions
    for rows, title in ((versions.corrected, "rows corrected"), (versions.withdrawn, "rows withdrawn: the table no longer has them")):
        if rows:
            out.print(f"[bold yellow]{len(rows):>8,}[/]  {title}")
            told = (f"[dim]other {', '.join(row.changed)}:[/] {marked(row.words)}" if row.changed else marked(row.words) for row in rows[:_SHOWN])
            out.print(hanging(("[yellow]![/]", words) for words in told))
        if len(rows) > _SHOWN:
            out.print(f"  [dim]and {len(rows) - _SHOWN:,} more: `verbale export --table decisions`[/]")
    if versions.doubtful:
        out.print(f"[bold yellow]{versions.doubtful:>8,}[/]  claims of an earlier file of this name are not in it, and still count:")
        out.print(f"          [dim]if it is a later version of that table, say --replaces {marked(done.name)}[/]")


def _write(done: Imported) -> None:
    from verbale.cli.screen import console, marked, problem_line  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415

    out = console()
    out.print(f"[bold]{marked(done.name)}[/]: {done.rows:,} rows by the mapping {marked(done.mapping)}, claims of {marked(done.claimant)}")
    out.print(f"[bold]{done.claims:>8,}[/]  claims   [dim]what {marked(done.claimant)} alleges; not findings; {done.added:,} new[/]")
    _write_versions(done)
    for listed, title in ((done.refused, "rows refused"), (done.odd, "values to look at")):
        if listed:
            out.print(f"[bold yellow]{len(listed):>8,}[/]  {title}")
            out.print(hanging(("[yellow]![/]", problem_line(p)) for p in listed[:_SHOWN]))
        if len(listed) > _SHOWN:
            out.print(f"  [dim]and {len(listed) - _SHOWN:,} more: verbale stats --problems[/]")
