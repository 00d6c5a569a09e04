"""The reference pages name what the commands and the export have."""

from __future__ import annotations

from pathlib import Path

import click

import verbale
from verbale.cli.main import main
from verbale.publish.readings import evaluation_record

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def verbs(group, path="verbale"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from verbs(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_option_is_in_the_reference():
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    for verb, command in verbs(main):
        section = page.partition(f"### {verb}\n")[2].partition("\n### ")[0]
        missing = [name for option in command.params for name in option.opts if name.startswith("-") and name not in section]
        assert section, verb
        assert not missing, (verb, missing)


def test_every_exported_field_is_in_the_reference():
    page = (REFERENCE / "readings.md").read_text(encoding="utf-8")
    text = "On 3 May 2031, Arvanian forces shelled the village of Telmor, killing 4 civilians, including 2 children. We call upon the Security Council to act."
    record = evaluation_record(verbale.read_text(text), "x")
    claim = record["incidents"][0]
    keys = {*record, *claim, *claim["killed"], *claim["subsets"][0], *claim["spans"], *claim["tolls"][0], *claim["roles"][0]}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
