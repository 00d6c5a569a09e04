"""Links between claims, the incidents that linked claims make, and what an organisation itself holds of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


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
    """What people hold of a proposed link. Only a positive one joins claims."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    NONE = "none"


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
    `by` is the person who judged it, or the threshold that pre-accepted it (always marked as such).
    """

    kind: LinkKind
    first: str
    second: str
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    weights: str = ""
    judgement: Judgement = Judgement.NONE
    by: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """Linked claims and no facts of their own. The id is permanent; `aliases` are ids that were joined into this one."""

    id: str
    claims: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """An organisation's own finding on an incident, by a cited scheme. Never set by the program."""

    id: str
    incident: str
    scheme: str
    status: str
    assessor: str
    date: date
    rationale: str
    sources: tuple[str, ...] = ()
    dissent: str = ""
    second: str = ""
