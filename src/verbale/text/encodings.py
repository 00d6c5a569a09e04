"""Which encoding bytes of text are in: a mark at the start, then UTF-8, UTF-16 without a mark, then a stated measure.

The measure, for bytes that none of those fits: each candidate decodes the text; every letter beyond ASCII earns what its
neighbours make likely: +2 beside letters of its own script, -2 beside letters of another, -3 for a capital after a small
letter of one word, and a candidate that gives a control character or cannot decode loses. The highest sum per letter
wins; of equals the first in the list. No word lists, no chance: the same bytes give the same answer.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

CANDIDATES = ("cp1252", "cp1256", "cp1251", "koi8-r", "gb18030")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON_HAN = ("\u4e00", "\u9fff")
# Arabic letters of other languages share cp1256 with French; in a letter they are rare.
_RARE_ARABIC = set("پٹچژڈگکڑںھہے")


def is_text(data: bytes) -> bool:
    """True when `data` can be text: it has an encoding mark, or hardly any control characters."""
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16(data):
        return True
    head = data[:_SAMPLE]
    return len(_CONTROL.findall(head)) * 200 <= len(head)


def sample_text(data: bytes) -> str:
    """The start of `data` as text, good enough to see marks of a format in it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : _SAMPLE].decode(name, "replace")
    return data[:_SAMPLE].decode(_utf16(data) or "latin-1", "replace")


def decode(data: bytes, declared: str = "") -> tuple[str, str, bool]:
    """The text of `data`, the encoding, and whether it was guessed.

    `declared` is an encoding that the document itself names; it is used when it can decode the bytes. The mark at the
    start is left out, nothing else is changed.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name, False
    if wide := _utf16(data):
        return data.decode(wide, "replace"), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(_web_name(declared)), _web_name(declared), False
        except (LookupError, UnicodeDecodeError):
            pass
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 200 < sum(c > "\x7f" for c in damaged):
        return damaged, "utf-8", True  # UTF-8 with a few broken bytes, such as a cut at the end
    name = _likeliest(data)
    return data.decode(name, "replace"), name, True


def _web_name(name: str) -> str:
    """The encoding that browsers take `name` to be: what is called Latin 1 or GB2312 is in truth its wider successor."""
    found = codecs.lookup(name).name
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-6": "cp1256"}.get(found, found)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: zeros stand in one half of each pair only, and all characters exist; "" when it is not."""
    head = data[: _SAMPLE & ~1]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even and odd:
        return ""
    name = "utf-16-le" if odd else "utf-16-be"
    try:
        text = head[: len(head) - len(head) % 2].decode(name)
    except UnicodeDecodeError as error:
        if error.end < len(head) - 2:
            return ""
        text = head[: error.start].decode(name)
    return "" if any(unicodedata.category(c) in {"Cn", "Co"} or (c < " " and not c.isspace()) for c in set(text)) else name


def _likeliest(data: bytes) -> str:
    best, best_score = CANDIDATES[0], float("-inf")
    for name in CANDIDATES:
        score = _score(data, name)
        if score > best_score:
            best, best_score = name, score
    return best


def _score(data: bytes, name: str) -> float:
    head = data[:_SAMPLE]
    text = head.decode(name, "replace")
    bad = text.count("\ufffd") + sum(unicodedata.category(c) == "Cc" for c in set(text) if c > "\x7f") * 3
    total, letters = -20.0 * bad, 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        gained, count = _word_score(word)
        total, letters = total + gained, letters + count
    letters += bad
    others = sum(c > "\x7f" and not c.isalpha() for c in text)
    return total / letters if letters else (0.1 if others and name == CANDIDATES[0] else 0.0)


def _word_score(word: str) -> tuple[float, int]:
    total, count = 0.0, 0
    for i, char in enumerate(word):
        if char.isascii():
            continue
        count += 1
        script = _script(char)
        for beside in (word[i - 1] if i else "", word[i + 1 : i + 2]):
            if beside:
                total += 1.0 if _script(beside) == script else -2.0
        if i and char.isupper() and word[i - 1].islower():
            total -= 3.0
        if char in _RARE_ARABIC:
            total -= 2.0
        if script == "LATIN":
            total += 1.0 if word[0].isascii() or len(word) > 2 else 0.0
            total -= 3.0 if i and not word[i - 1].isascii() else 0.0
        if script == "CJK" and not _COMMON_HAN[0] <= char <= _COMMON_HAN[1]:
            total -= 4.0
    return total, count


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "OTHER").split()[0]
