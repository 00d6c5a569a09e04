"""What a further toll of one outcome is to the toll told before it: more persons ("and a girl died in hospital"), or the same told again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.claims.drafts import told_too
from verbale.claims.frames import exact
from verbale.grammar.wordlists import expression, word_set
from verbale.mentions.persons import group_of_all
from verbale.mentions.tolls import PartMention
from verbale.model import Bound
from verbale.text import cover

if TYPE_CHECKING:
    from verbale.claims.drafts import Draft
    from verbale.claims.frames import Frame
    from verbale.mentions.tolls import TollMention

HE = "toll-he"
"""How the rules are called that tell what became of one told before: no one more."""
APART = frozenset({"combatant", "civilian", "man", "woman", "child", "medical", "media", "aid worker"})
"""Groups of which a list tells others where they differ; "person" may be any of them."""
WITHIN = {"civilian": frozenset({"man", "woman", "child", "medical", "media", "aid worker"})}
"""Groups that another holds: children may be some of the civilians told before."""


def adds(frame: Frame, toll: TollMention) -> bool:
    """True for persons told beside those of the same outcome, who are to be added to them."""
    if not exact(toll) or toll.rule.startswith(HE):
        return False
    return toll.others or told_too(frame, toll) or _beside(frame, toll)


def add_to(draft: Draft, more: TollMention) -> None:
    """Add to a toll those told as more of them: "two were killed, and a third died on the way"."""
    for i, (told, parts) in enumerate(draft.tolls):
        if told.outcome is more.outcome and exact(told) and told.amount.bound is Bound.EXACT:
            number = (told.amount.number or 0) + (more.amount.number or 0)
            group = told.group if more.others else group_of_all({told.group, more.group})
            whole = replace(told, amount=replace(told.amount, number=number), group=group, span=cover((told.span, more.span)), bare=False)
            draft.tolls[i] = (whole, parts)


def say_again(draft: Draft, toll: TollMention) -> None:
    """Keep what a toll told anew says of who they were: "one civilian was killed", then "a woman of seventy was killed"."""
    first, parts = next(entry for entry in draft.tolls if entry[0].outcome is toll.outcome)
    parts += [PartMention(toll.amount, group, toll.span) for group in (toll.group, toll.also) if group not in ("", "person", first.group)]


def _beside(frame: Frame, toll: TollMention) -> bool:
    """True for others of the same sentence: "a boy lost his leg, and two women were hospitalized", "two soldiers were killed, five civilians were killed"."""
    before = [t for t in frame.tolls if t.outcome is toll.outcome and t.extent.end <= toll.extent.start]
    if not before or toll.partial:
        return False
    text, language = frame.sentence.text, frame.sentence.language
    words = toll.span.of(text).lower().split()
    told_as_more = words[0] in word_set("assembly.whose", language) or words[-1] in word_set("assembly.more", language)
    joint = next((a.tag for a in reversed(frame.sentence.atoms) if a.end <= toll.extent.start and a.tag != "the"), "")
    if expression("adding.within", language).search(text, before[-1].extent.end, toll.extent.end):
        return False
    if joint == "and":
        return told_as_more or not toll.bare or text.endswith(", and ", 0, toll.span.start)
    return joint == "," and not toll.bare and all(_others(t.group, toll.group) for t in before)


def _others(one: str, other: str) -> bool:
    """True for two groups of which no one belongs to both."""
    return {one, other} <= APART and one != other and other not in WITHIN.get(one, ()) and one not in WITHIN.get(other, ())
