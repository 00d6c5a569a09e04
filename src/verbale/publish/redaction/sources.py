"""Finds persons who are the source of an account and speak for no office: witnesses, residents, doctors. What shows it is data (`sources.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.names.states import find_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AROUND = 90
"""Characters before and after a name in which an office would be told; a sentence's end closes them."""
_WORD = r"[A-Z\u00c0-\u00de\u0410-\u042f][\w’'-]+"
_PARTICLE = r"(?:(?:al|el|de|da|del|van|von|bin|ibn|abu|la|le)[ -])?"
_ENDS = re.compile(r"[.;!?](?=\s+[A-Z“\"]|\s*$)|\n\s*\n")
_TITLE_POINT = re.compile(r"\b\w{2,3}\.$")


def private_sources(text: str) -> Iterator[str]:
    """The names of persons who tell what is told in a text, as it writes them without their title; each may come more than once."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            name = " ".join(match["name"].split())
            if (match["title"] or _is_person(name)) and not _speaks_for_office(text, match):
                yield name
                if name.count(" ") > 1:  # a third word may be another's: "Josef Dahl Kestrian troops had shelled"
                    yield " ".join(name.split()[:2])


def _is_person(name: str) -> bool:
    """True where a name without a title can be a person's: two words, none of an organization's, and no state in it."""
    words = name.casefold().split()
    return len(words) > 1 and not _words("bodies").intersection(words) and not find_states(name)


def _speaks_for_office(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start("name") - _AROUND) : match.start("name")]
    after = text[match.end("name") : match.end("name") + _AROUND]
    breaks = [one.end() for one in _ENDS.finditer(before) if not _TITLE_POINT.search(before[: one.end()])]
    closed = _ENDS.search(after)
    around = f"{before[max(breaks, default=0) :]} {match['name']} | {_of_the_person(after[: closed.start() if closed else None])}"
    return _office().search(around.casefold()) is not None


def _of_the_person(after: str) -> str:
    """The words that say who the person is: up to the verb of telling, or the second comma."""
    verb = re.search(rf"\b(?:{_any('telling')})\b", after)
    return ",".join(after[: verb.start() if verb else None].split(",")[:2])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = rf"(?:(?P<title>{_any('titles')})\.? )?(?P<name>{_WORD}(?:[ \n]{_PARTICLE}{_WORD}){{0,3}})"
    who = r"(?:,[^,.;\n]{2,80},| \([^()\n]{2,60}\)| of the [^,.;\n]{2,60}?)?"
    telling = _any("telling")
    return (
        re.compile(rf"\b(?i:{_any('before')})[ \n]+(?:the |a |an )?{name}"),
        re.compile(rf"(?<![\w’'-]){name}{who}[ \n](?:has |have |had |also |then |later )?(?:{telling})\b"),
        re.compile(rf"[”\"»],?[ \n](?:{telling})[ \n]{name}"),
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _told()['office']))})\b")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_told()[name])


def _any(name: str) -> str:
    return "|".join(map(re.escape, sorted(_told()[name], key=len, reverse=True)))


@cache
def _told() -> dict[str, list[str]]:
    return tomllib.loads((files("verbale.publish.redaction") / "sources.toml").read_text(encoding="utf-8"))


def sources_of(texts: Iterable[str]) -> list[str]:
    """The names in all of the texts, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in private_sources(text)))
