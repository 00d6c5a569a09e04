"""Lines with right-to-left letters, put in order from the boxes: what the eye sees becomes what was written."""

from __future__ import annotations

import pytest
from intake_files import pdf as make

from verbale.intake import pdf, pdf_bidi
from verbale.intake.pdf_page import Box


class SeenPage:
    """A page whose characters stand from left to right as in `seen`; PDFium's own order is any order: here, shuffled."""

    def __init__(self, seen: str) -> None:
        order = sorted(range(len(seen)), key=lambda i: (i * 7919) % 1009)
        order = [i for i in order if seen[i] != " "]
        self.text = "".join(seen[i] for i in order)
        self._places = order

    def box(self, position: int) -> Box:
        x = 5.0 * self._places[position]
        return Box(x, 100.0, x + 5.0, 110.0)


# What is seen, from left to right, and what was written. Capital letters and digits run to the right, Hebrew to the left.
CASES = [
    ("United Nations S/2018/164", "United Nations S/2018/164"),
    ("גבא", "אבג"),
    ("גבא 25 דה", "הד 25 אבג"),
    ("(S/2018/152) בא", "אב (S/2018/152)"),
    (".25/2/2018 בא", "אב 25/2/2018."),
    ("30 29 בא", "אב 29 30"),
    ("29,500 בא", "אב 29,500"),
    ("Feb 25 הדגבא", "אבגדה Feb 25"),
    ("«בא» 12", "12 «אב»"),
    ("Place: בא and 3 more", "Place: אב and 3 more"),
]


@pytest.mark.parametrize(("seen", "written"), CASES)
def test_order(seen, written):
    (segment,) = pdf_bidi.segments(SeenPage(seen))
    assert segment.text == written


def test_each_bit_points_at_its_characters():
    page = SeenPage("25 S/2018/152 בא")
    (segment,) = pdf_bidi.segments(page)
    assert "".join(bit.before + page.text[bit.start : bit.end] for bit in segment.bits) == segment.text


def test_a_wide_gap_parts_the_line():
    assert [s.text for s in pdf_bidi.segments(SeenPage("S/2018/164" + " " * 20 + "בא"))] == ["S/2018/164", "אב"]


def test_letters_of_one_glyph():
    assert pdf_bidi._in_order("أل", [0, 1]) == [1, 0]
    assert pdf_bidi._in_order("ُق", [0, 1]) == [1, 0]


def test_an_arabic_page_as_a_real_program_sets_it(capsys):
    text = "قتل 29 مدنيا في قرية النهر (S/2018/152) يوم 25/2/2018. " * 3
    text = text.strip()
    body = f'#grid(columns: (1fr, 1fr), [United Nations], align(right)[S/2018/164])\n#set text(lang: "ar", dir: rtl)\n{text}\n\n{text}'
    read = pdf.read(make(body, lead='#set text(font: ("DejaVu Sans", "Noto Sans Arabic", "Noto Naskh Arabic"), fallback: false)\n'), "x").text
    if "قتل" not in read:
        with capsys.disabled():
            print("note: no font with Arabic letters on this machine; the Arabic page of a real program was not tried")
        return
    assert set(read.split("\n")[0].split("\t")) == {"United Nations", "S/2018/164"}
    assert read.count(text) == 2
