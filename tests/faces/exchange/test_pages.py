"""Import in the browser, without a browser: what each page says, and to whom."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.faces.exchange.conftest import CLERK, HEADER, ROWS, text, xlsx

from xinfang.casework.petitions.models import Petition
from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions, runs, views
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.tasks import run_import
from xinfang.kernel import clock
from xinfang.kernel.tasks import resume_stalled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerk(posted, district) -> Client:
    client = Client()
    client.force_login(posted("clerk", district.root))
    return client


def send(client: Client, data: bytes, name: str = "表.csv"):
    return client.post(reverse("exchange:imports"), {"file": SimpleUploadedFile(name, data)})


def page(name: str, batch: ImportBatch) -> str:
    return reverse(f"exchange:{name}", args=[batch.uid])


def posted_matching(batch: ImportBatch, **changes: str) -> dict[str, str]:
    taken = {column: field for field, column in batch.mapping.items()}
    fields = {f"column-{place}": taken.get(name, "") for place, name in enumerate(batch.header)}
    return {**fields, "channel": "online", "unit": str(batch.unit_id), "repeats": "on", **changes}


def test_an_upload_is_checked_started_run_and_taken_back(clerk):
    there = send(clerk, text([HEADER, *ROWS, ["5", "A5", "题", "没有", "文", "", ""]]))
    batch = ImportBatch.objects.get()
    assert there["Location"] == page("import_batch", batch)
    shown = clerk.get(there["Location"]).content.decode()
    assert "读不出日期" in shown
    assert "小区停车难" in shown
    clerk.post(page("import_match", batch), posted_matching(batch, act="start"))
    assert "0 / 4 行" in clerk.get(page("import_batch", batch)).content.decode()
    run_import(batch_id=batch.pk)
    assert clerk.get(page("import_progress", batch))["HX-Refresh"] == "true"
    assert "导入结果" in clerk.get(page("import_batch", batch)).content.decode()
    sheet = clerk.get(page("import_refused", batch))
    assert read_table(sheet.content, "a.xlsx").rows[0][1] == "A5"
    assert "attachment" in sheet["Content-Disposition"]
    clerk.post(page("import_revert", batch))
    assert "已撤销" in clerk.get(page("import_batch", batch)).content.decode()
    assert Petition.objects.exclude(reverted_at=None).count() == 3


def test_starting_writes_the_job_in_the_same_transaction(clerk, upload):
    from procrastinate.contrib.django.models import ProcrastinateJob

    batch = upload([HEADER, *ROWS])
    clerk.post(page("import_match", batch), posted_matching(batch, act="start"))
    job = ProcrastinateJob.objects.get(task_name="run_import", args={"batch_id": batch.pk})
    assert job.status == "todo"


def test_a_changed_matching_is_remembered_for_the_same_header(clerk, upload):
    batch = upload([["标题", "讲了什么", "时间"], ["题", "文", "2019/4/25"]], channel="letter")
    assert "facts" not in batch.mapping
    clerk.post(page("import_match", batch), posted_matching(batch, act="check", **{"column-1": "facts"}))
    send(clerk, text([["标题", "讲了什么", "时间"], ["另一题", "文", "2019/4/26"]]))
    assert ImportBatch.objects.latest("pk").mapping["facts"] == "讲了什么"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"column-0": "title"}, "请只留一列"),
        ({"column-3": ""}, "收到时间"),
        ({"column-2": "", "column-4": ""}, "事实和理由"),
        ({"channel": ""}, "请选择来件方式"),
        ({"channel": "pigeon"}, "请从列表中选择"),
        ({"unit": "0"}, "请选择登记单位"),
    ],
)
def test_a_matching_that_cannot_work_is_said_and_nothing_starts(clerk, upload, change, sentence):
    batch = upload([HEADER, *ROWS])
    answer = clerk.post(page("import_match", batch), posted_matching(batch, act="start", **change))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == "uploaded"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.csv", "文件是空的"),
        (b"MZ rubbish", "a.exe", "不是 .xlsx"),
        (b"PK\x03\x04rubbish", "a.xlsx", "文件已损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "a.xlsx", "。"),
        (xlsx([HEADER]), "a.xlsx", "只有表头"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_leaves_nothing(clerk, data, name, sentence):
    answer = send(clerk, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "错误：" in answer.content.decode()
    assert ImportBatch.objects.count() == 0


def test_a_waiting_batch_says_that_no_worker_runs(clerk, upload, monkeypatch):
    batch = upload([HEADER, *ROWS])
    actions.enqueue(batch=batch, by=CLERK, at=clock.now())
    assert "xinfang worker" not in clerk.get(page("import_batch", batch)).content.decode()
    later = clock.now() + timedelta(seconds=20)
    monkeypatch.setattr(views.clock, "now", lambda: later)
    assert "xinfang worker" in clerk.get(page("import_batch", batch)).content.decode()


def test_a_stopped_batch_offers_to_go_on(clerk, upload, monkeypatch):
    batch = upload([HEADER, *ROWS])
    monkeypatch.setattr(
        runs.vault, "take", lambda digest: (_ for _ in ()).throw(runs.vault.Unreadable(digest))
    )
    runs.run(batch.pk, by=CLERK)
    shown = clerk.get(page("import_batch", batch)).content.decode()
    assert "请重新上传" in shown
    assert "继续" in shown
    clerk.post(page("import_resume", batch))
    batch.refresh_from_db()
    assert batch.state == "queued"


def test_a_batch_of_another_unit_is_not_there(posted, district, upload):
    batch = upload([HEADER, *ROWS])
    stranger = Client()
    stranger.force_login(posted("clerk", district.street))
    for name in ("import_batch", "import_progress", "import_refused"):
        assert stranger.get(page(name, batch)).status_code == 404
    for name in ("import_match", "import_resume", "import_revert", "import_discard"):
        assert stranger.post(page(name, batch)).status_code == 404
    assert str(batch.uid) not in stranger.get(reverse("exchange:imports")).content.decode()


def test_who_may_not_import_is_told_so(posted, district):
    client = Client()
    client.force_login(posted("handler", district.root))
    assert client.get(reverse("exchange:imports")).status_code == 403


def test_an_upload_can_be_dropped(clerk, upload):
    batch = upload([HEADER, *ROWS])
    clerk.post(page("import_discard", batch))
    assert ImportBatch.objects.count() == 0


def test_a_finished_batch_is_not_started_again(clerk, imported):
    batch = imported([HEADER, *ROWS])
    answer = clerk.post(page("import_resume", batch), follow=True)
    assert "不能这样做" in answer.content.decode()
    assert Petition.objects.count() == 3


def test_an_import_whose_worker_was_killed_is_queued_again(upload):
    from django.db import connection
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    batch = upload([HEADER, *ROWS])
    actions.enqueue(batch=batch, by=CLERK, at=clock.now())
    with connection.cursor() as cursor:  # as a killed worker leaves it
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    async_to_sync(resume_stalled.func)(SimpleNamespace(app=app), 0)
    assert ProcrastinateJob.objects.get(args={"batch_id": batch.pk}).status == "todo"
