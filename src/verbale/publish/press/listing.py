"""What was circulated in series of one's own: a page (HTML) and a feed (Atom, RFC 4287)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.publish.press.series import Entry


def listing_page(issuer: str, entries: Sequence[Entry]) -> str:
    """A page of every symbol given out, with what became of it: a gap in the numbers has its line too."""
    rows = "\n".join(
        f"<tr><td>{escape(e.symbol)}</td><td>{escape(e.circulated)}</td><td>{escape(e.title or _gap(e))}</td><td>{_links(e)}</td></tr>"
        for e in entries
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(issuer)}: documents circulated</title>\n"
        '<link rel="alternate" type="application/atom+xml" href="feed.atom">\n</head>\n<body>\n'
        f"<h1>{escape(issuer)}: documents circulated</h1>\n<p>What a document says is what its author alleges.</p>\n"
        f"<table>\n<thead><tr><th>Symbol</th><th>Date</th><th>Title</th><th>Files</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def feed(issuer: str, address: str, entries: Sequence[Entry]) -> str:
    """An Atom feed of the documents circulated, newest first; `address` is where the folder stands (an absolute URL)."""
    done = sorted((e for e in entries if e.state == "circulated"), key=lambda e: (e.circulated, e.taken_at, e.symbol), reverse=True)
    base = escape(address.rstrip("/") + "/")
    updated = f"{done[0].circulated}T00:00:00Z" if done else "1970-01-01T00:00:00Z"
    items = "".join(
        f"<entry><id>{base}{quote(e.symbol)}</id><title>{escape(e.symbol)}: {escape(e.title)}</title><updated>{e.circulated}T00:00:00Z</updated>"
        + "".join(f'<link href="{base}{quote(name)}"/>' for name in file_names(e)[:1])
        + f"<summary>{escape(e.title)}</summary></entry>\n"
        for e in done
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{base}</id><title>{escape(issuer)}: documents circulated</title><updated>{updated}</updated>"
        f'<author><name>{escape(issuer)}</name></author><link rel="self" href="{base}feed.atom"/>\n{items}</feed>\n'
    )


def _gap(entry: Entry) -> str:
    return f"void: {entry.reason}" if entry.state == "void" else f"taken {entry.taken_at}, nothing circulated"


def file_names(entry: Entry) -> list[str]:
    """The names of the files that were circulated under a symbol."""
    return [line.split("  ", 1)[1] for line in entry.files.splitlines() if "  " in line]


def _links(entry: Entry) -> str:
    return " ".join(f'<a href="{quote(name)}">{escape(name.rsplit(".", 1)[-1])}</a>' for name in file_names(entry))
