"""Builders of tolls and of their parts: what became of the persons told, and which of them are subsets."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.grammar.wordlists import word_set
from verbale.mentions.persons import PERSONS_BUILDERS, Person, Persons, list_
from verbale.model import Amount, Bound, Outcome
from verbale.text import Span, cover

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.grammar.patterns import Match


@dataclass(frozen=True, slots=True)
class PartMention:
    """Part of a toll ("including 8 children"); `amount` may wait for the whole ("most", "the rest", "all")."""

    amount: Amount
    group: str
    span: Span


@dataclass(frozen=True, slots=True)
class TollMention:
    """A toll as a sentence states it: outcome, amount, group, the words that state it, the words that tell the harm.

    `items` are the members of a list of persons ("8 in Telmor and 2 in Brena"), each with its own words.
    """

    outcome: Outcome
    amount: Amount
    group: str
    span: Span
    trigger: Span
    rule: str
    parts: tuple[PartMention, ...] = ()
    named: tuple[Person, ...] = ()
    cumulative: bool = False
    others: bool = False
    also: str = ""
    partial: bool = False
    bare: bool = False
    extent: Span = Span(0, 0)
    items: tuple[Persons, ...] = ()


def _outcome(harms: list[Atom]) -> Outcome:
    """The outcome of the words of harm: killed and injured together are casualties, not told apart."""
    senses = {h.sense for h in harms}
    if {"killed", "injured"} <= senses:
        return Outcome.CASUALTIES
    return Outcome(harms[0].sense) if harms[0].sense in set(Outcome) else Outcome.KILLED


def parts_of_list(persons: Persons, where: Span) -> tuple[PartMention, ...]:
    """The members of a list as parts of the whole ("two women and a child"); those of one group are one part ("a girl and a boy")."""
    out: dict[str, PartMention] = {}
    for part in (p for i in persons.items for p in _parts(i, i.where if i.where.end else where)):
        known = out.get(part.group)
        out[part.group] = _together(known, part) if known else part
    return tuple(out.values())


def _together(one: PartMention, other: PartMention) -> PartMention:
    """Two parts of one group as one: the sum of their numbers, at least that where one has none."""
    total = interval(one.amount).plus(interval(other.amount))
    bound = Bound.AT_LEAST if total.high is None else Bound.EXACT if total.high == total.low else Bound.RANGE
    amount = Amount("", bound, total.low, total.high if bound is Bound.RANGE else None)
    return PartMention(amount, one.group, cover((one.span, other.span)))


def _parts(persons: Persons, where: Span) -> list[PartMention]:
    """One part, or two for a person who is in two groups ("an elderly man")."""
    return [PartMention(persons.amount, g, where) for g in (persons.group, persons.also) if g]


def toll(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Persons and what became of them."""
    np, harms = match.slots["p"][0], [*match.slots.get("h", ()), *match.slots.get("h2", ())]
    if not harms or _not_persons(match, line) or _acts(match, line) or _elsewhere(match, line) or _rest_of_list(np, line) or _of_others(np, line):
        return None
    if harms[0].sense == "displaced" and np.value.group == "combatant":
        return None  # "after expelling the fighters from Telmor"
    if match.pattern.name != "toll-aged-who":  # "the son of Varro, 55, who died": Varro did
        np = _before_namely(_before_of(_past_aside(np, line), line), line)
    np = _with_him(np, harms[0], line)
    persons: Persons = np.value
    extent = Span(line[match.first].start, line[match.last - 1].end)
    mixed = len({i.group for i in persons.items}) > 1
    parts = parts_of_list(persons, np.span) if mixed else ()
    inner = tuple(p for a in line[match.first : match.last] if a.tag == "part" for p in a.value)
    after = next((a for a in line[match.first : match.last] if a.start >= np.end), None)
    rest = persons.amount.bound is Bound.MOST and persons.amount.number is None  # "most of the bodies": of those told before
    partial = persons.partial or rest or (after is not None and after.tag == "ofthem")  # "two of the wounded are in critical condition"
    return (
        TollMention(
            _outcome(harms), persons.amount, persons.group, np.span, harms[0].span, match.pattern.name, (*parts, *inner), persons.named,
            others=persons.others, also=persons.also, partial=partial, bare=np.tag == "np.n", extent=extent, items=persons.items,
        ),
    )  # fmt: skip


def two_verbs(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Two harms to the same persons: "abducted and later executed two farmers"; killed and injured together are told as casualties."""
    first, second = match.slots["h2"][0], match.slots["h"][0]
    told = toll(match, line)
    if not told or first.sense == second.sense or {first.sense, second.sense} == {"killed", "injured"}:
        return told
    one = replace(told[0], outcome=_outcome([second]), trigger=second.span)
    return (replace(one, outcome=_outcome([first]), trigger=first.span), one)


def both(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Those harmed and another told after: "two men were wounded, as was a soldier"."""
    told = toll(match, line)
    persons = list_(match, line)
    if not told or persons is None:
        return told
    span = cover(a.span for a in match.slots["p"])
    parts = parts_of_list(persons, span) if len({i.group for i in persons.items}) > 1 else ()
    return (replace(told[0], amount=persons.amount, group=persons.group, span=span, parts=parts, items=persons.items),)


def fatal(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Those of counted casualties who died; soldiers where armed men are told to have suffered them ("our patrol suffered six")."""
    told = toll(match, line)
    armed = any(a.tag == "party.force" or a.sense == "combatant" for a in line[: match.first])
    return tuple(replace(t, group="combatant") for t in told) if told and armed else told


def shot(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Several persons shot, and not said to be hit in a limb: "they shot 16 men"."""
    persons: Persons = match.slots["p"][0].value
    limbs = word_set("tolls.limbs")
    hit = any(a.sense in limbs for a in line[match.last : match.last + 5])
    return None if hit or (persons.amount.number or 0) < PLURAL else toll(match, line)


PLURAL = 2


def _acts(match: Match, line: list[Atom]) -> bool:
    """True for who did it and then something else to others: "soldiers abducted and then led two farmers away"."""
    if match.pattern.name != "toll-participle" or match.slots["p"][0].value.amount.number is not None:
        return False
    after = [a.tag for a in line[match.last : match.last + 5]]
    if after[:1] == ["x"] and after[1:2] and after[1].startswith("np"):
        return True  # "soldiers dragged out 17 men"
    verb = next((i for i, tag in enumerate(after) if tag not in ("and", ",", "then")), 0)
    if after[:1] not in (["and"], [","]) or not verb or not after[verb].startswith(("harm.part", "act.part", "damage.part", "x")):
        return False
    return any(tag.startswith("np") for tag in after[verb + 1 : verb + 3])


def _elsewhere(match: Match, line: list[Atom]) -> bool:
    """True for persons beside whom the harm was done ("shot dead in front of the pupils"), or of another clause ("wounded, while 500 fled")."""
    if match.pattern.name != "toll-active":
        return False
    harm, np = match.slots["h"][0], match.slots["p"][0]
    return any(a.tag in ("place.prep", "place.on", "by", "with", "when") for a in line if harm.end <= a.start < np.start)


def _of_others(np: Atom, line: list[Atom]) -> bool:
    """True for persons who are not those harmed: "he quarrelled with soldiers and was shot"; or a list that runs on from "most of them".

    Of "790 killed, most of them children and women, and 5,000 persons injured" no sum is made.
    """
    at = _place(np, line)
    before = [a.tag for a in line[max(0, at - 2) : at]]
    beside = np.tag == "np.p" and "with" in before and not {"and", ","} & set(before)
    most = np.tag == "np.l" and np.value.amount.number is not None and before == ["most", "ofthem"]
    return beside or most


def _rest_of_list(np: Atom, line: list[Atom]) -> bool:
    """True for the end of a list that an aside interrupts: "38 villagers, among them the 15 girls of a choir, four students perished".

    Whether the last are of the 38 is open, so that no toll is read.
    """
    at = _place(np, line)
    aside = next((i for i in range(at - 2, max(-1, at - ASIDE), -1) if line[i].tag in ("including", ";", ":", ".", "who")), None)
    if aside is None or line[aside].tag != "including" or line[at - 1].tag != "," or np.value.amount.number is None:
        return False
    return at - 1 > aside + 1 and _persons_before(aside, line) is not None


def _place(atom: Atom, line: list[Atom]) -> int:
    """The place of an atom in its line."""
    return bisect_left(line, atom.start, key=lambda a: a.start)


def _before_namely(np: Atom, line: list[Atom]) -> Atom:
    """The persons counted before "namely" and their names: "three civilians, namely Anna Varro and her son"."""
    at = _place(np, line)
    namely = next((i for i in range(at - 1, max(-1, at - NAMES), -1) if line[i].tag == "narrow"), None)
    if namely is None:
        return np
    return next((line[i] for i in range(namely - 1, max(-1, namely - NAMES), -1) if line[i].tag in ("np.g", "np.n")), np)


NAMES = 8
"""Atoms between those counted, "namely", and the last of their names."""


def _before_of(np: Atom, line: list[Atom]) -> Atom:
    """The persons counted before "of" and those whose members they are: "two soldiers of the border guard", "four men of the crew"."""
    at = _place(np, line)
    while at > 1 and line[at - 1].tag == "of" and line[at - 2].tag in ("np.g", "np.s", "np.n") and line[at].tag not in ("np.n", "np.g"):
        at -= 2
    return line[at]


def _with_him(np: Atom, harm: Atom, line: list[Atom]) -> Atom:
    """Those harmed with him of whom it was told before, who is one of them: "He and his wife were killed"."""
    at, persons = _place(np, line), np.value
    number = persons.amount.number
    he = at > 1 and line[at - 1].tag == "and" and (line[at - 2].tag, line[at - 2].sense) == ("it", "he")
    if not he or harm.start < np.end or number is None or persons.amount.bound is not Bound.EXACT:
        return np
    both_ = replace(persons, amount=Amount("", Bound.EXACT, number + 1), group="person", items=())
    return replace(np, start=line[at - 2].start, value=both_)


def _past_aside(np: Atom, line: list[Atom]) -> Atom:
    """The persons before an aside that ends right before the verb: "a resident, who stood beside guards, was shot"."""
    at, tags = _place(np, line), [a.tag for a in line] + ["", ""]
    end = next((i for i in range(at + 1, min(at + ASIDE, len(line))) if tags[i] in (",", ";", ":", ".")), at)
    if tags[end] != "," or not tags[end + 1].startswith(("be", "have", "cause", "harm.intr")):
        return np
    for i in range(at, 0, -1):
        if tags[i] in (";", ":", ".") or (i < at and tags[i].startswith("harm.")):
            return np
        if i < at and tags[i] == "part":
            return _persons_before(i, line) or np
        if tags[i] == "who" or tags[i + 1] == "ofthem":
            return (tags[i - 1] == "," and _persons_before(i - 1, line)) or np
    return np


def _persons_before(at: int, line: list[Atom]) -> Atom | None:
    """The last persons told within a few words before an aside."""
    return next((a for a in reversed(line[max(0, at - ASIDE) : at]) if a.tag.startswith("np") and a.value is not None), None)


ASIDE = 10
"""Words before an aside within which the persons stand of whom it is."""


def _not_persons(match: Match, line: list[Atom]) -> bool:
    """True when the quantity counts something else: a number right before an unknown noun, a thing, or means; or whose ("the child's father")."""
    np = match.slots["p"][0]
    at = next(i for i in range(match.first, match.last) if line[i] is np)
    if np.tag != "np.n":
        return [a.tag for a in line[at + 1 : at + 2]] == ["'s"]
    if _before_things(line, at + 1) or (at + 1 < len(line) and line[at + 1].sense in word_set("tolls.no_persons")):
        return True
    following = [a.tag for a in line[at + 1 : at + 3]]
    after = following[-1] if following[:1] == ["of"] and following[-1] == "thing" else following[0] if following else ""  # "a number of camels"
    return after in ("thing", "means", "num", "age", "name", "damage.noun", "place.type", "place.region", "act.noun", "char") or after.startswith(
        "act."
    )


def _before_things(line: list[Atom], at: int) -> bool:
    """True for a number before things of an unknown kind: "450 coffee trees", "300 pine and oak trees"."""
    tags = [a.tag for a in line[at : at + 4]]
    return tags[:2] == ["x", "thing"] or tags == ["x", "and", "x", "thing"]


def one_death(match: Match, line: list[Atom]) -> tuple[TollMention, ...]:
    """A death told in the singular: "another civilian death"."""
    said = [m.sense for m in match.slots.get("m", ()) if m.tag in ("group.both", "group.adj")]
    span = Span(line[match.first].start, line[match.last - 1].end)
    harm = match.slots["h"][0]
    return (TollMention(Outcome.KILLED, Amount("", Bound.EXACT, 1), said[0] if said else "person", span, harm.span, match.pattern.name, extent=span),)


def another(match: Match, line: list[Atom]) -> tuple[TollMention, ...]:
    """One more without a noun: "a woman was killed and another injured"."""
    who, harm = match.slots["w"][0], match.slots["h"][0]
    extent = Span(line[match.first].start, line[match.last - 1].end)
    return (TollMention(_outcome([harm]), Amount("", Bound.EXACT, 1), "person", who.span, harm.span, match.pattern.name, others=True, extent=extent),)


def named_toll(match: Match, line: list[Atom]) -> tuple[TollMention, ...]:
    """One person by name and nothing else: "killing Omar Tal"."""
    harm, name = match.slots["h"][0], match.slots["w"][0]
    extent = Span(line[match.first].start, line[match.last - 1].end)
    amount = Amount("", Bound.EXACT, 1)
    person = (Person(str(name.value or ""), name.span),)
    return (TollMention(_outcome([harm]), amount, "person", name.span, harm.span, match.pattern.name, named=person, extent=extent),)


def name_and_kin(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """One by name and those told by kinship: "killing Lev Sand and his pregnant wife"."""
    first, kin = named_toll(match, line)[0], match.slots["p"][0]
    persons: Persons = kin.value
    if persons.amount.number is None or persons.amount.bound is not Bound.EXACT:
        return None
    amount = Amount("", Bound.EXACT, 1 + persons.amount.number)
    parts = parts_of_list(Persons(persons.amount, persons.group, (replace(persons, where=kin.span),)), kin.span)
    return (replace(first, amount=amount, span=cover((first.span, kin.span)), named=(*first.named, *persons.named), parts=parts),)


def dead_and_wounded(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """The dead, and the wounded told after: "left seven dead and wounded at least 20 others"."""
    dead = toll(match, line)
    if not dead:
        return None
    wounded = match.slots["q"][0]
    persons: Persons = wounded.value
    group = dead[0].group if persons.others else persons.group
    killed = replace(dead[0], outcome=Outcome.KILLED)
    return (
        killed,
        replace(killed, outcome=Outcome.INJURED, amount=persons.amount, group=group, span=wounded.span, others=persons.others, parts=(), items=()),
    )


def full_name(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """One by first and last name, or rank and name: "Carabineer Lev Sand lost his life"."""
    return named_toll(match, line) if " " in str(match.slots["w"][0].value or "") else None


def named_person(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """One told as a person by a title, an age or what he is: "the murder of Mr. Omar Tal", "of Omar Tal, consul in Brena"."""
    name = match.slots["w"][0]
    after = line[_place(name, line) + 1 :][:4]
    titled = str(name.value or "").split(" ")[0].removesuffix(".") in word_set("naming.titles")
    told = [a.tag for a in after if a.tag not in ("the", "a", "state.adj", "group.mod", "x")]
    person = told[:1] == [","] and bool(told[1:]) and told[1] in ("np.s", "group.sg", "age", "np.v")
    return named_toll(match, line) if titled or person else None


def caused(match: Match, line: list[Atom]) -> tuple[TollMention, ...]:
    """A plural of harm with no number: "causing civilian casualties"."""
    harm = match.slots["h"][0]
    said = [a.sense for a in line[match.first : match.last] if a.tag in ("group.both", "group.adj")]
    span = Span(line[match.first].start, line[match.last - 1].end)
    amount = Amount("", Bound.VAGUE, vague="plural")
    return (TollMention(_outcome([harm]), amount, said[0] if said else "person", harm.span, harm.span, match.pattern.name, extent=span),)


def risen(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """A running total: "the number of martyrs has risen to 122"; not "brought the number of troops to more than 1,000 men"."""
    harms = match.slots.get("h") or []
    if not harms and any(a.tag == "np.p" and a.value.group == "combatant" for a in line[match.first : match.last]):
        return None
    np = match.slots["p"][0]
    span = Span(line[match.first].start, line[match.last - 1].end)
    outcome = _outcome(harms) if harms else Outcome.KILLED
    rising = any(a.tag in ("rise", "cumul") for a in line[match.first : match.last]) and match.pattern.name != "toll-those-exceed"
    whom = next((g.value.group for g in match.slots.get("g", ())), np.value.group)
    amount = np.value.amount
    if amount.bound is Bound.EXACT and any(a.tag == "rise" and a.sense == "above" for a in line[match.first : match.last]):
        amount = replace(amount, bound=Bound.MORE_THAN)  # "exceeds 300"
    return (TollMention(outcome, amount, whom, np.span, np.span, match.pattern.name, cumulative=rising, extent=span),)


def including(match: Match, _line: list[Atom]) -> tuple[PartMention, ...]:
    """Parts told after "including"."""
    out: list[PartMention] = []
    for atom in match.slots["s"]:
        out += parts_of_list(atom.value, atom.span) or _parts(atom.value, atom.span)
    return tuple(out)


def parted(match: Match, line: list[Atom]) -> tuple[PartMention, ...] | None:
    """A counted part: "nine of them women"."""
    count, who = match.slots["n"][0], match.slots["g"][0]
    if who.value.items and who.value.items[0].amount.number is None and all(i.amount.number for i in who.value.items[1:]):
        first, *rest = who.value.items  # "of whom 201 were children and 122 women"
        told = (replace(first, amount=count.value.amount, where=cover((count.span, first.where))), *rest)
        return tuple(p for i in told for p in _parts(i, i.where))
    groups = [i.group for i in who.value.items] or [who.value.group]
    if groups == ["person"]:
        return None
    group = groups[0] if len(groups) == 1 else "woman or child" if set(groups) <= {"woman", "child"} else "mixed"
    start = line[match.first].start if line[match.first].tag not in (",", "lpar", "and", ":", ";") else count.start
    span = Span(start, who.end)
    return tuple(_parts(Persons(count.value.amount, group, also=who.value.also), span))


def mostly(match: Match, line: list[Atom]) -> tuple[PartMention, ...] | None:
    """Most of a toll ("most of whom were women and children"): more than half of a whole that is looked up later."""
    who = match.slots["g"][0].value
    groups = {i.group for i in who.items} or {who.group}
    if groups == {"person"} or who.amount.number is not None:
        return None
    word = match.slots["n"][0]
    span = Span(word.start, line[match.last - 1].end)
    if groups <= {"woman", "child", "woman or child"} and len(groups) > 1:
        groups = {"woman or child"}
    return tuple(PartMention(Amount("", Bound.MOST), g, span) for g in sorted(groups))


def whole(match: Match, line: list[Atom]) -> tuple[PartMention, ...] | None:
    """All of a toll ("all of them children"): the whole of a toll that is looked up later."""
    return _all(line[match.first : match.last], match, "all")


def remainder(match: Match, line: list[Atom]) -> tuple[PartMention, ...] | None:
    """The rest of a toll ("the rest women and children"): what the other parts leave of the whole."""
    return _all(line[match.first : match.last], match, "rest")


def _all(atoms: list[Atom], match: Match, sense: str) -> tuple[PartMention, ...] | None:
    who = next((a for a in atoms if a.tag.startswith("np")), None)
    if who is None or who.value.group == "person":
        return None
    del match
    group = who.value.group
    return (PartMention(Amount("", Bound.VAGUE, vague=sense), group, Span(who.start, who.end)),)


def he(match: Match, line: list[Atom]) -> tuple[TollMention, ...]:
    """What became of one told before ("He died of his wounds", "She was injured"): no toll beside one already told."""
    who, harm = match.slots["p"][0], match.slots["h"][0]
    extent = Span(line[match.first].start, line[match.last - 1].end)
    one = Amount("", Bound.EXACT, 1)
    return (TollMention(_outcome([harm]), one, "person", who.span, harm.span, match.pattern.name, others=True, extent=extent),)


def him_dead(match: Match, _line: list[Atom]) -> tuple[TollMention, ...]:
    """One told before, killed: "shot him dead"."""
    harm = match.slots["h"][0]
    return (TollMention(Outcome.KILLED, Amount("", Bound.EXACT, 1), "person", harm.span, harm.span, "toll-he-dead", others=True, extent=harm.span),)


def fell(match: Match, line: list[Atom]) -> tuple[TollMention, ...] | None:
    """Soldiers who fell: they died. Of others it is not said."""
    told = toll(match, line)
    return tuple(replace(t, outcome=Outcome.KILLED) for t in told if t.group == "combatant") or None if told else None


def none(_match: Match, _line: list[Atom]) -> str:
    """A harm that is denied or did not happen: "no casualties"."""
    return "none"


def settle(whole_: TollMention, part: PartMention, told: list[PartMention]) -> PartMention:
    """A part whose amount waits for the whole, settled: most of 17, all of 5, the rest of 22."""
    amount = part.amount
    if amount.bound is Bound.MOST and whole_.amount.number is not None:
        bounds = interval(whole_.amount)
        if bounds.high is None:
            return replace(part, amount=Amount(amount.words, Bound.AT_LEAST, bounds.low // 2 + 1))
        return replace(part, amount=Amount(amount.words, Bound.MOST, whole_.amount.number))
    if amount.vague == "all":
        return replace(part, amount=replace(whole_.amount, words=amount.words))
    if amount.vague == "rest":
        left = (whole_.amount.number or 0) - sum(p.amount.number or 0 for p in told if p.amount.bound is Bound.EXACT)
        if told and whole_.amount.bound is Bound.EXACT and left > 0:
            return replace(part, amount=Amount(amount.words, Bound.EXACT, left))
        return replace(part, amount=Amount(amount.words, Bound.VAGUE, vague="plural"))
    return part


BUILDERS = PERSONS_BUILDERS | {
    "toll": toll, "both": both, "shot": shot, "fatal": fatal, "onedeath": one_death, "another": another, "namedtoll": named_toll, "fullname": full_name, "deadandwounded": dead_and_wounded, "nameandkin": name_and_kin, "namedperson": named_person, "caused": caused, "risen": risen, "including": including, "parted": parted, "mostly": mostly,
    "lost": toll, "himdead": him_dead, "twoverbs": two_verbs, "fell": fell, "whole": whole, "remainder": remainder, "he": he, "none": none,
}  # fmt: skip
