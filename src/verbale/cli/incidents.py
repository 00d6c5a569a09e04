"""`verbale incidents`, `contradictions`: claims of one event side by side, and where they cannot both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import convention_option, json_option, judged_option, parties_option, register_option

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from verbale.app.incidents import Known, Whole
    from verbale.incidents.viewing import Row


@click.command()
@click.argument("incident", required=False, metavar="[ID]")
@register_option
@click.option("--all", "everything", is_flag=True, help="Incidents of one claim, too.")
@convention_option
@parties_option
@judged_option
@json_option
def incidents(
    incident: str | None, register: str | None, convention: str, parties: str | None, *, everything: bool, judged_only: bool, as_json: bool
) -> int:
    """List incidents, which are claims that links hold together; with ID show who says what of one, and who agrees.

    ID is an incident's id, a former one, the beginning of one, or a claim as DOCUMENT#NUMBER. An incident has no facts of its own.
    """
    from verbale.app.incidents import known, whole  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.parties import parties_in_use  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, write_json  # noqa: PLC0415

    with opened(register) as held:
        found = known(held, convention, parties_in_use(parties), pre_accepted=not judged_only)
    if incident is None:
        return _list(found, everything=everything, as_json=as_json)
    shown = whole(found, incident)
    if as_json:
        write_json(_whole_plain(found, shown))
        return 0
    _write(console(), found, shown)
    return 0


def _list(found: Known, *, everything: bool, as_json: bool) -> int:
    from verbale.cli.screen import REMINDER, by_threshold, console, marked, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.incidents.closing import components  # noqa: PLC0415
    from verbale.publish.incidents import incident_plain  # noqa: PLC0415

    groups = [g for g in components(found.incidents, found.links) if everything or len(found.told(g)) > 1]
    if as_json:
        write_json([{"together": [incident_plain(i, found.by_locus) for i in group]} for group in groups])
        return 0 if groups else 1
    out, shown = console(), table("|Incident", "|When", "Where", "Who speaks of it", apart=True)
    for group in groups:
        lines = []
        for incident in group:
            told = [found.by_locus[locus] for locus in incident.claims]
            days = sorted({t.claim.when.first.isoformat() for t in told if t.claim.when})
            places = dict.fromkeys(p.value.name for t in told for p in t.claim.where)
            speakers = dict.fromkeys(f"{t.party} [dim]{marked(t.label)}[/]" for t in told)
            lines.append((incident.id, ", ".join(days), ", ".join(places), "\n".join(speakers)))
        for number, (name, when, where, who) in enumerate(lines):
            end = number == len(lines) - 1
            shown.add_row(("" if number == 0 else "+ ") + name, when or "[dim]·[/]", marked(where) or "[dim]·[/]", who, end_section=end)
    if groups:
        out.print(shown)
    counted = (
        f"{len(groups):,} group{'' if len(groups) == 1 else 's'} of linked claims" if not everything else f"{len(groups):,} incidents and groups"
    )
    out.print(f"\n[dim]{counted}. {REMINDER}[/]{by_threshold(found.pre_accepted)}")
    return 0 if groups else 1


def _whole_plain(found: Known, shown: Whole) -> dict[str, object]:
    from verbale.model import to_plain  # noqa: PLC0415
    from verbale.publish.incidents import incident_plain, tally_plain, view_plain  # noqa: PLC0415

    return {
        "incident": shown.incident.id,
        "together": [incident_plain(i, found.by_locus) for i in shown.together],
        **view_plain(shown.view),
        "tallies": [tally_plain(t, found.by_locus) for t in shown.tallies],
        "links": [
            to_plain(e.link) | {"decision": e.decision.id, "time": e.decision.time, "reason": e.decision.reason, "pre_accepted": e.pre_accepted}
            for e in shown.links
        ],
        "assessments": [to_plain(a) | {"entered": d.time} for a, d in shown.assessed],
        "disputed": to_plain(shown.disputed),
    }


def _write(out: Console, found: Known, shown: Whole) -> None:
    from verbale.cli.screen import REMINDER, by_threshold, marked  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415
    from verbale.cli.tallying import tally_table  # noqa: PLC0415
    from verbale.publish.incidents import assessment_words, link_words, stances  # noqa: PLC0415

    out.print(
        f"[bold]Incident {shown.incident.id}[/]" + (f"  [dim]formerly {', '.join(shown.incident.aliases)}[/]" if shown.incident.aliases else "")
    )
    others = [i.id for i in shown.together if i is not shown.incident]
    if others:
        out.print(f"[dim]shown with {', '.join(others)}, which links hold to it[/]")
    out.print("\n[bold]Who speaks of it[/]")
    entries = []
    for position in shown.view.positions:
        said = [
            f"{words} [dim]({', '.join(marked(t.label) + (f' of {t.said}' if t.said else '') for t in told)})[/]" for words, told in stances(position)
        ]
        entries.append((" ", f"[bold]{marked(position.party)}[/] {'; '.join(said)}"))
    out.print(hanging(entries, 1))
    out.print("\n[bold]What they say[/]")
    out.print(_rows(shown.view.rows))
    if shown.tallies:
        out.print("\n[bold]How many persons, in each account by itself[/]")
    for tally in shown.tallies:
        out.print(tally_table(tally, found.by_locus))
    out.print(f"\n[bold]Independent sources[/]  {shown.view.roots}" + _open(shown.view.roots.unknown))
    out.print(hanging((" ", f"[dim]one root:[/] {marked(', '.join(group))}") for group in shown.view.roots.groups))
    for line in shown.view.lines:
        out.print(f"\n[bold]{line.outcome.value} in the account of {marked(line.party)}, over time[/]")
        out.print(hanging((m.said or "no date", f"“{marked(m.words)}”  [dim]{marked(', '.join(m.documents))}[/]") for m in line.moments))
    if shown.links:
        out.print("\n[bold]Links[/]")
        marks = [
            (_by(e.pre_accepted, e.link.by), f"{marked(link_words(e.link, found.by_locus))}  [dim]{marked(e.decision.reason)}[/]")
            for e in shown.links
        ]
        out.print(hanging(marks))
    for link in shown.disputed:
        out.print(f"  [yellow]judged not the same, and joined through other links:[/] {marked(link_words(link, found.by_locus))}")
    if shown.assessed:
        out.print("\n[bold]Assessed, apart from all claims[/]")
        out.print(hanging((" ", f"{marked(assessment_words(a))} [dim]{a.id[:12]}[/]") for a, _ in shown.assessed))
    out.print(f"\n[dim]{REMINDER}[/]{by_threshold(sum(e.pre_accepted for e in shown.links))}")


def _by(pre_accepted: bool, by: str) -> str:
    from verbale.cli.screen import marked  # noqa: PLC0415

    return f"[yellow]pre-accepted, {marked(by)}[/]" if pre_accepted else f"[dim]{marked(by)}[/]"


def _open(parties: tuple[str, ...]) -> str:
    from verbale.cli.screen import marked  # noqa: PLC0415

    return f" [dim]({marked(', '.join(parties))})[/]" if parties else ""


def _rows(rows: tuple[Row, ...]) -> Table:
    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import Agreement  # noqa: PLC0415

    shown = table("Particular", "Who", "Says", "Beside the others")
    for row in rows:
        said = [value for value in row.values if value.words]
        for number, value in enumerate(said):
            beside: dict[str, list[str]] = {}
            for pair in row.pairs:
                if value.party in {pair.first, pair.other} and pair.agreement is not Agreement.SILENT:
                    other = pair.other if pair.first == value.party else pair.first
                    beside.setdefault(_colour(pair.agreement.value), []).append(marked(other))
            former = f"\n[dim]before: {marked('; '.join(value.updated))}[/]" if value.updated else ""
            shown.add_row(
                f"[bold]{row.particular}[/]" if number == 0 else "", marked(value.party), marked("; ".join(value.words)) + former,
                "\n".join(f"{how} {', '.join(others)}" for how, others in beside.items()) or (_ALONE if row.pairs else "[dim]·[/]"), end_section=number == len(said) - 1,
            )  # fmt: skip
    return shown


_ALONE = "[dim]the others are silent[/]"


def _colour(word: str) -> str:
    colour = {"agrees": "green", "contradicts": "red", "updated": "yellow"}.get(word)
    said = {"agrees": "agrees with", "contradicts": "contradicts", "updated": "updated, once agreed with", "compatible": "compatible with"}
    told = said.get(word, "incomparable with")
    return f"[{colour}]{told}[/]" if colour else told


@click.command()
@register_option
@convention_option
@parties_option
@judged_option
@json_option
def contradictions(register: str | None, convention: str, parties: str | None, *, judged_only: bool, as_json: bool) -> int:
    """List where accounts of one incident cannot both hold, each time with a smallest set of claims that shows it.

    Which of them is right, nothing here says. Status 1 when there is none.
    """
    from verbale.app.incidents import contradictions as all_contradictions  # noqa: PLC0415
    from verbale.app.incidents import known  # noqa: PLC0415
    from verbale.app.parties import parties_in_use  # noqa: PLC0415
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import REMINDER, by_threshold, console, marked, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.publish.incidents import opposed_words, told_plain  # noqa: PLC0415

    with opened(register) as held:
        found = known(held, convention, parties_in_use(parties), pre_accepted=not judged_only)
    listed = all_contradictions(found)
    if as_json:
        write_json([
            {
                "incidents": list(c.incidents), "particular": c.particular, "parties": list(c.parties),
                "claims": [told_plain(t) | {"words": opposed_words(t, c)} for t in c.claims],
            }
            for c in listed
        ])  # fmt: skip
        return 0 if listed else 1
    out, shown = console(), table("|Incident", "In what", "Claims that cannot all hold", apart=True)
    for entry in listed:
        claims = [f"{marked(told.party)}: {marked(opposed_words(told, entry))} [dim]{marked(told.label)}[/]" for told in entry.claims]
        shown.add_row("\n".join(entry.incidents), entry.particular, "\n".join(claims))
    if listed:
        out.print(shown)
    out.print(f"\n[dim]{len(listed):,} contradiction{'' if len(listed) == 1 else 's'}. {REMINDER}[/]{by_threshold(found.pre_accepted)}")
    return 0 if listed else 1
