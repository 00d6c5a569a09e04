"""An SVG picture as PNG, through Typst (the extra `press`), with Typst's own fonts beside those of the system."""

from __future__ import annotations

import tempfile
from pathlib import Path

from verbale.model import Code, UsageError

_TEMPLATE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg")\n'


def png(svg: str, dots: float = 144) -> bytes:
    """The picture with so many dots an inch.

    Raises:
        UsageError: MISSING_EXTRA.
    """
    try:
        import typst  # noqa: PLC0415 (heavy, and of an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "a PNG needs Typst", "", "Install verbale[press], or write an SVG.") from error
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        (folder / "figure.svg").write_text(svg, encoding="utf-8")
        (folder / "main.typ").write_text(_TEMPLATE, encoding="utf-8")
        return bytes(typst.compile(folder / "main.typ", root=folder, format="png", ppi=dots))
