"""What is found to read, in which order, and what cannot be opened."""

from __future__ import annotations

import io
import os
import zipfile

import intake_files
import pytest
from intake_files import zipped

from verbale.intake.limits import Limits
from verbale.intake.sources import gather
from verbale.model.problems import Code, IntakeError


def listed(paths, **options):
    return [(s.container, s.name, s.problem.code if s.problem else s.data()) for s in gather(paths, **options)]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", ".hidden", "b/d.txt"):
        (tmp_path / name).write_text(name)
    found = listed([tmp_path])
    assert [data for _, _, data in found] == [b"a.txt", b"b/d.txt", b"c.txt"]


def test_a_zip_and_a_zip_in_it_but_not_one_deeper(tmp_path):
    deepest = zipped({"deep.txt": "3"})
    path = tmp_path / "letters.zip"
    path.write_bytes(zipped({"z.txt": "1", "in.zip": zipped({"y.txt": "2", "more.zip": deepest}), "__MACOSX/._z.txt": "x"}))
    assert listed([path]) == [(f"{path}/in.zip", "more.zip", deepest), (f"{path}/in.zip", "y.txt", b"2"), (str(path), "z.txt", b"1")]


def test_an_email_and_its_attachments(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(intake_files.mail(attach={"one.txt": b"one", "two.zip": zipped({"three.txt": "three"})}))
    found = listed([path])
    assert found[0] == ("", str(path), path.read_bytes())
    assert found[1:] == [(str(path), "one.txt", b"one"), (f"{path}/two.zip", "three.txt", b"three")]


def test_standard_input():
    assert listed(["-"], stdin=lambda: b"text") == [("", "standard input", b"text")]


def test_what_cannot_be_opened_is_a_problem_and_the_rest_goes_on(tmp_path):
    (tmp_path / "cut.zip").write_bytes(zipped({"a.txt": "x" * 1000})[:60])
    (tmp_path / "large.txt").write_text("x" * 2000)
    (tmp_path / "good.txt").write_text("good")
    os.mkfifo(tmp_path / "pipe")
    found = [(name.rsplit("/", 1)[-1], what) for _, name, what in listed([tmp_path, tmp_path / "absent"], limits=Limits(file_bytes=1000))]
    assert found == [
        ("cut.zip", Code.DAMAGED),
        ("good.txt", b"good"),
        ("large.txt", Code.TOO_LARGE),
        ("pipe", Code.UNREADABLE),
        ("absent", Code.UNREADABLE),
    ]


def test_a_problem_is_raised_by_data():
    (source,) = gather(["/no/such/file"])
    with pytest.raises(IntakeError) as caught:
        source.data()
    assert caught.value.problem.todo


@pytest.mark.parametrize("limits", [Limits(archive_files=3), Limits(archive_bytes=1000), Limits(file_bytes=10_000, archive_ratio=5)])
def test_a_bomb_is_not_opened(tmp_path, limits):
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({f"{n}.txt": "0" * 3000 for n in range(10)}))
    assert [what for _, _, what in listed([path], limits=limits)] == [Code.ARCHIVE_BOMB]


def test_a_locked_and_a_damaged_member(tmp_path):
    data = bytearray(zipped({"a.txt": "some text to damage" * 50, "b.txt": "fine"}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("a.txt")
    data[info.header_offset + 45] ^= 0xFF
    path = tmp_path / "x.zip"
    path.write_bytes(bytes(data))
    assert [what for _, _, what in listed([path])] == [Code.DAMAGED, b"fine"]
    locked = bytearray(zipped({"a.txt": "x"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(locked))
    assert [what for _, _, what in listed([path])] == [Code.ENCRYPTED]


def test_members_are_unpacked_one_at_a_time(tmp_path):
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{n:04}.txt": f"{n} " + "x" * 50 for n in range(500)}))
    sources = gather([path])
    assert next(sources).data().startswith(b"0 ")
    assert sum(1 for _ in sources) == 499
