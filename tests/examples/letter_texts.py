"""The text of a letter by the plainest means, independent of the readers under test."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import lxml.html
import pypdfium2
from docx.table import Table

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "examples" / "letters"


def of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages).replace("\r\n", "\n").replace("\ufffe\n", "").replace("\ufffe", "")


def of_docx(path: Path) -> str:
    lines = []
    for item in docx.Document(str(path)).iter_inner_content():
        lines += ["\t".join(cell.text for cell in row.cells) for row in item.rows] if isinstance(item, Table) else [item.text]
    return "\n".join(lines)


def of_html(path: Path) -> str:
    return "\n".join(lxml.html.fromstring(path.read_bytes()).itertext())


def text_of(path: Path) -> str:
    """The text, with nothing left out and in no particular layout."""
    if path.suffix == ".txt":
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
        return text.replace("\r\n", "\n")
    return {".pdf": of_pdf, ".docx": of_docx, ".html": of_html}[path.suffix](path)


def swapped(text: str, one: dict[str, str], other: dict[str, str]) -> str:
    """`text` with two states of `examples/states.csv` in each other's place, in every form of their names; twice gives the text back."""
    pairs = [(one[key], other[key]) for key in ("formal", "adjective", "name")]
    forms = dict(pairs) | {b: a for a, b in pairs}
    forms |= {a.upper(): b.upper() for a, b in forms.items()}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda form: forms[form[0]], text)
