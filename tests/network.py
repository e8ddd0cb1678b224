"""Information up and down in the sample office: reports, an item at each step, a circular."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.pictures import PNG

from xinfang.casework.bulletins import actions
from xinfang.casework.bulletins.actions import CircularEntry, ItemEntry, ReportEntry
from xinfang.casework.bulletins.models import CircularDuty
from xinfang.casework.meetings import actions as meetings
from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, MeetingEntry, Present
from xinfang.casework.meetings.models import Decision
from xinfang.casework.themes import actions as themes
from xinfang.casework.themes.models import TopicTie
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.topics.actions import ProblemEntry, TopicEntry, open_topic

__all__ = ["fill_network"]

WHAT = "三栋楼外墙瓷砖脱落，住户担心余震，多次询问什么时候鉴定。"
BODY = "近两周多个社区反映震后住房鉴定等待时间长，住户要求先公布鉴定顺序和补助标准。"


def fill_network(district: Any, by: Actor, at: datetime) -> dict[str, Any]:
    """What tests/addresses.py puts into the addresses of bulletins."""
    worker = Actor(None, "信息员1号", district.community.pk, district.community.name)
    street = Actor(None, "街道承办人", district.street.pk, district.street.name)
    filed = [_report(district, worker, at, n) for n in range(6)]
    actions.return_report(report_id=filed[1].pk, reason="请写清楚是哪几栋。", by=street, at=at)
    for each in filed[2:5]:
        actions.pass_up(report_id=each.pk, by=street, at=at)
    drafted = _item(district, by, at, "震后住房鉴定的情况和建议", [filed[2].pk])
    submitted = _item(district, Actor(None, "另一位登记员"), at, "投亲靠友学生入学情况", [filed[3].pk])
    sent = _item(district, Actor(None, "另一位登记员"), at, "企业灾后重建的困难", [])
    for each in (submitted, sent):
        actions.submit_item(item_id=each.pk, by=Actor(None, "另一位登记员"), at=at)
    actions.send_item(item_id=sent.pk, by=by, at=at, on_paper=True)
    circular = actions.issue_circular(
        entry=CircularEntry(
            "关于排查震后住房隐患的通报",
            "请各单位逐栋排查，列出清单，按期答复。",
            at.date() + timedelta(days=10),
            {district.street.pk: "", district.department.pk: "提出鉴定顺序"},
        ),
        unit_id=district.root.pk,
        form_key=uuid4(),
        by=by,
        at=at,
    )
    duty = CircularDuty.objects.get(circular=circular, unit=district.department)
    actions.answer_circular(duty_id=duty.pk, answer="已列出鉴定顺序并公布。", by=by, at=at)
    topic = open_topic(
        entry=TopicEntry(
            "地震涉灾",
            at.date() - timedelta(days=60),
            words=["震后", "灾后", "投亲靠友"],
            problems=[
                ProblemEntry("住房维修", ["墙体"]),
                ProblemEntry("投亲靠友子女入学", ["入学"]),
                ProblemEntry("企业灾后重建", ["企业"]),
            ],
        ),
        by=by,
        at=at,
    )
    themes.look_back(topic_id=topic.pk, by=by, at=at)
    first = TopicTie.objects.filter(topic=topic).order_by("pk").first()
    assert first
    themes.decide(tie_ids=[first.pk], belongs=True, by=by, at=at)
    planned, held = _meeting(district, by, at, "研究涉灾信访"), _meeting(district, by, at, "研究住房维修")
    meetings.hold_meeting(
        meeting_id=held.pk,
        summary="听取了情况，研究了鉴定力量和补助标准。",
        present={each.pk: Present(True) for each in held.attendance.all()},
        decisions=[
            DecisionEntry("一周内公布鉴定顺序", unit.pk, at.date() + timedelta(days=7))
            for unit in (district.street, district.department)
        ],
        by=by,
        at=at + timedelta(days=7),
    )
    answered = Decision.objects.get(unit=district.department)
    meetings.answer_decision(decision_id=answered.pk, answer="顺序已经公布。", by=by, at=at)
    return {
        "network": SimpleNamespace(
            planned=planned.pk,
            held=held.pk,
            owed=Decision.objects.get(unit=district.street).pk,
            answered=answered.pk,
            topic=topic.pk,
            report=filed[0].pk,
            returned=filed[1].pk,
            item=drafted.pk,
            submitted=submitted.pk,
            sent=sent.pk,
            circular=circular.pk,
            duty=CircularDuty.objects.get(circular=circular, unit=district.street).pk,
        )
    }


def _meeting(district: Any, by: Actor, at: datetime, title: str) -> Any:
    """On the first working day from today on."""
    entry = MeetingEntry(
        title,
        calendar().next_working(timezone.localdate(at)),
        "党工委书记",
        [AgendaEntry("住房维修")],
        ["管委会主任"],
    )
    return meetings.plan_meeting(entry=entry, unit_id=district.root.pk, form_key=uuid4(), by=by, at=at)


def _report(district: Any, worker: Actor, at: datetime, n: int) -> Any:
    entry = ReportEntry(
        WHAT,
        f"朝阳社区{n + 1}组团",
        120,
        at.date(),
        "尽快鉴定，公布时间表。",
        urgent=n == 0,
        photo=("外墙.png", PNG) if n == 0 else None,
    )
    return actions.file_report(
        entry=entry, from_unit_id=district.community.pk, form_key=uuid4(), by=worker, at=at
    )


def _item(district: Any, by: Actor, at: datetime, title: str, report_ids: list[int]) -> Any:
    return actions.draft_item(
        entry=ItemEntry(title, BODY, "市信访局", "请市里协调鉴定力量。"),
        report_ids=report_ids,
        unit_id=district.root.pk,
        form_key=uuid4(),
        by=by,
        at=at,
    )
