"""Coordinates that a letter writes out are withheld where a profile rounds them; how exact they are counts."""

from __future__ import annotations

import pytest

from verbale.app.batches import read_paths
from verbale.app.footnotes import noted_paragraphs
from verbale.app.tables import Content, Wanted
from verbale.publish.redaction.coordinates import exact_coordinates, told
from verbale.publish.redaction.words import Redactor
from verbale.publish.tables.specs import table_named
from verbale.register import open_register

EXAMPLES = [example for form in told()["forms"] for example in form["examples"]]
HEAD = (
    "Letter dated 10 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
)


@pytest.mark.parametrize("written", EXAMPLES)
def test_each_form_is_found_whole(written):
    text = f"Shells fell at {written}."
    assert Redactor((), 1).clean(text) == "Shells fell at [coordinate withheld]."


@pytest.mark.parametrize("text", told()["counter"]["texts"])
def test_other_numbers_are_left(text):
    assert list(exact_coordinates(text, 1)) == []


@pytest.mark.parametrize(("text", "decimals", "kept"), [
    ("33.2° N, 35.5° E", 1, True), ("33.21° N, 35.50° E", 2, True), ("33.21° N, 35.50° E", 1, False), ("33°12′ N", 2, True), ("33°12′ N", 1, False), ("33°12′30″ N", 2, False),
])  # fmt: skip
def test_what_is_no_more_exact_than_the_profile_stays(text, decimals, kept):
    assert (Redactor((), decimals).clean(text) == text) is kept


def test_no_profile_that_rounds_gives_one_out_in_a_quotation(tmp_path):
    (tmp_path / "l").mkdir()
    words = f"{HEAD}\n\nOn 9 May 2031 Kestrian aircraft killed three men in Pell at 33°12′30″ N, 35°30′15″ E, and 5 pupils in Halm at coordinates 33.20845, 35.50421."
    (tmp_path / "l" / "one.txt").write_text(words, encoding="utf-8")
    with open_register(tmp_path / "r.db") as register:
        read_paths([tmp_path / "l"], register)
        for profile in ("public", "partner", "full"):
            given = " ".join(str(row) for name in ("claims", "tolls") for row in Content(register, Wanted(profile)).rows(table_named(name)))
            given += str(noted_paragraphs(register, Wanted(profile)))
            assert ("33°12" in given) is ("20845" in given) is ("[coordinate withheld]" not in given) is (profile == "full")
