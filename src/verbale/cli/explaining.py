"""`verbale explain`: which rules read a place of a file, which lost, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verbale.cli.options import json_option

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.app.explaining import Explanation

_STYLES = {"fired": "green", "refused": "yellow", "lost": "dim"}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--at", "offset", type=click.IntRange(0), required=True, metavar="OFFSET", help="The character, counted from 0 in the document's text.")
@json_option
def explain(file: str, offset: int, *, as_json: bool) -> int:
    """Tell which rules read the character at OFFSET, which lost, and why. Works from the file; no register is needed."""
    from verbale.app.explaining import explain as act  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.library import rendition_of  # noqa: PLC0415
    from verbale.cli.screen import console, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    told = act(rendition_of(file), offset)
    if as_json:
        write_json(to_plain(told))
        return 0
    out = console()
    _write_place(out, told)
    _write_rules(out, told)
    _write_result(out, told)
    return 0


def _write_place(out: Console, told: Explanation) -> None:
    from verbale.cli.screen import marked  # noqa: PLC0415

    where = f"{told.block} of the {told.part}" if told.part else told.block
    out.print(f"Character {told.offset:,} is “{marked(told.character)}”, in a [bold]{where}[/].")
    if not told.sentence:
        out.print("[dim]Claims are not read in such a block.[/]")
        return
    before, after = told.sentence[: told.offset - told.start], told.sentence[told.offset - told.start + 1 :]
    out.print(f"\n{marked(before)}[reverse]{marked(told.character)}[/]{marked(after)}\n")
    word = next((w for w in told.words if w.start <= told.offset < w.end), None)
    if word:
        known = f"in lexicon {word.source}.toml" if word.source else "in no lexicon"
        sense = f", sense [bold]{marked(word.sense)}[/]" if word.sense else ""
        out.print(f"[bold]Word[/]  “{marked(word.words)}”: tag [bold]{marked(word.tag)}[/]{sense} [dim]({known})[/]")
    for mention in told.mentions:
        out.print(f"[bold]{mention.kind.capitalize()}[/]  “{marked(mention.words)}”: {marked(mention.value)} [dim]({marked(mention.rule)})[/]")


def _write_rules(out: Console, told: Explanation) -> None:
    from verbale.cli.screen import marked, one_line  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415

    if not told.sentence:
        return
    if not told.trials:
        out.print("\nNo pattern could match here.")
        return
    shown = table("|Level", "|Pattern", "|", "Words", "Gives, or why not")
    for trial in told.trials:
        words = told.sentence[trial.start - told.start : trial.end - told.start]
        style = _STYLES[trial.outcome]
        shown.add_row(trial.level, trial.rule, f"[{style}]{trial.outcome}[/]", marked(one_line(words, 44)), marked(trial.gave or trial.why))
    out.print()
    out.print(shown)


def _write_result(out: Console, told: Explanation) -> None:
    from verbale.cli.screen import marked  # noqa: PLC0415

    for field in told.fields:
        out.print(f"[cyan]Claim {field.claim}[/]  {field.field}: [bold]{marked(field.value)}[/] [dim]({marked(field.rule)})[/]")
    if told.claims and not told.fields:
        out.print(f"[cyan]Claim {', '.join(map(str, told.claims))}[/] covers it, without a value from this word.")
    if told.unread:
        out.print(f"[yellow]No claim covers this sentence[/], which has words of harm: {marked(told.unread)}.")
    elif told.sentence and not told.claims:
        out.print("[dim]No claim covers it, and it has no words of harm.[/]")
