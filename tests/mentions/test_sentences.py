"""Where sentences end, and that none is endless."""

from hypothesis import given
from hypothesis import strategies as st

from verbale.mentions.sentences import LONGEST, sentences
from verbale.text import Span

WORDS = st.lists(st.sampled_from(["shells", "fell", ",", ";", "Telmor", "and", "on 3 May"]), max_size=60)


@given(WORDS, st.integers(1, 120))
def test_a_text_that_never_ends_a_sentence_is_cut_and_nothing_is_lost(words, times):
    text = " ".join(words * times)
    found = sentences(text, Span(0, len(text)))
    assert all(s.end - s.start <= LONGEST for s in found)
    assert "".join(s.of(text) for s in found).replace(" ", "") == text.replace(" ", "")


def test_a_cut_stands_at_the_strongest_mark():
    text = ("a " * 1400) + "b; " + ("c, " * 900)
    first, *_ = sentences(text, Span(0, len(text)))
    assert first.of(text).endswith("b;")


def test_sentences_of_common_length_stand_whole():
    text = "On 3 May shells fell on Telmor; four people died. On 4 May none fell."
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == text.replace("died. ", "died.|").split("|")
