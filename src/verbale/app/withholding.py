"""The words that a profile withholds of a register: names of victims, of private sources and of who decided, exact coordinates, and the profile's own list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.app.incidents import assessments
from verbale.model import Act
from verbale.publish.redaction.sources import sources_of
from verbale.publish.redaction.words import COORDINATE, SOURCE_WITHHELD, Redactor, Withheld, withheld_names
from verbale.register import private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from verbale.app.levels import KeptBack
    from verbale.publish.redaction.profiles import Profile
    from verbale.register.store import Register

_BY_PROGRAM = frozenset({Act.PRE_ACCEPT, Act.RETRACT})
"""Acts that name a threshold or an import, or who let it decide."""


def redactor(register: Register, chosen: Profile, kept: KeptBack) -> Redactor:
    """What finds and replaces the words that a profile withholds; names are those of the whole register, for one letter may tell another's."""
    with register.asking() as connection:
        listed = [*chosen.withheld, *_victims(connection, chosen, kept), *_coordinates(connection, chosen), *_sources(connection, chosen)]
        parties = set() if chosen.persons else private.claimants(connection)
        persons = set() if chosen.persons else private.obtained_by(connection)
    if not chosen.persons:
        persons |= set(_deciders(register))
    # A person who is a claimant or a party is named as one.
    listed += [Withheld(name, "who decided or obtained it", "[person withheld]") for name in sorted(persons - parties)]
    return Redactor(listed, chosen.decimals)


def _victims(connection: Connection, chosen: Profile, kept: KeptBack) -> Iterator[Withheld]:
    """Every victim's name; where the profile names victims, those of a higher level."""
    for name in sorted(private.victim_names(connection, kept.victims if chosen.victims else None)):
        yield from withheld_names(name)


def _coordinates(connection: Connection, chosen: Profile) -> Iterator[Withheld]:
    if chosen.decimals is not None:
        exact = (degrees for degrees in private.coordinates(connection) if round(degrees, chosen.decimals) != degrees)
        yield from (replace(COORDINATE, words=repr(degrees)) for degrees in sorted(exact))


def _sources(connection: Connection, chosen: Profile) -> Iterator[Withheld]:
    """Persons whom a text names as the source of an account, and who speak for no office."""
    for name in () if chosen.sources else sources_of(private.texts(connection)):
        yield from withheld_names(name, "private source", SOURCE_WITHHELD)


def _deciders(register: Register) -> Iterator[str]:
    """Persons who decided or assessed."""
    yield from (decision.person for decision in register.decisions() if decision.act not in _BY_PROGRAM)
    for assessment, _ in assessments(register):
        yield from (name for name in (assessment.assessor, assessment.second) if name)
