"""The narrow rows of the latest readings: made with readings, gone with them, made anew for registers of earlier versions; facets and maps read them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from register_letters import decision, intake

from verbale.model import Outcome, Particular, Place, Point, from_plain
from verbale.register import ClaimFilter, Hidden, canonical_dump, engine, latest, mapped, open_register, pages, schema


def elsewhere(given, **place):
    """The intake with another place in its first claim; without one when nothing is told of it. As another letter, read by "en 1"."""
    claims = given.reading.claims
    first = claims[0].occurrences[0]
    where = (Particular(Place(**place), first.where[0].anchors),) if place else ()
    occurrences = (replace(first, where=where, when=first.when if place else None),)
    return replace(given, reading=replace(given.reading, claims=(replace(claims[0], occurrences=occurrences), *claims[1:])))


GIVEN = (
    intake(1),
    intake(2, sender="Belmora", claims=3, grammar="en 0"),
    elsewhere(intake(3, claims=4), name="Sarn", point=Point(30.5, 40.25, 2.0)),
    elsewhere(intake(4, sender="Belmora")),
)
AGAIN = elsewhere(intake(2, sender="Belmora", grammar="en 1", claims=3), name="Dorrin")


def narrow(register):
    """Every narrow row, by table."""
    with register.engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(sa.select(table)))) for table in schema.LATEST}


@pytest.mark.parametrize("batches", [[(*GIVEN, AGAIN)], [GIVEN, (AGAIN,)], [(item,) for item in (*GIVEN, AGAIN)]])
def test_only_the_latest_readings_are_told(register, batches):
    for batch in batches:
        register.add(batch)
    made = narrow(register)
    assert len(made["latest_claims"]) == 2 + 3 + 4 + 2
    with register.engine.connect() as connection:
        told = {row.no for row in connection.execute(sa.select(schema.latest_values.c.value.label("no")))}
    assert told == {row[0] for row in made["told_values"]}
    assert register.verify().intact


def test_what_is_erased_leaves_no_value_behind(register):
    register.add([*GIVEN, AGAIN])
    for given in GIVEN:
        register.erase_document(given.document.sha256, "R. Coder", "asked for")
    assert narrow(register) == {table.name: [] for table in schema.LATEST}
    assert register.verify().intact


@pytest.mark.parametrize("create", [True, False])
def test_a_register_of_the_second_revision_is_brought_up_to_date(address, tmp_path, monkeypatch, create):
    """Its dump, head and ledger stay, and its narrow rows are those of a register that had them from the start."""
    given = [*GIVEN, AGAIN]
    with monkeypatch.context() as old:
        old.setattr(engine, "REVISIONS", ("0001", "0002"))
        for name in ("enter", "drop"):
            old.setattr(latest, name, lambda *_: None)  # that version knew of no narrow rows
        with open_register(address) as register:
            register.add(given)
            register.decide(decision())
            assert "latest_claims" not in sa.inspect(register.engine).get_table_names()
            dump, head = list(canonical_dump(register)), register.head()
    with open_register(address, create=create) as register, open_register(tmp_path / "measure.db") as measure:
        assert list(canonical_dump(register)) == dump
        assert register.head() == head
        assert register.verify(head).intact
        measure.add(given)
        measure.decide(decision())
        assert narrow(register) == narrow(measure)
        assert list(canonical_dump(measure)) == dump


@pytest.fixture(scope="module")
def filled(shared_address):
    with open_register(shared_address) as register:
        register.add([*GIVEN, AGAIN])
        yield register


ASKED = [
    ClaimFilter(),
    ClaimFilter(newest_first=False, limit=1),
    ClaimFilter(place="Velt"),
    ClaimFilter(place="Sarn", outcome=Outcome.KILLED),
    ClaimFilter(values=(("act", "air strike"),), claimant="Belmora"),
    ClaimFilter(values=(("act", "shelling"),)),
    ClaimFilter(text="civil*", first=date(2031, 1, 4)),
    ClaimFilter(year="2031", party="front"),
    ClaimFilter(document=AGAIN.document.sha256),
    ClaimFilter(hidden=Hidden(frozenset({GIVEN[2].document.sha256}), frozenset({AGAIN.reading.claims[0].locus}))),
    ClaimFilter(place="Velt", hidden=Hidden(claims=frozenset({AGAIN.reading.claims[0].locus}))),
]


def counted(values):
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("asked", ASKED)
def test_facets_and_map_are_those_of_the_claims_themselves(filled, asked):
    """Counted claim by claim out of the whole record."""
    found = filled.claims(replace(asked, limit=None))
    with filled.asking() as connection:
        facets = {facet.field: list(facet.values) for facet in pages.found_claims(connection, asked).facets}
        seen = mapped.mapped(connection, asked)
    claims = [f.claim for f in found]
    expected = {
        "claimant": counted(f.claimant for f in found),
        "party": counted(name for c in claims for name in {p.value.name for p in c.perpetrators}),
        "place": counted(name for c in claims for name in {p.value.name for p in c.where}),
        "act": counted(act for c in claims for act in {p.value for p in c.acts}),
        "outcome": counted(outcome for c in claims for outcome in {t.outcome.value for t in c.tolls}),
        "year": [("2031", len(found))],
    }
    assert facets == ({name: values for name, values in expected.items() if values} if found else {})
    named = {p.value for c in claims for p in c.where}
    assert seen.total == len(found)
    assert seen.without_place == sum(not c.where for c in claims)
    assert seen.without_day == sum(c.when is None for c in claims)
    assert seen.months == tuple(sorted(Counter(c.when.first.isoformat()[:7] for c in claims if c.when).items()))
    assert len(seen.places) == len(named)
    assert sum(place.claims for place in seen.places) == sum(len({p.value for p in c.where}) for c in claims)


@pytest.mark.parametrize("asked", ASKED)
def test_a_place_is_named_with_who_claims_and_who_is_accused(filled, asked):
    found = filled.claims(replace(asked, limit=None))
    with filled.asking() as connection:
        told = mapped.parties(connection)
        places = {place.number: from_plain(Place, json.loads(place.value)) for place in mapped.mapped(connection, asked).places}
        for party in {*told.values()}:
            numbers = [number for number, words in told.items() if words == party]
            with_it = {places[number] for number in mapped.named_with(connection, asked, [(places, numbers)])}
            of_it = [f.claim for f in found if party == f.claimant or party in {p.value.name for p in f.claim.perpetrators}]
            assert with_it == {p.value for c in of_it for p in c.where}, party


def test_claims_that_somebody_decided_on_are_counted_out(register):
    register.add([*GIVEN])
    register.decide(decision())
    with register.asking() as connection:
        assert pages.decided(connection, Hidden()) == 1
        found = pages.undecided(connection, ClaimFilter(limit=2))
    assert (found.total, len(found.claims)) == (10, 2)
    assert decision().locus not in {f.claim.locus for f in found.claims}


@pytest.mark.parametrize(("claims", "expected"), [(1, [[1], [2], [3], [4], [5]]), (5, [[1, 2], [3], [4, 5]]), (100, [[1, 2, 3, 4, 5]])])
def test_readings_come_in_portions_of_so_many_claims(register, claims, expected):
    """Letters 1 to 4 have two, three, four and two claims; the fifth reading is the second one again, of three."""
    register.add([*GIVEN, AGAIN])
    with register.asking() as connection:
        assert list(latest.portions(connection, [1, 2, 3, 4, 5], claims)) == expected
