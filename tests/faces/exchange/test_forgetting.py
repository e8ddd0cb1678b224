"""Uploads are kept sealed no longer than they are needed, and never lie about in the clear."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from tests.faces.exchange.conftest import CLERK, HEADER, ROWS, text

from xinfang.faces.exchange import actions, tasks
from xinfang.faces.exchange.models import ImportBatch
from xinfang.kernel import clock
from xinfang.kernel.models import AuditEntry
from xinfang.registers.documents import actions as documents
from xinfang.registers.documents import vault

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    """An empty files folder."""
    settings.XINFANG_FILES = tmp_path / "files"
    return settings.XINFANG_FILES


def kept(files: Path) -> int:
    return sum(path.is_file() for path in files.rglob("*"))


def later(days: int):
    return clock.now() + timedelta(days=days)


def test_a_finished_upload_goes_after_thirty_days_and_once(imported, files):
    batch = imported([HEADER, *ROWS])
    assert actions.forget_uploads(by=CLERK, at=later(29)) == 0
    assert kept(files) == 1
    assert actions.forget_uploads(by=CLERK, at=later(31)) == 1
    assert kept(files) == 0
    assert actions.forget_uploads(by=CLERK, at=later(32)) == 0
    assert AuditEntry.objects.get(event="import.upload_forgotten").subject_id == batch.pk


def test_an_upload_taken_back_goes_with_the_next_round(imported, files, at):
    batch = imported([HEADER, *ROWS])
    actions.revert(batch=batch, by=CLERK, at=at)
    actions.forget_uploads(by=CLERK, at=at)
    assert kept(files) == 0


def test_a_discarded_upload_goes_at_once(upload, files, at):
    actions.discard(batch=upload([HEADER, *ROWS]), by=CLERK, at=at)
    assert kept(files) == 0


def test_the_bytes_stay_while_another_batch_or_a_petitions_file_needs_them(imported, upload, files, at):
    imported([HEADER, *ROWS])
    waiting = upload([HEADER, *ROWS])
    actions.forget_uploads(by=CLERK, at=later(31))
    assert vault.take(waiting.file_digest) == text([HEADER, *ROWS])
    documents.store(name="登记表.csv", file=text([HEADER, *ROWS]), by=CLERK, at=at)
    actions.discard(batch=waiting, by=CLERK, at=at)
    assert kept(files) == 1
    assert not ImportBatch.objects.filter(state="uploaded").exists()


def test_the_daily_job_forgets(imported, files, monkeypatch):
    imported([HEADER, *ROWS])
    then = later(31)
    monkeypatch.setattr(tasks.clock, "now", lambda: then)
    tasks.forget_uploads(0)
    assert kept(files) == 0


def test_a_large_upload_lies_in_the_home_for_its_owner_alone_while_it_is_received():
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    handler = TemporaryFileUploadHandler()
    handler.new_file("file", "表.csv", "text/csv", 3 * 1024 * 1024)
    place = Path(handler.file.temporary_file_path())
    handler.file.close()
    assert place.is_relative_to(project.XINFANG_HOME)
    assert place.parent.stat().st_mode & 0o777 == 0o700
