"""One document is one work, under whatever names, in whatever copies; two documents are two."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_letters import holding, record

from verbale.resolution.works import base_keys, cited_only, works

SAME = "the same words"


def ids(*held, records=()):
    return [work.id for work in works(held, records)]


def test_a_joint_symbol_is_one_work_with_two_names():
    [work] = works([holding("a", "A/85/7-S/2031/40", "2031-03-04", "Arvania")])
    assert (work.id, work.names, work.known, work.letter) == ("A/85/7-S/2031/40", ("A/85/7", "S/2031/40"), True, True)


def test_names_join_copies_languages_and_records():
    held = [holding("en", "S/2031/40", "2031-03-04", "Arvania"), holding("fr", "A/85/7-S/2031/40", language="fr"), holding("copy", "A/85/7")]
    [work] = works(held, [record("A/85/7", title="Letter")])
    assert [h.name for h in work.holdings] == ["copy.txt", "en.txt", "fr.txt"]
    assert (work.sender, work.day, work.title, len(work.records)) == ("Arvania", date(2031, 3, 4), "Letter", 1)


def test_spellings_of_a_resolution_are_one():
    assert ids(holding("a", "S/RES/1441(2002)", kind="resolution"), records=[record("S/RES/1441 (2002)"), record("S/RES/1441")]) == [
        "S/RES/1441 (2002)"
    ]


def test_identical_letters_under_two_names_are_one():
    to_council = holding("a", "S/2031/40", "2031-03-04", "Arvania", "identical letters", words=SAME)
    to_secretary = holding("b", "A/85/7", "2031-03-04", "ARVANIA", "identical letters", words=SAME)
    assert ids(to_council, to_secretary) == ["A/85/7-S/2031/40"]


def test_the_same_words_of_another_sender_or_day_are_another_letter():
    first = holding("a", "S/2031/40", "2031-03-04", "Arvania", words=SAME)
    assert len(ids(first, holding("b", "S/2031/41", "2031-03-04", "Kestria", words=SAME))) == 2
    assert len(ids(first, holding("b", "S/2031/41", "2031-03-05", "Arvania", words=SAME))) == 2
    assert len(ids(first, holding("b", "S/2031/41", "2031-03-04", "Arvania", words="others"))) == 2


def test_letters_without_a_name_are_told_apart():
    assert len(ids(holding("a", when="2031-03-04", sender="Arvania"), holding("b", when="2031-03-04", sender="Arvania"))) == 2


def test_what_a_record_tells():
    [work] = works([], [record("S/2031/9", when="2031-03-06", title="Letter dated ...", kind="letter", sender="Velt", said="2031-03-01")])
    assert (work.day, work.days, work.kind, work.sender, work.holdings) == (date(2031, 3, 1), (date(2031, 3, 1),), "letter", "Velt", ())
    [issued] = works([], [record("S/RES/2871 (2030)", when="2030-06-01")])
    assert (issued.day, issued.kind, issued.letter) == (date(2030, 6, 1), "resolution", False)


def test_versions_share_a_base():
    one, other = works([holding("a", "A/85/7-S/2031/40"), holding("b", "S/2031/40/Corr.1")])
    assert set(base_keys(one)) & set(base_keys(other))
    assert not set(base_keys(one)) & set(base_keys(cited_only("S/2031/4")))


def test_what_is_only_cited():
    work = cited_only("A/85/7-S/2031/40")
    assert (work.names, work.known) == (("A/85/7", "S/2031/40"), False)
    assert cited_only("", date(2031, 3, 4), "letter", "Velt").id == "letter of 2031-03-04 (Velt)"


SYMBOLS = st.sampled_from(["", "S/2031/1", "S/2031/2", "A/85/1", "A/85/1-S/2031/1", "A/85/2-S/2031/2", "A/85/1-S/2031/2", "S/2031/1/Corr.1"])


@settings(deadline=None)
@given(st.lists(st.tuples(SYMBOLS, SYMBOLS), max_size=8), st.randoms())
def test_no_name_stands_twice_and_nothing_is_lost_whatever_the_order(pairs, chance):
    held = [holding(str(n), symbol) for n, (symbol, _) in enumerate(pairs)]
    records = [record(symbol, title=str(n)) for n, (_, symbol) in enumerate(pairs) if symbol]
    found = works(held, records)
    names = [name for work in found for name in work.names]
    assert len(names) == len(set(names))
    assert sorted(h.name for work in found for h in work.holdings) == sorted(h.name for h in held)
    assert sorted(key for work in found for key in work.records) == sorted(r.record.id for r in records)
    chance.shuffle(held)
    chance.shuffle(records)
    assert works(held, records) == found
