"""Case tables of the reading: a made-up sentence is read as the body of a letter and its claims compared with what a table says."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import verbale
from verbale.model import Supplied
from verbale.publish.readings import evaluation_record

FOLDER = Path(__file__).parent / "cases"
TABLES = ("tolls", "places", "parties", "acts", "persons", "dates_of_events", "voices")
LETTER = "2031-05-10"
SENDER = "Arvania"
STEMS = {"Kestria": "kestri", "Arvania": "arvani", "Velt": "velt"}
"""A state, its forces and its jets are one party (FORMAT.md): the name is told by what all its forms share."""


@cache
def table(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """A case table; each case carries what the table says is read `before` it."""
    content = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    for case in (*content.get("case", []), *content.get("wanted", [])):
        case.setdefault("before", content.get("before", ""))
    return content


def claims(text: str, letter: str = LETTER) -> list[dict[str, Any]]:
    """The claims of a text in the evaluation format, read as a letter of Arvania of that day ("" for a letter without a date)."""
    supplied = Supplied(date=date.fromisoformat(letter) if letter else None, sender=SENDER, language="en")
    return evaluation_record(verbale.read_text(text, supplied))["incidents"]


def bounds(told: dict[str, Any] | None) -> list[Any]:
    """A toll as the tables write it: lowest, highest ("open" for none), group."""
    return [told["low"], "open" if told["high"] is None else told["high"], told["group"]] if told else []


def party(name: str) -> str:
    """The state that a name belongs to, else the name."""
    return next((state for state, stem in STEMS.items() if name.lower().startswith(stem)), name)


def value(claim: dict[str, Any], key: str) -> Any:
    """What a claim says under a key of the tables."""
    if key in ("killed", "injured", "casualties"):
        return bounds(claim[key])
    if key == "by":
        return sorted({party(name) for name in claim["alleged_perpetrator"]})
    if key == "named":
        return sorted(claim["alleged_perpetrator"])
    if key == "subsets":
        return sorted([[s["outcome"], s["group"], *bounds(s)[:2]] for s in claim["subsets"]], key=str)
    if key == "victims":
        return [[" ".join(v["names"]), "none" if v.get("age") is None else v["age"]] for v in claim["victims"]]
    if key == "claimant":
        return (claim["claimant"] or "").removeprefix("the ")
    if key == "when":
        return claim["when"] or []
    return sorted(claim[key]) if key in ("where", "acts", "damage") else claim[key]


def expected(case: dict[str, Any], key: str) -> Any:
    """What a table asks under a key, in the same order as `value` gives it."""
    return sorted(case[key], key=str) if key in ("by", "named", "subsets", "where", "acts", "damage") else case[key]


NOT_VALUES = frozenset({"text", "name", "letter", "claims", "claim", "before"})


def faults(case: dict[str, Any]) -> list[str]:
    """What a case's text is not read as; empty when all is as the case says."""
    found = claims(f"{case.get('before', '')} {case['text']}".lstrip(" "), case.get("letter", LETTER))
    asked = case.get("claim") or [case]
    wanted = case.get("claims", len(asked))
    if len(found) != wanted:
        return [f"{len(found)} claims, not {wanted}: {[(c['when'], c['where'], bounds(c['killed'])) for c in found]}"]
    return [
        f"{key}: {value(claim, key)!r}, not {expected(ask, key)!r}"
        for ask, claim in zip(asked, found, strict=False)
        for key in ask
        if key not in NOT_VALUES and value(claim, key) != expected(ask, key)
    ]


def title(case: dict[str, Any]) -> str:
    """What a case is called in a list."""
    return case.get("name") or case["text"].strip()[:60]


def frame(row: dict[str, Any]) -> str:
    """The sentence of a row of the table of quantities."""
    return table("quantities")["frame"].format(row["words"])


def row_fault(row: dict[str, Any]) -> str:
    """What a row of the table of quantities is not read as; empty when it is."""
    found = claims(frame(row))
    told = bounds(found[0]["killed"])[:2] if len(found) == 1 else f"{len(found)} claims"
    return "" if told == row["bounds"] else f"{row['words']}: {told}, not {row['bounds']}"


def debt() -> tuple[list[str], list[str]]:
    """The wanted cases that are read by now, and those that are not yet."""
    read, owed = [], []
    for name in TABLES:
        for case in table(name).get("wanted", []):
            (owed if faults(case) else read).append(f"{name}.toml: {title(case)}")
        for text in table(name).get("wanted_nothing", [{"texts": []}])[0]["texts"]:
            (owed if claims(text) else read).append(f"{name}.toml, nothing: {text}")
    for row in table("quantities").get("wanted", []):
        (owed if row_fault(row) else read).append(f"quantities.toml: {row['words']}")
    return read, owed
