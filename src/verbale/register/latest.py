"""What the latest readings tell, as narrow rows: lists, counts, facets and maps of a million claims read these and nothing wide.

An index of the record, like the columns beside `content`; unlike these it holds the latest reading of each document only, so rows go when a later
reading comes. It can be made anew at any time (`fill`), and `verify` compares every row. A value has the same number in every register: the place
of its field in `FIELDS`, then 56 bits of a hash; so the values of a field stand together, and one that is sought need not be looked up.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from verbale.model import content_id
from verbale.register import schema
from verbale.register.canonical import parse, storable
from verbale.symbols import family_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    from verbale.register.rows import Row

NAMED, LOCATED = "named place", "located place"
"""Places that only their name tells, and those with a point of the claimant's own. A claim without a place has the empty name."""
FIELDS = ("claimant", "alleged perpetrator", NAMED, LOCATED, "act", "damage", "characterisation", "outcome")
OWN, CITES = "own", "cites"
"""How a letter stands to a name: it bears it, or cites it. Names are those that a document shares with its versions."""
_SELF = frozenset({"alleged perpetrator", "act", "damage", "characterisation"})
_BITS = 56
_CHUNK = 500
_FILL = 20_000
_l, _v, _t = schema.latest_claims.c, schema.latest_values.c, schema.told_values.c


@lru_cache(maxsize=20_000)
def value_number(field: str, value: str) -> int:
    """The number of a value of a field: of claimants and outcomes the word, of others the canonical JSON."""
    return (FIELDS.index(field) + 1 << _BITS) + int(content_id(field, value)[: _BITS // 4], 16)


NOWHERE = value_number(NAMED, "")
"""The number that claims without a place have for one."""


def among(column: ColumnElement[int], *fields: str) -> ColumnElement[bool]:
    """The condition that `column` is the number of a value of one of these fields, which are neighbours in `FIELDS`."""
    places = [FIELDS.index(field) + 1 for field in fields]
    return (column >= min(places) << _BITS) & (column < max(places) + 1 << _BITS)


def numbered(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Field, label and value of these numbers of values."""
    return {
        row.no: (row.field, row.label, row.value)
        for chunk in chunks(sorted(numbers))
        for row in connection.execute(select(schema.told_values).where(_t.no.in_(chunk)))
    }


def letter_rows(reading: int, document: str, header: Mapping[str, Any], cited: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of one letter by table; `header` are the columns of its reading, `cited` the symbols that it cites."""
    keys = {OWN: family_keys(header["symbol"]), CITES: {key for symbol in cited for key in family_keys(symbol)}}
    return {
        "latest_letters": [{"reading": reading, "document": document, "date": header["date"], "sender": header["sender"]}],
        "letter_names": [{"key": storable(key), "how": how, "reading": reading} for how in sorted(keys) for key in sorted(keys[how])],
    }


def narrow_rows(reading: tuple[int, str], claim: Row, claimant: str, particulars: Iterable[tuple[str, str]]) -> dict[str, list[Row]]:
    """The rows of one claim by table. `reading` is number and id, `claim` holds `no`, `said` and days, `particulars` are field and value."""
    number, key = reading
    days = {"first_day": claim["first_day"], "last_day": claim["last_day"]}
    told = {row["no"]: row for row in _told(claimant, particulars)}
    return {
        "latest_claims": [{"claim": claim["no"], "reading": number, "said": claim["said"], "mark": int(key[:15], 16), **days}],
        "told_values": list(told.values()),
        "latest_values": [{"value": value, "claim": claim["no"], **days} for value in sorted(told)],
    }


def _told(claimant: str, particulars: Iterable[tuple[str, str]]) -> Iterator[Row]:
    yield _value("claimant", claimant, claimant)
    placed = False
    for field, value in particulars:
        if field in _SELF:
            plain = parse(value)
            yield _value(field, plain["name"] if field == "alleged perpetrator" else plain, value)
        elif field == "where":
            placed, plain = True, parse(value)
            yield _value(LOCATED if plain["point"] else NAMED, plain["name"], value)
        elif field == "toll":
            outcome = parse(value)["outcome"]
            yield _value("outcome", outcome, outcome)
    if not placed:
        yield _value(NAMED, "", "")


def _value(field: str, label: str, value: str) -> Row:
    return {"no": value_number(field, value), "field": field, "label": storable(label), "value": value}


def enter(connection: Connection, rows: dict[str, list[Row]]) -> None:
    """Adds rows by table, each table in the order of its key."""
    told = {row["no"]: row for row in rows["told_values"]}
    known = {n for chunk in chunks(sorted(told)) for n in connection.scalars(select(_t.no).where(_t.no.in_(chunk)))}
    listed = rows | {"told_values": [row for number, row in told.items() if number not in known]}
    for table in schema.LATEST:
        if listed.get(table.name):
            key = itemgetter(*(column.name for column in table.primary_key))
            connection.execute(insert(table), sorted(listed[table.name], key=key))


def drop(connection: Connection, readings: Sequence[int]) -> None:
    """Takes out what these readings tell: they are no longer the latest, or are erased. A value that nothing tells any more goes too."""
    for chunk in chunks(readings):
        claims = select(schema.claims.c.no).where(schema.claims.c.reading.in_(chunk)).scalar_subquery()
        values = connection.scalars(select(_v.value).distinct().where(_v.claim.in_(claims))).all()
        for table in (schema.latest_values, schema.latest_claims):
            connection.execute(delete(table).where(table.c.claim.in_(claims)))
        for table in (schema.letter_names, schema.latest_letters):
            connection.execute(delete(table).where(table.c.reading.in_(chunk)))
        for part in chunks(values):
            told = select(_v.claim).where(_v.value == _t.no).exists()
            connection.execute(delete(schema.told_values).where(_t.no.in_(part), ~told))


def fill(connection: Connection) -> None:
    """Makes every row anew, out of the index rows of the latest readings, into empty tables."""
    gathered: dict[str, list[Row]] = defaultdict(list)
    for chunk in portions(connection, latest_readings(connection), _FILL):
        for made in (*_letters(connection, chunk), *_claims(connection, chunk)):
            for table, listed in made.items():
                gathered[table] += listed
        if len(gathered["latest_claims"]) > _FILL:
            enter(connection, gathered)
            gathered = defaultdict(list)
    enter(connection, gathered)


def _letters(connection: Connection, readings: Sequence[int]) -> Iterator[dict[str, list[Row]]]:
    r, cited = schema.readings.c, schema.citations.c
    symbols: dict[int, list[str]] = defaultdict(list)
    for reading, symbol in connection.execute(select(cited.reading, cited.symbol).where(cited.reading.in_(readings))):
        symbols[reading].append(symbol)
    for row in connection.execute(select(r.no, r.document, r.date, r.sender, r.symbol).where(r.no.in_(readings))):
        yield letter_rows(row.no, row.document, row._asdict(), symbols[row.no])


def _claims(connection: Connection, readings: Sequence[int]) -> Iterator[dict[str, list[Row]]]:
    r, c, p = schema.readings.c, schema.claims.c, schema.particulars.c
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    values = select(p.claim, p.field, p.value).join(schema.claims, c.no == p.claim).where(c.reading.in_(readings))
    for claim, field, value in connection.execute(values.where(p.field.in_((*_SELF, "where", "toll")))):
        told[claim].append((field, value))
    columns = (c.no, c.reading, c.claimant, c.said, c.first_day, c.last_day)
    for row in connection.execute(select(*columns, r.id).join(schema.readings, r.no == c.reading).where(c.reading.in_(readings))):
        yield narrow_rows((row.reading, row.id), row._asdict(), row.claimant, told[row.no])


def latest_readings(connection: Connection) -> list[int]:
    """The number of the last reading added for each document, in order."""
    table = schema.readings.c
    return sorted(connection.scalars(select(func.max(table.no)).group_by(table.document)))


def portions(connection: Connection, readings: Sequence[int], claims: int) -> Iterator[list[int]]:
    """The readings in order, so many together as have about this many claims: a letter has ten, a part of a table thousands."""
    c = schema.claims.c
    for chunk in chunks(readings):
        counts: dict[int, int] = dict(connection.execute(select(c.reading, func.count()).where(c.reading.in_(chunk)).group_by(c.reading)).all())
        made: list[int] = []
        held = 0
        for number in chunk:
            if made and held + counts.get(number, 0) > claims:
                yield made
                made, held = [], 0
            made.append(number)
            held += counts.get(number, 0)
        yield made


def chunks(numbers: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So many at a time as one statement takes."""
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))
