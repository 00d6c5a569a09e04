"""One incident as its claimants tell it: who says what in which particular, in which document and on which day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from verbale.grammar.policies import interval
from verbale.incidents import comparing
from verbale.incidents.closing import Sets, once, positive
from verbale.incidents.roots import Roots, roots
from verbale.model import Agreement, Denied, LinkKind, Outcome, PerpetratorRole, Stance
from verbale.resolution.actors import NO_LIST, led_coalitions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from verbale.model import Interval, Link, Told
    from verbale.resolution.actors import Parties

    Read = Callable[[Told], list[tuple[Any, str]]]
    Compare = Callable[[Any, Any], Agreement]

Figures = dict[Outcome, dict[str, "Interval"]]
"""For each outcome the numbers that each party's own account comes to, by the key of the party."""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim and how its party stands to the event by it; `denied` is empty when nothing is denied or that is not told."""

    told: Told
    stance: Stance
    denied: tuple[Denied, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """How one party stands to it, claim by claim in the order of entry."""

    party: str
    said: tuple[Said, ...]

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances of its claims, each once."""
        return tuple(stance for stance in Stance if any(said.stance is stance for said in self.said))

    @property
    def denied(self) -> tuple[Denied, ...]:
        """All that it denies, each once."""
        return tuple(denied for denied in Denied if any(denied in said.denied for said in self.said))

    @property
    def claims(self) -> tuple[Told, ...]:
        """Its claims."""
        return tuple(said.told for said in self.said)


@dataclass(frozen=True, slots=True)
class Value:
    """What one party says in one particular, as words, and the claims that say so (`document#claim`); no words when silent.

    `updated` are its former values, which later claims replaced.
    """

    party: str
    words: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """How the accounts of two parties, in alphabetical order, stand to each other."""

    first: str
    other: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Row:
    """One particular: what each party says of it, and how each two of them stand to each other."""

    particular: str
    values: tuple[Value, ...]
    pairs: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure at one point of its life: the day, the documents that say so (copies together), the words."""

    said: str
    documents: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LifeLine:
    """How one party's figure was repeated and revised, in the order of days; those without a day come last."""

    party: str
    outcome: Outcome
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The claims of an incident, or of incidents that links hold together, side by side. No facts of its own."""

    positions: tuple[Position, ...]
    rows: tuple[Row, ...]
    lines: tuple[LifeLine, ...]
    roots: Roots


def view(claims: Iterable[Told], links: Iterable[Link], figures: Figures, policy: str = "literal", parties: Parties = NO_LIST) -> View:
    """The view of these claims. `figures` are the tallies of the parties' own accounts by `policy`, for numbers are compared as such.

    `parties` tells which names mean one party.
    """
    copies = list(claims)
    listed = once(copies)
    linked = [link for link in positive(links) if {link.first, link.second} <= {told.locus for told in listed}]
    held: dict[str, list[Told]] = defaultdict(list)
    for told in listed:
        held[parties.key(told.party)].append(told)
    names = {key: min(told.party for told in own) for key, own in held.items()}
    order = sorted(held, key=lambda key: names[key])
    later = {link.second for link in linked if link.kind is LinkKind.UPDATES}
    denying = {link.first for link in linked if link.kind is LinkKind.DENIES}
    told_by = [(names[key], [t for t in held[key] if t.counts and t.locus not in denying]) for key in order]
    every = [(names[key], held[key]) for key in order]
    rows = [_row(name, every if name in _OWN else told_by, read, compare, later) for name, read, compare in _particulars(parties)]
    for outcome in Outcome:
        own = {names[key]: figure for key, figure in figures.get(outcome, {}).items() if key in names}
        rows.append(_toll_row(outcome, told_by, later, own, policy))
    return View(
        tuple(_position(names[key], held[key], linked) for key in order),
        tuple(row for row in rows if any(value.words for value in row.values)),
        tuple(line for name, own in told_by for line in _lines(name, _with_copies(own, copies), linked)),
        roots((told for told in listed if told.locus not in denying), parties),
    )


def _position(party: str, own: list[Told], linked: list[Link]) -> Position:
    said = []
    for told in own:
        denials = [link for link in linked if link.kind is LinkKind.DENIES and link.first == told.locus]
        stated = told.claim.attribution.denied
        denied = {link.denied for link in denials} | ({stated.value} if stated else set())
        said.append(Said(told, Stance.DENIES if denials else told.claim.attribution.stance, tuple(d for d in Denied if d in denied)))
    return Position(party, tuple(said))


# -- particulars that are words --------------------------------------------------------------------------------------


def _when(told: Told) -> list[tuple[Any, str]]:
    days = told.claim.when
    return [(days, days.first.isoformat() + ("" if days.first == days.last else f" to {days.last.isoformat()}"))] if days else []


def _where(told: Told) -> list[tuple[Any, str]]:
    return [(p.value, p.value.name + (f" ({', '.join(p.value.regions)})" if p.value.regions else "")) for p in told.claim.where]


def _accused(told: Told) -> list[tuple[Any, str]]:
    """Those accused with their roles. Whoever is only named as a side of the fighting is not accused by that."""
    accused = [p.value for p in told.claim.perpetrators if p.value.role is not PerpetratorRole.INVOLVED]
    said = [(one.name, one.name + ("" if one.role is PerpetratorRole.DIRECT else f" ({one.role.value})")) for one in accused]
    # "The coalition" with the state that leads it is compared as the coalition so led, too.
    return said + [(name, said[0][1]) for name in led_coalitions(accused)]


def _plain(field: str) -> Callable[[Told], list[tuple[Any, str]]]:
    return lambda told: [(p.value, p.value) for p in getattr(told.claim, field)]


def _all_days(first: Collection[Any], other: Collection[Any]) -> Agreement:
    """Days of several incidents agree when they are the same, and contradict when all are apart."""
    found = {comparing.days(one, two) for one in first for two in other}
    if set(first) == set(other):
        return Agreement.AGREES
    return Agreement.CONTRADICTS if found == {Agreement.CONTRADICTS} else Agreement.COMPATIBLE


_OWN = ("in their words", "own grading")
"""Characterisations and claimants' own grades, of denials and open assessments too: each party's own, which nobody else has to share."""


def _particulars(parties: Parties) -> tuple[tuple[str, Read, Compare], ...]:
    return (
        ("when", _when, _all_days),
        ("where", _where, comparing.places),
        ("alleged perpetrator", _accused, partial(comparing.parties, known=parties)),
        ("act", _plain("acts"), comparing.words),
        ("means", _plain("means"), comparing.words),
        ("damage", _plain("damage"), comparing.words),
        (_OWN[0], _plain("characterisations"), comparing.words),
        (_OWN[1], _plain("grades"), comparing.words),
    )


def _row(name: str, told_by: list[tuple[str, list[Told]]], read: Read, compare: Compare, later: set[str]) -> Row:
    values, content, former = [], {}, {}
    for party, own in told_by:
        current = [(told, value, said) for told in own if told.locus not in later for value, said in read(told)]
        earlier = [(value, said) for told in own if told.locus in later for value, said in read(told)]
        if not current:
            current = [(told, value, said) for told in own for value, said in read(told)]
            earlier = []
        content[party] = list(dict.fromkeys(value for _, value, _ in current))
        former[party] = list(dict.fromkeys(value for value, _ in earlier))
        said_now = tuple(dict.fromkeys(said for _, _, said in current))
        replaced = tuple(dict.fromkeys(said for _, said in earlier if said not in said_now))
        values.append(Value(party, said_now, tuple(dict.fromkeys(told.label for told, _, _ in current)), replaced))
    return Row(name, tuple(values), () if name in _OWN else _pairs(content, former, compare))


def _pairs(content: Mapping[str, Any], former: Mapping[str, Any], compare: Compare) -> tuple[Compared, ...]:
    return tuple(Compared(one, two, _pair(content, former, compare, (one, two))) for one, two in combinations(sorted(content), 2))


def _pair(content: Mapping[str, Any], former: Mapping[str, Any], compare: Compare, parties: tuple[str, str]) -> Agreement:
    one, two = parties
    if not content[one] or not content[two]:
        return Agreement.SILENT
    found = compare(content[one], content[two])
    if found in {Agreement.CONTRADICTS, Agreement.INCOMPARABLE}:
        before = [(former[one], content[two]), (content[one], former[two]), (former[one], former[two])]
        if any(a and b and compare(a, b) is Agreement.AGREES for a, b in before):
            return Agreement.UPDATED
    return found


# -- tolls -----------------------------------------------------------------------------------------------------------


def _toll_row(outcome: Outcome, told_by: list[tuple[str, list[Told]]], later: set[str], figures: Mapping[str, Interval], policy: str) -> Row:
    values, former = [], {}
    for party, own in told_by:
        said = [(told, toll) for told in own if (toll := told.claim.toll(outcome))]
        current = [(told, toll) for told, toll in said if told.locus not in later] or said
        replaced = [(told, toll) for told, toll in said if (told, toll) not in current]
        words = tuple(dict.fromkeys(toll.amount.words for _, toll in current))
        labels = tuple(dict.fromkeys(told.label for told, _ in current))
        values.append(Value(party, words, labels, tuple(dict.fromkeys(toll.amount.words for _, toll in replaced))))
        former[party] = [interval(toll.amount, policy) for _, toll in replaced]
    content = {value.party: [figures[value.party]] if value.words and value.party in figures else [] for value in values}
    spoken = {value.party for value in values if value.words}
    pairs = _pairs(content, former, _any_numbers)
    return Row(outcome.value, tuple(values), tuple(_figureless(pair, content, spoken) for pair in pairs))


def _any_numbers(first: Collection[Interval], other: Collection[Interval]) -> Agreement:
    found = {comparing.numbers(one, two) for one in first for two in other}
    return next(a for a in (Agreement.AGREES, Agreement.COMPATIBLE, Agreement.CONTRADICTS) if a in found)


def _figureless(pair: Compared, content: Mapping[str, Any], spoken: set[str]) -> Compared:
    """An account that contradicts itself has words and no figure: it cannot be compared, and it is not silent."""
    if {pair.first, pair.other} <= spoken and not (content[pair.first] and content[pair.other]):
        return Compared(pair.first, pair.other, Agreement.INCOMPARABLE)
    return pair


def _with_copies(own: list[Told], copies: list[Told]) -> list[Told]:
    loci = {told.locus for told in own}
    return sorted((told for told in copies if told.locus in loci), key=lambda told: (told.said, told.received, told.name, told.ordinal))


def _lines(party: str, own: list[Told], linked: list[Link]) -> list[LifeLine]:
    """The party's figures of the same persons in the order of days, where more than one document tells them; copies are one moment."""
    sets = Sets()
    for link in linked:
        if link.kind in {LinkKind.SAME, LinkKind.UPDATES}:
            sets.join(link.first, link.second)
    moments: dict[tuple[str, Outcome], dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    documents: dict[tuple[str, Outcome], set[str]] = defaultdict(set)
    for told in own:
        for outcome in Outcome:
            if toll := told.claim.toll(outcome):
                key = (sets.find(told.locus), outcome)
                moments[key][told.said, toll.amount.words].append(told.name)
                documents[key].add(told.document)
    made = []
    for key in sorted(moments):
        if len(documents[key]) > 1:
            ordered = sorted(moments[key].items(), key=lambda item: (not item[0][0], item[0][0]))  # those of one day as they came
            line = tuple(Moment(said, tuple(sorted(set(names))), words) for (said, words), names in ordered)
            made.append(LifeLine(party, key[1], line))
    return made
