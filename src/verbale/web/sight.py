"""What a viewer may see: levels of confidentiality, set by decisions, and the names of victims, which have a right of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.app.levels import standing_levels
from verbale.model import Claim, Reading, Rendition, from_plain, to_plain
from verbale.register import pages
from verbale.register.records import AllegedClaim, Hidden
from verbale.text import Span
from verbale.web.access import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from verbale.model import Told, Victim
    from verbale.register.store import Register
    from verbale.web.access import Viewer

MASK = "█"
KINDS = ("document", "claim", "source", "victim")
"""What has a level of its own; "victim" are the names of a claim's victims, by its locus. All names are withheld from who lacks the right to them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is kept from one viewer; made by `sight_of`. Whatever a page shows has passed through here."""

    hidden: Hidden = Hidden()
    sources: frozenset[str] = frozenset()
    names: bool = True
    victims: frozenset[str] = frozenset()

    def sees_document(self, sha: str) -> bool:
        """True when the document, by its SHA-256, may be seen."""
        return sha not in self.hidden.documents

    def sees_source(self, sha: str) -> bool:
        """True when it may be seen whence and from whom the document came."""
        return sha not in self.sources

    def told(self, told: Iterable[Told]) -> list[Told]:
        """The claims that may be seen, names withheld where they must be."""
        seen = [t for t in told if t.document not in self.hidden.documents and t.claim.locus not in self.hidden.claims]
        return [replace(t, claim=masked_claim(t.claim)) if self.withholds(t.claim) else t for t in seen]

    def withholds(self, claim: Claim) -> bool:
        """True when the names of the claim's victims are kept from this viewer."""
        return bool(claim.victims) and (not self.names or claim.locus in self.victims)

    def claims(self, found: Iterable[AllegedClaim]) -> list[AllegedClaim]:
        """Claims as they may be seen; hidden ones were left out when they were sought."""
        return [replace(f, claim=masked_claim(f.claim)) if self.withholds(f.claim) else f for f in found]

    def reading(self, reading: Reading) -> Reading:
        """A reading as it may be seen: hidden claims left out, names withheld in text and quotations; every offset stays true."""
        seen = replace(reading, claims=tuple(c for c in reading.claims if c.locus not in self.hidden.claims))
        names = self._kept(reading)
        return _masked_reading(seen, names) if names else seen

    def rendition(self, rendition: Rendition, reading: Reading) -> Rendition:
        """A text as it may be seen beside its reading (as it was read, not yet masked)."""
        names = self._kept(reading)
        return replace(rendition, text=masked(rendition.text, names)) if names else rendition

    def withheld(self, reading: Reading) -> tuple[Span, ...]:
        """Where in the text of a reading names stand that are kept from this viewer."""
        names = self._kept(reading)
        return tuple(Span(*found.span()) for found in _pattern(names).finditer(reading.text)) if names else ()

    def _kept(self, reading: Reading) -> list[str]:
        return list(_names(c.victims for c in reading.claims if self.withholds(c)))


def sight_of(register: Register, viewer: Viewer, blind: Iterable[str] = ()) -> Sight:
    """What `viewer` may see, by the levels that stand; without what others entered by hand out of the documents (SHA-256) that he codes `blind`."""
    hidden: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for (kind, key), level in levels(register).items():
        if not viewer.sees(level):
            hidden[kind].add(key)
    for document in blind:
        with register.asking() as connection:
            own = pages.entered_from(connection, document, Hidden(), viewer.name)
            hidden["document"] |= set(pages.entered_from(connection, document, Hidden())) - set(own)
    seen = Hidden(frozenset(hidden["document"]), frozenset(hidden["claim"]))
    return Sight(seen, frozenset(hidden["source"]), viewer.names, frozenset(hidden["victim"]))


def levels(register: Register) -> dict[tuple[str, str], Level]:
    """The level of everything that was given one: kind and name (SHA-256 of a document or source, locus of a claim); the last decision counts."""
    return {thing: Level(told) for thing, told in standing_levels(register).items()}


def masked_claim(claim: Claim) -> Claim:
    """The claim without the names of its victims, in its quotations too."""
    names = list(_names([claim.victims]))
    if not names:
        return claim
    plain = _quotes_masked(to_plain(replace(claim, victims=())), _pattern(names))
    return from_plain(Claim, plain)


def masked(text: str, names: Iterable[str]) -> str:
    """The text with every one of these names covered, letter by letter, so that its length stays."""
    return _pattern(names).sub(_covered, text)


def _masked_reading(reading: Reading, names: list[str]) -> Reading:
    pattern = _pattern(names)
    without = replace(
        reading,
        text=pattern.sub(_covered, reading.text),
        claims=tuple(replace(c, victims=tuple(v for v in c.victims if not pattern.search(" ".join(v.names)))) for c in reading.claims),
    )
    return from_plain(Reading, _quotes_masked(to_plain(without), pattern))


def _quotes_masked(plain: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(plain, dict):
        return {key: _quotes_masked(value, pattern) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_quotes_masked(item, pattern) for item in plain]
    return pattern.sub(_covered, plain) if isinstance(plain, str) else plain


def _names(victims: Iterable[Iterable[Victim]]) -> Iterator[str]:
    """The names of the victims, and the words that were read as naming each."""
    for group in victims:
        for victim in group:
            yield from (name for name in (*victim.names, victim.family) if len(name) > 1)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds each name whole, whatever white space is between its words, the longest first."""
    once = sorted({" ".join(name.split()) for name in names}, key=len, reverse=True)
    words = (r"\s+".join(re.escape(word) for word in name.split()) for name in once)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _covered(found: re.Match[str]) -> str:
    return re.sub(r"\S", MASK, found[0])
