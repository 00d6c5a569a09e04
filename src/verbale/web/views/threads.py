"""Correspondence: what a letter follows and what answers it; what a state has asked, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app.threads import answered, catalogued, thread_of
from verbale.model import Code, UsageError
from verbale.publish.threads import change_sentence, label
from verbale.register import pages
from verbale.web.asking import Page
from verbale.web.drawing import Letter, thread_graph
from verbale.web.views.letters import all_senders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.register import Attributed, Source
    from verbale.register.pages import Sentence
    from verbale.resolution.threads import Graph, Link, Step
    from verbale.resolution.works import Catalogued
    from verbale.web.asking import Asked
    from verbale.web.sight import Sight


@dataclass(frozen=True, slots=True)
class Node:
    """A document of a thread: its name, day, sender and kind; `document` (SHA-256) when it is in the register and may be seen."""

    label: str
    day: str
    sender: str
    kind: str
    document: str
    relation: str
    quote: str
    depth: int
    sure: bool


@dataclass(frozen=True, slots=True)
class ThreadVersion:
    """A version of the letter, how it stands to it, its day, and what it changes in what is alleged, as sentences."""

    label: str
    how: str
    day: str
    document: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A letter with what it follows, what answers it, what else it cites, and its versions."""

    label: str
    document: str
    drawing: str
    follows: tuple[Node, ...]
    answers: tuple[Node, ...]
    cites: tuple[Node, ...]
    versions: tuple[ThreadVersion, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """What was asked: totals by year and addressee, and a page of the requests with the letters that answered."""

    sender: str
    senders: tuple[tuple[str, int], ...]
    by_year: tuple[tuple[str, str, str, int], ...]
    requests: tuple[Attributed[Sentence], ...]
    answered: dict[str, list[Source]]
    total: int
    offset: int
    limit: int


def thread(asked: Asked) -> Page:
    """The thread of one letter.

    Raises:
        UsageError: NOT_FOUND, also for what is kept from the viewer.
    """
    sight = asked.sight
    key = asked.path["document"]
    graph, found = asked.house.found(lambda _: thread_of(asked.house.register, key, _catalogued(asked)), sight, "thread", key)
    work = graph.works[found.work]
    own = next((h.document for h in work.holdings if sight.sees_document(h.document)), "")
    if work.holdings and not own:
        raise UsageError(Code.NOT_FOUND, "no document of this name is at hand, in the catalogue or cited", key)
    versions = tuple(
        ThreadVersion(
            label(graph.works[v.work]), v.how.value, v.day.isoformat() if v.day else "", v.holding.document if v.holding else "",
            tuple(change_sentence(change) for change in v.changes or ()) if sight.names else (),
        )
        for v in found.versions
        if v.holding is None or sight.sees_document(v.holding.document)
    )  # fmt: skip
    follows, answers, cites = (_nodes(graph, steps, sight) for steps in (found.follows, found.answers, found.cites))
    body = ThreadPage(
        label(work), own, _drawing(Letter(label(work), work.sender, "", ""), (*cites, *follows), answers), follows, answers, cites, versions,
        tuple(problem.what for problem in found.problems),
    )  # fmt: skip
    return Page("thread.html", f"Correspondence of {label(work)}", body)


def _drawing(middle: Letter, before: tuple[Node, ...], after: tuple[Node, ...]) -> str:
    """The letter with what it cites itself and what cites it; letters of the thread that are farther away are only counted."""
    left, right = ([_drawn(node) for node in nodes if node.depth == 1] for nodes in (before, after))
    return thread_graph(middle, left, right, len(before) + len(after) - len(left) - len(right))


def _drawn(node: Node) -> Letter:
    about = ", ".join(part for part in (node.day, node.sender or node.kind) if part)
    return Letter(node.label, about, f"/letters/{node.document}/thread" if node.document else "", node.relation, node.sure)


def requests(asked: Asked) -> Page:
    """What states have asked of the Council and of others, by year, and which letters answered."""
    sender, offset = asked.query.get("sender", ""), asked.number("offset", 0)
    with asked.house.register.asking() as connection:
        listed, total = pages.sentences(connection, "requests", asked.sight.hidden, asked=asked.query.get("words", ""), sender=sender, offset=offset)
    letters = {entry.source.document: entry.source for entry in listed}
    found = asked.house.found(
        lambda _: answered(asked.house.register, letters.values(), _catalogued(asked)), asked.sight, "answers", *sorted(letters)
    )
    answers = {document: [source for source in sources if asked.sight.sees_document(source.document)] for document, sources in found.items()}
    by_year = asked.house.found(lambda connection: pages.requests_by_year(connection, asked.sight.hidden, sender), asked.sight, "asked", sender)
    body = RequestsPage(sender, all_senders(asked), tuple(by_year), tuple(listed), answers, total, offset, 50)
    return Page("requests.html", "What was asked", body)


def _catalogued(asked: Asked) -> tuple[Catalogued, ...]:
    return asked.house.found(lambda _: catalogued(asked.house.register), asked.sight, "catalogue")


def _nodes(graph: Graph, steps: Iterable[Step], sight: Sight) -> tuple[Node, ...]:
    return tuple(_node(graph, step.work, step.link, sight, step.depth) for step in steps if sight.sees_document(step.link.document))


def _node(graph: Graph, name: str, link: Link, sight: Sight, depth: int = 1) -> Node:
    work = graph.works[name]
    held = next((h.document for h in work.holdings if sight.sees_document(h.document)), "")
    quote = link.citation.anchor.quote if sight.names else link.citation.symbol or ""
    return Node(
        label(work) if held or not work.holdings else "a letter", work.day.isoformat() if work.day else "", work.sender, work.kind, held,
        link.relation.value, quote, depth, link.sure,
    )  # fmt: skip
