"""Whether a clause says that something happened, or only threatens, wishes, orders or denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.wordlists import word_set

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence

CLAUSE_ENDS = (";", ":", "when", "but")


def asserted_at(sentence: Sentence, at: int) -> bool:
    """True when nothing before the trigger in its clause makes it a threat, a wish, a duty, a condition or a habit."""
    atoms = sentence.atoms
    if at and atoms[at].tag in PARTICIPLES and atoms[at - 1].tag == "," and _goes_on_from(sentence, at):
        return True
    for i in range(_before_aside(atoms, at) - 1, max(at - 25, -1), -1):
        tag = atoms[i].tag
        if tag == "and" and any(a.tag == "date" for a in atoms[i + 1 : i + 4]):
            return True  # "vowed to kill them, and on 3 May it killed 5": a day begins another clause
        if tag == "irr.stop":
            return at - i > 12
        if tag == "," and _ends_a_while(atoms, i):
            return True  # "while all were preparing to celebrate, 500 were killed"
        if tag == "cause" and i and atoms[i - 1].tag == ",":
            return True  # "..., resulted in": the main verb, past an aside
        if tag == "not" and _of_who(atoms, i, at):
            continue  # "residents who had not managed to leave were shot dead"
        if tag in ("irr", "not", "no") and tag != "act":
            return not at - i < 14
        if tag == "x" and _ordered(sentence, i, at):
            return False
        if tag in CLAUSE_ENDS:
            return True
        if tag == "who" and i == at - 1 and i and atoms[i - 1].tag == ",":
            return True  # ", which resulted in the death of three": of all that was told before
        if tag == "who" and i and atoms[i - 1].tag != ",":
            return not any(a.tag == "irr" for a in atoms[i + 1 : at])
        if tag in ("act.part", "act.do", "act.fire", "harm.part", "damage.part") and (i == 0 or atoms[i - 1].tag not in ("be", "irr")):
            return asserted_at(sentence, i)
    return True


def _before_aside(atoms: tuple[Atom, ...], at: int) -> int:
    """Where the aside begins that ends right before a verb: "an aircraft, presumed to be a fighter, flew over"; else the verb itself."""
    if not at or atoms[at - 1].tag != "," or not atoms[at].tag.startswith("act."):
        return at
    opening = next((i for i in range(at - 2, max(at - ASIDE, -1), -1) if atoms[i].tag in (",", ";", ":")), None)
    return at if opening is None or atoms[opening].tag != "," else opening


ASIDE = 12
"""Words of an aside between a subject and its verb, at most."""


def _ends_a_while(atoms: tuple[Atom, ...], comma: int) -> bool:
    """True for the comma after a clause that tells at what time: "while all were preparing to celebrate, "."""
    clause = next((i for i in range(comma - 1, max(comma - WHILE, -1), -1) if atoms[i].tag in ("when", ",", ";")), None)
    return clause is not None and atoms[clause].tag == "when" and any(a.tag == "be" for a in atoms[clause:comma])


WHILE = 16
"""Words of a clause of time, at most."""


PARTICIPLES = ("harm.ger", "act.ger", "damage.ger")


def _goes_on_from(sentence: Sentence, at: int) -> bool:
    """True for what a participle adds to a deed, past what those hit were about: "fired upon farmers, who had come in order to help, killing two"."""
    atoms = sentence.atoms
    relative = next((i for i in range(at - 2, 0, -1) if atoms[i].tag == "who" and atoms[i - 1].tag == ","), None)
    deed = None if relative is None else next((i for i in range(relative - 1, -1, -1) if atoms[i].tag.startswith(("act.part", "act.fire"))), None)
    return deed is not None and asserted_at(sentence, deed)


def _ordered(sentence: Sentence, at: int, deed: int) -> bool:
    """True for what someone was only told to do: "ordered his men to infiltrate Telmor and carry out a massacre"; not for "ordered the shelling"."""
    told = any(a.tag == "to" for a in sentence.atoms[at + 1 : min(deed, at + 6)])
    return told and sentence.words(at).lower() in word_set("deeds.ordering", sentence.language)


def _of_who(atoms: tuple[Atom, ...], at: int, verb: int) -> bool:
    """True for a negation inside a clause about persons, after which the main verb follows."""
    return any(a.tag == "who" for a in atoms[max(0, at - 3) : at]) and any(a.tag == "be" for a in atoms[at + 1 : verb])


def habitual_at(sentence: Sentence, at: int) -> bool:
    """True when the trigger stands in what is told as a habit ("continues to", "daily")."""
    return "hab" in sentence.tags and any(a.tag == "hab" for a in sentence.atoms[max(0, at - 10) : at + 8])
