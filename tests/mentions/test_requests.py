"""Requests: cases in `requests.toml`, and where they may not be read."""

import tomllib
from pathlib import Path

import pytest

from verbale.mentions.requests import find_requests
from verbale.model import Method, Rendition
from verbale.structure import outline

CASES = tomllib.loads((Path(__file__).parent / "requests.toml").read_text(encoding="utf-8"))["case"]


def asked(text):
    return find_requests(text, outline(Rendition("d", "test", text, Method.PLAIN)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case):
    assert [[r.addressee, r.anchor.quote] for r in asked(case["text"])] == case["requests"]


def test_words_stand_at_their_span():
    text = "First.\n\nWe urge the General Assembly\nto meet.\n\nThe Council must meet too."
    for request in asked(text):
        assert request.anchor.span.of(text) == request.anchor.quote
    assert [r.addressee for r in asked(text)] == ["General Assembly", "Security Council"]


def test_furniture_asks_nothing():
    text = "Skip to content\n\nWe call upon the Security Council to act.\n\nRelated documents\nWe urge the General Assembly to meet"
    assert [r.addressee for r in asked(text)] == ["Security Council"]


def test_swapping_the_parties_swaps_the_one_asked():
    text = "Arvania demands that Belmora cease the raids."
    swapped = text.replace("Arvania", "@").replace("Belmora", "Arvania").replace("@", "Belmora")
    assert [r.addressee for r in asked(text)] == ["Belmora"]
    assert [r.addressee for r in asked(swapped)] == ["Arvania"]
    assert asked(text)[0].anchor.span == asked(swapped)[0].anchor.span


def test_a_language_without_its_words_gives_none():
    assert asked("Le Conseil de sécurité doit agir et nous demandons à tous les États de se réunir dans la ville.") == ()
