"""Which claims make one incident, and ids that last."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invented import link, told

from verbale.incidents.closing import components, disputed, incident_id, incidents_of, once
from verbale.model import Judgement, LinkKind

LOCI = "abcdef"
CLAIMS = [told(locus, "Arvania", entry=n) for n, locus in enumerate(LOCI)]
kinds = st.sampled_from(list(LinkKind))
judgements = st.sampled_from(list(Judgement))
links = st.lists(st.builds(link, kinds, st.sampled_from(LOCI), st.sampled_from(LOCI), judgements), max_size=8)


def ids(linked, claims=CLAIMS):
    return {locus: incident.id for incident in incidents_of(claims, linked) for locus in incident.claims}


def _row(locus, document, words, received):
    made = told(locus, "Telmor Watch", document=document, case="7")
    return replace(made, received=received, claim=replace(made.claim, anchor=replace(made.claim.anchor, quote=words)))


def test_of_copies_the_first_stands_and_of_versions_of_a_row_the_last():
    copies = [replace(told("a", "Arvania", document=document), received=n) for n, document in enumerate("zyx")]
    rows = [_row("b", document, words, received) for received, (document, words) in enumerate(zip("xzyw", ("4", "9", "6", "6"), strict=True))]
    for listed in ([*copies, *rows], [*reversed(rows), *reversed(copies)]):
        assert {t.locus: t.document for t in once(listed)} == {"a": "z", "b": "y"}


def test_only_accepted_links_of_the_kind_same_join():
    for kind in LinkKind:
        for judgement in Judgement:
            joined = ids([link(kind, "a", "b", judgement)])["b"] == incident_id("a")
            assert joined == (kind is LinkKind.SAME and judgement is Judgement.POSITIVE)


def test_the_younger_becomes_an_alias_and_parting_restores_its_id():
    before = ids([])
    (first, *_) = incidents_of(CLAIMS, [link("same", "c", "b"), link("same", "b", "a")])
    assert (first.id, first.aliases) == (before["a"], (before["b"], before["c"]))
    assert ids([link("same", "c", "b")])["c"] == before["b"]
    assert ids([]) == before


def test_a_later_judgement_of_the_same_link_stands_whichever_way_round():
    yes, no = link("same", "a", "b"), link("same", "b", "a", Judgement.NEGATIVE)
    assert ids([yes, no])["b"] != incident_id("a")
    assert ids([no, yes])["b"] == incident_id("a")


def test_a_claim_no_longer_read_still_holds_the_others_together():
    linked = [link("same", "a", "b"), link("same", "b", "c")]
    without = [t for t in CLAIMS if t.locus != "b"]
    assert ids(linked, without)["c"] == incident_id("a")


def test_a_rejected_link_that_others_undo_is_told():
    linked = [link("same", "a", "b"), link("same", "b", "c"), link("same", "a", "c", Judgement.NEGATIVE)]
    assert disputed(linked) == [linked[2]]
    assert disputed(linked[1:]) == []


@given(links, st.permutations(CLAIMS))
def test_every_claim_is_in_one_incident_whatever_the_order(linked, mixed):
    incidents = incidents_of(CLAIMS, linked)
    assert sorted(locus for incident in incidents for locus in incident.claims) == list(LOCI)
    assert incidents_of(mixed, linked) == incidents
    groups = components(incidents, linked)
    assert sorted(i.id for group in groups for i in group) == sorted(i.id for i in incidents)


@given(links)
def test_copies_and_reading_anew_change_no_id(linked):
    copies = [replace(t, document="copy", entry=t.entry + 100) for t in CLAIMS]
    assert incidents_of([*copies, *CLAIMS], linked) == incidents_of(CLAIMS, linked)
