"""The day of a claim that tells none: of its heading, of the sentence that it continues, of the opening of the letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.drafts import HIT, SENTENCES_ON, TOLLS_ON, Draft, covers, goes_on, lies_within, tells_several
from verbale.claims.event_days import event_dates
from verbale.claims.resuming import sums_up_all
from verbale.grammar.dates import DateKind, resolve
from verbale.grammar.wordlists import expression
from verbale.mentions.place_names import SPECIFIC
from verbale.model import Days

if TYPE_CHECKING:
    from verbale.claims.frames import Frame
    from verbale.claims.setting import Setting
    from verbale.mentions.analysis import Sentence

OPENING = 10
"""How many sentences into a part its opening can tell a day."""
OPENED = 14
"""How many sentences on the day of the opening holds, while no other is told."""
BETWEEN = 4
"""Sentences between two incidents of one list, at most."""
SEVERAL = 2
DAYS = (DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.RELATIVE)


def inherit_day(draft: Draft, frame: Frame, drafts: list[Draft], setting: Setting, position: int) -> None:
    """Give a draft that begins with `frame` the day that its sentence leaves to what stands before it; none where nothing tells one."""
    if sums_up_all(frame) and _all_before(draft, drafts):
        return
    before = drafts[-1] if drafts else None
    if before is not None and _day_beside(before, setting, draft.block, position):
        draft.inherited, draft.inherited_from = before.when, before.days[0][1].span
        return
    if setting.days:
        draft.inherited, draft.inherited_from = setting.days, setting.days_from
        return
    told = setting.told
    if told and told[3] == draft.block and 0 <= position - told[2] <= SENTENCES_ON and not frame.running:
        draft.inherited, draft.inherited_from = told[0], told[1]
        return
    near = before is not None and (position - before.position <= SENTENCES_ON or covers(frame))
    if before and before.running and not frame.running:  # past a total: "killed 17, bringing the total to 45. They also injured hundreds"
        before = next((d for d in reversed(drafts) if not d.running and d.block == draft.block and position - d.position <= TOLLS_ON), None)
    holds = before and before.when and not before.running and not frame.running and near
    if before and holds and (before.block == draft.block or goes_on(frame) or covers(frame) or frame.another or one_of_several(drafts)):
        draft.inherited = before.when
        draft.inherited_from = before.days[0][1].span if before.days else before.inherited_from
    elif setting.opening and not frame.running and position - setting.opening[2] <= OPENED:
        draft.inherited, draft.inherited_from = setting.opening[:2]


def one_of_several(drafts: list[Draft]) -> bool:
    """True after several attacks were announced with their toll and their days ("killed two in two separate attacks"), while no other day is told."""
    for before in reversed(drafts):
        if before.days:
            return tells_several(before)
    return False


def _all_before(draft: Draft, drafts: list[Draft]) -> bool:
    """Give a toll of all that was told the days and places of the incidents just before it; `False` when they are of one day."""
    told: list[Draft] = []
    for before in reversed(drafts):
        if before.part != draft.part or before.running or before.when is None or (told and told[-1].begun - before.position > BETWEEN):
            break
        told.append(before)
    days = [d.when for d in told if d.when]
    if len(set(days)) < SEVERAL:
        return False
    draft.inherited = Days(min(d.first for d in days), max(d.last for d in days))
    draft.inherited_from = told[-1].days[0][1].span if told[-1].days else told[-1].inherited_from
    draft.places = [replace(p, how="context") for d in reversed(told) for p in d.places if p.rank == SPECIFIC and p.how in (*HIT, "on")]
    return True


def _day_beside(before: Draft, setting: Setting, block: int, position: int) -> bool:
    """True where the day told just before, within the days of the heading, is closer than these."""
    wide, when = setting.days, before.when
    near = before.block == block and bool(before.days) and position - before.position == 1 and not before.running
    return near and wide is not None and when is not None and lies_within(when, wide)


def note_opening(setting: Setting, sentence: Sentence, drafts: list[Draft], position: int) -> None:
    """Remember the day that the opening of a part tells ("Today was a deadly day", "acts of aggression perpetrated on 3 May"), until another is told."""
    if not sentence.dates:
        return
    mentions = event_dates(sentence)
    told = [(resolve(m, setting.reference, setting.context).days, m) for m in mentions]
    if setting.opening:
        if any(days is None or m.kind not in DAYS or not lies_within(days, setting.opening[0]) for days, m in told if m.kind is not DateKind.CONTEXT):
            setting.opening = None
        return
    if len(told) != 1 or position > OPENING or any(_in_full(d) for d in drafts):
        return
    days, mention = told[0]
    if (
        days is not None
        and mention.kind in DAYS
        and days.first == days.last
        and expression("opening.of_violence", sentence.language).search(sentence.text, *sentence.span)
    ):
        setting.opening = (days, mention.span, position)


def _in_full(draft: Draft) -> bool:
    """True for a claim told in full and not only announced: what follows it without a day may be of another."""
    head = draft.frames[0]
    done = head.verbal and "announce" not in head.sentence.tags
    return done or bool(draft.tolls) or any(p.rank == SPECIFIC for p in draft.places)
