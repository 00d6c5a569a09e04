"""Releases: the same byte for byte, valid for the standards' own readers, nothing unreviewed or withheld in them, and what two differ in."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from hashlib import sha256

import pytest
import yaml
from csvw import CSVW
from frictionless import system, validate
from review_decisions import REVIEWER, decide

from verbale.app.releasing import compare, write_release
from verbale.app.reviewing import Change, correct, review
from verbale.app.tables import Content, Wanted
from verbale.model import Act, UsageError
from verbale.publish.redaction.words import Redactor, Withheld
from verbale.publish.release.about import About, load_about
from verbale.publish.tables.specs import CAVEAT, all_tables, table_named
from verbale.register import open_register
from verbale.text import fold

ABOUT = """
title = "Sura valley: what is alleged"
publisher = "Office of Records"
licence = "CC-BY-4.0"
doi = "10.1234/example"
gaps = "Letters of 2033 are still missing."
[[creators]]
name = "Office of Records"
"""


@pytest.fixture(scope="module")
def unpacked(register, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    (folder / "about.toml").write_text(ABOUT, encoding="utf-8")
    made = write_release(register, folder, Wanted("public"), load_about(folder / "about.toml"))
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(folder / "R1")
    return folder / "R1"


def texts(folder):
    return {path: path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file()}


def test_made_twice_it_is_the_same_byte_for_byte(register, tmp_path):
    first, second = (write_release(register, tmp_path / name, Wanted("public"), number=4) for name in ("a", "b"))
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.rows["claims"] > 100
    again = write_release(register, tmp_path / "a", Wanted("public"), number=4)
    assert again.sha256 == first.sha256
    assert write_release(register, tmp_path / "a", Wanted("public")).number == 5
    with pytest.raises(UsageError, match="holds something else"):
        write_release(register, tmp_path / "a", Wanted("full"), number=4)


def test_its_checksums_are_right_and_complete(unpacked):
    listed = dict(line.split("  ")[::-1] for line in (unpacked / "SHA256SUMS").read_text().splitlines())
    files = {path.relative_to(unpacked).as_posix(): path for path in unpacked.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}
    assert listed == {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_frictionless_finds_it_valid(unpacked):
    with system.use_context(trusted=True):
        report = validate(unpacked / "datapackage.json")
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == len(all_tables()) - 1  # victims are withheld


def test_a_csvw_reader_finds_every_table_valid(unpacked):
    for path in sorted((unpacked / "data").glob("*.csv")):
        read = CSVW(str(path), md_url=f"{path}-metadata.json", validate=True)
        assert read.is_valid, (path.name, read.warnings)


def test_citation_and_record_hold_what_their_standards_ask_for(unpacked):
    cff = yaml.safe_load((unpacked / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cff)
    assert cff["doi"] == "10.1234/example"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cff["date-released"])
    record = json.loads((unpacked / "datacite.json").read_text(encoding="utf-8"))
    assert {"doi", "creators", "titles", "publisher", "publicationYear", "types"} <= set(record)


def test_the_method_card_tells_how_it_was_made(unpacked):
    card = (unpacked / "method-card.md").read_text(encoding="utf-8")
    for title in (
        "Organisation", "Sources", "Collection", "Reading and its error", "Review", "Corroboration", "Conventions and their versions",
        "Security and ethics", "Known gaps",
    ):  # fmt: skip
        assert f"## {title}\n" in card
    assert "Letters of 2033 are still missing." in card
    assert CAVEAT in card
    assert re.search(r"\| Sarn \| en \| \d+ \| (\d+) \| \1/\1 \| 0 \| 0 \|", card), "reviewed, and all found right"
    assert "| Kestria | en | " in card
    assert "not measured" in card


def with_toll(held, document):
    return next(c for c in held.reading(document).reading.claims if c.tolls)


def toll_changed(held, locus, **values):
    """A reviewer's correction of the first toll of a claim, on the words on which it stands."""
    toll = held.told([locus])[0].claim.tolls[0]
    told = {"outcome": toll.outcome.value, "number": "4", "group": toll.group} | values
    return correct(held, locus, Change("tolls", 0, told, toll.anchor.span.start, toll.anchor.span.end), by=REVIEWER, reason="the letter says so")


def test_a_claim_corrected_and_then_verified_was_not_read_right(address, tmp_path):
    copy = tmp_path / "corrected.db"
    shutil.copy(address, copy)
    with open_register(copy) as held:
        locus = with_toll(held, "sarn-2033-09-raids").locus
        toll_changed(held, locus, bound="at least")
        review(held, Act.VERIFY, locus, "", by=REVIEWER, reason="")
        assert Content(held).reviews[locus] == "verified"
        made = write_release(held, tmp_path, Wanted("public"))
    with zipfile.ZipFile(made.path) as archive:
        card = archive.read("method-card.md").decode()
    row = re.search(r"\| Sarn \| en \| \d+ \| (\d+) \| (\d+)/(\d+) \| (\d+) \| 0 \|", card)
    assert row, card
    whole, right, of, corrected = map(int, row.groups())
    assert whole == of == right + corrected
    assert corrected == 1
    assert "- verified after correction: 1\n" in card


def test_a_public_release_holds_no_name_of_a_victim_or_of_who_decided(unpacked, victims, register):
    held = texts(unpacked)
    spoken = {name for name in victims if len(name) > 2}
    original = fold(" ".join(stored.reading.text for stored in register.latest_readings()))
    assert any(fold(name) in original for name in spoken)
    for path, text in held.items():
        plain = re.sub(r"\s+", " ", fold(text))
        assert not [name for name in spoken if re.sub(r"\s+", " ", fold(name)) in plain], path
        assert "Nadine Adeyo" not in text, path
    assert "[name withheld]" in "".join(held.values())
    full = "".join(str(row) for row in Content(register, Wanted("full")).rows(table_named("claims")))
    assert any(name in full for name in spoken), "the same table holds them where nothing is withheld"


def test_only_what_was_reviewed_is_in_it_unless_marked(register, tmp_path):
    strict = write_release(register, tmp_path, Wanted("public", reviewed=True))
    assert 0 < strict.rows["claims"] < 80
    wanted = Wanted("public", reviewed=True)
    for table in all_tables()[:-1]:
        if table.name in {"citations", "requests"}:
            continue
        for row in Content(register, wanted).rows(table):
            assert row.get("review", "verified") == "verified"
            assert Content(register).reviews[row["locus"].partition("/")[0]] == "verified"
    loose = write_release(register, tmp_path, Wanted("public"))
    with zipfile.ZipFile(loose.path) as archive:
        claims = archive.read("data/claims.csv").decode()
    assert ",unreviewed\n" in claims
    assert ",rejected\n" not in claims


@pytest.mark.parametrize("name", ["citations", "requests"])
def test_citations_and_requests_of_reviewed_letters_are_in_it_and_marked(register, name):
    """Nobody can review these by themselves: left out, a release would tell no letter's sources and demands."""
    rows = list(Content(register, Wanted("public", reviewed=True)).rows(table_named(name)))
    read = {stored.document.sha256: stored.reading for stored in register.latest_readings()}
    reviews = Content(register).reviews
    assert rows
    for row in rows:
        assert row["review"] == "unreviewed"
        assert any(reviews.get(c.locus) == "verified" for c in read[row["document_sha256"]].claims)
    assert len(rows) < len(list(Content(register, Wanted("public")).rows(table_named(name))))


def test_coordinates_are_coarser_and_their_radius_larger(run, tmp_path):
    (tmp_path / "points.csv").write_text(
        "id,date,place,lat,lon,killed\n1,2031-03-01,Nisah,12.34567,45.67891,4\n2,2031-03-02,Talat Orvani,12.5,45.5,2\n", encoding="utf-8"
    )
    mapping = (
        'name = "ours"\nclaimant = "Shoreline Watch"\ncase = ["id"]\n[when]\nfirst = ["date"]\n[where]\nname = ["place"]\nlat = ["lat"]\nlon = ["lon"]\n'
        '[[toll]]\noutcome = "killed"\nlow = ["killed"]\n'
    )
    (tmp_path / "points.toml").write_text(mapping, encoding="utf-8")
    done = run("import", tmp_path / "points.csv", "--preset", tmp_path / "points.toml", "--register", tmp_path / "points.db")
    assert done.exit_code == 0, done.output
    with open_register(tmp_path / "points.db") as register:
        held_to_be_coarser(register)


def held_to_be_coarser(register):
    places = table_named("places")
    exact = [row for row in Content(register, Wanted("full")).rows(places) if row["latitude"] is not None]
    coarse = [row for row in Content(register, Wanted("public")).rows(places) if row["latitude"] is not None]
    assert exact
    assert [(round(row["latitude"], 1), round(row["longitude"], 1)) for row in exact] == [(row["latitude"], row["longitude"]) for row in coarse]
    moved = [(one, two) for one, two in zip(exact, coarse, strict=True) if one["latitude"] != two["latitude"]]
    assert moved
    assert all(two["radius_km"] > (one["radius_km"] or 0) + 7 for one, two in moved)
    for one, _ in moved:
        assert str(one["latitude"]) not in "".join(str(row) for row in Content(register, Wanted("public")).rows(table_named("claims")))


def test_a_profile_of_ones_own_withholds_words_and_documents(register, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'base = "partner"\nname = "court"\nwithheld = [{ words = "Hadrah", reason = "a source lives there" }]\n[documents]\n"velt-2032-02-note" = 2\n',
        encoding="utf-8",
    )
    rows = list(Content(register, Wanted(str(path))).rows(table_named("claims")))
    assert "velt-2032-02-note" not in {row["document"] for row in rows}
    assert "Hadrah" not in str(rows)
    assert "[withheld]" in str(rows)
    path.write_text('base = "partner"\nnames = "all"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="unknown: names"):
        list(Content(register, Wanted(str(path))).rows(table_named("claims")))


def test_withheld_words_are_found_however_they_are_written():
    words = Redactor([Withheld("Amal Ver-in", "r"), Withheld("李华", "r"), Withheld("أمل فيرين", "r"), Withheld("Ann", "r")])
    assert words.clean("AMAL\n  Ver\u2010in, and Amal\u00a0\u200bVer-in.") == "[name withheld], and [name withheld]."
    assert words.clean("受害者李华死亡; وأمل فيرين") == "受害者[name withheld]死亡; و[name withheld]"
    assert words.clean("Annual meetings, Joann; Ann!") == "Annual meetings, Joann; [name withheld]!"
    assert words.clean("Ama\u00adl Ver-in") == "[name withheld]"
    assert words.clean("") == ""
    assert not Redactor([])


def test_the_difference_of_two_releases_names_claimant_figure_and_reason(address, register, tmp_path, run):
    copy = tmp_path / "later.db"
    shutil.copy(address, copy)
    first = write_release(register, tmp_path, Wanted("public"))
    letter = tmp_path / "arvania-2038.txt"
    letter.write_text(
        "Letter dated 4 March 2038 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council\n\n"
        "On 1 March 2038, Kestrian forces shelled the village of Telmor, killing 29 civilians.\n",
        encoding="utf-8",
    )
    assert run("read", letter, "--register", copy).exit_code == 0
    with open_register(copy) as held:
        dropped = next(c for c in held.reading("sarn-2033-09-raids").reading.claims if c.tolls)
        decide(held, dropped, Act.REJECT)
        second = write_release(held, tmp_path, Wanted("public"))
        other = write_release(held, tmp_path, Wanted("public", policy="after-acled"))
    found = compare(first.path, second.path)
    new = [d for d in found if not d.before]
    assert [str(d) for d in new] == [
        "Arvania alleges (arvania-2038, 2038-03-01, Telmor): killed not there -> “29 civilians” (29): its document is new in the second release"
    ]
    gone = [d for d in found if not d.after]
    assert {d.claimant for d in gone} == {"Sarn"}
    assert all("reviewed" in d.why for d in gone)
    assert len(found) == len(new) + len(gone)
    counted = compare(second.path, other.path)
    assert counted
    assert all("another convention (literal, then after-acled); the words are the same" in d.why for d in counted)
    assert compare(first.path, first.path) == []


VERSIONS = {
    "S/2038/31/Rev.1": "S/2038/31 came before, and S/2038/31/Rev.1 is a revision of it",
    "S/2038/31/Corr.1": "S/2038/31 came before, and S/2038/31/Corr.1 is a correction of it",
    "S/2038/31*": "S/2038/31 was issued again",
}


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("symbol", VERSIONS)
def test_a_revised_letter_is_told_as_revised_and_not_as_new(tmp_path, run, symbol, kept):
    def letter(name, symbol, dead):
        path = tmp_path / f"{name}.txt"
        path.write_text(
            f"United Nations\t{symbol}\nSecurity Council\tDistr.: General\n4 March 2038\nOriginal: English\n\nLetter dated 4 March 2038 from the Permanent Representative of"
            " Arvania to the United Nations addressed to the President of the Security Council\n\n"
            f"On 1 March 2038, Kestrian forces shelled the village of Telmor, killing {dead} civilians. On 2 March 2038, they shelled Brena, killing 5 farmers.\n",
            encoding="utf-8",
        )
        return path

    first, later = tmp_path / "first.db", tmp_path / "later.db"
    assert run("read", letter("a", "S/2038/31", 29), "--register", first).exit_code == 0
    letters = [letter("b", symbol, 31), *([letter("a", "S/2038/31", 29)] if kept else [])]
    assert run("read", *letters, "--register", later).exit_code == 0
    releases = []
    for path in (first, later):
        with open_register(path) as held:
            releases.append(write_release(held, tmp_path, Wanted("public")).path)
    why = VERSIONS[symbol]
    found = {(d.places, d.before, d.after, d.why) for d in compare(*releases)}
    assert found == {
        ("Telmor", "“29 civilians” (29)", "“31 civilians” (31)", f"{why}; it tells the figure otherwise"),
        ("Brena", "“5 farmers” (5)", "“5 farmers” (5)", f"{why}; it tells the same figure once more"),
    }


@pytest.mark.parametrize("verified", [False, True])
def test_the_difference_tells_that_a_person_corrected_a_toll(address, tmp_path, verified):
    copy = tmp_path / "corrected.db"
    shutil.copy(address, copy)
    wanted = Wanted("public", reviewed=verified)
    with open_register(copy) as held:
        number, kind = with_toll(held, "sarn-2033-09-raids"), with_toll(held, "arvania-2035-03-names")
        before = write_release(held, tmp_path, wanted)
        made = [toll_changed(held, number.locus, bound="at least", number="40"), toll_changed(held, kind.locus, outcome="displaced", number="5")]
        for claim in (number, kind) if verified else ():
            review(held, Act.VERIFY, claim.locus, "", by=REVIEWER, reason="")
        after = write_release(held, tmp_path, wanted)
        held.withdraw(made[0].id, REVIEWER, "2036-01-04T10:00:00+00:00", "it was right before")
        if verified:
            decide(held, number, Act.VERIFY)
        later = write_release(held, tmp_path, wanted)
    found = compare(before.path, after.path)
    assert {d.why for d in found} == {"corrected by a person"}
    assert {d.locus for d in found} == {number.locus, kind.locus}
    assert {d.outcome for d in found if not d.before} == {"displaced"}
    assert [d.locus for d in found if "(40 or more)" in d.after] == [number.locus]
    assert {(d.locus, d.why) for d in compare(after.path, later.path)} == {(number.locus, "a person's correction was withdrawn")}


def test_what_is_no_release_is_told(tmp_path):
    with pytest.raises(UsageError, match="no such release"):
        compare(tmp_path / "R1.zip", tmp_path / "R2.zip")
    (tmp_path / "R1.zip").write_bytes(b"PK")
    with pytest.raises(UsageError, match="it is no release"):
        compare(tmp_path / "R1.zip", tmp_path / "R1.zip")
    (tmp_path / "about.toml").write_text("headline = 'x'", encoding="utf-8")
    with pytest.raises(UsageError, match="unknown: headline"):
        load_about(tmp_path / "about.toml")


def test_what_is_not_told_is_not_made_up(register, tmp_path):
    made = write_release(register, tmp_path, Wanted("public"), About())
    with zipfile.ZipFile(made.path) as archive:
        assert "(not stated)" in archive.read("CITATION.cff").decode()
        assert "license" not in archive.read("CITATION.cff").decode()
