"""Asking a register: list, show, claims, unread, stats, verify, export; explain and cite from a file."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys

import pytest

from verbale.cli.main import VERBS, main


def test_list(shell, register):
    result = shell("list", "--register", register)
    assert result.exit_code == 0
    assert "arvania-1.txt" in result.stdout
    assert "2 documents" in result.stdout


def test_claims_name_who_alleges(shell, register):
    result = shell("claims", "--register", register)
    assert result.exit_code == 0
    assert "Who alleges" in result.stdout
    assert "“29 civilians”" in result.stdout
    assert "An allegation is not a finding." in result.stdout


def test_no_figure_is_cut_at_the_edge_of_the_table(shell, tmp_path):
    letter = "Letter dated 5 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council"
    told = (
        "According to the Lakes Observatory for Human Rights, from 1 to 4 March 2031 the Northern Highlands Liberation Brigades fired rockets "
        "at the villages of Nahar-el-Kelm-al-Gharbi, Telmor and Brena, killing one hundred and twenty-nine civilians."
    )
    (tmp_path / "a-letter-with-a-name-of-some-length.txt").write_text(f"{letter}\n\n{told}", encoding="utf-8")
    shell("read", tmp_path, "--register", tmp_path / "r.db")
    text = shell("claims", "--register", tmp_path / "r.db").stdout
    assert "civilians”" in text
    assert "attack" in text


@pytest.mark.parametrize(
    ("condition", "claimants"),
    [
        (("--claimant", "Arvania"), ["Arvania"]),
        (("--place", "Marn"), ["Kestria"]),
        (("--from", "2031-03-02"), ["Kestria"]),
        (("--to", "2031-03-02"), ["Arvania"]),
        (("--outcome", "injured"), ["Arvania"]),
        (("--text", '"four people"'), ["Kestria"]),
        (("--limit", "1"), ["Kestria"]),
        (("--place", "Telmor", "--outcome", "displaced"), []),
    ],
)
def test_claims_are_filtered(shell, register, condition, claimants):
    assert [c["claimant"] for c in shell.json("claims", "--register", register, *condition)] == claimants
    assert shell("claims", "--register", register, *condition).exit_code == (0 if claimants else 1)


def test_show_marks_claims_in_the_text(shell, register):
    text = shell("show", "arvania-1", "--register", register).stdout
    assert re.search(r"⟦1 On 1 March 2031, Kestrian", text)
    assert " 1⟧" in text
    assert "Arvania alleges: shelling" in " ".join(text.split())
    assert "S/2031/9, 20 Feb 2031, letter, our" in text
    assert "Security Council: “calls upon" in text


def test_show_writes_no_control_characters_of_a_letter(shell, tmp_path):
    (tmp_path / "evil.txt").write_text("On 1 March 2031 they\x1b[2J bombed [bold]Telmor[/bold]. " * 5, encoding="utf-8")
    shell("read", tmp_path / "evil.txt", "--register", tmp_path / "r.db")
    text = shell("show", "evil", "--register", tmp_path / "r.db").stdout
    assert "\x1b" not in text
    assert "[bold]Telmor[/bold]" in text


def test_unread_sentences_are_listed_with_their_reason(shell, register):
    listed = shell.json("unread", "--register", register)
    assert ["massacres"] in [u["value"]["words"] for u in listed]
    result = shell("unread", "--register", register)
    assert result.exit_code == 0
    assert "The number of those massacres is now countless." in result.stdout


def test_stats(shell, register):
    told = shell.json("stats", "--register", register, "--problems")
    assert (told["documents"], told["read"], told["failed"]) == (2, 2, 0)
    assert told["head"] == shell.json("verify", "--register", register)["head"]
    assert "2  documents" in shell("stats", "--register", register, "--problems").stdout


def test_verify_against_a_head_and_anew(shell, register):
    head = shell.json("stats", "--register", register)["head"]
    result = shell("verify", "--register", register, "--head", head, "--rerender")
    assert result.exit_code == 0
    assert "Unaltered." in result.stdout
    assert "2  originals read anew with the same result" in result.stdout
    assert shell("verify", "--register", register, "--head", "nonsense").exit_code == 2


def test_verify_ends_with_3_when_the_register_was_altered(shell, letters, tmp_path):
    shell("read", letters, "--register", tmp_path / "r.db")
    with sqlite3.connect(tmp_path / "r.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE claims SET content = replace(content, '29', '92')")
    database.close()
    result = shell("verify", "--register", tmp_path / "r.db")
    assert result.exit_code == 3
    assert "register.altered" in result.stdout
    assert shell.json("verify", "--register", tmp_path / "r.db")["intact"] is False


def test_export_readings(shell, register):
    lines = [json.loads(line) for line in shell("export", "--register", register).stdout.splitlines()]
    assert [line["document"] for line in lines] == ["arvania-1", "kestria-1"]
    [claim] = lines[0]["incidents"]
    assert (claim["killed"]["low"], claim["killed"]["high"], claim["injured"]["low"]) == (29, 29, 24)
    assert lines[0]["grammar"]


def test_export_csv(shell, register):
    rows = list(csv.DictReader(io.StringIO(shell("export", "--register", register, "--format", "csv").stdout)))
    assert [(r["claimant"], r["killed_words"], r["first_day"]) for r in rows] == [
        ("Arvania", "29 civilians", "2031-03-01"),
        ("Kestria", "four people", "2031-03-03"),
    ]


def test_export_text_gives_what_the_offsets_are_in(shell, register, tmp_path):
    assert shell("export", "--register", register, "--format", "text", "--out", tmp_path / "texts").exit_code == 0
    for line in shell("export", "--register", register).stdout.splitlines():
        reading = json.loads(line)
        text = (tmp_path / "texts" / f"{reading['document']}.txt").read_text(encoding="utf-8")
        for claim in reading["incidents"]:
            start, end = claim["killed"]["span"]
            assert text[start:end] == claim["killed"]["words"]


def test_export_json_to_a_file(shell, register, tmp_path):
    assert shell("export", "--register", register, "--format", "json", "--out", tmp_path / "all.jsonl").exit_code == 0
    assert {"document", "outline", "claims"} <= set(json.loads((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()[0]))


def test_explain_tells_what_fired_and_what_lost(shell, letters):
    text = (letters / "arvania-1.txt").read_text(encoding="utf-8")
    told = shell.json("explain", letters / "arvania-1.txt", "--at", text.index("29 civilians"))
    fired = {t["rule"] for t in told["trials"] if t["outcome"] == "fired"}
    assert {"persons-counted", "toll-active"} <= fired
    assert all(t["why"] for t in told["trials"] if t["outcome"] == "lost")
    assert "killed" in [f["field"] for f in told["fields"]]
    shown = shell("explain", letters / "arvania-1.txt", "--at", text.index("29 civilians")).stdout
    assert "persons-counted" in shown
    assert "Claim 1" in shown


def test_explain_tells_why_a_sentence_gave_no_claim(shell, letters):
    text = (letters / "arvania-1.txt").read_text(encoding="utf-8")
    told = shell.json("explain", letters / "arvania-1.txt", "--at", text.index("massacres is now"))
    assert told["unread"]
    assert told["claims"] == []


def test_cite(shell, letters):
    told = shell.json("cite", letters / "arvania-1.txt")
    assert [(c["symbol"], c["date"], c["kind"]) for c in told] == [("S/2031/9", "2031-02-20", "letter"), (None, None, "present letter")]
    text = (letters / "arvania-1.txt").read_text(encoding="utf-8")
    assert all(text[slice(*c["spans"][0])] in c["quote"] for c in told)
    assert shell("cite", "-", stdin="Nothing is named here.").exit_code == 1
    shown = shell("cite", "-", stdin="We recall Security Council resolution 1701 (2006).").stdout
    assert "S/RES/1701 (2006)" in shown
    assert "38-49" in shown


@pytest.mark.parametrize("verb", ["list", "claims", "unread", "stats", "verify", "export"])
def test_a_register_that_is_not_there_is_one_clear_line(shell, tmp_path, verb):
    result = shell(verb, "--register", tmp_path / "none.db")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "usage.not-found" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_document_that_is_not_there(shell, register):
    result = shell("show", "nothing", "--register", register)
    assert result.exit_code == 1
    assert "usage.not-found" in result.stderr


def test_the_variable_names_the_register(shell, register):
    result = shell.runner.invoke(main, ["stats", "--json"], env={"VERBALE_REGISTER": str(register)})
    assert json.loads(result.stdout)["documents"] == 2


def test_every_verb_is_in_the_help_with_its_own_words(shell):
    shown = shell("--help").stdout
    for verb, (_, line) in VERBS.items():
        assert re.search(rf"^  {verb} +{re.escape(line[:40])}", shown, re.MULTILINE)
        assert shell(verb, "--help").exit_code == 0
        assert any("--json" in o.opts for o in main.commands[verb].params), verb


def test_help_and_import_load_nothing_heavy():
    code = "import sys, verbale, verbale.cli.main; print(sorted(m for m in sys.modules if m.split('.')[0] in ('rich', 'sqlalchemy', 'lxml', 'pypdfium2', 'alembic')))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
