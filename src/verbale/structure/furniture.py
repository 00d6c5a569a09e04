"""Lines that are no part of a letter: page numbers, job numbers, running heads, and a web page's navigation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from verbale.grammar.formulas import any_of
from verbale.structure.forms import forms_of
from verbale.symbols import find

if TYPE_CHECKING:
    from verbale.structure.forms import Forms
    from verbale.structure.lines import Line, Source

JOB = r"(?:ge\.)?\d{2}-\d{5}(?!\d)(?:\s*\([a-zф]\))?(?:\s+\d{6})*"
_PRINTED = re.compile(
    rf"(?:{JOB}(?:\s+\d{{1,3}}(?:/\d{{1,3}})?)?|\d{{1,3}}(?:/\d{{1,3}})?\s+{JOB}|\d{{1,3}}\s*/\s*\d{{1,3}}|-\s*\d{{1,3}}\s*-|\*?\s*\d{{7}}\s*\*|\*\d{{7}}\*?|/\s*\.{{3}}"
    r"|please recycle.*|[\ue000-\uf8ff\s]+|[_=*.\-\s]{3,}|©.*|\(c\)\s*\d{4}.*|\d{1,3}\s*\|\s*page|page\s*\d+(?:\s*of\s*\d+)?|p\.\s*\d+)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_EDGES = " \t.:;,|>»«<*•·-–—[](){}\"'→←↑↓▼▲"


@cache
def _navigation(forms: Forms) -> tuple[frozenset[str], re.Pattern[str]]:
    return frozenset(forms.words("furniture", "lines")), re.compile(any_of(forms.words("furniture", "starts")))


def is_furniture(line: Line, source: Source) -> bool:
    """True when the line alone tells that it is no part of the letter."""
    if line.role in ("header", "footer") or line.wrapping:
        return True
    if len(line) > 110:
        return False
    words = source.folded(line)
    if _PRINTED.fullmatch(words) or _ADDRESS.fullmatch(words):
        return True
    listed, starts = _navigation(forms_of("en"))
    bare = words.strip(_EDGES)
    if not bare or bare in listed:
        return True
    return len(line) < 80 and words[-1] != "." and bool(starts.match(words))


def is_running_head(line: Line, source: Source, own: str) -> bool:
    """True when the line is a symbol alone (with "page 2" or a page number), as printed at the head of a page."""
    if len(line) > 60 or "/" not in (words := source.of(line)):
        return False
    found = find(words)
    if not found or found[0].start > 10:
        return False
    rest = (words[: found[0].start] + words[found[-1].end :]).strip(" *-–\t")
    known = not own or any(str(f.symbol).rstrip("*") in own or own in str(f.symbol) for f in found)
    return known and bool(re.fullmatch(r"(?:(?:page|página|стр\.?)?\s*\d{0,3}|english|page)", rest.lower()))


def tail_starts(source: Source, since: int, forms: Forms) -> int | None:
    """The index of the first line, from `since` on, with which a web page's own matter after the letter begins."""
    tails = frozenset(forms.words("furniture", "tails"))
    for index in range(since, len(source.lines)):
        line = source.lines[index]
        if len(line) < 60 and source.folded(line).strip(_EDGES) in tails:
            return index
    return None
