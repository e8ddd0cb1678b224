"""A meeting is called from open problems, held, and each decision followed until it is found done."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.casework.meetings.conftest import BY, ENTRY

from xinfang.casework.intake.actions import register
from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, Present
from xinfang.casework.meetings.models import Decision, Meeting
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.themes.actions import decide, look_back
from xinfang.casework.themes.models import TopicTie
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.topics.actions import ProblemEntry, TopicEntry, open_topic


def test_a_meeting_is_called_once_and_each_post_is_called_once(meeting, district, at):
    again = actions.plan_meeting(
        entry=ENTRY, unit_id=district.root.pk, form_key=meeting.form_key, by=BY, at=at
    )
    assert again == meeting
    assert [each.post for each in meeting.attendance.order_by("pk")] == [
        "党工委书记",
        "管委会主任",
        "规划建设局局长",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"chair": " "}, "chair"),
        ({"agenda": [AgendaEntry(" ")]}, "agenda"),
        ({"agenda": [AgendaEntry("长" * 201)]}, "more"),
        ({"posts": ["长" * 61]}, "posts"),
        ({"day": date(2026, 10, 14)}, "day"),
        ({"day": date(2026, 10, 17)}, "day"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(district, at, changes, field):
    with pytest.raises(Refusal) as refused:
        actions.plan_meeting(
            entry=replace(ENTRY, **changes), unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at
        )
    assert list(refused.value.by_field()) == [field]
    assert not Meeting.objects.exists()


def test_an_accusation_is_on_no_agenda(district, arrival, at, scope):
    told = register(
        arrival(purpose="accusation", accused_unit_id=district.other.pk, received_at=at - timedelta(days=40)),
        unit_id=district.root.pk,
        by=BY,
        at=at,
    )
    office = scope("office_head", district.root)
    assert told.number not in str(queries.open_problems(office, at.date()))
    with pytest.raises(Refusal, match="单独保密"):
        actions.plan_meeting(
            entry=replace(ENTRY, agenda=[AgendaEntry("检举", told.matter_id)]),
            unit_id=district.root.pk,
            form_key=uuid4(),
            by=BY,
            at=at,
        )


def test_a_decision_is_answered_sent_back_answered_and_found_done(hold, district, at, posted, scope):
    handler = posted("handler", district.department)
    hold()
    decision = Decision.objects.get()
    assert Notice.objects.get(kind="meeting.decision").user_id == handler.pk
    with pytest.raises(Refusal, match="待落实"):
        actions.accept_decision(decision_id=decision.pk, by=BY, at=at)
    unit = Actor(handler.pk, "承办人", district.department.pk, "规划建设局")
    with pytest.raises(Refusal, match="怎样落实"):
        actions.answer_decision(decision_id=decision.pk, answer="好", by=unit, at=at)
    actions.answer_decision(decision_id=decision.pk, answer="鉴定顺序已经公布。", by=unit, at=at)
    actions.send_back_decision(decision_id=decision.pk, reason="没有写公布在哪里", by=BY, at=at)
    actions.answer_decision(decision_id=decision.pk, answer="已在各社区张贴公布。", by=unit, at=at)
    actions.accept_decision(decision_id=decision.pk, by=BY, at=at)
    decision.refresh_from_db()
    assert (decision.state, decision.checker) == ("done", "信访局局长")
    head = scope("unit_head", district.department)
    assert queries.decisions(head, undone=False) == [decision]
    assert queries.decision_in(scope("unit_head", district.other), decision.pk) is None
    assert queries.meeting_in(head, decision.meeting_id) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"summary": "好"}, "至少 10 个字"),
        ({"present": {}}, "到会"),
        ({"decisions": [DecisionEntry("公布鉴定顺序", None, date(2026, 10, 22))]}, "第 1 项决定要写明"),
        ({"decisions": [DecisionEntry("", 1, date(2026, 10, 22))]}, "第 1 项决定要写明"),
    ],
)
def test_a_meeting_is_recorded_whole_or_not_at_all(hold, meeting, changes, words):
    with pytest.raises(Refusal) as refused:
        hold(**changes)
    assert words in str(refused.value)
    meeting.refresh_from_db()
    assert (meeting.state, Decision.objects.count()) == ("planned", 0)


def test_a_decision_is_due_after_the_meeting_and_a_meeting_ahead_is_not_held(hold, meeting, district, at):
    early = [DecisionEntry("公布鉴定顺序", district.department.pk, meeting.day)]
    with pytest.raises(Refusal, match="会议日期之后"):
        hold(decisions=early)
    with pytest.raises(Refusal, match="还没有开"):
        hold(at=at - timedelta(days=1))
    actions.cancel_meeting(meeting_id=meeting.pk, reason="与会人员外出", by=BY, at=at)
    with pytest.raises(Refusal, match="不能再改"):
        hold()


def test_open_problems_are_topics_overdue_decisions_and_late_matters(hold, district, arrival, at, scope):
    hold()
    told = register(
        arrival(title="震后墙体开裂", received_at=at - timedelta(days=30)),
        unit_id=district.root.pk,
        by=BY,
        at=at,
    )
    topic = open_topic(
        entry=TopicEntry(
            "地震涉灾", date(2026, 9, 1), words=["震后"], problems=[ProblemEntry("住房维修", ["墙体"])]
        ),
        by=BY,
        at=at,
    )
    look_back(topic_id=topic.pk, by=BY, at=at)
    decide(tie_ids=[TopicTie.objects.get().pk], belongs=True, by=BY, at=at)
    found = queries.open_problems(scope("office_head", district.root), date(2026, 10, 30))
    number = Matter.objects.get(pk=told.matter_id).number
    assert [each.title for each in found] == [
        "地震涉灾：住房维修",
        "上次会议的决定没有落实：一周内公布鉴定顺序",
        f"{number} 震后墙体开裂",
    ]


def test_a_decision_is_tied_to_a_point_of_its_own_agenda_alone(meeting, hold, district, at):
    other = actions.plan_meeting(
        entry=replace(ENTRY, title="另一次"), unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at
    )

    def decided(point):
        unit, due = district.department.pk, date(2026, 10, 22)
        return [DecisionEntry("一周内公布鉴定顺序", unit, due, point)]

    with pytest.raises(Refusal, match="不是这次会议的"):
        hold(decisions=decided(other.agenda.get().pk))
    point = meeting.agenda.get()
    hold(decisions=decided(point.pk))
    assert Decision.objects.get().point == point


def test_a_matter_on_the_agenda_has_its_line_and_an_accusation_has_none(district, arrival, at):
    told = [register(arrival(), unit_id=district.root.pk, by=BY, at=at).matter_id for _one in range(2)]
    agenda = [AgendaEntry("一件", matter_id=told[0]), AgendaEntry("另一件", matter_id=told[1])]
    entry = replace(ENTRY, agenda=agenda)
    meeting = actions.plan_meeting(entry=entry, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)
    Matter.objects.filter(pk=told[1]).update(confined=True)
    point = meeting.agenda.get(matter=told[0])
    decided = DecisionEntry("十日内鉴定完毕", district.department.pk, date(2026, 10, 25), point.pk)
    actions.hold_meeting(
        meeting_id=meeting.pk,
        summary="会议听取了情况，研究了鉴定力量。",
        present={meeting.attendance.first().pk: Present(True)},
        decisions=[decided],
        by=BY,
        at=at,
    )
    lines = TimelineEntry.objects.filter(verb="discuss")
    assert [(line.matter_id, line.note) for line in lines] == [(told[0], "十日内鉴定完毕")]
    assert lines.get().data["title"] == "专题研究涉灾信访"


def test_who_did_not_come_is_not_said_to_have_chaired(meeting, hold, scope, district):
    chair, second, _third = meeting.attendance.order_by("pk")
    with pytest.raises(Refusal) as refused:
        hold(present={second.pk: Present(True)})
    assert list(refused.value.by_field()) == [f"stand_in_{chair.pk}"]
    hold(present={chair.pk: Present(False, "副书记"), second.pk: Present(True)})
    office = scope("office_head", district.root)
    assert queries.meeting_in(office, meeting.pk).chaired_by == "副书记"
    assert queries.meetings(office)[0].chaired_by == "副书记"


def test_words_of_a_meeting_name_nobody(district, at, hold):
    for changes, field in (
        ({"chair": "张建国13800001111"}, "chair"),
        ({"agenda": [AgendaEntry("缠访户的稳控")]}, "more"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.plan_meeting(
                entry=replace(ENTRY, **changes), unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at
            )
        assert set(refused.value.by_field()) == {field}
    with pytest.raises(Refusal, match="电话号码"):
        hold(summary="会议听取了情况，请与一三八〇〇〇〇一一一一联系。")
