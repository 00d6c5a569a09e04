"""A gazetteer of an invented state, Arvania (code XAR), made from small files of each kind."""

import pytest

from verbale.gazetteer import open_gazetteer

UNITS = """level,pcode,parent_pcode,name_en,name_ar
adm1,XA01,XA,Dayr Sarn,دير سارن
adm1,XA02,XA,Upper Velt,
adm1,XA03,XA,Lower Velt,
adm2,XA0101,XA01,Telmor,تلمور
"""
PLACES = """Place;Lat;Lon;Governorate;Other names;Population
Sha'fan;10,0;40,0;Dayr Sarn Governorate;الشفعان;5000
Tall Kestri;10,5;40,5;Dayr Sarn Governorate;;
Bahri;11,0;41,0;Upper Velt;Bahari|Old Bahri;100
Bahri;12,0;41,0;Lower Velt;;100
;12,0;41,0;Lower Velt;;
Nowhere;95,0;41,0;Lower Velt;;
Odd;x;41,0;Lower Velt;;
Unlocated;;;Lower Velt;;
"""


@pytest.fixture(scope="session")
def arvania(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gazetteer")
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    with open_gazetteer(folder / "arvania.gaz", create=True) as gazetteer:
        gazetteer.add_file(folder / "units.csv", "pcodes", country="XAR")
        added = gazetteer.add_file(
            folder / "places.csv", "table", country="XAR", columns={"name": "Place", "names": "Other names"}, attribution="Survey of Arvania"
        )
        yield gazetteer, added
