"""Claims as a table (CSV): one line a claim, each with its claimant, the words of its tolls and where they stand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.model import Outcome, PerpetratorRole
from verbale.publish.attributed import accused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.model import Claim, Reading

_COUNTED = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES, Outcome.MISSING, Outcome.DETAINED, Outcome.ABDUCTED, Outcome.DISPLACED)
_TOLL = ("words", "bound", "low", "high", "group")
COLUMNS = (
    "document", "symbol", "letter_date", "sender", "claimant", "stance", "scope", "first_day", "last_day", "part_of_day", "places", "regions",
    "acts", "means", "alleged_perpetrators", "other_roles", *(f"{o.value}_{f}" for o in _COUNTED for f in _TOLL), "subsets", "damage",
    "characterisations", "quote", "start", "end", "claim_id", "reading_id", "policy", "case", "latitude", "longitude", "where_prec", "grades",
)  # fmt: skip
"""The columns, in order; several values in one cell are joined by " | "."""


def claims_csv(readings: Iterable[tuple[str, Reading]], policy: str = "literal") -> Iterator[str]:
    """The lines of the table, the header first; `readings` are documents' names with their readings."""
    yield _line(COLUMNS)
    for document, reading in readings:
        for claim in reading.claims:
            row = _row(claim, document, reading, policy)
            yield _line([_safe(row.get(column, "")) for column in COLUMNS])


def _row(claim: Claim, document: str, reading: Reading, policy: str) -> dict[str, str]:
    header, when = reading.communication, claim.when
    row = {
        "document": document,
        "symbol": header.symbol.value if header.symbol else "",
        "letter_date": header.date.value.isoformat() if header.date else "",
        "sender": header.sender.value if header.sender else "",
        "claimant": reading.claimant_of(claim),
        "stance": claim.attribution.stance.value,
        "scope": claim.scope.value,
        "first_day": when.first.isoformat() if when else "",
        "last_day": when.last.isoformat() if when else "",
        "part_of_day": _joined(o.part_of_day.value for o in claim.occurrences if o.part_of_day),
        "places": _joined(p.value.name for p in claim.where),
        "regions": _joined(dict.fromkeys(r for p in claim.where for r in p.value.regions)),
        "acts": _joined(p.value for p in claim.acts),
        "means": _joined(p.value for p in claim.means),
        "alleged_perpetrators": _joined(accused(claim, PerpetratorRole.DIRECT)),
        "other_roles": _joined(f"{p.value.name} ({p.value.role.value})" for p in claim.perpetrators if p.value.role is not PerpetratorRole.DIRECT),
        "subsets": _joined(f"{t.subset_of.value}: {t.group}: {t.anchor.quote}" for t in claim.tolls if t.subset_of),
        "damage": _joined(p.value for p in claim.damage),
        "characterisations": _joined(p.value for p in claim.characterisations),
        "quote": claim.anchor.quote,
        "start": str(claim.anchor.span.start),
        "end": str(claim.anchor.span.end),
        "claim_id": claim.id,
        "reading_id": reading.id,
        "policy": policy,
        "case": claim.case.value if claim.case else "",
        "grades": _joined(p.value for p in claim.grades),
    }
    point = next((p.value.point for p in claim.where if p.value.point), None)
    if point:
        row |= {"latitude": str(point.lat), "longitude": str(point.lon), "where_prec": str(point.precision or "")}
    for outcome in _COUNTED:
        row |= _toll(claim, outcome, policy)
    return row


def _toll(claim: Claim, outcome: Outcome, policy: str) -> dict[str, str]:
    toll = claim.toll(outcome)
    if toll is None:
        return {}
    bounds = interval(toll.amount, policy)
    values = (
        toll.amount.words or toll.anchor.quote,
        toll.amount.bound.value,
        str(bounds.low),
        "" if bounds.high is None else str(bounds.high),
        toll.group,
    )
    return {f"{outcome.value}_{name}": value for name, value in zip(_TOLL, values, strict=True)}


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)


def _safe(value: str) -> str:
    """A cell that a spreadsheet would run as a formula is given an apostrophe in front."""
    return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
