"""Tables of a register in any format, by profile and selection: what the command line, releases and web pages give out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.app.exporting import document_names, named_documents
from verbale.app.incidents import known
from verbale.app.levels import kept_back
from verbale.app.parties import parties_in_use
from verbale.app.reviewing import REVIEWED, reviewed
from verbale.app.withholding import redactor
from verbale.grammar.policies import convention
from verbale.model import Code, UsageError
from verbale.publish.redaction.profiles import applied, profile
from verbale.publish.tables import judgements
from verbale.publish.tables.parquet import write_groups, write_parquet
from verbale.publish.tables.readings import MAKERS, Held
from verbale.publish.tables.specs import all_tables, table_named
from verbale.publish.tables.sqlite import write_sqlite
from verbale.publish.tables.texts import csv_lines, geojson_chunks
from verbale.publish.tables.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from verbale.app.incidents import Known
    from verbale.app.levels import KeptBack
    from verbale.model import Reading
    from verbale.publish.redaction.profiles import Profile
    from verbale.publish.redaction.words import Redactor
    from verbale.publish.tables.specs import Row, Table
    from verbale.register import ClaimFilter, Standing, StoredReading
    from verbale.register.store import Register

ONE = ("csv", "hxl", "parquet", "geojson")
"""Formats that hold one table."""
ALL = ("xlsx", "sqlite")
"""Formats that hold every table."""
KEPT = 5_000
"""Registers of up to so many claims are read once for all tables; larger ones table by table, a few readings at a time."""
LARGE = 50_000
"""Claims from which processes are worth their start."""
_BRIEF = frozenset({"claims", "tolls", "places"})
"""Tables whose rows tell nothing but claims, without the places of proof of their values."""
_OF_LETTERS = frozenset({"citations", "requests"})
"""Tables of what nobody reviews by itself: of a letter with a reviewed claim they are given out as read, and marked so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given out.

    Attributes:
        profile: "public", "partner", "full", or a TOML file of one's own.
        policy: the counting convention.
        selection: which claims; all when `None`. Documents without a claim in it give nothing. Its `document` may be a name or symbol too.
        incident: only claims of this incident, by its id or one of its claims; all when empty.
        reviewed: true leaves out what nobody reviewed; rejected readings and links that only a threshold took too.
        rejected: false leaves out readings that people rejected, and claims that their claimant withdrew.
    """

    profile: str = "full"
    policy: str = "literal"
    selection: ClaimFilter | None = None
    reviewed: bool = False
    rejected: bool = True
    incident: str = ""


@dataclass
class Content:
    """What a register gives out for `wanted`: rows of every table, made when they are asked for."""

    register: Register
    wanted: Wanted = field(default_factory=Wanted)
    _kept: tuple[Held, ...] | None = None

    @cached_property
    def profile(self) -> Profile:
        """The profile by which words are withheld, and documents by the levels that people set."""
        chosen = profile(self.wanted.profile)
        return replace(chosen, documents=chosen.documents | self.kept_back.documents)

    @cached_property
    def kept_back(self) -> KeptBack:
        """What people gave a level that is higher than the profile's."""
        return kept_back(self.register, profile(self.wanted.profile).level)

    @cached_property
    def standing(self) -> list[Standing]:
        """The decisions that stand."""
        return self.register.current()

    @cached_property
    def decided(self) -> dict[str, list[Standing]]:
        """The decisions on readings, by locus."""
        found: dict[str, list[Standing]] = {}
        for entry in self.standing:
            if entry.decision.act in REVIEWED:
                found.setdefault(entry.decision.locus, []).append(entry)
        return found

    @cached_property
    def reviews(self) -> dict[str, str]:
        """What people decided on each locus."""
        return judgements.reviews_of(self.standing)

    @cached_property
    def letters_reviewed(self) -> frozenset[str]:
        """The SHA-256 of documents of which a person verified a claim."""
        return frozenset(held.document for held in self.held("claims") if any(held.review(c) == judgements.REVIEWED for c in held.claims()))

    @cached_property
    def known(self) -> Known:
        """Claims with links, incidents and assessments."""
        return known(self.register, self.wanted.policy, parties_in_use(), pre_accepted=not self.wanted.reviewed)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of documents by SHA-256, as the tables call them."""
        return document_names(self.register)

    @cached_property
    def chosen(self) -> frozenset[str] | None:
        """Ids of the claims of the selection; `None` for all.

        Raises:
            UsageError: NOT_FOUND, BAD_VALUE for a document or incident that is not there, or whose name fits several.
        """
        asked, found = self.wanted.selection, None
        if asked is not None:
            if asked.document:
                asked = replace(asked, document=self.register.reading(asked.document).document.sha256)
            found = frozenset(one.claim.id for one in self.register.claims(asked))
        if not self.wanted.incident:
            return found
        told = frozenset(one.claim.id for one in self.known.told([self.known.incident(self.wanted.incident)]))
        return told if found is None else told & found

    @cached_property
    def words(self) -> Redactor:
        """What finds and replaces withheld words."""
        return redactor(self.register, self.profile, self.kept_back)

    def held(self, table: str = "") -> Iterator[Held]:
        """The latest readings that the profile admits; those of a small register are kept in memory for the next table.

        Those of a large register hold only what the rows of `table` need, when it is given.
        """
        if self._kept is None and not self.register.has_more_claims(KEPT):
            self._kept = tuple(self._loaded(self.register.latest_readings()))
        if self._kept is not None:
            return iter(self._kept)
        if table in _BRIEF:
            return self._loaded(self.register.brief_claims(self.decided.keys()))
        return self._loaded(self.register.latest_claims() if table == "victims" else self.register.latest_readings())

    def _loaded(self, readings: Iterable[StoredReading]) -> Iterator[Held]:
        return self._admitted(named_documents(self.register, readings))

    def _admitted(self, named: Iterable[tuple[str, StoredReading]]) -> Iterator[Held]:
        for name, stored in named:
            symbol = stored.reading.communication.symbol
            if self.profile.admits(name, stored.document.sha256, symbol.value if symbol else ""):
                yield Held(name, stored.document.sha256, self._as_left(stored.reading), self.reviews, self.chosen)

    def _as_left(self, reading: Reading) -> Reading:
        """The reading with people's corrections and without claims of a higher level; rejected claims stay, for the column `review` tells that they were."""
        decided, kept = self.decided, self.kept_back.claims
        if kept and any(claim.locus in kept for claim in reading.claims):
            reading = replace(reading, claims=tuple(claim for claim in reading.claims if claim.locus not in kept))
        if not decided or not any(claim.locus in decided for claim in reading.claims):
            return reading
        return replace(reading, claims=tuple(reviewed(c, decided[c.locus]).claim if c.locus in decided else c for c in reading.claims))

    def tables(self) -> list[Table]:
        """The tables that the profile gives out."""
        return [table for table in all_tables() if self.profile.has(table)]

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table, as the profile, the selection and the reviews leave them.

        Raises:
            UsageError: BAD_VALUE for a table that the profile withholds.
        """
        if not self.profile.has(table):
            raise UsageError(Code.BAD_VALUE, f"the profile {self.profile.name} withholds the table", table.name, "Choose another table or profile.")
        convention(self.wanted.policy)
        return self._applied(table, self._made(table))

    def rows_of(self, table: Table, names: Mapping[str, str]) -> Iterator[Row]:
        """Those rows of a table of claims, tolls or places that are of these documents: names by SHA-256, in the order wanted."""
        stored = self.register.brief_claims(self.decided.keys(), tuple(names))
        held = self._admitted((names[one.document.sha256], one) for one in stored)
        return self._applied(table, (row for one in held for row in MAKERS[table.name](one, self.wanted.policy)))

    def _applied(self, table: Table, rows: Iterator[Row]) -> Iterator[Row]:
        return applied(self.profile, self.words, table, self._reviewed(table, rows))

    def _made(self, table: Table) -> Iterator[Row]:
        if maker := MAKERS.get(table.name):
            return (row for held in self.held(table.name) for row in maker(held, self.wanted.policy))
        return self._chosen(self._judged(table))

    def _judged(self, table: Table) -> Iterator[Row]:
        return (row for row in self._told(table) if self.kept_back.admits_row(row))

    def _told(self, table: Table) -> Iterator[Row]:
        found, names = self.known, self.names
        if table.name == "incidents":
            return judgements.incidents(found.incidents, found.by_locus, names, self.reviews)
        if table.name == "links":
            return judgements.links([(entry.link, entry.decision) for entry in found.judged], found.by_locus, names)
        by_id = {name: incident for incident in found.incidents for name in (incident.id, *incident.aliases)}
        if table.name == "decisions":
            return judgements.decisions(self.register.decisions(), self.standing, found.by_locus, names, by_id)
        return judgements.assessments([one for one, _ in found.assessed], by_id, found.by_locus, names)

    def _chosen(self, rows: Iterable[Row]) -> Iterator[Row]:
        return (row for row in rows if self.chosen is None or {row.get("claim_id"), row.get("other_claim_id")} & self.chosen)

    def _reviewed(self, table: Table, rows: Iterator[Row]) -> Iterator[Row]:
        if self.wanted.reviewed and table.name not in MAKERS:  # they quote claims, and those must have been reviewed too
            rows = (row for row in rows if self._verified(row.get("locus")) and self._verified(row.get("other_locus", row.get("locus"))))
        if "review" not in table.names:
            return rows
        if self.wanted.reviewed and table.name in _OF_LETTERS:
            return (row for row in rows if row["document_sha256"] in self.letters_reviewed)
        if self.wanted.reviewed:
            return (row for row in rows if row["review"] == judgements.REVIEWED)
        return rows if self.wanted.rejected else (row for row in rows if row["review"] not in judgements.LEFT_OUT)

    def _verified(self, locus: object) -> bool:
        return self.reviews.get(str(locus or "").partition("/")[0]) == judgements.REVIEWED

    def about(self) -> list[str]:
        """What a reader of a product must know of how it was made."""
        chosen, counting = self.profile, convention(self.wanted.policy)
        reviewed = (
            (
                "Only claims that people reviewed are in it, and what hangs on them; citations and requests of their letters, which nobody reviews by themselves, are as"
                " read, and marked unreviewed."
            )
            if self.wanted.reviewed
            else "What nobody reviewed is in it, marked in the column “review”."
        )
        return [
            f"Profile {chosen.name}: {chosen.description}",
            f"Numbers by the convention {counting.label} ({counting.source}); the claimant's words stand beside them.",
            reviewed,
            f"Register at {self.register.head()}.",
        ]


def table_lines(register: Register, name: str, form: str, wanted: Wanted | None = None) -> Iterator[str]:
    """One table as text, in pieces: `form` is "csv", "hxl" or "geojson".

    Raises:
        UsageError: NOT_FOUND for a table, profile or convention; BAD_VALUE for what a profile withholds, or a format that is not text.
    """
    table, content = table_named(name), Content(register, wanted or Wanted())
    rows = content.rows(table)
    if form == "geojson":
        return geojson_chunks(table, rows)
    if form in {"csv", "hxl"}:
        return csv_lines(table, rows, tags=form == "hxl")
    raise UsageError(Code.BAD_VALUE, "it is not a text format of one table", form, "There are csv, hxl and geojson.")


def write_table(register: Register, name: str, form: str, out: str | Path, wanted: Wanted | None = None, jobs: int = 1) -> int:
    """Writes one table to a file in a format of `ONE`; returns how many bytes.

    With `jobs` above 1 as many processes make the Parquet rows of a large register; a script that asks for that needs
    `if __name__ == "__main__":`.

    Raises:
        UsageError: as `table_lines`; MISSING_EXTRA.
    """
    path, asked = Path(out), wanted or Wanted()
    if form != "parquet":
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(table_lines(register, name, form, asked))
        return path.stat().st_size
    table, content = table_named(name), Content(register, asked)
    rows = content.rows(table)
    if jobs > 1 and name in _BRIEF and register.has_more_claims(LARGE):
        from verbale.app.table_processes import parts_by_processes  # noqa: PLC0415 (it needs this module)

        write_groups(path, table, parts_by_processes(content, name, jobs))
    else:
        write_parquet(path, table, rows)
    return path.stat().st_size


def write_tables(register: Register, form: str, out: str | Path, wanted: Wanted | None = None) -> int:
    """Writes every table that the profile gives out into one file in a format of `ALL`; returns how many rows.

    Raises:
        UsageError: NOT_FOUND for a profile or convention; BAD_VALUE for another format; MISSING_EXTRA.
    """
    if form not in ALL:
        raise UsageError(Code.BAD_VALUE, "it is not a format of all tables", form, f"There are {', '.join(ALL)}.")
    content = Content(register, wanted or Wanted())
    pairs = [(table, content.rows(table)) for table in content.tables()]
    write = write_xlsx if form == "xlsx" else write_sqlite
    return write(Path(out), pairs, content.about())
