"""Who says it: the author in his own voice, another whose account he passes on, or one whose account he denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.claims.speakers import in_full, speaker_of
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.model import Attribution, Particular, Stance, Voice, VoiceRole, anchor
from verbale.names.states import find_states
from verbale.text import Span, cover

if TYPE_CHECKING:
    from verbale.claims.accused import Memory
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
    if expression("voices.refuted_by", sentence.language).search(text, sentence.span.start, (span or sentence.span).end):
        return Attribution((own,))  # "the claim is refuted by the report, which found that ...": what was found the author makes his own
    other = speaker_of(sentence, memory, span)
    if other:
        quote = anchor(rendition, text, other.span)
        side = other.side and not expression("voices.recorder", sentence.language).search(other.name)
        stance = Stance.DENIES if denied or "deny" in tags or (side and _accuses_own(sentence, memory)) else Stance.REPORTS
        return Attribution((own, Voice(other.name, VoiceRole.REPORTS, quote)), stance, Particular(other.name, (quote,), "voice.says"))
    if denied or denies(sentence, memory):
        return _denied(text, rendition, sentence, own, memory)
    if "say.accord" in tags and not _aside(tags, tags.index("say.accord")):
        source = _source(sentence, tags.index("say.accord") + 1)
        if source and not _of_own(sentence, source, memory):
            quote = anchor(rendition, text, source)
            name = in_full(quote.quote, sentence)
            return Attribution((own, Voice(name, VoiceRole.REPORTS, quote)), Stance.REPORTS, Particular(name, (quote,), "voice.according-to"))
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
    return memory.other_side


def speaks_of_own(sentence: Sentence, memory: Memory) -> bool:
    """True when another's account is told, or one of the author's own side is conceded: own forces may be the accused."""
    return bool(speaker_of(sentence, memory)) or denies(sentence, memory) or "concede" in sentence.tags


def denies(sentence: Sentence, memory: Memory) -> bool:
    """True when the sentence tells an account only to deny it: "It is denied that ...", or a denial of what the own side did."""
    if _none_of_own(sentence, memory):
        return True
    if "deny" not in sentence.tags:
        return False
    tags = [a.tag for a in sentence.atoms]
    at = tags.index("deny")
    told = tags[at + 1 :][:1] in (["who"], ["have"]) or sentence.words(at).lower().endswith(THAT)  # "It is not true that", "We deny having shelled"
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


def _accuses_own(sentence: Sentence, memory: Memory) -> bool:
    """True when the author's own side is named as one who acts in the sentence."""
    return any(p.kind == "own" or memory.is_own(p.code) or (memory.author and memory.author[:-1] in p.name) for p in sentence.parties)


def _concedes(sentence: Sentence, memory: Memory) -> bool:
    """True when a deed of the own side is conceded: "regrettably our forces shelled"; not "my Government regrets that the letter is silent"."""
    return any(p.kind == "pronoun" or (memory.owns(p) and not _then_concedes(sentence, p.to)) for p in sentence.parties)


def _then_concedes(sentence: Sentence, at: int) -> bool:
    mishap = expression("voices.mishap", sentence.language)  # "one of our patrols, in error, shot"
    return any(a.tag == "concede" and not mishap.match(a.span.of(sentence.text)) for a in sentence.atoms[at : at + CONCEDING])


CONCEDING = 2
"""Words between who concedes and the word of conceding."""


def _of_own(sentence: Sentence, source: Span, memory: Memory) -> bool:
    """True for a source of the author's own side ("according to our Ministry of Health"), or for no one ("according to the first toll")."""
    if expression("voices.own_bodies", sentence.language).fullmatch(source.of(sentence.text)):
        return True
    atoms = [a for a in sentence.atoms if source.overlaps(a.span)]
    if expression("voices.independent", sentence.language).search(source.of(sentence.text)):
        return False
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
    while end > at and atoms[end - 1].tag == "of":  # "according to the community of that place"
        end -= 1
    found = cover(a.span for a in atoms[at:end]) if end > at else None
    kind = expression("voices.what_it_is", sentence.language).match(sentence.text, found.start, found.end) if found else None
    return Span(kind.end(), found.end) if kind and found and kind.end() < found.end else found
