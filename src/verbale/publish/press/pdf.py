"""A sheet as PDF, tagged, archival (PDF/A-2a) and with its fonts embedded, through Typst (the extra `press`); the compiler is kept."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError
from verbale.publish.press.links import linked

if TYPE_CHECKING:
    from verbale.publish.press.sheet import Sheet

STANDARDS = ("a-2a",)
_LATIN = ("Noto Serif", "Libertinus Serif", "DejaVu Serif")
_ARABIC = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "DejaVu Sans")
_CHINESE = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")


def pdf(sheet: Sheet, fonts: tuple[str, ...] = ()) -> bytes:
    """The document as PDF; the same sheet and fonts give the same bytes.

    Args:
        sheet: what to draw up.
        fonts: folders with fonts beside those of the system. None are shipped; Latin and Cyrillic letters come with Typst.

    Raises:
        UsageError: MISSING_EXTRA without Typst; BAD_VALUE where no font has a character of the document.
    """
    compiler, template, families = _press(fonts)
    chosen = [f for f in _families(sheet.language) if f in families]
    try:
        made = compiler.compile(
            template,
            format="pdf",
            pdf_standards=list(STANDARDS),
            sys_inputs={"sheet": _data(sheet, chosen)},
            timestamp=0,
        )
    except RuntimeError as error:
        raise UsageError(Code.BAD_VALUE, f"the PDF cannot be drawn up ({error})", "", _hint(str(error))) from error
    if not isinstance(made, bytes):
        raise UsageError(Code.BAD_VALUE, "the PDF cannot be drawn up", "", "Draw it up as HTML or DOCX.")
    return made


def _hint(message: str) -> str:
    if "font" in message or "glyph" in message or "codepoint" in message:
        return "Name a folder with a font that has it by --fonts (such as Noto Serif CJK or Noto Naskh Arabic)."
    return "Draw it up as HTML or DOCX."


def _families(language: str) -> tuple[str, ...]:
    return (*_CHINESE, *_LATIN, *_ARABIC) if language == "zh" else (*_LATIN, *_ARABIC, *_CHINESE)


def _data(sheet: Sheet, fonts: list[str]) -> str:
    day = sheet.circulated
    return json.dumps(
        {
            "language": sheet.language,
            "direction": sheet.direction,
            "issuer": sheet.issuer,
            "specimen": sheet.specimen,
            "organs": sheet.organs,
            "symbols": sheet.symbols,
            "distribution": sheet.distribution,
            "sessions": sheet.sessions,
            "title": sheet.title,
            "job": sheet.job,
            "day": [day.year, day.month, day.day],
            "fonts": fonts,
            "version": sheet.version,
            "blocks": [
                {
                    "form": b.form.value,
                    "text": linked(b.text, sheet.files, "pdf"),
                    "rows": [[linked(cell, sheet.files, "pdf") for cell in row] for row in b.rows],
                }
                for b in sheet.blocks
            ],
        },
        ensure_ascii=False,
    )


@cache
def _press(fonts: tuple[str, ...]) -> tuple[Any, bytes, frozenset[str]]:
    try:
        import typst  # noqa: PLC0415 (heavy, and of an extra)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "a PDF needs Typst", "", "Install verbale[press].") from error
    found = typst.Fonts(font_paths=list(fonts))
    template = files("verbale.publish.press").joinpath("letter.typ").read_bytes()
    return typst.Compiler(template, font_paths=found), template, frozenset(found.families())
