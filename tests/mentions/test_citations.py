"""Citations in prose, in six languages: the case table, its counter-examples, and what must hold for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.mentions.citations import cite, find_citations
from verbale.mentions.citations_words import LANGUAGES, tell
from verbale.model import Relation

CASES = tomllib.loads((Path(__file__).parent / "cases" / "citations.toml").read_text(encoding="utf-8"))
TABLE = [(language, case) for language, cases in CASES.items() for case in cases]


def said(mention):
    if mention.symbol:
        return str(mention.symbol)
    if mention.date:
        return f"{mention.kind} {mention.date.year or 0}-{mention.date.month}-{mention.date.day}"
    return mention.kind


@pytest.mark.parametrize(("language", "case"), TABLE, ids=lambda c: c if isinstance(c, str) else c["text"][:30])
def test_finds_what_the_table_says(language, case):
    found = find_citations(case["text"], language)
    assert [said(m) for m in found] == case["are"]
    assert all(case["text"][m.start : m.end].strip() for m in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told_when_it_is_not_given(language):
    text = " ".join(case["text"] for case in CASES[language])
    assert tell(text) == language
    assert find_citations(text) == find_citations(text, language)


def test_every_language_has_counter_examples():
    assert {language for language, case in TABLE if not case["are"]} == set(LANGUAGES)


def test_author_and_relation_are_told():
    (mine,) = find_citations("Further to our identical letters of 21 February 2018, I write.", "en")
    assert (mine.author, mine.relation, mine.kind) == ("our", Relation.FURTHER, "identical letters")
    (theirs,) = find_citations("In response to the letter from the Permanent Representative of Belmora dated 3 May 2018,", "en")
    assert (theirs.author, theirs.relation) == ("Permanent Representative of Belmora", Relation.REPLY)
    (plain,) = find_citations("Further to the talks. See resolution 1701 (2006).", "en")
    assert plain.relation is Relation.REFERS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Corrigendum to my letter dated 3 March 2018"),
        ("en", "The present letter supersedes our letter of 3 March 2018"),
        ("en", "amending our letter of 3 March 2018 (S/2018/152)"),
        ("en", "Our letter of 3 March 2018 (S/2018/152) should read as follows"),
        ("en", "In document S/2018/152 the second line is wrong: S/2018/152 should be disregarded."),
        ("fr", "La présente lettre remplace ma lettre du 3 mars 2018"),
        ("fr", "ma lettre du 3 mars 2018 (S/2018/152) doit se lire comme suit"),
        ("es", "Corrección de mi carta de 3 de marzo de 2018"),
        ("ru", "взамен письма от 3 марта 2018 года"),
        ("ar", "تصويب لرسالتي المؤرخة 3 آذار/مارس 2018"),
        ("zh", "更正我2018年3月3日的信"),
    ],
)
def test_a_correction_is_told_before_and_after_the_document(language, text):
    assert Relation.CORRECTS in [m.relation for m in find_citations(text, language)]


def test_a_letter_that_is_not_corrected_is_not_said_to_be():
    for text in (
        "Our letter of 3 March 2018 should be circulated.",
        "They replaced the mayor. Our letter of 3 March 2018",
        "S/2018/152 should stand",
    ):
        assert {m.relation for m in find_citations(text, "en")} == {Relation.REFERS}


def test_who_sent_a_letter_of_a_day():
    (found,) = find_citations("the letter of the representative of Belmora of 4 May 2018", "en")
    assert found.author == "representative of Belmora"


def test_the_date_of_a_resolution_is_told():
    (found,) = find_citations("resolution 74/104 of 13 December 2019", "en")
    assert tuple(found.date) == (2019, 12, 13)
    (chinese,) = find_citations("大会2019年12月13日第74/104号决议", "zh")
    assert tuple(chinese.date) == (2019, 12, 13)


def test_cite_lists_every_name_of_a_document():
    assert [str(c.symbol) for c in cite("(A/67/1-S/2012/2)", "en")] == ["A/67/1-S/2012/2", "A/67/1", "S/2012/2"]
    assert [str(c.symbol) for c in cite("resolution 217 A (III)", "en")] == ["A/RES/217 A (III)", "A/RES/217 (III)"]


def test_places_are_those_of_the_text_with_stretched_words():
    text = "وقــــرار مجلس الأمن 242 (1967)"
    (found,) = find_citations(text, "ar")
    assert text[found.start : found.end] == "242 (1967)"


WORDS = st.sampled_from(
    [
        "resolution ",
        "resolutions ",
        "letter ",
        "dated ",
        "of ",
        "and ",
        "12 ",
        "3 March 2018 ",
        "S/2018/1",
        "A/67/1-S/2012/2 ",
        "242 ",
        "(1967) ",
        "74/104 ",
        "(XXX)",
        ", ",
        "\n",
        "Charter ",
        "Article 51 ",
        "决议",
        "第242号",
        "القرار ",
        "قــرار ",
        "(د-30)",
        "резолюция ",
        "31 June ",
        "99/99/99 ",
        "Human Rights Council ",
        "/",
        "(",
        "30 February 2018 ",
    ]
)


@given(st.lists(WORDS | st.text(max_size=5), max_size=25).map("".join), st.sampled_from([None, *LANGUAGES]))
def test_any_text_is_read_and_every_place_lies_in_it(text, language):
    for mention in find_citations(text, language):
        assert 0 <= mention.start < mention.end <= len(text)


OF_A_LETTER = [
    (
        "en",
        "Further to the letter from the Permanent Representative of Velt (S/2031/12), I write.",
        Relation.FURTHER,
        "Permanent Representative of Velt",
    ),
    ("en", "In reply to the letter of the representative of Velt (S/2031/12)", Relation.REPLY, "representative of Velt"),
    ("en", "in answer to Velt’s letter (S/2031/12)", Relation.REPLY, "Velt"),
    ("en", "In reply to what the representative of Velt alleges of our army in his letter (S/2031/12)", Relation.REPLY, "his"),
    ("en", "the letter from the observer of Velt contained in document S/2031/12", Relation.REFERS, "observer of Velt"),
    ("fr", "En réponse à la lettre du Représentant permanent du Velt (S/2031/12)", Relation.REPLY, ""),
    ("es", "En respuesta a la carta del Representante Permanente de Velt (S/2031/12)", Relation.REPLY, ""),
    ("ru", "В ответ на письмо Постоянного представителя Вельта (S/2031/12)", Relation.REPLY, ""),
    ("ar", "ردا على الرسالة الموجهة من الممثل الدائم لفيلت (S/2031/12)", Relation.REPLY, ""),
    ("zh", "为答复韦尔特常驻代表的信(S/2031/12)", Relation.REPLY, ""),
]


@pytest.mark.parametrize(("language", "text", "relation", "author"), OF_A_LETTER, ids=lambda x: x[:40] if isinstance(x, str) else "")
def test_a_letter_without_a_day_is_told_by_its_symbol(language, text, relation, author):
    (one,) = find_citations(text, language)
    assert (str(one.symbol), one.kind, one.relation, one.author) == ("S/2031/12", "letter", relation, author)


@pytest.mark.parametrize(
    "text",
    [
        "The letter alleges that the mission was shelled (S/2031/12).",
        "The letter from Velt. Another document (S/2031/12) tells of it.",
        "the letter on resolution 242 (1967) and (S/2031/12)",
        "In reply to the talks, the village burned and a letter came. See S/2031/12",
    ],
)
def test_a_symbol_after_other_words_is_no_letters(text):
    assert [m.kind for m in find_citations(text, "en") if str(m.symbol) == "S/2031/12"] == [""]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "notre lettre du 3 mai 2031"), ("es", "nuestra carta de 3 de mayo de 2031"), ("ru", "нашем письме от 3 мая 2031 года")],
)
def test_whose_letter_it_is_is_told_alike_in_every_language(language, text):
    (one,) = find_citations(text, language)
    assert one.author == "our"


def test_names_before_a_letter_are_its_author_but_not_the_word_that_opens_the_sentence():
    (one,) = find_citations("In Velt's letter of 3 June 2031 nothing is said of it.", "en")
    assert one.author == "Velt"


def test_the_sender_of_an_acting_head_of_mission_is_whole():
    text = "the letter dated 5 May 2031 from the Chargé d'affaires a.i. of the Permanent Mission of Velt to the United\nNations (S/2031/16)"
    assert find_citations(text, "en")[0].author == "Chargé d'affaires a.i. of the Permanent Mission of Velt"


def test_articles_with_their_paragraphs_and_after_the_treaty():
    text = "Article 2, paragraph 4, of the Charter; the Charter (Art. 51); Rome Statute article 8"
    assert [m.kind for m in find_citations(text, "en")] == ["charter article", "charter article", "treaty article"]
    assert find_citations("the Charter and Article 5 of our constitution", "en") == []
