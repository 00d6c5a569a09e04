"""One sentence analysed: its atoms, and the dates, places, parties, tolls and acts that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.atoms import Atom, Beginnings, atomise
from verbale.grammar.cascade import Fired, cascade
from verbale.grammar.lexicon import lexicon
from verbale.grammar.numbers import join_numbers
from verbale.mentions.begun import join_begun
from verbale.mentions.naming import dated_names, join_names, state_atoms
from verbale.mentions.parties import parties
from verbale.mentions.places import places
from verbale.mentions.tolls import BUILDERS, PartMention, TollMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.grammar.dates import DateMention
    from verbale.mentions.party_words import PartyMention
    from verbale.mentions.peoples import Peoples
    from verbale.mentions.place_names import PlaceMention
    from verbale.text import Span


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """What one sentence of `text` names. `atoms` are the words with their tags, before the cascade joined them; `tags` is every tag among them.

    Most rules ask for a word that few sentences have: `tags` tells at once that a sentence has none. Each is itself only: what several
    rules ask of one sentence is worked out once (`agents`, `event_dates`).
    """

    text: str
    span: Span
    atoms: tuple[Atom, ...]
    joined: tuple[Atom, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    parties: tuple[PartyMention, ...]
    tolls: tuple[TollMention, ...]
    parts: tuple[PartMention, ...]
    tags: frozenset[str]
    language: str = "en"

    def words(self, at: int) -> str:
        """The words of the atom with index `at`, as written."""
        return self.text[self.atoms[at].start : self.atoms[at].end]

    def holds(self, tag: str, span: Span) -> bool:
        """True when a word with this tag stands inside a span of the sentence."""
        return tag in self.tags and any(a.tag == tag and span.contains(a.span) for a in self.atoms)


TELLING = Beginnings(
    "harm.", "act.", "damage.", "lives.", "number.toll", "ofthem", "including", "means", "party.agent-verb", "most", "rest", "airspace", "lost"
)
"""Tags without which a sentence tells neither deed nor toll, nor a part of one told before: it is not looked at further."""


def analyse(
    text: str,
    folded: str,
    span: Span,
    dates: list[DateMention],
    language: str = "en",
    peoples: Peoples | None = None,
    cited: Sequence[Span] = (),
    trace: list[Fired] | None = None,
) -> Sentence:
    """The analysis of `text[span]`.

    Args:
        text: the whole text, or a masked view of it (see `sentences.masked`).
        folded: `fold(text)`.
        span: the sentence.
        dates: the date mentions inside it.
        language: of the sentence.
        cited: spans of citations and of dates of documents, which are read as one word each.
        peoples: names of entities learned from the letter itself.
        trace: filled with the patterns that matched, for an explanation.
    """
    words = lexicon(language)
    names = dated_names(text, span)
    dates = [d for d in dates if not any(n.start < d.span.end and d.span.start < n.end for n in names)]
    given = [*names, *(Atom(d.span.start, d.span.end, "date", d.kind.value) for d in dates)]
    given += [Atom(c.start, c.end, "symbol") for c in cited if not any(c.overlaps(d.span) for d in dates)]
    taken = [a for a in state_atoms(text, folded, span, peoples) if not any(a.start < g.end and g.start < a.end for g in given)]
    atoms = atomise(text, folded, span.start, span.end, words, sorted([*given, *taken], key=lambda a: a.start))
    atoms = join_begun(join_names(join_numbers(atoms, folded, words), text), text, words)
    named = tuple(parties(atoms, text))
    tags = frozenset([a.tag for a in atoms])
    if trace is None and not any(map(TELLING.__getitem__, tags)):
        words_only = tuple(atoms)
        return Sentence(text, span, words_only, words_only, tuple(dates), tuple(places(atoms, text)), named, (), (), tags, language)
    joined = cascade(language).run(atoms, BUILDERS, trace)
    tolls = tuple(t for a in joined if a.tag == "toll" for t in a.value)
    parts = tuple(p for a in joined if a.tag == "part" for p in a.value)
    placed = tuple(p for p in places(atoms, text) if not any(n.kind != "state" and n.span.contains(p.span) for n in named))
    containers = [r for p in placed for r in p.region_spans]
    named = tuple(n for n in named if n.kind != "state" or not any(r.contains(n.span) for r in containers))
    return Sentence(text, span, tuple(atoms), tuple(joined), tuple(dates), placed, named, tolls, parts, tags, language)
