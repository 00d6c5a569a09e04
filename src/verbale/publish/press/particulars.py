"""What is told about a letter that is to be circulated: issuer, organs, symbol, dates, kind, sender, addressees, annexes (TOML)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from verbale.model import Code, UsageError

KINDS = ("letter", "identical letters", "note verbale")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
DISTRIBUTIONS = ("General", "Limited", "Restricted")


@dataclass(frozen=True, slots=True)
class AnnexGiven:
    """An annex that comes beside the letter: its text, number, heading, and the language it was submitted in ("" as the letter)."""

    text: str
    number: str = ""
    heading: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person supplies for the drawing up; what is empty is taken from the letter's own words, never made up.

    `issuer` "" is the United Nations, and gives a specimen. `speaker` is who writes as the title says it, in the case that the
    language asks for; `title` replaces the title altogether. `original` is the language submitted.
    """

    issuer: str = ""
    organs: tuple[str, ...] = ()
    symbol: str = ""
    circulated: date | None = None
    language: str = ""
    original: str = ""
    distribution: str = "General"
    kind: str = ""
    dated: date | None = None
    sender: str = ""
    capacity: str = ""
    speaker: str = ""
    addressees: tuple[str, ...] = ()
    title: str = ""
    sessions: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    job: str = ""
    signatories: tuple[tuple[str, ...], ...] = ()
    annexes: tuple[AnnexGiven, ...] = field(default=())


_LISTS = ("organs", "addressees", "sessions", "agenda")
_DATES = ("circulated", "dated")
_CHOICES = {"kind": KINDS, "language": LANGUAGES, "original": LANGUAGES, "distribution": DISTRIBUTIONS}


def load_particulars(path: str | Path) -> Particulars:
    """The particulars in a TOML file; texts of annexes may stand in files beside it (`file = "annex.txt"`).

    Raises:
        UsageError: BAD_VALUE for what is no TOML, an unknown name, or a value of the wrong kind; NOT_FOUND for a file that is not there.
    """
    given = Path(path)
    try:
        data = tomllib.loads(_text(given))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(Code.BAD_VALUE, f"this is no TOML ({error})", str(path), "See docs/guides/circulation.md.") from error
    return particulars(data, given.parent, str(path))


def particulars(data: dict[str, Any], folder: Path = Path(), where: str = "particulars") -> Particulars:
    """The particulars in plain data, as `load_particulars` takes them from a file; errors as there."""
    known = {f.name for f in fields(Particulars)}
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name not in known:
            raise _bad(where, name, f"no such particular; there are {', '.join(sorted(known))}")
        if name == "annexes":
            values[name] = tuple(_annex(item, folder, where) for item in _listed(value, where, name))
        elif name == "signatories":
            values[name] = tuple(tuple(_word(w, where, name) for w in _listed(item, where, name)) for item in _listed(value, where, name))
        elif name in _LISTS:
            values[name] = tuple(_word(item, where, name) for item in _listed(value, where, name))
        elif name in _DATES:
            if type(value) is not date:
                raise _bad(where, name, "a day is wanted, as 2034-10-13 without quotation marks")
            values[name] = value
        else:
            values[name] = _word(value, where, name)
            if name in _CHOICES and values[name] not in _CHOICES[name]:
                raise _bad(where, name, f'"{value}" is none of {", ".join(_CHOICES[name])}')
    return Particulars(**values)


def _annex(item: Any, folder: Path, where: str) -> AnnexGiven:
    if not isinstance(item, dict) or not item.keys() <= {"text", "file", "number", "heading", "original"} or ("text" in item) == ("file" in item):
        raise _bad(where, "annexes", 'each has either "text" or "file", and may have "number", "heading" and "original"')
    words = {name: _word(value, where, f"annexes.{name}") for name, value in item.items()}
    text = words["text"] if "text" in words else _text(folder / words["file"])
    if words.get("original", "en") not in LANGUAGES:
        raise _bad(where, "annexes.original", f'"{words["original"]}" is none of {", ".join(LANGUAGES)}')
    return AnnexGiven(text, words.get("number", ""), words.get("heading", ""), words.get("original", ""))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(Code.NOT_FOUND, f"it cannot be read ({error.strerror})", str(path), "Name a file that exists.") from error
    except UnicodeDecodeError as error:
        raise UsageError(Code.BAD_VALUE, "it is not in UTF-8", str(path), "Save it as UTF-8.") from error


def _listed(value: Any, where: str, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(where, name, "a list is wanted")
    return value


def _word(value: Any, where: str, name: str) -> str:
    if not isinstance(value, str):
        raise _bad(where, name, "words in quotation marks are wanted")
    return value.strip()


def _bad(where: str, name: str, what: str) -> UsageError:
    return UsageError(Code.BAD_VALUE, f"{name}: {what}", where, "See docs/guides/circulation.md.")
