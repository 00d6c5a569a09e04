"""Proposed links as CSV or JSON: ranks, scores, both claims and the reasons value by value."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.linking import Proposal, Record

COLUMNS = (
    "rank_first", "rank_second", "score", "kind", "judgement", "by",
    "first_case", "second_case", "first_claimant", "second_claimant", "first_document", "second_document",
    "first_days", "second_days", "first_places", "second_places", "first_killed", "second_killed",
    "reasons", "weights", "first", "second", "first_claim", "second_claim",
)  # fmt: skip
"""The columns, in order. `first` and `second` are loci; `by` tells the threshold that accepted a proposal, which no person did."""


def proposal_plain(proposal: Proposal) -> dict[str, Any]:
    """A proposal as plain data; `reasons` are a list of comparison, both values and weight."""
    link = proposal.link
    plain: dict[str, Any] = {
        "rank_first": proposal.rank_first, "rank_second": proposal.rank_second, "score": link.score, "kind": link.kind.value,
        "judgement": link.judgement.value, "by": link.by,
    }  # fmt: skip
    for name, record in (("first", proposal.first), ("second", proposal.second)):
        plain |= {f"{name}_{key}": value for key, value in _told(record).items()}
    reasons = [{"comparison": r.comparison, "first": r.first, "second": r.second, "weight": r.weight} for r in link.reasons]
    return plain | {
        "reasons": reasons, "weights": link.weights, "first": link.first, "second": link.second,
        "first_claim": proposal.first.claim, "second_claim": proposal.second.claim,
    }  # fmt: skip


def proposals_csv(proposals: Iterable[Proposal]) -> Iterator[str]:
    """The lines of the table, the header first; reasons as "comparison (weight)", joined by " | "."""
    yield _line(COLUMNS)
    for proposal in proposals:
        plain = proposal_plain(proposal)
        plain["reasons"] = " | ".join(f"{r['comparison']} ({r['weight']:+g})" for r in plain["reasons"])
        plain["score"] = "" if plain["score"] is None else f"{plain['score']:.6f}"
        yield _line([str(plain[column]) for column in COLUMNS])


def _told(record: Record) -> dict[str, str]:
    days = [date.fromordinal(n).isoformat() for n in dict.fromkeys((record.first, record.last)) if n is not None]
    killed = "" if record.low is None else f"{record.low}-{'' if record.high is None else record.high}"
    return {
        "case": record.case, "claimant": record.claimant, "document": record.document, "days": " to ".join(days),
        "places": "; ".join(record.names), "killed": killed,
    }  # fmt: skip


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow("'" + c if c.startswith(("=", "+", "-", "@", "\t", "\r")) else c for c in cells)
    return out.getvalue()
