"""A sheet as one HTML page, escaped, with its style inside and no script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from verbale.publish.press.links import linked
from verbale.publish.press.sheet import Form, Laid, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", Georgia, serif; color: #111; background: #fff }
.masthead { width: 100%; border-collapse: collapse } .masthead td { padding: .3rem 0; vertical-align: bottom; border-bottom: 1px solid #111 }
.masthead tr + tr td { vertical-align: top; border-bottom: 0 } .masthead { border-bottom: 4px solid #111 } .issuer, .symbol { font-size: 1.3rem } .organs { font-size: 1.6rem; font-weight: bold }
.symbol { text-align: end } .specimen { color: #a00000; text-align: center; font-size: .85rem } h1 { font-size: 1rem; margin: 2rem } h2 { font-size: 1rem }
.sessions { font-weight: bold } .version { font-weight: bold; text-align: center } .item { margin-inline-start: 1.6rem } .signature { margin-inline-start: 55% } .original { text-align: end } .note { font-size: .85rem }
.annex { margin-top: 3rem; border-top: 1px solid #111; padding-top: 1rem } table.rows { border-collapse: collapse; width: 100% }
table.rows th, table.rows td { border: 1px solid #666; padding: .3rem .5rem; text-align: start; vertical-align: top }
table.lines, table.lines tbody, table.lines tr { display: block } table.lines td { display: inline; padding-inline-end: 1.6rem }
""".strip().replace("\n", " ")


def html(sheet: Sheet) -> str:
    """The document as a page that stands alone."""
    notice = f'<p class="specimen">{escape(sheet.specimen)}</p>\n' if sheet.specimen else ""
    sessions = f'<p class="sessions">{_lines(sheet.sessions)}</p>\n' if sheet.sessions else ""
    version = f'<p class="version">{escape(sheet.version)}</p>\n' if sheet.version else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}" dir="{sheet.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(" – ".join(sheet.symbols))}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{notice}"
        f'<table class="masthead"><tr><td class="issuer">{escape(sheet.issuer)}</td><td class="symbol">{_lines(sheet.symbols)}</td></tr>\n'
        f"{_organs(sheet)}</table>\n"
        f"{sessions}<h1>{escape(sheet.title)}</h1>\n{version}"
        + "".join(_block(b, sheet) for b in sheet.blocks)
        + f"{notice}</main>\n</body>\n</html>\n"
    )


def _organs(sheet: Sheet) -> str:
    """A row for each organ, with the distribution, dates and languages beside them all."""
    beside = f'<td dir="ltr" rowspan="{len(sheet.organs)}">{_lines(sheet.distribution)}</td>'
    return "\n".join(f'<tr><td class="organs">{escape(organ)}</td>{"" if number else beside}</tr>' for number, organ in enumerate(sheet.organs))


def _block(block: Laid, sheet: Sheet) -> str:
    text = _linked(block.text, sheet)
    if block.form is Form.TABLE:
        head, *rows = block.rows
        return (
            f'<table class="rows"><thead>{_row(head, "th", sheet)}</thead><tbody>{"".join(_row(row, "td", sheet) for row in rows)}</tbody></table>\n'
        )
    if block.form is Form.LINES:
        return f'<table class="lines"><tbody>{"".join(_row(row, "td", sheet) for row in block.rows)}</tbody></table>\n'
    if block.form is Form.SIGNATURE:
        return f'<p class="signature">{_lines(row[0] for row in block.rows)}</p>\n'
    if block.form is Form.HEADING:
        return f"<h2>{text}</h2>\n"
    if block.form is Form.ANNEX:
        return f'<h1 class="annex">{text}</h1>\n'
    if block.form is Form.QUOTATION:
        return f"<blockquote><p>{text}</p></blockquote>\n"
    return f"<p>{text}</p>\n" if block.form is Form.PARAGRAPH else f'<p class="{block.form.value}">{text}</p>\n'


def _row(cells: Iterable[str], tag: str, sheet: Sheet) -> str:
    return "<tr>" + "".join(f"<{tag}>{_linked(cell, sheet)}</{tag}>" for cell in cells) + "</tr>"


def _linked(text: str, sheet: Sheet) -> str:
    return "".join(
        f'<a href="{escape(target)}">{escape(words)}</a>' if target else escape(words) for words, target in linked(text, sheet.files, "html")
    )


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(escape(line) for line in lines)
