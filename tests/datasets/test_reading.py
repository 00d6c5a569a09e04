"""Rows as claims: invented rows in the columns of each preset, what real files hold, and rows that are refused with the reason."""

from __future__ import annotations

import csv
import io
import tomllib
from datetime import date
from pathlib import Path

import pytest

from verbale.datasets.guessing import guess
from verbale.datasets.mapping import load_mapping, parse_mapping, preset, recognised
from verbale.datasets.reading import read_table, refused
from verbale.datasets.tables import read_csv
from verbale.model import Bound, CellAnchor, Code, GrammarError, Outcome, PerpetratorRole, Stance, TextAnchor, UsageError, from_plain, to_plain

GED_41 = [
    "id",
    "year",
    "active_year",
    "type_of_violence",
    "conflict_new_id",
    "conflict_name",
    "dyad_new_id",
    "dyad_name",
    "side_a_new_id",
    "side_a",
    "side_b_new_id",
    "gwnob",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "low",
    "best",
    "high",
]
GED_49 = [
    *[
        "id",
        "relid",
        "year",
        "active_year",
        "code_status",
        "type_of_violence",
        "conflict_dset_id",
        "conflict_new_id",
        "conflict_name",
        "dyad_dset_id",
        "dyad_new_id",
        "dyad_name",
    ],
    *[
        "side_a_dset_id",
        "side_a_new_id",
        "side_a",
        "side_b_dset_id",
        "side_b_new_id",
        "side_b",
        "number_of_sources",
        "source_article",
        "source_office",
        "source_date",
    ],
    *[
        "source_headline",
        "source_original",
        "where_prec",
        "where_coordinates",
        "where_description",
        "adm_1",
        "adm_2",
        "latitude",
        "longitude",
        "geom_wkt",
        "priogrid_gid",
        "country",
    ],
    *[
        "country_id",
        "region",
        "event_clarity",
        "date_prec",
        "date_start",
        "date_end",
        "deaths_a",
        "deaths_b",
        "deaths_civilians",
        "deaths_unknown",
        "best",
        "high",
        "low",
        "gwnoa",
        "gwnob",
    ],
]
ROW = {
    "id": "101", "type_of_violence": "1", "side_a": "Government of Arvania", "side_b": "Velt Front", "source_office": "Telmor Watch;Telmor Watch",
    "source_original": "Telmor Watch; residents", "where_prec": "2", "where_coordinates": "Marn town/Old Marn", "adm_1": "Velt Province",
    "adm_2": "Marn district", "latitude": "34.5", "longitude": "40.9", "country": "Arvania", "event_clarity": "1", "date_prec": "1",
    "date_start": "2031-03-01 00:00:00.000", "date_end": "2031-03-01", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "3",
    "deaths_unknown": "2", "low": "3", "best": "5", "high": "9",
}  # fmt: skip


def table(header, *rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return read_csv(out.getvalue())


def read(header, *rows, name="ucdp", claimant=""):
    return read_table(table(header, *rows), preset(name), "d" * 64, "x.csv", claimant)[1]


@pytest.mark.parametrize("header", [GED_41, GED_49])
def test_ucdp_of_both_forms(header):
    reading = read(header, ROW)
    (claim,) = reading.claims
    assert recognised(tuple(header)) is preset("ucdp")
    assert claim.case.value == "101"
    assert (claim.when.first, claim.when.last) == (date(2031, 3, 1), date(2031, 3, 1))
    place = claim.where[0].value
    assert (place.name, place.regions, place.names) == (
        "Marn town/Old Marn",
        ("Marn district", "Velt Province", "Arvania"),
        ("Marn town", "Old Marn"),
    )
    assert (place.point.lat, place.point.precision, place.point.radius_km, place.point.ladder) == (34.5, 2, 25, "ucdp")
    killed = claim.toll(Outcome.KILLED).amount
    assert (killed.bound, killed.number, killed.best, killed.upper) == (Bound.RANGE, 3, 5, 9)
    assert {(t.group, t.amount.number) for t in claim.tolls if t.subset_of} >= {("civilians", 3), ("persons not told apart", 2)}
    assert {p.value.role for p in claim.perpetrators} == {PerpetratorRole.INVOLVED}
    assert [(v.party, v.role.value) for v in claim.attribution.voices] == [("UCDP", "author"), ("Telmor Watch", "reports"), ("residents", "reports")]
    assert reading.outline.parts[0].author.value == "UCDP"


def test_one_sided_violence_accuses_and_fighting_does_not():
    (claim,) = read(GED_41, ROW | {"type_of_violence": "3", "side_b": "Civilians"}).claims
    assert [(p.value.name, p.value.role) for p in claim.perpetrators] == [("Government of Arvania", PerpetratorRole.DIRECT)]


def test_unknown_lineage_stays_unknown():
    (claim,) = read(GED_41, ROW | {"source_office": "", "source_original": "n/a"}).claims
    assert len(claim.attribution.voices) == 1


def test_every_value_has_its_characters_and_its_cell():
    reading = read(GED_41, ROW)
    (claim,) = reading.claims
    particulars = [claim.case, claim.occurrences[0].when, *claim.where, *claim.perpetrators, *claim.grades]
    for particular in particulars:
        text = [a for a in particular.anchors if isinstance(a, TextAnchor)]
        assert text[0].quote == " … ".join(s.of(reading.text) for s in text[0].spans)
        assert {a.row for a in particular.anchors if isinstance(a, CellAnchor)} == {1}
    assert claim.toll(Outcome.KILLED).anchor.quote == "3 … 5 … 9"
    assert from_plain(type(reading), to_plain(reading)) == reading


@pytest.mark.parametrize(
    ("cells", "range_", "told"),
    [
        ({"low": "9", "best": "5", "high": "3"}, (3, 9), "not in that order"),
        ({"low": "", "best": "5", "high": ""}, (5, None), ""),
        ({"low": "", "best": "2;200;900", "high": "n/a"}, (2, 900), "several figures"),
        ({"low": "3", "best": "heaps", "high": "9"}, (3, 9), "no number"),
        ({"low": "1-3", "best": "", "high": ""}, (1, 3), "several figures"),
    ],
)
def test_what_real_files_hold(cells, range_, told):
    reading = read(GED_41, ROW | cells)
    amount = reading.claims[0].toll(Outcome.KILLED).amount
    assert (amount.number, amount.upper) == range_
    assert [told in p.what for p in reading.problems] == ([True] if told else [])
    assert all(p.code is Code.ODD_VALUE for p in reading.problems)


@pytest.mark.parametrize(
    ("low", "best", "high", "bound", "number", "own"),
    [
        ("3", "", "", Bound.AT_LEAST, 3, None), ("", "", "3", Bound.UP_TO, 3, None), ("", "3", "", Bound.EXACT, 3, None),
        ("-99", "-99", "3", Bound.UP_TO, 3, None), ("3", "5", "", Bound.AT_LEAST, 3, 5), ("", "5", "9", Bound.UP_TO, 9, 5),
        ("3", "5", "9+", Bound.AT_LEAST, 3, 5), ("50+", "", "", Bound.AT_LEAST, 50, None), ("", "about 7", "", Bound.ABOUT, 7, None),
        (">3", "", "9", Bound.RANGE, 4, None), ("up to 3", "", "9", Bound.UP_TO, 9, None), ("", "dozens", "", Bound.VAGUE, None, None),
        ("4", "4", "4", Bound.EXACT, 4, None),
    ],
)  # fmt: skip
def test_a_side_that_no_cell_bounds_stays_open(low, best, high, bound, number, own):
    amount = read(GED_41, ROW | {"low": low, "best": best, "high": high}).claims[0].toll(Outcome.KILLED).amount
    assert (amount.bound, amount.number, amount.best) == (bound, number, own)


@pytest.mark.parametrize(
    ("cells", "month", "told"),
    [(["03/04/2031", "04/13/2031"], 3, False), (["03/04/2031", "13/04/2031"], 4, False), (["03/04/2031"], 4, True), (["03/03/2031"], 3, False)],
)
def test_the_whole_column_tells_whether_the_month_stands_first(cells, month, told):
    reading = read(GED_41, *(ROW | {"id": str(n), "date_start": cell, "date_end": cell} for n, cell in enumerate(cells)))
    assert reading.claims[0].when.first.month == month
    assert any("can stand first" in p.what for p in reading.problems) is told


def test_titles_above_the_header_are_passed_over():
    raw = "The dead of Telmor;;\nas of 1 March 2031;;\n\nName;Age;Date of death\nAna Orvel;9;01/03/2031\n"
    reading = read_table(read_csv(raw), preset("deaths"), "d" * 64, "x", "Telmor Watch")[1]
    assert [c.victims[0].names for c in reading.claims] == [("Ana Orvel",)]
    assert not refused(reading)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW | {"date_start": "in spring"}, "is no day"),
        ({"id": "7", "side_a": "Velt Front"}, "neither a toll nor an act"),
        (dict.fromkeys(GED_41, "#tag"), "tags of columns"),
    ],
)
def test_rows_are_refused_with_the_reason(row, reason):
    reading = read(GED_41, row, ROW)
    assert len(reading.claims) == 1
    assert [reason in p.what for p in refused(reading)] == [True]
    assert refused(reading)[0].where == "row 1"


def test_the_same_row_twice_is_one_and_a_number_twice_is_two():
    reading = read(GED_41, ROW, ROW, ROW | {"best": "6"})
    assert len(reading.claims) == 2
    assert len({c.locus for c in reading.claims}) == 2
    assert [p.what.split(",")[0] for p in refused(reading)] == ["the same as row 1"]
    assert any("another row" in p.what for p in reading.problems)


def test_too_few_cells():
    reading = read_table(read_csv("id,best,date_start,where_coordinates\n1,2\n3,4,2031-03-01,Marn\n"), preset("ucdp"), "d" * 64, "x")[1]
    assert "2 cells" in refused(reading)[0].what
    assert len(reading.claims) == 1


def test_coordinates_off_the_globe_are_left_out_and_told():
    reading = read(GED_41, ROW | {"latitude": "345"})
    assert reading.claims[0].where[0].value.point is None
    assert "off the globe" in reading.problems[0].what


AIRWARS = [
    "code",
    "incident_date",
    "location_en",
    "location_ar",
    "governorate_original",
    "latitude",
    "longitude",
    "geolocation_accuracy",
    "belligerents_original",
    "strike_type_original",
    "strike_status_original",
    "civilian_harm_status_original",
    "civilians_killed_min",
    "civilians_killed_max",
    "civilians_injured_min",
    "civilians_injured_max",
    "coalition_assessment",
    "coalition_assessment_reason",
    "belligerent_assessment",
    "sources",
]
INCIDENT = {
    "code": "AV101", "incident_date": "2031-03-01", "location_en": "Marn", "location_ar": "مارن", "governorate_original": "Velt", "latitude": "34.5",
    "longitude": "40.9", "geolocation_accuracy": "village", "belligerents_original": "Kestrian Military, Arvanian Military",
    "strike_type_original": "Airstrike, Drone Strike", "strike_status_original": "Likely strike", "civilian_harm_status_original": "Fair",
    "civilians_killed_min": "2", "civilians_killed_max": "4", "sources": "Telmor Watch; Marn Media",
}  # fmt: skip


def test_airwars_with_grade_acts_and_sources():
    (claim,) = read(AIRWARS, INCIDENT, name="airwars").claims
    assert [p.value for p in claim.acts] == ["air strike", "drone strike"]
    assert [p.value.name for p in claim.perpetrators] == ["Kestrian Military", "Arvanian Military"]
    assert claim.grades[0].value == "civilian_harm_status_original: Fair"
    assert (claim.where[0].value.names, claim.where[0].value.point.precision, claim.where[0].value.point.radius_km) == (("مارن",), 1, 3)
    assert [v.party for v in claim.attribution.voices] == ["Airwars", "Telmor Watch", "Marn Media"]


@pytest.mark.parametrize(
    ("written", "precision"), [("Exact location (via Airwars)", 1), ("Neighbourhood/area", 1), ("Sub-district", 3), ("Province/Governorate", 4)]
)
def test_the_words_of_a_ladder_are_known_in_any_signs(written, precision):
    reading = read(AIRWARS, INCIDENT | {"geolocation_accuracy": written}, name="airwars")
    assert (reading.claims[0].where[0].value.point.precision, reading.problems) == (precision, ())


@pytest.mark.parametrize(
    ("written", "stance"),
    [("not_yet_assessed", Stance.NOT_YET_ASSESSED), ("Non-credible", Stance.DENIES), ("Credible", Stance.CONCEDES), ("no comment", Stance.DECLINES)],
)
def test_a_belligerents_assessment_is_his_own_claim(written, stance):
    row = INCIDENT | {"coalition_assessment": written, "coalition_assessment_reason": "no strikes there"}
    account, own = read(AIRWARS, row, name="airwars").claims
    assert account.attribution.stance is Stance.ASSERTS
    assert (own.attribution.claimant.value, own.attribution.stance) == ("U.S.-led Coalition", stance)
    assert own.tolls == ()
    assert [p.value for p in own.characterisations] == ["no strikes there"]
    assert own.locus != account.locus


def test_an_assessment_nobody_knows_is_told_and_made_no_claim():
    reading = read(AIRWARS, INCIDENT | {"coalition_assessment": "perhaps"}, name="airwars")
    assert len(reading.claims) == 1
    assert "no assessment that the mapping knows" in reading.problems[0].what


def test_an_assessment_of_one_of_two_belligerents_has_no_author():
    reading = read(AIRWARS, INCIDENT | {"belligerent_assessment": "denied"}, name="airwars")
    assert len(reading.claims) == 1
    assert "without one party" in reading.problems[0].what


def test_swapping_two_parties_swaps_the_claim_and_nothing_else():
    row = INCIDENT | {"belligerents_original": "Kestrian Military", "belligerent_assessment": "denied"}
    swapped = row | {"belligerents_original": "Arvanian Military"}

    def told(reading):
        return [(c.attribution.stance, [p.value.name for p in c.perpetrators], [p.value for p in c.acts]) for c in reading.claims]

    plain = told(read(AIRWARS, row, name="airwars"))
    other = told(read(AIRWARS, swapped, name="airwars"))
    assert [(s, [n.replace("Arvanian", "Kestrian") for n in names], acts) for s, names, acts in other] == plain


ACLED = [
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "fatalities",
]


def test_acled_accuses_only_in_violence_against_civilians():
    row = {
        "event_id_cnty": "ARV1", "event_date": "01 March 2031", "event_type": "Violence against civilians", "sub_event_type": "Attack",
        "actor1": "Velt Front", "actor2": "Civilians (Arvania)", "admin1": "Velt", "location": "Marn", "latitude": "34.5", "longitude": "40.9",
        "geo_precision": "1", "source": "Telmor Watch; Undisclosed Source", "fatalities": "3",
    }  # fmt: skip
    reading = read(ACLED, row, row | {"event_id_cnty": "ARV2", "event_type": "Battles", "sub_event_type": "Armed clash"}, name="acled")
    assert [[(p.value.name, p.value.role.value) for p in c.perpetrators] for c in reading.claims] == [
        [("Velt Front", "direct")],
        [("Velt Front", "party to the fighting")],
    ]
    assert reading.claims[0].toll(Outcome.KILLED).amount.bound is Bound.EXACT


def test_acled_accuses_where_it_codes_civilians_as_the_aim():
    row = {
        "event_id_cnty": "ARV1", "event_date": "01 March 2031", "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
        "actor1": "Military Forces of Kestria", "actor2": "Civilians (Arvania)", "location": "Marn", "fatalities": "3",
    }  # fmt: skip
    header = [*ACLED, "civilian_targeting"]
    reading = read(header, row | {"civilian_targeting": "Civilian targeting"}, row | {"event_id_cnty": "ARV2"}, name="acled")
    assert [[(p.value.name, p.value.role.value) for p in c.perpetrators] for c in reading.claims] == [
        [("Military Forces of Kestria", "direct")],
        [("Military Forces of Kestria", "party to the fighting")],
    ]


@pytest.mark.parametrize(
    "header", [("No", "Name", "Sex", "Age"), ("id", "name_en", "name_ar_raw", "dob", "sex", "age"), ("Name of the victim", "Gender", "Age")]
)
def test_a_list_of_the_dead_without_day_and_place(header):
    assert recognised(header) is preset("deaths")
    row = dict.fromkeys(header, "1") | {next(h for h in header if h.lower().startswith("name")): "Ana Orvel"}
    (claim,) = read(list(header), row, name="deaths", claimant="Telmor Watch").claims
    assert claim.victims[0].names[0] == "Ana Orvel"
    assert claim.toll(Outcome.KILLED).amount.number == 1


def test_a_person_who_is_not_known_by_name_counts_and_an_odd_age_is_told():
    row = {"name": "Unknown", "age": "6 months", "date_of_death": "2031-03", "place": "Marn"}
    reading = read(["name", "age", "date_of_death", "place"], row, name="deaths", claimant="Telmor Watch")
    assert reading.claims[0].toll(Outcome.KILLED).amount.number == 1
    assert (reading.claims[0].victims[0].age, reading.claims[0].when.last) == (None, date(2031, 3, 31))
    assert "no age in years" in reading.problems[0].what


def test_a_list_of_the_dead_names_each_person_once():
    reading = read(
        ["name", "age", "sex", "date_of_death", "place"],
        {"name": "Ana Orvel", "age": "9", "sex": "F", "date_of_death": "2031-03-01", "place": "Marn"},
        name="deaths",
        claimant="Telmor Watch",
    )
    (claim,) = reading.claims
    assert (claim.victims[0].names, claim.victims[0].age, claim.victims[0].sex) == (("Ana Orvel",), 9, "f")
    assert claim.toll(Outcome.KILLED).amount.number == 1


def test_who_claims_must_be_known():
    with pytest.raises(UsageError, match="whose claims"):
        read(["name", "date_of_death"], {"name": "Ana Orvel"}, name="deaths")


def test_a_table_without_the_columns_is_told():
    with pytest.raises(UsageError, match="none of the columns"):
        read(["apples"], {"apples": "3"})


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no name"), ('name = "x"\nfruit = 1', "fruit"), ('name = "x"\n[when]\nfirst_day = ["d"]', "first_day"), ("name = ", "Invalid"),
        ('name = "x"\n[where]\nladder = "mine"', "ladder"), ('name = "x"\n[[toll]]\noutcome = "eaten"', "eaten"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_told(text, wrong):
    with pytest.raises(GrammarError, match=wrong):
        parse_mapping(text, "mine.toml")


def test_a_guess_can_be_used():
    header = (
        "ref",
        "incident date",
        "town",
        "governorate",
        "lat",
        "lon",
        "deaths min",
        "deaths max",
        "injured",
        "perpetrator",
        "attack type",
        "source",
    )
    mapping = parse_mapping(guess(header), "guess")
    row = dict(zip(header, ("7", "2031-03-01", "Marn", "Velt", "34.5", "40.9", "2", "4", "5", "Velt Front", "shelling", "residents"), strict=True))
    (claim,) = read_table(table(header, row), mapping, "d" * 64, "x", "Telmor Watch")[1].claims
    assert (claim.case.value, claim.where[0].value.name, claim.toll(Outcome.KILLED).amount.upper, claim.toll(Outcome.INJURED).amount.number) == (
        "7",
        "Marn",
        4,
        5,
    )
    assert claim.acts[0].value == "shelling"


GUESSED = tomllib.loads((Path(__file__).parent / "cases" / "headings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", GUESSED["incidents"])
def test_headings_are_known_in_many_languages(language):
    made = read_csv("\n".join(GUESSED["incidents"][language].values()))
    (claim,) = read_table(made, parse_mapping(guess(made.header), "guess"), "d" * 64, "x", "Telmor Watch")[1].claims
    place = claim.where[0].value
    assert (claim.case.value, claim.when.first, place.name, place.regions) == ("7", date(2031, 3, 1), "Marn", ("Orvel", "Velt"))
    assert (place.point.lat, place.point.lon) == (34.5, 40.9)
    assert [claim.toll(o).amount.number for o in (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING)] == [3, 4, 2]
    assert ([p.value.name for p in claim.perpetrators], claim.acts[0].value) == (["Velt Front"], "bombing")
    assert [v.party for v in claim.attribution.voices] == ["Telmor Watch", "residents"]


@pytest.mark.parametrize("language", GUESSED["dead"])
def test_lists_of_the_dead_are_known_in_many_languages(language):
    made = read_csv("\n".join(GUESSED["dead"][language].values()))
    (claim,) = read_table(made, parse_mapping(guess(made.header), "guess"), "d" * 64, "x", "Telmor Watch")[1].claims
    assert (claim.victims[0].names, claim.victims[0].age) == (("Ana Orvel",), 9)
    assert (claim.when.first, claim.where[0].value.name) == (date(2031, 3, 1), "Marn")


def test_a_guess_never_adds_groups_to_the_number_of_all():
    mapping = parse_mapping(guess(("date", "place", "killed total", "children killed", "civilians killed", "soldiers killed")), "guess")
    assert [(t["group"], t.get("subset_of", "")) for t in mapping.table["toll"]] == [
        ("persons", ""), ("children", "killed"), ("civilians", "killed"), ("combatants", "killed"),
    ]  # fmt: skip
    apart = guess(("date", "place", "civilians killed", "soldiers killed"))
    assert apart.count("[[toll]]") == 1
    assert "# not read" in apart


def test_no_such_mapping():
    for named in ("nobody", "nowhere.toml"):
        with pytest.raises(UsageError):
            load_mapping(named)
