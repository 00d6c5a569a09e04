"""What is drawn up is read back without loss: example letters in PDF, HTML and DOCX, and one letter in each other language."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import typst

from verbale.app.library import read, read_text
from verbale.model import Code, Supplied, UsageError
from verbale.publish.press.docx import docx
from verbale.publish.press.html import html
from verbale.publish.press.particulars import Particulars
from verbale.publish.press.pdf import pdf
from verbale.publish.press.sheet import sheet
from verbale.publish.readings import evaluation_record

LETTERS = Path(__file__).resolve().parents[2] / "examples" / "letters"
LANGUAGES = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text(encoding="utf-8"))
FORMS = {"pdf": pdf, "html": lambda made: html(made).encode(), "docx": docx}
NOT_LETTERS = ("statement", "cablegram")
"""Words in the names of examples that are neither letters nor notes verbales."""
OF_THE_FILE = {"claim_id", "reading_id", "text_sha256", "supplied", "document", "rendition", "spans", "locus"}
"""Fields that differ between two files of the same words."""
ARABIC = {"Noto Naskh Arabic", "Amiri", "Scheherazade New", "DejaVu Sans"}
CHINESE = {"Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"}
NAMES = sorted(p.name for p in LETTERS.iterdir() if not any(word in p.name for word in NOT_LETTERS))


def plain(value, text):
    """`value` with each span replaced by its words, and without what belongs to the file."""
    if isinstance(value, dict):
        return {k: " ".join(text[v[0] : v[1]].split()) if k == "span" and v else plain(v, text) for k, v in value.items() if k not in OF_THE_FILE}
    if isinstance(value, list | tuple):
        return [plain(item, text) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def told(reading):
    return plain(evaluation_record(reading, "", "literal"), reading.text)


def given_for(reading):
    """Particulars for what the letter itself leaves open."""
    head, outline = reading.communication, reading.outline
    return Particulars(
        symbol="" if head.symbol else "S/2034/731",
        circulated=None if outline.masthead.date else date(2036, 10, 16),
        dated=None if head.date else date(2031, 3, 13),
        sender="" if outline.masthead.date or outline.heading.sender or head.date else "Belmora",
        kind="" if head.kind else "letter",
        capacity="" if outline.heading.capacity else "Permanent Representative",
        organs=() if outline.masthead.organs else ("Security Council",),
        addressees=() if head.addressees else ("Secretary-General",),
        job="34-01234 (E) 161034",
    )


def drawn(made, form):
    """The file, or `None` where this machine has no font for a script; then the error must say so, and no page has empty boxes."""
    if form == "pdf" and made.language in {"ar", "zh"} and not has_font(made.language):
        with pytest.raises(UsageError) as caught:
            pdf(made)
        assert caught.value.problem.code is Code.BAD_VALUE
        assert "--fonts" in caught.value.problem.todo
        return None
    return FORMS[form](made)


def has_font(language):
    return bool({"ar": ARABIC, "zh": CHINESE}[language] & set(typst.Fonts().families()))


@cache
def original(name):
    """The letter's sheet, and what is read in its original with the same particulars supplied."""
    reading = read(LETTERS / name)
    given = given_for(reading)
    made = sheet(given, reading)
    head = reading.communication
    supplied = Supplied(symbol=given.symbol or None, date=given.dated, sender=given.sender or None)
    wanted = told(read(LETTERS / name, supplied))
    if not head.addressees:
        wanted["addressees"] = ["Secretary-General"]
    return made, wanted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_header_citations_requests_and_claims_are_read_back(name, form):
    made, wanted = original(name)
    found = told(read(FORMS[form](made)))
    assert found == wanted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_reads_back(language, form):
    case = LANGUAGES[language]
    given = Particulars(
        symbol="A/89/470–S/2034/731",
        organs=("General Assembly", "Security Council"),
        circulated=date(2034, 10, 16),
        dated=date(2034, 10, 13),
        language=language,
        original="en",
        kind="identical letters",
        speaker=case["speaker"],
        addressees=("Secretary-General", "President of the Security Council"),
    )
    made = sheet(given, read_text(case["text"]))
    data = drawn(made, form)
    if data is None:
        return
    reading = read(data)
    head, top = reading.communication, reading.outline.masthead
    assert (head.kind.value, head.date.value, head.language.value) == ("identical letters", date(2034, 10, 13), language)
    assert head.symbol.value == "A/89/470-S/2034/731"
    assert (head.sender.value if head.sender else "") == case["sender"]
    assert "S/2034/152" in [c.symbol for c in head.citations]
    assert (top.date.value, top.original_language.value) == (date(2034, 10, 16), "en")
    assert [o.value for o in top.organs] == ["General Assembly", "Security Council"]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_sheet_gives_the_same_bytes(form):
    made, _ = original("zumari-2027-02-reply.txt")
    assert FORMS[form](made) == FORMS[form](made)


def test_pdf_is_tagged_archival_and_embeds_its_fonts():
    data = pdf(original("zumari-2027-02-reply.txt")[0])
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"/StructTreeRoot" in data
    assert b"/FontFile" in data


def test_words_of_the_letter_are_never_markup():
    made, _ = original("zumari-2027-02-reply.txt")
    hostile = replace(made, title='</h1><script>alert(1)</script> #panic("x") */ "', blocks=())
    assert "<script>" not in html(hostile)
    assert "#panic" in read(pdf(hostile)).text
