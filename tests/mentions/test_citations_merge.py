"""One entry a document: symbols with the kind and date said of them, years resolved, problems told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.mentions.citations import find_citations
from verbale.mentions.citations_merge import citation_problems, each_citation, to_citations
from verbale.model import Code, Relation
from verbale.symbols import parse


def cited(text, letter_date=None, own=None, language="en"):
    return to_citations(find_citations(text, language), text, "r1", letter_date, own)


def told(text, letter_date=None):
    return [(c.symbol, c.date.isoformat() if c.date else None) for c in cited(text, letter_date)]


def test_a_symbol_takes_the_kind_and_date_said_of_it():
    (one,) = cited("Further to our identical letters of 21 February 2018 (S/2018/152)")
    assert (one.symbol, one.date, one.kind, one.author, one.relation) == (
        "S/2018/152",
        date(2018, 2, 21),
        "identical letters",
        "our",
        Relation.FURTHER,
    )
    assert one.anchor.rendition == "r1"
    assert one.anchor.quote == "our identical letters of 21 February 2018 … S/2018/152"


@pytest.mark.parametrize(
    ("text", "letter_date", "expected"),
    [
        ("my letter dated 12 November (A/ES-10/566-S/2012/829)", date(2012, 11, 15), [("A/ES-10/566-S/2012/829", "2012-11-12")]),
        ("our letter of 31 December", date(2019, 1, 24), [(None, "2018-12-31")]),
        ("our letter of 31 December", None, [(None, None)]),
        ("our letter of 3 May (S/2016/400)", None, [("S/2016/400", "2016-05-03")]),
        ("our letters of 3 and 5 March", date(2018, 3, 20), [(None, "2018-03-03"), (None, "2018-03-05")]),
        ("letters dated 3 March (S/2018/11) and 5 March 2018 (S/2018/12)", None, [("S/2018/11", "2018-03-03"), ("S/2018/12", "2018-03-05")]),
        ("letters of 3 and 5 March 2018 (S/2018/11, S/2018/12)", None, [("S/2018/11", "2018-03-03"), ("S/2018/12", "2018-03-05")]),
        ("letters of 3 and 5 March 2018 (S/2018/12)", None, [(None, "2018-03-03"), (None, "2018-03-05"), ("S/2018/12", None)]),
        ("letter S/2018/152 dated 21 February 2018", None, [("S/2018/152", "2018-02-21")]),
        ("letter of 21 February 2018 (A/72/1, S/2018/152)", None, [("A/72/1-S/2018/152", "2018-02-21")]),
        ("resolution 1701 (2006), and S/RES/1701; resolution 1701", None, [("S/RES/1701 (2006)", None)]),
        ("S/RES/1701 and resolution 1701 (2006)", None, [("S/RES/1701 (2006)", None)]),
        ("S/2012/829 is A/ES-10/566-S/2012/829", None, [("A/ES-10/566-S/2012/829", None)]),
        ("our letter of 21 February 2018 (S/2018/152). In our letter of 21 February 2018 we wrote", None, [("S/2018/152", "2018-02-21")]),
        ("Article 51 of the Charter; the present letter", None, []),
    ],
)
def test_one_entry_a_document(text, letter_date, expected):
    assert told(text, letter_date) == expected


def test_the_letter_itself_is_no_citation():
    title = "Identical letters dated 24 January 2019 from the Permanent Representative of Belmora addressed to the Secretary-General (S/2019/79)"
    assert cited(f"{title}. Our letter of 3 January 2019.", date(2019, 1, 24), parse("A/73/1-S/2019/79"))[-1].date == date(2019, 1, 3)
    assert len(cited(f"{title}. Our letter of 3 January 2019.", date(2019, 1, 24), parse("A/73/1-S/2019/79"))) == 1


def test_what_does_not_fit_is_a_problem_and_nothing_is_lost():
    citations = cited("our letter dated 7 February 2017 (S/2018/100) and our letter of 3 May 2030", date(2018, 2, 10))
    assert [(c.symbol, c.date) for c in citations] == [("S/2018/100", date(2017, 2, 7)), (None, date(2030, 5, 3))]
    assert [p.code for p in citation_problems(citations, date(2018, 2, 10))] == [Code.SYMBOL_YEAR, Code.FUTURE_CITATION]
    assert [p.code for p in citation_problems(citations, None, parse("S/2018/100"))] == [Code.SYMBOL_YEAR, Code.SELF_CITATION]


PARTS = st.sampled_from(
    [
        "our letter of 3 May ",
        "letters of 3 and 5 March 2018 ",
        "(S/2018/152)",
        "A/67/1-S/2012/2, ",
        "and ",
        "resolution 1701 (2006) ",
        "S/RES/1701 ",
        "letter dated 29 February 2019 ",
        "; ",
        "(",
        ") ",
    ]
)


@given(st.lists(PARTS, max_size=12).map("".join), st.none() | st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_no_document_is_listed_twice_and_places_hold(text, letter_date):
    citations = cited(text, letter_date)
    keys = [parse(c.symbol).key for c in citations if c.symbol]
    assert len(keys) == len(set(keys))
    for c in citations:
        assert c.symbol or c.kind
        assert all(0 <= s.start < s.end <= len(text) for s in c.anchor.spans)
    citation_problems(citations, letter_date)


def test_a_relation_said_of_those_letters_is_that_of_the_letters_named_before():
    text = "We wrote on 1 May. Our letters of 3 March and 5 April 2018 (S/2018/1) told of it. Further to those letters, and to resolution 242 (1967), we say more."
    assert [(c.date, c.relation) for c in cited(text) if c.kind == "letter"] == [
        (date(2018, 3, 3), Relation.FURTHER),
        (date(2018, 4, 5), Relation.FURTHER),
    ]
    only_one = "Our letters of 3 March and 5 April 2018. In reply to that letter, they said nothing."
    assert [c.relation for c in cited(only_one)] == [Relation.REFERS, Relation.REPLY]
    assert cited("Further to those letters, we say more.") == ()


def test_each_citation_stands_as_often_as_it_is_cited():
    text = "See S/2018/1, Article 51 of the Charter, our letter of 3 March 2018 (S/2018/2), the present letter, and S/2018/1 again."
    each = each_citation(find_citations(text, "en"), text, "r1", None, None)
    assert [(c.symbol, c.kind) for c in each] == [
        ("S/2018/1", ""), (None, "charter article"), ("S/2018/2", "letter"), (None, "present letter"), ("S/2018/1", "")
    ]  # fmt: skip
    assert all(text[slice(*c.anchor.spans[0])] in c.anchor.quote for c in each)
    assert [c.symbol for c in cited(text)] == ["S/2018/1", "S/2018/2"]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("our letters (A/85/432, S/2031/921; A/85/437, S/2031/930)", ["A/85/432-S/2031/921", "A/85/437-S/2031/930"]),
        ("our letter of 5 March 2031 (A/85/432, S/2031/921)", ["A/85/432-S/2031/921"]),
        ("documents A/85/432, S/2031/921 and S/2031/930", ["A/85/432", "S/2031/921", "S/2031/930"]),
        ("the resolutions (A/RES/85/3, S/RES/2700 (2031))", ["A/RES/85/3", "S/RES/2700 (2031)"]),
        ("two letters (S/2031/921, A/85/432)", ["S/2031/921", "A/85/432"]),
    ],
)
def test_two_symbols_in_brackets_are_one_letter(text, symbols):
    assert [c.symbol for c in to_citations(find_citations(text, "en"), text) if c.symbol] == symbols


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "letter dated 3 May 2031 from the Chargé d'affaires a.i. of the Permanent Mission of Velt to the United Nations (S/2031/9)"),
        ("en", "letter dated 3 May 2031 from the Permanent Representative of Velt to the United\nNations (S/2031/9)"),
        ("en", "letter of Velt of 3 May 2031 circulated as document S/2031/9"),
        ("ru", "письмо от 3 мая 2031 г. на имя Председателя Совета Безопасности (S/2031/9)"),
    ],
)
def test_a_day_and_a_symbol_are_one_letter_over_abbreviations_and_line_ends(language, text):
    assert [(c.symbol, c.date) for c in cited(text, language=language)] == [("S/2031/9", date(2031, 5, 3))]


def test_a_symbol_of_the_next_sentence_is_no_letters_own():
    assert [c.symbol for c in cited("letter of 3 May 2031 from Velt. The report (S/2031/9) is late.")] == [None, "S/2031/9"]


def test_several_days_of_one_month_in_chinese():
    found = cited("我们2031年5月3日和5日的同文信(S/2031/15和S/2031/16)", language="zh")
    assert [(c.symbol, c.date) for c in found] == [("S/2031/15", date(2031, 5, 3)), ("S/2031/16", date(2031, 5, 5))]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (
            "In reference to the letter of the Permanent Representative of Velt dated 21 June 2031 (S/2031/376), I, on instructions from my Government,",
            "Permanent Representative of Velt",
        ),
        ("I refer to the letter dated 21 June 2031 (S/2031/376) and, on instructions from my Government, wish to say", ""),
    ],
)
def test_instructions_from_a_government_tell_no_sender(text, author):
    assert [c.author for c in cited(text)] == [author]
