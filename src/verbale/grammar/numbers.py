"""Numbers in words and digits: neighbouring number words joined into one atom with a value. A named rule, not a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.grammar.atoms import Atom, tagged

if TYPE_CHECKING:
    from verbale.grammar.lexicon import Lexicon

NUM = frozenset({"num"})


def join_numbers(atoms: list[Atom], folded: str, words: Lexicon) -> list[Atom]:
    """The atoms with each run of number words or digits made one "num" atom whose value is the whole number.

    "two hundred and five" is 205, "1,500" is 1500, "3 million" 3000000, "twenty-nine" 29. Decimals are no counts and become marks.
    """
    out: list[Atom] = []
    last = 0
    for at in tagged(atoms, NUM):
        if at < last:
            continue
        out += atoms[last:at]
        last = _end_of_run(atoms, at, folded, words)
        if out and out[-1].tag == "num" and folded[out[-1].end : atoms[at].start] == "-":  # "8-25": the hyphen is a "to"
            out.append(Atom(out[-1].end, atoms[at].start, "to", "hyphen"))
        value = _value([a.sense for a in atoms[at:last] if a.tag == "num"], words)
        out.append(Atom(atoms[at].start, atoms[last - 1].end, "mark" if value is None else "num", atoms[at].sense, value, "number"))
    return out + atoms[last:] if out else atoms


def _end_of_run(atoms: list[Atom], at: int, folded: str, words: Lexicon) -> int:
    last = at + 1
    while last < len(atoms):
        before, atom = atoms[last - 1], atoms[last]
        gap = folded[before.end : atom.start]
        if atom.tag == "num" and gap in (" ", "-") and _continues(before.sense, atom.sense, words, gap):
            last += 1
        elif atom.tag == "and" and before.sense in words.multipliers and last + 1 < len(atoms) and atoms[last + 1].sense in words.numbers:
            last += 2
        else:
            break
    return last


def _continues(before: str, word: str, words: Lexicon, gap: str) -> bool:
    """True when `word` goes on the number that `before` belongs to: "twenty"-"nine", "two" "hundred", "hundred" "five"."""
    if word in words.multipliers:
        return True
    if before in words.multipliers:
        return word in words.numbers
    tens, unit = words.numbers.get(before), words.numbers.get(word)
    return gap in (" ", "-") and tens is not None and unit is not None and tens >= 20 and tens % 10 == 0 and 0 < unit < 10


def _value(parts: list[str], words: Lexicon) -> int | None:
    total = current = 0
    for part in parts:
        if part in words.multipliers:
            factor = words.multipliers[part]
            current = max(current, 1) * factor
            if factor >= 1000:
                total, current = total + current, 0
        elif part in words.numbers:
            current += words.numbers[part]
        elif "." in part:
            return None
        else:
            current += int(part.replace(",", ""))
    return total + current
