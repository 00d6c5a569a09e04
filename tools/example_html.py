"""Writes an example letter as a saved web page: a library's, an old archive's or a mission's, with all that stands round a text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from make_examples import Source

LIBRARY = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{symbol} - Documents Library</title>
<link rel="stylesheet" href="/static/site.css">
<script>window.dataLayer = []; function track(e) {{ dataLayer.push(e); }}</script>
<style>.masthead td {{ vertical-align: top }}</style></head>
<body>
<header><a href="/">Documents Library</a>
<nav><ul><li><a href="/organs/sc">Security Council</a></li><li><a href="/organs/ga">General Assembly</a></li><li><a href="/help">Help</a></li>
<li><a href="/search?q=letters">12 killed in border clash: search results</a></li></ul></nav></header>
<main><article>
<table class="masthead"><tr><td>United Nations</td><td>{symbol}</td></tr><tr><td>{organs}</td><td>Distr.: General<br>{dated}<br>Original: {original}</td></tr></table>
{session}<h1>{title}</h1>
{body}
</article></main>
<aside><h2>Related documents</h2><ul><li><a href="/doc/1">Letter dated 4 May 2031 from the Permanent Representative of Dorrin</a></li>
<li><a href="/doc/2">Report of the Secretary-General on the coastal region</a></li></ul></aside>
<footer><p>Terms of use | Privacy | Copyright Documents Library 2031</p></footer>
<script src="/static/site.js"></script>
</body></html>
"""
ARCHIVE = """<HTML><HEAD><TITLE>{short}</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD>
<BODY BGCOLOR="#FFFFFF" LINK="#0000CC">
<TABLE WIDTH="100%" BORDER=0><TR><TD><A HREF="index.html"><IMG SRC="back.gif" ALT="Back to index"></A></TD><TD><A HREF="by-date.html">By date</A> |
<A HREF="by-subject.html">By subject</A> | <A HREF="search.html">Search</A></TD></TR></TABLE><HR>
<TABLE WIDTH="100%"><TR><TD VALIGN=top><FONT SIZE="+2">UNITED<BR>NATIONS</FONT></TD><TD ALIGN=right><B>{symbol}</B></TD></TR>
<TR><TD><FONT SIZE="+1">{organs}</FONT></TD><TD ALIGN=right>Distr.<BR>GENERAL<BR>{dated}<BR>ORIGINAL: {original}</TD></TR></TABLE>
{session}<CENTER><B>{title}</B></CENTER>
{body}
<HR><FONT SIZE="-1">Document in plain text | Print this page | <A HREF="mailto:archive@example.org">Comments</A></FONT>
</BODY></HTML>
"""
MISSION = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Permanent Mission</title>
<meta name="description" content="News and letters of the Permanent Mission"></head>
<body class="post">
<div id="cookie-banner"><p>This site uses cookies. <button>Accept all</button></p></div>
<div class="menu" role="navigation"><a href="/">Home</a> <a href="/ambassador">The Ambassador</a> <a href="/letters">Letters</a> <a href="/contact">Contact us</a></div>
<div class="breadcrumb"><a href="/">Home</a> &raquo; <a href="/letters">{heading}</a></div>
<div id="content"><h1>{title}</h1>
<div class="share"><a href="#">Share</a> <a href="#">Print</a></div>
<div class="entry-content">{body}</div></div>
<div class="sidebar"><h3>Latest</h3><ul><li>Five killed as convoy attacked, says spokesperson</li><li>Reception on the occasion of the National Day</li></ul></div>
<div class="footer"><p>Permanent Mission to the United Nations, 1 Harbour Plaza, New York. Tel. (212) 555-0100</p></div>
</body></html>
"""


def breaks(text: str) -> str:
    """`text` escaped, its line ends as line breaks."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def table(rows: tuple[str, ...]) -> str:
    """A table, its first row as header."""
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
    lines = ["".join(f"<{tag}>{breaks(cell)}</{tag}>" for cell in row) for row, tag in zip(cells, ["th"] + ["td"] * len(cells), strict=False)]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def body(source: Source) -> str:
    """The blocks of the letter as markup."""
    out = []
    for kind, lines in source.blocks:
        text = re.sub(r"\[\^(\w+)\]", r"<sup>\1</sup>", breaks(" ".join(lines)))
        if kind == "table":
            out.append(table(lines))
        elif kind == "item":
            out.append("<ul>" + "".join(f"<li>{breaks(line)}</li>" for line in lines) + "</ul>")
        elif kind == "signature":
            out.append("<p align=right>" + "<br>".join(breaks(line) for line in lines) + "</p>")
        elif kind in ("head1", "head2"):
            out.append(f"<h{int(kind[-1]) + 1}>{text}</h{int(kind[-1]) + 1}>")
        elif kind == "para":
            out.append(f"<p>{text}</p>")
    return "\n".join(out)


def write(source: Source, path: Path) -> None:
    """The page of `source` at `path`; an old archive's page is in windows-1252, as it says."""
    head = source.head
    form = {"library": LIBRARY, "archive": ARCHIVE, "mission": MISSION}[head["page"]]
    lines = [*head.get("session", []), *([head["year"]] if "year" in head else [])]
    page = form.format(
        symbol=breaks(head.get("symbol", "")),
        short=breaks(head.get("symbol", "").split("\n")[0]),
        organs="<br>".join(breaks(organ) for organ in head.get("organs", [])),
        dated=breaks(head.get("dated", "")),
        original=breaks(head.get("original", "")),
        session="".join(f"<p>{breaks(line)}</p>\n" for line in lines),
        heading=breaks(head.get("heading", "")),
        title=breaks(source.title),
        body=body(source),
    )
    path.write_bytes(page.encode("cp1252" if head["page"] == "archive" else "utf-8"))
