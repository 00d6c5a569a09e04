"""A table and a mapping to a rendition and a reading: rows as claims of one claimant, each refused row with its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.datasets import values
from verbale.datasets.rows import RefusedError, RowReader, Sheet, claims_of_row
from verbale.model import (
    Code,
    Communication,
    Heading,
    Masthead,
    Method,
    Outline,
    Part,
    Particular,
    PartKind,
    Piece,
    Problem,
    Reading,
    Rendition,
    StatedBy,
    UsageError,
    anchor,
    content_id,
)
from verbale.names.headings import heading_key
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.datasets.mapping import Mapping
    from verbale.datasets.tables import Row, Table
    from verbale.model import Claim

READER = "table/2"
"""Changes when the same file would give another text or other claims."""


@dataclass(slots=True)
class Earlier:
    """What the parts of a long table tell that were read before: the order in days such as 03/04/2031, each case number, each row by its hash."""

    month_first: bool | None = None
    cases: Counter[str] = field(default_factory=Counter)
    rows: set[int] = field(default_factory=set)


def read_table(
    table: Table, mapping: Mapping, document: str, name: str, claimant: str = "", earlier: Earlier | None = None
) -> tuple[Rendition, Reading]:
    """The text of a table and the claims of its rows.

    Args:
        table: the table.
        mapping: which column holds what.
        document: SHA-256 of the file.
        name: its name, for problems.
        claimant: whose claims they are, where the mapping does not say.
        earlier: what the parts of the same file before this one told; it is added to.

    Raises:
        UsageError: BAD_VALUE if no claimant is known, or the table has none of the mapping's columns.
    """
    who = claimant or mapping.claimant
    if not who:
        raise UsageError(Code.BAD_VALUE, f"the mapping {mapping.name!r} does not say whose claims these are", name, "Name who with --claimant.")
    backwards = list(reversed(list(enumerate(table.header))))
    columns = {heading_key(column): n for n, column in backwards} | {column.lower(): n for n, column in backwards}
    _needed(mapping, columns, name)
    pieces = tuple(Piece(row.span, f"row {row.number}", 0, "row") for row in table.rows)
    rendition = Rendition(document, f"{READER} {mapping.name}", table.text, Method.PLAIN, pieces, mapping.table.get("title", ""))
    version = f"{READER} {mapping.name}-{mapping.version}"
    identity = content_id(rendition.id, version, who)
    earlier = earlier or Earlier()
    earlier.month_first = order_of_days(table, mapping) if earlier.month_first is None else earlier.month_first
    order = mapping.table.get("month_first", earlier.month_first)
    sheet = Sheet(rendition.id, table.text, document, columns, table.header, mapping, who, identity, bool(order))
    claims, problems = _claims(sheet, table, earlier)
    if order is None and (doubtful := [row for row, cell in _days(table, mapping) if values.reads_both_ways(cell)]):
        what = f"in {len(doubtful):,} row{'s' if len(doubtful) > 1 else ''} the day or the month can stand first, and no row tells which; the first number is read as the day"
        todo = "Say `month_first = true` or `false` in a mapping of your own."
        row = doubtful[0]
        problems.insert(0, Problem(Code.ODD_VALUE, what, f"row {row.number}", todo, anchor(rendition.id, table.text, row.span)))
    author = Particular(who, (StatedBy(f"mapping {mapping.name}", "acquisition"),), "mapping.claimant")
    outline = Outline(rendition.id, None, Masthead(), Heading(), (Part(PartKind.BODY, Span(0, len(table.text)), author=author),), ())
    header = Communication(kind=Particular("table of incidents", author.anchors, "mapping.kind"), sender=author)
    return rendition, Reading(identity, rendition.id, version, table.text, outline, header, tuple(claims), (), tuple(problems))


def order_of_days(table: Table, mapping: Mapping) -> bool | None:
    """True where days such as 04/13/2031 tell that the month stands first, False for the day; `None` where none tells, or they tell both."""
    told = {order for _, cell in _days(table, mapping) if (order := values.month_stands_first(cell)) is not None}
    return told.pop() if len(told) == 1 else None


def _days(table: Table, mapping: Mapping) -> Iterator[tuple[Row, str]]:
    """The cells of the columns of days, with their rows."""
    wanted = {heading_key(name) for part in ("first", "last") for name in mapping.columns("when", part)}
    columns = [n for n, column in enumerate(table.header) if heading_key(column) in wanted]
    return ((row, row.cells[n]) for row in table.rows for n in columns if n < len(row.cells))


def refused(reading: Reading) -> list[Problem]:
    """The rows of a reading that made no claim, with the reasons."""
    return [p for p in reading.problems if p.code is Code.ROW_REFUSED]


def _needed(mapping: Mapping, columns: dict[str, int], name: str) -> None:
    wanted = [
        mapping.columns("when", "first"),
        mapping.columns("where", "name"),
        mapping.columns("victim", "names"),
        mapping.columns("victim", "joined"),
        *(t.get(k, []) for t in mapping.table.get("toll", ()) for k in ("low", "best", "high")),
    ]
    if not any(column.lower() in columns or heading_key(column) in columns for listed in wanted for column in listed):
        todo = "See what it would need with `verbale import --guess`."
        raise UsageError(Code.BAD_VALUE, f"the table has none of the columns of the mapping {mapping.name!r}", name, todo)


def _claims(sheet: Sheet, table: Table, earlier: Earlier) -> tuple[list[Claim], list[Problem]]:
    claims: list[Claim] = []
    problems: list[Problem] = []
    met: dict[tuple[str, ...], int] = {}
    cases = earlier.cases
    for row in table.rows:
        reader = RowReader(sheet, row)
        try:
            _check(row, sheet, met, earlier)
            case = reader.value(sheet.mapping.columns("case"))
            if case and cases[case]:
                problems.append(_told(sheet, row, Code.ODD_VALUE, f"the number {case} stands in another row with other values too; both are kept"))
            cases[case] += 1
            claims += claims_of_row(reader, cases[case] if case else 1)
        except RefusedError as error:
            problems.append(_told(sheet, row, Code.ROW_REFUSED, str(error)))
        problems += reader.problems
    earlier.rows |= {hash(cells) for cells in met}
    return claims, problems


def _check(row: Row, sheet: Sheet, met: dict[tuple[str, ...], int], earlier: Earlier) -> None:
    if len(row.cells) != len(sheet.header):
        raise RefusedError(f"{len(row.cells)} cells, the header has {len(sheet.header)}")
    if all(not cell or cell.startswith("#") for cell in row.cells):
        raise RefusedError("tags of columns (HXL), no row of data")
    if row.cells in met:
        raise RefusedError(f"the same as row {met[row.cells]}, word for word")
    if hash(row.cells) in earlier.rows:
        raise RefusedError("the same as a row in an earlier part of the file, word for word")
    met[row.cells] = row.number


def _told(sheet: Sheet, row: Row, code: Code, what: str) -> Problem:
    return Problem(code, what, f"row {row.number}", "Look at the row.", anchor(sheet.rendition, sheet.text, row.span))
