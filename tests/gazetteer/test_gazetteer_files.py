"""Files that people bring: what is read of each kind, what is refused and why, adding, replacing, removing."""

import zipfile

import pytest

from verbale.gazetteer import Extent, open_gazetteer
from verbale.model import Code, UsageError

DUMP = [
    "1\tDayr Sarn\tDayr Sarn\t\t10.1\t40.1\tA\tADM1\tSY\t\t07\t\t\t\t90000\t\t\tX\t2020-01-01",
    "2\tTelmor District\tTelmor District\t\t10.1\t40.1\tA\tADM2\tSY\t\t07\t55\t\t\t0\t\t\tX\t2020-01-01",
    "3\tŞa‘fan\tSa`fan\tAs Safan,الصعفان\t10.2\t40.2\tP\tPPL\tSY\t\t07\t55\t\t\t1200\t\t\tX\t2020-01-01",
    "4\tCamp Velt\tCamp Velt\t\t10.3\t40.3\tS\tCMP\tSY\t\t07\t99\t\t\t0\t\t\tX\t2020-01-01",
    "5\tOdd\tOdd\t\tnorth\t40.3\tP\tPPL\tSY\t\t07\t\t\t\t0\t\t\tX\t2020-01-01",
    "6\tshort line",
    "7\tSarn Undersea\tSarn Undersea\t\t1\t1\tX\tXX\tSY\t\t07\t\t\t\t0\t\t\tX\t2020-01-01",
]
WIDE = """ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM0_EN,ADM0_PCODE
Dayr Sarn,دير سارن,SY07,Telmor,SY0701,Arvania,SY
Dayr Sarn,دير سارن,SY07,Velt,SY0702,Arvania,SY
"""


@pytest.fixture
def gazetteer(tmp_path):
    with open_gazetteer(tmp_path / "a.gaz", create=True) as gazetteer:
        yield gazetteer


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_geonames_dump(gazetteer, tmp_path, packed):
    path = write(tmp_path / "SY.txt", "\n".join(DUMP) + "\n")
    if packed:
        with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
            archive.write(path, "SY.txt")
            archive.writestr("readme.txt", "about")
        path = tmp_path / "SY.zip"
    added = gazetteer.add_file(path, "geonames")
    assert added.places == 4
    assert [one.row for one in added.refused] == [5, 6]
    (village,) = gazetteer.lookup("الصعفان", "SYR", "Dayr Sarn Governorate")
    assert village.place.regions == ("Telmor District", "Dayr Sarn")
    assert village.place.ref == "geonames:3"
    (camp,) = gazetteer.lookup("Camp Velt")
    assert (camp.place.kind, camp.place.regions) == ("camp", ("Dayr Sarn",))  # its district is not in the file
    assert gazetteer.sources()[0].attribution.startswith("GeoNames")


def test_wide_table_of_pcodes(gazetteer, tmp_path):
    assert gazetteer.add_file(write(tmp_path / "adm.csv", WIDE), "pcodes").places == 3
    (unit,) = gazetteer.lookup("Velt", "SYR", "دير سارن")
    assert (unit.place.ref, unit.place.level, unit.place.regions) == ("pcode:SY0702", 2, ("Dayr Sarn",))


def test_units_keep_the_middles_that_a_table_tells(gazetteer, tmp_path):
    table = WIDE.replace("ADM0_PCODE\n", "ADM0_PCODE,center_lat,center_lon\n").replace("Arvania,SY\n", "Arvania,SY,10.5,40.5\n")
    gazetteer.add_file(write(tmp_path / "adm.csv", table), "pcodes")
    (unit,) = gazetteer.lookup("Velt", "SYR", "Dayr Sarn")
    assert (unit.place.lat, unit.place.lon) == (10.5, 40.5)
    assert gazetteer.lookup("Dayr Sarn")[0].place.lat is None
    assert gazetteer.extent("Dayr Sarn", "SYR") == Extent(10.5, 40.5, 0.0, 1)  # both units of the test lie there


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Village,Arabic name,Y,X,Governorate,District\nOrvêl,أورفل,10.1,40.1,Velt,Telmor\n", "utf-8"),
        ("Localité;Latitude;Longitude;Région;District\nOrvêl;10,1;40,1;Velt;Telmor\n", "cp1252"),
        ("Localidad;Coordenadas;Provincia;Municipio\nOrvêl;10.1, 40.1;Velt;Telmor\n", "utf-8"),
        ("القرية,خط العرض,خط الطول,المحافظة,القضاء\nOrvêl,10.1,40.1,Velt,Telmor\n", "utf-8"),
    ],
)
def test_a_table_of_ones_own_as_it_is(gazetteer, tmp_path, text, encoding):
    path = tmp_path / "p.csv"
    path.write_bytes(text.encode(encoding))
    assert gazetteer.add_file(path, "table", country="XAR").refused == ()
    (found,) = gazetteer.lookup("Orvel", within="Telmor district")
    assert (found.place.name, found.place.lat, found.place.lon, found.place.regions) == ("Orvêl", 10.1, 40.1, ("Telmor", "Velt"))
    assert found.reasons[1].what == "inside the stated region"


def test_refused_rows_are_told(arvania):
    added = arvania[1]
    assert {one.row: one.reason for one in added.refused} == {
        5: "no name",
        6: "coordinates off the globe: 95.0, 41.0",
        7: "no coordinates: 'x', '41,0'",
    }
    assert arvania[0].lookup("Unlocated")[0].place.lat is None
    assert added.places == 5 + 3  # three regions are made of the column of regions


def test_a_file_of_the_same_name_is_replaced(gazetteer, tmp_path):
    path = write(tmp_path / "p.csv", "name,country\nTelmor,SYR\n")
    gazetteer.add_file(path, "table")
    write(path, "name,country\nVelt,Syria\n")
    gazetteer.add_file(path, "table")
    assert gazetteer.lookup("Telmor") == []
    assert gazetteer.lookup("Velt", "SYR")[0].place.source == "p.csv"
    assert [(one.name, one.places) for one in gazetteer.sources()] == [("p.csv", 1)]


def test_removing_a_file(gazetteer, tmp_path):
    gazetteer.add_file(write(tmp_path / "p.csv", "name\nTelmor\n"), "table")
    assert gazetteer.lookup("Telmor")
    assert gazetteer.remove("p.csv")
    assert gazetteer.lookup("Telmor") == []
    assert not gazetteer.remove("p.csv")


def test_one_place_of_two_files_is_given_once(gazetteer, tmp_path):
    text = "\n".join(DUMP[:3]) + "\n"
    for name in ("a.txt", "b.txt"):
        gazetteer.add_file(write(tmp_path / name, text), "geonames")
    assert len(gazetteer.lookup("As Safan")) == 1


def test_a_failed_file_leaves_nothing(gazetteer, tmp_path):
    with pytest.raises(UsageError):
        gazetteer.add_file(write(tmp_path / "p.csv", "apples;x\nTelmor;1\n"), "table")
    assert gazetteer.sources() == []


@pytest.mark.parametrize(
    ("kind", "columns", "code"), [("maps", {}, Code.BAD_VALUE), ("pcodes", {}, Code.BAD_VALUE), ("table", {"name": "Nom"}, Code.BAD_VALUE)]
)
def test_what_cannot_be_is_said(gazetteer, tmp_path, kind, columns, code):
    with pytest.raises(UsageError) as error:
        gazetteer.add_file(write(tmp_path / "p.csv", "name\nTelmor\n"), kind, columns=columns)
    assert error.value.problem.code is code


def test_missing_file(gazetteer, tmp_path):
    with pytest.raises(UsageError) as error:
        gazetteer.add_file(tmp_path / "none.csv", "table")
    assert error.value.problem.code is Code.NOT_FOUND


def test_only_a_gazetteer_is_opened(tmp_path):
    with pytest.raises(UsageError), open_gazetteer(tmp_path / "none.gaz"):
        pass
    for content in (b"not a database" * 100, b""):
        (tmp_path / "other.gaz").write_bytes(content)
        if content:
            with pytest.raises(UsageError), open_gazetteer(tmp_path / "other.gaz"):
                pass
    with open_gazetteer(tmp_path / "other.gaz", create=True) as empty:
        assert empty.lookup("Telmor") == []
