"""The language of a text: six are known, others are refused."""

import pytest

from verbale.structure import language_of

TEXTS = {
    "en": "The shells fell on the road and on the mill that stands by the river.",
    "fr": "Les obus sont tombés sur la route et sur le moulin qui se trouve près de la rivière.",
    "es": "Los proyectiles cayeron en el camino y en el molino que está a la orilla del río.",
    "ru": "Снаряды упали на дорогу и на мельницу, которая стоит у реки.",
    "ar": "سقطت القذائف على الطريق وعلى المطحنة التي تقع على ضفة النهر في الليل.",
    "zh": "炮弹落在路上和河边的磨坊，两人在家中丧生，另有数人受伤。",
}
OTHERS = {
    "German": "Die Granaten fielen auf die Straße und auf die Mühle, die am Fluss steht.",
    "Portuguese": "Os obuses caíram na estrada e no moinho que não estava longe do rio e dos campos.",
    "Italian": "I colpi sono caduti sulla strada e sul mulino che si trova sulla riva del fiume e della città.",
    "Persian": "گلوله‌ها در شب به جاده و آسیاب که در کنار رودخانه است برخورد کردند و این خانه را ویران کردند.",
    "Japanese": "砲弾は道路と川のそばにある水車小屋に落ち、二人が家の中で死亡しました。",
    "Ukrainian": "Снаряди впали на дорогу та на млин, що стоїть біля річки, і це було вночі.",
    "numbers": "12 14 2031 17:30 4/5",
    "nothing": "",
    "a name": "Telmor",
}


@pytest.mark.parametrize("language", TEXTS)
def test_six_languages(language):
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("name", OTHERS)
def test_refuses_what_it_does_not_know(name):
    assert language_of(OTHERS[name]) is None


def test_a_foreign_name_does_not_change_the_language():
    assert language_of(TEXTS["en"] * 3 + " Дорога " + "الطريق") == "en"
