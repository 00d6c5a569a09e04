"""Sheets: what is taken from the letter, what is refused, and the mark of a specimen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from verbale.app.library import read, read_text
from verbale.model import Code, UsageError
from verbale.publish.press.html import html
from verbale.publish.press.particulars import load_particulars, particulars
from verbale.publish.press.sheet import Form, sheet

LETTER = """Letter dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council

On 1 March 2031, Kestrian forces shelled the village of Telmor, killing 29 civilians.

(Signed) Mira Sand
Permanent Representative
"""
GIVEN = {"symbol": "S/2031/99", "organs": ["Security Council"], "circulated": date(2031, 3, 5)}


def made(text=LETTER, **more):
    return sheet(particulars(GIVEN | more), read_text(text))


@pytest.mark.parametrize(
    "issuer",
    [
        "",
        "United Nations",
        "The UNITED  NATIONS",
        "Nations Unies",
        "U\u200bnited-Nations",
        "naciones unidas",
        "Организация Объединенных Наций",
        "الأمم المتحدة",
        "联合国",
        "UN",
        "U.N.",
        "U. N. O.",
        "ONU",
        "О.О.Н.",
        "Mission of the U.N. in Telmor",
        "UN MISSION IN TELMOR",
        "Security Council",
        "The Security-Council",
        "SECURITY COUNCIL",
        "General Assembly and Security Council",
        "Conseil de sécurité",
        "Conseil de securite de l’ONU",
        "Asamblea General",
        "Совет Безопасности",
        "совет безопасности оон",
        "مجلس الأمن",
        "安全理事会",
        "Economic and Social Council",
        "Human Rights Council",
        "ECOSOC",
        "Security Council of the UN",
        "President of the Security Council",
        "رئيس مجلس الأمن",
        "Vereinte Nationen",
        "United Natіons",
        "UΝΙΤΕD NΑΤΙΟΝS",
        "Un1ted Nations",
        "Ｓｅｃｕｒｉｔｙ Council",
        "Ѕесurіtу Соunсіl",
    ],
)
def test_in_the_name_of_the_united_nations_it_is_a_specimen(issuer):
    sheet_ = made(issuer=issuer)
    assert "not issued by the United Nations" in sheet_.specimen
    assert html(sheet_).count("SPECIMEN") == 2


OWN = {"symbol": "SV/2031/9", "organs": ["Council of the Sura Valley"]}


@pytest.mark.parametrize(
    "issuer",
    [
        "Regional Council of the Sura Valley",
        "Sura Valley Commission",
        "Regional Security Council of the Lakes",
        "Security Council of Arvania",
        "Secretariat of the Sura Valley",
        "Office of the President",
        "Совет Безопасности Арвании",
        "COMITÉ D’UN VILLAGE",
        "Union of Varro",
        "Unión de un valle",
    ],
)
def test_in_ones_own_name_it_is_none(issuer):
    assert made(issuer=issuer, **OWN).specimen == ""


@pytest.mark.parametrize("symbol", ["S/2031/9", "s/2031/9", "Ѕ/2031/9", "SV/2031/1–S/2031/9", "Doc. A/HRC/4/5", "HRC/4/5", "UN/2031/9", "А/95/4"])
def test_a_symbol_of_the_united_nations_makes_a_specimen_of_any_issuers_document(symbol):
    found = made(issuer="Sura Valley Commission", **OWN | {"symbol": symbol})
    assert "not issued by the United Nations" in found.specimen
    assert found.issuer == "Sura Valley Commission"


def test_an_organ_of_the_united_nations_makes_a_specimen_of_any_issuers_document():
    for organs in (["Security Council"], ["Council of the Sura Valley", "Assemblée générale"]):
        assert made(issuer="Sura Valley Commission", **OWN | {"organs": organs}).specimen


def test_a_title_in_proper_form_is_kept_and_the_rest_taken_from_the_letter():
    sheet_ = made()
    assert sheet_.title == LETTER.split("\n", 1)[0]
    assert sheet_.distribution == ("Distr.: General", "5 March 2031", "Original: English")
    assert [b.form for b in sheet_.blocks] == [Form.PARAGRAPH, Form.SIGNATURE]


def test_a_title_is_made_of_the_particulars():
    sheet_ = made(
        kind="identical letters", addressees=["Secretary-General", "President of the General Assembly", "President of the Security Council"]
    )
    assert sheet_.title == (
        "Identical letters dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to "
        "the Secretary-General, the President of the General Assembly and the President of the Security Council"
    )


def test_annexes_bear_their_heading_and_original_language():
    blocks = made(annexes=[{"text": "First.\n\nSecond.", "number": "II", "heading": "List", "original": "ar"}], sender="Arvania").blocks
    assert [(b.form.value, b.text) for b in blocks[2:]] == [
        ("annex", "Annex II to the letter dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"),
        ("original", "[Original: Arabic]"), ("heading", "List"), ("paragraph", "First."), ("paragraph", "Second."),
    ]  # fmt: skip


def test_signatories_given_replace_those_of_the_letter():
    assert made(signatories=[["Ada Solm", "Chargé d’affaires a.i."]]).blocks[-1].rows == (("(Signed) Ada Solm",), ("Chargé d’affaires a.i.",))


def test_old_head_and_address_are_left_out_and_told():
    text = "THE PERMANENT REPRESENTATIVE OF ARVANIA\n\n4 March 2031\n\nHis Excellency\nThe President of the Security Council\n\nDear Mr. President,\n\nOn 1 March 2031, Kestrian forces shelled Telmor.\n\nMira Sand\nAmbassador\n"
    sheet_ = made(text, capacity="Permanent Representative", sender="Arvania", kind="letter", addressees=["Secretary-General"])
    assert "Dear Mr. President," in sheet_.left_out
    assert [b.text for b in sheet_.blocks if b.form is Form.PARAGRAPH] == ["On 1 March 2031, Kestrian forces shelled Telmor."]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"symbol": ""}, "symbol"), ({"organs": []}, "organs"), ({"kind": "note verbale", "signatories": [["X"]]}, "signatories"),
        ({"kind": "letter", "language": "fr"}, "speaker"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(more, name):
    given = {k: v for k, v in (GIVEN | more).items() if v}
    if name == "organs":
        given.pop("organs", None)
    text = LETTER
    with pytest.raises(UsageError) as caught:
        sheet(particulars(given), read_text(text))
    assert (caught.value.problem.code, caught.value.problem.where) == (Code.BAD_VALUE, name)


@pytest.mark.parametrize(
    "wrong", [{"symbols": "x"}, {"kind": "memo"}, {"dated": "2031-03-04"}, {"organs": "x"}, {"organs": [1]}, {"annexes": [{}]}, {"language": "de"}]
)
def test_wrong_particulars_are_refused(wrong):
    with pytest.raises(UsageError) as caught:
        particulars(wrong)
    assert caught.value.problem.code is Code.BAD_VALUE


def test_no_toml_and_no_file(tmp_path):
    (tmp_path / "a.toml").write_text("symbol = ")
    for name, code in (("a.toml", Code.BAD_VALUE), ("b.toml", Code.NOT_FOUND)):
        with pytest.raises(UsageError) as caught:
            load_particulars(tmp_path / name)
        assert caught.value.problem.code is code


def example(name):
    reading = read(Path(__file__).resolve().parents[2] / "examples" / "letters" / name)
    given = {
        "symbol": "S/2037/1",
        "organs": ["Security Council"],
        "circulated": date(2037, 3, 5),
        "addressees": ["President of the Security Council"],
    }
    return sheet(particulars(given), reading)


def test_no_number_stands_under_a_heading_that_may_be_anothers():
    """Columns of this table ran together when it was read: filled up from the left, "14 killed" would stand under "Place"."""
    blocks = example("velt-2031-06-annex.pdf").blocks
    assert not any(block.form is Form.TABLE for block in blocks)
    lines = next(block for block in blocks if block.form is Form.LINES)
    assert ("17 May Tavinor, Ilmet Air strike", "14", "30", "School at Ilmet hit") in lines.rows


@pytest.mark.parametrize("name", ["velt-2031-06-annex.pdf", "zumari-2029-07-chronology.pdf"])
def test_an_annex_has_its_title_and_its_own_heading_apart(name):
    blocks = example(name).blocks
    at = next(n for n, block in enumerate(blocks) if block.form is Form.ANNEX)
    assert blocks[at].text.endswith("the President of the Security Council")
    assert blocks[at + 1].form is Form.HEADING
    assert "2031" in blocks[at + 1].text or "2029" in blocks[at + 1].text


@pytest.mark.parametrize(("name", "lines"), [
    ("arvania-1987-12-frontier.html", ["(Signed) Livia STROM", "Permanent Representative"]),
    ("dorrin-2033-09-wedding.html", ["Noam Arel", "Ambassador, Permanent Representative of Dorrin to the United Nations"]),
])  # fmt: skip
def test_signatures_are_lines_without_a_pages_furniture(name, lines):
    found = next(block for block in example(name).blocks if block.form is Form.SIGNATURE)
    assert [row[0] for row in found.rows] == lines


def test_a_second_title_is_not_printed_as_the_first_paragraph():
    assert not any(block.text.startswith("Identical letters addressed") for block in example("sarn-2036-06-onslaught.txt").blocks)
