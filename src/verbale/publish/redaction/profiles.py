"""Export profiles (`policies/profiles/*.toml`, or a file of one's own): who may see names, and how exact coordinates may be."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.redaction.words import WORDS_WITHHELD, Redactor, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.publish.tables.specs import Column, Row, Table

_BETWEEN = "\0"
_KM_A_DEGREE = 111.32
_FIELDS = {"name", "description", "level", "victims", "sources", "persons", "decimals", "documents", "withheld", "base"}


@dataclass(frozen=True, slots=True)
class Profile:
    """Who may see what.

    Attributes:
        name, description: as told in every product.
        level: of confidentiality; documents of a higher one are left out.
        victims, persons: whether victims, and persons who decided or assessed, are named.
        sources: whether persons are named who are the source of an account and speak for no office.
        decimals: of a degree, of coordinates; `None` for all.
        documents: the level of a document (its name, symbol or SHA-256); 0 where not listed.
        withheld: words that are withheld in every text.
    """

    name: str
    description: str
    level: int = 0
    victims: bool = False
    persons: bool = False
    decimals: int | None = None
    documents: dict[str, int] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    sources: bool = False

    def has(self, table: Table) -> bool:
        """Whether a table is given out at all."""
        return self.victims or not table.personal

    def admits(self, *names: str) -> bool:
        """Whether a document of these names may be shown."""
        return all(self.documents.get(name, 0) <= self.level for name in names if name)


def profiles() -> tuple[str, ...]:
    """The profiles that come with Verbale."""
    folder = files("verbale") / "policies" / "profiles"
    return tuple(sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")))


def profile(name: str) -> Profile:
    """A profile by its name, or from a TOML file of one's own, which may name another as its `base`.

    Raises:
        UsageError: NOT_FOUND; BAD_VALUE if the file is no profile.
    """
    if name in profiles():
        return _made(_shipped(name))
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        raise UsageError(Code.NOT_FOUND, "there is no such profile", name, f"There are {', '.join(profiles())}, or give a file FILE.toml.")
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
        base = plain.pop("base", "")
        return _made((_shipped(base) if base else {}) | plain)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UsageError(Code.BAD_VALUE, f"it is no profile: {error}", name, "See docs/guides/redaction.md.") from error


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((files("verbale") / "policies" / "profiles" / f"{name}.toml").read_text(encoding="utf-8"))


def _made(plain: dict[str, Any]) -> Profile:
    unknown = set(plain) - _FIELDS
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    sources = plain.get("sources", "withheld")
    if not {plain["victims"], plain["persons"], sources} <= {"named", "withheld"}:
        raise ValueError("victims, sources and persons are neither named nor withheld")
    listed = tuple(Withheld(one["words"], one["reason"], WORDS_WITHHELD) for one in plain.get("withheld", ()))
    return Profile(
        plain["name"], plain["description"], plain["level"], plain["victims"] == "named", plain["persons"] == "named", plain.get("decimals"),
        plain.get("documents", {}), listed, sources == "named",
    )  # fmt: skip


def applied(chosen: Profile, words: Redactor, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that a profile admits, with what it withholds replaced and coordinates rounded (and the radius made that much larger)."""
    strings = [c.name for c in table.columns if c.type == "string" and not c.name.endswith(("_id", "_sha256", "locus"))]
    hidden = [] if chosen.persons else [c.name for c in table.columns if c.private]
    rounded = [c for c in table.columns if c.coordinate] if chosen.decimals is not None else []
    documents = [n for n in ("document", "document_sha256", "symbol", "other_document") if n in table.names]
    for row in rows:
        if chosen.documents and not chosen.admits(*(str(row.get(name) or "") for name in documents)):
            continue
        made = row
        if hidden:
            made = made | {name: "[person withheld]" for name in hidden if made.get(name)}
        if rounded:
            made = _coarser(made, rounded, chosen.decimals or 0)
        yield _cleaned(made, strings, words) if words else made


def _coarser(row: Row, columns: list[Column], decimals: int) -> Row:
    rounded: Row = {c.name: round(value, decimals) for c in columns if isinstance(value := row.get(c.name), float)}
    if any(rounded[name] != row[name] for name in rounded):
        told = row.get("radius_km")
        moved = 0.5 * 10**-decimals * _KM_A_DEGREE * sqrt(2)
        rounded["radius_km"] = round((told if isinstance(told, float | int) else 0) + moved, 2)
    return row | rounded


def _cleaned(row: Row, strings: list[str], words: Redactor) -> Row:
    """The row without withheld words: all its texts are looked through at once, for most rows have none."""
    told = [str(value) if value else "" for value in map(row.get, strings)]
    together = _BETWEEN.join(told)
    cleaned = words.clean(together)
    if cleaned == together:
        return row
    apart = cleaned.split(_BETWEEN)
    if len(apart) != len(told):  # a damaged text holds that character itself
        apart = [words.clean(value) for value in told]
    return row | {name: text for name, text in zip(strings, apart, strict=True) if isinstance(row.get(name), str)}
