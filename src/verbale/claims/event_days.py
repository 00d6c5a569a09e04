"""Which dates of a sentence tell when something happened, and which belong to a document, a name or a count."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import expression, word_list, word_set

if TYPE_CHECKING:
    from verbale.grammar.dates import DateMention
    from verbale.mentions.analysis import Sentence


@lru_cache(maxsize=8)  # asked for the frames, for the day kept and for the heading of one sentence
def event_dates(sentence: Sentence) -> tuple[DateMention, ...]:
    """The dates of a sentence that tell when something happened; what follows "since" runs until the letter's date."""
    if wounded := tuple(d for d in sentence.dates[1:] if _of_the_wound(sentence, d) and not _in_apposition(sentence, d)):
        return wounded
    out = []
    for day in sentence.dates:
        if _in_apposition(sentence, day):
            continue
        if _after_since(sentence, day):
            out.append(replace(day, kind=DateKind.SINCE, naming=False) if day.kind in OPENING else day)  # "since the ceasefire of 1 March", too
        elif _of_event(sentence, day):
            out.append(day)
    return tuple(out)


def _of_the_wound(sentence: Sentence, date: DateMention) -> bool:
    """True for the day on which one was hit who died on another: "succumbed on 3 May to injuries sustained in Telmor on 27 April"."""
    return expression("days.wounded_on", sentence.language).search(sentence.text, sentence.span.start, date.span.start) is not None


OPENING = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.MONTH, DateKind.YEAR, DateKind.RELATIVE)
"""Kinds of dates with which a time that runs until the letter may begin ("since 3 May", "since my letter of three days ago")."""


def _in_apposition(sentence: Sentence, date: DateMention) -> bool:
    """True for what only tells who a party is: ", the ruling party in Sarn since June 2027"."""
    if date.kind is not DateKind.SINCE:
        return False
    between: list[str] = []
    for atom in reversed([a for a in sentence.atoms if a.end <= date.span.start]):
        if atom.tag == ",":
            return bool(between) and between[-1] in ("the", "a")
        if atom.tag in ("be", "have", "cause", "left", ";") or atom.tag.startswith(("act.", "harm.", "damage.")):
            return False
        between.append(atom.tag)
    return False


def _after_since(sentence: Sentence, date: DateMention) -> bool:
    before = [a for a in sentence.atoms if a.end <= date.span.start][-9:]
    for atom in reversed(before):
        if atom.tag == "began" and sentence.tolls and "have" in sentence.tags:
            return True  # "the aggression, which began on 10 May, has killed 122"
        if atom.tag == "since" or (atom.tag == "cumul" and atom.span.of(sentence.text).lower().startswith("since")):
            return True
        if atom.tag.startswith(("act.part", "harm.part", "act.fire")) or atom.tag == ";":
            return False
    return False


def _of_event(sentence: Sentence, date: DateMention) -> bool:
    """False for a date that belongs to a document, a name or a line ("our letter dated", "the lines of 4 June")."""
    if date.kind is DateKind.TIME:  # "overnight" alone is the night before the letter's day
        return date.part_of_day == "overnight" and len(sentence.dates) == 1
    if date.naming:
        return False
    before = [a for a in sentence.atoms if a.end <= date.span.start][-5:]
    words = [a.span.of(sentence.text).lower() for a in before if a.tag not in ("place.prep", "place.on", "the")]
    if words and words[-1] in word_set("days.of_things", sentence.language):
        return False
    if _of_a_report(sentence, date) or _of_an_aside(sentence, date) or _of_a_finding(sentence, date):
        return False
    first = len(sentence.dates) > 1 and date is sentence.dates[0] and date.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)
    if first and expression("days.then_counted", sentence.language).match(sentence.text, date.span.end, sentence.span.end):
        return False
    papers = expression("days.of_a_letter", sentence.language), expression("days.of_a_paper", sentence.language)
    if any(leads.search(sentence.text, sentence.span.start, date.span.start) for leads in papers):
        return False
    if len(sentence.dates) > 1 and expression("days.beside", sentence.language).search(sentence.text, sentence.span.start, date.span.start):
        return False
    if len(sentence.dates) > 1 and _of_what_had_been(sentence, date):
        return False
    if expression("days.set_free", sentence.language).search(sentence.text, sentence.span.start, date.span.start):
        return False
    if expression("days.died_later", sentence.language).search(sentence.text, sentence.span.start, date.span.start):
        return False
    for atom in reversed(before):
        if atom.tag == "who" and atom.span.of(sentence.text).lower() == THAT:
            return True  # "the letter that tells ... that on 6 May"
        if atom.tag in ("document", "organ", "symbol", "talk.verb"):
            return False
        if atom.tag == "," and before[-1].tag == "from" and any(a.tag in ("document", "organ") for a in before):
            continue  # "my letters, from 29 September through 30 October"
        if atom.tag.startswith(("act.", "harm.", "damage.", "means")) or atom.tag in (",", ";", "place.prep", "name"):
            return True
    return True


def _of_what_had_been(sentence: Sentence, date: DateMention) -> bool:
    """True for the day of a clause about what had been done before: "deported four of those it had served with notices on 1 August"."""
    found = expression("days.had_been", sentence.language).search(sentence.text, sentence.span.start, date.span.start)
    clause = [a.tag for a in sentence.atoms if found and found.start() < a.start < date.span.start]
    return found is not None and not any(tag.startswith(("act.part", "act.fire", "harm.", "damage.")) for tag in clause)


def _of_a_report(sentence: Sentence, date: DateMention) -> bool:
    """True for a day that begins the sentence and on which one was told what had happened: "On 4 June the Mission was informed that ... had"."""
    after = [a for a in sentence.atoms if a.start >= date.span.end]
    if any(a.start < date.span.start and a.tag not in ("place.on", "place.prep", "num", ".") for a in sentence.atoms):
        return False
    that = next((i for i, a in enumerate(after[:TOLD]) if a.tag == "who"), None)
    if that is None or not any(a.span.of(sentence.text).lower() in word_set("days.told", sentence.language) for a in after[:that]):
        return False
    return any(a.tag == "have" and a.span.of(sentence.text).lower() in word_set("days.before_that", sentence.language) for a in after[that:])


def _of_a_finding(sentence: Sentence, date: DateMention) -> bool:
    """True where a sentence tells no deed, and only that the body of one told before was found ("Two bodies were found the next morning")."""
    told_by_the_day_before = date.kind in (DateKind.CONTEXT, DateKind.RELATIVE)
    found = told_by_the_day_before and expression("days.bodies_found", sentence.language).search(sentence.text, *sentence.span)
    return (bool(found) or "harm.body" in sentence.tags) and not any(
        tag.startswith(("act.part", "act.fire", "act.do", "damage.")) for tag in sentence.tags
    )


def _of_an_aside(sentence: Sentence, date: DateMention) -> bool:
    """True for a month or "last month" of what a clause tells about a thing: "resolution 824, which only last month declared it a safe area"."""
    if date.kind not in (DateKind.RELATIVE, DateKind.CONTEXT, DateKind.MONTH):
        return False
    atoms = [a for a in sentence.atoms if not (a.start >= date.span.start and a.end <= date.span.end)]
    at = next((i for i, a in enumerate(atoms) if a.start >= date.span.end), len(atoms))
    who = next((i for i in range(at - 1, max(-1, at - ASIDE), -1) if atoms[i].tag == "who"), None)
    if who is None or who == 0 or atoms[who - 1].tag != ",":
        return False
    clause = atoms[who:at]
    for atom in atoms[at : at + ASIDE]:
        if atom.tag in (",", ";", "."):
            break
        clause.append(atom)
    return not any(a.tag.startswith(("act.", "harm.", "damage.")) for a in clause)


ASIDE = 9
"""Words of a clause between commas before and after a date in it."""
TOLD = 14
"""Words after a day within which "was informed that" stands."""
THAT = "that"
BEFORE_DAY = 16
"""Characters before a day within which "as of" stands."""


def counted_on(sentence: Sentence, day: DateMention) -> bool:
    """True for "as of 8 October": the day on which the dead were counted."""
    words = day.span.of(sentence.text).lower()
    before = sentence.text[max(sentence.span.start, day.span.start - BEFORE_DAY) : day.span.start].lower()
    counted = word_list("days.counted", sentence.language)
    return words.startswith(counted) or (before.endswith(" ") and before[:-1].endswith(counted))


def lasting(sentence: Sentence, day: DateMention) -> int:
    """How many days something lasted that began on a day: 3 for "on 9 May and for three consecutive days", "for three days from 9 May"; else 1."""
    text, language = sentence.text, sentence.language
    after = expression("days.then_days", language).match(text, day.span.end, min(sentence.span.end, day.span.end + LASTING))
    before = expression("days.days_from", language).search(text, max(sentence.span.start, day.span.start - LASTING), day.span.start)
    found = after or before
    if found is None:
        return 1
    count = next((a.value for a in sentence.atoms if a.tag == "num" and (a.start, a.end) == found.span("count")), None)
    if not isinstance(count, int) or not 1 < count <= LONGEST:
        return 1
    return count + (after is not None and after.group("more") is not None)


LASTING = 44
"""Characters before or after a day within which it is told how long something lasted."""
LONGEST = 60
"""The longest time in days that is told so."""


def days_of(date: DateMention) -> int:
    """How many days a window is, roughly; 2 where the number is not told."""
    point = date.points[0]
    units = {"hours": 1 / 24, "hour": 1 / 24, "days": 1, "day": 1, "weeks": 7, "week": 7, "months": 30, "month": 30, "years": 365, "year": 365}
    return round((point.length if point.length is not None else 2) * units.get(point.unit, 1))
