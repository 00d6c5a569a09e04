"""Event files: each record a document with one claim of its claimant, every value with its place; what cannot be read is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.datasets.events import read_events
from verbale.datasets.located import located
from verbale.model import Bound, Denied, Outcome, Scope, Stance, VoiceRole


def one(**fields):
    record = {"claimant": "Shore Watch", **fields}
    (made,) = read_events(json.dumps([record], ensure_ascii=False).encode(), "event").records
    return made, made.reading.claims[0]


TOLLS = [
    ({"killed": {"min": 2, "max": 9}}, Outcome.KILLED, (Bound.RANGE, 2, 9)),
    ({"killed": {"min": 4, "max": 4, "as_written": "four people"}}, Outcome.KILLED, (Bound.EXACT, 4, None)),
    ({"killed": {"min": 4}}, Outcome.KILLED, (Bound.AT_LEAST, 4, None)),
    ({"killed": {"max": 4}}, Outcome.KILLED, (Bound.UP_TO, 4, None)),
    ({"killed": {"min": 0, "max": 3}}, Outcome.KILLED, (Bound.RANGE, 0, 3)),
    ({"injured": 7}, Outcome.INJURED, (Bound.EXACT, 7, None)),
    ({"injured": {"as_written": "dozens of others"}}, Outcome.INJURED, (Bound.VAGUE, None, None)),
    ({"low": "25.0", "best": "25.0", "high": "25.0"}, Outcome.KILLED, (Bound.EXACT, 25, None)),
    ({"low": 0, "high": 2}, Outcome.KILLED, (Bound.RANGE, 0, 2)),
]


@pytest.mark.parametrize(("fields", "outcome", "amount"), TOLLS)
def test_tolls(fields, outcome, amount):
    _, claim = one(**fields)
    toll = claim.toll(outcome)
    assert (toll.amount.bound, toll.amount.number, toll.amount.upper) == amount
    assert len(claim.tolls) == 1


STANCES = [
    ({}, Stance.ASSERTS, None),
    ({"assessment": "not_yet_assessed", "reason": ""}, Stance.NOT_YET_ASSESSED, None),
    ({"assessment": "non_credible", "reason": "no_coalition_strikes"}, Stance.DENIES, Denied.OWN_ACT),
    ({"assessment": "denied", "reason": "harm"}, Stance.DENIES, Denied.HARM),
    ({"assessment": "denied"}, Stance.DENIES, None),
    ({"assessment": "non_credible", "reason": "insufficient_information"}, Stance.DECLINES, None),
    ({"assessment": "credible"}, Stance.CONCEDES, None),
]


@pytest.mark.parametrize(("fields", "stance", "denied"), STANCES)
def test_stances(fields, stance, denied):
    _, claim = one(**fields)
    assert claim.attribution.stance is stance
    assert (claim.attribution.denied and claim.attribution.denied.value) == denied


def test_lineage_is_read_and_an_aggregate_tells_none():
    def sources(claimant):
        _, claim = one(claimant=claimant)
        assert claim.attribution.voices[0].party == claimant.partition(" (")[0]
        return [v.party for v in claim.attribution.voices if v.role is VoiceRole.REPORTS]

    assert sources("Almanac (source office: Monitor;Monitor; Gazette)") == ["Monitor", "Gazette"]
    assert sources("Shore Watch (aggregate of 5 sources)") == []
    assert sources("Shore Watch") == []


def test_a_joint_toll_makes_a_series_and_other_spellings_do_not():
    joint = {"killed": {"min": 9, "max": 9, "scope": "both villages together"}, "places": ["Nis‘ah", "Telmor"]}
    assert one(**joint)[1].scope is Scope.SERIES
    assert one(places=["Nissah", "نسعة"], killed={"min": 1, "max": 2})[1].scope is Scope.SINGLE


def test_several_names_without_a_joint_toll_are_one_place_with_its_point_case_and_grades():
    record, claim = one(
        places=["Nissah", "نسعة"], lat="34.5", lon=40.9, accuracy="village", case="SW-7", grading="Weak", strike_status="Likely", reason="old"
    )
    (place,) = claim.where
    assert (place.value.name, place.value.names) == ("Nissah", ("نسعة",))
    assert (place.value.point.lat, place.value.point.lon, place.value.point.precision, place.value.point.ladder) == (34.5, 40.9, 1, "airwars")
    assert place.anchors[0].quote == "Nissah … نسعة … 34.5 … 40.9 … village"
    assert claim.case.value == "SW-7"
    assert [g.value for g in claim.grades] == ["Weak", "Likely"]
    assert [c.value for c in claim.characterisations] == ["old"]
    assert claim.grades[0].anchors[0].spans[0].of(record.reading.text) == "Weak"


def test_every_value_stands_at_its_place_and_the_last_statement_dates_the_record():
    record, claim = one(
        id="w-1", places=["Nis‘ah"], date_of_event="2031-03-01", suspected="Coastal Coalition", killed={"min": 2, "max": 9},
        statements=[{"statement_date": "20310410"}, {"statement_date": "20310512", "statement": "Unfounded."}],
    )  # fmt: skip
    text = record.reading.text
    for anchored in (claim.where[0], claim.perpetrators[0], claim.occurrences[0].when):
        for place in anchored.anchors:
            assert place.quote == " … ".join(span.of(text) for span in place.spans)
    assert claim.where[0].anchors[0].quote == "Nis‘ah"
    assert claim.tolls[0].anchor.quote == "2 … 9"
    assert record.reading.communication.date.value.isoformat() == "2031-05-12"
    assert record.name == "w-1.json"
    assert record.data == text.encode()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"id": "x"}, "who claims"),
        ({"claimant": "A", "date_of_event": "1 March"}, "no day"),
        ({"claimant": "A", "killed": {"min": "some"}}, "no number"),
        ({"claimant": "A", "killed": -3}, "no number"),
        ({"claimant": "A", "killed": {"min": 5, "max": 2}}, "lies below"),
        ({"claimant": "A", "assessment": "maybe"}, "no assessment"),
        ({"claimant": "A", "place": "Marn", "lat": 3}, "no coordinates"),
        ({"claimant": "A", "place": "Marn", "lat": 93, "lon": 3}, "off the globe"),
        ("words", "no record"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_and_the_rest_is_read(record, words):
    found = read_events(json.dumps({"claims": [record, {"claimant": "B"}]}).encode(), "event")
    assert len(found.records) == 1
    assert words in found.refused[0].what
    assert found.refused[0].where == "event, record 1"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[1,", b"\xff\xfe", b'{"claims": {}}', b"[" * 3000])
def test_what_is_no_event_file_is_refused(data):
    with pytest.raises((ValueError, RecursionError)):
        read_events(data, "event")


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(plain, st.sampled_from([None, 1]))
def test_every_value_of_a_json_text_is_found_at_its_place(value, indent):
    text = json.dumps(value, ensure_ascii=False, indent=indent)

    def held(node, expected):
        written = node.span.of(text)
        if isinstance(expected, dict):
            assert [name for name, _ in node.fields] == list(expected)
            for (_, child), inner in zip(node.fields, expected.values(), strict=True):
                held(child, inner)
        elif isinstance(expected, list):
            for child, inner in zip(node.items, expected, strict=True):
                held(child, inner)
        elif isinstance(expected, str):
            assert node.value == expected
            assert json.loads(f'"{written}"' if written != '""' else written) == expected
        else:
            assert json.loads(written) == expected == node.value

    held(located(text), value)
