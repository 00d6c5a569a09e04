"""Adds files, readings and failures to a register: many in one commit, each at most once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from verbale.model import Code, UsageError, content_id, to_plain
from verbale.register import latest, rows, schema
from verbale.register.canonical import canonical, storable
from verbale.register.ledger import acquisition_hash, reading_hash, victim_commitment
from verbale.register.records import Added

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Column, Connection, Table

    from verbale.model import Acquisition, Claim, Document, Problem, Reading
    from verbale.register.ledger import Chain
    from verbale.register.records import Intake

_MOST_PARAMETERS = 500


def add_intakes(connection: Connection, chain: Chain, intakes: Sequence[Intake]) -> Added:
    """Adds `intakes` inside the writing transaction of `connection`; what is there already is passed over.

    Raises:
        ValueError: if bytes, document, rendition and reading of an intake do not belong together.
        UsageError: BAD_VALUE if a document was erased from this register.
    """
    for intake in intakes:
        _check(intake)
    batch = _Batch(connection, chain, intakes)
    for intake in intakes:
        batch.add(intake)
    batch.write()
    return batch.added


def known(connection: Connection, column: Column[str], values: Iterable[str]) -> set[str]:
    """Which of `values` stand in `column`."""
    listed = sorted(set(values))
    found: set[str] = set()
    for start in range(0, len(listed), _MOST_PARAMETERS):
        found.update(connection.scalars(select(column).where(column.in_(listed[start : start + _MOST_PARAMETERS]))))
    return found


def document_record(connection: Connection, sha: str) -> str:
    """The canonical record of a stored document, as the ledger commits to it; empty when there is none."""
    row = connection.execute(select(schema.documents).where(schema.documents.c.sha256 == sha)).first()
    if row is None:
        return ""
    return canonical({"sha256": row.sha256, "size": row.size, "media_type": row.media_type})


def identity_of(acquisition: Acquisition, problem: Problem | None) -> str:
    """Tells acquisitions apart by all they say but the time."""
    plain = to_plain(replace(acquisition, obtained_at=""))
    return content_id(canonical(plain), canonical(to_plain(problem)) if problem else "")


def _check(intake: Intake) -> None:
    document, rendition, reading = intake.document, intake.rendition, intake.reading
    if (rendition is None) != (reading is None) or (reading is None) != (intake.problem is not None):
        raise ValueError("an intake has either a rendition and its reading, or a problem")
    if document is None:
        if rendition is not None or intake.data is not None:
            raise ValueError("a reading needs its document")
        return
    if intake.data is None or len(intake.data) != document.size or sha256(intake.data).hexdigest() != document.sha256:
        raise ValueError(f"these are not the bytes of document {document.sha256}")
    if intake.acquisition.document != document.sha256:
        raise ValueError("the acquisition is of another document")
    if rendition and reading and not (rendition.document == document.sha256 and rendition.id == reading.rendition and rendition.text == reading.text):
        raise ValueError("document, rendition and reading do not belong together")


@dataclass(slots=True)
class _Batch:
    """Rows gathered table by table, so that each table is written in one go."""

    connection: Connection
    chain: Chain
    intakes: Sequence[Intake]
    gathered: dict[Table, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    latest: dict[str, dict[str, list[rows.Row]]] = field(default_factory=dict)
    added: Added = field(default_factory=Added)
    documents: dict[str, str] = field(init=False)
    identities: set[str] = field(init=False)
    renditions: dict[str, str] = field(init=False)
    readings: set[str] = field(init=False)
    earlier: dict[str, list[int]] = field(init=False)
    numbers: dict[Table, int] = field(init=False)

    def __post_init__(self) -> None:
        shas = [i.document.sha256 for i in self.intakes if i.document]
        self._refuse_erased(shas)
        self.documents = self._stored_documents(shas)
        self.identities = known(self.connection, schema.acquisitions.c.identity, (identity_of(i.acquisition, i.problem) for i in self.intakes))
        self.readings = known(self.connection, schema.readings.c.id, (i.reading.id for i in self.intakes if i.reading))
        self.earlier = self._earlier_readings(shas)
        self.renditions = self._stored_renditions([i.reading.rendition for i in self.intakes if i.reading and i.reading.id not in self.readings])
        self.numbers = {t: self.connection.scalar(select(func.max(t.c.no))) or 0 for t in (schema.acquisitions, schema.readings, schema.claims)}

    def add(self, intake: Intake) -> None:
        """Gathers the rows of one intake."""
        if intake.document and intake.data is not None:
            self._add_document(intake.document, intake.data)
        self._add_acquisition(intake)
        if intake.rendition and intake.reading and intake.reading.id not in self.readings:
            self.readings.add(intake.reading.id)
            if intake.rendition.id not in self.renditions:
                content = canonical(to_plain(intake.rendition))
                self.renditions[intake.rendition.id] = content
                self.gathered[schema.renditions].append({"id": intake.rendition.id, "document": intake.rendition.document, "content": content})
            self._add_reading(intake.rendition.document, intake.reading, to_plain(intake.rendition.problems))

    def write(self) -> None:
        """Writes all rows gathered; tables in an order in which no row refers to a later one."""
        self.chain.write(self.connection)
        for table in schema.metadata.sorted_tables:
            if listed := self.gathered.get(table):
                self.connection.execute(insert(table), listed)
        self._write_latest()

    def _write_latest(self) -> None:
        """Puts the narrow rows of the readings added in the place of those of earlier readings of these documents."""
        if not self.latest:
            return
        latest.drop(self.connection, [number for sha in self.latest for number in self.earlier.get(sha, ())])
        merged: dict[str, list[rows.Row]] = defaultdict(list)
        for made in self.latest.values():
            for table, listed in made.items():
                merged[table] += listed
        latest.enter(self.connection, merged)

    def _next(self, table: Table) -> int:
        self.numbers[table] += 1
        return self.numbers[table]

    def _refuse_erased(self, shas: list[str]) -> None:
        key = schema.erased.c.key
        gone = self.connection.scalars(select(key).where(schema.erased.c.kind == "document", key.in_(shas))).all() if shas else ()
        if gone:
            raise UsageError(Code.BAD_VALUE, "this document was erased from the register and is not taken in again", gone[0], "Leave the file out.")

    def _stored_documents(self, shas: list[str]) -> dict[str, str]:
        found = {}
        for sha in known(self.connection, schema.documents.c.sha256, shas):
            found[sha] = document_record(self.connection, sha)
        return found

    def _earlier_readings(self, shas: list[str]) -> dict[str, list[int]]:
        table, found = schema.readings.c, defaultdict(list)
        for start in range(0, len(shas), _MOST_PARAMETERS):
            query = select(table.document, table.no).where(table.document.in_(shas[start : start + _MOST_PARAMETERS]))
            for row in self.connection.execute(query):
                found[row.document].append(row.no)
        return found

    def _stored_renditions(self, ids: list[str]) -> dict[str, str]:
        table = schema.renditions
        return {
            rendition: self.connection.execute(select(table.c.content).where(table.c.id == rendition)).scalar_one()
            for rendition in known(self.connection, table.c.id, ids)
        }

    def _add_document(self, document: Document, data: bytes) -> None:
        if document.sha256 in self.documents:
            return
        plain = to_plain(document)
        self.documents[document.sha256] = canonical(plain)
        self.gathered[schema.documents].append(plain)
        self.gathered[schema.originals].append({"sha256": document.sha256, "data": data})
        self.added = replace(self.added, documents=self.added.documents + 1)

    def _add_acquisition(self, intake: Intake) -> None:
        identity = identity_of(intake.acquisition, intake.problem)
        if identity in self.identities:
            return
        self.identities.add(identity)
        sha = intake.document.sha256 if intake.document else None
        content = canonical(to_plain(intake.acquisition))
        problem = canonical(to_plain(intake.problem)) if intake.problem else None
        number = self._next(schema.acquisitions)
        hashed = acquisition_hash(number, content, self.documents[sha] if sha else "", problem)
        entry = self.chain.add("acquisition", sha or "", hashed)
        self.gathered[schema.acquisitions].append({
            "no": number, "entry": entry, "identity": identity, "document": sha,
            "name": storable(intake.acquisition.name), "content": content, "problem": problem,
        })  # fmt: skip
        failed = 1 if intake.problem else 0
        self.added = replace(self.added, acquisitions=self.added.acquisitions + 1, failures=self.added.failures + failed)

    def _add_reading(self, sha: str, reading: Reading, rendition_problems: list[rows.Plain]) -> None:
        number = self._next(schema.readings)
        plain = to_plain(replace(reading, text="", claims=()))
        del plain["text"], plain["claims"]
        content = canonical(plain)
        header = rows.header_row(plain["communication"])
        cited = (citation["symbol"] or "" for citation in plain["communication"]["citations"])
        self.latest[sha] = defaultdict(list, latest.letter_rows(number, sha, header, cited))  # not what an earlier reading in this batch tells
        contents = [self._add_claim((number, sha, reading.id), n, claim, plain, header["date"]) for n, claim in enumerate(reading.claims)]
        hashed = reading_hash(number, self.documents[sha], self.renditions[reading.rendition], content, contents)
        self.gathered[schema.readings].append({
            "no": number, "id": reading.id, "entry": self.chain.add("reading", reading.id, hashed), "document": sha,
            "rendition": reading.rendition, "grammar": reading.grammar, **header, "content": content,
        })  # fmt: skip
        for table, listed in rows.reading_index(number, plain, rendition_problems).items():
            self.gathered[schema.metadata.tables[table]] += listed
        self.added = replace(self.added, readings=self.added.readings + 1, claims=self.added.claims + len(reading.claims))

    def _add_claim(self, reading: tuple[int, str, str], ordinal: int, claim: Claim, around: rows.Plain, said: str) -> str:
        """Gathers the rows of a claim; `reading` is the number, document and id of its reading."""
        number, (within, sha, key) = self._next(schema.claims), reading
        plain = to_plain(claim)
        plain["victims"] = [self._add_victim(number, n, victim) for n, victim in enumerate(plain["victims"])]
        content = canonical(plain)
        claimant = rows.claimant_of(plain, around["outline"], around["communication"])
        row = rows.claim_row(plain, claimant, said)
        self.gathered[schema.claims].append({"no": number, "reading": within, "ordinal": ordinal, **row, "content": content})
        values = rows.particular_rows(number, plain)
        self.gathered[schema.particulars] += values
        self.gathered[schema.claim_search].append(rows.search_row(number, plain, values, claimant))
        told = latest.narrow_rows((within, key), {"no": number, **row}, claimant, ((value["field"], value["value"]) for value in values))
        for table, listed in told.items():
            self.latest[sha][table] += listed
        return content

    def _add_victim(self, claim: int, ordinal: int, victim: rows.Plain) -> str:
        salt, content = self.chain.new_salt(), canonical(victim)
        self.gathered[schema.victims].append({"claim": claim, "ordinal": ordinal, "salt": salt, "content": content})
        return victim_commitment(salt, content)
