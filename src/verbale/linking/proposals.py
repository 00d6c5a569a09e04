"""Proposals of links, ranked, each with its reasons value by value. Nothing is joined here: people decide."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.linking import frames, model, rules
from verbale.linking.comparisons import COMPARISONS, columns_of
from verbale.linking.kinds import in_total, is_total, kind_of
from verbale.model import Code, Judgement, Link, LinkKind, Reason, Stance, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from verbale.linking.model import Weights
    from verbale.linking.records import Record

TOP = 20
ONE_ROW = "rule: one row"
TOTAL = "rule: running total"
CASE_NAME = "rule: one case in the names"
_CASE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]*\d{3,}(?![0-9A-Za-z])")
_JOINS = frozenset((Stance.CONCEDES, Stance.NOT_YET_ASSESSED, Stance.DECLINES))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed link, and its place among the proposals for either claim (1 is the best)."""

    link: Link
    first: Record
    second: Record
    rank_first: int
    rank_second: int


def propose(
    records: Sequence[Record],
    *,
    weights: Weights | None = None,
    by_rules: bool = False,
    top: int = TOP,
    least: float = 0.0,
    accept: float | None = None,
) -> list[Proposal]:
    """Proposals of links between claims of different accounts, the likeliest first; equal input gives equal output.

    Args:
        records: the claims; of several with one locus the first is taken.
        weights: learned weights; those that come with Verbale when `None`.
        by_rules: the three rules alone, without scores (needs no extra).
        top: of each claim's proposals so many are kept.
        least: the lowest score that is kept, 0 to 1.
        accept: a score from which a proposal that is the first of either claim is marked as accepted by that threshold.

    Raises:
        UsageError: MISSING_EXTRA without DuckDB and Splink, unless `by_rules`; BAD_VALUE for a threshold outside 0 to 1.
    """
    if accept is not None and not 0 < accept <= 1:
        raise UsageError(Code.BAD_VALUE, "a threshold lies between 0 and 1", str(accept))
    first: dict[str, Record] = {}
    for record in records:
        first.setdefault(record.locus, record)
    once = list(first.values())
    found = _by_rules(once, top) if by_rules else _scored(once, weights or model.default_weights(), top, least)
    made = [*_of_one_row(once), *_of_case_names(once), *_of_totals(once), *found]
    return [_accepted(p, accept) for p in made] if accept is not None else made


def _accepted(proposal: Proposal, threshold: float) -> Proposal:
    """Marked as pre-accepted where its score reaches the threshold and it is the first proposal of either claim."""
    score = proposal.link.score
    if score is None or score < threshold or min(proposal.rank_first, proposal.rank_second) > 1:
        return proposal
    return replace(proposal, link=replace(proposal.link, judgement=Judgement.POSITIVE, by=f"threshold {threshold:g}, not a person"))


def _of_one_row(records: Sequence[Record]) -> Iterator[Proposal]:
    """Links that a table itself states: what a belligerent holds of the very row that tells the account."""
    rows: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.case:
            rows[record.account.partition("\n")[2], record.case].append(record)
    for listed in rows.values():
        told = [r for r in listed if not _answers(r)]
        for answer in filter(_answers, listed):
            for account in (r for r in told if r.claimant != answer.claimant):
                kind = LinkKind.DENIES if answer.stance is Stance.DENIES else LinkKind.SAME
                reason = Reason("one row of the table", f"{answer.claimant}: {answer.stance.value}", account.claimant, 0.0)
                yield Proposal(Link(kind, answer.locus, account.locus, None, (reason,), ONE_ROW), answer, account, 1, 1)


def _of_case_names(records: Sequence[Record]) -> Iterator[Proposal]:
    """Answers that tell neither day nor place, to the one account of another claimant whose name or case number holds the number in theirs."""
    numbered: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if not _answers(record):
            for number in dict.fromkeys(_CASE.findall(f"{record.case} {record.document}")):
                numbered[number].append(record)
    for answer in (r for r in records if _answers(r) and r.first is None and not r.names):
        for number in dict.fromkeys(_CASE.findall(f"{answer.case} {answer.document}")):
            told = [r for r in numbered[number] if r.claimant != answer.claimant]
            if len(told) == 1:
                kind = LinkKind.DENIES if answer.stance is Stance.DENIES else LinkKind.SAME
                reason = Reason("case number", f"{number} in {answer.document}", f"{number} in {told[0].document}", 0.0)
                yield Proposal(Link(kind, answer.locus, told[0].locus, None, (reason,), CASE_NAME), answer, told[0], 1, 1)


def _answers(record: Record) -> bool:
    return record.stance in _JOINS or record.stance is Stance.DENIES


def _of_totals(records: Sequence[Record]) -> Iterator[Proposal]:
    """A claimant's single accounts that his own running totals may hold, so that the two are never added; of one table no row is a total of others."""
    totals = [r for r in records if is_total(r) and not r.case]
    own: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        own[record.claimant].append(record)
    for total in totals:
        for rank, part in enumerate((r for r in own[total.claimant] if not r.case and in_total(r, total)), 1):
            compared = tuple(Reason(name, _told(name, part), _told(name, total), 0.0) for name in ("day", "place name", "killed"))
            yield Proposal(Link(LinkKind.PART_OF, part.locus, total.locus, None, compared, TOTAL), part, total, 1, rank)


def _by_rules(records: Sequence[Record], top: int) -> list[Proposal]:
    found = list(rules.pairs_by_rules(records))
    ordered = sorted(found, key=lambda pair: (rules.closeness(records[pair[0]], records[pair[1]]), pair))
    places: list[tuple[int, int, int, int]] = []
    count: dict[int, int] = defaultdict(int)
    for one, other in ordered:
        count[one] += 1
        count[other] += 1
        places.append((one, other, count[one], count[other]))
    kept = (place for place in places if min(place[2:]) <= top)
    return [
        _proposal(records[one], records[other], (first, second), _rule_reasons(records[one], records[other])) for one, other, first, second in kept
    ]


def _rule_reasons(one: Record, other: Record) -> tuple[Reason, ...]:
    compared = ("day", "place name", "location", "killed", "act")
    return tuple(Reason(name, _told(name, one), _told(name, other), 0.0) for name in compared)


def _proposal(
    one: Record, other: Record, ranks: tuple[int, int], reasons: tuple[Reason, ...], score: float | None = None, weights: str = rules.VERSION
) -> Proposal:
    kind, first, second = kind_of(one, other)
    if first is other:
        ranks, reasons = (ranks[1], ranks[0]), tuple(Reason(r.comparison, r.second, r.first, r.weight) for r in reasons)
    return Proposal(Link(kind, first.locus, second.locus, score, reasons, weights), first, second, *ranks)


def _scored(records: Sequence[Record], weights: Weights, top: int, least: float) -> list[Proposal]:
    connection = frames.connect()
    try:
        frames.load(connection, records)
        if not frames.find_pairs(connection):
            return []
        model.score(connection, weights)
        labels, version = _labels(weights), weights.version
        frames.rank(connection, labels["location"][-1][0])
        columns = ", ".join(f"mw_{columns_of(name)}" for name in COMPARISONS)
        rows = frames.run(
            connection,
            f"SELECT unique_id_l, unique_id_r, odds, rivals, namesakes, rank_l, rank_r, {columns} FROM ranked JOIN scored USING (unique_id_l, unique_id_r)"
            " WHERE least(rank_l, rank_r) <= ? AND odds / (1 + odds) >= ? ORDER BY odds DESC, unique_id_l, unique_id_r",
            [top, least],
        )
    finally:
        connection.close()
    return [_of_row(records, row, labels, weights.prior, version) for row in rows]


def _labels(weights: Weights) -> dict[str, list[tuple[float, str]]]:
    """For each comparison the weight of every level and its words."""
    return {
        name: [(math.log2(m / u), label) for (label, _), (m, u) in zip(COMPARISONS[name][1:], pairs, strict=True)]
        for name, pairs in weights.levels.items()
    }


def _of_row(records: Sequence[Record], row: tuple[Any, ...], labels: dict[str, list[tuple[float, str]]], prior: float, version: str) -> Proposal:
    one, other, odds, rivals, namesakes, rank_one, rank_other, *own = row
    first, second = records[one], records[other]
    reasons = []
    for name, weight in zip(COMPARISONS, own, strict=True):
        near = min(labels[name], key=lambda level: abs(level[0] - weight))
        label = near[1] if abs(near[0] - weight) < 1e-3 else COMPARISONS[name][0][0]
        reasons.append(Reason(f"{name}: {label}", _told(name, first), _told(name, second), round(weight, 2)))
    if namesakes:
        reasons.append(Reason("namesakes: the places of that name lie in other regions or far apart", "", "", round(-namesakes, 2)))
    if rivals > 0.01:
        reasons.append(Reason("rivals: other claims that fit as well", "", "", round(-math.log2(1 + rivals), 2)))
    reasons.append(Reason("before any comparison", "", "", round(math.log2(prior / (1 - prior)), 2)))
    return _proposal(first, second, (rank_one, rank_other), tuple(reasons), round(odds / (1 + odds), 6), version)


def _told(comparison: str, record: Record) -> str:
    """A value of a record in words; empty where it is not told."""
    match comparison:
        case "day":
            days = [date.fromordinal(n).isoformat() for n in dict.fromkeys((record.first, record.last)) if n is not None]
            return " to ".join(days)
        case "place name":
            return "; ".join(record.names)
        case "location":
            if record.lat is not None and record.lon is not None:
                return f"{record.lat:.4f}, {record.lon:.4f} (within {record.radius:g} km)"
            return ", ".join(record.regions)
        case "killed":
            if record.low is None:
                return ""
            high = "or more" if record.high is None else "" if record.high == record.low else f"to {record.high}"
            return f"{record.low} {high}".strip()
        case "parties":
            return ", ".join(record.parties)
        case _:
            return ", ".join(record.acts)
