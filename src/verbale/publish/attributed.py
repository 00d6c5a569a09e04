"""A claim as one sentence that names its claimant: "X alleges: ...", never a bare fact. Days, tolls and parties in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model import PerpetratorRole, Stance

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Claim, Days, Toll

UNNAMED = "The author (not named)"
ELSEWHERE = frozenset({"who.context", "where.context", "when.inherited"})
"""Rules by which a value is told elsewhere in the letter than the claim: whoever reads it is told so."""
_VERBS = {
    Stance.ASSERTS: "alleges", Stance.REPORTS: "alleges", Stance.FEARS: "fears", Stance.CONCEDES: "concedes",
    Stance.NOT_YET_ASSESSED: "has not yet assessed", Stance.DECLINES: "declines to confirm",
}  # fmt: skip


def attributed(claim: Claim, author: str) -> str:
    """One sentence of who alleges what; `author` is who speaks in the part of the letter that holds the claim.

    The words of tolls and characterisations are quoted, as the claimant wrote them.
    """
    return f"{who(claim, author)}: {told(claim)}."


def told(claim: Claim) -> str:
    """What a claim says, without who says it; never to be shown without."""
    return "; ".join(_content(claim))


def who(claim: Claim, author: str) -> str:
    """Who says it and how: "X alleges", "X alleges, as Y reports", "Y denies what X alleges"."""
    author = author or UNNAMED
    claimant = claim.attribution.claimant
    if claim.attribution.stance is Stance.DENIES:
        return f"{author} denies what {claimant.value if claimant else 'others'} alleged"
    verb = _VERBS[claim.attribution.stance]
    return f"{claimant.value} {verb}, as {author} reports" if claimant else f"{author} {verb}"


def _content(claim: Claim) -> list[str]:
    first = " and ".join(p.value for p in claim.acts) or "violence"
    said = [first + by_whom(claim) + _setting(claim)]
    said += [f"{toll.outcome.value} “{toll.anchor.quote}”{_parts(claim, toll)}" for toll in claim.tolls if toll.subset_of is None]
    if claim.damage:
        said.append("damage to " + listed([p.value for p in claim.damage]))
    if claim.characterisations:
        said.append("in its words " + listed([f"“{p.value}”" for p in claim.characterisations]))
    return said


def by_whom(claim: Claim) -> str:
    """Whom a claim accuses, and in brackets who is told to lead, support or answer: " by X (held responsible: Y)"; empty for none."""
    direct = accused(claim, PerpetratorRole.DIRECT)
    others = [f"{p.value.role.value}: {p.value.name}" for p in claim.perpetrators if p.value.role is not PerpetratorRole.DIRECT]
    return (f" by {listed(direct)}" if direct else "") + (f" ({'; '.join(others)})" if others else "")


def _setting(claim: Claim) -> str:
    places = [p.value.name for p in claim.where]
    when = claim.when
    return (f", {days(when)}" if when else "") + (f", at {listed(places)}" if places else "")


def _parts(claim: Claim, whole: Toll) -> str:
    parts = [f"“{t.anchor.quote}”" for t in claim.tolls if t.subset_of is whole.outcome]
    return f" (among them {listed(parts)})" if parts else ""


def accused(claim: Claim, role: PerpetratorRole) -> list[str]:
    """The names of those accused in one role."""
    return [p.value.name for p in claim.perpetrators if p.value.role is role]


def days(when: Days) -> str:
    """The days in words: "25 Feb 2018", "1 to 3 Mar 2031"."""
    if when.first == when.last:
        return day(when.first)
    if (when.first.year, when.first.month) == (when.last.year, when.last.month):
        return f"{when.first.day} to {day(when.last)}"
    return f"{day(when.first)} to {day(when.last)}"


def day(value: date) -> str:
    """The day in words, "25 Feb 2018", the same in every locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def listed(words: list[str]) -> str:
    """The words in a row: "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
