"""The pages on which a recorded meeting is set right, and the rows that are added without a script."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from xinfang.casework.meetings.models import Decision, Meeting
from xinfang.kernel import clock


@pytest.fixture
def sample(sample: Any) -> Any:
    return sample.network


@pytest.fixture
def office(client: Any, posted: Any, district: Any) -> Any:
    client.force_login(posted("office_head", district.root, "office head here"))
    return client


def rows(count: int, **first: str) -> dict[str, str]:
    data = {"decision-TOTAL_FORMS": str(count), "decision-INITIAL_FORMS": "0"}
    return data | {f"decision-0-{name}": value for name, value in first.items()}


def test_rows_are_added_and_nothing_typed_is_lost(office: Any, sample: Any, district: Any) -> None:
    Meeting.objects.filter(pk=sample.planned).update(day=clock.today() - timedelta(days=1))
    address = reverse("workbench:meetings_hold", args=[sample.planned])
    said = {"summary": "听取了情况", **rows(6, text="公布补助标准")}
    page = office.post(address, said | {"more": "1"})
    assert page.context["rows"].total_form_count() == 12
    assert "公布补助标准</textarea>" in page.content.decode()
    assert "error-summary" not in page.content.decode()
    due = (clock.today() + timedelta(days=9)).isoformat()
    meeting = Meeting.objects.get(pk=sample.planned)
    data = {
        "summary": "听取了情况，研究了补助标准。",
        "present": [each.pk for each in meeting.attendance.all()],
    }
    data |= rows(12)
    for n in range(8):
        data |= {f"decision-{n}-text": f"办第 {n} 件事情", f"decision-{n}-due_on": due}
        data |= {f"decision-{n}-unit": str(district.street.pk)}
    assert office.post(address, data).status_code == 302
    assert Decision.objects.filter(meeting=meeting).count() == 8


def test_a_held_meeting_offers_its_corrections_and_keeps_what_stood(
    office: Any, sample: Any, district: Any
) -> None:
    decision = Decision.objects.get(pk=sample.owed)
    page = office.get(reverse("workbench:meetings_meeting", args=[sample.held])).content.decode()
    address = reverse("workbench:meetings_correct_decision", args=[sample.owed])
    assert address in page
    assert "补记决定" in page
    data = {"text": decision.text, "unit": district.department.pk, "due_on": decision.due_on.isoformat()}
    wrong = office.post(address, data)
    assert wrong.status_code == 422
    assert office.post(address, data | {"reason": "登记时写错了单位"}).status_code == 302
    page = office.get(reverse("workbench:meetings_meeting", args=[sample.held])).content.decode()
    assert "登记时写错了单位" in page
    assert f"原为“{district.street}”，现为“{district.department}”" in page
    done = reverse("workbench:meetings_revoke", args=[sample.owed])
    assert "为什么更正，至少" in office.post(done, {"reason": "改"}).content.decode()
    assert office.post(done, {"reason": "另有安排，不再办"}).status_code == 302
    assert office.post(done, {"reason": "另有安排，不再办"}).status_code == 409


def test_attendance_is_set_right_and_decisions_are_added(office: Any, sample: Any, district: Any) -> None:
    meeting = Meeting.objects.get(pk=sample.held)
    address = reverse("workbench:meetings_correct", args=[sample.held])
    form = office.get(address).context["form"]
    data = {"summary": form["summary"].value() + "另研究了经费。", "present": form["present"].value()}
    assert office.post(address, data | {"reason": "漏写了经费"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.summary.endswith("另研究了经费。")
    add = reverse("workbench:meetings_add", args=[sample.held])
    due = (clock.today() + timedelta(days=9)).isoformat()
    given = rows(6, text="拨付鉴定经费", unit=str(district.street.pk), due_on=due)
    assert office.post(add, given).status_code == 422
    assert office.post(add, given | {"reason": "登记时漏写"}).status_code == 302
    assert Decision.objects.filter(meeting=meeting, text="拨付鉴定经费").count() == 1


def test_whoever_does_not_hold_them_corrects_none(
    client: Any, posted: Any, sample: Any, district: Any
) -> None:
    client.force_login(posted("handler", district.street, "handler here"))
    for name, pk in (("correct", sample.held), ("correct_decision", sample.owed), ("add", sample.held)):
        assert client.get(reverse(f"workbench:meetings_{name}", args=[pk])).status_code == 403
