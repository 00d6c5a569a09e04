"""`verbale list`, `claims`, `unread`, `stats`: what a register holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import DAY, OUTCOMES, json_option, register_option

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Claim
    from verbale.register import AllegedClaim


WIDE = 100
"""Columns of a terminal from which on names of files are shown at length."""


@click.command(name="list")
@register_option
@json_option
def list_(register: str | None, *, as_json: bool) -> int:
    """List the documents of a register, with what was read from each."""
    from verbale.app.settings import opened  # noqa: PLC0415 (the register loads when it is needed)
    from verbale.cli.screen import console, marked, one_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    with opened(register) as held:
        listed = held.list_documents()
    if as_json:
        write_json(to_plain(listed))
        return 0 if listed else 1
    shown = table("|Document", "Sender", "|Date", "Symbol", ">Claims", ">Unread", ">Notes")
    out = console()
    room = 34 if out.width >= WIDE else 20
    for document in listed:
        name = marked(one_line(document.name or document.document[:12], room))
        sender = marked(one_line(document.sender, 30)) or ("[dim]not told[/]" if document.reading else "[red]not read[/]")
        counts = (str(n) if n else "[dim]·[/]" for n in (document.claims, document.unread, document.problems))
        shown.add_row(name, sender, document.date or "[dim]·[/]", marked(document.symbol) or "[dim]·[/]", *counts)
    if listed:
        out.print(shown)
    out.print(f"\n[dim]{len(listed):,} document{'' if len(listed) == 1 else 's'}[/]")
    return 0 if listed else 1


@click.command()
@register_option
@click.option("--party", default="", metavar="NAME", help="Against whom it is alleged.")
@click.option("--claimant", default="", metavar="NAME", help="Who alleges it.")
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="On this day or later.")
@click.option("--to", "last", type=DAY, metavar="YYYY-MM-DD", help="On this day or earlier.")
@click.option("--place", default="", metavar="NAME", help="A place, or a region that the text says contains it.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="With a toll of this kind.")
@click.option("--text", default="", metavar="WORDS", help='Words that all occur; "several words" together, strik* for a beginning.')
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@json_option
def claims(
    register: str | None, party: str, claimant: str, first: date | None, last: date | None, place: str, outcome: str | None, text: str,
    limit: int | None, *, as_json: bool,
) -> int:  # fmt: skip
    """Show who alleges what, the newest letter first. Every condition given must hold."""
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import REMINDER, console, write_json  # noqa: PLC0415
    from verbale.model import Outcome, to_plain  # noqa: PLC0415
    from verbale.register import ClaimFilter  # noqa: PLC0415

    asked = ClaimFilter(party, claimant, place, Outcome(outcome) if outcome else None, text, first, last, limit)
    with opened(register) as held:
        found = held.claims(asked)
    if as_json:
        write_json(to_plain(found))
        return 0 if found else 1
    out = console()
    if not found:
        out.print("No claim fits.")
        return 1
    _write_claims(found)
    out.print(f"\n[dim]{len(found):,} claim{'' if len(found) == 1 else 's'}. {REMINDER}[/]")
    return 0


def _write_claims(found: list[AllegedClaim]) -> None:
    from verbale.cli.screen import console, marked, one_line  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.publish.attributed import UNNAMED, days  # noqa: PLC0415

    shown = table("Who alleges", "Against whom", "|When", "Where", "What, and with what toll", apart=True)
    for entry in found:
        claim = entry.claim
        shown.add_row(
            marked(entry.claimant or UNNAMED) + _stance(claim) + f"\n[dim]{marked(entry.source.symbol or one_line(_stem(entry.source.name), 26))}[/]",
            _accused(claim) or "[dim]nobody named[/]",
            days(claim.when).replace(" to ", "\nto ") if claim.when else "[dim]not told[/]",
            marked(", ".join(p.value.name for p in claim.where)) or "[dim]not told[/]",
            _what(claim),
        )
    console().print(shown)


def _accused(claim: Claim) -> str:
    """Whom the claim accuses; who is only held responsible, or named only elsewhere in the letter, is not shown like one told as the doer."""
    from verbale.cli.screen import marked  # noqa: PLC0415
    from verbale.model import PerpetratorRole as Role  # noqa: PLC0415
    from verbale.publish.attributed import ELSEWHERE  # noqa: PLC0415

    told = [p for p in claim.perpetrators if p.value.role in (Role.DIRECT, Role.RESPONSIBLE)]
    direct = [p for p in told if p.value.role is Role.DIRECT] or told
    names = ", ".join(marked(p.value.name) + (f"\n[dim]{p.value.role.value}[/]" if p.value.role is Role.RESPONSIBLE else "") for p in direct)
    return names + ("\n[dim]told elsewhere[/]" if any(p.rule in ELSEWHERE for p in direct) else "")


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _stance(claim: Claim) -> str:
    stance = claim.attribution.stance.value
    return "" if stance == "asserts" else f"\n[dim]{stance}[/]"


def _what(claim: Claim) -> str:
    from verbale.cli.screen import marked, one_line  # noqa: PLC0415

    lines = [marked(", ".join(p.value for p in claim.acts))] if claim.acts else []
    lines += [f"[bold]{t.outcome.value}[/]: “{marked(one_line(t.anchor.quote, 60))}”" for t in claim.tolls if t.subset_of is None]
    return "\n".join(lines) or "[dim]not told[/]"


@click.command()
@register_option
@json_option
def unread(register: str | None, *, as_json: bool) -> int:
    """List sentences with words of harm that no claim covers, with the reason where it is known.

    What is not in the claims is here: read it yourself before you rely on the claims being all.
    """
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, marked, one_line, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    with opened(register) as held:
        found = held.unread()
    if as_json:
        write_json(to_plain(found))
        return 0
    out, last = console(), ""
    for entry in found:
        if entry.source.document != last:
            last = entry.source.document
            head = marked(entry.source.name) + (f"  [dim]{marked(entry.source.symbol)}[/]" if entry.source.symbol else "")
            out.print(f"\n[bold]{head}[/]")
        reason = entry.value.reason or "reason not known"
        out.print(f"  [yellow]{marked(', '.join(entry.value.words))}[/]  [dim]at {entry.value.anchor.span.start}, {marked(reason)}[/]")
        out.print(_indented(marked(one_line(entry.value.anchor.quote, 400))))
    out.print(f"\n[dim]{len(found):,} sentence{'' if len(found) == 1 else 's'} with words of harm in no claim[/]")
    return 0


def _indented(text: str) -> Any:
    from rich.padding import Padding  # noqa: PLC0415

    return Padding(text, (0, 0, 0, 4))


@click.command()
@register_option
@click.option("--problems", is_flag=True, help="List every problem met, too.")
@json_option
def stats(register: str | None, *, problems: bool, as_json: bool) -> int:
    """Count what a register holds: documents, readings, claims, senders, languages."""
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, marked, problem_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    with opened(register) as held:
        counted, head = held.stats(), held.head()
        listed = held.problems() if problems else []
    if as_json:
        write_json(to_plain(counted) | {"head": head} | ({"problem_list": to_plain(listed)} if problems else {}))
        return 0
    out = console()
    names = {
        "documents": "documents", "read": "of them read", "failed": "files that could not be read", "readings": "readings, earlier ones too",
        "claims": "claims", "unread": "sentences with words of harm in no claim", "citations": "citations", "requests": "requests",
        "decisions": "decisions", "entries": "entries in the ledger",
    }  # fmt: skip
    for field, name in names.items():
        out.print(f"[bold]{getattr(counted, field):>8,}[/]  {name}")
    for title, pairs in (("Senders", counted.senders), ("Languages", counted.languages)):
        if pairs:
            out.print(f"\n[bold]{title}[/]")
        for name, number in pairs:
            out.print(f"{number:>8,}  {marked(name) or '[dim]not told[/]'}")
    out.print(f"\n[dim]Ledger head, to be noted elsewhere:[/]\n{head}", soft_wrap=True)
    if listed:
        out.print("\n[bold]Problems[/]")
        out.print(hanging((marked(e.name), problem_line(e.problem)) for e in listed))
    return 0
