"""`verbale read`: files into a register, with a progress bar and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import DAY, json_option, register_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from rich.console import Console

    from verbale.app.batches import FileRead, ReadSummary
    from verbale.model import Problem

_SHOWN = 20
"""This many problems are told on the screen; the register holds all."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@register_option
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read.")
@click.option("--source-url", default="", metavar="URL", help="Where the documents come from.")
@click.option("--archive-url", default="", metavar="URL", help="Where a copy is kept.")
@click.option("--obtained-by", default="", metavar="NAME", help="Who obtained them (a pseudonym will do).")
@click.option("--symbol", metavar="SYMBOL", help="The document's symbol, where the text lacks it; marked as supplied.")
@click.option("--date", "day", type=DAY, metavar="YYYY-MM-DD", help="The letter's date, where the text lacks it; marked as supplied.")
@click.option("--sender", metavar="NAME", help="Who speaks, where the text does not tell; marked as supplied.")
@click.option("--language", metavar="CODE", help="The language (en, fr, ...), where it cannot be told; marked as supplied.")
@json_option
def read(
    paths: tuple[str, ...], register: str | None, jobs: int, source_url: str, archive_url: str, obtained_by: str,
    symbol: str | None, day: date | None, sender: str | None, language: str | None, *, as_json: bool,
) -> int:  # fmt: skip
    """Read letters into a register: PDF, DOCX, HTML, plain text, e-mail, folders and ZIPs of these; "-" is standard input.

    What cannot be read is recorded with the reason, and the rest goes on. Reading a file again adds nothing.
    """
    from verbale.app.batches import Told, count_files, read_paths  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.settings import opened, register_address  # noqa: PLC0415
    from verbale.model import Supplied  # noqa: PLC0415

    told = Told(source_url, archive_url, obtained_by, Supplied(symbol, day, sender, language))
    with opened(register, create=True) as held:
        if as_json:
            summary = read_paths(paths, held, told, jobs=jobs)
        else:
            summary = _with_progress(count_files(paths, held), lambda done: read_paths(paths, held, told, jobs=jobs, done=done))
    if as_json:
        _write_plain(summary, register_address(register))
    else:
        _write(summary, register_address(register))
    return 0 if summary.well else 1


def _with_progress(total: int, act: Callable[[Callable[[FileRead], None]], ReadSummary]) -> ReadSummary:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    from verbale.cli.screen import console, one_line  # noqa: PLC0415

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def done(file: FileRead) -> None:
            name = one_line(file.path.rpartition("/")[2], 40).replace("[", "\\[")
            completed = int(bar.tasks[task].completed) + 1
            bar.update(task, completed=completed, total=max(total, completed), description=name)

        return act(done)


def _write(summary: ReadSummary, address: str) -> None:
    from verbale.cli.screen import console, marked  # noqa: PLC0415

    out = console()
    if not summary.received:
        out.print("[yellow]No file was found.[/]")
        return
    for line in _lines(summary):
        out.print(line)
    _write_problems(out, summary)
    out.print(f"\n[dim]Register:[/] {marked(address)}", soft_wrap=True)
    if summary.read:
        out.print("[dim]Next:[/]     verbale claims       [dim]who alleges what[/]")
        out.print("          verbale show LETTER  [dim]one letter with its claims marked in the text[/]")
        out.print("          verbale unread       [dim]words of harm in no claim: read these yourself[/]")


def _lines(summary: ReadSummary) -> list[str]:
    from verbale.model import Code  # noqa: PLC0415

    failed, ocr, language = summary.received - summary.read, summary.met(Code.NEEDS_OCR), summary.met(Code.LANGUAGE_NOT_READ)
    cited = sum(f.citations for f in summary.files)
    new = summary.added.readings
    known = summary.read - new
    lines = [
        _count(summary.received, "file received", "files received"),
        _count(summary.read, "read", "read") + (f"   [dim]{new} new, {known} known already[/]" if known else ""),
        _count(summary.claims, "claim", "claims") + "   [dim]what parties allege; not findings[/]",
        _count(cited, "citation of other documents", "citations of other documents"),
        _count(
            summary.unread, "sentence with words of harm in no claim", "sentences with words of harm in no claim", "yellow" if summary.unread else ""
        ),
    ]
    if failed:
        lines.append(_count(failed, "file could not be read", "files could not be read", "red"))
    if ocr:
        lines.append(_count(ocr, "file needs text recognition (OCR)", "files need text recognition (OCR)", "yellow"))
    if language:
        lines.append(_count(language, "file in a language not read yet, or not told", "files in a language not read yet, or not told", "yellow"))
    return lines


def _count(number: int, one: str, many: str, style: str = "") -> str:
    shown = f"{number:>8,}"
    return f"[bold {style}]{shown}[/]  {one if number == 1 else many}"


def _write_problems(out: Console, summary: ReadSummary) -> None:
    from verbale.cli.screen import problem_line  # noqa: PLC0415
    from verbale.cli.tables import hanging  # noqa: PLC0415

    problems: list[Problem] = [p for f in summary.files for p in (*([f.failure] if f.failure else []), *f.problems)]
    if problems:
        out.print(f"\n[bold]Problems[/] ({len(problems):,})")
        out.print(hanging(("[yellow]![/]", problem_line(p)) for p in problems[:_SHOWN]))
    if len(problems) > _SHOWN:
        out.print(f"  [dim]and {len(problems) - _SHOWN:,} more: verbale stats --problems[/]")


def _write_plain(summary: ReadSummary, address: str) -> None:
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.model import Code, to_plain  # noqa: PLC0415

    def plain(file: FileRead) -> dict[str, Any]:
        return {"path": file.path, "read": file.read} | {
            k: v for k, v in to_plain(file).items() if k not in ("path", "failure", "problems")
        } | {"problems": to_plain([*([file.failure] if file.failure else []), *file.problems])}  # fmt: skip

    write_json({
        "register": address,
        "received": summary.received, "read": summary.read, "claims": summary.claims, "unread": summary.unread,
        "needs_ocr": summary.met(Code.NEEDS_OCR), "language_not_read": summary.met(Code.LANGUAGE_NOT_READ),
        "added": to_plain(summary.added),
        "files": [plain(f) for f in summary.files],
    })  # fmt: skip
