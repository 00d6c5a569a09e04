"""Letters that one letter can have to do with, found by names and days alone: what is sure is for others to say. Nothing wide is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from verbale.model import Relation
from verbale.register import schema
from verbale.register.latest import CITES, OWN, chunks
from verbale.symbols import family_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection

T = TypeVar("T")
K = TypeVar("K")
_n, _k, _i = schema.latest_letters.c, schema.letter_names.c, schema.citations.c


def bearing(connection: Connection, symbols: Iterable[str]) -> set[int]:
    """The latest readings of letters that bear a name of these symbols, or cite one; versions of a document share its name."""
    keys = {key for symbol in symbols for key in family_keys(symbol)}
    return _of_keys(connection, keys, OWN) | _of_keys(connection, keys, CITES)


def of_documents(connection: Connection, documents: Iterable[str]) -> set[int]:
    """The latest readings of these documents (SHA-256)."""
    return _column(connection, _n.reading, _n.document, set(documents))


def near(connection: Connection, readings: Iterable[int], party: Callable[[str], str]) -> set[int]:
    """These readings, and those of letters that they can mean or that can mean them.

    By a name in common, cited or own; by a day that is cited without a symbol; letters that have no symbol by any day cited; and of the same day those
    of the same sender, which can be the same letter under another name. `party` gives what the ways to name one sender share.
    """
    asked = set(readings)
    own, cites = _keys_of(connection, asked, OWN), _keys_of(connection, asked, CITES)
    found = asked | _of_keys(connection, own | cites, OWN) | _of_keys(connection, own, CITES)
    senders = {(day, party(sender)) for _, day, sender in _letters(connection, _n.reading, asked) if day}
    days = {day for day, _ in senders}
    unnamed = _column(connection, _n.date, _n.reading, asked - _column(connection, _k.reading, _k.reading, asked, _k.how == OWN)) - {""}
    citing = _column(connection, _i.reading, _i.date, days, _i.symbol == "") | _column(connection, _i.reading, _i.date, unnamed)
    found |= _column(connection, _n.reading, _n.reading, citing)  # only latest readings
    cited = _column(connection, _i.date, _i.reading, asked | citing, _i.symbol == "") - {""}
    found |= _column(connection, _n.reading, _n.date, cited)
    named = _column(connection, _i.date, _i.reading, asked, _i.symbol != "") - {""}
    found |= _column(connection, _n.reading, _n.date, named, ~select(_k.reading).where(_k.reading == _n.reading, _k.how == OWN).exists())
    found |= {reading for reading, day, sender in _letters(connection, _n.date, days) if (day, party(sender)) in senders}
    return found | _of_keys(connection, _keys_of(connection, found, OWN), OWN)


def following(connection: Connection, readings: Iterable[int]) -> set[int]:
    """The readings of letters that these name as what they follow, answer or correct, and of letters that name these so."""
    asked = set(readings)
    strong = _i.relation != Relation.REFERS.value
    named = {key for symbol in _column(connection, _i.symbol, _i.reading, asked, strong) for key in family_keys(symbol)}
    own, cites = schema.letter_names.alias(), schema.letter_names.alias()
    citing = select(_i.reading).distinct().join(cites, (cites.c.reading == _i.reading) & (cites.c.how == CITES))
    citing = citing.join(own, (own.c.key == cites.c.key) & (own.c.how == OWN)).where(strong)
    answers = {number for chunk in chunks(sorted(asked)) for number in connection.scalars(citing.where(own.c.reading.in_(chunk)))}
    return _of_keys(connection, named, OWN) | answers


def replying(connection: Connection, readings: Iterable[int]) -> set[int]:
    """The readings of letters that say they reply to a document of a name that these bear, or of a day of theirs without a symbol."""
    asked = set(readings)
    reply = _i.relation == Relation.REPLY.value
    named = _column(connection, _i.reading, _i.reading, _of_keys(connection, _keys_of(connection, asked, OWN), CITES), reply)
    days = _column(connection, _n.date, _n.reading, asked) - {""}
    dated = _column(connection, _i.reading, _i.date, days, reply, _i.symbol == "")
    return named | _column(connection, _n.reading, _n.reading, dated)  # only latest readings


def senders_of(connection: Connection, days: Iterable[str]) -> list[tuple[int, str]]:
    """Reading and sender of every letter of these days."""
    return [(reading, sender) for reading, _, sender in _letters(connection, _n.date, set(days))]


def _letters(connection: Connection, by: ColumnElement[K], values: set[K]) -> Iterator[tuple[int, str, str]]:
    """Reading, day and sender of the letters that have one of these values in a column."""
    for chunk in chunks(sorted(values, key=str)):
        for row in connection.execute(select(_n.reading, _n.date, _n.sender).where(by.in_(chunk))):
            yield row.reading, row.date, row.sender


def _keys_of(connection: Connection, readings: set[int], how: str) -> set[str]:
    return _column(connection, _k.key, _k.reading, readings, _k.how == how)


def _of_keys(connection: Connection, keys: set[str], how: str) -> set[int]:
    return _column(connection, _k.reading, _k.key, keys, _k.how == how)


def _column(connection: Connection, wanted: ColumnElement[T], by: ColumnElement[K], values: set[K], *more: ColumnElement[bool]) -> set[T]:
    """What stands in one column of the rows that have one of these values in another."""
    listed = sorted(values, key=str)
    return {found for chunk in chunks(listed) for found in connection.scalars(select(wanted).distinct().where(by.in_(chunk), *more))}
