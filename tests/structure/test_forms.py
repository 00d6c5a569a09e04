"""The lexicons of structure: six languages with the same tables, in one form of Unicode, without doubles."""

import unicodedata

import pytest

from verbale.grammar.files import read_file
from verbale.structure.forms import forms_of

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicon(language):
    data = read_file(language, "structure")
    assert data["language"] == language
    for table in ("kinds", "title", "officers", "organs", "masthead", "months", "signature", "annex", "author", "self", "circulation"):
        assert table in data, table
        for key, forms in data[table].items():
            if isinstance(forms, list):
                assert len(forms) == len(set(forms)), (table, key)
                assert all(f == unicodedata.normalize("NFC", f) for f in forms), (table, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_senses_are_those_of_english(language):
    english = read_file("en", "structure")
    for table in ("kinds", "officers", "organs", "self"):
        assert set(read_file(language, "structure")[table]) <= set(english[table]), table


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_stands_for_two_officers(language):
    seen = {}
    for sense, forms in read_file(language, "structure")["officers"].items():
        for form in forms:
            assert seen.setdefault(form, sense) == sense


def test_unknown_language_reads_english_mastheads():
    assert forms_of(None).languages == ("en",)
    assert forms_of("xx").languages == ("en",)
    assert forms_of("fr").languages == ("fr", "en")
