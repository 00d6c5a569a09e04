"""What an entry of a list tells before what happened: its day, and its place, each as a sentence of its own ("3 May. Telmor. Shells fell on ...")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.grammar.wordlists import expression
from verbale.mentions.place_names import HEADS, SPECIFIC, PlaceMention
from verbale.mentions.places import places_of_heading

if TYPE_CHECKING:
    from verbale.mentions.analysis import Sentence

MARK_WORDS = 3
"""Words of an item's mark: "(", "b", ")"."""
BARE_DAY = ("date", "mark", "place.on", "the", "lpar", "rpar", "num", ".", ",", ":", ";")
"""Of what a sentence consists that only tells a day."""
BARE_PLACE = (*BARE_DAY, "name", "place.prep", "place.part", "around", "of", "and", "thing", "from", "to", "between", "distance", "quote", *HEADS)
"""Of what one consists that tells a place, and perhaps its day."""


@dataclass(slots=True)
class Entry:
    """The entry being read: the block that it is, its places; those of the entry before it, for "Same place."."""

    block: int = -1
    places: tuple[PlaceMention, ...] = ()
    before: tuple[PlaceMention, ...] = ()

    def of(self, block: int) -> tuple[PlaceMention, ...]:
        """The places of the entry, for what is told in its block."""
        return self.places if block == self.block else ()

    def begin(self, block: int) -> None:
        """Begin the entry of a block: its day was told."""
        if block != self.block:
            self.block, self.before, self.places = block, self.places or self.before, ()

    def hear(self, sentence: Sentence, block: int) -> bool:
        """Take the place of the entry from a sentence that tells nothing else; `False` where it tells more, or no entry is being read."""
        if block != self.block or self.places:
            return False
        if expression("entries.same_place", sentence.language).fullmatch(sentence.text, *sentence.span):
            self.places = self.before
        elif all(a.tag in BARE_PLACE for a in sentence.atoms):
            told = places_of_heading(list(sentence.atoms), sentence.text)
            self.places = tuple(p for p in told if p.rank == SPECIFIC) or tuple(told)
        return bool(self.places)


def bare_day(sentence: Sentence) -> bool:
    """True for a sentence that only tells a day, after the mark of its item: "(b) 17 February 1999."."""
    rest = _past_mark(sentence)
    return "date" in rest and all(tag in BARE_DAY for tag in rest)


def day_and_place(sentence: Sentence) -> bool:
    """True for a sentence that only tells a day and then a place: "3 May: Telmor."."""
    rest = _past_mark(sentence)
    return rest[:1] == ["date"] and "name" in rest and all(tag in BARE_PLACE for tag in rest)


def _past_mark(sentence: Sentence) -> list[str]:
    """The tags of a sentence after the mark of its item."""
    tags = [a.tag for a in sentence.atoms]
    if "rpar" in tags[:MARK_WORDS]:
        return tags[tags.index("rpar") + 1 :]
    return tags[2:] if tags[:2] == ["num", "."] else tags
