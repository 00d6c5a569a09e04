"""What the author's own side is told to have done: conceded where he tells it himself, denied where the other side alleges it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.drafts import STEM
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.party_words import state_name
from verbale.model import Attribution, Particular, Perpetrator, PerpetratorRole, Stance, Voice, VoiceRole, anchor
from verbale.names.states import find_states
from verbale.text import Span

if TYPE_CHECKING:
    from verbale.claims.accused import Memory
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame
    from verbale.mentions.analysis import Sentence

Accused = tuple[Perpetrator, Span]


def own_deed(draft: Draft, told_by: Attribution, memory: Memory, text: str, rendition: str) -> tuple[Attribution, list[Accused]]:
    """The attribution and the accused of a claim, where the author's own side is the one who did it.

    What the other side alleges, it does not allege against itself: its account accuses the author unless it names another. What the author
    tells his own forces to have done, he concedes; what another is told to allege of them, he denies.
    """
    claimant = told_by.claimant.value if told_by.claimant else ""
    others = {state_name(code) for code in memory.states} | {memory.answered}
    if claimant and memory.author and _state(claimant) in {_state(name) for name in others} and not _stands_apart(claimant):
        doers = [(p, s) for p, s in draft.accused if _state(p.name) != _state(claimant)]
        accused = doers or _its_forces(draft, memory) or [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), draft.frames[0].span)]
        by_state = claimant in others  # not "the Arvanian Red Cross"
        against_own = by_state and told_by.stance is Stance.REPORTS and all(_state(p.name) == _state(memory.author) for p, _ in accused)
        return (replace(told_by, stance=Stance.DENIES) if against_own else told_by), accused
    if told_by.stance is Stance.CONCEDES and draft.accused and all(_state(p.name) != _state(memory.author) for p, _ in draft.accused):
        return replace(told_by, stance=Stance.ASSERTS), draft.accused  # "My Government regrets that ... one of our posts came under fire"
    if _own_losses(draft):
        return told_by, [(p, s) for p, s in draft.accused if _state(p.name) != _state(memory.author)]
    another = any(p.role is PerpetratorRole.DIRECT for p, _ in draft.accused)  # who backs those that were fired at accuses no one
    doer = next((s for f in draft.frames if (s := own_doer(f, memory)) is not None), None) if memory.author and not another else None
    charged = _charged(draft, memory) if told_by.stance is Stance.ASSERTS else None
    if charged is not None:
        return _against_own(told_by, charged, memory, text, rendition), [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), charged)]
    if doer is None or told_by.stance not in (Stance.ASSERTS, Stance.DENIES):
        return told_by, draft.accused
    own = [(Perpetrator(memory.author, PerpetratorRole.DIRECT, ""), doer)]
    if told_by.stance is Stance.DENIES:
        return told_by, own
    alleged = _alleged(draft, doer)
    return (_against_own(told_by, alleged, memory, text, rendition) if alleged is not None else replace(told_by, stance=Stance.CONCEDES)), own


def _own_losses(draft: Draft) -> bool:
    """True where the dead are told as the author's own: "our losses being nine killed", "on our side five were wounded"."""
    frames = [f for f in draft.frames if f.tolls]
    return any(expression("own.losses", f.sentence.language).search(f.sentence.text, *f.span) for f in frames)


def _stands_apart(claimant: str) -> bool:
    """True for who bears a state's name and does not speak for it: "Arvanian Red Cross", "Arvanian contingent of the United Nations Force"."""
    contingent = any(word.lower() in word_set("voices.contingents") for word in claimant.split())
    return contingent or expression("voices.independent").search(claimant) is not None


def _its_forces(draft: Draft, memory: Memory) -> list[Accused]:
    """The claimant's own forces, where its account tells that they did it: "Kestrian media alleged that Kestrian forces had killed two men"."""
    doing = [a.party for f in draft.frames for a in f.agents]
    forces = {p.span for p in doing if p.name.lower().split()[-1] in word_set("parties.forces")}
    return [] if draft.by_context or any(memory.owns(p) for p in doing) else [(p, s) for p, s in draft.accused if s in forces]


def own_doer(frame: Frame, memory: Memory) -> Span | None:
    """The words that name the author's own side right before a verb of attack or harm: "our forces shelled", "we ambushed"."""
    atoms = frame.sentence.atoms
    for agent in frame.agents:
        party = agent.party
        if agent.role is not PerpetratorRole.DIRECT or not memory.owns(party):
            continue
        if (
            [a.tag for a in atoms[max(0, party.at - 1) : party.at]] == ["by"]
            and any(a.tag in DONE for a in atoms[max(0, party.at - 3) : party.at])
            and not any(a.tag == "party.epithet" or a.sense == "combatant" for a in atoms[: party.at - 1])
        ):
            return party.span  # "were shot by Arvanian marines"; "nine gunmen were killed by our forces" is no misdeed
        if _verb_after(frame.sentence, party.to).startswith(("act.part", "act.fire", "act.do", "harm.part")):
            return party.span
    return None


def answers(frame: Frame, memory: Memory) -> bool:
    """True where the author's own side acts, and who else is named there only bears it: "Our guards opened fire and the intruders fled"."""
    own = next((a.party for a in frame.agents if a.role is PerpetratorRole.DIRECT), None)
    if own is None or not memory.owns(own) or own_doer(frame, memory) != own.span:
        return False
    return _verb_after(frame.sentence, own.to).startswith("act.")


def _verb_after(sentence: Sentence, at: int) -> str:
    """The tag of the first word after a party that can be its verb; empty where none comes soon."""
    return next((a.tag for a in sentence.atoms[at + _accused_of(sentence, at) :][:REACH] if a.tag not in QUIET), "")


def _accused_of(sentence: Sentence, at: int) -> int:
    """How many words of "is accused of having" stand at `at`; 0 where others do."""
    tags = [a.tag for a in sentence.atoms[at : at + 5]]
    said = next((i for i, t in enumerate(tags) if t == "say.verb"), 0)
    accused = said and sentence.words(at + said).lower() in word_set("voices.accusing", sentence.language)
    return said + 2 if accused and set(tags[:said]) <= {"be", "have", "then", "x"} and tags[said + 1 : said + 2] == ["of"] else 0


def _charged(draft: Draft, memory: Memory) -> Span | None:
    """The words by which an answer to another's letter takes up what that alleges: "As to the ramming, alleged to have taken place on 3 May"."""
    if not (memory.answered and memory.author) or (draft.accused and not draft.by_context):
        return None
    sentence = draft.frames[0].sentence
    words = expression("blame.taken_up", sentence.language).search(sentence.text, *sentence.span)
    return Span(*words.span()) if words else None


def _alleged(draft: Draft, doer: Span) -> Span | None:
    """The word of alleging before what the author's own side is told to have done, where another says it."""
    frame = next(f for f in draft.frames if f.sentence.span.start <= doer.start < f.sentence.span.end)
    text, language, start = frame.sentence.text, frame.sentence.language, frame.sentence.span.start
    words = list(expression("blame.alleging", language).finditer(text, start, min(frame.sentence.span.end, doer.end + BESIDE)))
    if not words or expression("blame.own_voice", language).search(text[start : words[-1].start()]):
        return None
    return Span(*words[-1].span())


def _against_own(told_by: Attribution, words: Span, memory: Memory, text: str, rendition: str) -> Attribution:
    """The attribution of what another alleges of the author's own side: denied, and the other side's where the letter has one."""
    if not memory.other_side:
        return replace(told_by, stance=Stance.DENIES)
    quote = anchor(rendition, text, words)
    other = Voice(memory.other_side, VoiceRole.REPORTS, quote)
    return Attribution((*told_by.voices, other), Stance.DENIES, Particular(memory.other_side, (quote,), "voice.other-side"))


DONE = ("act.part", "harm.part")
"""Tags of a deed right before "by" and who did it."""
BESIDE = 16
"""Characters after the doer within which "is accused of" stands."""
REACH = 6
QUIET = frozenset({"means", "place.on", "have", "then", "x", ",", "concede", "num", "date", "place.prep", "the"})
"""What may stand between the author's own forces and the verb that tells their deed."""


def _state(name: str) -> str:
    """What all names of a state and its forces share."""
    found = find_states(name)
    return found[0].name.code if found else name.lower()[:STEM]
