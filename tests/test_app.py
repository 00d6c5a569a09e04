"""The library without a register, and names of exported documents."""

from __future__ import annotations

import pytest

import verbale
from verbale.app import batches, exporting
from verbale.app.explaining import explain
from verbale.app.library import rendition_of
from verbale.grammar.versions import grammar_version
from verbale.model import Acquisition, Code, Document, IntakeError, Outcome, UsageError
from verbale.register import StoredReading, open_register

TEXT = "On 3 May 2031, Arvanian forces shelled the village of Telmor, killing 4 civilians. See S/2031/9."


def test_read_text():
    reading = verbale.read_text(TEXT)
    [claim] = reading.claims
    toll = claim.toll(Outcome.KILLED)
    assert toll.amount.number == 4
    assert reading.text[slice(*toll.anchor.span)] == toll.anchor.quote == "4 civilians"
    assert reading.grammar == grammar_version()


def test_a_path_bytes_and_a_text_read_alike(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert verbale.read(path) == verbale.read(str(path)) == verbale.read(TEXT.encode()) == verbale.read_text(TEXT)


def test_cite():
    assert [str(c.symbol) for c in verbale.cite(TEXT)] == ["S/2031/9"]
    assert [(c.start, c.end, str(c.symbol)) for c in verbale.cite("(A/67/1-S/2012/2)")] == [
        (1, 16, "A/67/1-S/2012/2"), (1, 16, "A/67/1"), (1, 16, "S/2012/2")
    ]  # fmt: skip


def test_what_cannot_be_read_says_so(tmp_path):
    with pytest.raises(IntakeError) as error:
        verbale.read(b"")
    assert error.value.problem.code is Code.EMPTY
    with pytest.raises(UsageError):
        verbale.read(tmp_path)
    with pytest.raises(IntakeError):
        verbale.read(tmp_path / "absent.txt")
    with pytest.raises(AttributeError):
        _ = verbale.nothing


def test_every_exported_name_is_there():
    assert all(getattr(verbale, name) is not None for name in verbale.__all__)


def test_explain_refuses_an_offset_outside():
    with pytest.raises(UsageError) as error:
        explain(rendition_of(TEXT.encode()), len(TEXT))
    assert error.value.problem.code is Code.BAD_VALUE


@pytest.mark.parametrize("offset", range(0, len(TEXT), 7))
def test_every_place_can_be_explained(offset):
    told = explain(rendition_of(TEXT.encode()), offset)
    assert told.character == TEXT[offset]
    assert told.start <= offset < told.end
    assert all(t.start <= offset < t.end for t in told.trials)


def test_a_text_that_breaks_the_reader_is_a_problem_of_that_file(monkeypatch, tmp_path):
    def broken(*_):
        raise KeyError("trap")

    monkeypatch.setattr(batches, "read_rendition", broken)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with open_register(tmp_path / "r.db") as held:
        summary = batches.read_paths([tmp_path / "a.txt"], held)
        assert summary.files[0].failure.code is Code.UNREADABLE
        assert "KeyError" in summary.files[0].failure.what
        assert not summary.well
        assert held.stats().failed == 1


def test_batches_are_committed_in_parts(monkeypatch, tmp_path):
    monkeypatch.setattr(batches, "BATCH_FILES", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}", encoding="utf-8")
    with open_register(tmp_path / "r.db") as held:
        done = []
        summary = batches.read_paths([tmp_path / f"{n}.txt" for n in range(5)], held, done=done.append)
        assert summary.added.readings == len(done) == held.stats().documents == 5
        names = [name for name, _ in exporting.named_readings(held)]
    assert names == ["0", "1", "2", "3", "4"]


def test_a_register_in_the_folder_that_is_read_is_no_letter(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with open_register(tmp_path / "r.db") as held:
        assert batches.count_files([tmp_path], held) == 1
        summary = batches.read_paths([tmp_path], held)
    assert [file.path for file in summary.files] == [str(tmp_path / "a.txt")]
    assert summary.well


def test_files_of_one_name_are_exported_by_their_path(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.v2.txt").write_text(f"{TEXT} {folder}", encoding="utf-8")
    with open_register(tmp_path / "r.db") as held:
        batches.read_paths([tmp_path], held)
        names = [name for name, _ in exporting.named_readings(held)]
        assert [n.rsplit("/", 2)[1:] for n in names] == [["a", "letter.v2"], ["b", "letter.v2"]]
        assert exporting.export_texts(held, tmp_path / "out") == 2
    written = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.txt"))
    assert written == sorted(f"{n}.txt" for n in names)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "..", "a/../../evil.txt"])
def test_a_name_cannot_lead_out_of_the_folder(name):
    made = exporting.safe_stem(name)
    assert not made.startswith("/")
    assert ".." not in made.split("/")


def test_a_document_without_acquisition_is_named_by_its_hash():
    stored = StoredReading(Document("f" * 64, 1, "text/plain"), (), verbale.read_text(TEXT))
    assert stored.name == "f" * 64
    assert StoredReading(stored.document, (Acquisition("f" * 64, "x.txt"),), stored.reading).name == "x.txt"
