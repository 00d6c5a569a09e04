"""Where a named place lies: one answer, an open question, or held in its region; never at a similar name elsewhere."""

from __future__ import annotations

import pytest

from verbale.gazetteer import open_gazetteer
from verbale.model import Place, Point
from verbale.resolution.places import Found, locate

PLACES = """name,lat,lon,country,region,names,kind,people
Telmor,10.0,40.0,XAR,Dayr Sarn,Old Telm|تلمور,town,5000
Telmor,12.0,41.0,XAR,Upper Velt,,village,100
Marn,10.2,40.3,XAR,Dayr Sarn,,village,
Bahri Camp,10.1,40.1,XAR,Dayr Sarn,,camp,
Harsa,11.9,41.2,XAR,Upper Velt,,neighbourhood,
Twin,13.0,42.0,XAR,Lower Velt,,village,50
Twin,13.4,42.0,XAR,Lower Velt,,village,50
"""


@pytest.fixture(scope="module")
def arvania(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    (folder / "p.csv").write_text(PLACES, encoding="utf-8")
    (folder / "again.csv").write_text(PLACES.replace("10.2,40.3", "10.21,40.31"), encoding="utf-8")
    with open_gazetteer(folder / "p.gaz", create=True) as gazetteer:
        gazetteer.add_file(folder / "p.csv", "table")
        gazetteer.add_file(folder / "again.csv", "table")
        yield gazetteer


@pytest.mark.parametrize(
    ("name", "within", "found", "lat"),
    [
        ("Telmor", ("Dayr Sarn governorate",), Found.ONE, 10.0),
        ("Telmor", ("Upper Velt",), Found.ONE, 12.0),
        ("Old Telm", (), Found.ONE, 10.0),
        ("تلمور", ("Dayr Sarn",), Found.ONE, 10.0),
        ("village of Marn", ("Dayr Sarn",), Found.ONE, 10.2),
        ("Bahri Camp", (), Found.ONE, 10.1),
        ("the refugee camp of Bahri", (), Found.ONE, 10.1),
        ("مخيم تلمور للاجئين", ("Dayr Sarn",), Found.IN_REGION, 10.1),
        ("Telmor camp", ("Dayr Sarn",), Found.IN_REGION, 10.1),
        ("neighbourhood of Harsa", ("Upper Velt",), Found.ONE, 11.9),
        ("al-Harsa quarter", ("Upper Velt",), Found.ONE, 11.9),
        ("Twin", ("Lower Velt",), Found.OPEN, None),
        ("Shanfar", ("Dayr Sarn",), Found.IN_REGION, 10.1),
        ("Marnes", ("Dayr Sarn",), Found.IN_REGION, 10.1),
        ("Harsa", ("Dayr Sarn",), Found.IN_REGION, 10.1),
        ("Shanfar", (), Found.UNKNOWN, None),
        ("Shanfar", ("Nowhere",), Found.UNKNOWN, None),
    ],
)
def test_what_becomes_of_a_name(arvania, name, within, found, lat):
    located = locate(Place(name, within), arvania, "XAR")
    assert located.found is found
    assert located.lat == (pytest.approx(lat, abs=0.02) if lat else None)
    if found is Found.ONE:
        assert located.candidates[0].reasons


def test_one_place_in_two_files_is_one(arvania):
    located = locate(Place("Marn", ("Dayr Sarn",)), arvania, "XAR")
    assert located.found is Found.ONE
    assert len(located.candidates) == 2


def test_the_radius_covers_every_known_place_of_the_region(arvania):
    located = locate(Place("Shanfar", ("Dayr Sarn",)), arvania, "XAR")
    assert located.radius_km == pytest.approx(20, abs=3)
    assert located.precision == 4
    assert "known places of Dayr Sarn" in located.method


def test_a_region_without_coordinates_still_holds_the_place(tmp_path):
    (tmp_path / "u.csv").write_text("level,pcode,parent_pcode,name_en\nadm1,XA01,XA,Dayr Sarn\n", encoding="utf-8")
    with open_gazetteer(tmp_path / "u.gaz", create=True) as gazetteer:
        gazetteer.add_file(tmp_path / "u.csv", "pcodes", country="XAR")
        located = locate(Place("Shanfar", ("eastern countryside of Dayr Sarn governorate",)), gazetteer)
        assert (located.found, located.lat, located.precision) == (Found.IN_REGION, None, 4)
        assert located.method.startswith("in eastern countryside of Dayr Sarn")
        assert locate(Place("Shanfar", ("Upper Velt",)), gazetteer).found is Found.UNKNOWN


def test_one_known_place_of_a_region_is_not_where_the_others_lie(arvania):
    """Upper Velt has two known places: a village that no file has is not put at the middle of them, with a radius as if it were known."""
    located = locate(Place("Shanfar", ("Upper Velt",)), arvania, "XAR")
    assert (located.found, located.lat, located.radius_km) == (Found.IN_REGION, None, None)


def test_a_candidate_outside_is_listed_and_not_chosen(arvania):
    located = locate(Place("Harsa", ("Dayr Sarn",)), arvania, "XAR")
    assert [c.place.name for c in located.candidates] == ["Harsa", "Harsa"]
    assert located.found is Found.IN_REGION


def test_the_claimants_own_point_stands(arvania):
    located = locate(Place("Telmor", (), (), Point(1.0, 2.0, 1, "village", "airwars", 3)), arvania, "XAR")
    assert (located.found, located.lat, located.radius_km, located.precision) == (Found.STATED, 1.0, 3, 1)
    assert located.candidates
