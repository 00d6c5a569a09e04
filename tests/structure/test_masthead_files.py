"""Mastheads of real documents, where the shared folder holds them; an invented twin of each form is in `letters/`."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from verbale.model import BlockKind, Method, Piece, Rendition
from verbale.structure import outline
from verbale.text import Span

FILES = Path(__file__).resolve().parents[3] / "shared" / "evaluation" / "files"
CASES = {
    "A_HRC_WG.6_7_ITA_1__en": ("A/HRC/WG.6/7/ITA/1", date(2009, 11, 16), "en", "GE.09-17087", ["Seventh session"], []),
    "A_HRC_WG.6_7_ITA_1__fr": ("A/HRC/WG.6/7/ITA/1", date(2009, 11, 16), "en", "GE.09-17088 (F)", ["Septième session"], []),
    "A_INF_76_1__en": ("A/INF/76/1", date(2021, 2, 15), "en", "21-02065 (E)", ["Seventy-sixth session"], []),
    "A_RES_48_161__en": ("A/RES/48/161", date(1994, 1, 21), None, None, ["Forty-eighth session"], ["40"]),
    "A_RES_48_161__fr": ("A/RES/48/161", date(1994, 1, 21), None, None, ["Quarante-huitième session"], ["40"]),
    "A_RES_48_246__en": ("A/RES/48/246", date(1994, 5, 11), None, None, ["Forty-eighth session"], ["165"]),
    "A_RES_48_246__es": ("A/RES/48/246", date(1994, 5, 11), None, None, ["Cuadragésimo octavo período de sesiones"], ["165"]),
}


def read(path):
    text, pieces = "", []
    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(2, len(document))):
            page = document[number].get_textpage().get_text_range().replace("\r\n", "\n")
            pieces.append(Piece(Span(len(text), len(text) + len(page)), f"page {number + 1}"))
            text += page + "\n\n"
    return outline(Rendition("d", "test", text, Method.TEXT_LAYER, tuple(pieces)))


@pytest.mark.parametrize("name", CASES)
def test_masthead(name):
    path = FILES / f"{name}.pdf"
    if not path.exists():
        print("the shared folder is absent: mastheads of real files not looked at")
        return
    found = read(path)
    masthead = found.masthead
    told = [masthead.symbol, masthead.date, masthead.original_language, masthead.job_number]
    values = [particular.value if particular else None for particular in told]
    lists = [[p.value for p in masthead.sessions], [p.value for p in masthead.agenda_items]]
    assert (*values, *lists) == CASES[name]
    assert "General Assembly" in [p.value for p in masthead.organs]
    assert found.language.value == name[-2:]
    assert any(block.kind is BlockKind.FURNITURE for block in found.blocks)
