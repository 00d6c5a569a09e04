"""Claims entered by hand, from any source: a scanned page, a text in a language not read, an interview. Each is a document that says who entered it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from verbale.app.settings import now
from verbale.grammar.policies import vague_words
from verbale.model import (
    Acquisition,
    Attribution,
    Block,
    BlockKind,
    Bound,
    Claim,
    Code,
    Communication,
    Days,
    Document,
    Heading,
    Masthead,
    Method,
    Occurrence,
    Outcome,
    Outline,
    Part,
    Particular,
    PartKind,
    Perpetrator,
    Piece,
    Place,
    Reading,
    Rendition,
    Scope,
    StatedBy,
    TextAnchor,
    Toll,
    UsageError,
    Voice,
    VoiceRole,
    anchor,
    content_id,
)
from verbale.model.quantities import Amount
from verbale.register import Intake
from verbale.register.pages import BY_HAND, entered_out_of
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.register.store import Register

T = TypeVar("T")
READER = "by hand 1"
GRAMMAR = "entered by hand"
ACTS = (
    "air strike", "shelling", "missile or rocket attack", "drone strike", "shooting", "bombing", "mine or remnant", "chemical attack", "ground assault",
    "raid", "execution", "abduction", "arson or demolition", "siege", "sexual violence", "torture", "forced displacement", "overflight", "violent attack",
)  # fmt: skip
OUTCOMES = tuple(Outcome)
"""What became of persons: each has a field of its own name."""
GROUPS = ("person", "civilian", "combatant", "child", "woman", "woman or child", "mixed")
_FIELDS = (
    "claimant",
    "said",
    "source",
    "place_in_source",
    "words",
    "first",
    "last",
    "where",
    "regions",
    "act",
    "perpetrator",
    *(outcome.value for outcome in OUTCOMES),
    "group",
)
"""What the form holds, in the order of the document's lines. `words` are what the source says, in whatever language."""
_BOUNDS = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.ABOUT, Bound.UP_TO, Bound.FEWER_THAN)
_HOW_MANY = "Write 12, 8-25, at least 12, more than 12, about 12, up to 12, fewer than 12, or a word without a number: dozens, several, hundreds."
_MOST = 20_000


def enter(register: Register, form: dict[str, str], *, by: str, document: str = "") -> str:
    """Enters a claim; the SHA-256 of the document that holds it.

    Args:
        register: where to.
        form: values by the names of `_FIELDS`; `claimant` and `words` are needed. Fields named by an outcome tell how many, as `amount` takes it.
        by: the person or pseudonym who enters it and answers for it.
        document: SHA-256 of the document in the register that the words were taken from, if it is there.

    Raises:
        UsageError: BAD_VALUE (no claimant, no words, no person; a day or a number that is none).
    """
    given = {name: " ".join(form.get(name, "").split()) if name != "words" else form.get(name, "").strip() for name in _FIELDS}
    for name in ("claimant", "words"):
        if not given[name]:
            raise UsageError(Code.BAD_VALUE, f"a claim has a claimant and words; {name} is empty", name)
    if sum(map(len, given.values())) > _MOST:
        raise UsageError(Code.BAD_VALUE, f"an entry holds at most {_MOST:,} characters", "words")
    lines = {"entered by": by, "entered on": now(), "from document": document, **{n.replace("_", " "): v for n, v in given.items()}}
    text = "\n".join(f"{name}: {value}" for name, value in lines.items() if value) + "\n"
    data = text.encode()
    held = Document(sha256(data).hexdigest(), len(data), "text/plain")
    rendition = Rendition(held.sha256, READER, text, Method.PLAIN, (Piece(Span(0, len(text)), ""),), f"Claim entered by {by}")
    reading = _Entry(rendition, given, by).reading()
    name = f"{BY_HAND}{held.sha256[:8]}.txt"
    source = entered_out_of(document) if document else ""
    register.add([Intake(Acquisition(held.sha256, name, source, "", by, now()), held, data, rendition, reading)])
    return held.sha256


def amount(written: str) -> Amount:
    """How many persons, with the bound that is written: nothing is made exact, and a word without a number stays a word.

    Raises:
        UsageError: BAD_VALUE for what is no number of persons.
    """
    words = written.casefold()
    bound = next((bound for bound in _BOUNDS if words.startswith(f"{bound.value} ")), Bound.EXACT)
    low, dash, high = (part.strip().replace(",", "") for part in words.removeprefix(bound.value).replace("–", "-").partition("-"))
    if not low.isdecimal() and words.replace(" ", "-") in vague_words("literal"):
        return Amount(written, Bound.VAGUE, vague=words.replace(" ", "-"))
    if not low.isdecimal() or (dash and (not high.isdecimal() or bound is not Bound.EXACT or int(high) < int(low))):
        raise UsageError(Code.BAD_VALUE, "this is no number of persons", written, _HOW_MANY)
    return Amount(written, Bound.RANGE if dash else bound, int(low), int(high) if dash else None)


class _Entry:
    """One entry's text with its values; each value is anchored in its line, and its rule says that a person stated it."""

    def __init__(self, rendition: Rendition, given: dict[str, str], by: str) -> None:
        self._rendition, self._given, self._by = rendition, given, by

    def reading(self) -> Reading:
        """The reading of the entry: one claim of the claimant."""
        text, rendition = self._rendition.text, self._rendition
        identity = content_id(rendition.id, GRAMMAR)
        said = self._particular("said", self._day(self._given["said"])) if self._given["said"] else None
        claimant = self._particular("claimant", self._given["claimant"])
        blocks, at = [], 0
        for line in text.splitlines():
            blocks.append(Block(BlockKind.PARAGRAPH, (Span(at, at + len(line)),), 0))
            at += len(line) + 1
        outline = Outline(rendition.id, None, Masthead(), Heading(), (Part(PartKind.BODY, Span(0, len(text)), author=claimant),), tuple(blocks))
        return Reading(identity, rendition.id, GRAMMAR, text, outline, Communication(date=said, sender=claimant), (self._claim(identity),))

    def _claim(self, identity: str) -> Claim:
        given = self._given
        place = self._anchor("words")
        when = None
        if given["first"]:
            when = self._particular("first", Days(self._day(given["first"]), self._day(given["last"] or given["first"])))
        regions = tuple(r.strip() for r in given["regions"].split(",") if r.strip())
        where = tuple(self._particular("where", Place(name.strip(), regions)) for name in given["where"].split(";") if name.strip())
        occurrences = (Occurrence(when, where),) if when or where else ()
        accused = tuple(self._particular("perpetrator", Perpetrator(name.strip())) for name in given["perpetrator"].split(";") if name.strip())
        tolls = tuple(self._toll(outcome) for outcome in OUTCOMES if given[outcome.value])
        acts = (self._particular("act", given["act"]),) if given["act"] else ()
        voices = (Voice(given["claimant"], VoiceRole.AUTHOR),)
        locus = content_id("by hand", self._rendition.document)
        return Claim(content_id(identity, locus), locus, place, Scope.SINGLE, Attribution(voices), 0, occurrences, acts, (), accused, tolls)

    def _toll(self, outcome: Outcome) -> Toll:
        return Toll(outcome, amount(self._given[outcome.value]), self._given["group"] or "person", self._anchor(outcome.value), rule=GRAMMAR)

    def _anchor(self, field: str) -> TextAnchor:
        mark = f"\n{field.replace('_', ' ')}: "
        start = self._rendition.text.index(mark) + len(mark)
        return anchor(self._rendition.id, self._rendition.text, Span(start, start + len(self._given[field])))

    def _particular(self, field: str, value: T) -> Particular[T]:
        return Particular(value, (self._anchor(field), StatedBy(self._by, GRAMMAR)), GRAMMAR)

    def _day(self, written: str) -> date:
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise UsageError(Code.BAD_VALUE, "this is no day", written, "Write it as 2031-03-04.") from None
