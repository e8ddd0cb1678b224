"""The year's plan: rules over working days, clashes said, approved, published, sent up, changed in public."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.casework.receptions.conftest import CLERK, HEAD, HELD
from tests.engines.letterpress.samples import lines, printed

from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.models import (
    MonthNotice,
    NoticePlace,
    PlanChange,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Rule
from xinfang.casework.rota.rules import LAST, notice_due, rule_days
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.documents import vault


def test_a_rule_names_the_nth_weekday_and_a_day_of_rest_gives_way(db: None) -> None:
    days = calendar()
    assert rule_days(2026, 2, 1, (9,), days) == [(date(2026, 9, 8), date(2026, 9, 8))]
    # 1 October 2026 is a Thursday and a holiday until the 7th; the 8th is worked.
    assert rule_days(2026, 1, 3, (10,), days) == [(date(2026, 10, 1), date(2026, 10, 8))]
    assert rule_days(2026, LAST, 1, (3,), days)[0][0] == date(2026, 3, 31)
    assert rule_days(2026, LAST, 1, (2,), days)[0][0] == date(2026, 2, 24)


def test_a_notice_hangs_by_the_last_working_day_of_the_month_before(db: None) -> None:
    assert notice_due(2026, 11, calendar()) == date(2026, 10, 30)  # the 31st is a Saturday
    assert notice_due(2008, 10, calendar()) == date(2008, 9, 28)  # 29 and 30 September were holidays


def test_days_by_rule_are_added_all_or_none(planned: Any) -> None:
    moved = rota.add_by_rule(
        plan_id=planned.plan, place=replace(planned.place, leader_id=planned.other.pk, place="2号接待室"),
        rule=Rule(1, 3, (10, 11)), by=CLERK, at=planned.at,
    )  # fmt: skip
    assert moved == [(date(2026, 10, 1), date(2026, 10, 8))]
    count = ReceptionDay.objects.count()
    with pytest.raises(Refusal, match="已经安排了接访"):  # third Tuesday of October is taken
        rota.add_by_rule(
            plan_id=planned.plan, place=planned.place, rule=Rule(3, 1, (10, 11)), by=CLERK, at=planned.at
        )
    assert ReceptionDay.objects.count() == count


@pytest.mark.parametrize(
    ("change", "day", "said"),
    [
        ({}, date(2026, 10, 4), "休息日"),
        ({}, date(2027, 1, 5), "不在 2026 年的计划里"),
        ({"from_time": time(11), "to_time": time(13)}, HELD, "不能同时再排一场"),
        ({"to_time": time(8)}, date(2026, 10, 21), "结束的时间"),
        ({"place": " "}, date(2026, 10, 21), "地点"),
        ({"leader_id": None}, date(2026, 10, 21), "哪位领导"),
    ],
)
def test_what_cannot_be_planned_is_refused(planned: Any, change: Any, day: date, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        rota.add_day(
            plan_id=planned.plan, place=replace(planned.place, **change), day=day, by=CLERK, at=planned.at
        )
    assert ReceptionDay.objects.count() == 1


def test_two_leaders_do_not_share_a_room_at_once(planned: Any) -> None:
    place = replace(planned.place, leader_id=planned.other.pk)
    with pytest.raises(Refusal, match="已经排给了党工委书记"):
        rota.add_day(plan_id=planned.plan, place=place, day=HELD, by=CLERK, at=planned.at)


def test_the_database_keeps_a_leader_in_one_place_at_a_time(planned: Any) -> None:
    row = ReceptionDay.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceptionDay.objects.create(
            plan=row.plan, leader=row.leader, post="x", day=row.day, from_time=row.from_time,
            to_time=row.to_time, place="别处",
        )  # fmt: skip


def test_a_plan_is_approved_before_it_is_published_and_then_changed_with_a_reason(planned: Any) -> None:
    with pytest.raises(Refusal, match="批准以后"):
        rota.publish(plan_id=planned.plan, by=CLERK, at=planned.at)
    rota.submit(plan_id=planned.plan, by=CLERK, at=planned.at)
    with pytest.raises(Refusal, match="已经报批"):
        rota.remove_day(day_id=planned.day, by=CLERK, at=planned.at)
    rota.approve(plan_id=planned.plan, by=HEAD, at=planned.at)
    assert queries.published_days(HELD, HELD) == []
    rota.publish(plan_id=planned.plan, by=CLERK, at=planned.at)
    assert [row.pk for row in queries.published_days(HELD, HELD)] == [planned.day]
    move = {"day_id": planned.day, "by": CLERK, "at": planned.at}
    with pytest.raises(Refusal, match="原因"):
        actions.move_day(to_day=date(2026, 10, 22), reason=" ", **move)
    with pytest.raises(Refusal, match="休息日"):
        actions.move_day(to_day=date(2026, 10, 24), reason="上级会议，改期", **move)
    actions.move_day(to_day=date(2026, 10, 22), reason="上级会议，改期", **move)
    actions.stand_in(leader_id=planned.other.pk, post="管委会主任", reason="书记外出，代为接访", **move)
    actions.cancel_day(reason="防汛值守，取消一次", **move)
    kinds = [change.kind for change in queries.changes_of(ReceptionDay.objects.all())[planned.day]]
    assert kinds == ["cancel", "stand_in", "move"]
    assert PlanChange.objects.last().before == {}


def test_it_is_sent_up_under_a_number_and_its_receipt_comes_back(published: Any) -> None:
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    with pytest.raises(Refusal, match="还没有上报"):
        rota.record_receipt(receipt_on=published.at.date(), receipt_by="市信访局", **told)
    rota.send_up(sent_to="市信访局", number="云溪信报〔2026〕1号", on_paper=True, **told)
    with pytest.raises(Refusal, match="已经上报过"):
        rota.send_up(sent_to="市信访局", **told)
    with pytest.raises(Refusal, match="签收的日期"):
        rota.record_receipt(receipt_on=date(2026, 1, 1), receipt_by="市信访局", **told)
    rota.record_receipt(receipt_on=published.at.date(), receipt_by="市信访局", **told)
    assert ReceptionPlan.objects.get().receipt_by == "市信访局"


def test_a_months_notice_names_its_places_and_one_not_posted_in_time_is_a_warning(
    published: Any, scope: Any
) -> None:
    place = replace(published.place, leader_id=published.other.pk)
    ReceptionPlan.objects.update(state="draft")
    rota.add_day(plan_id=published.plan, place=place, day=date(2026, 11, 10), by=CLERK, at=published.at)
    ReceptionPlan.objects.update(state="published")
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    for month, said in ((9, "已经过去"), (12, "没有接访安排")):
        with pytest.raises(Refusal, match=said):
            rota.issue_notice(month=month, **told)
    assert MonthNotice.objects.count() == 0
    rota.issue_notice(month=11, **told)
    with pytest.raises(Refusal, match="已经发过"):
        rota.issue_notice(month=11, **told)
    labels = list(NoticePlace.objects.order_by("pk").values_list("label", flat=True))
    assert labels == ["候访大厅", "中和街道", "朝阳社区", "桂溪街道"]
    hall, street = NoticePlace.objects.order_by("pk")[:2]
    rota.tick_place(place_id=hall.pk, posted_on=published.at.date(), by=CLERK, at=published.at)
    with pytest.raises(Refusal, match="张贴的日期"):
        rota.tick_place(place_id=street.pk, posted_on=date(2026, 10, 1), by=CLERK, at=published.at)
    late = published.at + timedelta(days=18)
    rota.tick_place(place_id=street.pk, posted_on=late.date(), by=CLERK, at=late)
    clerk = scope("clerk", published.district.root)
    assert queries.late_places(clerk, date(2026, 10, 30)).rows == []
    warned = [row.label for row in queries.late_places(clerk, late.date()).rows]
    assert warned == ["中和街道", "朝阳社区", "桂溪街道"]


def test_the_report_is_numbered_printed_and_kept(published: Any, settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path
    told = {"plan_id": published.plan, "sent_to": "市信访局", "by": CLERK, "at": published.at}
    number = rota.send_up(**told)
    plan = ReceptionPlan.objects.get()
    assert number.endswith("〔2026〕1号")
    assert plan.sent_number == number
    assert vault.take(plan.sent_file).startswith(b"%PDF")


def test_a_usual_day_of_the_report_stands_in_one_line(published: Any, settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path
    ReceptionDay.objects.update(post="党工委副书记", name="欧阳明远", place="区信访接待大厅2号接待室")
    rota.send_up(plan_id=published.plan, sent_to="市信访局", by=CLERK, at=published.at)
    pages = printed(vault.take(ReceptionPlan.objects.get().sent_file))
    told = {"".join(ch.get_text() for ch in line) for page in pages for line in lines(page).values()}
    row = ReceptionDay.objects.order_by("day")[0]
    said = f"{row.day}{row.from_time:%H:%M}—{row.to_time:%H:%M}{row.post}{row.name}{row.place}"
    assert said in told


@pytest.mark.parametrize(
    ("day", "name"), [("2027-01-01", "元旦"), ("2027-02-08", "春节"), ("2027-10-01", "国庆节")]
)
def test_a_holiday_by_law_is_refused_though_the_year_is_not_announced(
    planned: Any, day: str, name: str
) -> None:
    plan = rota.open_plan(unit_id=planned.district.root.pk, year=2027, by=CLERK, at=planned.at)
    told = {"plan_id": plan, "place": planned.place, "by": CLERK, "at": planned.at}
    with pytest.raises(Refusal, match=f"是{name}"):
        rota.add_day(day=date.fromisoformat(day), **told)
    moved = rota.add_by_rule(rule=Rule(1, 4, (1, 10)), **told)  # both Fridays are the first of the month
    assert moved == [(date(2027, 1, 1), date(2027, 1, 4)), (date(2027, 10, 1), date(2027, 10, 4))]


def test_an_entry_is_changed_while_the_plan_is_made(planned: Any) -> None:
    told = {"day_id": planned.day, "by": CLERK, "at": planned.at}
    place = replace(planned.place, post="管委会主任", leader_id=planned.other.pk, to_time=time(11))
    with pytest.raises(Refusal, match="休息日"):
        rota.change_day(place=place, day=date(2026, 10, 4), **told)
    rota.change_day(place=place, day=date(2026, 10, 21), **told)
    row = ReceptionDay.objects.get()
    assert (row.post, row.day, row.to_time) == ("管委会主任", date(2026, 10, 21), time(11))
    rota.submit(plan_id=planned.plan, by=CLERK, at=planned.at)
    with pytest.raises(Refusal, match="已经报批"):
        rota.change_day(place=place, day=date(2026, 10, 22), **told)


def test_several_leaders_are_entered_at_once_all_or_none(planned: Any) -> None:
    other = replace(planned.place, leader_id=planned.other.pk, post="管委会主任", place="2号接待室")
    told = {"plan_id": planned.plan, "by": CLERK, "at": planned.at}
    count = ReceptionDay.objects.count()
    clash = [(other, Rule(1, 1, (11, 12))), (planned.place, Rule(3, 1, (10, 11)))]
    with pytest.raises(Refusal) as refused:
        rota.add_by_rules(rows=clash, **told)
    assert list(refused.value.by_field()) == ["1-day"]
    assert ReceptionDay.objects.count() == count
    with pytest.raises(Refusal, match="至少为一位"):
        rota.add_by_rules(rows=[], **told)
    rows = [(other, Rule(1, 1, (11, 12))), (planned.place, Rule(2, 2, (11, 12)))]
    rota.add_by_rules(rows=rows, **told)
    assert ReceptionDay.objects.count() == count + 4


def test_a_rule_that_clashes_all_year_is_told_by_its_first_days(planned: Any) -> None:
    told = {"plan_id": planned.plan, "place": planned.place, "by": CLERK, "at": planned.at}
    rule = Rule(1, 1, tuple(range(1, 13)))
    rota.add_by_rule(rule=rule, **told)
    with pytest.raises(Refusal) as refused:
        rota.add_by_rule(rule=rule, **told)
    assert len(refused.value.problems) == 4
    assert "还有 9 天" in refused.value.problems[-1].sentence


def test_a_clash_names_the_row_and_the_day_from_which_it_was_shifted(planned: Any) -> None:
    """The first Thursday of October is a holiday: what stands in the way stands on the day worked instead."""
    rule = Rule(1, 3, (10,))
    told = {"plan_id": planned.plan, "by": CLERK, "at": planned.at}
    moved = rota.add_by_rule(place=planned.place, rule=rule, **told)
    assert moved[0][0] == date(2026, 10, 1)
    other = replace(planned.place, leader_id=planned.other.pk, post="管委会主任")
    with pytest.raises(Refusal) as refused:
        rota.add_by_rule(place=other, rule=rule, **told)
    sentence = str(refused.value.problems[0].sentence)
    assert sentence.startswith("管委会主任排不进")
    assert moved[0][1].isoformat() in sentence
    assert "规则是 2026-10-01，遇休息日移到这一天" in sentence
