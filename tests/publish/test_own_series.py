"""A series of one's own: titles, versions, agenda items, links between its documents, and its symbol read back."""

from __future__ import annotations

import ctypes
import io
import re
import zipfile

import pypdfium2
import pypdfium2.raw
import pytest

from verbale.app.circulating import Numbering, circulate
from verbale.app.library import read
from verbale.model import UsageError
from verbale.publish.press.headlines import addressed, agenda_lines, version_line
from verbale.publish.press.links import linked
from verbale.publish.press.particulars import LANGUAGES
from verbale.publish.press.series import SeriesBook

PARTICULARS = """issuer = "Sura Valley Commission"
organs = ["Commission of the Sura Valley"]
circulated = 2034-10-16
dated = 2034-10-13
kind = "letter"
sender = "Arvania"
capacity = "Permanent Representative"
addressees = ["President of the Commission"]
agenda = ["34", "56 (b)"]
"""
LETTER = (
    "I refer to the letter of Kestria (SV/2034/1), to its correction SV/2034/1/Corr.1, and to S/2034/152.\n\n"
    "On 5 October 2034 Kestrian troops shelled Telmor, killing nine civilians.\n\n(Signed) Karim Dast\nPermanent Representative\n"
)
TITLE = "Letter dated 13 October 2034 from the Permanent Representative of Arvania addressed to the President of the Commission"
OURS = {"html": "SV_2034_1-en.html", "pdf": "SV_2034_1-en.pdf", "docx": "SV_2034_1-en.docx"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The first document of a series, its correction, and a second one that cites both; by symbol and form."""
    folder = tmp_path_factory.mktemp("series")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "given.toml").write_text(PARTICULARS, encoding="utf-8")
    book = folder / "symbols.db"
    SeriesBook(book, create=True).open_series("main", "SV/{year}/{number}", "Sura Valley Commission")
    found = {}
    for numbering in (Numbering(book, "main"), Numbering(book, "main", "SV/2034/1", "Corr"), Numbering(book, "main")):
        done = circulate(folder / "letter.txt", folder / "given.toml", tuple(OURS), folder / "out", numbering=numbering)
        found |= {(done.symbol, path.suffix[1:]): path for path in done.files}
        assert done.title == TITLE
    return found


@pytest.mark.parametrize("form", OURS)
@pytest.mark.parametrize("symbol", ["SV/2034/1", "SV/2034/1/Corr.1", "SV/2034/2"])
def test_its_symbol_is_read_back(made, symbol, form):
    reading = read(made[symbol, form])
    assert reading.communication.symbol.value == symbol
    assert reading.communication.symbol.anchors[0].quote == symbol
    assert [item.value for item in reading.outline.masthead.agenda_items] == ["34", "56 (b)"]
    assert len(reading.claims) == 1


def addresses(path):
    """Where the links of a file lead."""
    data = path.read_bytes()
    if path.suffix == ".html":
        return re.findall(r'<a href="([^"]*)">', data.decode())
    if path.suffix == ".docx":
        links = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
        return re.findall(r'Target="([^"]*)" TargetMode="External"', links)
    document = pypdfium2.PdfDocument(data)
    return [address for page in document for address in _of_page(document, page)]


def _of_page(document, page):
    raw = pypdfium2.raw
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, at, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        held = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, held, size)
        yield held.value.decode()


@pytest.mark.parametrize("form", OURS)
def test_citations_lead_to_the_documents(made, form):
    found = list(dict.fromkeys(addresses(made["SV/2034/2", form])))
    assert found == [OURS[form], OURS[form].replace("-en", "_Corr.1-en"), "https://undocs.org/S/2034/152"]


def test_a_link_is_a_whole_symbol_and_escaped():
    files = (("SV/2034/1", ("a b.html",)), ("SV/2034/12", ("c.html",)))
    assert linked("SV/2034/1, SV/2034/12, SV/2034/123, XSV/2034/1", files, "html") == [
        ("SV/2034/1", "a%20b.html"), (", ", ""), ("SV/2034/12", "c.html"), (", SV/2034/123, XSV/2034/1", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("form", OURS)
def test_a_correction_says_that_it_is_one(made, form):
    assert "\nCorrigendum\n" in read(made["SV/2034/1/Corr.1", form]).text
    assert "Corrigendum" not in read(made["SV/2034/2", form]).text


@pytest.mark.parametrize(("symbol", "word"), [
    ("SV/2034/1/Corr.1", "Corrigendum"), ("SV/2034/1/Add.2", "Addendum"), ("SV/2034/1/Rev.1", "Revision"), ("SV/2034/1", ""),
    ("A/89/470/Add.1\nS/2034/731/Add.1", "Addendum"),
])  # fmt: skip
def test_the_word_of_a_version(symbol, word):
    assert version_line(symbol, "en") == word


@pytest.mark.parametrize("language", LANGUAGES)
def test_bare_agenda_numbers_get_their_words(language):
    one, two = agenda_lines(["34"], language)[0], agenda_lines(["34", "56"], language)[0]
    assert one not in {"34", ""}
    assert "34" in two
    assert "56" in two
    assert agenda_lines(["Points 3 et 4 de l’ordre du jour"], language) == ("Points 3 et 4 de l’ordre du jour",)
    assert version_line("SV/2034/1/Corr.1", language)


def test_addressees_stand_in_a_title_as_its_language_asks():
    assert addressed("President of the Commission", "en") == "the President of the Commission"
    assert addressed("the Chair", "en") == "the Chair"
    assert addressed("Members of the Commission", "en") == "Members of the Commission"
    assert addressed("au Président de la Commission", "fr") == "au Président de la Commission"
    with pytest.raises(UsageError, match="cannot stand in a title"):
        addressed("Président de la Commission", "fr")
