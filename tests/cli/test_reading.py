"""`verbale read`: what it stores, tells and ends with."""

from __future__ import annotations

import pytest

from verbale.register import canonical_dump, open_register


def dump(path):
    with open_register(path, create=False) as held:
        return list(canonical_dump(held))


def test_a_letter_in_one_command(shell, letters, tmp_path):
    result = shell("read", letters / "arvania-1.txt", "--register", tmp_path / "r.db")
    assert result.exit_code == 0
    assert "1  file received" in result.stdout
    assert "1  claim" in result.stdout
    assert "not findings" in result.stdout
    assert str(tmp_path / "r.db") in result.stdout


def test_reading_again_adds_nothing(shell, letters, tmp_path):
    first = shell.json("read", letters, "--register", tmp_path / "r.db")
    before = dump(tmp_path / "r.db")
    again = shell.json("read", letters, "--register", tmp_path / "r.db")
    assert first["added"]["readings"] == 2
    assert not any(again["added"].values())
    assert again["claims"] == first["claims"] > 0
    assert dump(tmp_path / "r.db") == before


def test_the_register_is_the_same_with_one_job_and_with_two(shell, letters, tmp_path):
    (tmp_path / "empty.txt").touch()
    for jobs in (1, 2):
        result = shell("read", letters, tmp_path / "empty.txt", "--register", tmp_path / f"{jobs}.db", "--jobs", jobs)
        assert result.exit_code == 1
    assert dump(tmp_path / "1.db") == dump(tmp_path / "2.db")


def test_what_cannot_be_read_is_recorded_and_the_rest_goes_on(shell, letters, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing follows")
    result = shell("read", broken, tmp_path / "absent.txt", letters / "arvania-1.txt", "--register", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "2  files could not be read" in result.stdout
    assert "intake.damaged" in result.stdout
    listed = shell.json("list", "--register", tmp_path / "r.db")
    assert {d["name"]: bool(d["reading"]) for d in listed} == {"arvania-1.txt": True, "broken.pdf": False}


def test_standard_input(shell, letters, tmp_path):
    text = (letters / "arvania-1.txt").read_text(encoding="utf-8")
    result = shell("read", "-", "--register", tmp_path / "r.db", stdin=text)
    assert result.exit_code == 0
    assert shell.json("list", "--register", tmp_path / "r.db")[0]["name"] == "standard input"


def test_an_empty_folder_is_told(shell, tmp_path):
    (tmp_path / "none").mkdir()
    result = shell("read", tmp_path / "none", "--register", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "No file was found" in result.stdout


def test_supplied_values_are_marked(shell, tmp_path):
    bare = tmp_path / "bare.txt"
    bare.write_text(
        "On 1 March, the forces shelled the village of Telmor, killing 29 civilians, as the people of Telmor have told.", encoding="utf-8"
    )
    options = (
        "--symbol",
        "S/2031/17",
        "--date",
        "2031-03-04",
        "--sender",
        "Arvania",
        "--obtained-by",
        "a reader",
        "--source-url",
        "https://example.org/x",
    )
    assert shell("read", bare, "--register", tmp_path / "r.db", *options).exit_code == 0
    line = shell.json("export", "--register", tmp_path / "r.db")
    assert (line["symbol"], line["date"], line["sender"]) == ("S/2031/17", "2031-03-04", "Arvania")
    assert line["supplied"] == ["date", "sender", "symbol"]
    assert "supplied by hand" in shell("show", "bare", "--register", tmp_path / "r.db").stdout


@pytest.mark.parametrize("words", [("--date", "4 March"), ("--jobs", "0"), ("--no-such-option",)])
def test_wrong_usage_ends_with_2(shell, letters, tmp_path, words):
    result = shell("read", letters, "--register", tmp_path / "r.db", *words)
    assert result.exit_code == 2
    assert not (tmp_path / "r.db").exists()


def test_a_language_not_read_is_told_and_gives_no_claims(shell, tmp_path):
    text = "Le 1er mars 2031, les forces kestriennes ont bombardé le village de Telmor et ont tué 29 civils. " * 4
    (tmp_path / "fr.txt").write_text(text + "Nous rappelons la lettre datée du 20 février 2031 (S/2031/9).", encoding="utf-8")
    told = shell.json("read", tmp_path / "fr.txt", "--register", tmp_path / "r.db")
    assert told["language_not_read"] == 1
    assert told["claims"] == 0
    assert told["files"][0]["language"] == "fr"
    assert told["files"][0]["citations"] == 1
    assert told["files"][0]["problems"][0]["code"] == "reading.language-not-read"
