"""An author takes a report back while nobody above has received or checked it, and files it put right."""

from datetime import timedelta
from typing import Any

import pytest
from tests.casework.bulletins.conftest import WHAT, entry

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.models import Reading, Report
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

WHY = "人数写错了，改好再报"


def taken(report: Report, by: Actor, at: Any) -> Report:
    actions.recall_report(report_id=report.pk, reason=WHY, by=by, at=at)
    report.refresh_from_db()
    return report


def test_it_is_taken_back_with_its_reason_and_filed_put_right(
    filed: Any, people: Any, district: Any, scope: Any, at: Any
) -> None:
    street = scope("handler", district.street)
    report = filed()
    assert queries.waiting_reports(street) == 1
    later = at + timedelta(minutes=5)
    assert taken(report, people.worker, later).state == "recalled"
    assert queries.waiting_reports(street) == 0
    assert [(str(each.label), each.note) for each in queries.moves(report)][-1] == ("报送的人取回", WHY)
    actions.resend_report(report_id=report.pk, entry=entry(heads=12), by=people.worker, at=later)
    report.refresh_from_db()
    assert (report.state, report.heads, report.what) == ("waiting", 12, WHAT)
    assert queries.waiting_reports(street) == 1
    assert taken(report, people.worker, later + timedelta(minutes=1)).state == "recalled"


def test_what_was_checked_or_is_anothers_is_not_taken_back(filed: Any, people: Any, at: Any) -> None:
    report = filed()
    with pytest.raises(Refusal, match="报的人自己"):
        taken(report, people.street, at)
    with pytest.raises(Refusal, match="为什么取回"):
        actions.recall_report(report_id=report.pk, reason="错", by=people.worker, at=at)
    with pytest.raises(Refusal, match="电话号码"):
        actions.recall_report(report_id=report.pk, reason="改成13800001111", by=people.worker, at=at)
    actions.pass_up(report_id=report.pk, by=people.street, at=at + timedelta(minutes=1))
    with pytest.raises(Refusal, match="已经签收或者审核"):
        taken(report, people.worker, at)


def test_an_urgent_one_takes_its_alarm_back_and_raises_it_anew(
    filed: Any, people: Any, district: Any, posted: Any, at: Any
) -> None:
    handler = posted("handler", district.street)
    report = filed(urgent=True)
    assert Reading.objects.count() == 2
    later = at + timedelta(minutes=5)
    taken(report, people.worker, later)
    assert Reading.objects.count() == 0
    told = Notice.objects.filter(user_id=handler.pk).order_by("pk")
    assert [each.kind for each in told] == ["bulletin.urgent", "bulletin.recalled"]
    actions.resend_report(report_id=report.pk, entry=entry(heads=12), by=people.worker, at=later)
    assert {each.due_at for each in Reading.objects.all()} == {later + timedelta(minutes=30)}
    assert [each.kind for each in told.all()][-1] == "bulletin.urgent"
    actions.confirm_read(report_id=report.pk, unit_id=district.street.pk, by=people.street, at=later)
    with pytest.raises(Refusal, match="已经签收或者审核"):
        taken(report, people.worker, later)
