"""Judgements of links and assessments as decisions: kept, proved, withdrawn without a trace in the figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.app.events import import_event
from verbale.app.incidents import known, whole, without_pre_accepted
from verbale.app.judging import assess, judge, judgements, pre_accept, withdraw_assessment, withdraw_link
from verbale.app.tallying import Asked, splits, tallies
from verbale.model import Act, Judgement, Link, LinkKind, Outcome, UsageError
from verbale.register import canonical_dump, open_register

RECORDS = [
    {"id": "arvania", "claimant": "Arvania", "places": ["Nis‘ah", "Telmor"], "regions": ["Deyr Amur"], "killed": {"min": 9, "max": 9, "scope": "together"}, "date_of_event": "2031-03-01", "accused": "Kestria"},
    {"id": "watch-1", "claimant": "Shore Watch", "place": "Nis‘ah", "killed": {"min": 2, "max": 9}, "date_of_event": "2031-03-01", "accused": "Kestria"},
    {"id": "watch-2", "claimant": "Shore Watch", "place": "Telmor", "killed": {"min": 1, "max": 4}, "date_of_event": "2031-03-31"},
    {"id": "kestria", "claimant": "Kestria", "assessment": "not_yet_assessed"},
    {"id": "almanac", "claimant": "Almanac", "place": "Telmor", "low": 3, "high": 3, "date_of_event": ["2031-03-30", "2031-04-02"]},
]  # fmt: skip
NAMES = [record["id"] for record in RECORDS]
WHO = {"by": "R. Coder", "reason": "read side by side"}


@pytest.fixture
def event(tmp_path):
    path = tmp_path / "event.json"
    path.write_text(json.dumps(RECORDS, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def filled(register, event):
    assert import_event(register, event).added == len(RECORDS)
    assert import_event(register, event).added == 0, "what is there is passed over"
    return register


def figures(register):
    found = known(register)
    return [
        [(a.party, a.interval, a.low_by, a.high_by) for a in tally.accounts]
        for asked in (Asked(), *(Asked((name,)) for name in NAMES))
        for tally in tallies(found, asked)[1]
    ], [incident.id for incident in found.incidents]


def test_a_judgement_is_kept_proved_and_withdrawn(filled):
    before = figures(filled)
    made = judge(filled, Judgement.POSITIVE, "arvania", "watch-1", LinkKind.COVERS, **WHO)
    assert (made.act, made.person) == (Act.LINK, "R. Coder")
    judge(filled, Judgement.POSITIVE, "watch-2", "almanac", LinkKind.SAME, **WHO)
    assert figures(filled) != before
    assert [entry.link.kind for entry in judgements(filled)] == [LinkKind.COVERS, LinkKind.SAME]
    withdraw_link(filled, "arvania", "watch-1", LinkKind.COVERS, by="N. Second", reason="another day")
    withdraw_link(filled, "almanac", "watch-2", LinkKind.SAME, by="N. Second", reason="another village")
    assert figures(filled) == before
    assert len(filled.decisions()) == 4, "withdrawn, not erased"
    assert filled.verify().intact


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_withdrawing_any_judgements_restores_every_figure(data, event, tmp_path_factory):
    pairs = [(a, b) for a in NAMES for b in NAMES if a < b]
    chosen = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(pairs), st.sampled_from(list(LinkKind)), st.sampled_from([Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE])
            ),
            min_size=1,
            max_size=4,
            unique_by=lambda c: (c[0], c[1]),
        )
    )
    with open_register(tmp_path_factory.mktemp("any") / "any.db") as register:
        import_event(register, event)
        states = []
        for (first, second), kind, judgement in chosen:
            states.append(figures(register))
            judge(register, judgement, first, second, kind, **WHO)
        for ((first, second), kind, _), before in zip(reversed(chosen), reversed(states), strict=True):
            withdraw_link(register, first, second, kind, **WHO)
            assert figures(register) == before
        assert register.verify().intact


def test_a_threshold_marks_what_it_takes_and_a_person_overrules_it(filled):
    found = known(filled)
    loci = {name: found.claim(name).locus for name in NAMES}
    proposals = [
        Link(LinkKind.SAME, loci["watch-2"], loci["almanac"], 0.97, weights="w1"),
        Link(LinkKind.SAME, loci["watch-1"], loci["almanac"], 0.5, weights="w1"),
        Link(LinkKind.COVERS, loci["arvania"], loci["watch-1"], 0.99, weights="w1"),
    ]
    judge(filled, Judgement.NEGATIVE, "arvania", "watch-1", LinkKind.COVERS, **WHO)
    (taken,) = pre_accept(filled, proposals, 0.95, by="R. Coder")
    assert taken.act is Act.PRE_ACCEPT
    assert "w1" in taken.reason
    assert pre_accept(filled, proposals, 0.95, by="R. Coder") == [], "taken once"
    found = known(filled)
    assert [(e.pre_accepted, e.link.by) for e in found.judged] == [(True, "threshold 0.95"), (False, "R. Coder")]
    assert found.incident("watch-2").id == found.incident("almanac").id
    released = without_pre_accepted(found)
    assert released.incident("watch-2").id != released.incident("almanac").id
    judge(filled, Judgement.NEGATIVE, "almanac", "watch-2", LinkKind.SAME, **WHO)
    overruled = known(filled)
    assert overruled.incident("watch-2").id != overruled.incident("almanac").id
    for threshold in (0, 1.5):
        with pytest.raises(UsageError, match="threshold"):
            pre_accept(filled, proposals, threshold, by="R. Coder")


def test_ids_last_through_joining_and_parting(filled):
    first, second = known(filled).incident("watch-2").id, known(filled).incident("almanac").id
    judge(filled, Judgement.POSITIVE, "watch-2", "almanac", LinkKind.SAME, **WHO)
    joined = known(filled)
    assert joined.incident(second) == joined.incident(first) == joined.incident(first[:8])
    assert joined.incident(second).aliases == (second,)
    withdraw_link(filled, "watch-2", "almanac", LinkKind.SAME, **WHO)
    assert known(filled).incident("almanac").id == second


def test_an_assessment_is_a_persons_with_its_scheme_and_definition(filled, tmp_path):
    given_ = {"scheme_name": "three-statuses", "status": "pending", "assessor": "N. Adeyo", "day": date(2032, 1, 5), "rationale": "one source only"}
    made = assess(filled, "almanac", **given_, sources=("interview 12",), dissent=("R. Coder: two sources",), second="V. Tesk")
    assert made.status == "Pending"
    judge(filled, Judgement.POSITIVE, "watch-2", "almanac", LinkKind.SAME, **WHO)
    ((shown, decision),) = whole(known(filled), "watch-2").assessed
    assert shown == made, "it is shown with the incident that the assessed one joined"
    assert "rule of confirmation" in json.dumps(json.loads(decision.value)) or "not met yet" in decision.value
    own = tmp_path / "mine.toml"
    own.write_text(
        'key = "mine"\nname = "Ours"\nversion = "2"\nsource = "our codebook"\n[[statuses]]\nname = "Seen"\ndefinition = "We saw it."\n',
        encoding="utf-8",
    )
    assert assess(filled, "watch-1", **{**given_, "scheme_name": str(own), "status": "Seen"}).scheme == "mine 2"
    withdraw_assessment(filled, made.id[:12], **WHO)
    assert whole(known(filled), "watch-2").assessed == ()
    assert filled.verify().intact


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scheme_name": "guess"}, "no such scheme"), ({"status": "True"}, "no such status"), ({"assessor": " "}, "assessor"), ({"rationale": ""}, "rationale"),
        ({"second": "n. adeyo"}, "second signature"), ({"scheme_name": "absent.toml"}, "No such file"),
    ],
)  # fmt: skip
def test_what_is_no_assessment_is_refused(filled, changed, words):
    given_ = {"scheme_name": "airwars", "status": "Weak", "assessor": "N. Adeyo", "day": date(2032, 1, 5), "rationale": "one source"}
    with pytest.raises(UsageError, match=words):
        assess(filled, "almanac", **{**given_, **changed})
    assert filled.decisions() == []


def test_what_cannot_be_judged_is_refused(filled):
    for first, second, more, words in [
        ("arvania", "arvania", {}, "one claim"), ("arvania", "nobody", {}, "no such claim"), ("arvania", "watch-1", {"by": ""}, "person"),
        ("arvania", "watch-1", {"reason": " "}, "reason"),
    ]:  # fmt: skip
        with pytest.raises(UsageError, match=words):
            judge(filled, Judgement.POSITIVE, first, second, LinkKind.SAME, **{**WHO, **more})
    with pytest.raises(UsageError, match="no judgement"):
        judge(filled, Judgement.NONE, "arvania", "watch-1", LinkKind.SAME, **WHO)
    with pytest.raises(UsageError, match="nobody judged"):
        withdraw_link(filled, "arvania", "watch-1", LinkKind.SAME, **WHO)
    assert filled.decisions() == []


def test_a_link_is_stale_when_one_of_its_claims_is_gone(filled):
    judge(filled, Judgement.POSITIVE, "watch-2", "almanac", LinkKind.SAME, **WHO)
    assert [standing.stale for standing in filled.current()] == [False]
    filled.erase_document(known(filled).claim("almanac").document, "N. Adeyo", "must go")
    assert [standing.stale for standing in filled.current()] == [True]
    assert known(filled).incident("watch-2").claims
    assert filled.verify().intact


def test_the_dump_holds_judgements_and_alterations_are_found(filled):
    made = judge(filled, Judgement.POSITIVE, "watch-2", "almanac", LinkKind.SAME, **WHO)
    lines = [json.loads(line) for line in canonical_dump(filled)]
    assert [line["id"] for line in lines if line["kind"] == "decision"] == [made.id]
    assert filled.decide(made) is False
    assert filled.decide(replace(made, id="0" * 64, person="someone else"))
    assert len(filled.decisions()) == 2


SELECTED = [
    ({"first": date(2031, 3, 1), "last": date(2031, 3, 31)}, {"arvania", "watch-1", "watch-2"}, {"almanac"}),
    ({"first": date(2031, 4, 1)}, set(), {"almanac"}),
    ({"place": "Telmor"}, {"watch-2", "almanac"}, {"arvania"}),
    ({"place": "Deyr Amur"}, {"arvania"}, set()),
    ({"party": "Kestria"}, {"arvania", "watch-1"}, set()),
    ({"party": "Kestria", "place": "Nisah"}, {"watch-1"}, {"arvania"}),
    ({"incidents": ("kestria",)}, {"kestria"}, set()),
]


@pytest.mark.parametrize(("asked", "inside", "partly"), SELECTED)
def test_selections(filled, asked, inside, partly):
    found = known(filled)
    selection, _ = tallies(found, Asked(**asked))
    named = [{found.by_locus[locus].name for locus in loci} for loci in (selection.inside, selection.partly)]
    assert named == [inside, partly]


def test_nothing_selected_is_told_and_only_joint_tolls_are_split(filled):
    found = known(filled)
    with pytest.raises(UsageError, match="no incident fits"):
        tallies(found, Asked(place="Marn"))
    with pytest.raises(UsageError, match="no such incident"):
        tallies(found, Asked(("nothing",)))
    selection, _ = tallies(found, Asked())
    (split,) = splits(found, selection, Outcome.KILLED)
    assert (split.claim.name, [share.number for share in split.low]) == ("arvania", [5, 4])
