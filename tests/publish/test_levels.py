"""What people gave a level of confidentiality is kept back from everything that a lower profile gives out."""

from __future__ import annotations

import json

import pytest

from verbale.app.batches import read_paths
from verbale.app.footnotes import noted_paragraphs
from verbale.app.linked import linked_text, write_letters
from verbale.app.redacting import redact
from verbale.app.releasing import write_package
from verbale.app.reviewing import set_level
from verbale.app.tables import Content, Wanted
from verbale.model import UsageError
from verbale.publish.tables.specs import table_named
from verbale.register import open_register

HEAD = "Letter dated {day} May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
OPEN = f"{HEAD.format(day=10)}\n\nOn 3 May 2031 Kestrian troops shelled Telmor, killing Omar Varro and two others."
SECRET = f"{HEAD.format(day=12)}\n\nOn 4 May 2031 Kestrian troops shelled Brena, killing nine civilians."
TABLES = ("claims", "tolls", "places", "decisions")


@pytest.fixture
def held(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in (("open", OPEN), ("secret", SECRET)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_register(tmp_path / "r.db") as register:
        read_paths([folder], register)
        yield register


def told(register, profile):
    """Everything that a profile gives out of a register, in one text."""
    wanted = Wanted(profile)
    content = Content(register, wanted)
    rows = [json.dumps(row, default=str) for name in TABLES for row in content.rows(table_named(name))]
    linked = ["".join(linked_text(register, form, wanted)) for form in ("annotations", "prov", "ftm", "graphml", "atom")]
    notes = [str(paragraph) for paragraph in noted_paragraphs(register, wanted)]
    return "\n".join((*rows, *linked, *notes))


def secret(register):
    return next(one.document for one in register.list_documents() if one.name == "secret.txt")


def locus(register, name):
    reading = register.reading(name)
    return reading.reading.claims[0].locus


@pytest.mark.parametrize(("level", "profiles"), [("confidential", ("public", "partner")), ("restricted", ("public",))])
def test_a_document_is_kept_back_from_every_form(held, level, profiles, tmp_path):
    sha = secret(held)
    set_level(held, "document", sha, level, by="R", reason="a source at risk")
    for profile in profiles:
        given = told(held, profile)
        assert "Telmor" in given
        assert not any(word in given for word in ("Brena", sha, "source at risk"))
        assert write_letters(held, tmp_path / profile, Wanted(profile)) == 1
        with pytest.raises(UsageError, match="does not admit"):
            redact(held, "secret.txt", tmp_path / "out", profile)
    assert "Brena" in told(held, "full")
    assert "source at risk" in told(held, "full")


def test_a_release_tells_how_many_are_left_out_and_not_which(held, tmp_path):
    set_level(held, "document", secret(held), "confidential", by="R", reason="a source at risk")
    write_package(held, tmp_path / "package", Wanted("public"))
    written = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "package").rglob("*") if path.suffix in {".csv", ".md", ".json"})
    assert "Brena" not in written
    assert "source at risk" not in written
    assert "Documents left out by their level: 1" in (tmp_path / "package" / "method-card.md").read_text(encoding="utf-8")


def test_a_claim_is_kept_back_and_the_rest_of_its_letter_is_not(held):
    set_level(held, "claim", locus(held, "secret.txt"), "restricted", by="R", reason="a source at risk")
    rows = [row for name in TABLES for row in Content(held, Wanted("public")).rows(table_named(name))]
    assert not any("Brena" in str(row) or "source at risk" in str(row) for row in rows)
    assert any("Brena" in str(row) for row in Content(held, Wanted("partner")).rows(table_named("claims")))


def test_names_of_victims_are_kept_back_from_a_profile_that_names_others(held):
    assert "Omar Varro" in told(held, "partner")
    set_level(held, "victim", locus(held, "open.txt"), "confidential", by="R", reason="the family asks for it")
    given = told(held, "partner")
    assert "Telmor" in given
    assert "Varro" not in given


def test_the_level_that_was_set_last_counts(held):
    for level in ("confidential", "open"):
        set_level(held, "document", secret(held), level, by="R", reason="seen again")
    assert "Brena" in told(held, "public")
