"""The header of a communication: read, supplied, inferred, or not told."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from verbale.claims.communication import communication
from verbale.model import Method, Rendition, StatedBy, Supplied
from verbale.structure import outline

STRUCTURE = Path(__file__).parent.parent / "structure"
CASES = tomllib.loads((STRUCTURE / "letters.toml").read_text(encoding="utf-8"))


def read(text, **keywords):
    return communication(text, outline(Rendition("d", "test", text, Method.PLAIN)), **keywords)


@pytest.mark.parametrize("name", CASES)
def test_letters(name):
    found = read((STRUCTURE / "letters" / f"{name}.txt").read_text(encoding="utf-8"))
    case = CASES[name]
    for field in ("kind", "symbol", "sender", "language"):
        value = getattr(found, field)
        assert (value.value if value else None) == case.get(field), field
    assert (found.date.value.isoformat() if found.date else None) == case.get("date")
    assert [p.value for p in found.addressees] == case["addressees"]
    assert [p.value for p in found.circulation] == case["circulation"]


def test_an_inferred_sender_says_so():
    found = read("We write to you. Belmora calls upon the Security Council to act. The end.")
    assert found.sender.value == "Belmora"
    assert found.sender.rule == "sender.inferred"


@pytest.mark.parametrize(
    ("body", "sender"),
    [
        ("On instructions from the Government of Norway, I write to you about the ships.", "Norway"),
        ("The Permanent Mission of Peru presents its compliments to the Secretary-General and has the honour to report.", "Peru"),
        ("Ghana reserves its right to reply. The raids of Togo go on, and Ghana calls upon the Council to act.", "Ghana"),
        ("On instructions from my Government: the attacks against the sovereignty of Chad go on.", "Chad"),
        ("The weapons that Togo requests and the raids by Ghana went on.", None),
        ("Ghana calls upon the Council to act. Togo calls upon the Council to act.", None),
        ("Two shells fell near the mill.", None),
    ],
)
def test_sender_of_a_body(body, sender):
    found = read(body).sender
    assert (found.value if found else None) == sender


@pytest.mark.parametrize(
    ("words", "organs"),
    [
        ("I should be grateful if this letter could be circulated as a document of the Security Council.", ["Security Council"]),
        (
            "Kindly issue it as a document of the General Assembly, under item 35, and of the Security Council.",
            ["General Assembly", "Security Council"],
        ),
        ("I request that this letter be circulated as a Security Council document.", ["Security Council"]),
        ("Our letter was circulated as a document of the Security Council last year.", []),
        ("I should be grateful if you would bring this letter to the attention of the members of the Security Council.", []),
    ],
)
def test_circulation(words, organs):
    assert [p.value for p in read(words).circulation] == organs


def test_supplied_values_fill_what_the_text_lacks_and_say_so():
    by = StatedBy("r.k.", "acquisition 1")
    supplied = Supplied(symbol="S/2031/9", date=date(2031, 2, 20), sender="Arvania", language="en")
    found = read("Two shells fell near the mill.", supplied=supplied, stated=by)
    assert found.symbol.value == "S/2031/9"
    assert found.sender.value == "Arvania"
    assert found.date.value == date(2031, 2, 20)
    assert found.symbol.supplied
    assert found.sender.supplied
    assert found.date.supplied


def test_what_the_head_tells_is_not_overruled():
    text = (STRUCTURE / "letters" / "masthead.txt").read_text(encoding="utf-8")
    found = read(text, supplied=Supplied(symbol="S/1", sender="Velt"), stated=StatedBy("r.k.", "1"))
    assert found.symbol.value == "S/2031/17"
    assert found.sender.value == "Arvania"


def test_a_supplied_sender_comes_before_an_inferred_one():
    found = read("Belmora calls upon the Security Council to act.", supplied=Supplied(sender="Velt"), stated=StatedBy("r.k.", "1"))
    assert found.sender.value == "Velt"


def test_supplied_values_need_a_person():
    with pytest.raises(ValueError, match="person"):
        read("Two shells fell.", supplied=Supplied(symbol="S/1"))
