"""Who of the parties in a sentence is told as the one who did it, and in what role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.mentions.subjects import NEAR, REACH, SUFFERS, intercepted, is_subject
from verbale.model import PerpetratorRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.party_words import PartyMention

NOT_SUBJECT = (
    "of",
    "place.against",
    "place.prep",
    "place.on",
    "to",
    "from",
    "with",
    "for",
    "over",
    "say.accord",
    "between",
    "than",
    "among",
    "into",
    "party.support",
    "place.over",
    "place.towards",
    "including",
)
SKIPPED = ("the", "quote", "mark", "a", "this", "then", "party.side", "both", "some", "group.mod", "group.adj", "num", "vague", "age.unit")


@dataclass(frozen=True, slots=True)
class Agent:
    """A party told as having done it, or as leading, supporting or answering for the one who did."""

    party: PartyMention
    role: PerpetratorRole


@lru_cache(maxsize=8)  # frames, blame and the memory ask for those of one sentence in turn
def agents(sentence: Sentence) -> tuple[Agent, ...]:
    """The parties of a sentence that are told as agents, in order."""
    found: list[Agent] = []
    for party in sentence.parties:
        if found and (_apposition(sentence.atoms, found[-1].party.to, party.at) or _what_it_is(sentence.atoms, found[-1].party, party)):
            continue
        if party.kind == "pronoun" and _impersonal(sentence.atoms, party.to):
            continue
        if found and _in_its_description(sentence, found[-1].party, party):
            continue
        role = _role(sentence, party) or (_with(sentence, found[-1], party) if found else None)
        if role is PerpetratorRole.DIRECT and found and _aside(sentence.atoms, found[-1].party.to, party):
            continue
        if role:
            found.append(Agent(_antecedent(sentence, party) if party.kind == "pronoun" else party, role))
    found = [a for i, a in enumerate(found) if not _named_after(sentence, a, found[i + 1 :])]
    named = [a for a in found if not _ground(sentence, a.party)]
    direct = any(a.role is PerpetratorRole.DIRECT and a.party.kind not in ("pronoun", "carrier") for a in named)
    return tuple(named if direct else found)  # "rockets fired by the Front from Arvanian territory": whose ground it is did not fire


def _named_after(sentence: Sentence, agent: Agent, after: list[Agent]) -> bool:
    """True for a group told by what it is, and then by its names: "the terrorist groups, namely the Front and the Shield"."""
    if not after or not agent.party.name.islower():
        return False
    between = sentence.atoms[agent.party.to : after[0].party.at]
    return any(a.span.of(sentence.text).lower() in word_set("agents.namely", sentence.language) for a in between)


def _impersonal(atoms: Sequence[Atom], at: int) -> bool:
    """True for "It is false that": a pronoun that stands for no one."""
    after = [a.tag for a in atoms[at : at + 6]]
    return after[:1] == ["be"] and "who" in after and not any(t.startswith(("act.", "harm.")) for t in after[: after.index("who")])


def _antecedent(sentence: Sentence, pronoun: PartyMention) -> PartyMention:
    """The party that begins the sentence, which "they" of a later clause stands for ("Gunmen in Sarn broke the truce when they fired"); else the pronoun."""
    first = sentence.parties[0]
    opens = all(a.tag in ("the", "a", "this", "date", "place.on", ",", "mark") for a in sentence.atoms[: first.at])
    return first if opens and first.kind in ("group", "org", "state", "forces", "coalition", "own") and first.to < pronoun.at else pronoun


def _ground(sentence: Sentence, party: PartyMention) -> bool:
    """True for a state told by its ground only: "from Arvanian territory"."""
    words = party.span.of(sentence.text).lower().split()
    ground = len(words) > 1 and words[-1] in word_set("parties.ground", sentence.language)
    return party.kind == "forces" and ground and sentence.atoms[party.at - 1].tag == "from"


def _apposition(atoms: Sequence[Atom], end: int, at: int) -> bool:
    """True for what only tells what the party before is: "the Telmor Shield, an armed group", "Sarn Defence Forces (SDF)"."""
    return end <= at <= end + 3 and ([a.tag for a in atoms[end : end + 2]] == [",", "a"] or atoms[end].tag == "lpar")


def _what_it_is(atoms: Sequence[Atom], before: PartyMention, party: PartyMention) -> bool:
    """True for "the Front, the armed group opposed to peace": after its name, what it is."""
    tags = [a.tag for a in atoms[before.to : party.at]]
    said = (tags[3:] if tags[:1] == ["lpar"] and tags[2:3] == ["rpar"] else tags) in ([","], [",", "the"])
    return said and party.kind in ("group", "forces") and party.name.split()[-1].islower() and before.kind == "org"


def _in_its_description(sentence: Sentence, before: PartyMention, party: PartyMention) -> bool:
    """True inside what tells what an organization is: "the Lion Brigades, the armed wing of the Front's own movement, and ...": the Front is no doer."""
    atoms = sentence.atoms
    if before.kind not in ("org", "group") or [a.tag for a in atoms[before.to : before.to + 2]] != [",", "the"]:
        return False
    wing = any(sentence.words(i).lower() in word_set("agents.wings", sentence.language) for i in range(before.to + 2, min(len(atoms), before.to + 6)))
    return wing and not any(a.tag == "," for a in atoms[before.to + 1 : party.at])


def _aside(atoms: Sequence[Atom], end: int, party: PartyMention) -> bool:
    """True inside what tells about the party before, between commas: ", a group that operates under the patronage of Arvania, claimed"."""
    if end >= len(atoms) or atoms[end].tag != "," or any(a.tag in (",", ";") for a in atoms[end + 1 : party.at]):
        return False
    about = atoms[end + 1 : party.at]
    return any(a.tag in ("who", "under", "with") or a.sense == "under" for a in about) and any(
        a.tag == "," for a in atoms[party.to : party.to + REACH]
    )


def _with(sentence: Sentence, before: Agent, party: PartyMention) -> PerpetratorRole | None:
    """The role of a party joined to an agent: "killed by Arvanian troops or settlers"."""
    between = sentence.atoms[before.party.to : party.at]
    if [a.tag for a in between if a.tag not in SKIPPED] == ["including"] and before.party.kind == "group" and party.kind in ("org", "group"):
        return before.role  # "armed groups including the Front"
    joined = (not between or any(a.tag in ("and", "or") for a in between)) and all(a.tag in ("and", "or", ",", "by", *SKIPPED) for a in between)
    return before.role if joined and before.party.kind not in ("act", "pronoun") else None


def _role(sentence: Sentence, party: PartyMention) -> PerpetratorRole | None:
    atoms = sentence.atoms
    if any(t.span.overlaps(party.span) and party.kind == "group" for t in sentence.tolls):
        return None
    before = party.at - 1
    while before >= 0 and (atoms[before].tag in SKIPPED or (party.kind == "state" and atoms[before].tag == "place.part")):
        before -= 1
    if before > 0 and atoms[before].tag in ("x", "group.sg") and atoms[before - 1].tag == "the" and party.kind == "group":
        before -= 2 if atoms[before - 2].tag in ("party.lead", "party.support") else 0  # "led by the warlord Varro"
    tag = atoms[before].tag if before >= 0 else ""
    if tag in ("no", "not") or posed(sentence, party):
        return None  # "there were no armed men at this centre"
    named = _named_role(sentence, party, before, tag)
    if named:
        return named
    under_fire = any(a.tag == "act.undergo" for a in atoms[max(0, before - 4) : before])
    if under_fire and (tag == "of" or (tag == "from" and party.kind in ("group", "org", "coalition"))):
        return PerpetratorRole.DIRECT  # "came under fire from armed men", "came under the fire of Arvanian guards"
    if tag == "from" and party.kind == "state" and _coming(sentence, before):
        return PerpetratorRole.DIRECT
    if tag == "by" and _in_response(sentence, party):
        return None
    joined = tag == "by" and before and sentence.words(before - 1).lower() in word_set("agents.joined_by", sentence.language)
    if joined or (tag == "place.prep" and sentence.words(before).lower() in word_set("agents.alongside", sentence.language)):
        return PerpetratorRole.DIRECT if _others_act(sentence, before) else None
    if tag == "by":
        return PerpetratorRole.DIRECT if _by_agent(sentence, before) else None
    if party.kind == "act":
        return PerpetratorRole.DIRECT if not _hindered(sentence, party.at) else None
    if tag == "from" and party.kind in ("forces", "act"):
        return PerpetratorRole.DIRECT if _by_agent(sentence, before) or _fired_after(atoms, party.to) else None
    if tag == "of" and before and atoms[before - 1].tag in ("act.noun", "act.bombing"):
        bomber = sentence.words(before - 1).lower() in word_set("agents.bombers", sentence.language)
        if bomber or party.kind in ("forces", "coalition", "org"):
            return PerpetratorRole.DIRECT
    if tag == "of" and before and sentence.words(before - 1).lower() in word_set("agents.onlookers", sentence.language):
        return None  # "under the eyes of the police"
    after = atoms[party.to].tag if party.to < len(atoms) else ""
    if after == "'s":
        watched = tag == "of" and atoms[before - 1].tag == "x" and [a.tag for a in atoms[party.to + 1 : party.to + 2]] == ["party.force"]
        return PerpetratorRole.DIRECT if not watched and _owns_act(sentence, party.to + 1) else None  # "under the watch of Arvania's forces"
    if (
        tag == "of"
        and before
        and party.kind not in ("epithet", "pronoun")
        and (
            atoms[before - 1].tag in ("x", "means", "vague", "party.force", "group.pl", "group.sg")
            or (party.kind in ("forces", "own", "coalition", "org") and _some_of(atoms, before - 1))
        )
    ):
        tag = ""  # "a squadron of Arvanian aircraft"
        by = before - 2 - (atoms[before - 2].tag == "a")
        if by > 0 and atoms[by].tag == "by" and atoms[before - 1].tag == "vague":
            return PerpetratorRole.DIRECT if _by_agent(sentence, by) else None  # "ambushed by a group of rebels"
    if party.kind == "state" and _place_of(atoms, party):
        return None
    if tag in NOT_SUBJECT or tag.startswith(("act.", "harm.part", "harm.ger", "damage.")):
        return None
    return PerpetratorRole.DIRECT if is_subject(sentence, party) else None


def _some_of(atoms: Sequence[Atom], at: int) -> bool:
    """True for a number of which the party is told: "one of the Arvanian patrols shot"; not for "killed five of the Arvanian soldiers"."""
    return atoms[at].tag == "num" and not (at and atoms[at - 1].tag.startswith(("act.", "harm.", "bound", "place")))


def _named_role(sentence: Sentence, party: PartyMention, before: int, tag: str) -> PerpetratorRole | None:
    """The role that a word beside the party tells: "led by", "backed by", "was hit by", "is responsible for"; `None` when none does."""
    atoms = sentence.atoms
    if party.kind == "org" and tag not in NOT_SUBJECT and _own_act(sentence, party.to):
        return PerpetratorRole.DIRECT  # "two Front attacks took place"
    if tag == "party.lead":
        return PerpetratorRole.LEADS
    if tag == "party.support" and (_held_whence(sentence, before) or _works(sentence, before)):
        return PerpetratorRole.DIRECT
    if tag == "party.support":
        fired = before > 0 and atoms[before - 1].tag == "be" and sentence.words(before).lower() in word_set("agents.directed", sentence.language)
        return PerpetratorRole.DIRECT if fired else PerpetratorRole.SUPPORTS  # "fire was directed by", "bands directed by"
    if tag == "party.responsible":
        return PerpetratorRole.RESPONSIBLE
    if tag == "act.undergo" and sentence.words(before).lower().endswith(word_list("agents.by", sentence.language)):  # "was hit by"
        return PerpetratorRole.DIRECT
    if _answers(atoms, party.to):
        return PerpetratorRole.RESPONSIBLE
    return PerpetratorRole.DIRECT if _is_accused(sentence, party.to) else None


def _place_of(atoms: Sequence[Atom], party: PartyMention) -> bool:
    """True for a state that only tells where a town lies: "the summit at Aqbar, Arvania, ..."."""
    before, after = atoms[max(0, party.at - 2) : party.at], atoms[party.to : party.to + 1]
    return [a.tag for a in before] == ["name", ","] and [a.tag for a in after] == [","]


def _own_act(sentence: Sentence, at: int) -> bool:
    """True for an act right after the name of an organization, past an adjective: "a Front terrorist attack", "Front shelling"."""
    end = at + (at < len(sentence.atoms) and sentence.atoms[at].tag in ("group.both", "group.mod", "means", "x"))
    return end < len(sentence.atoms) and sentence.atoms[end].tag in ("act.noun", "act.bombing")


def _fired_after(atoms: Sequence[Atom], at: int) -> bool:
    """True for "from the Arvanian side of the border, shots were fired"."""
    for i in range(at, min(at + REACH, len(atoms))):
        if atoms[i].tag.startswith("act.fire"):
            return atoms[i - 1].tag == "be"
        if atoms[i].tag in (";", ":", ".") or atoms[i].tag.startswith(("harm.", "act.part")):
            return False
    return False


def _answers(atoms: Sequence[Atom], at: int) -> bool:
    """True for "Arvania is responsible for": it is held to answer."""
    tags = [a.tag for a in atoms[at : at + 3]]
    return tags[:1] == ["be"] and "party.responsible" in tags[1:]


def _held_whence(sentence: Sentence, at: int) -> bool:
    """True for "fire from the territory controlled by": they fire who hold it."""
    atoms = sentence.atoms
    if sentence.words(at).lower() not in word_set("agents.holding", sentence.language):
        return False
    source = next((i for i in range(at - 1, max(at - 6, -1), -1) if atoms[i].tag == "from"), None)
    return source is not None and any(a.tag.startswith(("act.undergo", "act.fire", "act.noun")) for a in atoms[max(0, source - 5) : source])


def _works(sentence: Sentence, at: int) -> bool:
    """True for whose the boats or drones are that hit: "two boats controlled by the militia struck"."""
    worked = sentence.words(at).lower() in word_set("agents.worked_by", sentence.language)
    return worked and at > 0 and sentence.atoms[at - 1].sense in ("ships", "drones", "vehicles", "aircraft", "rockets")


def _others_act(sentence: Sentence, by: int) -> bool:
    """True for who went with those who did it: "200 rebels of the Front, accompanied by Arvanian soldiers, raided"."""
    return any(p.to <= by and p.kind not in ("pronoun", "act", "carrier") and is_subject(sentence, p) for p in sentence.parties)


def _coming(sentence: Sentence, at: int) -> bool:
    """True for aircraft or vessels "coming from Arvania", whose they are."""
    came = at > 0 and sentence.words(at - 1).lower() in word_set("agents.coming", sentence.language)
    return came and any(a.tag == "means" and a.sense in ("aircraft", "ships", "drones") for a in sentence.atoms[max(0, at - 5) : at])


def posed(sentence: Sentence, party: PartyMention) -> bool:
    """True for whom someone only pretends to be: "men disguised as Arvanian guards", "dressed in the uniform of"."""
    start = max(sentence.span.start, party.span.start - POSING)
    return expression("agents.posing", sentence.language).search(sentence.text, start, party.span.start) is not None


POSING = 50
"""Characters before a party within which it is told that someone only looks like it."""


def _in_response(sentence: Sentence, party: PartyMention) -> bool:
    """True for "in response to attacks by Arvania": what was answered, not what is told."""
    start = max(sentence.span.start, party.span.start - RESPONSE)
    return expression("agents.response", sentence.language).search(sentence.text, start, party.span.start) is not None


RESPONSE = 90
"""Characters before a party within which "in response to" makes its deed an earlier one."""


def _is_accused(sentence: Sentence, at: int) -> bool:
    """True for "Arvania is accused of having shelled": what another charges it with."""
    after = sentence.atoms[at : at + 4]
    if not after or after[0].tag not in ("be", "have"):
        return False
    said = next((i for i, a in enumerate(after) if sentence.words(at + i).lower() in word_set("agents.accused", sentence.language)), None)
    return bool(said) and all(a.tag in ("be", "have") for a in after[:said])


def _by_agent(sentence: Sentence, by: int) -> bool:
    """True when what stands before "by" tells a deed: "launched by", "killed by", "the attack by"."""
    if by and sentence.atoms[by - 1].tag.startswith("say."):
        return False  # "as alleged by Arvania"
    if intercepted(sentence, max(0, by - NEAR), by):
        return False
    if by and sentence.words(by - 1).lower() in word_set("agents.no_deeds", sentence.language):
        return False  # "strikes against facilities used by"
    for i in range(by - 1, max(by - 8, -1), -1):
        tag = sentence.atoms[i].tag
        if tag in ("harm.body", "harm.corpse"):
            return False  # "his body was discovered last night by Arvanian soldiers"
        if tag.startswith(("act.", "harm.", "damage.", "cause", "char", "airspace")):
            return True
        if tag == "x" and sentence.words(i).lower() in word_set("agents.placed", sentence.language):
            return True  # "a bomb placed in a bus by"
        if tag in (";", ".", "say.verb", "say.accord"):
            return False
    return False


def _hindered(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.atoms[at - 1].tag == "irr.stop"


def _owns_act(sentence: Sentence, at: int) -> bool:
    for i in range(at, min(at + 6, len(sentence.atoms))):
        tag = sentence.atoms[i].tag
        if tag.startswith(("act.", "harm.noun", "means", "harm.ger")) or tag == "party.force":
            return True
        if tag == "x" and _then_harms(sentence, i + 1):
            return True  # "Arvania's policy has left 110 dead"
        if tag in (",", ";", "be", "have", "place.prep"):
            return False
    return False


def _then_harms(sentence: Sentence, at: int) -> bool:
    """True when a verb of leaving or causing comes next, past "has" and where: "policy in the north had left"."""
    for i in range(at, min(at + 6, len(sentence.atoms))):
        tag = sentence.atoms[i].tag
        if tag in ("left", "cause", "harm.lives"):
            return sentence.atoms[i].sense != SUFFERS
        if tag not in ("have", "then", "place.prep", "place.part", "name", "state.name", "the"):
            return False
    return False
