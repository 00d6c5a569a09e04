"""Whether a document would stand in the name of the United Nations: by its issuer, by its organs, by its symbol. Then it is a specimen, always.

Names are compared by what they look like, for a reader is misled by a Cyrillic letter as well as by a Latin one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.publish.press.words import words_of
from verbale.symbols import parse
from verbale.symbols.data import organ_names, spelling

if TYPE_CHECKING:
    from verbale.publish.press.particulars import Particulars

_ALL = ("en", "fr", "es", "ru", "ar", "zh")
_ALIKE_IN_NAMES = str.maketrans({"y": "u", "l": "i", "1": "i", "0": "o"})
"""Latin letters and digits that pass for each other in a word; in a symbol they stay apart."""
_PARTS = re.compile(r"[\s,;]+|(?<=\d)[‐‑‒–—―−-]+")
"""What parts the symbols of a joint document; "RC-A/3" is one symbol."""
_HEAD = re.compile(r"[^\W\d_]+")


def is_united_nations(given: Particulars) -> bool:
    """True when a document would stand in the name of the United Nations.

    No other issuer is named, the issuer or an organ is the United Nations or one of its organs, or the symbol is one of its series.
    """
    return not given.issuer.strip() or any(map(is_its_name, (given.issuer, *given.organs))) or is_its_symbol(given.symbol)


def is_its_name(name: str) -> bool:
    """True for a name of the United Nations, a name that holds one, and the whole name of one of its organs.

    A name that says more than the organ's is a body of its own: "Regional Security Council of the Lakes".
    """
    told = _words(name)
    looks = [_look(word) for word in told]
    whole = "".join(looks)
    if not whole:  # signs alone name nobody else
        return True
    if whole in _abbreviations() or any(mark in whole for mark in _marks()) or _abbreviated(told, looks):
        return True
    spelled = _spelled(name)
    left = f" {spelled} "
    for organ in _organs():
        left = left.replace(f" {organ} ", " ")
    return (left.strip() != spelled and _officers().issuperset(left.split())) or whole in {organ.replace(" ", "") for organ in _organs()}


def is_its_symbol(symbol: str) -> bool:
    """True for a symbol, or the beginning of one, of a series of the United Nations: "S/2031/9", "HRC/4", "A2031/4", also after another symbol."""
    plain = _plain(symbol)
    kept = plain.translate(dict.fromkeys(_alike()))  # of "ЅS" with a Cyrillic first letter, S is left
    return any(_is_of_a_series(one.translate(_alike()).upper()) for one in (plain, kept))


def _is_of_a_series(symbol: str) -> bool:
    parts = [part for part in _PARTS.split(symbol) if part]
    first = _HEAD.search(parts[0]) if parts else None
    return bool(first and first[0] in _heads()) or any(parse(part) for part in parts) or parse(symbol) is not None


def _abbreviated(told: list[str], looks: list[str]) -> bool:
    """True when an abbreviation stands in capitals in the name; where all of it is in capitals, only as its first or last word."""
    found = [at for at, word in enumerate(told) if word.isupper() and looks[at] in _abbreviations()]
    shouted = all(word.upper() == word for word in told)
    return any(not shouted or at in {0, len(told) - 1} for at in found)


def _plain(text: str) -> str:
    """One form of each letter, without marks and what is not seen, in its own case."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return "".join(c for c in apart if unicodedata.category(c) not in {"Cf", "Mn", "Me"} and c != "\u0640")


def _words(name: str) -> list[str]:
    """The words of a name; single capitals in a row are one ("U.N.")."""
    words: list[str] = []
    single = False
    for word in re.findall(r"[^\W_]+", _plain(name)):
        alone = len(word) == 1 and word.isupper()
        if alone and single:
            words[-1] += word
        else:
            words.append(word)
        single = alone
    return words


def _look(text: str) -> str:
    return text.casefold().translate(_alike()).translate(_ALIKE_IN_NAMES)


def _spelled(name: str) -> str:
    """What a name looks like, without joints and abbreviations of the United Nations."""
    return " ".join(look for look in map(_look, _words(name)) if look not in _joints() and look not in _abbreviations())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("verbale.publish.press").joinpath("united_nations.toml").read_text(encoding="utf-8"))


@cache
def _alike() -> dict[int, str]:
    listed = {other: letter for letter, others in _data()["look_alikes"].items() for other in others}
    upper = {other.upper(): letter.upper() for other, letter in listed.items() if len(other.upper()) == 1 and not other.upper().isascii()}
    return {ord(other): letter for other, letter in (upper | listed).items()}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(map(_look, _data()["abbreviations"]))


@cache
def _officers() -> frozenset[str]:
    return frozenset(map(_look, _data()["officers"]))


@cache
def _joints() -> frozenset[str]:
    return frozenset(map(_look, _data()["joints"]))


@cache
def _marks() -> frozenset[str]:
    told = [*_data()["names"], *(mark for language in _ALL for mark in words_of(language)["united_nations_marks"])]
    return frozenset("".join(map(_look, _words(name))) for name in told)


@cache
def _organs() -> tuple[str, ...]:
    """The whole names of organs, the longest first."""
    told = {*_data()["organs"], *organ_names(), *(name for language in _ALL for name in words_of(language)["organs"].values())}
    return tuple(sorted(filter(None, map(_spelled, told)), key=lambda name: (-len(name), name)))


@cache
def _heads() -> frozenset[str]:
    """First letters of its series, the second ones of subsidiary organs too ("HRC"), and its own abbreviations."""
    below = {part for organ in spelling().organs for part in organ.split("/")[1:] if len(part) > 2 and part.isalpha()}
    own = {_plain(name).translate(_alike()).upper() for name in _data()["abbreviations"]}
    return frozenset({*spelling().heads, *below, *own})
