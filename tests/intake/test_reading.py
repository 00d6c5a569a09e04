"""Reading of any bytes: the right reader, limits that hold, and an error that tells."""

from __future__ import annotations

import os

import intake_files
import pytest

from verbale.intake import process, reading
from verbale.intake.limits import Limits
from verbale.intake.reading import read_bytes
from verbale.model.problems import Code, IntakeError


@pytest.fixture(scope="module", autouse=True)
def _end_the_child():
    yield
    reading.close()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", intake_files.letter_pdf),
        ("a.docx", intake_files.letter_docx),
        ("a.html", intake_files.PAGE.encode),
        ("a.eml", intake_files.mail),
        ("a.txt", intake_files.LETTER.encode),
    ],
)
def test_every_format_is_read(name, make):
    rendition = read_bytes(make(), name)
    assert intake_files.LETTER in rendition.text
    assert rendition.problems == ()
    assert rendition.pieces


def test_the_child_gives_what_the_reader_gives():
    from verbale.intake import pdf

    data = intake_files.letter_pdf()
    assert read_bytes(data, "a.pdf") == pdf.read(data, "a.pdf")
    assert process.unpack(process.pack(pdf.read(data, "a"))) == pdf.read(data, "a")


def test_a_wrong_name_is_told_and_the_file_read_as_what_it_is():
    rendition = read_bytes(intake_files.letter_docx(), "letter.pdf")
    assert intake_files.LETTER in rendition.text
    assert [p.code for p in rendition.problems] == [Code.WRONG_NAME]


REFUSED = {
    "empty": (b"", Code.EMPTY),
    "picture": (b"\x89PNG\r\n\x1a\n", Code.NEEDS_OCR),
    "program": (bytes(range(256)), Code.UNKNOWN_FORMAT),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.UNKNOWN_FORMAT),
    "cut docx": (intake_files.letter_docx()[:5000], Code.DAMAGED),
    "cut pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type", Code.DAMAGED),
    "blank": (b" \n\n ", Code.EMPTY),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_with_its_code(name):
    data, code = REFUSED[name]
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, "file")
    problem = caught.value.problem
    assert problem.code is code
    assert problem.where == "file"
    assert problem.what
    assert problem.todo
    assert "Traceback" not in str(caught.value)


def test_a_file_too_large_and_a_text_too_long():
    for limits in (Limits(file_bytes=10), Limits(characters=10)):
        with pytest.raises(IntakeError) as caught:
            read_bytes(b"twelve chars", "x", limits)
        assert caught.value.problem.code is Code.TOO_LARGE


def test_a_reader_that_takes_too_long_is_ended_and_the_next_document_read():
    page = b"<html><p>" + b"<b>x</b> and" * 200_000
    with pytest.raises(IntakeError) as caught:
        read_bytes(page, "slow.html", Limits(seconds=0.02))
    assert caught.value.problem.code is Code.TOO_SLOW
    assert intake_files.LETTER in read_bytes(intake_files.mail(), "a.eml").text


def test_a_reader_that_takes_too_much_memory_is_ended_and_the_next_document_read():
    page = b"<html><p>" + b"<i>x</i>" * 1_000_000
    with pytest.raises(IntakeError) as caught:
        read_bytes(page, "large.html", Limits(memory_bytes=200 * 1024 * 1024))
    assert caught.value.problem.code is Code.TOO_MUCH_MEMORY
    assert intake_files.LETTER in read_bytes(intake_files.mail(), "a.eml").text


def test_a_child_that_dies_is_told(monkeypatch):
    reader = process.Reader()
    monkeypatch.setattr(process, "_answer", lambda child, *_: child.kill() or (_ for _ in ()).throw(EOFError))
    with pytest.raises(IntakeError) as caught:
        reader.read("pdf", b"%PDF-", "x", Limits())
    assert caught.value.problem.code is Code.UNREADABLE


def test_what_is_read_ahead_is_what_is_read():
    reader, limits = process.Reader(), Limits()
    letter, page = intake_files.letter_pdf(), intake_files.PAGE.encode()
    plainly = [reader.read("pdf", letter, "a", limits), reader.read("html", page, "b", limits)]
    reader.ahead("pdf", letter, "a", limits)
    assert reader.read("pdf", letter, "a", limits) == plainly[0]
    reader.ahead("pdf", letter, "a", limits)
    reader.ahead("html", page, "b", limits)  # one is under way: this one waits for its own call
    assert reader.read("html", page, "b", limits) == plainly[1]  # the other was asked for in vain
    assert reader.read("pdf", letter, "a", limits) == plainly[0]
    reader.close()


def test_a_child_that_dies_while_it_reads_ahead_is_told_and_the_next_one_reads():
    reader, limits = process.Reader(), Limits()
    letter = intake_files.letter_pdf()
    reader.ahead("pdf", letter, "a", limits)
    child = reader._running(limits)  # the one process that reads
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    child.stdout.read()
    with pytest.raises(IntakeError) as caught:
        reader.read("pdf", letter, "a", limits)
    assert caught.value.problem.code is Code.UNREADABLE
    assert reader.read("pdf", letter, "a", limits) == read_bytes(letter, "a")
    reader.close()


def test_reading_ahead_of_what_no_child_reads_does_nothing():
    reading.read_ahead(intake_files.LETTER.encode(), "a.txt")
    reading.read_ahead(b"", "empty")
    assert intake_files.LETTER in read_bytes(intake_files.letter_pdf(), "a.pdf").text
