"""Claims as attributed paragraphs, each with a footnote that cites the document in the United Nations' style and quotes its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model import BlockKind, PartKind, Stance
from verbale.publish.attributed import UNNAMED
from verbale.publish.footnotes.prose import account, full_day, uncapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from verbale.model import Claim, Reading
    from verbale.publish.tables.readings import Held

_PAST = {
    Stance.ASSERTS: "alleged", Stance.REPORTS: "alleged", Stance.FEARS: "expressed the fear of", Stance.CONCEDES: "conceded",
    Stance.NOT_YET_ASSESSED: "had not yet assessed", Stance.DECLINES: "declined to confirm", Stance.DENIES: "denied",
}  # fmt: skip
_PARA = "para."
_COUNTED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One claim: its place, what is told of it with its claimant, and the footnote. `review` is what people decided on the reading."""

    key: str
    text: str
    note: str
    review: str = ""


def paragraphs(held: Iterable[Held], clean: Callable[[str], str]) -> list[Paragraph]:
    """The paragraphs in the order of the days alleged, then of claimants; a document is cited in full where it first appears."""
    entries = [(*_order(one, claim), one, claim) for one in held for claim in one.claims()]
    entries.sort(key=lambda entry: entry[:4])
    cited: set[str] = set()
    made = []
    for *_, one, claim in entries:
        full = one.document not in cited
        cited.add(one.document)
        made.append(Paragraph(claim.locus, clean(sentence(one.reading, claim)), clean(_note(one, claim, full=full)), one.review(claim)))
    return made


def sentence(reading: Reading, claim: Claim) -> str:
    """Who alleged what, in a sentence that names the claimant first."""
    author, claimant = _author(reading, claim), claim.attribution.claimant
    verb = _PAST[claim.attribution.stance]
    day = reading.communication.date
    kind = reading.communication.kind
    written = f", in {_article(kind.value)} dated {full_day(day.value)}," if kind and day else ""
    passed_on = f", passing on the account of {claimant.value}," if claimant and claim.attribution.stance is not Stance.DENIES else ""
    denied = f" what {claimant.value if claimant else 'others'} had alleged of" if claim.attribution.stance is Stance.DENIES else ""
    subject = author[0].upper() + author[1:]
    return f"{subject}{(written + passed_on).replace(',,', ',')} {verb}{denied} {account(claim)}."


def _author(reading: Reading, claim: Claim) -> str:
    """The Permanent Representative of X, where the letter's own body speaks and tells that; else the author of the part."""
    name = reading.author_of(claim.part)
    capacity, sender = reading.outline.heading.capacity, reading.communication.sender
    if not name:
        return UNNAMED
    if claim.part == 0 and capacity and sender and sender.value == name:
        return f"the {uncapped(capacity.value)} of {name}"
    return name


def _note(held: Held, claim: Claim, *, full: bool) -> str:
    symbol = held.reading.communication.symbol
    place = _place(held.reading, claim)
    words = " ".join(claim.anchor.quote.split())
    quoted = f"“{words}”" if words.endswith((".", "!", "?", "。")) else f"“{words}”."
    if symbol and not full:
        return f"{symbol.value}, {place}: {quoted}"
    named = f"{symbol.value}" if symbol else f"document {held.name}, SHA-256 {held.document[:16]}"
    return f"{_title(held)} ({named}), {place}: {quoted}"


def _title(held: Held) -> str:
    reading = held.reading
    title = next((block for block in reading.outline.blocks if block.kind is BlockKind.TITLE), None)
    if title:
        return uncapped(" ".join(" ".join(span.of(reading.text).split()) for span in title.spans))
    told_of = reading.communication
    kind, sender = told_of.kind.value if told_of.kind else "document", told_of.sender.value if told_of.sender else ""
    day = f" dated {full_day(told_of.date.value)}" if told_of.date else ""
    return f"{kind[0].upper()}{kind[1:]}{day}{f' from {sender}' if sender else ''}"


def _place(reading: Reading, claim: Claim) -> str:
    """Where it stands: "para. 4" or "item (b)" where that is printed, else counted and said to be unnumbered; in an annex with its name."""
    start = claim.anchor.span.start
    part = reading.outline.parts[claim.part] if claim.part < len(reading.outline.parts) else None
    prefix = "" if part is None or part.kind is PartKind.BODY else f"{part.kind.value}{f' {part.number}' if part.number else ''}, "
    counts = Counter[str]()
    for block in reading.outline.blocks:
        if block.part != claim.part:
            continue
        kind = _PARA if block.kind in _COUNTED else block.kind.value
        counts[kind] += 1
        if any(span.start <= start < span.end for span in block.spans):
            return prefix + _numbered(kind, block.number.strip("()."), counts[kind])
    return f"{prefix}at character {start:,}"


def _numbered(kind: str, printed: str, count: int) -> str:
    if printed.isdigit():
        return f"para. {printed}"
    if printed and kind == BlockKind.ITEM:
        return f"item ({printed})"
    return f"unnumbered {kind} {count}" if kind in {_PARA, BlockKind.ITEM} else f"{kind} {count}"


def _order(held: Held, claim: Claim) -> tuple[str, str, str, int]:
    when = claim.when
    return (when.first.isoformat() if when else "9999", held.reading.claimant_of(claim), held.name, claim.anchor.span.start)


def _article(kind: str) -> str:
    return kind if kind.endswith("s") else f"a {kind}"


def differences(before: Iterable[Paragraph], after: Iterable[Paragraph]) -> Iterator[str]:
    """What differs between two makings: paragraphs added, dropped, changed, in words."""
    old, new = _by_key(before), _by_key(after)
    for key in [*old, *(key for key in new if key not in old)]:
        one, two = old.get(key), new.get(key)
        if one and not two:
            yield f"no longer there: {one.text}"
        elif two and not one:
            yield f"new: {two.text}"
        elif one and two and one != two:
            parts = (
                ("now", "before", two.text, one.text),
                ("footnote now", "before", two.note, one.note),
                ("review now", "before", two.review, one.review),
            )
            yield "; ".join(f"{now}: {said} {then}: {was}" for now, then, said, was in parts if said != was)


def _by_key(listed: Iterable[Paragraph]) -> dict[str, Paragraph]:
    made: dict[str, Paragraph] = {}
    for one in listed:
        number, key = 1, one.key
        while key in made:
            number += 1
            key = f"{one.key}/{number}"
        made[key] = one
    return made
