"""How texts of scripts without capitals name a person who tells: a title, a trade or the points of a foreign name show where the name stands.

The words are data (`sources.toml`), which is loaded here.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

UNCASED = ("arabic", "chinese")
_ARABIC = "[\u0621-\u064a\u064b-\u0652]"
_HAN = "[\u4e00-\u9fff]"


@cache
def uncased_patterns() -> tuple[re.Pattern[str], ...]:
    """Expressions with the groups `title` (what shows that a person is meant; empty for a name with points) and `name`."""
    return tuple(map(re.compile, (*_arabic(), *_chinese())))


def _arabic() -> Iterable[str]:
    words: dict[str, list[str]] = told()["arabic"]
    before, telling, roles = either(words["before"]), either(words["telling"]), either(words["roles"])
    title = rf"(?<!{_ARABIC})(?:و?ال|و?لل|ل)?(?P<title>(?:{either(words['titles'])})(?:[ \n](?:ال)?(?:{either(words['titles'])}))?)[ \n]"
    word = rf"(?!(?:{either(words['others'], words['telling'])})(?!{_ARABIC})){_ARABIC}{{2,}}"
    titled = rf"(?:ال|ل|لل)?(?:{either(words['titles'])})(?!{_ARABIC})"
    shown = rf"(?<!{_ARABIC})[وف]?(?:{before}|{telling})[ \n]"
    return (
        rf"{shown}{title}(?P<name>{word}(?:[ \n]{word}){{0,3}})",
        rf"{title}(?P<name>{word}(?:[ \n]{word}){{0,3}})(?:،[^،.\n]{{2,80}}،)?[ \n](?:و?قد[ \n])?(?:{telling})(?!{_ARABIC})",
        rf"{shown}ل?(?P<name>(?!{titled}){word}(?:[ \n]{word}){{1,3}})،[ \n](?:ال)?(?P<title>{roles})(?!{_ARABIC})",
    )


def _chinese() -> Iterable[str]:
    words: dict[str, Any] = told()["chinese"]
    before, role, title = either(words["before"]), either(words["roles"]), either(words["titles"])
    telling = rf"(?:也|曾|还|后来|随后)?(?:{either(words['telling'])})"
    no_name = rf"(?!{either(words['others'], words['telling'], words['titles'])})"
    pointed = rf"{_HAN}{{1,6}}?(?:[·•‧・]{_HAN}{{1,6}}?){{1,3}}"
    short = rf"{no_name}(?:[{words['surnames']}]{_HAN}{{1,2}}?|[{words['sounds']}]{{2,6}}?)"
    known_by = rf"(?P<title>{role})"
    said = rf"(?=(?:{title})?{telling}|(?:{title})?的(?:{either(words['accounts'])}))"
    return (
        rf"{known_by}(?P<name>{pointed})(?={title}|{telling}|[，,（(]|的)",
        rf"{known_by}(?P<name>{short}){said}",
        rf"(?P<title>)(?:{before})(?!{role})(?P<name>{pointed}){said}",
        rf"(?P<title>(?<!{_HAN})|{before})(?P<name>{no_name}(?:{pointed}|{_HAN}{{1,4}}?))(?:{title}){telling}",
        rf"(?:{either(words['called'])})(?P<name>{pointed}|{short})的(?P<title>{role})",
    )


def either(*listed: Iterable[str]) -> str:
    """An expression for any of these words, the longest first."""
    return "|".join(map(re.escape, sorted({word for words in listed for word in words}, key=lambda word: (-len(word), word))))


@cache
def told() -> dict[str, Any]:
    """The words of all languages."""
    return tomllib.loads((files("verbale.publish.redaction") / "sources.toml").read_text(encoding="utf-8"))
