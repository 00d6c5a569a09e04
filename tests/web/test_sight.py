"""What a role may not see is absent from pages, search, counts and tables; names of victims have a right of their own."""

import pytest
from web_pages import with_accounts

PATHS = (
    "/",
    "/letters",
    "/claims",
    "/claims?text=Tavinor",
    "/incidents",
    "/map/spots",
    "/requests",
    "/review",
    "/review?kind=unread",
    "/tables/claims.csv",
    "/ledger",
)


def everything(client):
    return {path: client.get(path).text for path in PATHS}


def test_a_confidential_letter_is_absent_everywhere_for_a_coder(client):
    with_accounts(client)
    letter = client.letter("velt-2031-06-annex")
    claims = client.claims("velt-2031-06-annex")
    claim = claims[0]["locus"]
    before = client.api("/claims")["total"]
    client.post("/levels", kind="document", key=letter, level="confidential", reason="a source is in danger")
    assert client.api("/claims")["total"] == before
    client.log_in("the coder")
    assert client.api("/claims")["total"] == before - len(claims)
    for path, text in everything(client).items():
        for word in (letter, "velt-2031-06-annex", "S/2031/301"):
            assert word not in text or path == "/ledger", (path, word)
        assert letter not in text, path
    for path in ("", "/pages/1", "/boxes", "/original", "/explain?at=5", "/thread"):
        assert client.get(f"/letters/{letter}{path}").status_code == 404, path
    assert client.get(f"/incidents/{claim}").status_code == 404
    assert client.post("/decisions", locus=claim, act="verify reading").status_code == 404


def test_a_claim_entered_by_hand_is_as_confidential_as_the_letter_that_it_is_from(client):
    with_accounts(client)
    letter = client.letter("velt-2031-06-annex")
    client.post("/levels", kind="document", key=letter, level="confidential", reason="a source is in danger")
    client.post("/entries", document=letter, claimant="Velt", words="said in confidence", missing="2")
    assert client.api("/claims?text=confidence")["total"] == 1
    client.log_in("the coder")
    assert client.api("/claims?text=confidence")["total"] == 0


def test_a_confidential_claim_and_source_are_absent_for_a_coder(client):
    with_accounts(client)
    letter, claims = client.letter("belmora-2031-03"), client.claims("belmora-2031-03")
    client.post("/levels", kind="claim", key=claims[0]["locus"], level="confidential")
    client.post("/levels", kind="source", key=letter, level="confidential")
    assert client.api(f"/letters/{letter}")["acquisitions"]
    client.log_in("the coder")
    seen = client.api(f"/letters/{letter}")
    assert seen["claims"] == []
    assert seen["acquisitions"] == []
    assert client.api("/claims?text=31")["total"] == 0 or all(c["document"] != letter for c in client.api("/claims?text=31")["claims"])


@pytest.fixture
def named(client):
    """A letter with names of victims, and these names."""
    from verbale.app.reviewing import claim_at

    register = client.client.app.state.house.register
    told = next(t for t in register.told() if t.claim.victims)
    names = [name for t in register.told() if t.document == told.document for v in t.claim.victims for name in v.names]
    assert claim_at(register, told.locus)
    return told, names


def test_names_of_victims_are_covered_without_the_right_to_see_them(client, named):
    told, names = named
    with_accounts(client)
    shown = client.get(f"/letters/{told.document}").text
    assert all(name in shown for name in names)
    client.log_in("the coder")
    for path in (
        f"/letters/{told.document}",
        f"/incidents/{told.locus}",
        "/claims",
        "/review",
        "/tables/claims.csv",
        f"/api/letters/{told.document}",
    ):
        text = client.get(path).text
        for name in names:
            assert name not in text, (path, name)
    assert client.get(f"/letters/{told.document}/original").status_code == 404
    assert client.get(f"/letters/{told.document}/explain?at=10").status_code == 404


def test_nobody_finds_a_claim_by_a_name_that_he_may_not_see(client, named):
    told, names = named
    word = names[0].split()[-1]
    with_accounts(client)
    assert any(c["locus"] == told.locus for c in client.api(f"/claims?text={word}")["claims"])
    client.log_in("the coder")
    for sought in (word, word[:4] + "*", f'"{names[0]}"'):
        assert all(c["locus"] != told.locus for c in client.api(f"/claims?text={sought}")["claims"]), sought


def test_offsets_stay_true_where_names_are_covered(client, named):
    told, _ = named
    with_accounts(client)
    seen = client.api(f"/letters/{told.document}")
    client.log_in("the coder")
    covered = client.api(f"/letters/{told.document}")
    assert [c["spans"] for c in seen["claims"]] == [c["spans"] for c in covered["claims"]]


def test_an_erased_document_is_gone_and_the_ledger_still_verifies(client):
    letter = client.letter("zumari-2028-05")
    assert client.post("/erasures", document=letter, person="N. Adeyo").status_code == 400
    client.post("/erasures", document=letter, reason="asked by the family", person="N. Adeyo")
    assert client.get(f"/letters/{letter}").status_code == 404
    assert client.api("/ledger?check=yes")["report"]["problems"] == []


def test_names_of_one_claim_can_be_kept_even_from_those_who_see_names(client, named):
    told, names = named
    with_accounts(client)
    client.post("/people", name="trusted coder", role="coder", password="a long enough password", names="yes")
    client.post("/levels", kind="victim", key=told.locus, level="confidential", reason="the family asked for it")
    own = [name for victim in told.claim.victims for name in victim.names]
    assert all(name in client.get(f"/letters/{told.document}").text for name in names)
    client.log_in("trusted coder")
    for path in (f"/letters/{told.document}", f"/api/letters/{told.document}", "/tables/claims.csv", f"/incidents/{told.locus}"):
        assert not [name for name in own if name in client.get(path).text], path


def test_lists_that_were_found_before_forget_what_is_erased_and_show_what_is_decided(client):
    first = client.api("/claims?claimant=Zumari")
    shown = first["claims"][0]
    client.post("/decisions", locus=shown["locus"], act="verify reading", person="N. Adeyo")
    again = client.api("/claims?claimant=Zumari")
    assert next(c for c in again["claims"] if c["locus"] == shown["locus"])["state"] == "verified"
    assert client.api("")["counts"]["undecided"] == client.api("")["counts"]["claims"] - 1
    client.post("/erasures", document=shown["document"], reason="asked by the family", person="N. Adeyo")
    assert client.api("/claims?claimant=Zumari")["total"] < first["total"]
    assert all(c["document"] != shown["document"] for c in client.api("/claims?claimant=Zumari")["claims"])
