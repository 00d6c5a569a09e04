"""Word order of dates as data: parses a template of `calendar.toml` and compiles it over one character a token.

The language is told at the head of `lexicons/en/calendar.toml`. It is closed: no repetition, no groups, no arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model import Code, GrammarError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PIECE = re.compile(r"\s*(\{\w+\}|[\[\]()|<>!]|[^\W_][\w.']*|[^\w\s])")
_MACRO = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A node of a template: one of "slot", "word", "row", "choice", "option", "before", "after"."""

    kind: str
    name: str = ""
    parts: tuple[Template, ...] = ()
    negative: bool = False

    def words(self) -> Iterator[str]:
        """The literal words of the template."""
        if self.kind == "word":
            yield self.name
        for part in self.parts:
            yield from part.words()

    def regex(self, charset: Callable[[str], str]) -> str:
        """The regular expression; `charset` gives the characters of a sense ("=of" is the word "of").

        Raises:
            GrammarError: if a sense has no characters.
        """
        if self.kind in {"slot", "word"}:
            return f"[{self._chars(charset)}]"
        inside = [part.regex(charset) for part in self.parts]
        if self.kind == "row":
            return "".join(inside)
        if self.kind == "option":
            return f"(?:{''.join(inside)})?"
        if self.kind == "choice":
            return f"(?:{'|'.join(inside)})"
        chars = "".join(part._chars(charset) for part in self.parts)  # noqa: SLF001 - of the same class
        if self.negative:
            return f"(?<![{chars}])" if self.kind == "before" else f"(?![{chars}])"
        end = "|$" if any(part.name == "break" for part in self.parts) else ""
        return f"(?<=[{chars}])" if self.kind == "before" else f"(?=[{chars}]{end})"

    def first(self, charset: Callable[[str], str]) -> frozenset[str]:
        """The characters a match can begin with."""
        return self._first(charset)[0]

    def _first(self, charset: Callable[[str], str]) -> tuple[frozenset[str], bool]:
        """The characters it can begin with, and whether it can be empty."""
        if self.kind in {"slot", "word"}:
            return frozenset(self._chars(charset)), False
        if self.kind in {"before", "after"}:
            return frozenset(), True
        firsts = [part._first(charset) for part in self.parts]  # noqa: SLF001 - of the same class
        if self.kind == "choice":
            return frozenset().union(*(f for f, _ in firsts)), any(e for _, e in firsts)
        chars: frozenset[str] = frozenset()
        for found, empty in firsts:
            chars |= found
            if not empty:
                return chars, self.kind == "option"
        return chars, True

    def _chars(self, charset: Callable[[str], str]) -> str:
        chars = charset("=" + self.name if self.kind == "word" else self.name)
        if not chars:
            raise GrammarError(Code.PATTERN, f"no word has the sense {self.name!r}", "calendar.toml", "name a table, a key of [words] or a word")
        return chars


def parse_template(text: str, macros: Mapping[str, str]) -> Template:
    """The tree of a template, with its macros put in.

    Raises:
        GrammarError: if a macro is unknown or a bracket is not closed.
    """
    whole = text
    while found := _MACRO.search(whole):
        if found[1] not in macros:
            raise GrammarError(Code.PATTERN, f"no macro {found[1]!r}", text, "write it under [macros]")
        whole = f"{whole[: found.start()]}({macros[found[1]]}){whole[found.end() :]}"
    pieces = [m[1] for m in _PIECE.finditer(whole)]
    tree, at = _choice(pieces, 0)
    if at != len(pieces):
        raise GrammarError(Code.PATTERN, f"{pieces[at]!r} closes nothing", text, "balance the brackets")
    return tree


def _choice(pieces: list[str], at: int) -> tuple[Template, int]:
    rows: list[Template] = []
    row: list[Template] = []
    while at < len(pieces) and pieces[at] not in {")", "]", ">"}:
        piece = pieces[at]
        if piece == "|":
            rows.append(Template("row", parts=tuple(row)))
            row = []
            at += 1
        elif piece in {"(", "[", "<"}:
            node, at = _bracket(pieces, at, front=not row and not rows)
            row.append(node)
        else:
            row.append(Template("slot", piece[1:-1]) if piece.startswith("{") else Template("word", piece))
            at += 1
    rows.append(Template("row", parts=tuple(row)))
    return (rows[0] if len(rows) == 1 else Template("choice", parts=tuple(rows))), at


def _bracket(pieces: list[str], at: int, *, front: bool) -> tuple[Template, int]:
    opening = pieces[at]
    negative = opening == "<" and pieces[at + 1] == "!"
    inside, end = _choice(pieces, at + 1 + negative)
    if end >= len(pieces) or pieces[end] != {"(": ")", "[": "]", "<": ">"}[opening]:
        raise GrammarError(Code.PATTERN, f"{opening!r} is not closed", "".join(pieces), "balance the brackets")
    if opening == "(":
        return inside, end + 1
    if opening == "[":
        return Template("option", parts=(inside,)), end + 1
    rows = inside.parts if inside.kind == "choice" else (inside,)
    if any(len(row.parts) != 1 or row.parts[0].kind not in {"slot", "word"} for row in rows):
        raise GrammarError(Code.PATTERN, "only single words and slots can stand between < and >", "".join(pieces), "write them with | between")
    return Template("before" if front else "after", parts=tuple(row.parts[0] for row in rows), negative=negative), end + 1
