"""Claims as W3C Web Annotations (JSON-LD): what is alleged as the body, the exact words as the target, by quotation and position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.publish.attributed import attributed
from verbale.publish.tables.specs import CAVEAT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Claim, Piece
    from verbale.publish.tables.readings import Held
    from verbale.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
_PAGE = "page "
_PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"


def collection(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Annotations as one collection of one page."""
    return {
        "@context": CONTEXT, "id": "urn:verbale:annotations", "type": "AnnotationCollection", "label": f"Claims. {CAVEAT}", "total": len(items),
        "first": {"id": "urn:verbale:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }  # fmt: skip


def annotation(held: Held, claim: Claim, pieces: Iterable[Piece] = ()) -> dict[str, Any]:
    """One claim as an annotation. `pieces` tell the pages of a PDF.

    Positions are code points of the rendition's text, the end excluded; `renderedVia` names that rendition, for positions are true in it only.
    """
    text, author = held.reading.text, held.reading.author_of(claim.part)
    selectors = [selector for span in claim.anchor.spans for selector in _selectors(text, span)]
    selectors += [{"type": "FragmentSelector", "conformsTo": _PDF_FRAGMENTS, "value": f"page={page}"} for page in _pages(claim.anchor.span, pieces)]
    return {
        "id": f"urn:verbale:claim:{claim.id}", "type": "Annotation", "motivation": "describing",
        "generator": {"id": f"urn:verbale:grammar:{held.reading.grammar.replace(' ', '-')}", "type": "Software", "name": "Verbale"},
        "body": {"type": "TextualBody", "value": attributed(claim, author), "format": "text/plain", "language": "en"},
        "target": {"source": f"urn:sha256:{held.document}", "selector": selectors, "renderedVia": {"id": f"urn:verbale:rendition:{held.reading.rendition}", "type": "Software"}},
    }  # fmt: skip


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": text[max(0, span.start - _AROUND) : span.start], "suffix": text[span.end : span.end + _AROUND]},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]  # fmt: skip


def _pages(span: Span, pieces: Iterable[Piece]) -> list[str]:
    places = (piece.place for piece in pieces if piece.span.start < span.end and span.start < piece.span.end)
    return list(dict.fromkeys(place.removeprefix(_PAGE) for place in places if place.startswith(_PAGE)))
