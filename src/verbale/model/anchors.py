"""Where a value was read from. A value without a place cannot be constructed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from verbale.text import Span

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class TextAnchor:
    """One or more half-open spans (code points) of a rendition's text, with the exact words there.

    `quote` is the text at the spans; several spans are joined by " … ".
    """

    rendition: str
    spans: tuple[Span, ...]
    quote: str

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class CellAnchor:
    """A cell of a table that is a document: its row (1 is the first after the header) and column name."""

    document: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class FieldAnchor:
    """A field of a catalogue record, such as MARC 245 $a."""

    record: str
    field: str


@dataclass(frozen=True, slots=True)
class StatedBy:
    """A person who supplied the value by hand, in an acquisition or a decision. Never read, always marked."""

    by: str
    record: str


Anchor = TextAnchor | CellAnchor | FieldAnchor | StatedBy


@dataclass(frozen=True, slots=True)
class Particular(Generic[T_co]):
    """A value, the places it was read from (at least one), and the rule that gave it.

    Raises:
        ValueError: if no anchor is given.
    """

    value: T_co
    anchors: tuple[Anchor, ...]
    rule: str = ""

    def __post_init__(self) -> None:
        if not self.anchors:
            raise ValueError(f"{self.value!r} has no place")

    @property
    def supplied(self) -> bool:
        """True when a person stated the value and no text was read for it."""
        return all(isinstance(anchor, StatedBy) for anchor in self.anchors)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of text that the value was read from; empty when it was not read from text."""
        return tuple(s for a in self.anchors if isinstance(a, TextAnchor) for s in a.spans)


def anchor(rendition: str, text: str, *spans: Span) -> TextAnchor:
    """The anchor of `spans` in `text`, with their exact words.

    Raises:
        ValueError: if a span is empty or lies outside the text.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"span {tuple(span)} is not in a text of {len(text)} characters")
    ordered = tuple(sorted(spans))
    return TextAnchor(rendition, ordered, " … ".join(s.of(text) for s in ordered))
