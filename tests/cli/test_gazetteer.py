"""`verbale gazetteer`: files of every kind told apart, names looked up, large dumps read by processes alike."""

from __future__ import annotations

import pytest

from verbale.gazetteer import index, open_gazetteer

TABLE = "name,lat,lon,region\nTelmor,10,40,Dayr Sarn\nMarn,95,40,Dayr Sarn\n"
CODES = "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE\nDayr Sarn,XA01,Telmor,XA0101\n"
DUMP = "".join(
    "\t".join((str(n), f"Marn {n}", f"Marn {n}", "", "10.5", "40.5", "P", "PPL", "SY", "", "01", "", "", "", "7", "", "", "", "2031-01-01")) + "\n"
    for n in range(12_000)
)


@pytest.fixture
def files(tmp_path):
    for name, text in (("ours.csv", TABLE), ("codes.csv", CODES), ("SY.txt", DUMP + "broken\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_are_known_by_their_content(shell, files):
    gazetteer = files / "g.gaz"
    done = shell("gazetteer", "add", files / "ours.csv", files / "codes.csv", files / "SY.txt", "--country", "XAR", "--gazetteer", gazetteer)
    assert done.exit_code == 1
    assert "row 2: coordinates off the globe" in done.stdout
    assert [(s["kind"], s["places"]) for s in shell.json("gazetteer", "--gazetteer", gazetteer)] == [
        ("table", 2),
        ("pcodes", 2),
        ("geonames", 12_000),
    ]


def test_a_name_is_found_or_held_in_its_region(shell, files):
    gazetteer = files / "g.gaz"
    shell("gazetteer", "add", files / "ours.csv", "--country", "XAR", "--gazetteer", gazetteer)
    assert shell.json("gazetteer", "find", "Telmor", "--gazetteer", gazetteer)["lat"] == 10
    held = shell.json("gazetteer", "find", "Shanfar", "--within", "Dayr Sarn governorate", "--gazetteer", gazetteer)
    assert (held["found"], held["candidates"]) == ("named, not located", [])
    assert shell("gazetteer", "find", "Shanfar", "--gazetteer", gazetteer).exit_code == 1
    assert "one candidate" in shell("gazetteer", "find", "Telmor", "--gazetteer", gazetteer).stdout


@pytest.mark.parametrize("words", [["add"], ["add", "--column", "lat", "x.csv"]])
def test_wrong_use(shell, files, words):
    assert shell("gazetteer", *words, "--gazetteer", files / "g.gaz").exit_code == 2


def test_no_gazetteer_is_told(shell, files):
    assert "no such gazetteer" in shell("gazetteer", "--gazetteer", files / "none.gaz").stderr


def test_processes_read_a_dump_alike(files, monkeypatch):
    monkeypatch.setattr(index, "LARGE", 1)
    held = []
    for jobs in (1, 2):
        with open_gazetteer(files / f"{jobs}.gaz", create=True) as gazetteer:
            added = gazetteer.add_file(files / "SY.txt", "geonames", jobs=jobs)
            rows = gazetteer._connection.execute("SELECT * FROM name ORDER BY rowid").fetchall()
            held.append((added, rows, gazetteer.lookup("Marn 7")))
    assert held[0] == held[1]
