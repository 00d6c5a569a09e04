"""`verbale tally`: how many persons, inside each claimant's own account; nobody counted twice, and nothing a finding."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import DAY, OUTCOMES, convention_option, json_option, judged_option, parties_option, register_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from verbale.model import Told
    from verbale.tally.tallies import Tally


class Month(click.ParamType[tuple[date, date]]):
    """A month, YYYY-MM, as its first and last day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """The days of the month that `value` names."""
        try:
            first = date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is not a month; write it as 2031-03", param, ctx)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


@click.command()
@click.argument("incidents", nargs=-1, metavar="[ID]...")
@register_option
@click.option("--month", type=Month(), metavar="YYYY-MM", help="Of this month.")
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="On this day or later.")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="On this day or earlier.")
@click.option(
    "--place",
    "--district",
    default="",
    metavar="NAME",
    help='At this place, or in this district or region as the claims name it; "Nisah, South Velt" is both.',
)
@click.option("--elsewhere", multiple=True, metavar="NAME", help="A place or region outside of it, not counted; may be given several times.")
@click.option("--party", default="", metavar="NAME", help="Of which this party is accused.")
@click.option("--outcome", "outcomes", multiple=True, type=click.Choice(OUTCOMES), help="killed unless given; may be given several times.")
@click.option("--even-split", is_flag=True, help="Show UCDP's even split of joint tolls beside it: derived, alleged by nobody.")
@convention_option
@parties_option
@judged_option
@json_option
def tally(
    incidents: tuple[str, ...], register: str | None, month: tuple[date, date] | None, first: date | None, last: date | None, place: str, elsewhere: tuple[str, ...],
    party: str, outcomes: tuple[str, ...], convention: str, parties: str | None, *, even_split: bool, judged_only: bool, as_json: bool,
) -> int:  # fmt: skip
    """Count persons inside each claimant's own account: of the incidents named, or of all that fit.

    A joint toll is never added to its parts, a running total never to what it holds, a subset never to its whole. Between
    accounts there is an envelope, what all allow, or a contradiction; none of it is a finding.
    """
    from verbale.app.incidents import known  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.parties import parties_in_use  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.app.tallying import Asked, splits, tallies  # noqa: PLC0415
    from verbale.cli.screen import by_threshold, console, write_json  # noqa: PLC0415
    from verbale.model import Outcome, to_plain  # noqa: PLC0415
    from verbale.publish.incidents import claims_plain, tally_plain  # noqa: PLC0415

    first, last = month or (first, last)
    wanted = tuple(Outcome(o) for o in outcomes) or (Outcome.KILLED,)
    with opened(register) as held:
        found = known(held, convention, parties_in_use(parties), pre_accepted=not judged_only)
    selection, counted = tallies(found, Asked(incidents, first, last, place, party, elsewhere), wanted)
    shared = [split for outcome in wanted for split in splits(found, selection, outcome)] if even_split else []
    if as_json:
        plain: dict[str, Any] = {
            "inside": claims_plain(selection.inside, found.by_locus), "partly": claims_plain(selection.partly, found.by_locus),
            "tallies": [tally_plain(t, found.by_locus) for t in counted],
        }  # fmt: skip
        if even_split:
            plain["even_split"] = [
                {"claim": s.claim.label, "party": s.claim.party, "outcome": s.outcome.value, "low": to_plain(s.low), "high": to_plain(s.high)}
                for s in shared
            ]
        write_json(plain)
        return 0
    out = console()
    for entry in counted:
        out.print(tally_table(entry, found.by_locus))
    if selection.partly:
        out.print(f"[dim]{len(selection.partly):,} claims reach beyond what was asked: they raise upper ends only.[/]")
    if found.pre_accepted:
        out.print(by_threshold(found.pre_accepted).strip())
    if even_split:
        _write_splits(out, shared)
    return 0


def tally_table(tally: Tally, by_locus: Mapping[str, Told]) -> Table:
    """Each account's own figure with the claims that set its bounds, and what can be said across the accounts."""
    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.publish.incidents import bounds, labels  # noqa: PLC0415

    shown = table(f"{tally.outcome.value}, as claimed by", "|Persons", "Lower end set by", "Upper end set by")
    for own in tally.accounts:
        note = "" if own.whole else "\n[dim]silent on a part[/]"
        if own.conflict:
            note += f"\n[red]contradicts itself:[/] {marked(labels(own.conflict, by_locus))}"
        low, high = (marked(labels(loci, by_locus)) or "[dim]nothing[/]" for loci in (own.low_by, own.high_by))
        shown.add_row(marked(own.party) + note, bounds(own.interval), low, high)
    for party in tally.without:
        shown.add_row(marked(party), "[dim]no figure[/]", "", "")
    shown.add_section()
    shown.add_row(
        "[dim]lowest to highest of all[/]", f"[dim]{bounds(tally.envelope)}[/]", f"[dim]{tally.label}[/]", f"[dim]{marked(tally.convention)}[/]"
    )
    if tally.contradictory:
        shown.add_row("[dim]what all allow[/]", "[red]contradictory[/]", f"[red]cannot all hold:[/] {marked(labels(tally.conflict, by_locus))}", "")
    elif tally.intersection:
        shown.add_row("[dim]what all allow[/]", f"[dim]{bounds(tally.intersection)}[/]", f"[dim]{tally.label}[/]", "")
    return shown


def _write_splits(out: Any, shared: list[Any]) -> None:
    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.tally.dividing import LABEL, SOURCE  # noqa: PLC0415

    shown = table("Joint toll of", "Outcome", "Place", ">Lower end", ">Upper end")
    for split in shared:
        highs = {share.places: share.number for share in split.high}
        for number, share in enumerate(split.low):
            who = f"{marked(split.claim.party)} [dim]{marked(split.claim.label)}[/]" if number == 0 else ""
            high = highs.get(share.places)
            shown.add_row(who, split.outcome.value, marked(" and ".join(share.places)), str(share.number), "open" if high is None else str(high))
    if shared:
        out.print(shown)
    out.print(f"[dim]{LABEL}. Source: {SOURCE}.[/]")
