"""A plan that was approved is returned, added to and mended; who must act on it hears of it; what became of a
day is told of whom it was then."""

from datetime import date
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, HELD

from xinfang.casework.receptions import actions, queries
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.models import PlanChange, ReceptionDay, ReceptionPlan
from xinfang.casework.rota.queries import waiting
from xinfang.faces.portal import feeding
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

LATER, WHY = date(2026, 11, 17), "增加一次下访后的接待"


def told() -> list[tuple[int | None, str]]:
    rows = Notice.objects.filter(kind="plan.moved").order_by("pk")
    return [(row.user_id, row.title) for row in rows]


def test_who_approves_hears_of_a_plan_and_its_maker_of_what_became_of_it(
    planned: Any, posted: Any, scope: Any
) -> None:
    head = scope("office_head", planned.district.root)
    maker = scope("clerk", planned.district.root)
    by = Actor(maker.actor.user_id, "登记员", planned.district.root.pk)
    day = planned.at.date()
    assert waiting(head, day) == 0
    rota.submit(plan_id=planned.plan, by=by, at=planned.at)
    assert {user for user, _title in told()} == {head.actor.user_id, planned.leader.pk, planned.other.pk}
    assert told()[0][1] == "云溪区 2026 年接访计划请您批准"
    assert (waiting(head, day), waiting(maker, day)) == (1, 0)
    rota.return_plan(plan_id=planned.plan, reason="国庆前后请错开安排", by=HEAD, at=planned.at)
    assert told()[-1] == (by.user_id, "云溪区 2026 年接访计划退回修改：国庆前后请错开安排")
    assert waiting(maker, day) == 1
    rota.submit(plan_id=planned.plan, by=by, at=planned.at.replace(hour=11))
    assert waiting(maker, day) == 0
    rota.approve(plan_id=planned.plan, by=HEAD, at=planned.at)
    assert told()[-1][1] == "云溪区 2026 年接访计划已经批准，可以公布"
    assert (waiting(head, day), waiting(maker, day)) == (1, 1)  # both may publish it
    rota.publish(plan_id=planned.plan, by=by, at=planned.at)
    assert (waiting(head, day), waiting(maker, day)) == (0, 0)


def test_who_put_it_forward_does_not_wait_for_himself(planned: Any, scope: Any) -> None:
    head = scope("office_head", planned.district.root)
    rota.submit(plan_id=planned.plan, by=Actor(head.actor.user_id, "信访局局长"), at=planned.at)
    assert waiting(head, planned.at.date()) == 0
    assert head.actor.user_id not in {user for user, _title in told()}


def test_an_approved_plan_that_is_not_public_comes_back(planned: Any) -> None:
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    rota.return_plan(plan_id=planned.plan, reason="还缺分管领导的安排", by=HEAD, at=planned.at)
    plan = ReceptionPlan.objects.get(pk=planned.plan)
    assert (plan.state, plan.approved_at, plan.approved_by) == ("draft", None, "")
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    with pytest.raises(Refusal, match="还没有公布的"):
        rota.return_plan(plan_id=planned.plan, reason="还缺分管领导的安排", by=HEAD, at=planned.at)


def test_a_day_changed_while_approved_is_not_taken_out_after_the_plan_came_back(planned: Any) -> None:
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    actions.move_day(
        day_id=planned.day, to_day=date(2026, 10, 21), reason="外出开会", by=CLERK, at=planned.at
    )
    rota.return_plan(plan_id=planned.plan, reason="还缺分管领导的安排", by=HEAD, at=planned.at)
    with pytest.raises(Refusal, match="记录要保留"):
        rota.remove_day(day_id=planned.day, by=CLERK, at=planned.at)


def test_a_day_is_added_to_a_public_plan_with_its_reason(published: Any, scope: Any) -> None:
    given = {"plan_id": published.plan, "place": published.place, "by": CLERK, "at": published.at}
    notice = rota.issue_notice(plan_id=published.plan, month=10, by=CLERK, at=published.at.replace(hour=8))
    pk = rota.insert_day(day=date(2026, 10, 27), reason=WHY, **given)
    change = PlanChange.objects.get(reception_id=pk)
    assert (change.kind, change.reason, change.after["day"]) == ("added", WHY, "2026-10-27")
    row = queries.notice_of(scope("clerk", published.district.root), notice)
    assert row is not None
    assert row.version == 2
    assert [each.pk for each in queries.changed_since(row)] == [change.pk]
    assert pk in {each.pk for each in queries.published_days(HELD, LATER)}
    with pytest.raises(Refusal, match="原因"):
        rota.insert_day(day=LATER, reason="加", **given)
    with pytest.raises(Refusal, match="电话号码"):
        rota.insert_day(day=LATER, reason="增加一次，13800001111 联系", **given)
    with pytest.raises(Refusal, match="已经过了"):
        rota.insert_day(day=date(2026, 10, 14), reason=WHY, **given)
    with pytest.raises(Refusal, match="已经安排了接访"):
        rota.insert_day(day=HELD, reason=WHY, **given)
    assert ReceptionDay.objects.count() == 2


def test_a_plan_being_made_takes_a_day_without_a_reason(planned: Any) -> None:
    with pytest.raises(Refusal, match="直接在计划里安排"):
        rota.insert_day(
            plan_id=planned.plan, place=planned.place, day=LATER, reason=WHY, by=CLERK, at=planned.at
        )


def test_a_leader_is_named_rightly_on_all_days_to_come(published: Any) -> None:
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    rota.insert_day(place=published.place, day=LATER, reason=WHY, **told)
    old = ReceptionDay.objects.create(
        plan_id=published.plan, leader=published.leader, post="党工委书记", name="沈云安",
        day=date(2026, 9, 8), from_time="09:00", to_time="12:00", place="1号接待室",
    )  # fmt: skip
    named = {"leader_id": published.leader.pk, "post": "党工委书记", "name": "沈韵安"}
    with pytest.raises(Refusal, match="原因"):
        rota.name_leader(reason="", **named, **told)
    assert rota.name_leader(reason="姓名写错了字", **named, **told) == 2
    assert ReceptionDay.objects.filter(name="沈韵安").count() == 2
    old.refresh_from_db()
    assert old.name == "沈云安"
    change = PlanChange.objects.filter(kind="named").earliest("pk")
    assert (change.before["name"], change.after["name"]) == ("沈云安", "沈韵安")
    with pytest.raises(Refusal, match="没有要更正的"):
        rota.name_leader(reason="姓名写错了字", **named, **told)


def test_in_a_plan_being_made_no_reason_is_asked(planned: Any) -> None:
    named = {"leader_id": planned.leader.pk, "post": "党工委书记", "name": "沈韵安", "reason": ""}
    assert rota.name_leader(plan_id=planned.plan, by=CLERK, at=planned.at, **named) == 1
    assert not PlanChange.objects.exists()


def test_the_old_day_was_that_of_who_received_then(published: Any, scope: Any, client: Any) -> None:
    """Moved, and later given to a stand-in: the day that was meant at first was not the stand-in's."""
    notice = rota.issue_notice(plan_id=published.plan, month=10, by=CLERK, at=published.at.replace(hour=8))
    told = {"day_id": published.day, "by": CLERK}
    actions.move_day(to_day=date(2026, 10, 27), reason="外出开会", at=published.at, **told)
    actions.stand_in(
        leader_id=published.other.pk, post="管委会主任", reason="书记出差未回",
        at=published.at.replace(hour=11), **told,
    )  # fmt: skip
    row = queries.notice_of(scope("clerk", published.district.root), notice)
    assert row is not None
    moved, stood_in = queries.changed_since(row)
    assert (moved.whose, moved.on) == ("党工委书记", "2026-10-20")
    assert (stood_in.whose, stood_in.on) == ("党工委书记", "2026-10-27")
    client.force_login(published.leader)
    page = client.get(f"/receptions/notices/{notice}/print/").content.decode()
    assert "党工委书记，原定 2026-10-20，改到 2026-10-27" in page
    assert "管委会主任，原定" not in page
    public = client.get("/follow/receptions/?year=2026").content.decode()
    assert "原定 2026-10-20，党工委书记" in public
    days = queries.published_days(HELD, LATER)
    feed = feeding.calendar(days, queries.changes_of(days)).replace("\r\n ", "")
    assert "原定 2026-10-20，党工委书记" in feed
