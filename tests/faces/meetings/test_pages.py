"""Who calls and records meetings, what a unit sees of its decisions, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from xinfang.casework.meetings.models import Decision, Meeting
from xinfang.kernel import clock
from xinfang.registers.calendars.queries import calendar


@pytest.fixture
def sample(sample):
    """What the network of the sample office has sent."""
    return sample.network


@pytest.fixture
def signed_in(client, posted):
    def sign_in(role, unit):
        client.force_login(posted(role, unit, f"{role} of {unit.code}"))
        return client

    return sign_in


def test_the_office_calls_a_meeting_out_of_open_problems(signed_in, sample, district):
    client = signed_in("office_head", district.root)
    form = client.get(reverse("workbench:meetings_new")).context["form"]
    key = next(key for key in form.problems if key.startswith("t"))
    said = {
        "form_key": form["form_key"].value(),
        "title": "专题研究涉灾信访",
        "day": (calendar().next_working(clock.today())).isoformat(),
        "chair": "党工委书记",
        "posts": "管委会主任\n财政局局长",
        "agenda": [key],
        "more": "听取排查情况",
    }
    wrong = client.post(reverse("workbench:meetings_new"), said | {"chair": "", "day": "2026-01-01"})
    assert "由谁主持" in wrong.content.decode()
    assert "已经过了" in wrong.content.decode()
    client.post(reverse("workbench:meetings_new"), said)
    meeting = Meeting.objects.get(title="专题研究涉灾信访")
    assert [point.topic_id for point in meeting.agenda.order_by("position")] == [sample.topic, None]
    assert meeting.attendance.count() == 3


def test_a_meeting_is_recorded_with_its_decisions(signed_in, sample, district):
    client = signed_in("office_head", district.root)
    meeting = Meeting.objects.get(pk=sample.planned)
    Meeting.objects.filter(pk=meeting.pk).update(day=clock.today() - timedelta(days=1))
    rows = {"decision-TOTAL_FORMS": "6", "decision-INITIAL_FORMS": "0"}
    rows |= {f"decision-{n}-{name}": "" for n in range(6) for name in ("text", "unit", "due_on")}
    rows |= {"decision-0-text": "公布补助标准", "decision-0-unit": str(district.department.pk)}
    first, second = meeting.attendance.order_by("pk")
    said = {"summary": "听取了情况，研究了补助标准。", "present": [first.pk]}
    said[f"stand_in_{second.pk}"] = "管委会副主任"
    address = reverse("workbench:meetings_hold", args=[meeting.pk])
    assert "第 1 项决定的期限" in client.post(address, said | rows).content.decode()
    due = (clock.today() + timedelta(days=9)).isoformat()
    answer = client.post(address, said | rows | {"decision-0-due_on": due})
    assert answer.url == reverse("workbench:meetings_meeting", args=[meeting.pk])
    assert Decision.objects.get(meeting=meeting).unit == district.department
    told = meeting.attendance.order_by("pk").values_list("present", "stand_in")
    assert list(told) == [(True, ""), (False, "管委会副主任")]
    late = client.post(address, said | rows)
    assert late.status_code == 409
    assert "研究了补助标准" in late.content.decode()
    again = client.post(reverse("workbench:meetings_cancel", args=[meeting.pk]), {"reason": "不开了"})
    assert again.status_code == 409


def test_a_unit_sees_its_own_decision_and_no_meeting_and_reports(signed_in, sample, district):
    client = signed_in("handler", district.street)
    assert client.get(reverse("workbench:meetings_meeting", args=[sample.held])).status_code == 404
    html = client.get(reverse("workbench:meetings_decisions")).content.decode()
    assert html.count("一周内公布鉴定顺序") == 1
    address = reverse("workbench:meetings_answer", args=[sample.owed])
    client.post(address, {"answer": "已在社区张贴公布。"})
    assert Decision.objects.get(pk=sample.owed).state == "answered"
    assert client.post(address, {"answer": "已在社区张贴公布。"}).status_code == 409
    other = reverse("workbench:meetings_answer", args=[sample.answered])
    assert client.post(other, {"answer": "x"}).status_code == 404


def test_the_office_sends_a_report_back_and_then_finds_it_done(signed_in, sample, district):
    client = signed_in("office_head", district.root)
    check = reverse("workbench:meetings_check", args=[sample.answered])
    kept = client.post(check, {"do": "send_back", "reason": "缺照"}).content.decode()
    assert "请写明还差什么" in kept
    assert "缺照</textarea>" in kept
    client.post(check, {"do": "accept"})
    assert Decision.objects.get(pk=sample.answered).state == "done"


def test_a_leader_reads_a_meeting_and_calls_none(signed_in, sample, district):
    client = signed_in("leader", district.root)
    assert "研究住房维修" in client.get(reverse("workbench:meetings")).content.decode()
    assert client.get(reverse("workbench:meetings_meeting", args=[sample.held])).status_code == 200
    assert client.get(reverse("workbench:meetings_new")).status_code == 403
