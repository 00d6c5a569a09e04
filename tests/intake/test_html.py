"""Saved pages: the letter whole, the navigation gone, each piece at its XPath."""

from __future__ import annotations

import intake_files
import pytest
from lxml import html as markup

from verbale.intake import html

EXPECTED = f"""Letter dated 4\u00a0March 2019

{intake_files.LETTER}

The Mission recalls document S/2019/152 and its annex.

One home was burned.
Two schools were shelled.

Date\tPlace
3 March\tOrvel

Accept, Sir, the assurances
of my highest consideration."""


def test_the_letter_is_read_whole_and_the_page_around_it_is_left_out():
    rendition = html.read(intake_files.PAGE.encode(), "page.html")
    assert rendition.text == EXPECTED
    assert rendition.title == "Letter to the Council | Mission of Arvania"


def test_roles():
    rendition = html.read(intake_files.PAGE.encode(), "page.html")
    roles = {p.span.of(rendition.text): p.role for p in rendition.pieces}
    assert roles["Letter dated 4\u00a0March 2019"] == "heading 1"
    assert roles["burned"] == roles["Two schools were shelled."] == "list item"
    assert roles["Orvel"] == "cell"


def test_each_piece_stands_at_its_xpath():
    rendition = html.read(intake_files.PAGE.encode(), "page.html")
    tree = markup.document_fromstring(intake_files.PAGE.encode(), parser=markup.HTMLParser(encoding="utf-8", remove_comments=True)).getroottree()
    for piece in rendition.pieces:
        (found,) = tree.xpath(piece.place)
        assert str(found)[piece.offset :].startswith(piece.span.of(rendition.text))


@pytest.mark.parametrize(
    "wrapper", ["<main>{}</main>", "<article>{}</article>", '<div role="main">{}</div>', "{}", '<div class="nav-page content">{}</div>']
)
def test_the_letter_survives_in_every_kind_of_page(wrapper):
    letter = f"<h2>Statement</h2><p>{intake_files.LETTER}</p><p>{intake_files.LETTER}</p>"
    links = "".join(f'<li><a href="{n}">A story that is told elsewhere {n}</a></li>' for n in range(30))
    text = html.read(f"<html><body><ul>{links}</ul>{wrapper.format(letter)}<ul>{links}</ul></body></html>".encode(), "x").text
    assert text == f"Statement\n\n{intake_files.LETTER}\n\n{intake_files.LETTER}"


def test_a_layout_table_is_no_table():
    paragraphs = "".join(f"<p>Paragraph {n}. {intake_files.LETTER}</p>" for n in range(5))
    text = html.read(f"<table><tr><td width=100><a href=x>Home</a></td><td>{paragraphs}</td></tr></table>".encode(), "x").text
    assert "\t" not in text
    assert text.count("\n\nParagraph") == 5 or text.startswith("Paragraph")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [('<meta charset="windows-1251">', "cp1251"), ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r")],
)
def test_the_page_tells_its_encoding(head, encoding):
    page = f"<html><head>{head}</head><body><p>Погибли 29 жителей.</p></body></html>"
    rendition = html.read(page.encode(encoding), "x")
    assert (rendition.text, rendition.problems) == ("Погибли 29 жителей.", ())


def test_entities_scripts_and_hidden_text():
    page = b"<p>caf&eacute; &amp; &#8220;x&#8221;<script>alert(1)</script><span style='display: none'>secret</span></p><pre>a\n  b</pre>"
    assert html.read(page, "x").text == "café & “x”\n\na\n  b"


def test_a_page_nested_very_deeply_is_read_without_harm():
    assert isinstance(html.read(b"<div>" * 20_000 + b"x", "x").text, str)


def test_an_empty_cell_keeps_those_after_it_under_their_headings():
    page = (
        b"<table><tr><th>Date</th><th>Place</th><th>Killed</th><th>Injured</th></tr><tr><td>3 May</td><td>Telmor</td><td></td><td>3</td></tr></table>"
    )
    text = html.read(page, "x.html").text
    assert text.splitlines()[-1].split("\t") == ["3 May", "Telmor", "\u2013", "3"]
