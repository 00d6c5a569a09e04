"""Claims as tables of a million rows need them: the fields of the model's claims by the same names, decoded straight from JSON without their proof.

Decoding a claim into the model's own types takes ten times as long, for every value has its places, which no row tells.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Raw, Struct, field, json
from sqlalchemy import LargeBinary, select
from sqlalchemy import cast as cast_to

from verbale.model import Amount, Anchor, Claim, Denied, Outcome, Perpetrator, Place, Scope, Stance, VoiceRole, from_plain
from verbale.register import schema
from verbale.register.canonical import parse
from verbale.register.latest import portions
from verbale.register.loading import claim_readings, documents_of
from verbale.register.records import StoredReading
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection

    from verbale.model import Reading

CLAIMS = 5_000
"""About so many claims are held in memory at once."""
T = TypeVar("T")
_r, _c = schema.readings.c, schema.claims.c


class BriefAnchor(Struct, frozen=True, gc=False):
    """Words and where they stand."""

    quote: str
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.spans[0].start, self.spans[-1].end)


class Only(Struct, Generic[T], frozen=True, gc=False):
    """The value of a particular, alone."""

    value: T


class BriefPlace(Struct, frozen=True, gc=False):
    """A place; its places of proof are decoded when they are asked for."""

    value: Place
    proof: Raw = field(name="anchors")

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where it was read."""
        return from_plain(tuple[Anchor, ...], parse(bytes(self.proof).decode()))


class BriefDays(Struct, frozen=True, gc=False):
    """First and last day."""

    first: date
    last: date


class BriefOccurrence(Struct, frozen=True, gc=False):
    """Where and when."""

    when: Only[BriefDays] | None
    where: tuple[BriefPlace, ...]
    part_of_day: Only[str] | None


class BriefToll(Struct, frozen=True, gc=False):
    """How many suffered one outcome."""

    outcome: Outcome
    amount: Amount
    group: str
    anchor: BriefAnchor
    subset_of: Outcome | None = None


class BriefVoice(Struct, frozen=True, gc=False):
    """One who speaks."""

    party: str
    role: VoiceRole


class BriefAttribution(Struct, frozen=True, gc=False):
    """Voices, and how the author stands to the account."""

    voices: tuple[BriefVoice, ...]
    stance: Stance
    claimant: Only[str] | None = None
    denied: Only[Denied] | None = None


class BriefClaim(Struct, gc=False):
    """One claim, without the places of proof of its values."""

    id: str
    locus: str
    anchor: BriefAnchor
    scope: Scope
    attribution: BriefAttribution
    part: int
    occurrences: tuple[BriefOccurrence, ...]
    acts: tuple[Only[str], ...]
    means: tuple[Only[str], ...]
    perpetrators: tuple[Only[Perpetrator], ...]
    tolls: tuple[BriefToll, ...]
    damage: tuple[Only[str], ...]
    characterisations: tuple[Only[str], ...]
    case: Only[str] | None = None
    grades: tuple[Only[str], ...] = ()

    when = Claim.when
    where = Claim.where


@dataclass(frozen=True, slots=True)
class BriefHeader:
    """Values of a letter's header."""

    symbol: Only[str] | None
    date: Only[date] | None
    sender: Only[str] | None
    language: Only[str] | None


@dataclass(frozen=True, slots=True)
class BriefReading:
    """A reading's header and claims; `claimants` tells whose account each claim is, by its id."""

    id: str
    grammar: str
    communication: BriefHeader
    claims: tuple[BriefClaim, ...]
    claimants: dict[str, str]

    def claimant_of(self, claim: BriefClaim) -> str:
        """Whose account a claim is."""
        return self.claimants[claim.id]


_claim = json.Decoder(BriefClaim).decode


def brief_readings(connection: Connection, numbers: Sequence[int], whole: Collection[str]) -> Iterator[StoredReading]:
    """The readings of these numbers, in that order, with header and claims only; those that have a claim at a locus of `whole` as the model has them.

    They are readings for whoever makes rows of claims, tolls and places: they have what these read, by the same names, and nothing else.
    """
    for chunk in portions(connection, numbers, CLAIMS):
        entire = _having(connection, chunk, whole)
        made = dict(_brief(connection, [number for number in chunk if number not in entire]))
        made |= zip(entire, claim_readings(connection, entire), strict=True)
        yield from (made[number] for number in chunk)


def _having(connection: Connection, readings: Sequence[int], loci: Collection[str]) -> list[int]:
    if not loci:
        return []
    found = connection.execute(select(_c.reading, _c.locus).where(_c.reading.in_(readings)))
    return sorted({reading for reading, locus in found if locus in loci})


def _brief(connection: Connection, readings: Sequence[int]) -> Iterator[tuple[int, StoredReading]]:
    claims: dict[int, list[BriefClaim]] = defaultdict(list)
    claimants: dict[int, dict[str, str]] = defaultdict(dict)
    utf8 = cast_to(_c.content, LargeBinary) if connection.dialect.name == "sqlite" else _c.content  # as it is stored, decoded only once
    query = select(_c.reading, _c.claimant, utf8).where(_c.reading.in_(readings)).order_by(_c.reading, _c.ordinal)
    for reading, claimant, content in connection.execute(query).all():
        claims[reading].append(claim := _claim(content))
        claimants[reading][claim.id] = claimant
    columns = (_r.no, _r.id, _r.document, _r.grammar, _r.symbol, _r.date, _r.sender, _r.language)
    found = connection.execute(select(*columns).where(_r.no.in_(readings))).all()
    documents = documents_of(connection, {row.document for row in found})
    for row in found:
        day = Only(date.fromisoformat(row.date)) if row.date else None
        header = BriefHeader(_only(row.symbol), day, _only(row.sender), _only(row.language))
        reading = BriefReading(row.id, row.grammar, header, tuple(claims[row.no]), claimants[row.no])
        yield row.no, StoredReading(documents[row.document], (), cast("Reading", reading))


def _only(value: str) -> Only[str] | None:
    return Only(value) if value else None
