"""Lists of persons by name (the dead, the wounded): victims of the claim that tells them, never a claim a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.claims.cells import Sheet, places_in, says, trimmed
from verbale.claims.tables import Table, title_over
from verbale.grammar.dates import resolve
from verbale.grammar.files import read_file
from verbale.model import BlockKind, Bound, Claim, Days, Outcome, Victim, anchor
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.model import TextAnchor

_NUMBER = re.compile(r"\d{1,3}")
_MARK = re.compile(r"\s*(?:\(?\w{1,4}[.)]|[-–—•·*▪‣])\s+")
_MIN_NAMES = 2
_OLDEST = 125


@dataclass(frozen=True, slots=True)
class Roll:
    """A list of persons: how many entries it has, the victims named, the places and days that it tells.

    `blocks` are its blocks, `title` the heading over it, `serial` the printed number of its last entry where that counts all of them.
    """

    blocks: frozenset[int]
    entries: int
    outcome: Outcome
    victims: tuple[Victim, ...]
    places: frozenset[str] = frozenset()
    days: Days | None = None
    title: Span | None = None
    serial: Span | None = None


def table_roll(sheet: Sheet, table: Table) -> Roll | None:
    """The list of persons that a table with a column of names is; `None` for another table."""
    if not table.has("name"):
        return None
    outcome = _outcome(sheet, table.title) or Outcome.KILLED
    at = {c.field: i for i, c in reversed(list(enumerate(table.columns)))}
    victims, places = [], set()
    for row in table.rows:
        cells = row.cells or {}
        name, age = cells.get(at["name"]), cells.get(at.get("age", -1))
        if name and _is_name(sheet, name):
            victims.append(_victim(sheet, name, outcome, age))
        if at.get("place", -1) in cells:
            places |= {p.name for p in places_in(sheet, cells[at["place"]])}
    told, days = _title_setting(sheet, table.title)
    return Roll(table.blocks, len(table.rows), outcome, tuple(victims), frozenset(places or told), days, table.title, _serial(sheet, table, at))


def _serial(sheet: Sheet, table: Table, at: dict[str, int]) -> Span | None:
    """The number of the last row, where it is that of all rows."""
    cells = table.rows[-1].cells or {} if table.rows else {}
    cell = cells.get(at.get("number", -1))
    return cell if cell and cell.of(sheet.text).rstrip(".") == str(len(table.rows)) else None


def _mark(sheet: Sheet, item: Span, entries: int) -> Span | None:
    """The printed number of the last item, where it is that of all items."""
    found = _NUMBER.match(sheet.text, item.start, item.end)
    return Span(*found.span()) if found and int(found[0]) == entries else None


def item_rolls(sheet: Sheet, part: int) -> list[Roll]:
    """The lists of persons written as items ("1. Vera Dolan, 44, shopkeeper") under a heading that says that they are one."""
    blocks = sheet.outline.blocks
    runs: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.part == part and block.kind is BlockKind.ITEM and block.heading is not None:
            runs.setdefault(block.heading, []).append(index)
    out = []
    for first in runs.values():
        title = title_over(sheet, first[0])
        outcome = _outcome(sheet, title)
        if outcome is None or len(first) < _MIN_NAMES:
            continue
        people = [_person(sheet, blocks[i].spans[0], outcome) for i in first]
        if sum(p is not None for p in people) * 2 > len(people):
            places, days = _title_setting(sheet, title)
            out.append(
                Roll(
                    frozenset(first),
                    len(first),
                    outcome,
                    tuple(p for p in people if p),
                    frozenset(places),
                    days,
                    title,
                    _mark(sheet, blocks[first[-1]].spans[0], len(first)),
                )
            )
    return out


def attach(roll: Roll, claims: list[Claim]) -> list[Claim] | None:
    """The claims, with the persons listed as victims of the one that tells them; `None` when none does.

    It is the one with that outcome in the number of the list, else the first of the same day and places, else of the same places.
    """
    if not roll.victims:
        return claims
    scores = [_score(roll, c) for c in claims]
    best = max(scores, default=0)
    if best == 0:
        return None
    at = scores.index(best)
    known = {v.names for v in claims[at].victims}
    added = tuple(v for v in roll.victims if v.names not in known)
    return [*claims[:at], replace(claims[at], victims=(*claims[at].victims, *added)), *claims[at + 1 :]]


def _score(roll: Roll, claim: Claim) -> int:
    """How surely a claim is the one whose victims are listed: 0 for not at all."""
    toll = claim.toll(roll.outcome)
    same_number = toll is not None and toll.amount.bound is Bound.EXACT and toll.amount.number == roll.entries
    where = {p.value.name for p in claim.where}
    same_place = bool(roll.places) and roll.places <= where
    same_day = roll.days is not None and claim.when == roll.days
    if toll is not None and toll.amount.bound is Bound.EXACT and not same_number:
        return 0
    return 4 * same_number + 2 * (same_place and (same_day or roll.days is None)) + (same_place and bool(where)) + (same_number and same_day)


def _outcome(sheet: Sheet, title: Span | None) -> Outcome | None:
    """What became of the persons, by the heading over their list."""
    if title is None:
        return None
    words = f" {sheet.flat(title)} "
    told = read_file(sheet.language, "tables").get("rolls", {})
    return next((Outcome(key) for key, forms in told.items() if any(f" {form} " in words for form in forms)), None)


def _title_setting(sheet: Sheet, title: Span | None) -> tuple[set[str], Days | None]:
    if title is None:
        return set(), None
    sentence = sheet.analysed(title)
    days = next((r.days for d in sentence.dates if (r := resolve(d, sheet.setting.reference)).days), None)
    return {p.name for p in sentence.places}, days


def _is_name(sheet: Sheet, span: Span) -> bool:
    """True for words that name a person, not "unknown woman" or "a man of about 40"."""
    atoms = sheet.analysed(span).atoms
    if not atoms or atoms[0].tag in ("a", "num", "the", "vague") or says(sheet, span, "unknown", "none"):
        return False
    first = span.of(sheet.letter.folded).split(" ", 1)[0]
    return first not in sheet.words("cells", "unknown") and span.of(sheet.text)[:1].isupper()


def _victim(sheet: Sheet, name: Span, outcome: Outcome, age: Span | None) -> Victim:
    found = _NUMBER.search(age.of(sheet.text)) if age else None
    years = int(found[0]) if found and int(found[0]) <= _OLDEST else None
    return Victim((name.of(sheet.text),), outcome, _quote(sheet, name), years)


def _quote(sheet: Sheet, span: Span) -> TextAnchor:
    return anchor(sheet.outline.rendition, sheet.text, span)


def _person(sheet: Sheet, span: Span, outcome: Outcome) -> Victim | None:
    """The person of an item: the name up to the first comma, the age after it."""
    words = span.of(sheet.text)
    mark = _MARK.match(words)
    start = span.start + (mark.end() if mark else 0)
    comma = sheet.text.find(",", start, span.end)
    name = trimmed(sheet.text, Span(start, comma if comma > 0 else span.end))
    if name.end <= name.start or not _is_name(sheet, name):
        return None
    after = sheet.text.find(",", comma + 1, span.end) if comma > 0 else -1
    return _victim(sheet, name, outcome, Span(comma + 1, after if after > 0 else span.end) if comma > 0 else None)
