"""Records of an invented library: every value with its field; a broken record is told with its place and costs only itself."""

from __future__ import annotations

import builtins
import itertools
from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.datasets.marc import read_marcxml
from verbale.model import CatalogueFile, CatalogueRecord, Code, FieldAnchor, UsageError, from_plain, to_plain

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
LETTER = (
    ("001", "", "4711"),
    ("029", "  ", (("a", "JN"), ("b", "N3112345 E"))),
    ("041", "  ", (("a", "eng"), ("a", "fre"))),
    ("089", "  ", (("b", "B18"),)),
    ("191", "  ", (("a", "S/2031/40"), ("b", "S/"), ("c", "86"))),
    ("191", "  ", (("a", "A/85/703"), ("b", "A/"))),
    ("245", "1 ", (("a", "Letter dated 4 March 2031 from the Permanent Representative of Arvania"), ("b", "addressed to the Secretary-General"))),
    ("260", "  ", (("a", "New York :"), ("b", "UN,"), ("c", "6 Mar. 2031"))),
    ("269", "  ", (("a", "2031-03-05"),)),
    ("700", "1 ", (("a", "Orvel, Ana"),)),
    ("710", "2 ", (("a", "Arvania. Permanent Representative to the UN"),)),
    ("991", "  ", (("a", "A/85/251"), ("b", "34"), ("c", "THE SITUATION IN VELT"))),
    ("993", "2 ", (("a", "S/2031/31"),)),
)


def xml(*fields):
    made = []
    for tag, indicators, value in fields:
        if isinstance(value, str):
            made.append(f'<controlfield tag="{tag}">{escape(value)}</controlfield>')
        else:
            inner = "".join(f'<subfield code="{code}">{escape(text)}</subfield>' for code, text in value)
            made.append(f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inner}</datafield>')
    return "<record>" + "".join(made) + "</record>"


def read(*records, head=HEAD, tail="\n</collection>\n"):
    return read_marcxml((head + "\n".join(records) + tail).encode(), "some.xml", "R. Coder")


def told(damaged):
    return [(d.problem.where, d.problem.what) for d in damaged]


def test_every_value_with_its_field():
    file, [record] = read(xml(*LETTER))
    assert (file.name, file.obtained_by, file.records, file.damaged) == ("some.xml", "R. Coder", (record.id,), ())
    assert [(p.value, p.anchors) for p in record.symbols] == [
        ("S/2031/40", (FieldAnchor(record.id, "191 $a"),)),
        ("A/85/703", (FieldAnchor(record.id, "191[2] $a"),)),
    ]
    assert record.title.value == "Letter dated 4 March 2031 from the Permanent Representative of Arvania addressed to the Secretary-General"
    assert [a.field for a in record.title.anchors] == ["245 $a", "245 $b"]
    assert (record.date.value, record.date.anchors[0].field) == (date(2031, 3, 5), "269 $a")
    assert (record.kind.value, record.kind.anchors[0].field) == ("letter", "089 $b")
    assert [p.value for p in record.authors] == ["Arvania. Permanent Representative to the UN", "Orvel, Ana"]
    assert [p.value for p in record.agenda] == ["A/85/251 34 THE SITUATION IN VELT"]
    assert [(p.value, p.anchors[0].field) for p in record.related] == [("S/2031/31", "993 $a")]
    assert [p.value for p in record.languages] == ["eng", "fre"]
    assert [(p.value, p.anchors[0].field) for p in record.jobs] == [("N3112345 E", "029 $b")]
    assert from_plain(CatalogueRecord, to_plain(record)) == record
    assert from_plain(CatalogueFile, to_plain(file)) == file


def test_everything_that_the_record_said_is_kept():
    _, [record] = read(xml(*LETTER))
    assert [(f.tag, f.indicators, f.values) for f in record.fields] == [
        (tag, indicators, value if isinstance(value, tuple) else (("", value),)) for tag, indicators, value in LETTER
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20310305", date(2031, 3, 5)),
        ("[2031-03-05]", date(2031, 3, 5)),
        ("5 Mar. 2031", date(2031, 3, 5)),
        ("17 September 2031.", date(2031, 9, 17)),
        ("2031-03", None),
        ("2031", None),
        ("Mar. 2031", None),
    ],
)
def test_days(written, day):
    file, [record] = read(xml(("191", "  ", (("a", "S/2031/40"),)), ("269", "  ", (("a", written),))))
    assert (record.date.value if record.date else None) == day
    assert file.damaged == ()


def test_a_day_that_cannot_be_is_told_and_the_next_is_taken():
    file, [record] = read(xml(("191", "  ", (("a", "S/2031/40"),)), ("269", "  ", (("a", "2031-02-30"),)), ("260", "  ", (("c", "3 Mar. 2031"),))))
    assert record.date.value == date(2031, 3, 3)
    assert told(file.damaged) == [("some.xml, record 1, line 3", "'2031-02-30' in 269 $a is no day")]


def test_symbols_come_in_their_one_spelling():
    _, [resolution] = read(xml(("191", "  ", (("a", "S/RES/2871(2030)"), ("z", "odd name 7")))))
    assert [p.value for p in resolution.symbols] == ["S/RES/2871 (2030)", "odd name 7"]
    _, [vote] = read(xml(("089", "  ", (("b", "B23"),)), ("245", "1 ", (("a", "Voting record"),)), ("791", "  ", (("a", "S/RES/2871(2030)"),))))
    assert vote.symbols == ()
    assert [p.value for p in vote.related] == ["S/RES/2871 (2030)"]


SOUND = xml(("001", "", "1"), ("245", "1 ", (("a", "A sound record"),)))


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("<record><datafield tag='245'>", "no beginning or no end"),
        ("</record>", "no beginning or no end"),
        (SOUND.replace("A sound", "R & D"), "not well-formed"),
        (SOUND.replace("A sound", "&nothing; sound"), "not well-formed"),
        (SOUND.replace("</subfield>", ""), "not well-formed"),
        (SOUND.replace(' tag="245"', ""), "not MARC"),
        (SOUND.replace(' code="a"', ""), "not MARC"),
        (SOUND.replace('tag="245"', 'tag="24"'), "is no tag"),
        (SOUND.replace("<record>", "<record><leader>short</leader>"), "leader"),
        ("<record></record>", "no field"),
        ("<record>words</record>", "no field"),
        (SOUND.replace("A sound", "A \x0b sound"), "not well-formed"),
    ],
)
def test_a_broken_record_costs_only_itself(broken, what):
    file, records = read(SOUND, broken, xml(*LETTER))
    assert [r.title.value[:6] for r in records] == ["A soun", "Letter"]
    [(where, said)] = told(file.damaged)
    assert where == "some.xml, record 2, line 4"
    assert what in said
    assert file.damaged[0].problem.code is Code.CATALOGUE_RECORD
    assert file.damaged[0].text.strip() == broken


def test_a_record_that_names_nothing_is_kept_and_told():
    file, [record] = read(xml(("001", "", "1"), ("500", "  ", (("a", "A note"),))))
    assert record.fields[1].values == (("a", "A note"),)
    assert told(file.damaged) == [("some.xml, record 1, line 3", "the record has neither a symbol nor a title")]


def test_a_prefix_and_comments_do_not_matter():
    text = xml(*LETTER).replace("<", "<marc:").replace("<marc:/", "</marc:")
    head = '<?xml version="1.0"?><!-- a <record> in a comment -->\n<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">\n'
    file, [record] = read(text, head=head, tail="</marc:collection>")
    assert file.damaged == ()
    assert record == read(xml(*LETTER))[1][0]


def test_a_file_cut_off_keeps_what_came_before():
    file, records = read(SOUND, xml(*LETTER)[:200], tail="")
    assert len(records) == 1
    assert "no end" in file.damaged[0].problem.what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "holds no MARC record"),
        (b"<collection/>", "holds no MARC record"),
        (b"\xff\x00\xfa", "not text"),
        (b'<?xml version="1.0" encoding="no-such"?><record/>', "not text"),
    ],
)
def test_what_is_no_catalogue_says_so(data, what):
    file, records = read_marcxml(data, "x")
    assert records == []
    assert what in file.damaged[0].problem.what


def test_encodings():
    text = HEAD.replace("UTF-8", "UTF-16") + xml(("245", "1 ", (("a", "Кестрия"),))) + "</collection>"
    assert read_marcxml(text.encode("utf-16"), "x")[1][0].title.value == "Кестрия"
    text = HEAD.replace("UTF-8", "ISO-8859-1") + xml(("245", "1 ", (("a", "Bélmora"),))) + "</collection>"
    assert read_marcxml(text.encode("latin-1"), "x")[1][0].title.value == "Bélmora"


def test_a_record_twice_in_a_file_is_one():
    file, records = read(SOUND, SOUND)
    assert (len(file.records), len(records)) == (1, 1)


def test_without_pymarc_the_extra_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "pymarc":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError) as raised:
        read_marcxml(b"<record/>", "x")
    assert raised.value.problem.code is Code.MISSING_EXTRA


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["sound", "cut", "loose", "noise"]), max_size=6), st.binary(max_size=40))
def test_whatever_stands_between_sound_records_come_through(pieces, noise):
    """Nothing is lost: every piece is a record or a problem, and no bytes raise an error."""
    shapes = {"sound": None, "cut": "<record><leader>", "loose": "</record>", "noise": noise.decode("latin-1").replace("<", "").replace("\x00", "")}
    texts = [xml(("001", "", str(n)), ("245", "1 ", (("a", f"Title {n}"),))) if piece == "sound" else shapes[piece] for n, piece in enumerate(pieces)]
    file, records = read(*texts)
    assert len(records) == pieces.count("sound")
    expected = pieces.count("cut") + pieces.count("loose")
    if not pieces.count("sound") and not expected:
        assert "no MARC record" in file.damaged[0].problem.what
    else:
        # a cut record and a loose end make one whole that holds nothing
        tags = [p for p in pieces if p != "noise"]
        joined = sum(pair == ("cut", "loose") for pair in itertools.pairwise(tags))
        assert len(file.damaged) == expected - joined
    read_marcxml(noise, "noise")
