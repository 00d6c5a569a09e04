"""Finds claims by party, claimant, place, outcome, days and words, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Both databases are given words that were folded and set apart here, so neither's own way of cutting text matters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, literal, select, text

from verbale.model import Code, UsageError
from verbale.register import schema
from verbale.register.canonical import words
from verbale.register.loading import claim_from, is_latest, sources, with_victims
from verbale.register.records import AllegedClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from verbale.register.records import ClaimFilter

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_c, _r, _p = schema.claims.c, schema.readings.c, schema.particulars.c

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
    return claims_of_rows(connection, connection.execute(query.limit(asked.limit) if asked.limit is not None else query).all())


def claims_of_rows(connection: Connection, found: Sequence[Row[Any]]) -> list[AllegedClaim]:
    """The claims of rows of `matching`, with their sources."""
    plains = with_victims(connection, [(row.no, row.content) for row in found])
    known = sources(connection, (row.reading for row in found))
    return [AllegedClaim(known[row.reading], row.claimant, claim_from(plains[row.no])) for row in found]


def matching(asked: ClaimFilter, dialect: str) -> Select[tuple[int, int, str, str]]:
    """The statement that finds number, reading, claimant and content of every claim that fulfils `asked`, in order, whatever its limit.

    Raises:
        UsageError: BAD_VALUE if a condition holds no word to search for.
    """
    join = schema.claims.join(schema.readings, _r.no == _c.reading)
    query = select(_c.no, _c.reading, _c.claimant, _c.content).select_from(join).where(is_latest())
    if asked.first:
        query = query.where(_c.last_day >= asked.first.isoformat())
    if asked.last:
        query = query.where(_c.first_day <= asked.last.isoformat())
    if asked.year:
        query = query.where(_c.said >= asked.year, _c.said < f"{asked.year}~")
    if asked.document:
        query = query.where(_r.document == asked.document)
    if asked.hidden.documents:
        query = query.where(_r.document.not_in(sorted(asked.hidden.documents)))
    if asked.hidden.claims:
        query = query.where(_c.locus.not_in(sorted(asked.hidden.claims)))
    for field, value in asked.values:
        query = query.where(select(_p.claim).where(_p.claim == _c.no, _p.field == field, _p.text == value).exists())
    searched = _searched(asked)
    if searched:
        query = query.where(_c.no.in_(_sqlite(searched) if dialect == "sqlite" else _postgresql(searched)))
    by_date = (_c.said.desc(),) if asked.newest_first else ((_c.said == "").asc(), _c.said.asc())
    return query.order_by(*by_date, _r.id, _c.ordinal)


def _searched(asked: ClaimFilter) -> dict[str, list[Term]]:
    """The terms sought in each column of `claim_search`; a name is sought word after word."""
    wanted = {"party": asked.party, "claimant": asked.claimant, "place": asked.place, "outcome": asked.outcome or ""}
    terms = {column: terms_of(f'"{value}"' if '"' not in value else value) for column, value in wanted.items() if value}
    if asked.text:
        terms["words"] = terms_of(asked.text)
    return terms


def _sqlite(searched: dict[str, list[Term]]) -> Select[tuple[int]]:
    clauses = [f"{column} : ({' AND '.join(_fts(t) for t in terms)})" for column, terms in searched.items()]
    match = text("claim_words MATCH :match").bindparams(bindparam("match", " AND ".join(clauses)))
    query = select(text("rowid")).select_from(text("claim_words")).where(match)
    phrases = _phrases(searched)
    if not phrases:
        return query
    table = schema.claim_search.c
    return select(table.claim).where(table.claim.in_(query), *phrases)


def _fts(term: Term) -> str:
    written, beginning = term
    quoted = [f'"{word}"' for word in written]
    return " AND ".join(quoted) + (" *" if beginning else "")


def _postgresql(searched: dict[str, list[Term]]) -> Select[tuple[int]]:
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
