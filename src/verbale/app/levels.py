"""Levels of confidentiality that people set: what each profile keeps back, in everything that is given out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.model import Act

if TYPE_CHECKING:
    from verbale.publish.tables.specs import Row
    from verbale.register.store import Register

RANKS = {"open": 0, "restricted": 1, "confidential": 2}
"""The levels that a decision sets, by the numbers that profiles use."""
_LOCI = ("locus", "other_locus")
_DOCUMENTS = ("document_sha256", "locus")


def standing_levels(register: Register) -> dict[tuple[str, str], str]:
    """The level of everything that was given one: kind and name (SHA-256 of a document or source, locus of a claim); the last decision counts."""
    standing = register.current([Act.RESTRICT])
    return {(s.decision.field, s.decision.locus): str(json.loads(s.decision.value)) for s in standing}


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What is of a higher level than a profile's.

    Attributes:
        documents: by SHA-256, with the number of their level.
        claims: loci.
        victims: loci of claims whose victims' names are kept back.
        levels_told: whether it is told that something has a level at all, and why.
    """

    documents: dict[str, int] = field(default_factory=dict)
    claims: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    levels_told: bool = True

    def admits(self, document: str, locus: str) -> bool:
        """True when a claim, by its document's SHA-256 and its locus, is given out."""
        return document not in self.documents and locus.partition("/")[0] not in self.claims

    def admits_row(self, row: Row) -> bool:
        """True when nothing that a row tells is kept back: no claim, no document, and no level that was set."""
        if not self.levels_told and row.get("act") == Act.RESTRICT.value:
            return False
        loci = {str(row.get(name) or "").partition("/")[0] for name in _LOCI}
        return not (loci & self.claims or {str(row.get(name) or "") for name in _DOCUMENTS} & self.documents.keys())


def kept_back(register: Register, level: int) -> KeptBack:
    """What a profile of this level keeps back, by the levels that stand; one of the highest level keeps nothing back."""
    higher: dict[str, dict[str, int]] = {"document": {}, "claim": {}, "victim": {}}
    for (kind, key), told in standing_levels(register).items():
        if kind in higher and RANKS[told] > level:
            higher[kind][key] = RANKS[told]
    highest = max(RANKS.values())
    return KeptBack(higher["document"], frozenset(higher["claim"]), frozenset(higher["victim"]), levels_told=level >= highest)
