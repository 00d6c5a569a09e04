"""What a map and a time line need of the claims that fulfil some conditions: places, months, and which places are named together with which parties."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from verbale.register import schema
from verbale.register.latest import LOCATED, NAMED, NOWHERE, among, chunks, numbered
from verbale.register.pages import CAP
from verbale.register.records import ClaimFilter, Hidden
from verbale.register.rows import told_words
from verbale.register.search import matching, seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Connection

_l, _v, _t = schema.latest_claims.c, schema.latest_values.c, schema.told_values.c
_PARTIES = "claimant", "alleged perpetrator"


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place that claims name: its number, its JSON, how many claims name it, their first and last day (empty: none tells one)."""

    number: int
    value: str
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """Places with their claims, claims by month; how many have no place or no day, counted up to `CAP`."""

    places: tuple[MappedPlace, ...]
    months: tuple[tuple[str, int], ...]
    without_place: int
    without_day: int
    total: int


def mapped(connection: Connection, asked: ClaimFilter) -> Mapped:
    """The places and months of all claims that fulfil every condition."""
    day = func.min(_v.first_day), func.max(_v.last_day)
    placed = select(_v.value, func.count(), *day).where(among(_v.value, NAMED, LOCATED), *_fulfilling(connection, asked, _v.claim)).group_by(_v.value)
    days = select(_l.first_day, func.count()).where(*_fulfilling(connection, asked, _l.claim)).group_by(_l.first_day)
    places = {row[0]: row for row in connection.execute(placed)}
    nowhere = places.pop(NOWHERE)[1] if NOWHERE in places else 0
    by_day = [(row[0], row[1]) for row in connection.execute(days)]
    months: Counter[str] = Counter()
    for first, count in by_day:
        months[(first or "")[:7]] += count
    undated = months.pop("", 0)
    values = numbered(connection, places)
    return Mapped(
        tuple(MappedPlace(row[0], values[row[0]][2], row[1], row[2] or "", row[3] or "") for row in places.values()),
        tuple(sorted(months.items())), min(nowhere, CAP), min(undated, CAP), sum(count for _, count in by_day),
    )  # fmt: skip


def parties(connection: Connection) -> dict[int, str]:
    """The words of every claimant and every accused that the register knows, by the number of the value."""
    found = connection.execute(select(_t.no, _t.field, _t.label, _t.value).where(among(_t.no, *_PARTIES)))
    return {row.no: row.label if row.field == "claimant" else told_words(row.value) for row in found}


def named_with(connection: Connection, asked: ClaimFilter, wanted: Iterable[tuple[Collection[int], Collection[int]]]) -> set[int]:
    """Of each group of places those that some claim names that is of a party of the group beside it, or accuses one.

    Claims are those that fulfil every condition. Of everything, a place is looked at until one such claim is found; of a selection its own
    claims are looked at once.
    """
    if _everything(asked):
        return {place for places, those in wanted for place in _some_with(connection, asked, places, those)}
    party = schema.latest_values.alias().c
    both = select(_v.value, party.value).where(party.claim == _v.claim, *_fulfilling(connection, asked, _v.claim))
    both = both.where(among(_v.value, NAMED, LOCATED), among(party.value, *_PARTIES)).distinct()
    with_each: dict[int, set[int]] = {}
    for place, told in connection.execute(both):
        with_each.setdefault(place, set()).add(told)
    return {place for places, those in wanted for place in places if not with_each.get(place, set()).isdisjoint(those)}


def _some_with(connection: Connection, asked: ClaimFilter, places: Collection[int], those: Collection[int]) -> set[int]:
    party = schema.latest_values.alias().c
    # "+ 0" keeps the search by claim: a claim has a handful of values, a party thousands of claims
    together = select(party.claim).where(party.claim == _v.claim, (party.value + 0).in_(sorted(those))).exists()
    named = select(_v.claim).where(_v.value == _t.no, *seen(_v.claim, asked.hidden), together).exists()
    return {place for chunk in chunks(sorted(places)) for place in connection.scalars(select(_t.no).where(_t.no.in_(chunk), named))}


def _everything(asked: ClaimFilter) -> bool:
    """True when nothing is asked of the claims: then nothing need be looked up claim by claim."""
    return replace(asked, hidden=Hidden(), limit=None, offset=0, newest_first=True) == ClaimFilter()


def _fulfilling(connection: Connection, asked: ClaimFilter, claim: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The conditions that the claim of this number fulfils all that is asked."""
    if _everything(asked):
        return seen(claim, asked.hidden)
    return [claim.in_(matching(asked, connection.dialect.name).with_only_columns(_l.claim).order_by(None))]
