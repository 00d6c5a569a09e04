"""A letter laid out as a circulated document: masthead, title in proper form, blocks, annexes; the same for every form of file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from verbale.model import BlockKind, Code, TextAnchor, UsageError
from verbale.publish.press.headlines import addressed, agenda_lines, version_line
from verbale.publish.press.particulars import KINDS, LANGUAGES, Particulars
from verbale.publish.press.settled import annex_title, has_columns, signature_lines
from verbale.publish.press.united_nations import is_its_name, is_united_nations
from verbale.publish.press.words import day_in, filled, joined, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from verbale.model import Block, Particular, Reading

T = TypeVar("T")
_DROPPED = frozenset({BlockKind.MASTHEAD, BlockKind.TITLE, BlockKind.ADDRESS, BlockKind.SALUTATION, BlockKind.FURNITURE})
_LETTERHEAD = 120
"""A line of a letterhead that was not told as such is no longer than this (code points)."""
_SECOND_TITLE = 300
"""A title that stands in the letter itself too, and ends with no full stop, is no longer than this."""
_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_UNSPACED = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_NOTE = re.compile(r"(\d{1,2}|\*)\s*(?=\S)")


class Form(StrEnum):
    """How a block of a sheet is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"
    SIGNATURE = "signature"
    ANNEX = "annex"
    ORIGINAL = "original"
    TABLE = "table"
    LINES = "lines"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Laid:
    """A block as it is set: its text, or the lines of a signature (`rows` of one cell), or the rows of a table, the header first.

    `LINES` are rows whose columns are not known: their cells stand apart, and under nothing.
    """

    form: Form
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document. `specimen` is empty only when it stands in the name of an issuer other than the United Nations.

    `version` is the word of a corrigendum, addendum or revision; `files` are the files of documents of the own series, by symbol, that citations lead to.
    """

    language: str
    direction: str
    issuer: str
    specimen: str
    organs: tuple[str, ...]
    symbols: tuple[str, ...]
    distribution: tuple[str, ...]
    sessions: tuple[str, ...]
    title: str
    blocks: tuple[Laid, ...]
    job: str
    circulated: date
    given: Particulars
    left_out: tuple[str, ...] = ()
    version: str = ""
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()


def completed(given: Particulars, reading: Reading) -> Particulars:
    """`given` with what it leaves open taken from what was read in the letter; nothing else is filled in.

    Raises:
        UsageError: BAD_VALUE when neither tells the symbol, a date, the kind or the language.
    """
    head, top, heading = reading.communication, reading.outline.masthead, reading.outline.heading
    dated = given.dated or _value(head.date)
    language = given.language or _value(head.language) or "en"
    filled_in = replace(
        given,
        organs=given.organs or tuple(dict.fromkeys(p.value for p in top.organs)) or tuple(dict.fromkeys(p.value for p in head.circulation)),
        symbol=given.symbol or (_value(head.symbol) or ""),
        circulated=given.circulated or _value(top.date),
        language=language,
        original=given.original or _language(_value(top.original_language)) or language,
        kind=given.kind or (_value(head.kind) or ""),
        dated=dated,
        sender=given.sender or (_value(head.sender) or ""),
        capacity=given.capacity or (_value(heading.capacity) or ""),
        addressees=given.addressees or tuple(p.value for p in head.addressees),
        agenda=given.agenda or _quotes(top.agenda_items),
        sessions=given.sessions or _quotes(top.sessions),
    )
    for name, what in (
        ("symbol", "no symbol is given"),
        ("circulated", "no day of circulation is given"),
        ("dated", "the letter's own date is not told"),
    ):
        if not getattr(filled_in, name):
            raise _bad(what, name)
    if language not in LANGUAGES:
        raise _bad(f"a document is drawn up in one of {', '.join(LANGUAGES)}, not in {language}", "language")
    if not filled_in.organs:
        raise _bad("no organ is named", "organs")
    if filled_in.kind == "note verbale" and filled_in.signatories:
        raise _bad("a note verbale bears no signature", "signatories")
    return filled_in


def sheet(given: Particulars, reading: Reading, files: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Sheet:
    """The letter in `reading`, drawn up with the particulars `given`; `files` are those of documents that it may cite, by symbol.

    Raises:
        UsageError: BAD_VALUE as `completed`, or when a title cannot be put together from what is told.
    """
    told = completed(given, reading)
    assert told.circulated  # completed() saw to it
    words = words_of(told.language)
    specimen = is_united_nations(told)
    note = words["specimen"] + ("" if told.language == "en" else " / " + words_of("en")["specimen"])
    return Sheet(
        language=told.language,
        direction=words["direction"],
        issuer=words["united_nations"] if is_its_name(told.issuer) else told.issuer,
        specimen=note if specimen else "",
        organs=tuple(words["organs"].get(o, o) for o in told.organs),
        symbols=tuple(told.symbol.split("\n")),
        distribution=_distribution(told),
        sessions=(*told.sessions, *agenda_lines(told.agenda, told.language)),
        title=_own_title(given, reading) or _title(told, "titles"),
        blocks=tuple(_blocks(told, reading)),
        job=told.job,
        circulated=told.circulated,
        given=told,
        left_out=tuple(_text(block, reading) for block in reading.outline.blocks if _dropped(block, reading)),
        version=version_line(told.symbol, told.language),
        files=tuple((symbol, tuple(names)) for symbol, names in files.items()),
    )


def _distribution(told: Particulars) -> tuple[str, ...]:
    assert told.circulated
    language = words_of(told.language).get("block", told.language)
    words = words_of(language)
    lines = [words["distribution"][told.distribution], day_in(told.circulated, language)]
    if told.language not in {told.original, "en"}:
        name = words["languages"][told.language]
        lines.append(name[:1].upper() + name[1:])
    return (*lines, filled(words["original"], language=words["languages"][told.original]))


def _own_title(given: Particulars, reading: Reading) -> str:
    """The title given, else the letter's own when it stands in proper form and nothing given says otherwise; else ""."""
    if given.title:
        return given.title
    titles = [b for b in reading.outline.blocks if b.kind is BlockKind.TITLE]
    heading = reading.outline.heading
    if len(titles) != 1 or given.kind or given.dated or given.sender or given.addressees or given.speaker or given.capacity:
        return ""
    span = titles[0].spans[0]
    anchors = [a for p in (heading.kind, heading.date, heading.sender) if p for a in p.anchors]
    inside = [a for a in anchors if isinstance(a, TextAnchor) and span.start <= a.span.start and a.span.end <= titles[0].spans[-1].end]
    return _text(titles[0], reading) if len(inside) >= 3 and heading.addressees else ""


def _title(told: Particulars, table: str, number: str = "") -> str:
    words = words_of(told.language)
    if told.kind not in KINDS:
        raise _bad(f'a document of the kind "{told.kind}" has no title of its own form', "title")
    if not told.addressees:
        raise _bad("nobody is named to whom it is addressed", "addressees")
    assert told.dated
    return filled(
        words[table][told.kind],
        date=day_in(told.dated, told.language),
        speaker=_speaker(told),
        addressees=joined([addressed(a, told.language) for a in told.addressees], told.language),
        number=number if told.language == "zh" or not number else f" {number}",
    )


def _speaker(told: Particulars) -> str:
    words = words_of(told.language)
    if told.speaker:
        return told.speaker
    if not words["speaker"] or not told.sender:
        raise _bad("who writes is not told as the title says it", "speaker")
    capacity = told.capacity or ("Permanent Mission" if told.kind == "note verbale" else "")
    if not capacity:
        raise _bad("the capacity of who signs is not told", "capacity")
    if capacity.isupper():
        capacity = capacity.title()
    tail = words["to_the_united_nations"] if is_united_nations(told) and "permanent" in capacity.casefold() else ""
    return filled(words["speaker"], capacity=capacity, sender=told.sender) + tail


def _blocks(told: Particulars, reading: Reading) -> Iterator[Laid]:
    rows: list[tuple[str, ...]] = []
    signed: list[str] = []
    body_signed = False
    for block in reading.outline.blocks:
        if _dropped(block, reading):
            continue
        text = _text(block, reading)
        cells = _cells(block, reading)
        is_row = block.kind is BlockKind.ROW or (block.kind is BlockKind.HEADING and len(cells) > 1)
        signs = block.kind is BlockKind.SIGNATURE and any(c.isalpha() for c in text) and not _closes(text)
        if rows and not is_row:
            yield _table(rows)
            rows = []
        if signed and not signs:
            yield Laid(Form.SIGNATURE, rows=tuple((line,) for line in signed))
            signed = []
        if block.part and not body_signed:
            body_signed = True
            yield from _signatories(told)
        if is_row:
            rows.append(cells)
        elif signs and told.signatories and not block.part:
            continue
        elif signs:
            signed += signature_lines(_written(block, reading), told.language)
        elif any(c.isalnum() for c in text):
            yield from _one(block, text, reading, told)
    if rows:
        yield _table(rows)
    if signed:
        yield Laid(Form.SIGNATURE, rows=tuple((line,) for line in signed))
    if not body_signed:
        yield from _signatories(told)
    yield from _annexes(told)


def _dropped(block: Block, reading: Reading) -> bool:
    """True for what a document does not print again: an old masthead, the title (also a second one), the letterhead and the words of address."""
    if block.kind in _DROPPED:
        return True
    longest = _LETTERHEAD if _text(block, reading).endswith((".", "。")) else _SECOND_TITLE
    if block.part or block.spans[-1].end - block.spans[0].start > longest or block.kind is BlockKind.SIGNATURE:
        return False
    openings = [b.spans[0].start for b in reading.outline.blocks if b.kind in {BlockKind.ADDRESS, BlockKind.SALUTATION} and not b.part]
    claimed = any(claim.anchor.span.start < block.spans[-1].end and block.spans[0].start < claim.anchor.span.end for claim in reading.claims)
    return block.spans[0].start < max(openings, default=0) and not claimed


def _closes(text: str) -> bool:
    """True for words of courtesy that stand over a signature ("Please accept, Sir, ..."), which are set as a paragraph."""
    return text.endswith((",", "。")) or (text.endswith(".") and text.count(" ") > 4)


def _one(block: Block, text: str, reading: Reading, told: Particulars) -> Iterator[Laid]:
    if block.kind is BlockKind.ANNEX_HEADING:
        lines = [" ".join(line.split()) for line in _written(block, reading).split("\n")]
        marks = [line for line in lines if line.startswith("[")]
        title, own = annex_title(" ".join(line for line in lines if line and line not in marks), told.addressees, told.language)
        yield Laid(Form.ANNEX, title)
        yield from (Laid(Form.ORIGINAL, mark) for mark in marks)
        if own:
            yield Laid(Form.HEADING, own)
    elif block.kind is BlockKind.FOOTNOTE:
        found = _NOTE.match(text)
        yield Laid(Form.NOTE, f"{found[1]} {text[found.end() :]}" if found else text)
    else:
        forms = {BlockKind.HEADING: Form.HEADING, BlockKind.ITEM: Form.ITEM, BlockKind.QUOTATION: Form.QUOTATION}
        form = forms.get(block.kind, Form.PARAGRAPH)
        yield Laid(Form.PARAGRAPH if form is Form.HEADING and text.endswith((".", "。")) else form, text)


def _signatories(told: Particulars) -> Iterator[Laid]:
    mark = words_of(told.language)["signed"]
    for name, *capacity in told.signatories:
        yield Laid(Form.SIGNATURE, rows=((f"{mark} {name}",), *((line,) for line in capacity)))


def _annexes(told: Particulars) -> Iterator[Laid]:
    words = words_of(told.language)
    for annex in told.annexes:
        yield Laid(Form.ANNEX, _title(told, "annexes", annex.number))
        if annex.original and annex.original != told.language:
            yield Laid(Form.ORIGINAL, filled(words["annex_original"], language=words["languages"][annex.original]))
        if annex.heading:
            yield Laid(Form.HEADING, annex.heading)
        for paragraph in re.split(r"\n\s*\n", annex.text.replace("\r\n", "\n")):
            if paragraph.strip():
                yield Laid(Form.PARAGRAPH, _flowed(paragraph))


def _table(rows: Iterable[tuple[str, ...]]) -> Laid:
    listed = tuple(rows)
    return Laid(Form.TABLE if has_columns(listed) else Form.LINES, rows=listed)


def _cells(block: Block, reading: Reading) -> tuple[str, ...]:
    if block.cells:
        return tuple(_flowed(reading.text[c.start : c.end]) for c in block.cells)
    return tuple(_flowed(cell) for cell in _written(block, reading).split("\t"))


def _written(block: Block, reading: Reading) -> str:
    return " ".join(reading.text[span.start : span.end] for span in block.spans)


def _text(block: Block, reading: Reading) -> str:
    return _flowed(_written(block, reading))


def _flowed(text: str) -> str:
    """Words of a paragraph in one line: breaks made by hand are spaces, and nothing between Chinese characters."""
    return " ".join(_UNSPACED.sub("", text).split())


def _value(particular: Particular[T] | None) -> T | None:
    return particular.value if particular else None


def _quotes(items: Iterable[Particular[str]]) -> tuple[str, ...]:
    return tuple(_flowed(anchor.quote) for p in items if isinstance(anchor := p.anchors[0], TextAnchor))


def _language(name: str | None) -> str:
    """The language of the six that a masthead names: its code, or a name as one of the six languages writes it; else ""."""
    wanted = (name or "").casefold()
    return next((code for la in LANGUAGES for code, word in words_of(la)["languages"].items() if wanted in {code, word.casefold()}), "")


def _bad(what: str, name: str) -> UsageError:
    return UsageError(Code.BAD_VALUE, what, name, f'Give "{name}" in the particulars.')
