"""A claim being put together, and what a further frame is to it: its detail, its total, or another incident."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.mentions.place_names import COUNTRY, SPECIFIC
from verbale.model import Code, Days, Outcome, Perpetrator
from verbale.text import Span, cover

if TYPE_CHECKING:
    from verbale.claims.frames import Frame
    from verbale.grammar.dates import DateMention
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.place_names import PlaceMention
    from verbale.mentions.tolls import PartMention, TollMention
    from verbale.model import Amount


@dataclass(slots=True)
class Draft:
    """A claim being put together: its frames so far, with days, places and accused resolved.

    `begun` is the number of the sentence that first tells it, `position` of the last.
    `entry` are the places that the entry of a list tells before it tells what happened.
    `by_own` marks what the author's own side is told to have done; no one else is accused of it by what stands around.
    `claimed` marks what those accused claimed themselves. `by_context` marks accused whom only the rest of the part names. `lent` are the acts of what was told before, for a claim that tells none and goes on with it ("In Telmor, two people died").
    """

    frames: list[Frame]
    part: int
    block: int
    position: int
    begun: int = 0
    days: list[tuple[Days, DateMention]] = field(default_factory=list)
    inherited: Days | None = None
    inherited_from: Span | None = None
    places: list[PlaceMention] = field(default_factory=list)
    entry: tuple[PlaceMention, ...] = ()
    accused: list[tuple[Perpetrator, Span]] = field(default_factory=list)
    tolls: list[tuple[TollMention, list[PartMention]]] = field(default_factory=list)
    problems: list[tuple[Code, Span]] = field(default_factory=list)
    running: bool = False
    denied: bool = False
    by_own: bool = False
    claimed: bool = False
    by_context: bool = False
    lent: tuple[tuple[str, Span], ...] = ()

    @property
    def when(self) -> Days | None:
        """From the first day told to the last; else the days inherited."""
        if len(self.days) == 1:
            return self.days[0][0]
        if self.days:
            return Days(min(d.first for d, _ in self.days), max(d.last for d, _ in self.days))
        return self.inherited

    @property
    def span(self) -> Span:
        """From the first to the last character that tells it."""
        return cover(f.span for f in self.frames)

    def outcomes(self) -> set[Outcome]:
        """The outcomes of which a toll is told."""
        return {t.outcome for t, _ in self.tolls}


SENTENCES_ON = 2
"""How many sentences on a day told without a new one still holds."""


TOLLS_ON = 3
"""How many sentences on a bare toll still belongs to what was told."""


COUNTED_ON = (DateKind.UNTIL, DateKind.TIME, DateKind.RELATIVE)
"""How a day is told on which the dead were counted: "by this morning"."""
HIT = ("in", "object", "over")
"""How a place stands where something happened."""


FOLLOWING = 3
"""How many claims after an announcement may tell it in full."""


def same_days(one: Draft, other: Draft) -> bool:
    """True for two claims of the same days."""
    return one.when is not None and one.when == other.when and one.running == other.running


def only_announces(draft: Draft, told: Draft) -> bool:
    """True when a draft tells no toll, no exact act, and no place that the fuller telling does not hold."""
    if draft.tolls or len(draft.frames) > 1 or told.begun - draft.position > TOLLS_ON:
        return False
    sentence = draft.frames[0].sentence
    announces = "announce" in sentence.tags or draft.frames[0].nominal
    held = {p.name for p in told.places} | {r for p in told.places for r in p.regions}
    return announces and all(p.rank == COUNTRY or p.name in held for p in draft.places)


KINETIC = frozenset({"air strike", "shelling", "missile or rocket attack", "drone strike"})
"""Acts of which the next place is told without naming them anew."""


def lends(before: Draft, draft: Draft) -> tuple[tuple[str, Span], ...]:
    """The acts by which a draft without any goes on with the one before: the same day without a day of its own, or "a similar attack"."""
    if (
        any(frame.acts for frame in draft.frames)
        or before.running
        or draft.running
        or before.part != draft.part
        or position_gap(before, draft) > NEAR
    ):
        return ()
    alike = any(_alike(frame.sentence) for frame in draft.frames)
    goes_with = (
        before.block == draft.block
        and not draft.days
        and before.when == draft.when
        and not any(d.sense == "shooting" for f in draft.frames for d in f.deeds)
    )
    acts = tuple((act, span) for frame in before.frames for act, span in frame.acts if act in KINETIC) or before.lent
    return acts if alike or goes_with else ()


GENERIC_ACTS = frozenset({"violent attack"})


def _alike(sentence: Sentence) -> bool:
    """True for "a similar attack", "the same": like the one told before."""
    alike, same = word_set("drafts.alike", sentence.language), word_list("drafts.same", sentence.language)
    return any(a.sense in alike or (a.tag == "this" and any(w in a.span.of(sentence.text) for w in same)) for a in sentence.atoms)


def only_leads(draft: Draft, after: list[Draft]) -> bool:
    """True for a sentence that only leads to what is told after it: days, no toll, no exact act done, no specific place."""
    frame = draft.frames[0]
    if len(draft.frames) > 1 or draft.tolls or not draft.days or frame.owned:
        return False
    if draft.running:  # "since the 24th it has been attacking towns and forts", then what happened on the 24th and the 25th
        placed = any(p.rank == SPECIFIC for p in draft.places)
        return not placed and not frame.sentence.holds("num", frame.span) and any(_lies_in(d, draft) for d in after)
    if frame.damage:
        return False
    exact = not frame.nominal and any(act not in GENERIC_ACTS for act, _ in frame.acts)
    when = draft.when
    if exact or when is None or any(p.rank == SPECIFIC for p in draft.places):
        return False
    return any(_lies_in(d, draft) for d in after)


def _lies_in(one: Draft, whole: Draft) -> bool:
    """True for a claim of some of the days of another, and no total."""
    return one.when is not None and whole.when is not None and not one.running and lies_within(one.when, whole.when)


def position_gap(one: Draft, other: Draft) -> int:
    """How many sentences lie between two drafts."""
    return abs(other.position - one.position)


def same_party(one: Perpetrator, other: Perpetrator) -> bool:
    """True for one name, or a state and its forces: "Arvania", "Arvanian forces"."""
    if one.role is not other.role:
        return False
    a, b = one.name.lower(), other.name.lower()
    first, second = a.split()[0], b.split()[0]
    stem = min(STEM, len(first), len(second))
    if first == second and first in word_set("drafts.openings") and a.split()[1:2] != b.split()[1:2]:
        return False  # "South Arvania", "South Kestria"
    if one.name.islower() and (a.endswith(" " + b) or b.endswith(" " + a)):
        return True  # "armed terrorist groups", "terrorist groups"
    short = stem >= SHORTEST and first != second  # "Velt", "Veltian forces": a name of four letters has its adjective too
    return a == b or (first[:stem] == second[:stem] and (stem >= STEM or short))


def is_one(party: Perpetrator) -> bool:
    """True for a single person ("an Arvanian sniper"): the doer of one deed, and not of what else is told."""
    return party.name.lower().split()[-1] in word_set("drafts.persons")


STEM = 5
SHORTEST = 4
NEAR = 3
"""How many sentences on the one party accused before is still the one meant."""


def goes_on(frame: Frame) -> bool:
    """True for a sentence that goes on with the same day: a clock time without a day, "at the same time", "hours later"."""
    sentence = frame.sentence
    clock = any(d.kind is DateKind.TIME for d in sentence.dates)
    return clock or any(a.tag in ("then", "cont") for a in sentence.atoms[:4])


def is_general(frame: Frame, days: list[tuple[Days, DateMention]]) -> bool:
    """True for a general accusation over some days: "in the last week it continued its attacks on our territory"."""
    if days and expression("drafts.so_many_times", frame.sentence.language).search(frame.sentence.text, *frame.span):
        return False  # "from 9 to 12 April it violated the ceasefire 142 times"
    exact = any(act not in GENERIC_ACTS for act, _ in frame.acts) or frame.damage or any(p.rank == SPECIFIC for p in frame.places)
    open_ended = not days and bool(frame.dates) and all(d.kind in (DateKind.WINDOW, DateKind.SINCE) for d in frame.dates)
    return not exact and (open_ended or (bool(days) and all((d.last - d.first).days > 0 for d, _ in days)))


def is_part(draft: Draft, frame: Frame) -> bool:
    """True for what became of some of those told before ("Four of the children killed were refugees")."""
    told = {t.outcome: t.amount.number or 0 for t, _ in draft.tolls}
    return (
        bool(frame.tolls)
        and not is_elsewhere(draft, frame)
        and all(t.partial and (t.amount.number or 0) < told.get(t.outcome, 0) for t in frame.tolls)
    )


def adds_outcome(draft: Draft, frame: Frame) -> bool:
    """True for a bare toll of another outcome right after a running total: "Since May 71 have died. Some 410 have been wounded"."""
    bare = bool(frame.tolls) and not (frame.deeds or frame.places or frame.agents)
    driven = (
        bool(frame.tolls) and not frame.places and all(t.outcome is Outcome.DISPLACED for t in frame.tolls)
    )  # "160,000 have been displaced as ..."
    return draft.running and bool(draft.tolls) and (bare or driven) and not same_outcome(draft, frame)


def sums_up(draft: Draft, frame: Frame) -> bool:
    """True for a bare toll after what was told without one: "In total, 10 persons were killed", "To date 52 bodies were found"."""
    if not frame.tolls or draft.tolls or draft.running or any(d.verb for d in frame.deeds) or all(t.cumulative for t in frame.tolls):
        return False
    if any(d.kind is DateKind.RELATIVE for d in frame.dates) and not frame.running:
        return False
    return not any(p.how in HIT and p.rank == SPECIFIC for p in frame.places) and (
        draft.when is None or all(d.kind in COUNTED_ON for d in frame.dates)
    )


def details(draft: Draft, frame: Frame) -> bool:
    """True for what is told in full after an announcement with its total ("the attack on Telmor, which killed four"): a part of it."""
    told = {t.outcome: t.amount.number or 0 for t, _ in draft.tolls}
    head = draft.frames[0]
    if not told or frame.running or _further(frame) or not (head.nominal or "announce" in head.sentence.tags):
        return False
    return all((t.amount.number or 0) <= told.get(t.outcome, 0) for t in frame.tolls if t.outcome in HARMED)  # who was taken is no part of the dead


def _further(frame: Frame) -> bool:
    """True for a sentence that begins something more: "Further, in two separate incidents ..."."""
    return expression("drafts.further", frame.sentence.language).match(frame.sentence.text, *frame.span) is not None


HARMED = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES)


def ascribes(frame: Frame) -> bool:
    """True for a sentence that only tells who did what was told before: "These attacks were carried out by the Front"."""
    tags = [a.tag for a in frame.sentence.atoms]
    bare = not frame.tolls and not frame.damage and not frame.dates and not frame.places
    return bare and tags[0] == "this" and tags[1:2] == ["act.noun"] and "by" in tags[2:5]


def names_again(draft: Draft, frame: Frame) -> bool:
    """True when a frame tells only how persons died who were named before ("Two boys, Adam Kor and Lev Sand, were killed. Adam died of")."""
    known = {word for toll, _ in draft.tolls for person in toll.named for word in person.name.split()}
    return bool(frame.tolls) and all(t.named and all(set(p.name.split()) <= known for p in t.named) for t in frame.tolls)


def same_count(draft: Draft, frame: Frame) -> bool:
    """True when a frame tells as many of one outcome as were announced: "one civilian was killed", then "a woman of seventy was killed"."""
    told = {t.outcome: t.amount.number for t, _ in draft.tolls if t.amount.number}
    again = [t for t in frame.tolls if t.outcome in told]
    return bool(again) and all(told[t.outcome] == t.amount.number for t in again)


def other_day(draft: Draft, frame: Frame) -> bool:
    """True when a frame tells a day in words that no calendar settles here ("last Saturday" of an undated letter), and the draft another."""
    told = {d.span.of(f.sentence.text).lower() for f in draft.frames for d in f.dates}
    own = {d.span.of(frame.sentence.text).lower() for d in frame.dates}
    return bool(told) and bool(own) and not told & own


def tells_several(draft: Draft) -> bool:
    """True for several attacks told together with their toll: "killed six in two separate attacks"."""
    head = draft.frames[0]
    several = expression("drafts.several", head.sentence.language)
    return head.plural and bool(draft.tolls) and several.search(head.sentence.text, *head.span) is not None


def introduces(draft: Draft, position: int) -> bool:
    """True when the draft so far only announces an occurrence: a day or an act, no toll, no place more specific than a country."""
    bare = not draft.tolls and len(draft.frames) == 1 and bool(draft.days) and all(p.rank == COUNTRY for p in draft.places)
    return bare and position - draft.position == 1


def covers(frame: Frame) -> bool:
    """True for a toll "in these attacks": it covers what was told before; not "these attacks are part of a campaign that killed 40"."""
    if frame.sentence.tags.isdisjoint(("this", "ofthem", "cont")):
        return False
    atoms = frame.sentence.atoms
    if frame.wider:
        return False
    points = [a.tag == "this" or (a.tag == "ofthem" and i and atoms[i - 1].tag == "cont") for i, a in enumerate(atoms)]
    in_attacks = expression("drafts.in_attacks", frame.sentence.language)
    if any(a.tag == "cont" and in_attacks.match(frame.sentence.words(i)) for i, a in enumerate(atoms)):
        return True  # "in these attacks"
    return any(points[i] and any(b.tag.startswith("act.noun") for b in atoms[i + 1 : i + 4]) for i, a in enumerate(atoms))


def is_narrower(draft: Draft, frame: Frame, days: list[tuple[Days, DateMention]]) -> bool:
    """True for one day of many told before, with a deed of its own: another incident, unless those many were only announced."""
    when = draft.when
    apart = bool(frame.tolls) and frame.sentence is not draft.frames[-1].sentence
    if when is None or draft.frames[0].nominal or not (apart or any(d.verb for d in frame.deeds)) or (when.last - when.first).days < 2:
        return False
    return all(d.first == d.last for d, _ in days)


def lies_within(days: Days, whole: Days) -> bool:
    """True when no day lies outside `whole`."""
    return whole.first <= days.first and days.last <= whole.last


def same_outcome(draft: Draft, frame: Frame) -> bool:
    """True when the frame tells a toll of an outcome already told."""
    return bool(draft.outcomes() & {t.outcome for t in frame.tolls})


def repeats(draft: Draft, frame: Frame) -> bool:
    """True when a toll of an outcome already told comes with other numbers: another incident."""
    for toll in frame.tolls:
        for told, _ in draft.tolls:
            if (
                told.outcome is toll.outcome
                and told.amount != toll.amount
                and not (toll.others or toll.partial or told_too(frame, toll))
                and "plural" not in (told.amount.vague, toll.amount.vague)
                and not _one_of_them(told.amount, toll.amount, frame)
            ):
                return True
    return False


def told_too(frame: Frame, toll: TollMention) -> bool:
    """True for "four raiders were also killed", "eight more died of their wounds": more than those told before."""
    start, end = toll.span.end, toll.trigger.start
    text, language = frame.sentence.text, frame.sentence.language
    more = toll.span.of(text).split()[-1].lower() in word_set("assembly.more", language)
    if more and expression("drafts.died_later", language).match(text, toll.span.end, frame.sentence.span.end):
        return True
    words = text[start:end].lower().split() if 0 <= end - start < TOO else []
    return bool(words) and not word_set("drafts.too", frame.sentence.language).isdisjoint(words)


TOO = 30
"""Characters between those told and what became of them, at most, for "also" to be of both."""


def _one_of_them(told: Amount, one: Amount, frame: Frame) -> bool:
    """True for one person told without day, place or deed after a higher toll: "16 were wounded ... her mother was injured"."""
    return one.number == 1 and (told.number or 0) > 1 and not (frame.dates or frame.places or any(d.verb for d in frame.deeds))


def is_elsewhere(draft: Draft, frame: Frame) -> bool:
    """True when the frame names a specific place that the draft does not."""
    known = {p.name for p in draft.places} | {r for p in draft.places for r in p.regions}
    own = [p for p in frame.places if p.how not in ("from", "towards") and p.rank == 0]
    within = tuple(f"{name} " for name in known)  # "the Telmor National Hospital" is in Telmor
    return bool(draft.places) and bool(own) and not any(p.name in known or known & set(p.regions) or p.name.startswith(within) for p in own)


def announces(draft: Draft) -> bool:
    """True for one sentence that announces with its day what is told after it ("I wish to inform you of")."""
    sentence = draft.frames[0].sentence
    bare = draft.frames[0].nominal or not any(p.rank == SPECIFIC for p in draft.places)
    return len(draft.frames) == 1 and bool(draft.days) and not draft.tolls and bare and "announce" in sentence.tags
