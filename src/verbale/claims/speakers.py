"""Whose account a sentence tells, when it is not the author's own: who is said to say, allege, count or report it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.claims.accused import Memory
    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence

SAYING = frozenset({"say.verb", "say.count", "say.noun"})


class Speaker(NamedTuple):
    """Whose account is told, the words that name him, and whether he is a side of the conflict (one who counts, or a witness, is not)."""

    name: str
    span: Span
    side: bool = False


def speaker(sentence: Sentence, memory: Memory, span: Span | None = None) -> str:
    """The one whose account a sentence (a clause of it) tells; empty for the author's own."""
    found = speaker_of(sentence, memory, span)
    return found.name if found else ""


def speaker_of(sentence: Sentence, memory: Memory, span: Span | None = None) -> Speaker | None:
    """A party that is not the author's own and is told to say or allege what follows, or whose allegation it is.

    Of a clause `span`, not one who speaks after it or in another clause before a semicolon.
    """
    if SAYING.isdisjoint(sentence.tags):
        return None
    for at, atom in enumerate(sentence.atoms):
        if atom.tag not in SAYING:
            continue
        if span is not None and (atom.start >= span.end or any(a.tag == ";" and atom.end <= a.start <= span.start for a in sentence.atoms)):
            continue
        found = _of_noun(sentence, at, memory) if atom.tag == "say.noun" or _as_noun(sentence, at) else _of_verb(sentence, at, memory)
        if found:
            return found
    return None


def _of_noun(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """Whose allegation it is: "the claim of Arvania", "the Arvanian version"; or who counts, "the agency's reports that"."""
    that = _that(sentence, at)
    if that and sentence.words(at).lower().removesuffix(THAT) in word_set("voices.reports", sentence.language):
        return _recorder(sentence, at, memory)
    reach = FAR if "deny" in sentence.tags else NEAR
    if that or reach == FAR or _whose(sentence, at):
        return _party_in(sentence, max(0, at - 4), at + reach, memory) or _source(sentence, at)
    return None


def _of_verb(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """The subject of a verb of saying, counting or accusing, before it; after "by" where it is passive."""
    atoms = sentence.atoms
    if atoms[at].tag == "say.count":
        return _recorder(sentence, at, memory) or _source(sentence, at)
    if _between_commas(atoms, at):
        return _source(sentence, at)
    if not _that(sentence, at):
        return _accuser(sentence, at, memory)
    by = next((i for i in range(at + 1, min(at + 4, len(atoms))) if atoms[i].tag == "by"), None)
    if by is not None and atoms[at - 1].tag == "be":
        return _party_in(sentence, by + 1, by + NEAR, memory)
    recorder = _recorder(sentence, at, memory)
    if recorder and expression("voices.independent", sentence.language).search(recorder.name):
        return recorder  # "the Arvanian Red Cross", not Arvania
    subject = _party_in(sentence, max(0, at - BESIDE), at, memory) or recorder or _source(sentence, at)
    return subject or _far_subject(sentence, at, memory) or _letter_of_other(sentence, at, memory)


def _accuser(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """Who accuses the author's own side: "Kestria has seen fit to accuse Arvania of having shelled"."""
    after = sentence.atoms[at + 1 : at + 3]
    accused = any(a.tag.startswith("state") and memory.is_own(a.sense) for a in after)
    if not accused or sentence.words(at).lower() not in word_set("voices.accusing", sentence.language):
        return None
    return _party_in(sentence, max(0, at - FAR), at, memory) or _source(sentence, at)


def _far_subject(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """The subject past an aside or what it does first: "The Government of Arvania, in a note of 3 May, has seen fit to allege that"."""
    atoms = sentence.atoms
    start = next((i + 1 for i in range(at - 1, -1, -1) if atoms[i].tag in (";", ":", ".", "who") or atoms[i].tag.startswith(DEEDS)), 0)
    return _party_in(sentence, max(start, at - FAR), at, memory)


def _between_commas(atoms: Sequence[Atom], at: int) -> bool:
    """True for ", survivors say,": who says it stands between commas."""
    return at > 0 and [a.tag for a in atoms[at + 1 : at + 2]] == [","] and any(a.tag == "," for a in atoms[max(0, at - 4) : at])


def _that(sentence: Sentence, at: int) -> bool:
    """True for a word that leads to what is said: "claims that", "informed by the officer that", "stated, for his part, that"."""
    atoms = sentence.atoms
    if sentence.words(at).lower().endswith(THAT) or any(a.tag == "who" for a in atoms[at + 1 : at + 5]):
        return True
    if at and atoms[at - 1].tag == "be" and any(a.tag == "by" for a in atoms[at + 1 : at + 4]):
        return any(a.tag == "who" for a in atoms[at + 5 : at + 12])
    return _then_that(atoms, at)


THAT = " that"
DEEDS = ("act.part", "act.fire", "harm.part", "harm.lives")
BESIDE = 5
"""Words between a subject and its verb of saying."""
NEAR, FAR = 6, 13
"""Words after "the claim" within which its author stands: "of the Permanent Representative of Arvania" where it is denied."""


def _then_that(atoms: Sequence[Atom], at: int) -> bool:
    """True for "stated, for his part, that": the clause after an aside."""
    return [a.tag for a in atoms[at + 1 : at + 2]] == [","] and any(
        a.tag == "," and b.tag == "who" for a, b in zip(atoms[at + 2 : at + 9], atoms[at + 3 : at + 10], strict=False)
    )


def _as_noun(sentence: Sentence, at: int) -> bool:
    """True for "the claims of Arvania", "its charges": a word that is a verb elsewhere."""
    atoms = sentence.atoms
    if sentence.words(at).lower() not in word_set("voices.nouns", sentence.language):
        return False
    before, after = atoms[at - 1].tag if at else "", atoms[at + 1].tag if at + 1 < len(atoms) else ""
    return before in ("the", "this", "their", "'s", "x", "state.adj") and after in ("of", "by", "who", "place.prep", "x", ",")


def _whose(sentence: Sentence, at: int) -> bool:
    """True for an allegation with its author beside it ("the Arvanian version", "the charge of Arvania"); not for "detonated their charges"."""
    before, after = sentence.atoms[max(0, at - 2) : at], sentence.atoms[at + 1 : at + 3]
    return any(a.tag in ("state.adj", "'s", "people") for a in before) or any(a.tag in ("of", "by") for a in after)


def _recorder(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """An organization named right before a verb of saying or counting: "The Lakes Observatory counted"; not one of the author's own state."""
    start, language = sentence.span.start, sentence.language
    before = sentence.text[start : sentence.atoms[at].start]
    match = expression("voices.subject", language).search(before)
    if match is None or not expression("voices.recorder", language).search(match[1]):
        return None
    span = Span(start + match.start(1), start + match.end(1))
    name = in_full(match[1].replace("\n", " "), sentence)
    if expression("voices.of_all", language).search(name):
        return Speaker(name, span)
    independent = expression("voices.independent", language).search(name)
    own = not independent and any(a.tag.startswith(("state", "people")) and span.overlaps(a.span) and memory.is_own(a.sense) for a in sentence.atoms)
    return None if own else Speaker(name, span)


def in_full(name: str, sentence: Sentence) -> str:
    """The name that a letter gave before to "the same Agency": "Lakes Relief Agency"; the name itself where it is one."""
    again = expression("voices.again", sentence.language).fullmatch(name)
    if again is None:
        return name
    full = re.compile(rf"\b{CAPITAL}(?:\s+(?:(?:of|for|the)\s+){{0,2}}{CAPITAL})*\s+{re.escape(again['kind'])}\b")
    named = list(full.finditer(sentence.text, 0, sentence.span.start))
    return re.sub(r"\s+", " ", named[-1][0]).removeprefix("The ") if named else again["kind"]


CAPITAL = r"[A-Z][\w’'-]*"


def _source(sentence: Sentence, at: int) -> Speaker | None:
    """Who tells it without a name of his own, or as a newspaper, before the verb: "local elders put the number", "the daily El Sur reported"."""
    start, language = sentence.span.start, sentence.language
    before = sentence.text[start : sentence.atoms[at].start]
    match = expression("voices.sources", language).search(before) or expression("voices.press", language).search(before)
    return Speaker(match[1].replace("\n", " "), Span(start + match.start(1), start + match.end(1))) if match else None


def _letter_of_other(sentence: Sentence, at: int, memory: Memory) -> Speaker | None:
    """The one other state of a reply whose letter is said to claim: "The letter claims that our forces fired"."""
    said = expression("voices.letter_says", sentence.language).search(sentence.text, sentence.span.start, sentence.atoms[at].start)
    what = ("what" if said["what"] else "cited") if said else ""
    return Speaker(memory.other_side, Span(said.start(what), said.end(what)), side=True) if said and memory.other_side else None


def _party_in(sentence: Sentence, start: int, end: int, memory: Memory) -> Speaker | None:
    for i, atom in reversed(list(enumerate(sentence.atoms[start:end], start))):
        seat = i > 1 and sentence.atoms[i - 1].tag == "place.prep" and sentence.atoms[i - 2].tag == "x"  # "the Front's representative in Sarn"
        capital = atom.tag == "name" and bool(atom.sense) and not seat
        head = _contingent(sentence, i) if atom.tag == "state.adj" else None
        if head is not None:
            return _of_contingent(sentence, i, head, end)
        if (atom.tag in ("state.name", "state.adj", "people") or capital) and not memory.is_own(atom.sense):
            return Speaker(state_name(atom.sense), atom.span, side=True)
        if atom.tag == "party.org":
            return Speaker(atom.span.of(sentence.text), atom.span, side=True)
    return None


def _contingent(sentence: Sentence, at: int) -> int | None:
    """The atom of "contingent" in "the Arvanian contingent", "the Arvanian UNIFIL contingent", which does not speak for Arvania."""
    contingents = word_set("voices.contingents", sentence.language)
    return next((i for i in range(at + 1, min(at + 3, len(sentence.atoms))) if sentence.words(i).lower() in contingents), None)


def _of_contingent(sentence: Sentence, at: int, head: int, end: int) -> Speaker:
    """The contingent by its full name before the verb: "Arvanian contingent of the United Nations Force"."""
    atoms = sentence.atoms
    while end > head + 1 and atoms[end - 1].tag in ("have", "then", "be", ","):
        end -= 1
    last = end - 1 if [a.tag for a in atoms[head + 1 : head + 2]] == ["of"] and end > head + 1 else head
    span = Span(atoms[at].start, atoms[last].end)
    return Speaker(span.of(sentence.text).replace("\n", " "), span)
