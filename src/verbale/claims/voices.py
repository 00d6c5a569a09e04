"""Who says it: the author in his own voice, another whose account he passes on, or one whose account he denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.model import Attribution, Particular, Stance, Voice, VoiceRole, anchor
from verbale.names.states import find_states
from verbale.text import Span, cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.claims.accused import Memory
    from verbale.grammar.atoms import Atom
    from verbale.mentions.analysis import Sentence

SOURCE_ENDS = (",", ";", ".", "np", "act.part", "harm.part", "date", "who", "be", "have", "say.verb")
MAX_SOURCE = 8
SHORT = 14
"""Words of a sentence that only denies."""
THAT = " that"
"""Last word of "The allegation that"."""


def attribution(
    text: str, rendition: str, sentence: Sentence, author: str, memory: Memory, *, denied: bool = False, span: Span | None = None
) -> Attribution:
    """The voices of a claim that begins with `sentence` (with the clause `span` of it), and how the author stands to the account.

    `denied` when a later sentence denies it ("That allegation is baseless").
    """
    own = Voice(author, VoiceRole.AUTHOR)
    tags = [a.tag for a in sentence.atoms]
    other = _foreign_speaker(sentence, memory, span)
    if other:
        name, words = other
        quote = anchor(rendition, text, words)
        neutral = expression("voices.recorder", sentence.language).search(name) is not None or name.islower()
        stance = Stance.DENIES if denied or "deny" in tags or (_accuses_own(sentence, memory) and not neutral) else Stance.REPORTS
        return Attribution((own, Voice(name, VoiceRole.REPORTS, quote)), stance, Particular(name, (quote,), "voice.says"))
    if denied or denies(sentence, memory):
        return _denied(text, rendition, sentence, own, memory)
    if "say.accord" in tags and not _aside(tags, tags.index("say.accord")):
        source = _source(sentence, tags.index("say.accord") + 1)
        if source and not _of_own(sentence, source, memory):
            quote = anchor(rendition, text, source)
            return Attribution(
                (own, Voice(quote.quote, VoiceRole.REPORTS, quote)), Stance.REPORTS, Particular(quote.quote, (quote,), "voice.according-to")
            )
    if "concede" in tags and _concedes(sentence, memory):
        return Attribution((own,), Stance.CONCEDES)
    return Attribution((own,))


def _denied(text: str, rendition: str, sentence: Sentence, own: Voice, memory: Memory) -> Attribution:
    """An account that is denied: the other side's, when the letter has named only one other state so far."""
    words = next((a for a in sentence.atoms if a.tag in ("say.verb", "say.noun", "deny")), sentence.atoms[0])
    other = _other_side(sentence, memory)
    if not other:
        return Attribution((own,), Stance.DENIES)
    quote = anchor(rendition, text, words.span)
    return Attribution((own, Voice(other, VoiceRole.REPORTS, quote)), Stance.DENIES, Particular(other, (quote,), "voice.other-side"))


def _other_side(sentence: Sentence, memory: Memory) -> str:
    """The one other state that the sentence names, in a cited letter too; else the one that the letter has named so far."""
    named = {hit.name.code for hit in find_states(sentence.span.of(sentence.text))} - memory.own
    if len(named) == 1:
        return state_name(next(iter(named)))
    return memory.state if len(memory.states) == 1 else ""


def speaker(sentence: Sentence, memory: Memory, span: Span | None = None) -> str:
    """The one whose account a sentence (a clause of it) tells; empty for the author's own."""
    found = _foreign_speaker(sentence, memory, span)
    return found[0] if found else ""


def speaks_of_own(sentence: Sentence, memory: Memory) -> bool:
    """True when another's account is told, or one of the author's own side is conceded: own forces may be the accused."""
    return bool(_foreign_speaker(sentence, memory)) or denies(sentence, memory) or "concede" in sentence.tags


def denies(sentence: Sentence, memory: Memory) -> bool:
    """True when the sentence tells an account only to deny it: "It is denied that ...", or a denial of what the own side did."""
    if _none_of_own(sentence, memory):
        return True
    if "deny" not in sentence.tags:
        return False
    tags = [a.tag for a in sentence.atoms]
    told = tags[tags.index("deny") + 1 :][:1] == ["who"]
    return told or "say.noun" in tags or "say.verb" in tags or _accuses_own(sentence, memory)


def _none_of_own(sentence: Sentence, memory: Memory) -> bool:
    """True for "No Arvanian aircraft fired upon Telmor", "Nor did Arvanian troops": what is said to have been done is denied."""
    atoms = sentence.atoms
    if not atoms or not (atoms[0].tag == "no" or sentence.words(0).lower() in word_set("voices.nor", sentence.language)):
        return False
    first = next((p for p in sentence.parties if p.at == 1 or (p.at == AFTER_DID and atoms[0].tag == "not")), None)
    after = atoms[first.to].tag if first is not None and first.to < len(atoms) else ""
    return first is not None and memory.owns(first) and after.startswith(("have", "act.", "harm.part"))


AFTER_DID = 2
"""The word with which the subject begins in "Nor did Arvanian troops"."""


def _aside(tags: list[str], at: int) -> bool:
    """True for "..., which, according to reports, is a threat": the source is of the aside, not of what was told before it."""
    before = tags[max(0, at - 2) : at]
    return "who" in before and any(tag.startswith(("act.", "harm.")) for tag in tags[:at])


def denies_what_was_told(sentence: Sentence) -> bool:
    """True for "That allegation is baseless": a short sentence that points back and denies."""
    atoms = sentence.atoms
    if len(atoms) > SHORT or "deny" not in sentence.tags or "say.noun" not in sentence.tags:
        return False
    if atoms[0].tag in ("this", "the"):
        return True
    said = next((i for i, a in enumerate(atoms[:2]) if a.tag == "say.noun"), None)
    if said is None or (said and atoms[0].tag != "who") or [a.tag for a in atoms[said + 1 : said + 2]] == ["who"]:
        return False
    return not sentence.words(said).lower().endswith(THAT)  # "The allegation that our aircraft ..." is another


def likewise(sentence: Sentence) -> bool:
    """True for "The same must be said of the mine which is stated to have killed a corporal": what was said of the charge before holds."""
    return expression("voices.likewise", sentence.language).match(sentence.text, sentence.span.start, sentence.span.end) is not None


SAYING = frozenset({"say.verb", "say.count", "say.noun"})


def _foreign_speaker(sentence: Sentence, memory: Memory, span: Span | None = None) -> tuple[str, Span] | None:
    """A party that is not the author's own and is told to say or allege what follows, or whose allegation it is.

    Of a clause `span`, not one who speaks after it or in another clause before a semicolon.
    """
    if SAYING.isdisjoint(sentence.tags):
        return None
    atoms = sentence.atoms
    reports = word_set("voices.reports", sentence.language)
    for at, atom in enumerate(atoms):
        if atom.tag not in SAYING:
            continue
        named = atom.tag == "say.noun" or _as_noun(sentence, at)
        if span is not None and (atom.start >= span.end or any(a.tag == ";" and atom.end <= a.start <= span.start for a in atoms)):
            continue
        that = any(a.tag == "who" for a in atoms[at + 1 : at + 5]) or _then_that(atoms, at)
        if atom.tag == "say.verb" and that and not named:
            found = _party_in(sentence, max(0, at - 5), at, memory) or _recorder(sentence, at, memory) or _letter_of_other(sentence, at, memory)
        elif atom.tag == "say.count" or (atom.tag == "say.noun" and that and atom.span.of(sentence.text) in reports):
            found = _recorder(sentence, at, memory)
        elif named:
            reach = FAR if "deny" in sentence.tags else NEAR
            found = _party_in(sentence, max(0, at - 4), at + reach, memory) if that or reach == FAR or _whose(sentence, at) else None
        else:
            continue
        if found:
            return found
    return None


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


def _recorder(sentence: Sentence, at: int, memory: Memory) -> tuple[str, Span] | None:
    """An organization named right before a verb of saying or counting: "The Lakes Observatory counted"; not one of the author's own state."""
    start, language = sentence.span.start, sentence.language
    before = sentence.text[start : sentence.atoms[at].start]
    match = expression("voices.subject", language).search(before)
    if match is None or not expression("voices.recorder", language).search(match[1]):
        match = expression("voices.sources", language).search(before)
    if match is None:
        return None
    span = Span(start + match.start(1), start + match.end(1))
    own = any(a.tag.startswith(("state", "people")) and span.overlaps(a.span) and memory.is_own(a.sense) for a in sentence.atoms)
    return None if own else (match[1].replace("\n", " "), span)


def _letter_of_other(sentence: Sentence, at: int, memory: Memory) -> tuple[str, Span] | None:
    """The one other state of a reply whose letter is said to claim: "The letter claims that our forces fired"."""
    said = expression("voices.letter_says", sentence.language).search(sentence.text, sentence.span.start, sentence.atoms[at].start)
    return (memory.state, Span(said.start("what"), said.end("what"))) if said and len(memory.states) == 1 else None


def _party_in(sentence: Sentence, start: int, end: int, memory: Memory) -> tuple[str, Span] | None:
    for i, atom in reversed(list(enumerate(sentence.atoms[start:end], start))):
        seat = i > 1 and sentence.atoms[i - 1].tag == "place.prep" and sentence.atoms[i - 2].tag == "x"  # "the Front's representative in Sarn"
        capital = atom.tag == "name" and bool(atom.sense) and not seat
        if (atom.tag in ("state.name", "state.adj", "people") or capital) and not memory.is_own(atom.sense):
            return state_name(atom.sense), atom.span
        if atom.tag == "party.org":
            return atom.span.of(sentence.text), atom.span
    return None


def _accuses_own(sentence: Sentence, memory: Memory) -> bool:
    """True when the author's own side is named as one who acts in the sentence."""
    return any(p.kind == "own" or memory.is_own(p.code) or (memory.author and memory.author[:-1] in p.name) for p in sentence.parties)


def _concedes(sentence: Sentence, memory: Memory) -> bool:
    """True when a deed of the own side is conceded: "regrettably our forces shelled"; not "my Government regrets that the letter is silent"."""
    return any(p.kind == "pronoun" or (memory.owns(p) and not _then_concedes(sentence, p.to)) for p in sentence.parties)


def _then_concedes(sentence: Sentence, at: int) -> bool:
    return any(a.tag == "concede" for a in sentence.atoms[at : at + CONCEDING])


CONCEDING = 2
"""Words between who concedes and the word of conceding."""


def _of_own(sentence: Sentence, source: Span, memory: Memory) -> bool:
    """True for a source of the author's own side ("according to our Ministry of Health"), or for no one ("according to the first toll")."""
    atoms = [a for a in sentence.atoms if source.overlaps(a.span)]
    no_one, ours = word_set("voices.no_one", sentence.language), word_set("pronouns.ours", sentence.language)
    if any(a.tag.startswith("number") or a.sense in no_one for a in atoms):
        return True
    return any(
        (a.tag.startswith("state") and memory.is_own(a.sense)) or (a.tag == "their" and a.span.of(sentence.text).lower() in ours) for a in atoms
    )


def _source(sentence: Sentence, at: int) -> Span | None:
    """The words of the source after "according to": up to the comma."""
    atoms = sentence.atoms
    while at < len(atoms) and atoms[at].tag in ("the", "a"):
        at += 1
    end = at
    while end < len(atoms) and atoms[end].tag not in SOURCE_ENDS and end - at < MAX_SOURCE:
        end += 1
    return cover(a.span for a in atoms[at:end]) if end > at else None
