"""The lexicon of a language: folded forms of words to a sense and a tag, from `lexicons/<language>/*.toml`.

A lexicon file holds tables named by a sense; in each, a tag names the forms that carry it:

    [killed]
    "harm.part" = ["killed", "slain"]

The sense is the same in every language; the tag says how the form behaves in word order, and is what patterns name.
A form that begins with "-" is an ending: it tells of words of small letters that no form is ("-keeper": gatekeeper).
A form has one sense and one tag: what is ambiguous gets a tag for its ambiguity, and patterns decide.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from verbale.grammar.files import read_file
from verbale.model import Code, GrammarError
from verbale.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r"[a-z]+(?=[ \n,.;:)])"  # most tokens: a plain word, found in two thirds of the time
    r"|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*(?:'(?!s\b))?|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|'s\b|[^\s\w-]"
)
"""A number, a possessive ending, a word (apostrophes inside it, hyphens not), or a mark. Runs over folded text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one form means: its sense, its tag, and the file it stands in."""

    sense: str
    tag: str
    source: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms of a language: `words` are those of one token, `phrases` the longer ones by their first two tokens, longest first.

    `endings` tell what words are that no form is, by how they end.
    """

    language: str
    version: str
    words: dict[str, Entry]
    phrases: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Entry], ...]]
    heads: frozenset[str]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    endings: dict[str, Entry]
    ends: tuple[str, ...]

    def ending(self, word: str) -> Entry | None:
        """What a word is by its ending, the longest first; `None` for most words."""
        if not word.endswith(self.ends):
            return None
        return next(entry for form, entry in self.endings.items() if word.endswith(form))

    def match(self, tokens: list[str], at: int) -> tuple[int, Entry | None]:
        """The longest form that begins at token `at`: how many tokens, and its entry; one token and `None` when none does."""
        word = tokens[at]
        if word in self.heads and at + 1 < len(tokens):
            for form, entry in self.phrases.get((word, tokens[at + 1]), ()):
                size = len(form)
                if size == 2 or tuple(tokens[at : at + size]) == form:
                    return size, entry
        return 1, self.words.get(word)

    def entry(self, form: str) -> Entry | None:
        """The entry of exactly this form, or `None`."""
        tokens = TOKEN.findall(fold(form))
        size, entry = self.match(tokens, 0) if tokens else (0, None)
        return entry if size == len(tokens) else None

    def forms(self) -> Iterator[tuple[tuple[str, ...], Entry]]:
        """Every form, as its tokens, with its entry."""
        for word, entry in self.words.items():
            yield (word,), entry
        for forms in self.phrases.values():
            yield from forms

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that a form carries."""
        return frozenset(entry.tag for _, entry in self.forms())


def _refuse(what: str, where: str, todo: str) -> GrammarError:
    return GrammarError(Code.LEXICON, what, where, todo)


def build(language: str, files: dict[str, dict[str, Any]], numbers: dict[str, Any]) -> Lexicon:
    """The lexicon of `files` (name to parsed TOML).

    Raises:
        GrammarError: for a form that is not NFC, empty, or stands twice.
    """
    seen: dict[tuple[str, ...], Entry] = {}
    endings: dict[str, Entry] = {}
    for name, senses in sorted(files.items()):
        for sense, tags in senses.items():
            for tag, forms in tags.items():
                for form in forms:
                    where = f"lexicons/{language}/{name}.toml [{sense}] {tag} {form!r}"
                    if unicodedata.normalize("NFC", form) != form:
                        raise _refuse("not in Unicode NFC", where, "write it in NFC")
                    if form.startswith("-"):
                        endings[fold(form)[1:]] = Entry(sense, tag, name)
                        continue
                    tokens = tuple(TOKEN.findall(fold(form)))
                    if not tokens:
                        raise _refuse("an empty form", where, "take it out")
                    if tokens in seen:
                        raise _refuse(f"stands in {seen[tokens].source}.toml too, as {seen[tokens].sense}", where, "keep one")
                    seen[tokens] = Entry(sense, tag, name)
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]] = {}
    for tokens, entry in seen.items():
        if len(tokens) > 1:
            phrases.setdefault((tokens[0], tokens[1]), []).append((tokens, entry))
    content = json.dumps([files, numbers], sort_keys=True, ensure_ascii=False)
    return Lexicon(
        language,
        hashlib.sha256(content.encode()).hexdigest()[:12],
        {tokens[0]: entry for tokens, entry in seen.items() if len(tokens) == 1},
        {pair: tuple(sorted(forms, key=lambda f: -len(f[0]))) for pair, forms in phrases.items()},
        frozenset(first for first, _ in phrases),
        dict(numbers.get("numbers", {})),
        dict(numbers.get("multipliers", {})),
        dict(sorted(endings.items(), key=lambda told: -len(told[0]))),
        tuple(endings),
    )


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: all files named in its `index.toml`."""
    index = read_file(language, "index")
    return build(language, {name: read_file(language, name) for name in index["lexicons"]}, read_file(language, "numbers"))
