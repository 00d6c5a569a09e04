"""A communication (who to whom, citing what, asking what) and the whole reading of one rendition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.anchors import Particular, TextAnchor
    from verbale.model.claims import Claim, Unread
    from verbale.model.outline import Outline
    from verbale.model.problems import Problem


class Relation(StrEnum):
    """How a letter stands to the document it cites."""

    REFERS = "refers to"
    FURTHER = "further to"
    REPLY = "in reply to"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True)
class Citation:
    """An earlier document named by symbol, or by kind and date; what the text does not tell is empty or `None`."""

    anchor: TextAnchor
    symbol: str | None = None
    date: date | None = None
    kind: str = ""
    author: str = ""
    relation: Relation = Relation.REFERS
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What the author asks of an organ or a state, from the verb of asking to the end of that request."""

    anchor: TextAnchor
    addressee: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Communication:
    """Who speaks to whom, citing what, asking what. Each value is `None` or empty when the text does not tell it."""

    kind: Particular[str] | None = None
    symbol: Particular[str] | None = None
    date: Particular[date] | None = None
    sender: Particular[str] | None = None
    language: Particular[str] | None = None
    addressees: tuple[Particular[str], ...] = ()
    circulation: tuple[Particular[str], ...] = ()
    citations: tuple[Citation, ...] = ()
    requests: tuple[Request, ...] = ()
    characterisations: tuple[Particular[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one rendition by one version of the grammar."""

    id: str
    rendition: str
    grammar: str
    text: str
    outline: Outline
    communication: Communication
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()

    def author_of(self, part: int) -> str:
        """Who speaks in a part: its own author, else the sender, who puts it forward; empty where nobody is named."""
        parts = self.outline.parts
        named = (parts[part].author if part < len(parts) else None) or self.communication.sender
        return named.value if named else ""

    def claimant_of(self, claim: Claim) -> str:
        """Whose account a claim is: the party passed on, else who speaks in the part."""
        passed_on = claim.attribution.claimant
        return passed_on.value if passed_on else self.author_of(claim.part)
