"""One row of a table as claims: each value with the characters of its cell and the cell itself; what is odd is told, never dropped unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from verbale.datasets import values
from verbale.datasets.mapping import ladder_step
from verbale.model import (
    Amount,
    Attribution,
    Bound,
    CellAnchor,
    Claim,
    Code,
    Days,
    Occurrence,
    Outcome,
    Particular,
    Perpetrator,
    PerpetratorRole,
    Place,
    Point,
    Problem,
    Scope,
    Stance,
    TextAnchor,
    Toll,
    Victim,
    Voice,
    VoiceRole,
    anchor,
    content_id,
)
from verbale.names.headings import heading_key
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.datasets.mapping import Mapping
    from verbale.datasets.tables import Row
    from verbale.datasets.values import Count

_SIDES = {"low": Bound.AT_LEAST, "high": Bound.UP_TO}
_OPEN_ABOVE, _OPEN_BELOW = frozenset({Bound.AT_LEAST, Bound.MORE_THAN}), frozenset({Bound.UP_TO, Bound.FEWER_THAN})
_BEYOND = {Bound.MORE_THAN: 1, Bound.FEWER_THAN: -1}


class RefusedError(Exception):
    """The row makes no claim; the reason is the message."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all rows of a table share: its rendition and text, its document, the columns by name in lower case, the mapping, who claims."""

    rendition: str
    text: str
    document: str
    columns: dict[str, int]
    header: tuple[str, ...]
    mapping: Mapping
    claimant: str
    reading: str
    month_first: bool = False

    def column(self, name: str) -> int | None:
        """The column of this heading: as it stands but for case, else with any other signs and spaces between its words."""
        found = self.columns.get(name.lower())
        return self.columns.get(heading_key(name)) if found is None else found


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row by the mapping; `problems` are values that are kept out or read in a way to be known."""

    sheet: Sheet
    row: Row
    problems: list[Problem] = field(default_factory=list)

    # -- cells -----------------------------------------------------------------------------------------------------

    def column(self, names: Iterable[str]) -> int | None:
        """The first of the columns `names` that has something in this row."""
        found = (self.sheet.column(name) for name in names)
        return next((c for c in found if c is not None and c < len(self.row.cells) and not values.is_nothing(self.row.cells[c])), None)

    def value(self, names: Iterable[str]) -> str:
        """The cell of the first column that has something; else empty."""
        column = self.column(names)
        return "" if column is None else self.row.cells[column].strip()

    def where(self, *columns: int) -> TextAnchor:
        """The characters of these cells."""
        return anchor(self.sheet.rendition, self.sheet.text, *(self.row.spans[c] for c in dict.fromkeys(columns)))

    def anchors(self, *columns: int) -> tuple[TextAnchor | CellAnchor, ...]:
        """The characters of these cells, and the cells."""
        cells = (CellAnchor(self.sheet.document, self.row.number, self.sheet.header[c]) for c in dict.fromkeys(columns))
        return (self.where(*columns), *cells)

    def entries(self, column: int, separators: str) -> list[tuple[str, tuple[TextAnchor | CellAnchor, ...]]]:
        """The entries of a list in a cell, each with its own characters; a repeated one once."""
        cell, span = self.row.cells[column], self.row.spans[column]
        raw = span.of(self.sheet.text)
        made: dict[str, tuple[TextAnchor | CellAnchor, ...]] = {}
        for start, end in values.listed(cell, separators):
            own = Span(span.start + start, span.start + end) if raw == cell else span  # doubled quotation marks shift what follows
            place = anchor(self.sheet.rendition, self.sheet.text, own)
            made.setdefault(cell[start:end], (place, CellAnchor(self.sheet.document, self.row.number, self.sheet.header[column])))
        return list(made.items())

    def odd(self, what: str, *columns: int) -> None:
        """Tells that a value was left out or read in a stated way."""
        where = f"row {self.row.number}, {', '.join(self.sheet.header[c] for c in columns)}"
        self.problems.append(
            Problem(
                Code.ODD_VALUE,
                what,
                where,
                "Look at the row.",
                self.where(*columns) if self.row.spans[columns[0]].end > self.row.spans[columns[0]].start else None,
            )
        )

    def terms(self, table: dict[str, Any], rule: str) -> tuple[Particular[str], ...]:
        """Acts or means: words of the table's own, by the mapping's senses; a word without a sense stays as it is, in lower case."""
        column = self.column(table.get("columns", ()))
        if column is None:
            return ()
        senses = table.get("senses", {})
        found = self.entries(column, table.get("split", ""))
        return tuple(Particular(senses.get(word.lower(), word.lower()), anchors, rule) for word, anchors in found)

    def plain(self, *path: str) -> tuple[Particular[str], ...]:
        """Each of the columns under `path` that has something, as it stands."""
        made = []
        for name in self.sheet.mapping.columns(*path):
            column = self.column([name])
            if column is not None:
                made.append(Particular(f"{self.sheet.header[column]}: {self.row.cells[column].strip()}", self.anchors(column), f"row.{path[-1]}"))
        return tuple(made)

    # -- parts of a claim --------------------------------------------------------------------------------------------

    def days(self) -> Particular[Days] | None:
        """First and last day.

        Raises:
            RefusedError: a cell holds something that is no day.
        """
        mapping, month_first = self.sheet.mapping, self.sheet.month_first
        first, last = self.column(mapping.columns("when", "first")), self.column(mapping.columns("when", "last"))
        try:
            begins = values.days(self.row.cells[first], month_first=month_first) if first is not None else None
            ends = values.days(self.row.cells[last], month_first=month_first) if last is not None else None
        except ValueError as error:
            raise RefusedError(str(error)) from error
        told = [c for c in (first, last) if c is not None]
        begins, ends = begins or ends, ends or begins
        if begins is None or ends is None:
            return None
        if ends.last < begins.first:
            self.odd(f"the last day {ends.last} lies before the first {begins.first}; read the other way round", *told)
            begins, ends = ends, begins
        return Particular(Days(begins.first, max(begins.last, ends.last)), self.anchors(*told), "row.when")

    def places(self) -> tuple[Particular[Place], ...]:
        """The place of the row, with its regions, further names and point; several names in the cell are names of one place."""
        table = self.sheet.mapping.table.get("where", {})
        name, regions = self.column(table.get("name", ())), [c for n in table.get("regions", ()) if (c := self.column([n])) is not None]
        others = [c for n in table.get("names", ()) if (c := self.column([n])) is not None]
        point, told = self._point(table)
        if name is None and not regions and point is None:
            return ()
        words = self.row.cells[name].strip() if name is not None else (self.row.cells[regions[0]].strip() if regions else "")
        names = [self.row.cells[c].strip() for c in others]
        if name is not None and table.get("split_names") and table["split_names"] in words:
            names += [piece.strip() for piece in words.split(table["split_names"])]
        held = tuple(dict.fromkeys(self.row.cells[c].strip() for c in regions))
        place = Place(words, held, tuple(dict.fromkeys(names)), point)
        columns = [*([name] if name is not None else []), *others, *regions, *told]
        return (Particular(place, self.anchors(*columns), "row.where"),)

    def _point(self, table: dict[str, Any]) -> tuple[Point | None, list[int]]:
        lat, lon = self.column(table.get("lat", ())), self.column(table.get("lon", ()))
        lon = None if lon == lat else lon  # one column can hold both
        told = [c for c in (lat, lon) if c is not None]
        try:
            made = values.degrees(*("" if c is None else self.row.cells[c] for c in (lat, lon)))
        except ValueError as error:
            self.odd(f"{error}; the point is left out", *told)
            return None, []
        if made is None:
            return None, []
        precise = self.column(table.get("precision", ()))
        written = self.row.cells[precise].strip() if precise is not None else ""
        ladder = table.get("ladder", "")
        step = ladder_step(ladder, written)
        if precise is not None:
            told.append(precise)
            if not step:
                self.odd(f"{written!r} is no step of the ladder {ladder!r}", precise)
        precision = int(step["precision"]) if step else None
        return Point(*made, precision, written, ladder if step else "", step.get("radius_km")), told

    def tolls(self) -> tuple[Toll, ...]:
        """Every toll that has a number; low and high in the order of their size, with what was odd told."""
        made = (self._toll(table) for table in self.sheet.mapping.table.get("toll", ()))
        return tuple(toll for toll in made if toll)

    def _toll(self, table: dict[str, Any]) -> Toll | None:
        columns = {kind: c for kind in ("low", "best", "high") if (c := self.column(table.get(kind, ()))) is not None}
        found: dict[str, values.Count] = {}
        for kind, column in columns.items():
            try:
                count = values.count(self.row.cells[column])
            except ValueError as error:
                self.odd(f"{error}; it is left out", column)
                continue
            if len(count.numbers) > 1:
                self.odd(f"several figures in one cell ({self.row.cells[column].strip()}), read as a range", column)
            if count.numbers or count.vague:
                found[kind] = count
        if not found:
            return None
        told = [columns[kind] for kind in found]
        low, best, high = (found[kind].numbers if kind in found else () for kind in ("low", "best", "high"))
        if (low and high and min(low) > max(high)) or (low and best and min(low) > max(best)) or (best and high and min(best) > max(high)):
            self.odd("low, best and high are not in that order; read as the range of all of them", *told)
        place = self.where(*told)
        subset = Outcome(table["subset_of"]) if "subset_of" in table else None
        return Toll(Outcome(table["outcome"]), amount_of(place.quote, found), table.get("group", "persons"), place, subset, "row.toll")

    def parties(self) -> tuple[Particular[Perpetrator], ...]:
        """Parties named in the row, each with what the row says it did."""
        made: dict[tuple[str, str], Particular[Perpetrator]] = {}
        for table in self.sheet.mapping.table.get("party", ()):
            condition = table.get("only_if")
            if condition and self.value([condition["column"]]) not in condition["values"]:
                continue
            role, but = PerpetratorRole(table.get("role", "direct")), tuple(table.get("but", ()))
            for name in table.get("columns", ()):
                column = self.column([name])
                for word, anchors in self.entries(column, table.get("split", "")) if column is not None else ():
                    if not word.startswith(but) and not (role is PerpetratorRole.INVOLVED and (word, PerpetratorRole.DIRECT) in made):
                        made.setdefault((word, role), Particular(Perpetrator(word, role), anchors, "row.party"))
        return tuple(made.values())

    def voices(self) -> tuple[Voice, ...]:
        """The claimant, and the sources from which the row says it derives."""
        table = self.sheet.mapping.table.get("sources", {})
        own = (Voice(self.sheet.claimant, VoiceRole.AUTHOR),)
        column = self.column(table.get("columns", ()))
        if column is None:
            column = self.column(table.get("else_columns", ()))
        if column is None:
            return own
        found = self.entries(column, table.get("split", ""))
        return own + tuple(Voice(word, VoiceRole.REPORTS, place) for word, (place, *_) in found if isinstance(place, TextAnchor))

    def victims(self) -> tuple[Victim, ...]:
        """The person whom the row names, for lists of the dead."""
        table = self.sheet.mapping.table.get("victim", {})
        columns = [c for n in table.get("names", ()) if (c := self.column([n])) is not None]
        joined = [c for n in table.get("joined", ()) if (c := self.column([n])) is not None]
        if not columns and not joined:
            return ()
        names = [" ".join(self.row.cells[c].strip() for c in joined)] if joined else []
        names += [self.row.cells[c].strip() for c in columns]
        sex = self.value(table.get("sex", ())).lower() or None
        place = self.where(*joined, *columns)
        return (Victim(tuple(dict.fromkeys(names)), Outcome(table.get("outcome", "killed")), place, self._age(table), sex),)

    def _age(self, table: dict[str, Any]) -> int | None:
        """The age in years; what else stands there is told and left out."""
        column = self.column(table.get("age", ()))
        try:
            ages = values.numbers(self.row.cells[column]) if column is not None else []
        except ValueError:
            ages = []
        if column is not None and len(ages) != 1:
            self.odd(f"{self.row.cells[column].strip()!r} is no age in years; it is left out", column)
        return ages[0] if len(ages) == 1 else None


def amount_of(words: str, found: dict[str, Count]) -> Amount:
    """What the cells of one toll say together, by "low", "best" and "high": a side that no cell bounds stays open, and a best number bounds none.

    A cell alone has the bound of its own words, else that of its column.
    """
    if not any(count.numbers for count in found.values()):
        return Amount(words, Bound.VAGUE, vague=next(iter(found.values())).vague)
    told = {kind: count for kind, count in found.items() if count.numbers}
    if len(told) == 1:
        ((kind, count),) = told.items()
        if len(count.numbers) == 1:
            return Amount(words, count.bound if kind == "best" or count.bound is not Bound.EXACT else _SIDES[kind], count.numbers[0])
    every = [number + _BEYOND.get(count.bound, 0) for count in told.values() for number in count.numbers]
    best = told["best"].numbers[0] if "best" in told and len(told["best"].numbers) == 1 else None
    lowest, highest = (next(told[kind] for kind in order if kind in told) for order in (("low", "best", "high"), ("high", "best", "low")))
    loose = best is not None and len(set(every)) > 1
    if highest.bound in _OPEN_ABOVE or (loose and "high" not in told):
        return Amount(words, Bound.AT_LEAST, min(every), best=best)
    if lowest.bound in _OPEN_BELOW or (loose and "low" not in told):
        return Amount(words, Bound.UP_TO, max(every), best=best)
    if len(set(every)) == 1:
        return Amount(words, Bound.ABOUT if Bound.ABOUT in (lowest.bound, highest.bound) else Bound.EXACT, every[0])
    return Amount(words, Bound.RANGE, min(every), max(every), best=best)


def claims_of_row(reader: RowReader, nth: int) -> list[Claim]:
    """The claim of a row, then those of belligerents whose assessments it tells; `nth` tells rows of one case number apart.

    Raises:
        RefusedError: the row makes no claim, with the reason.
    """
    sheet, row = reader.sheet, reader.row
    case_column = reader.column(sheet.mapping.columns("case"))
    case = Particular(row.cells[case_column].strip(), reader.anchors(case_column), "row.case") if case_column is not None else None
    head = anchor(sheet.rendition, sheet.text, row.span)
    when, places, tolls, victims = reader.days(), reader.places(), reader.tolls(), reader.victims()
    if victims and not tolls:
        tolls = (Toll(victims[0].outcome, Amount("", Bound.EXACT, 1), "persons", victims[0].anchor, None, "row.person"),)
    parties, acts, means = (
        reader.parties(),
        reader.terms(sheet.mapping.table.get("acts", {}), "row.act"),
        reader.terms(sheet.mapping.table.get("means", {}), "row.means"),
    )
    if not tolls and not acts and not (when and places):
        raise RefusedError("neither a toll nor an act, nor a day with a place")
    occurrences = (Occurrence(when, places),) if when or places else ()
    key = (case.value if case else head.quote, str(nth))
    voices = reader.voices()

    def claim(what: str, attribution: Attribution, **more: Any) -> Claim:
        return Claim(
            content_id(sheet.reading, str(row.span.start), str(row.span.end), what), content_id("row", sheet.mapping.name, sheet.claimant, what, *key),
            head, Scope.SINGLE, attribution, 0, occurrences, case=case, **more,
        )  # fmt: skip

    made = [
        claim(
            "row", Attribution(voices), acts=acts, means=means, perpetrators=parties, tolls=tolls, victims=victims, damage=reader.plain("damage"),
            characterisations=reader.plain("characterisations"), grades=reader.plain("grades"),
        )
    ]  # fmt: skip
    for table in sheet.mapping.table.get("assessment", ()):
        made += [claim(f"assessment {party}", attribution, **more) for party, attribution, more in _assessments(reader, table, parties)]
    return made


def _assessments(
    reader: RowReader, table: dict[str, Any], parties: tuple[Particular[Perpetrator], ...]
) -> list[tuple[str, Attribution, dict[str, Any]]]:
    """What a belligerent itself holds of the row's event: its own claim, with its stance and the reason it gives."""
    column = reader.column(table["columns"])
    if column is None:
        return []
    written = " ".join(reader.row.cells[column].lower().replace("_", " ").replace("-", " ").split())
    stance = reader.sheet.mapping.table.get("stances", {}).get(written)
    if stance is None:
        reader.odd(f"{written!r} is no assessment that the mapping knows; it is left out", column)
        return []
    party_column = reader.column(table.get("party_columns", ()))
    party = table.get("party") or (reader.row.cells[party_column].strip() if party_column is not None else "")
    if not party or "," in party:
        reader.odd("an assessment without one party who made it; it is left out", column)
        return []
    anchors = reader.anchors(*([party_column] if party_column is not None and not table.get("party") else []), column)
    place = anchors[0]
    voices = (Voice(reader.sheet.claimant, VoiceRole.TRANSMITS), Voice(party, VoiceRole.AUTHOR, place if isinstance(place, TextAnchor) else None))
    attribution = Attribution(voices, Stance(stance), Particular(party, anchors, "row.assessment"))
    reason = reader.column(table.get("reason", ()))
    told = (Particular(reader.row.cells[reason].strip(), reader.anchors(reason), "row.reason"),) if reason is not None else ()
    accused = tuple(p for p in parties if p.value.name == party)
    return [(party, attribution, {"perpetrators": accused, "characterisations": told})]
