"""A year typed wrong is refused in words at its field, in every room that is told a day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.casework.satisfaction.conftest import BY, registered

from xinfang.casework.bulletins import actions as bulletins
from xinfang.casework.campaigns import actions as campaigns
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.meetings import actions as meetings
from xinfang.casework.outreach import actions as outreach
from xinfang.casework.supervision import actions as supervision
from xinfang.casework.themes import actions as themes
from xinfang.kernel.errors import Refusal
from xinfang.registers.topics.actions import TopicEntry

__all__ = ["registered"]

pytestmark = pytest.mark.django_db
NEVER, LONG_AGO = date(9999, 12, 31), date(1800, 1, 1)


@pytest.fixture
def texts(district, posted, at):
    """Reports, circulars, meetings, campaigns and topics."""
    root, street, today = district.root.pk, district.street.pk, at.date()
    leader = posted("leader", district.root, "second")

    def report(since):
        entry = bulletins.ReportEntry("老楼外墙开裂，住户担心。", "石桥", 20, since)
        bulletins.file_report(entry=entry, from_unit_id=street, form_key=uuid4(), by=BY, at=at)

    def circular(due_on):
        entry = bulletins.CircularEntry("汛期值守", "各单位落实汛期值守并报情况。", due_on, {street: ""})
        bulletins.issue_circular(entry=entry, unit_id=root, form_key=uuid4(), by=BY, at=at)

    def meeting(day):
        entry = meetings.MeetingEntry("专题会", day, "书记", [meetings.AgendaEntry("老楼开裂")])
        meetings.plan_meeting(entry=entry, unit_id=root, form_key=uuid4(), by=BY, at=at)

    def campaign(**days):
        fields = {"first": today, "last": today + timedelta(days=9)} | days
        outline = campaigns.Outline("书记大接访", "当面解决问题。", leader_ids=[leader.pk], **fields)
        campaigns.open_campaign(unit_id=root, outline=outline, by=BY, at=at)

    def topic(**days):
        themes.start(entry=TopicEntry("震后住房", **({"since": today} | days), words=["震后"]), by=BY, at=at)

    return {
        "report.since": report,
        "circular.due_on": circular,
        "meeting.day": meeting,
        "campaign.first": lambda day: campaign(first=day, last=max(day, today)),
        "campaign.last": lambda day: campaign(last=day),
        "topic.since": lambda day: topic(since=day),
        "topic.until": lambda day: topic(until=day),
    }


@pytest.fixture
def acts(texts, district, posted, registered, at):
    """What is done, by the field that holds the day: name -> call(day)."""
    matter, today = registered().matter_id, at.date()
    leader, root, street = posted("leader", district.root), district.root.pk, district.street.pk

    def sweep(**days):
        fields = {"from_day": today, "due_on": today + timedelta(days=9)} | days
        asked = outreach.Asked("汛期排查", "积水点", "报地方和怎样处理。", unit_ids=(street,), **fields)
        outreach.ask(asked=asked, unit_id=root, by=BY, at=at)

    def visit(on):
        planned = outreach.Planned(street, "分管副主任", "朝阳社区", on, "查清开裂的原因。")
        outreach.plan_visit(matter_id=matter, planned=planned, by=BY, at=at)

    def order(due_on):
        told = supervision.Ordered(street, "late", "phone", "满六十日没有意见。", "立即作出意见。", due_on)
        supervision.order(matter_id=matter, ordered=told, by=BY, at=at)

    def proposal(due_on):
        told = supervision.Proposed(
            "work", street, "先公示", "同类反映半年九件。", "施工前七日公示。", due_on
        )
        supervision.propose(told=told, by=BY, at=at)

    def ask(due_on):
        asking = instructions.Asking("matter", root, leader.pk, matter_id=matter)
        said = {"proposal": "请街道核实。", "unit_id": street, "due_on": due_on}
        instructions.ask(asking=asking, by=BY, at=at, **said)

    return {
        "sweep.from_day": lambda day: sweep(from_day=day, due_on=max(day, today)),
        "sweep.due_on": lambda day: sweep(due_on=day),
        "visit.on": visit,
        "order.due_on": order,
        "proposal.due_on": proposal,
        "ask.due_on": ask,
        **texts,
    }


def test_a_wrong_year_is_refused_at_its_field(acts):
    for name, act in acts.items():
        for day in (NEVER, LONG_AGO):
            with pytest.raises(Refusal) as refused:
                act(day)
            assert name.partition(".")[2] in refused.value.by_field(), (name, day)


def test_a_day_within_reason_is_none(acts, at):
    day = at.date() + timedelta(days=28)
    for name, act in acts.items():
        if name.endswith("due_on") and name != "sweep.due_on":
            act(day)
    acts["report.since"](at.date() - timedelta(days=400))
    acts["topic.since"](at.date() - timedelta(days=400))
