"""Who of the parties in a sentence is told as the one who did it, and in what role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression, word_list, word_set
from verbale.mentions.deeds import does
from verbale.model import PerpetratorRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence
    from verbale.mentions.party_words import PartyMention

VERBS = (
    "act.part",
    "act.do",
    "act.make",
    "act.fire",
    "act.fireat",
    "act.enter",
    "act.pres",
    "harm.part",
    "harm.pres",
    "damage.part",
    "left",
    "cause",
    "harm.lives",
    "hab",
    "party.agent-verb",
)
PROGRESSIVE = ("act.ger", "act.firing", "act.doing", "harm.ger", "damage.ger")
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
REACH = 16
COUNTED = ("num", "vague", "state.adj", "group", "people")
BEARING = ("x", "lost", "act.part", "harm.lives")
"""Tags of verbs whose subject may bear the harm."""
SUFFERS = "suffer"
"""Sense of a verb whose subject bears the harm: "Arvanian forces suffered nine casualties" accuses no one."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A party told as having done it, or as leading, supporting or answering for the one who did."""

    party: PartyMention
    role: PerpetratorRole


def agents(sentence: Sentence) -> list[Agent]:
    """The parties of a sentence that are told as agents, in order."""
    found: list[Agent] = []
    for party in sentence.parties:
        if found and (_apposition(sentence.atoms, found[-1].party.to, party.at) or _what_it_is(sentence.atoms, found[-1].party, party)):
            continue
        if party.kind == "pronoun" and _impersonal(sentence.atoms, party.to):
            continue
        role = _role(sentence, party) or (_with(sentence, found[-1], party) if found else None)
        if role is PerpetratorRole.DIRECT and found and _aside(sentence.atoms, found[-1].party.to, party):
            continue
        if role:
            found.append(Agent(_antecedent(sentence, party) if party.kind == "pronoun" else party, role))
    found = [a for i, a in enumerate(found) if not _named_after(sentence, a, found[i + 1 :])]
    named = [a for a in found if not _ground(sentence, a.party)]
    direct = any(a.role is PerpetratorRole.DIRECT and a.party.kind not in ("pronoun", "carrier") for a in named)
    return named if direct else found  # "rockets fired by the Front from Arvanian territory": whose ground it is did not fire


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
    return first if opens and first.kind in ("group", "org", "state", "forces", "coalition") and first.to < pronoun.at else pronoun


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
    if tag == "of" and before and atoms[before - 1].tag in ("act.noun", "act.bombing") and party.kind in ("forces", "coalition", "org"):
        return PerpetratorRole.DIRECT
    after = atoms[party.to].tag if party.to < len(atoms) else ""
    if after == "'s":
        return PerpetratorRole.DIRECT if _owns_act(sentence, party.to + 1) else None
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
    if party.kind == "state" and _place_of(atoms, party):
        return None
    if tag in NOT_SUBJECT or tag.startswith(("act.", "harm.part", "harm.ger", "damage.")):
        return None
    return PerpetratorRole.DIRECT if _subject(sentence, party) else None


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
    return any(p.to <= by and p.kind not in ("pronoun", "act", "carrier") and _subject(sentence, p) for p in sentence.parties)


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


NEAR = 8
"""Words around an interception within which the missiles stand that it stopped."""


def _intercepted(sentence: Sentence, start: int, end: int) -> bool:
    """True where missiles or drones are stopped: that is no deed against anyone ("intercepted a missile", "destroyed by the air defence forces")."""
    atoms = sentence.atoms[start:end]
    stopped = any(a.span.of(sentence.text).lower().startswith(word_list("agents.stopped", sentence.language)) for a in atoms)
    around = sentence.atoms[max(0, start - NEAR) : end]
    return stopped and any((a.tag == "means" and a.sense in ("rockets", "drones")) or a.tag == "it" for a in around)  # "it was intercepted by"


def _is_accused(sentence: Sentence, at: int) -> bool:
    """True for "Arvania is accused of having shelled": what another charges it with."""
    after = sentence.atoms[at : at + 4]
    said = next((i for i, a in enumerate(after) if sentence.words(at + i).lower() in word_set("agents.accused", sentence.language)), None)
    return bool(said) and all(a.tag in ("be", "have") for a in after[:said])


def _by_agent(sentence: Sentence, by: int) -> bool:
    """True when what stands before "by" tells a deed: "launched by", "killed by", "the attack by"."""
    if by and sentence.atoms[by - 1].tag.startswith("say."):
        return False  # "as alleged by Arvania"
    if _intercepted(sentence, max(0, by - NEAR), by):
        return False
    if by and sentence.words(by - 1).lower() in word_set("agents.no_deeds", sentence.language):
        return False  # "strikes against facilities used by"
    for i in range(by - 1, max(by - 8, -1), -1):
        tag = sentence.atoms[i].tag
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


def _subject(sentence: Sentence, party: PartyMention) -> bool:
    """True when an active verb of harm or act follows, past adverbs, dates, places and a relative clause between commas."""
    atoms, at, depth, other, clause = sentence.atoms, party.to, 0, False, party.to
    if _state_of_harmed(sentence, party):
        return False
    end = min(len(atoms), at + REACH)
    while at < end:
        tag = atoms[at].tag
        if tag == "," and party.at > 1 and [a.tag for a in atoms[party.at - 2 : party.at]] == [",", "who"]:
            return False  # "the militias, which Arvania arms, had hit": not Arvania
        if tag == "," and depth == 0:
            closing = _closing(sentence, at)
            if closing is not None:
                end = min(len(atoms), end + closing - at)
                at = clause = closing + 1
                depth += 1
                continue
        if tag == "be" and _said_to(atoms, at + 1):
            at += 4
            continue
        if tag in PROGRESSIVE and _passive(sentence, at):  # "have been targeting"
            return True
        if tag == "act.do" and at + 1 < len(atoms) and atoms[at + 1].tag == "with":
            at += 1  # "76 vehicles mounted with guns"
            continue
        if tag == "deny" or (tag == "harm.lives" and any(a.tag == "who" for a in atoms[at + 1 : at + 5])):
            return False  # "Arvania denied it, and claimed for its part that"
        if atoms[at].sense == SUFFERS or (tag in BEARING and _bears(sentence, party, at)):
            return False
        if tag in VERBS and _intercepted(sentence, at, at + NEAR):
            return False
        if tag in VERBS and (_of_another_clause(sentence, clause, at) or _in_relative(sentence, party, at)):
            return False
        if tag in VERBS and not (other and not _joined(atoms, at)) and not _fulfils(sentence, at):
            return not _passive(sentence, at) or tag == "cause"
        if tag in (";", ":", "but", "irr.stop") or tag in VERBS or (tag == "say.verb" and at - party.to <= 1):
            return False
        other = other or (tag == "x" and _other_verb(sentence, at))
        if tag in ("state.name", "party.org", "party.coalition", "np") and at > party.to + 3 and depth == 0 and atoms[at - 1].tag in ("and", ","):
            at += 1
            continue
        at += 1
    return False


def _said_to(atoms: Sequence[Atom], at: int) -> bool:
    """True for "said to have" after a form of "be": who is told as the doer does not say it."""
    tags = [a.tag for a in atoms[at : at + 3]]
    return tags[:1] in (["say.verb"], ["x"]) and tags[1:] == ["to", "have"]


def _state_of_harmed(sentence: Sentence, party: PartyMention) -> bool:
    """True for whose the harmed are: "The attack killed five persons, four nationals of Arvania, and injured eight"."""
    atoms, of = sentence.atoms, party.at - 1
    if party.kind != "state" or of < 1 or atoms[of].tag != "of" or not atoms[of - 1].tag.startswith(("group", "num")):
        return False
    return any(a.tag == "harm.part" and not _passive(sentence, i) for i, a in enumerate(atoms[max(0, of - NEAR) : of], max(0, of - NEAR)))


def _closing(sentence: Sentence, at: int) -> int | None:
    """The comma that ends an aside begun at `at`: the one before the verb ("a militia that receives funds, training and arms, launched"), else the next."""
    commas = [i for i in range(at + 1, min(len(sentence.atoms), at + ASIDE)) if sentence.atoms[i].tag == ","]
    if not commas or commas[0] == at + 1:
        return None
    calm = [i for i in commas if not any(sentence.atoms[k].tag in VERBS and not _passive(sentence, k) for k in range(at + 1, i))]
    before_verb = (i for i in calm if i + 1 < len(sentence.atoms) and sentence.atoms[i + 1].tag in VERBS)
    return next(before_verb, calm[0] if calm else None)


ASIDE = 18
"""Words that what is told between commas has at most."""


def _of_another_clause(sentence: Sentence, start: int, at: int) -> bool:
    """True for a verb after "that" with a party of its own: "It has gone so far as to assert that our forces killed"."""
    that = next((i for i in range(start, at) if sentence.words(i).lower().endswith(THAT) and sentence.atoms[i].tag in ("who", "say.verb")), None)
    counted = that is not None and sentence.atoms[that + 1].tag.startswith(COUNTED)  # "have ascertained that five men were killed"
    return that is not None and (counted or any(that < p.at < at for p in sentence.parties))


def _in_relative(sentence: Sentence, party: PartyMention, at: int) -> bool:
    """True for a verb past a relative clause of which the party is the subject: "a mine of the type that Arvania is known to supply exploded"."""
    before = [a.tag for a in sentence.atoms[max(0, party.at - 2) : party.at]]
    relative = before[1:] == ["who"] and before[0] in ("x", "means", "thing", "act.noun")
    return relative and any(a.tag == "be" for a in sentence.atoms[party.to : at]) and sentence.atoms[at - 1].tag not in ("have", "then", "be")


THAT = "that"


def _bears(sentence: Sentence, party: PartyMention, at: int) -> bool:
    """True for "the Arvanian army lost 24 men", "an Arvanian officer fell": the subject bore it."""
    word = sentence.words(at).lower()
    if word in word_set("agents.bears", sentence.language):
        return True
    of_weapons = (
        party.at > 0
        and sentence.atoms[party.at - 1].tag in ("of", "the")
        and any(a.tag == "of" for a in sentence.atoms[max(0, party.at - 2) : party.at])
    )
    return word in word_set("agents.falls", sentence.language) and party.kind in ("group", "org", "forces") and not party.carrier and not of_weapons


def _fulfils(sentence: Sentence, at: int) -> bool:
    """True for a verb of doing whose object is neither act nor harm: "carried out its commitments"."""
    return sentence.atoms[at].tag == "act.do" and not does(sentence.atoms, at)


def _joined(atoms: Sequence[Atom], at: int) -> bool:
    """True for a verb joined to another of the same subject: "crossed the river and attacked"."""
    while at > 0 and atoms[at - 1].tag in ("then", "x"):
        at -= 1
    return at > 0 and atoms[at - 1].tag in ("and", ",")


def _passive(sentence: Sentence, at: int) -> bool:
    """True when a form of "be" stands before the verb, past an adverb."""
    atoms = sentence.atoms
    i = at - 1
    while i >= 0 and atoms[i].tag in ("then", "x", "hab", "not") and at - i < 3:
        i -= 1
    return (
        i >= 0
        and atoms[i].tag == "be"
        and atoms[at].tag in ("act.part", "act.do", "act.fire", "act.fireat", "act.enter", "act.make", "harm.part", "damage.part", *PROGRESSIVE)
    )


def _other_verb(sentence: Sentence, at: int) -> bool:
    """True for an unknown word that ends like a verb of the past and stands where a verb would."""
    word = sentence.atoms[at].sense
    past = word.endswith(word_list("deeds.past", sentence.language))
    return past and at + 1 < len(sentence.atoms) and sentence.atoms[at + 1].tag in ("the", "a", "who", "to", "their", "irr")
