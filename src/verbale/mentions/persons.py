"""Builders of persons: what a match of words that tell how many and who becomes a quantity with a group."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.grammar.policies import interval
from verbale.model import Amount, Bound
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.grammar.patterns import Match

BOUNDS = {
    "at-least": Bound.AT_LEAST, "more-than": Bound.MORE_THAN, "about": Bound.ABOUT, "up-to": Bound.UP_TO, "fewer-than": Bound.FEWER_THAN,
    "loose": Bound.EXACT, "total": Bound.EXACT,
}  # fmt: skip
LOOSE = {"over": Bound.MORE_THAN, "under": Bound.FEWER_THAN, "around": Bound.ABOUT, "some": Bound.ABOUT}
CHILD_AGE = 18
OLD_AGE = 60
OLDEST = 110
PARTS_OF_LIST = 2


@dataclass(frozen=True, slots=True)
class Person:
    """A victim named in the text."""

    name: str
    span: Span
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Persons:
    """How many and who, as words tell it. `items` are the members of a list ("two women and a child").

    `describes` marks what may only say who someone is: "a father of four".
    """

    amount: Amount
    group: str
    items: tuple[Persons, ...] = ()
    named: tuple[Person, ...] = ()
    others: bool = False
    also: str = ""
    partial: bool = False
    describes: bool = False
    where: Span = Span(0, 0)


def words_of(line: list[Atom], match: Match) -> str:
    """The senses of the atoms of a match, for the amount's words until the text itself is known."""
    return " ".join(a.sense or a.tag for a in line[match.first : match.last])


def _of(match: Match, slot: str) -> Persons:
    """The persons of a slot."""
    value = match.slots[slot][0].value
    assert isinstance(value, Persons)
    return value


def age(match: Match, _line: list[Atom]) -> int | None:
    """The age told; of two ("aged 4 and 6") the higher."""
    ages = [a.value for a in match.slots["n"]]
    return max((v for v in ages if isinstance(v, int)), default=None)


def born(_match: Match, _line: list[Atom]) -> str:
    """A year of birth in brackets, which tells no age without the letter's date: "(born in 1979)"."""
    return "born"


def range_(match: Match, _line: list[Atom]) -> Persons | None:
    """From a low to a high number."""
    low, high = match.slots["low"][0].value, match.slots["high"][0].value
    return Persons(Amount("", Bound.RANGE, low, high), "person") if low < high else None


def number(match: Match, line: list[Atom]) -> Persons | None:
    """A number with its bound. What follows a number and makes it no count of persons (a per cent, a unit) refuses it."""
    value = match.slots["n"][0].value
    after = line[match.last].tag if match.last < len(line) else ""
    if after == "percent":
        return None
    return Persons(Amount("", _bound(match), value), "person")


def _bound(match: Match) -> Bound:
    """The bound that the words before (or after) a number state."""
    bound = Bound.EXACT
    for atom in match.slots.get("b", ()):
        told = LOOSE[atom.tag] if atom.tag in LOOSE else BOUNDS[atom.sense]
        bound = told if told is not Bound.EXACT else bound
    return bound


def vague(match: Match, line: list[Atom]) -> Persons:
    """A quantity without a number. "A dozen" is twelve, half of it six; "dozens more" are of the group told before."""
    more = any(a.tag == "more" for a in line[match.first : match.last])
    sense = match.slots["v"][0].sense
    if sense == "a-dozen":
        return Persons(Amount("", _bound(match), 6 if line[match.first].tag == "half" else 12), "person")
    return Persons(Amount("", Bound.VAGUE, vague="several" if sense in ("loose", "half") else sense), "person", others=more)


def most_of(match: Match, _line: list[Atom]) -> Persons:
    """Most of a number that is told ("most of the 17"), or of one that is not."""
    told = match.slots.get("n")
    return Persons(Amount("", Bound.MOST, told[0].value if told else None), "person")


def _group(match: Match) -> str:
    """The group of the head, refined by what stands before it ("civilian residents", "Palestinian children")."""
    heads = match.slots.get("g") or match.slots.get("o") or []
    head = heads[0].sense if heads and not heads[0].tag.startswith(("people", "harm")) else "person"
    told = [m.sense for m in match.slots.get("m", ()) if m.tag in ("group.both", "group.adj")]
    if head == "person" and told:
        head = next((t for t in told if t != "person"), head)
    years = [a.value for a in match.slots.get("y", ()) if isinstance(a.value, int)]
    head = "person" if head in ("others", "settlers") else head
    if years and head in ("person", "man", "woman", "civilian") and max(years) < CHILD_AGE:
        return "child"
    return head


def _also(match: Match) -> str:
    """The group "elderly" beside the sex of the head: one person may be in two groups."""
    years = [a.value for a in match.slots.get("y", ()) if isinstance(a.value, int)]
    return "elderly" if any(m.sense == "elderly" for m in match.slots.get("m", ())) or any(y >= OLD_AGE for y in years) else ""


def _others(match: Match) -> bool:
    """True for "others": the group is that of the persons told just before."""
    return any(a.sense == "others" for a in match.slots.get("g", ()))


def counted(match: Match, line: list[Atom]) -> Persons:
    """A quantity of a group; `partial` for one of a group told before ("four of the children")."""
    inner = [a.tag for a in line[match.first : match.last]]
    partial = any(pair in (("of", "the"), ("of", "this"), ("of", "their")) for pair in itertools.pairwise(inner))
    return replace(_of(match, "q"), group=_group(match), others=_others(match), also=_also(match), partial=partial)


def single(match: Match, line: list[Atom]) -> Persons | None:
    """One person. "The" with a singular is one too, but not at the head of "the rest of"."""
    group = _group(match)
    told = match.slots.get("n")
    if told and group in ("woman", "man", "person") and isinstance(told[0].value, Persons):
        years = told[0].value.amount.number or 0
        if years <= MOST_CHILDREN and group != "person":
            return parent(match, line)  # "a grandfather of four", not "a man of 70"
        return Persons(Amount("", Bound.EXACT, 1), group, also="elderly" if years >= OLD_AGE else "")
    more = match.slots["q"][0].tag == "a" and any(m.sense == ORDINALS for m in match.slots.get("m", ())) if "q" in match.slots else False
    return Persons(Amount("", Bound.EXACT, 1), group, also=_also(match), others=more)  # "a third boy" is one more


MOST_CHILDREN = 15
"""Up to which number "a father of four" tells children, not years."""


def parent(match: Match, _line: list[Atom]) -> Persons:
    """One told by the children: "the mother of two children"."""
    return Persons(Amount("", Bound.EXACT, 1), _group(match), describes=True)


ORDINALS = "ordinals"
"""The sense of words that number ("third")."""


def one_more(_match: Match, _line: list[Atom]) -> Persons:
    """One more of those told before ("wounding a third")."""
    return Persons(Amount("", Bound.EXACT, 1), "person", others=True)


def kin(match: Match, _line: list[Atom]) -> Persons:
    """Persons told by kinship: "his wife" is one, "their two children" two, "their children" a plural."""
    group = _group(match)
    if match.slots.get("q"):
        return replace(_of(match, "q"), group=group)
    if match.slots["g"][0].tag == "group.pl":
        return Persons(Amount("", Bound.VAGUE, vague="plural"), group)
    return Persons(Amount("", Bound.EXACT, 1), group)


def people(match: Match, _line: list[Atom]) -> Persons:
    """One or several of a people: "an Arvanian", "two Arvanian"."""
    quantity = match.slots["q"][0]
    amount = quantity.value.amount if isinstance(quantity.value, Persons) else Amount("", Bound.EXACT, 1)
    return Persons(amount, "person")


def pair(match: Match, _line: list[Atom]) -> Persons:
    """Two persons with one article: "the mother and daughter"."""
    one = Amount("", Bound.EXACT, 1)
    items = tuple(Persons(one, match.slots[slot][0].sense, where=match.slots[slot][0].span) for slot in ("g", "h"))
    return Persons(Amount("", Bound.EXACT, 2), group_of_all({i.group for i in items}), items)


def plural(match: Match, _line: list[Atom]) -> Persons:
    """A plural with no number."""
    return Persons(Amount("", Bound.VAGUE, vague="plural"), _group(match), others=_others(match))


def family(match: Match, _line: list[Atom]) -> Persons:
    """A family, with its number if told ("a family of five")."""
    told = match.slots.get("q")
    if told:
        return _of(match, "q")
    return Persons(Amount("", Bound.VAGUE, vague="family"), "person")


def couple(_match: Match, _line: list[Atom]) -> Persons:
    """A couple is two."""
    return Persons(Amount("", Bound.EXACT, 2), "person")


def named(match: Match, line: list[Atom]) -> Persons | None:
    """A person by name, with the age if told; a bare number is an age only after a first and a last name, or before "was"."""
    atom = match.slots["w"][0]
    told = [a.value for a in match.slots.get("y", ())]
    years = next((v for v in told if isinstance(v, int)), None)
    if told and isinstance(told[0], Persons):
        years = told[0].amount.number
        known = " " in str(atom.value or "") or _then_was(match, line)
        if told[0].amount.bound is not Bound.EXACT or years is None or years > OLDEST or not known:
            return None
    group = _group(match) if "g" in match.slots else "person"
    if years is not None and years < CHILD_AGE:
        group = "child"
    return Persons(Amount("", Bound.EXACT, 1), group, named=(Person(str(atom.value or ""), atom.span, years),))


def _then_was(match: Match, line: list[Atom]) -> bool:
    """True for "Anna, 12, was": of one person; not for "In Telmor, 12, was"."""
    after, before = line[match.last : match.last + 1], line[max(0, match.first - 1) : match.first]
    return [(a.tag, a.sense) for a in after] == [("be", "one")] and not any(a.tag.startswith("place") for a in before)


def several_named(match: Match, _line: list[Atom]) -> Persons:
    """Persons of one rank by their names: "Privates Dan Erez and Lev Sand"."""
    names = tuple(Person(str(a.value or ""), a.span) for a in match.slots["w"])
    return Persons(Amount("", Bound.EXACT, len(names)), _group(match), named=names)


def list_(match: Match, line: list[Atom]) -> Persons | None:
    """Several persons told together: their sum, when they are the object or subject of one verb."""
    items: tuple[Persons, ...] = tuple(replace(a.value, where=a.span) for a in match.slots["p"])
    if items[0].named and all(i.describes for i in items[1:]):
        return items[0]  # "Lev Sand, a father of four and a grandfather of two": one
    if all(i.describes for i in items) and len({i.group for i in items}) == 1:
        return items[0]
    if len(items) < PARTS_OF_LIST or _second_verb(match, line) or _then_things(match, line):
        return None
    groups = {i.group for i in items}
    names = tuple(n for i in items for n in i.named)
    first: Persons = items[0]
    rest = items[1:]
    if (
        first.amount.bound is Bound.EXACT
        and not first.named
        and first.amount.number is not None
        and first.amount.number >= PARTS_OF_LIST
        and len(rest) == first.amount.number
        and all(i.named and i.amount.number == 1 for i in rest)
    ):
        return replace(first, named=names)  # "two children, Anna Varro, 15, and Dan Erez, 16": their names
    if first.amount.number is None and first.amount.vague == "plural" and names and all(i.named for i in rest):
        return Persons(Amount("", Bound.EXACT, len(names)), first.group, (), names)  # "the guards Omar Tal, aged 19, and Dan Erez, aged 24"
    amounts = [i.amount for i in items]
    plain = all(a.number is None for a in amounts)
    group = group_of_all(groups)
    if plain and len({a.vague for a in amounts}) == 1:
        return Persons(Amount("", Bound.VAGUE, vague=amounts[0].vague), group, items)
    if amounts[0].number is not None and all(a.number is None and a.vague == "plural" for a in amounts[1:]) and match.slots["p"][0].tag != "np.s":
        # "21 women and children": one number for all
        return Persons(amounts[0], group, ())
    if amounts[0].vague not in ("", "plural", "family") and all(a.vague == "plural" for a in amounts[1:]):
        # "dozens of women and children"
        return Persons(amounts[0], group, ())
    total = interval(amounts[0])
    for amount in amounts[1:]:
        total = total.plus(interval(amount))
    bound = Bound.AT_LEAST if total.high is None else Bound.EXACT if total.high == total.low else Bound.RANGE
    return Persons(Amount("", bound, total.low, total.high if bound is Bound.RANGE else None), group, items, names)


def _then_things(match: Match, line: list[Atom]) -> bool:
    """True where the last number counts things: "four shepherds with 200 sheep"."""
    return match.slots["p"][-1].tag == "np.n" and [a.tag for a in line[match.last : match.last + 1]] == ["thing"]


def group_of_all(groups: set[str]) -> str:
    """The group of a list: of those told only as persons, or as men and women, nothing more is told of the whole."""
    if len(groups) == 1:
        return next(iter(groups))
    if groups == {"woman", "child"}:
        return "woman or child"
    return "person" if "person" in groups or groups == {"man", "woman"} else "mixed"


def _second_verb(match: Match, line: list[Atom]) -> bool:
    """True for "killed 5 civilians and 12 others were injured": the last of the list begins another clause."""
    before = line[match.first - 1].tag if match.first else ""
    after = line[match.last].tag if match.last < len(line) else ""
    if before == "be" and after == "be":
        return True
    if before == "ofthem" and match.slots["p"][-1].tag in ("np.n", "np.g") and after.startswith("harm."):
        return True  # "most of them women and children, and more than 5,000 persons injured"
    if before == "including" and match.slots["p"][-1].tag == "np.n" and (after in ("be", "have") or after.startswith("harm.")):
        return True  # "including 6 children, and 80 were injured"
    object_of = before.startswith("harm.") or before == "of" or before in ("to", "among", "left", "by")
    return object_of and (after in ("be", "have") or after.startswith("harm."))


PERSONS_BUILDERS = {
    "age": age, "born": born, "range": range_, "number": number, "vague": vague, "mostof": most_of, "counted": counted, "single": single, "onemore": one_more, "kin": kin, "people": people, "pair": pair, "plural": plural,
    "family": family, "couple": couple, "named": named, "severalnamed": several_named, "parent": parent, "list": list_,
}  # fmt: skip
