"""Where each claim comes from, as PROV-O in JSON-LD: documents, texts, readings by software, and people's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from verbale.publish.attributed import attributed
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from verbale.model import Decision
    from verbale.publish.tables.readings import Held

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type", "label": "rdfs:label", "comment": "rdfs:comment",
    "value": "prov:value", "description": "dcterms:description",
    "at": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in (
        "wasDerivedFrom", "wasQuotedFrom", "wasGeneratedBy", "wasAttributedTo", "wasAssociatedWith", "used", "hadPrimarySource",
    )},
}  # fmt: skip


def provenance(held: Iterable[Held], decisions: Iterable[tuple[Decision, str]], clean: Callable[[str], str]) -> dict[str, Any]:
    """The graph. `decisions` are those that stand, each with the id of the claim that it is about; `clean` withholds words, in ids too."""
    graph: list[dict[str, Any]] = [{"id": "urn:verbale:export", "type": "prov:Entity", "description": CAVEAT}]
    parties: dict[str, dict[str, Any]] = {}
    claims: set[str] = set()
    for one in held:
        graph += _reading(one, parties, clean)
        claims |= {claim.id for claim in one.claims()}
    graph += [node for decision, claim in decisions if claim in claims for node in _decision(decision, claim)]
    return {"@context": CONTEXT, "@graph": graph + list(parties.values())}


def _reading(held: Held, parties: dict[str, dict[str, Any]], clean: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    reading = held.reading
    document, text, act = f"urn:sha256:{held.document}", f"urn:verbale:rendition:{reading.rendition}", f"urn:verbale:reading:{reading.id}"
    software = f"urn:verbale:grammar:{quote(reading.grammar)}"
    sender = reading.communication.sender
    yield {"id": document, "type": "prov:Entity", "label": held.name} | ({"wasAttributedTo": _party(clean(sender.value), parties)} if sender else {})
    yield {"id": text, "type": "prov:Entity", "label": "its text", "wasDerivedFrom": document}
    yield {"id": software, "type": "prov:SoftwareAgent", "label": f"Verbale, grammar {reading.grammar}"}
    yield {"id": act, "type": "prov:Activity", "label": "reading", "used": text, "wasAssociatedWith": software}
    for claim in held.claims():
        claimant = reading.claimant_of(claim)
        node: dict[str, Any] = {
            "id": f"urn:verbale:claim:{claim.id}", "type": "prov:Entity", "label": attributed(claim, reading.author_of(claim.part)),
            "value": claim.anchor.quote, "wasQuotedFrom": text, "hadPrimarySource": document, "wasGeneratedBy": act,
        }  # fmt: skip
        yield node | ({"wasAttributedTo": _party(clean(claimant), parties)} if claimant else {})


def _party(name: str, parties: dict[str, dict[str, Any]]) -> str:
    key = f"urn:verbale:party:{quote(name)}"
    parties.setdefault(key, {"id": key, "type": "prov:Agent", "label": name})
    return key


def _decision(decision: Decision, claim: str) -> Iterator[dict[str, Any]]:
    person = f"urn:verbale:decision:{decision.id}:person"
    yield {"id": person, "type": "prov:Agent", "label": decision.person}
    yield {
        "id": f"urn:verbale:decision:{decision.id}", "type": "prov:Activity", "label": decision.act.value, "comment": decision.reason,
        "used": f"urn:verbale:claim:{claim}", "wasAssociatedWith": person, "at": decision.time,
    }  # fmt: skip
