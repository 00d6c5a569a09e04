"""Reads the data files of a language: `lexicons/<language>/<name>.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.model import Code, GrammarError


@cache
def read_file(language: str, name: str) -> dict[str, Any]:
    """The content of `lexicons/<language>/<name>.toml`.

    Raises:
        GrammarError: if the file is missing or is not TOML.
    """
    path = files("verbale") / "lexicons" / language / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GrammarError(Code.LEXICON, "no such lexicon", f"lexicons/{language}/{name}.toml", "write it, or ask for another language") from error
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(Code.LEXICON, f"not TOML: {error}", f"lexicons/{language}/{name}.toml", "mend the line named") from error


@cache
def has_file(language: str, name: str) -> bool:
    """True when the language has a file of that name."""
    return (files("verbale") / "lexicons" / language / f"{name}.toml").is_file()
