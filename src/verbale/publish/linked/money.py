"""Claims as FollowTheMoney entities. It knows neither claims nor tolls: a claim becomes an Event told as alleged, figures stand in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.model import content_id
from verbale.publish.attributed import attributed
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from verbale.model import Claim
    from verbale.publish.tables.readings import Held

Entity = dict[str, Any]


def entities(held: Iterable[Held], clean: Callable[[str], str], *, victims: bool) -> Iterator[Entity]:
    """Documents, events, parties, places and the links between them, each once; `clean` withholds words, and ids are made of what it leaves."""
    seen: set[str] = set()
    for one in held:
        for entity in _of_reading(one, clean, victims=victims):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity


def _of_reading(held: Held, clean: Callable[[str], str], *, victims: bool) -> Iterator[Entity]:
    told = held.reading.communication
    document = _entity(
        "Document", held.document, title=[held.name], date=[told.date.value.isoformat()] if told.date else [],
        author=[told.sender.value] if told.sender else [], keywords=[told.symbol.value] if told.symbol else [],
        description=[f"SHA-256 {held.document}"],
    )  # fmt: skip
    yield document
    for claim in held.claims():
        yield from _of_claim(held, claim, document["id"], clean)
        if victims:
            yield from _victims(held, claim, document["id"])


def _of_claim(held: Held, claim: Claim, document: str, clean: Callable[[str], str]) -> Iterator[Entity]:
    said, when = attributed(claim, held.reading.author_of(claim.part)), claim.when
    addresses = [_address(place.value.name, place.value.regions, place.value.point) for place in claim.where]
    event = _entity(
        "Event", "event", claim.id, name=[f"Alleged: {said}"], summary=[said], notes=[CAVEAT, f"Claim {claim.id}"], description=[f"“{claim.anchor.quote}”"],
        startDate=[when.first.isoformat()] if when else [], endDate=[when.last.isoformat()] if when else [], proof=[document],
        location=[place.value.name for place in claim.where], addressEntity=[address["id"] for address in addresses],
    )  # fmt: skip
    yield event
    yield from addresses
    claimant = clean(held.reading.claimant_of(claim))
    if claimant:
        party = _entity("LegalEntity", "party", claimant, name=[claimant])
        yield party
        yield _link(party, event, f"{claim.attribution.stance.value} (claimant)", document)
    for accused in claim.perpetrators:
        name = clean(accused.value.name)
        party = _entity("LegalEntity", "party", name, name=[name])
        yield party
        yield _link(party, event, f"alleged by {claimant or 'the author'}: {accused.value.role.value}", document)


def _victims(held: Held, claim: Claim, document: str) -> Iterator[Entity]:
    event = {"id": _id("Event", "event", claim.id)}
    for number, victim in enumerate(claim.victims):
        person = _entity("Person", "victim", claim.id, str(number), name=list(victim.names), proof=[document])
        yield person
        claimant = held.reading.claimant_of(claim) or "the author"
        yield _link(person, event, f"alleged by {claimant}: {victim.outcome.value}", document)


def _address(name: str, regions: tuple[str, ...], point: Any) -> Entity:
    full = ", ".join((name, *regions))
    where = (str(point.lat), str(point.lon)) if point else ("", "")
    return _entity("Address", "place", full, *where, full=[full], latitude=[where[0]] if point else [], longitude=[where[1]] if point else [])


def _link(subject: Entity, event: Entity, role: str, document: str) -> Entity:
    return _entity(
        "UnknownLink", "link", subject["id"], event["id"], role, subject=[subject["id"]], object=[event["id"]], role=[role], proof=[document]
    )


def _entity(schema: str, *key: str, **properties: list[str]) -> Entity:
    held = {name: values for name, values in properties.items() if values}
    return {"id": _id(schema, *key), "schema": schema, "properties": held}


def _id(schema: str, *key: str) -> str:
    return f"verbale-{content_id(schema, *key)[:40]}"
