"""Plain text: exactly the input, whatever its encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.intake import plain
from verbale.model.problems import Code
from verbale.text.encodings import decode

TEXTS = {
    "cp1252": "Le représentant de l'Arvanie a déclaré que 29 civils ont été tués à l'école — « là-bas », dès l’aube, près de la forêt.",
    "cp1256": "قتل تسعة وعشرون مدنيا في قرية النهر وأصيب آخرون بجراح خطيرة، وفقا لرسالة الممثل الدائم لأرفانيا",
    "cp1251": "Постоянный представитель Арвании заявил, что в результате обстрела погибли 29 мирных жителей.",
    "koi8-r": "Постоянный представитель Арвании заявил, что в результате обстрела погибли 29 мирных жителей.",
    "gb18030": "阿尔瓦尼亚常驻代表给安全理事会主席的信,二十九名平民丧生,数十人受伤。",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_encoding_that_the_file_does_not_tell_is_guessed_and_said(encoding):
    rendition = plain.read(TEXTS[encoding].encode(encoding), "letter.txt")
    assert rendition.text == TEXTS[encoding]
    assert [p.code for p in rendition.problems] == [Code.ENCODING_GUESSED]
    assert encoding in rendition.problems[0].what


@pytest.mark.parametrize("text", TEXTS.values())
@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_mark_at_the_start_tells_the_encoding_and_goes(text, mark, encoding):
    rendition = plain.read(mark + text.encode(encoding), "letter.txt")
    assert (rendition.text, rendition.problems) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding):
    for text in ("On 3 March 29 civilians were killed.", TEXTS["cp1256"], TEXTS["cp1251"]):
        assert decode(text.encode(encoding)) == (text, encoding, True)


def test_a_declared_encoding_is_used_when_it_fits():
    assert decode(TEXTS["koi8-r"].encode("koi8-r"), "koi8-r") == (TEXTS["koi8-r"], "koi8-r", False)
    assert decode("“29”".encode("cp1252"), "iso-8859-1") == ("“29”", "cp1252", False)
    assert decode(b"\xe9t\xe9", "no such encoding")[0] == "été"


def test_utf8_cut_in_the_middle_of_a_letter_stays_utf8():
    assert decode(("é" * 300).encode()[:-1])[:2] == ("é" * 299 + "\ufffd", "utf-8")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\x00")).filter(lambda t: not t.startswith("\ufeff")))
def test_utf8_text_is_kept_to_the_character(text):
    rendition = plain.read(b"\xef\xbb\xbf" + text.encode(), "x")
    assert rendition.text == text
    assert "".join(p.span.of(rendition.text) for p in rendition.pieces) == text


def test_line_ends_become_lf_and_nothing_else_changes():
    assert plain.read(b"  a\r\nb \rc\n\n\n d\t\n", "x").text == "  a\nb \nc\n\n\n d\t\n"
