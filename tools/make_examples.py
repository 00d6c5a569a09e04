"""Makes the example letters that are HTML, PDF or DOCX from `examples/sources`: `make_examples.py [FOLDER]`.

A source is a text with a head between two lines `+++` (TOML): `format`, `page` (which of the forms below) and what its
masthead says. Below the head: the title, then blocks parted by empty lines. `# ` and `## ` open a heading, `- ` an item, `> `
a line of the signature, `| ` a table row, `---` a new page, `[^1]: ` a footnote. The letters themselves are in that text; the
forms only put round it what an archive, a mission's web site or the documents service would.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import example_docx
import example_html
import example_pdf

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "examples" / "sources"
LETTERS = ROOT / "examples" / "letters"


@dataclass(frozen=True, slots=True)
class Source:
    """A letter's source: `head` as its TOML says, `title`, and `blocks` as (kind, lines).

    Kinds are "para", "head1", "head2", "item", "signature", "table" and "page".
    """

    name: str
    head: dict[str, Any]
    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    notes: dict[str, str]


MARKS = {"# ": "head1", "## ": "head2", "- ": "item", "> ": "signature", "| ": "table"}


def read_source(path: Path) -> Source:
    """The source at `path`, taken apart."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    title, *rest = (block.strip() for block in body.strip().split("\n\n"))
    blocks: list[tuple[str, tuple[str, ...]]] = []
    notes = {}
    for block in rest:
        lines = block.splitlines()
        mark = lines[0].split(" ", 1)[0] + " "
        if block == "---":
            blocks.append(("page", ()))
        elif block.startswith("[^"):
            number, note = block[2:].split("]: ", 1)
            notes[number] = note
        elif mark in MARKS:
            blocks.append((MARKS[mark], tuple(line.removeprefix(mark) for line in lines)))
        else:
            blocks.append(("para", (" ".join(lines),)))
    return Source(path.stem, tomllib.loads(head), title, tuple(blocks), notes)


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCES.glob("*.txt")):
        source = read_source(path)
        form = source.head["format"]
        writer = {"html": example_html.write, "pdf": example_pdf.write, "docx": example_docx.write}[form]
        writer(source, folder / f"{source.name}.{form}")
        print(f"{source.name}.{form}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
