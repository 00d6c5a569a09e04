"""The stages in order: from a rendition to a reading. A reader of the code starts here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.communication import communication
from verbale.claims.reading import Found, read_claims
from verbale.grammar.versions import grammar_version
from verbale.mentions.citations import find_citations
from verbale.mentions.citations_merge import citation_problems, self_citations, to_citations
from verbale.mentions.requests import find_requests
from verbale.model import BlockKind, Code, Problem, Reading, StatedBy, Supplied, content_id
from verbale.structure import outline
from verbale.structure.lines import clean
from verbale.symbols import parse
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.model import Communication, Rendition

READ_LANGUAGE = "en"
"""The language whose words of harm are known; of letters in others only header and citations are read."""
_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.FOOTNOTE})
_ENOUGH = 200
"""Code points of text from which its language can be told."""


def read_rendition(rendition: Rendition, supplied: Supplied | None = None, by: str = "") -> Reading:
    """Everything read from one rendition; `supplied` are header values stated by the person `by`, marked as such."""
    supplied = supplied or Supplied()
    text = rendition.text
    structure = outline(rendition)
    source = structure.rendition
    stated = StatedBy(by or "whoever took the document in", "acquisition")
    head = communication(text, structure, supplied=supplied, stated=stated)
    language = head.language.value if head.language else None
    mentions = find_citations(text, language)
    day, own = head.date.value if head.date else None, parse(head.symbol.value) if head.symbol else None
    citations = to_citations(mentions, text, source, day, own)
    whole = replace(head, citations=citations, requests=find_requests(text, structure, head.sender.value if head.sender else ""))
    refused = _language_problem(language, text, whole)
    skip = language is not None and language != READ_LANGUAGE
    version = grammar_version()
    values = () if supplied.empty else (*(str(v or "") for v in (supplied.symbol, supplied.date, supplied.sender, supplied.language)), by)
    identity = content_id(source, version, *values)
    found = Found() if skip else read_claims(identity, text, clean(text), structure, whole, [Span(m.start, m.end) for m in mentions])
    whole = replace(whole, characterisations=tuple(found.characterisations))
    said = [span for block in structure.blocks if block.kind in _SAID for span in block.spans]
    itself = self_citations(mentions, text, source, own, said)
    problems = (*refused, *citation_problems(citations, day, own), *itself, *found.problems)
    return Reading(identity, source, version, text, structure, whole, tuple(found.claims), tuple(found.unread), problems)


def _language_problem(language: str | None, text: str, head: Communication) -> tuple[Problem, ...]:
    """That a letter's claims were not read for its language, or were read as English without knowing that it is."""
    if language == READ_LANGUAGE or (language is None and len(text) < _ENOUGH):
        return ()
    where = head.symbol.value if head.symbol else text[:60].partition("\n")[0]
    if language is None:
        what, todo = "the language could not be told, the letter was read as English", "Say which it is with --language."
    else:
        what, todo = (
            f"claims in the language {language!r} are not read yet, only header and citations were",
            "Read its English version, if there is one.",
        )
    return (Problem(Code.LANGUAGE_NOT_READ, what, where, todo),)
