"""States and pronouns as those who are asked: "Arvania must withdraw", "It calls upon it to", "demands reparation from Kestria"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.names import NameSort, find_states, short_name, state_of

if TYPE_CHECKING:
    from verbale.mentions.peoples import Peoples
    from verbale.text import Span

DUTY_REACH = 110
"""Characters before "must" in which its subject is looked for."""
TOLD_BEFORE = 320
"""Characters before "it" in which what it stands for is looked for."""
NAMES = (NameSort.NAME, NameSort.OFFICIAL, NameSort.TERRITORY, NameSort.FORMER)
_AFTER_SUBJECT = re.compile(
    r"(?:['’]s)?(?:\s+(?:government|regime|authorities|leadership|side|forces|army|military))?(?:\s*,[^,.;]{1,60},)?"
    r"(?:\s+(?:\w+ly|also|therefore|now|first|too|in turn|for its part))?\s*$"
)
_NOT_ASKED = re.compile(
    r"(?:\b(?:if|why|whether|how|when|unless|lest|that|which|who|because|by|of|to|with|from|against|and)\s+(?:the\s+)?(?:government of\s+)?(?:the\s+)?)$"
)
_PASSIVE = re.compile(
    r"\s+(?:not\s+)?be\s+(?!asked|urged|called|told|made|compelled|requested|required|ordered|induced|reminded|prevailed|ready|prepared|aware)"
)
_PERFECT = re.compile(r"\s+have\s+\w+(?:ed|en|n|ne)\b")
_IT = re.compile(r"\s*(?:upon\s+|on\s+|to\s+|of\s+)?(?:it|them)\s+(?:not\s+|also\s+|once again\s+|immediately\s+)?to\s")
ORGANS = {"council": "Security Council", "secretary-general": "Secretary-General", "general assembly": "General Assembly"}
_ORGAN = re.compile(r"(?<!human rights )(?<!of the )\b(council|secretary-general|general assembly)\b(?! resolution)")
_FROM = re.compile(r"[^.;:]{3,90}?\s(?:from|of|by)\s+(?:the\s+)?(?:government\s+of\s+)?(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Named:
    """The states that a letter names, for its requests.

    Args:
        text: as written.
        folded: `fold(text)`, of the same length, on one line.
        peoples: names learned from the letter itself.
        own: the name of its sender, which is not asked.
    """

    text: str
    folded: str
    peoples: Peoples
    own: str

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
        if _PASSIVE.match(self.folded, after) or _PERFECT.match(self.folded, after):
            return None
        begin = max(sentence.start, at - DUTY_REACH)
        for start, end, name in reversed(self.states(begin, at)):
            if not _AFTER_SUBJECT.fullmatch(self.folded, end, at):
                continue
            lead = _lead(self.folded, sentence.start, start)
            if name == self.own or _NOT_ASKED.search(self.folded, max(sentence.start, lead - 24), lead):
                return None
            return lead, name
        return None

    def it(self, sentence: Span, at: int, last: str) -> str:
        """Whom "it" after a verb of asking stands for: who was asked last, else the other state named last before; empty for none."""
        if not _IT.match(self.folded, at):
            return ""
        if last:
            return last
        begin = max(0, sentence.start - TOLD_BEFORE)
        told = [(s, n) for s, _, n in self.states(begin, at - len("upon")) if n != self.own]
        told += [(m.start(), ORGANS[m[1]]) for m in _ORGAN.finditer(self.folded, begin, at)]
        return max(told)[1] if told else ""

    def source(self, at: int, end: int) -> str:
        """The state from which something is demanded: "demands full reparation from Kestria"."""
        match = _FROM.match(self.folded, at, end)
        while match is not None:
            hit = next((n for s, _, n in self.states(match.end(), min(end, match.end() + 40)) if s == match.end()), "")
            if hit:
                return hit if hit != self.own else ""
            match = _FROM.match(self.folded, match.end() - 1, end) if match.end() - at < TOLD_BEFORE // 3 else None
        return ""


def _lead(folded: str, start: int, at: int) -> int:
    """Where a subject begins with what stands before the name: "the Government of the"."""
    match = re.search(r"(?:\bthe\s+)?(?:\b(?:government|authorities|regime|leaders) of\s+)?(?:\bthe\s+)?$", folded[start:at])
    return start + match.start() if match else at
