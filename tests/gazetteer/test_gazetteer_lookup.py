"""Looking names up: spellings, regions, equal candidates, and names that must stay unknown."""

import pytest

from verbale.gazetteer import leading, open_gazetteer


@pytest.fixture
def lookup(arvania):
    return arvania[0].lookup


@pytest.mark.parametrize("name", ["Sha'fan", "shafan", "Ash Sha‘fan", "الشفعان"])
def test_spellings_of_one_key(lookup, name):
    (found,) = lookup(name)
    assert (found.place.name, found.place.lat, found.place.country) == ("Sha'fan", 10.0, "XAR")


def test_region_in_any_spelling_raises_what_lies_inside(lookup):
    for region in ("Dayr Sarn", "Deir as-Sarn governorate", "محافظة دير سارن"):
        (found,) = lookup("Sha'fan", within=region)
        assert "inside the stated region" in {reason.what for reason in found.reasons}
        assert found.score > lookup("Sha'fan")[0].score


@pytest.mark.parametrize(
    "part",
    [
        "eastern countryside of Dayr Sarn governorate", "the north-eastern countryside of Dayr Sarn", "Dayr Sarn's western countryside",
        "outskirts of the Dayr Sarn governorate", "ريف دير سارن الشرقي", "ريف محافظة دير سارن",
    ],
)  # fmt: skip
def test_a_part_of_a_region_lies_in_it(lookup, part):
    assert [r.what for r in lookup("Sha'fan", within=part)[0].reasons][1] == "inside the stated region"
    assert lookup("Bahri", within=part)[0].reasons[1].what == "outside the stated region"


def test_a_region_that_is_named_as_a_part_is_itself(tmp_path):
    (tmp_path / "p.csv").write_text("name,region\nMarn,Telmor\nMarn,Telmor Countryside\n", encoding="utf-8")
    with open_gazetteer(tmp_path / "p.gaz", create=True) as gazetteer:
        gazetteer.add_file(tmp_path / "p.csv", "table", country="XAR")
        assert gazetteer.lookup("Marn", within="Telmor Countryside")[0].place.regions == ("Telmor Countryside",)


def test_equal_candidates_stay_open(lookup):
    found = lookup("Bahri", "XAR")
    assert len(found) == 2
    assert found[0].score == found[1].score
    assert len(leading(found)) == 2


def test_a_stated_region_decides_between_namesakes(lookup):
    first, second = lookup("Bahri", within="Lower Velt")
    assert first.place.regions == ("Lower Velt",)
    assert [reason.what for reason in second.reasons][1] == "outside the stated region"
    assert leading([first, second]) == [first]


def test_upper_and_lower_are_two(lookup):
    assert lookup("Bahri", within="Upper Velt")[0].place.lat == 11.0


def test_another_spelling_meets_only_inside_the_stated_region(lookup):
    (found,) = lookup("Tell Kestry", within="Dayr Sarn")
    assert (found.place.name, found.reasons[0].what) == ("Tall Kestri", "same consonants")
    assert lookup("Tell Kestry", within="Upper Velt") == []
    assert lookup("Tell Kestry") == []


def test_a_long_name_meets_inside_the_state_when_nothing_else_does(lookup):
    assert [one.place.name for one in lookup("Tall Kestry", "XAR")] == ["Tall Kestri"]
    assert lookup("Tall Kestry", "XBE") == []


def test_an_unknown_village_is_never_snapped_to_a_similar_name(lookup):
    for name in ("Shafqan", "Bahra'iyat", "Telmo", "Kestri"):
        assert lookup(name, "XAR", within="Dayr Sarn") == [], name


def test_state_is_a_condition(lookup):
    assert lookup("Sha'fan", "XBE") == []


def test_a_region_that_no_file_knows_takes_nothing_away(lookup):
    (found,) = lookup("Sha'fan", within="Dorrin Coast")
    assert found.score == lookup("Sha'fan")[0].score
    assert found.reasons[1].what == "stated region not in this file"


def test_a_score_is_the_sum_of_its_reasons(lookup):
    for one in lookup("Bahri", within=("Lower Velt", "Upper Velt")):
        assert one.score == pytest.approx(min(1, max(0, sum(reason.weight for reason in one.reasons))))


def test_extent_covers_the_known_places(arvania):
    extent = arvania[0].extent("Dayr Sarn governorate", "XAR")
    assert (extent.lat, extent.lon, extent.places) == (10.25, 40.25, 2)
    assert 38 < extent.radius_km < 41  # half of the 78 km between (10, 40) and (10.5, 40.5)
    assert arvania[0].extent("Dorrin Coast") is None


def test_names_without_letters_give_nothing(lookup):
    for name in ("", "'", "…"):
        assert lookup(name) == []


def test_names_read_at_once_give_what_each_gives_alone(arvania):
    gazetteer = arvania[0]
    asked = [
        (name, country, within)
        for name in ("Sha'fan", "الشفعان", "Bahri", "Old Bahri", "Tall Kestry", "Telmo", "Unlocated", "", "…")
        for country in (None, "XAR", "XBE")
        for within in ((), ("Lower Velt",), ("Dorrin Coast", "Dayr Sarn"))
    ]
    alone = [gazetteer.lookup(*one) for one in asked]
    gazetteer._forget()
    gazetteer.expect(name for name, *_ in asked[::2])
    assert [gazetteer.lookup(*one) for one in asked] == alone
