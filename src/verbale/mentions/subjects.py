"""Whether a party is the subject of a verb of harm or act, past adverbs, asides and relative clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.wordlists import word_list, word_set
from verbale.mentions.deeds import does

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
REACH = 16
COUNTED = ("num", "vague", "state.adj", "group", "people")
BEARING = ("x", "lost", "act.part", "harm.lives")
"""Tags of verbs whose subject may bear the harm."""
SUFFERS = "suffer"
"""Sense of a verb whose subject bears the harm: "Arvanian forces suffered nine casualties" accuses no one."""
NEAR = 8
"""Words around an interception within which the missiles stand that it stopped."""


def is_subject(sentence: Sentence, party: PartyMention) -> bool:
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
        if tag == "it" and at and sentence.words(at - 1).lower() in word_set("subjects.where", sentence.language):
            return False  # "went to the post of the Arvanian battalion, where they beat the farmers"
        if tag == "act.undergo":
            return False  # "Arvania was subjected to an aggression when warplanes attacked"
        if tag == "deny" or (tag == "harm.lives" and any(a.tag == "who" for a in atoms[at + 1 : at + 5])):
            return False  # "Arvania denied it, and claimed for its part that"
        if atoms[at].sense == SUFFERS or (tag in BEARING and _bears(sentence, party, at)):
            return False
        if tag in VERBS and (intercepted(sentence, at, at + NEAR) or _without_object(atoms, at)):
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
    verb = next((i for i in range(at + 1, commas[-1]) if sentence.atoms[i].tag in VERBS and not _passive(sentence, i)), commas[-1])
    calm = [i for i in commas if i <= verb]
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
    if word in word_set("agents.bears", sentence.language) or _on_a_mine(sentence, at):
        return True
    of_weapons = (
        party.at > 0
        and sentence.atoms[party.at - 1].tag in ("of", "the")
        and any(a.tag == "of" for a in sentence.atoms[max(0, party.at - 2) : party.at])
    )
    return word in word_set("agents.falls", sentence.language) and party.kind in ("group", "org", "forces") and not party.carrier and not of_weapons


def _without_object(atoms: Sequence[Atom], at: int) -> bool:
    """True for a verb of harm that no one follows: "two members of the Arvanian army wounded, while" bore it."""
    return atoms[at].tag == "harm.part" and [a.tag for a in atoms[at + 1 : at + 2]] in ([","], [";"], ["."], ["when"])


def _on_a_mine(sentence: Sentence, at: int) -> bool:
    """True for "struck one of the mines": whoever hits a mine bears it."""
    return any(a.sense == "mine or remnant" for a in sentence.atoms[at + 1 : at + 5])


def _fulfils(sentence: Sentence, at: int) -> bool:
    """True for a verb of doing whose object is neither act nor harm: "carried out its commitments"."""
    return sentence.atoms[at].tag == "act.do" and not does(sentence.atoms, at)


def _joined(atoms: Sequence[Atom], at: int) -> bool:
    """True for a verb joined to another of the same subject: "crossed the river and attacked"."""
    while at > 0 and atoms[at - 1].tag in ("then", "x"):
        at -= 1
    return at > 0 and atoms[at - 1].tag in ("and", ",")


def _passive(sentence: Sentence, at: int) -> bool:
    """True when a form of "be" stands before the verb, past an adverb; and for "a statement made by", "the caves used by"."""
    atoms = sentence.atoms
    if atoms[at].tag in ("act.make", "act.fire") and [a.tag for a in atoms[at + 1 : at + 2]] == ["by"]:
        return True
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


def intercepted(sentence: Sentence, start: int, end: int) -> bool:
    """True where missiles or drones are stopped: that is no deed against anyone ("intercepted a missile", "destroyed by the air defence forces")."""
    if sentence.tags.isdisjoint(("means", "it")):
        return False
    atoms = sentence.atoms[start:end]
    stopped = any(a.span.of(sentence.text).lower().startswith(word_list("agents.stopped", sentence.language)) for a in atoms)
    around = sentence.atoms[max(0, start - NEAR) : end]
    return stopped and any((a.tag == "means" and a.sense in ("rockets", "drones")) or a.tag == "it" for a in around)  # "it was intercepted by"
