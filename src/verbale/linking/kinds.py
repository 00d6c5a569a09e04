"""Which kind of link two claims of one event have: rules on top of any score, each of which a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.gazetteer.regions import region_bones
from verbale.model import LinkKind, Scope, Stance

if TYPE_CHECKING:
    from verbale.linking.records import Record

TOTAL_DAYS = 10
"""An account with one toll over more days than this is a total of many events."""


def is_total(record: Record) -> bool:
    """True for a running total, and for one toll over a longer time; one person, of whom only the month is told, is none."""
    long = record.first is not None and record.last is not None and record.last - record.first >= TOTAL_DAYS and record.high != 1
    return record.low is not None and (record.scope is Scope.CUMULATIVE or long)


def in_total(record: Record, total: Record) -> bool:
    """True when a single account may be counted in a total: its days lie inside, its places or regions are those of the total, its toll is not greater."""
    if is_total(record) or record.stance is not total.stance or record.first is None or record.last is None or record.low is None:
        return False
    if (total.first is not None and record.first < total.first) or (total.last is not None and record.last > total.last):
        return False
    if total.high is not None and record.low > total.high:
        return False
    return not total.bones or not {*record.bones, *record.regions}.isdisjoint({*total.bones, *(region_bones(name) for name in total.names)})


def kind_of(one: Record, other: Record) -> tuple[LinkKind, Record, Record]:
    """The kind of a link between claims that tell of one event, with the claim that covers, is part of, updates or denies as the first.

    1. A denial denies. 2. A single account is part of a running total. 3. A claim of several places with one toll covers that of one of them.
    4. The later account of one claimant updates the earlier one when the tolls differ. 5. Else both tell the same,
    and neither comes first but by its locus.
    """
    if (one.stance is Stance.DENIES) != (other.stance is Stance.DENIES):
        return (LinkKind.DENIES, one, other) if one.stance is Stance.DENIES else (LinkKind.DENIES, other, one)
    if is_total(one) != is_total(other):
        return (LinkKind.PART_OF, other, one) if is_total(one) else (LinkKind.PART_OF, one, other)
    if one.places != other.places and min(one.places, other.places) <= 1 and max(one.places, other.places) > 1:
        wide, narrow = (one, other) if one.places > other.places else (other, one)
        if wide.low is not None and (narrow.low is None or wide.high is None or narrow.low <= wide.high):
            return LinkKind.COVERS, wide, narrow
    if one.claimant == other.claimant and (one.low, one.high) != (other.low, other.high) and one.said is not None and other.said is not None:
        if one.said > other.said:
            return LinkKind.UPDATES, one, other
        if other.said > one.said:
            return LinkKind.UPDATES, other, one
    return (LinkKind.SAME, one, other) if one.locus <= other.locus else (LinkKind.SAME, other, one)
