"""Which document cites which, over time: a lane a sender, an arc from the citing to the cited document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.publish.figures.svg import INK, MARGIN, PALE, PAPER, WIDTH, Canvas, cut, wrapped
from verbale.publish.tables.specs import CAVEAT
from verbale.publish.threads import label

if TYPE_CHECKING:
    from verbale.resolution.threads import Graph
    from verbale.resolution.works import Work

_LEFT, _LANE, _LABEL = 190, 74, 8.5
_OTHERS = "Others, or sender not told"


def citation_graph(graph: Graph, about: str) -> str:
    """The figure: documents that cite or are cited, at even distances in the order of their days; those without a day come first."""
    linked = {end for link in graph.links for end in (link.citing, link.cited)}
    works = {key: graph.works[key] for key in sorted(linked, key=lambda key: (_day(graph.works[key]), key))}
    canvas = Canvas("Which document cites which")
    lanes = {sender: number for number, sender in enumerate([*sorted({work.sender for work in works.values() if work.sender}), ""])}
    top = canvas.height + 20
    for sender, number in lanes.items():
        y = top + _LANE * (number + 0.7)
        for line, words in enumerate(wrapped(sender or _OTHERS, _LEFT - MARGIN - 30, 11)[:3]):
            canvas.text(MARGIN, y + 4 + 13 * line, words, size=11, bold=True)
        canvas.line(_LEFT - 20, y, WIDTH - MARGIN, y, ink="#e3e6ea")
    step = (WIDTH - MARGIN - _LEFT - 70) / max(len(works) - 1, 1)
    places = {
        key: (_LEFT + step * number, top + _LANE * (lanes.get(work.sender, lanes[""]) + 0.7)) for number, (key, work) in enumerate(works.items())
    }
    for link in graph.links:
        (x0, y0), (x1, y1) = places[link.citing], places[link.cited]
        middle = f"{(x0 + x1) / 2:.1f} {(y0 + y1) / 2 - 26:.1f}"
        told = f"{label(works[link.citing])} {link.relation.value} {label(works[link.cited])}: “{link.citation.anchor.quote}”"
        canvas.path(f"M{x0:.1f} {y0:.1f}Q{middle} {x1:.1f} {y1:.1f}", ink=INK if link.sure else PALE, width=1 if link.sure else 0.7, told=told)
    for key, (x, y) in places.items():
        canvas.circle(x, y, 5, fill=INK if works[key].holdings else PAPER, told=label(works[key]))
        canvas.text(x + 4, y - 8, cut(label(works[key]), 100, _LABEL), size=_LABEL, turn=-32)
    canvas.height = top + _LANE * (len(lanes) + 0.3)
    notes = [
        ("From left to right in the order of days, at even distances; documents without a day first. A line leads from the citing document to the cited one. Full: at hand;"
        " hollow: only cited or in a catalogue. Grey lines: the citation can mean several documents."),
        about,
    ]  # fmt: skip
    return canvas.finished([label(work) for work in works.values() if work.holdings], notes, CAVEAT)


def _day(work: Work) -> int:
    return work.day.toordinal() if work.day else 0
