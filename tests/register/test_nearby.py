"""The thread of a letter, read out of the letters near it, is the one that the graph of all letters gives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from register_letters import intake

from verbale.app.threads import cited_documents, thread_of
from verbale.model import Citation, Code, Particular, Relation, StatedBy, UsageError
from verbale.register import open_register
from verbale.resolution.threads import thread

SENDERS = ("Arvania", "Belmora", "Kestria", "")
LETTERS = 60


def letter(number, chance):
    """A letter that cites some others, by symbol, by both names of a joint symbol, as a version, or by day and author only."""
    given = intake(number, sender=SENDERS[0], claims=1)
    header = given.reading.communication
    told = (StatedBy("R. Coder", "acquisition"),)
    citations = []
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        other = chance.randrange(max(1, number - 12), min(LETTERS, number + 3))
        relation = chance.choice(list(Relation))
        if chance.random() < 0.3:
            cited = Citation(header.citations[0].anchor, None, day(other), "letter", chance.choice(("Arvania", "Belmora", "")), relation)
        else:
            symbol = chance.choice((symbol_of(other), f"S/2031/{other}", f"A/85/{other}", f"S/2031/{other}/Corr.1"))
            cited = Citation(header.citations[0].anchor, symbol, day(other), "letter", "", relation)
        citations.append(cited)
    symbol = symbol_of(number)
    changed = replace(
        header,
        symbol=Particular(symbol, told) if symbol else None,
        date=Particular(day(number), told),
        sender=Particular(chance.choice(SENDERS[:3]), told) if number % 7 else None,
        citations=tuple(citations),
    )
    return replace(given, reading=replace(given.reading, communication=changed))


def symbol_of(number):
    if number % 11 == 0:
        return ""
    if number % 9 == 0:
        return f"S/2031/{number - 1}/Corr.1"
    return f"A/85/{number}-S/2031/{number}" if number % 5 == 0 else f"S/2031/{number}"


def day(number):
    return date(2031, 1, 1) + timedelta(days=number // 3)


def told(graph, found, whole):
    """The thread without problems of circles, which can lead farther away; and the links among its works."""
    works = {found.work, *(v.work for v in found.versions), *(s.work for s in (*found.follows, *found.answers, *found.cites))}
    links = {link for link in graph.links if {link.citing, link.cited} <= works}
    problems = {p for p in found.problems if p.code is not Code.CITATION_CIRCLE and p.where in works}
    return (
        replace(found, problems=(), versions=tuple(replace(v, changes=None) for v in found.versions)),
        {w: whole.works[w] for w in works},
        links,
        problems,
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_thread_is_that_of_the_graph_of_all_letters(register, seed):
    chance = random.Random(seed)
    register.add([letter(number, chance) for number in range(1, LETTERS)])
    cited = cited_documents(register)
    whole = cited.graph()
    for number in range(1, LETTERS):
        name = f"letter-{number:03}.txt"
        near, found = thread_of(register, name)
        expected = thread(whole, cited.shelf.by_document[register.reading(name).document.sha256])
        assert len(near.works) < len(whole.works)
        expected = replace(expected, versions=tuple(replace(v, changes=None, holding=one.holding, how=one.how, day=one.day)
                                                    if v.work == one.work else v for v, one in zip(expected.versions, found.versions, strict=True)))  # fmt: skip
        assert told(near, found, near) == told(whole, expected, whole), name


def test_a_letter_that_is_only_cited_has_a_thread(register):
    register.add([intake(1), intake(2)])
    _, found = thread_of(register, "S/2031/2")
    assert [step.work for step in found.answers] == ["S/2031/1002"]
    with pytest.raises(UsageError) as raised:
        thread_of(register, "S/2031/77")
    assert raised.value.problem.code is Code.NOT_FOUND


def test_what_is_read_does_not_grow_with_the_register(tmp_path):
    with open_register(tmp_path / "r.db") as register:
        chance = random.Random(1)
        register.add([letter(number, chance) for number in range(1, LETTERS)])
        few, _ = thread_of(register, "letter-010.txt")
        register.add([intake(number, claims=1) for number in range(200, 300)])
        many, _ = thread_of(register, "letter-010.txt")
    assert many == few


def test_letters_of_the_same_days_by_others_are_not_read(tmp_path):
    def named(number, sender):
        given = intake(number, sender=sender, claims=1)
        told = (StatedBy("R. Coder", "acquisition"),)
        header = replace(
            given.reading.communication,
            symbol=Particular(f"S/2031/{number}", told),
            date=Particular(day(9), told),
            sender=Particular(sender, told),
            citations=(),
        )
        return replace(given, reading=replace(given.reading, communication=header))

    with open_register(tmp_path / "r.db") as register:
        register.add([named(1, "Arvania"), named(2, "Arvania")])
        few, _ = thread_of(register, "S/2031/1")
        register.add([named(number, "Belmora") for number in range(3, 30)])
        many, _ = thread_of(register, "S/2031/1")
    assert many == few
    assert set(few.works) == {"S/2031/1", "S/2031/2"}, "one of the same sender can be the same letter"
