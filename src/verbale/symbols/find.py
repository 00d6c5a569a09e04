"""Symbols in running text: nothing is taken that only looks like a symbol; lists and ranges are written out."""

from __future__ import annotations

import re
from typing import NamedTuple

from verbale.symbols.data import lists, spelling
from verbale.symbols.parse import parse
from verbale.symbols.symbol import Symbol

_DASH = "-‐‑‒–—"
_NUMERAL = r"(?:[IVX]+|\d+)"
_VERSION = r"(?:Add|Amend|Corr|Rev|ADD|AMEND|CORR|REV)\. ?\d+"
_PIECE = rf"(?:(?i:{spelling().phrases})\.? ?\d+|{_VERSION}|E?S[{_DASH}]\d{{1,2}}|[A-Z][A-Za-z]{{0,8}}\.(?:\d+[A-Z]?|[IVX]+)|[A-Z]{{1,10}}|\d{{1,6}}(?:[A-Z]{{1,2}}|\[[A-Z]{{1,2}}\])?|\(\d{{3,4}}\)|Summary|Report|Agenda)"
_WORDED = rf"(?i:{spelling().groups})\.? ?(?:{_NUMERAL}[A-Z]?(?: ?(?:and|to|[,{_DASH}]) ?{_NUMERAL})?)?"
_GROUP = rf"\((?:(?:19|20)\d\d|(?:E?S[{_DASH}])?[IVXL]+|{_WORDED}|{spelling().fixed_groups})\)"
_BODY = re.compile(rf"(?: ?/ ?{_PIECE}(?![A-Za-z0-9])(?: ?{_GROUP}| [A-Z] {_GROUP})?)+")
_RESUMED = re.compile(r"/PV\.\d+ ?(?:\(Resumption ?\d*\)|Resumption ?\d*)")
_LOWER = re.compile(r"s/(?:19|20)\d\d/\d{1,4}(?![\w/])|[as]/(?:res|prst)/\d+(?:/\d+)?(?: ?\((?:19|20)\d\d\))?(?![\w/])|s/pv\.\d+(?![\w/])")
_SCANNED = re.compile(r"[sSaA] ?/ ?[\doOlI]{3,6}(?=\s*\))|\$/(?:19|20)\d\d/\d+|S\^ES/\d+ ?(?:\(\d{4}\))?")
_HEAD = re.compile(r"(?:[A-Z]{1,8}|[as$]|S\^ES) ?$")
_BARE = re.compile(r"[ASET] ?/ ?\d{1,2}")
_JOIN = re.compile(rf"\*? ?[{_DASH}|] ?(?=[A-Z]{{1,8}}/)|\*?\n(?=[A-Z]{{1,8}}/[A-Z0-9/.-]+$)", re.MULTILINE)
_ALSO = re.compile(rf"\*?\s*(?i:{lists().also})\s*({_VERSION})(?: ?[{_DASH}] ?(\d{{1,3}}))?(?![\w/])")
_SPAN = re.compile(rf"[{_DASH}](\d{{1,3}})(?![\w/])")
_AGAIN_WHOLE = re.compile(
    rf"\s*(?:(?![,;،؛、，；])(?i:{lists().also})\s*(\d{{1,4}})(?=[),;.]|$)|[,،、]\s*(\d{{1,4}})(?=\s*(?i:{lists().also})\s*\d{{1,4}}(?:[),;.،]|$)))"
)
_AGAIN = re.compile(rf"\s*(?i:{lists().also})\s*(\d{{1,2}})(?=[),;.]|$)")
_UP_TO = re.compile(rf"\s*(?i:{lists().to})\s*(\d{{1,4}})(?=[),;.]|$)")
_PLAIN = re.compile(r"[ASE]/(?:\d{2,4}|E?S-\d{1,2})/\d{1,4}")
_TO = re.compile(rf"\s*(?i:{lists().to}|[{_DASH}])\s*(?=[A-Z]{{1,8}}/)")
_BEFORE = frozenset("/._=%@\\-#&+~^$0123456789")
_AFTER = re.compile(r"/[\w(]|\.[a-z]{2,4}\b|-\w|[=@_]|://")
_LAST_NUMBER = re.compile(r"(.*?)(\d+)")


class Found(NamedTuple):
    """A symbol in a text, at `[start, end)` in code points."""

    start: int
    end: int
    symbol: Symbol


def find(text: str) -> list[Found]:
    """Every symbol in `text`, in order; lists and ranges written out, each inner document of a range at the whole range."""
    found: list[Found] = []
    done, at = 0, text.find("/")
    while at >= 0:
        here = match_at(text, at, done)
        found += here
        done = max((f.end for f in here), default=at + 1)
        at = text.find("/", done)
    return found


def match_at(text: str, slash: int, since: int = 0) -> list[Found]:
    """The symbols that begin with the organ just before the slash at that place, not before `since`; empty when there is none."""
    low = max(since, slash - 9)
    head = _HEAD.search(text[low:slash])
    if head is None:
        return []
    start = low + head.start()
    first = _single(text, start, slash)
    if first is None:
        return []
    found, end = [first], first.end
    if (join := _JOIN.match(text, end)) and (second := _single(text, join.end(), text.find("/", join.end()))):
        if second.symbol.organ == first.symbol.organ or second.symbol.canonical[0] == first.symbol.canonical[0]:
            return _range(first, second)
        joint = parse(text[start : first.end].replace("*", "") + "-" + text[second.start : second.end])
        if joint is not None and ("\n" not in join.group() or start == 0 or text[start - 1] == "\n"):
            written = Symbol(text[start : second.end], *(getattr(joint, name) for name in Symbol.__slots__[1:]))
            return [Found(start, second.end, written), *_joint_versions(text, first.symbol, second)]
    elif (to := _TO.match(text, end)) and (second := _single(text, to.end(), text.find("/", to.end()))):
        return _range(first, second)
    return found + _versions(text, first) if end < len(text) and text[end] in " ,;-‐‑–*&،؛、和及" else found


def _single(text: str, start: int, slash: int) -> Found | None:
    """The symbol at `start`, whose first slash is told; the characters around it must not make it part of something else."""
    if start and ((before := text[start - 1]) in _BEFORE or (before.isalpha() and before < "\u0590")) and before not in _DASH:
        return None
    if start and text[start - 1] == "-" and start > 1 and text[start - 2] not in " 0123456789*":
        return None
    head = text[start:slash].rstrip()
    if head in spelling().heads:
        match = (_RESUMED.match(text, slash) if head == "S" else None) or _BODY.match(text, slash)
    else:
        match = _LOWER.match(text, start) or _SCANNED.match(text, start)
    if match is None:
        match = _SCANNED.match(text, start) if start and text[start - 1] in "( " else None
    if match is None or (_goes_on(text, match.end())):
        return None
    written = text[start : match.end()]
    if "\n" in written or (_BARE.fullmatch(written) and not (start and text[start - 1] == "(")):
        return None
    symbol = parse(written)
    return None if symbol is None else Found(start, match.end(), symbol)


def _goes_on(text: str, end: int) -> bool:
    """True when what follows makes the match a part of something longer: a path, a file's name, an address."""
    return bool(_AFTER.match(text, end, end + 8)) and not _JOIN.match(text, end) and not _SPAN.match(text, end)


def _range(first: Found, last: Found) -> list[Found]:
    """Both ends, and what lies between when they are of one series, ascending, and not too many."""
    low, high = _LAST_NUMBER.fullmatch(str(first.symbol)), _LAST_NUMBER.fullmatch(str(last.symbol))
    if low is None or high is None or low[1] != high[1] or not 0 < int(high[2]) - int(low[2]) <= lists().longest:
        return [first, last]
    between = (parse(f"{low[1]}{n}") for n in range(int(low[2]) + 1, int(high[2])))
    return [first, *(Found(first.start, last.end, symbol) for symbol in between if symbol), last]


def _versions(text: str, first: Found) -> list[Found]:
    """Versions told after a symbol: "Add.1-3", "and Corr.1", ", Add.2 and 3"; each is added to the first, or replaces its like."""
    found: list[Found] = []
    whole = str(first.symbol)
    stem, _, tail = whole.rpartition("/")
    word, at = tail.partition(".")[0], first.end
    if word not in spelling().versions:
        found, at = _following(text, first) if _PLAIN.fullmatch(whole) else ([], at)
        stem, word = whole, ""
    elif more := _SPAN.match(text, at):
        found += _numbered(f"{stem}/{word}", int(tail.partition(".")[2] or 0) + 1, int(more[1]), (first.start, more.end()))
        at = more.end()
    while True:
        if also := _ALSO.match(text, at):
            name, _, number = also[1].partition(".")
            onto = stem if name.capitalize() == word else whole
            stem, word = onto, name.capitalize()
            start, at = also.start(1), also.end()
            found += _numbered(f"{onto}/{word}", int(number), int(also[2] or number), (start, at))
        elif word and (again := _AGAIN.match(text, at)):
            start, at = again.start(1), again.end()
            found += _numbered(f"{stem}/{word}", int(again[1]), int(again[1]), (start, at))
        else:
            return found


def _following(text: str, first: Found) -> tuple[list[Found], int]:
    """Documents of one series told by their numbers alone ("S/2031/61 and 62", "S/2031/70-72"), each greater than the one before; and their end."""
    stem, _, own = str(first.symbol).rpartition("/")
    found: list[Found] = []
    last, at = int(own), first.end
    while True:
        span = _SPAN.match(text, at) or _UP_TO.match(text, at)
        more = span or _AGAIN_WHOLE.match(text, at)
        if more is None or not last < (number := int(more[1] or more[2])) <= last + lists().longest:
            return found, at
        start, at = (first.start if not found else found[-1].start, more.end()) if span else (more.start(more.lastindex or 0), more.end())
        inner = (parse(f"{stem}/{one}") for one in range(last + 1 if span else number, number + 1))
        found += [Found(start, at, symbol) for symbol in inner if symbol]
        last = number


def _joint_versions(text: str, first: Symbol, second: Found) -> list[Found]:
    """Versions told after a joint symbol, of both its names: "A/85/1-S/2031/3 and Add.1"."""
    versions = _versions(text, second) if _PLAIN.fullmatch(str(second.symbol)) else []
    made = []
    for version in versions:
        tail = str(version.symbol).removeprefix(str(second.symbol))
        if tail.startswith("/") and (symbol := parse(f"{first}{tail}-{version.symbol}")):
            made.append(version._replace(symbol=symbol))
    return made


def _numbered(series: str, low: int, high: int, place: tuple[int, int]) -> list[Found]:
    numbers = range(low, high + 1) if 0 <= high - low <= lists().longest else (low,)
    return [Found(*place, symbol) for n in numbers if (symbol := parse(f"{series}.{n}"))]
