"""From a rendition to the outline of a letter: what each line is, the parts and blocks, masthead and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from verbale.model import BlockKind, Heading, Masthead, Outline, Part, Particular, PartKind, anchor
from verbale.structure.blocks import Builder, item_mark, width_of
from verbale.structure.cuts import cuts_in
from verbale.structure.days import days_in
from verbale.structure.endings import annex_heading, closes, has_capacity, signed_at
from verbale.structure.forms import Forms, forms_of
from verbale.structure.fronts import front_title, masthead_end
from verbale.structure.furniture import is_furniture, is_running_head, tail_starts
from verbale.structure.headings import Marked, read_heading
from verbale.structure.language import language_of
from verbale.structure.lines import Line, Source, clean, flatten, source_of, wrapped_letter
from verbale.structure.masthead import MastheadReader
from verbale.structure.senders import Named, speaker
from verbale.structure.titles import Title, titles_in
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.model import Block, Rendition, TextAnchor

_HEAD = 12_000
"""How far into a text its title is looked for (a web page's navigation may stand before it), in code points."""
_FOOTNOTE = re.compile(
    r"(?:\d{1,2}|[a-z]|\*{1,3})\s*/\s+\S|\[\d{1,2}\]\s+\S|\*{1,3}\s+(?:the present|the annex|reissued|a/|s/|previously|available|circulated)"
)
_RULE = re.compile(r"[_\-—–]{3,}")


@dataclass(slots=True)
class _Reading:
    """The work on one text: its lines and what each is found to be (`None`: running text)."""

    rendition: str
    source: Source
    forms: Forms
    title: Title | None
    kinds: list[BlockKind | None] = field(default_factory=list)
    parts_of: list[int] = field(default_factory=list)
    parts: list[tuple[PartKind, str, int]] = field(default_factory=list)
    body: int = 0
    titles: dict[int, Title] = field(default_factory=dict)

    def lines_of(self, part: int) -> range:
        """The indexes of a part's lines: they stand together."""
        start = self.parts[part][2]
        return range(start, self.parts[part + 1][2] if part + 1 < len(self.parts) else len(self.source.lines))


def outline(rendition: Rendition) -> Outline:
    """The structure of a rendition: parts, blocks in the order of the text, masthead, heading and language.

    Nothing is required of the text: what it does not say is empty or `None`. Offsets are those of `rendition.text`.
    """
    text = rendition.text
    if not text.strip():
        return Outline(rendition.id, None, Masthead(), Heading(), (Part(PartKind.BODY, Span(0, len(text))),), ())
    identity, letter = rendition.id, wrapped_letter(text)
    cleaned = clean(text)
    language = language_of(letter.of(cleaned))
    forms = forms_of(language)
    flat = flatten(cleaned)
    title = _title(cleaned, flat, letter, forms)
    source = source_of(rendition, cleaned, flat, cuts_in(cleaned, flat, letter, title, forms))
    reading = _Reading(identity, source, forms, title)
    _mark_furniture(reading)
    _mark_parts(reading, masthead_end(cleaned, flat, letter, forms))
    masthead, places = _read_masthead(reading, letter)
    _mark_head(reading, places)
    _mark_running_heads(reading)
    _mark_endings(reading)
    blocks = _build(reading)
    told = Particular(language, (anchor(identity, text, _first_words(reading)),), "language.words") if language else None
    heading = read_heading(Marked(identity, source, reading.kinds, reading.parts_of, reading.body, title, forms))
    return Outline(identity, told, masthead, heading, _parts(reading), blocks)


def _title(text: str, flat: str, letter: Span, forms: Forms) -> Title | None:
    """The text's own title: that of what is no letter at the very front, else the first of a letter in the head, one with a date before others."""
    if front := front_title(text, flat, letter, forms):
        return front
    found = list(islice(titles_in(text, flat, letter.start, min(letter.end, letter.start + _HEAD), forms), 3))
    return next((title for title in found if title.dated), found[0] if found else None)


def _first_words(reading: _Reading) -> Span:
    lines = reading.source.lines
    index = next((i for i in range(reading.body, len(lines)) if reading.kinds[i] is None), 0)
    return lines[index].span


def _mark_furniture(reading: _Reading) -> None:
    lines, source = reading.source.lines, reading.source
    noted = False
    for line in lines:
        if line.role == "footnote":
            kind: BlockKind | None = BlockKind.FOOTNOTE
        elif is_furniture(line, source):
            kind = BlockKind.FURNITURE
            noted = bool(_RULE.fullmatch(source.of(line)))
        elif _FOOTNOTE.match(source.folded(line)):
            kind = BlockKind.FOOTNOTE
        else:
            kind = BlockKind.FOOTNOTE if noted and line.page and re.match(r"\W?(?:\d{1,2}|[a-z*])\b\W", source.folded(line)) else None
            noted = False
        reading.kinds.append(kind)


def _mark_parts(reading: _Reading, front: int) -> None:
    """Parts by their headings; the body is part 0, and what stands before the title is of the body.

    An annex before which nothing stands but a masthead, which ends at `front`, is the text itself and no part of another.
    """
    source, start = reading.source, reading.title.span.end if reading.title else 0
    part = 0
    reading.parts.append((PartKind.BODY, "", 0))
    for index, line in enumerate(source.lines):
        if (
            reading.kinds[index] is None
            and line.start >= start
            and index
            and (found := annex_heading(line, source, reading.forms))
            and _stands_apart(reading, index)
        ):
            if source.clean[front : line.start].strip():
                part += 1
                reading.parts.append((*found, index))
            reading.kinds[index] = BlockKind.ANNEX_HEADING
        reading.parts_of.append(part)
    for number, (_, _, index) in enumerate(reading.parts[1:], 1):
        _mark_annex_heading(reading, index)
        _mark_annex_title(reading, number, index)


def _mark_annex_heading(reading: _Reading, index: int) -> None:
    """The lines under the word "Annex" that say to what it is annexed, and in which language it was written."""
    source = reading.source
    letter = reading.forms.search(
        "annexed-to",
        r"[\[(]\s*original|(?:\w+\s+){0,3}"
        + reading.forms.pattern("annex", "to_the")
        + r"\s*(?:"
        + reading.forms.branches("kinds", "k")
        + r")(?!\w)",
    )
    telling = bool(letter.match(source.flat, source.lines[index].start, source.lines[index].end))
    for after in range(index + 1, min(index + 7, len(source.lines))):
        line = source.lines[after]
        closed = source.clean[: source.lines[after - 1].end].rstrip().endswith("]")  # the note on the language ends the heading
        telling = (telling and not line.gap and not closed) or bool(letter.match(source.flat, line.start, line.end))
        if telling and reading.parts_of[after] == reading.parts_of[index]:
            for between in range(index + 1, after + 1):
                reading.kinds[between] = reading.kinds[between] or BlockKind.ANNEX_HEADING
        elif len(line) > 90:
            return


def _mark_annex_title(reading: _Reading, part: int, index: int) -> None:
    """The annex's own title, soon after its heading."""
    source = reading.source
    own = next((i for i in range(index + 1, len(source.lines)) if reading.kinds[i] is not BlockKind.ANNEX_HEADING), None)
    if own is None or reading.parts_of[own] != part:
        return
    start = source.lines[own].start
    title = next(titles_in(source.clean, source.flat, start, min(len(source.text), start + 900), reading.forms), None)
    if title is None:
        return
    reading.titles[part] = title
    for i in range(own, len(source.lines)):
        line = source.lines[i]
        if line.start >= title.span.end:
            break
        if line.end > title.span.start and reading.kinds[i] is None:
            reading.kinds[i] = BlockKind.TITLE


def _stands_apart(reading: _Reading, index: int) -> bool:
    """True when the line before has ended (a wrapped line may begin with the word "annex" too)."""
    before = reading.source.lines[index - 1]
    words = reading.source.of(before)
    return reading.source.lines[index].gap or words.endswith((".", ":", ")", "]", ";", '"')) or len(before) < 70


def _read_masthead(reading: _Reading, letter: Span) -> tuple[Masthead, list[Span]]:
    source, title = reading.source, reading.title
    end = title.span.start if title else _first_running(reading)
    reader = MastheadReader(reading.rendition, source, Span(letter.start, end), reading.forms, titled=title is not None)
    if end - letter.start > 4000:
        reader.start = end - 1500
        reader.end = end
    masthead = reader.read()
    return masthead, reader.spans


def _first_running(reading: _Reading) -> int:
    """Where running text begins in a text without a title: two full lines together, or a long one."""
    lines, source = reading.source.lines, reading.source
    pages = lines[0].page if lines else 0
    for index, line in enumerate(lines):
        words = source.of(line)
        if reading.kinds[index] is BlockKind.FURNITURE and line.role in ("header", "footer"):
            continue
        if line.page != pages or len(line) > 200 or (len(line) > 55 and words.endswith((".", ":")) and index > 3):
            return line.start
        if index + 1 < len(lines) and len(line) > 65 and len(lines[index + 1]) > 65 and not lines[index + 1].gap:
            return line.start
    return lines[-1].end if lines else 0


def _mark_head(reading: _Reading, masthead: Sequence[Span]) -> None:
    """Masthead, title, address and salutation lines, up to the first line of running text."""
    lines, source, title, kinds = reading.source.lines, reading.source, reading.title, reading.kinds
    start = title.span.start if title else 0
    first = min((s.start for s in masthead), default=-1)
    last = max((s.end for s in masthead), default=-1)
    for index, line in enumerate(lines):
        if title and line.start < title.span.end and line.end > title.span.start:
            kinds[index] = BlockKind.TITLE
        elif (
            kinds[index] in (None, BlockKind.FURNITURE)
            and (any(s.start < line.end and line.start < s.end for s in masthead) or _version(source, line, first, last))
        ) or (kinds[index] is None and first >= 0 and first <= line.start < (start if title else last) and len(line) < 250):
            kinds[index] = BlockKind.MASTHEAD
        elif (
            kinds[index] is None
            and title
            and line.start < start
            and (first < 0 or line.start < first)
            and not (len(line) > 90 and source.of(line).endswith("."))
        ):
            kinds[index] = (
                BlockKind.FURNITURE if _is_navigation(reading, index) else BlockKind.ADDRESS if _address(reading, line) else BlockKind.FURNITURE
            )
    _mark_address(reading, title.span.end if title else last)


def _version(source: Source, line: Line, first: int, last: int) -> bool:
    """True for the line that names the language of the version ("English") inside a masthead."""
    return first <= line.start <= last and len(line) < 12 and source.of(line).isalpha()


def _is_navigation(reading: _Reading, index: int) -> bool:
    return is_furniture(reading.source.lines[index], reading.source)


def _mark_address(reading: _Reading, since: int) -> None:
    """Lines of address, date and salutation between the title (or the top) and the first paragraph."""
    lines, kinds, source = reading.source.lines, reading.kinds, reading.source
    for index, line in enumerate(lines):
        if reading.parts_of[index]:
            return
        if line.start < since or kinds[index] is not None:
            continue
        if is_running_head(line, source, ""):
            kinds[index] = BlockKind.FURNITURE
        elif _salutation(reading, line):
            kinds[index] = BlockKind.SALUTATION
        elif _address(reading, line):
            kinds[index] = BlockKind.ADDRESS
        elif _running(reading, index):
            reading.body = index
            _mark_late_address(reading, index)
            return


def _running(reading: _Reading, index: int) -> bool:
    """True for the first line of running text: a long one, a sentence, a numbered paragraph, or one that goes on in the next line."""
    lines, source = reading.source.lines, reading.source
    line, words = lines[index], source.of(lines[index])
    if len(line) > 170 or index > 80 or item_mark(words)[0] or (len(line) > 25 and words.endswith((".", ":", ";", "?"))):
        return True
    if reading.forms.search("opens", reading.forms.pattern("opening", "body") + r"(?!\w)").match(source.folded(line)):
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    return len(line) > 55 and after is not None and not after.gap and len(after) > 12 and not is_furniture(after, source) and not words.isupper()


def _mark_late_address(reading: _Reading, since: int) -> None:
    """An address block that follows a quotation or a summary, as web pages of missions print it."""
    lines, kinds, source = reading.source.lines, reading.kinds, reading.source
    formal = [
        i
        for i in range(since, min(since + 14, len(lines)))
        if kinds[i] is None
        and len(lines[i]) < 70
        and not reading.parts_of[i]
        and (_salutation(reading, lines[i]) or re.match(r"(?:h\.\s?e\.|his excellency|her excellency)", source.folded(lines[i])))
    ]
    if not formal:
        return
    last = formal[-1]
    while last + 1 < len(lines) and last - formal[-1] < 6 and kinds[last + 1] is None and _address(reading, lines[last + 1]):
        last += 1
    for i in range(formal[0], last + 1):
        if kinds[i] is None:
            kinds[i] = BlockKind.SALUTATION if _salutation(reading, lines[i]) else BlockKind.ADDRESS
    reading.body = min(last + 1, len(lines) - 1)


def _mark_running_heads(reading: _Reading) -> None:
    """Symbols that stand alone on a line after the head: they are printed on every page."""
    for index, line in enumerate(reading.source.lines):
        if reading.kinds[index] is None and is_running_head(line, reading.source, ""):
            reading.kinds[index] = BlockKind.FURNITURE


def _salutation(reading: _Reading, line: Line) -> bool:
    if len(line) > 70:
        return False
    words = reading.source.folded(line).strip(" ,:.!")
    return words in reading.forms.words("salutation", "lines") or (
        bool(reading.forms.search("salute", reading.forms.pattern("salutation", "openers") + r"(?!\w)").match(words))
        and reading.source.of(line)[-1] in ",:!"
    )


def _address(reading: _Reading, line: Line) -> bool:
    """True for a line of an address block: a date alone, an officer, "H.E. ...", "New York"."""
    if len(line) > 140:
        return False
    source, forms = reading.source, reading.forms
    words = source.folded(line)
    if re.match(r"[\[(]\s*original\s*:", words):
        return True
    for span, _ in days_in(source.flat, line.start, line.end, forms):
        if len(line) - (span.end - span.start) < 28 and not source.of(line).endswith(":"):
            return True
    if source.of(line).endswith((":", ".", ";")) and len(line) > 40:
        return False
    if forms.search("address", forms.pattern("address", "starts") + r"(?!\w)").match(words):
        return len(line) < 90 and not re.search(r"\b(?:has|have|is|was|were|are|calls|called|said|will)\b", words)
    officer = forms.officers.search(source.flat, line.start, line.end)
    return bool(officer) and len(line) < 110 and not re.search(r"\b(?:has|have|is|was|were|are|that|said|will|calls|should|must)\b", words)


def _mark_endings(reading: _Reading) -> None:
    """Signature blocks at the end of each part, and what a web page puts after the letter."""
    lines, kinds, source, forms = reading.source.lines, reading.kinds, reading.source, reading.forms
    tail = tail_starts(source, reading.body, forms)
    count = len(lines)
    index = reading.body
    while index < count:
        line = lines[index]
        words = source.folded(line)
        if kinds[index] is None and len(line) < 260 and ((signed_at(words, forms) is not None) or closes(words, forms)):
            index = _sign(reading, index)
            continue
        index += 1
    for part in range(len(reading.parts)):
        _unsigned(reading, part)
    if tail is not None:
        for later in range(tail, count):
            if len(lines[later]) < 200:
                kinds[later] = BlockKind.FURNITURE


def _sign(reading: _Reading, index: int) -> int:
    """Marks the signature block that begins at `index`; returns the index after it."""
    lines, kinds, source = reading.source.lines, reading.kinds, reading.source
    part = reading.parts_of[index]
    kinds[index] = BlockKind.SIGNATURE
    after = index + 1
    while after < len(lines) and reading.parts_of[after] == part and after < index + 16:
        words = source.of(lines[after])
        if kinds[after] is None:
            if (
                len(words) > 120
                or (len(words) > 60 and words.endswith(".") and not closes(source.folded(lines[after]), reading.forms))
                or item_mark(words)[0]
            ):
                break
            kinds[after] = BlockKind.SIGNATURE
        elif kinds[after] is BlockKind.ANNEX_HEADING:
            break
        after += 1
    return after


def _unsigned(reading: _Reading, part: int) -> None:
    """A signature block without a formula: the last short lines of a part, with a capacity among them."""
    lines, kinds, source = reading.source.lines, reading.kinds, reading.source
    inside = [i for i in reading.lines_of(part) if kinds[i] is None and (part or i >= reading.body)]
    if any(kinds[i] is BlockKind.SIGNATURE for i in reading.lines_of(part)):
        return
    end = len(inside)
    if (
        end > 1
        and (last := inside[-1])
        and _address(reading, lines[last])
        and len(lines[last]) < 45
        and any(days_in(source.flat, lines[last].start, lines[last].end, reading.forms))
    ):
        kinds[last] = BlockKind.SIGNATURE
        end -= 1
    start = end
    while start and end - start < 7 and len(lines[inside[start - 1]]) < 90 and not source.of(lines[inside[start - 1]]).endswith((".", ";", ":")):
        start -= 1
    block = inside[start:end]
    capacities = [k for k, i in enumerate(block) if has_capacity(source.folded(lines[i]), reading.forms)]
    if not capacities or len(inside) == len(block):
        return
    for i in block[max(0, capacities[0] - 2) :]:
        kinds[i] = BlockKind.SIGNATURE


def _build(reading: _Reading) -> tuple[Block, ...]:
    builder = Builder(reading.source, width_of(reading.source.lines))
    for index, line in enumerate(reading.source.lines):
        builder.add(line, reading.kinds[index], reading.parts_of[index])
    return builder.blocks()


def _parts(reading: _Reading) -> tuple[Part, ...]:
    """The parts with their spans, authors, dates and languages."""
    lines, text = reading.source.lines, reading.source.text
    found: list[Part] = []
    for at, (kind, number, index) in enumerate(reading.parts):
        start = lines[index].start if at else 0
        span = Span(start, lines[reading.parts[at + 1][2]].start if at + 1 < len(reading.parts) else len(text))
        found.append(_annex(reading, at, Part(kind, span, number)) if at else Part(kind, span))
    return tuple(found)


def _annex(reading: _Reading, at: int, part: Part) -> Part:
    """An annex with what its title, its first lines or its signature tell of its author."""
    inside = [i for i in reading.lines_of(at) if reading.kinds[i] is not BlockKind.ANNEX_HEADING]
    if not inside:
        return part
    lines, source = reading.source.lines, reading.source
    own = Span(lines[inside[0]].start, lines[inside[-1]].end)
    language = language_of(own.of(source.clean))
    title = reading.titles.get(at)
    author = (title.sender, "annex.title") if title and title.sender else _annex_author(reading, inside)

    def placed(span: Span) -> tuple[TextAnchor, ...]:
        return (anchor(reading.rendition, source.text, span),)

    return replace(
        part,
        author=Particular(author[0].name, placed(author[0].span), author[1]) if author and author[0] else None,
        date=Particular(title.date[1], placed(title.date[0]), "annex.title") if title and title.date else None,
        language=Particular(language, placed(own), "language.words") if language else None,
    )


def _annex_author(reading: _Reading, inside: list[int]) -> tuple[Named, str] | None:
    source, forms = reading.source, reading.forms
    kinds = forms.search("annex-kind", "(?:" + forms.branches("kinds", "k") + r")(?!\w)")
    signed = [i for i in inside if reading.kinds[i] is BlockKind.SIGNATURE]
    for rule, places in (("annex.heading", inside[:3]), ("annex.signature", signed)):
        for i in places:
            line = source.lines[i]
            if rule == "annex.heading" and (len(line) > 180 or not kinds.match(source.flat, line.start)):
                continue
            if named := speaker(source.clean, source.flat, line.start, line.end, forms):
                return named, rule
    return None
