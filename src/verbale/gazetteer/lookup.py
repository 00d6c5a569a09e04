"""From a name to scored candidates: what is compared, what each part weighs, and what is never done.

A name that no file holds gives no candidate: it is not snapped to a similar name, except inside the region (or, for a long
name, the state) that the text itself states, and then with the lower score of a shared skeleton. Weights are chosen by hand
and told in each candidate's reasons; equal scores stay equal.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from verbale.gazetteer.places import Candidate, Extent, Place, Reason
from verbale.gazetteer.regions import region_bones, region_key, whole_region
from verbale.names import name_key, similar, skeleton

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    # Of each stated region: the codes it has in each source.
    Stated = list[dict[int, frozenset[str]]]

SAME_NAME, OTHER_NAME, SAME_BONES = 0.6, 0.57, 0.5
INSIDE, OUTSIDE = 0.3, -0.3
MOST_PEOPLE_WEIGHT, PEOPLE_SCALE = 0.1, 70.0  # ten million people weigh 0.1, none 0: enough to order, not to decide
SHORT_BONES, SHORT_ALIKE, ALIKE = 2, 0.93, 0.8
LONG_BONES, STATE_ALIKE = 4, 0.85
EARTH_KM = 6371.0
KEYS = 500
"""So many names are read by one statement."""

_COLUMNS = "n.form, n.main, p.source, p.ref, p.name, p.kind, p.level, p.code, p.parent, p.country, p.lat, p.lon, p.people"
_BY_KEY = f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"  # noqa: S608 - constants only
_BY_KEYS = f"SELECT {_COLUMNS}, n.key FROM name n JOIN place p ON p.id = n.place WHERE n.key IN ({{}})"  # noqa: S608
_POINTS = "SELECT lat, lon FROM place WHERE source = ? AND parent = ? AND lat IS NOT NULL AND level IS {}"
_BY_BONES = f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.bones = ? AND n.country = ?"  # noqa: S608


Row: TypeAlias = "tuple[Any, ...]"
"""A place as the file holds it, with the form that matched, by `_COLUMNS`: a plain tuple, which the collector of cycles soon lets alone."""
_FORM, _SOURCE, _CODE, _PARENT, _COUNTRY = 0, 2, 7, 8, 9


class Regions:
    """The regions of every source of one gazetteer, read once and kept: who holds whom, and what words name which."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources: dict[int, str] = dict(connection.execute("SELECT id, name FROM source"))
        self._chains: dict[tuple[int, str], tuple[tuple[str, str], ...]] = {}
        self._holders: dict[tuple[int, str], tuple[str, ...]] = {}
        self._named: dict[tuple[str, str], dict[int, frozenset[str]]] = {}

    def source(self, number: int) -> str:
        """The name of a source."""
        return self._sources[number]

    def chain(self, source: int, code: str) -> tuple[tuple[str, str], ...]:
        """(code, name) of a region and of all that hold it, the smallest first; a code not listed gives way to the longer part before its last dot."""
        if (found := self._chains.get((source, code))) is not None:
            return found
        chain: tuple[tuple[str, str], ...] = ()
        if code:
            row = self._connection.execute("SELECT name, parent FROM region WHERE source = ? AND code = ?", (source, code)).fetchone()
            if row is None:
                chain = self.chain(source, code.rpartition(".")[0])
            elif row[1] == code:
                chain = ((code, row[0]),)
            else:
                chain = ((code, row[0]), *self.chain(source, row[1]))
        self._chains[source, code] = chain
        return chain

    def holders(self, source: int, code: str) -> tuple[str, ...]:
        """The names of a region and of all that hold it, the smallest first."""
        found = self._holders.get((source, code))
        if found is None:
            found = self._holders[source, code] = tuple(name for _, name in self.chain(source, code))
        return found

    def named(self, words: str, country: str) -> dict[int, frozenset[str]]:
        """Codes of the regions that `words` name, by source: by key, or where none has that key, by a skeleton only one region has.

        Where no region bears the whole name, that of which it tells a part is taken ("eastern countryside of ...").
        """
        known = self._named.get((words, country))
        if known is None:
            whole = whole_region(words)
            known = self._named[words, country] = self._find(words, country) or (self._find(whole, country) if whole else {})
        return known

    def _find(self, words: str, country: str) -> dict[int, frozenset[str]]:
        exact = self._codes("SELECT source, code FROM region_name WHERE key = ? AND (country = ? OR ? = '')", region_key(words), country)
        alike = self._codes("SELECT source, code FROM region_name WHERE bones = ? AND (country = ? OR ? = '')", region_bones(words), country)
        alone = {source: codes for source, codes in alike.items() if source not in exact and len(codes) == 1}
        return {source: frozenset(codes) for source, codes in (exact | alone).items()}

    def _codes(self, query: str, key: str, country: str) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for source, code in self._connection.execute(query, (key, country, country)) if key else ():
            found.setdefault(source, set()).add(code)
        return found


class Question(NamedTuple):
    """What is looked up: a name, the state it must lie in ("" for any), and the regions that the text states."""

    name: str
    country: str = ""
    within: tuple[str, ...] = ()


def rows_of_keys(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, list[Row]]:
    """The places that bear a name of each of these keys, read in one go: two or three times as fast as one after another."""
    found: dict[str, list[Row]] = {key: [] for key in keys}
    for start in range(0, len(keys), KEYS):
        part = keys[start : start + KEYS]
        for row in connection.execute(_BY_KEYS.format(",".join("?" * len(part))), part):
            found[row[-1]].append(row)
    return found


def candidates(connection: sqlite3.Connection, regions: Regions, question: Question, known: Sequence[Row] | None = None) -> tuple[Candidate, ...]:
    """Scored candidates, best first; see `Gazetteer.lookup`. One place told by two files is given once.

    `known` are the places that bear the name, where they were read before.
    """
    rows = connection.execute(_BY_KEY, (name_key(question.name),)).fetchall() if known is None else known
    exact = [row for row in rows if not question.country or row[_COUNTRY] == question.country]
    stated = [named for words in question.within if (named := regions.named(words, question.country))]
    found = [_scored(regions, question, row, _name_reason(row), stated) for row in exact]
    if stated or not exact:
        found += [_scored(regions, question, row, reason, stated) for row, reason in _alike(connection, regions, question, stated)]
    if len(found) < 2:
        return tuple(found)
    found.sort(key=_rank)
    once: dict[str, Candidate] = {}
    for one in found:
        once.setdefault(one.place.ref, one)
    return tuple(once.values())


def _rank(candidate: Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.place.ref


def _name_reason(row: Row) -> Reason:
    return Reason("name", SAME_NAME, row[_FORM]) if row[1] else Reason("other name", OTHER_NAME, row[_FORM])


def _alike(connection: sqlite3.Connection, regions: Regions, question: Question, stated: Stated) -> Iterable[tuple[Row, Reason]]:
    """Places with the same skeleton and another key: inside a stated region; or, for a long name, inside the stated state."""
    key, bones = name_key(question.name), skeleton(question.name)
    states = {question.country} if question.country else _states_of(connection, stated)
    if not bones or (not stated and len(bones) < LONG_BONES):
        return
    least = STATE_ALIKE if not stated else SHORT_ALIKE if len(bones) <= SHORT_BONES else ALIKE
    for state in sorted(states):
        for row in connection.execute(_BY_BONES, (bones, state)):
            if name_key(row[_FORM]) == key or (stated and not _inside(regions, row, stated)[0]):
                continue
            alike = similar(question.name, row[_FORM])
            if alike >= least:
                yield row, Reason("same consonants", round(SAME_BONES * alike, 4), row[_FORM])


def _states_of(connection: sqlite3.Connection, stated: Stated) -> set[str]:
    pairs = {(source, code) for named in stated for source, codes in named.items() for code in codes}
    rows = (connection.execute("SELECT country FROM region WHERE source = ? AND code = ?", pair).fetchone() for pair in sorted(pairs))
    return {row[0] for row in rows if row}


def _inside(regions: Regions, row: Row, stated: Stated) -> tuple[int, int]:
    """In how many stated regions the place lies, and outside how many; a region that the place's source does not know counts in neither."""
    own = {code for code, _ in regions.chain(row[_SOURCE], row[_PARENT])} | {row[_CODE]}
    known = [named[row[_SOURCE]] for named in stated if row[_SOURCE] in named]
    inside = sum(not own.isdisjoint(codes) for codes in known)
    return inside, len(known) - inside


def _scored(regions: Regions, question: Question, row: Row, name: Reason, stated: Stated) -> Candidate:
    form, _, source, ref, own, kind, level, _, parent, country, lat, lon, people = row[:13]
    chain = regions.holders(source, parent)
    reasons = [name]
    if question.within:
        reasons.append(_region_reason(regions, question, row, stated, ", ".join(chain) or "no region known"))
    if people:
        reasons.append(_people_reason(people))
    score = name.weight if len(reasons) == 1 else max(0.0, min(1.0, round(sum([reason.weight for reason in reasons]), 4)))
    return Candidate(Place(ref, own, kind, level, country, lat, lon, people, chain, regions.source(source)), form, score, tuple(reasons))


@lru_cache(maxsize=20_000)
def _people_reason(people: int) -> Reason:
    return Reason("people", round(min(MOST_PEOPLE_WEIGHT, math.log10(people + 1) / PEOPLE_SCALE), 4), str(people))


def _region_reason(regions: Regions, question: Question, row: Row, stated: Stated, holders: str) -> Reason:
    inside, outside = _inside(regions, row, stated)
    if outside:
        return Reason("outside the stated region", OUTSIDE, holders)
    if inside:
        return Reason("inside the stated region", INSIDE, holders)
    return Reason("stated region not in this file", 0.0, ", ".join(question.within))


def extent(connection: sqlite3.Connection, regions: Regions, region: str, country: str) -> Extent | None:
    """Where the known places of the region lie, over all sources; `None` when no place with coordinates is known there."""
    points: list[tuple[float, float]] = []
    for source, codes in regions.named(region, country).items():
        for code in _with_parts(connection, source, codes):
            points += connection.execute(_POINTS.format("NULL"), (source, code))
    # A table of units alone (P-codes with their middles) tells where the units inside lie.
    points = points or [
        point
        for source, codes in regions.named(region, country).items()
        for code in _with_parts(connection, source, codes)
        for point in connection.execute(_POINTS.format("NOT NULL"), (source, code))
    ]
    points = list(dict.fromkeys(points))  # one place told by two files counts once
    if not points:
        return None
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    radius = max(distance_km(lat, lon, *point) for point in points)
    return Extent(round(lat, 4), round(lon, 4), round(radius, 1), len(points))


def _with_parts(connection: sqlite3.Connection, source: int, codes: frozenset[str]) -> set[str]:
    """`codes` and the codes of all regions inside them."""
    found, new = set(codes), set(codes)
    while new:
        rows = (
            row
            for code in new
            for row in connection.execute("SELECT code FROM place WHERE source = ? AND parent = ? AND level IS NOT NULL", (source, code))
        )
        new = {row[0] for row in rows} - found
        found |= new
    return found


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine on a sphere of 6,371 km)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
