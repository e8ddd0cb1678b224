"""Supervised, listed, visited: counted by hand; what was withdrawn or called off counts nowhere."""

from datetime import timedelta
from typing import Any

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.backlog import actions as backlog
from xinfang.casework.intake import actions as intake
from xinfang.casework.outreach import actions as outreach
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision import actions as supervision
from xinfang.insight.statistics import periods, queries
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(1, "信访局局长")
DAY = timedelta(days=1)


@pytest.fixture
def matters(district: Any, arrival: Any, at: Any) -> list[int]:
    """Three matters with the street; the third is settled."""
    then = at - 30 * DAY
    found = [
        intake.register(arrival(received_at=then), unit_id=district.root.pk, by=BY, at=then).matter_id
        for _number in range(3)
    ]
    route(matter_ids=found, to_unit_id=district.street.pk, by=BY, at=then)
    for verb in ("accept", "opine", "serve", "conclude", "settle"):
        perform(verb=verb, matter_ids=found[2:], by=BY, at=at - 9 * DAY)
    return found


def figures(scope: Any, district: Any) -> dict[str, Any]:
    person = scope("statistician", district.root)
    return {each.key: each.value for each in queries.figures(person, periods.year(2026))}


def test_orders_that_were_withdrawn_do_not_count(matters, district, scope, at):
    made = []
    for matter in matters:
        told = supervision.Ordered(
            district.street.pk, "late", "phone", "满六十日没有意见。", "立即作出意见。", at.date() + DAY
        )
        made.append(supervision.order(matter_id=matter, ordered=told, by=BY, at=at))
    supervision.reply(order_id=made[0], text="意见已经作出。", by=BY, at=at)
    supervision.accept(order_id=made[0], by=BY, at=at)
    supervision.withdraw(order_id=made[1], reason="发错了对象，撤回", by=BY, at=at)
    found = figures(scope, district)
    assert (found["matters_supervised"], found["matters_supervised_answered"]) == (2, 1)


def test_what_a_leader_puts_under_supervision_is_counted_with_the_receptions(matters, district, scope, at):
    instructed = supervision.Instructed(
        district.street.pk, "领导接访第 1 号", "请限期解决。", at.date() + DAY
    )
    made = supervision.put_under(matter_id=matters[0], instructed=instructed, by=BY, at=at)
    told = supervision.Ordered(
        district.street.pk, "late", "phone", "满六十日没有意见。", "立即作出意见。", at.date() + DAY
    )
    supervision.order(matter_id=matters[1], ordered=told, by=BY, at=at)
    supervision.follow(order_id=made, state="accepted", text="已经解决。", by=BY, at=at)
    found = figures(scope, district)
    assert (found["matters_supervised"], found["matters_supervised_answered"]) == (1, 0)


def test_cases_that_were_taken_off_do_not_count(matters, district, scope, posted, at):
    leader = posted("leader", district.root)
    chosen = backlog.make_list(name="积案", listed_on=at.date(), unit_id=district.root.pk, by=BY, at=at)
    listed = backlog.Listed("old", at.date())
    made = [backlog.put_on(list_id=chosen, matter_id=pk, listed=listed, by=BY, at=at) for pk in matters]
    backlog.remove(case_id=made[1], reason="与另一件是同一件", by=BY, at=at)
    backlog.assign_leader(case_id=made[0], leader_id=leader.pk, by=BY, at=at)
    planned = backlog.Planned("到现场听取意见。", at.date() + DAY)
    backlog.plan(case_id=made[0], planned=planned, by=BY, at=at)
    Matter.objects.filter(pk=matters[0]).update(state="served")
    backlog.conclude(case_id=made[0], ending="solved", outcome="已经补足差额。", on=at.date(), by=BY, at=at)
    found = figures(scope, district)
    keys = ("backlog_matters", "backlog_concluded", "backlog_conclusion_rate")
    assert [found[key] for key in keys] == [2, 1, 50]


def test_a_closed_year_keeps_its_figures_when_it_goes_on_in_the_next(matters, district, scope, posted, at):
    leader, then = posted("leader", district.root), at + 200 * DAY
    chosen = backlog.make_list(name="积案", listed_on=at.date(), unit_id=district.root.pk, by=BY, at=at)
    again = backlog.make_list(name="又一年", listed_on=then.date(), unit_id=district.root.pk, by=BY, at=then)
    matter = matters[0]
    listed = backlog.Listed("old", at.date())
    case = backlog.put_on(list_id=chosen, matter_id=matter, listed=listed, by=BY, at=at)
    backlog.assign_leader(case_id=case, leader_id=leader.pk, by=BY, at=at)
    backlog.plan(case_id=case, planned=backlog.Planned("到现场听取意见。", at.date() + DAY), by=BY, at=at)
    Matter.objects.filter(pk=matter).update(state="served")
    backlog.conclude(case_id=case, ending="solved", outcome="已经补足差额。", on=at.date(), by=BY, at=at)
    orders = [("late", at), ("silent", then)]
    for cause, moment in orders:
        told = supervision.Ordered(
            district.street.pk, cause, "phone", "满六十日没有意见。", "立即作出意见。", moment.date() + DAY
        )
        made = supervision.order(matter_id=matter, ordered=told, by=BY, at=moment)
        if moment == at:
            supervision.reply(order_id=made, text="意见已经作出。", by=BY, at=at)
            supervision.accept(order_id=made, by=BY, at=at)
    listed = backlog.Listed("repeated", then.date())
    backlog.put_on(list_id=again, matter_id=matter, listed=listed, by=BY, at=then)
    keys = ("backlog_matters", "backlog_concluded", "matters_supervised", "matters_supervised_answered")
    person = scope("statistician", district.root)
    for year, right in ((2026, [1, 1, 1, 1]), (2027, [1, 0, 1, 0])):
        found = {each.key: each.value for each in queries.figures(person, periods.year(year))}
        assert [found[key] for key in keys] == right


def test_visits_count_once_they_were_held(matters, district, scope, at):
    made = []
    for matter in matters:
        planned = outreach.Planned(
            district.street.pk, "分管副主任", "朝阳社区", at.date(), "查清开裂的原因。"
        )
        made.append(outreach.plan_visit(matter_id=matter, planned=planned, by=BY, at=at))
    outreach.call_off(visit_id=made[0], reason="大雨，改期再去", by=BY, at=at)
    for visit in made[1:]:
        held = outreach.Held(at.date(), "情况属实无误。", "十日内请人鉴定。", at.date() + DAY)
        outreach.hold_visit(visit_id=visit, held=held, by=BY, at=at)
    outreach.conclude_visit(visit_id=made[2], on=at.date(), outcome="鉴定报告已送达。", by=BY, at=at)
    found = figures(scope, district)
    keys = ("outreach_cases", "outreach_concluded", "outreach_settled", "outreach_settlement_rate")
    assert [found[key] for key in keys] == [2, 1, 1, 50]


def test_figures_asked_for_come_with_what_they_stand_on_and_nothing_else(matters, district, scope):
    person, year = scope("statistician", district.root), periods.year(2026)
    found = queries.figures(person, year, keys=["backlog_conclusion_rate", "matters_supervised"])
    keys = {"backlog_conclusion_rate", "backlog_concluded", "backlog_matters", "matters_supervised"}
    assert {each.key for each in found} == keys
    whole = {each.key: each for each in queries.figures(person, year)}
    assert all(whole[each.key] == each for each in found)
