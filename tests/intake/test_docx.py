"""DOCX: order, numbers, tables, notes, tracked changes, and packages that mean harm."""

from __future__ import annotations

import intake_files
import pytest
from intake_files import raw_docx

from verbale.intake import docx
from verbale.model.problems import Code, IntakeError

EXPECTED = f"""S/2019/911

Letter dated 4 March 2019

{intake_files.LETTER}

1. One home was burned.
2. Two schools were shelled.

Date\tPlace
3 March\tOrvel

Accept, Sir, the assurances of my highest consideration."""


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_letter_with_heading_list_table_and_header():
    rendition = docx.read(intake_files.letter_docx(), "letter.docx")
    assert rendition.text == EXPECTED
    roles = {p.span.of(rendition.text): p.role for p in rendition.pieces}
    assert roles["S/2019/911"] == "header"
    assert roles["Letter dated 4 March 2019"] == "heading 1"
    assert roles["One home was burned."] == "list item"
    assert roles["Orvel"] == "cell"


def test_each_piece_tells_its_paragraph():
    rendition = docx.read(raw_docx(paragraph("One.") + paragraph("Two.")), "x")
    assert [(p.place, p.offset, p.span.of(rendition.text)) for p in rendition.pieces] == [("body/1", 0, "One."), ("body/2", 0, "Two.")]


def test_a_footnote_is_read_after_the_body_and_its_number_does_not_glue():
    body = '<w:p><w:r><w:t>killed 29</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>and fled.</w:t></w:r></w:p>'
    notes = f'<w:footnotes {intake_files.W}><w:footnote w:id="-1"/><w:footnote w:id="7">{paragraph("See S/2019/152.")}</w:footnote></w:footnotes>'
    rendition = docx.read(raw_docx(body, footnotes=notes), "x")
    assert rendition.text == "killed 29 1 and fled.\n\n1 See S/2019/152."
    assert [p.role for p in rendition.pieces] == ["text", "footnote reference", "text", "footnote"]


def test_tracked_changes_are_read_as_accepted_and_told():
    body = "<w:p><w:r><w:t>killing </w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>29</w:t></w:r></w:ins></w:p>"
    rendition = docx.read(raw_docx(body), "x")
    assert rendition.text == "killing 29"
    assert [p.code for p in rendition.problems] == [Code.TRACKED_CHANGES]


def test_a_text_box_is_read_once():
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
    inner = f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert docx.read(raw_docx(f"<w:p><w:r><w:t>Before.</w:t>{inner}</w:r></w:p>"), "x").text == "Before.\n\nBoxed."


def test_numbers_that_word_counts():
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate([("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3")])
    )
    numbering = f'<w:numbering {intake_files.W}><w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' for n in (0, 1, 1, 0, 1, 2)
    )
    assert docx.read(raw_docx(body, numbering=numbering), "x").text.split("\n") == ["1. x", "(a) x", "(b) x", "2. x", "(a) x", "2.I x"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.org/x.dtd" [<!ENTITY x "y">]>',
    ],
)
def test_entities_are_refused(declaration):
    data = raw_docx(f"{declaration}<w:document {intake_files.W}><w:body>{paragraph('&x;')}</w:body></w:document>")
    with pytest.raises(IntakeError) as caught:
        docx.read(data, "evil.docx")
    assert caught.value.problem.code is Code.DAMAGED


def test_a_bomb_is_not_unpacked():
    with pytest.raises(IntakeError) as caught:
        docx.read(raw_docx(paragraph("a" * 70_000_000)), "bomb.docx")
    assert caught.value.problem.code is Code.ARCHIVE_BOMB
