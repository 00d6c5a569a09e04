"""Deeds that someone began or went on to do: "began to shell Telmor" is read as "shelled Telmor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.atoms import Atom, word_at
from verbale.grammar.wordlists import word_list, word_set

if TYPE_CHECKING:
    from verbale.grammar.lexicon import Entry, Lexicon

DEEDS = ("act.part", "act.do", "act.fire", "act.fireat", "act.enter", "harm.part", "damage.part")


def join_begun(atoms: list[Atom], text: str, words: Lexicon) -> list[Atom]:
    """The atoms, with "began to" and the verb of a deed as one atom of that deed's past."""
    begun = word_set("begun.verbs", words.language)
    starts = [at - 1 for at, atom in enumerate(atoms[:-1]) if atom.tag == "to" and at and word_at(atoms, at - 1, text) in begun]
    for at in reversed(starts):
        deed = _deed(atoms, at, text, words)
        if deed is not None:
            atoms = [*atoms[:at], deed[0], *atoms[deed[1] :]]
    return atoms


def _deed(atoms: list[Atom], at: int, text: str, words: Lexicon) -> tuple[Atom, int] | None:
    """The deed begun at atom `at`, and where it ends; `None` when what follows "to" is none."""
    verb = at + 2
    for end in (min(verb + 2, len(atoms)), verb + 1):  # "fire at" before "fire"
        entry = _past(text[atoms[verb].start : atoms[end - 1].end].lower(), words)
        if entry is not None and entry.tag in DEEDS:
            return Atom(atoms[at].start, atoms[end - 1].end, entry.tag, entry.sense), end
    return None


def _past(base: str, words: Lexicon) -> Entry | None:
    """The entry of the past of a verb, with what follows it: "fire at" -> "fired at"."""
    verb, _, rest = base.partition(" ")
    irregular = dict(pair.split() for pair in word_list("begun.irregular", words.language))
    forms = [irregular[verb]] if verb in irregular else [verb + ending for ending in word_list("begun.past", words.language)]
    found = (words.entry(f"{form} {rest}".rstrip()) for form in forms)
    return next((entry for entry in found if entry is not None), None)
