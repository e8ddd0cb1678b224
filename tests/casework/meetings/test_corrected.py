"""A meeting that was recorded is set right: what stood before is kept, and the units are told."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.casework.meetings.conftest import BY, ENTRY

from xinfang.casework.intake.actions import register
from xinfang.casework.meetings import actions, queries
from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, Present
from xinfang.casework.meetings.models import Decision, MeetingChange
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

DUE, WHY = date(2026, 10, 22), "登记时写错了单位"


@pytest.fixture
def held(district, at, arrival):
    """A meeting held, with a decision on its one matter."""
    told = register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    entry = replace(ENTRY, agenda=[AgendaEntry("墙体开裂", matter_id=told.matter_id)])
    meeting = actions.plan_meeting(entry=entry, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)
    first = meeting.attendance.order_by("pk").first()
    return actions.hold_meeting(
        meeting_id=meeting.pk,
        summary="会议听取了情况，研究了鉴定力量。",
        present={first.pk: Present(True)},
        decisions=[DecisionEntry("一周内公布鉴定顺序", district.department.pk, DUE, meeting.agenda.get().pk)],
        by=BY,
        at=at,
    )


@pytest.fixture
def decision(held):
    return held.decisions.get()


def entry(decision, **changes):
    told = DecisionEntry(decision.text, decision.unit_id, decision.due_on, decision.point_id)
    return replace(told, **changes)


def test_a_decision_for_the_wrong_unit_goes_to_the_right_one_and_both_are_told(
    decision, district, at, posted
):
    old, new = posted("handler", district.department), posted("handler", district.street, "other handler")
    unit = replace(BY, label="承办人")
    actions.answer_decision(decision_id=decision.pk, answer="这不归我们管，请改。", by=unit, at=at)
    given = entry(decision, unit_id=district.street.pk)
    actions.correct_decision(decision_id=decision.pk, entry=given, reason=WHY, by=BY, at=at)
    decision.refresh_from_db()
    assert (decision.unit, decision.state, decision.answer) == (district.street, "open", "")
    change = MeetingChange.objects.get()
    assert change.before["unit"] == str(district.department)
    assert change.after["unit"] == str(district.street)
    assert change.before["answer"] == "这不归我们管，请改。"
    assert set(change.before) == {"unit", "answer"}
    assert f"原为“{district.department}”，现为“{district.street}”" in change.lines[0]
    told = Notice.objects.filter(kind__startswith="meeting.").order_by("pk")
    titles = {row.user_id: row.title for row in told}
    assert "不再由你单位落实：登记时写错了单位" in titles[old.pk]
    assert "由你单位落实" in titles[new.pk]
    line = TimelineEntry.objects.filter(verb="discuss").latest("pk")
    assert (line.data["change"], line.note) == ("corrected", "一周内公布鉴定顺序")
    actions.answer_decision(decision_id=decision.pk, answer="已公布鉴定顺序。", by=unit, at=at)
    unread = told.filter(read_at=None)
    assert {row.user_id for row in unread} == {old.pk}  # the new unit's answer is not the old one's to read


def test_words_and_day_are_set_right_and_the_unit_is_told(decision, district, at, posted):
    handler = posted("handler", district.department)
    later = date(2026, 10, 29)
    given = entry(decision, text="两周内公布鉴定顺序", due_on=later)
    actions.correct_decision(decision_id=decision.pk, entry=given, reason=WHY, by=BY, at=at)
    decision.refresh_from_db()
    assert (decision.text, decision.due_on, decision.state) == ("两周内公布鉴定顺序", later, "open")
    told = Notice.objects.filter(user_id=handler.pk).latest("pk")
    assert told.title == "会议决定有更正，期限 2026-10-29：登记时写错了单位"
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingChange.objects.update(reason="另一个")


def test_a_decision_that_is_not_carried_out_is_taken_back_and_owed_by_nobody(decision, district, at, scope):
    unit = scope("handler", district.department)
    assert queries.owed(unit) == 1
    actions.revoke_decision(decision_id=decision.pk, reason="另有安排，不再办", by=BY, at=at)
    decision.refresh_from_db()
    assert decision.state == "revoked"
    assert queries.owed(unit) == 0
    office = scope("office_head", district.root)
    assert queries.decisions(office, undone=True) == []
    assert [(each.decided, each.undone) for each in queries.meetings(office)] == [(0, 0)]
    assert not [each for each in queries.open_problems(office, DUE + timedelta(days=9)) if each.key[0] == "d"]
    assert "不再由你单位落实" in Notice.objects.filter(user_id=unit.actor.user_id).latest("pk").title
    with pytest.raises(Refusal, match="已撤回"):
        actions.answer_decision(decision_id=decision.pk, answer="已经公布了顺序。", by=BY, at=at)
    with pytest.raises(Refusal, match="不能再更正或撤回"):
        actions.correct_decision(
            decision_id=decision.pk, entry=entry(decision, text="改一改文字"), reason=WHY, by=BY, at=at
        )


def test_who_was_there_and_what_was_said_is_set_right(held, at):
    first, second, _third = held.attendance.order_by("pk")
    actions.correct_meeting(
        meeting_id=held.pk,
        summary=held.summary,
        present={first.pk: Present(False, "副书记"), second.pk: Present(True)},
        reason="到会的人登记错了",
        by=BY,
        at=at,
    )
    change = MeetingChange.objects.get()
    assert change.before == {"党工委书记": "到会", "管委会主任": "没有到会"}
    assert change.after == {"党工委书记": "由副书记代", "管委会主任": "到会"}
    second.refresh_from_db()
    assert second.present


def test_decisions_left_out_are_added_however_many(held, district, at):
    more = [DecisionEntry(f"补办第 {n} 件事", district.street.pk, DUE) for n in range(9)]
    made = actions.add_decisions(meeting_id=held.pk, decisions=more, reason="登记时漏写", by=BY, at=at)
    assert (len(made), Decision.objects.count(), MeetingChange.objects.count()) == (9, 10, 9)


@pytest.mark.parametrize(
    ("changes", "why", "words"),
    [
        ({}, WHY, "和原来一样"),
        ({"text": "好"}, WHY, "写明做什么"),
        ({"due_on": date(2026, 10, 15)}, WHY, "会议日期之后"),
        ({"text": "请与13800001111联系办理"}, WHY, "电话号码"),
        ({"text": "两周内公布鉴定顺序"}, "改", "为什么更正"),
        ({"text": "两周内公布鉴定顺序"}, "联系13800001111", "电话号码"),
    ],
)
def test_a_correction_is_refused_as_the_record_would_be(decision, at, changes, why, words):
    with pytest.raises(Refusal, match=words):
        actions.correct_decision(
            decision_id=decision.pk, entry=entry(decision, **changes), reason=why, by=BY, at=at
        )
    decision.refresh_from_db()
    assert (decision.text, MeetingChange.objects.count()) == ("一周内公布鉴定顺序", 0)
