"""`verbale judge` and `assess`: what people decide on links, what an organisation holds of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import DAY, json_option, register_option

if TYPE_CHECKING:
    from datetime import date

KINDS = ("same", "covers", "part of", "updates", "denies")
DENIED = ("event", "own act", "harm", "civilian status")
VERDICTS = {"accept": "positive", "reject": "negative", "unsure": "unsure"}


@click.command()
@click.argument("verdict", type=click.Choice((*VERDICTS, "withdraw", "list")))
@click.argument("first", required=False, metavar="[CLAIM]")
@click.argument("second", required=False, metavar="[CLAIM]")
@register_option
@click.option("--kind", type=click.Choice(KINDS), default="same", show_default=True, help="How the first claim stands to the second.")
@click.option("--denied", type=click.Choice(DENIED), help="What is denied, with --kind denies.")
@click.option("--by", default="", metavar="NAME", help="Who judges (a pseudonym will do).")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@json_option
def judge(
    verdict: str, first: str | None, second: str | None, register: str | None, kind: str, denied: str | None, by: str, reason: str, *, as_json: bool
) -> int:
    """Accept or reject a link between two claims, leave it unsure, or withdraw what was judged; `list` shows all judgements.

    A claim is named DOCUMENT#NUMBER, as `verbale show` numbers it; DOCUMENT alone where it makes one claim. Each judgement is a
    decision in the ledger: withdrawn, not erased, and withdrawing it restores every figure.
    """
    from verbale.app import judging  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import Denied, Judgement, LinkKind, to_plain  # noqa: PLC0415

    if verdict == "list":
        return _list(register, as_json=as_json)
    if first is None or second is None:
        raise click.UsageError("Name the two claims.")
    with opened(register) as held:
        if verdict == "withdraw":
            made = judging.withdraw_link(held, first, second, LinkKind(kind), by=by, reason=reason)
        else:
            what = Denied(denied) if denied else None
            made = [judging.judge(held, Judgement(VERDICTS[verdict]), first, second, LinkKind(kind), by=by, reason=reason, denied=what)]
    if as_json:
        write_json(to_plain(made))
    else:
        done = {"accept": "accepted", "reject": "rejected", "unsure": "left unsure", "withdraw": "withdrawn"}[verdict]
        click.echo(f"{done}: {first} {kind} {second}" + (f" ({denied})" if denied else ""))
    return 0


def _list(register: str | None, *, as_json: bool) -> int:
    from verbale.app.incidents import known  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, marked, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415
    from verbale.publish.incidents import link_words  # noqa: PLC0415

    with opened(register) as held:
        found = known(held)
    if as_json:
        write_json([to_plain(entry.link) | {"decision": to_plain(entry.decision), "pre_accepted": entry.pre_accepted} for entry in found.judged])
        return 0 if found.judged else 1
    out, shown = console(), table("Link", "By", "|When", "Why")
    for entry in found.judged:
        by = f"[yellow]pre-accepted, {marked(entry.link.by)}[/]" if entry.pre_accepted else marked(entry.link.by)
        shown.add_row(marked(link_words(entry.link, found.by_locus)), by, entry.decision.time[:10], marked(entry.decision.reason))
    if found.judged:
        out.print(shown)
    out.print(f"\n[dim]{len(found.judged):,} judgement{'' if len(found.judged) == 1 else 's'}[/]")
    return 0 if found.judged else 1


@click.command()
@click.argument("incident", metavar="INCIDENT", required=False)
@register_option
@click.option("--scheme", "scheme_name", default="", metavar="NAME|FILE", help="A scheme that comes with the program, or one's own (.toml).")
@click.option("--status", default="", metavar="STATUS", help="One of the statuses of the scheme.")
@click.option("--assessor", default="", metavar="NAME", help="Who answers for it (a pseudonym will do).")
@click.option("--date", "day", type=DAY, metavar="YYYY-MM-DD", help="The day of the finding.")
@click.option("--rationale", default="", metavar="TEXT", help="Why.")
@click.option("--source", "sources", multiple=True, metavar="TEXT", help="What it relies on; may be given several times.")
@click.option("--dissent", multiple=True, metavar="TEXT", help="Who holds otherwise and why; may be given several times.")
@click.option("--second", default="", metavar="NAME", help="Who signs as the second.")
@click.option("--withdraw", default="", metavar="ID", help="Withdraw an assessment instead, with --assessor and --rationale.")
@json_option
def assess(
    incident: str | None, register: str | None, scheme_name: str, status: str, assessor: str, day: date | None, rationale: str, sources: tuple[str, ...],
    dissent: tuple[str, ...], second: str, withdraw: str, *, as_json: bool,
) -> int:  # fmt: skip
    """Enter what your organisation itself holds of an incident, by a named scheme; without INCIDENT list the schemes.

    It stands apart from all claims, and the program never sets one.
    """
    from verbale.app import judging  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415
    from verbale.publish.incidents import assessment_words  # noqa: PLC0415

    if withdraw:
        with opened(register) as held:
            decision = judging.withdraw_assessment(held, withdraw, by=assessor, reason=rationale)
        write_json(to_plain(decision)) if as_json else click.echo(f"withdrawn: {withdraw}")
        return 0
    if incident is None:
        return _schemes(as_json=as_json)
    if not (scheme_name and status and day):
        raise click.UsageError("Give --scheme, --status and --date; `verbale assess` lists the schemes.")
    with opened(register) as held:
        made = judging.assess(
            held, incident, scheme_name=scheme_name, status=status, assessor=assessor, day=day, rationale=rationale, sources=sources,
            dissent=dissent, second=second,
        )  # fmt: skip
    write_json(to_plain(made)) if as_json else click.echo(f"{made.incident}: {assessment_words(made)}")
    return 0


def _schemes(*, as_json: bool) -> int:
    from verbale.cli.screen import console, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.incidents.schemes import scheme, scheme_names  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    schemes = [scheme(name) for name in scheme_names()]
    if as_json:
        write_json(to_plain(schemes))
        return 0
    out = console()
    for chosen in schemes:
        shown = table("Status", "Means", apart=False)
        for status in chosen.statuses:
            shown.add_row(status.name, status.definition)
        out.print(f"\n[bold]{chosen.key}[/]  {chosen.name}, {chosen.version}\n[dim]{chosen.source}[/]")
        out.print(shown)
    return 0
