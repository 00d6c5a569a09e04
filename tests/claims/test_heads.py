"""Heads of texts that have no title of a letter: an annex alone, a communiqué, an appeal, a speech, a masthead run together."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from verbale.claims.communication import communication
from verbale.model import BlockKind, Method, Rendition
from verbale.pipeline import read_rendition
from verbale.structure import outline

CASES = tomllib.loads((Path(__file__).parent / "heads.toml").read_text(encoding="utf-8"))


def rendition(name):
    return Rendition("d", "test", CASES[name]["text"].strip(), Method.PLAIN)


@pytest.mark.parametrize("name", CASES)
def test_head(name):
    case, read = CASES[name], rendition(name)
    found = communication(read.text, outline(read))
    for field in ("kind", "symbol", "sender"):
        value = getattr(found, field)
        assert (value.value if value else None) == case.get(field), field
    assert (found.date.value.isoformat() if found.date else None) == case.get("date")
    assert [p.value for p in found.addressees] == case.get("addressees", [])


@pytest.mark.parametrize("name", CASES)
def test_each_value_has_its_words(name):
    read = rendition(name)
    found = communication(read.text, outline(read))
    for value in (found.kind, found.symbol, found.date, found.sender, *found.addressees):
        for place in value.anchors if value else ():
            assert " … ".join(span.of(read.text) for span in place.spans) == place.quote


@pytest.mark.parametrize("name", ["annex-alone", "annex-under-a-masthead", "communique", "appeal", "speech"])
def test_what_stands_alone_is_the_text_itself_and_its_head_is_not_read_for_claims(name):
    read = rendition(name)
    found = outline(read)
    assert len(found.parts) == 1
    assert not any("S/2031/9" in block.spans[0].of(read.text) for block in found.blocks if block.kind is BlockKind.PARAGRAPH)


def test_relative_days_of_an_annex_alone_count_from_the_letter():
    (claim,) = read_rendition(rendition("annex-alone")).claims
    assert (claim.when.first, claim.when.last) == (date(2031, 5, 4), date(2031, 5, 4))
