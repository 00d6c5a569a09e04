"""Finds claims by party, claimant, place, outcome, days and words, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Both databases are given words that were folded and set apart here, so neither's own way of cutting text matters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, literal, literal_column, select, text

from verbale.model import Code, UsageError
from verbale.register import schema
from verbale.register.canonical import canonical, words
from verbale.register.latest import value_number
from verbale.register.loading import claim_from, sources, with_victims
from verbale.register.records import AllegedClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Select

    from verbale.register.records import ClaimFilter, Hidden

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_CHUNK = 500
_c, _r, _l = schema.claims.c, schema.readings.c, schema.latest_claims.c

Term = tuple[tuple[str, ...], bool]
"""Words that stand one after another, and whether the last one is only the beginning of a word."""


def terms_of(written: str) -> list[Term]:
    """The terms of a search: single words, "quoted words", and beginnings of words (`strik*`).

    Raises:
        UsageError: BAD_VALUE if there is no letter or digit to search for.
    """
    terms = []
    for quoted, word in _TERM.findall(written):
        cut = tuple(words(quoted or word))
        if cut:
            terms.append((cut, word.endswith("*")))
    if not terms:
        raise UsageError(Code.BAD_VALUE, "there is no word to search for", written)
    return terms


def find_claims(connection: Connection, asked: ClaimFilter) -> list[AllegedClaim]:
    """The claims of the latest readings that fulfil every condition of `asked`.

    Raises:
        UsageError: BAD_VALUE if a condition holds no word, or `limit` is negative.
    """
    if asked.limit is not None and asked.limit < 0:
        raise UsageError(Code.BAD_VALUE, "a limit cannot be negative", str(asked.limit))
    query = matching(asked, connection.dialect.name).offset(asked.offset or None)
    return claims_numbered(connection, connection.scalars(query.limit(asked.limit) if asked.limit is not None else query).all())


def claims_numbered(connection: Connection, numbers: Sequence[int]) -> list[AllegedClaim]:
    """The claims of these numbers, in that order, with their sources."""
    made = []
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        found = {row.no: row for row in connection.execute(select(_c.no, _c.reading, _c.claimant, _c.content).where(_c.no.in_(chunk)))}
        plains = with_victims(connection, [(row.no, row.content) for row in found.values()])
        known = sources(connection, (row.reading for row in found.values()))
        made += [AllegedClaim(known[found[no].reading], found[no].claimant, claim_from(plains[no])) for no in chunk]
    return made


def matching(asked: ClaimFilter, dialect: str) -> Select[int]:
    """The statement that finds the number of every claim that fulfils `asked`, in order, whatever its limit. It reads narrow rows only.

    Raises:
        UsageError: BAD_VALUE if a condition holds no word to search for.
    """
    source: FromClause = schema.latest_claims
    told = [(field, canonical(value)) for field, value in asked.values] + ([("outcome", asked.outcome.value)] if asked.outcome else [])
    for field, value in told:
        each = schema.latest_values.alias()
        source = source.join(each, (each.c.claim == _l.claim) & (each.c.value == value_number(field, value)))
    if searched := _searched(asked):
        hit = (_sqlite(searched) if dialect == "sqlite" else _postgresql(searched)).subquery()
        source = source.join(hit, hit.c.claim == _l.claim)
    query = select(_l.claim).select_from(source).where(*seen(_l.claim, asked.hidden))
    if asked.first:
        query = query.where(_l.last_day >= asked.first.isoformat())
    if asked.last:
        query = query.where(_l.first_day <= asked.last.isoformat())
    if asked.year:
        query = query.where(_l.said >= asked.year, _l.said < f"{asked.year}~")
    if asked.document:
        query = query.where(_l.claim.in_(_of_documents([asked.document])))
    by_date = (_l.said.desc(),) if asked.newest_first else ((_l.said == "").asc(), _l.said.asc())
    return query.order_by(*by_date, _l.mark, _l.claim)


def seen(claim: ColumnElement[int], hidden: Hidden) -> list[ColumnElement[bool]]:
    """The conditions that the claim of this number may be seen."""
    made: list[ColumnElement[bool]] = []
    if hidden.documents:
        made.append(claim.not_in(_of_documents(sorted(hidden.documents))))
    if hidden.claims:
        made.append(claim.not_in(select(_c.no).where(_c.locus.in_(sorted(hidden.claims)))))
    return made


def _of_documents(documents: list[str]) -> Select[int]:
    return select(_c.no).join(schema.readings, _r.no == _c.reading).where(_r.document.in_(documents))


def _searched(asked: ClaimFilter) -> dict[str, list[Term]]:
    """The terms sought in each column of `claim_search`; a name is sought word after word."""
    wanted = {"party": asked.party, "claimant": asked.claimant, "place": asked.place}
    terms = {column: terms_of(f'"{value}"' if '"' not in value else value) for column, value in wanted.items() if value}
    if asked.text:
        terms["words"] = terms_of(asked.text)
    return terms


def _sqlite(searched: dict[str, list[Term]]) -> Select[int]:
    clauses = [f"{column} : ({' AND '.join(_fts(t) for t in terms)})" for column, terms in searched.items()]
    match = text("claim_words MATCH :match").bindparams(bindparam("match", " AND ".join(clauses)))
    query: Select[int] = select(literal_column("rowid", Integer).label("claim")).select_from(text("claim_words")).where(match)
    phrases = _phrases(searched)
    if not phrases:
        return query
    table, hit = schema.claim_search, query.subquery()
    return select(table.c.claim).join(hit, hit.c.claim == table.c.claim).where(*phrases)


def _fts(term: Term) -> str:
    written, beginning = term
    quoted = [f'"{word}"' for word in written]
    return " AND ".join(quoted) + (" *" if beginning else "")


def _postgresql(searched: dict[str, list[Term]]) -> Select[int]:
    query = select(schema.claim_search.c.claim)
    for column, terms in searched.items():
        lexemes = " & ".join(_tsquery(t) for t in terms)
        query = query.where(text(f"{column}_index @@ CAST(:{column}_q AS tsquery)").bindparams(bindparam(f"{column}_q", lexemes)))
    return query.where(*_phrases(searched))


def _tsquery(term: Term) -> str:
    written, beginning = term
    return " & ".join(f"'{word}'" for word in written) + (":*" if beginning else "")


def _phrases(searched: dict[str, list[Term]]) -> list[ColumnElement[bool]]:
    """Conditions that words of one term stand one after another: neither index keeps positions."""
    table = schema.claim_search.c
    conditions: list[ColumnElement[bool]] = []
    for column, terms in searched.items():
        padded = literal(" ").concat(table[column]).concat(" ")
        for written, beginning in terms:
            if len(written) > 1:
                conditions.append(padded.like("% " + " ".join(written) + ("%" if beginning else " %")))
    return conditions
