"""What is told to have been done in a sentence: acts with their means, damage, and whether the clause asserts it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.grammar.atoms import tagged
from verbale.grammar.dates import DateKind
from verbale.grammar.wordlists import any_word, expression, word_list, word_set
from verbale.mentions.asserted import asserted_at

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence
    from verbale.text import Span

OPEN = ("bombard", "fire", "hit", "attack", "matter")
"""Senses of acts that the means decide."""
MEANS_ACTS = {
    "rockets": "missile or rocket attack",
    "shells": "shelling",
    "bullets": "shooting",
    "aircraft": "air strike",
    "drones": "drone strike",
    "bombs": "bombs",
}
SAME = {"shot": "shooting", "fell": "hit"}
"""Senses that differ only in what their object is."""
DOING = ("act.do", "act.doing")
FIRING = ("act.fire", "act.firing")
SUPPORT_REACH = 18


@dataclass(frozen=True, slots=True)
class Deed:
    """One trigger of an act: its sense, where it stands, its atom's index, and whether the clause says that it happened."""

    sense: str
    span: Span
    at: int
    verb: bool
    asserted: bool
    plural: bool = False


def deeds(sentence: Sentence) -> list[Deed]:
    """The triggers of acts in a sentence, in order. A verb of doing or firing counts with an object that tells the act."""
    atoms = sentence.atoms
    found: list[Deed] = []
    for at in tagged(atoms, frozenset([tag for tag in sentence.tags if tag.startswith("act.")])):
        atom = atoms[at]
        tag = atom.tag
        if tag == "act.part" and _adjective(atoms, at) and not any(p.to == at for p in sentence.parties):
            continue
        if (atom.sense == "abduction" and _of_things(atoms, at)) or _no_occurrence(sentence, at):
            continue
        asserted = asserted_at(sentence, at)
        if at and _lands(sentence, at - 1):
            found.append(Deed("overflight", atom.span, at, True, asserted))
        elif tag in DOING:
            if does(atoms, at) and not _who_did_it(atoms, at):
                found.append(Deed("do", atom.span, at, True, asserted))
        elif tag == "act.make":
            if _made(atoms, at):
                found.append(Deed("do", atom.span, at, True, asserted))
        elif tag in FIRING:
            if _object(atoms, at, ("means", "act.noun", "act.bombing")) or _fired_before(atoms, at):
                named = at > 0 and atoms[at - 1].tag in ("the", "this") and [a.tag for a in atoms[at + 1 : at + 2]] == ["of"]
                found.append(Deed("fire", atom.span, at, not named, asserted))  # "the firing of 45 rockets" names it
            elif tag == "act.fire" and at + 1 < len(atoms) and atoms[at + 1].tag == "place.towards":
                found.append(Deed("shooting", atom.span, at, True, asserted))  # "fired in the direction of Telmor"
        elif tag == "act.fireat":
            found.append(Deed("fire" if _fired_before(atoms, at) or _object(atoms, at, ("means",)) else "shooting", atom.span, at, True, asserted))
        elif tag == "act.enter":
            entered = _entered(atoms, at)
            if entered:
                found.append(Deed(entered, atom.span, at, True, asserted))
        elif tag == "act.undergo":
            if _object(atoms, at, ("act.noun", "act.bombing", "means", "act.explosion")) or _under_fire(sentence, at):
                found.append(Deed("fire", atom.span, at, True, asserted))
        elif tag == "act.base":
            if atom.sense == "fire" and _fire_from(atoms, at):
                found.append(Deed("fire", atom.span, at, False, asserted))
        elif tag == "act.occur":
            found.append(Deed("do", atom.span, at, True, asserted))
        elif tag in ("act.part", "act.ger", "act.pres"):
            verb = tag != "act.ger" or (at > 0 and atoms[at - 1].tag == "be")  # "have been targeting"
            found.append(Deed(SAME.get(atom.sense, atom.sense), atom.span, at, verb, asserted))
        elif tag in ("act.noun", "act.bombing", "act.explosion"):
            found.append(Deed(atom.sense, atom.span, at, _ruins(atoms, at), asserted, _plural(sentence, at)))
    found = [
        replace(d, sense="raid") if d.sense == INTO_A_VILLAGE else d
        for d in found
        if d.sense != INTO_A_VILLAGE or (len(found) == 1 and not sentence.tolls)
    ]
    return found or (_logged_flights(atoms) if "means" in sentence.tags else [])


def _no_occurrence(sentence: Sentence, at: int) -> bool:
    """True for those stopped on their way, a state of affairs, a figure of speech: "gunmen were intercepted", "has occupied", "a barrage of lies"."""
    atoms, word, language = sentence.atoms, sentence.words(at).lower(), sentence.language
    before, after = atoms[max(0, at - STOPPED) : at], [a.tag for a in atoms[at + 1 : at + 4]]
    if word in word_set("deeds.stopping", language):
        held = any(a.sense in ("combatant", "group") for a in before)
        return held and any(a.tag == "be" for a in before[-2:])
    if word in word_set("deeds.held_since", language):
        return bool(before) and before[-1].tag == "have" and any(d.kind is DateKind.SINCE for d in sentence.dates)
    return (
        word in word_set("deeds.barrages", language)
        and after[:1] == ["of"]
        and not {"means", "act.noun", "act.base", "name", "state.adj"} & set(after)
    )


def _lands(sentence: Sentence, at: int) -> bool:
    """True for aircraft that land: "two helicopters landed near Telmor" is a violation of airspace and no strike."""
    then = at + 1 < len(sentence.atoms) and sentence.words(at + 1).lower() in word_set("deeds.landing", sentence.language)
    return then and sentence.atoms[at].sense == "aircraft"


STOPPED = 5
"""Words before "intercepted" within which stands who was."""


def _who_did_it(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for persons told by a deed told before: "praising the terrorist who committed the attack"."""
    before, after = [a.tag for a in atoms[max(0, at - 2) : at]], [a.tag for a in atoms[at + 1 : at + 3]]
    return (
        before[-1:] == ["who"] and before[:1] in (["group.sg"], ["group.pl"], ["group.both"]) and after in (["the", "act.noun"], ["this", "act.noun"])
    )


def _ruins(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for a new act told as the doer of its damage: "a simultaneous attack destroyed two houses"; not "the attack destroyed"."""
    verb = next((a for a in atoms[at + 1 : at + 3] if a.tag not in ("then", "x")), None)
    return verb is not None and verb.tag in ("damage.part", "cause") and any(a.tag == "a" for a in atoms[max(0, at - 2) : at])


def _under_fire(sentence: Sentence, at: int) -> bool:
    """True for "came under fire", whatever the weapon."""
    return at + 1 < len(sentence.atoms) and sentence.words(at + 1).lower() in word_set("deeds.fire", sentence.language)


def _fire_from(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for fire told by its weapon: "fire from 120-mm mortars"; not for "to fire from"."""
    weapon = next((a.tag for a in atoms[at + 2 : at + 6] if a.tag not in ("num", "x", "a", "the", "vague")), "")
    return [a.tag for a in atoms[at + 1 : at + 2]] == ["from"] and weapon == "means" and not (at and atoms[at - 1].tag in ("to", "irr", "not", "be"))


def _of_things(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for what was taken that is no person: "made off with 40 goats"."""
    taken = next((a for a in atoms[at + 1 : at + 6] if a.tag not in ("a", "the", "num", "vague", "more", "group.mod", "bound.pre", "x", "of")), None)
    return taken is not None and taken.tag == "thing" and atoms[at].tag == "act.part"


def _logged_flights(atoms: tuple[Atom, ...]) -> list[Deed]:
    """An entry of a log without a verb: "At 0705 hours, two aircraft over Port Morn"."""
    for at, atom in enumerate(atoms):
        flies = atom.tag == "means" and atom.sense in ("aircraft", "drones") and any(a.tag in ("over", "place.over") for a in atoms[at + 1 : at + 9])
        if flies and not any(a.tag in ("irr", "hab", "be") for a in atoms):
            return [Deed("overflight", atom.span, at, True, asserted=True)]
    return []


def _plural(sentence: Sentence, at: int) -> bool:
    """True for a noun of act in the plural ("attacks", "air strikes", "a series of raids")."""
    return sentence.words(at).lower().endswith("s") and sentence.atoms[at].sense != "chemical attack"


def _adjective(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for a participle that stands before its noun: "the besieged town"."""
    if at > 1 and atoms[at - 1].tag == "place.part" and atoms[at - 2].tag in ("name", "state.adj"):
        return False  # "the Arvanian side opened fire"
    if at > 0 and atoms[at - 1].tag == "place.part" and at + 1 < len(atoms) and atoms[at + 1].tag in ("name", "the", "state.name"):
        return False  # "the Front of the North shelled Telmor"
    return at > 0 and atoms[at - 1].tag in ("the", "a", "this", "their", "place.prep", "place.on", "place.part")


def _object(atoms: tuple[Atom, ...], at: int, tags: tuple[str, ...]) -> bool:
    """True when an object of one of `tags` follows within the clause."""
    for atom in atoms[at + 1 : at + SUPPORT_REACH]:
        if atom.tag in tags:
            return True
        if atom.tag in (";", ":", "who", "when", "but", "harm.part", "irr"):
            return False
    return False


def does(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for a verb of doing whose object, or subject in the passive, is an act or a harm: "carried out an attack", not "its duties"."""
    return _object(atoms, at, ("act.noun", "act.bombing", "harm.noun", "harm.count", "char")) or _subject_act(atoms, at)


def _made(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for "made 12 strikes": an act right after the verb, past a number and an adjective."""
    after = next((a for a in atoms[at + 1 : at + 5] if a.tag not in ("a", "num", "vague", "x", "more", "place.part", "group.adj")), None)
    return after is not None and after.tag in ("act.noun", "act.bombing")


def _entered(atoms: tuple[Atom, ...], at: int) -> str:
    """The act of entering airspace, a territory or (armed men) a village by force; empty for a rule or an arrangement that is violated."""
    if [a.tag for a in atoms[at + 1 : at + 2]] == ["it"] and any(a.tag == "airspace" or a.sense == "overflight" for a in atoms[:at]):
        return "overflight"  # "two infringed the national airspace; four violated it"
    for atom in atoms[at + 1 : at + 9]:
        if atom.tag == "airspace":
            return "overflight"
        if atom.tag in (";", ":", "who", "when", "document", "char", "irr"):
            return ""
        if atom.tag in ("place.region", "place.part") and atom.sense in ("region", "around"):
            return "raid"
    return INTO_A_VILLAGE if _armed(atoms, at) and _village_next(atoms, at + 1) else ""


def _armed(atoms: tuple[Atom, ...], at: int) -> bool:
    """True when armed men, a force or armour stand right before a verb."""
    before = atoms[max(0, at - ARMED) : at]
    return any(a.tag == "party.force" or a.sense in ("combatant", "armour") for a in before) and not any(a.tag.startswith("harm.") for a in before)


def _village_next(atoms: tuple[Atom, ...], at: int) -> bool:
    """True when a place by its name is the object: "entered the village of Telmor"."""
    while at < len(atoms) and atoms[at].tag in ("the", "place.type", "place.part", "of"):
        at += 1
    return at < len(atoms) and atoms[at].tag == "name"


INTO_A_VILLAGE = "into a village"
"""The sense of armed men who enter a village, which is a raid where nothing else is told to have been done."""
ARMED = 4
"""Words before "entered" within which armed men stand who did."""


def _subject_act(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for the passive "attacks were carried out" and the relative "the crimes that they committed"."""
    return any(a.tag in ("act.noun", "act.bombing") for a in atoms[max(0, at - 12) : at])


def past_its_act(atoms: tuple[Atom, ...], deed: Deed) -> bool:
    """True for a verb that only says of an act named before it that it happened: "the attack that took place"."""
    return atoms[deed.at].tag == "act.occur" or (deed.sense == "do" and not _object(atoms, deed.at, ("act.noun", "act.bombing", "harm.noun", "char")))


def _fired_before(atoms: tuple[Atom, ...], at: int) -> bool:
    """True for the passive "rockets were fired" and "rockets fired"."""
    for atom in reversed(atoms[max(0, at - 9) : at]):
        if atom.tag in ("means", "act.noun"):
            return True
        if atom.tag in (";", ":", ",") or atom.tag.startswith(("act.", "harm.")):
            return False
    return False


def acts_of(sentence: Sentence, found: list[Deed]) -> list[tuple[str, Span]]:
    """The acts that the deeds and means of a sentence tell, each with its words, in order, without repeats."""
    atoms = sentence.atoms
    downed = _downed(sentence)
    harmed = [t.span for t in sentence.tolls]  # "killed an air force pilot": no aircraft
    armed = [a for i, a in enumerate(atoms) if a.tag == "means" and a.sense in MEANS_ACTS and i != downed and not _lands(sentence, i)]
    means = {a.sense: a.span for a in armed if not any(h.contains(a.span) for h in harmed)}
    if "bullets" in means and means.keys() & {"shells", "rockets"} and _rounds(sentence, means["bullets"]):
        del means["bullets"]  # "150 mortar and rocket rounds"
    acts: dict[str, Span] = {}
    opened: Span | None = None
    done = False
    for deed in found:
        sense = deed.sense
        if sense == "rockets and shells":
            acts.setdefault("missile or rocket attack", deed.span)
            acts.setdefault("shelling", deed.span)
        elif sense == "bombard":
            for act in _bombard(
                means, planted=atoms[deed.at].tag == "act.bombing" and (_by_terror(sentence, deed.at) or _of_a_building(sentence, deed.at))
            ):
                acts.setdefault(act, deed.span)
        elif sense in OPEN or sense == "do":
            opened = opened or deed.span
            done = done or sense in OPEN
        elif sense == "bombing" and deed.span and "aircraft" in means and not atoms[deed.at].tag.startswith("act.noun"):
            acts.setdefault("air strike", deed.span)
        elif sense == "bombing" and _razes(sentence, deed.at):
            acts.setdefault("arson or demolition", deed.span)
        else:
            acts.setdefault(sense, deed.span)
    sorties = word_list("flights.sorties", sentence.language)
    flew = acts.keys() == {"overflight"} and not any(w in acts["overflight"].of(sentence.text).lower() for w in sorties)
    if (opened and (done or not flew)) or not acts:  # "made overflights": no strike by those aircraft
        for act, span in _by_means(means, acts, hit=opened is not None, beside=_beside(atoms), falling=_falling(sentence, means)).items():
            acts.setdefault(act, span)
    under = next((d.span for d in found if atoms[d.at].tag == "act.undergo" and _under_fire(sentence, d.at)), None)
    fired = under if not means else None
    fired = fired or next((d.span for d in found if atoms[d.at].tag == "act.fireat"), None)  # "fired on by two patrol boats": no weapon told
    if not acts and fired is not None:
        acts["shooting"] = fired
    by_bullets = next(
        (t.trigger for t in sentence.tolls if expression("deeds.by_bullets", sentence.language).search(t.extent.of(sentence.text))), None
    )
    if not acts and by_bullets is not None:
        acts["shooting"] = by_bullets
    return list(_by_weapon(sentence, found, acts, means).items())


def _razes(sentence: Sentence, at: int) -> bool:
    """True for those on the spot who bring down what stands: "blew up the pumping station", "dynamited the court house"."""
    planted = expression("deeds.bands", sentence.language).search(sentence.text[sentence.span.start : sentence.atoms[at].start].lower())
    if planted or sentence.words(at).lower() not in word_set("deeds.razing", sentence.language):
        return False  # "saboteurs blew up": a bomb that was planted
    after = next((a for a in sentence.atoms[at + 1 : at + 6] if a.tag in ("thing", "means", "act.noun", "place.prep", "place.on", ",", "and")), None)
    return after is not None and after.tag == "thing" and after.sense not in ("vehicles", "agriculture")


def _downed(sentence: Sentence) -> int | None:
    """The atom of aircraft told to be shot down and to do nothing else: before the passive, else after the verb."""
    atoms = sentence.atoms
    verb = next(
        (i for i, a in enumerate(atoms) if a.tag.startswith("act.") and sentence.words(i).lower() in word_set("deeds.downing", sentence.language)),
        None,
    )
    if verb is None:
        return None
    passive = verb > 0 and any(a.tag == "be" for a in atoms[max(0, verb - 2) : verb])
    beside = reversed(range(verb)) if passive else range(verb + 1, len(atoms))
    found = next((i for i in beside if atoms[i].sense == "aircraft"), None)
    return None if found is None or any(a.tag.startswith("act.") for a in atoms[found:verb]) else found


def _rounds(sentence: Sentence, bullets: Span) -> bool:
    """True for "150 mortar and rocket rounds": no bullets."""
    return bullets.of(sentence.text).lower() in word_set("deeds.rounds", sentence.language)


def _beside(atoms: tuple[Atom, ...]) -> bool:
    """True for rockets told beside drones ("131 missiles and 84 drones"), not fired by them ("a drone fired a missile")."""
    at = {a.sense: i for i, a in enumerate(atoms) if a.tag == "means" and a.sense in ("rockets", "drones")}
    first, last = sorted((at.get("rockets", 0), at.get("drones", 0)))
    between = atoms[first + 1 : last]
    return any(a.tag in ("and", ",") for a in between) and not any(a.tag.startswith(("act.", "harm.")) for a in between)


def _by_weapon(sentence: Sentence, found: list[Deed], acts: dict[str, Span], means: dict[str, Span]) -> dict[str, Span]:
    """Acts with what weapons and those who bear them tell more exactly: guns that open fire shell, bombs that fall are from the air."""
    words = {d.span.of(sentence.text).lower().split()[0] for d in found}
    language = sentence.language
    if "shooting" in acts and "shells" in means and "bullets" not in means and words & word_set("deeds.opened_fire", language):
        acts.setdefault("shelling", acts.pop("shooting"))
    if "shooting" in acts and "aircraft" in means and "bullets" not in means and words & word_set("deeds.strafed", language):
        acts.setdefault("air strike", acts.pop("shooting"))
    if "bombing" in acts and "bombs" in means and acts["bombing"] == means["bombs"] and words & word_set("deeds.fell", language):
        acts["air strike"] = acts.pop("bombing")
    if "raid" in acts and "aircraft" in means and acts["raid"].of(sentence.text).lower().startswith(word_list("flights.raids", language)):
        acts["air strike"] = acts.pop("raid")  # "warplanes raided the depot"
    if (
        "shelling" in acts
        and "rockets" in means
        and "shells" not in means
        and acts["shelling"].of(sentence.text).lower().endswith(word_list("deeds.shelled", language))
    ):
        acts.setdefault("missile or rocket attack", acts.pop("shelling"))  # "shelled the town with rockets"
    if "bombing" in acts and "drones" in means and words & word_set("deeds.dropped", language):
        acts["drone strike"] = acts.pop("bombing")
    if not acts and any(d.sense == "attack" and d.verb for d in found) and _on_ground(sentence):
        attack = next(d.span for d in found if d.sense == "attack" and d.verb)
        acts["ground assault"] = attack
    return acts


def _on_ground(sentence: Sentence) -> bool:
    """True when those who attack are on the ground: armour, a unit, armed men before the verb."""
    if any(a.sense == "armour" or (a.tag == "party.force" and a.sense == "unit") for a in sentence.atoms):
        return True
    verb = next((a.start for a in sentence.atoms if a.tag == "act.part" and a.sense == "attack"), 0)
    on_foot = any_word("deeds.on_foot", sentence.language)
    return any(p.to and p.span.end <= verb and on_foot.search(p.span.of(sentence.text).lower()) for p in sentence.parties)


def _of_a_building(sentence: Sentence, at: int) -> bool:
    """True for the bombing of one building or vehicle by no one told: "the bombing of its embassy", "the bombing of a bus"; not "by Arvanian forces"."""
    atoms = sentence.atoms
    by = any(
        p.kind in ("forces", "act", "carrier", "coalition") or [a.tag for a in atoms[max(0, p.at - 1) : p.at]] == ["by"] for p in sentence.parties
    )
    if by or [a.tag for a in atoms[at + 1 : at + 2]] != ["of"]:
        return False
    thing = next((a for a in atoms[at + 2 : at + 6] if a.tag not in ("the", "a", "their", "name", "state.adj", "group.mod", "x")), None)
    return thing is not None and thing.tag == "thing" and thing.sense in ("public building", "vehicles", "property", "place of worship")


def _by_terror(sentence: Sentence, at: int) -> bool:
    """True for "terrorist bombings", "suicide bombings", bombings of armed groups: bombs that were planted or carried."""
    atoms = sentence.atoms
    if expression("deeds.bands", sentence.language).search(sentence.text[sentence.span.start : atoms[at].start].lower()):
        return True
    return any(a.sense in ("combatant", "bombing") for a in atoms[max(0, at - 3) : at + 8] if a.tag.startswith(("group.", "act.")))


def _falling(sentence: Sentence, means: dict[str, Span]) -> bool:
    """True for bombs that fall: of a kind that aircraft drop."""
    return "bombs" in means and expression("deeds.falling", sentence.language).search(means["bombs"].of(sentence.text).lower()) is not None


def _bombard(means: dict[str, Span], *, planted: bool = False) -> list[str]:
    """Bombed or bombarded: by artillery, mortars or tanks it is shelling, by drones a drone strike, else an air strike."""
    if planted and "aircraft" not in means:
        return ["bombing"]
    if "shells" in means and "aircraft" not in means:
        return ["shelling"]
    if "drones" in means and "aircraft" not in means:
        return ["drone strike"]
    return ["air strike"]


def _by_means(means: dict[str, Span], acts: dict[str, Span], *, hit: bool, beside: bool, falling: bool = False) -> dict[str, Span]:
    """The acts that weapons and their carriers tell: what aircraft fire or drop is an air strike."""
    if "aircraft" in means:
        return {} if "overflight" in acts and not hit else {"air strike": means["aircraft"]}
    if "drones" in means and not ("rockets" in means and beside):  # what a drone fires is a drone strike
        return {"drone strike": means["drones"]}
    told = {"drone strike": means["drones"]} if "drones" in means else {}
    told |= {MEANS_ACTS[m]: s for m, s in means.items() if m in ("rockets", "shells", "bullets")}
    if not told and "bombs" in means and not acts:
        told = {"air strike" if falling else "bombing": means["bombs"]}
    return told
