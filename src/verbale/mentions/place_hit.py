"""Whether what is told next was done to the places named, or to those who stand there: "Telmor and Brena came under fire"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.mentions.place_names import HEADS

if TYPE_CHECKING:
    from verbale.grammar.atoms import Atom


def suffers(atoms: list[Atom], at: int) -> bool:
    """True for a list of names that is the subject of "came under fire" or "was shelled"."""
    end = at
    between: tuple[str, ...] = ("name", ",", "and", *HEADS)
    if not atoms[at].thing:  # "Ain Tal in the western Bekar and the areas around the river came under fire"; a building is damage, not a place
        between += ("place.prep", "place.part", "around", "the", "of", "x")
    while end < len(atoms) and end - at < SUBJECT_REACH and atoms[end].tag in between:
        end += 1
    if end < len(atoms) and end > at + 1 and atoms[end - 1].tag == "," and atoms[end].tag == "a":  # ", a monument of 1681, was struck"
        end = next((i + 1 for i in range(end, min(len(atoms), end + ASIDE)) if atoms[i].tag == ","), end)
    if end >= len(atoms):
        return False
    if atoms[end].tag == "act.undergo":
        return True
    after = next((a for a in atoms[end + 1 : end + 3] if a.tag not in ("then", "x", "be")), None)
    return (
        atoms[end].tag in ("be", "have")
        and after is not None
        and after.tag.startswith(("act.part", "act.fireat", "damage.part", "act.undergo"))
        and after.sense not in ("shooting", "shot")
    )


SUBJECT_REACH = 18
ASIDE = 9
"""Words of what is told about a place between commas."""
