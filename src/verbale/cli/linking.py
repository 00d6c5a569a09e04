"""`verbale link`: which claims of different accounts may tell of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import json_option, parties_option, register_option

if TYPE_CHECKING:
    from verbale.linking import Proposal

_SHOWN = 20


@click.command()
@register_option
@click.option("--proposals", metavar="FILE", help="Write all proposals with ranks, scores and reasons: CSV, or JSON where the name ends in .json.")
@click.option(
    "--accept",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="SCORE",
    help="Enter proposals of this score or more, the first of either claim, as accepted by that threshold, which no person is. Needs --by.",
)
@click.option("--by", default="", metavar="NAME", help="With --accept: who lets the threshold decide (a pseudonym will do).")
@click.option("--rules", "by_rules", is_flag=True, help="Three rules alone (day, distance, act and toll), without scores; needs no extra.")
@click.option("--weights", metavar="FILE", help="Weights to score by; with --train where to write them. Else those that come with Verbale.")
@parties_option
@click.option("--train", is_flag=True, help="Learn weights from the register's claims, without labels, before linking.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="So many proposals for each claim.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, show_default=True, metavar="SCORE", help="Leave out proposals below this score.")
@json_option
def link(
    register: str | None,
    proposals: str | None,
    accept: float | None,
    weights: str | None,
    parties: str | None,
    top: int,
    least: float,
    by: str,
    *,
    by_rules: bool,
    train: bool,
    as_json: bool,
) -> int:
    """Propose which claims of different accounts tell of one event, how they stand to each other, and why.

    Nothing is joined: people decide. With --accept a threshold joins what scores as much, where nobody judged it: such a link is marked
    wherever it shows, never stands in a release, and gives way to any person's judgement (`verbale judge`).
    """
    from verbale.app.linking import accept_marked, propose_links, save_proposals, save_weights, train_weights  # noqa: PLC0415 (DuckDB and Splink load when needed)
    from verbale.app.parties import parties_in_use  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.links import proposal_plain  # noqa: PLC0415

    if accept is not None and not by.strip():
        raise click.UsageError("Say with --by NAME who lets the threshold decide.")
    if train and not weights:
        raise click.UsageError("Say with --weights FILE where the learned weights are to be written.")
    with opened(register) as held:
        if train and weights:
            learned = train_weights(held)
            save_weights(learned, weights)
            click.echo(f"weights {learned.version} written to {weights} ({learned.trained_on})", err=True)
        found = propose_links(held, weights=weights, by_rules=by_rules, top=top, least=least, accept=accept, parties=parties_in_use(parties))
        taken = accept_marked(held, found, accept, by) if accept is not None else []
    if accept is not None:
        click.echo(f"{len(taken):,} link{'' if len(taken) == 1 else 's'} accepted by the threshold {accept:g}, not by a person", err=True)
    if proposals:
        save_proposals(found, proposals)
        click.echo(f"{len(found):,} proposals written to {proposals}", err=True)
    if as_json:
        write_json([proposal_plain(p) for p in found])
    elif not proposals:
        _write(found)
    return 0 if found else 1


def _write(found: list[Proposal]) -> None:
    from verbale.cli.screen import console, marked  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415

    out, shown = console(), table(">Score", "Kind", "First", "Second", "Why", apart=True)
    for proposal in found[:_SHOWN]:
        link = proposal.link
        sides = [f"{r.claimant} {r.case}\n[dim]{marked('; '.join(r.names))}[/]" for r in (proposal.first, proposal.second)]
        why = "\n".join(f"{marked(r.comparison)} [dim]{r.weight:+g}[/]" for r in link.reasons if r.weight or link.score is None)
        mark = f"\n[yellow]accepted by {marked(link.by)}[/]" if link.by else ""
        score = "by rule" if link.score is None else f"{link.score:.3f}"
        shown.add_row(score, link.kind.value + mark, *sides, why)
    if found:
        out.print(shown)
    more = f", the first {_SHOWN} shown: --proposals FILE writes all" if len(found) > _SHOWN else ""
    out.print(f"[dim]{len(found):,} proposal{'' if len(found) == 1 else 's'}{more}. No person judged them; people decide.[/]")
