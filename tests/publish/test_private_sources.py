"""Persons who are the source of an account are withheld by the profile itself, without a list; those who speak for an office are not."""

from __future__ import annotations

import pytest

from verbale.app.batches import read_paths
from verbale.app.redacting import redact
from verbale.app.tables import Content, Wanted
from verbale.publish.redaction.sources import private_sources
from verbale.publish.tables.specs import table_named
from verbale.register import open_register

HEAD = (
    "Letter dated 10 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
)
SAID = "Kestrian troops killed two civilians in Telmor on 3 May 2031"

PRIVATE = {
    f"According to Amal Verin, a resident of Telmor, {SAID}.": "Amal Verin",
    f"Father Anton Brezh, parish priest, reported that {SAID}.": "Anton Brezh",
    f"According to Dr. Lena Orvic of the Telmor hospital, {SAID}.": "Lena Orvic",
    f"Mr. Tomas Keld told our investigators that {SAID}.": "Tomas Keld",
    f"“{SAID}”, said Mira Solan, a teacher.": "Mira Solan",
    f"In the testimony of Josef Dahl, {SAID}.": "Josef Dahl",
    f"Selon Mme Claire Bellan, {SAID}.": "Claire Bellan",
}
PUBLIC = [
    f"According to the Minister for Foreign Affairs of Belmora, Mr. Josef Hale, {SAID}.",
    f"Ambassador Karim Dast told the Council that {SAID}.",
    f"Mr. Karim Dast, Permanent Representative of Arvania, stated that {SAID}.",
    f"The spokesman of the army, Mr. Oren Vash, said that {SAID}.",
    f"According to the Belmoran Red Crescent, {SAID}.",
    f"Human Rights Watch reported that {SAID}.",
    f"Radio Telmor said that {SAID}.",
    f"According to Arvania, {SAID}.",
    f"{SAID}. The Government of Belmora has said so too.",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_a_person_who_tells_is_a_private_source(text):
    assert list(dict.fromkeys(private_sources(text))) == [PRIVATE[text]]


@pytest.mark.parametrize("text", PUBLIC)
def test_an_office_an_organization_and_a_state_are_not(text):
    assert list(private_sources(text)) == []


def test_a_name_that_runs_into_the_next_words_is_found_without_them():
    assert "Josef Dahl" in private_sources(f"In the testimony of Josef Dahl {SAID}.")


def test_an_office_of_the_sentence_before_is_another_person():
    assert list(private_sources(f"The Minister left. Mr. Tomas Keld said that {SAID}.")) == ["Tomas Keld"]


@pytest.fixture
def held(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "\n\n".join([HEAD, *PRIVATE, *PUBLIC, "Ms. Verin was seen again. VERIN, AMAL is on our list.", "(Signed) Karim Dast"]), encoding="utf-8"
    )
    with open_register(tmp_path / "r.db") as register:
        read_paths([letter], register)
        yield register


@pytest.mark.parametrize("profile", ["public", "partner"])
def test_sources_are_withheld_in_every_column_and_other_spelling(held, profile, tmp_path):
    rows = " ".join(str(row) for name in ("claims", "tolls", "places") for row in Content(held, Wanted(profile)).rows(table_named(name)))
    assert "[source withheld]" in rows
    text = redact(held, "letter.txt", tmp_path / "out", profile).path.read_text(encoding="utf-8")
    for name in PRIVATE.values():
        assert name.split()[1].lower() not in (rows + text).lower()
    for kept in ("Josef Hale", "Red Crescent", "Human Rights Watch", "Karim Dast"):
        assert kept in text


def test_the_full_profile_names_them(held):
    rows = [row["claimant"] for row in Content(held, Wanted("full")).rows(table_named("claims"))]
    assert "Amal Verin" in rows


def test_a_profile_of_ones_own_can_name_them(held, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('base = "public"\nname = "own"\ndescription = "x"\nsources = "named"\n', encoding="utf-8")
    assert any(row["claimant"] == "Amal Verin" for row in Content(held, Wanted(str(own))).rows(table_named("claims")))
