"""Threads and the graph of letters as plain data for JSON, as GraphML, and each change of a claim as one attributed sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from verbale.model import to_plain
from verbale.publish.attributed import attributed, day, days, listed, who
from verbale.resolution.updates import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Claim
    from verbale.resolution.citations import Resolved
    from verbale.resolution.threads import Graph, Link, Step, Thread, Version
    from verbale.resolution.updates import Change, TollChange
    from verbale.resolution.works import Work

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE_KEYS = ("label", "symbols", "kind", "date", "sender", "title", "standing")
_EDGE_KEYS = ("relation", "certainty", "quote", "said_in")


def label(work: Work) -> str:
    """How people call a work: its symbols; a letter without one by kind, day and sender."""
    if work.names:
        return "-".join(work.names)
    told = " ".join(
        part for part in (work.kind or "document", f"of {day(work.day)}" if work.day else "", f"({work.sender})" if work.sender else "") if part
    )
    return told if work.kind or work.day or work.sender or not work.holdings else work.holdings[0].name


def standing(work: Work) -> str:
    """Whether it is at hand, only in a catalogue, or only cited."""
    return "at hand" if work.holdings else "in the catalogue" if work.records else "only cited"


def work_plain(work: Work) -> dict[str, Any]:
    """A work as plain data."""
    return {
        "id": work.id, "label": label(work), "symbols": list(work.names), "kind": work.kind, "date": work.day.isoformat() if work.day else None,
        "sender": work.sender, "title": work.title, "standing": standing(work),
        "documents": [{"sha256": h.document, "name": h.name, "language": h.language, "reissue": h.reissue} for h in work.holdings],
        "catalogue_records": list(work.records),
    }  # fmt: skip


def link_plain(link: Link) -> dict[str, Any]:
    """A link as plain data; `certainty` is "open" where the citation can mean several documents."""
    return {
        "citing": link.citing, "cited": link.cited, "relation": link.relation.value, "certainty": "sure" if link.sure else "open",
        "said_in": link.document, "quote": link.citation.anchor.quote, "spans": to_plain(link.citation.anchor.spans),
    }  # fmt: skip


def graph_plain(graph: Graph) -> dict[str, Any]:
    """The graph as plain data: works, links, problems."""
    return {
        "works": [work_plain(graph.works[key]) for key in sorted(graph.works)],
        "links": [link_plain(link) for link in graph.links],
        "problems": to_plain(graph.problems),
    }


def thread_plain(graph: Graph, thread: Thread) -> dict[str, Any]:
    """A thread as plain data; every claim in an update carries who alleges it."""
    return {
        "work": work_plain(graph.works[thread.work]),
        "versions": [_version_plain(graph, version) for version in thread.versions],
        "follows": [_step_plain(graph, step) for step in thread.follows],
        "answers": [_step_plain(graph, step) for step in thread.answers],
        "cites": [_step_plain(graph, step) for step in thread.cites],
        "problems": to_plain(thread.problems),
    }


def resolved_plain(resolved: Resolved) -> dict[str, Any]:
    """A citation with what it was found to mean, as plain data."""
    return {
        "document": resolved.document, "citing": resolved.citing, "citation": to_plain(resolved.citation), "found": resolved.found.value,
        "works": list(resolved.works), "reason": resolved.reason,
    }  # fmt: skip


def _step_plain(graph: Graph, step: Step) -> dict[str, Any]:
    return {"work": work_plain(graph.works[step.work]), "link": link_plain(step.link), "depth": step.depth}


def _version_plain(graph: Graph, version: Version) -> dict[str, Any]:
    return {
        "work": version.work, "label": label(graph.works[version.work]), "how": version.how.value, "date": version.day.isoformat() if version.day else None,
        "document": version.holding.document if version.holding else None, "compared_with": version.of.document if version.of and version.changes is not None else None,
        "changes": None if version.changes is None else [_change_plain(change) for change in version.changes],
    }  # fmt: skip


def _change_plain(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind.value, "said": change_sentence(change), "author": change.author,
        "before": [_claim_plain(c, change.author) for c in change.before], "after": [_claim_plain(c, change.author) for c in change.after],
        "tolls": [
            {
                "outcome": t.outcome.value, "group": t.group,
                "before": to_plain(t.before.amount) if t.before else None, "after": to_plain(t.after.amount) if t.after else None,
            }
            for t in change.tolls
        ],
    }  # fmt: skip


def _claim_plain(claim: Claim, author: str) -> dict[str, Any]:
    return {"id": claim.id, "said": attributed(claim, author), "quote": claim.anchor.quote, "spans": to_plain(claim.anchor.spans)}


def change_sentence(change: Change) -> str:
    """A change as one sentence that names who alleges; figures are quoted."""
    if change.kind is ChangeKind.ADDED:
        return f"added: {attributed(change.after[0], change.author)}"
    if change.kind is ChangeKind.DROPPED:
        return f"no longer told: {attributed(change.before[0], change.author)}"
    claim = change.after[0]
    places = listed([p.value.name for p in claim.where])
    setting = (f", {days(claim.when)}" if claim.when else "") + (f", at {places}" if places else "")
    if change.kind is ChangeKind.UNCLEAR:
        return f"{who(claim, change.author)} an event{setting}; {len(change.before)} earlier claims can be meant"
    return f"{who(claim, change.author)}{setting}: {'; '.join(_toll(t) for t in change.tolls)}"


def _toll(change: TollChange) -> str:
    before, after = (f"“{t.anchor.quote}”" if t else "no figure" for t in (change.before, change.after))
    part = change.after or change.before
    among = f", of those {part.subset_of.value}" if part and part.subset_of else ""
    return f"{change.outcome.value}{among} {after}, before {before}"


def part_of(graph: Graph, thread: Thread) -> Graph:
    """The works of one thread and the links between them."""
    kept = {thread.work, *(v.work for v in thread.versions), *(s.work for s in (*thread.follows, *thread.answers, *thread.cites))}
    links = tuple(link for link in graph.links if link.citing in kept and link.cited in kept)
    return type(graph)({key: graph.works[key] for key in sorted(kept)}, links, thread.problems)


def graphml(graph: Graph) -> bytes:
    """The graph as GraphML: directed, an edge from the citing to the cited document."""
    spaces: Any = {None: _NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    root = etree.Element(f"{{{_NAMESPACE}}}graphml", nsmap=spaces)
    root.set("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", f"{_NAMESPACE} {_SCHEMA}")
    for sort, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            etree.SubElement(root, f"{{{_NAMESPACE}}}key", {"id": f"{sort}_{key}", "for": sort, "attr.name": key, "attr.type": "string"})
    held = etree.SubElement(root, f"{{{_NAMESPACE}}}graph", {"id": "letters", "edgedefault": "directed"})
    numbers = {key: f"n{number}" for number, key in enumerate(sorted(graph.works))}
    for key in sorted(graph.works):
        plain = work_plain(graph.works[key])
        node = etree.SubElement(held, f"{{{_NAMESPACE}}}node", {"id": numbers[key]})
        _data(node, "node", [(name, "; ".join(v) if isinstance(v := plain[name], list) else v) for name in _NODE_KEYS])
    for number, link in enumerate(graph.links):
        plain = link_plain(link)
        ends = {"id": f"e{number}", "source": numbers[link.citing], "target": numbers[link.cited]}
        _data(etree.SubElement(held, f"{{{_NAMESPACE}}}edge", ends), "edge", [(name, plain[name]) for name in _EDGE_KEYS])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _data(element: Any, sort: str, values: Iterable[tuple[str, str | None]]) -> None:
    for name, value in values:
        if value:
            etree.SubElement(element, f"{{{_NAMESPACE}}}data", {"key": f"{sort}_{name}"}).text = _NOT_XML.sub("\ufffd", value)
