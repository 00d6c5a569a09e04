"""One cell of a table: its day, its places, how many persons it counts, the acts and the damage that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.grammar.dates import find_dates
from verbale.grammar.files import read_file
from verbale.mentions.analysis import Sentence, analyse
from verbale.mentions.damage import damage_of
from verbale.mentions.deeds import acts_of, deeds
from verbale.mentions.persons import Persons
from verbale.mentions.place_names import REGION, SPECIFIC, PlaceMention
from verbale.mentions.tolls import PartMention, TollMention
from verbale.model import Outcome
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.claims.letter import Letter
    from verbale.claims.setting import Setting
    from verbale.grammar.atoms import Atom
    from verbale.grammar.dates import DateMention
    from verbale.model import Outline

_BREAKS = re.compile(r"[,;/]|\s[-–—]\s|\band\b|\(|\)")
_SPACE = re.compile(r"\s+")
_TELEGRAPHIC = ("damage.part", "act.part", "damage.ger")
_FREE = (",", "lpar", "rpar", ":", ";", ".", "including", "and")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is needed to read the tables of one part: the letter, what the part hands down, and its author."""

    letter: Letter
    setting: Setting
    author: str
    language: str = "en"
    known: dict[Span, Sentence] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The rendition's text."""
        return self.letter.text

    @property
    def outline(self) -> Outline:
        """The structure of the letter."""
        return self.letter.outline

    def words(self, kind: str, key: str) -> frozenset[str]:
        """The forms under `[kind]` of the language's `tables.toml` with that key."""
        return frozenset(read_file(self.language, "tables").get(kind, {}).get(key, ()))

    def flat(self, span: Span) -> str:
        """The words of a span, folded, with single spaces."""
        return _SPACE.sub(" ", self.letter.folded[span.start : span.end]).strip()

    def analysed(self, span: Span) -> Sentence:
        """The analysis of a span by itself: its dates are found without what stands around it. Kept, as each cell is asked several things."""
        if span not in self.known:
            self.known[span] = self._analysed(span)
        return self.known[span]

    def _analysed(self, span: Span) -> Sentence:
        return analyse(
            self.letter.view,
            self.letter.folded,
            span,
            self._dates(span, ""),
            self.language,
            self.letter.peoples,
            self.letter.quiet_in(span),
            trace=[],
        )

    def days_in(self, span: Span) -> list[DateMention]:
        """The dates of a date cell; a bare "March" too, which in a sentence may be another word."""
        found = self._dates(span, "")
        for word in () if found else sorted(self.words("cells", "before_month")):
            found = found or self._dates(span, f"{word} ")
        return found

    def _dates(self, span: Span, before: str) -> list[DateMention]:
        found = find_dates(before + self.letter.folded[span.start : span.end], self.language)
        return [_moved(d, span.start - len(before)) for d in found if d.span.start >= len(before)]


def _moved(mention: DateMention, by: int) -> DateMention:
    def at(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        mention,
        span=at(mention.span),
        part_span=at(mention.part_span) if mention.part_span else None,
        day_span=at(mention.day_span) if mention.day_span else None,
        points=tuple(replace(p, span=at(p.span)) for p in mention.points),
    )


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty when there is nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def says(sheet: Sheet, span: Span, *keys: str) -> bool:
    """True when a cell holds nothing but a word of `[cells]` with one of `keys`."""
    return any(sheet.flat(span).rstrip(".:") in sheet.words("cells", k) or sheet.flat(span) in sheet.words("cells", k) for k in keys)


def is_date(sheet: Sheet, span: Span) -> bool:
    """True when the whole cell is one date or several, with or without a time."""
    mentions = sheet.days_in(span)
    left = list(span.of(sheet.letter.folded))
    for mention in mentions:
        left[mention.span.start - span.start : mention.span.end - span.start] = " " * len(mention.span)
    words = "".join(left).split()
    return bool(mentions) and all(w in sheet.words("cells", "between_dates") or not any(ch.isalnum() for ch in w) for w in words)


def is_quantity(sheet: Sheet, span: Span) -> bool:
    """True when the whole cell counts persons: "11", "more than 20", "11, including 4 children"."""
    atoms = sheet.analysed(span).joined
    if not atoms or not isinstance(atoms[0].value, Persons):
        return False
    return all(isinstance(a.value, Persons) or a.tag == "part" or a.tag in _FREE for a in atoms)


def is_place(sheet: Sheet, span: Span) -> bool:
    """True when the whole cell can name places: capitals, and no date, number, means, act or harm."""
    atoms = sheet.analysed(span).atoms
    bad = ("num", "date", "means", "vague", "bound.pre", "irr")
    if not atoms or any(a.tag in bad or a.tag.startswith(("act.", "harm.", "damage.")) for a in atoms):
        return False
    return any(w[:1].isupper() for w in span.of(sheet.text).split()) and atoms[-1].tag not in (",", "and", "of")


def is_act(sheet: Sheet, span: Span) -> bool:
    """True when the whole cell can name means or an act, and begins and ends with no name, number or date."""
    atoms = sheet.analysed(span).atoms
    if not atoms or not any(a.tag == "means" or a.tag.startswith("act.") for a in atoms):
        return False
    return atoms[0].tag != "name" and not any(a.tag == "date" for a in atoms) and not atoms[-1].tag.startswith(("num", "vague", "bound"))


def toll_of(sheet: Sheet, span: Span, outcome: Outcome, group: str) -> tuple[TollMention, tuple[PartMention, ...]] | None:
    """The toll that a cell of numbers states, with its parts; `None` when it counts nobody.

    Args:
        sheet: the texts.
        span: the cell.
        outcome: that of the column.
        group: whom the header of the column counts.
    """
    sentence = sheet.analysed(span)
    counts = [a for a in sentence.joined if isinstance(a.value, Persons)]
    if not counts:
        return None
    first: Persons = counts[0].value
    if first.amount.number == 0:
        return None
    where = _bare(sheet, counts[0])
    later = tuple(PartMention(a.value.amount, a.value.group, a.span) for a in counts[1:] if a.value.group != "person")
    members = tuple(PartMention(i.amount, i.group, i.where) for i in first.items if i.where.end and i.group != "person")
    told = first.group if first.group != "person" else group
    toll = TollMention(outcome, first.amount, told, where, where, "table.cell", extent=span, also=first.also)
    return toll, (*members, *sentence.parts, *later)


def _bare(sheet: Sheet, atom: Atom) -> Span:
    return trimmed(sheet.text, atom.span)


def acts_in(sheet: Sheet, sentence: Sentence) -> list[tuple[str, Span]]:
    """The acts that a cell names by a noun, a verb or the means."""
    told = sheet.flat(sentence.span)
    for act, forms in read_file(sheet.language, "tables").get("acts", {}).items():
        if told in forms:
            return [(act, sentence.span)]
    found = acts_of(sentence, [d for d in deeds(sentence) if d.asserted])
    taken = next((a.span for a in sentence.atoms if a.tag.startswith("harm.") and a.sense == Outcome.ABDUCTED), None)
    return [*found, ("abduction", taken)] if taken and "abduction" not in dict(found) else found


def damage_in(sentence: Sentence, *, listed: bool) -> list[tuple[str, Span]]:
    """The things that a cell tells to be damaged: all of a damage column (`listed`), else those before or after a verb of damage."""
    atoms = sentence.atoms
    found = dict(damage_of(sentence, deeds(sentence)))
    for at, atom in enumerate(atoms):
        if atom.tag == "thing" and (listed or _broken_after(atoms, at)):
            found.setdefault(atom.sense, atom.span)
    return list(found.items())


def _broken_after(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for "lorry destroyed", "school at Ilmet hit": a participle without "was" after the thing."""
    for atom in atoms[at + 1 : at + 8]:
        if atom.tag in _TELEGRAPHIC:
            return True
        if atom.tag in (".", ";", ",", ":", "who", "by") or atom.tag.startswith(("harm.", "act.")):
            return False
    return False


def places_in(sheet: Sheet, span: Span, regions: tuple[PlaceMention, ...] = ()) -> list[PlaceMention]:
    """The places that a place cell lists, without "village of"; a region named after a place contains it."""
    found: list[PlaceMention] = []
    for piece in _pieces(sheet, span):
        named = _name(sheet, piece)
        if named is None:
            continue
        where, region = named
        mention = PlaceMention(where.of(sheet.text), where, REGION if region else SPECIFIC, "in", 0, 1)
        if region and found:
            found = [replace(p, regions=(*p.regions, mention.name), region_spans=(*p.region_spans, where)) for p in found]
        else:
            found.append(mention)
    names, spans = tuple(r.name for r in regions), tuple(r.span for r in regions)
    return [replace(p, regions=(*p.regions, *names), region_spans=(*p.region_spans, *spans)) for p in found] or list(regions)


def _pieces(sheet: Sheet, span: Span) -> list[Span]:
    edges = [span.start]
    for mark in _BREAKS.finditer(sheet.letter.folded, span.start, span.end):
        edges += [mark.start(), mark.end()]
    edges.append(span.end)
    cut = [trimmed(sheet.text, Span(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [c for c in cut if c.end > c.start]


def _name(sheet: Sheet, piece: Span) -> tuple[Span, bool] | None:
    """The name of one place, after "village of" and the like, and whether it is of a region."""
    atoms = sheet.analysed(piece).atoms
    start = 0
    for at, atom in enumerate(atoms):
        if atom.tag in ("of", "place.prep", "the", "around", "place.on") and at + 1 < len(atoms) and all(_common(sheet, a) for a in atoms[:at]):
            start = at + 1
    while start < len(atoms) - 1 and _common(sheet, atoms[start]) and not sheet.text[atoms[start].start].isupper():
        start += 1
    if start >= len(atoms) or not sheet.text[atoms[start].start].isupper():
        return None
    return Span(atoms[start].start, piece.end), any(a.tag == "place.region" and a.sense == "region" for a in atoms)


def _common(sheet: Sheet, atom: Atom) -> bool:
    """True for a word that is no name of its own."""
    return atom.tag not in ("name", "state.name") or not sheet.text[atom.start].isupper()
