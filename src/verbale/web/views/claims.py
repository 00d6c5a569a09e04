"""Search: who alleges what, as attributed sentences with facets; searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from verbale.app.reviewing import standing_sentence
from verbale.model import Code, Outcome, UsageError
from verbale.register import ClaimFilter, Hidden, pages
from verbale.register.canonical import words
from verbale.web.asking import Done, Page
from verbale.web.views.letters import blind_documents

if TYPE_CHECKING:
    from verbale.register import AllegedClaim
    from verbale.register.pages import Facet
    from verbale.web.asking import Asked

PAGE_CLAIMS = 30
ASKED = ("text", "claimant", "party", "place", "outcome", "first", "last", "year", "act", "damage", "characterisation", "order")
"""What can be asked of claims: the names of the address's values."""
_VALUES = {"act": "act", "damage": "damage", "characterisation": "characterisation"}


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim found: the attributed sentence, its quotation, and where it is told."""

    locus: str
    sentence: str
    quote: str
    start: int
    claimant: str
    document: str
    name: str
    symbol: str
    said: str
    state: str


@dataclass(frozen=True, slots=True)
class Search:
    """A page of claims with the facets of all that were found, and what was asked for (`asked`, by name)."""

    asked: dict[str, str]
    claims: tuple[FoundClaim, ...]
    total: int
    capped: bool
    offset: int
    limit: int
    facets: tuple[Facet, ...]
    saved: tuple[tuple[int, str, str], ...]

    def address(self, **changes: str | None) -> str:
        """The address of this search with some values changed; `None` leaves one out."""
        values = {**self.asked, **changes}
        return "/claims?" + urlencode({name: value for name, value in values.items() if value})


def search(asked: Asked) -> Page:
    """Claims by words, parties, places, days, outcomes and characterisations; the newest letter first."""
    wanted = filter_of(asked)
    found = asked.house.found(lambda connection: pages.found_claims(connection, wanted), asked.sight, "search", repr(wanted))
    claims = asked.sight.claims(found.claims)
    sentences = standing_sentence(asked.house.register, claims, blind_documents(asked), asked.viewer.name)
    made = tuple(_found(claim, *sentences[claim.claim.locus]) for claim in claims)
    told = {name: value for name in ASKED if (value := asked.query.get(name, "").strip())}
    return Page("claims.html", "Claims", Search(told, made, found.total, found.capped, wanted.offset, PAGE_CLAIMS, found.facets, _saved(asked)))


def filter_of(asked: Asked) -> ClaimFilter:
    """The conditions that the address asks for, without what the viewer may not see.

    Raises:
        UsageError: BAD_VALUE for a day, an outcome or a year that is none.
    """
    query = {name: asked.query.get(name, "").strip() for name in ASKED}
    return ClaimFilter(
        party=query["party"], claimant=query["claimant"], place=query["place"], outcome=_outcome(query["outcome"]), text=query["text"],
        first=_day(query["first"]), last=_day(query["last"]), limit=PAGE_CLAIMS, newest_first=query["order"] != "oldest",
        values=tuple((_VALUES[name], query[name]) for name in _VALUES if query[name]),
        year=_year(query["year"]), offset=asked.number("offset", 0), hidden=_hidden(asked, query["text"]),
    )  # fmt: skip


def _hidden(asked: Asked, text: str) -> Hidden:
    """What is left out. Who may not see names does not find claims by a victim's name either."""
    hidden = asked.sight.hidden
    if not text or (asked.sight.names and not asked.sight.victims):
        return hidden
    sought = set(words(text))
    named = asked.house.found(pages.names_of_victims, asked.sight, "victims")
    kept = [(locus, name) for locus, name in named if not asked.sight.names or locus in asked.sight.victims]
    by_name = {locus for locus, names in kept if any(word.startswith(name) or name.startswith(word) for word in sought for name in words(names))}
    return Hidden(hidden.documents, hidden.claims | by_name)


def _outcome(written: str) -> Outcome | None:
    if not written:
        return None
    try:
        return Outcome(written)
    except ValueError:
        raise UsageError(Code.BAD_VALUE, "there is no such outcome", written, f"One of: {', '.join(Outcome)}.") from None


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(Code.BAD_VALUE, "this is no day", written, "Write it as 2031-03-04.") from None


def _year(written: str) -> str:
    if written and not (written.isdecimal() and len(written) == 4):
        raise UsageError(Code.BAD_VALUE, "this is no year", written, "Write it as 2031.")
    return written


def _found(found: AllegedClaim, sentence: str, state: str) -> FoundClaim:
    source, claim = found.source, found.claim
    return FoundClaim(
        claim.locus,
        sentence,
        claim.anchor.quote,
        claim.anchor.span.start,
        found.claimant,
        source.document,
        source.name,
        source.symbol,
        source.date,
        state,
    )


def _saved(asked: Asked) -> tuple[tuple[int, str, str], ...]:
    rows = asked.house.desk.rows(
        "SELECT id, name, query FROM searches WHERE account = ? ORDER BY name", asked.viewer.name if not asked.viewer.alone else ""
    )
    return tuple((row["id"], row["name"], row["query"]) for row in rows)


def save(asked: Asked) -> Done:
    """Keeps a search under a name.

    Raises:
        UsageError: BAD_VALUE without a name, or with nothing asked.
    """
    name = asked.form.get("name", "").strip()[:80]
    query = urlencode({key: value for key in ASKED if (value := asked.form.get(key, "").strip())})
    if not name or not query:
        raise UsageError(Code.BAD_VALUE, "a search is kept with a name and with what it asks", name or query)
    account = "" if asked.viewer.alone else asked.viewer.name
    with asked.house.desk.act() as held:
        held.execute("INSERT OR REPLACE INTO searches (account, name, query) VALUES (?, ?, ?)", (account, name, query))
    return Done(f"Kept as “{name}”", f"/claims?{query}")


def forget(asked: Asked) -> Done:
    """Forgets a search of the viewer's own."""
    account = "" if asked.viewer.alone else asked.viewer.name
    with asked.house.desk.act() as held:
        held.execute("DELETE FROM searches WHERE id = ? AND account = ?", (asked.number("id", 0), account))
    return Done("Forgotten", "/claims")
