"""Who writes to whom, and what about the letter itself: kind, symbol, date, sender, language, addressees, circulation.

A value read from the head of the letter comes first, then one that a person supplied, then one inferred from the body
(its rule says so). What the text does not tell stays `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from verbale.grammar.files import read_file
from verbale.grammar.formulas import any_of, named, sense
from verbale.grammar.wordlists import expression
from verbale.model import READ_KINDS, BlockKind, Communication, Particular, StatedBy, anchor
from verbale.names import find_states, short_name, state_of
from verbale.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.model import Citation, Outline, Request, Supplied

_HEAD, _TAIL, _BODY = 4000, 3000, 40_000
"""How much of a text its beginning, its end and its body are, for what is looked for in them (code points)."""


@cache
def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_file("en", "structure")[name]
    return found


def communication(
    text: str,
    outline: Outline,
    *,
    citations: tuple[Citation, ...] = (),
    requests: tuple[Request, ...] = (),
    characterisations: tuple[Particular[str], ...] = (),
    supplied: Supplied | None = None,
    stated: StatedBy | None = None,
) -> Communication:
    """The communication that the outline and the mentions make.

    Args:
        text: the rendition's text.
        outline: its structure.
        citations: as found in the text.
        requests: as found in the text, without that for circulation.
        characterisations: as found in the text.
        supplied: header values that a person stated; they fill what the head of the text does not tell.
        stated: who stated them and in which record; needed with `supplied`.

    Raises:
        ValueError: if values are supplied and nobody is said to have stated them.
    """
    if supplied is not None and not supplied.empty and stated is None:
        raise ValueError("supplied values need the person who stated them")
    head = _Head(text, outline, stated)
    given = supplied
    return Communication(
        kind=outline.heading.kind or head.kind(),
        symbol=outline.masthead.symbol or head.stated(given.symbol if given else None),
        date=outline.heading.date or (Particular(given.date, (stated,), "supplied") if given and given.date and stated else None),
        sender=outline.heading.sender or head.stated(given.sender if given else None) or head.sender(),
        language=outline.language or head.stated(given.language if given else None),
        addressees=outline.heading.addressees,
        circulation=head.circulation(),
        citations=citations,
        requests=requests,
        characterisations=characterisations,
    )


class _Head:
    """Reads from the body of one text what its head does not tell."""

    def __init__(self, text: str, outline: Outline, stated: StatedBy | None) -> None:
        self.text, self.outline, self.by = text, outline, stated
        self.flat = fold(text).replace("\n", " ")
        body = outline.parts[0].span
        self.end = body.end

    def stated(self, value: str | None) -> Particular[str] | None:
        return Particular(value, (self.by,), "supplied") if value and self.by else None

    def _at(self, value: str, span: Span, rule: str) -> Particular[str]:
        return Particular(value, (anchor(self.outline.rendition, self.text, span),), rule)

    def kind(self) -> Particular[str] | None:
        """How the text calls itself ("the present letter"), near its beginning or its end."""
        pattern = _self_names()
        kinds = tuple(_table("self"))
        found = list(pattern.finditer(self.flat, 0, min(self.end, _HEAD))) + list(pattern.finditer(self.flat, max(_HEAD, self.end - _TAIL), self.end))
        best = min(found, key=lambda m: (kinds.index(sense(m, kinds)), m.start()), default=None)
        return self._at(sense(best, kinds), Span(*best.span()), "kind.self") if best else None

    def sender(self) -> Particular[str] | None:
        """The state that speaks in the body: its Government, its mission, or the state that itself calls, rejects, reserves."""
        return self._of_government() or self._letterhead() or self._of_own_acts() or self._of_own_words() or self._of_sovereignty()

    def _of_government(self) -> Particular[str] | None:
        """It says "on behalf of the Government of X", "the Permanent Mission of X presents its compliments"."""
        for match in _governments().finditer(self.flat, 0, min(self.end, _HEAD)):
            if found := self._state(match.end(), min(self.end, match.end() + 60)):
                return found
        return None

    def _letterhead(self) -> Particular[str] | None:
        """The mission or ministry in the lines before the body ("Permanent Mission of X to the United Nations")."""
        first = next((b.spans[0].start for b in self.outline.blocks if b.kind in READ_KINDS), 0)
        for block in self.outline.blocks:
            start, end = block.spans[0].start, block.spans[-1].end
            if start >= first or block.part:
                break
            if block.kind is BlockKind.MASTHEAD or end - start > 200:
                continue
            before = _missions()[0].search(self.flat, start, end)
            if before and (found := self._state(before.end(), end)):
                return found
            after = _missions()[1].search(self.flat, start, end)
            if after and (found := self._state(start, after.start(), last=True)):
                return found
        return None

    def _state(self, start: int, end: int, *, last: bool = False) -> Particular[str] | None:
        hits = find_states(self.text[start:end])
        if not hits:
            return None
        hit = hits[-1 if last else 0]
        span = Span(start + hit.start, start + hit.end)
        near = span.start - start <= 20 or last
        code = state_of(span.of(self.text)) if near else None
        return self._at(short_name(code), span, "sender.inferred") if code else None

    def _own_acts(self) -> Iterator[tuple[str, Span]]:
        stop = min(self.end, _BODY)
        for hit in find_states(self.text[:stop]):
            if not _own().match(self.flat, hit.end, stop) or self._oblique(hit.start):
                continue
            if code := state_of(self.text[hit.start : hit.end]):
                yield short_name(code), Span(hit.start, hit.end)

    def _oblique(self, start: int) -> bool:
        """True when the name stands after a preposition, or in a clause of another's doing ("weapons that X requests")."""
        return bool(expression("author.oblique").search(self.flat[max(0, start - 16) : start]))

    def _of_own_acts(self) -> Particular[str] | None:
        """The one state that calls upon, rejects, reserves: in a state's letter that is the state itself."""
        acts = list(self._own_acts())
        counts = Counter(name for name, _ in acts).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return None
        return next(self._at(name, span, "sender.inferred") for name, span in acts if name == counts[0][0])

    def _of_sovereignty(self) -> Particular[str] | None:
        """The state against whose sovereignty others are said to act, in a letter written on instructions from "my Government"."""
        if not _mine().search(self.flat, 0, min(self.end, _HEAD)):
            return None
        found: dict[str, Particular[str]] = {}
        for match in _sovereignty().finditer(self.flat, 0, min(self.end, _HEAD)):
            if state := self._state(match.end(), min(self.end, match.end() + 60)):
                found.setdefault(state.value, state)
        return next(iter(found.values())) if len(found) == 1 else None

    def _of_own_words(self) -> Particular[str] | None:
        """A name that no state in our tables bears, where it is the only one that calls upon or reserves."""
        found: dict[str, Span] = {}
        for match in expression("author.unknown").finditer(self.text, 0, min(self.end, _BODY)):
            if _own_strong().match(self.flat, match.end(), self.end) and not self._oblique(match.start(1)) and match[1] not in _not_senders():
                found.setdefault(match[1], Span(*match.span(1)))
        if len(found) != 1:
            return None
        name, span = found.popitem()
        return self._at(name, span, "sender.inferred")

    def circulation(self) -> tuple[Particular[str], ...]:
        """The organs whose document the author asks the letter to become, in the order of the text."""
        found: dict[str, Particular[str]] = {}
        organs = tuple(_table("organs"))
        for match in _as_document().finditer(self.flat, 0, self.end):
            start = max(self.flat.rfind(". ", 0, match.start()) + 1, match.start() - 500)
            before = self.flat[start : match.start()]
            verbs = list(_circulate().finditer(before))
            told = before[: verbs[-1].start()] if verbs else ""
            if not verbs or (expression("circulation.asked_before").search(told) and not expression("circulation.asks").search(told)):
                continue
            stop = _sentence_end(self.text, match.end(), self.end)
            for organ in _organs().finditer(self.flat, match.start(), stop):
                name = sense(organ, organs)
                found.setdefault(name, self._at(name, Span(*organ.span()), "circulation"))
            if not found and (short := expression("circulation.short").match(self.flat, match.end(), stop)) and "security council" in self.flat:
                found["Security Council"] = self._at("Security Council", Span(*short.span(1)), "circulation.short")
        return tuple(found.values())


def _sentence_end(text: str, start: int, end: int) -> int:
    match = re.search(r"[.;](?=\s+[A-Z]|\s*\n|\s*$|\()|\n\s*\n", text[start : min(end, start + 500)])
    return start + match.start() if match else min(end, start + 500)


@cache
def _self_names() -> re.Pattern[str]:
    return named(_table("self"), "s", before=r"(?<!\w)", after=r"(?!\w)")


@cache
def _governments() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + any_of(_table("author")["government_first"]) + r"(?!\w)\s*(?:the\s*)?")


@cache
def _missions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(r"(?<!\w)" + any_of(_table("author")["before"])), re.compile(
        r"(?<!\w)(?:'s\s*|s'\s*)?" + any_of(_table("author")["after"]) + r"(?!\w)"
    )


@cache
def _own() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:government\s*)?(?:\w+ly\s*|also\s*|once again\s*|therefore\s*|hereby\s*|once more\s*)?" + any_of(_table("author")["own"]) + r"(?!\w)"
    )


@cache
def _own_strong() -> re.Pattern[str]:
    return re.compile(r"\s*(?:\w+ly\s*|also\s*|once again\s*|therefore\s*)?" + any_of(_table("author")["own_strong"]) + r"(?!\w)")


@cache
def _mine() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + any_of(_table("author")["mine"]) + r"(?!\w)")


@cache
def _sovereignty() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + any_of(_table("author")["sovereignty"]) + r"(?!\w)\s*(?:the\s*)?")


@cache
def _not_senders() -> frozenset[str]:
    return frozenset(_table("author")["not_senders"])


@cache
def _as_document() -> re.Pattern[str]:
    organs = any_of(form for forms in _table("organs").values() for form in forms)
    return re.compile(
        r"(?<!\w)(?:" + any_of(_table("circulation")["document"]) + r"|as\s*(?:an?\s*)?(?:official\s*)?" + organs + r"\s*documents?)(?!\w)"
    )


@cache
def _circulate() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + any_of(_table("circulation")["verbs"]) + r"(?!\w)")


@cache
def _organs() -> re.Pattern[str]:
    return named(_table("organs"), "g", before=r"(?<!\w)", after=r"(?!\w)")
