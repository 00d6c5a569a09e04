"""Redacted copies: no withheld word in text layer, metadata or picture, by three readers of PDF; the original untouched; a log with reasons."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from hashlib import sha256

import pdfplumber
import pypdf
import pypdfium2
import pytest
import typst

from verbale.app.redacting import redact
from verbale.intake.pdf import boxes
from verbale.intake.reading import read_bytes
from verbale.model import UsageError
from verbale.publish.redaction.documents import redacted_pdf
from verbale.publish.redaction.words import Redactor, Withheld, withheld_names
from verbale.register import open_register
from verbale.text import fold

WORDS = [("Tavinor", "a source lives there"), ("Camp Ardent", "protected place"), ("Ilse Torvald", "a living person")]
LETTER = """
#set document(title: "List of Vera Dolan", author: "Vera Dolan")
#set page(width: 300pt, height: 200pt, margin: 20pt, header: [Vera Dolan])
#set text(size: 11pt)
On 1 March 2031, forces of Kestria killed Vera Dolan, Вера Долан and others in Telmor. The late VERA
DOLAN was a nurse. Ver-?a Dolan was not alone.
#pagebreak()
#rotate(0deg)[*Vera* _Dolan_] again, and Dolan Vera.
"""
NAMES = [Withheld("Vera Dolan", "name of a victim"), Withheld("Вера Долан", "name of a victim")]


def by_pdfium(path):
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        return pages, document.get_metadata_dict()


def by_pypdf(path):
    reader = pypdf.PdfReader(path)
    return [page.extract_text() for page in reader.pages], dict(reader.metadata or {})


def by_pdfminer(path):
    with pdfplumber.open(path) as document:
        return [page.extract_text() or "" for page in document.pages], document.metadata


READERS = (by_pdfium, by_pypdf, by_pdfminer)


def squeezed(text):
    return re.sub(r"[\s\u00ad\ufffe]+", "", fold(unicodedata.normalize("NFC", text)))


@pytest.fixture(scope="module")
def copy(register, tmp_path_factory):
    return redact(register, "velt-2031-06-annex", tmp_path_factory.mktemp("redacted"), words=WORDS)


@pytest.mark.parametrize("reader", READERS)
def test_no_reader_finds_a_withheld_word_in_text_or_metadata(copy, register, tmp_path, reader):
    original = tmp_path / "original.pdf"
    stored = register.reading("velt-2031-06-annex")
    original.write_bytes(register.original(stored.document.sha256))
    before, after = squeezed("".join(reader(original)[0])), reader(copy.path)
    text = squeezed("".join(after[0]) + str(after[1]))
    for said, _ in WORDS:
        assert squeezed(said) in before, "the reader finds it where it stands"
        assert squeezed(said) not in text
        assert squeezed(said).encode() not in copy.path.read_bytes().lower()
    kept = squeezed("which are no more than a catalogue of inventions")
    assert kept in before
    assert kept in text, "what is not withheld is still text"


def test_the_picture_is_black_where_the_words_stood(copy, register):
    stored = register.reading("velt-2031-06-annex")
    data, rendition = register.original(stored.document.sha256), register.rendition(stored.reading.rendition)
    found = [box for hit in Redactor(Withheld(*word) for word in WORDS).hits(rendition.text) for box in boxes(data, rendition, hit.span)]
    assert len(found) == copy.places >= 4
    with pypdfium2.PdfDocument(copy.path) as document:
        for number, left, bottom, right, top in found:
            page = document[number - 1]
            height = page.get_height()
            picture = page.render(scale=2).to_pil().convert("L")
            inner = picture.crop((int(left * 2) + 1, int((height - top) * 2) + 1, int(right * 2) - 1, int((height - bottom) * 2) - 1))
            assert inner.getextrema()[1] < 40, "nothing but black"
            assert picture.getextrema()[1] == 255


def test_the_log_tells_places_and_reasons_and_no_word(copy, register):
    log = json.loads(copy.log.read_text(encoding="utf-8"))
    stored = register.reading("velt-2031-06-annex")
    assert log["original_sha256"] == stored.document.sha256
    assert len(log["withheld"]) == copy.places
    assert {one["reason"] for one in log["withheld"]} == {reason for _, reason in WORDS}
    text = register.rendition(stored.reading.rendition).text
    for one in log["withheld"]:
        assert text[one["start"] : one["start"] + one["length"]].split()[0] in {"Tavinor", "Tavinor,", "Camp", "Ilse"}
    assert not any(said in copy.log.read_text(encoding="utf-8") for said, _ in WORDS)


def test_the_original_stays_as_it_is_and_the_copy_is_the_same_each_time(address, tmp_path):
    shutil.copy(address, tmp_path / "r.db")
    with open_register(tmp_path / "r.db") as held:
        before = held.head()
        first = redact(held, "S/2031/301", tmp_path / "a", words=WORDS)
        second = redact(held, "S/2031/301", tmp_path / "b", words=WORDS)
        assert held.head() == before
        assert held.verify().intact
        sha = held.reading("S/2031/301").document.sha256
        assert sha256(held.original(sha)).hexdigest() == sha
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize("reader", READERS)
def test_names_over_lines_in_capitals_headers_and_metadata_are_gone(tmp_path, reader):
    (tmp_path / "letter.typ").write_text(LETTER, encoding="utf-8")
    data = typst.compile(tmp_path / "letter.typ")
    made = redacted_pdf(data, read_bytes(data, "letter.pdf"), Redactor(NAMES))
    (tmp_path / "copy.pdf").write_bytes(made.data)
    (tmp_path / "original.pdf").write_bytes(data)
    before, after = reader(tmp_path / "original.pdf"), reader(tmp_path / "copy.pdf")
    assert "Vera" in str(before[1])
    text = squeezed("".join(after[0]) + str(after[1]))
    assert "veradolan" not in text
    assert "верадолан" not in text
    assert "dolanvera" in text, "another order is another name: it is not found"
    assert len(made.log) >= 6


def test_names_of_victims_are_taken_out_of_other_formats_as_text(register, tmp_path, victims):
    made = redact(register, "arvania-2035-03-names", tmp_path)
    assert made.path.suffix == ".txt"
    text = re.sub(r"\s+", " ", fold(made.path.read_text(encoding="utf-8")))
    assert made.places > 5
    assert "[name withheld]" in text
    assert not [name for name in victims if len(name) > 2 and fold(name) in text]


def test_what_cannot_be_redacted_is_told(register, tmp_path):
    profile = tmp_path / "own.toml"
    profile.write_text('base = "public"\n[documents]\n"velt-2032-02-note" = 1\n', encoding="utf-8")
    with pytest.raises(UsageError, match="does not admit the document"):
        redact(register, "velt-2032-02-note", tmp_path, str(profile))
    with pypdfium2.PdfDocument(typst.compile(tmp_path_letter(tmp_path))) as document:
        picture = document[0].render(scale=2).to_pil()
        picture.save(tmp_path / "scan.pdf")
    data = (tmp_path / "scan.pdf").read_bytes()
    with pytest.raises(UsageError, match="words cannot be found everywhere"):
        redacted_pdf(data, read_bytes(data, "scan.pdf"), Redactor(NAMES))


def tmp_path_letter(folder):
    (folder / "letter.typ").write_text(LETTER, encoding="utf-8")
    return folder / "letter.typ"


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Verin fled.",
        "Mr Peña fled.",
        "A. Verin fled.",
        "VERIN, AMAL, aged 5",
        "Mrs. Verin’s house",
        "Verin's mother",
        "Jose Pena fled.",
        "José Peña",
    ],
)
def test_a_name_is_found_as_it_is_otherwise_written(text):
    words = Redactor(one for name in ("Amal Verin", "Mr. José Peña") for one in withheld_names(name))
    assert not {"verin", "peña", "pena"} & set(re.findall(r"\w+", words.clean(text).lower()))


def test_a_surname_that_is_a_state_or_a_place_of_another_stays():
    words = Redactor(withheld_names("Ben Israel"))
    assert words.clean("Israel's letter") == "Israel's letter"
    assert Redactor(withheld_names("Amal Verin")).clean("the village of Verin") == "the village of Verin"
