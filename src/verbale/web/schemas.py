"""JSON Schemas of what pages show, made from the frozen types themselves."""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from verbale.text import Span

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


class Schemas:
    """Schemas by the name of their type; `of` adds a type with all that it holds and gives a reference to it."""

    def __init__(self) -> None:
        self.components: dict[str, dict[str, Any]] = {}

    def of(self, kind: Any, parameter: Any = None) -> dict[str, Any]:
        """The schema of `kind`; `parameter` stands for its type variable, if it has one."""
        origin, inner = get_origin(kind), get_args(kind)
        if isinstance(kind, TypeVar):
            return self.of(parameter) if parameter is not None else {}
        if kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        if kind is date:
            return {"type": "string", "format": "date"}
        if kind is Span:
            return {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "description": "Half-open, in code points."}
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [self.of(one, parameter) for one in inner]}
        if origin is tuple and inner[-1] is Ellipsis:
            return {"type": "array", "items": self.of(inner[0], parameter)}
        if origin is tuple:
            return {"type": "array", "prefixItems": [self.of(one, parameter) for one in inner]}
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1], parameter)}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"type": "string", "enum": [member.value for member in kind]}
        if dataclasses.is_dataclass(origin or kind):
            return self._reference(origin or kind, inner[0] if inner else parameter)
        return {}

    def _reference(self, kind: Any, parameter: Any) -> dict[str, Any]:
        name = kind.__name__ + (f"_{getattr(parameter, '__name__', 'value')}" if parameter is not None and _generic(kind) else "")
        if name not in self.components:
            self.components[name] = {}  # a type may hold itself
            hints = typing.get_type_hints(kind, _names(), _names() | vars(sys.modules[kind.__module__]))
            properties = {field.name: self.of(hints[field.name], parameter) for field in dataclasses.fields(kind)}
            told = (kind.__doc__ or "").strip().partition("\n")[0]
            self.components[name] = {"type": "object", "description": told, "properties": properties, "required": list(properties)}
        return {"$ref": f"#/components/schemas/{name}"}


def _generic(kind: Any) -> bool:
    return bool(getattr(kind, "__parameters__", ()))


def _names() -> dict[str, Any]:
    """Every class of ours that is loaded, by its name: types are named in annotations that only the type checker resolves."""
    made: dict[str, Any] = {"date": date, "Span": Span, "Any": Any}
    for name, module in list(sys.modules.items()):
        if name.startswith("verbale."):
            made |= {key: value for key, value in vars(module).items() if isinstance(value, type) and value.__module__ == name}
    return made
