"""What is told in a sentence to be hit, damaged or destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.atoms import tagged
from verbale.grammar.wordlists import word_list, word_set
from verbale.mentions.asserted import asserted_at

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.deeds import Deed
    from verbale.text import Span

DAMAGES = frozenset({"damage.part", "damage.ger", "damage.noun", "damage.intr"})


def damage_of(sentence: Sentence, found: list[Deed]) -> list[tuple[str, Span]]:
    """What is told to be hit, damaged or destroyed: things after a verb of damage or act, or before its passive."""
    atoms = sentence.atoms
    out: dict[str, Span] = {}
    live = [d.at for d in found if d.asserted]
    if not sentence.tags.isdisjoint(DAMAGES):
        live += [at for at in tagged(atoms, DAMAGES) if asserted_at(sentence, at)]
    for at in sorted(live):
        for sense, span in _objects(sentence, at) + _passive_things(atoms, at) + _met_a_mine(atoms, at):
            if not any(p.span.contains(span) and p.how not in ("object", "on", "against") for p in sentence.places):
                out.setdefault(sense, span)
    return list(out.items())


def _objects(sentence: Sentence, at: int) -> list[tuple[str, Span]]:
    """Things after a trigger, up to the next clause: its object, or what "on", "of", "against" or "damage to" lead to.

    After "in" or "near" a thing only tells where; after "on", "to" and "against" it is hit. A noun of act has no object of its own.
    """
    atoms = sentence.atoms
    language = sentence.language
    out: list[tuple[str, Span]] = []
    trigger = atoms[at]
    noun = trigger.tag in ("act.noun", "act.bombing", "act.explosion", "damage.noun", "act.do", "act.doing")
    falls = trigger.sense in ("hit", "fell", "fire") or noun
    ruins = trigger.sense in ("arson or demolition", "bombard", "shelling") or trigger.tag.startswith("damage.")
    open_, linked = not noun, not noun
    dwelt = word_set("deeds.dwelt", language)
    for i in range(at + 1, min(len(atoms), at + 30)):
        atom = atoms[i]
        tag = atom.tag
        if tag in (";", ":", "when", "but", "who") or (tag.startswith(("harm.", "act.")) and tag != "act.noun") or _other_deed(atoms, i):
            break
        if tag == "over" and i + 1 < len(atoms) and atoms[i + 1].tag == "num":
            continue  # "30 homes and over 100 cars"
        if tag == "place.prep" and trigger.sense == "fire" and sentence.words(i).lower() in word_set("places.aim", language):
            open_ = linked = True  # "fired a missile at the tanker"
        elif tag in ("from", "around", "between", "by", "with", "place.prep") and not (tag == "place.prep" and trigger.sense in ("hit", "fell")):
            open_ = False
        elif tag in ("place.on", "over"):
            open_ = linked = falls
        elif tag in ("of", "to", "place.against"):
            linked = True
            open_ = open_ or tag != "of" or noun
        elif tag == "and" and not noun and atoms[i - 1].tag == "name" and i + 1 < len(atoms) and atoms[i + 1].tag in ("the", "a", "num"):
            open_ = linked = True  # "bombed the bridge at Telmor and the depot"
        elif tag in ("damage.part", "damage.ger", "damage.noun", "damage.intr"):
            break
        elif (tag == "thing" or atom.thing) and open_ and linked and (ruins or sentence.words(i).lower() not in word_set("deeds.ways", language)):
            out.append((atom.thing or atom.sense, atom.span))
        elif tag == "place.type" and open_ and linked and trigger.sense == "arson or demolition" and sentence.words(i).lower() in dwelt:
            out.append(("homes", atom.span))  # "razed 103 villages"
    if trigger.tag == "damage.noun" and trigger.sense == "damage" and not out and _material(atoms, at):
        out.append(("property", trigger.span))
    return out


def _other_deed(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for a verb of another deed joined to this one: "burned 14 houses and lifted 60 head of cattle"."""
    return atoms[at].tag == "x" and atoms[at - 1].tag in ("and", ",") and _in_the_past(atoms[at].sense)


def _in_the_past(word: str) -> bool:
    return word in word_set("deeds.taking") or word.endswith(word_list("deeds.past"))


def _met_a_mine(atoms: tuple[Atom, ...], at: int) -> list[tuple[str, Span]]:
    """The vehicle that ran over, struck or set off a mine."""
    mine = next((i for i in range(at, min(len(atoms), at + 7)) if atoms[i].sense == "mine or remnant" and atoms[i].tag == "act.noun"), None)
    ran = atoms[at].sense == "mine or remnant" and atoms[at].tag == "act.part"
    verb = atoms[at].tag == "act.part" and atoms[at].sense in ("hit", "fell", "attack", "bombing") and mine is not None
    if not (ran or verb) or (at and atoms[at - 1].tag == "be" and not any(a.tag == "by" for a in atoms[at : mine or at])):
        return []
    out = []
    for i in range(at - 1, max(-1, at - 14), -1):
        if atoms[i].tag in (";", ":", "when") or atoms[i].tag.startswith(("harm.", "act.", "damage.")):
            break
        if atoms[i].tag == "thing" and atoms[i].sense == "vehicles":
            out.append((atoms[i].sense, atoms[i].span))
    return out[-1:]


def _material(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for "material damage" that names no thing, before or after."""
    around = atoms[max(0, at - 3) : at + 6]
    return atoms[at].end - atoms[at].start > len("destruction") and not any(a.tag == "thing" for a in around)


def _passive_things(atoms: tuple[Atom, ...], at: int) -> list[tuple[str, Span]]:
    """Things before "was destroyed", "came under fire", "sustained damage", "lie in ruins"."""
    passive = atoms[at].tag in ("damage.part", "act.part") and any(a.tag == "be" for a in atoms[max(0, at - 3) : at])
    if not passive and atoms[at].tag not in ("damage.intr", "act.undergo"):
        return []
    out = []
    for i in range(at - 1, max(-1, at - 16), -1):
        tag = atoms[i].tag
        if tag in (";", ":", "who", "when") or tag.startswith(("harm.", "act.", "damage.")):
            break
        if tag == "thing" or atoms[i].thing:
            out.append((atoms[i].thing or atoms[i].sense, atoms[i].span))
    return out
