"""`verbale verify`: proves that a register was not altered."""

from __future__ import annotations

import click

from verbale.cli.options import json_option, register_option


@click.command()
@register_option
@click.option("--head", metavar="SEQ:HASH", help="A head noted earlier: proves that nothing was cut off since.")
@click.option("--rerender", is_flag=True, help="Read the originals anew, too, and compare texts and claims.")
@json_option
def verify(register: str | None, head: str | None, *, rerender: bool, as_json: bool) -> int:
    """Prove that a register was not altered: the ledger's chain, every record, every quotation against the stored text.

    Ends with status 3 when anything is not as it was entered.
    """
    from verbale.app import verifying  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, problem_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    with opened(register) as held:
        report = verifying.verify(held, head)
        again = verifying.rerender(held) if rerender else None
    problems = (*report.problems, *(again.problems if again else ()))
    if as_json:
        write_json(to_plain(report) | {"intact": not problems, "rerendered": to_plain(again)})
        return 3 if problems else 0
    out = console()
    out.print("[bold red]Not as it was entered.[/]" if problems else "[bold green]Unaltered.[/]")
    for name in ("entries", "documents", "readings", "anchors", "erased"):
        out.print(f"[bold]{getattr(report, name):>8,}[/]  {_NAMES[name]}")
    if again:
        out.print(f"[bold]{again.same:>8,}[/]  originals read anew with the same result")
        if again.other:
            out.print(f"[bold]{again.other:>8,}[/]  readings by another version, not compared")
    if problems:
        out.print(hanging(("[red]![/]", problem_line(p)) for p in problems))
    out.print(f"\n[dim]Ledger head, to be noted elsewhere:[/]\n{report.head}", soft_wrap=True)
    if not head:
        out.print("[dim]Without --head this proves that the register agrees with itself, not that nothing was cut off at its end.[/]")
    return 3 if problems else 0


_NAMES = {
    "entries": "entries of the ledger", "documents": "documents", "readings": "readings", "anchors": "quotations held against the stored text",
    "erased": "records erased on purpose",
}  # fmt: skip
