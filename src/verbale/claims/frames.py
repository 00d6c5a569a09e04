"""Frames: what one sentence, or one clause of it, tells of one occurrence; the pieces from which claims are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.claims.clauses import past_preface, split
from verbale.claims.event_days import counted_on, days_of, event_dates
from verbale.claims.resuming import only_lists_names, past_those
from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import any_part, expression, word_list, word_set
from verbale.mentions.agents import Agent, agents
from verbale.mentions.asserted import asserted_at, habitual_at
from verbale.mentions.damage import damage_of
from verbale.mentions.deeds import Deed, acts_of, deeds, past_its_act
from verbale.mentions.place_names import SPECIFIC
from verbale.model import Bound, Outcome
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.grammar.dates import DateMention
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.place_names import PlaceMention
    from verbale.mentions.tolls import PartMention, TollMention

HARMS = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})
ANAPHORS = ("the", "this", "cont", "their", "it")


@dataclass(frozen=True, slots=True)
class Frame:
    """One alleged occurrence as one clause tells it.

    `span` is from the first to the last character that tells it; `anaphoric` marks a clause that speaks of what was
    told before ("the bombing also ..."), `running` a total up to the time of writing, `plural` several occurrences.
    """

    span: Span
    sentence: Sentence
    tolls: tuple[TollMention, ...] = ()
    parts: tuple[PartMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    agents: tuple[Agent, ...] = ()
    acts: tuple[tuple[str, Span], ...] = ()
    damage: tuple[tuple[str, Span], ...] = ()
    deeds: tuple[Deed, ...] = ()
    anaphoric: bool = False
    running: bool = False
    plural: bool = False
    told: bool = False
    verbal: bool = False
    nominal: bool = False
    owned: bool = False

    @property
    def another(self) -> bool:
        """True for what tells the next of several occurrences: "The second bombing occurred at"."""
        first = self.sentence.atoms[:5]
        return (
            self.sentence.span.start == self.span.start
            and bool(expression("frames.next", self.sentence.language).match(self.sentence.text, self.span.start))
            and any(a.tag.startswith("act.") for a in first)
        )

    @property
    def after_semicolon(self) -> bool:
        """True for a part of a sentence that a semicolon parts from the one before it."""
        return self.sentence.text[max(0, self.span.start - 2) : self.span.start + 1].strip().startswith(";")

    @property
    def wider(self) -> bool:
        """True for what tells of a campaign of which that told before is a part: "These attacks are part of ..."."""
        return "wider" in self.sentence.tags


BREAKING = ("damage.part", "damage.ger", "damage.intr")


def frames(sentence: Sentence, *, entry: bool = False) -> list[Frame]:
    """The frames of a sentence: none, one, or several where it tells several tolls of one outcome.

    In an `entry` of a list, whose day was told before, the name of an act alone tells that it happened ("Mortar fire.").
    """
    found = deeds(sentence)
    live = [d for d in found if d.asserted]
    tolls = tuple(t for t in sentence.tolls if _said(sentence, t))
    owned = "party.agent-verb" in sentence.tags
    broken = damage_of(sentence, found)
    if not (live or tolls or sentence.parts or owned or broken) or only_lists_names(sentence):
        return []
    tolls = tuple(t for t in tolls if t.amount.number and t.amount.number > 1) if among(sentence) else _numbered(_of_victims(sentence, tolls))
    dates = event_dates(sentence)
    verbs = [d for d in live if d.verb and (dates or not habitual_at(sentence, d.at) or _repeated(sentence))]
    nouns = [d for d in live if not d.verb and not _praised(sentence, d)]
    if not tolls and _only_comments(sentence):
        return []  # "This is the second attack on Telmor in a week", "This attack is a breach of the truce": of what was told before
    if not tolls and expression("frames.sends_on", sentence.language).search(sentence.text, *sentence.span):
        return []  # "I enclose a letter concerning the aggression launched on 3 May": what it is about
    if not tolls and not verbs and not broken and not nouns and any(not d.verb for d in live):
        return []  # "their leader applauded the atrocity"
    if not tolls and not verbs and not broken and nouns and _only_before(sentence, nouns):
        return []
    if not tolls and not verbs and not entry and (_verbless(sentence) or _leads_a_list(sentence) or _marks_a_day(sentence)):
        return []
    told = bool(tolls) or bool(verbs) or bool(nouns and dates and _happened(sentence, nouns, dates)) or bool(broken) or (entry and bool(nouns))
    armed = "means" in sentence.tags
    verbal = any(d.sense != "do" or armed or _concrete(live) for d in verbs) or (bool(broken) and not sentence.tags.isdisjoint(BREAKING))
    nominal = bool(nouns) and all(past_its_act(sentence.atoms, d) for d in verbs)
    whole = Frame(
        sentence.span, sentence, tolls, sentence.parts, dates, sentence.places, agents(sentence), tuple(acts_of(sentence, live)),
        tuple(broken), tuple(live), _anaphoric(sentence) or (not dates and same_place(sentence)), _running(sentence, dates, tolls), _plural(sentence, live), told, verbal and not nominal, nominal, owned,
    )  # fmt: skip
    return split(past_those(_past_circumstance(_past_preamble(whole))))


def _past_preamble(whole: Frame) -> Frame:
    """The frame without what stands in the preamble of its sentence, when what follows tells a deed or toll."""
    language = whole.sentence.language
    match = expression("frames.preamble", language).match(whole.sentence.text, whole.span.start, whole.span.end)
    if match is None and (whole.anaphoric or whole.sentence.atoms[0].tag in ("the", "this")):
        match = expression("frames.comes_after", language).match(whole.sentence.text, whole.span.start, whole.span.end)
        whole = whole if match is None else replace(whole, anaphoric=False)
    if match is None:
        return whole
    told = Span(match.end(), whole.span.end)
    inside = told.contains
    if not any(d.verb and inside(d.span) for d in whole.deeds) and not any(inside(t.span) for t in whole.tolls):
        return whole
    return replace(
        whole,
        span=told,
        dates=tuple(d for d in whole.dates if inside(d.span)),
        places=tuple(p for p in whole.places if inside(p.span)),
        agents=tuple(a for a in whole.agents if inside(a.party.span)) or whole.agents,
        acts=tuple(a for a in whole.acts if inside(a[1])),
        damage=tuple(d for d in whole.damage if inside(d[1])),
        deeds=tuple(d for d in whole.deeds if inside(d.span)),
        tolls=tuple(t for t in whole.tolls if inside(t.span)),
    )


def _past_circumstance(whole: Frame) -> Frame:
    """The frame without the places and days of what is only told beside it, where it has its own.

    "Alongside the crimes in Telmor, they killed five in Brena"; not "Following the attack on Telmor, two people died".
    """
    match = expression("frames.circumstance", whole.sentence.language).match(whole.sentence.text, *whole.span)
    if past_preface(whole):
        return whole  # "Following the ambush of 3 May, in which five died, ...": told, too
    if match is None or any(d.verb and d.span.start < match.end() for d in whole.deeds) or any(t.span.start < match.end() for t in whole.tolls):
        return whole
    places = tuple(p for p in whole.places if p.span.start >= match.end())
    dates = tuple(d for d in whole.dates if d.span.start >= match.end())
    own = any(p.rank == SPECIFIC and p.how in ("in", "on", "object") for p in places)
    return replace(whole, places=places if own else whole.places, dates=dates if own and dates else whole.dates)


def _numbered(tolls: tuple[TollMention, ...]) -> tuple[TollMention, ...]:
    """The tolls without a bare plural of an outcome of which a number is told ("massacred civilians ..., killing 23")."""
    if any(t.outcome is Outcome.INJURED and exact(t) for t in tolls):  # "12 casualties and 52 injured": the casualties are the dead
        tolls = tuple(
            replace(t, outcome=Outcome.KILLED) if t.outcome is Outcome.CASUALTIES and exact(t) and t.rule == "toll-count" else t for t in tolls
        )
    known = {t.outcome for t in tolls if exact(t) or t.amount.vague not in ("plural", "")}
    return tuple(t for t in tolls if t.outcome not in known or t.amount.vague != "plural")


def _of_victims(sentence: Sentence, tolls: tuple[TollMention, ...]) -> tuple[TollMention, ...]:
    """The tolls with those who died told apart from those who were hit.

    "9 fell victim, 4 of whom died" is four dead; "six casualties, three of them fatal" is three, and so are "five victims: three dead and two wounded";
    "murdered nine, two of whom were beheaded" is nine; "shot 16 men" is a toll where no other is.
    """
    if len(tolls) > 1:
        tolls = tuple(t for t in tolls if t.rule != "toll-shot")
    if any(t.rule != "toll-lost" and t.outcome is Outcome.KILLED for t in tolls):
        tolls = tuple(t for t in tolls if t.rule != "toll-lost")  # "after having lost several officers, killed 300 persons"
    if any(t.rule == "toll-fatal" for t in tolls):
        tolls = tuple(t for t in tolls if t.outcome is not Outcome.CASUALTIES)
    dead = [t for t in tolls if t.outcome is Outcome.KILLED and t.amount.number is not None]
    for fewer in dead[1:]:
        after = next((a for a in sentence.atoms if a.start >= fewer.span.end), None)
        less = (fewer.amount.number or 0) < (dead[0].amount.number or 0)
        if less and _summed(sentence, dead[0], fewer):
            return tuple(t for t in tolls if t is not dead[0])
        if less and after is not None and after.tag == "ofthem":
            hurt = any(t.outcome is Outcome.INJURED and dead[0].span.end <= t.span.start < fewer.span.start for t in tolls)
            counted_in = None if hurt else dead[0] if _only_victims(sentence, dead[0]) else fewer
            return tuple(t for t in tolls if t is not counted_in)  # of the wounded between them they died, and are more
    return tolls


def _only_victims(sentence: Sentence, toll: TollMention) -> bool:
    """True for a toll by a word that leaves open who died: "9 fell victim"."""
    words = sentence.text[toll.trigger.start : toll.trigger.end + len(" victim")].lower()
    return any_part("frames.victims", sentence.language).search(words) is not None


def _summed(sentence: Sentence, whole: TollMention, part: TollMention) -> bool:
    """True for the dead of what a count of victims sums up: "claimed nine victims: six dead and three wounded"."""
    between = [a.tag for a in sentence.atoms if whole.span.end <= a.start < part.span.start]
    return between == ["harm.vic", ":"] and any(t.outcome is Outcome.INJURED and t.span.start > part.span.start for t in sentence.tolls)


def among(sentence: Sentence) -> bool:
    """True for a sentence that tells who was among those told before ("Among the dead were ..."): no toll of its own."""
    tags = [a.tag for a in sentence.atoms[:ABOUT_WHOM]]
    if tags[:1] == ["among"] and any(t.startswith("act.noun") for t in tags):
        return False  # "Among these crimes are the murder of ..."
    return tags[:1] in (["including"], ["among"], ["ofthem"])


ABOUT_WHOM = 6
"""Words at the front of a sentence that tell among what the rest is."""


def _praised(sentence: Sentence, noun: Deed) -> bool:
    """True for an act that someone is told to praise or to justify."""
    return expression("frames.praised", sentence.language).search(sentence.text, sentence.span.start, noun.span.start) is not None


def _only_comments(sentence: Sentence) -> bool:
    """True for what only says what a deed told before is, or shows."""
    language = sentence.language
    patterns = expression("frames.nth_of_its_kind", language), expression("frames.comments", language)
    if any(pattern.match(sentence.text, *sentence.span) for pattern in patterns):
        return True
    placed = any(p.rank == SPECIFIC and p.how != "from" for p in sentence.places)
    return not placed and expression("frames.day_of_many", language).match(sentence.text, *sentence.span) is not None


def _verbless(sentence: Sentence) -> bool:
    """True for a title or heading: no verb and no stop at its end, no clock time of a log."""
    tags = sentence.tags
    log = ":" in tags or any(d.kind is DateKind.TIME or d.part_of_day for d in sentence.dates)
    return not log and "." not in tags and not tags & {"be", "have", "act.do", "act.fire", "act.occur", "act.part", "damage.part", "cause"}


def _leads_a_list(sentence: Sentence) -> bool:
    """True for what only leads to a list: "The following are examples of the raids of the past three days"."""
    words = sentence.text[sentence.span.start : sentence.span.end].lower()
    return any_part("frames.leads_a_list", sentence.language).search(words) is not None


def _only_before(sentence: Sentence, nouns: list[Deed]) -> bool:
    """True where each act is only named as what went before: "Speaking to reporters following yesterday's attack, she said"."""
    told = any(d.kind in (DateKind.ABSOLUTE, DateKind.PARTIAL) for d in sentence.dates) or any(p.rank == SPECIFIC for p in sentence.places)
    if told:
        return False  # "Following an attack on Telmor on 3 May": told, where and when
    named = list(expression("frames.only_before", sentence.language).finditer(sentence.text, *sentence.span))
    return all(any(m.start() <= n.span.start < m.end() for m in named) for n in nouns)


def _marks_a_day(sentence: Sentence) -> bool:
    """True for what only says how long it has gone on: "Today marks the fifth consecutive day of the aggression"."""
    return expression("frames.marks_a_day", sentence.language).search(sentence.text, *sentence.span) is not None


def _repeated(sentence: Sentence) -> bool:
    """True for "repeatedly shelled the villages of Telmor and Brena": a series at named places, not a habit."""
    habits = [a for a in sentence.atoms if a.tag == "hab"]
    return all(a.sense == "repeat" for a in habits) and any(p.rank == SPECIFIC and p.how in ("object", "in", "on") for p in sentence.places)


def _concrete(live: list[Deed]) -> bool:
    """True when the acts told are more than "crimes" or "violations"."""
    return any(d.sense not in ("do", "attack", "matter") for d in live)


def _said(sentence: Sentence, toll: TollMention) -> bool:
    """True when the clause of a toll says that it happened."""
    at = next((i for i, a in enumerate(sentence.atoms) if a.end > toll.trigger.start), 0)
    if not asserted_at(sentence, at):
        return False
    if _of_another_year(sentence, at) or expression("frames.enemy_lost", sentence.language).search(
        sentence.text, sentence.span.start, toll.span.start
    ):
        return False  # "the enemy lost 120 men" is no harm that it did
    if expression("frames.charged", sentence.language).search(sentence.text, sentence.span.start, toll.trigger.start):
        return False  # "the trial of four men accused of killing two officers"
    if expression("frames.left_behind", sentence.language).fullmatch(sentence.text, sentence.span.start, toll.span.start):
        return False
    if expression("frames.unverified", sentence.language).search(sentence.text, toll.span.end, sentence.span.end):
        return False
    if any(a.tag == "reason" for a in sentence.atoms[max(0, at - REASON) : at]):
        return False  # "in reprisal for the death of one of their officers"
    if _aftermath(sentence, at) or _mourned(sentence, toll):
        return False
    if toll.rule == "toll-murder-of-name" and not sentence.dates:
        return False  # "The killing of Mr. Varro followed the sabotage by four days": told before
    plural = toll.amount.number is None and toll.amount.vague == "plural"
    if plural and any(a.tag == "beside" for a in sentence.atoms[max(0, at - BESIDE) : at]):
        return False  # "Along with the recent killings of civilians, tanks entered Telmor"
    return toll.amount.number is not None or toll.amount.vague != "plural" or not habitual_at(sentence, at)


def _mourned(sentence: Sentence, toll: TollMention) -> bool:
    """True for bodies at a funeral: of those told before."""
    corpses = toll.trigger.of(sentence.text).lower().endswith(word_list("frames.corpses", sentence.language))
    return corpses and expression("frames.funeral", sentence.language).search(sentence.text, *sentence.span) is not None


def _aftermath(sentence: Sentence, at: int) -> bool:
    """True for what came before the deed that is told: "they went on a rampage and attacked 300 houses after the killing of two men"."""
    before = sentence.atoms[: max(0, at - 2)]
    lead = [a.tag for a in sentence.atoms[max(0, at - 1) : at]] == ["the"] and at > 1
    later = lead and sentence.words(at - 2).lower() in word_set("frames.aftermath", sentence.language)
    return later and sentence.atoms[at].tag.startswith(("harm.ger", "harm.noun")) and any(a.tag in ("act.part", "act.do", "act.fire") for a in before)


def _happened(sentence: Sentence, nouns: list[Deed], dates: tuple[DateMention, ...]) -> bool:
    """True when a day stands beside a noun of act ("the attack of 3 May"), with no verb of saying or asking between."""
    atoms = sentence.atoms
    for noun in nouns:
        if noun.sense == "matter":
            continue
        if any(a.tag in ("irr", "irr.stop", "document", "hab") for a in atoms[max(0, noun.at - 6) : noun.at]):
            continue
        for day in dates:
            at = next((i for i, a in enumerate(atoms) if a.end > day.span.start), 0)
            between = atoms[min(at, noun.at) : max(at, noun.at)]
            if len(between) <= 14 and not any(a.tag in ("say.verb", "irr", "document", "organ", ";") for a in between):
                return True
    return False


def _anaphoric(sentence: Sentence) -> bool:
    """True when the sentence begins with what points back: "the bombing", "as a result", "this attack", "they"."""
    atoms = sentence.atoms
    if "wider" in sentence.tags:
        return False  # "These attacks are part of a campaign" tells of the campaign
    for i, atom in enumerate(atoms[:4]):
        if i == 0 and atom.tag == "date" and [a.tag for a in atoms[1:2]] == ["'s"] and atoms[2:] and atoms[2].tag.startswith("act."):
            return True  # "Monday's attack"
        if atom.tag in ("cont", "including", "among", "ofthem"):
            return True
        if atom.tag in ("the", "this", "party.epithet"):
            following = next((a for a in atoms[i + 1 : i + 4] if a.tag not in ("group.mod", "party.side", "x", "group.both", "more")), None)
            return bool(following and following.tag.startswith(("act.", "means", "harm.", "damage.", "number"))) or atom.tag == "this"
        if atom.tag == "it" and atoms[i + 1 : i + 2] and atoms[i + 1].tag == "irr":
            return False  # "It would be no surprise if"
        if atom.tag == "it" and sentence.words(i).lower() in word_set("pronouns.speaking", sentence.language):
            return False
        if atom.tag in ("damage.noun", "it", "there"):
            return True
        if atom.tag not in (",", "then", "both", "of", "np", "num", "vague", "most"):
            return False
    return False


def same_place(sentence: Sentence) -> bool:
    """True for a sentence that names no place but speaks of one told before by its kind: "raided the camp", "shelled the village"."""
    if any(p.how != "from" for p in sentence.places):
        return False
    atoms = sentence.atoms
    for i, atom in enumerate(atoms[:-1]):
        if atom.tag not in ("the", "this"):
            continue
        kind = i + 1 + (atoms[i + 1].tag in ("place.part", "group.mod") and i + 2 < len(atoms))
        known = (atoms[kind].tag, atoms[kind].sense) == ("place.type", "specific") or atoms[kind].sense == "camp"
        if known and not (kind + 1 < len(atoms) and atoms[kind + 1].tag in ("of", "name", "place.type", "thing", "who")):
            return True
    return False


def _running(sentence: Sentence, dates: tuple[DateMention, ...], tolls: tuple[TollMention, ...]) -> bool:
    """True for a total up to the time of writing."""
    counted = "cumul" in sentence.tags and not expression("frames.some_hours", sentence.language).search(sentence.text, *sentence.span)
    if any(t.cumulative for t in tolls) or counted:
        return True
    if tolls and any(counted_on(sentence, d) for d in dates):
        return True
    if tolls and (sentence.atoms[0].tag == "since" or any(d.kind is DateKind.YEAR for d in dates)):
        return True
    if expression("frames.since_today", sentence.language).search(sentence.text, *sentence.span):
        return False  # "Since dawn today the town has been under bombardment"
    open_ = [d for d in dates if d.kind is DateKind.SINCE or (d.kind is DateKind.WINDOW and days_of(d) > 1)]
    return bool(open_) and all(d in open_ or d.kind is DateKind.SINCE for d in dates)


def _of_another_year(sentence: Sentence, at: int) -> bool:
    """True for "the largest campaign since its 2014 war that killed 2,200": the dead of that war, not of what is told."""
    atoms = sentence.atoms
    clause = next((i for i in range(at - 1, max(at - 4, -1), -1) if atoms[i].tag == "who"), None)
    if clause is None:
        return False
    before = atoms[max(0, clause - YEARS_REACH) : clause]
    since = next((i for i, a in enumerate(before) if a.tag == "since"), None)
    return since is not None and any(YEAR.fullmatch(a.span.of(sentence.text)) for a in before[since:])


YEAR = re.compile(r"(?:19|20)\d\d")
YEARS_REACH = 12
BESIDE = 3
"""Words between "along with the" and the harm that it names beside what is told."""
REASON = 4
"""Words between "in reprisal for" and the harm that was the reason."""
MANY = 40
"""So many rockets or shells are told as a series, fewer as one attack."""
VAGUE_MANY = frozenset({"dozens", "scores", "tens", "hundreds", "thousands", "several"})


def _plural(sentence: Sentence, live: list[Deed]) -> bool:
    """True when the words tell several occurrences: "a series of raids", "two attacks", "60 rockets"."""
    atoms = sentence.atoms
    if any(d.plural and _counted(atoms, d.at) for d in live):
        return True
    for count in (j for j in sentence.joined if j.tag == "np.n"):
        after = next((a for a in atoms if a.start >= count.end), None)
        amount = count.value.amount
        if after is not None and after.tag == "means" and ((amount.number or 0) > MANY or amount.vague in VAGUE_MANY):
            return True
    return False


def _counted(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for a plural noun of act with a number, "several" or "a series of" before it."""
    return any(a.tag in ("num", "vague") or a.sense == "series" for a in atoms[max(0, at - 4) : at])


def exact(toll: TollMention) -> bool:
    """True for a toll with a number of its own."""
    return toll.amount.number is not None and toll.amount.bound is not Bound.VAGUE
