"""`verbale thread`, `citations`, `catalogue add`: how letters follow each other, and the library records of those not at hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.options import json_option, register_option

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.resolution.threads import Graph, Step, Thread, Version


@click.command()
@click.argument("symbol", required=False)
@register_option
@click.option(
    "--format", "form", type=click.Choice(("graphml", "json")), help="Give out the graph: of this thread, or of all letters without SYMBOL."
)
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write the graph to. Else standard output.")
@json_option
def thread(symbol: str | None, register: str | None, form: str | None, out: Path | None, *, as_json: bool) -> int:
    """Show what a letter follows, what answers it and by whom, and what later versions of it change.

    SYMBOL is the letter's symbol, its file name or the beginning of its SHA-256. With --format or --out the graph of letters is given
    out; without SYMBOL that of the whole register.
    """
    from verbale.app.settings import opened  # noqa: PLC0415 (the register loads when it is needed)
    from verbale.app.threads import cited_documents, thread_of  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.threads import part_of, thread_plain  # noqa: PLC0415

    if form or out:
        with opened(register) as held:
            graph = part_of(*thread_of(held, symbol)) if symbol else cited_documents(held).graph()
        _give_out(graph, form or "graphml", out)
        return 0 if graph.works else 1
    if symbol is None:
        raise click.UsageError("Name a letter by its symbol, or give --format for the graph of all.")
    with opened(register) as held:
        graph, told = thread_of(held, symbol)
    if as_json:
        write_json(thread_plain(graph, told))
    else:
        _write(graph, told)
    return 0


def _give_out(graph: Graph, form: str, out: Path | None) -> None:
    import json  # noqa: PLC0415

    from verbale.publish.threads import graph_plain, graphml  # noqa: PLC0415

    data = graphml(graph) if form == "graphml" else (json.dumps(graph_plain(graph), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    if out:
        out.write_bytes(data)
        click.echo(f"{len(graph.works):,} documents and {len(graph.links):,} links written to {out}", err=True)
    else:
        sys.stdout.buffer.write(data)


def _write(graph: Graph, told: Thread) -> None:
    from verbale.cli.screen import REMINDER, console, marked, problem_line  # noqa: PLC0415
    from verbale.publish.threads import label, standing  # noqa: PLC0415

    out, work = console(), graph.works[told.work]
    out.print(f"[bold]{marked(label(work))}[/]")
    facts = [work.kind, work.day.isoformat() if work.day else "", work.sender, standing(work)]
    out.print(f"[dim]{marked(', '.join(fact for fact in facts if fact))}[/]")
    if work.title:
        out.print(marked(work.title))
    if len(told.versions) > 1:
        out.print("\n[bold]Versions[/]")
        for version in told.versions:
            _write_version(out, graph, version)
    for title, steps in (("Follows", told.follows), ("Answered by", told.answers), ("Also cites", told.cites)):
        _write_steps(out, graph, title, steps)
    if told.problems:
        out.print("\n[bold]Problems[/]")
    for problem in told.problems:
        out.print("  " + problem_line(problem))
    if any(version.changes for version in told.versions):
        out.print(f"\n[dim]{REMINDER}[/]")


def _write_version(out: Console, graph: Graph, version: Version) -> None:
    from rich.padding import Padding  # noqa: PLC0415

    from verbale.cli.screen import marked, one_line  # noqa: PLC0415
    from verbale.publish.threads import change_sentence, label  # noqa: PLC0415

    day = version.day.isoformat() if version.day else "no date   "
    name = f"  {marked(one_line(version.holding.name))}" if version.holding else "  [dim]not at hand[/]"
    out.print(f"  {day}  {version.how.value}: {marked(label(graph.works[version.work]))}{name}")
    for change in version.changes or ():
        out.print(Padding(marked(one_line(change_sentence(change))), (0, 0, 0, 14)))
    if version.changes == ():
        out.print(Padding("[dim]no change of a claim was read[/]", (0, 0, 0, 14)))


def _write_steps(out: Console, graph: Graph, title: str, steps: tuple[Step, ...]) -> None:
    from verbale.cli.screen import marked, one_line  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.publish.threads import label  # noqa: PLC0415

    out.print(f"\n[bold]{title}[/]" + ("" if steps else "  [dim]nothing known[/]"))
    if not steps:
        return
    shown = table("Date", "By whom", "Document", "How", "In the words")
    for step in steps:
        work = graph.works[step.work]
        near = label(graph.works[step.link.citing if title == "Follows" else step.link.cited])
        how = (
            step.link.relation.value + ("" if step.link.sure else " [yellow](open)[/]") + (f" [dim]from {marked(near)}[/]" if step.depth > 1 else "")
        )
        name = marked(label(work)) + ("" if work.known else " [dim]not at hand[/]")
        when = work.day.isoformat() if work.day else "[dim]·[/]"
        shown.add_row(when, marked(work.sender) or "[dim]·[/]", name, how, marked(one_line(step.link.citation.anchor.quote, 60)))
    out.print(shown)


@click.command()
@register_option
@click.option("--open", "only_open", is_flag=True, help="Only those that were not found, can mean several documents, or the letter itself.")
@json_option
def citations(register: str | None, *, only_open: bool, as_json: bool) -> int:
    """List every citation of a register and the document that it was found to mean; what was not found stays listed."""
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.app.threads import cited_documents  # noqa: PLC0415
    from verbale.cli.screen import console, problem_line, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415
    from verbale.publish.threads import resolved_plain  # noqa: PLC0415
    from verbale.resolution.citations import Found, problems_of  # noqa: PLC0415

    with opened(register) as held:
        cited = cited_documents(held)
    problems = problems_of(cited.resolved, cited.shelf)
    listed = [r for r in cited.resolved if not only_open or r.found is not Found.ONE]
    if as_json:
        write_json({"citations": [resolved_plain(r) for r in listed], "problems": to_plain(problems)})
        return 0 if listed else 1
    out = console()
    if listed:
        out.print(_citation_table(cited, listed))
    if problems:
        out.print("[bold]Problems[/]")
    for problem in problems:
        out.print("  " + problem_line(problem))
    found = sum(r.found is Found.ONE for r in cited.resolved)
    out.print(f"[dim]{len(cited.resolved):,} citation{'' if len(cited.resolved) == 1 else 's'}, {found:,} of them found[/]")
    return 0 if listed else 1


def _citation_table(cited: Any, listed: list[Any]) -> Any:
    from verbale.cli.screen import marked, one_line  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.publish.threads import label  # noqa: PLC0415

    shown = table("Letter", "Cites", "Relation", "Found", "Why")
    for entry in listed:
        citation = entry.citation
        told = citation.symbol or " ".join(
            part for part in (citation.kind, citation.date.isoformat() if citation.date else "", citation.author) if part
        )
        names = "; ".join(label(cited.shelf.by_id[work]) for work in entry.works)
        colour = {"found": "green", "open": "yellow", "itself": "yellow"}.get(entry.found.value, "dim")
        shown.add_row(
            marked(one_line(label(cited.shelf.by_id[entry.citing]), 40)), marked(told), citation.relation.value,
            f"[{colour}]{entry.found.value}[/]" + (f" {marked(one_line(names, 60))}" if names else ""), marked(entry.reason),
        )  # fmt: skip
    return shown


@click.group(invoke_without_command=True)
@register_option
@json_option
@click.pass_context
def catalogue(context: click.Context, register: str | None, *, as_json: bool) -> int:
    """List the records of a library's catalogue that a register holds: title, date and author of documents that are not at hand.

    `catalogue add` adds MARCXML files.
    """
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.cli.screen import console, marked, one_line, write_json  # noqa: PLC0415
    from verbale.cli.tables import table  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    if context.invoked_subcommand is not None:
        return 0
    with opened(register) as held:
        records = list(held.catalogue_records())
    if as_json:
        write_json(to_plain(records))
        return 0 if records else 1
    out, shown = console(), table("Symbol", "Date", "Author", "Title")
    for record in records:
        names = "-".join(s.value for s in record.symbols)
        author = record.authors[0].value if record.authors else ""
        title = one_line(record.title.value, 120) if record.title else ""
        shown.add_row(marked(names), record.date.value.isoformat() if record.date else "[dim]·[/]", marked(one_line(author, 30)), marked(title))
    if records:
        out.print(shown)
    out.print(f"[dim]{len(records):,} record{'' if len(records) == 1 else 's'}[/]")
    return 0 if records else 1


@catalogue.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@register_option
@click.option("--obtained-by", default="", metavar="NAME", help="Who obtained them (a pseudonym will do).")
@json_option
@click.pass_context
def add(context: click.Context, files: tuple[Path, ...], register: str | None, obtained_by: str, *, as_json: bool) -> int:
    """Add MARCXML files. What is there is passed over; a damaged record is told with its place, and the rest is added."""
    from verbale.app.settings import opened  # noqa: PLC0415
    from verbale.app.threads import add_catalogues  # noqa: PLC0415
    from verbale.cli.screen import console, marked, problem_line, write_json  # noqa: PLC0415
    from verbale.model import to_plain  # noqa: PLC0415

    above = context.parent.params.get("register") if context.parent else None  # `catalogue --register FILE add` means the same
    with opened(register or above, create=True) as held:
        done = add_catalogues(held, files, obtained_by)
    problems = [p for file in done for p in (*([file.problem] if file.problem else []), *(d.problem for d in file.damaged))]
    if as_json:
        write_json([
            {"file": f.name, "added": f.added, "known": f.known, "problems": to_plain([d.problem for d in f.damaged] + ([f.problem] if f.problem else []))}
            for f in done
        ])  # fmt: skip
        return 1 if problems else 0
    out = console()
    for file in (f for f in done if f.problem is None):
        out.print(
            f"{marked(file.name)}: {file.added:,} record{'' if file.added == 1 else 's'} added, {file.known:,} there before, {len(file.damaged):,} damaged"
        )
    for problem in problems:
        out.print("  " + problem_line(problem))
    return 1 if problems else 0
