"""Puts frames together to drafts of claims: what a sentence adds to the one before, what begins anew, what it inherits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from verbale.claims.accused import perpetrators
from verbale.claims.adding import HE, add_to, adds, say_again
from verbale.claims.ascribing import accuse_each, claims_each
from verbale.claims.blame import accuse_by_context
from verbale.claims.continuing import Step, continues, counts_on
from verbale.claims.drafts import (
    COUNTED_ON,
    FOLLOWING,
    HIT,
    NEAR,
    SENTENCES_ON,
    STEM,
    Draft,
    announces,
    ascribes,
    covers,
    is_general,
    is_one,
    lends,
    lies_within,
    only_announces,
    only_leads,
    same_count,
    same_days,
    same_party,
)
from verbale.claims.event_days import counted_on, lasting
from verbale.claims.frames import Frame, same_place
from verbale.claims.inheriting import inherit_day, one_of_several
from verbale.claims.own_deeds import answers as own_answer
from verbale.claims.resuming import restates, same_period, sums_up_all
from verbale.claims.sharing import share_out
from verbale.claims.voices import denies, speaks_of_own
from verbale.grammar.dates import DateKind, resolve
from verbale.grammar.days import LAST_YEAR
from verbale.grammar.wordlists import any_part, expression, word_list, word_set
from verbale.mentions.place_names import COUNTRY, SPECIFIC, PlaceMention
from verbale.model import BlockKind, Code, Days, Outcome, Perpetrator, PerpetratorRole
from verbale.names.states import find_states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.claims.setting import Setting
    from verbale.grammar.dates import DateMention
    from verbale.mentions.analysis import Sentence
    from verbale.text import Span


ANNOUNCED_ON = 4
"""How many sentences on whom an announcement accuses is still the one who did what is told."""
LIST_REACH = 6
"""How many sentences before a total its incidents stand."""


def _points_back(frame: Frame) -> bool:
    """True for words that point to a place told before: "in this village", "the camp", "burned five homes there"; not "As for Telmor, ... there"."""
    atoms = [a for a in frame.sentence.atoms if frame.span.contains(a.span)] if "there" in frame.sentence.tags else []
    for at, atom in enumerate(atoms):
        stands = atom.tag == "there" and at > 0 and not any(a.tag == "name" for a in atoms[:at])
        if stands and not (at + 1 < len(atoms) and atoms[at + 1].tag in ("be", "have")):
            return True
    return _one_of_those(frame) or "this" in frame.sentence.tags or same_place(frame.sentence)


def _one_of_those(frame: Frame) -> bool:
    """True for "one of these mines exploded", "struck one of the mines"."""
    tags = [a.tag for a in frame.sentence.atoms]
    return any(
        t in ("act.noun", "means") and (tags[i - 1] == "ofthem" or tags[max(0, i - 3) : i] == ["num", "of", "the"]) for i, t in enumerate(tags) if i
    )


def _named_outcome(frame: Frame) -> Outcome | None:
    """Of whom a sentence tells parts that begins "Of those killed, ...", "Among the wounded"; `None` when it does not say."""
    start, language = frame.sentence.span.start, frame.sentence.language
    words = frame.sentence.text[start : start + OPENING].lower()
    if not words.startswith(word_list("assembly.of_those", language)):
        return None
    if any_part("assembly.dead", language).search(words):
        return Outcome.KILLED
    return Outcome.INJURED if any_part("assembly.hurt", language).search(words) else None


def _year_named(frame: Frame) -> Days | None:
    """The year after which an older war is named, for the days told of it: "the invasion of 2019, when, on 14 August"."""
    sentence = frame.sentence
    for named in sentence.dates:
        if named.naming and named.kind is DateKind.YEAR and expression("assembly.when_then", sentence.language).match(sentence.text, named.span.end):
            days = resolve(replace(named, naming=False), None, None).days
            return _middle(days) if days else None
    return None


def _middle(days: Days) -> Days:
    """The day in the middle of a year: days without one are of the year nearest to it."""
    day = days.first + (days.last - days.first) // 2
    return Days(day, day)


OPENING = 28
"""Characters at the front of a sentence within which it says of whom it tells."""


class Assembler:
    """Takes frames in the order of the text and keeps the drafts."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self.drafts: list[Draft] = []
        self.named: list[tuple[int, PlaceMention]] = []
        self.claims: list[Sentence] = []

    def take(self, frame: Frame, part: int, block: int, position: int, kind: BlockKind = BlockKind.PARAGRAPH) -> bool:
        """Give a frame to the draft it continues, or to one of its own; `False` when it tells no incident."""
        past = tuple(d for d in frame.dates if not self.to_come(resolve(d, self.setting.reference, self.setting.context).days))
        frame = frame if len(past) == len(frame.dates) else replace(frame, dates=past)
        days, problems = self._days(frame)
        if not (frame.told or frame.parts or frame.owned or days or (frame.places and frame.deeds)):
            return False
        if (frame.owned or ascribes(frame)) and self._claimed(frame, part, position):
            return True
        answers = own_answer(frame, self.setting.memory) and not speaks_of_own(frame.sentence, self.setting.memory)
        if answers:
            frame = replace(frame, agents=frame.agents[:1])
        draft = self._continued(frame, days, part, block, position)
        if draft is not None and draft.accused and answers:
            if frame.tolls:
                draft = None
            else:
                frame = replace(frame, acts=(), damage=(), deeds=(), places=())
        if draft is None:
            if not self._stands(frame, days, position) or (kind is BlockKind.HEADING and not frame.tolls):
                return False
            draft = Draft([], part, block, position, begun=position, running=frame.running, entry=self.setting.entry.of(block))
            if not days and all(d.kind is DateKind.TIME for d in frame.dates):  # a clock time alone is of the day told before
                inherit_day(draft, frame, self.drafts, self.setting, position)
            self.drafts.append(draft)
        if frame.tolls and not draft.tolls and covers(frame):
            self._absorb(draft, block)
        self._add(draft, frame, days, problems, position)
        return True

    def _claimed(self, frame: Frame, part: int, position: int) -> bool:
        """Give what was told before to who claimed it or is told to have done it: the last, or ("both attacks") all of that day.

        `False` when no one is named.
        """
        before = [d for d in self.drafts if d.part == part and position - d.position <= LIST_REACH]
        accused = perpetrators(frame.agents, self.setting.memory, self.text)
        if not before or not accused:
            return False
        several = (
            frame.sentence.atoms[0].tag == "this"
            or any(a.tag == "act.noun" and a.span.of(self.text).endswith("s") for a in frame.sentence.atoms)
            or any_part("assembly.outrages", frame.sentence.language).search(frame.span.of(self.text))
        )
        for draft in [d for d in before if several and d.when == before[-1].when] or before[-1:]:
            draft.accused, draft.claimed = list(accused), frame.owned
        before[-1].frames.append(replace(frame, acts=(), damage=(), deeds=(), places=()))  # who claimed it, and nothing of what was done
        before[-1].position = position
        return True

    def see(self, places: Iterable[PlaceMention], position: int) -> None:
        """Remember the places that a sentence names, whether or not it tells a claim."""
        self.named += [(position, p) for p in places]

    def hear_claims(self, sentence: Sentence) -> bool:
        """Remember a sentence in which several claim each an attack of its own; `False` for any other."""
        each = bool(self.drafts) and claims_each(sentence)
        self.claims += [sentence] if each else []
        return each

    def _place_by_context(self) -> None:
        """Give a draft that names no place the one last named before it in this part.

        A running total takes the last that is wide; a new day takes a specific place only where words point back to it.
        """
        for draft in self.drafts:
            aimed = [p for f in draft.frames for p in f.places if p.how == "towards" and p.rank < COUNTRY]
            placed = any(p.how != "on" or p.rank < COUNTRY for p in draft.places)
            if aimed and (not placed or {p.name for p in draft.places} <= {p.name for p in aimed}):  # "fired in the direction of Telmor"
                draft.places = aimed
                continue
            if placed:
                continue
            if draft.entry:
                draft.places = list(draft.entry)
                continue
            before = [p for _, p in self.named if p.how in HIT and p.span.end <= draft.span.start]
            just = [p for at, p in self.named if at == draft.begun - 1 and p.rank == SPECIFIC and p.how in (*HIT, "on", "against")]
            home = self._home(draft)
            if draft.running and home:
                draft.places = [home]
                continue
            if draft.running:
                wide = [p for p in before if p.rank > SPECIFIC]
                these = draft.frames[0].sentence.atoms[0].tag == "this" and not draft.frames[0].wider
                just = just if these else []  # "These attacks have so far killed 36"
                before = just or wide or (before if not draft.tolls and len({p.name for p in before}) == 1 else [])  # a total is of all that was told
            elif draft.days and not any(_points_back(f) for f in draft.frames):
                before = [p for p in before[-1:] if p.rank > SPECIFIC]
            draft.places = [replace(p, how="context") for p in before[-1:] if not p.listed or not draft.days]  # one of several regions is none

    def _home(self, draft: Draft) -> PlaceMention | None:
        """The author's own country, where a running total counts its people ("has killed 206 Arvanians")."""
        memory = self.setting.memory
        for frame in draft.frames if memory.home else ():
            for at, atom in enumerate(frame.sentence.atoms):
                own = atom.tag in ("people", "state.adj") and memory.is_own(atom.sense)
                if own and any(t.span.overlaps(atom.span) for t in frame.tolls):
                    return self._territory or PlaceMention(memory.author, atom.span, COUNTRY, "context", at, at + 1)
        return None

    @cached_property
    def _territory(self) -> PlaceMention | None:
        """The author's own country by the name that the letter gives it ("the Occupied Palestinian Territory"); asked for when all is seen."""
        told = (p for _, p in self.named if p.rank > SPECIFIC and any(self.setting.memory.is_own(hit.name.code) for hit in find_states(p.name)))
        first = next(told, None)
        return replace(first, how="context") if first else None

    def settle(self) -> None:
        """Drop what only announces what is told after it, and hand its days on."""
        self._join_undated()
        self._join_announced()
        self.drafts = share_out(self.drafts)
        self._place_by_context()
        for sentence in self.claims:
            accuse_each(sentence, self.drafts, self.setting.memory)
        accuse_by_context(self.drafts, self.setting.memory, self.text)
        kept: list[Draft] = []
        for i, draft in enumerate(self.drafts):
            following = self._dateless(i + 1) if announces(draft) else []
            for after in following:
                if after.inherited is None:
                    after.inherited, after.inherited_from = draft.when, draft.days[0][1].span
                if not after.accused:
                    after.accused = draft.accused
            if i:
                draft.lent = lends(self.drafts[i - 1], draft)
            if only_leads(draft, self.drafts[i + 1 : i + 1 + FOLLOWING]) and not self.drafts[i + 1].accused:
                self.drafts[i + 1].accused = draft.accused
            if not (following and any(p.rank == 0 for f in following for p in f.places)) and not only_leads(
                draft, self.drafts[i + 1 : i + 1 + FOLLOWING]
            ):
                kept.append(draft)
        self.drafts = kept

    def _join_undated(self) -> None:
        """What is announced with its toll but without day and place ("a vicious attack ... the death of one person") joins its telling."""
        for first, second in zip(self.drafts, self.drafts[1:], strict=False):
            total = any(first.running or t.cumulative for t, _ in first.tolls)  # "which brings the total to 250" announces nothing
            announced = "announce" in first.frames[0].sentence.tags and not total and not first.when and all(p.rank == COUNTRY for p in first.places)
            if announced and first.part == second.part and second.days and not second.running and not first.outcomes() & second.outcomes():
                second.frames = first.frames + second.frames
                second.tolls = first.tolls + second.tolls
                second.accused = first.accused or second.accused
                first.frames = []
        self.drafts = [d for d in self.drafts if d.frames]

    def _join_announced(self) -> None:
        """An act announced with its day and told in full right after is one: "an attack today", then what it was."""
        kept: list[Draft] = []
        for i, draft in enumerate(self.drafts):
            after = [d for d in self.drafts[i + 1 : i + 1 + FOLLOWING] if same_days(draft, d) and d.part == draft.part]
            if after and after[0] is self.drafts[i + 1] and only_announces(draft, after[0]):
                if len(after) == 1:
                    after[0].frames = draft.frames + after[0].frames
                    after[0].accused = after[0].accused or draft.accused
                continue
            kept.append(draft)
        self.drafts = kept

    def _dateless(self, at: int) -> list[Draft]:
        """The drafts from `at` on that tell no day of their own."""
        out = []
        for draft in self.drafts[at:]:
            if draft.days or draft.running:
                break
            out.append(draft)
        return out

    def _absorb(self, draft: Draft, block: int) -> None:
        """Take in the drafts without tolls just before, in one paragraph: the toll covers all of them."""
        while len(self.drafts) > 1 and self.drafts[-1] is draft:
            before = self.drafts[-2]
            if before.tolls or before.block != block or before.running:
                return
            before.frames += draft.frames
            before.days += draft.days
            before.places += draft.places
            before.accused += [a for a in draft.accused if not any(same_party(a[0], p) for p, _ in before.accused)]
            before.position = draft.position
            draft.frames, draft.days = before.frames, before.days
            draft.places, draft.accused = before.places, before.accused
            draft.inherited = None
            del self.drafts[-2]

    def _days(self, frame: Frame) -> tuple[list[tuple[Days, DateMention]], list[tuple[Code, Span]]]:
        out, problems = [], []
        context = _year_named(frame) or self.setting.context
        for mention in frame.dates:
            if mention.kind is DateKind.TIME:
                if self.setting.reference:
                    out.append((Days(self.setting.reference - timedelta(days=1), self.setting.reference), mention))
                continue
            written = all(not point.origin for point in mention.points)
            resolved = resolve(mention, self.setting.reference, context or (self.setting.around if written else None))
            if resolved.days and mention.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL):
                context = resolved.days  # "on 18 April a bomb exploded ... that day"
            if resolved.problem:
                problems.append((resolved.problem, mention.span))
            until_when = mention.kind is DateKind.UNTIL and frame.sentence.text.startswith(", when", mention.span.end)
            if until_when and resolved.each:  # "calm prevailed until the 19th, when a boat fired": on that day
                out.append((resolved.each[-1], mention))
            elif resolved.days:
                more = lasting(frame.sentence, mention) - 1 if mention.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL) else 0
                out.append((Days(resolved.days.first, resolved.days.last + timedelta(days=more)), mention))
                if mention.kind is DateKind.MONTH:  # "in the month of April, on the 3rd and 5th"
                    context = Days(resolved.days.first, resolved.days.first)
        out = [(self._into(d, m, frame), m) for d, m in out]
        exact = [d for d in out if d[1].kind in (DateKind.ABSOLUTE, DateKind.PARTIAL) and d[0].first == d[0].last]
        if exact and not frame.running:  # "hit the hospital, whose place had been communicated in February"
            out = [d for d in out if d[1].kind is not DateKind.MONTH or d[1].span.start < exact[0][1].span.start]
        for month in [d for d in out if d[1].kind is DateKind.MONTH]:
            later = [d for d in out if d is not month and d[1].span.start > month[1].span.end and lies_within(d[0], month[0])]
            if later and ";" not in frame.sentence.text[month[1].span.end : later[0][1].span.start]:
                out.remove(month)
        for passing in ((DateKind.WINDOW, DateKind.SINCE), (DateKind.RELATIVE,)):
            firm = [d for d in out if d[1].kind not in passing]
            if firm and not frame.running:
                out = firm
        lasting_on = (DateKind.SINCE, DateKind.WINDOW, DateKind.YEAR)
        told = [d for d in out if d[1].kind not in lasting_on and not counted_on(frame.sentence, d[1])]
        told = [d for d in told if all(point.unit != LAST_YEAR for point in d[1].points)]
        if told:  # "the same day" is none of those that run until now, and the days told next are of the letter's year
            self.setting.context = told[-1][0]
        return out, problems

    @staticmethod
    def _into(days: Days, mention: DateMention, frame: Frame) -> Days:
        """From the evening before, where a night is told to run into the day: "overnight into 30 March"."""
        nights = [d for d in frame.sentence.dates if d.kind is DateKind.TIME and d.part_of_day and d.span.end < mention.span.start]
        between = frame.sentence.text[nights[-1].span.end : mention.span.start].strip().lower() if nights else ""
        return Days(days.first - timedelta(days=1), days.last) if between in word_set("days.into", frame.sentence.language) else days

    def to_come(self, days: Days | None) -> bool:
        """True for days after the letter's own: of a meeting or a term, never of what is told to have happened."""
        return days is not None and self.setting.reference is not None and days.first > self.setting.reference

    def _stands(self, frame: Frame, days: list[tuple[Days, DateMention]], position: int) -> bool:
        """True when a frame can stand alone: a toll, or an act that happened, placed in time or space."""
        if not frame.told:
            return False
        placed = any(p.how not in ("from", "towards") and p.rank < COUNTRY for p in frame.places)
        if not frame.tolls and (frame.wider or is_general(frame, days) or self._named_again(frame, days, position)):
            return False
        if frame.tolls:
            vague = {t.amount.vague if t.amount.number is None else "" for t in frame.tolls}
            if not vague <= {"plural", "several", "family"}:
                return True
            passing = () if vague != {"plural"} else (DateKind.WINDOW, DateKind.SINCE)  # "more loss of life in recent weeks": no day
            firm = any(d.kind not in passing for d in frame.dates)
            return bool(firm or days or self.setting.days) or (placed and frame.verbal)
        if frame.dates or self.setting.days or (frame.another and placed):
            return True
        before = self.drafts[-1] if self.drafts else None
        rebuts = before is not None and denies(before.frames[0].sentence, self.setting.memory) and position - before.position == 1
        if before is not None and frame.verbal and frame.acts and position - before.position <= SENTENCES_ON and one_of_several(self.drafts):
            return True
        near = before is not None and frame.anaphoric and position - before.position <= SENTENCES_ON
        return frame.verbal and (placed or rebuts or near)

    def _named_again(self, frame: Frame, days: list[tuple[Days, DateMention]], position: int) -> bool:
        """True for an act of a day told just before, named again by a noun: "as a result of today's onslaught"."""
        if not frame.nominal or any(p.how != "from" for p in frame.places):
            return False
        near = [d for d in self.drafts if position - d.position <= LIST_REACH]
        words = {d.span.of(self.text).lower() for d in frame.dates}
        return any(
            (days and d.when and all(lies_within(one, d.when) for one, _ in days))
            or words & {m.span.of(self.text).lower() for f in d.frames for m in f.dates}
            for d in near
        )

    def _continued(self, frame: Frame, days: list[tuple[Days, DateMention]], part: int, block: int, position: int) -> Draft | None:
        """The draft that a frame goes on with: the one just before, unless a new day, place, toll or accused begins another."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.part != part:
            return None
        if expression("assembly.former", frame.sentence.language).search(frame.sentence.text, *frame.span) and len(self.drafts) > 1:
            return self.drafts[-2]  # "raided on the 1st and 6th respectively. Four guards fell in the former"
        if expression("assembly.latter", frame.sentence.language).search(frame.sentence.text, *frame.span):
            return draft
        if same_period(frame.sentence) and draft.when is None and len(self.drafts) > 1 and self.drafts[-2].running and self.drafts[-2].when:
            draft = self.drafts[-2]  # past a total without days, "which brings the number to 266"
        one_day = draft.when is None or draft.when.first == draft.when.last  # "These attacks" after rockets of eight days are those
        if sums_up_all(frame) and self._listed(position) and one_day and not (draft.running and not draft.tolls):
            return None  # "As a result of these incidents, ..." counts all of them
        step = Step(block, position, position - draft.position, self.setting.memory, self._listed(position))
        if not continues(draft, frame, days, step):
            return None
        draft.running = draft.running or counts_on(draft, frame, days, step)
        if "announce" in draft.frames[0].sentence.tags:
            draft.block = block  # where it is told in full, after the block that announced it
        return draft

    def _listed(self, position: int) -> bool:
        """True after several incidents of different days: "In total" counts all of them, not the last."""
        return len({d.when for d in self.drafts if position - d.position <= LIST_REACH and d.when}) > 1

    def _add(self, draft: Draft, frame: Frame, days: list[tuple[Days, DateMention]], problems: list[tuple[Code, Span]], position: int) -> None:
        if any(x.party.kind == "pronoun" for x in frame.agents) and self.setting.memory.carrier == "aircraft":
            frame = replace(frame, acts=tuple(("air strike" if act == "missile or rocket attack" else act, s) for act, s in frame.acts))
        if days and draft.when and draft.frames[0].nominal and len(draft.frames) == 1 and not draft.tolls:
            draft.days = []  # the day told in full is closer than that of the announcement ("this past weekend")
        if draft.tolls and restates(draft, frame):
            days = []  # when the dead were counted again
            again = {t.outcome for t in frame.tolls if t.cumulative} or {t.outcome for t in frame.tolls}
            summed = any(t.cumulative for t in frame.tolls)
            frame = replace(frame, tolls=tuple(t for t in frame.tolls if t.cumulative or not summed or t.outcome not in again))
            draft.tolls = [(t, parts) for t, parts in draft.tolls if t.outcome not in again]
        draft.frames.append(frame)
        draft.position = position
        draft.problems += problems
        counted = COUNTED_ON if frame.running and not draft.running else (DateKind.UNTIL,)
        draft.days += [d for d in days if not (draft.when and d[1].kind in counted)]  # "as of today" dates the count, not the event
        draft.places += [p for p in frame.places if p.how not in ("from", "towards", "named")]
        accused = perpetrators(frame.agents, self.setting.memory, self.text, own_side=speaks_of_own(frame.sentence, self.setting.memory))
        if "party.agent-verb" in frame.sentence.tags and accused:
            draft.accused = []
        draft.by_own = draft.by_own or (not accused and self.setting.memory.acts_itself(frame.agents, frame.sentence))
        for party, span in accused:
            if not any(same_party(party, known) for known, _ in draft.accused):
                draft.accused.append((party, span))
        if not draft.accused and not draft.by_own:
            draft.accused += self.setting.accused or self._blamed(draft, position) or self._only_accused(draft, position)
        for toll in frame.tolls:
            if toll.rule.startswith(HE) and Outcome.KILLED in draft.outcomes():
                continue  # "he was wounded in the back", of one told to be dead
            if toll.amount.vague != "plural":
                draft.tolls = [e for e in draft.tolls if e[0].outcome is not toll.outcome or e[0].amount.vague != "plural"]
            if toll.outcome not in draft.outcomes():
                draft.tolls.append((toll, []))
            elif adds(frame, toll):
                add_to(draft, toll)
            elif same_count(draft, frame):
                say_again(draft, toll)
        self._parts(draft, frame)

    def _blamed(self, draft: Draft, position: int) -> list[tuple[Perpetrator, Span]]:
        """Whom the sentence just before accuses in general ("it carried out 43 attacks"), of which this one tells the toll."""
        if self.setting.blamed is None:
            return []
        accused, at, block = self.setting.blamed
        near = 0 < position - at <= (SENTENCES_ON if block is not None else ANNOUNCED_ON)
        return list(accused) if block in (None, draft.block) and near else []

    def _only_accused(self, draft: Draft, position: int) -> list[tuple[Perpetrator, Span]]:
        """The party that the claims before accuse, when they all accuse the same one and stand near."""
        before = [d for d in self.drafts if d is not draft and d.part == draft.part and d.accused]
        told = [p for d in before for p, _ in d.accused if p.role is PerpetratorRole.DIRECT]
        one = bool(told) and all(same_party(told[0], p) or p.name.lower()[:STEM] == told[0].name.lower()[:STEM] for p in told)
        near = bool(before) and before[-1].block == draft.block and position - before[-1].position <= NEAR
        return list(before[-1].accused) if near and one and not is_one(told[0]) else []

    @staticmethod
    def _parts(draft: Draft, frame: Frame) -> None:
        """Each part to the toll it is told of: the last one that begins before it, else the last of the draft."""
        if not draft.tolls:
            return
        named = _named_outcome(frame)
        for part in frame.parts:
            before = [entry for entry in draft.tolls if entry[0].span.start < part.span.start]
            nearest = max(before, key=lambda e: e[0].span.start) if before else draft.tolls[0]
            told = next((entry for entry in draft.tolls if entry[0].outcome is named), nearest)
            told[1].append(part)
