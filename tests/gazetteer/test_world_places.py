"""The shipped gazetteer of the world: what is in it, how large it is, and the hint `is_place_name`."""

import runpy
from importlib.resources import files
from itertools import islice
from pathlib import Path

import pytest

from verbale.gazetteer import is_place_name
from verbale.gazetteer.regions import bare_name, region_key
from verbale.gazetteer.world import _holds, region_names, world_rows
from verbale.names import name_key


@pytest.mark.parametrize("name", ["Damascus", "Aleppo", "al-Raqqah", "Dayr al-Zawr", "Khan Yunis", "SDEROT", "Córdoba", "Kharkiv", "Port-au-Prince"])
def test_names_of_places(name):
    assert is_place_name(name)


@pytest.mark.parametrize("words", ["", "'", "Coalition", "Council", "the Police", "Security Council", "Al-Nusra Front", "Zzqx", "zzzz", "aaaa", "of"])
def test_other_words(words):
    assert not is_place_name(words)


def test_halving_finds_each_line_and_no_other():
    lines = sorted(["b", "bb", "bc", "d", "da", "e e", "z"])
    known = ("\n" + "\n".join(lines) + "\n").encode()
    assert all(_holds(known, line.encode()) for line in lines)
    assert not any(_holds(known, other) for other in (b"a", b"ba", b"c", b"e", b"zz", b"bbb"))


def test_rows_of_the_world():
    rows = list(islice(world_rows(), len(region_names()) + 2000))
    regions, places = rows[: len(region_names())], rows[len(region_names()) :]
    assert region_names()["SY.07"] == "Deir ez-Zor"
    assert all(row.level == 1 and row.lat is None for row in regions)
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and len(row.country) == 3 for row in places)
    assert all(is_place_name(row.name) or not name_key(row.name) for row in places[::97] if row.name.isascii())


def test_size_in_the_wheel():
    folder = files("verbale.gazetteer")
    size = sum(len((folder / name).read_bytes()) for name in ("world.xz", "place_names.xz", "regions.tsv"))
    assert size < 5_000_000


def test_attribution_is_shipped():
    assert "CC BY 4.0" in (files("verbale.gazetteer") / "NOTICE").read_text(encoding="utf-8")


def test_bare_names_of_regions():
    keys = {region_key(name) for name in ("Dayr Sarn governorate", "the Governorate of Dayr as-Sarn", "Dayr Sarn", "DAYR SARN PROVINCE")}
    assert bare_name("Province of Velt") == "Velt"
    assert keys >= {"dayr sarn"}
    assert region_key("State") == "state"
    assert region_key("Northern Region") == "northern"


def test_the_generator_keeps_names_with_a_key_of_their_own():
    tool = runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools" / "make_gazetteer.py"))
    others = ["Telmor", "Tel-Mor", "telmur", "TLM", "Old|New", "Т", "Телмор", "تلمور", "泰", "テルモル", "Old Sarn"]
    place = {
        "geonameid": 7, "name": "Telmór", "latitude": 1.23456, "longitude": -2.0, "countrycode": "XA", "admin1code": "01", "population": 12345, "alternatenames": others
    }  # fmt: skip
    assert tool["alternates"](place) == ["Tel-Mor", "Т", "تلمور", "泰", "Old Sarn"]
    assert [column[0] for column in tool["columns_of"]([place])][:7] == ["7", "Telmór", "1.235", "-2.000", "XA", "01", "12000"]
