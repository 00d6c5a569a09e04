"""`verbale circulate` and `verbale series`: files, symbols, exit statuses."""

from __future__ import annotations

import pytest

GIVEN = 'organs = ["Council of the Sura Valley"]\ncirculated = 2031-03-05\n'


@pytest.fixture
def particulars(tmp_path):
    path = tmp_path / "p.toml"
    path.write_text(GIVEN, encoding="utf-8")
    return path


def test_a_specimen_in_every_form(shell, letters, tmp_path):
    (tmp_path / "p.toml").write_text('symbol = "S/2031/12"\norgans = ["Security Council"]\ncirculated = 2031-03-05\n', encoding="utf-8")
    found = shell.json(
        "circulate", letters / "arvania-1.txt", "--particulars", tmp_path / "p.toml", "--as", "pdf", "--as", "html", "--as", "docx", "--out", tmp_path
    )
    assert found["specimen"] is True
    assert sorted(p.name for p in tmp_path.iterdir()) == ["S_2031_12-en.docx", "S_2031_12-en.html", "S_2031_12-en.pdf", "p.toml"]


def test_a_series_of_ones_own(shell, letters, particulars, tmp_path):
    book = ("--book", tmp_path / "b.db")
    assert shell("series", "open", "main", "SV/{year}/{number}", "--issuer", "Sura Valley Commission", *book).exit_code == 0
    draw = (
        "circulate",
        letters / "arvania-1.txt",
        "--particulars",
        particulars,
        "--as",
        "html",
        "--out",
        tmp_path / "out",
        "--series",
        "main",
        *book,
    )
    assert shell.json(*draw)["symbol"] == "SV/2031/1"
    corrected = shell.json(*draw, "--of", "SV/2031/1", "--version", "Corr")
    assert (corrected["symbol"], corrected["specimen"]) == ("SV/2031/1/Corr.1", False)
    assert "SPECIMEN" not in (tmp_path / "out" / "SV_2031_1-en.html").read_text(encoding="utf-8")
    assert [e["state"] for e in shell.json("series", *book)] == ["circulated", "circulated"]
    assert shell("series", "publish", "main", "--out", tmp_path / "out", "--address", "https://example.org", *book).exit_code == 0
    assert "SV/2031/1/Corr.1" in (tmp_path / "out" / "feed.atom").read_text(encoding="utf-8")


def refused(shell, letters, folder, particulars, issuer="Sura Valley Commission", pattern="SV/{number}"):
    """What is said where a letter gets no symbol of a series of `issuer`."""
    book = ("--book", folder / "b.db")
    shell("series", "open", "main", pattern, "--issuer", issuer, *book)
    (folder / "p.toml").write_text(particulars, encoding="utf-8")
    result = shell("circulate", letters / "arvania-1.txt", "--particulars", folder / "p.toml", "--series", "main", "--out", folder, *book)
    assert result.exit_code == 2
    return result.output


def test_no_symbol_is_taken_for_what_cannot_be_drawn_up(shell, letters, tmp_path):
    assert "Traceback" not in refused(shell, letters, tmp_path, "")
    assert shell("series", "--book", tmp_path / "b.db").exit_code == 1


def test_no_series_in_the_name_of_the_united_nations(shell, letters, particulars, tmp_path):
    given = particulars.read_text(encoding="utf-8")
    assert "in the name of the United Nations" in refused(shell, letters, tmp_path, given, "United Nations", "RX/{number}")


def test_no_symbol_of_a_series_for_an_organ_of_the_united_nations(shell, letters, tmp_path):
    given = 'organs = ["Security Council"]\ncirculated = 2031-03-05\n'
    assert "in the name of the United Nations" in refused(shell, letters, tmp_path, given)


def test_void_and_wrong_use(shell, letters, particulars, tmp_path):
    assert shell("circulate", letters / "arvania-1.txt", "--particulars", particulars, "--of", "SV/1").exit_code == 2
    assert shell("series", "void", "SV/1", "--reason", "x", "--book", tmp_path / "none.db").exit_code == 1
