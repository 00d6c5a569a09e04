"""The letter from which the project began is read exactly as its first issue says, and so is its invented twin."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path

import verbale
from verbale.model import Bound, Days, Outcome, PerpetratorRole, Scope, Stance
from verbale.publish.readings import evaluation_record

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "domain" / "seed-letter.txt"
TWIN = ROOT / "examples" / "letters" / "belmora-2031-03-two-villages.txt"


def quotes(particulars):
    return [anchor.quote for p in particulars for anchor in p.anchors]


def test_the_seed_letter():
    if not SEED.exists():  # told after the run (conftest.py); the twin below is read everywhere
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reading = verbale.read(SEED)
    head = reading.communication
    assert (head.symbol, head.date, head.addressees) == (None, None, ())
    assert head.sender is not None
    assert (head.sender.value, head.sender.rule) == ("Syrian Arab Republic", "sender.inferred")
    assert [p.value for p in head.circulation] == ["Security Council"]
    (cited,) = head.citations
    assert (cited.symbol, cited.date, cited.kind, cited.author) == ("S/2018/152", date(2018, 2, 21), "identical letters", "our")
    assert len(head.requests) >= 2
    assert {request.addressee for request in head.requests} == {"Security Council"}
    assert head.requests[0].anchor.quote.startswith("calls upon the Security Council to fulfil its responsibility")
    assert {"war crimes", "crimes against humanity"} <= {p.value for p in head.characterisations}

    (claim,) = reading.claims
    assert claim.when == Days(date(2018, 2, 25), date(2018, 2, 25))
    assert claim.scope is Scope.SERIES
    assert [p.value.name for p in claim.where] == ["Sha‘fah", "Zahrat Alluni"]
    assert all(any("Dayr al-Zawr" in region for region in p.value.regions) for p in claim.where)
    assert [p.value for p in claim.acts] == ["air strike"]
    assert [p.value for p in claim.means] == ["warplanes"]
    accused = [(p.value.name, p.value.role) for p in claim.perpetrators]
    assert accused == [("international coalition", PerpetratorRole.DIRECT), ("United States of America", PerpetratorRole.LEADS)]
    killed, injured, women_and_children = claim.tolls
    assert (killed.outcome, killed.amount.number, killed.amount.bound, killed.group) == (Outcome.KILLED, 29, Bound.EXACT, "civilian")
    assert (injured.outcome, injured.amount.vague, injured.amount.words) == (Outcome.INJURED, "dozens", "dozens of others")
    assert (women_and_children.subset_of, women_and_children.amount.bound) == (Outcome.INJURED, Bound.MOST)
    assert women_and_children.group == "woman or child"
    assert women_and_children.anchor.quote == "the majority of whom were women and children"
    assert [p.value for p in claim.damage] == ["homes", "property", "infrastructure"]
    assert [p.value for p in claim.characterisations] == ["massacres"]
    assert (claim.attribution.stance, claim.attribution.claimant) == (Stance.ASSERTS, None)
    assert reading.problems == (), "25 February 2018 was a Sunday, as the letter says"
    listed = " ".join(unread.anchor.quote for unread in reading.unread)
    for words in ("dozens of letters", "now countless", "annihilation of Raqqah"):
        assert words in listed, "not a claim, and not passed over in silence"


def test_its_invented_twin():
    reading = verbale.read(TWIN)
    head = reading.communication
    assert (head.symbol, head.date, head.addressees) == (None, None, ())
    assert head.sender is not None
    assert (head.sender.value, head.sender.rule) == ("Republic of Belmora", "sender.inferred")
    assert [(c.symbol, c.date, c.author) for c in head.citations] == [("S/2031/94", date(2031, 2, 20), "our")]
    assert {"war crimes", "crimes against humanity"} <= {p.value for p in head.characterisations}
    (claim,) = reading.claims
    assert claim.when == Days(date(2031, 3, 1), date(2031, 3, 1))
    assert [p.value.name for p in claim.where] == ["Nis‘ah", "Talat Orvani"]
    assert all(any("Deyr Amur" in region for region in p.value.regions) for p in claim.where)
    accused = [(p.value.name, p.value.role) for p in claim.perpetrators]
    assert accused == [("Coastal Coalition", PerpetratorRole.DIRECT), ("Velt", PerpetratorRole.LEADS)]
    (told,) = evaluation_record(reading)["incidents"]
    assert (told["acts"], told["damage"], told["scope"]) == (["air strike"], ["homes", "property", "infrastructure"], "series")
    assert [(told[key]["low"], told[key]["high"]) for key in ("killed", "injured")] == [(31, 31), (24, None)]
    assert [(s["outcome"], s["group"], s["low"], s["high"]) for s in told["subsets"]] == [("injured", "woman or child", 2, None)]
    assert (told["claimant"], told["stance"], told["characterisations"]) == (None, "asserts", ["massacres"])
    assert quotes(claim.where) == ["Nis‘ah", "Talat Orvani"]
