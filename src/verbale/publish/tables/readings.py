"""Rows made of readings: claims, tolls, places, victims, citations, requests. The name of a maker is the name of its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.model import Outcome, PerpetratorRole, TextAnchor
from verbale.publish.attributed import UNNAMED, accused
from verbale.publish.tables.specs import JOINT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from verbale.model import Claim, Particular, Place, Reading
    from verbale.publish.tables.specs import Row

UNREVIEWED = "unreviewed"
_joined = JOINT.join
_TOLL = {one: tuple(f"{one.value}_{cell}" for cell in ("words", "bound", "low", "high", "group")) for one in Outcome}
"""The columns of each outcome in the table of claims."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document's latest reading with the document's name and SHA-256.

    `reviews` tells what people decided on the claims of each locus; `chosen` are the ids of the claims that a selection holds,
    `None` for all.
    """

    name: str
    document: str
    reading: Reading
    reviews: Mapping[str, str] = field(default_factory=dict)
    chosen: Collection[str] | None = None

    def claims(self) -> list[Claim]:
        """The claims of the selection."""
        return [c for c in self.reading.claims if self.chosen is None or c.id in self.chosen]

    def review(self, claim: Claim) -> str:
        """What people decided on the reading of a claim."""
        return self.reviews.get(claim.locus, UNREVIEWED)


def claims(held: Held, policy: str) -> Iterator[Row]:
    """One row a claim."""
    head, reading = _head(held), held.reading
    for claim in held.claims():
        where, attribution = claim.where, claim.attribution
        row: Row = {
            **head, **_told(held, claim, where), **_place_of(claim.anchor),
            "part_of_day": _joined([o.part_of_day.value for o in claim.occurrences if o.part_of_day]),
            "regions": _joined(dict.fromkeys([r for p in where for r in p.value.regions])),
            "acts": _joined([p.value for p in claim.acts]),
            "means": _joined([p.value for p in claim.means]),
            "other_roles": _joined(
                [f"{p.value.name} ({p.value.role.value})" for p in claim.perpetrators if p.value.role is not PerpetratorRole.DIRECT]
            ),
            "subsets": _joined([f"{t.subset_of.value}: {t.group}: {t.anchor.quote}" for t in claim.tolls if t.subset_of]),
            "damage": _joined([p.value for p in claim.damage]),
            "characterisations": _joined([p.value for p in claim.characterisations]),
            "reading_id": reading.id,
            "policy": policy,
            "case": claim.case.value if claim.case else "",
            "grades": _joined([p.value for p in claim.grades]),
            "denied": attribution.denied.value.value if attribution.denied else "",
            "voices": _joined([f"{v.party} ({v.role.value})" for v in attribution.voices]),
        }  # fmt: skip
        point = next((p.value.point for p in where if p.value.point), None)
        if point:
            row |= {"latitude": point.lat, "longitude": point.lon, "where_prec": point.precision}
        for toll in claim.tolls:
            words, bound, low, high, group = _TOLL[toll.outcome]
            if toll.subset_of is None and bound not in row:
                bounds = interval(toll.amount, policy)
                row[words], row[bound] = toll.amount.words or toll.anchor.quote, toll.amount.bound.value
                row[low], row[high], row[group] = bounds.low, bounds.high, toll.group
        yield row


def tolls(held: Held, policy: str) -> Iterator[Row]:
    """One row a toll, parts of tolls too."""
    head = _head(held)
    for claim in held.claims():
        told = _told(held, claim, claim.where)
        for number, toll in enumerate(claim.tolls, 1):
            bounds = interval(toll.amount, policy)
            yield head | told | _place_of(toll.anchor) | {
                "toll": number, "outcome": toll.outcome.value, "words": toll.amount.words or toll.anchor.quote, "bound": toll.amount.bound.value,
                "low": bounds.low, "high": bounds.high, "group": toll.group, "subset_of": toll.subset_of.value if toll.subset_of else "",
                "policy": policy,
            }  # fmt: skip


def places(held: Held, policy: str) -> Iterator[Row]:
    """One row a place of each occurrence."""
    del policy
    head = _head(held)
    for claim in held.claims():
        told, number = _told(held, claim, claim.where), 0
        for occurrence in claim.occurrences:
            days = occurrence.when.value if occurrence.when else None
            for place in occurrence.where:
                number += 1
                anchor = next((a for a in place.anchors if isinstance(a, TextAnchor)), claim.anchor)
                point = place.value.point
                yield head | told | _place_of(anchor) | {
                    "place": number, "name": place.value.name, "regions": _joined(place.value.regions), "other_names": _joined(place.value.names),
                    "latitude": point.lat if point else None, "longitude": point.lon if point else None,
                    "where_prec": point.precision if point else None, "radius_km": point.radius_km if point else None,
                    "first_day": days.first if days else told["first_day"], "last_day": days.last if days else told["last_day"],
                }  # fmt: skip


def victims(held: Held, policy: str) -> Iterator[Row]:
    """One row a person named as a victim."""
    del policy
    head = _head(held)
    for claim in held.claims():
        for number, victim in enumerate(claim.victims, 1):
            yield head | _told(held, claim, claim.where) | _place_of(victim.anchor) | {
                "victim": number, "names": _joined(victim.names), "outcome": victim.outcome.value, "age": victim.age, "sex": victim.sex or "",
                "family": victim.family,
            }  # fmt: skip


def citations(held: Held, policy: str) -> Iterator[Row]:
    """One row a citation; of a selection, those of documents that have a claim in it."""
    del policy
    if held.chosen is not None and not held.claims():
        return
    head = _head(held)
    for number, cited in enumerate(held.reading.communication.citations, 1):
        yield head | _place_of(cited.anchor) | {
            "citation": number, "claimant": _speaker(held.reading, cited.anchor), "cited_symbol": cited.symbol or "", "cited_date": cited.date,
            "cited_kind": cited.kind, "cited_author": cited.author, "relation": cited.relation.value, "reading_id": held.reading.id,
            "review": UNREVIEWED,
        }  # fmt: skip


def requests(held: Held, policy: str) -> Iterator[Row]:
    """One row a request; of a selection, those of documents that have a claim in it."""
    del policy
    if held.chosen is not None and not held.claims():
        return
    head = _head(held)
    for number, asked in enumerate(held.reading.communication.requests, 1):
        yield head | _place_of(asked.anchor) | {
            "request": number, "claimant": _speaker(held.reading, asked.anchor), "addressee": asked.addressee, "reading_id": held.reading.id,
            "review": UNREVIEWED,
        }  # fmt: skip


MAKERS: dict[str, Callable[[Held, str], Iterator[Row]]] = {
    "claims": claims, "tolls": tolls, "places": places, "citations": citations, "requests": requests, "victims": victims,
}  # fmt: skip
"""The tables that are made of readings, each with its maker."""


def _head(held: Held) -> Row:
    told = held.reading.communication
    return {
        "document": held.name, "document_sha256": held.document, "symbol": told.symbol.value if told.symbol else "",
        "letter_date": told.date.value if told.date else None, "sender": told.sender.value if told.sender else "",
        "language": told.language.value if told.language else "", "grammar": held.reading.grammar,
    }  # fmt: skip


def _told(held: Held, claim: Claim, where: Iterable[Particular[Place]]) -> Row:
    when = claim.when
    return {
        "claim_id": claim.id, "locus": claim.locus, "claimant": held.reading.claimant_of(claim) or UNNAMED, "stance": claim.attribution.stance.value,
        "scope": claim.scope.value, "first_day": when.first if when else None, "last_day": when.last if when else None,
        "places": _joined([p.value.name for p in where]), "alleged_perpetrators": _joined(accused(claim, PerpetratorRole.DIRECT)),
        "review": held.review(claim),
    }  # fmt: skip


def _place_of(anchor: TextAnchor) -> Row:
    return {"quote": anchor.quote, "start": anchor.spans[0].start, "end": anchor.spans[-1].end}


def _speaker(reading: Reading, anchor: TextAnchor) -> str:
    """Who speaks at the place: the author of the innermost part over it, else the sender; a letter may name neither."""
    start = anchor.span.start
    part = next(
        (n for n in reversed(range(len(reading.outline.parts))) if reading.outline.parts[n].span.start <= start < reading.outline.parts[n].span.end),
        0,
    )
    return reading.author_of(part) or UNNAMED
