"""Makes claims of the rows of a table: one a row, what a row does not tell from the heading over the table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.claims.accused import meant, perpetrators
from verbale.claims.building import build_claim
from verbale.claims.cells import Sheet, acts_in, damage_in, places_in, says, toll_of
from verbale.claims.drafts import Draft
from verbale.claims.frames import Frame, frames
from verbale.claims.rolls import Roll, attach, item_rolls, table_roll
from verbale.claims.tables import GROUPS, TOLLS, Column, Row, Table, find_tables
from verbale.grammar.dates import DateKind, DateMention, resolve
from verbale.mentions.agents import agents
from verbale.mentions.sentences import sentences
from verbale.mentions.tolls import PartMention, TollMention
from verbale.model import Amount, BlockKind, Bound, Claim, Days, Perpetrator, PerpetratorRole, Problem, Unread, anchor
from verbale.text import Span

if TYPE_CHECKING:
    from datetime import date

    from verbale.mentions.analysis import Sentence
    from verbale.mentions.place_names import PlaceMention

NOT_UNDERSTOOD = "table row not understood"
HARM = ("harm.", "act.", "damage.", "char")


@dataclass(frozen=True, slots=True)
class Title:
    """What the heading over a table hands down: its span, days and accused, and whether it tells acts or harm."""

    span: Span | None = None
    days: Days | None = None
    days_from: Span | None = None
    accused: tuple[tuple[Perpetrator, Span], ...] = ()
    harmful: bool = False


@dataclass(slots=True)
class Tables:
    """The tables and lists of names of one part; `titles` are the headings (not the sentences) over them, which their claims take in."""

    tables: list[Table]
    rolls: list[Roll]
    titles: tuple[Span, ...] = ()

    @property
    def blocks(self) -> frozenset[int]:
        """The indices of all blocks that are not to be read as sentences."""
        return frozenset(i for t in self.tables for i in t.blocks) | frozenset(i for r in self.rolls for i in r.blocks)


@dataclass(slots=True)
class _Told:
    """What the rows before one have told."""

    days: Days | None = None
    places: list[PlaceMention] = field(default_factory=list)
    all_days: list[Days] = field(default_factory=list)
    rows: int = 0


def tables_of(sheet: Sheet, part: int) -> Tables:
    """The tables and lists of persons of a part that can be read."""
    found = find_tables(sheet, part)
    rolls = [r for t in found if (r := table_roll(sheet, t))]
    rolls += item_rolls(sheet, part)
    headings = {Span(b.spans[0].start, b.spans[-1].end) for b in sheet.outline.blocks if b.part == part and b.kind is BlockKind.HEADING}
    over = {t.title for t in found} | {r.title for r in rolls}
    return Tables([t for t in found if not t.has("name")], rolls, tuple(sorted(headings & over)))


def read_tables(sheet: Sheet, tables: Tables, claims: list[Claim]) -> tuple[list[Claim], list[Problem], list[Unread]]:
    """The claims with those of the tables added and the persons listed by name; the problems met; the rows not understood.

    Args:
        sheet: the texts of the part.
        tables: its tables.
        claims: those made of sentences so far, to which lists of the dead belong.
    """
    made, problems, unread = list(claims), [], []
    for table in tables.tables:
        title, told = title_of(sheet, table.title), _Told()
        for row in table.rows:
            draft = _draft(sheet, table, row, title, told) if row.cells is not None else None
            if row.cells is None:
                unread.append(Unread(anchor(sheet.outline.rendition, sheet.text, row.span), (), NOT_UNDERSTOOD))
            if draft is None:
                continue
            claim, met = build_claim(sheet.letter, draft, sheet.author, sheet.setting)
            made.append(claim)
            problems += met
    for roll in tables.rolls:
        attached = attach(roll, made)
        made = _own_claim(sheet, roll, made) if attached is None else attached
    return made, problems, unread


def _own_claim(sheet: Sheet, roll: Roll, claims: list[Claim]) -> list[Claim]:
    """The claims with one more for a list whose heading tells day or place of deaths that no claim tells; no name is in its quote."""
    title = title_of(sheet, roll.title)
    if roll.title is None or not (roll.days or roll.places):
        return claims
    sentence = sheet.analysed(roll.title)
    draft = Draft([Frame(roll.title, sentence, told=True)], sheet.outline.blocks[min(roll.blocks)].part, min(roll.blocks), min(roll.blocks))
    draft.inherited, draft.inherited_from = title.days, title.days_from
    draft.places = [p for p in sentence.places if p.how not in ("from", "towards", "named")]
    draft.accused = list(title.accused)
    if roll.serial:
        amount = Amount("", Bound.EXACT, roll.entries)
        draft.tolls = [(TollMention(roll.outcome, amount, "person", roll.serial, roll.serial, "table.roll", extent=roll.serial), [])]
    if not (draft.when or draft.places):
        return claims
    claim, _ = build_claim(sheet.letter, draft, sheet.author, sheet.setting)
    return [*claims, replace(claim, victims=roll.victims)]


def title_of(sheet: Sheet, span: Span | None) -> Title:
    """What the heading over a table tells."""
    if span is None:
        return Title(accused=sheet.setting.accused)
    sentence = sheet.analysed(span)
    sheet.setting.memory.meet(sentence)
    days = [(r.days, d.span) for d in sentence.dates if not _of_letter(sheet, d) and (r := resolve(d, sheet.setting.reference)).days]
    accused = _named_after_by(sheet, sentence) or [
        a for a in perpetrators(agents(sentence), sheet.setting.memory, sheet.text) if a[0].role is PerpetratorRole.DIRECT
    ]
    harmful = any(a.tag.startswith(HARM) for a in sentence.atoms)
    known, where = days[-1] if days else (None, None)
    return Title(span, known, where, tuple(accused) or sheet.setting.accused, harmful)


def _named_after_by(sheet: Sheet, sentence: Sentence) -> list[tuple[Perpetrator, Span]]:
    """The coalition of "attacks by the Coastal Coalition", with the capitals before the noun: in a heading they are its name."""
    atoms = sentence.atoms
    for party in sentence.parties:
        first = party.at
        while first and sheet.text[atoms[first - 1].start].isupper() and atoms[first - 1].tag not in ("the", "by", ","):
            first -= 1
        if party.kind == "coalition" and first < party.at and any(a.tag == "by" for a in atoms[max(0, first - 2) : first]):
            span = Span(atoms[first].start, party.span.end)
            sheet.setting.memory.coalition = span.of(sheet.text)
            return [(Perpetrator(span.of(sheet.text)), span)]
    return []


def _of_letter(sheet: Sheet, mention: DateMention) -> bool:
    before = sheet.letter.folded[max(0, mention.span.start - 24) : mention.span.start].rstrip()
    return any(before.endswith(w) for w in sheet.words("headings", "dated"))


def _draft(sheet: Sheet, table: Table, row: Row, title: Title, told: _Told) -> Draft | None:
    """A row as a draft of a claim; `None` when it tells no incident."""
    cells = row.cells or {}
    by_field = {c.field: cells[i] for i, c in reversed(list(enumerate(table.columns))) if i in cells}
    total = says(sheet, Span(row.span.start, _first_end(sheet, row)), "total")
    sentence = sheet.analysed(row.span)
    prose = [s for c in ("account", "damage") if c in by_field for s in _prose(sheet, by_field[c])]
    draft = Draft([], table.part, row.block, row.block, running=total)
    draft.tolls = _tolls(sheet, table.columns, cells, prose)
    acts, damage = _acts(sheet, by_field, prose), _damage(sheet, by_field)
    if not (draft.tolls or acts or damage or (title.harmful and "account" in by_field)):
        return None
    if total:
        _running(draft, title, told)
    else:
        _when(sheet, draft, by_field.get("date"), title, told)
        _where(sheet, draft, by_field, told)
    draft.accused = _accused(sheet, by_field.get("perpetrator"), prose) or list(title.accused)
    draft.frames = [
        Frame(row.span, sentence, tolls=tuple(t for t, _ in draft.tolls), acts=tuple(acts), damage=tuple(damage), told=True, running=total)
    ]
    if not (total or draft.when or draft.places):
        return None
    told.rows += 1
    return draft


def _first_end(sheet: Sheet, row: Row) -> int:
    """Where the first cell of a row ends."""
    tab = sheet.text.find("\t", row.span.start, row.span.end)
    cells = sheet.outline.blocks[row.block].cells
    return tab if tab > 0 else cells[0].end if cells else row.span.end


def _prose(sheet: Sheet, cell: Span) -> list[Sentence]:
    return [sheet.analysed(s) for s in sentences(sheet.letter.view, cell)]


def _tolls(sheet: Sheet, columns: tuple[Column, ...], cells: dict[int, Span], prose: list[Sentence]) -> list[tuple[TollMention, list[PartMention]]]:
    """The tolls of the columns of numbers, with parts from columns of children and women and from remarks; else those told in words."""
    out: list[tuple[TollMention, list[PartMention]]] = []
    for at, column in enumerate(columns):
        if at not in cells or says(sheet, cells[at], "none", "unknown"):
            continue
        if column.field in TOLLS:
            read = toll_of(sheet, cells[at], TOLLS[column.field], column.group)
            if read and not any(t.outcome is read[0].outcome for t, _ in out):
                out.append((read[0], list(read[1])))
        elif column.field in GROUPS and out:
            part = toll_of(sheet, cells[at], out[-1][0].outcome, column.field)
            if part:
                out[-1][1].append(PartMention(part[0].amount, column.field, part[0].span))
    told = [t for s in prose for f in frames(s) for t in f.tolls]
    for toll in told:
        if not any(t.outcome is toll.outcome for t, _ in out):
            out.append((toll, []))
    return _refined(out, prose)


def _refined(out: list[tuple[TollMention, list[PartMention]]], prose: list[Sentence]) -> list[tuple[TollMention, list[PartMention]]]:
    """Remarks that tell who the persons were: "two of the dead were children", "soldiers of the Coalition"."""
    for sentence in prose:
        if out and sentence.parts:
            harm = next((a.sense for a in sentence.atoms if a.tag.startswith(("harm.", "ofthem"))), "")
            entry = next((e for e in out if e[0].outcome == harm), out[0])
            entry[1].extend(p for p in sentence.parts if p not in entry[0].parts)
        head = sentence.joined[0] if sentence.joined else None
        if len(out) == 1 and head is not None and head.tag == "np.p" and not sentence.tolls and out[0][0].group == "person" and not _verbal(sentence):
            out = [(replace(out[0][0], group=head.value.group), out[0][1])]
    return out


def _verbal(sentence: Sentence) -> bool:
    return any(a.tag.startswith(("act.", "harm.", "damage.", "be", "have")) for a in sentence.atoms)


def _acts(sheet: Sheet, cells: dict[str, Span], prose: list[Sentence]) -> list[tuple[str, Span]]:
    """The acts of the column of means; where it names none, those that the account tells."""
    if "act" in cells:
        told = acts_in(sheet, sheet.analysed(cells["act"]))
        if told:
            return told
    return [a for s in prose if "account" in cells and cells["account"].contains(s.span) for a in acts_in(sheet, s)]


def _damage(sheet: Sheet, cells: dict[str, Span]) -> list[tuple[str, Span]]:
    found: dict[str, Span] = {}
    for column in ("damage", "account"):
        for sentence in _prose(sheet, cells[column]) if column in cells else ():
            for thing, span in damage_in(sentence, listed=column == "damage"):
                found.setdefault(thing, span)
    return list(found.items())


def _accused(sheet: Sheet, cell: Span | None, prose: list[Sentence]) -> list[tuple[Perpetrator, Span]]:
    """The parties of the column of perpetrators, else those that the account accuses."""
    memory = sheet.setting.memory
    if cell is not None:
        named = [(meant(p, memory, sheet.text), p.span) for p in sheet.analysed(cell).parties]
        return [(Perpetrator(n, PerpetratorRole.DIRECT, s.of(sheet.text) if s.of(sheet.text) != n else ""), s) for n, s in named if n]
    return [a for s in prose for a in perpetrators(agents(s), memory, sheet.text)]


def _when(sheet: Sheet, draft: Draft, cell: Span | None, title: Title, told: _Told) -> None:
    """The days of the date cell; of the row above where it says "same" or is empty; else of the heading."""
    resolved = _days(sheet, draft, cell, title, told) if cell is not None else []
    for days, mention in resolved:
        draft.days.append((days, mention))
    if resolved:
        told.days = draft.when
        told.all_days.append(Days(draft.days[0][0].first, draft.days[-1][0].last))
    elif told.days is not None:
        draft.inherited, draft.inherited_from = told.days, cell
    elif title.days is not None:
        draft.inherited, draft.inherited_from = title.days, title.days_from


def _days(sheet: Sheet, draft: Draft, cell: Span, title: Title, told: _Told) -> list[tuple[Days, DateMention]]:
    """The days of a date cell; its year is that of the heading's days, else of the letter's date."""
    reference: date | None = title.days.last if title.days else sheet.setting.reference
    if says(sheet, cell, "same"):
        return []
    flat = sheet.flat(cell)
    if flat.isdigit():
        return _day_of_month(cell, int(flat), title)
    out = []
    for mention in sheet.days_in(cell):
        found = resolve(mention, reference, told.days)
        if found.problem:
            draft.problems.append((found.problem, mention.span))
        if found.days and mention.kind is not DateKind.TIME:
            out.append((found.days, mention))
    return out


def _day_of_month(cell: Span, day: int, title: Title) -> list[tuple[Days, DateMention]]:
    """A bare day, where the heading tells one month."""
    days = title.days
    if days is None or (days.first.year, days.first.month) != (days.last.year, days.last.month) or not days.first.day <= day <= days.last.day:
        return []
    only = days.first.replace(day=day)
    return [(Days(only, only), DateMention(cell, DateKind.PARTIAL))]


def _where(sheet: Sheet, draft: Draft, cells: dict[str, Span], told: _Told) -> None:
    """The places of the place cell, inside the region of its own column; "same" is those of the row above."""
    region = tuple(places_in(sheet, cells["region"])) if "region" in cells else ()
    if "place" in cells and says(sheet, cells["place"], "same"):
        draft.places = list(told.places)
    elif "place" in cells and not says(sheet, cells["place"], "none", "unknown"):
        draft.places = places_in(sheet, cells["place"], region)
    else:
        draft.places = list(region)
    told.places = draft.places


def _running(draft: Draft, title: Title, told: _Told) -> None:
    """The days of a row of totals: those of the heading, else from the first day of the rows to the last."""
    known = [*told.all_days, *([title.days] if title.days else [])]
    if known:
        draft.inherited = Days(min(d.first for d in known), max(d.last for d in known))
        draft.inherited_from = title.days_from
    draft.running = told.rows > 0
