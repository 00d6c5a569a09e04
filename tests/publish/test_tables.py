"""One contract for every table format: what was written, read back by another library, is the same rows of the same claims."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest
from table_readers import READERS, typed

from verbale.app import tables
from verbale.app.tables import Content, Wanted, table_lines, write_table, write_tables
from verbale.grammar.policies import conventions
from verbale.model import Outcome, UsageError
from verbale.publish.tables import parquet
from verbale.publish.tables.readings import MAKERS
from verbale.publish.tables.specs import all_tables, table_named
from verbale.register import ClaimFilter, open_register

ATTRIBUTED = {"claimant", "document", "document_sha256", "quote", "start", "end"}
TABLES = [table.name for table in all_tables()]
EMPTY = (None, "")


@pytest.mark.parametrize("form", READERS)
def test_every_table_reads_back_the_same(register, tmp_path, form):
    wanted = Wanted("full", "after-airwars")
    content, found = Content(register, wanted), READERS[form](register, tmp_path, wanted)
    for table in all_tables():
        written = [typed(table, {name: row.get(name) for name in table.names}) for row in content.rows(table)]
        assert written, table.name
        assert found[table.name] == written, table.name


@pytest.mark.parametrize("name", TABLES)
def test_hxl_tags_fit_what_their_columns_hold(register, name):
    """HXL's own schema: what is tagged #affected is a number, what is tagged #date a day; words have other tags."""
    _, tags, *rows = csv.reader(io.StringIO("".join(table_lines(register, name, "hxl", Wanted("full"))), newline=""))
    assert rows
    assert [tag for tag in tags if tag and not re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)] == []
    kinds = {"#affected": float, "#date": date.fromisoformat}
    for at, tag in enumerate(tags):
        if kind := kinds.get(tag.partition("+")[0]):
            for cell in {row[at] for row in rows} - {""}:
                kind(cell)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_claimant_document_quotation_and_span(register, name):
    table = table_named(name)
    assert set(table.names) >= ATTRIBUTED
    texts = {stored.document.sha256: stored.reading.text for stored in register.latest_readings()}
    decided_on_a_claim = [row for row in Content(register).rows(table) if name != "decisions" or row.get("claimant")]
    assert decided_on_a_claim
    for row in decided_on_a_claim:
        assert all(row[column] not in EMPTY for column in ATTRIBUTED), row
        quote = str(row["quote"]).split(" … ")
        text = texts[row["document_sha256"]][row["start"] : row["end"]]
        assert text.startswith(quote[0])
        assert text.endswith(quote[-1])


def test_the_decision_on_an_incident_names_incident_claimant_and_quotation(register):
    rows = [row for row in Content(register).rows(table_named("decisions")) if row["act"] == "assess incident"]
    assert rows
    assert all(row["incident"] and all(row[column] not in EMPTY for column in ATTRIBUTED) for row in rows)


def test_a_letter_that_names_no_author_has_a_claimant_in_words(tmp_path, run):
    (tmp_path / "note.txt").write_text(
        "On 3 May 2031 Kestrian troops shelled Telmor, killing nine civilians. We ask the Council to act.", encoding="utf-8"
    )
    assert run("read", tmp_path / "note.txt", "--register", tmp_path / "r.db").exit_code == 0
    with open_register(tmp_path / "r.db") as held:
        for name in ("claims", "tolls", "places", "requests"):
            rows = list(Content(held).rows(table_named(name)))
            assert {row["claimant"] for row in rows} <= {"The author (not named)"}, name
        assert list(Content(held).rows(table_named("claims")))


def test_tables_hold_what_the_readings_hold(register):
    readings = [stored.reading for stored in register.latest_readings()]
    counted = {
        "claims": sum(len(r.claims) for r in readings), "tolls": sum(len(c.tolls) for r in readings for c in r.claims),
        "victims": sum(len(c.victims) for r in readings for c in r.claims), "citations": sum(len(r.communication.citations) for r in readings),
        "requests": sum(len(r.communication.requests) for r in readings),
    }  # fmt: skip
    for name, count in counted.items():
        assert len(list(Content(register).rows(table_named(name)))) == count, name


def test_makers_give_no_column_that_is_not_declared(register):
    """What many tables share may be left out of one; no maker of its own names anything else."""
    declared = {name for table in all_tables() for name in table.names}
    for table in all_tables():
        for row in Content(register).rows(table):
            assert set(row) <= declared
    assert set(MAKERS) < set(TABLES)


def test_a_selection_holds_only_its_claims(register):
    wanted = Wanted(selection=ClaimFilter(claimant="Velt"))
    rows = list(Content(register, wanted).rows(table_named("tolls")))
    assert {row["claimant"] for row in rows} == {"Velt"}
    assert list(Content(register, Wanted(selection=ClaimFilter(claimant="Nobody"))).rows(table_named("requests"))) == []


def test_numbers_follow_the_convention_and_words_stay(register):
    tolls = table_named("tolls")
    by = {policy: list(Content(register, Wanted(policy=policy)).rows(tolls)) for policy in conventions()}
    words = {policy: [row["words"] for row in rows] for policy, rows in by.items()}
    assert words["literal"] == words["after-airwars"] == words["after-acled"]
    assert [row["high"] for row in by["literal"]] != [row["high"] for row in by["after-airwars"]]


def test_what_cannot_be_given_out_is_told(register, tmp_path):
    with pytest.raises(UsageError, match="withholds the table"):
        list(table_lines(register, "victims", "csv", Wanted("public")))
    with pytest.raises(UsageError, match="no such table"):
        list(table_lines(register, "persons", "csv"))
    with pytest.raises(UsageError, match="no such profile"):
        list(table_lines(register, "claims", "csv", Wanted("everybody")))
    with pytest.raises(UsageError, match="not a text format"):
        list(table_lines(register, "claims", "xml"))
    with pytest.raises(UsageError, match="not a format of all tables"):
        write_tables(register, "csv", tmp_path / "all.csv")


def test_words_that_look_like_formulas_are_never_run(tmp_path):
    from verbale.publish.tables.texts import csv_lines
    from verbale.publish.tables.xlsx import write_xlsx

    table, quote = table_named("requests"), '=HYPERLINK("x") - and more'
    row = {"document": "+a", "quote": quote, "start": -1}
    _, line = csv.reader(io.StringIO("".join(csv_lines(table, [row])), newline=""))
    assert dict(zip(table.names, line, strict=True))["quote"] == "'" + quote
    assert dict(zip(table.names, line, strict=True))["start"] == "-1"
    write_xlsx(tmp_path / "t.xlsx", [(table, [row | {"addressee": "bad \x01 \ud800 character", "letter_date": date(1899, 2, 3)}])], [])
    cells = {cell.value: cell for cell in openpyxl.load_workbook(tmp_path / "t.xlsx")["requests"][2]}
    assert cells[quote].data_type == "s"
    assert {"bad \ufffd \ufffd character", "1899-02-03"} <= set(cells)


def test_datasette_opens_the_file_as_it_is(register, tmp_path):
    import asyncio

    from datasette.app import Datasette

    write_tables(register, "sqlite", tmp_path / "tables.sqlite", Wanted("public"))

    async def asked(path):
        answer = await Datasette([str(tmp_path / "tables.sqlite")]).client.get(path)
        return answer.status_code, answer.text

    status, text = asyncio.run(asked("/tables/tolls.json?_size=1&claimant=Sarn&_shape=objects"))
    assert status == 200
    assert json.loads(text)["rows"][0]["claimant"] == "Sarn"
    status, text = asyncio.run(asked("/tables/tolls?_size=1"))
    assert status == 200
    assert "claims" in text


@pytest.mark.parametrize("name", ["claims", "tolls", "places"])
@pytest.mark.parametrize("wanted", [Wanted(), Wanted("public"), Wanted(selection=ClaimFilter(outcome=Outcome.KILLED)), Wanted(reviewed=True)])
def test_a_large_register_gives_the_rows_that_a_small_one_gives(register, tmp_path, monkeypatch, name, wanted):
    """Claims decoded briefly, by one process or by two, give the same bytes as claims decoded whole."""
    write_table(register, name, "parquet", tmp_path / "whole.parquet", wanted)
    monkeypatch.setattr(tables, "KEPT", 0)
    monkeypatch.setattr(tables, "LARGE", 0)
    for jobs in (1, 2):
        write_table(register, name, "parquet", tmp_path / "brief.parquet", wanted, jobs)
        assert (tmp_path / "brief.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_groups_of_rows_do_not_depend_on_how_they_were_made(tmp_path, monkeypatch):
    table = table_named("claims")
    rows = [{"claim_id": str(number), "start": number} for number in range(25)]
    monkeypatch.setattr(parquet, "GROUP", 10)
    assert parquet.write_parquet(tmp_path / "one.parquet", table, rows) == 25
    parts = [parquet.unpacked(parquet.packed(table, rows[start : start + 7])) for start in range(0, 25, 7)]
    assert parquet.write_groups(tmp_path / "other.parquet", table, parts) == 25
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "other.parquet").read_bytes()
    assert [pq.ParquetFile(tmp_path / "one.parquet").metadata.row_group(n).num_rows for n in range(3)] == [10, 10, 5]
