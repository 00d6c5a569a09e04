"""`verbale circulate`: a letter drawn up as a document; `verbale series`: symbols of an organ of one's own."""

from __future__ import annotations

import click

from verbale.cli.options import json_option

FORMS = ("pdf", "html", "docx")
BOOK = click.option("--book", default="symbols.db", show_default=True, metavar="FILE", help="The file that holds the series.")


@click.command()
@click.argument("letter", metavar="LETTER")
@click.option("--particulars", required=True, metavar="FILE.toml", help="Symbol, dates, organs, sender ...: see docs/guides/circulation.md.")
@click.option("--as", "forms", multiple=True, type=click.Choice(FORMS), help="Which files to make; more than one may be given. Else pdf.")
@click.option("--out", default=".", show_default=True, metavar="FOLDER", help="Where the files go.")
@click.option("--fonts", multiple=True, metavar="FOLDER", help="Fonts beside those of the system, for PDF.")
@click.option("--series", metavar="NAME", help="Take the next symbol of this series.")
@click.option("--of", default="", metavar="SYMBOL", help="With --series: take a symbol for a version of this document.")
@click.option("--version", type=click.Choice(["Corr", "Add", "Rev"]), help="With --of: which kind of version.")
@BOOK
@json_option
def circulate(
    letter: str,
    particulars: str,
    forms: tuple[str, ...],
    out: str,
    fonts: tuple[str, ...],
    series: str | None,
    of: str,
    version: str | None,
    book: str,
    *,
    as_json: bool,
) -> int:
    """Draw a letter up as a circulated document: masthead, title in proper form, body, signature, annexes.

    In the name of the United Nations it is always marked SPECIMEN, "not issued by the United Nations", and bears no emblem.
    """
    from verbale.app.circulating import Numbering  # noqa: PLC0415 (the stages load when they are needed)
    from verbale.app.circulating import circulate as draw_up  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415

    if bool(of) != bool(version) or (of and not series):
        raise click.UsageError("--of and --version go together, with --series")
    done = draw_up(letter, particulars, forms or ("pdf",), out, fonts, Numbering(book, series, of, version or "") if series else None)
    if as_json:
        write_json(
            {
                "symbol": done.symbol,
                "title": done.title,
                "files": [str(f) for f in done.files],
                "specimen": done.specimen,
                "left_out": list(done.left_out),
            }
        )
        return 0
    click.echo(f"{done.symbol}  {done.title}")
    for file in done.files:
        click.echo(f"  {file}")
    if done.specimen:
        click.echo("  marked SPECIMEN: not issued by the United Nations")
    for words in done.left_out:
        click.echo(f"  not printed again: {words}", err=True)
    return 0


@click.group(invoke_without_command=True)
@BOOK
@json_option
@click.pass_context
def series(context: click.Context, book: str, *, as_json: bool) -> int:
    """List every symbol given out in series of one's own, and what became of it.

    `series open` opens a series, `series void` explains a gap, `series publish` writes the page and the feed.
    """
    from dataclasses import asdict  # noqa: PLC0415

    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.press.series import SeriesBook  # noqa: PLC0415

    if context.invoked_subcommand:
        return 0
    entries = SeriesBook(book).entries()
    if as_json:
        write_json([asdict(e) for e in entries])
    else:
        for e in entries:
            click.echo(f"{e.symbol}\t{e.state}\t{e.circulated or e.taken_at}\t{e.title or e.reason}")
    return 0 if entries else 1


@series.command("open")
@click.argument("name")
@click.argument("pattern", metavar="PATTERN")
@click.option("--issuer", required=True, metavar="NAME", help="In whose name documents are issued.")
@BOOK
@json_option
def open_(name: str, pattern: str, issuer: str, book: str, *, as_json: bool) -> int:
    """Open a series; PATTERN holds {number} and may hold {year}, as "RC/{year}/{number}"."""
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.press.series import SeriesBook  # noqa: PLC0415

    SeriesBook(book, create=True).open_series(name, pattern, issuer)
    if as_json:
        write_json({"series": name, "pattern": pattern, "issuer": issuer})
    else:
        click.echo(f"series {name}: {pattern}, issued by {issuer}")
    return 0


@series.command()
@click.argument("symbol")
@click.option("--reason", required=True, help="Why nothing will be circulated under it.")
@BOOK
@json_option
def void(symbol: str, reason: str, book: str, *, as_json: bool) -> int:
    """Enter that nothing will be circulated under a symbol that was taken."""
    from verbale.cli.screen import write_json  # noqa: PLC0415
    from verbale.publish.press.series import SeriesBook  # noqa: PLC0415

    SeriesBook(book).void(symbol, reason)
    if as_json:
        write_json({"symbol": symbol, "state": "void", "reason": reason})
    else:
        click.echo(f"{symbol}: void ({reason})")
    return 0


@series.command()
@click.argument("name")
@click.option("--out", required=True, metavar="FOLDER", help="Where index.html and feed.atom go.")
@click.option("--address", required=True, metavar="URL", help="Where that folder will stand, for the feed.")
@BOOK
@json_option
def publish(name: str, out: str, address: str, book: str, *, as_json: bool) -> int:
    """Write the page and the Atom feed of what was circulated."""
    from verbale.app.circulating import publish_list  # noqa: PLC0415
    from verbale.cli.screen import write_json  # noqa: PLC0415

    written = [str(path) for path in publish_list(book, name, out, address)]
    if as_json:
        write_json(written)
    else:
        click.echo("\n".join(written))
    return 0
