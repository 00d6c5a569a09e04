"""Folding keeps the length and folds every character as it does alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.text import fold


@settings(deadline=None)  # the table is made once, at the first text
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("İΣςş’–\u00a0٣Ⅷ"), max_size=40))
def test_a_text_folds_like_its_characters(text):
    assert len(fold(text)) == len(text)
    assert fold(text) == "".join(fold("é" + c)[1] for c in text)
