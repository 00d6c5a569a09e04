"""Writes an example letter as a PDF with a text layer, in the form of a circulated document, through Typst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from pathlib import Path

    from make_examples import Source

OLD = """#set page(paper: "a4", margin: (x: 3cm, y: 2.5cm), header: context {{ if counter(page).get().first() > 1 [{running} \\ English \\ Page #counter(page).display()] }},
  footer: context {{ if counter(page).get().first() == 1 {{ align(right)[/...] }} }})
#set text(font: "DejaVu Sans Mono", size: 9.5pt, hyphenate: false)
#set par(justify: false, leading: 0.8em, spacing: 1.4em, first-line-indent: (amount: 2em, all: true))
#grid(columns: (1fr, 1fr), [#text(size: 18pt)[UNITED NATIONS] \\ #v(6pt) {organs}], align(right)[#align(left)[#h(3cm) Distr. \\ #h(3cm) GENERAL \\ \\ {symbol} \\ {dated} \\ \\ #h(3cm) ORIGINAL: {original}]])
#line(length: 100%)
#v(1em)
#align(center)[#block(width: 85%)[#underline[{title}]]]
#v(1em)
"""
MODERN = """#set page(paper: "a4", margin: (x: 2.8cm, y: 2.6cm), header: context {{ if counter(page).get().first() > 1 [#strong[{running}] #line(length: 100%, stroke: .4pt)] }},
  footer: context {{ let n = counter(page).get().first(); if n == 1 [{job}] else [{short} #h(1fr) #n/#counter(page).final().first()] }})
#set text(font: "Libertinus Serif", size: 10.5pt, hyphenate: {hyphenate}, lang: "en")
#set par(justify: {hyphenate}, leading: 0.65em, spacing: 1em)
#grid(columns: (1fr, 1fr), align: (left + bottom, right + bottom), text(size: 16pt)[United Nations], text(size: 15pt)[{symbol}])
#line(length: 100%)
#grid(columns: (1.4fr, 1fr), [#text(size: 18pt, weight: "bold")[{organs}]], [Distr.: General \\ {dated} \\ \\ Original: {original}])
#line(length: 100%, stroke: 2pt)
{session}
#v(1em)
#block(inset: (x: 1.5em))[#strong[{title}]]
#v(.6em)
"""


def literal(text: str) -> str:
    """`text` as Typst content that shows exactly these characters."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(text: str, notes: dict[str, str]) -> str:
    """`text` with its footnote marks made footnotes."""
    pieces = re.split(r"\[\^(\w+)\]", text)
    return "".join(f"#footnote[{literal(notes[piece])}]" if i % 2 else literal(piece) if piece else "" for i, piece in enumerate(pieces))


def table(rows: tuple[str, ...]) -> str:
    """A ruled table; the first row repeats as its header."""
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in rows]
    width = max(len(row) for row in cells)
    cells = [row + [""] * (width - len(row)) for row in cells]
    head = ", ".join(f"[#strong[{literal(cell)}]]" for cell in cells[0])
    body = ", ".join(f"[{literal(cell)}]" for row in cells[1:] for cell in row)
    columns = ", ".join("auto" if max(len(row[i]) for row in cells) < 24 else "1fr" for i in range(width))
    return f"#set par(justify: false)\n#table(columns: ({columns}), stroke: .4pt, table.header({head}), {body})"


def body(source: Source) -> str:
    """The blocks of the letter as Typst."""
    out = []
    for kind, lines in source.blocks:
        text = " ".join(lines)
        if kind == "page":
            out.append("#pagebreak()")
        elif kind in ("head1", "head2"):
            size = "12pt" if kind == "head1" else "11pt"
            out.append(f'#block(below: 1em)[#text(size: {size}, weight: "bold")[{literal(text)}]]')
        elif kind == "item":
            out.append("\n\n".join(f"– {literal(line)}" for line in lines))
        elif kind == "signature":
            out.append("#align(right)[" + " \\ ".join(literal(line) for line in lines) + "]")
        elif kind == "table":
            out.append(table(lines))
        else:
            out.append(inline(text, source.notes))
    return "\n\n".join(out)


def write(source: Source, path: Path) -> None:
    """The PDF of `source` at `path`; without a date of making, so that the same source gives the same pages."""
    head = source.head
    symbol = " \\ ".join(literal(line) for line in head["symbol"].split("\n"))
    session = [literal(line) for line in [*head.get("session", []), *([head["year"]] if "year" in head else [])]]
    form = (OLD if head["page"] == "old" else MODERN).format(
        running=symbol,
        symbol=symbol,
        organs=" \\ ".join(literal(organ) for organ in head["organs"]),
        dated=literal(head["dated"]),
        original=literal(head["original"]),
        session=" \\ ".join(session),
        job=literal(head.get("job", "")),
        short=literal(head.get("job", "").split(" ")[0]),
        hyphenate="true" if head.get("hyphenate") else "false",
        title=literal(source.title),
    )
    path.write_bytes(typst.compile((f"#set document(date: none)\n{form}\n{body(source)}\n").encode()))
