"""Pages of PDFs as pictures, and boxes of words on them: made in a process of its own, so that a hostile file cannot end the program."""

from __future__ import annotations

import threading
import zlib
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from verbale.model import Code, IntakeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from verbale.model import Rendition
    from verbale.text import Span

SCALE = 1.6
"""Pixels of a picture for each point of the page: sharp enough to read, 1,000 pixels wide for A4."""
SECONDS = 30
MEMORY_BYTES = 2_000_000_000

Rectangle = tuple[int, float, float, float, float]


class Pictures:
    """The process that draws, started when first needed and anew when a file has ended it. Safe to share by threads."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def count(self, data: bytes) -> int:
        """How many pages a PDF has; 0 when it cannot be opened.

        Raises:
            IntakeError: it takes too long or too much memory.
        """
        pages: int = self._done(_count, data)
        return pages

    def page(self, data: bytes, number: int, rendition: Rendition | None = None, covered: Sequence[Span] = ()) -> bytes:
        """Page `number` (from 1) as PNG, with the words at `covered` painted over.

        Raises:
            UsageError: NOT_FOUND if there is no such page. IntakeError: it cannot be drawn.
        """
        image: bytes | None = self._done(_page, data, number, rendition, list(covered))
        if image is None:
            raise UsageError(Code.NOT_FOUND, "there is no such page", str(number))
        return image

    def boxes(self, data: bytes, rendition: Rendition, spans: Sequence[Span]) -> tuple[list[tuple[float, float]], list[list[Rectangle]]]:
        """Width and height of each page in points, and for each span its rectangles as `verbale.intake.pdf.boxes` gives them.

        Raises:
            IntakeError: the file cannot be drawn.
        """
        made: tuple[list[tuple[float, float]], list[list[Rectangle]]] = self._done(_boxes, data, rendition, list(spans))
        return made

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def _done(self, act: Callable[..., Any], *arguments: object) -> Any:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_limit)
            pool = self._pool
        try:
            return pool.submit(act, *arguments).result(timeout=SECONDS)
        except (BrokenProcessPool, TimeoutError, MemoryError):
            self.close()
            raise IntakeError(Code.TOO_SLOW, "the page cannot be drawn: it takes too long or too much memory", "", "Open the original.") from None


def _limit() -> None:
    import resource  # noqa: PLC0415 (of the child process only)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _count(data: bytes) -> int:
    import pypdfium2  # noqa: PLC0415 (of the child process only)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _page(data: bytes, number: int, rendition: Rendition | None, covered: list[Span]) -> bytes | None:
    import pypdfium2  # noqa: PLC0415 (of the child process only)

    from verbale.intake.pdf import boxes_of  # noqa: PLC0415 (of the child process only)

    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        scale = min(SCALE, 3000 / max(page.get_width(), page.get_height()))  # a page of many metres would be a picture of gigabytes
        bitmap = page.render(scale=scale, rev_byteorder=True)
        rows = bytearray(bitmap.buffer)
        hidden = boxes_of(data, rendition, covered) if rendition and covered else []
        for rectangle in (r for found in hidden for r in found if r[0] == number):
            _paint(rows, bitmap, rectangle, page.get_height(), scale)
        return _png(bytes(rows), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    finally:
        document.close()


def _paint(rows: bytearray, bitmap: Any, rectangle: Rectangle, height: float, scale: float) -> None:
    """Blackens a rectangle with a margin of a point around it."""
    _, left, bottom, right, top = rectangle
    first, last = max(0, int((left - 1) * scale)), min(bitmap.width, int((right + 1) * scale) + 1)
    for y in range(max(0, int((height - top - 1) * scale)), min(bitmap.height, int((height - bottom + 1) * scale) + 1)):
        at = y * bitmap.stride
        rows[at + first * bitmap.n_channels : at + last * bitmap.n_channels] = bytes((last - first) * bitmap.n_channels)


def _png(rows: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """The picture as PNG (of 8 bits, grey, RGB or RGBA): a format of three chunks, for which the base install needs no library of 20 MB."""
    kind = {1: 0, 3: 2, 4: 6}[channels]
    lines = b"".join(b"\0" + rows[y * stride : y * stride + width * channels] for y in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _boxes(data: bytes, rendition: Rendition, spans: list[Span]) -> tuple[list[tuple[float, float]], list[list[Rectangle]]]:
    import pypdfium2  # noqa: PLC0415 (of the child process only)

    from verbale.intake.pdf import boxes_of  # noqa: PLC0415 (of the child process only)

    document = pypdfium2.PdfDocument(data)
    try:
        sizes = [document.get_page_size(n) for n in range(len(document))]
    finally:
        document.close()
    return sizes, boxes_of(data, rendition, spans)
