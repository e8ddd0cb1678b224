"""No petitioner stands in a meeting, its decisions, answers or reasons; who attends is an official."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from tests.casework.meetings.conftest import BY, ENTRY

from xinfang.casework.intake.actions import register
from xinfang.casework.meetings import actions
from xinfang.casework.meetings.actions import DecisionEntry, Present
from xinfang.casework.meetings.models import Decision
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry


def test_no_petitioner_stands_in_a_meeting_or_its_decisions(hold, arrival, district, at):
    register(
        arrival(people=(PersonEntry(name="曾广田", phone="139 1234 0217"),)),
        unit_id=district.root.pk,
        by=BY,
        at=at,
    )
    named = replace(ENTRY, title="研究曾广田反映的电梯")
    with pytest.raises(Refusal, match="人名") as refused:
        actions.plan_meeting(entry=named, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)
    assert list(refused.value.by_field()) == ["title"]
    decision = DecisionEntry("一周内答复曾广田", district.department.pk, date(2026, 10, 22))
    with pytest.raises(Refusal, match="人名") as refused:
        hold(decisions=[decision], summary="会议听取了曾广田家电梯的情况。")
    assert set(refused.value.by_field()) == {"summary", "decisions"}


@pytest.fixture
def told(arrival, district, at):
    """The matter of a petitioner who is called as an official may be called."""
    people = (PersonEntry(name="曾广田", phone="139 1234 0217"),)
    return register(arrival(people=people), unit_id=district.root.pk, by=BY, at=at)


@pytest.mark.usefixtures("told")
def test_who_comes_to_a_meeting_is_no_petitioner_whoever_is_called_the_same(meeting, hold, district, at):
    called = replace(ENTRY, chair="副书记曾广田", posts=["规划建设局曾广田"])
    made = actions.plan_meeting(entry=called, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)
    assert {each.post for each in made.attendance.all()} == {"副书记曾广田", "规划建设局曾广田"}
    first, second = meeting.attendance.order_by("pk")[:2]
    present = {first.pk: Present(True), second.pk: Present(False, "副局长曾广田")}
    with pytest.raises(Refusal, match="电话号码") as refused:
        hold(present={**present, second.pk: Present(False, "13912340217")})
    assert list(refused.value.by_field()) == [f"stand_in_{second.pk}"]
    hold(present=present)
    second.refresh_from_db()
    assert second.stand_in == "副局长曾广田"


def test_no_petitioner_stands_in_an_answer_or_in_a_reason(told, hold, district, at, posted):
    office = Actor(posted("office_head", district.root).pk, "信访局局长", district.root.pk, "云溪区")
    unit = posted("handler", district.department)
    hold()
    decision = Decision.objects.get()
    pk = decision.pk
    with pytest.raises(Refusal, match="写到了人") as refused:
        actions.answer_decision(decision_id=pk, answer="已经当面答复曾广田。", by=office, at=at)
    assert list(refused.value.by_field()) == ["answer"]
    elsewhere = Actor(unit.pk, "承办人", district.department.pk, "规划建设局")
    with pytest.raises(Refusal, match="写到了人"):
        actions.answer_decision(decision_id=pk, answer="已经答复，电话13912340217。", by=elsewhere, at=at)
    # The unit may not open the matter: a refusal would tell it that somebody of this name petitioned.
    actions.answer_decision(decision_id=pk, answer="已经当面答复曾广田。", by=elsewhere, at=at)
    why = {"reason": "曾广田说还没有公布", "by": BY, "at": at}
    meeting = decision.meeting_id
    planned = actions.plan_meeting(entry=ENTRY, unit_id=district.root.pk, form_key=uuid4(), by=BY, at=at)
    for act in (
        lambda: actions.send_back_decision(decision_id=pk, **why),
        lambda: actions.revoke_decision(decision_id=pk, **why),
        lambda: actions.correct_meeting(meeting_id=meeting, summary="会议听取了情况。", present={}, **why),
        lambda: actions.cancel_meeting(meeting_id=planned.pk, **why),
    ):
        with pytest.raises(Refusal, match="人名") as refused:
            act()
        assert "reason" in refused.value.by_field()
    decision.refresh_from_db()
    assert (decision.state, decision.remark) == ("answered", "")
