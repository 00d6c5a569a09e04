"""Documents that can be cited, each once: what is at hand, what a catalogue tells of, and what is only cited by name.

A document with two names (a joint symbol) is one work; so are its versions in several languages and its copies, and
identical letters that were sent to several addressees under names of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.resolution.parties import is_letter, party_key
from verbale.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from verbale.model import CatalogueRecord


@dataclass(frozen=True, slots=True)
class Holding:
    """A document at hand, as far as its header tells it; what is not told is `None` or empty.

    Attributes:
        document: SHA-256 of its bytes.
        reading: id of its latest reading.
        name: its file name.
        day, issued: the letter's own day, and that of the masthead, on which it was issued as a document.
        words: what two letters of the same words share; empty when it was not looked for.
        reissue: how many asterisks stand after its symbol: issued again for technical reasons.
    """

    document: str
    reading: str
    name: str
    symbol: str = ""
    day: date | None = None
    issued: date | None = None
    kind: str = ""
    sender: str = ""
    language: str = ""
    words: str = ""
    reissue: int = 0


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A catalogue record, and what its title tells of the letter: kind, day and sender."""

    record: CatalogueRecord
    kind: str = ""
    date: date | None = None
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One document under all its names. It is at hand when it has holdings, and known when it has holdings or records.

    Attributes:
        id: its names, or the SHA-256 of a document that has none.
        names: canonical symbols, each name of a joint symbol by itself.
        day, kind, sender, title: as told; `None` or empty where nothing tells it.
        days: every day told of the letter, or, where none is, the days of its issue in a catalogue.
    """

    id: str
    names: tuple[str, ...] = ()
    day: date | None = None
    kind: str = ""
    sender: str = ""
    title: str = ""
    days: tuple[date, ...] = ()
    holdings: tuple[Holding, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """True when it is at hand or in a catalogue."""
        return bool(self.holdings or self.records)

    @property
    def letter(self) -> bool:
        """True for a letter, a note and the like; also for what no word and no symbol tells."""
        return is_letter(self.kind)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a symbol's names; of words that are no symbol the words themselves."""
    symbol = parse(name)
    return tuple(n.key for n in symbol.names) if symbol else ((name.upper().replace(" ", ""),) if name else ())


def base_keys(work: Work) -> tuple[str, ...]:
    """Keys that all versions of a document share: those of its names without Corr., Rev., Add. and the like."""
    bases = [parse(symbol.base) or symbol for name in work.names if (symbol := parse(name))]
    return tuple(b.key for b in bases) or (work.id,)


def works(holdings: Iterable[Holding], catalogue: Iterable[Catalogued] = ()) -> tuple[Work, ...]:
    """Every known document once, in the order of ids."""
    held, told = list(holdings), list(catalogue)
    items: list[Holding | Catalogued] = [*held, *told]
    groups = _Groups(len(items))
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        for key in _joining_keys(item):
            groups.join(number, seen.setdefault(key, number))
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(items)):
        members[groups.first(number)].append(number)
    made = [_work([items[n] for n in listed]) for listed in members.values()]
    return tuple(sorted(made, key=lambda work: work.id))


def cited_only(name: str, date: date | None = None, kind: str = "", sender: str = "") -> Work:
    """A document that is known only because a letter names it."""
    symbol = parse(name)
    names = tuple(str(n) for n in symbol.names) if symbol else ()
    kind = kind or (symbol.kind if symbol else "")
    told = " ".join(part for part in (kind or "document", f"of {date.isoformat()}" if date else "", f"({sender})" if sender else "") if part)
    return Work("-".join(names) or told, names, date, kind, sender, "", (date,) if date else ())


def _joining_keys(item: Holding | Catalogued) -> list[str]:
    """What makes two entries one work: any name in common, the same bytes, or the same words of one sender and day."""
    if isinstance(item, Catalogued):
        names = [s.value for s in item.record.symbols]
        return [key for name in names for key in keys_of(name)] or [f"record {item.record.id}"]
    keys = [f"document {item.document}", *keys_of(item.symbol)]
    if item.words and item.day and item.sender:
        keys.append(f"words {item.words} {item.day} {party_key(item.sender)}")
    return keys


class _Groups:
    """Numbers that belong together."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def first(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self.parent[high] = low


def _work(items: Sequence[Holding | Catalogued]) -> Work:
    held = sorted((i for i in items if isinstance(i, Holding)), key=lambda h: (h.reissue, h.name, h.document))
    told = sorted((i for i in items if isinstance(i, Catalogued)), key=lambda c: c.record.id)
    written = [h.symbol for h in held if h.symbol] + [s.value for c in told for s in c.record.symbols]
    names = {key: name for symbol in reversed(written) for key, name in zip(keys_of(symbol), _names(symbol), strict=True)}
    ordered = tuple(dict.fromkeys(names[key] for symbol in written for key in keys_of(symbol)))
    letter_days = [h.day for h in held if h.day] + [c.date for c in told if c.date]
    issued = [c.record.date.value for c in told if c.record.date]
    kinds = [h.kind for h in held if h.kind] + [c.kind for c in told if c.kind] + [c.record.kind.value for c in told if c.record.kind]
    senders = [h.sender for h in held if h.sender] + [c.sender for c in told if c.sender]
    authors = [a.value for c in told for a in c.record.authors]
    days = letter_days + issued
    symbol_kinds = [s.kind for name in ordered if (s := parse(name)) and s.kind]
    return Work(
        "-".join(sorted(ordered)) or (f"document {held[0].document}" if held else f"record {told[0].record.id}"),
        ordered,
        days[0] if days else None,
        next(iter(kinds or symbol_kinds), ""),
        next(iter(senders or authors), ""),
        next((c.record.title.value for c in told if c.record.title), ""),
        tuple(dict.fromkeys(letter_days or issued)),
        tuple(held),
        tuple(c.record.id for c in told),
    )


def _names(symbol: str) -> list[str]:
    parsed = parse(symbol)
    return [str(n) for n in parsed.names] if parsed else [symbol]
