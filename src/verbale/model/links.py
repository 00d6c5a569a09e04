"""Links between claims, the incidents that linked claims make, and what an organisation itself holds of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from verbale.model.claims import Stance, VoiceRole

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.claims import Claim, Denied


class LinkKind(StrEnum):
    """How one claim stands to another. An incident closes over `SAME` only.

    The first claim `COVERS` the second when its toll is a joint one that holds the second's; it is `PART_OF` the second
    when that is a running total; it `UPDATES` or `DENIES` the second.
    """

    SAME = "same"
    COVERS = "covers"
    PART_OF = "part of"
    UPDATES = "updates"
    DENIES = "denies"


class Judgement(StrEnum):
    """What people hold of a proposed link. Only a positive one joins claims; an unsure one leaves open whether it does."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    NONE = "none"


class Agreement(StrEnum):
    """How two accounts stand to each other in one particular. Silence is not disagreement, another word no contradiction."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UPDATED = "updated"
    COMPATIBLE = "compatible"
    INCOMPARABLE = "incomparable"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison behind a score: what was compared, the two values as words, and its weight (log2 of the Bayes factor)."""

    comparison: str
    first: str
    second: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two claims, named by their loci, so that it survives re-reading.

    `score` is the probability by the weights of version `weights`; `None` when a person or a rule made the link.
    `by` is the person who judged it, or the threshold that pre-accepted it (always marked as such). `denied` is what a
    link of the kind `DENIES` denies; `None` when that is not told.
    """

    kind: LinkKind
    first: str
    second: str
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    weights: str = ""
    judgement: Judgement = Judgement.NONE
    by: str = ""
    denied: Denied | None = None


_WITHOUT_TOLL = frozenset({Stance.DENIES, Stance.NOT_YET_ASSESSED, Stance.DECLINES, Stance.FEARS})
_OF_THE_AUTHOR = frozenset({Stance.DENIES, Stance.NOT_YET_ASSESSED, Stance.DECLINES})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with whose account it is, and where and when it is told.

    Attributes:
        claim: the claim.
        claimant: whose account it is: the party passed on, else the author of the part.
        document: SHA-256 of the document.
        name: the document's symbol or file name, to be shown.
        said: the day of the document, ISO; empty when not told.
        entry: how early the claim entered the register; ids of incidents go by it.
        ordinal: which claim of its document, counted from 1.
        nth: which of the claims that the very same words tell, counted from 0.
        received: how early its document entered the register.
    """

    claim: Claim
    claimant: str
    document: str = ""
    name: str = ""
    said: str = ""
    entry: int = 0
    ordinal: int = 0
    nth: int = 0
    received: int = 0

    @property
    def locus(self) -> str:
        """The place of the claim, which survives re-reading and is the same in every copy of a letter."""
        return f"{self.claim.locus}/{self.nth}" if self.nth else self.claim.locus

    @property
    def label(self) -> str:
        """The document and which of its claims: by the claimant's own case number where he gives one, else counted (`S/2031/117#2`)."""
        return f"{self.name}#{self.case or self.ordinal}"

    @property
    def case(self) -> str:
        """The claimant's own number for it; empty where there is none, and for what others hold of that case."""
        if self.claim.case is None or self.claim.attribution.claimant is not None:
            return ""
        return self.claim.case.value

    @property
    def party(self) -> str:
        """Whose position the claim is: of an account that is denied or left open, the author who does so, else the claimant."""
        voices = self.claim.attribution.voices
        if self.claim.attribution.stance in _OF_THE_AUTHOR and voices:
            return next((voice.party for voice in voices if voice.role is VoiceRole.AUTHOR), voices[0].party)
        return self.claimant

    @property
    def counts(self) -> bool:
        """True when its tolls are what the party itself says: not a figure that is denied, feared or left open."""
        return self.claim.attribution.stance not in _WITHOUT_TOLL


@dataclass(frozen=True, slots=True)
class Incident:
    """Linked claims (loci) and no facts of their own. The id is permanent; `aliases` are ids that were joined into this one."""

    id: str
    claims: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """An organisation's own finding on an incident, by a cited scheme. Never set by the program.

    `sources` are what the finding relies on; `dissent` who holds otherwise and why; `second` who signed as the second.
    """

    id: str
    incident: str
    scheme: str
    status: str
    assessor: str
    date: date
    rationale: str
    sources: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    second: str = ""
