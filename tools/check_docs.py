"""Fails when a command, an option, an exit status, a problem code or an export field is not in docs/; `--write` renews the command reference.

The command reference (`docs/reference/cli.md`) between its two marks is made of the commands themselves; the rest is written by
hand and only looked at: each problem code as `code` in `problems.md`, each exported field as `field` in `readings.md`. `tables.md` is made of the declaration of the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
BEGIN, END = "<!-- begin: made by tools/check_docs.py -->\n", "<!-- end -->"
EXIT_STATUSES = ("0", "1", "2", "3")


def option_line(option: click.Parameter, context: click.Context) -> str | None:
    """One line on an option or argument; `None` for one that is hidden."""
    record = option.get_help_record(context)
    if record:
        return f"- `{record[0]}` {record[1]}".rstrip()
    return f"- `{option.make_metavar(context)}`" if isinstance(option, click.Argument) else None


def reference(group: click.Group, path: str = "verbale") -> str:
    """Every command with its help, arguments and options, as Markdown."""
    out = []
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        context = click.Context(command, info_name=f"{path} {name}")
        if isinstance(command, click.Group):
            out.append(reference(command, f"{path} {name}"))
            continue
        lines = [line for option in command.get_params(context) if (line := option_line(option, context))]
        about = "\n\n".join(" ".join(part.split()) for part in (command.help or "").replace("\b", "").split("\n\n"))
        out.append(f"### {path} {name}\n\n{about}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(out)


def undescribed(group: click.Group, path: str = "verbale") -> list[str]:
    """Commands without help and options without a word on what they do."""
    bad = []
    for name, command in group.commands.items():
        context = click.Context(command, info_name=name)
        if isinstance(command, click.Group):
            bad += undescribed(command, f"{path} {name}")
        if not command.help:
            bad.append(f"{path} {name} has no help")
        bad += [f"{path} {name} {o.opts[0]} has no help" for o in command.get_params(context) if isinstance(o, click.Option) and not o.help]
    return bad


def keys(value: Any) -> set[str]:
    """Every key of a nested record."""
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys(item)}
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    return set()


def exported() -> set[str]:
    """The fields of a reading as exported, seen on the example letters."""
    import verbale  # noqa: PLC0415
    from verbale.publish.readings import evaluation_record  # noqa: PLC0415

    letters = sorted((ROOT / "examples" / "letters").glob("*.txt"))
    return {key for path in letters for key in keys(evaluation_record(verbale.read(path)))}


def missing(values: set[str], page: str) -> list[str]:
    """Those that `page` does not name between backticks."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return [f"docs/reference/{page} does not tell `{value}`" for value in sorted(values) if f"`{value}`" not in text]


def tables_page() -> str:
    """The page of tables, made of their declaration."""
    from verbale.publish.release.descriptors import codebook  # noqa: PLC0415
    from verbale.publish.tables.specs import all_tables  # noqa: PLC0415

    text = codebook(all_tables(), ["Made by tools/check_docs.py of src/verbale/publish/tables/tables.toml."])
    return text.replace("# Codebook", "# The tables", 1).rstrip() + "\n"


def main() -> int:
    from verbale.cli import main as commands  # noqa: PLC0415
    from verbale.model import Code  # noqa: PLC0415

    group: click.Group = commands.main
    page = REFERENCE / "cli.md"
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    tail = rest.split(END, 1)[1]
    made = f"{head}{BEGIN}\n{reference(group)}\n{END}{tail}"
    tables = REFERENCE / "tables.md"
    if "--write" in sys.argv:
        page.write_text(made, encoding="utf-8")
        tables.write_text(tables_page(), encoding="utf-8")
    bad = undescribed(group)
    if tables.read_text(encoding="utf-8") != tables_page():
        bad.append("docs/reference/tables.md is not what the tables are; run tools/check_docs.py --write")
    if made != page.read_text(encoding="utf-8"):
        bad.append("docs/reference/cli.md is not what the commands say; run tools/check_docs.py --write")
    bad += [f"docs/reference/cli.md does not tell exit status {status}" for status in EXIT_STATUSES if f"| {status} |" not in head]
    bad += missing({code.value for code in Code}, "problems.md") + missing(exported(), "readings.md")
    for line in bad:
        print(line)
    return min(len(bad), 1)


if __name__ == "__main__":
    sys.exit(main())
