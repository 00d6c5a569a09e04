"""States and pronouns as those who are asked: "Arvania must withdraw", "It calls upon it to", "demands reparation from Kestria"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression
from verbale.names import NameSort, find_states, short_name, state_of

if TYPE_CHECKING:
    from verbale.mentions.peoples import Peoples
    from verbale.text import Span

DUTY_REACH = 110
"""Characters before "must" in which its subject is looked for."""
TOLD_BEFORE = 320
"""Characters before "it" in which what it stands for is looked for."""
NAMES = (NameSort.NAME, NameSort.OFFICIAL, NameSort.TERRITORY, NameSort.FORMER)
ORGANS = {"council": "Security Council", "secretary-general": "Secretary-General", "general assembly": "General Assembly"}


@dataclass(frozen=True, slots=True)
class Named:
    """The states that a letter names, for its requests.

    Args:
        text: as written.
        folded: `fold(text)`, of the same length, on one line.
        peoples: names learned from the letter itself.
        own: the name of its sender, which is not asked.
        language: of the letter.
    """

    text: str
    folded: str
    peoples: Peoples
    own: str
    language: str = "en"

    def states(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Start, end and name of every state named in `[start, end)` by its own name, in order."""
        found = []
        for hit in find_states(self.text[start:end]):
            code = state_of(self.text[start + hit.start : start + hit.end])
            if code and hit.name.sort in NAMES:
                found.append((start + hit.start, start + hit.end, short_name(code)))
        for first, last, tag, code in self.peoples.find(self.text, start, end):
            if tag == "state.name" and not any(first < e and s < last for s, e, _ in found):
                found.append((first, last, code.partition(":")[2]))
        return sorted(found)

    def bound(self, sentence: Span, at: int, after: int) -> tuple[int, str] | None:
        """The state that a word of duty at `[at, after)` binds, and where its subject begins; `None` for a passive and the letter's own state."""
        passive, perfect = expression("requests.passive", self.language), expression("requests.perfect_of_state", self.language)
        if passive.match(self.folded, after) or perfect.match(self.folded, after):
            return None
        begin = max(sentence.start, at - DUTY_REACH)
        for start, end, name in reversed(self.states(begin, at)):
            if not expression("requests.after_state", self.language).fullmatch(self.folded, end, at):
                continue
            lead = _lead(self.folded, sentence.start, start, self.language)
            if name == self.own or expression("requests.not_asked", self.language).search(self.folded, max(sentence.start, lead - 24), lead):
                return None
            return lead, name
        return None

    def it(self, sentence: Span, at: int, last: str) -> str:
        """Whom "it" after a verb of asking stands for: who was asked last, else the other state named last before; empty for none."""
        if not expression("requests.it_asked", self.language).match(self.folded, at):
            return ""
        if last:
            return last
        begin = max(0, sentence.start - TOLD_BEFORE)
        told = [(s, n) for s, _, n in self.states(begin, at - len("upon")) if n != self.own]
        told += [(m.start(), ORGANS[m[1]]) for m in expression("requests.organ", self.language).finditer(self.folded, begin, at)]
        return max(told)[1] if told else ""

    def source(self, at: int, end: int) -> str:
        """The state from which something is demanded: "demands full reparation from Kestria"."""
        source = expression("requests.source", self.language)
        match = source.match(self.folded, at, end)
        while match is not None:
            hit = next((n for s, _, n in self.states(match.end(), min(end, match.end() + 40)) if s == match.end()), "")
            if hit:
                return hit if hit != self.own else ""
            match = source.match(self.folded, match.end() - 1, end) if match.end() - at < TOLD_BEFORE // 3 else None
        return ""


def _lead(folded: str, start: int, at: int, language: str) -> int:
    """Where a subject begins with what stands before the name: "the Government of the"."""
    match = expression("requests.lead", language).search(folded[start:at])
    return start + match.start() if match else at
