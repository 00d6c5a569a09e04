"""Real documents of the United Nations, where they lie beside the project: nothing lost, mastheads intact, boxes where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_contract import check
from test_pdf import assert_pieces_stand_on_the_page

from verbale.intake import pdf

FILES = Path(__file__).parents[3] / "shared" / "evaluation" / "files"
EXPECTED = {
    "A_HRC_43_12__en": [
        "United Nations\tA/HRC/43/12",
        "27 December 2019",
        "Original: English",
        "Agenda item 6\n",
        "including the rights of the accused (stipulation",
    ],
    "A_HRC_WG.6_7_ITA_1__en": [
        "A/HRC/WG.6/7/ITA/1\n16 November 2009",
        "IN ACCORDANCE WITH PARAGRAPH 15 (A) OF THE ANNEX TO HUMAN RIGHTS COUNCIL RESOLUTION 5/1 *",
    ],
    "A_HRC_WG.6_7_ITA_1__fr": [
        "Nations Unies\tA/HRC/WG.6/7/ITA/1\n",
        "16 novembre 2009\nFrançais\nOriginal: anglais",
        "conformément au paragraphe 15 a) de l’annexe",
    ],
    "A_INF_76_1__en": [
        "United Nations\tA/INF/76/1",
        "Tuesday, 12 September 2023\tTuesday, 19 September 2023 (to be confirmed) a\n",
        "15 February 2021",
    ],
    "A_RES_48_161__en": [
        "Distr.\nGENERAL\n\nA/RES/48/161\n21 January 1994",
        "48/161. The situation in Central America: procedures for the establishment of a firm and",
    ],
    "A_RES_48_161__fr": ["A/RES/48/161\n21 janvier 1994", " d’établissement d’une paix ferme et durable"],
    "A_RES_48_246__en": [
        "A/RES/48/246\n11 May 1994",
        "48/246. Financing of the United Nations Mission in Haiti\n\n",
        "per\nmonth".replace("\n", " "),
    ],
    "A_RES_48_246__es": ["11 de mayo de 1994", "48/246. Financiación de la Misión de las Naciones Unidas en Haití\n\n"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_document(name, capsys):
    path = FILES / f"{name}.pdf"
    if not path.exists():
        with capsys.disabled():
            print(f"note: {path.name} is not beside the project; it was not read")
        return
    data = path.read_bytes()
    rendition = pdf.read(data, path.name)
    check(rendition, data)
    assert_pieces_stand_on_the_page(data, rendition)
    assert rendition.problems == ()
    for words in EXPECTED[name]:
        assert words in rendition.text
