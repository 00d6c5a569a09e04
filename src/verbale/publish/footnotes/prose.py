"""What a claim says as the end of a sentence in the United Nations' style: "shelling by X on 3 May 2031 at Telmor, with “nine civilians” killed"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.publish.attributed import by_whom, listed

if TYPE_CHECKING:
    from datetime import date

    from verbale.model import Claim, Days, Toll

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def account(claim: Claim) -> str:
    """What the claim says, for a verb of alleging before it; never to be shown without. The words of tolls and characterisations are quoted."""
    harm = [_toll(claim, toll) for toll in claim.tolls if toll.subset_of is None]
    if claim.damage:
        harm.append("damage to " + listed(list(dict.fromkeys(p.value for p in claim.damage))))
    said = listed(list(dict.fromkeys(p.value for p in claim.acts))) or "violence"
    said += by_whom(claim) + (f" {within(claim.when)}" if claim.when else "") + _at(claim)
    said += f", with {listed(harm)}" if harm else ""
    words = list(dict.fromkeys(f"“{p.value}”" for p in claim.characterisations))
    return said + (f", calling it {listed(words)}" if words else "")


def within(when: Days) -> str:
    """The days with their preposition: "on 4 May 1964", "from 1 to 30 June 2029"."""
    first, last = when.first, when.last
    if first == last:
        return f"on {full_day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {full_day(last)}"
    return f"from {f'{first.day} {_MONTHS[first.month - 1]}' if first.year == last.year else full_day(first)} to {full_day(last)}"


def full_day(value: date) -> str:
    """The day with its month in full: "4 May 1964"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def uncapped(words: str) -> str:
    """Words that are printed all in capitals as a sentence has them; other words as they are. A name keeps the capital of each of its parts."""
    if not words.isupper():
        return words
    made = [word if any(c.isdigit() for c in word) else _word(word) for word in words.split()]
    return " ".join(made)[:1].upper() + " ".join(made)[1:]


def _word(word: str) -> str:
    plain = word.casefold()
    return plain if plain.strip(",;:") in _small() else "-".join(part[:1].upper() + part[1:] for part in plain.split("-"))


def _at(claim: Claim) -> str:
    places = [p.value.name for p in claim.where]
    return f" at {listed(places)}" if places else ""


def _toll(claim: Claim, whole: Toll) -> str:
    parts = [f"“{toll.anchor.quote}”" for toll in claim.tolls if toll.subset_of is whole.outcome]
    among = f" (among them {listed(parts)})" if parts else ""
    return f"“{whole.anchor.quote}” {_told()['outcomes'][whole.outcome.value]}{among}"


@cache
def _small() -> frozenset[str]:
    return frozenset(_told()["small"])


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files("verbale.publish.footnotes") / "prose.toml").read_text(encoding="utf-8"))
