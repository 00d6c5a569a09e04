"""The graph of letters: which follows, answers, corrects or cites which; and the thread of one letter, with its versions."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.model import Relation
from verbale.resolution.citations import Found, problems_of
from verbale.resolution.parties import is_own, is_untold
from verbale.resolution.works import base_keys, cited_only, keys_of
from verbale.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Citation, Problem
    from verbale.resolution.citations import Resolved, Shelf
    from verbale.resolution.updates import Change
    from verbale.resolution.works import Holding, Work

_STRENGTH = {Relation.REFERS: 0, Relation.FURTHER: 1, Relation.REPLY: 2, Relation.CORRECTS: 3}
"""Of several citations of one document the strongest names the link."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Link:
    """One work cites another. `sure` is false when the citation can mean several documents.

    `document` (SHA-256) is the one whose text says so, `citation` where; of several citations the strongest, then the first.
    """

    citing: str
    cited: str
    relation: Relation
    document: str
    citation: Citation
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Works by id, known ones and those that are only cited; links between them; what cannot be right."""

    works: dict[str, Work]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...] = ()


class How(StrEnum):
    """How a version stands to its document."""

    ORIGINAL = "original"
    CORRECTION = "corrigendum"
    REVISION = "revision"
    ADDITION = "addendum"
    AMENDMENT = "amendment"
    SUMMARY = "summary"
    REISSUE = "issued again"
    LETTER = "corrected by letter"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document, dated by its issue where that is told, else by the letter.

    `holding` is `None` when it is not at hand. `of` is the document that it is compared with, `changes` what it changes in that one's
    claims; `None` when they were not compared.
    """

    work: str
    how: How
    day: date | None
    holding: Holding | None = None
    of: Holding | None = None
    changes: tuple[Change, ...] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A work that is reached from the letter asked for, over `link`, in so many steps."""

    work: str
    link: Link
    depth: int


@dataclass(frozen=True, slots=True)
class Thread:
    """What a letter follows and what answers it.

    Attributes:
        work: the id of the letter asked for.
        versions: of the document, the original first, each with what it changes.
        follows: letters that it cites, and those that these follow in turn; the earliest first.
        answers: letters that cite it, and those that answer or follow these in turn; the earliest first.
        cites: other documents that it cites: resolutions, reports, meeting records.
        problems: those of the letters in the thread.
    """

    work: str
    versions: tuple[Version, ...] = ()
    follows: tuple[Step, ...] = ()
    answers: tuple[Step, ...] = ()
    cites: tuple[Step, ...] = ()
    problems: tuple[Problem, ...] = ()


def graph(resolved: Iterable[Resolved], shelf: Shelf) -> Graph:
    """The graph of all known works and of all that they cite. A document that is only cited is one work under all its names."""
    listed = list(resolved)
    works = dict(shelf.by_id)
    absent = _Absent()
    links: dict[tuple[str, str], Link] = {}
    for entry in listed:
        if entry.found is Found.ITSELF:
            continue
        targets = entry.works
        if not targets:
            work = absent.work(entry.citation, _author(entry, shelf))
            works[work.id], targets = work, (work.id,)
        for target in targets:
            new = Link(entry.citing, target, entry.citation.relation, entry.document, entry.citation, entry.found is not Found.OPEN)
            old = links.get((entry.citing, target))
            if old is None or (new.sure, _STRENGTH[new.relation]) > (old.sure, _STRENGTH[old.relation]):
                links[entry.citing, target] = new
    return Graph(works, tuple(links[key] for key in sorted(links)), problems_of(listed, shelf))


def _author(entry: Resolved, shelf: Shelf) -> str:
    """Whose the cited document is, as the citation tells it: the sender's own, somebody named, or nobody."""
    if is_own(entry.citation.author):
        return shelf.by_id[entry.citing].sender
    return "" if is_untold(entry.citation.author) else entry.citation.author


class _Absent:
    """Documents that are only cited, by the keys of their names."""

    def __init__(self) -> None:
        self.by_key: dict[str, Work] = {}

    def work(self, citation: Citation, author: str) -> Work:
        made = cited_only(citation.symbol or "", citation.date, citation.kind, author)
        keys = [key for name in made.names for key in keys_of(name)] or [made.id]
        known = next((self.by_key[key] for key in keys if key in self.by_key), made)
        for key in keys:
            self.by_key.setdefault(key, known)
        return known


def versions(graph: Graph, work: str) -> tuple[Version, ...]:
    """Every version of the document of which `work` is one: the original, texts issued again, Rev., Corr., Add., and letters that correct it.

    A revision or a text issued again is compared with the whole text before it, everything else with the last whole text.
    """
    bases = set(base_keys(graph.works[work]))
    members = sorted((w for w in graph.works.values() if bases & set(base_keys(w))), key=_place)
    made: list[Version] = []
    whole: Holding | None = None
    for member in members:
        how = _how(member)
        holdings = _issues(member)
        before = whole
        for number, holding in enumerate(holdings or [None]):
            again = number > 0
            day = holding.issued if holding else None
            made.append(Version(member.id, How.REISSUE if again else how, day or member.day, holding, whole if again else before))
            if holding and how in {How.ORIGINAL, How.REVISION}:
                whole = holding
    return (*made, *_corrections(graph, {m.id for m in members}, whole))


def _corrections(graph: Graph, members: set[str], whole: Holding | None) -> list[Version]:
    """Letters that say that they correct this document."""
    made = []
    for link in graph.links:
        if link.sure and link.relation is Relation.CORRECTS and link.cited in members and link.citing not in members:
            letter = graph.works[link.citing]
            made.append(Version(letter.id, How.LETTER, letter.day, next(iter(letter.holdings), None), whole))
    return sorted(made, key=lambda v: (v.day is None, v.day or 0, v.work))


def _issues(work: Work) -> list[Holding]:
    """One holding for each time the document was issued; copies, other languages and later symbols of the same issue stand behind the first."""
    chosen: dict[int, Holding] = {}
    for holding in sorted(work.holdings, key=lambda h: (h.reissue, h.language != "en", h.issued or date.max, h.name)):
        chosen.setdefault(holding.reissue, holding)
    return list(chosen.values())


_HOWS = {"Corr": How.CORRECTION, "Rev": How.REVISION, "Add": How.ADDITION, "Amend": How.AMENDMENT, "Summary": How.SUMMARY}


def _how(work: Work) -> How:
    symbol = parse(work.names[0]) if work.names else None
    if symbol is None or str(symbol) == symbol.base:
        return How.ORIGINAL
    return _HOWS.get(str(symbol).rpartition("/")[2].partition(".")[0], How.ORIGINAL)


def _place(work: Work) -> tuple[object, ...]:
    """The original first, then by day; what has no day after those that have, in the order of its number."""
    original = _how(work) is How.ORIGINAL
    numbers = tuple(int(n) for n in _NUMBER.findall(work.names[0])) if work.names else ()
    issued = [h.issued for h in work.holdings if h.issued]
    day = min(issued) if issued else work.day
    return (not original, day is None, day.isoformat() if day else "", numbers, work.id)


def thread(graph: Graph, work: str) -> Thread:
    """The thread of one work: its versions, what it follows, what answers it, what else it cites.

    Over "further to", "in reply to" and "corrects" the thread goes on from letter to letter; over a mere reference it ends, and over a
    citation that can mean several documents too. A circle is walked once.
    """
    told = versions(graph, work)
    own = {version.work for version in told if version.how is not How.LETTER} | {work}
    out: dict[str, list[Link]] = defaultdict(list)
    back: dict[str, list[Link]] = defaultdict(list)
    for link in graph.links:
        out[link.citing].append(link)
        back[link.cited].append(link)
    cited = _walk(graph, own, out, back=False)
    answers = _walk(graph, own, back, back=True)
    letters = {s.work for s in cited if graph.works[s.work].letter}
    met = {*own, *letters, *(s.work for s in answers)}
    return Thread(
        work,
        told,
        tuple(s for s in cited if s.work in letters),
        tuple(answers),
        tuple(s for s in cited if s.work not in letters and s.depth == 1),
        tuple(p for p in graph.problems if _touches(p, met)),
    )


def _touches(problem: Problem, works: set[str]) -> bool:
    return problem.where in works


def _walk(graph: Graph, start: set[str], links: dict[str, list[Link]], *, back: bool) -> list[Step]:
    """Every work reached from `start` once, on the shortest way; the earliest first, those without a day last."""
    seen = set(start)
    queue = deque((work, 0) for work in sorted(start))
    found: list[Step] = []
    while queue:
        work, depth = queue.popleft()
        for link in sorted(links.get(work, ()), key=lambda one: (not one.sure, -_STRENGTH[one.relation])):
            target = link.citing if back else link.cited
            goes_on = link.sure and link.relation is not Relation.REFERS
            if target in seen or (depth and not goes_on):
                continue
            seen.add(target)
            found.append(Step(target, link, depth + 1))
            if goes_on and graph.works[target].letter:
                queue.append((target, depth + 1))
    days = {step.work: graph.works[step.work].day for step in found}
    return sorted(found, key=lambda s: ((day := days[s.work]) is None, day.isoformat() if day else "", s.depth, s.work))
