"""Plain text: exactly the characters of the file, without the mark at its start, with LF line ends."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from verbale.intake.writing import TextBuilder
from verbale.model.documents import Method, Rendition
from verbale.model.problems import Code, Problem
from verbale.text.encodings import decode

READER = "plain text 1"


def read(data: bytes, name: str) -> Rendition:
    """The text of `data`: nothing is stripped or normalised; only CR and NUL go. `name` is used in messages only."""
    text, encoding, guessed = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    builder = TextBuilder()
    builder.add(text, "", 0)
    problems = (encoding_problem(encoding, name),) if guessed else ()
    return replace(builder.rendition(sha256(data).hexdigest(), READER, Method.PLAIN), problems=problems)


def encoding_problem(encoding: str, name: str) -> Problem:
    """The notice that an encoding was guessed."""
    return Problem(
        Code.ENCODING_GUESSED,
        f"the file does not say in which encoding it is; it was read as {encoding}",
        name,
        "Look whether letters with accents or of other scripts are right; if not, save the file as UTF-8 and read it again.",
    )
