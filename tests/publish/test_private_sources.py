"""Persons who are the source of an account are withheld by the profile itself, without a list; those who speak for an office are not."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from verbale.app.batches import read_paths
from verbale.app.redacting import redact
from verbale.app.tables import Content, Wanted
from verbale.publish.redaction.sources import private_sources
from verbale.publish.redaction.words import SOURCE_WITHHELD, Redactor, withheld_names
from verbale.publish.tables.specs import table_named
from verbale.register import open_register

HEAD = (
    "Letter dated 10 May 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
)
SAID = "Kestrian troops killed two civilians in Telmor on 3 May 2031"

PRIVATE = {
    f"According to Amal Verin, a resident of Telmor, {SAID}.": "Amal Verin",
    f"Father Anton Brezh, parish priest, reported that {SAID}.": "Anton Brezh",
    f"According to Dr. Lena Orvic of the Telmor hospital, {SAID}.": "Lena Orvic",
    f"Mr. Tomas Keld told our investigators that {SAID}.": "Tomas Keld",
    f"“{SAID}”, said Mira Solan, a teacher.": "Mira Solan",
    f"In the testimony of Josef Dahl, {SAID}.": "Josef Dahl",
    f"Selon Mme Claire Bellan, {SAID}.": "Claire Bellan",
    "وقال السيد سامي حداد إن القوات قتلت شخصين.": "سامي حداد",
    "وفقا للمواطنة أمل ورين، وهي من سكان تلمور، قتلت القوات شخصين.": "أمل ورين",
    "الطبيب يوسف داود قال لمحققينا إن المستشفى قصف.": "يوسف داود",
    "بحسب شهادة شاهد العيان كمال برهوم، قصفت الطائرات القرية.": "كمال برهوم",
    "وأفادت مريم صالح، وهي معلمة، بأن الجنود أطلقوا النار.": "مريم صالح",
    "据居民阿迈勒·韦林说，军队打死了两名平民。": "阿迈勒·韦林",
    "根据约瑟夫·达尔的证词，军队炮击了学校。": "约瑟夫·达尔",
    "据目击者王小明称，飞机轰炸了村庄。": "王小明",
    "张伟女士告诉调查人员，两名平民被打死。": "张伟",
    "据居民哈桑说，军队打死了两名平民。": "哈桑",
    "一名叫萨米·哈达德的村民看见士兵开枪。": "萨米·哈达德",
}
PUBLIC = [
    f"According to the Minister for Foreign Affairs of Belmora, Mr. Josef Hale, {SAID}.",
    f"Ambassador Karim Dast told the Council that {SAID}.",
    f"Mr. Karim Dast, Permanent Representative of Arvania, stated that {SAID}.",
    f"The spokesman of the army, Mr. Oren Vash, said that {SAID}.",
    f"According to the Belmoran Red Crescent, {SAID}.",
    f"Human Rights Watch reported that {SAID}.",
    f"Radio Telmor said that {SAID}.",
    f"According to Arvania, {SAID}.",
    f"{SAID}. The Government of Belmora has said so too.",
    "وقال وزير الخارجية السيد سامي حداد إن القوات انسحبت.",
    "وذكر السفير كريم داست أن القوات قتلت شخصين.",
    "قال السيد كريم داست، الممثل الدائم لأرفانيا، إن القوات انسحبت.",
    "وقالت منظمة الصليب الأحمر إن القوات قصفت.",
    "外交部长王毅先生说，军队已经撤出。",
    "常驻代表卡里姆·达斯特大使说，军队打死了两名平民。",
    "据居民说，军队打死了两名平民。",
    "目击者随后说，军队撤出。",
    "据红十字会称，医院遭到炮击。",
    "居民死亡，房屋被毁。",
    "主席先生说，会议结束。",
    "据叙利亚说，军队打死了两名平民。",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_a_person_who_tells_is_a_private_source(text):
    assert list(dict.fromkeys(private_sources(text))) == [PRIVATE[text]]


@pytest.mark.parametrize("text", PUBLIC)
def test_an_office_an_organization_and_a_state_are_not(text):
    assert list(private_sources(text)) == []


def test_a_name_that_runs_into_the_next_words_is_found_without_them():
    assert "Josef Dahl" in private_sources(f"In the testimony of Josef Dahl {SAID}.")


def test_an_office_of_the_sentence_before_is_another_person():
    assert list(private_sources(f"The Minister left. Mr. Tomas Keld said that {SAID}.")) == ["Tomas Keld"]


@pytest.fixture
def held(tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "\n\n".join([HEAD, *PRIVATE, *PUBLIC, "Ms. Verin was seen again. VERIN, AMAL is on our list.", "(Signed) Karim Dast"]), encoding="utf-8"
    )
    with open_register(tmp_path / "r.db") as register:
        read_paths([letter], register)
        yield register


@pytest.mark.parametrize("profile", ["public", "partner"])
def test_sources_are_withheld_in_every_column_and_other_spelling(held, profile, tmp_path):
    rows = " ".join(str(row) for name in ("claims", "tolls", "places") for row in Content(held, Wanted(profile)).rows(table_named(name)))
    assert "[source withheld]" in rows
    text = redact(held, "letter.txt", tmp_path / "out", profile).path.read_text(encoding="utf-8")
    for name in PRIVATE.values():
        assert (name.split()[-1]).lower() not in (rows + text).lower()
    for kept in ("Josef Hale", "Red Crescent", "Human Rights Watch", "Karim Dast"):
        assert kept in text


def test_the_full_profile_names_them(held):
    rows = [row["claimant"] for row in Content(held, Wanted("full")).rows(table_named("claims"))]
    assert "Amal Verin" in rows


def test_a_profile_of_ones_own_can_name_them(held, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('base = "public"\nname = "own"\ndescription = "x"\nsources = "named"\n', encoding="utf-8")
    assert any(row["claimant"] == "Amal Verin" for row in Content(held, Wanted(str(own))).rows(table_named("claims")))


@pytest.mark.parametrize(("name", "text", "cleaned"), [
    ("阿迈勒·韦林", "韦林女士逃走了。", "[source withheld]女士逃走了。"), ("阿迈勒·韦林", "韦林河", "韦林河"),
    ("أمل ورين", "ثم غادرت السيدة ورين القرية.", "ثم غادرت [source withheld] القرية."),
])  # fmt: skip
def test_a_surname_beside_a_title_is_withheld_in_scripts_without_capitals(name, text, cleaned):
    assert Redactor(withheld_names(name, "private source", SOURCE_WITHHELD)).clean(text) == cleaned


def test_what_is_withheld_is_gathered_with_as_many_statements_however_many_letters(tmp_path):
    with open_register(tmp_path / "r.db") as register:
        counts = []
        for letters in (2, 40):
            folder = tmp_path / str(letters)
            folder.mkdir()
            for number in range(letters):
                (folder / f"{number}.txt").write_text(f"{HEAD}\n\nAccording to Amal Verin{number}, {SAID}.\n\n{letters}", encoding="utf-8")
            read_paths([folder], register)
            asked = []
            event.listen(register.engine, "before_cursor_execute", lambda *given, asked=asked: asked.append(given[2]))
            assert Content(register, Wanted("public")).words
            counts.append(len(asked))
    assert counts[0] == counts[1]
