"""Which known document a citation means: by any of its names, or by day, kind and author when exactly one fits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.model import Code, Problem
from verbale.resolution.parties import is_own, is_untold, party_key, same_kind
from verbale.resolution.works import base_keys, keys_of
from verbale.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from verbale.model import Citation
    from verbale.resolution.works import Work


class Found(StrEnum):
    """How a citation stands."""

    ONE = "found"
    OPEN = "open"
    NONE = "not found"
    ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation with the known documents that it can mean.

    Attributes:
        document: SHA-256 of the document that cites.
        citing: id of its work.
        citation: as read.
        found: one document, several or uncertain ones, none, or the citing letter itself.
        works: ids of the works; one when it is found.
        reason: why, in plain words.
    """

    document: str
    citing: str
    citation: Citation
    found: Found
    works: tuple[str, ...] = ()
    reason: str = ""


class Shelf:
    """Known works, found by the keys of their names and by day."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.by_id = {work.id: work for work in works}
        self.by_key: dict[str, str] = {}
        self.by_day: dict[date, list[Work]] = defaultdict(list)
        self.by_document: dict[str, str] = {}
        for work in self.by_id.values():
            self.by_key |= dict.fromkeys((key for name in work.names for key in keys_of(name)), work.id)
            self.by_document |= dict.fromkeys((h.document for h in work.holdings), work.id)
            for day in work.days:
                self.by_day[day].append(work)

    def named(self, symbol: str) -> tuple[str, ...]:
        """Ids of the works that bear a name of `symbol`, each once."""
        return tuple(dict.fromkeys(self.by_key[key] for key in keys_of(symbol) if key in self.by_key))


def resolve(citation: Citation, document: str, speaker: str, shelf: Shelf) -> Resolved:
    """The known document that `citation` means.

    Args:
        citation: as read.
        document: SHA-256 of the document that cites; it must be on the shelf.
        speaker: who says "my" and "our" where the citation stands; empty when that is not known.
        shelf: all known works.
    """
    citing = shelf.by_document[document]
    found, works, reason = _by_symbol(citation, citing, speaker, shelf) if citation.symbol else _by_day(citation, citing, speaker, shelf)
    return Resolved(document, citing, citation, found, works, reason)


def _by_symbol(citation: Citation, citing: str, speaker: str, shelf: Shelf) -> tuple[Found, tuple[str, ...], str]:
    assert citation.symbol is not None
    named = shelf.named(citation.symbol)
    if named:
        if len(named) > 1:
            return Found.OPEN, named, "its names are those of several documents"
        return (Found.ITSELF, named, "the letter's own symbol") if named[0] == citing else (Found.ONE, named, "by symbol")
    symbol = parse(citation.symbol)
    if symbol and symbol.whole and (named := shelf.named(str(symbol.whole))):
        return (Found.ONE if len(named) == 1 else Found.OPEN), named, f"the part cited is one of {symbol.whole}"
    unnamed = [shelf.by_id[i] for i in _by_day(citation, citing, speaker, shelf)[1]]
    if unnamed := [w for w in unnamed if not w.names]:
        return Found.OPEN, tuple(w.id for w in unnamed), "a document of that day that tells no symbol of its own"
    if symbol and symbol.base != str(symbol) and (named := shelf.named(symbol.base)):
        return Found.NONE, (), f"only {symbol.base} is known, of which it is a version"
    return Found.NONE, (), "no document of that symbol is known"


def _by_day(citation: Citation, citing: str, speaker: str, shelf: Shelf) -> tuple[Found, tuple[str, ...], str]:
    if citation.date is None:
        return Found.NONE, (), "neither symbol nor day is told"
    fitting = [w for w in shelf.by_day.get(citation.date, ()) if w.id != citing and same_kind(citation.kind, w.kind)]
    fitting = _originals(fitting)
    own = is_own(citation.author)
    if is_untold(citation.author) or (own and not speaker):
        ids = tuple(w.id for w in fitting)
        if len(ids) == 1 and not own:
            return Found.ONE, ids, "the only one of that day and kind"
        reason = "who speaks of his own letter is not known" if own else "several are of that day and kind"
        return (Found.OPEN, ids, reason) if ids else (Found.NONE, (), "none of that day and kind is known")
    party = party_key(speaker if own else citation.author)
    sure = tuple(w.id for w in fitting if w.sender and party_key(w.sender) == party)
    if len(sure) == 1:
        return Found.ONE, sure, "the only one of that day, kind and author"
    if sure:
        return Found.OPEN, sure, "several are of that day, kind and author"
    unsure = tuple(w.id for w in fitting if not w.sender)
    return (
        (Found.OPEN, unsure, "of that day, but its author is not told") if unsure else (Found.NONE, (), "none of that day, kind and author is known")
    )


def _originals(works: Sequence[Work]) -> list[Work]:
    """`works` without versions (Corr., Rev., Add.) of others among them: they bear the date of the letter itself."""
    bases = {key for work in works for name in work.names for key in keys_of(name)}
    return [w for w in works if not w.names or not _is_version(w) or not set(base_keys(w)) & bases]


def _is_version(work: Work) -> bool:
    return not set(base_keys(work)) & {key for name in work.names for key in keys_of(name)}


def problems_of(resolved: Iterable[Resolved], shelf: Shelf) -> tuple[Problem, ...]:
    """What cannot be right: a letter that cites itself, or a later one, and letters that cite each other in a circle."""
    listed = list(resolved)
    made = []
    for entry in listed:
        citing, quote = shelf.by_id[entry.citing], entry.citation.anchor
        if entry.found is Found.ITSELF:
            made.append(Problem(Code.SELF_CITATION, f"it cites itself: {quote.quote}", citing.id, "check the letter's symbol", quote))
        elif entry.found is Found.ONE:
            cited = shelf.by_id[entry.works[0]]
            if citing.day and cited.day and cited.day > citing.day:
                what = f"it cites {cited.id} of {cited.day.isoformat()}, which is after its own day, {citing.day.isoformat()}"
                made.append(Problem(Code.FUTURE_CITATION, what, citing.id, "check both dates", quote))
    circles = _circles({(e.citing, e.works[0]) for e in listed if e.found is Found.ONE})
    return (*made, *(_circle_problem(circle) for circle in circles))


def _circle_problem(circle: tuple[str, ...]) -> Problem:
    what = f"these cite each other in a circle: {', '.join(circle)}"
    return Problem(Code.CITATION_CIRCLE, what, circle[0], "check their dates and symbols")


def _circles(links: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Sets of two or more works each of which can be reached from each other by links (strongly connected components), sorted."""
    out: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(links):
        out[one].append(other)
        back[other].append(one)
    finished: list[str] = []
    seen: set[str] = set()
    for start in sorted(out):
        _finish(start, out, seen, finished)
    placed: set[str] = set()
    found = []
    for start in reversed(finished):  # Kosaraju: what is reached backwards, latest finished first, is one component
        component: list[str] = []
        _finish(start, back, placed, component)
        if len(component) > 1:
            found.append(tuple(sorted(component)))
    return sorted(found)


def _finish(start: str, links: dict[str, list[str]], seen: set[str], finished: list[str]) -> None:
    """Adds everything new that is reached from `start` to `finished`, each after all that it leads to; without recursion."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(links.get(start, ())))]
    while stack:
        node, following = stack[-1]
        target = next((t for t in following if t not in seen), None)
        if target is None:
            finished.append(node)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(links.get(target, ()))))
