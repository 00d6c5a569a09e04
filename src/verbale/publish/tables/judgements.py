"""Rows made of what people decided: incidents, links, decisions, assessments; each row names the claim it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from verbale.model import Act, Judgement
from verbale.publish.attributed import UNNAMED
from verbale.publish.tables.readings import UNREVIEWED
from verbale.publish.tables.specs import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from verbale.model import Assessment, Decision, Incident, Link, Told
    from verbale.publish.tables.specs import Row
    from verbale.register import Standing

REVIEWED = "verified"
WITHDRAWN = "withdrawn"
LEFT_OUT = frozenset({"rejected", WITHDRAWN})
"""Reviews of claims that count nowhere: nothing of the kind is alleged there, or its claimant no longer alleges it."""
MENDED = "verified after correction"
"""For measuring the reading: what is right now, and was read wrong. In the column `review` it is "verified"."""


def incidents(listed: Iterable[Incident], by_locus: Mapping[str, Told], names: Mapping[str, str], reviews: Mapping[str, str]) -> Iterator[Row]:
    """One row a claim of each incident that holds more than one; `names` are documents' names by SHA-256."""
    for incident in listed:
        if len(incident.claims) > 1:
            for locus in incident.claims:
                told = by_locus[locus]
                yield _about(told, names) | {
                    "incident": incident.id, "aliases": JOINT.join(incident.aliases), "party": told.party, "stance": told.claim.attribution.stance.value,
                    "letter_date": _day(told.said), "review": reviews.get(told.claim.locus, UNREVIEWED),
                }  # fmt: skip


def links(judged: Iterable[tuple[Link, Decision]], by_locus: Mapping[str, Told], names: Mapping[str, str]) -> Iterator[Row]:
    """One row a link whose two claims are both at hand."""
    for link, decision in judged:
        first, second = by_locus.get(link.first), by_locus.get(link.second)
        if first is None or second is None:
            continue
        other = {f"other_{key}": value for key, value in _about(second, names).items() if key != "document_sha256"}
        yield _about(first, names) | other | {
            "link": decision.id, "kind": link.kind.value, "judgement": link.judgement.value, "score": link.score, "weights": link.weights,
            "reasons": JOINT.join(f"{r.comparison} ({r.weight:+g})" for r in link.reasons), "denied": link.denied.value if link.denied else "",
            "by": decision.person, "judged_at": decision.time, "reason": decision.reason,
            "review": UNREVIEWED if decision.act is Act.PRE_ACCEPT or link.judgement is Judgement.NONE else REVIEWED,
        }  # fmt: skip


def decisions(
    listed: Iterable[Decision], standing: Iterable[Standing], by_locus: Mapping[str, Told], names: Mapping[str, str], held: Mapping[str, Incident]
) -> Iterator[Row]:  # fmt: skip
    """One row a decision, in the order of entry; one on an incident tells of the incident's first claim, one on a document of that alone."""
    stale = {entry.decision.id: entry.stale for entry in standing}
    for decision in listed:
        incident = held.get(decision.locus)
        told = by_locus.get(incident.claims[0] if incident else decision.locus)
        row: Row = _about(told, names) if told else {"locus": decision.locus}
        if decision.locus in names:
            row |= {"document": names[decision.locus], "document_sha256": decision.locus}
        yield row | {
            "decision": decision.id, "act": decision.act.value, "field": decision.field, "value": decision.value, "person": decision.person,
            "time": decision.time, "reason": decision.reason, "withdraws": decision.withdraws, "standing": decision.id in stale,
            "stale": stale.get(decision.id, False), "incident": incident.id if incident else "",
        }  # fmt: skip


def assessments(listed: Iterable[Assessment], held: Mapping[str, Incident], by_locus: Mapping[str, Told], names: Mapping[str, str]) -> Iterator[Row]:
    """One row an assessment and a claim of its incident; `held` are incidents by id and former id."""
    for one in listed:
        incident = held.get(one.incident)
        loci = incident.claims if incident else ()
        rows: list[Row] = [_about(by_locus[locus], names) for locus in loci] or [{"locus": ""}]
        for row in rows:
            yield row | {
                "assessment": one.id, "incident": incident.id if incident else one.incident, "scheme": one.scheme, "status": one.status,
                "assessor": one.assessor, "second": one.second, "assessed": one.date, "rationale": one.rationale,
                "sources": JOINT.join(one.sources), "dissent": JOINT.join(one.dissent),
            }  # fmt: skip


def reviews_of(standing: Iterable[Standing]) -> dict[str, str]:
    """What people decided on the reading of each locus, in one word, by the decisions in the order of entry.

    "withdrawn" when its claimant no longer makes it, whatever was decided on its reading; "stale" when one of them was of another reading; else "rejected" when the last on the whole claim says so; "verified" when the whole claim was
    verified after the last correction; "corrected" when a value was corrected or rejected; "partly verified" when only some fields were looked at.
    """
    found: dict[str, list[Standing]] = {}
    for entry in standing:
        if entry.decision.act in {Act.VERIFY, Act.REJECT, Act.CORRECT, Act.RETRACT}:
            found.setdefault(entry.decision.locus.partition("/")[0], []).append(entry)
    return {locus: _review(entries) for locus, entries in found.items()}


def corrected_loci(standing: Iterable[Standing]) -> frozenset[str]:
    """The loci at which a correction, or the rejection of a field, stands: what the software read there was wrong, whatever was decided later."""
    judged = (entry.decision for entry in standing)
    return frozenset(d.locus.partition("/")[0] for d in judged if d.act is Act.CORRECT or (d.act is Act.REJECT and d.field))


def _review(entries: list[Standing]) -> str:
    if any(entry.decision.act is Act.RETRACT for entry in entries):
        return WITHDRAWN
    if any(entry.stale for entry in entries):
        return "stale"
    word = "partly verified"
    for decision in (entry.decision for entry in entries):
        whole = not decision.field
        if whole and decision.act is Act.REJECT:
            word = "rejected"
        elif whole:
            word = REVIEWED
        elif decision.act is not Act.VERIFY and word != "rejected":
            word = "corrected"
    return word


def _about(told: Told, names: Mapping[str, str]) -> Row:
    span = told.claim.anchor.span
    return {
        "claimant": told.claimant or UNNAMED, "claim_id": told.claim.id, "locus": told.locus, "document": names.get(told.document, told.name),
        "document_sha256": told.document, "quote": told.claim.anchor.quote, "start": span.start, "end": span.end,
    }  # fmt: skip


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
