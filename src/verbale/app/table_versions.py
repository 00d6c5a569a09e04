"""What a later version of a table changes: rows that it tells otherwise, and rows that it no longer has, which its claimant has withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.app.settings import now
from verbale.model import Act, Claim, Decision
from verbale.register.decisions import decision_id, field_value
from verbale.register.loading import claim_readings
from verbale.register.tables import earlier_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.register.store import Register

_FIELDS = {"occurrences": "days or places", "tolls": "tolls", "perpetrators": "parties", "acts": "acts", "means": "means", "victims": "victims"}
_SHARED = 0.5
"""A file of the same name is a later version when it has this share of the earlier one's rows; another table may have its name by chance."""
_IMPORT = "verbale import"


@dataclass(frozen=True, slots=True)
class Revised:
    """A row of which the later version tells otherwise, or no longer: its words in the earlier version, and what is other (empty: the row is gone)."""

    words: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """What became of the rows of the earlier versions of a table; `doubtful` counts those left out of a file that may be another table."""

    corrected: tuple[Revised, ...] = ()
    withdrawn: tuple[Revised, ...] = ()
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Imports:
    """One import of a table: its documents (SHA-256) and the claims of its rows, file name, claimant, mapping; `replaces` names the file it is a version of."""

    documents: frozenset[str]
    claims: Sequence[Claim]
    name: str
    claimant: str
    mapping: str
    replaces: str = ""


def compared(register: Register, new: Imports, by: str) -> Versions:
    """Holds an import against the earlier versions of its table, and withdraws what they alone have: by decisions, which can be withdrawn in turn.

    An earlier version is a file that the same claimant made, read by the same mapping and of the same name, or named by `replaces`.
    """
    with register.asking() as connection:
        numbers = earlier_tables(connection, new.replaces or new.name, new.claimant, new.mapping, new.documents)
        former = {claim.locus: claim for stored in claim_readings(connection, numbers) for claim in stored.reading.claims}  # of several the last one
    latest = {claim.locus: claim for claim in new.claims}
    standing = {s.decision.locus: s.decision for s in register.current([Act.RETRACT], former.keys() | latest.keys())}
    for locus in standing.keys() & latest.keys():
        register.withdraw(standing[locus].id, by or _IMPORT, now(), f"the row stands in {new.name}")
    both = [(former[locus], latest[locus]) for locus in former.keys() & latest.keys()]
    corrected = [Revised(old.anchor.quote, changed) for old, claim in both if (changed := _changed(old, claim))]
    gone = [claim for locus, claim in former.items() if locus not in latest and locus not in standing]
    if not new.replaces and len(both) < _SHARED * len(former):
        return Versions(_sorted(corrected), (), len(gone))
    for claim in gone:
        register.decide(_retraction(claim, f"{new.name}, a later version of the table, no longer has the row", by))
    return Versions(_sorted(corrected), _sorted(Revised(claim.anchor.quote) for claim in gone))


def _changed(old: Claim, new: Claim) -> tuple[str, ...]:
    """The names of what two versions of a row tell otherwise."""
    if field_value(old, "") == field_value(new, ""):
        return ()
    return tuple(name for field, name in _FIELDS.items() if field_value(old, field) != field_value(new, field)) or ("other particulars",)


def _retraction(claim: Claim, reason: str, by: str) -> Decision:
    made = Decision("", Act.RETRACT, claim.locus, "", "", by or _IMPORT, now(), reason)
    return replace(made, id=decision_id(made))


def _sorted(rows: Iterable[Revised]) -> tuple[Revised, ...]:
    """Each row once, in the order of its words: a row with an assessment makes two claims."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.words] = tuple(dict.fromkeys((*found.get(row.words, ()), *row.changed)))
    return tuple(Revised(words, found[words]) for words in sorted(found))
