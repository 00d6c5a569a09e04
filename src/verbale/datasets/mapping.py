"""Mappings: TOML that says which column of a table holds which part of a claim. Presets, files of one's own, and a guess from headings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from verbale.model import Code, GrammarError, Outcome, PerpetratorRole, Stance, UsageError

PRESETS = ("ucdp", "airwars", "acled", "deaths")
_TABLES = {
    "": {"name", "title", "claimant", "claimant_columns", "signature", "case", "grades", "characterisations", "damage", "month_first"},
    "when": {"first", "last"},
    "where": {"name", "names", "regions", "lat", "lon", "precision", "ladder", "split_names"},
    "toll": {"outcome", "low", "best", "high", "group", "subset_of"},
    "party": {"columns", "role", "split", "only_if"},
    "acts": {"columns", "split", "senses"},
    "means": {"columns", "split", "senses"},
    "sources": {"columns", "else_columns", "split"},
    "assessment": {"columns", "party", "party_columns", "reason"},
    "victim": {"names", "age", "sex", "outcome"},
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
    have = {column.lower() for column in header}
    for name in PRESETS:
        signature = preset(name).columns("signature")
        if signature and all(have & set(wanted.split("|")) for wanted in signature):
            return preset(name)
    return None


def guess(header: tuple[str, ...]) -> str:
    """A proposal of a mapping as TOML, from the headings alone: to be looked at and mended, never used unseen."""
    words = {column: re.sub(r"[\W_]+", "_", column.lower()).strip("_") for column in header}

    def find(pattern: str, *, but: str = r"$^") -> list[str]:
        return [c for c, w in words.items() if re.search(pattern, w) and not re.search(but, w)]

    def line(key: str, columns: list[str]) -> str:
        return f"{key} = [{', '.join(_quoted(c) for c in columns)}]\n" if columns else ""

    out = 'name = "mine"\ntitle = ""\nclaimant = ""  # who alleges what the rows say\n'
    out += line("case", find(r"(^|_)(id|code|ref|reference|case|no|number)$")[:1])
    out += (
        "[when]\n"
        + line("first", find(r"date", but=r"end|last|publ|update|birth|created")[:1])
        + line("last", find(r"date.*(end|last)|end.*date")[:1])
    )
    out += "[where]\n" + line("name", find(r"^(location|place|town|village|where|site|city)", but=r"accuracy|prec|ar$|lat|lon")[:1])
    out += line("names", find(r"(location|place|town|village).*_ar")[:1])
    out += line("regions", find(r"subdistrict|district|county|admin[1-4]?$|adm_?[1-4]|governorate|province|region|country")[:5])
    out += line("lat", find(r"^(lat|latitude|y)$|_lat(itude)?$")[:1]) + line("lon", find(r"^(lon|lng|long|longitude|x)$|_lon(gitude)?$")[:1])
    for outcome, pattern in (("killed", r"kill|death|dead|fatal"), ("injured", r"injur|wound"), ("missing", r"missing"), ("displaced", r"displac")):
        found = find(pattern, but=r"child|women|woman|girl|boy|date|place|cause")
        low, high = [c for c in found if re.search("min|low", words[c])], [c for c in found if re.search("max|high", words[c])]
        best = [c for c in found if c not in low + high]
        if found:
            out += (
                f'[[toll]]\noutcome = "{outcome}"\n' + line("low", low[:1]) + line("best", best[:1]) + line("high", high[:1]) + 'group = "persons"\n'
            )
    if parties := find(r"perpetrator|belligerent|actor|responsible|accused|side_a|party"):
        out += f'[[party]]\n{line("columns", parties[:2])}role = "direct"  # or "party to the fighting", who is not accused\n'
    if acts := find(r"(attack|event|strike|incident|weapon)_?type|^type$|cause"):
        out += "[acts]\n" + line("columns", acts[:1])
    if sources := find(r"^sources?$|source_(list|name|office|original)"):
        out += "[sources]\n" + line("columns", sources[:1]) + 'split = ";"\n'
    return out


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
