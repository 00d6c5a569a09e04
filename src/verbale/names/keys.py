"""Keys by which spellings of one name meet: `name_key` keeps the vowels, `skeleton` only the consonants.

Transliterations of Arabic differ in vowels, in the article and its assimilation, in marks for ayn and hamza, in the
last -h; Arabic script writes hardly any vowel. So two spellings meet in their consonants ("Deir ez-Zor", "Dayr al-Zawr"
and "دير الزور" are all `drzr`), and a shared skeleton is a hint, never a proof: it must be judged inside a stated region.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

MARKS = "'‘’‛ʻʼʽʾʿˈ`´′＇\"“”„«»"
_DROP_MARKS = str.maketrans("", "", MARKS)
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_ATTACHED = re.compile(r"\b([AaEe]l)(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_WORDS = {c: chr(c).lower() if chr(c).isalnum() else " " for c in range(128)}
# The article before a word that begins with a "sun letter" takes that letter: ash-Sham, ad-Dayr, ez-Zor, at-Tall.
_ASSIMILATED = {
    "as": "s", "es": "s", "ash": "sh", "esh": "sh", "ach": "ch", "ech": "ch", "ar": "r", "er": "r", "at": "t", "et": "t", "ath": "th", "eth": "th",
    "ad": "d", "ed": "d", "adh": "dh", "edh": "dh", "az": "z", "ez": "z", "an": "n", "en": "n",
}  # fmt: skip
_ARTICLES = frozenset(("al", "el", "ul", "il"))
_LITTLE = _ARTICLES | _ASSIMILATED.keys() | {"the"}
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
# Letters of Arabic script that writers take one for another; one code point for one.
_SAME_LETTERS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ئ", "ي"), ("ؤ", "و"), ("ة", "ه"), ("ک", "ك"))
ALIKE = {ord(written): read for written, read in _SAME_LETTERS}
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:[وفبك]?ال|لل)(?=\w{2})")
_ARABIC_CONSONANTS = str.maketrans(
    {
        "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "c",
        "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
        "چ": "c", "ڤ": "v", "گ": "g", "ژ": "j", "و": "w", "ي": "y", "ی": "y", "ئ": "", "ؤ": "", "ء": "", "ع": "", "ا": "", "أ": "", "إ": "",
        "آ": "", "ٱ": "", "ى": "", "ة": "",
    }
)  # fmt: skip
# Longest first; the right-hand letters are classes, not sounds: c for sh/ch, x for kh.
_DIGRAPHS = (
    ("tch", "c"),
    ("sch", "c"),
    ("sh", "c"),
    ("ch", "c"),
    ("kh", "x"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
)
_LATIN_C = re.compile(r"c(?!h)")
_DOUBLED = re.compile(r"([a-z])\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")
_CONSTRUCT = 4  # letters: "Zahrat" can be a construct state, "Umat" and "Bat" are not taken for one
_GLIDES_INSIDE = re.compile(r"(?<=\w)[wy]")
_LEFT_OUT = str.maketrans("", "", "aeiou ")
_NO_GLIDES = str.maketrans("", "", "ويی")
_INITIAL_OU = re.compile(r"\bou(?=[aei])")
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What spellings of `name` share that differ only in case, diacritics, marks, punctuation or the Arabic article.

    Words are joined by single spaces; other scripts are written in ASCII. Empty for a name without letters or digits.
    """
    return " ".join(_words(name))


def key_and_skeleton(name: str) -> tuple[str, str]:
    """`name_key` and `skeleton` of a name at once, remembering its words and not the name: for millions of names, each met once."""
    words = _words(name)
    key = " ".join(words)
    bones = _arabic_bones(name) if not name.isascii() and _ARABIC.search(name) else _bones(words)
    return key, bones or "".join(words)


def _words(name: str) -> list[str]:
    words = [word for piece in name.split() for word in _piece_words(piece)]
    return words if len(words) < 2 or _LITTLE.isdisjoint(words) else _without_articles(words)


@lru_cache(maxsize=65_536)
def _piece_words(piece: str) -> tuple[str, ...]:
    """The words of a piece of a name without spaces. Pieces repeat from name to name: a gazetteer reads each once."""
    if piece.isascii() and piece.isalnum() and not _ATTACHED.match(piece):
        return (piece.lower(),)  # most pieces; a third of the time of what follows
    text = piece.translate(_DROP_MARKS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if _ARABIC.search(text):
            text = _ARABIC_ARTICLE.sub("", _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", text)).translate(ALIKE))
        text = "".join(c for c in text if not unicodedata.combining(c))
        text = anyascii(text).translate(_DROP_MARKS)
    if "." in text:
        text = _INITIALS.sub(r"\1", text)
    if "l" in text:
        text = _ATTACHED.sub(r"\1 ", text)
    return tuple(text.translate(_ASCII_WORDS).split())


def _without_articles(words: list[str]) -> list[str]:
    """`words` without Arabic articles and a leading "the"; never empty."""
    kept = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if following and (word in _ARTICLES or (word in _ASSIMILATED and following.startswith(_ASSIMILATED[word]))):
            continue
        kept.append(word)
    return kept[1:] if kept[0] == "the" and len(kept) > 1 else kept


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of `name` as classes of letters without spaces; vowels, ayn, hamza, glides inside a word and a last -h are gone.

    Digits stay. Falls back to `name_key` without spaces when nothing is left ("Aiea").
    """
    return key_and_skeleton(name)[1]


def _arabic_bones(name: str) -> str:
    return "".join([_arabic_word(word) for word in _arabic_words(name)])


def _arabic_words(name: str) -> list[str]:
    text = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", name))
    return _NOT_WORD.sub(" ", _ARABIC_ARTICLE.sub("", text)).split()


@lru_cache(maxsize=65_536)
def _arabic_word(word: str) -> str:
    """Consonant classes of one Arabic word; a glide counts only as first letter, a last ه not at all."""
    first = word[0]
    if len(word) > 2 and word.endswith("ه"):
        word = word[:-1]
    classes = anyascii((first if first in "وي" else "") + _inside(word)).translate(_DROP_MARKS).lower()
    return classes.replace("`", "")


def _inside(word: str) -> str:
    """`word` as consonant classes, without its glides."""
    return word.translate(_NO_GLIDES).translate(_ARABIC_CONSONANTS)


@lru_cache(maxsize=65_536)
def _latin_word(word: str, *, followed: bool) -> str:
    """The consonants of one word of a key; `followed` by another, it can be a construct state. Words repeat: a gazetteer looks here most of the time."""
    if followed:
        # "Zahrat X" and زهرة X: the t of the construct state is not written in Arabic. "Albu" is "Al Abu".
        if len(word) > _CONSTRUCT and word.endswith(("at", "et")):
            word = word[:-1]
        if word.endswith("albu"):  # codespell:ignore bu
            word = word[:-4] + "bu"  # codespell:ignore bu
    text = word.replace("x", "ks")
    if "c" in text:
        text = _LATIN_C.sub("k", text)
    if "ou" in text:
        text = _INITIAL_OU.sub("w", text)
    if "h" in text or "dj" in text:
        for letters, one in _DIGRAPHS:
            text = text.replace(letters, one)
    text = text.replace("q", "k")
    text = _DOUBLED.sub(r"\1", text)
    if "h" in text:
        text = _FINAL_H.sub("", text)
    if "w" in text or "y" in text:
        text = _GLIDES_INSIDE.sub("", text)
    return text.translate(_LEFT_OUT)


def _bones(words: list[str]) -> str:
    """Skeleton of the words of a key; those that tell namesakes apart ("eastern", "upper") stay whole."""
    kept = kept_words()
    if not kept.isdisjoint(words):
        return "".join([word if word in kept else _latin_word(word, followed=False) for word in words])
    if len(words) < 2:
        return _latin_word(words[0], followed=False) if words else ""
    return "".join([_latin_word(word, followed=True) for word in words[:-1]]) + _latin_word(words[-1], followed=False)


@cache
def kept_words() -> frozenset[str]:
    """Words of `kept_words.toml`, which a skeleton keeps whole."""
    return frozenset(tomllib.loads((files("verbale.names") / "kept_words.toml").read_text(encoding="utf-8"))["words"])


def similar(a: str, b: str) -> float:
    """How alike two names are, 0 to 1: 1 is one key, 0.7 and more one skeleton, below 0.7 neither. Numbers must agree.

    For two names in different scripts one skeleton gives 0.9, as the vowels cannot be compared.
    """
    left, right = name_key(a), name_key(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if _DIGITS.findall(left) != _DIGITS.findall(right):
        return 0.0
    bones_left, bones_right = skeleton(a), skeleton(b)
    if bones_left == bones_right:
        if bool(_ARABIC.search(a)) != bool(_ARABIC.search(b)):
            return 0.9
        return round(0.7 + 0.29 * SequenceMatcher(None, left, right, autojunk=False).ratio(), 4)
    return round(0.69 * min(_ratio(left, right), _ratio(bones_left, bones_right)), 4)


def _ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
