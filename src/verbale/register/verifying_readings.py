"""Holds stored readings against the ledger, their text, and the index rows that they should have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from verbale.model import content_id
from verbale.register import latest, rows, schema
from verbale.register.canonical import parse
from verbale.register.ledger import reading_hash, victim_commitment
from verbale.register.loading import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Row, Table

    from verbale.register.findings import Findings

Grouped = dict[int, list[dict[str, Any]]]


def check_readings(connection: Connection, found: Findings) -> None:
    """Every reading with its rendition, claims, victims and index rows; a few in memory at a time."""
    found.latest = frozenset(latest.latest_readings(connection))
    numbers = connection.scalars(select(schema.readings.c.no).order_by(schema.readings.c.no)).all()
    for start in range(0, len(numbers), CHUNK):
        _Chunk(connection, found, numbers[start : start + CHUNK]).check()
    found.count(schema.told_values, len(found.told))


def text_anchors(plain: Any) -> Iterator[dict[str, Any]]:
    """Every anchor in a text inside a plain value."""
    if isinstance(plain, list):
        for item in plain:
            yield from text_anchors(item)
    elif isinstance(plain, dict):
        if plain.get("at") == "TextAnchor":
            yield plain
        for item in plain.values():
            yield from text_anchors(item)


@dataclass(slots=True)
class _Chunk:
    """Some readings with all their rows."""

    connection: Connection
    found: Findings
    numbers: Sequence[int]
    claims: Grouped = field(init=False)
    index: dict[str, Grouped] = field(init=False)
    victims: Grouped = field(init=False)
    renditions: dict[str, Row[Any]] = field(init=False)
    told: dict[int, tuple[str, str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.claims = self._grouped(schema.claims, "reading", self.numbers)
        own = [row["no"] for listed in self.claims.values() for row in listed]
        self.index = {t.name: self._grouped(t, "reading", self.numbers) for t in (*schema.BY_READING, schema.latest_letters, schema.letter_names)}
        self.index |= {t.name: self._grouped(t, "claim", own) for t in (*schema.BY_CLAIM, schema.latest_claims, schema.latest_values)}
        self.victims = self._grouped(schema.victims, "claim", own)
        ids = select(schema.readings.c.rendition).where(schema.readings.c.no.in_(self.numbers))
        query = select(schema.renditions).where(schema.renditions.c.id.in_(ids))
        self.renditions = {row.id: row for row in self.connection.execute(query)}

    def _grouped(self, table: Table, key: str, numbers: Sequence[int]) -> Grouped:
        """Rows of `table` by the number in column `key`, in order of their ordinals."""
        made: Grouped = {}
        for start in range(0, len(numbers), 500):
            query = select(table).where(table.c[key].in_(numbers[start : start + 500]))
            for row in self.connection.execute(query.order_by(table.c.ordinal) if "ordinal" in table.c else query).mappings():
                made.setdefault(row[key], []).append(dict(row))
        return made

    def check(self) -> None:
        """Checks each of them."""
        table = schema.readings
        for row in self.connection.execute(select(table).where(table.c.no.in_(self.numbers)).order_by(table.c.no)):
            where = f"reading {row.id[:16]}"
            self.found.count(table)
            with self.found.guarded(where):
                self._reading(row, where)
        self._told()

    def _reading(self, row: Row[Any], where: str) -> None:
        rendition = self.renditions.get(row.rendition)
        if rendition is None:
            self.found.bad("its text is missing", where)
            return
        claims = self.claims.get(row.no, [])
        contents = [claim["content"] for claim in claims]
        record = self.found.records.get(row.document, "")
        self.found.vouched.add(row.document)
        self.found.meet(row.entry, "reading", row.id, reading_hash(row.no, record, rendition.content, row.content, contents))
        text = self._text(rendition, row.document)
        plain = parse(row.content)
        self._columns(row, plain, where)
        self._anchors(plain, text, where)
        self._index(row.no, plain, text)
        if row.no in self.found.latest:
            self._letter(row, plain["communication"])
        for ordinal, claim in enumerate(claims):
            with self.found.guarded(f"claim {claim['id'][:16]}"):
                self._claim(claim, ordinal, plain, text)
                if row.no in self.found.latest:
                    self._latest(claim, row.id, plain)

    def _text(self, rendition: Row[Any], document: str) -> dict[str, Any]:
        where = f"rendition {rendition.id[:16]}"
        plain: dict[str, Any] = parse(rendition.content)
        made = content_id(plain["document"], plain["reader"], plain["text"])
        self.found.expect(made == rendition.id, "the text is not that of its id", where)
        self.found.expect(plain["document"] == rendition.document == document, "the text is of another document", where)
        if rendition.id not in self.found.renditions:
            self.found.renditions.add(rendition.id)
            self.found.count(schema.renditions)
            self._anchors(plain["problems"], plain, where)
        return plain

    def _columns(self, row: Row[Any], plain: dict[str, Any], where: str) -> None:
        expected = {"id": plain["id"], "rendition": plain["rendition"], "grammar": plain["grammar"], **rows.header_row(plain["communication"])}
        self.found.expect({k: getattr(row, k) for k in expected} == expected, "the columns do not say what the record says", where)

    def _anchors(self, plain: Any, text: dict[str, Any], where: str) -> None:
        """Every quote is the text at its spans."""
        own, whole = content_id(text["document"], text["reader"], text["text"]), text["text"]
        for anchor in text_anchors(plain):
            self.found.anchors += 1
            spans = anchor["spans"]
            inside = bool(spans) and all(0 <= start < end <= len(whole) for start, end in spans)
            same = inside and anchor["rendition"] == own and anchor["quote"] == " … ".join(whole[start:end] for start, end in spans)
            self.found.expect(same, f"the words {anchor['quote'][:40]!r} do not stand at their place in the text", where)

    def _index(self, number: int, plain: dict[str, Any], text: dict[str, Any]) -> None:
        for name, expected in rows.reading_index(number, plain, text["problems"]).items():
            self._compare(schema.metadata.tables[name], self.index[name].get(number, []), expected)

    def _letter(self, row: Row[Any], communication: dict[str, Any]) -> None:
        """The narrow rows of a latest reading."""
        cited = (citation["symbol"] or "" for citation in communication["citations"])
        made = latest.letter_rows(row.no, row.document, rows.header_row(communication), cited)
        self._compare(schema.latest_letters, self.index["latest_letters"].get(row.no, []), made["latest_letters"])
        names = sorted(self.index["letter_names"].get(row.no, []), key=lambda name: (name["how"], name["key"]))
        self._compare(schema.letter_names, names, made["letter_names"])

    def _claim(self, claim: dict[str, Any], ordinal: int, around: dict[str, Any], text: dict[str, Any]) -> None:
        where, number = f"claim {claim['id'][:16]}", claim["no"]
        plain = parse(claim["content"])
        claimant = rows.claimant_of(plain, around["outline"], around["communication"])
        said = rows.value_of(around["communication"]["date"])
        expected = {
            "no": number,
            "reading": claim["reading"],
            "ordinal": ordinal,
            **rows.claim_row(plain, claimant, said),
            "content": claim["content"],
        }
        self.found.expect(claim == expected, "the columns do not say what the record says", where)
        self.found.count(schema.claims)
        self._anchors(plain, text, where)
        self._victims(claim["id"], number, plain["victims"], text)
        values = rows.particular_rows(number, plain)
        self._compare(schema.particulars, self.index["particulars"].get(number, []), values)
        self._compare(schema.claim_search, self.index["claim_search"].get(number, []), [rows.search_row(number, plain, values, claimant)])

    def _latest(self, claim: dict[str, Any], reading: str, around: dict[str, Any]) -> None:
        """The narrow rows of a claim of a latest reading."""
        number, plain = claim["no"], parse(claim["content"])
        told = ((row["field"], row["value"]) for row in rows.particular_rows(number, plain))
        claimant = rows.claimant_of(plain, around["outline"], around["communication"])
        row = {"no": number, **rows.claim_row(plain, claimant, rows.value_of(around["communication"]["date"]))}
        made = latest.narrow_rows((claim["reading"], reading), row, claimant, told)
        self.told |= {value["no"]: (value["field"], value["label"], value["value"]) for value in made["told_values"]}
        self._compare(schema.latest_claims, self.index["latest_claims"].get(number, []), made["latest_claims"])
        values = sorted(self.index["latest_values"].get(number, []), key=lambda value: value["value"])
        self._compare(schema.latest_values, values, made["latest_values"])

    def _told(self) -> None:
        """The values that these readings tell, but for those met before."""
        new = self.told.keys() - self.found.told
        stored = latest.numbered(self.connection, new)
        for number in sorted(new):
            self.found.expect(stored.get(number) == self.told[number], "the value is not the one that is told", f"table told_values, no {number}")
        self.found.told |= stored.keys()

    def _victims(self, claim: str, number: int, commitments: list[str], text: dict[str, Any]) -> None:
        stored = {row["ordinal"]: row for row in self.victims.get(number, [])}
        for ordinal, committed in enumerate(commitments):
            where = f"claim {claim[:16]}, victim {ordinal}"
            row = stored.get(ordinal)
            if row is None:
                self.found.expect(("victim", f"{claim}/{ordinal}") in self.found.erased, "the names are missing", where)
                continue
            self.found.count(schema.victims)
            self.found.expect(victim_commitment(row["salt"], row["content"]) == committed, "the names are not those that were read", where)
            self._anchors(parse(row["content"]), text, where)

    def _compare(self, table: Table, stored: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
        self.found.count(table, len(stored))
        if stored != expected:
            key = next(iter(expected or stored))
            self.found.bad("the rows are not those of the record", f"table {table.name}, {table.columns.keys()[0]} {key[table.columns.keys()[0]]}")
