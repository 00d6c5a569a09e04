"""The checks of the documentation see what they are for, and every link between its pages leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import check_docs
import refresh_readme
from verbale.model import Code

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples" / "README.md"]


@click.group()
def program():
    """A program with two commands."""


@program.command()
@click.argument("path")
@click.option("--jobs", default=1, help="how many processes")
def read(path, jobs):
    """Read a letter.

    And keep it.
    """


@program.command()
@click.option("--head")
def verify(head):
    pass


def test_every_problem_code_is_told():
    assert check_docs.missing({code.value for code in Code}, "problems.md") == []
    assert check_docs.missing({"intake.no-such-code"}, "problems.md") == ["docs/reference/problems.md does not tell `intake.no-such-code`"]


def test_commands_are_told_with_their_options():
    told = check_docs.reference(program)
    assert "### verbale read\n\nRead a letter.\n\nAnd keep it.\n\n- `PATH`\n- `--jobs INTEGER` how many processes" in told


def test_a_command_or_option_without_a_word_on_it_is_seen():
    assert check_docs.undescribed(program) == ["verbale verify has no help", "verbale verify --head has no help"]


def test_keys_of_nested_records():
    assert check_docs.keys({"a": [{"b": None}, {"c": {"d": 1}}], "e": []}) == {"a", "b", "c", "d", "e"}


def test_only_our_own_commands_are_run(tmp_path):
    with pytest.raises(SystemExit):
        refresh_readme.output("rm -rf x", tmp_path / "verbale.db")


def test_a_block_is_replaced_and_the_rest_is_left(monkeypatch):
    monkeypatch.setattr(refresh_readme, "output", lambda command, _register: f"said {command}\n")
    page = "a\n<!-- output of: verbale list -->\n```text\nold\n```\n<!-- end -->\nb\n"
    assert refresh_readme.refreshed(page) == page.replace("old", "said verbale list")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
