"""Which document of one release is a later version (Corr., Add., Rev., issued again) of a document of the other, and which of its figures are the same one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.symbols import family_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KINDS = {"Corr": "a correction of it", "Add": "an addition to it", "Rev": "a revision of it"}
_SAME = ("claimant", "outcome", "subset_of", "first_day", "last_day", "places")
"""What two versions of a letter tell alike of one figure, whatever its number."""

Figures = dict[tuple[str, ...], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Version:
    """A figure of a later version, by its key, with the key of the same figure of the earlier one (`None`: it tells no such) and why it is there."""

    new: tuple[str, ...]
    old: tuple[str, ...] | None
    why: str


def versions(before: Figures, after: Figures, known: Iterable[str]) -> dict[tuple[str, ...], Version]:
    """The figures of documents that are new and a version of one known before, by key; `known` are the SHA-256 of the first release's documents."""
    told_before = set(known)
    earlier: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, row in before.items():
        for name in _family(row):
            earlier[name].append(key)
    made: dict[tuple[str, ...], Version] = {}
    used: set[tuple[str, ...]] = set()
    for key, row in after.items():
        if row["document_sha256"] in told_before:
            continue
        listed = list(dict.fromkeys(old for name in sorted(_family(row)) for old in earlier[name]))
        if listed:
            old = _alike(row, (one for one in listed if one not in used), before)
            used |= {old} if old else set()
            made[key] = Version(key, old, _why(row, before[old or listed[0]], old is not None))
    return made


def _alike(row: Mapping[str, str], listed: Iterable[tuple[str, ...]], before: Figures) -> tuple[str, ...] | None:
    fitting = [key for key in listed if all(before[key][name] == row[name] for name in _SAME)]
    return next((key for key in fitting if before[key]["words"] == row["words"]), fitting[0] if fitting else None)


def _why(row: Mapping[str, str], old: Mapping[str, str], told: bool) -> str:
    new, first = (one["symbol"] or one["document"] for one in (row, old))
    word = new.rpartition("/")[2].partition(".")[0]
    kind = _KINDS.get(word, "issued again") if new != first else "issued again"
    named = f"{first} came before, and {new} is {kind}" if new != first else f"{first} was issued again"
    if not told:
        return f"{named}; this figure is new in it"
    return f"{named}; it tells the same figure once more" if old["words"] == row["words"] else f"{named}; it tells the figure otherwise"


def _family(row: Mapping[str, str]) -> Iterator[str]:
    """What versions of a document share: the symbol without its version; without a symbol the file's name."""
    yield from family_keys(row["symbol"]) if row["symbol"] else (f"name {row['document']}",)
