"""A claim: what one party alleges of one occurrence or a bounded set of them, each value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from verbale.model.anchors import Particular, TextAnchor
    from verbale.model.quantities import Amount


class Scope(StrEnum):
    """One occurrence, a closed set told together, or a running total."""

    SINGLE = "single"
    SERIES = "series"
    CUMULATIVE = "cumulative"


class Stance(StrEnum):
    """How the author stands to what is told."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    FEARS = "fears"
    DENIES = "denies"
    CONCEDES = "concedes"
    NOT_YET_ASSESSED = "not yet assessed"
    DECLINES = "declines"


class Denied(StrEnum):
    """What of an account is denied: that it happened, that one did it oneself, that persons were harmed, that they were civilians."""

    EVENT = "event"
    OWN_ACT = "own act"
    HARM = "harm"
    CIVILIAN_STATUS = "civilian status"


class VoiceRole(StrEnum):
    """What a voice does with the account."""

    AUTHOR = "author"
    TRANSMITS = "transmits"
    REPORTS = "reports"
    QUOTES = "quotes"


class Outcome(StrEnum):
    """What became of persons. `CASUALTIES` is killed or injured, not told apart."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class PerpetratorRole(StrEnum):
    """What the alleged perpetrator is said to have done."""

    DIRECT = "direct"
    LEADS = "commands or leads"
    SUPPORTS = "supports"
    OCCUPIES = "occupies"
    RESPONSIBLE = "held responsible"
    INVOLVED = "party to the fighting"  # named as a side of it, and not accused by that


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; one day twice for a single day."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Point:
    """Where the claimant puts a place on the map: WGS 84 degrees, and how exactly.

    `precision` is the step of UCDP's `where_prec` (1 the place itself, 2 near it, 3 second-order unit, 4 first-order unit, 5 a line or
    an area without bounds, 6 the state, 7 beyond states) that the claimant's own word `written` stands for by the ladder `ladder`;
    `None` where he says nothing. `radius_km` is how far off the place may lie by that ladder.
    """

    lat: float
    lon: float
    precision: int | None = None
    written: str = ""
    ladder: str = ""
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named in the text, with the regions that the text says contain it, the nearest first.

    `names` are further names that the claimant himself gives it, in any script; `point` is where he puts it, if he does.
    """

    name: str
    regions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where and when it is alleged to have happened; `part_of_day` in the text's own sense ("night", "12:19")."""

    when: Particular[Days] | None = None
    where: tuple[Particular[Place], ...] = ()
    part_of_day: Particular[str] | None = None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """A party accused, as named in the text without adjectives, and what it is said to have done.

    `as_written` are the words at the place, where they differ from the name ("the occupying Power", "this coalition").
    """

    name: str
    role: PerpetratorRole = PerpetratorRole.DIRECT
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many persons suffered one outcome. A subset is a part of the claim's toll `subset_of`, never added to it."""

    outcome: Outcome
    amount: Amount
    group: str
    anchor: TextAnchor
    subset_of: Outcome | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Victim:
    """A person named as a victim. Names are personal data with an access right of their own."""

    names: tuple[str, ...]
    outcome: Outcome
    anchor: TextAnchor
    age: int | None = None
    sex: str | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks: the party, and what it does with the account. `anchor` is `None` for the author of the part."""

    party: str
    role: VoiceRole
    anchor: TextAnchor | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Voices from the outermost to the innermost, and how the author stands to the account.

    `claimant` is `None` when the author alleges it in his own voice, else the party whose account is passed on. `denied` is
    what the author denies, where the stance is `DENIES` and that is told.
    """

    voices: tuple[Voice, ...]
    stance: Stance = Stance.ASSERTS
    claimant: Particular[str] | None = None
    denied: Particular[Denied] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one party alleges of one occurrence or a bounded set of them. One line of the evaluation format.

    `case` is the claimant's own number for it; `grades` is how the claimant himself grades his account, in his own terms.
    """

    id: str
    locus: str
    anchor: TextAnchor
    scope: Scope
    attribution: Attribution
    part: int = 0
    occurrences: tuple[Occurrence, ...] = ()
    acts: tuple[Particular[str], ...] = ()
    means: tuple[Particular[str], ...] = ()
    perpetrators: tuple[Particular[Perpetrator], ...] = ()
    tolls: tuple[Toll, ...] = ()
    damage: tuple[Particular[str], ...] = ()
    characterisations: tuple[Particular[str], ...] = ()
    victims: tuple[Victim, ...] = ()
    case: Particular[str] | None = None
    grades: tuple[Particular[str], ...] = ()

    @property
    def when(self) -> Days | None:
        """From the first day to the last of all its occurrences; `None` when no day is known."""
        days = [o.when.value for o in self.occurrences if o.when]
        if len(days) == 1:
            return days[0]
        return Days(min(d.first for d in days), max(d.last for d in days)) if days else None

    @property
    def where(self) -> tuple[Particular[Place], ...]:
        """All places of all its occurrences, in the order of the text, each name once."""
        named = {p.value.name: p for o in reversed(self.occurrences) for p in reversed(o.where)}
        return tuple(reversed(named.values()))

    def toll(self, outcome: Outcome) -> Toll | None:
        """The whole toll of `outcome`, or `None` when the author states none."""
        return next((t for t in self.tolls if t.outcome is outcome and t.subset_of is None), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with words of harm that no claim covers, and the reason where it is known."""

    anchor: TextAnchor
    words: tuple[str, ...]
    reason: str = ""
