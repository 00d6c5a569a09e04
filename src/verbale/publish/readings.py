"""A reading in the evaluation format (`evaluation/FORMAT.md`), with what it does not ask beside it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from verbale.grammar.policies import interval
from verbale.model import Outcome, PerpetratorRole, Stance, to_plain

if TYPE_CHECKING:
    from verbale.model import Citation, Claim, Particular, Reading, Toll

SCORED = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES)


def evaluation_record(reading: Reading, document: str = "", policy: str = "literal") -> dict[str, Any]:
    """One line of `export --format readings`: plain data for JSON, with numbers by a counting policy."""
    communication = reading.communication
    return {
        "document": document,
        "kind": _value(communication.kind),
        "symbol": _value(communication.symbol),
        "date": communication.date.value.isoformat() if communication.date else None,
        "sender": _value(communication.sender),
        "language": _value(communication.language),
        "addressees": [p.value for p in communication.addressees],
        "circulation": [p.value for p in communication.circulation],
        "citations": [_citation(c) for c in communication.citations],
        "incidents": [_incident(c, policy) for c in reading.claims],
        "requests": [{"addressee": r.addressee, "span": list(r.anchor.span)} for r in communication.requests],
        "reading_id": reading.id,
        "text_sha256": sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "grammar": reading.grammar,
        "policy": policy,
        "supplied": sorted(f for f in ("symbol", "date", "sender", "language") if (p := getattr(communication, f)) and p.supplied),
        "unread": [{"span": list(u.anchor.span), "words": list(u.words), "reason": u.reason} for u in reading.unread],
        "problems": [to_plain(p) for p in reading.problems],
    }


def _value(particular: Particular[str] | None) -> str | None:
    return particular.value if particular else None


def _citation(citation: Citation) -> dict[str, Any]:
    day = citation.date.isoformat() if citation.date else None
    return {
        "symbol": citation.symbol, "date": day, "span": list(citation.anchor.span), "kind": citation.kind,
        "author": citation.author, "relation": citation.relation.value,
    }  # fmt: skip


def _incident(claim: Claim, policy: str) -> dict[str, Any]:
    when = claim.when
    accused = [p for p in claim.perpetrators if p.value.role is PerpetratorRole.DIRECT]
    if not accused:
        accused = [p for p in claim.perpetrators if p.value.role is PerpetratorRole.RESPONSIBLE]
    claimant = claim.attribution.claimant
    record: dict[str, Any] = {
        "span": list(claim.anchor.span),
        "scope": claim.scope.value,
        "when": [when.first.isoformat(), when.last.isoformat()] if when else None,
        "where": [p.value.name for p in claim.where],
        "acts": [p.value for p in claim.acts],
        "alleged_perpetrator": [p.value.name for p in accused],
        "claimant": claimant.value if claimant else None,
        "stance": claim.attribution.stance.value,
        "subsets": [_toll(t, policy) | {"outcome": t.outcome.value} for t in claim.tolls if t.subset_of in SCORED],
        "damage": list(dict.fromkeys(p.value for p in claim.damage)),
    }
    for outcome in SCORED:
        toll = claim.toll(outcome)
        record[outcome.value] = _toll(toll, policy) if toll else None
    return record | {
        "claim_id": claim.id,
        "locus": claim.locus,
        "tolls": [to_plain(t) for t in claim.tolls],
        "spans": _spans(claim),
        "voices": [to_plain(v) for v in claim.attribution.voices],
        "roles": [{"name": p.value.name, "role": p.value.role.value, "as_written": p.value.as_written} for p in claim.perpetrators],
        "means": [p.value for p in claim.means],
        "characterisations": [p.value for p in claim.characterisations],
        "denied": claim.attribution.stance is Stance.DENIES,
        "victims": [to_plain(v) for v in claim.victims],
    }


def _toll(toll: Toll, policy: str) -> dict[str, Any]:
    bounds = interval(toll.amount, policy)
    return {
        "low": bounds.low,
        "high": bounds.high,
        "group": toll.group,
        "span": list(toll.anchor.span),
        "words": toll.amount.words,
        "bound": toll.amount.bound.value,
    }


def _spans(claim: Claim) -> dict[str, list[list[int]]]:
    """The spans of every field of a claim."""
    when = [list(s) for o in claim.occurrences if o.when for s in o.when.spans]
    claimant = claim.attribution.claimant
    fields: dict[str, tuple[Particular[Any], ...]] = {
        "where": claim.where, "acts": claim.acts, "alleged_perpetrator": claim.perpetrators, "damage": claim.damage, "means": claim.means,
        "characterisations": claim.characterisations, "claimant": (claimant,) if claimant else (),
    }  # fmt: skip
    return {"when": when} | {name: [list(s) for p in values for s in p.spans] for name, values in fields.items()}
