"""Threads, citations and catalogue records from the command line, on letters of invented states."""

from __future__ import annotations

import json

import pytest
from lxml import etree

HEAD = "United Nations\n{symbol}\n\nSecurity Council\n\nDistr.: General\n{issued}\n\nOriginal: English\n\n"
TITLE = "Letter dated {day} from the Permanent Representative of {state} to the United Nations addressed to the President of the Security Council\n\n"
END = "I should be grateful if the present letter could be circulated as a document of the Security Council.\n"
TELMOR = "On 1 March 2031, Kestrian forces shelled the village of Telmor, killing {killed} civilians and injuring 12 others.\n\n"
LETTERS = {
    "first.txt": HEAD.format(symbol="S/2031/31", issued="21 February 2031") + TITLE.format(day="20 February 2031", state="Arvania") + END,
    "second.txt": HEAD.format(symbol="S/2031/40", issued="5 March 2031") + TITLE.format(day="4 March 2031", state="Arvania")
    + "Further to my letter dated 20 February 2031, I wish to inform you of the following.\n\n" + TELMOR.format(killed=29)
    + "Arvania recalls Security Council resolution 2871 (2030), and the letter dated 2 February 2031 from the Permanent Representative of Velt "
    "(S/2031/20).\n\n" + END,
    "second-again.txt": HEAD.format(symbol="S/2031/40*", issued="7 March 2031") + TITLE.format(day="4 March 2031", state="Arvania")
    + TELMOR.format(killed=30) + "On 3 March 2031, Kestrian drones struck the village of Orsa, killing two children.\n\n" + END,
    "second-corr.txt": HEAD.format(symbol="S/2031/40/Corr.1", issued="9 March 2031") + TITLE.format(day="4 March 2031", state="Arvania")
    + "Corrigendum\n\nThe first paragraph should read as follows.\n\n" + TELMOR.format(killed=31),
    "answer.txt": HEAD.format(symbol="S/2031/52", issued="12 March 2031") + TITLE.format(day="11 March 2031", state="Kestria")
    + "In reply to the letter dated 4 March 2031 from the Permanent Representative of Arvania (S/2031/40), I wish to state the following.\n\n"
    "Kestria rejects the allegations.\n\n" + END,
}  # fmt: skip
RECORDS = """<?xml version="1.0"?>
<collection xmlns="http://www.loc.gov/MARC21/slim">
<record><controlfield tag="001">1</controlfield><datafield tag="191" ind1=" " ind2=" "><subfield code="a">S/2031/20</subfield></datafield>
<datafield tag="245" ind1="1" ind2=" "><subfield code="a">Letter dated 2 February 2031 from the Permanent Representative of Velt to the United Nations
addressed to the President of the Security Council</subfield></datafield></record>
<record><datafield></record>
<record><datafield tag="191" ind1=" " ind2=" "><subfield code="a">S/RES/2871(2030)</subfield></datafield>
<datafield tag="245" ind1="1" ind2=" "><subfield code="a">Resolution 2871 (2030)</subfield></datafield></record>
</collection>
"""
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def held(shell, tmp_path_factory):
    """A register with the letters and the records of the library."""
    folder = tmp_path_factory.mktemp("thread")
    letters = folder / "letters"
    letters.mkdir()
    for name, text in LETTERS.items():
        (letters / name).write_text(text, encoding="utf-8")
    (folder / "records.xml").write_text(RECORDS, encoding="utf-8")
    assert shell("read", letters, "--register", folder / "r.db").exit_code == 0
    assert shell("catalogue", "add", folder / "records.xml", "--register", folder / "r.db").exit_code == 1  # one record is damaged
    return folder / "r.db"


def test_a_thread_on_the_screen(shell, held):
    shown = shell("thread", "S/2031/40", "--register", held).stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 100
    assert lines[:2] == ["S/2031/40", "letter, 2031-03-04, Arvania, at hand"]
    assert "2031-03-05 original: S/2031/40 second.txt" in lines
    assert "2031-03-07 issued again: S/2031/40 second-again.txt" in lines
    assert "2031-03-09 corrigendum: S/2031/40/Corr.1 second-corr.txt" in lines
    assert "Arvania alleges, 1 Mar 2031, at Telmor: killed “31 civilians”, before “30 civilians”" in lines
    assert any(line.startswith("2031-02-20 Arvania S/2031/31 further to") for line in lines)
    assert any(line.startswith("2031-03-11 Kestria S/2031/52 in reply to") for line in lines)
    assert any(line.startswith("2031-02-02 Velt S/2031/20 refers to") for line in lines)
    assert "An allegation is not a finding." in shown


def test_a_thread_as_json(shell, held):
    told = shell.json("thread", "S/2031/40/Corr.1", "--register", held)
    assert [v["how"] for v in told["versions"]] == ["original", "issued again", "corrigendum"]
    again, corrected = told["versions"][1:]
    assert [c["change"] for c in again["changes"]] == ["other figures", "added"]
    assert [(t["before"]["number"], t["after"]["number"]) for t in corrected["changes"][0]["tolls"]] == [(30, 31)]
    assert all("Arvania alleges" in c["said"] for v in (again, corrected) for c in v["changes"])
    assert [(s["work"]["sender"], s["link"]["relation"]) for s in told["answers"]] == [("Kestria", "in reply to")]
    assert [(s["work"]["label"], s["work"]["standing"]) for s in told["cites"]] == [("S/RES/2871 (2030)", "in the catalogue")]


def test_a_letter_is_found_by_any_name(shell, held):
    by_symbol = shell.json("thread", "S/2031/52", "--register", held)
    assert by_symbol == shell.json("thread", "answer", "--register", held) == shell.json("thread", "s/2031/52", "--register", held)
    assert by_symbol["follows"][-1]["link"]["quote"].startswith("letter dated 4 March 2031")
    of_resolution = shell.json("thread", "S/RES/2871", "--register", held)
    assert [s["work"]["label"] for s in of_resolution["answers"]] == ["S/2031/40"]


def test_what_is_not_there_says_so(shell, held):
    missing = shell("thread", "S/2031/999", "--register", held)
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "usage.not-found" in missing.stderr
    assert shell("thread", "--register", held).exit_code == 2


def test_graphml_is_what_readers_of_it_need(shell, held, tmp_path):
    out = tmp_path / "g.graphml"
    assert shell("thread", "--register", held, "--format", "graphml", "--out", out).exit_code == 0
    root = etree.parse(out).getroot()
    assert root.tag == GRAPHML + "graphml"
    keys = {k.get("id"): (k.get("for"), k.get("attr.name"), k.get("attr.type")) for k in root.findall(GRAPHML + "key")}
    assert [child.tag for child in root] == [GRAPHML + "key"] * len(keys) + [GRAPHML + "graph"]
    drawn = root.find(GRAPHML + "graph")
    assert drawn.get("edgedefault") == "directed"
    nodes = {n.get("id"): {keys[d.get("key")][1]: d.text for d in n} for n in drawn.findall(GRAPHML + "node")}
    edges = drawn.findall(GRAPHML + "edge")
    assert len({e.get("id") for e in edges}) == len(edges)
    assert {d.get("key") for d in drawn.iter(GRAPHML + "data")} <= keys.keys()
    drawn_links = {
        (nodes[e.get("source")]["label"], nodes[e.get("target")]["label"], next(d.text for d in e if d.get("key") == "edge_relation")) for e in edges
    }
    assert ("S/2031/52", "S/2031/40", "in reply to") in drawn_links
    assert ("S/2031/40", "S/2031/31", "further to") in drawn_links


def test_the_graph_of_one_thread_as_json(shell, held, tmp_path):
    out = tmp_path / "g.json"
    assert shell("thread", "S/2031/52", "--register", held, "--format", "json", "--out", out).exit_code == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert {w["label"] for w in told["works"]} == {"S/2031/52", "S/2031/40", "S/2031/31"}
    assert {(x["citing"], x["cited"]) for x in told["links"]} == {("S/2031/52", "S/2031/40"), ("S/2031/40", "S/2031/31")}
    shown = shell("thread", "S/2031/52", "--register", held, "--format", "json")
    assert json.loads(shown.stdout) == told


def test_citations_are_all_listed(shell, held):
    told = shell.json("citations", "--register", held)
    assert {(c["citing"], c["found"], *c["works"]) for c in told["citations"]} == {
        ("S/2031/40", "found", "S/2031/31"), ("S/2031/40", "found", "S/2031/20"), ("S/2031/40", "found", "S/RES/2871 (2030)"),
        ("S/2031/52", "found", "S/2031/40"),
    }  # fmt: skip
    assert told["problems"] == []
    assert shell.json("citations", "--open", "--register", held)["citations"] == []
    assert "4 citations, 4 of them found" in shell("citations", "--register", held).stdout


def test_catalogue_records_are_added_once_and_listed(shell, tmp_path):
    register, file = tmp_path / "r.db", tmp_path / "records.xml"
    file.write_text(RECORDS, encoding="utf-8")
    first = shell("catalogue", "add", file, tmp_path / "absent.xml", "--register", register)
    assert first.exit_code == 1
    said = " ".join(first.stdout.split())
    assert "records.xml: 2 records added, 0 there before, 1 damaged" in said
    assert "records.xml, record 2, line 6" in said
    assert "catalogue.record-damaged" in said
    assert "intake.unreadable" in said
    assert "absent.xml: 0" not in said
    [again] = shell.json("catalogue", "--register", register, "add", file)
    assert (again["added"], again["known"], len(again["problems"])) == (0, 2, 1)
    listed = shell.json("catalogue", "--register", register)
    assert [[s["value"] for s in r["symbols"]] for r in listed] == [["S/2031/20"], ["S/RES/2871 (2030)"]]
    assert "2 records" in shell("catalogue", "--register", register).stdout
    assert shell("verify", "--register", register).exit_code == 0


def test_a_reissue_is_dated_by_its_note_whether_or_not_the_first_issue_is_at_hand(shell, tmp_path):
    note = "\n* Reissued for technical reasons on 15 March 2031.\n"
    again = (
        HEAD.format(symbol="S/2031/40*", issued="5 March 2031") + TITLE.format(day="4 March 2031", state="Arvania") + TELMOR.format(killed=30) + END
    )
    (tmp_path / "again.txt").write_text(again + note, encoding="utf-8")
    register = tmp_path / "r.db"
    assert shell("read", tmp_path / "again.txt", "--register", register).exit_code == 0
    alone = shell.json("thread", "S/2031/40", "--register", register)["versions"]
    assert [(v["how"], v["date"]) for v in alone] == [("issued again", "2031-03-15")]
    (tmp_path / "first.txt").write_text(LETTERS["second.txt"], encoding="utf-8")
    assert shell("read", tmp_path / "first.txt", "--register", register).exit_code == 0
    both = shell.json("thread", "S/2031/40", "--register", register)["versions"]
    assert [(v["how"], v["date"]) for v in both] == [("original", "2031-03-05"), ("issued again", "2031-03-15")]
    assert [c["change"] for c in both[1]["changes"]] == ["other figures"]


HARD = {
    # Identical letters to two addressees, circulated under two symbols; the same words, one sender, one day.
    "to-council.txt": HEAD.format(symbol="S/2032/10", issued="5 May 2032") + TITLE.format(day="4 May 2032", state="Arvania") + TELMOR.format(killed=3) * 2 + END,
    "to-assembly.txt": HEAD.format(symbol="A/86/10", issued="6 May 2032") + TITLE.format(day="4 May 2032", state="Arvania") + TELMOR.format(killed=3) * 2 + END,
    # Cites one of the two by its symbol, itself, and a letter of next year.
    "odd.txt": HEAD.format(symbol="S/2032/20", issued="9 May 2032") + TITLE.format(day="8 May 2032", state="Kestria")
    + "In reply to the letter contained in document A/86/10, and further to our letter of 1 June 2033 (S/2033/1), see S/2032/20.\n\n" + END,
    # Two letters that each claim to reply to the other.
    "circle-1.txt": HEAD.format(symbol="S/2032/31", issued="11 May 2032") + TITLE.format(day="10 May 2032", state="Velt")
    + "In reply to the letter of Sarn (S/2032/32), Velt states the following.\n\n" + END,
    "circle-2.txt": HEAD.format(symbol="S/2032/32", issued="11 May 2032") + TITLE.format(day="10 May 2032", state="Sarn")
    + "In reply to the letter of Velt (S/2032/31), Sarn states the following.\n\n" + END,
    # A revision, an addendum, and a letter that corrects the revision by words that stand after it.
    "rev.txt": HEAD.format(symbol="S/2032/10/Rev.1", issued="12 May 2032") + TITLE.format(day="4 May 2032", state="Arvania") + TELMOR.format(killed=4) * 2 + END,
    "add.txt": HEAD.format(symbol="S/2032/10/Add.1", issued="13 May 2032") + TITLE.format(day="4 May 2032", state="Arvania")
    + "Addendum\n\nOn 3 March 2032, Kestrian drones struck the village of Orsa, killing two children.\n\n" + END,
    "letter-corr.txt": HEAD.format(symbol="S/2032/44", issued="15 May 2032") + TITLE.format(day="14 May 2032", state="Arvania")
    + "My letter dated 4 May 2032 (S/2032/10) should read as follows.\n\n" + TELMOR.format(killed=5) + END,
}  # fmt: skip


@pytest.fixture(scope="module")
def hard(shell, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hard")
    (folder / "letters").mkdir()
    for name, text in HARD.items():
        (folder / "letters" / name).write_text(text, encoding="utf-8")
    assert shell("read", folder / "letters", "--register", folder / "r.db").exit_code == 0
    return folder / "r.db"


def test_identical_letters_under_two_symbols_are_one_letter_with_all_its_versions(shell, hard):
    told = shell.json("thread", "A/86/10", "--register", hard)
    assert told == shell.json("thread", "S/2032/10", "--register", hard)
    assert [(v["how"], v["date"]) for v in told["versions"]] == [
        ("original", "2032-05-05"), ("revision", "2032-05-12"), ("addendum", "2032-05-13"), ("corrected by letter", "2032-05-14"),
    ]  # fmt: skip
    assert [(s["work"]["sender"], s["link"]["relation"]) for s in told["answers"]] == [("Kestria", "in reply to"), ("Arvania", "corrects")]
    revision, addendum, by_letter = told["versions"][1:]
    assert [t["after"]["number"] for c in revision["changes"] for t in c.get("tolls", [])][:1] == [4]
    assert [c["change"] for c in addendum["changes"]] == ["added"]
    assert by_letter["changes"]


def test_itself_the_future_and_a_circle_are_problems_and_nothing_is_lost(shell, hard):
    codes = {p["code"] for name in ("S/2032/20", "S/2032/31") for p in shell.json("thread", name, "--register", hard)["problems"]}
    assert "reading.cites-in-a-circle" in codes
    found = {(c["citing"], c["found"], *c["works"]) for c in shell.json("citations", "--register", hard)["citations"]}
    assert {("S/2032/31", "found", "S/2032/32"), ("S/2032/32", "found", "S/2032/31"), ("S/2032/20", "not found")} <= found
    problems = shell.json("show", "S/2032/20", "--register", hard)["reading"]["problems"]
    assert {p["code"]: p["anchor"]["quote"] for p in problems} == {
        "reading.cites-itself": "S/2032/20", "reading.cites-the-future": "our letter of 1 June 2033 … S/2033/1",
    }  # fmt: skip


def test_a_catalogue_that_is_damaged_half_way_gives_all_that_is_whole(shell, tmp_path):
    (tmp_path / "broken.xml").write_text(RECORDS[: RECORDS.index("Resolution 2871")], encoding="utf-8")
    result = shell("catalogue", "add", tmp_path / "broken.xml", "--register", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "catalogue.record-damaged" in result.stdout + result.stderr
    listed = shell.json("catalogue", "--register", tmp_path / "r.db")
    assert [[s["value"] for s in r["symbols"]] for r in listed] == [["S/2031/20"]]
