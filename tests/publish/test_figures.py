"""Figures: well-formed, nothing missing that they claim to draw, sources and caveat printed in them, no party drawn otherwise than another."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise

import pytest
from lxml import etree
from PIL import Image

from verbale.app.figures import KINDS, figure
from verbale.app.tables import Content, Wanted
from verbale.model import Outcome, UsageError
from verbale.publish.figures.coast import coast
from verbale.publish.figures.png import png
from verbale.publish.figures.svg import WIDTH, Canvas, wrapped
from verbale.publish.figures.world import DISCLAIMER
from verbale.publish.tables.specs import CAVEAT, table_named
from verbale.register import ClaimFilter, open_register
from verbale.text import fold

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def placed(run, tmp_path_factory):
    """A register with places that a claimant puts on the map."""
    folder = tmp_path_factory.mktemp("placed")
    (folder / "t.csv").write_text(
        "id,day,place,lat,lon\n1,2031-03-01,Nisah,12.34567,45.67891\n2,2031-03-02,Talat Orvani,-12.5,44.5\n3,2031-03-03,Hadrah,,\n", encoding="utf-8"
    )
    (folder / "t.toml").write_text(
        'name = "t"\nclaimant = "Shoreline Watch"\ncase = ["id"]\n[when]\nfirst = ["day"]\n[where]\nname = ["place"]\nlat = ["lat"]\nlon = ["lon"]\n',
        encoding="utf-8",
    )
    done = run("import", folder / "t.csv", "--preset", folder / "t.toml", "--register", folder / "t.db")
    assert done.exit_code in {0, 1}, done.output
    with open_register(folder / "t.db") as held:
        yield held


@pytest.fixture(scope="module")
def drawn(register, placed):
    return {kind: etree.fromstring(figure(placed if kind == "map" else register, kind).encode()) for kind in KINDS}


def words_of(tree):
    return " ".join(text.text or "" for text in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", KINDS)
def test_sources_and_caveat_are_printed_in_it(drawn, kind):
    words = words_of(drawn[kind])
    assert CAVEAT in words
    assert re.search(r"Sources: \S", words)
    assert "Profile public." in words
    assert "Numbers by the convention literal" in words
    assert (DISCLAIMER in words) == (kind == "map")
    assert drawn[kind].find(f"{SVG}desc").text == CAVEAT


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_each_time_and_a_picture_of_its_size(register, placed, kind):
    held = placed if kind == "map" else register
    svg = figure(held, kind)
    assert svg == figure(held, kind)
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    with Image.open(io.BytesIO(png(svg, 72))) as picture:
        assert picture.format == "PNG"
        assert abs(picture.width - int(size[1]) * 0.75) <= 2
        assert abs(picture.height - int(size[2]) * 0.75) <= 2
        assert len(picture.convert("L").getcolors()) > 16, "words and lines are drawn"


def test_every_toll_with_a_day_is_drawn_once(register, drawn):
    rows = [
        row for row in Content(register, Wanted("public")).rows(table_named("tolls"))
        if row["outcome"] == "killed" and not row["subset_of"] and row["stance"] != "denies"
    ]  # fmt: skip
    told = [title.text for path in drawn["tolls"].iter(f"{SVG}path") for title in path.iter(f"{SVG}title")]
    dated = [row for row in rows if row["first_day"]]
    assert len(told) == len(dated) > 40
    assert all(any(text.startswith(f"“{row['words']}”: {row['low']:,} ") for text in told) for row in dated)
    assert f"{len(rows) - len(dated)} tolls without a day are not drawn." in words_of(drawn["tolls"])
    for claimant in {row["claimant"] for row in dated}:
        assert f"{claimant} alleges" in words_of(drawn["tolls"])


def test_no_party_is_drawn_otherwise_than_another(drawn):
    for tree in drawn.values():
        inks = {element.get("fill") for element in tree.iter(f"{SVG}text")} | {
            element.get("stroke") for element in tree.iter() if element.get("stroke")
        }
        assert inks <= {"#1d2733", "#8a94a0", "#e3e6ea"}, "no colour stands for a party"


def test_the_scale_is_one_for_all_and_rises_with_the_number(register):
    tree = etree.fromstring(figure(register, "tolls", Wanted("public", selection=ClaimFilter(claimant="Sarn"))).encode())
    marks = []
    for path in tree.iter(f"{SVG}path"):
        for title in path.iter(f"{SVG}title"):
            if found := re.search(r": ([\d,]+) to ([\d,]+),", title.text):
                y = [float(v) for v in re.match(r"M\S+ (\S+)V(\S+)", path.get("d")).groups()]
                marks += [(int(found[1].replace(",", "")), y[0]), (int(found[2].replace(",", "")), y[1])]
    assert len(set(marks)) > 5
    ordered = sorted(set(marks))
    assert all(one[1] > two[1] for one, two in pairwise(ordered) if one[0] < two[0])


def test_the_map_puts_places_where_the_claimant_does_and_says_what_is_missing(drawn, placed):
    dots = list(drawn["map"].iter(f"{SVG}circle"))
    assert len(dots) == 2
    (north_x, north_y), (south_x, south_y) = ((float(c.get("cx")), float(c.get("cy"))) for c in dots)
    assert north_y < south_y
    assert north_x > south_x
    assert all(0 < float(c.get("cx")) < WIDTH for c in dots)
    assert "1 places that neither a claimant nor a gazetteer puts on the map for certain are not drawn." in words_of(drawn["map"])
    assert "12.34567" not in figure(placed, "map")


@pytest.fixture(scope="module")
def by_name(run, tmp_path_factory):
    """A letter that names places in regions, with two gazetteers: of one place for the name, and of two in one region."""
    folder = tmp_path_factory.mktemp("named")
    head = "name,country,region,kind,lat,lon\n"
    (folder / "one.csv").write_text(f"{head}Telmor,XBE,Deyr Amur,village,-48.20123,-122.40123\n", encoding="utf-8")
    (folder / "letter.txt").write_text(
        "Letter dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council\n\n"
        "On 1 March 2031, Kestrian forces shelled the village of Telmor, in Deyr Amur province, killing 29 civilians. On 2 March they shelled Brena, killing 4.\n",
        encoding="utf-8",
    )
    assert (
        run("gazetteer", "add", folder / "one.csv", "--kind", "table", "--attribution", "Office of Maps", "--gazetteer", folder / "one.gaz").exit_code
        == 0
    )
    assert run("read", folder / "letter.txt", "--register", folder / "r.db").exit_code == 0
    return folder


def test_the_map_puts_names_where_a_gazetteer_knows_them_and_tells_them_apart(by_name, run):
    done = run("figure", "map", "--register", by_name / "r.db", "--gazetteer", by_name / "one.gaz", "--out", by_name / "map.svg")
    assert done.exit_code == 0, done.output
    tree = etree.parse(by_name / "map.svg").getroot()
    (dot,) = tree.iter(f"{SVG}circle")
    assert dot.get("fill") == "#ffffff"
    assert "Telmor" in dot[0].text
    words = words_of(tree)
    assert "A hollow dot is where a gazetteer (Office of Maps) knows the name" in words
    assert re.search(r"\b1 places that neither a claimant nor a gazetteer", words)
    assert run("figure", "map", "--register", by_name / "r.db", "--out", by_name / "map.svg").exit_code != 0, "without one there is nothing to draw"


def test_no_source_is_left_out():
    canvas = Canvas("x")
    listed = [f"S/2031/{number}" for number in range(1, 301)]
    words = words_of(etree.fromstring(canvas.finished(listed, [], CAVEAT).encode()))
    assert [one for one in listed if one not in words.replace(".", "").split() and f"{one};" not in words] == []


def test_the_coast_is_whole():
    rings = coast()
    assert len(rings) > 1000
    assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for ring in rings for x, y in ring)
    assert max(len(ring) for ring in rings) > 5000


def test_agreement_counts_what_the_view_of_the_incident_says(drawn, run, address):

    plain = json.loads(run("incidents", "shoreline-101", "--register", address, "--json").stdout)
    counted = {}
    for row in plain["particulars"]:
        for pair in row["pairs"]:
            counted[pair["agreement"]] = counted.get(pair["agreement"], 0) + 1
    signs = {"agrees": "=", "compatible": "~", "updated": "→", "contradicts": "≠", "incomparable": "?", "silent": "·"}
    cells = re.findall(
        r"([=~→≠?·]) (\d+)(?= |$)", " ".join(t.text for t in drawn["agreement"].iter(f"{SVG}text") if re.fullmatch(r"[=~→≠?·] \d+", t.text))
    )
    for agreement, sign in signs.items():
        assert sum(int(number) for found, number in cells if found == sign) == 2 * counted.get(agreement, 0), agreement


def test_the_graph_draws_every_citation_that_was_found(drawn, run, address):

    arcs = [title.text for path in drawn["citations"].iter(f"{SVG}path") for title in path.iter(f"{SVG}title")]
    graph = json.loads(run("thread", "S/2031/288", "--register", address, "--json").stdout)
    assert len(arcs) > 25
    assert any("S/2031/288" in arc for arc in arcs)
    assert graph


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_of_a_victim_is_in_a_public_figure(register, placed, victims, kind):
    text = fold(figure(placed if kind == "map" else register, kind))
    assert not [name for name in victims if len(name) > 2 and fold(name) in text]


def test_what_cannot_be_drawn_is_told(register):
    with pytest.raises(UsageError, match="no such figure"):
        figure(register, "pie")
    with pytest.raises(UsageError, match="neither a claimant nor a gazetteer puts a place"):
        figure(register, "map")
    with pytest.raises(UsageError, match="no claim with such a toll"):
        figure(register, "tolls", Wanted(selection=ClaimFilter(claimant="Velt")), Outcome.DISPLACED)


def test_words_are_wrapped_and_never_markup():
    assert wrapped("aaa bbb ccc", 40, 10) == ["aaa bbb", "ccc"]
    canvas = Canvas("<script>&\x01")
    svg = canvas.finished(["a<b"], [], CAVEAT)
    assert "<script>" not in svg
    assert etree.fromstring(svg.encode()) is not None
