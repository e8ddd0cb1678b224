"""A list that is too long to wait for is written by the background, for the person who asked for it alone."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from xinfang.casework.acts.actions import name_accused
from xinfang.casework.intake import actions as intake
from xinfang.faces.workbench.tasks import write_list
from xinfang.faces.workbench.worklist import exports, preparing
from xinfang.faces.workbench.worklist import sheet as sheets
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.documents import vault
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.prepared import actions as prepared
from xinfang.registers.prepared.models import PreparedFile
from xinfang.registers.staff.models import Posting

EXPORT, LIST = reverse("workbench:worklist_export"), reverse("workbench:worklist_exports")
SYSTEM = Actor(None, "系统")


@pytest.fixture
def user(posted, district):
    return posted("clerk", district.root)


@pytest.fixture
def clerk(user, client, arrival, at, district, monkeypatch):
    """A clerk with three letters, where two rows are as many as are waited for."""
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr(sheets, "CHUNK", 1)
    letters = [arrival(title=title, people=(PersonEntry(name="赵一"),)) for title in ("甲", "乙", "丙")]
    intake.register_many(letters, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    client.force_login(user)
    return client


def asked(client, query="") -> PreparedFile:
    answer = client.get(f"{EXPORT}?{query}")
    assert answer["Location"] == LIST
    return PreparedFile.objects.order_by("-pk")[0]


def address(file: PreparedFile) -> str:
    return reverse("workbench:worklist_export_take", args=[file.uid])


def said(client) -> str:
    return client.get(LIST).content.decode()


def test_it_is_put_in_the_queue_written_and_taken(clerk):
    file = asked(clerk)
    assert ProcrastinateJob.objects.get(task_name="write_list").args == {"file_id": file.pk}
    assert "0 / 3 件" in said(clerk)
    assert clerk.get(address(file)).status_code == 404
    write_list(file_id=file.pk)
    page = said(clerk)
    assert address(file) in page
    assert "hx-get" not in page
    rows = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get(address(file)).getvalue()))
    told = rows.get_sheet_by_index(0).to_python()
    assert told[0][0] == "来信来访事项一览表"
    assert {row[2] for row in told[3:]} == {"甲", "乙", "丙"}
    assert {row[1] for row in told[3:]} == {"赵*"}
    events = list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))
    assert [each for each in events if each.startswith(("prepared", "worklist"))] == [
        "prepared.asked",
        "worklist.exported",
        "prepared.taken",
    ]
    assert AuditEntry.objects.get(event="worklist.exported").after["rows"] == 3


def test_each_row_written_is_told(clerk, monkeypatch):
    file, heard = asked(clerk), []
    monkeypatch.setattr(prepared, "advance", lambda **told: heard.append(told["rows"]))
    write_list(file_id=file.pk)
    assert heard == [1, 2, 3]


def test_the_filter_and_the_columns_are_those_of_the_moment_it_was_asked(clerk, user):
    user.preferences["worklist_columns"] = ["state"]
    user.save()
    file = asked(clerk, "channel=letter")
    user.preferences["worklist_columns"] = ["title"]
    user.save()
    write_list(file_id=file.pk)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get(address(file)).getvalue()))
    told = rows.get_sheet_by_index(0).to_python()
    assert "条件：来的方式 来信" in told[1][0]
    assert told[2] == ["编号", "状态", "时限"]


def test_two_rows_are_still_waited_for(clerk):
    answer = clerk.get(f"{EXPORT}?q=甲")
    assert answer.getvalue().startswith(b"PK")
    assert not PreparedFile.objects.exists()


def test_the_same_asked_twice_is_one_and_a_fourth_other_is_refused(clerk):
    assert asked(clerk).pk == asked(clerk).pk
    asked(clerk, "channel=letter")
    asked(clerk, "state=registered")
    page = clerk.get(f"{EXPORT}?channel=letter&state=registered", follow=True)
    assert "已有 3 份文件正在准备" in page.content.decode()
    assert PreparedFile.objects.count() == 3


def test_nobody_else_finds_it(clerk, posted, district):
    file = asked(clerk)
    write_list(file_id=file.pk)
    other = Client()
    other.force_login(posted("office_head", district.root))
    assert other.get(address(file)).status_code == 404
    assert file.name not in other.get(LIST).content.decode()


def test_whoever_was_posted_elsewhere_does_not_take_it_any_more(clerk, user, district):
    file, late = asked(clerk), asked(clerk, "channel=letter")
    write_list(file_id=file.pk)
    Posting.objects.filter(user=user).update(unit=district.street)
    answer = clerk.get(address(file), follow=True)
    assert "岗位或者单位在导出以后有变动" in answer.content.decode()
    write_list(file_id=late.pk)
    late.refresh_from_db()
    assert (late.state, late.digest) == ("failed", "")
    assert not AuditEntry.objects.filter(event="prepared.taken").exists()


def test_a_condition_that_is_gone_meanwhile_does_not_widen_it(clerk):
    file = asked(clerk)
    told = json.loads(file.asked) | {"query": "mark=999999"}
    PreparedFile.objects.filter(pk=file.pk).update(asked=json.dumps(told))
    write_list(file_id=file.pk)
    file.refresh_from_db()
    assert (file.state, file.rows_done) == ("failed", 0)
    assert "有一个条件已经没有了" in said(clerk)


def test_after_the_accused_of_an_accusation_was_named_it_is_not_taken_any_more(clerk, arrival, at, district):
    told = arrival(title="检举某单位", purpose="accusation", accused="unknown")
    told = intake.register(told, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    file = asked(clerk)
    write_list(file_id=file.pk)
    assert clerk.get(address(file)).status_code == 200
    why = {"reason": "来信第二页写明了单位", "by": Actor(1, "办公室主任"), "at": clock.now()}
    name_accused(matter_id=told.matter_id, unit_id=district.street.pk, **why)
    answer = clerk.get(address(file), follow=True)
    assert "指明了被检举单位" in answer.content.decode()


def test_a_fault_is_told_in_words_and_another_try_makes_it(clerk, monkeypatch):
    file = asked(clerk)
    with monkeypatch.context() as patched:
        patched.setattr(preparing, "write_sheet", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_list(file_id=file.pk)
    assert "请再导出一次" in said(clerk)
    write_list(file_id=file.pk)
    file.refresh_from_db()
    assert (file.state, file.rows_done) == ("done", 3)
    made = file.digest
    write_list(file_id=file.pk)  # a job that is run twice
    file.refresh_from_db()
    assert file.digest == made


def test_without_a_worker_it_says_so(clerk):
    file = asked(clerk)
    PreparedFile.objects.filter(pk=file.pk).update(asked_at=clock.now() - timedelta(seconds=11))
    assert "xinfang worker" in said(clerk)


def test_one_whose_job_was_lost_does_not_bar_its_owner_for_ever(clerk):
    file = asked(clerk)
    assert prepared.forget_old(by=SYSTEM, at=file.asked_at + timedelta(days=8)) == 1


def test_a_second_run_that_ends_later_changes_nothing(clerk):
    file = asked(clerk)
    write_list(file_id=file.pk)
    told = {"rows": 3, "told": Record("worklist.exported", "worklist", None), "by": SYSTEM, "at": clock.now()}
    prepared.finish(file_id=file.pk, data=b"PK other", **told)
    assert AuditEntry.objects.filter(event="worklist.exported").count() == 1
    assert clerk.get(address(file)).getvalue() != b"PK other"


def test_after_a_week_it_is_gone_with_its_bytes(clerk):
    file = asked(clerk)
    write_list(file_id=file.pk)
    file.refresh_from_db()
    asked_at = file.asked_at
    assert prepared.forget_old(by=SYSTEM, at=asked_at + timedelta(days=7)) == 0
    assert prepared.forget_old(by=SYSTEM, at=asked_at + timedelta(days=7, seconds=1)) == 1
    assert clerk.get(address(file)).status_code == 404
    with pytest.raises(vault.Unreadable):
        vault.take(file.digest)
