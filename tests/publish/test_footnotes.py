"""Attributed paragraphs with footnotes: in three formats the same words, with real footnotes, and what a second making tells."""

from __future__ import annotations

import re
import shutil
import zipfile

import docx
import pytest
from lxml import etree, html
from review_decisions import decide

from verbale.app.footnotes import FORMATS, noted_paragraphs, write_footnotes
from verbale.app.library import read
from verbale.app.tables import Content, Wanted
from verbale.model import Act, Stance, UsageError
from verbale.publish.footnotes.prose import uncapped
from verbale.publish.tables.specs import CAVEAT, table_named
from verbale.register import ClaimFilter, open_register

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SELECTED = Wanted("public", selection=ClaimFilter(claimant="Velt"))
MARK = " [reading not reviewed]"


def from_docx(path):
    body = [p.text for p in docx.Document(str(path)).paragraphs][2:]
    with zipfile.ZipFile(path) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        ids = [r.get(f"{W}id") for r in etree.fromstring(archive.read("word/document.xml")).iter(f"{W}footnoteReference")]
    by_id = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes}
    return [re.sub(r"^\d+\. ", "", text) for text in body], [by_id[key] for key in ids]


def from_markdown(path):
    text = re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", path.read_text(encoding="utf-8"))
    return re.findall(r"^\d+\. (.+)\[\^\d+\]$", text, re.MULTILINE), re.findall(r"^\[\^\d+\]: (.+)$", text, re.MULTILINE)


def from_html(path):
    page = html.fromstring(path.read_text(encoding="utf-8"))
    for mark in page.xpath("//sup | //a[@aria-label='back']"):
        mark.drop_tree()
    return [li.text_content() for li in page.xpath("//body/ol/li")], [li.text_content().strip() for li in page.xpath("//section//li")]


READERS = {".docx": from_docx, ".md": from_markdown, ".html": from_html}


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_reads_back_the_same_words(register, tmp_path, form):
    listed = noted_paragraphs(register, SELECTED)
    made = write_footnotes(register, tmp_path / f"velt{form}", SELECTED)
    assert made.paragraphs == len(listed) > 10
    assert made.changes is None
    texts, notes = READERS[form](made.path)
    assert texts == [one.text + ("" if one.review == "verified" else MARK) for one in listed]
    assert notes == [one.note for one in listed]
    first = made.path.read_bytes()
    assert write_footnotes(register, made.path, SELECTED).changes == ()
    assert made.path.read_bytes() == first


def test_our_own_reader_of_word_files_finds_footnotes_and_caveat(register, tmp_path):
    made = write_footnotes(register, tmp_path / "velt.docx", SELECTED)
    text = read(made.path).text
    assert CAVEAT in text
    assert all(one.note.split(":", 1)[0] in text for one in noted_paragraphs(register, SELECTED))


def test_every_paragraph_names_its_claimant_and_quotes_its_document(register):
    by_locus = {c.locus: (stored.reading, c) for stored in register.latest_readings() for c in stored.reading.claims}
    listed = noted_paragraphs(register, Wanted("full"))
    assert len(listed) > 140
    for one in listed:
        reading, claim = by_locus[one.key]
        author = reading.author_of(claim.part)
        assert author in one.text[: len(author) + 60] or one.text.startswith("The author (not named)")
        if claim.attribution.claimant:
            assert claim.attribution.claimant.value in one.text
        assert (" denied what " in one.text) == (claim.attribution.stance is Stance.DENIES)
        assert " ".join(claim.anchor.quote.split()) in one.note
        assert not one.note.endswith("”..")
        symbol = reading.communication.symbol
        assert (symbol.value if symbol else "SHA-256") in one.note


def test_a_document_is_cited_in_full_once_and_by_symbol_afterwards(register):
    listed = [one.note for one in noted_paragraphs(register, SELECTED) if "S/2031/301" in one.note]
    assert sum(note.startswith("Letter dated 20 June 2031 from the Permanent Representative of Velt to the United Nations") for note in listed) == 1
    assert all(re.match(r"S/2031/301, (annex, table row \d|unnumbered para\. \d)", note) for note in listed[1:])


def test_no_name_of_a_victim_is_in_public_paragraphs(register, victims):
    text = " ".join(one.text + one.note for one in noted_paragraphs(register, Wanted("public")))
    assert not [name for name in victims if len(name) > 2 and name in text]
    assert "[name withheld]" in text


def test_only_reviewed_ones_on_request_and_never_rejected_ones(register):
    assert {one.review for one in noted_paragraphs(register, Wanted(reviewed=True))} == {"verified"}
    assert "rejected" not in {one.review for one in noted_paragraphs(register)}


def test_made_again_after_a_change_it_tells_the_differences(address, tmp_path):
    copy = tmp_path / "later.db"
    shutil.copy(address, copy)
    with open_register(copy) as held:
        write_footnotes(held, tmp_path / "velt.md", SELECTED)
        claims = [c for c in held.reading("velt-2031-06-annex").reading.claims if c.attribution.claimant is None]
        decide(held, claims[1], Act.REJECT)
        decide(held, claims[2], Act.VERIFY)
        changes = write_footnotes(held, tmp_path / "velt.md", SELECTED).changes
    assert sorted(change.split(":")[0] for change in changes) == ["no longer there", "review now"]
    assert any("review now: verified before: unreviewed" in change for change in changes)


def test_what_cannot_be_made_is_told(register, tmp_path):
    with pytest.raises(UsageError, match="names no format"):
        write_footnotes(register, tmp_path / "velt.odt", SELECTED)
    with pytest.raises(UsageError, match="no claim fits"):
        write_footnotes(register, tmp_path / "velt.md", Wanted(selection=ClaimFilter(claimant="Nobody")))
    (tmp_path / "velt.md.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="does not tell the last making"):
        write_footnotes(register, tmp_path / "velt.md", SELECTED)


def test_a_selection_can_be_one_document_or_one_incident(register, address, tmp_path, run):
    for option, name, claimants in (("--document", "S/2031/301", 1), ("--document", "velt-2031-06-annex", 1), ("--incident", "shoreline-101", 2)):
        out = tmp_path / "f.md"
        out.with_name("f.md.json").unlink(missing_ok=True)
        done = run("footnotes", option, name, "--register", address, "--out", out, "--profile", "full")
        assert done.exit_code == 0, done.output
        texts, notes = from_markdown(out)
        assert len({text.split(",")[0] for text in texts}) >= claimants
        assert 1 < len(notes) < 30
    wanted = Wanted("full", incident="shoreline-101")
    held = {row["claim_id"] for row in Content(register, wanted).rows(table_named("claims"))}
    assert held == {row["claim_id"] for row in Content(register, wanted).rows(table_named("incidents"))}
    assert run("footnotes", "--document", "nothing", "--register", address, "--out", tmp_path / "n.md").exit_code != 0


def test_capitals_of_old_mastheads_are_not_shouted_again():
    assert uncapped(
        "LETTER DATED 11 MAY 1964 FROM THE CHARGE D'AFFAIRES A.I. OF THE PERMANENT MISSION OF ILVANY ADDRESSED TO THE SECRETARY-GENERAL"
    ) == ("Letter dated 11 May 1964 from the Charge d'affaires a.i. of the Permanent Mission of Ilvany addressed to the Secretary-General")
    assert uncapped("PERMANENT REPRESENTATIVE") == "Permanent Representative"
    assert uncapped("Letter from the UN") == "Letter from the UN"


def test_paragraphs_are_sentences_and_places_are_printed_or_counted(register):
    listed = noted_paragraphs(register, Wanted("full"))
    assert not [one.text for one in listed if "the following:" in one.text or "REPRESENTATIVE" in one.text]
    assert any(re.search(r" alleged [a-z ,]+ by [A-Z][\w ]+ on \d+ [A-Z]\w{2,8} \d{4} at [A-Z].*, with “[^”]+” killed", one.text) for one in listed)
    letters = [one.note for one in listed if "letter" in one.note.lower()]
    assert letters
    assert not [note for note in letters if "at character" in note.split("“")[0]]
    assert any(", item (i): “(i) 28 April" in one.note for one in listed)
