"""What stands at the very front of a text: a masthead run together, and the titles of what is no letter.

An annex that stands alone ("Annex II to the letter dated ..."), a communiqué ("Communiqué issued on ... by ..."), a speech
out of a meeting's record ("12. Mr. OSTMARK (Kestria): ..."): they have no "Letter dated ... from ... addressed to ...".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from verbale.grammar.formulas import sense
from verbale.structure.days import day_at, days_in
from verbale.structure.endings import NUMBER
from verbale.structure.senders import Named, first_state, speaker
from verbale.structure.titles import Title, title_at, titles_in
from verbale.symbols import find
from verbale.text import Span

if TYPE_CHECKING:
    from datetime import date

    from verbale.structure.forms import Forms

ORDINAL = r"(?:\w+(?:-|\s))?\w*(?:first|second|third|th|ième|ieme|ère|ere)(?:-\w+)?"
"""An ordinal in words, as sessions and years are counted."""
_REACH = 1200
"""How far a masthead at the front can reach (code points)."""
_LINE = 300
"""How long a title on a line of its own can be; a longer line is a page stored as one line (code points)."""
_OWN = 600
"""How far under the line that says to what an annex belongs its own title can stand (code points)."""
_BETWEEN = re.compile(r"[\s|*•·—–:;,./-]+")
_CRUMBS = re.compile(r"\s*[^\n>»|/.]{2,60}(?:\s[>»|/]\s+[^\n>»|]{1,60}){2,}\n\s*")
"""The path of a page on its first line: "Home > Documents > S/2031/61"."""
_DAY = 48
"""How long a day can be in words (code points)."""
_PAGE_END = re.compile(r"(?<=\s)\d{1,4}(?=[ \t]*(?:\n|\Z))")
_NOTE = re.compile(r"[\s*.:]*(?:[(\[]\s*original[^)\]]{0,60}[)\]])?[\s*]*")
_NAMED = r"\s*(?:[^\W\d_][\w.'’-]*\s+){1,5}\((?P<state>[^()\n]{3,60})\)(?:\s*\([^()\n]{3,60}\))?\s*:"


class _Front(NamedTuple):
    """The search for a title at `at`, where the masthead ends."""

    text: str
    flat: str
    top: int
    at: int
    end: int
    forms: Forms


def masthead_end(text: str, flat: str, region: Span, forms: Forms) -> int:
    """Where the words of a masthead at the front of `region` end; its start when none stand there."""
    stop = min(region.end, region.start + _REACH)
    ends = {region.start + found.start: region.start + found.end for found in find(text[region.start : stop])}
    words = _masthead_words(forms)
    crumbs = _CRUMBS.match(text, region.start, stop)
    at = last = crumbs.end() if crumbs else region.start
    while at < stop:
        between = _BETWEEN.match(text, at, stop)
        at = between.end() if between else at
        match = words.match(flat, at, stop) or (_PAGE_END.match(text, at) if last > region.start else None)
        day = None if at in ends or match else day_at(flat, at, min(stop, at + _DAY), forms)
        last = ends.get(at) or (match.end() if match else day.end if day else at)
        if last == at:
            return between.start() if between else at
        at = last
    return last


def _masthead_words(forms: Forms) -> re.Pattern[str]:
    words = [forms.pattern("masthead", key) for key in ("united_nations", "distribution", "distributions", "original", "symbol_label", "document")]
    words += [forms.branches("languages", "l"), "|".join(forms.pattern("organs", organ) for organ in forms.senses("organs"))]
    session, page, meeting = (forms.pattern("masthead", key) for key in ("session", "page", "meeting"))
    counted = rf"{ORDINAL}\s*(?:{session}\s*)+|{page}\s*\d{{1,3}}|\d{{1,5}}(?:st|nd|rd|th)\s*{meeting}"
    return forms.search("masthead-words", rf"(?:{'|'.join(words)}|{counted})(?<=\S)(?!\w)")


def annex_word(flat: str, at: int, end: int, forms: Forms) -> int:
    """Where the word "Annex" with its number ends, if it stands at `at`; else `at`."""
    match = forms.search("annex-word", rf"(?:{forms.annexes.pattern})(?!\w){NUMBER}(?!\w)").match(flat, at, end)
    return match.end() if match else at


def kind_at(flat: str, at: int, end: int, forms: Forms) -> tuple[str, Span] | None:
    """The kind of document named at `at` with one who speaks ("Statement by", "Appeal of the"), and its place."""
    match = forms.search("front-kind", rf"{_kinds(forms)}(?=\s+{forms.pattern('front', 'by')}\s)").match(flat, at, end)
    return _told(match, forms) if match else None


def _kinds(forms: Forms) -> str:
    return rf"(?:{forms.branches('kinds', 'k')}|{forms.branches('front_kinds', 'f')})"


def _told(match: re.Match[str], forms: Forms) -> tuple[str, Span]:
    """The kind that a match of `_kinds` names, and where it is named."""
    group = match.lastgroup or "k0"
    return sense(match, forms.kinds if group[0] == "k" else tuple(forms.senses("front_kinds"))), Span(*match.span(group))


def front_title(text: str, flat: str, letter: Span, forms: Forms) -> Title | None:
    """The title of an annex alone, a communiqué or a speech, right after what masthead the text has; `None` where none stands there."""
    at = masthead_end(text, flat, letter, forms)
    between = _BETWEEN.match(text, at, letter.end)
    at = between.end() if between else at
    if at >= letter.end or not (text[at].isupper() or text[at].isdigit()):
        return None
    front = _Front(text, flat, letter.start, at, letter.end, forms)
    return _annexed(front) or _issued(front) or _speech(front)


def _annexed(front: _Front) -> Title | None:
    """What "Annex to the letter dated D from X addressed to Y" tells; the kind and the sender are the annex's own if its title tells them."""
    text, flat, forms = front.text, front.flat, front.forms
    begin = annex_word(flat, front.at, front.end, forms)
    to_the = forms.search("front-to-the", r"\s*" + forms.pattern("annex", "to_the") + r"\s*").match(flat, begin, front.end)
    if begin == front.at or not to_the:
        return None
    title = title_at(text, flat, to_the.end(), _paragraph_end(text, to_the.end(), front.end), forms)
    if not title or not title.dated:
        return None
    stop = min(front.end, title.span.end + _OWN)
    own = next(titles_in(text, flat, title.span.end, stop, forms), None)
    if own and own.dated and not re.search(r"\.\s", text[title.span.end : own.span.start]):
        return own
    title = replace(title, span=Span(front.at, title.span.end))
    note = _NOTE.match(flat, title.span.end, stop)
    under = note.end() if note else title.span.end
    named = kind_at(flat, under, stop, forms) if under < stop and text[under].isupper() else None
    if not named:
        return title
    said = speaker(text, flat, under, _paragraph_end(text, under, stop), forms)
    return replace(title, kind=named[0], kind_span=named[1], sender=said or title.sender)


def _issued(front: _Front) -> Title | None:
    """What "Communiqué issued on D by X" or "issued by X on D" tells, where no sentence goes on after it."""
    text, flat, forms = front.text, front.flat, front.forms
    at = annex_word(flat, front.at, front.end, forms)
    note = _NOTE.match(flat, at, front.end) if at > front.at else None
    at = note.end() if note else at
    gap = _BETWEEN.match(text, at, front.end)
    at = gap.end() if gap else at
    head = forms.search("front-issued", rf"{_kinds(forms)}\s+{forms.pattern('front', 'issued')}\s+").match(flat, at, front.end)
    if not head or not text[at].isupper():
        return None
    line = text.find("\n", at, front.end)
    line = line if line >= 0 else front.end
    told = _day_then_speaker(front, head.end(), min(line, at + _LINE)) or _speaker_then_day(front, head.end(), min(line, at + _LINE))
    if not told:
        return None
    day, sender = told
    stop = max(sender.span.end if sender else day[0].end, day[0].end)
    alone = line - at <= _LINE
    rest = text[stop:line].strip(" \t*")
    if (alone and rest.endswith((".", ";", ":"))) or (not alone and rest[:1].islower()):
        return None
    return Title(Span(at, line if alone else stop), *_told(head, forms), day, sender, (), True)


def _day_then_speaker(front: _Front, at: int, end: int) -> tuple[tuple[Span, date], Named | None] | None:
    """The day that stands at `at`, and who speaks after it."""
    day = next(days_in(front.flat, at, min(front.end, at + 40), front.forms), None)
    if not day or day[0].start > at:
        return None
    return day, speaker(front.text, front.flat, day[0].end, end, front.forms)


def _speaker_then_day(front: _Front, at: int, end: int) -> tuple[tuple[Span, date], Named] | None:
    """Who speaks after "by" at `at`, and the day right after the name."""
    sender = speaker(front.text, front.flat, at, end, front.forms)
    if not sender or not front.forms.search("issued-by", front.forms.pattern("front", "issuer") + r"\s").match(front.flat, at, end):
        return None
    day = next(days_in(front.flat, sender.span.end, min(end, sender.span.end + 40), front.forms), None)
    before_day = front.forms.search("issued-dated", rf"[\s,]*(?:[\w'’-]+\s*,\s*)?(?:{front.forms.pattern('front', 'dated')}\s+)?")
    return (day, sender) if day and before_day.fullmatch(front.flat, sender.span.end, day[0].start) else None


def _speech(front: _Front) -> Title | None:
    """The mark of one who speaks in a meeting, where no other state speaks in the text; the day is the meeting's."""
    text, flat, forms = front.text, front.flat, front.forms
    mark = forms.search("speaker", rf"(?:(?P<n>\d{{1,3}})\.\s+)?(?P<title>{forms.pattern('front', 'titles')}){_NAMED}")
    match = mark.match(flat, front.at, front.end)
    if not match:
        return None
    words, after = text[slice(*match.span("state"))], text[match.end() : match.end() + 4].strip()
    said = {state[0] for m in mark.finditer(flat, front.at, front.end) if (state := first_state(text, *m.span("state"), forms.languages[0]))}
    state = first_state(text, *match.span("state"), forms.languages[0])
    if len(said) > 1 or not words[0].isupper() or not after[:1].isupper():
        return None
    name = state or (words, Span(*match.span("state")))
    return Title(Span(*match.span()), "statement", Span(match.start("title"), match.end("state") + 1), _meeting_day(front), Named(*name))


def _meeting_day(front: _Front) -> tuple[Span, date] | None:
    """The date in the masthead, where it names a meeting."""
    meeting = front.forms.search("meeting", r"(?<!\w)" + front.forms.pattern("masthead", "meeting") + r"(?!\w)")
    if not meeting.search(front.flat, front.top, front.at):
        return None
    return next(days_in(front.flat, front.top, front.at, front.forms), None)


def _paragraph_end(text: str, at: int, end: int) -> int:
    """The first blank line after `at`, or `end`."""
    gap = re.compile(r"\n[ \t]*\n").search(text, at, end)
    return gap.start() if gap else end
