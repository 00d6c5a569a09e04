"""The language of a text, by script and by the small words that every sentence needs; refuses when unsure."""

from __future__ import annotations

import re
from functools import cache

from verbale.grammar.files import read_file

SAMPLE = 5_000
"""Characters looked at: more do not change the answer."""
_WORD = re.compile(r"[A-Za-z]+(?=[ \n,.;:)])|[^\W\d_]+(?:['’][^\W\d_]+)?")  # most words are plain
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufeff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[À-ɏ]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LATIN_LANGUAGES = ("en", "fr", "es")


@cache
def _words(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "stopwords")["words"])


@cache
def _foreign(language: str) -> frozenset[str]:
    return frozenset(read_file(language, "stopwords").get("never", []))


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of one of the six languages of the United Nations, or `None` when unsure.

    Too little text, another language of the same script, or two languages in equal shares give `None`.
    """
    sample = text if len(text) <= SAMPLE else text[:SAMPLE]
    marked = _ASCII.sub("", sample)
    counts = {
        "ar": len(_ARABIC.findall(marked)),
        "zh": 2 * len(_HAN.findall(marked)),
        "ru": len(_CYRILLIC.findall(marked)),
        "latin": _latin_letters(sample, marked),
    }
    script = max(counts, key=lambda key: counts[key])
    if counts[script] < 12 or 10 * counts[script] < 6 * sum(counts.values()):
        return None
    if script == "zh":
        return None if len(_KANA.findall(marked)) * 10 > counts["zh"] else "zh"
    words = list(map(str.lower, _WORD.findall(sample)))
    if script == "latin":
        return _latin(words)
    return script if _share(words, script) >= 0.04 and _other(words, script) < 0.02 else None


def _latin_letters(sample: str, marked: str) -> int:
    plain = len(sample) - len(marked)
    return plain - sum(sample.count(c) for c in " \n\t.,;:-()/0123456789'\"") + len(_LATIN.findall(marked))


def _share(words: list[str], language: str) -> float:
    return sum(map(_words(language).__contains__, words)) / max(1, len(words))


def _other(words: list[str], language: str) -> float:
    return sum(map(_foreign(language).__contains__, words)) / max(1, len(words))


def _latin(words: list[str]) -> str | None:
    shares = sorted(((_share(words, language), language) for language in _LATIN_LANGUAGES), reverse=True)
    (best, language), (second, _) = shares[:2]
    enough = 0.12 if len(words) >= 8 else 0.25
    if len(words) < 3 or best < enough or best < 1.4 * second or _other(words, language) > 0.05:
        return None
    return language
