"""One contract for all exporters: each that can be read back gives the same claims, each with its document's words and its claimant."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import rdflib
from followthemoney import model
from lxml import etree
from rdflib.namespace import PROV
from table_readers import READERS as TABLES
from test_footnotes import READERS as NOTES

from verbale.app.exporting import export_lines
from verbale.app.footnotes import write_footnotes
from verbale.app.linked import linked_text, write_letters
from verbale.app.tables import Wanted
from verbale.model import Reading, from_plain
from verbale.publish.linked.akn import NAMESPACE

WANTED = Wanted("full")
UNNAMED = "The author (not named)"


def squeezed(words):
    return " ".join(words.split())


def of_tables(form):
    def read(register, folder):
        return [(row["claimant"], row["quote"]) for row in TABLES[form](register, folder, WANTED)["claims"]]

    return read


def of_json(register, _folder):
    readings = [from_plain(Reading, {k: v for k, v in json.loads(line).items() if k != "document"}) for line in export_lines(register, "json")]
    assert readings == [stored.reading for stored in register.latest_readings()], "nothing at all is lost"
    return [(reading.claimant_of(claim), claim.anchor.quote) for reading in readings for claim in reading.claims]


def of_evaluation(register, _folder):
    found, texts = [], {stored.reading.id: stored.reading.text for stored in register.latest_readings()}
    for one in map(json.loads, export_lines(register, "readings")):
        spans = [(claim["claimant"] or one["sender"] or "", claim["span"], claim["claim_id"]) for claim in one["incidents"]]
        assert all(texts[one["reading_id"]][start:end].strip() for _, (start, end), _ in spans)
        found += [claim_id for *_, claim_id in spans]
    return found


def of_annotations(register, _folder):
    items = json.loads("".join(linked_text(register, "annotations", WANTED)))["first"]["items"]
    words = [[s["exact"] for s in item["target"]["selector"] if s["type"] == "TextQuoteSelector"] for item in items]
    return [(None, " … ".join(parts)) for parts in words]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def of_prov(register, _folder):
    graph = rdflib.Graph().parse(data="".join(linked_text(register, "prov", WANTED)), format="json-ld")
    return [(None, str(graph.value(one, PROV.value))) for one in set(graph.subjects(PROV.wasQuotedFrom, None))]


def of_money(register, _folder):
    events = [entity for entity in map(json.loads, "".join(linked_text(register, "ftm", WANTED)).splitlines()) if entity["schema"] == "Event"]
    return [(None, model.get_proxy(event).first("description")[1:-1]) for event in events]


def of_notes(form):
    def read(register, folder):
        write_footnotes(register, folder / f"notes{form}", WANTED)
        _, notes = NOTES[form](folder / f"notes{form}")
        return [(None, note.partition(": “")[2].removesuffix(".").removesuffix("”")) for note in notes]

    return read


READ_BACK = {
    **{form: of_tables(form) for form in TABLES}, **{f"footnotes{form}": of_notes(form) for form in NOTES},
    "json": of_json, "annotations": of_annotations, "prov": of_prov, "ftm": of_money,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", READ_BACK)
def test_what_is_read_back_is_the_same_claims(register, tmp_path, form):
    decided = {"footnotes"} & {form.partition(".")[0]}  # paragraphs leave out what people rejected
    told = [(stored.reading, claim) for stored in register.latest_readings() for claim in stored.reading.claims]
    if decided:
        rejected = {d.locus for d in register.decisions() if d.act.value == "reject reading"}
        told = [(reading, claim) for reading, claim in told if claim.locus not in rejected]
    found = READ_BACK[form](register, tmp_path)
    end = "." if decided else ""
    assert Counter(squeezed(quote).rstrip(end) for _, quote in found) == Counter(squeezed(claim.anchor.quote).rstrip(end) for _, claim in told)
    if named := [(claimant, squeezed(quote)) for claimant, quote in found if claimant is not None]:
        assert Counter(named) == Counter((reading.claimant_of(claim) or UNNAMED, squeezed(claim.anchor.quote)) for reading, claim in told)


def test_the_evaluation_format_holds_every_claim(register, tmp_path):
    ids = [claim.id for stored in register.latest_readings() for claim in stored.reading.claims]
    assert Counter(of_evaluation(register, tmp_path)) == Counter(ids)


def test_letters_in_akoma_ntoso_hold_the_words_of_every_claim(register, tmp_path):
    write_letters(register, tmp_path, WANTED)
    missing = []
    texts = {
        path.stem: squeezed(" ".join("".join(line.itertext()) for line in etree.parse(path).iter(f"{{{NAMESPACE}}}p"))).replace(" | ", " ")
        for path in tmp_path.iterdir()
    }
    for stored in register.latest_readings():
        text = texts.get(stored.name.rpartition(".")[0])
        missing += [
            claim.anchor.quote for claim in stored.reading.claims if text and any(squeezed(p) not in text for p in claim.anchor.quote.split(" … "))
        ]
    assert missing == []
