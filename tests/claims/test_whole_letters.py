"""What must hold for every reading: each value stands where it says, no toll is counted twice, nothing is made of what is no toll."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import verbale
from verbale.model import Outcome, TextAnchor
from verbale.publish.readings import evaluation_record

LETTERS = sorted((Path(__file__).resolve().parents[2] / "examples" / "letters").iterdir())
every_letter = pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)


@cache
def read(path):
    return verbale.read(path)


def anchors(value):
    """Every text anchor inside a model value, whatever its type."""
    if isinstance(value, TextAnchor):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors(item)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from anchors(getattr(value, field))


@every_letter
def test_every_quote_is_the_text_at_its_place(path):
    reading = read(path)
    found = list(anchors((reading.communication, reading.claims, reading.unread)))
    assert found
    for anchor in found:
        assert anchor.rendition == reading.rendition
        assert all(0 <= s.start < s.end <= len(reading.text) for s in anchor.spans)
        assert anchor.quote == " … ".join(s.of(reading.text) for s in anchor.spans)


@every_letter
def test_no_words_state_the_tolls_of_two_claims(path):
    claims = read(path).claims
    for i, one in enumerate(claims):
        for other in claims[i + 1 :]:
            for toll in one.tolls:
                for again in other.tolls:
                    assert not toll.anchor.span.overlaps(again.anchor.span), (toll.anchor.quote, again.anchor.quote)


@every_letter
def test_the_tolls_of_one_claim(path):
    """One whole toll of an outcome; a part is part of a whole that is told; the words of two wholes do not overlap."""
    for claim in read(path).claims:
        wholes = [toll for toll in claim.tolls if toll.subset_of is None]
        outcomes = [toll.outcome for toll in wholes]
        assert len(outcomes) == len(set(outcomes)), claim.anchor.quote
        assert not (Outcome.CASUALTIES in outcomes and {Outcome.KILLED, Outcome.INJURED} & set(outcomes)), claim.anchor.quote
        assert all(toll.subset_of in outcomes for toll in claim.tolls if toll.subset_of), claim.anchor.quote
        assert all(toll.amount.words == toll.anchor.quote for toll in claim.tolls)


@every_letter
def test_a_claim_holds_the_words_that_tell_its_tolls(path):
    reading = read(path)
    for claim in reading.claims:
        whole = claim.anchor.span
        for toll in claim.tolls:
            assert whole.contains(toll.anchor.span), (claim.anchor.quote, toll.anchor.quote)


@every_letter
def test_numbers_of_documents_are_no_tolls(path):
    reading = read(path)
    cited = [span for citation in reading.communication.citations for span in citation.anchor.spans]
    for claim in reading.claims:
        for toll in claim.tolls:
            assert not any(toll.anchor.span.overlaps(span) for span in cited), toll.anchor.quote


@every_letter
def test_a_sentence_is_claimed_or_listed_never_both(path):
    reading = read(path)
    for unread in reading.unread:
        assert unread.words
        for claim in reading.claims:
            for toll in claim.tolls:
                assert not unread.anchor.span.overlaps(toll.anchor.span), (unread.anchor.quote, toll.anchor.quote)


@every_letter
def test_ids_are_unique_and_the_same_again(path):
    reading = read(path)
    ids = [claim.id for claim in reading.claims]
    assert len(ids) == len(set(ids))
    assert evaluation_record(verbale.read(path)) == evaluation_record(reading)
