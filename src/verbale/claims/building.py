"""Makes a claim of a draft: the days, the most specific places, the accused, tolls with their subsets, each with its anchor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.own_deeds import own_deed
from verbale.claims.voices import attribution
from verbale.grammar.wordlists import any_part, expression, word_list, word_set
from verbale.mentions.tolls import PartMention, TollMention, settle
from verbale.model import (
    Amount,
    Bound,
    Claim,
    Code,
    Days,
    Occurrence,
    Outcome,
    Particular,
    Place,
    Problem,
    Scope,
    Toll,
    Victim,
    anchor,
    content_id,
)

if TYPE_CHECKING:
    from verbale.claims.drafts import Draft
    from verbale.claims.letter import Letter
    from verbale.claims.setting import Setting
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.place_names import PlaceMention
    from verbale.text import Span

SUBSET_GROUPS = frozenset({"woman or child", "child", "woman", "man", "elderly", "civilian", "combatant", "medical", "media", "aid worker", "other"})
WHOLE_GROUPS = {"man": "person", "elderly": "person", "medical": "person", "media": "person", "aid worker": "person", "other": "person"}
"""Groups that a whole toll does not have: the format tells them as its subset, or not at all."""
PAIR = 2
REACH = 20
SPECIAL_GROUPS = frozenset({"elderly", "medical", "media", "aid worker"})
COUNTED = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES)


def build_claim(letter: Letter, draft: Draft, author: str, setting: Setting, nth: int = 0) -> tuple[Claim, list[Problem]]:
    """The claim of a draft, and the problems met in it; `nth` of those that the same words tell."""
    text, rendition = letter.text, letter.outline.rendition
    span = _extent(draft)
    head = anchor(rendition, text, span)
    places = most_specific(draft.places, flight=_only_flown(draft))
    when = draft.when
    told_by = attribution(text, rendition, draft.frames[0].sentence, author, setting.memory, denied=draft.denied, span=draft.frames[0].span)
    told_by, accused = own_deed(draft, told_by, setting.memory, text, rendition)
    occurrence = Occurrence(
        Particular(when, tuple(anchor(rendition, text, s) for s in _day_spans(draft, span)), "when.told" if draft.days else "when.inherited")
        if when
        else None,
        tuple(Particular(Place(p.name, p.regions), (anchor(rendition, text, p.span),), f"where.{p.how}") for p in places),
        _part_of_day(text, rendition, draft),
    )
    claim = Claim(
        id=content_id(letter.reading, str(span.start), str(span.end), str(draft.part), f"claim {nth}"),
        locus=content_id(head.quote, text[max(0, span.start - 32) : span.start], text[span.end : span.end + 32]),
        anchor=head,
        scope=_scope(draft, places, text),
        attribution=told_by,
        part=draft.part,
        occurrences=(occurrence,),
        acts=_acts(text, rendition, draft),
        means=_means(text, rendition, draft),
        perpetrators=tuple(Particular(p, (anchor(rendition, text, s),), "who.context" if draft.by_context else "who.agent") for p, s in accused),
        tolls=_tolls(text, rendition, draft),
        damage=_damage(text, rendition, draft),
        characterisations=tuple(c for f in draft.frames for c in characterisations(text, rendition, f.sentence)),
        victims=_victims(text, rendition, draft),
    )  # fmt: skip
    problems = [
        Problem(code, _what(code), anchor(rendition, text, s).quote, "check the text; the date is kept as written", anchor(rendition, text, s))
        for code, s in draft.problems
    ]
    return claim, problems


def characterisations(text: str, rendition: str, sentence: Sentence) -> list[Particular[str]]:
    """The words by which the author characterises what he alleges ("massacre", "war crimes"), quoted, each at its place."""
    if sentence.tags.isdisjoint(("char", "act.noun")):
        return []
    charged = any_part("building.charged", sentence.language)
    told = [a for a in sentence.atoms if a.tag == "char" or (a.tag == "act.noun" and charged.search(text[a.start : a.end].lower()))]
    return [Particular(text[a.start : a.end], (anchor(rendition, text, a.span),), "characterisation") for a in told]


def _what(code: Code) -> str:
    return "the weekday does not fit the date" if code is Code.WEEKDAY else "no calendar has this date"


def _extent(draft: Draft) -> Span:
    """From the first to the last character that tells it: without what introduces the first sentence."""
    return draft.span


def _day_spans(draft: Draft, span: Span) -> list[Span]:
    spans = [(m.day_span or m.span) for _, m in draft.days]
    return spans or ([draft.inherited_from] if draft.inherited_from else [span])


def _part_of_day(text: str, rendition: str, draft: Draft) -> Particular[str] | None:
    for _, mention in draft.days:
        if mention.part_of_day and mention.part_span:
            return Particular(mention.part_of_day, (anchor(rendition, text, mention.part_span),), "when.part-of-day")
    return None


def _only_flown(draft: Draft) -> bool:
    """True for a claim of a flight over places, and of nothing else."""
    return {act for f in draft.frames for act, _ in f.acts} == {"overflight"}


def most_specific(told: list[PlaceMention], *, flight: bool = False) -> list[PlaceMention]:
    """The places where it happened, without the regions that contain them unless nothing more specific is named.

    Of what aircraft flew over on the way to what they hit, nothing is kept (unless `flight`: the claim is of that alone); nor is a place whose
    name another begins with ("Telmor", "Telmor bus station"), or a line that another place lies beside.
    """
    regions = {r for p in told for r in p.regions}
    kept: list[PlaceMention] = []
    hit = [p for p in told if p.how != "on" or p.rank < 2]
    if not flight and any(p.how in ("in", "object") and p.rank == 0 for p in hit):
        hit = [p for p in hit if p.how != "over"]
    hit = [p for p in hit if not any(q.name.startswith(p.name + " ") for q in hit if q.rank <= p.rank)]
    firm = [p for p in hit if p.name.split()[-1] not in word_set("places.lines")]
    hit = firm if any(p.rank == 0 for p in firm) else hit
    for place in hit:
        if place.name in regions or any(k.name.lower() == place.name.lower() for k in kept):
            continue
        kept.append(place)
    if not kept:
        return []
    best = min(p.rank for p in kept)
    return [p for p in kept if p.rank == best]


def _scope(draft: Draft, places: list[PlaceMention], text: str) -> Scope:
    if draft.running:
        return Scope.CUMULATIVE
    when: Days | None = draft.when
    between = expression("building.between", draft.frames[0].sentence.language)
    flight = _only_flown(draft)  # one flight over several places is one
    ends = len(places) == PAIR and between.search(text[max(0, places[0].span.start - REACH) : places[0].span.start])  # a road is one place
    several = (len(places) > 1 and not flight and not ends) or any(f.plural for f in draft.frames)
    nights = when is not None and (when.last - when.first).days > 1
    return Scope.SERIES if several or nights else Scope.SINGLE


def _acts(text: str, rendition: str, draft: Draft) -> tuple[Particular[str], ...]:
    """The acts told; "violent attack" when none is."""
    told: dict[str, Span] = {}
    language = draft.frames[0].sentence.language
    for frame in draft.frames:
        for act, span in frame.acts:
            told.setdefault(act, span)
    for toll in [*(t for t, _ in draft.tolls), *(t for f in draft.frames for t in f.tolls)]:  # "executed the men": also where a number follows
        if toll.outcome is Outcome.ABDUCTED:
            told.setdefault("abduction", toll.trigger)
        words = text[toll.trigger.start : toll.trigger.end].lower()
        if any_part("building.shot", language).search(words):
            told.setdefault("shooting", toll.trigger)
        if toll.outcome is Outcome.DISPLACED and any_part("building.driven", language).search(words):
            told.setdefault("forced displacement", toll.trigger)
        if any_part("building.executed", language).search(words):
            told.setdefault("execution", toll.trigger)
        if any_part("building.tortured", language).search(words):
            told.setdefault("torture", toll.trigger)
    for act in _overtold(text, told, language):
        told.pop(act, None)
    if not told:
        told.update(draft.lent)
    if not told:
        return (Particular("violent attack", (anchor(rendition, text, draft.frames[0].span),), "act.none-told"),)
    return tuple(Particular(a, (anchor(rendition, text, s),), "act.told") for a, s in told.items())


KINETIC = frozenset({"air strike", "shelling", "missile or rocket attack", "drone strike", "bombing", "mine or remnant"})
FROM_AFAR = KINETIC - {"mine or remnant"}
"""Acts that set fires and make ruins without anyone on the spot."""
ON_THE_SPOT = frozenset({"ground assault", "raid", "execution", "abduction", "forced displacement"})


def _overtold(text: str, told: dict[str, Span], language: str) -> set[str]:
    """Acts that another tells more exactly: raids of aircraft, fires that a bombardment set, what a mine blew up."""
    if len(told) < PAIR:  # each is told beside another
        return set()
    out = set()
    words = {act: span.of(text).lower() for act, span in told.items()}
    if "air strike" in told and any_part("flights.raids", language).search(words.get("raid", "")):
        out.add("raid")
    if (
        FROM_AFAR & told.keys()
        and not ON_THE_SPOT & told.keys()
        and not any_part("building.by_hand", language).search(words.get("arson or demolition", ""))
    ):
        out.add("arson or demolition")
    if "mine or remnant" in told and words.get("bombing", "").startswith(word_list("building.blast", language)):
        out.add("bombing")
    if words.get("raid", "").startswith(word_list("building.on_the_way", language)):
        out.add("raid")
    if any_part("flights.sorties", language).search(words.get("overflight", "")) and KINETIC & told.keys():
        out.add("overflight")  # "bombed the town in three sorties"
    if "bombing" in told and words.get("air strike", "").startswith(word_list("flights.bombing", language)):
        out.add("air strike")
    return out


def _means(text: str, rendition: str, draft: Draft) -> tuple[Particular[str], ...]:
    atoms = {
        text[a.start : a.end].lower(): a.span
        for f in reversed(draft.frames)
        for a in reversed(f.sentence.atoms)
        if a.tag == "means" and f.span.contains(a.span)
    }
    return tuple(Particular(words, (anchor(rendition, text, s),), "means.told") for words, s in reversed(atoms.items()))


def _damage(text: str, rendition: str, draft: Draft) -> tuple[Particular[str], ...]:
    told: dict[str, Span] = {}
    for frame in draft.frames:
        for thing, span in frame.damage:
            told.setdefault(thing, span)
    return tuple(Particular(d, (anchor(rendition, text, s),), "damage.told") for d, s in told.items())


def _tolls(text: str, rendition: str, draft: Draft) -> tuple[Toll, ...]:
    out: list[Toll] = []
    group_before = "person"
    for toll, parts in draft.tolls:
        one_more = toll.others and toll.amount.number == 1  # "killed two boys and wounded a third"
        same = one_more or ((toll.others or toll.bare) and group_before in ("civilian", "combatant"))  # "29 civilians killed and 40 wounded"
        group = group_before if same and toll.group == "person" else toll.group
        group_before = group
        quote = anchor(rendition, text, toll.span)
        out.append(Toll(toll.outcome, replace(toll.amount, words=quote.quote), WHOLE_GROUPS.get(group, group), quote, None, toll.rule))
        told: list[PartMention] = []
        amount = _at_least_its_parts(toll, parts)
        if amount is not toll.amount:
            out[-1] = replace(out[-1], amount=replace(amount, words=quote.quote))
        special = SPECIAL_GROUPS | ({"man"} if toll.also == "elderly" else set())  # "an elderly man" is in two groups
        own = [PartMention(toll.amount, g, toll.span) for g in (group, toll.also) if g in special]
        for part in (*own, *toll.parts, *parts):
            if part.group not in SUBSET_GROUPS or part in told or (part.span == toll.span and part.group not in special):
                continue
            settled = settle(toll, part, told)
            told.append(part)
            where = anchor(rendition, text, part.span)
            out.append(Toll(toll.outcome, replace(settled.amount, words=where.quote), part.group, where, toll.outcome, toll.rule + ".part"))
    return tuple(out)


def _at_least_its_parts(toll: TollMention, parts: list[PartMention]) -> Amount:
    """The amount of a plural without a number is at least the sum of the parts told with one ("people, including a boy and two infants")."""
    counted = sum(p.amount.number or 0 for p in parts if p.amount.bound is Bound.EXACT)
    if toll.amount.vague in ("plural", "several") and counted > PLURAL:
        return replace(toll.amount, bound=Bound.AT_LEAST, number=counted)
    return toll.amount


PLURAL = 2
"""Persons that a plural without a number is of, at least."""


def _victims(text: str, rendition: str, draft: Draft) -> tuple[Victim, ...]:
    out = []
    for toll, _ in draft.tolls:
        out += [Victim((p.name,), toll.outcome, anchor(rendition, text, p.span), p.age) for p in toll.named]
    return tuple(out)
