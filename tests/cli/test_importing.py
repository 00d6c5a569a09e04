"""`verbale import` and `verbale link` from the outside: tables of invented claimants."""

from __future__ import annotations

import csv
import json

import pytest

from verbale.app.imports import import_table
from verbale.app.linking import records
from verbale.datasets import tables
from verbale.register import ClaimFilter, open_register

MINE = """name = "watch"
claimant = "Telmor Watch"
case = ["ref"]
[when]
first = ["day"]
[where]
name = ["place"]
regions = ["province"]
[[toll]]
outcome = "killed"
best = ["dead"]
"""
ROWS = "ref,day,place,province,dead\nTW1,2031-03-01,Telmor,Velt,29\nTW2,someday,Marn,Velt,4\nTW3,2031-03-03,Marn,Velt,heaps\n"
INCIDENTS = (
    "code,incident_date,location,governorate,belligerents,civilian_harm_status,strike_status,civilians_killed_min,civilians_killed_max,coalition_assessment\n"
    "AV1,2031-03-01,Telmor village,Velt,Kestrian forces,Fair,Likely strike,20,29,\n"
    "AV2,2031-03-03,Marn,Velt,Arvanian forces,Fair,Likely strike,4,4,non_credible\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    (tmp_path / "watch.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def filled(shell, folder):
    register = folder / "r.db"
    shell("import", folder / "watch.csv", "--preset", folder / "mine.toml", "--register", register)
    shell("import", folder / "incidents.csv", "--register", register)
    return register


def test_rows_become_claims_of_their_claimant(shell, filled):
    told = shell.json("claims", "--claimant", "Telmor Watch", "--register", filled)
    assert [t["claim"]["case"]["value"] for t in told] == ["TW1", "TW3"]
    assert shell("verify", "--register", filled).exit_code == 0
    assert "someday" in shell("stats", "--problems", "--register", filled).stdout
    assert shell.json("claims", "--text", "TW1", "--register", filled)[0]["claim"]["tolls"][0]["amount"]["number"] == 29


def test_refused_rows_are_listed_and_the_status_says_so(shell, folder):
    done = shell("import", folder / "watch.csv", "--preset", folder / "mine.toml", "--register", folder / "x.db")
    assert done.exit_code == 1
    assert "row 2: 'someday' is no day" in done.stdout.replace("\n", " ").replace("  ", " ")
    again = shell.json("import", folder / "watch.csv", "--preset", folder / "mine.toml", "--register", folder / "x.db")
    assert (again[0]["claims"], again[0]["added"], len(again[0]["refused"]), len(again[0]["odd"])) == (2, 0, 1, 1)


def test_exports_know_imported_claims(shell, filled):
    lines = list(csv.DictReader(shell("export", "--format", "csv", "--register", filled).stdout.splitlines()))
    assert {line["claimant"] for line in lines} == {"Telmor Watch", "Airwars", "U.S.-led Coalition"}
    assert {line["case"] for line in lines} == {"TW1", "TW3", "AV1", "AV2"}
    assert "civilian_harm_status: Fair | strike_status: Likely strike" in {line["grades"] for line in lines}
    assert shell("export", "--register", filled).exit_code == 0
    assert shell("show", "watch.csv", "--register", filled).exit_code == 0


def test_a_guess_stores_nothing(shell, folder):
    done = shell("import", folder / "watch.csv", "--guess", "--register", folder / "x.db")
    assert '"dead"' in done.stdout
    assert not (folder / "x.db").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [(["nowhere.csv"], 1), (["watch.csv"], 2), (["watch.csv", "--preset", "nobody"], 1), (["watch.csv", "--preset", "ucdp"], 2)],
)
def test_what_cannot_be_imported_is_one_clear_line(shell, folder, words, status):
    done = shell("import", folder / words[0], *words[1:], "--register", folder / "x.db")
    assert done.exit_code == status
    assert done.stderr.startswith("verbale: error [")


def test_a_long_table_is_kept_in_parts(monkeypatch, folder):
    monkeypatch.setattr(tables, "ROWS", 2)
    with open_register(folder / "x.db") as register:
        done = import_table(register, folder / "watch.csv", str(folder / "mine.toml"))
        assert (done.rows, done.claims) == (3, 2)
        assert [d.name for d in register.list_documents()] == ["watch rows 1-2.csv", "watch rows 3-3.csv"]
        assert len(register.claims(ClaimFilter(claimant="Telmor Watch"))) == 2
        assert import_table(register, folder / "watch.csv", str(folder / "mine.toml")).added == 0


def test_a_later_version_of_a_table_corrects_the_earlier_one(shell, folder):
    register = folder / "v.db"
    for name, dead in (("first", 4), ("second", 9), ("third", 6)):
        (folder / f"{name}.csv").write_text(f"ref,day,place,province,dead\nTW1,2031-03-01,Telmor,Velt,{dead}\n", encoding="utf-8")
        shell("import", folder / f"{name}.csv", "--preset", folder / "mine.toml", "--register", register)
        (account,) = shell.json("tally", "--register", register)["tallies"][0]["accounts"]
        assert (account["interval"]["low"], account["interval"]["high"]) == (dead, dead)
    assert all(words in shell("incidents", "third#TW1", "--register", register).stdout for words in ("“4”", "“9”", "“6”"))


HEAD = "ref,day,place,province,dead\n"
FIRST = "TW1,2031-03-01,Telmor,Velt,4\nTW2,2031-03-02,Marn,Velt,3\nTW3,2031-03-03,Marn,Velt,2\n"


@pytest.fixture
def versions(shell, folder):
    """Imports a text as a file of a name, into one register; gives back what the command tells."""

    def take(text, *more, name="cases"):
        (folder / f"{name}.csv").write_text(HEAD + text, encoding="utf-8")
        return shell.json("import", folder / f"{name}.csv", "--preset", folder / "mine.toml", "--register", folder / "v.db", *more)[0]["versions"]

    return take


def counted(shell, folder):
    """The low end of the whole tally."""
    ((account,),) = (one["accounts"] for one in shell.json("tally", "--register", folder / "v.db")["tallies"])
    return account["interval"]["low"]


def test_rows_that_a_later_version_corrects_are_listed(versions):
    versions(FIRST)
    told = versions(FIRST.replace("Velt,4", "Velt,5"))
    assert [(row["words"], row["changed"]) for row in told["corrected"]] == [("TW1,2031-03-01,Telmor,Velt,4", ["tolls"])]
    assert (told["withdrawn"], told["doubtful"]) == ([], 0)


def test_rows_that_a_later_version_drops_are_withdrawn_shown_and_not_counted(shell, folder, versions):
    versions(FIRST)
    assert counted(shell, folder) == 9
    told = versions("".join(FIRST.splitlines(keepends=True)[:2]))
    assert [row["words"] for row in told["withdrawn"]] == ["TW3,2031-03-03,Marn,Velt,2"]
    assert counted(shell, folder) == 7
    assert "TW3" not in shell("incidents", "--all", "--register", folder / "v.db").stdout
    out = folder / "claims.csv"
    shell("export", "--format", "csv", "--table", "claims", "--register", folder / "v.db", "--out", out)
    reviews = {row["case"]: row["review"] for row in csv.DictReader(out.read_text(encoding="utf-8").splitlines())}
    assert (reviews["TW3"], reviews["TW1"]) == ("withdrawn", "unreviewed")
    assert shell("verify", "--register", folder / "v.db").exit_code == 0
    versions(FIRST)  # the file of the first import adds nothing, so it is no later version
    assert counted(shell, folder) == 7
    versions(FIRST + "TW4,2031-03-04,Marn,Velt,1\n")
    assert counted(shell, folder) == 10


def test_another_table_of_the_same_name_withdraws_nothing_unless_told_so(shell, folder, versions):
    versions(FIRST)
    told = versions("TW8,2031-03-01,Telmor,Velt,1\n")
    assert (told["withdrawn"], told["doubtful"], counted(shell, folder)) == ([], 3, 10)
    told = versions("TW1,2031-03-01,Telmor,Velt,4\n", "--replaces", "cases.csv", name="cases-2")
    assert (len(told["withdrawn"]), counted(shell, folder)) == (3, 4)


def test_links_are_proposed_for_the_version_of_a_row_that_counts(folder, versions):
    versions(FIRST)
    versions(FIRST.replace("Telmor,Velt,4", "Halm,Velt,5").splitlines(keepends=True)[0])
    versions(FIRST.replace("Telmor,Velt,4", "Belt,Velt,6").splitlines(keepends=True)[0], name="z")
    with open_register(folder / "v.db") as register:
        assert [(one.case, one.names) for one in records(register) if one.case == "TW1"] == [("TW1", ("Belt",))]


def test_a_number_that_stands_twice_in_a_long_table_is_two_wherever_it_stands(monkeypatch, folder):
    """The parts of a long table are documents of their own: a row of the second must not pass for a copy of one in the first."""
    monkeypatch.setattr(tables, "ROWS", 2)
    rows = ["TW1,2031-03-01,Telmor,Velt,4", "TW2,2031-03-02,Telmor,Velt,1", "TW1,2031-03-09,Marn,Velt,7", "TW2,2031-03-02,Telmor,Velt,1"]
    (folder / "long.csv").write_text("ref,day,place,province,dead\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with open_register(folder / "x.db") as register:
        done = import_table(register, folder / "long.csv", str(folder / "mine.toml"))
        assert (done.claims, [p.what for p in done.refused]) == (3, ["the same as a row in an earlier part of the file, word for word"])
        assert len({told.locus for told in register.told()}) == 3
        assert import_table(register, folder / "long.csv", str(folder / "mine.toml")).added == 0


def test_links_are_proposed_with_ranks_and_reasons(shell, folder, filled):
    out = folder / "links.csv"
    assert shell("link", "--register", filled, "--proposals", out, "--accept", "0.5", "--by", "N. Adeyo").exit_code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    best = next(r for r in rows if {r["first_case"], r["second_case"]} == {"TW1", "AV1"})
    assert (best["rank_first"], best["rank_second"], best["kind"]) == ("1", "1", "same")
    assert "day: the same day or days" in best["reasons"]
    assert (best["judgement"], best["by"]) == ("positive", "threshold 0.5, not a person")
    by_rule = next(r for r in rows if r["kind"] == "denies" and r["score"] == "")
    assert (by_rule["first_claimant"], by_rule["second_claimant"], by_rule["second_case"]) == ("U.S.-led Coalition", "Airwars", "AV2")
    as_json = folder / "links.json"
    shell("link", "--register", filled, "--rules", "--proposals", as_json)
    assert any({p["first_case"], p["second_case"]} == {"TW1", "AV1"} for p in json.loads(as_json.read_text(encoding="utf-8")))
    assert "people decide" in shell("link", "--register", filled).stdout


def test_a_threshold_joins_visibly_until_a_person_judges(shell, filled):
    def together(*more):
        shown = shell("incidents", "watch#1", "--json", "--register", filled, *more)
        return json.loads(shown.stdout)

    assert shell("link", "--register", filled, "--accept", "0.5").exit_code == 2, "somebody lets the threshold decide"
    assert len(together()["incident"]) > 0
    assert not together()["links"]
    done = shell("link", "--register", filled, "--accept", "0.5", "--by", "N. Adeyo")
    assert "3 links accepted by the threshold 0.5, not by a person" in done.stderr
    assert "0 links accepted" in shell("link", "--register", filled, "--accept", "0.5", "--by", "N. Adeyo").stderr, "what stands is not entered again"
    (link,) = together()["links"]
    assert (link["kind"], link["pre_accepted"], link["by"]) == ("same", True, "threshold 0.5")
    assert not together("--without-pre-accepted")["links"]
    for words, count in ((("incidents", "TW1"), "1 link"), (("incidents",), "3 links"), (("tally",), "3 links"), (("contradictions",), "3 links")):
        assert f"Rests on {count} that a threshold took" in " ".join(shell(*words, "--register", filled).stdout.split())
    rejecting = ("judge", "reject", "watch#1", "incidents#1", "--by", "N. Adeyo", "--reason", "another day", "--register", filled)
    assert shell(*rejecting).exit_code == 0
    assert "threshold" not in shell("incidents", "watch#1", "--register", filled).stdout
    assert shell("verify", "--register", filled).exit_code == 0


def test_weights_are_learned_into_a_file(shell, folder, filled):
    weights = folder / "w.json"
    assert shell("link", "--train", "--register", filled).exit_code == 2
    assert shell("link", "--train", "--weights", weights, "--register", filled).exit_code in (0, 1)
    assert json.loads(weights.read_text(encoding="utf-8"))["trained_on"].startswith("Airwars: 2 claims")
    assert shell("link", "--weights", folder / "none.json", "--register", filled).exit_code == 1


def test_a_list_of_parties_joins_names(shell, folder, filled):
    names = folder / "parties.csv"
    names.write_text("name,kind,aliases\nKestria,state,Kestrian forces|Army of Kestria\n", encoding="utf-8")
    (folder / "third.csv").write_text(INCIDENTS.replace("Kestrian forces", "Army of Kestria"), encoding="utf-8")
    shell("import", folder / "third.csv", "--claimant", "Marn Media", "--register", filled)

    def told(*more):
        found = shell.json("link", "--register", filled, *more)
        pair = next(
            p
            for p in found
            if {p["first_claimant"], p["second_claimant"]} == {"Airwars", "Marn Media"} and p["first_case"] == p["second_case"] == "AV1"
        )
        return next(r["comparison"] for r in pair["reasons"] if r["comparison"].startswith("parties"))

    assert told() == "parties: other parties"
    assert "in common" in told("--parties", names)
    assert shell("link", "--register", filled, "--parties", folder / "none.csv").exit_code == 1


def test_what_a_belligerent_holds_of_a_row_is_its_own_position(shell, filled):
    shell("judge", "accept", "incidents#3", "AV2", "--kind", "denies", "--by", "N. Adeyo", "--reason", "the same row", "--register", filled)
    told = shell.json("incidents", "AV2", "--register", filled)
    assert {p["party"]: p["claims"][0]["stance"] for p in told["positions"]} == {"Airwars": "asserts", "U.S.-led Coalition": "denies"}
    assert [c["label"] for p in told["positions"] for c in p["claims"]] == ["incidents#AV2", "incidents#3"]
