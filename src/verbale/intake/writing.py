"""The text of a rendition as it grows: runs of characters with their place in the original, and what stands between them."""

from __future__ import annotations

from verbale.model.documents import Method, Piece, Rendition
from verbale.text import Span

_STRENGTH = {"": 0, " ": 1, "\t": 2, "\n": 3, "\n\n": 4}


class TextBuilder:
    """Collects the text and the pieces of one rendition.

    What lies between two pieces is asked for by `gap` and written only when another piece follows; of several
    askings the strongest holds (blank line, line end, tab, space, nothing).
    """

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._gap = ""
        self._held = False

    def gap(self, kind: str) -> None:
        """Ask for `kind` ("", " ", tab, LF or LF LF) before the next piece."""
        if not self._held and _STRENGTH[kind] > _STRENGTH[self._gap]:
            self._gap = kind

    def add(self, text: str, place: str, offset: int, role: str = "text") -> None:
        """Write `text`, which stands at character `offset` of `place`; nothing happens when it is empty."""
        if not text:
            return
        self._held = False
        if self._gap and self._length:
            self._runs.append(self._gap)
            self._length += len(self._gap)
        self._gap = ""
        start, end = self._length, self._length + len(text)
        self._runs.append(text)
        self._length = end
        last = self._pieces[-1] if self._pieces else None
        if last and last.span.end == start and last.place == place and last.role == role and last.offset + start - last.span.start == offset:
            self._pieces[-1] = Piece(Span(last.span.start, end), place, last.offset, role)
        else:
            self._pieces.append(Piece(Span(start, end), place, offset, role))

    def note(self, text: str) -> None:
        """Write `text` that stands nowhere in the original, such as the number that a word processor counts before a paragraph.

        The next piece follows it at once.
        """
        if self._gap and self._length:
            self._runs.append(self._gap)
            self._length += len(self._gap)
        self._gap = ""
        self._runs.append(text)
        self._length += len(text)
        self._held = True

    def blank(self) -> None:
        """Write a dash for an empty cell, so that those after it stay under their headings; it stands nowhere in the original."""
        self.note("–")
        self._held = False

    @property
    def empty(self) -> bool:
        """True while nothing was written."""
        return not self._length

    def rendition(self, document: str, reader: str, method: Method, title: str = "") -> Rendition:
        """What was written, as the rendition of `document` (SHA-256) by `reader` (name and version)."""
        return Rendition(document, reader, "".join(self._runs), method, tuple(self._pieces), title)
