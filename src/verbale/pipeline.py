"""The stages in order: from a rendition to a reading. A reader of the code starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.claims.communication import read_communication
from verbale.claims.reading import read_claims
from verbale.grammar.versions import grammar_version
from verbale.mentions.citations import find_citations
from verbale.model import Reading, Supplied, content_id
from verbale.structure import outline

if TYPE_CHECKING:
    from verbale.model import Rendition


def read_rendition(rendition: Rendition, supplied: Supplied | None = None) -> Reading:
    """Everything read from one rendition; `supplied` are header values stated by a person, marked as such."""
    supplied = supplied or Supplied()
    text = rendition.text
    structure = outline(rendition)
    cited = find_citations(text, structure.language.value if structure.language else None)
    communication, problems = read_communication(rendition, structure, cited, supplied)
    found = read_claims(text, structure, communication, [c.span for c in cited])
    version = grammar_version()
    identity = content_id(rendition.id, version, *(str(v or "") for v in (supplied.symbol, supplied.date, supplied.sender, supplied.language)))
    return Reading(identity, rendition.id, version, text, structure, communication, tuple(found.claims), tuple(found.unread), (*problems, *found.problems))
