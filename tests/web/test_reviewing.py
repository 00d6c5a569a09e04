"""Decisions on readings: verified, corrected, rejected, withdrawn; claims entered by hand; two codings and how far they agree."""

import krippendorff
import pytest
from web_pages import with_accounts

from verbale.app.entering import amount
from verbale.app.reviewing import Change, correct, review, reviewed, set_level
from verbale.model import Act, Amount, Bound, Outcome, UsageError
from verbale.register import open_register
from verbale.web.views.coding import alpha

LETTER = "belmora-2031-03"


@pytest.fixture
def register(register_path):
    with open_register(register_path) as held:
        yield held


def claim_of(register, name=LETTER):
    listed = next(d for d in register.list_documents() if d.name.startswith(name))
    return register.reading(listed.document).reading.claims[0]


def after(register, locus):
    told = register.told([locus])[0]
    return reviewed(told.claim, register.current((), [locus]))


def test_a_verified_reading_is_undecided_again_when_that_is_withdrawn(register):
    claim = claim_of(register)
    made = review(register, Act.VERIFY, claim.locus, "", by="N. Adeyo", reason="")
    assert after(register, claim.locus).state == "verified"
    register.withdraw(made.id, "N. Adeyo", "2031-04-01T10:00:00+00:00", "too quick")
    assert after(register, claim.locus).state == "unreviewed"
    assert register.verify().intact


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("acts", 0, {"value": "shelling"}), lambda c: [p.value for p in c.acts] == ["shelling"]),
        (Change("acts", 0), lambda c: not c.acts),
        (Change("perpetrators", None, {"name": "Velt", "role": "supports"}), lambda c: c.perpetrators[-1].value.role == "supports"),
        (Change("occurrences", 1, {"name": "Talat", "regions": "Deyr Amur, Belmora"}), lambda c: [p.value.name for p in c.where][1] == "Talat"),
        (Change("occurrences", 0, {"first": "2031-03-02"}), lambda c: c.when.first.isoformat() == "2031-03-02"),
        (Change("occurrences", 0), lambda c: len(c.where) == 1),
        (Change("occurrences", 0, part="when"), lambda c: c.when is None and len(c.where) == 2),
        (
            Change("occurrences", None, {"first": "2031-03-05"}),
            lambda c: [str(o.when.value.first) for o in c.occurrences] == ["2031-03-01", "2031-03-05"],
        ),
        (Change("occurrences", 0, {"name": "Nissah"}), lambda c: (c.where[0].value.name, c.where[0].value.regions) == ("Nissah", ())),
        (
            Change("occurrences", 0, {"name": "Nis‘ah", "regions": "Hadrah"}),
            lambda c: (c.where[0].value.regions, [type(a).__name__ for a in c.where[0].anchors][-1]) == (("Hadrah",), "StatedBy"),
        ),
        (
            Change("perpetrators", 1, {"name": "Veltian army"}),
            lambda c: (c.perpetrators[1].value.name, c.perpetrators[1].value.role) == ("Veltian army", "commands or leads"),
        ),
        (
            Change("tolls", None, {"outcome": "missing", "number": "3", "bound": "at least", "group": "child"}, 0, 5),
            lambda c: c.tolls[-1].amount.number == 3,
        ),
    ],
)
def test_a_correction_changes_one_value_and_nothing_else(register, change, told):
    claim = claim_of(register)
    correct(register, claim.locus, change, by="N. Adeyo", reason="seen in the text")
    made = after(register, claim.locus).claim
    assert told(made)
    others = [f for f in ("acts", "perpetrators", "occurrences", "tolls", "damage", "characterisations") if f != change.field]
    assert all(getattr(made, field) == getattr(claim, field) for field in others)


def test_a_figure_that_is_corrected_keeps_its_bound_its_group_and_of_whom_it_is_a_part(register):
    claim = claim_of(register)
    at, part = next((n, t) for n, t in enumerate(claim.tolls) if t.subset_of)
    correct(register, claim.locus, Change("tolls", at, {"outcome": part.outcome.value, "number": "20"}), by="N. Adeyo", reason="")
    made = after(register, claim.locus).claim.tolls[at]
    assert (made.amount.number, made.amount.bound, made.group, made.subset_of) == (20, part.amount.bound, part.group, part.subset_of)
    assert made.anchor == part.anchor, "nothing was selected: the words stay"
    vague = next(n for n, t in enumerate(claim.tolls) if t.amount.vague)
    correct(register, claim.locus, Change("tolls", vague, {"outcome": "injured", "group": "child"}), by="N. Adeyo", reason="")
    kept = after(register, claim.locus).claim.tolls[vague]
    assert (kept.amount, kept.group) == (claim.tolls[vague].amount, "child")


def test_of_several_days_the_one_that_is_corrected_changes(register):
    held = claim_of(register)
    correct(register, held.locus, Change("occurrences", None, {"first": "2031-03-05"}), by="N. Adeyo", reason="")
    correct(register, held.locus, Change("occurrences", 1, {"first": "2031-03-06"}), by="N. Adeyo", reason="")
    assert [str(o.when.value.first) for o in after(register, held.locus).claim.occurrences] == ["2031-03-01", "2031-03-06"]


@pytest.mark.parametrize(
    "change",
    [
        Change("acts", 9, {"value": "shelling"}),
        Change("acts", None, {"value": " "}),
        Change("tolls", None, {"outcome": "killed", "number": "3"}),
        Change("tolls", None, {"outcome": "killed", "number": "-3"}, 0, 999_999),
        Change("occurrences", None, {"first": "3 March"}),
        Change("no field", None, {"value": "x"}),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_is_entered(register, change):
    with pytest.raises(UsageError):
        correct(register, claim_of(register).locus, change, by="N. Adeyo", reason="")
    assert not register.decisions()


def test_a_rejected_claim_stands_in_no_incident(client):
    claim = client.claims(LETTER)[0]
    client.post("/decisions", locus=claim["locus"], act="reject reading", reason="a quotation", person="N. Adeyo")
    assert client.get(f"/incidents/{claim['locus']}").status_code == 404
    assert client.claims(LETTER)[0]["state"] == "rejected"


def test_verifying_a_reading_assesses_nothing_and_assessing_verifies_nothing(client):
    claim = client.claims(LETTER)[0]
    client.post("/decisions", locus=claim["locus"], act="verify reading", person="N. Adeyo")
    assert client.api(f"/incidents/{claim['locus']}")["assessed"] == []
    made = client.post(
        f"/incidents/{claim['locus']}/assessments", scheme_status="three-statuses|pending", day="2031-05-01", rationale="under way", person="N. Adeyo"
    )
    assert made.status_code == 303, made.text
    other = client.claims("velt-2031-04")[0]
    client.post(
        f"/incidents/{other['locus']}/assessments", scheme_status="three-statuses|pending", day="2031-05-01", rationale="under way", person="N. Adeyo"
    )
    assert client.claims("velt-2031-04")[0]["state"] == "unreviewed"


def test_a_claim_entered_by_hand_is_found_like_any_other(client):
    made = client.post(
        "/entries", claimant="Shore Radio", words="Сорок человек погибли", source="interview", said="2031-03-04", first="2031-03-01", where="Nis‘ah; Rumm",
        regions="Deyr Amur", act="air strike", perpetrator="Coastal Coalition", killed="38-42", group="civilian", person="N. Adeyo",
    )  # fmt: skip
    assert made.status_code == 303, made.text
    found = client.api("/claims?claimant=Shore+Radio")["claims"]
    assert len(found) == 1
    assert "38-42" in found[0]["sentence"]
    values = client.api(f"/letters/{found[0]['document']}")["claims"][0]["values"]
    assert [v["value"] for v in values if v["label"] == "where"] == ["Nis‘ah (Deyr Amur)", "Rumm (Deyr Amur)"]
    assert client.api("/ledger?check=yes")["report"]["problems"] == []


@pytest.mark.parametrize(
    ("written", "bound", "number", "upper", "vague"),
    [
        ("12", "exact", 12, None, ""),
        ("1,200", "exact", 1200, None, ""),
        ("8–25", "range", 8, 25, ""),
        ("At least 12", "at least", 12, None, ""),
        ("fewer than 5", "fewer than", 5, None, ""),
        ("dozens", "vague", None, None, "dozens"),
        ("tens of thousands", "vague", None, None, "tens-of-thousands"),
    ],
)
def test_how_many_is_entered_by_hand_as_it_is_told(written, bound, number, upper, vague):
    assert amount(written) == Amount(written, Bound(bound), number, upper, vague)


@pytest.mark.parametrize("written", ["many dead", "at least", "at least 8-25", "25-8", "-3", "12.5", "about dozens"])
def test_what_is_no_number_of_persons_is_refused(written):
    with pytest.raises(UsageError):
        amount(written)


def test_every_outcome_can_be_entered_with_its_bound(client):
    told = {outcome: f"at least {n + 3}" for n, outcome in enumerate(Outcome)}
    made = client.post("/entries", claimant="Shore Radio", words="they were taken away", person="N. Adeyo", **told)
    assert made.status_code == 303, made.text
    values = client.claims("by+hand")[0]["values"]
    assert {v["label"]: v["value"] for v in values if v["field"] == "tolls"} == {o: f"“{words}” (at least, person)" for o, words in told.items()}


def test_what_the_reader_missed_is_entered_from_the_letter_and_stands_with_it(client):
    letter = client.letter("velt-2031-06-annex")
    unread = client.api(f"/letters/{letter}")["unread"][0]["anchor"]["quote"]
    form = client.api(f"/entries?document={letter}&words={unread}")
    assert (form["claimant"], form["said"], form["words"]) == ("Velt", "2031-06-20", unread)
    made = client.post("/entries", document=letter, claimant="Velt", words=unread, said=form["said"], person="N. Adeyo", missing="2")
    entry = made.headers["location"].split("/")[2].split("?")[0]
    (entered,) = client.api(f"/letters/{letter}")["by_hand"]
    assert entered == {"document": entry, "sentence": "Velt alleges: violence; missing “2”."}
    assert f'href="/letters/{letter}"' in client.get(f"/letters/{entry}").text
    assert client.api(f"/letters/{entry}")["by_hand"] == []


def test_an_entry_without_claimant_or_with_a_bad_number_is_refused(client):
    assert client.post("/entries", words="x", person="N. Adeyo").status_code == 400
    assert client.post("/entries", claimant="Shore Radio", words="x", killed="many", person="N. Adeyo").status_code == 400


def test_a_decision_needs_a_person(client):
    response = client.post("/decisions", locus=client.claims(LETTER)[0]["locus"], act="verify reading")
    assert response.status_code == 400
    assert "person" in response.text


def test_the_queue_tells_what_to_look_at_and_why(client):
    queue = client.api("/review")
    assert queue["counts"]["new"] == queue["total"] > 100
    claim = client.claims(LETTER)[0]
    client.post("/decisions", locus=claim["locus"], act="verify reading", person="N. Adeyo")
    assert client.api("/review")["counts"]["new"] == queue["total"] - 1
    assert client.api("/review?kind=unread")["items"]


def test_two_coders_are_blind_until_both_have_finished(client):
    with_accounts(client)
    client.post("/people", name="second coder", role="coder", password="a long enough password", names="yes")
    client.log_in("the reviewer")
    letter = client.letter(LETTER)
    client.post("/codings", document=letter, first="the coder", second="second coder")
    locus = client.claims(LETTER)[0]["locus"]

    client.log_in("the coder")
    client.post("/corrections", locus=locus, choice="acts|0|act", value_value="shelling")
    client.post("/entries", document=letter, claimant="Belmora", words="the raids", person="the coder", killed="2")
    assert len(client.api(f"/letters/{letter}")["by_hand"]) == 1
    client.log_in("second coder")
    assert client.api(f"/letters/{letter}")["by_hand"] == []
    assert client.claims(LETTER)[0]["decisions"] == []
    assert "shelling" not in client.claims(LETTER)[0]["sentence"]
    client.post("/decisions", locus=locus, act="verify reading")
    client.post("/codings/finished", document=letter)
    client.log_in("the reviewer")
    assert client.get(f"/codings/{letter}").status_code == 404
    client.log_in("the coder")
    client.post("/codings/finished", document=letter)

    client.log_in("the reviewer")
    compared = client.api(f"/codings/{letter}")
    assert [(d["field"], d["settled"]) for d in compared["differences"]] == [("acts", "")]
    client.post("/corrections", locus=locus, choice="acts|0|act", value_value="air strike", reason="settled")
    assert client.api(f"/codings/{letter}")["differences"][0]["settled"] == "the reviewer"


def test_who_codes_blind_meets_the_other_coder_on_no_page(client):
    with_accounts(client)
    client.post("/people", name="second coder", role="coder", password="a long enough password", names="yes")
    client.log_in("the reviewer")
    letter = client.letter(LETTER)
    client.post("/codings", document=letter, first="the coder", second="second coder")
    locus = client.claims(LETTER)[0]["locus"]
    client.log_in("the coder")
    client.post("/corrections", locus=locus, choice="acts|0|act", value_value="shelling", reason="a secret reason")
    client.log_in("second coder")
    found = next(c for c in client.api("/claims?text=Talat")["claims"] if c["locus"] == locus)
    assert ("shelling" in found["sentence"], found["state"]) == (False, "unreviewed")
    assert "a secret reason" not in client.get("/ledger").text
    assert client.get(f"/incidents/{locus}").status_code == 404
    client.post("/corrections", locus=locus, choice="acts||act", value_value="bombing")
    acts = [v["value"] for v in client.claims(LETTER)[0]["values"] if v["field"] == "acts"]
    assert acts == ["air strike", "bombing"], "one's own correction starts from the reading"
    client.post("/codings/finished", document=letter)
    assert client.get(f"/incidents/{locus}").status_code == 200


def test_who_codes_blind_does_not_find_what_the_other_coder_entered_by_hand(client):
    with_accounts(client)
    client.post("/people", name="second coder", role="coder", password="a long enough password", names="yes")
    client.log_in("the reviewer")
    letter = client.letter(LETTER)
    client.post("/codings", document=letter, first="the coder", second="second coder")
    client.log_in("the coder")
    client.post("/entries", document=letter, claimant="Belmora", words="a lighthouse burned", person="the coder", killed="2")
    held = client.letter("by hand")
    assert client.api("/claims?text=lighthouse")["total"] == 1, "one's own is found"
    client.log_in("second coder")
    assert client.api("/claims?text=lighthouse")["total"] == 0
    assert client.get(f"/letters/{held}").status_code == 404
    assert client.api("/letters?words=by%20hand")["total"] == 0
    client.post("/codings/finished", document=letter)
    assert client.api("/claims?text=lighthouse")["total"] == 1, "there when the coding is finished"


@pytest.mark.parametrize(
    "pairs",
    [
        [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")],
        [("a", "a"), ("b", "b"), ("c", "c"), ("a", "a")],
        [("a", "b"), ("b", "a"), ("c", "a")],
        [("a", "a"), ("b", "c"), ("b", "b"), ("d", "d"), ("d", "a"), ("a", "a")],
    ],
)
def test_alpha_is_that_of_the_reference(pairs):
    codes = {value: n for n, value in enumerate(sorted({v for pair in pairs for v in pair}))}
    data = [[codes[pair[coder]] for pair in pairs] for coder in (0, 1)]
    assert alpha(pairs) == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def test_alpha_tells_nothing_where_all_values_are_one():
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_levels_are_decisions_that_verify(register):
    listed = register.list_documents()[0]
    set_level(register, "document", listed.document, "restricted", by="N. Adeyo", reason="a source asked for it")
    assert register.verify().intact
    assert not any(s.stale for s in register.current())


@pytest.mark.parametrize(
    ("denied", "reached"),
    [
        ("event", {"when", "where", "alleged perpetrator", "act", "killed"}),
        ("own act", {"alleged perpetrator"}),
        ("harm", {"killed", "injured"}),
        ("", {"when", "killed"}),
    ],
)
def test_a_denial_stands_in_the_cells_of_what_it_denies(client, denied, reached):
    first, second = client.claims(LETTER)[0]["locus"], client.claims("velt-2031-04")[0]["locus"]
    client.post("/me", person="N. Adeyo")
    client.post("/links", first=second, second=first, judgement="positive", kind="denies", denied=denied, reason="it says so")
    page = client.api(f"/incidents/{first}")
    velt = [c["party"] for c in page["columns"]].index("Velt")
    cells = {row["particular"]: row["cells"][velt] for row in page["rows"]}
    for cell in cells.values():
        assert not cell["words"], "what a denial repeats is not its own account"
    told = {particular for particular, cell in cells.items() if cell["denies"]}
    assert reached <= told
    assert told == (reached if denied in ("own act", "harm") else set(cells))
    assert "denies" in client.get(f"/incidents/{first}/sheet").text.partition("In each particular")[2].partition("</table>")[0]
