"""`verbale release`: a whole, numbered release; `verbale diff`: which figures differ between two, and why."""

from __future__ import annotations

from typing import Any

import click

from verbale.cli.options import DAY, convention_option, json_option, register_option
from verbale.cli.selecting import profile_option, selection_options, wanted


@click.command()
@register_option
@click.option("--out", default="releases", show_default=True, metavar="FOLDER", help="Where releases stand.")
@click.option("--number", type=click.IntRange(min=1), help="Its number. Else the next one.")
@click.option("--about", metavar="FILE.toml", help="Title, makers, licence, and your own words for the method card.")
@click.option("--date", "day", type=DAY, help="The day of the release. Else that of the last decision or file.")
@click.option("--with-unreviewed", is_flag=True, help="What nobody reviewed too, marked as such.")
@convention_option
@profile_option("public")
@selection_options
@json_option
def release(
    register: str | None, out: str, number: int | None, about: str | None, day: Any, *, with_unreviewed: bool, as_json: bool, **given: Any
) -> int:  # fmt: skip
    """Make a numbered release: one ZIP file with tables, schema, codebook, method card, citation and checksums.

    Only what people reviewed is in it, unless --with-unreviewed. Made twice from the same register it is the same, byte for byte.
    """
    from verbale.app.releasing import write_release  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.release.about import load_about  # noqa: PLC0415

    asked = wanted(given, reviewed=not with_unreviewed)
    with opened(register) as held:
        made = write_release(held, out, asked, load_about(about) if about else None, number, day.isoformat() if day else "")
    if as_json:
        write_json({"number": made.number, "path": str(made.path), "sha256": made.sha256, "rows": made.rows})
        return 0
    click.echo(f"release {made.number}: {made.path}\nSHA-256 {made.sha256}")
    click.echo(", ".join(f"{count:,} {name}" for name, count in made.rows.items() if count) or "no rows")
    if not made.rows["claims"] and asked.reviewed:
        click.echo("No claim in it: nobody verified one as a whole. --with-unreviewed gives out the others, marked.")
    return 0


@click.command()
@click.argument("first", metavar="R1.zip")
@click.argument("second", metavar="R2.zip")
@json_option
def diff(first: str, second: str, *, as_json: bool) -> int:
    """Tell which figures differ between two releases, each with its claimant and the reason."""
    from verbale.app.releasing import compare  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    found = compare(first, second)
    if as_json:
        write_json(to_plain(found))
        return 0
    for difference in found:
        click.echo(str(difference))
    click.echo(f"{len(found):,} figure{'' if len(found) == 1 else 's'} differ{'s' if len(found) == 1 else ''}. What is alleged is not a finding.")
    return 0
