"""How many independent sources stand behind some claims: a range, for what is not told is not independence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.incidents.closing import Sets, once
from verbale.model import Stance, VoiceRole
from verbale.resolution.actors import NO_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Told
    from verbale.resolution.actors import Parties

_SUPPORT = frozenset({Stance.ASSERTS, Stance.REPORTS, Stance.CONCEDES})
_SOURCES = frozenset({VoiceRole.REPORTS, VoiceRole.QUOTES})


@dataclass(frozen=True, slots=True)
class Roots:
    """Between `low` and `high` independent sources.

    `groups` are the claimants and sources that come to one root, each group sorted; `unknown` are the claimants who do not
    tell from whom they have it: any of them may have it from any other root.
    """

    low: int
    high: int
    groups: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.high:
            return "none"
        number = str(self.high) if self.low == self.high else f"between {self.low} and {self.high}"
        return f"{number}; lineage unknown for {len(self.unknown)}" if self.unknown else number


def source_key(name: str, parties: Parties = NO_LIST) -> str:
    """What spellings of one source's name share ("Air Watch", "Airwatch")."""
    return parties.key(name).replace(" ", "")


def sources_of(told: Told, parties: Parties = NO_LIST) -> tuple[str, ...]:
    """From whom the claimant has it, as the claim tells; empty when it does not tell."""
    own = source_key(told.party, parties)
    named = (voice.party for voice in told.claim.attribution.voices if voice.role in _SOURCES)
    return tuple(dict.fromkeys(name for name in named if name and source_key(name, parties) != own))


def roots(claims: Iterable[Told], parties: Parties = NO_LIST) -> Roots:
    """The independent roots of the claims that support an account; denials and open assessments are no sources of it.

    Claims that derive from one source, or one from the other, are one root; so are all claims of one claimant who does not
    tell his sources. A source that a claim names is a root that is told; who concedes an act of his own knows it himself.
    """
    sets, names = Sets(), defaultdict[str, set[str]](set)
    open_ones: dict[str, str] = {}
    for told in once(claims):
        if told.claim.attribution.stance not in _SUPPORT:
            continue
        sources, own = sources_of(told, parties), source_key(told.party, parties)
        keys = [source_key(name, parties) for name in sources] or [own]
        for key, name in zip(keys, sources or (told.party,), strict=True):
            names[key].add(name)
            sets.join(keys[0], key)
        if sources:
            names[keys[0]].add(told.party)
        elif told.claim.attribution.stance is not Stance.CONCEDES:
            open_ones[own] = min(told.party, open_ones.get(own, told.party))
    groups: dict[str, set[str]] = defaultdict(set)
    for key, called in names.items():
        groups[sets.find(key)] |= called
    unknown = {sets.find(key) for key in open_ones}
    known = len(groups) - len(unknown)
    listed = tuple(sorted(tuple(sorted(group)) for group in groups.values()))
    return Roots(max(known, 1) if groups else 0, len(groups), listed, tuple(sorted(open_ones.values())))
