"""Mappings: TOML that says which column of a table holds which part of a claim. Presets, and files of one's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from verbale.model import Code, GrammarError, Outcome, PerpetratorRole, Stance, UsageError
from verbale.names.headings import heading_key

PRESETS = ("ucdp", "airwars", "acled", "deaths")
_TABLES = {
    "": {"name", "title", "claimant", "claimant_columns", "signature", "case", "grades", "characterisations", "damage", "month_first"},
    "when": {"first", "last"},
    "where": {"name", "names", "regions", "lat", "lon", "precision", "ladder", "split_names"},
    "toll": {"outcome", "low", "best", "high", "group", "subset_of"},
    "party": {"columns", "role", "split", "only_if", "but"},
    "acts": {"columns", "split", "senses"},
    "means": {"columns", "split", "senses"},
    "sources": {"columns", "else_columns", "split"},
    "assessment": {"columns", "party", "party_columns", "reason"},
    "victim": {"names", "joined", "age", "sex", "outcome"},
    "stances": set(),
}
_SEVERAL = ("toll", "party", "assessment")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked mapping: its table as read from TOML, and the version of its exact words."""

    table: dict[str, Any]
    version: str

    @property
    def name(self) -> str:
        """The name of the mapping."""
        return str(self.table["name"])

    @property
    def claimant(self) -> str:
        """Whose claims the rows are; empty when whoever imports them must say."""
        return str(self.table.get("claimant", ""))

    def columns(self, *path: str) -> list[str]:
        """The names of columns under `path`, in the order of preference."""
        found: Any = self.table
        for step in path:
            found = found.get(step, {})
        return list(found) if isinstance(found, list) else []


def parse_mapping(text: str, where: str) -> Mapping:
    """The mapping that TOML `text` holds.

    Raises:
        GrammarError: MAPPING, with what is wrong and in which file.
    """
    try:
        table = tomllib.loads(text)
        _check(table)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise GrammarError(Code.MAPPING, str(error), where, "See docs/guides/import.md.") from error
    return Mapping(table, sha256(text.encode()).hexdigest()[:12])


def _check(table: dict[str, Any]) -> None:
    top = {k for k, v in table.items() if not isinstance(v, dict) and k not in _SEVERAL}
    if wrong := top - _TABLES[""]:
        raise ValueError(f"no such key: {', '.join(sorted(wrong))}")
    if not table.get("name"):
        raise ValueError("the mapping has no name")
    for key in table.keys() - top:
        if key not in _TABLES:
            raise ValueError(f"no such table: [{key}]")
        for part in table[key] if key in _SEVERAL else [table[key]]:
            if key != "stances" and (wrong := set(part) - _TABLES[key]):
                raise ValueError(f"no such key in [{key}]: {', '.join(sorted(wrong))}")
    for toll in table.get("toll", ()):
        Outcome(toll["outcome"])
        Outcome(toll.get("subset_of", toll["outcome"]))
    for party in table.get("party", ()):
        PerpetratorRole(party.get("role", "direct"))
    for stance in table.get("stances", {}).values():
        Stance(stance)
    ladder = table.get("where", {}).get("ladder", "")
    if ladder and ladder not in ladders():
        raise ValueError(f"no such ladder of precision: {ladder}")


@cache
def ladders() -> dict[str, dict[str, dict[str, float]]]:
    """Each ladder of precision: a claimant's word to the step of `where_prec` and the radius in km."""
    return tomllib.loads((files("verbale.datasets") / "ladders.toml").read_text(encoding="utf-8"))


def ladder_step(ladder: str, written: str) -> dict[str, float]:
    """The step of a ladder that a claimant's own word names, whatever its case and signs; empty for none."""
    steps = ladders().get(ladder, {})
    plain = written.strip().removesuffix(".0").lower()
    return steps.get(plain) or steps.get(heading_key(plain)) or {}


@cache
def preset(name: str) -> Mapping:
    """The mapping that comes with Verbale under this name.

    Raises:
        UsageError: NOT_FOUND.
    """
    if name not in PRESETS:
        raise UsageError(Code.NOT_FOUND, "no such preset", name, f"There are {', '.join(PRESETS)}; a file of one's own ends in .toml.")
    return parse_mapping((files("verbale.datasets") / "presets" / f"{name}.toml").read_text(encoding="utf-8"), f"preset {name}")


def load_mapping(named: str) -> Mapping:
    """A preset by its name, or a mapping of one's own by its path (ending in .toml).

    Raises:
        UsageError: NOT_FOUND. GrammarError: MAPPING.
    """
    if not named.lower().endswith(".toml"):
        return preset(named)
    path = Path(named)
    if not path.is_file():
        raise UsageError(Code.NOT_FOUND, "no such file", named, "Name a mapping on this machine.")
    return parse_mapping(path.read_text(encoding="utf-8"), named)


def recognised(header: tuple[str, ...]) -> Mapping | None:
    """The preset whose signature the columns bear: all of its names, "|" between those that stand for one another."""
    have = {heading_key(column) for column in header}
    for name in PRESETS:
        signature = preset(name).columns("signature")
        if signature and all(not have.isdisjoint(map(heading_key, wanted.split("|"))) for wanted in signature):
            return preset(name)
    return None
