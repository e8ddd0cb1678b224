"""A meeting that is called, and what it came to."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from xinfang.casework.meetings import actions
from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, MeetingEntry, Present
from xinfang.kernel.actor import Actor

BY = Actor(1, "信访局局长")
ENTRY = MeetingEntry(
    title="专题研究涉灾信访",
    day=date(2026, 10, 15),
    chair="党工委书记",
    agenda=[AgendaEntry("住房维修")],
    posts=["管委会主任", "党工委书记", "规划建设局局长"],
    place="第一会议室",
)


@pytest.fixture
def meeting(district, at):
    return actions.plan_meeting(entry=ENTRY, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)


@pytest.fixture
def hold(meeting, district, at):
    def make(**changes):
        first = meeting.attendance.order_by("pk").first()
        fields = {
            "summary": "会议听取了情况，研究了鉴定力量和补助标准。",
            "present": {first.pk: Present(True)},
            "decisions": [DecisionEntry("一周内公布鉴定顺序", district.department.pk, date(2026, 10, 22))],
            "at": at + timedelta(hours=3),
        }
        return actions.hold_meeting(meeting_id=meeting.pk, by=BY, **{**fields, **changes})

    return make
