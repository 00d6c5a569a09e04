"""Letters that one letter can have to do with, found by names and days alone: what is sure is for others to say. Nothing wide is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from verbale.model import Relation
from verbale.register import schema
from verbale.register.latest import CITES, OWN, chunks
from verbale.symbols import family_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def near(connection: Connection, readings: Iterable[int]) -> set[int]:
    """These readings, and those of letters that they can mean or that can mean them: by a name in common, cited or own, or by a day told or cited."""
    asked = set(readings)
    own, cites = _keys_of(connection, asked, OWN), _keys_of(connection, asked, CITES)
    found = asked | _of_keys(connection, own | cites, OWN) | _of_keys(connection, own, CITES)
    days = _column(connection, _n.date, _n.reading, asked) - {""}
    found |= _column(connection, _n.reading, _n.date, days | (_column(connection, _i.date, _i.reading, asked) - {""}))
    citing = _column(connection, _i.reading, _i.date, days)
    found |= _column(connection, _n.reading, _n.reading, citing)  # only latest readings
    return found | _of_keys(connection, _keys_of(connection, found, OWN), OWN)


def following(connection: Connection, readings: Iterable[int]) -> set[int]:
    """The readings of letters that these name as what they follow, answer or correct, and of letters that name these so."""
    asked = set(readings)
    strong = _i.relation != Relation.REFERS.value
    named = {key for symbol in _column(connection, _i.symbol, _i.reading, asked, strong) for key in family_keys(symbol)}
    citing = _of_keys(connection, _keys_of(connection, asked, OWN), CITES)
    return _of_keys(connection, named, OWN) | _column(connection, _i.reading, _i.reading, citing, strong)


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
    return [(row[0], row[1]) for chunk in chunks(sorted(days)) for row in connection.execute(select(_n.reading, _n.sender).where(_n.date.in_(chunk)))]


def _keys_of(connection: Connection, readings: set[int], how: str) -> set[str]:
    return _column(connection, _k.key, _k.reading, readings, _k.how == how)


def _of_keys(connection: Connection, keys: set[str], how: str) -> set[int]:
    return _column(connection, _k.reading, _k.key, keys, _k.how == how)


def _column(connection: Connection, wanted: ColumnElement[T], by: ColumnElement[K], values: set[K], *more: ColumnElement[bool]) -> set[T]:
    """What stands in one column of the rows that have one of these values in another."""
    listed = sorted(values, key=str)
    return {found for chunk in chunks(listed) for found in connection.scalars(select(wanted).distinct().where(by.in_(chunk), *more))}
