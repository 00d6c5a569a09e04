"""What holds for every reader: its pieces, its text, and that it says the same twice."""

from __future__ import annotations

from hashlib import sha256

import intake_files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.intake import docx, eml, html, pdf, plain
from verbale.model.problems import IntakeError

CASES = {
    "pdf": (pdf, intake_files.letter_pdf),
    "docx": (docx, intake_files.letter_docx),
    "html": (html, intake_files.PAGE.encode),
    "eml": (eml, intake_files.mail),
    "eml html": (eml, lambda: intake_files.mail("", html=intake_files.PAGE)),
    "plain": (plain, intake_files.LETTER.encode),
}


def check(rendition, data):
    assert rendition.document == sha256(data).hexdigest()
    assert "\r" not in rendition.text
    assert "\x00" not in rendition.text
    end = 0
    for piece in rendition.pieces:
        assert end <= piece.span.start < piece.span.end <= len(rendition.text)
        assert piece.role
        assert piece.offset >= 0
        end = piece.span.end


@pytest.mark.parametrize("name", CASES)
def test_pieces_cover_the_letter_in_order(name):
    reader, make = CASES[name]
    data = make()
    rendition = reader.read(data, "letter")
    check(rendition, data)
    assert reader.read(data, "another name").text == rendition.text
    assert intake_files.LETTER in rendition.text
    assert sum(p.span.end - p.span.start for p in rendition.pieces) > 0.9 * len(rendition.text)


@pytest.mark.parametrize("name", CASES)
def test_a_reader_answers_any_part_of_a_file_or_says_what_is_wrong(name):
    reader, make = CASES[name]
    data = make()
    for cut in (0, 10, len(data) // 3, len(data) // 2, len(data) - 30):
        try:
            check(reader.read(data[:cut], "cut"), data[:cut])
        except IntakeError as error:
            assert error.problem.todo  # noqa: PT017


@given(st.binary(max_size=300))
def test_plain_text_html_and_mail_read_any_bytes(data):
    for reader in (plain, html, eml):
        check(reader.read(data, "any"), data)


@given(st.text(alphabet="ab <>/&;p\n\tdivtablr=\"'!-[]", max_size=200))
def test_html_reads_any_markup(text):
    data = text.encode()
    check(html.read(data, "any"), data)
