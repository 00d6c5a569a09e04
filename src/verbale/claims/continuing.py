"""Whether a frame goes on with the claim told just before it, or begins another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.claims.drafts import (
    SENTENCES_ON,
    TOLLS_ON,
    Draft,
    adds_outcome,
    announces,
    covers,
    details,
    introduces,
    is_elsewhere,
    is_narrower,
    is_part,
    lies_within,
    names_again,
    other_day,
    repeats,
    same_count,
    same_outcome,
    sums_up,
    tells_several,
)
from verbale.claims.event_days import counted_on
from verbale.claims.frames import Frame, among
from verbale.claims.resuming import restates, resumes, same_period
from verbale.claims.speakers import speaker
from verbale.claims.voices import denies
from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import expression
from verbale.mentions.place_names import SPECIFIC

if TYPE_CHECKING:
    from verbale.claims.accused import Memory
    from verbale.grammar.dates import DateMention
    from verbale.model import Days

    DaysTold = list[tuple[Days, DateMention]]


@dataclass(frozen=True, slots=True)
class Step:
    """Where a frame stands after a draft: its block and sentence, how many sentences on, and whether several days were told before."""

    block: int
    position: int
    gap: int
    memory: Memory
    listed: bool


def continues(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool:
    """True when a frame tells more of the draft just before it. The rules are asked in order; the first that knows decides."""
    for rule in (_by_reach, _by_who_tells, _by_announcement, _by_total, _by_day):
        told = rule(draft, frame, days, step)
        if told is not None:
            return told
    return _by_detail(draft, frame, days, step)


def counts_on(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool:
    """True for the day from which a bare total told just before counts ("It has killed 40. This has gone on since 3 May")."""
    bare = bool(draft.tolls) and not draft.when and not draft.places
    return frame.running and bare and bool(days) and not frame.tolls and step.gap == 1


def _by_reach(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool | None:
    """By how far apart they stand, and by words that name or number what was told."""
    announced = not draft.tolls and not draft.running and "announce" in draft.frames[0].sentence.tags
    if announced and step.gap <= ANNOUNCED and _in_the_attack(draft, frame, days):
        return True
    reach = TOLLS_ON if frame.tolls and not frame.deeds and not days else SENTENCES_ON
    if step.gap > reach or (frame.tolls and frame.wider):
        return False
    if restates(draft, frame) and same_outcome(draft, frame):
        return True
    if _own_hour(draft, frame):
        return False
    if not days and step.gap <= (ANNOUNCED if draft.block == step.block else NEXT) and resumes(draft, frame):
        return True
    if frame.another and draft.frames[0].sentence is not frame.sentence and not announces(draft):
        return False
    if not days and names_again(draft, frame):
        return True
    own = bool(days) and is_elsewhere(draft, frame)  # "Among the victims of the shelling of Telmor on 1 October were"
    if step.gap == 1 and ((among(frame.sentence) and not own) or (not days and is_part(draft, frame))):
        return True
    return None


def _own_hour(draft: Draft, frame: Frame) -> bool:
    """True for a deed that begins with a clock time of its own, after one of another clock time ("At 1015 hours mortar shells fell")."""
    times = [d for d in frame.sentence.dates if _clock(d)]
    if not times or times[0].span.start - frame.span.start > FRONT or not any(d.verb for d in frame.deeds):
        return False
    told = {d.part_of_day for f in draft.frames for d in f.sentence.dates if _clock(d)}
    return bool(told) and times[0].part_of_day not in told


def _clock(day: DateMention) -> bool:
    return bool(day.part_of_day) and any(c.isdigit() for c in day.part_of_day or "")


FRONT = 14
"""Characters before a clock time that begins a sentence ("At about 1015 hours")."""


def _by_who_tells(draft: Draft, frame: Frame, _days: DaysTold, step: Step) -> bool | None:
    """What is denied, and what another tells, are claims of their own."""
    head = draft.frames[0]
    if denies(frame.sentence, step.memory) != denies(head.sentence, step.memory) and frame.told:
        return False
    voice = speaker(frame.sentence, step.memory, frame.span)
    if voice and frame.tolls and voice != speaker(head.sentence, step.memory, head.span):
        return False  # another's account is another claim
    return None


def _by_announcement(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool | None:
    """What is announced with its place or its toll and then told in full is one claim; another block begins another."""
    if counts_on(draft, frame, days, step):
        return True
    same_time = not days or (draft.when is not None and all(lies_within(d, draft.when) for d, _ in days))
    full = any(p.rank == SPECIFIC for p in draft.places) or (step.gap == 1 and same_count(draft, frame))
    announced = "announce" in draft.frames[0].sentence.tags and not draft.running and full
    if announced and frame.told and same_time and details(draft, frame) and not is_elsewhere(draft, frame):
        return True
    if step.gap <= NEXT and _in_the_attack(draft, frame, days):
        return True
    if draft.block != step.block and not (frame.anaphoric and step.gap == 1):
        return False
    return None


ANNOUNCED = 4
"""Sentences on within which "in the blast" is what was announced, past what led to it."""
NEXT = 2
"""Sentences on, past one that tells only what was hit, within which "in the attack" is the one told before."""


def _in_the_attack(draft: Draft, frame: Frame, days: DaysTold) -> bool:
    """True for the toll of what the item before told: "(e) Nine persons were wounded in the attack"."""
    if days or draft.tolls or not frame.tolls or any(p.rank == SPECIFIC for p in frame.places):
        return False
    if expression("resuming.in_the_blast", frame.sentence.language).search(frame.sentence.text, frame.tolls[0].span.start, frame.span.end):
        return True
    return any(a.tag == "cont" and a.start > frame.tolls[0].span.start for a in frame.sentence.atoms)


def _by_total(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool | None:
    """A total covers what was told, adds an outcome to another total, or counts something else."""
    if draft.running and not draft.tolls and frame.tolls and covers(frame):
        return True
    if draft.running and not draft.tolls and frame.tolls and frame.anaphoric and step.gap == 1 and not days and not is_elsewhere(draft, frame):
        return True  # "armed groups have fired 1,000 shells over the past days. The attacks killed dozens"
    if draft.running and step.gap <= NEXT and not days and same_period(frame.sentence) and not same_outcome(draft, frame):
        return True
    if step.gap <= 1 and not draft.tolls and not draft.running and _counted_since(frame):
        return True  # "As of this morning, 16 people are known to have been killed"
    if step.gap == 0 and not days and frame.running and same_count(draft, frame) and not is_elsewhere(draft, frame):
        return True  # "five others succumbed, bringing the number of dead to 17", as many as were told
    if (sums_up(draft, frame) and not step.listed) or (step.gap == 1 and not days and adds_outcome(draft, frame)):
        return True
    if frame.running != draft.running and (frame.running or frame.tolls):
        return False
    if draft.running and draft.tolls and not frame.running and frame.dates and frame.told and not frame.anaphoric:
        return False  # a day of its own is none of the total's: "250 have died. ... the car bomb that exploded on the same day"
    if frame.running and draft.running and days and draft.days and min(d.first for d, _ in days) != min(d.first for d, _ in draft.days):
        return False  # "in the past 48 hours 110 rockets", "since January 904": two counts
    return None


def _counted_since(frame: Frame) -> bool:
    """True for a toll whose only days are those on which it was counted, at no place of its own and for no longer time."""
    counted = bool(frame.dates) and all(counted_on(frame.sentence, d) or d.kind is DateKind.UNTIL for d in frame.dates)
    return bool(frame.tolls) and counted and not frame.places and "cumul" not in frame.sentence.tags


def _by_day(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool | None:
    """Another day is another incident."""
    if not days:
        parted = step.gap > 0 or frame.after_semicolon
        return False if not frame.running and parted and other_day(draft, frame) else None
    if draft.when is None and not draft.running and step.gap <= ANNOUNCED and _says_when(frame):
        return True
    if draft.when is None or (draft.running and not frame.running) or not all(lies_within(d, draft.when) for d, _ in days):
        return False
    return False if is_narrower(draft, frame, days) else None


def _says_when(frame: Frame) -> bool:
    """True for a sentence that only says when what was told happened: "The massacre took place on 3 May"."""
    placed = any(p.rank == SPECIFIC and p.how != "from" for p in frame.places)
    return (
        not frame.tolls
        and not placed
        and expression("resuming.says_when", frame.sentence.language).match(frame.sentence.text, *frame.span) is not None
    )


def _by_detail(draft: Draft, frame: Frame, days: DaysTold, step: Step) -> bool:
    """By tolls, places and deeds of its own."""
    if tells_several(draft) and same_outcome(draft, frame) and any(p.rank == SPECIFIC and p.how != "from" for p in frame.places):
        return False  # one of them, with its own place and toll
    if repeats(draft, frame) and not (details(draft, frame) and not is_elsewhere(draft, frame)):
        return False
    if introduces(draft, step.position) and frame.told and not frame.running:
        return True
    if frame.tolls and not draft.tolls and covers(frame) and step.gap <= SENTENCES_ON:
        return True
    wide = all(p.rank > SPECIFIC for p in draft.places)
    fuller = frame.anaphoric and bool(frame.tolls) and (not same_outcome(draft, frame) or (wide and same_count(draft, frame)))
    if is_elsewhere(draft, frame) and not fuller:
        return False
    if frame.anaphoric or not frame.told or step.gap == 0 or (frame.tolls and not frame.deeds and not days):
        return True
    new_acts = {a for a, _ in frame.acts} - {a for f in draft.frames for a, _ in f.acts}
    own_place = any(p.how not in ("from", "towards") and p.rank <= SPECIFIC + 1 for p in frame.places)
    if frame.agents and any(d.verb for d in frame.deeds) and (new_acts or own_place or days):
        return not own_place and step.gap == 1 and not same_outcome(draft, frame)
    return step.gap == 1
