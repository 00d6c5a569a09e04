"""Which names mean one party: states with their forces and governments, parties that come with Verbale, and lists of one's own.

Nothing is said of anyone's status: a key only tells that two names are used for one party.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.model import Code, PerpetratorRole, UsageError
from verbale.names import name_key, state_of
from verbale.resolution.foreign import foreign_state
from verbale.resolution.parties import party_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Perpetrator

KINDS = ("state", "armed group", "coalition", "organ", "organisation", "person", "other")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as people list it: the name it is shown by, what kind it is by their own word, its other names."""

    name: str
    kind: str = "other"
    aliases: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Parties:
    """Listed parties, known by any of their names."""

    listed: tuple[Party, ...] = ()
    _names: dict[str, str] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for party in self.listed:
            for name in party.every:
                other = self._names.setdefault(bare_key(name), party.name)
                if other != party.name:
                    raise UsageError(Code.BAD_VALUE, f"{name!r} names both {other} and {party.name}", name, "Let each name stand for one party.")

    def key(self, name: str) -> str:
        """What all names of one party share: its listed name, else the code of a state that is meant, else the bare words."""
        listed = self._names.get(bare_key(name))
        return f"party:{name_key(listed)}" if listed else actor_key(name)

    def with_own(self, own: Parties) -> Parties:
        """These with a list of one's own, which goes before: a party here that one of its parties shares a name with is that party.

        Where several of its parties share a name with one here, they are told apart on purpose: the other names stay a party by themselves.
        """
        sharing: dict[Party, list[Party]] = {party: [] for party in self.listed}
        by_name = {bare_key(name): party for party in self.listed for name in party.every}
        for mine in own.listed:
            for party in dict.fromkeys(by_name[key] for name in mine.every if (key := bare_key(name)) in by_name):
                sharing[party].append(mine)
        taken = {bare_key(name) for mine in own.listed for name in mine.every}
        joined: dict[Party, list[str]] = {mine: [] for mine in own.listed}
        kept = []
        for party, sharers in sharing.items():
            names = [name for name in party.every if bare_key(name) not in taken]
            if len(sharers) == 1:
                joined[sharers[0]] += names
            elif names:
                kept.append(Party(names[0], party.kind, tuple(names[1:])))
        return Parties((*(Party(mine.name, mine.kind, (*mine.aliases, *more)) for mine, more in joined.items()), *kept))


NO_LIST = Parties()
"""No party listed: only states are known by several names."""


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads((files("verbale.resolution") / "words.toml").read_text(encoding="utf-8"))
    before, after = ("|".join(sorted(map(re.escape, table[name]), key=len, reverse=True)) for name in ("epithets", "arms"))
    return re.compile(f"(?:(?:{before}) )+"), re.compile(f" (?:{after})$")


@cache
def _coalitions() -> tuple[re.Pattern[str], ...]:
    """Names of coalitions by the state that leads them, in the form of keys; the state is the group `leader`."""
    table = tomllib.loads((files("verbale.resolution") / "words.toml").read_text(encoding="utf-8"))
    own, kinds, led, led_by = ("|".join(map(re.escape, table[name])) for name in ("coalitions", "coalition_kinds", "led", "led_by"))
    return (
        re.compile(rf"(?P<leader>.+?) (?:{led}) (?:(?:{kinds}) )*(?:{own})"),
        re.compile(
            rf"(?:(?:{kinds}) )*(?:{own})(?: (?:{kinds}))*(?: (?:that|which|qui|que) (?:is|est|es))? (?:{led_by}) (?:the |les |los )?(?P<leader>.+)"
        ),
        re.compile(rf"(?:(?:{kinds}) )*(?:{own})(?: (?:{kinds}))*"),
    )


def led_coalition(key: str) -> str | None:
    """The key of a coalition that is told by the state that leads it; `None` for any other name."""
    match = next((found for pattern in _coalitions()[:2] if (found := pattern.fullmatch(key))), None)
    code = state_of(match["leader"]) or state_of(match["leader"].upper()) if match else None
    return f"coalition led by {code}" if code else None


def led_coalitions(perpetrators: Iterable[Perpetrator]) -> tuple[str, ...]:
    """The name "coalition led by X" for "the coalition" that is told with the one state that leads it; none for any other parties."""
    named = list(perpetrators)
    leaders = dict.fromkeys(one.name for one in named if one.role is PerpetratorRole.LEADS)
    led = len(leaders) == 1 and any(_coalitions()[2].fullmatch(bare_key(one.name)) for one in named)
    return tuple(f"coalition led by {leader}" for leader in leaders) if led else ()


def keys_of(perpetrators: Iterable[Perpetrator], parties: Parties) -> tuple[str, ...]:
    """The keys of parties that one claim names together; of "the coalition" with the state that leads it, that of the coalition so led too."""
    named = list(perpetrators)
    return tuple(dict.fromkeys(parties.key(name) for name in (*(one.name for one in named), *led_coalitions(named))))


@lru_cache(maxsize=65536)
def bare_key(name: str) -> str:
    """`name_key` without epithets in front ("the so-called")."""
    key = name_key(name)
    match = _words()[0].match(key)
    return key[match.end() :] if match and match.end() < len(key) else key


@lru_cache(maxsize=65536)
def actor_key(name: str) -> str:
    """The key of a party without any list: the code of the state whose name, adjective, capital, forces or government `name` tells, else the bare words.

    A coalition is known by the state that leads it, where its name tells that.
    """
    key = bare_key(name)
    if coalition := led_coalition(key):
        return coalition
    arms = _words()[1].search(key)
    owner = key[: arms.start()] if arms else ""
    told = (state_of(owner) if owner else None) or state_of(name, metonyms=True) or foreign_state(name)
    return told or party_key(key if key != name_key(name) else name)


@cache
def shipped_parties() -> Parties:
    """The parties that come with Verbale (`names/parties.toml`): groups, coalitions, organisations and organs with their names."""
    return Parties(_read_toml((files("verbale.names") / "parties.toml").read_text(encoding="utf-8")))


def _read_toml(text: str) -> tuple[Party, ...]:
    listed = tomllib.loads(text)["party"]
    return tuple(Party(str(p["name"]), str(p.get("kind", "other")), tuple(map(str, p.get("aliases", ())))) for p in listed)


def load_parties(path: str | Path) -> Parties:
    """A list of parties: TOML with tables `[[party]]` (name, kind, aliases), or CSV with these columns, aliases parted by "|".

    Raises:
        UsageError: NOT_FOUND; BAD_VALUE for a file of another form, an unknown kind, or a name that two parties bear.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix.lower() == ".toml":
            listed = _read_toml(text)
        else:
            listed = tuple(
                Party(
                    row["name"].strip(),
                    (row.get("kind") or "other").strip(),
                    tuple(a.strip() for a in (row.get("aliases") or "").split("|") if a.strip()),
                )
                for row in csv.DictReader(text.splitlines())
            )
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, error.strerror or "it cannot be read", str(path), "Name a file on this machine.") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(Code.BAD_VALUE, f"this is no list of parties ({type(error).__name__})", str(path), "See docs/guides/parties.md.") from error
    wrong = next((party.kind for party in listed if party.kind not in KINDS), None)
    if wrong is not None:
        raise UsageError(Code.BAD_VALUE, f"no such kind of party: {wrong}", str(path), f"Say one of {', '.join(KINDS)}.")
    return Parties(tuple(party for party in listed if party.name))
