"""Accounts and sessions; uploads that survive a restart; tables mapped on the screen."""

import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from test_routes import wait_for
from web_pages import PASSWORD, with_accounts

from verbale.app.settings import now
from verbale.model import RegisterError, UsageError
from verbale.register import open_register
from verbale.web.access import Role
from verbale.web.asking import Upload
from verbale.web.desk import SESSION_SECONDS, TRIES, TRIES_SECONDS, Desk
from verbale.web.jobs import Jobs

LETTERS = Path(__file__).resolve().parents[2] / "examples" / "letters"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 29>>stream\nq 180 0 0 180 10 10 cm /I Do Q\nendstream endobj\n"
    b"5 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\n\x00\x80\xff\x40\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A page that is a picture, and no text."""


class Clock:
    def __init__(self):
        self.time = 1_900_000_000.0

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    made = Desk(tmp_path / "register.db.desk", clock)
    made.set_account("N. Adeyo", Role.ADMINISTRATOR, PASSWORD, names=True)
    return made


def test_a_password_is_kept_as_argon2_and_nowhere_else(desk):
    raw = desk.path.read_bytes()
    assert PASSWORD.encode() not in raw
    assert b"$argon2id$" in raw or b"$argon2id$" in desk.path.with_name(desk.path.name + "-wal").read_bytes()
    assert desk.path.stat().st_mode & 0o077 == 0


def test_too_many_wrong_passwords_close_the_door_for_a_while(desk, clock):
    for _ in range(TRIES):
        assert desk.log_in("N. Adeyo", "wrong", "10.0.0.1") is None
    with pytest.raises(UsageError, match="too many"):
        desk.log_in("N. Adeyo", PASSWORD, "10.0.0.2")
    clock.time += TRIES_SECONDS + 1
    assert desk.log_in("N. Adeyo", PASSWORD, "10.0.0.2")


def test_right_passwords_never_close_the_door(desk):
    for _ in range(3 * TRIES):
        assert desk.log_in("N. Adeyo", PASSWORD, "10.0.0.1")


def test_a_session_ends_with_time_with_log_out_and_when_the_account_is_changed(desk, clock):
    key = desk.log_in("N. Adeyo", PASSWORD, "10.0.0.1")
    assert desk.session(key).account == "N. Adeyo"
    desk.close_session(key)
    assert desk.session(key) is None
    key = desk.log_in("N. Adeyo", PASSWORD, "10.0.0.1")
    clock.time += SESSION_SECONDS + 1
    assert desk.session(key) is None
    key = desk.log_in("N. Adeyo", PASSWORD, "10.0.0.1")
    desk.set_account("N. Adeyo", Role.ADMINISTRATOR, names=False)
    assert desk.session(key) is None


def test_one_administrator_is_left_and_passwords_are_long(desk):
    with pytest.raises(UsageError, match="administrator"):
        desk.set_account("N. Adeyo", Role.READER)
    with pytest.raises(UsageError, match="12"):
        desk.set_account("other", Role.READER, "short")
    assert desk.account("N. Adeyo").role is Role.ADMINISTRATOR
    assert desk.account("other") is None


def test_another_kind_of_file_is_refused(tmp_path, clock):
    path = tmp_path / "notes.txt"
    path.write_text("x" * 4096)
    with pytest.raises((RegisterError, Exception)):
        Desk(path, clock)
    assert path.read_text() == "x" * 4096


def test_uploads_survive_a_restart(desk, tmp_path):
    register = tmp_path / "register.db"
    letters = [
        Upload(f"letter {n}.txt", f"On {n + 1} May 2031, Arvanian forces shelled the village of Telmor, killing {n + 2} civilians.".encode())
        for n in range(30)
    ]
    first = Jobs(desk, str(register))
    number = first.add("N. Adeyo", letters, {})
    first.start()
    deadline = time.monotonic() + 60
    while first.job(number).done < 3:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    first.stop()
    assert first.job(number).state == "reading"
    second = Jobs(desk, str(register))
    second.start()
    while not second.job(number).over:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    second.stop()
    assert (second.job(number).state, second.job(number).read) == ("done", 30)
    with open_register(register) as held:
        assert held.stats().documents == 30
        assert held.verify().intact


def test_an_upload_that_was_cut_off_is_not_shown_as_being_read_for_ever(desk, tmp_path):
    jobs = Jobs(desk, str(tmp_path / "register.db"))
    number = jobs.add("N. Adeyo", [Upload("a.txt", b"x")], {})
    with desk.act() as held:
        held.execute("UPDATE jobs SET state = 'keeping' WHERE id = ?", (number,))  # as killed between the files
    again = Jobs(desk, str(tmp_path / "register.db"))
    again.start()
    again.stop()
    assert again.open_jobs() == []
    assert (again.job(number).state, "send them again" in again.job(number).problem) == ("failed", True)


def test_pages_of_a_letter_that_are_pictures_are_shown_too(empty_client):
    letter, scan = pypdfium2.PdfDocument(LETTERS / "velt-2031-06-annex.pdf"), pypdfium2.PdfDocument(SCAN)
    letter.import_pages(scan)
    written = BytesIO()
    letter.save(written)
    sent = empty_client.post("/uploads", files=[("files", ("letter.pdf", written.getvalue())), ("files", ("scan.pdf", SCAN))])
    wait_for(empty_client, sent.headers["location"].split("/")[2].split("?")[0])
    for name, pages in (("letter.pdf", 3), ("scan.pdf", 1)):
        document = empty_client.letter(name)
        shown = empty_client.get(f"/letters/{document}").text
        assert f"/letters/{document}/pages/{pages}" in shown, name
        assert ".uploads" not in shown, "a folder of the server"
        assert empty_client.get(f"/letters/{document}/pages/{pages}").content.startswith(b"\x89PNG")


def test_the_record_of_how_a_letter_came_tells_no_folder_of_the_server(empty_client):
    text = "On 1 May 2031, Arvanian forces shelled the village of Telmor, killing 4 civilians."
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("may/second.txt", text + " " + text)
    sent = empty_client.post("/uploads", files=[("files", ("first.txt", text.encode())), ("files", ("both.zip", packed.getvalue()))])
    wait_for(empty_client, sent.headers["location"].split("/")[2].split("?")[0])
    ways = {d["name"]: empty_client.api(f"/letters/{d['document']}")["acquisitions"][0] for d in empty_client.api("/letters")["documents"]}
    assert {name: way["container"] for name, way in ways.items()} == {"first.txt": "", "second.txt": "both.zip/may"}


def test_two_files_of_one_name_and_a_name_that_leads_elsewhere_are_kept(desk, tmp_path):
    jobs = Jobs(desk, str(tmp_path / "register.db"))
    text = "On 1 May 2031, Arvanian forces shelled Telmor, killing 4 civilians. "
    number = jobs.add("", [Upload("../../a.txt", text.encode()), Upload("a.txt", (text * 2).encode()), Upload("..", text.encode())], {})
    kept = sorted(p.relative_to(jobs.folder / str(number)).as_posix() for p in (jobs.folder / str(number)).rglob("*") if p.is_file())
    assert kept == ["00000/a.txt", "00001/a.txt", "00002/unnamed"]


def test_a_table_with_columns_of_its_own_is_mapped_on_the_screen(client):
    table = "When;Village;Dead;By whom\n2031-03-01;Nis‘ah;31;Coastal Coalition\n2031-03-02;Rumm;2;Coastal Coalition\n"
    for path, name in (("/tables/preview", "file"), ("/uploads", "files")):  # dropped on the first page too
        assert "Say what the columns hold" in client.post(path, files={name: ("mine.csv", table.encode())}).text, path
    both = client.post("/uploads", files=[("files", ("mine.csv", table.encode())), ("files", ("a.txt", b"Letter dated 1 May 2031."))])
    number = both.headers["location"].split("/")[2].split("?")[0]
    wait_for(client, number)
    assert "Send it by itself" in client.get(f"/uploads/{number}").text
    held = client.client.post("/api/tables/preview", data={"csrf": client.token()}, files={"file": ("mine.csv", table.encode())}).json()["held"]
    sent = client.post(
        "/tables", held=held, name="mine.csv", claimant="Shore Radio",
        **{"column_when.first": "When", "column_where.name": "Village", "column_killed": "Dead", "column_party": "By whom"},
    )  # fmt: skip
    assert sent.status_code == 303, sent.text
    told = wait_for(client, sent.headers["location"].split("/")[2].split("?")[0])
    assert told["outcomes"][0]["claims"] == 2, told
    assert client.api("/claims?claimant=Shore+Radio")["total"] == 2


def test_the_examples_open_with_one_click(empty_client):
    sent = empty_client.post("/uploads/examples")
    told = wait_for(empty_client, sent.headers["location"].split("/")[2].split("?")[0])
    assert told["sentence"] == "32 received, 32 read"


def test_nobody_sees_the_upload_of_another(client):
    with_accounts(client)
    client.log_in("the coder")
    sent = client.post("/uploads", files={"files": ("a.txt", b"Letter dated 1 May 2031.")})
    path = sent.headers["location"].split("?")[0]
    assert client.get(path).status_code == 200
    client.log_in("the reader")
    assert client.get(path).status_code == 404


def test_the_time_of_decisions_is_utc():
    assert now().endswith("+00:00")


@pytest.mark.parametrize("table", ["claims.csv", "tolls.csv", "claims.hxl", "places.geojson", "claims.parquet", "register.xlsx", "register.sqlite"])
def test_tables_are_given_out_whole_and_selected(client, table):
    whole, part = client.get(f"/tables/{table}"), client.get(f"/tables/{table}?party=Velt")
    assert (whole.status_code, part.status_code) == (200, 200)
    assert len(part.content) < len(whole.content)
    assert table.rpartition(".")[0] in whole.headers["content-disposition"]


def test_what_is_no_table_is_not_found(client):
    for path in ("/tables/claims.exe", "/tables/register.csv", "/tables/nothing.csv", "/tables/claims", "/figures/tolls.gif", "/figures/nothing.svg"):
        assert client.get(path).status_code == 404, path


def test_figures_are_drawn_of_what_is_selected(client):
    drawn = client.get("/figures/tolls.svg?claimant=Belmora")
    assert drawn.headers["content-type"].startswith("image/svg")
    assert "Belmora" in drawn.text
    assert client.get("/figures/tolls.png?claimant=Belmora").content.startswith(b"\x89PNG")
    assert "Injured, as each claimant alleges" in client.get("/figures/tolls.svg?claimant=Belmora&outcome=injured").text
    listed = client.get("/claims?claimant=Belmora").text
    assert all(f"/figures/{kind}.{form}?claimant=Belmora" in listed for kind in ("tolls", "map", "agreement", "citations") for form in ("svg", "png"))


def test_a_document_that_could_not_be_read_has_a_page_that_says_why(client):
    sent = client.post("/uploads", files=[("files", ("broken.pdf", b"%PDF-1.4 nothing more")), ("files", ("scan.pdf", SCAN))])
    told = wait_for(client, sent.headers["location"].split("/")[2].split("?")[0])
    assert "needs OCR" in told["sentence"]
    assert "1 could not be read" in told["sentence"]
    listed = {d["name"]: d["document"] for d in client.api("/letters")["documents"]}
    scan, broken = listed["scan.pdf"], listed["broken.pdf"]
    assert "intake.needs-ocr" in client.get(f"/letters/{scan}").text
    assert client.get(f"/letters/{scan}/pages/1").content.startswith(b"\x89PNG")
    assert client.get(f"/letters/{scan}/original").content == SCAN
    assert f"/letters/{scan}/pages/1" in client.get(f"/entries?document={scan}").text
    assert "intake.damaged" in client.get(f"/letters/{broken}").text
    assert client.get(f"/letters/{broken}/original").content.startswith(b"%PDF")
    assert client.get(f"/letters/{broken}/pages/1").status_code == 404
