"""Everything that the project asks for is pinned with hashes, and no pin names where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"].values()
GROUPS = PROJECT["dependency-groups"]
ASKED = {
    "constraints.txt": [*PROJECT["project"]["dependencies"], *sum(EXTRAS, []), *GROUPS["dev"]],  # noqa: RUF017 - a few short lists
    "bench/constraints.txt": [*PROJECT["project"]["dependencies"], *GROUPS["bench"]],
}


def plain(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    """What the file pins: name and all that follows it."""
    entries = re.split(r"\n(?=\S)", (ROOT / file).read_text(encoding="utf-8").strip())
    return {plain(re.split(r"==", entry)[0]): entry for entry in entries}


@pytest.mark.parametrize("file", ASKED)
def test_everything_asked_for_is_pinned(file):
    asked = {plain(re.match(r"[\w.-]+", requirement)[0]) for requirement in ASKED[file]}
    assert asked - pins(file).keys() == set(), "make constraints"


@pytest.mark.parametrize("file", ASKED)
def test_every_pin_is_exact_and_has_hashes(file):
    assert [name for name, entry in pins(file).items() if not re.match(r"[\w.-]+==[\w.]+ .*\\\n +--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)] == []


@pytest.mark.parametrize("file", ASKED)
def test_no_registry_is_named(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "://" in line or "index" in line or "find-links" in line] == []
