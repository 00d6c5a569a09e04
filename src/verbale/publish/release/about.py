"""What people themselves tell of a release (a TOML file): title, who made it, licence, and their own words for the method card."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.model import Code, UsageError

AREAS = ("organisation", "sources", "collection", "corroboration", "security", "gaps")
"""Areas of the method card to which people add words of their own."""
_FIELDS = {"title", "description", "publisher", "licence", "licence_url", "doi", "url", "keywords", "creators", *AREAS}
UNTOLD = "(not stated)"


@dataclass(frozen=True, slots=True)
class Creator:
    """Who made a release."""

    name: str
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What people tell of a release; what is left open is shown as not stated, and never made up."""

    title: str = "Allegations on the record"
    description: str = ""
    publisher: str = UNTOLD
    licence: str = ""
    licence_url: str = ""
    doi: str = ""
    url: str = ""
    keywords: tuple[str, ...] = ()
    creators: tuple[Creator, ...] = (Creator(UNTOLD),)
    words: tuple[tuple[str, str], ...] = ()

    def own_words(self, area: str) -> str:
        """What they say themselves on an area of the method card; empty where they say nothing."""
        return dict(self.words).get(area, "")


def load_about(path: str | Path) -> About:
    """What a TOML file tells of a release.

    Raises:
        UsageError: NOT_FOUND; BAD_VALUE for a file that is not of that form.
    """
    try:
        return _about(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UsageError(Code.NOT_FOUND, "there is no such file", str(path)) from error
    except (ValueError, TypeError) as error:
        raise UsageError(Code.BAD_VALUE, f"it tells of no release: {error}", str(path), "See docs/guides/release.md.") from error


def _about(plain: dict[str, Any]) -> About:
    unknown = set(plain) - _FIELDS
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    words = tuple((area, plain.pop(area)) for area in AREAS if area in plain)
    creators = tuple(Creator(**one) for one in plain.pop("creators", ())) or (Creator(UNTOLD),)
    keywords = tuple(plain.pop("keywords", ()))
    return About(**plain, keywords=keywords, creators=creators, words=words)
