"""Model values to plain data (what JSON knows) and back: the one way they are stored, dumped and sent to a process."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from verbale.model import anchors, catalogue, claims, decisions, documents, links, outline, problems, quantities, readings
from verbale.text import Span

T = TypeVar("T")
_MODULES = (anchors, catalogue, claims, decisions, documents, links, outline, problems, quantities, readings)
_NAMES: dict[str, Any] = {"date": date, "Span": Span} | {k: v for m in _MODULES for k, v in vars(m).items() if isinstance(v, type)}


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    names = {**vars(typing), **_NAMES, **vars(__import__(kind.__module__, fromlist=["_"]))}
    hints = typing.get_type_hints(kind, names, names)  # as locals too, else a field called `date` hides the class `date`
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind))


def to_plain(value: object) -> Any:
    """`value` as dicts, lists, strings, numbers, booleans and `None`. An anchor carries its class name under "at"."""
    return _ENCODERS[type(value)](value)


Encoder = typing.Callable[[Any], Any]


class _Encoders(dict[type, Encoder]):
    """What makes plain data of a value, by its class; made once for each class, for a letter holds thousands of values."""

    def __missing__(self, kind: type) -> Encoder:
        made = self[kind] = _encoder(kind)
        return made


def _encoder(kind: type) -> Encoder:
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, Span):
        return list
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if hasattr(kind, "_fields"):  # a named tuple
        return lambda value: {name: _ENCODERS[type(item)](item) for name, item in zip(kind._fields, value, strict=True)}
    if issubclass(kind, tuple | list):
        return lambda value: [_ENCODERS[type(item)](item) for item in value]
    if dataclasses.is_dataclass(kind):
        return _fields_encoder(kind)
    raise TypeError(f"no plain form of {kind.__name__}")


def _fields_encoder(kind: type) -> Encoder:
    """One expression that encodes every field; what is plain already is not called for."""
    at = [f"'at': {kind.__name__!r}"] if issubclass(kind, anchors.Anchor) else []
    fields = [f"{f.name!r}: (x if type(x := value.{f.name}) in plain else encoders[type(x)](x))" for f in dataclasses.fields(kind)]
    encode: Encoder = eval(f"lambda value: {{{', '.join(at + fields)}}}", {"plain": _PLAIN, "encoders": _ENCODERS})  # noqa: S307 (made of the names of our own fields)
    return encode


def _same(value: Any) -> Any:
    return value


_PLAIN = frozenset({type(None), str, int, bool, float})
_ENCODERS = _Encoders(dict.fromkeys(_PLAIN, _same))


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of class `kind` that `to_plain` made `plain` of.

    Raises:
        TypeError, KeyError, ValueError: if `plain` is not of that form.
    """
    return typing.cast("T", _decoder(typing.cast("Any", kind), None)(plain))


Decoder = typing.Callable[[Any], Any]


@cache
def _decoder(kind: Any, parameter: Any) -> Decoder:
    """What makes a value of `kind` of plain data; made once for each kind, for a register holds millions of values."""
    origin = get_origin(kind)
    if isinstance(kind, TypeVar):
        return _decoder(parameter, None)
    if origin in (types.UnionType, typing.Union):
        return _union_decoder(get_args(kind), parameter)
    if origin is tuple:
        item = _decoder(get_args(kind)[0], parameter)
        return lambda plain: tuple([item(one) for one in plain])
    if origin is not None:  # a generic class of ours, such as Particular[Days]
        return _fields_decoder(origin, get_args(kind)[0])
    if kind is Span:
        return lambda plain: Span(*plain)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda plain: members[plain] if plain in members else kind(plain)
    if dataclasses.is_dataclass(kind):
        return _fields_decoder(kind, parameter)
    return lambda plain: plain


def _union_decoder(options: tuple[Any, ...], parameter: Any) -> Decoder:
    real = [o for o in options if o is not type(None)]
    if len(real) == 1:
        inner = _decoder(real[0], parameter)
        return lambda plain: None if plain is None else inner(plain)
    return lambda plain: None if plain is None else _decoder(_NAMES[plain["at"]], parameter)(plain)


def _fields_decoder(kind: Any, parameter: Any) -> Decoder:
    """What calls the class with its fields in order; where one is missing (written before there was such a field), by name."""
    fast: list[Decoder] = []

    def decode(plain: Any) -> Any:
        if not fast:  # when first used, for a class may hold another of its own kind
            fast.append(_positional(kind, parameter))
        try:
            return fast[0](plain)
        except KeyError:
            return kind(**{name: _decoder(hint, parameter)(plain[name]) for name, hint in _fields(kind) if name in plain})

    return decode


def _positional(kind: Any, parameter: Any) -> Decoder:
    """One expression that decodes every field where it stands: a register of a million claims holds thirty million values."""
    names: dict[str, Any] = {"kind": kind, "Span": Span, "day": date.fromisoformat}
    values = ", ".join(_expression(hint, parameter, f"plain[{name!r}]", names) for name, hint in _fields(kind))
    decode: Decoder = eval(f"lambda plain: kind({values})", names)  # noqa: S307 (made of the names of our own fields)
    return decode


def _expression(hint: Any, parameter: Any, value: str, names: dict[str, Any]) -> str:
    origin = get_origin(hint)
    if isinstance(hint, TypeVar):
        return _expression(parameter, None, value, names)
    if origin in (types.UnionType, typing.Union):
        real = [o for o in get_args(hint) if o is not type(None)]
        if len(real) == 1:
            return f"(None if {value} is None else {_expression(real[0], parameter, value, names)})"
    elif origin is tuple:
        each = f"item{value.count('item')}"
        inner = _expression(get_args(hint)[0], parameter, each, names)
        return f"tuple({value})" if inner == each else f"tuple([{inner} for {each} in {value}])"
    elif hint is Span:
        return f"Span({value}[0], {value}[1])"
    elif hint is date:
        return f"day({value})"
    elif isinstance(hint, type) and issubclass(hint, Enum):
        names[name := f"members{len(names)}"] = {member.value: member for member in hint}
        return f"{name}[{value}]"
    elif origin is None and not dataclasses.is_dataclass(hint):
        return value
    names[name := f"decode{len(names)}"] = _decoder(hint, parameter)
    return f"{name}({value})"
