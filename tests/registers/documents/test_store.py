"""Files: taken when they are what they say, kept sealed and once, given back as they came."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.pictures import JPEG, PNG

from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import actions
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.documents.queries import open_file

CLERK = Actor(1, "登记员1号")
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path, db: None) -> Path:
    """An empty files folder."""
    settings.XINFANG_FILES = tmp_path / "files"
    return settings.XINFANG_FILES


def office(inside: str) -> bytes:
    """A ZIP such as office software writes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(inside, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("照片.PNG", PNG, "image/png"),
        ("来信.pdf", PDF, "application/pdf"),
        ("说明.txt", "您好".encode("gb18030"), "text/plain"),
        ("名单.csv", "姓名,电话\n".encode(), "text/csv"),
        ("旧表.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "application/msword"),
        ("材料.docx", office("word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("公文.ofd", office("OFD.xml"), "application/ofd"),
    ],
)  # fmt: skip
def test_it_comes_back_as_it_went_in(at, name, data, media_type):
    stored = actions.store(name=name, file=data, by=CLERK, at=at)
    assert (stored.media_type, stored.size, stored.scan_state) == (media_type, len(data), "waiting")
    found = open_file(stored.pk)
    assert (found.name, found.media_type, found.data) == (name, media_type, data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("来信.pdf", b"", "文件是空的"),
        ("程序.exe", b"MZ" + bytes(64), "不收这种文件"),
        ("网页.html", b"<script>", "不收这种文件"),
        ("没有扩展名", PDF, "不收这种文件"),
        ("来信.pdf", PNG, "和扩展名 .pdf 不符"),
        ("照片.png", b"<svg onload=x>", "和扩展名 .png 不符"),
        ("说明.txt", PDF, "和扩展名 .txt 不符"),
        ("说明.txt", b"a\x00b", "和扩展名 .txt 不符"),
        ("材料.docx", office("xl/workbook.xml"), "和扩展名 .docx 不符"),
        ("材料.docx", b"PK\x03\x04word/document.xml", "和扩展名 .docx 不符"),
        ("材料.docx", office("word/document.xml")[:-10], "和扩展名 .docx 不符"),
        ("照片.png", b"\x89PNG\r\n\x1a\n", "不完整或者已经损坏"),
        ("照片.png", PNG[:-1], "不完整或者已经损坏"),
        ("照片.jpg", JPEG[:-2], "不完整或者已经损坏"),
        ("来信.pdf", b"%PDF-1.7\n", "不完整或者已经损坏"),
    ],
)
def test_it_is_refused_in_a_sentence_and_nothing_is_kept(at, files, name, data, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        actions.store(name=name, file=data, by=CLERK, at=at)
    assert list(refused.value.by_field()) == ["file"]
    assert not StoredFile.objects.exists()
    assert not files.exists()


def test_over_fifty_megabytes_is_refused(at, monkeypatch):
    monkeypatch.setattr(actions, "LIMIT", len(PDF) - 1)
    with pytest.raises(Refusal, match="50 MB"):
        actions.store(name="来信.pdf", file=io.BytesIO(PDF), by=CLERK, at=at)


def test_the_bytes_lie_sealed_readable_by_the_owner_alone_and_once(at, files):
    first = actions.store(name="一.pdf", file=PDF, by=CLERK, at=at)
    second = actions.store(name="二.pdf", file=PDF, by=CLERK, at=at)
    assert first.digest == second.digest
    kept = [path for path in files.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [first.digest]
    assert kept[0].stat().st_mode & 0o777 == 0o600
    assert b"PDF" not in kept[0].read_bytes()


def test_a_file_changed_on_disk_is_not_handed_out(at, files):
    stored = actions.store(name="来信.pdf", file=PDF, by=CLERK, at=at)
    path = files / stored.digest[:2] / stored.digest
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Refusal, match="缺失或被改动"):
        open_file(stored.pk)


def test_an_infected_file_is_not_handed_out(at):
    stored = actions.store(name="来信.pdf", file=PDF, by=CLERK, at=at)
    StoredFile.objects.filter(pk=stored.pk).update(scan_state="infected")
    with pytest.raises(Refusal, match="病毒"):
        open_file(stored.pk)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\我的\\来信.pdf", "来信.pdf"),
        ("../../etc/x.pdf", "x.pdf"),
        ('a"b\n.pdf', "ab.pdf"),
        (".pdf", "file.pdf"),
    ],
)
def test_a_name_is_its_last_part_without_what_trips_a_header(at, given, kept):
    assert actions.store(name=given, file=PDF, by=CLERK, at=at).name == kept


def test_bytes_nobody_needs_are_forgotten_and_those_of_a_file_stay(at, files):
    lone = actions.keep(b"a table")
    actions.forget(lone)
    assert [path for path in files.rglob("*") if path.is_file()] == []
    shared = actions.keep(PDF)
    stored = actions.store(name="来信.pdf", file=PDF, by=CLERK, at=at)
    actions.forget(shared)
    assert open_file(stored.pk).data == PDF
