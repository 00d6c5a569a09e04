"""PDF: order, paragraphs, tables, notes, page furniture, boxes, and what cannot be read."""

from __future__ import annotations

import io
import re

import intake_files
import pypdfium2
import pytest
from intake_files import pdf as make

from verbale.intake import pdf
from verbale.intake.pdf_page import PageText
from verbale.model.problems import Code, IntakeError


@pytest.fixture(scope="module")
def letter():
    data = intake_files.letter_pdf()
    return data, pdf.read(data, "letter.pdf")


def pieces(rendition, role):
    return [p.span.of(rendition.text) for p in rendition.pieces if p.role == role]


def test_the_masthead_is_read_line_by_line(letter):
    _, rendition = letter
    assert rendition.text.startswith("United Nations\tS/2019/911\n\nSecurity Council\tDistr.: General\n\n5 March 2019\nOriginal: English\n\n")


def test_a_title_and_a_paragraph_are_one_run_of_text(letter):
    _, rendition = letter
    title = "Letter dated 4 March 2019 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
    assert f"\n\n{title}\n\n" in rendition.text
    assert rendition.text.count(intake_files.LETTER) == 6


def test_a_note_does_not_glue_to_the_number_before_it(letter):
    _, rendition = letter
    assert "They killed 29 1 and wounded 12 persons." in rendition.text
    assert pieces(rendition, "footnote reference") == ["1"]
    assert "See document S/2019/152, annex." in " ".join(pieces(rendition, "footnote"))


def test_a_table_gives_a_line_a_row_and_joins_wrapped_cells(letter):
    _, rendition = letter
    assert "Date\tPlace\tKilled\n1 March\tOrvel, near the old mill on the river and the school\t4\n2 March\tTamsk\t11\n" in rendition.text
    assert "Tamsk" in pieces(rendition, "cell")


def test_page_furniture_has_its_role_and_stands_between_paragraphs(letter):
    _, rendition = letter
    assert pieces(rendition, "header") == ["S/2019/911"] * rendition.text.count("\nS/2019/911")
    assert set(pieces(rendition, "footer")) >= {"1/2", "19-04321", "2/2"}


def test_the_signature_keeps_its_lines(letter):
    _, rendition = letter
    assert "(Signed) Ana Dorn\nAmbassador" in rendition.text


def test_every_character_of_the_page_is_in_the_text_and_each_piece_at_its_place(letter):
    data, rendition = letter
    assert_pieces_stand_on_the_page(data, rendition)


def assert_pieces_stand_on_the_page(data, rendition):
    document = pypdfium2.PdfDocument(data)
    pages = [PageText(page) for page in document]
    covered = [set() for _ in pages]
    for piece in rendition.pieces:
        number = int(piece.place.removeprefix("page ")) - 1
        words = piece.span.of(rendition.text)
        assert pages[number].text[piece.offset : piece.offset + len(words)].replace("\ufffe", "-") == words
        covered[number].update(range(piece.offset, piece.offset + len(words)))
    for page, seen in zip(pages, covered, strict=True):
        assert not [c for i, c in enumerate(page.text) if i not in seen and not c.isspace() and c != "\ufffe"]


def test_boxes_lie_around_the_words(letter):
    from verbale.text import Span

    data, rendition = letter
    start = rendition.text.index("killing 29 civilians")
    found = pdf.boxes(data, rendition, Span(start, start + len("killing 29 civilians")))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    words = " ".join(page.get_text_bounded(*box).strip() for number, *box in found if number == 1)
    assert re.sub(r"\s+", " ", words) == "killing 29 civilians"
    assert all(box[3] - box[1] > 5 for box in found)
    title = rendition.text.index("Letter dated")
    assert len(pdf.boxes(data, rendition, Span(title, title + 100))) >= 2


def test_a_paragraph_goes_on_over_the_page():
    body = "\n\n".join(f"{intake_files.LETTER} Number {n} ends." for n in range(14))
    rendition = pdf.read(make(body, width="300pt", height="400pt", lead="#set page(footer: context [#counter(page).display()])\n"), "x")
    assert rendition.text.count(intake_files.LETTER) == 14
    assert len(pieces(rendition, "footer")) > 4


def test_a_hyphen_at_the_line_end_goes_when_it_parts_a_word_and_stays_when_it_belongs_to_it():
    text = "The non-governmental reports of the representatives. " * 3
    lead = '#set text(hyphenate: true, lang: "en", size: 11pt)\n#set par(justify: true)\n'
    rendition = pdf.read(
        make(text + "International organizations reported extraordinary circumstances and humanitarian consequences. " * 6, width="420pt", lead=lead),
        "x",
    )
    words = set(re.findall(r"[\w-]+", rendition.text))
    assert words <= set(
        re.findall(r"[\w-]+", text + "International organizations reported extraordinary circumstances and humanitarian consequences.")
    )


def test_two_columns_of_prose_are_read_one_after_the_other():
    paragraphs = "\n\n".join(f"Part {n} begins. {intake_files.LETTER}" for n in range(1, 5))
    rendition = pdf.read(make(f"#columns(2)[{paragraphs}]", height="500pt"), "x")
    found = [int(n) for n in re.findall(r"Part (\d) begins\.", rendition.text)]
    assert found == [1, 2, 3, 4]
    assert rendition.text.count("with") == 0
    assert "\t" not in rendition.text


def test_numbered_paragraphs_and_items_are_their_own():
    body = f'1. #h(20pt) {intake_files.LETTER}\n\n2. #h(20pt) {intake_files.LETTER}\n\n#enum(numbering: "(a)", [One home was burned.], [Two schools were shelled by artillery, which then went on to the next village and the next one.])'
    text = pdf.read(make(body), "x").text
    assert re.search(r"(?m)^1\. I have the honour", text)
    assert re.search(r"(?m)^2\. I have the honour", text)
    assert re.search(r"(?m)^\(a\) One home was burned\.$", text)
    assert re.search(r"(?m)^\(b\) Two schools .* next one\.$", text)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn):
    document = pypdfium2.PdfDocument(make(f"#rotate(-{turn}deg, reflow: true)[#block(width: 440pt)[{intake_files.LETTER}\n\nSecond paragraph.]]"))
    document[0].set_rotation(turn)
    out = io.BytesIO()
    document.save(out)
    data = out.getvalue()
    rendition = pdf.read(data, "x")
    assert rendition.text == f"{intake_files.LETTER}\n\nSecond paragraph."
    assert_pieces_stand_on_the_page(data, rendition)


def test_a_picture_without_text_needs_ocr():
    image = 'image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"><rect width=\\"9\\" height=\\"9\\"/></svg>"), format: "svg")'
    rendition = pdf.read(make(f"#{image}"), "scan.pdf")
    assert rendition.text == ""
    assert [p.code for p in rendition.problems] == [Code.NEEDS_OCR]


def test_a_cut_file_is_told():
    data = intake_files.letter_pdf()
    with pytest.raises(IntakeError) as caught:
        pdf.read(data[: len(data) // 4], "cut.pdf")
    assert caught.value.problem.code is Code.DAMAGED


def test_a_locked_file_is_told():
    with pytest.raises(IntakeError) as caught:
        pdf.read(locked_pdf(), "locked.pdf")
    assert caught.value.problem.code is Code.ENCRYPTED


def locked_pdf() -> bytes:
    """A PDF whose trailer asks for a password that nobody knows."""
    key = "<" + "41" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n{trailer}".encode()
