"""Who speaks, as a title, a signature or a letterhead names it: a state by its short English name, else the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.names import find_states, short_name
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.structure.forms import Forms

_WORDS = re.compile(r"(?:the\s+|la\s+|le\s+|les\s+|el\s+|los\s+|l['’])?([^\W\d_][^,;:.()\n\"<>]{1,60})")
_OF = re.compile(r"\s(?:of|de la|del|de|du|des|de l['’])$", re.IGNORECASE)
_STATE_END = re.compile(
    r"\s*(?:$|[,;:(\n]|\b(?:to|at|addressed|dated|and|with|in|on|auprès|ante|при|has|have|presents|à|on behalf|regarding|concerning)\b)"
)


_FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:islamic|democratic|people['’]s|arab|federal|socialist|united|plurinational|bolivarian) )*"
    r"(?:republic|kingdom|state|sultanate|principality|federation|union|commonwealth|emirate) of (?:the )?",
    re.IGNORECASE,
)
_TOGETHER = 400
"""How far the names of states that speak together can reach (code points)."""
ACRONYM = 3
"""Letters of a name that may always be written in capitals."""


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker: the name to be used, where it stands, and the capacity in which it speaks, if told."""

    name: str
    span: Span
    capacity: str = ""
    capacity_span: Span | None = None


def first_state(text: str, start: int, end: int, language: str) -> tuple[str, Span] | None:
    """The first state named in `text[start:end]`: short English name and place; ambiguous names are passed over."""
    hits = find_states(text[start:end], language=language)
    for hit in hits:
        if {other.name.code for other in hits if other.start == hit.start} == {hit.name.code}:
            return short_name(hit.name.code), Span(start + hit.start, start + hit.end)
    return None


def speaker(text: str, flat: str, start: int, end: int, forms: Forms) -> Named | None:
    """Who speaks in `text[start:end]`, where a capacity ("Permanent Representative of") stands before the name.

    A name that no state bears is given in the text's words, up to "to the United Nations", a comma or a line end.
    """
    pattern = forms.search("capacity", r"(?<!\w)" + forms.pattern("author", "before") + r"\s*")
    several = forms.search("several", forms.pattern("author", "several") + r"\s*")
    nested = forms.search("nested", r"(?:" + forms.pattern("joined", "article") + r"\s*)?" + forms.pattern("author", "before"))
    for match in pattern.finditer(flat, start, end):
        at = match.end()
        if nested.match(flat, at):
            continue
        capacity = _OF.sub("", " ".join(text[match.start() : match.end()].split()))
        capacity_span = Span(match.start(), match.start() + len(text[match.start() : match.end()].rstrip()))
        state = first_state(text, at, min(end, at + 90), forms.languages[0])
        if several.fullmatch(flat, match.start(), at) and (joint := _joint(text, flat, at, end, forms)):
            return Named(*joint, capacity, capacity_span)
        if state and not re.search(r"\w[.;]\s+\w|\n\s*\n", text[at : state[1].start]) and state[1].start - at < 45:
            return Named(*state, capacity, capacity_span)
        if words := _own_words(text, flat, at, end):
            return Named(*words, capacity, capacity_span)
    return None


def _joint(text: str, flat: str, start: int, end: int, forms: Forms) -> tuple[str, Span] | None:
    """Several states that speak together ("the Permanent Representatives of Togo and Benin"): their names joined, and the place of all."""
    article, joiner = (forms.pattern("joined", key) for key in ("article", "and"))
    before = forms.search("states-first", rf"\s*(?:{article}\s+)?")
    between = forms.search("states-joined", rf"\s*(?:,|(?:,\s*)?{joiner}(?!\w))\s*(?:{article}\s+)?")
    names: list[str] = []
    stop = end = min(end, start + _TOGETHER)
    first = at = start
    while (state := first_state(text, at, end, forms.languages[0])) and (between if names else before).fullmatch(flat, at, state[1].start):
        first = first if names else state[1].start
        names.append(state[0])
        at = stop = state[1].end
    return (", ".join([*names[:-2], f"{names[-2]} and {names[-1]}"]), Span(first, stop)) if len(names) > 1 else None


def _own_words(text: str, flat: str, start: int, end: int) -> tuple[str, Span] | None:
    match = _WORDS.match(text, start, min(end, start + 80))
    if not match or re.match(r"(?:to|at|the united nations)\b", flat[match.start(1) :][:20]):
        return None
    stop = match.start(1)
    for gap in re.finditer(r"\s+|$", text[match.start(1) : match.end(1)]):
        stop = match.start(1) + gap.start()
        if _STATE_END.match(flat, stop, max(stop, end)):
            break
    words = text[match.start(1) : stop]
    if not words or not (words[0].isupper() or not words[0].isascii()):
        return None
    return _as_elsewhere(" ".join(words.split()), text), Span(match.start(1), stop)


def _as_elsewhere(name: str, text: str) -> str:
    """A name as it is written elsewhere in the text ("DORRIN", "Dorrin"), without the form of the state ("Republic of Dorrin")."""
    name = _FORM_OF_STATE.sub("", name) or name
    written = name.title()
    return written if name.isupper() and len(name) > ACRONYM and re.search(rf"\b{re.escape(written[:-1])}", text) else name
