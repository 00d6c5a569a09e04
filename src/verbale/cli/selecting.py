"""Options that say what is given out: which claims, by which profile and convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from verbale.cli.options import DAY, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from verbale.app.tables import Wanted

F = TypeVar("F", bound="Callable[..., Any]")
_SELECTION = (
    click.option("--party", default="", metavar="NAME", help="Only claims that accuse this party."),
    click.option("--claimant", default="", metavar="NAME", help="Only claims of this claimant."),
    click.option("--place", default="", metavar="NAME", help="Only claims at this place or in this region."),
    click.option("--outcome", type=click.Choice(OUTCOMES), help="Only claims with such a toll."),
    click.option("--text", default="", metavar="WORDS", help="Only claims with these words."),
    click.option("--document", default="", metavar="NAME", help="Only claims of this document, by file name, symbol or SHA-256."),
    click.option("--incident", default="", metavar="ID", help="Only claims of this incident, by its id or one of its claims."),
    click.option("--from", "first", type=DAY, help="Only claims of this day or later."),
    click.option("--to", "last", type=DAY, help="Only claims of this day or earlier."),
)


def selection_options(command: F) -> F:
    """Adds the options of a selection, a profile and a convention."""
    for option in reversed(_SELECTION):
        command = option(command)
    return command


def profile_option(default: str) -> Callable[[F], F]:
    """The option that names a profile."""
    return click.option(
        "--profile", default=default, show_default=True, metavar="NAME|FILE", help="Who it is for: public, partner, full, or a TOML file of your own."
    )


def wanted(given: dict[str, Any], *, reviewed: bool = False) -> Wanted:
    """What the options ask for; takes them out of `given`."""
    from verbale.app.tables import Wanted  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.model import Outcome  # noqa: PLC0415
    from verbale.register import ClaimFilter  # noqa: PLC0415

    outcome = given.pop("outcome")
    asked = ClaimFilter(
        outcome=Outcome(outcome) if outcome else None,
        **{key: given.pop(key) for key in ("party", "claimant", "place", "text", "document", "first", "last")},
    )
    selection, incident = None if asked == ClaimFilter() else asked, given.pop("incident")
    return Wanted(given.pop("profile"), given.pop("convention"), selection, reviewed, incident=incident)
