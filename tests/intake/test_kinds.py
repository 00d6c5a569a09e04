"""The format is told from the bytes."""

from __future__ import annotations

import zipfile

import intake_files
import pytest

from verbale.intake.kinds import Kind, kind_of, kind_of_name

SAMPLES = {
    "empty": (b"", Kind.EMPTY),
    "plain": (b"We have sent you letters.\nFrom: there we went.", Kind.TEXT),
    "plain utf-16": ("Hello there".encode("utf-16"), Kind.TEXT),
    "less-than signs": (b"5 < 6 and <b> is no page", Kind.TEXT),
    "page": (intake_files.PAGE.encode(), Kind.HTML),
    "page after a mark": ("\ufeff<html><p>x".encode(), Kind.HTML),
    "part of a page": (b"<div><p>a</p><p>b</p><p>c</p></div>", Kind.HTML),
    "xhtml": (b'<?xml version="1.0"?>\n<!-- saved --><!DOCTYPE html PUBLIC "x"><html/>', Kind.HTML),
    "mail": (intake_files.mail(), Kind.EML),
    "mail that holds a page": (intake_files.mail("", html=intake_files.PAGE), Kind.EML),
    "mail copied from a window": (b"From: A <a@b.example>\nSent: 3 March 2031\nTo: All\nSubject: Letter\n\nExcellencies,", Kind.TEXT),
    "docx": (intake_files.letter_docx(), Kind.DOCX),
    "zip": (intake_files.zipped({"a.txt": "x"}), Kind.ZIP),
    "zip with a PDF that is not packed": (intake_files.zipped({"a.pdf": "%PDF-1.4 x", "b.txt": "x"}, zipfile.ZIP_STORED), Kind.ZIP),
    "xlsx": (intake_files.zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), Kind.XLSX),
    "odt": (intake_files.zipped({"mimetype": "x", "content.xml": "x"}), Kind.OFFICE),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Kind.OFFICE),
    "rtf": (b"{\\rtf1 hello}", Kind.OFFICE),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, Kind.IMAGE),
    "pdf after junk": (b"\n\n%PDF-1.4", Kind.PDF),
    "program": (bytes(range(256)) * 4, Kind.UNKNOWN),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_kind(name):
    data, kind = SAMPLES[name]
    assert kind_of(data) is kind


def test_a_name_says_something_or_nothing():
    assert kind_of_name("a/b/Letter.PDF") is Kind.PDF
    assert kind_of_name("letter") is None
