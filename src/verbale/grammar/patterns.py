"""Patterns: word order as data. A template over tags is compiled to a regular expression with one character an atom.

Template language (closed; no group numbers, no arithmetic):

    tag            an atom with that tag, or with a tag below it ("harm" takes "harm.part"); `=sense` asks for a sense
    {name:tag}     the same, kept as slot `name`
    [ ... ]        may be missing
    ( a | b )      one of several
    a/b            either tag (also in a slot)
    @name          a macro of the pattern file
    item*3         up to three times
    ~3             up to three atoms, as few as possible, that are quiet: no mark that ends a clause, no bracket, no
                   verb of harm or act, no other persons (GAP_STOPS)
    -tag           at the front or at the end only: the atom before (after) must not have that tag

Each pattern has examples with what must be found in them, and counter-examples; `verbale.grammar.checking` tries them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.grammar.needs import needs
from verbale.model import Code, GrammarError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from verbale.grammar.atoms import Atom
    from verbale.grammar.needs import Need

ITEM = re.compile(
    r"\s*(?:(?P<slot>\{(?P<name>[a-z0-9_]+):(?P<stag>[^\s{}]+)\})|(?P<open>[\[(])|(?P<close>[\])])|(?P<bar>\|)|~(?P<gap>\d)|-(?P<no>[^\s\[\](){}|*~]+)|(?P<tag>[^\s\[\](){}|*~]+))(?:\*(?P<times>\d))?"
)
GAP_STOPS = (
    ";",
    ":",
    ".",
    "lpar",
    "rpar",
    "np",
    "harm",
    "act.part",
    "act.ger",
    "act.do",
    "act.fire",
    "act.fireat",
    "act.enter",
    "act.undergo",
    "be",
    "left",
    "cause",
    "toll",
    "who",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template, the tag of the atom it gives, and the builder that makes its value; with examples to check it by."""

    name: str
    template: str
    gives: str
    builder: str
    examples: tuple[tuple[str, Any], ...] = ()
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at atoms `[first, last)`, with the atoms of each slot."""

    pattern: Pattern
    first: int
    last: int
    slots: dict[str, list[Atom]]

    def one(self, name: str) -> Atom | None:
        """The first atom of a slot, or `None`."""
        atoms = self.slots.get(name)
        return atoms[0] if atoms else None


class Alphabet:
    """Gives every tag, and every sense that a template asks for, one character; built once for a set of patterns."""

    def __init__(self, tags: Iterable[str]) -> None:
        self._char: dict[tuple[str, str], str] = {}
        self._by_tag: dict[str, set[str]] = defaultdict(set)
        self._senses: dict[str, set[str]] = defaultdict(set)
        self._under: dict[str, list[str]] = {}
        for tag in sorted(tags):
            self.of(tag, "")

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that has a character."""
        return frozenset(self._by_tag)

    def want(self, tag: str, sense: str) -> None:
        """Tell atoms of `tag` (or below it) with `sense` apart from others. Call it for all before any template is compiled."""
        for below in self._below(tag):
            self._senses[below].add(sense)
            self.of(below, sense)

    def of(self, tag: str, sense: str) -> str:
        """The character of an atom."""
        key = (tag, sense if sense in self._senses.get(tag, ()) else "")
        char = self._char.get(key)
        if char is None:
            char = self._char[key] = chr(0xE000 + len(self._char))
            self._by_tag[tag].add(char)
            self._under.clear()
        return char

    def chars(self, item: str, where: str) -> frozenset[str]:
        """The characters of a template's item ("tag" or "tag=sense")."""
        chars: set[str] = set()
        for option in item.split("/"):
            tag, _, sense = option.partition("=")
            found = {self.of(t, sense) for t in self._below(tag) if sense in self._senses[t]} if sense else self.below(tag)
            if not found:
                raise GrammarError(Code.PATTERN, f"no lexicon and no pattern gives the tag {option!r}", where, "mend the tag")
            chars |= found
        return frozenset(chars)

    def expression(self, item: str, where: str) -> str:
        """The character class of a template's item."""
        return "[" + "".join(sorted(self.chars(item, where))) + "]"

    def below(self, tag: str) -> set[str]:
        """The characters of a tag and of all tags below it."""
        return set().union(*(self._by_tag[t] for t in self._below(tag)))

    def _below(self, tag: str) -> list[str]:
        if tag not in self._under:
            self._under[tag] = [t for t in self._by_tag if t == tag or t.startswith(tag + ".")]
        return self._under[tag]

    def string(self, atoms: list[Atom]) -> str:
        """One character for each atom."""
        senses, char, of = self._senses, self._char, self.of
        return "".join([char.get((a.tag, "")) or of(a.tag, "") if a.tag not in senses else of(a.tag, a.sense) for a in atoms])


def senses_asked(template: str) -> list[tuple[str, str]]:
    """The (tag, sense) pairs that a template asks for."""
    pairs = []
    for m in ITEM.finditer(template):
        tag = m["stag"] or m["tag"] or m["no"] or ""
        pairs += [(t.partition("=")[0], t.partition("=")[2]) for t in tag.split("/") if "=" in t]
    return pairs


def items_of(pattern: Pattern) -> list[re.Match[str]]:
    """The items of a template, in order.

    Raises:
        GrammarError: where it cannot be read.
    """
    found: list[re.Match[str]] = []
    position, template = 0, pattern.template.strip()
    while position < len(template):
        m = ITEM.match(template, position)
        if not m:
            raise GrammarError(Code.PATTERN, f"cannot read the template at {template[position:]!r}", pattern.name, "see verbale/grammar/patterns.py")
        position = m.end()
        found.append(m)
    return found


def compile_template(pattern: Pattern, alphabet: Alphabet) -> Compiled:
    """The expression of a template, its group names to slot names, and what it needs."""
    out: list[str] = []
    groups: dict[str, str] = {}
    items = items_of(pattern)
    stops = "[^" + "".join(sorted(set().union(*(alphabet.below(s) for s in GAP_STOPS)))) + "]"
    for m in items:
        if m["slot"]:
            group = f"g{len(groups)}"
            groups[group] = m["name"]
            body = alphabet.expression(m["stag"], pattern.name)
            out.append(f"(?P<{group}>{body}{_times(m['times'])})")
        elif m["open"]:
            out.append("(?:")
        elif m["close"]:
            out.append(")?" if m["close"] == "]" else ")" + _times(m["times"]))
        elif m["bar"]:
            out.append("|")
        elif m["gap"]:
            out.append(f"{stops}{{0,{m['gap']}}}?")
        elif m["no"]:
            body = alphabet.expression(m["no"], pattern.name)
            out.append(f"(?<!{body})" if not out else f"(?!{body})")
        else:
            out.append(alphabet.expression(m["tag"], pattern.name) + _times(m["times"]))
    try:
        expression = re.compile("".join(out))
    except re.error as error:
        raise GrammarError(Code.PATTERN, f"template does not compile: {error}", pattern.name, "check its brackets") from error
    return Compiled(pattern, expression, groups, needs(items, lambda item: alphabet.chars(item, pattern.name)))


def _times(times: str | None) -> str:
    return f"{{0,{times}}}" if times else ""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern with its expression, the slot of each group, and the sets of characters of which every match holds one each."""

    pattern: Pattern
    expression: re.Pattern[str]
    groups: dict[str, str]
    needs: tuple[Need, ...]

    def match(self, m: re.Match[str], atoms: list[Atom]) -> Match:
        """What the expression matched, as atoms."""
        slots: dict[str, list[Atom]] = {}
        for group, name in self.groups.items():
            first, last = m.span(group)
            if first < last:
                slots.setdefault(name, []).extend(atoms[first:last])
        return Match(self.pattern, m.start(), m.end(), slots)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the cascade: patterns tried together, longest match first, each match made into one atom."""

    name: str
    patterns: tuple[Compiled, ...]

    def rewrite(
        self, atoms: list[Atom], line: str, possible: Iterable[int], alphabet: Alphabet, build: Callable[[Match], Atom | None]
    ) -> tuple[list[Atom], str]:
        """The atoms, and their line, with each match replaced by what `build` makes of it (`None`: the pattern is tried further on).

        Leftmost first; of the matches that begin together the longest, then the one whose pattern is listed first.

        Args:
            atoms: the atoms.
            line: `alphabet.string(atoms)`.
            possible: the places of the patterns that can match in it.
            alphabet: of the cascade.
            build: gives the new atom.
        """
        tried = self.patterns
        found = _from(tried, possible, line, 0)
        if not found:
            return atoms, line
        out: list[Atom] = []
        written: list[str] = []
        position = 0
        while found:
            best = min(found)  # no two are of one order: matches are never compared
            _, _, order, m = best
            made = build(tried[order].match(m, atoms))
            if made is None:
                found.remove(best)
                found += _from(tried, (order,), line, m.start() + 1)
                continue
            out += atoms[position : m.start()]
            out.append(made)
            written += line[position : m.start()], alphabet.of(made.tag, made.sense)
            position = m.end()
            passed = [f[2] for f in found if f[0] < position]
            found = [f for f in found if f[0] >= position]
            found += _from(tried, passed, line, position)
        return out + atoms[position:], "".join(written) + line[position:]


def _from(tried: tuple[Compiled, ...], orders: Iterable[int], line: str, position: int) -> list[tuple[int, int, int, re.Match[str]]]:
    """The next match at or after `position` of each pattern of `orders`: its start, minus its end, the pattern's order, the match."""
    return [(m.start(), -m.end(), order, m) for order in orders if (m := tried[order].expression.search(line, position))]
