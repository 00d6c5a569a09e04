"""Tables of incidents and lists of persons: one claim a row, victims only where they belong, nothing guessed."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import verbale
from verbale.model import Outcome

CASES = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
LETTER = """Letter dated 5 May 2031 from the Permanent Representative of Belmora to the United Nations addressed to the President of the Security Council

{body}

(Signed) Ana Tolk
Permanent Representative

Annex to the letter dated 5 May 2031 from the Permanent Representative of Belmora to the United Nations addressed to the President of the Security Council

{title}

{rows}
"""


def read(title, rows, body="The annex to the present letter tells more."):
    return verbale.read_text(LETTER.format(body=body, title=title, rows="\n".join(rows)))


def tabbed(rows):
    return ["\t".join(cell.strip() for cell in row.split("|")) for row in rows]


def whole(claim, outcome):
    toll = claim.toll(outcome)
    return toll.anchor.quote if toll else None


@pytest.mark.parametrize("name", CASES)
def test_rows(name):
    case = CASES[name]
    reading = read(case["title"], tabbed(case["rows"]))
    claims = [c for c in reading.claims if c.part == 1]
    assert len(claims) == len(case["claims"])
    for claim, expected in zip(claims, case["claims"], strict=True):
        first, last = expected["quote"].split(" … ")
        assert claim.anchor.quote.startswith(first), expected["quote"]
        assert claim.anchor.quote.endswith(last), expected["quote"]
        assert [claim.when.first.isoformat(), claim.when.last.isoformat()] == expected["when"]
        assert [p.value.name for p in claim.where] == expected["where"]
        assert [a.value for a in claim.acts] == expected["acts"]
        assert [p.value.name for p in claim.perpetrators] == [case["by"]]
        assert whole(claim, Outcome.KILLED) == expected.get("killed")
        assert whole(claim, Outcome.INJURED) == expected.get("injured")
        assert [t.anchor.quote for t in claim.tolls if t.subset_of] == expected.get("parts", [])
        assert [d.value for d in claim.damage] == expected.get("damage", [])
        assert claim.scope == expected["scope"]
        if "group" in expected:
            assert claim.toll(Outcome.KILLED).group == expected["group"]
    assert case["title"] not in [u.anchor.quote for u in reading.unread]
    assert [u.anchor.quote for u in reading.unread if u.reason == "table row not understood"] == case.get("unread", [])


def test_a_region_column_contains_the_place():
    reading = read(
        "Attacks, April 2031", tabbed(["Date | District | Village | Killed", "3 April | Upper Sarn | Telmor | 4", "4 April | Upper Sarn | Podel | 2"])
    )
    place = reading.claims[0].where[0].value
    assert (place.name, place.regions) == ("Telmor", ("Upper Sarn",))


def test_a_date_that_no_weekday_fits_is_kept_and_told():
    reading = read("Attacks, April 2031", tabbed(["Date | Village | Killed", "Monday, 3 April 2031 | Telmor | 4", "5 April | Podel | 1"]))
    assert [c.when.first.isoformat() for c in reading.claims] == ["2031-04-03", "2031-04-05"]
    assert any("weekday" in p.what for p in reading.problems)


@pytest.mark.parametrize(
    "rows",
    [
        ["Vessel | Flag | Tonnage", "Morn | Arvania | 300", "Tal | Kestria | 200"],
        ["Date | Place | Occasion of the visit", "3 April | Telmor | A talk"],
        ["Year | Exports", "2030 | 14", "2031 | 12"],
    ],
)
def test_other_tables_are_left_alone(rows):
    reading = read("Trade", tabbed(rows))
    assert not [c for c in reading.claims if c.part == 1]
    assert not [u for u in reading.unread if u.reason == "table row not understood"]


def test_a_row_that_counts_nobody_and_tells_no_act_is_no_claim():
    reading = read("Situation, April 2031", tabbed(["Date | Place | Killed | Injured", "3 April | Telmor | – | nil", "4 April | Podel | 1 | 0"]))
    assert [c.where[0].value.name for c in reading.claims if c.part == 1] == ["Podel"]


NAMES = tabbed(["No. | Name | Age | Place", "1 | Vera Dolan | 44 | Sura", "2 | Ilan Rell | 12 | Sura", "3 | Unknown woman | about 50 | Sura"])
BODY = "On 1 March 2031, Kestrian forces shelled the town of Sura, killing 3 people."


def test_the_dead_listed_are_victims_of_the_claim_that_tells_them():
    reading = read("List of the dead", NAMES, BODY)
    assert len(reading.claims) == 1
    claim = reading.claims[0]
    assert [(v.names, v.age, v.outcome) for v in claim.victims] == [(("Vera Dolan",), 44, "killed"), (("Ilan Rell",), 12, "killed")]
    assert [t.amount.number for t in claim.tolls] == [3]


def test_another_number_of_dead_is_another_claim():
    reading = read("List of the dead", NAMES, BODY.replace("3 people", "9 people"))
    assert [len(c.victims) for c in reading.claims] == [0]


def test_the_dead_of_a_claim_of_their_own_are_counted_once_and_not_quoted():
    reading = read("Persons who died at Sura on 1 March 2031", NAMES)
    (claim,) = (c for c in reading.claims if c.part == 1)
    assert claim.when.first.isoformat() == "2031-03-01"
    assert [(t.outcome, t.amount.number, t.anchor.quote) for t in claim.tolls] == [("killed", 3, "3")]
    assert [v.names[0] for v in claim.victims] == ["Vera Dolan", "Ilan Rell"]
    assert "Dolan" not in claim.anchor.quote
    assert not any("Dolan" in u.anchor.quote for u in reading.unread)


def test_a_list_written_as_items():
    rows = ["1. Vera Dolan, 44, shopkeeper", "2. Ilan Rell, 12, her son", "3. A man of about 40, not yet identified"]
    reading = read("Persons who died at Sura on 1 March 2031", rows, BODY)
    assert [(v.names[0], v.age) for v in reading.claims[0].victims] == [("Vera Dolan", 44), ("Ilan Rell", 12)]


@settings(max_examples=25, deadline=None)
@given(killed=st.integers(0, 5000), injured=st.integers(0, 5000), day=st.integers(1, 30))
def test_every_number_is_read_where_it_stands(killed, injured, day):
    reading = read(
        "Attacks by the Arvanian forces",
        tabbed(["Date | Place | Killed | Injured", f"{day} April 2031 | Telmor | {killed} | {injured}", "2 May 2031 | Podel | – | –"]),
    )
    told = {t.outcome: t for c in reading.claims if c.part == 1 for t in c.tolls}
    for outcome, number in ((Outcome.KILLED, killed), (Outcome.INJURED, injured)):
        if number == 0:
            assert outcome not in told
        else:
            assert told[outcome].amount.number == number
            assert told[outcome].anchor.span.of(reading.text) == str(number)
