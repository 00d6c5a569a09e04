"""Incidents, tallies, contradictions and assessments as plain data (JSON) and as words; every figure stands with its claimant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.model import Denied, Judgement, Outcome, Stance, to_plain
from verbale.publish.attributed import days, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from verbale.incidents.roots import Roots
    from verbale.incidents.viewing import Position, View
    from verbale.model import Assessment, Incident, Interval, Link, Told
    from verbale.tally.contradictions import Contradiction
    from verbale.tally.tallies import Tally

UNNAMED = "a claimant not named"
_STANCES = {
    Stance.ASSERTS: "alleges", Stance.REPORTS: "alleges, as others report", Stance.FEARS: "fears", Stance.DENIES: "denies",
    Stance.CONCEDES: "concedes", Stance.NOT_YET_ASSESSED: "has not yet assessed", Stance.DECLINES: "declines to confirm",
}  # fmt: skip
_DENIED = {
    Denied.EVENT: "that it happened", Denied.OWN_ACT: "that it was its own act", Denied.HARM: "that persons were harmed",
    Denied.CIVILIAN_STATUS: "that they were civilians",
}  # fmt: skip


def bounds(interval: Interval | None) -> str:
    """An interval in words: "12 to 54", "29", "24 or more"; "·" for none."""
    if interval is None:
        return "·"
    if interval.high is None:
        return f"{interval.low} or more" if interval.low else "any number"
    return str(interval.low) if interval.low == interval.high else f"{interval.low} to {interval.high}"


def stances(position: Position) -> list[tuple[str, list[Told]]]:
    """How a party stands to it, in words ("denies that it was its own act"), each with the claims by which it does."""
    grouped: dict[str, list[Told]] = {}
    for said in position.said:
        what = " and ".join(_DENIED[denied] for denied in said.denied)
        grouped.setdefault(f"{_STANCES[said.stance]} {what}".strip(), []).append(said.told)
    return list(grouped.items())


def link_words(link: Link, by_locus: Mapping[str, Told]) -> str:
    """A link in words: "A covers B (accepted by N.)"."""
    judged = {Judgement.POSITIVE: "", Judgement.NEGATIVE: "not: ", Judgement.UNSURE: "perhaps: "}.get(link.judgement, "proposed: ")
    first, second = (by_locus[locus].label if locus in by_locus else f"{locus[:12]} (no longer read)" for locus in (link.first, link.second))
    return f"{judged}{first} {link.kind.value} {second}" + (f" ({link.denied.value})" if link.denied else "")


def opposed_words(told: Told, where: Contradiction) -> str:
    """What a claim says in the particular in which others oppose it, in words of its own."""
    claim, particular = told.claim, where.particular
    outcome = next((o for o in Outcome if o.value == particular), None)
    if outcome:
        near = [t for t in claim.tolls if outcome in {t.outcome, t.subset_of}] or list(claim.tolls)
        return "; ".join(f"{t.outcome.value} “{t.amount.words}”" for t in near)
    if particular == "when":
        return days(claim.when) if claim.when else ""
    if told.locus in where.denying:
        denied = next((_DENIED[d] for d in Denied if d.value == particular), "the account")
        return f"denies {denied}" + (f" (“{claim.characterisations[0].value}”)" if claim.characterisations else "")
    accused = listed([p.value.name for p in claim.perpetrators])
    return f"accuses {accused}" if accused else _STANCES[claim.attribution.stance]


def told_plain(told: Told) -> dict[str, Any]:
    """Which claim, whose, where and when told."""
    return {
        "claim": told.claim.id, "locus": told.locus, "party": told.party, "document": told.document, "name": told.name, "label": told.label,
        "said": told.said or None, "stance": told.claim.attribution.stance.value,
    }  # fmt: skip


def incident_plain(incident: Incident, by_locus: Mapping[str, Told]) -> dict[str, Any]:
    """An incident: its id, former ids, and its claims."""
    return {"id": incident.id, "aliases": list(incident.aliases), "claims": [told_plain(by_locus[locus]) for locus in incident.claims]}


def view_plain(view: View) -> dict[str, Any]:
    """A view: positions, particulars with agreement, life lines, independent roots."""
    return {
        "positions": [
            {
                "party": p.party,
                "claims": [told_plain(s.told) | {"stance": s.stance.value, "denied": to_plain(s.denied)} for s in p.said],
            }
            for p in view.positions
        ],
        "particulars": to_plain(view.rows),
        "life_lines": to_plain(view.lines),
        "independent_roots": roots_plain(view.roots),
    }  # fmt: skip


def roots_plain(roots: Roots) -> dict[str, Any]:
    """The range of independent roots, also in words."""
    return {**to_plain(roots), "words": str(roots)}


def tally_plain(tally: Tally, by_locus: Mapping[str, Told]) -> dict[str, Any]:
    """A tally with the claims that set each bound, by label and locus."""
    plain: dict[str, Any] = to_plain(tally)
    for own in plain["accounts"]:
        for field in ("low_by", "high_by", "conflict"):
            own[field] = claims_plain(own[field], by_locus)
    return plain | {"contradictory": tally.contradictory, "conflict": claims_plain(tally.conflict, by_locus)}


def claims_plain(loci: Iterable[str], by_locus: Mapping[str, Told]) -> list[dict[str, str]]:
    """Claims by label, party and locus."""
    return [{"label": by_locus[locus].label, "party": by_locus[locus].party, "locus": locus} for locus in loci]


def labels(loci: Sequence[str], by_locus: Mapping[str, Told], most: int = 8) -> str:
    """The labels of claims in a row, the first of them where there are many."""
    more = f" and {len(loci) - most:,} more" if len(loci) > most else ""
    return ", ".join(by_locus[locus].label for locus in loci[:most]) + more


def assessment_words(assessment: Assessment) -> str:
    """An assessment as one sentence: who holds what by which scheme, on what day, and why."""
    second = f", with {assessment.second}" if assessment.second else ""
    relied = f" Relies on: {'; '.join(assessment.sources)}." if assessment.sources else ""
    dissent = f" Dissent: {'; '.join(assessment.dissent)}." if assessment.dissent else ""
    head = f"{assessment.assessor}{second} holds “{assessment.status}” ({assessment.scheme}), {assessment.date.isoformat()}"
    return f"{head}: {assessment.rationale.rstrip('.')}.{relied}{dissent}"
