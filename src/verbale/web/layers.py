"""A letter's text as layers to be drawn: blocks of pieces, each piece with the keys of the claims, values and sentences that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from verbale.app.reviewing import reviewed
from verbale.model import Days, Perpetrator, Place, Stance, TextAnchor, Toll
from verbale.publish.attributed import ELSEWHERE, attributed, days
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.app.reviewing import Reviewed
    from verbale.model import Anchor, Claim, Reading, Rendition
    from verbale.register import Standing

_RTL = (0x590, 0x8FF)
_CELL = re.compile(r"[^\t]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style: where they start in the text, and the keys of what stands there (`c1` a claim, `c1v2` a value of it, `u0` an unread sentence)."""

    text: str
    start: int
    keys: str
    classes: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the letter: what it is, which part it belongs to, its words; `cells` are those of a table's row, or of the line that names its columns."""

    kind: str
    part: int
    number: str
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part of the letter and who speaks in it."""

    kind: str
    number: str
    author: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """The whole text as blocks; `direction` is "rtl" where it is written from right to left."""

    blocks: tuple[TextBlock, ...]
    parts: tuple[LetterPart, ...]
    direction: str
    language: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a claim: the field and its place in it, the value in words, the words it was read from and where, the rule, what people decided.

    `field` and `at` name it for a correction (of `when`, `at` is the occurrence), and `inputs` are what the form of one starts with. `origin` tells
    that no words were read for it: a person or a table's cell says so.
    """

    key: str
    field: str
    at: int
    label: str
    value: str
    quote: str
    spans: tuple[Span, ...]
    rule: str
    state: str
    origin: str
    inputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim beside its letter: an attributed sentence, its values, and what people decided on it."""

    key: str
    number: int
    id: str
    locus: str
    sentence: str
    stance: str
    scope: str
    part: int
    spans: tuple[Span, ...]
    values: tuple[Value, ...]
    state: str
    decisions: tuple[tuple[str, str, str, str, str, str], ...]


def seen_claims(reading: Reading, standing: Iterable[Standing], only: str | None) -> tuple[SeenClaim, ...]:
    """The claims of a reading as people left them; with `only`, as that person alone left them (blind coding)."""
    listed = [entry for entry in standing if only is None or entry.decision.person == only]
    made = []
    for number, claim in enumerate(reading.claims, 1):
        after = reviewed(claim, listed)
        key = f"c{number}"
        decisions = tuple(
            (j.decision.id, j.decision.act.value, j.decision.field, j.decision.person, j.decision.time, j.decision.reason) for j in after.judged
        )
        made.append(SeenClaim(
            key, number, claim.id, claim.locus, attributed(after.claim, reading.author_of(claim.part)), after.claim.attribution.stance.value,
            after.claim.scope.value, claim.part, claim.anchor.spans, values_of(after, key), after.state, decisions,
        ))  # fmt: skip
    return tuple(made)


def values_of(after: Reviewed, key: str) -> tuple[Value, ...]:
    """Every value of a claim, in the order in which a reader asks: when, where, what, by whom, with what toll."""
    states = {j.decision.field: "stale" if j.stale else j.decision.act.value for j in after.judged}
    made = []
    for n, (field, at, label, value, anchors, rule, told) in enumerate(_values(after.claim)):
        spans = tuple(s for a in anchors if isinstance(a, TextAnchor) for s in a.spans)
        quote = " … ".join(a.quote for a in anchors if isinstance(a, TextAnchor))
        made.append(Value(f"{key}v{n}", field, at, label, value, quote, spans, rule, states.get(field, ""), _origin(anchors, rule), _inputs(told)))
    return tuple(made)


def _inputs(told: object) -> dict[str, str]:
    """A value as the fields of the form that corrects it."""
    match told:
        case Days():
            return {"first": told.first.isoformat(), "last": told.last.isoformat()}
        case Place():
            return {"name": told.name, "regions": ", ".join(told.regions)}
        case Perpetrator():
            return {"name": told.name, "role": told.role.value}
        case Toll():
            number, upper = ("" if n is None else str(n) for n in (told.amount.number, told.amount.upper))
            return {"number": number, "upper": upper, "bound": told.amount.bound.value, "vague": told.amount.vague, "group": told.group}
        case _:
            return {"value": str(told)}


def _values(claim: Claim) -> Iterator[tuple[str, int, str, str, tuple[Anchor, ...], str, object]]:
    """Field, number in the field, label, value in words, places, rule, value."""
    nth = 0
    for number, occurrence in enumerate(claim.occurrences):
        if occurrence.when:
            yield "occurrences", number, "when", days(occurrence.when.value), occurrence.when.anchors, occurrence.when.rule, occurrence.when.value
        if part := occurrence.part_of_day:
            yield "occurrences", -2, "part of day", part.value, part.anchors, part.rule, part.value
    for occurrence in claim.occurrences:
        for place in occurrence.where:
            regions = f" ({', '.join(place.value.regions)})" if place.value.regions else ""
            yield "occurrences", nth, "where", place.value.name + regions, place.anchors, place.rule, place.value
            nth += 1
    for field, label in (("acts", "act"), ("means", "means")):
        for at, p in enumerate(getattr(claim, field)):
            yield field, at, label, p.value, p.anchors, p.rule, p.value
    for at, accused in enumerate(claim.perpetrators):
        role = accused.value.role.value
        yield (
            "perpetrators",
            at,
            "alleged perpetrator",
            accused.value.name + ("" if role == "direct" else f" ({role})"),
            accused.anchors,
            accused.rule,
            accused.value,
        )
    for at, toll in enumerate(claim.tolls):
        label = f"{toll.outcome.value}, part" if toll.subset_of else toll.outcome.value
        yield "tolls", at, label, f"“{toll.amount.words}” ({toll.amount.bound.value}, {toll.group})", (toll.anchor,), toll.rule, toll
    for field, label in (("damage", "damage"), ("characterisations", "in its words")):
        for at, p in enumerate(getattr(claim, field)):
            yield field, at, label, p.value, p.anchors, p.rule, p.value
    told = claim.attribution
    if told.claimant:
        yield "attribution", 0, "account of", told.claimant.value, told.claimant.anchors, told.claimant.rule, told.claimant.value
    if told.stance is not Stance.ASSERTS:
        yield "attribution", 0, "stance", told.stance.value, (claim.anchor,), "", told.stance


def _origin(anchors: tuple[Anchor, ...], rule: str) -> str:
    """Whence a value that no words of the claim itself were read for has come."""
    for place in anchors:
        if isinstance(place, TextAnchor):
            return "told elsewhere in the letter" if rule in ELSEWHERE else ""
    place = anchors[0]
    return {"CellAnchor": "a table's cell", "FieldAnchor": "a catalogue's field", "StatedBy": f"stated by {getattr(place, 'by', '')}"}[
        type(place).__name__
    ]


def layers(reading: Reading, rendition: Rendition, claims: Iterable[SeenClaim]) -> LetterText:
    """The text of a reading with everything that was read from it marked."""
    marks: list[tuple[Span, str, str]] = []
    for claim in claims:
        marks += [(span, claim.key, "claim") for span in claim.spans]
        marks += [(span, value.key, "toll" if value.field == "tolls" else "value") for value in claim.values for span in value.spans]
    marks += [(u.anchor.span, f"u{n}", "unread") for n, u in enumerate(reading.unread)]
    marks += [(s, f"q{n}", "cited") for n, c in enumerate(reading.communication.citations) for s in c.anchor.spans]
    marks += [(s, f"r{n}", "request") for n, r in enumerate(reading.communication.requests) for s in r.anchor.spans]
    marked = _Marks(rendition.text, marks)
    outline = reading.outline
    over = {block.heading for block in outline.blocks if block.cells}
    blocks = []
    for number, block in enumerate(outline.blocks):
        cells = block.cells or (_columns(block.spans, rendition.text) if number in over else ())
        pieces = () if cells else tuple(piece for span in block.spans for piece in marked.pieces(span))
        blocks.append(TextBlock(block.kind.value, block.part, block.number, pieces, tuple(tuple(marked.pieces(cell)) for cell in cells)))
    blocks += [
        TextBlock("between blocks", 0, "", tuple(marked.pieces(span))) for span in _rest(rendition.text, [s for b in outline.blocks for s in b.spans])
    ]
    parts = tuple(LetterPart(p.kind.value, p.number, reading.author_of(n)) for n, p in enumerate(outline.parts))
    language = reading.communication.language.value if reading.communication.language else ""
    ordered = sorted(blocks, key=lambda b: next((p.start for p in (*b.pieces, *(p for c in b.cells for p in c))), 0))
    return LetterText(tuple(ordered), parts, "rtl" if _right_to_left(rendition.text) else "ltr", language)


def _columns(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The names of a table's columns, between tabs, in the line over its rows; none where that line is a sentence or a heading."""
    found = tuple(Span(s.start + m.start(), s.start + m.end()) for s in spans for m in _CELL.finditer(s.of(text)))
    return found if len(found) > len(spans) else ()


class _Marks:
    """Cuts a text at the edges of everything that is marked in it."""

    def __init__(self, text: str, marks: list[tuple[Span, str, str]]) -> None:
        self._text, self._edges = text, sorted({edge for span, _, _ in marks for edge in span})
        self._at: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        position = {edge: n for n, edge in enumerate(self._edges)}
        for span, key, kind in marks:
            for n in range(position[span.start], position[span.end]):
                self._at[self._edges[n]].append((span.end - span.start, key, kind))

    def pieces(self, span: Span) -> Iterator[Piece]:
        """The pieces of a span, in order."""
        inner = [edge for edge in self._edges if span.start < edge < span.end]
        for start, end in pairwise([span.start, *inner, span.end]):
            at = max((edge for edge in self._edges if edge <= start), default=None)
            found = sorted(self._at.get(at, ()) if at is not None else ())
            yield Piece(self._text[start:end], start, " ".join(key for _, key, _ in found), " ".join(dict.fromkeys(kind for _, _, kind in found)))


def _rest(text: str, taken: list[Span]) -> Iterator[Span]:
    """Stretches of the text that no block holds, where anything is written there."""
    at = 0
    for span in sorted(taken):
        if span.start > at and text[at : span.start].strip():
            yield Span(at, span.start)
        at = max(at, span.end)
    if text[at:].strip():
        yield Span(at, len(text))


def _right_to_left(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(_RTL[0] <= ord(c) <= _RTL[1] for c in letters) * 2 > len(letters)
