"""Tables, linked forms, releases, footnotes, redacted copies and figures from the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

OLD_COLUMNS = (
    "document,symbol,letter_date,sender,claimant,stance,scope,first_day,last_day,part_of_day,places,regions,acts,means,alleged_perpetrators,other_roles,"
    "killed_words,killed_bound,killed_low,killed_high,killed_group,injured_words"
)


def test_the_table_of_claims_begins_as_it_always_did(shell, register):
    shown = shell("export", "--format", "csv", "--register", register)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(OLD_COLUMNS)
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    first = next(row for row in rows if row["claimant"] == "Arvania" and row["killed_low"])
    assert (first["killed_words"], first["killed_low"], first["places"], first["alleged_perpetrators"]) == (
        "29 civilians",
        "29",
        "Telmor",
        "Kestrian forces",
    )


def test_one_table_of_a_selection(shell, register):
    shown = shell("export", "--format", "csv", "--table", "tolls", "--claimant", "Kestria", "--policy", "after-acled", "--register", register)
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert [(row["claimant"], row["outcome"], row["low"]) for row in rows] == [("Kestria", "killed", "4")]
    assert shell("export", "--format", "csv", "--claimant", "Nobody", "--register", register).exit_code == 1
    assert shell("export", "--format", "geojson", "--register", register).stdout.startswith('{"type":"FeatureCollection"')


@pytest.mark.parametrize(("form", "name"), [("parquet", "t.parquet"), ("xlsx", "t.xlsx"), ("sqlite", "t.sqlite"), ("package", "p"), ("akn", "a")])
def test_what_is_no_text_needs_a_place(shell, register, tmp_path, form, name):
    refused = shell("export", "--format", form, "--register", register)
    assert refused.exit_code == 2
    assert "needs --out" in refused.stderr
    done = shell("export", "--format", form, "--out", tmp_path / name, "--register", register)
    assert done.exit_code == 0, done.output
    assert "written to" in done.stderr
    assert (tmp_path / name).exists()


def test_whole_readings_know_no_profile_and_no_selection(shell, register):
    for more in (("--profile", "public"), ("--claimant", "Kestria")):
        refused = shell("export", "--format", "readings", *more, "--register", register)
        assert refused.exit_code == 2
        assert "knows no profile and no selection" in refused.stderr


def test_linked_forms_go_to_standard_output(shell, register):
    items = json.loads(shell("export", "--format", "annotations", "--register", register).stdout)["first"]["items"]
    assert any("Arvania alleges" in item["body"]["value"] for item in items)
    assert "<feed" in shell("export", "--format", "atom", "--address", "https://example.org/f", "--register", register).stdout


def test_release_and_difference(shell, register, tmp_path):
    strict = shell("release", "--out", tmp_path, "--register", register)
    assert strict.exit_code == 0
    assert "nobody verified one as a whole" in strict.stdout
    loose = shell.json("release", "--out", tmp_path, "--with-unreviewed", "--date", "2031-05-01", "--register", register)
    assert loose["number"] == 2
    assert loose["rows"]["claims"] > 0
    told = shell("diff", tmp_path / "R1.zip", tmp_path / "R2.zip")
    assert told.exit_code == 0
    assert (
        "Arvania alleges (arvania-1, 2031-03-01, Telmor): killed not there -> “29 civilians” (29): one release holds only what people reviewed"
        in told.stdout
    )
    assert "What is alleged is not a finding." in told.stdout
    plain = shell.json("diff", tmp_path / "R1.zip", tmp_path / "R2.zip")
    assert {"claimant", "before", "after", "why"} <= set(plain[0])
    refused = shell("diff", tmp_path / "R1.zip", tmp_path / "R9.zip")
    assert refused.exit_code == 1
    assert "there is no such release" in refused.stderr


def test_footnotes_tell_what_changed(shell, register, tmp_path):
    first = shell("footnotes", "--out", tmp_path / "r.md", "--register", register)
    assert first.exit_code == 0
    assert "paragraphs written to" in first.stdout
    assert "Nothing changed since the last time." in shell("footnotes", "--out", tmp_path / "r.md", "--register", register).stdout
    other = shell("footnotes", "--out", tmp_path / "r.md", "--claimant", "Kestria", "--register", register)
    assert "- no longer there: The Permanent Representative of Arvania" in other.stdout


def test_a_redacted_copy_with_its_log(shell, register, tmp_path):
    done = shell("redact", "arvania-1", "--word", "Telmor", "a source lives there", "--out", tmp_path, "--register", register)
    assert done.exit_code == 0, done.output
    assert "1 place withheld" in done.stdout
    assert "Telmor" not in (tmp_path / "arvania-1-redacted.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "arvania-1-redacted.log.json").read_text(encoding="utf-8"))["withheld"][0]["reason"] == "a source lives there"


def test_figures(shell, register, tmp_path):
    for name in ("tolls.svg", "citations.png"):
        done = shell("figure", name.split(".")[0], "--out", tmp_path / name, "--register", register)
        assert done.exit_code == 0, done.output
        assert "not a finding" in done.stdout
    assert (tmp_path / "citations.png").read_bytes().startswith(b"\x89PNG")
    assert shell("figure", "tolls", "--out", tmp_path / "t.gif", "--register", register).exit_code == 2
    nothing = shell("figure", "map", "--out", tmp_path / "m.svg", "--register", register)
    assert nothing.exit_code == 1
    assert "there is nothing to draw" in nothing.stderr
