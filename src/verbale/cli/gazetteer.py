"""`verbale gazetteer`: files of places, and where a name lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import json_option

if TYPE_CHECKING:
    from verbale.gazetteer import Refused
    from verbale.resolution.places import Located

_SHOWN = 20
gazetteer_option = click.option("--gazetteer", "file", metavar="FILE", help="The gazetteer. Else VERBALE_GAZETTEER, else ./places.gaz.")


@click.group(invoke_without_command=True)
@gazetteer_option
@json_option
@click.pass_context
def gazetteer(context: click.Context, file: str | None, *, as_json: bool) -> int:
    """List the files of places that a gazetteer holds, with whom to name for them.

    `gazetteer add` adds files, `gazetteer find` looks a name up.
    """
    from verbale.app.places import opened_gazetteer  # noqa: PLC0415 (loads when it is needed)
    from verbale.cli.screen import console, marked, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    if context.invoked_subcommand is not None:
        return 0
    with opened_gazetteer(file) as held:
        sources = held.sources()
    if as_json:
        write_json(to_plain(sources))
        return 0 if sources else 1
    shown = table("File", "Kind", ">Places", "Attribution")
    for source in sources:
        shown.add_row(marked(source.name), source.kind, f"{source.places:,}", marked(source.attribution))
    console().print(shown)
    return 0 if sources else 1


@gazetteer.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@gazetteer_option
@click.option("--world", is_flag=True, help="Add the gazetteer of the world that comes with Verbale (towns of 1,000 people and more).")
@click.option("--kind", type=click.Choice(("geonames", "pcodes", "table")), help="What the files are. Else told from their content.")
@click.option("--country", default="", metavar="CODE", help="ISO 3166-1 alpha-3 of the state of all rows, for files that do not say.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=HEADING",
    help="Which column of a table is our name, lat, lon, region, names, kind, people, id.",
)
@click.option("--attribution", default="", metavar="TEXT", help="Whom to name when a place of the files is shown.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="How many processes read a large dump of GeoNames.")
@json_option
@click.pass_context
def add(
    context: click.Context, files: tuple[str, ...], file: str | None, kind: str | None, country: str, columns: tuple[str, ...], attribution: str,
    jobs: int, *, world: bool, as_json: bool,
) -> int:  # fmt: skip
    """Add files of places: GeoNames dumps (TXT, ZIP), tables of P-codes, a CSV or XLSX of one's own. A file of one name replaces the former."""
    from verbale.app.places import add_places, opened_gazetteer  # noqa: PLC0415
    from verbale.cli.screen import console, marked, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    if not files and not world:
        raise click.UsageError("Name a file, or say --world.")
    if any("=" not in pair for pair in columns):
        raise click.UsageError("A column is said as OURS=HEADING, for instance lat=Y.")
    mapped = dict(pair.split("=", 1) for pair in columns)
    above = context.parent.params.get("file") if context.parent else None
    done: dict[str, tuple[int, tuple[Refused, ...]]] = {}
    with opened_gazetteer(file or above, create=True) as held:
        if world:
            done["world"] = (held.add_world(), ())
        for path in files:
            added = add_places(held, path, kind or "", country=country, columns=mapped, attribution=attribution, jobs=jobs)
            done[path] = (added.places, added.refused)
    if as_json:
        write_json([{"file": name, "places": places, "refused": to_plain(refused)} for name, (places, refused) in done.items()])
    else:
        out = console()
        for name, (places, refused) in done.items():
            out.print(f"{marked(name)}: {places:,} places added, {len(refused):,} rows refused")
            for row in refused[:_SHOWN]:
                out.print(f"  [yellow]![/] row {row.row}: {marked(row.reason)}")
    return 0 if all(places and not refused for places, refused in done.values()) else 1


@gazetteer.command()
@click.argument("name")
@gazetteer_option
@click.option("--within", multiple=True, metavar="REGION", help="A region that the text says holds it, the nearest first.")
@click.option("--country", default="", metavar="CODE", help="ISO 3166-1 alpha-3 of the state it lies in.")
@json_option
@click.pass_context
def find(context: click.Context, name: str, file: str | None, within: tuple[str, ...], country: str, *, as_json: bool) -> int:
    """Tell where NAME lies: every candidate with its score and reasons; equal ones stay open, an unknown one stays in its region."""
    from verbale.app.places import locate_name, opened_gazetteer  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415
    from verbale.resolution.places import Found  # noqa: PLC0415

    above = context.parent.params.get("file") if context.parent else None
    with opened_gazetteer(file or above) as held:
        located = locate_name(held, name, within, country)
    if as_json:
        write_json(to_plain(located))
    else:
        _write(located)
    return 1 if located.found is Found.UNKNOWN and not located.candidates else 0


def _write(located: Located) -> None:
    from verbale.cli.screen import console, marked  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415

    out = console()
    radius = f", within {located.radius_km:g} km" if located.radius_km is not None else ""
    where = f": {located.lat:.4f}, {located.lon:.4f}{radius}" if located.lat is not None else ""
    out.print(f"[bold]{marked(located.name)}[/]  {located.found.value}{where}" + (f"  [dim]{marked(located.method)}[/]" if located.method else ""))
    if not located.candidates:
        return
    shown = table(">Score", "Place", "In", "Where", "Why")
    for candidate in located.candidates[:_SHOWN]:
        place = candidate.place
        point = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None else "[dim]no point[/]"
        why = ", ".join(f"{reason.what} {reason.weight:+g}" for reason in candidate.reasons)
        holders = ", ".join((*place.regions, place.country))
        shown.add_row(
            f"{candidate.score:.2f}",
            f"{marked(place.name)} [dim]{marked(place.kind)}, {marked(place.source)}[/]",
            marked(holders),
            point,
            marked(why),
        )
    out.print(shown)
