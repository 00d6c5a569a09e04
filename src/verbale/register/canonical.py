"""One spelling of plain data as JSON text, and of any text as search words; equal on every database."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import msgspec

from verbale.text.folding import APOSTROPHES

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder().decode

_POSSESSIVE = re.compile(f"[{APOSTROPHES}']s\\b", re.IGNORECASE)
_WITHIN = re.compile(f"[{APOSTROPHES}'ـ]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Scripts written without spaces: each character is a word of its own, and a run of them is sought as a phrase.
_SPACELESS = re.compile("[぀-ヿ㐀-䶿一-鿿豈-﫿]|[^\\W_぀-ヿ㐀-䶿一-鿿豈-﫿]+")
_LONGEST_WORD = 100


def canonical(plain: Any) -> str:
    """`plain` as JSON text: keys sorted, no spaces, characters as they are.

    Halves of surrogate pairs (a PDF's text, a file name that is not UTF-8) cannot be stored; text that holds one is
    written in ASCII with escapes.
    """
    try:
        return _encode(plain).decode()
    except UnicodeEncodeError:
        return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def parse(text: str) -> Any:
    """The plain data of which `canonical` made `text`.

    Raises:
        ValueError: if `text` is no JSON.
    """
    try:
        return _decode(text)
    except msgspec.DecodeError:
        return json.loads(text)


def storable(text: str) -> str:
    """`text` for a column that people query: what a database cannot hold is shown as U+FFFD. The JSON keeps the truth."""
    return _UNSTORABLE.sub("\ufffd", text)


def words(text: str) -> list[str]:
    """The search words of `text`: lower case, without accents, apostrophes, ayn and hamza marks and punctuation."""
    text = _WITHIN.sub("", _POSSESSIVE.sub("", text))
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = _WITHIN.sub("", text)
    return [word[:_LONGEST_WORD] for word in _SPACELESS.findall(text.casefold())]
