"""Proposals: who is linked to whom, how, and why; nothing depends on the order of claims."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from verbale.linking import Record, default_weights, parse_weights, propose, train, weights_json
from verbale.linking.comparisons import COMPARISONS
from verbale.linking.kinds import kind_of
from verbale.linking.proposals import CASE_NAME
from verbale.linking.rules import compatible, near
from verbale.model import Judgement, LinkKind, Scope, Stance, UsageError

DAY = 741_000


def record(locus, claimant="Telmor Watch", document="t", **more):
    values = {
        "first": DAY, "last": DAY, "lat": 34.5, "lon": 40.9, "names": ("Marn",), "keys": ("marn",), "bones": ("mrn",), "regions": ("vlt",), "low": 2,
        "high": 4, "acts": ("air strike",), "places": 1,
    }  # fmt: skip
    return Record(locus, locus, claimant, f"{claimant}\n{document}", document, **(values | more))


def others(count=40):
    """Claims of two accounts about other days and places."""
    made = []
    for n in range(count):
        where = {"lat": 30 + n / 10, "lon": 36 + n / 10, "names": (f"P{n}",), "bones": (f"p{n}",), "regions": (f"r{n % 5}",)}
        told = {"first": DAY + 40 + 7 * n, "last": DAY + 40 + 7 * n, "low": n % 6 + 1, "high": n % 6 + 1}
        made.extend(record(f"{who} {n}", who, who, **told, **where) for who in ("Telmor Watch", "Marn Media"))
    return made


def pairs(found):
    return {frozenset((p.link.first, p.link.second)): p for p in found}


def scored(records, **more):
    return propose([*records, *others()], **more)


@pytest.mark.parametrize("by_rules", [False, True])
def test_one_event_told_by_two_is_proposed_as_the_same(by_rules):
    found = pairs(scored([record("a"), record("b", "Marn Media", "m", names=("Maarn",), high=5)], by_rules=by_rules))
    proposal = found[frozenset("ab")]
    assert proposal.link.kind is LinkKind.SAME
    assert (proposal.rank_first, proposal.rank_second) == (1, 1)
    assert proposal.link.judgement is Judgement.NONE
    if by_rules:
        assert proposal.link.score is None
    else:
        assert proposal.link.score > 0.9


def test_each_score_is_the_sum_of_its_reasons():
    (proposal,) = (p for p in scored([record("a"), record("b", "Marn Media", "m")]) if p.link.first in "ab")
    odds = 2 ** sum(r.weight for r in proposal.link.reasons)
    assert proposal.link.score == pytest.approx(odds / (1 + odds), abs=1e-3)
    assert [r.comparison.partition(":")[0] for r in proposal.link.reasons[: len(COMPARISONS)]] == list(COMPARISONS)
    assert proposal.link.reasons[0].first == "2029-10-15"
    assert proposal.link.weights == default_weights().version


def test_claims_of_one_account_are_not_linked():
    assert frozenset("ab") not in pairs(scored([record("a"), record("b")]))


def test_rows_of_one_table_are_linked_by_their_number_alone():
    rows = [
        record("a", case="AV1"),
        record("b", "Kestrian Military", "t", case="AV1", stance=Stance.DENIES),
        record("c", "Kestrian Military", "t", case="AV2"),
    ]
    found = pairs(scored(rows))
    assert found[frozenset("ab")].link.kind is LinkKind.DENIES
    assert found[frozenset("ab")].link.first == "b"
    assert found[frozenset("ab")].link.score is None
    assert frozenset("ac") not in found


def test_a_joint_toll_covers_each_of_its_places():
    joint = record("j", "Arvania", "letter", names=("Marn", "Telmor"), bones=("mrn", "tlmr"), lat=None, lon=None, low=29, high=29, places=2)
    parts = [record("a", low=2, high=29), record("b", names=("Telmor",), bones=("tlmr",), lat=34.54, low=10, high=25)]
    found = pairs(scored([joint, *parts]))
    for part in "ab":
        link = found[frozenset(("j", part))].link
        assert (link.kind, link.first) == (LinkKind.COVERS, "j")
        assert link.score > 0.5


@pytest.mark.parametrize(
    ("one", "other", "kind", "first"),
    [
        ({}, {"scope": Scope.CUMULATIVE}, LinkKind.PART_OF, "a"),
        ({}, {"last": DAY + 20}, LinkKind.PART_OF, "a"),
        ({}, {"stance": Stance.DENIES}, LinkKind.DENIES, "b"),
        ({"said": 5}, {"claimant": "Telmor Watch", "said": 9, "high": 7}, LinkKind.UPDATES, "b"),
        ({"said": 5}, {"claimant": "Telmor Watch", "said": 9}, LinkKind.SAME, "a"),
        ({}, {"high": 7}, LinkKind.SAME, "a"),
    ],
)
def test_kinds(one, other, kind, first):
    a, b = record("a", **one), record("b", **({"claimant": "Marn Media"} | other))
    assert kind_of(a, b)[0] is kind_of(b, a)[0] is kind
    if kind is not LinkKind.SAME:
        assert kind_of(a, b)[1].locus == kind_of(b, a)[1].locus == first


def test_the_order_of_claims_does_not_matter():
    records = [record("a"), record("b", "Marn Media", "m"), record("c", "Arvania", "l", first=DAY + 1, last=DAY + 1, high=9), *others()]
    plain = {key: (p.link.kind, p.link.score) for key, p in pairs(propose(records)).items()}
    random.Random(5).shuffle(records)
    assert {key: (p.link.kind, p.link.score) for key, p in pairs(propose(records)).items()} == plain


def test_a_copy_of_a_claim_changes_nothing():
    records = [record("a"), record("b", "Marn Media", "m")]
    assert propose([*records, *others(), replace(records[0], document="copy")]) == propose([*records, *others()])


def test_a_threshold_marks_and_is_no_person():
    found = scored([record("a"), record("b", "Marn Media", "m")], accept=0.5)
    link = pairs(found)[frozenset("ab")].link
    assert (link.judgement, link.by) == (Judgement.POSITIVE, "threshold 0.5, not a person")
    assert all(p.link.judgement is Judgement.NONE for p in found if (p.link.score or 0) < 0.5)
    with pytest.raises(UsageError):
        propose([], accept=2)


def test_nothing_to_link():
    assert propose([]) == []
    assert propose([record("a")]) == []
    assert propose([record("a", first=None, last=None), record("b", "Marn Media", "m", first=None, last=None)]) == []


@pytest.mark.parametrize("elsewhere", [{"lat": None, "lon": None, "regions": ("sth",)}, {"lat": 36.5, "lon": 42.9, "regions": ("sth",)}])
def test_two_villages_of_one_name_are_not_joined_for_the_name(elsewhere):
    told = [record("a"), record("b", "Marn Media", "m", **elsewhere), record("c", "Arvania", "l")]
    found = pairs(scored(told))
    far = found[frozenset("ab")]
    assert far.link.score < 0.5
    assert found[frozenset("ac")].link.score > 0.99
    assert any(reason.comparison.startswith("namesakes") for reason in far.link.reasons)
    odds = far.link.score / (1 - far.link.score)
    assert sum(reason.weight for reason in far.link.reasons) == pytest.approx(math.log2(odds), abs=0.05), "each score is the sum of its reasons"
    assert all(p.link.judgement is not Judgement.POSITIVE for p in scored(told, accept=0.5) if {p.link.first, p.link.second} == {"a", "b"})


def test_the_hard_case_of_the_next_day():
    told = [record("a"), record("b", "Marn Media", "m"), record("c", "Marn Media", "m", first=DAY + 1, last=DAY + 1, low=7, high=7)]
    found = pairs(scored(told))
    assert found[frozenset("ab")].link.score > found[frozenset("ac")].link.score
    assert found[frozenset("ac")].link.score < 0.1


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ({}, True), ({"bones": ("xyz",), "lat": 34.54}, True), ({"bones": ("xyz",), "lat": 35.5}, False), ({"bones": ("xyz",), "lat": None, "lon": None}, False),
        ({"lat": None, "lon": None, "regions": ("elsewhere",)}, False), ({"lat": None, "lon": None}, True),
        ({"lat": 34.7}, True), ({"lat": 36.5}, False), ({"lat": 36.5, "radius": 250.0}, True),
    ],
)  # fmt: skip
def test_rule_of_places(other, fits):
    assert near(record("a"), record("b", **other)) is fits


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ({}, True),
        ({"low": 9, "high": 9}, False),
        ({"low": None, "high": None}, True),
        ({"acts": ("shelling",)}, False),
        ({"acts": ("attack",)}, True),
    ],
)
def test_rule_of_act_and_toll(other, fits):
    assert compatible(record("a"), record("b", **other)) is fits


def test_weights_are_learned_the_same_each_time_and_survive_their_file():
    records = [record("a"), record("b", "Marn Media", "m"), *others(150)]
    learned = train(records, "invented")
    assert weights_json(train(records, "invented")) == weights_json(learned)
    again = parse_weights(weights_json(learned), "w")
    assert again.version == learned.version
    assert all(0 < m <= 1 and 0 < u <= 1 for pairs_ in learned.levels.values() for m, u in pairs_)
    assert frozenset("ab") in pairs(propose(records, weights=again))


def test_weights_that_do_not_fit_are_refused():
    for text in ("", "{}", weights_json(default_weights()).replace("one day apart", "a day apart")):
        with pytest.raises(UsageError):
            parse_weights(text, "w.json")
    with pytest.raises(UsageError, match="only one"):
        train([record("a")], "x")


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ({}, True),
        ({"first": DAY - 9, "last": DAY - 9}, False),
        ({"bones": ("tlmr",), "regions": ("x",)}, False),
        ({"low": 900, "high": 900}, False),
        ({"claimant": "Kestria"}, False),
    ],
)
def test_a_claimants_own_totals_hold_his_single_accounts(part, held):
    total = record(
        "t",
        "Arvania",
        "l",
        names=("Velt governorate",),
        bones=("vlt gvrnrt",),
        regions=(),
        scope=Scope.CUMULATIVE,
        first=DAY - 5,
        last=DAY + 30,
        low=100,
        high=100,
    )
    found = pairs(propose([record("a", **({"claimant": "Arvania", "document": "l"} | part)), total], by_rules=True))
    proposal = found.get(frozenset("at"))
    assert (proposal is not None and proposal.link.weights == "rule: running total") is held
    if held:
        assert (proposal.link.kind, proposal.link.first) == (LinkKind.PART_OF, "a")


@pytest.mark.parametrize(
    ("answer", "account", "linked"),
    [
        ("guard-on-TW101", "watch-TW101", True),
        ("guard-on-TW101", "watch-TW1012", False),
        ("guard-on-12", "watch-12", False),  # too short to be a case number
        ("guard", "watch-TW101", False),
    ],
)
def test_an_answer_without_day_and_place_meets_the_case_in_its_name(answer, account, linked):
    said = record(
        "a",
        "Coastal Guard",
        answer,
        first=None,
        last=None,
        lat=None,
        lon=None,
        names=(),
        keys=(),
        bones=(),
        low=None,
        high=None,
        stance=Stance.DENIES,
    )
    found = [p for p in propose([said, record("b", document=account)], by_rules=True) if p.link.weights == CASE_NAME]
    assert [(p.link.kind, p.link.first, p.link.second, p.link.score) for p in found] == ([(LinkKind.DENIES, "a", "b", None)] if linked else [])
    third = record("c", "Marn Media", f"media-{account}")
    assert not [p for p in propose([said, record("b", document=account), third], by_rules=True) if p.link.weights == CASE_NAME], (
        "two fit: an open question"
    )
