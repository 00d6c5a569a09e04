"""Incidents, judging, tallies, contradictions and assessments from the command line, on an invented event."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LETTER = "belmora-2031-03-two-villages"


@pytest.fixture(scope="module")
def event(shell, tmp_path_factory):
    path = tmp_path_factory.mktemp("event") / "event.db"
    assert shell("read", EXAMPLES / f"letters/{LETTER}.txt", "--register", path).exit_code == 0
    assert shell("import", EXAMPLES / "events/nisah-and-talat-orvani.json", "--register", path).exit_code == 0
    for first, second, *more in [
        (LETTER, "shoreline-101", "--kind", "covers"), (LETTER, "shoreline-102", "--kind", "covers"), ("coalition-on-101", "shoreline-101"),
        ("coalition-on-102", "shoreline-102", "--kind", "denies", "--denied", "own act"), ("almanac-5502", "shoreline-101"),
    ]:  # fmt: skip
        done = shell("judge", "accept", first, second, *more, "--by", "N. Adeyo", "--reason", "read side by side", "--register", path)
        assert done.exit_code == 0, done.output
    return path


def test_one_incident_side_by_side(shell, event):
    shown = shell("incidents", LETTER, "--register", event)
    assert shown.exit_code == 0
    for words in (
        "Republic of Belmora alleges", "Coastal Coalition has not yet assessed", "denies that it was its own act", "14 to 58", "not a finding",
        "between 1 and 2; lineage unknown for 2", "covers shoreline-101#1", "An allegation is not a",
    ):  # fmt: skip
        assert words in shown.stdout, words
    plain = shell.json("incidents", LETTER, "--register", event)
    assert {
        "incident",
        "together",
        "positions",
        "particulars",
        "life_lines",
        "independent_roots",
        "tallies",
        "links",
        "assessments",
        "disputed",
    } == set(plain)
    assert [account["party"] for account in plain["tallies"][0]["accounts"]] == ["Conflict Almanac", "Republic of Belmora", "Shoreline Watch"]


def test_the_list_groups_what_links_hold_together(shell, event):
    groups = shell.json("incidents", "--register", event)
    assert [len(group["together"]) for group in groups] == [4]
    everything = shell.json("incidents", "--all", "--register", event)
    assert sum(len(group["together"]) for group in everything) == 5
    listed = shell("incidents", "--register", event)
    assert listed.exit_code == 0
    assert "1 group of linked claims" in listed.stdout


def test_tally_names_convention_claimants_and_claims(shell, event):
    shown = shell(
        "tally",
        "--month",
        "2031-03",
        "--outcome",
        "killed",
        "--outcome",
        "injured",
        "--convention",
        "after-airwars",
        "--even-split",
        "--register",
        event,
    )
    assert shown.exit_code == 0
    for words in (
        "killed, as claimed by",
        "injured, as claimed by",
        "(unofficial)",
        "12 to 24",
        "no figure",
        "alleged by nobody",
        "silent on a part",
    ):
        assert words in shown.stdout, words
    plain = shell.json("tally", "shoreline-101", "shoreline-102", "--register", event)
    own = next(a for a in plain["tallies"][0]["accounts"] if a["party"] == "Shoreline Watch")
    assert own["interval"] == {"low": 14, "high": 58}
    assert sorted(claim["label"] for claim in own["low_by"]) == ["shoreline-101#1", "shoreline-102#1"]
    assert plain["tallies"][0]["label"] == "not a finding"


def test_contradictions_show_the_claims_that_cannot_all_hold(shell, event):
    (only,) = shell.json("contradictions", "--register", event)
    assert (only["particular"], only["parties"]) == ("own act", ["Coastal Coalition", "Shoreline Watch"])
    shown = shell("contradictions", "--register", event)
    assert "denies that it was its own act" in shown.stdout
    assert "accuses Coastal Coalition" in shown.stdout


def test_judge_assess_and_withdraw(shell, event):
    before = shell("tally", LETTER, "--json", "--register", event).stdout
    link = (LETTER, "almanac-5501", "--kind", "covers", "--by", "N. Adeyo", "--register", event)
    assert shell("judge", "unsure", *link, "--reason", "which village, is not told").exit_code == 0
    listed = shell("judge", "list", "--register", event).stdout
    assert "perhaps: " in listed
    assert "6 judgements" in listed
    assert shell("judge", "withdraw", *link, "--reason", "not in the letter's event").exit_code == 0
    assert shell("tally", LETTER, "--json", "--register", event).stdout == before
    words = ("--scheme", "airwars", "--status", "contested", "--assessor", "N. Adeyo", "--date", "2032-02-01", "--rationale", "rival accounts")
    made = shell.json(
        "assess", "shoreline-102", *words, "--source", "file 9", "--dissent", "V. Tesk: weak", "--second", "O. Brell", "--register", event
    )
    assert made["status"] == "Contested"
    shown = shell("incidents", "shoreline-102", "--register", event).stdout
    assert "N. Adeyo, with O. Brell holds “Contested” (airwars 2023-1)" in " ".join(shown.split())
    assert shell("assess", "--withdraw", made["id"][:10], "--assessor", "N. Adeyo", "--rationale", "redone", "--register", event).exit_code == 0
    assert shell.json("incidents", "shoreline-102", "--register", event)["assessments"] == []
    assert shell("verify", "--register", event).exit_code == 0


def test_schemes_are_listed_with_their_sources(shell):
    shown = shell("assess").stdout
    for words in ("airwars", "three-statuses", "reasonable-grounds", "unofficial", "HR/PUB/19/1"):
        assert words in shown
    assert len(shell.json("assess")) == 3


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("incidents", "nothing"), 1), (("tally", "nothing"), 1), (("tally", "--month", "March"), 2), (("tally", "--convention", "guess"), 1),
        (("judge", "accept", LETTER), 2), (("judge", "accept", LETTER, "shoreline-101"), 2), (("assess", "shoreline-101"), 2),
        (("assess", "--withdraw", "ffff", "--assessor", "N", "--rationale", "x"), 1), (("import", "absent.json"), 1),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_clear_line(shell, event, words, status):
    done = shell(*words, "--register", event)
    assert done.exit_code == status
    assert "Traceback" not in done.output
    assert done.stderr.strip()


def test_a_refused_record_is_told_and_the_rest_imported(shell, tmp_path):
    path = tmp_path / "event.json"
    path.write_text(json.dumps([{"claimant": "Arvania", "killed": 3}, {"killed": 3}]), encoding="utf-8")
    done = shell("import", path, "--register", tmp_path / "new.db")
    assert done.exit_code == 1
    assert "does not tell who claims" in done.stdout
    assert "1 record, 1 new claims; 1 refused" in done.stdout


@pytest.fixture
def months(shell, tmp_path):
    """A total over three months with an event of January and one of February, and two villages of one name."""
    own = {"claimant": "Velt Ministry", "accused": "Belmora"}
    records = [
        own | {"id": "total", "places": ["North Velt"], "date_of_event": ["2031-01-01", "2031-03-31"], "killed": 100},
        own | {"id": "january", "places": ["Nisah"], "regions": ["North Velt"], "date_of_event": "2031-01-05", "killed": 30},
        own | {"id": "february", "places": ["Nisah"], "regions": ["North Velt"], "date_of_event": "2031-02-05", "killed": 10},
        own | {"id": "south", "places": ["Nisah"], "regions": ["South Velt"], "date_of_event": "2031-06-05", "killed": 7},
    ]
    (tmp_path / "event.json").write_text(json.dumps(records), encoding="utf-8")
    shell("import", tmp_path / "event.json", "--register", tmp_path / "m.db")
    for part in ("january", "february"):
        shell("judge", "accept", part, "total", "--kind", "part of", "--by", "N. Adeyo", "--reason", "r", "--register", tmp_path / "m.db")
    return tmp_path / "m.db"


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        (("--month", "2031-01"), 30, 90), (("--month", "2031-02"), 10, 70), (("--month", "2031-03"), 0, 60), (("--to", "2031-03-31"), 100, 100),
        (("--place", "Nisah, South Velt"), 7, 7), (("--place", "Nisah, North Velt"), 40, 40), (("--place", "Nisah"), 47, 47),
        (("--place", "North Velt"), 100, 100), (("--elsewhere", "North Velt"), 7, 7),
        (("--elsewhere", "Nisah, North Velt", "--to", "2031-05-01"), 0, 60),
    ],
)  # fmt: skip
def test_a_month_is_less_than_a_total_by_what_is_told_of_others(shell, months, asked, low, high):
    (account,) = shell.json("tally", *asked, "--register", months)["tallies"][0]["accounts"]
    assert (account["interval"]["low"], account["interval"]["high"]) == (low, high)


def test_a_later_version_of_a_record_corrects_the_earlier_one(shell, tmp_path):
    register = tmp_path / "v.db"
    for killed in (15, 16):
        record = {"id": "w1", "claimant": "Telmor Watch", "places": ["Nisah"], "date_of_event": "2031-03-01", "killed": killed}
        (tmp_path / f"{killed}.json").write_text(json.dumps([record]), encoding="utf-8")
        shell("import", tmp_path / f"{killed}.json", "--register", register)
        (account,) = shell.json("tally", "--register", register)["tallies"][0]["accounts"]
        assert (account["interval"]["low"], account["interval"]["high"]) == (killed, killed)
