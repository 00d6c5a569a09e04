"""Which kind of link two claims of one event have: rules on top of any score, each of which a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model import LinkKind, Scope, Stance

if TYPE_CHECKING:
    from verbale.linking.records import Record


def kind_of(one: Record, other: Record) -> tuple[LinkKind, Record, Record]:
    """The kind of a link between claims that tell of one event, with the claim that covers, is part of, updates or denies as the first.

    1. A denial denies. 2. A single account is part of a running total. 3. A claim of several places with one toll covers that of one of them.
    4. The later account of one claimant updates the earlier one when the tolls differ. 5. Else both tell the same,
    and neither comes first but by its locus.
    """
    if (one.stance is Stance.DENIES) != (other.stance is Stance.DENIES):
        return (LinkKind.DENIES, one, other) if one.stance is Stance.DENIES else (LinkKind.DENIES, other, one)
    if (one.scope is Scope.CUMULATIVE) != (other.scope is Scope.CUMULATIVE):
        return (LinkKind.PART_OF, other, one) if one.scope is Scope.CUMULATIVE else (LinkKind.PART_OF, one, other)
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
