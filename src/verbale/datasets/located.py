"""JSON with the place of every value in its text, for values must lead back to the characters they were read from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]

from verbale.text import Span

_SPACE = " \t\r\n"
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a JSON text and where it stands: a string or number as `value`, members in `fields`, elements in `items`."""

    span: Span
    value: str | float | bool | None = None
    fields: tuple[tuple[str, Node], ...] = ()
    items: tuple[Node, ...] = ()

    def get(self, *names: str) -> Node | None:
        """The first of these members that is there and says something."""
        told = dict(self.fields)
        found = (told[name] for name in names if name in told)
        return next((node for node in found if node.fields or node.items or node.value not in {None, ""}), None)

    @property
    def text(self) -> str:
        """A string or number as text; empty for anything else."""
        if isinstance(self.value, bool) or self.value is None:
            return ""
        return str(int(self.value)) if isinstance(self.value, float) and self.value.is_integer() else str(self.value)

    def listed(self) -> tuple[Node, ...]:
        """The elements of a list; a single value as a list of one."""
        return self.items or ((self,) if self.text else ())


def located(text: str) -> Node:
    """The value that `text` is.

    Raises:
        ValueError: if it is no JSON, or nested deeper than fifty levels.
    """
    json.loads(text)  # what is no JSON is refused here, with the line it is on
    node, _ = _value(text, _skip(text, 0), 0)
    return node


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _value(text: str, at: int, depth: int) -> tuple[Node, int]:
    if depth > _DEEPEST:
        raise ValueError(f"nested deeper than {_DEEPEST} levels")
    if text[at] == "{":
        return _object(text, at, depth)
    if text[at] == "[":
        return _list(text, at, depth)
    if text[at] == '"':
        found, end = scanstring(text, at + 1)
        return Node(Span(at + 1, end - 1) if end - at > 2 else Span(at, end), found), end
    found, end = json.JSONDecoder(parse_int=float).raw_decode(text, at)
    return Node(Span(at, end), found), end


def _object(text: str, start: int, depth: int) -> tuple[Node, int]:
    members, at = [], _skip(text, start + 1)
    while text[at] != "}":
        name, at = scanstring(text, at + 1)
        node, at = _value(text, _skip(text, _skip(text, at) + 1), depth + 1)
        members.append((name, node))
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
    return Node(Span(start, at + 1), fields=tuple(members)), at + 1


def _list(text: str, start: int, depth: int) -> tuple[Node, int]:
    items, at = [], _skip(text, start + 1)
    while text[at] != "]":
        node, at = _value(text, at, depth + 1)
        items.append(node)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
    return Node(Span(start, at + 1), items=tuple(items)), at + 1
