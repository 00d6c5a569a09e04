"""Titles: "Letter dated D from the Permanent Representative of X to the United Nations addressed to Y", and looser ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.formulas import sense
from verbale.structure.days import days_in
from verbale.structure.senders import Named, first_state, speaker
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from verbale.structure.forms import Forms

_WINDOW = 900
"""How far after its first word a title can reach, in code points; the longest seen, of many states together, took 700."""
_DAY = 40
"""How far after "dated" the date stands, with a weekday before it (code points)."""
_REFERRED = re.compile(
    r"(?:\b(?:the|my|our|your|his|her|their|its|this|that|present|said|a|an|la|le|el|sa|su|to|of|in|these|those|identical|same|previous|earlier|last|recent|latest|sent)\s*|\b(?:l|d)')$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as read. `addressees` are canonical names with their places, in the order of the text."""

    span: Span
    kind: str
    kind_span: Span
    date: tuple[Span, date] | None = None
    sender: Named | None = None
    addressees: tuple[tuple[Span, str], ...] = ()
    dated: bool = False


def addressees_at(flat: str, at: int, end: int, forms: Forms) -> tuple[list[tuple[Span, str]], int]:
    """The officers listed from `at` on ("the Secretary-General and the President of ..."), and where the list ends."""
    article = forms.search("article", r"\s*(?:" + forms.pattern("joined", "article") + r"(?!\w)\s*)*")
    joiner = forms.search("joiner", r"\s*(?:[,;/]\s*)?(?:(?:" + forms.pattern("joined", "and") + r")(?!\w)|[,;/]|和|、|و(?=\S))\s*")
    found: list[tuple[Span, str]] = []
    stop = at
    while True:
        begin = _after(article, flat, at, end)
        here = _officers(flat, begin, end, forms, bool(found))
        if not here:
            return found, stop
        found += here
        stop = max(s.end for s, _ in here)
        more = joiner.match(flat, stop, end)
        if not more:
            return found, stop
        at = more.end()


def _after(pattern: re.Pattern[str], flat: str, at: int, end: int) -> int:
    match = pattern.match(flat, at, end)
    return match.end() if match else at


def _officers(flat: str, at: int, end: int, forms: Forms, goes_on: bool) -> list[tuple[Span, str]]:
    if match := forms.officers.match(flat, at, end):
        return [(Span(*match.span()), sense(match, forms.officer_names))]
    if goes_on and (match := forms.organs.match(flat, at, end)):
        return [(Span(*match.span()), "President of the " + sense(match, forms.organ_names))]
    several = forms.search("presidents", forms.pattern("joined", "presidents") + r"(?!\w)\s*").match(flat, at, end)
    if not several:
        return []
    found: list[tuple[Span, str]] = []
    for match in forms.organs.finditer(flat, several.end(), min(end, several.end() + 120)):
        if len(flat[found[-1][0].end if found else several.end() : match.start()].split()) > 3:
            break
        found.append((Span(*match.span()), "President of the " + sense(match, forms.organ_names)))
    return found


def titles_in(text: str, flat: str, start: int, end: int, forms: Forms) -> Iterator[Title]:
    """Full titles (kind with a date or a sender, and an addressee) in `text[start:end]`, in order."""
    heads = forms.search("title-head", r"(?<!\w)(?:" + forms.branches("kinds", "k") + r")")
    done = start
    for match in heads.finditer(flat, start, end):
        if match.start() < done or not begins(text, flat, match.start()):
            continue
        title = _read(text, flat, match, _reach(text, flat, match.end(), end, forms), forms)
        if title:
            done = title.span.end
            yield title
    if "zh" in forms.languages:
        yield from _han_titles(text, flat, start, end, forms)


def title_at(text: str, flat: str, at: int, end: int, forms: Forms) -> Title | None:
    """The title that begins with a kind of document at `at`, wherever that stands; `None` when none does."""
    head = forms.search("title-kind", r"(?:" + forms.branches("kinds", "k") + r")(?!\w)").match(flat, at, end)
    return _read(text, flat, head, min(end, at + _WINDOW), forms) if head else None


def _reach(text: str, flat: str, at: int, end: int, forms: Forms) -> int:
    """How far a title that begins before `at` can go on: over its window if it is dated, else to the end of its paragraph."""
    end = min(end, at + _WINDOW)
    dated = forms.search("dated", r"\s*[,:]?\s*" + forms.pattern("title", "dated") + r"(?!\w)")
    gap = re.compile(r"\n[ \t]*\n").search(text, at, end)
    told = dated.match(flat, at, end)
    day = next(days_in(flat, told.end(), min(end, told.end() + _DAY), forms), None) if gap and told else None
    return gap.start() if gap and not day else end


def begins(text: str, flat: str, at: int) -> bool:
    """True when the word at `at` can begin a title: with a capital, and not "the letter", "my letter"."""
    if not (text[at].isupper() or text[at] >= "\u0600"):
        return False
    before = flat[max(0, at - 14) : at].rstrip() + " "
    alone = re.search(r"\n[ \t]*\n\s*$", text[max(0, at - 14) : at])  # what stands above in another paragraph refers to nothing here
    return bool(alone) or not _REFERRED.search(before)


def _read(text: str, flat: str, head: re.Match[str], end: int, forms: Forms) -> Title | None:
    kind = sense(head, forms.kinds)
    dated = forms.search("dated", r"\s*[,:]?\s*" + forms.pattern("title", "dated") + r"(?!\w)").match(flat, head.end(), end)
    addressed = forms.search("addressed", r"(?<!\w)" + forms.pattern("title", "addressed") + r"\s*(?=" + _someone(forms) + ")").search(
        flat, head.end(), end
    )
    addressees: list[tuple[Span, str]] = []
    stop = head.end()
    if addressed:
        addressees, stop = addressees_at(flat, addressed.end(), end, forms)
    sender_from = forms.search("from", r"(?<!\w)" + forms.pattern("title", "from") + r"(?!\w)").search(
        flat, head.end(), addressed.start() if addressed else min(end, head.end() + 60)
    )
    after = (
        addressed and not sender_from and forms.search("from-after", r"\s*,?\s*" + forms.pattern("title", "from") + r"(?!\w)").match(flat, stop, end)
    )
    sender, sender_end = _sender(
        text,
        flat,
        (after.end() if after else (sender_from.end() if sender_from else head.end())),
        end if after or not addressed else addressed.start(),
        forms,
    )
    day = next(days_in(flat, head.end(), min(end, head.end() + 60) if not addressed else addressed.start(), forms), None)
    if not day and addressed and stop > addressed.start() and "ru" in forms.languages:
        day = next(days_in(flat, head.end(), stop, forms), None)
    strong = bool(dated and day) or bool(dated and (sender_from or after) and addressed)
    full = (strong and (addressed or sender)) or (bool(addressees) and sender is not None and _line_start(text, head.start()))
    if not full or _sentence_between(text, head.end(), addressed.start() if addressed else head.end()):
        return None
    return Title(
        Span(head.start(), max(stop, sender_end, day[0].end if day else 0)), kind, Span(*head.span()), day, sender, tuple(addressees), bool(dated)
    )


def _someone(forms: Forms) -> str:
    officers = forms.branches("officers", "o")
    return r"(?:(?:" + forms.pattern("joined", "article") + r")(?!\w)\s*)?(?:" + officers + "|" + forms.pattern("joined", "presidents") + ")"


def _line_start(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t*#_\"'")


def _sentence_between(text: str, start: int, end: int) -> bool:
    """True when a sentence ends between: what looked like a title is running text."""
    return bool(re.search(r"[a-zé]{3,}\.\s+[A-Z]", text[start:end]))


def _sender(text: str, flat: str, start: int, end: int, forms: Forms) -> tuple[Named | None, int]:
    """Who sends, from the phrase at `start`, and where the phrase ends."""
    organization = forms.search("organization", r"(?<!\w)" + forms.pattern("title", "to_organization") + r"(?!\w)")
    tail = organization.search(flat, start, end)
    stop = tail.start() if tail else end
    sender = speaker(text, flat, start, stop, forms)
    if sender is None and (state := first_state(text, start, stop if tail else min(stop, start + 160), forms.languages[0])):
        sender = Named(*state)
    if sender is None and (match := forms.officers.search(flat, start, min(stop, start + 40))):
        sender = Named(sense(match, forms.officer_names), Span(*match.span()))
    return sender, max(sender.span.end if sender else 0, tail.end() if tail else 0)


def _han_titles(text: str, flat: str, start: int, end: int, forms: Forms) -> Iterator[Title]:
    """Chinese titles: date, sender, 给 addressee, 的, kind."""
    pattern = forms.search(
        "han-title",
        r"(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?P<from>[^。\n]{1,60}?)给\s*(?P<to>[^。]{2,60}?)的\s*(?:"
        + forms.branches("kinds", "k")
        + ")",
    )
    for match in pattern.finditer(flat, start, end):
        day = next(days_in(flat, *match.span("day"), forms), None)
        kind = sense(match, forms.kinds)
        state = first_state(text, *match.span("from"), "zh")
        addressees, _ = addressees_at(flat, match.start("to"), match.end("to"), forms)
        yield Title(Span(*match.span()), kind, Span(*match.span(match.lastgroup or 0)), day, Named(*state) if state else None, tuple(addressees))
