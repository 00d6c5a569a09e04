"""`verbale figure`: tolls over time, a map, agreement, citations, as SVG or PNG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from verbale.cli.options import convention_option, json_option, register_option
from verbale.cli.selecting import profile_option, selection_options, wanted

KINDS = ("tolls", "map", "agreement", "citations")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@register_option
@click.option("--out", required=True, metavar="FILE", help="The file to write: .svg, or .png (needs verbale[press]).")
@click.option(
    "--gazetteer", metavar="FILE", help="For the map. Else the variable VERBALE_GAZETTEER, else places.gaz in this folder where there is one."
)
@click.option("--reviewed", is_flag=True, help="Only claims whose reading a person verified as a whole.")
@convention_option
@profile_option("public")
@selection_options
@json_option
def figure(kind: str, register: str | None, out: str, gazetteer: str | None, *, reviewed: bool, as_json: bool, **given: Any) -> int:
    """Draw a figure of a selection, with its sources and its caveat printed in it.

    tolls: each claimant's tolls over time as intervals (--outcome, else killed). map: places that claimants put on the map, and hollow
    those whose name a gazetteer knows for certain. agreement: how
    many particulars of linked accounts agree. citations: which document cites which.
    """
    from verbale.app.figures import figure as drawn  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.places import gazetteer_named  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import Outcome  # noqa: PLC0415
    from verbale.publish.figures.png import png  # noqa: PLC0415

    path = Path(out)
    if path.suffix not in {".svg", ".png"}:
        raise click.UsageError("--out names no .svg or .png file.")
    outcome = Outcome(given["outcome"] or "killed")
    with opened(register) as held:
        svg = drawn(held, kind, wanted(given, reviewed=reviewed), outcome, gazetteer or gazetteer_named())
    path.write_bytes(png(svg) if path.suffix == ".png" else svg.encode())
    if as_json:
        write_json({"path": str(path), "bytes": path.stat().st_size})
    else:
        click.echo(f"{path} written. What is drawn is alleged, and not a finding.")
    return 0
