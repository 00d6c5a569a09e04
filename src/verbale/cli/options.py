"""Options that several verbs share."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

register_option = click.option(
    "--register", metavar="FILE", help="The register: a file, or a postgresql+psycopg:// address. Else VERBALE_REGISTER, else ./verbale.db."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
parties_option = click.option(
    "--parties", metavar="FILE", help="A list of names that mean one party (TOML, CSV), beside those that come with Verbale. Else VERBALE_PARTIES."
)
judged_option = click.option("--without-pre-accepted", "judged_only", is_flag=True, help="Leave out links that a threshold took and nobody judged.")
OUTCOMES = ("killed", "injured", "casualties", "missing", "detained", "abducted", "displaced")
convention_option = click.option(
    "--convention",
    default="literal",
    show_default=True,
    metavar="NAME",
    help="What words such as “dozens” are worth: literal, after-airwars, after-acled.",
)


class Day(click.ParamType[date]):
    """A calendar day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` names."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2031-03-04", param, ctx)


DAY = Day()
