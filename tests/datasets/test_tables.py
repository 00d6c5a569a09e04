"""A table is one text, and every cell is found in it again; parts of a long one put together are the file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from verbale.datasets import tables
from verbale.datasets.tables import cut_csv, read_csv, read_sheet
from verbale.model import UsageError

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_every_cell_stands_at_its_span(listed, delimiter):
    header = ["one", "two", "three"]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([header, *listed])
    table = read_csv(out.getvalue())
    full = [row for row in listed if any(row)]
    assert table.header == tuple(header)
    assert [list(row.cells) for row in table.rows] == full
    for row in table.rows:
        for span, cell in zip(row.spans, row.cells, strict=True):
            assert span.of(table.text).replace('""', '"') == cell
            assert row.span.contains(span)


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ('a,b\r\n1,"x\r\ny"\r\n', [("1", "x\ny")]),
        ('a,b\n1,say "no"\n', [("1", 'say "no"')]),
        ('a,b\n1,"never closed\n2,z\n', [("1", '"never closed'), ("2", "z")]),
        ("a,b\n\n1,2", [("1", "2")]),
        ("", []),
        ("a,b", []),
        ("\ufeffa;b\n1;2\n", [("1", "2")]),
    ],
)
def test_files_as_they_are(raw, cells):
    assert [row.cells for row in read_csv(raw).rows] == cells


def test_empty_rows_are_counted():
    assert [row.number for row in read_csv("a,b\n1,2\n,\n3,4\n").rows] == [1, 3]


def test_parts_put_together_are_the_file(monkeypatch):
    monkeypatch.setattr(tables, "ROWS", 2)
    raw = 'a,b\r\n1,"x\r\ny"\r\n2,z\r\n3,w\r\n'
    parts = list(cut_csv(raw))
    assert [(first, last) for _, first, last in parts] == [(1, 2), (3, 3)]
    header = "a,b\r\n"
    assert header + "".join(part.removeprefix(header) for part, _, _ in parts) == raw


def sheet(rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_sheet_is_joined_by_tabs():
    table = read_sheet(sheet([["id", "killed", "where"], [7, 3.0, "Telmor\nold town"], [8, None, "Marn"]]), "x.xlsx")
    assert [row.cells for row in table.rows] == [("7", "3", "Telmor old town"), ("8", "", "Marn")]


def test_what_is_no_workbook_is_told():
    with pytest.raises(UsageError, match="no workbook"):
        read_sheet(b"PK\x03\x04 nothing", "x.xlsx")
