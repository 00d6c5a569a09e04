"""What other exports' tests do not: DataCite by its schema, CFF's own rules, GraphML and Word by their libraries, the demands of PDF/A on the file."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import docx
import networkx as nx
import pypdf
import pytest
import yaml
from datacite import schema45

from verbale.app.footnotes import write_footnotes
from verbale.app.library import read_text
from verbale.app.linked import citations_of, linked_text
from verbale.app.tables import Content, Wanted
from verbale.publish.press.docx import docx as word
from verbale.publish.press.particulars import AnnexGiven, Particulars
from verbale.publish.press.pdf import pdf
from verbale.publish.press.sheet import sheet
from verbale.publish.release.about import About, Creator
from verbale.publish.release.citing import citation_cff, datacite

ORGANISATION, PERSON = Creator("Office of Records"), Creator("Mira Sand", orcid="0000-0002-1825-0097", affiliation="Office of Records")
FULL = About(
    title="Sura valley: what is alleged", publisher="Office of Records", creators=(ORGANISATION, PERSON), licence="CC-BY-4.0", doi="10.1234/example",
    licence_url="https://creativecommons.org/licenses/by/4.0/", keywords=("Sura valley",), url="https://example.org",
)  # fmt: skip
ABOUTS = {
    "full": FULL,
    "empty": About(),
    "address of an ORCID": replace(FULL, creators=(replace(PERSON, orcid=f"https://orcid.org/{PERSON.orcid}"),)),
}
LETTER = (
    "Letter dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council\n\n"
    "On 1 March 2031, Kestrian forces shelled the village of Telmor (S/2031/7), killing 29 civilians.\n\n(Signed) Mira Sand\nPermanent Representative\n"
)


@pytest.mark.parametrize("about", ABOUTS.values(), ids=ABOUTS)
def test_the_record_is_valid_by_datacites_schema(about):
    assert [error.message for error in schema45.validator.iter_errors(datacite(about, "R1", "2031-03-05"))] == []


@pytest.mark.parametrize("about", ABOUTS.values(), ids=ABOUTS)
def test_the_citation_keeps_the_rules_of_cff(about):
    """As the schema of CFF 1.2.0 has them; its validator cannot be installed beside ours, for it wants a jsonschema of 2019."""
    told = yaml.safe_load(citation_cff(about, "R1", "2031-03-05"))
    assert set(told) <= {"cff-version", "message", "type", "title", "version", "date-released", "abstract", "authors", "license", "doi", "url"}
    assert (told["cff-version"], told["type"]) == ("1.2.0", "dataset")
    assert told["authors"]
    for author in told["authors"]:
        assert set(author) <= {"name", "orcid"}
        assert re.fullmatch(r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", author.get("orcid", f"https://orcid.org/{PERSON.orcid}"))
    assert re.fullmatch(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+", told.get("doi", "10.1234/example"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["date-released"])


def test_graphml_is_read_by_networkx_as_the_same_graph(register):
    graph = citations_of(Content(register, Wanted("full")))
    found = nx.read_graphml(io.BytesIO("".join(linked_text(register, "graphml")).encode()), force_multigraph=True)
    assert len(found) == len(graph.works) > 20
    assert sorted(data["quote"] for _, _, data in found.edges(data=True)) == sorted(link.citation.anchor.quote for link in graph.links)


def test_word_opens_the_footnotes_and_each_reference_has_its_note(register, tmp_path):
    write_footnotes(register, tmp_path / "f.docx", Wanted("full"))
    document = docx.Document(tmp_path / "f.docx")
    body = document.element.body
    asked = [one.get(docx.oxml.ns.qn("w:id")) for one in body.iter(docx.oxml.ns.qn("w:footnoteReference"))]
    part = next(relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/footnotes"))
    given = re.findall(r'<w:footnote w:id="(\d+)"', part.blob.decode())
    assert len(asked) > 100
    assert asked == given
    assert {paragraph.style.name for paragraph in document.paragraphs} == {"Heading 1", "Normal"}


@pytest.fixture(scope="module")
def drawn():
    return sheet(
        Particulars(symbol="S/2031/99", organs=("Security Council",), circulated=date(2031, 3, 5), annexes=(AnnexGiven("A list."),)),
        read_text(LETTER),
    )


def test_word_opens_a_circulated_document(drawn):
    document = docx.Document(io.BytesIO(word(drawn)))
    assert any("killing 29 civilians" in paragraph.text for paragraph in document.paragraphs)
    assert document.core_properties.language == "en-GB"


def test_a_circulated_pdf_meets_the_demands_of_pdf_a(drawn):
    """What ISO 19005-2 demands of the file and can be told without veraPDF, which needs a Java machine and is in no package index."""
    read = pypdf.PdfReader(io.BytesIO(pdf(drawn)))
    root = read.trailer["/Root"]
    assert not read.is_encrypted
    assert "/ID" in read.trailer
    assert root["/MarkInfo"]["/Marked"] is not None
    assert root["/Lang"] == "en"
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert "/DestOutputProfile" in root["/OutputIntents"][0].get_object()
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(root)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))
    metadata = root["/Metadata"].get_object()
    assert "/Filter" not in metadata
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata.get_data()
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata.get_data()
    assert read.metadata.title in metadata.get_data().decode()
    for page in read.pages:
        assert page["/StructParents"] >= 0
        assert all(_embedded(font.get_object()) for font in page["/Resources"]["/Font"].values())
        assert all(one.get_object()["/F"] & 4 for one in page.get("/Annots", ())), "annotations are printed"


def _embedded(font):
    """True when a font has its program in the file, and says which letter each of its signs is."""
    descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return "/ToUnicode" in font and {"/FontFile", "/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])
