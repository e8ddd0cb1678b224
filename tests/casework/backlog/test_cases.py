"""A backlog case from its list to its conclusion; the leader who keeps it; what is refused."""

from datetime import date, timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import pin
from xinfang.casework.backlog import actions, queries, scheduled
from xinfang.casework.backlog.models import BacklogCase, BacklogList, CaseState
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.scope import scope_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def told(registered):
    return registered()


@pytest.fixture
def chosen(district, at):
    return actions.make_list(
        name="大接访积案", listed_on=at.date() - 9 * DAY, unit_id=district.root.pk, by=BY, at=at
    )


@pytest.fixture
def case(told, chosen, at):
    listed = actions.Listed("old", at.date() - 5 * DAY)
    return actions.put_on(list_id=chosen, matter_id=told.matter_id, listed=listed, by=BY, at=at)


@pytest.fixture
def led(case, district, posted, at):
    """A case with a leader and a plan of one step."""
    leader = posted("leader", district.root)
    actions.assign_leader(case_id=case, leader_id=leader.pk, by=BY, at=at)
    planned = actions.Planned(
        "约双方到场，按公告补足差额。", at.date() + 30 * DAY, (("核对面积", at.date() + 9 * DAY),)
    )
    actions.plan(case_id=case, planned=planned, by=BY, at=at)
    return leader


def conclude(case, at, **changes):
    fields = {"ending": "solved", "outcome": "差额已补足，双方签字。", "on": at.date()} | changes
    actions.conclude(case_id=case, by=BY, at=at, **fields)


def done(case, at):
    step = BacklogCase.objects.get(pk=case).steps.get()
    actions.finish_step(step_id=step.pk, done_on=at.date(), outcome="面积已核对清楚", by=BY, at=at)


@pytest.fixture
def served(told, go):
    """The petitioner has the answer."""
    go(told.matter_id, "accept", "opine", "serve")


def test_it_works_from_the_list_to_the_conclusion(case, led, told, served, at):
    with pytest.raises(Refusal, match="没完成的步骤"):
        conclude(case, at)
    done(case, at)
    actions.extend(case_id=case, due_on=at.date() + 60 * DAY, reason="鉴定机构排期靠后", by=BY, at=at)
    conclude(case, at)
    row = BacklogCase.objects.get()
    assert (row.state, row.ending, row.post) == ("concluded", "solved", str(led))
    lines = TimelineEntry.objects.filter(matter_id=told.matter_id, verb="backlog").order_by("pk")
    events = ["listed", "led", "planned", "stepped", "extended", "concluded"]
    assert [line.data["event"] for line in lines] == events
    assert AuditEntry.objects.filter(event__startswith="backlog.").count() == len(events) + 1


def test_a_list_has_its_own_name_and_no_day_to_come(chosen, district, at):
    for name, day, wrong in (
        (" ", at.date(), "名称"),
        ("大接访积案", at.date(), "同名"),
        ("新", at.date() + DAY, "今天以后"),
    ):
        with pytest.raises(Refusal, match=wrong):
            actions.make_list(name=name, listed_on=day, unit_id=district.root.pk, by=BY, at=at)
    assert BacklogList.objects.count() == 1


def test_what_is_listed_wrongly_is_refused(case, told, chosen, registered, arrival, district, at):
    def put(matter_id, list_id=chosen, reason="old", on=None, why=""):
        listed = actions.Listed(reason, on or at.date(), why)
        actions.put_on(list_id=list_id, matter_id=matter_id, listed=listed, by=BY, at=at)

    other = registered().matter_id
    secret = arrival(received_at=at - DAY, purpose="accusation", accused_unit_id=district.other.pk)
    accusation = intake.register(secret, unit_id=district.root.pk, by=BY, at=at - DAY).matter_id
    second = actions.make_list(name="又一份", listed_on=at.date(), unit_id=district.root.pk, by=BY, at=at)
    for wrong, call in (
        ("已经在这份清单上", lambda: put(told.matter_id)),
        ("另一份清单", lambda: put(told.matter_id, second)),
        ("单独保密", lambda: put(accusation)),
        ("列为积案的理由", lambda: put(other, reason="nuisance")),
        ("写明理由", lambda: put(other, reason="other")),
        ("以后、今天或以前", lambda: put(other, on=at.date() + DAY)),
        ("以后、今天或以前", lambda: put(other, on=at.date() - 99 * DAY)),
    ):
        with pytest.raises(Refusal, match=wrong):
            call()
    assert BacklogCase.objects.count() == 1


def test_no_result_without_leader_plan_and_a_day_between_and_none_while_it_is_held(
    case, told, served, at, district, posted
):
    with pytest.raises(Refusal, match="没有包案领导"):
        conclude(case, at)
    planned = actions.Planned("约双方到场，补足差额。", at.date() + DAY)
    with pytest.raises(Refusal, match="先确定包案领导"):
        actions.plan(case_id=case, planned=planned, by=BY, at=at)
    leader = posted("leader", district.root)
    actions.assign_leader(case_id=case, leader_id=leader.pk, by=BY, at=at)
    actions.plan(case_id=case, planned=planned, by=BY, at=at)
    for changes, wrong in (
        ({"on": at.date() + DAY}, "今天或以前"),
        ({"on": at.date() - 6 * DAY}, "列为积案以后"),
        ({"ending": "silenced"}, "化解的结果"),
        ({"outcome": "好"}, "至少"),
    ):
        with pytest.raises(Refusal, match=wrong):
            conclude(case, at, **changes)
    pin(matter_id=told.matter_id, reason="正在督办", room="supervision", by=BY, at=at)
    with pytest.raises(Refusal, match="正在督办"):
        conclude(case, at)
    assert BacklogCase.objects.get().state == CaseState.OPEN


def test_a_case_is_not_concluded_before_the_petitioner_has_the_answer(case, led, told, go, at):
    done(case, at)
    go(told.matter_id, "accept", "opine")
    with pytest.raises(Refusal, match="还没有把处理意见"):
        conclude(case, at)
    go(told.matter_id, "serve")
    conclude(case, at)


def test_a_plan_written_again_has_the_steps_given_and_tells_what_changed(case, led, at):
    def write(*steps):
        planned = actions.Planned("约双方到场，按公告补足差额。", at.date() + 30 * DAY, steps)
        actions.plan(case_id=case, planned=planned, by=BY, at=at)
        row = BacklogCase.objects.get()
        return [(each.what, each.due_on - at.date()) for each in queries.steps_of(row)]

    check, meet = ("核对面积", at.date() + 9 * DAY), ("开协调会", at.date() + 12 * DAY)
    assert write(check) == [("核对面积", 9 * DAY)]
    assert write(check, meet) == [("核对面积", 9 * DAY), ("开协调会", 12 * DAY)]
    assert write(("核对面积", at.date() + 10 * DAY)) == [("核对面积", 10 * DAY)]
    told = queries.events_of(BacklogCase.objects.get())[0].text
    assert f"去掉步骤：开协调会（{meet[1]}）" in told
    assert f"增加步骤：核对面积（{at.date() + 10 * DAY}）" in told
    done(case, at)
    assert write(meet) == [("核对面积", 10 * DAY), ("开协调会", 12 * DAY)]


def test_days_of_a_plan_are_within_reason(case, led, at):
    listed = BacklogCase.objects.get().listed_on
    for steps, wrong in (
        ((("核对面积", listed - DAY),), "不能早于列为积案"),
        ((("核对面积", at.date() + 31 * DAY),), "不能晚于化解"),
        (((" ", at.date()),), "写明做什么"),
    ):
        planned = actions.Planned("约双方到场，补足差额。", at.date() + 30 * DAY, steps)
        with pytest.raises(Refusal, match=wrong):
            actions.plan(case_id=case, planned=planned, by=BY, at=at)
    with pytest.raises(Refusal, match="核对年份"):
        actions.extend(case_id=case, due_on=date(9999, 12, 31), reason="鉴定机构排期靠后", by=BY, at=at)
    BacklogCase.objects.update(due_on=None, plan="")
    planned = actions.Planned("约双方到场，补足差额。", date(9999, 12, 31))
    with pytest.raises(Refusal, match="核对年份"):
        actions.plan(case_id=case, planned=planned, by=BY, at=at)


def test_a_leader_who_is_put_in_charge_is_told(case, led, at):
    notice = Notice.objects.get(kind="backlog.led")
    assert (notice.user_id, notice.subject_id) == (led.pk, case)


def test_it_is_extended_once_and_later(case, led, at):
    with pytest.raises(Refusal, match="请办延期"):
        actions.plan(
            case_id=case, planned=actions.Planned("换个办法化解这件事。", at.date() + 90 * DAY), by=BY, at=at
        )
    with pytest.raises(Refusal, match="原来的期限以后"):
        actions.extend(case_id=case, due_on=at.date() + 30 * DAY, reason="鉴定机构排期靠后", by=BY, at=at)
    actions.extend(case_id=case, due_on=at.date() + 31 * DAY, reason="鉴定机构排期靠后", by=BY, at=at)
    with pytest.raises(Refusal, match="延期过一次"):
        actions.extend(case_id=case, due_on=at.date() + 40 * DAY, reason="鉴定机构排期靠后", by=BY, at=at)


def test_who_is_in_charge_keeps_it_and_nobody_without_the_post_gets_it(case, led, district, posted, at):
    clerk, second = posted("clerk", district.root), posted("leader", district.root, "second")
    with pytest.raises(Refusal, match="在任的领导"):
        actions.assign_leader(case_id=case, leader_id=clerk.pk, by=BY, at=at)
    with pytest.raises(Refusal, match="包到底"):
        actions.assign_leader(case_id=case, leader_id=second.pk, by=BY, at=at)
    led.is_active = False
    led.save()
    actions.assign_leader(case_id=case, leader_id=second.pk, by=BY, at=at)
    assert BacklogCase.objects.get().leader == second


def test_if_a_repeat_follows_the_same_leader_keeps_the_case(
    case, led, told, served, arrival, district, scope, at
):
    done(case, at)
    conclude(case, at)
    later = at + 3 * DAY
    assert actions.carry_on(since=at, by=BY, at=later) == 0
    again = arrival(received_at=later, repeats_matter_id=told.matter_id, raising_kind="repeat")
    intake.register(again, unit_id=district.root.pk, by=BY, at=later)  # at once, not at the next full hour
    assert "0 件" in scheduled.carry_on(since=later, at=later + DAY)
    assert Notice.objects.filter(kind="backlog.led", user_id=led.pk).count() == 2
    before, row = BacklogCase.objects.order_by("pk")
    assert (row.state, row.leader, row.again, row.plan, row.due_on) == ("open", led, 1, "", None)
    assert (before.state, before.concluded_on, row.list) == ("concluded", at.date(), before.list)
    line = queries.lists(scope("office_head", district.root), later.date())[0]
    assert (line.total, line.concluded, line.open) == (1, 0, 1)


def test_a_repeat_asks_for_no_other_case_than_its_own(case, led, told, served, arrival, district, at):
    done(case, at)
    other = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    again = arrival(received_at=at + DAY, repeats_matter_id=told.matter_id, raising_kind="repeat")
    back = intake.register(again, unit_id=district.root.pk, by=BY, at=at + DAY)
    conclude(case, at + DAY, on=at.date())  # written down late: nobody has looked since
    for one, goes_on in ((other, 0), (back, 1)):
        assert actions.carry_on(since=at, by=BY, at=at + DAY, petition_ids=[one.petition_id]) == goes_on


def test_the_schedule_finds_what_was_concluded_with_an_earlier_date(
    case, led, told, served, arrival, district, at
):
    """Written down late: the petitioners had come back between the day of the conclusion and the writing."""
    done(case, at)
    back = arrival(received_at=at + DAY, repeats_matter_id=told.matter_id, raising_kind="repeat")
    intake.register(back, unit_id=district.root.pk, by=BY, at=at + DAY)
    conclude(case, at + DAY, on=at.date())
    assert "1 件" in scheduled.carry_on(since=at + DAY, at=at + DAY + timedelta(hours=1))


@pytest.mark.parametrize(("hours", "cases"), [(-1, 1), (1, 2)])
def test_on_the_day_of_the_conclusion_the_hour_decides(
    hours, cases, case, led, told, served, arrival, district, at
):
    done(case, at)
    conclude(case, at)
    came = at + timedelta(hours=hours)
    back = arrival(received_at=came, repeats_matter_id=told.matter_id, raising_kind="repeat")
    intake.register(back, unit_id=district.root.pk, by=BY, at=at + timedelta(hours=2))
    assert BacklogCase.objects.count() == cases


def test_who_came_before_the_conclusion_has_not_come_back(case, led, told, served, arrival, district, at):
    done(case, at)
    conclude(case, at)
    before = arrival(received_at=at - DAY, repeats_matter_id=told.matter_id, raising_kind="repeat")
    intake.register(before, unit_id=district.root.pk, by=BY, at=at + DAY)
    assert actions.carry_on(since=at, by=BY, at=at + 2 * DAY) == 0


def test_another_list_later_finds_the_same_leader(case, led, told, served, district, at):
    done(case, at)
    conclude(case, at)
    second = actions.make_list(name="又一份", listed_on=at.date(), unit_id=district.root.pk, by=BY, at=at)
    listed = actions.Listed("repeated", at.date())
    pk = actions.put_on(list_id=second, matter_id=told.matter_id, listed=listed, by=BY, at=at)
    assert BacklogCase.objects.get(pk=pk).leader == led


def test_what_is_taken_off_counts_no_more(case, chosen, scope, district, at):
    actions.remove(case_id=case, reason="与另一件是同一件", by=BY, at=at)
    office = scope("office_head", district.root)
    assert queries.lists(office, at.date())[0].total == 0
    stranger = scope("handler", district.other)
    assert queries.lists(stranger, at.date()) == []
    assert queries.case_in(stranger, case) is None
    with pytest.raises(Refusal, match="已经结束"):
        actions.remove(case_id=case, reason="再移一次看看行不行", by=BY, at=at)


def test_the_leader_sees_the_own_cases_and_who_else_may_work_on_them(case, led, scope, district, at):
    mine = scope_of(led, at.date())
    row = queries.case_in(mine, case)
    assert (queries.count_mine(mine), queries.may_work(mine, row)) == (1, True)
    assert [each.pk for each in queries.cases(mine, at.date(), mine=True).rows] == [case]
    assert not queries.may_work(scope("handler", district.street), row)
    assert queries.may_work(scope("office_head", district.root), row)
