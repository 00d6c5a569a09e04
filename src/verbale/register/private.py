"""What an export may have to withhold, of the latest readings: names, exact places, texts. Straight from rows, for a million claims are not decoded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import DecodeError, Struct, convert, json
from sqlalchemy import select

from verbale.register import schema
from verbale.register.canonical import parse
from verbale.register.latest import LOCATED, among, chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Select

T = TypeVar("T")
_t, _v = schema.told_values.c, schema.latest_values.c


class _Text(Struct, gc=False):
    """The text of a rendition, without its pieces."""

    text: str


class _Way(Struct, gc=False):
    """Who obtained a document."""

    obtained_by: str = ""


_text, _way = json.Decoder(_Text), json.Decoder(_Way)


def victim_names(connection: Connection, loci: Collection[str] | None = None) -> set[str]:
    """The names of victims that were not erased; only of claims at these places, when given."""
    v, c = schema.victims.c, schema.claims.c
    query = select(v.content).distinct().join(schema.latest_claims, schema.latest_claims.c.claim == v.claim)
    if loci is None:
        return _names(connection, query)
    at = query.join(schema.claims, c.no == v.claim)
    return {name for chunk in chunks(sorted(loci)) for name in _names(connection, at.where(c.locus.in_(chunk)))}


def _names(connection: Connection, query: Select[Any]) -> set[str]:
    return {name for content in connection.scalars(query) for name in parse(content)["names"]}


def claimants(connection: Connection) -> set[str]:
    """Whose accounts the claims are."""
    told = select(_v.claim).where(_v.value == _t.no).exists()
    return set(connection.scalars(select(_t.value).where(_t.field == "claimant", told)))


def coordinates(connection: Connection) -> set[float]:
    """The degrees of every point that a claimant told."""
    told = select(_v.claim).where(_v.value == _t.no).exists()
    points = (parse(value)["point"] for value in connection.scalars(select(_t.value).where(among(_t.no, LOCATED), told)))
    return {degrees for point in points for degrees in (point["lat"], point["lon"])}


def obtained_by(connection: Connection) -> set[str]:
    """Persons who obtained the documents."""
    return {_decoded(_way, content).obtained_by for content in connection.scalars(select(schema.acquisitions.c.content))} - {""}


def texts(connection: Connection) -> Iterator[str]:
    """The texts of the letters, in no order; a few hundred are in memory at once."""
    r, words = schema.readings.c, schema.renditions.c
    query = select(r.rendition).join(schema.latest_letters, schema.latest_letters.c.reading == r.no)
    for chunk in chunks(connection.scalars(query).all()):
        for content in connection.scalars(select(words.content).where(words.id.in_(chunk))):
            yield _decoded(_text, content).text


def _decoded(decoder: json.Decoder[T], content: str) -> T:
    try:
        return decoder.decode(content)
    except DecodeError:  # half a character, from a damaged text or file name
        return convert(parse(content), decoder.type)
