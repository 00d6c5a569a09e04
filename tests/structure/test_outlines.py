"""Outlines of whole invented letters: golden blocks, parts and heads; and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model import BlockKind, Method, PartKind, Piece, Rendition
from verbale.structure import outline
from verbale.text import Span

HERE = Path(__file__).parent
LETTERS = sorted(path.stem for path in (HERE / "letters").glob("*.txt"))


def rendition(text, pieces=()):
    return Rendition("d", "test", text, Method.PLAIN, tuple(pieces))


def read(name):
    text = (HERE / "letters" / f"{name}.txt").read_text(encoding="utf-8")
    return text, outline(rendition(text))


def drawn(text, found):
    """An outline as lines: index, kind, part, number, what governs it, cells, first words."""
    lines = []
    for index, block in enumerate(found.blocks):
        words = " ".join(" / ".join(span.of(text) for span in block.spans).split())
        under = "" if block.heading is None else f" <{block.heading}"
        cells = f" [{len(block.cells)}]" if block.cells else ""
        lines.append(f"{index} {block.kind.value} {block.part}{' #' + block.number if block.number else ''}{under}{cells}: {words[:60]}")
    for number, part in enumerate(found.parts):
        author = f" of {part.author.value}" if part.author else ""
        day = f" dated {part.date.value}" if part.date else ""
        lines.append(f"part {number} {part.kind.value}{' ' + part.number if part.number else ''}{author}{day}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", LETTERS)
def test_golden_outline(name):
    text, found = read(name)
    assert drawn(text, found) == (HERE / "letters" / f"{name}.outline").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LETTERS)
def test_blocks_hold_every_word_once(name):
    text, found = read(name)
    spans = [span for block in found.blocks for span in block.spans]
    held = [False] * len(text)
    for span in spans:
        assert not any(held[span.start : span.end])
        held[span.start : span.end] = [True] * (span.end - span.start)
    if not text.startswith("{"):  # markup around a letter is in no block
        assert "".join(c for c, inside in zip(text, held, strict=True) if not inside).strip(" \n\t.") == ""


def test_head_is_as_told():
    cases = tomllib.loads((HERE / "letters.toml").read_text(encoding="utf-8"))
    assert sorted(cases) == LETTERS
    for name, case in cases.items():
        _, found = read(name)
        heading = found.heading
        assert (found.masthead.symbol.value if found.masthead.symbol else None) == case.get("symbol"), name
        assert (heading.date.value.isoformat() if heading.date else None) == case.get("date"), name
        assert [a.value for a in heading.addressees] == case["addressees"], name
        assert (found.language.value if found.language else None) == case["language"], name


def test_nothing_is_invented_for_a_bare_body():
    _, found = read("bare")
    assert found.masthead.symbol is None
    assert found.masthead.date is None
    assert found.heading.date is None
    assert found.heading.sender is None
    assert found.heading.addressees == ()
    assert {block.kind for block in found.blocks} == {BlockKind.PARAGRAPH}


def test_masthead_of_a_joint_document():
    _, found = read("transmits")
    masthead = found.masthead
    assert [p.value for p in masthead.organs] == ["General Assembly", "Security Council"]
    assert masthead.distribution.value == "General"
    assert masthead.date.value.isoformat() == "2031-09-09"
    assert masthead.original_language.value == "en"
    assert [p.value for p in masthead.agenda_items] == ["31", "66"]


def test_each_value_has_its_words():
    text, found = read("masthead")
    for particular in (
        found.masthead.symbol,
        found.masthead.date,
        found.masthead.job_number,
        found.heading.sender,
        found.heading.date,
        found.heading.capacity,
    ):
        anchor = particular.anchors[0]
        assert " … ".join(s.of(text) for s in anchor.spans) == anchor.quote
    assert found.heading.sender.anchors[0].quote == "Arvania"
    assert found.masthead.job_number.value == "31-02955 (E)"


def test_annexes_have_their_own_voice():
    _, found = read("transmits")
    assert [(p.kind, p.author.value if p.author else None) for p in found.parts] == [
        (PartKind.BODY, None),
        (PartKind.ANNEX, "Dorrin"),
        (PartKind.ENCLOSURE, "Velt"),
    ]


def test_a_paragraph_goes_on_over_a_page():
    head, foot, rest = "The shells fell on the road and", "\n\n2/3\n\n", "on the mill."
    text = head + foot + rest
    found = outline(rendition(text, [Piece(Span(0, len(head)), "page 1"), Piece(Span(len(head) + len(foot), len(text)), "page 2")]))
    paragraph = next(b for b in found.blocks if b.kind is BlockKind.PARAGRAPH)
    assert [span.of(text) for span in paragraph.spans] == [head, rest]


def test_roles_of_the_format_count():
    parts = [("Arvania", "header"), ("Attacks of May", "heading 1"), ("A shell fell.", "text"), ("See the map.", "footnote")]
    text, pieces = "", []
    for words, role in parts:
        pieces.append(Piece(Span(len(text), len(text) + len(words)), "page 1", 0, role))
        text += words + "\n\n"
    kinds = [block.kind for block in outline(rendition(text, pieces)).blocks]
    assert kinds == [BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]


def test_empty_text_has_one_empty_part():
    assert outline(rendition("")).blocks == ()
    assert len(outline(rendition(" \n ")).parts) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB1. :\n\t|-•()/<>pS&;{}\"'،和\f\u00a0")), max_size=300))
def test_any_text_gives_ordered_blocks_inside_it(text):
    found = outline(rendition(text))
    position = 0
    for block in found.blocks:
        assert 0 <= block.part < len(found.parts)
        assert block.heading is None or block.heading < len(found.blocks)
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(text)
        assert block.spans[0].start >= position
        position = block.spans[0].start


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LETTERS), st.integers(0, 2000))
def test_a_letter_cut_anywhere_is_read(name, at):
    text = (HERE / "letters" / f"{name}.txt").read_text(encoding="utf-8")[:at]
    found = outline(rendition(text))
    assert all(span.end <= len(text) for block in found.blocks for span in block.spans)
