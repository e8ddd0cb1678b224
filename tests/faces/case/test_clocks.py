"""The clocks on the case page: state, grade, account, and the line that the calendar leaves."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.events import Terms
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars import actions as calendars

BY = Actor(7, "登记员1号")


@pytest.fixture
def told(district, arrival, at):
    return intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)


@pytest.fixture
def page(client, posted, district, told, monkeypatch):
    """The page as it stands on a day."""
    client.force_login(posted("office_head", district.root))

    def show(day: str) -> str:
        moment = datetime.fromisoformat(f"{day}T10:00:00+08:00")
        monkeypatch.setattr(clock, "today", lambda: moment.date())
        monkeypatch.setattr(clock, "now", lambda: moment)
        return client.get(reverse("workbench:matter", args=[told.number])).content.decode()

    return show


def test_a_running_clock_shows_its_grade_in_words_with_its_share(page):
    assert "正常：用去不到一半 · 20%" in page("2026-10-18")
    assert "提醒：用去一半以上 · 53%" in page("2026-10-23")
    assert "预警：用去四分之三以上 · 80%" in page("2026-10-27")
    assert "严重预警：用去 85% 以上 · 86%" in page("2026-10-28")
    late = page("2026-11-01")
    assert "超 2 天" in late
    assert "已超期" in late


def test_what_is_met_is_folded_with_its_day_and_how_late_it_was(page, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at + timedelta(days=17))
    shown = page("2026-11-02")
    assert "已经了结的时限（1）" in shown
    assert "11月1日完成，迟 2 天" in shown


def test_a_right_is_offered_until_its_day_and_nobody_is_late_with_it(page, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    shown = page("2026-10-19")
    assert "可以提出到 2026年10月22日" in shown
    assert "已届满" in page("2026-10-26")
    assert "超 4 天" not in page("2026-10-26")
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at + timedelta(days=1))
    assert "没有提出" in page("2026-10-26")


def test_an_extension_accounts_for_itself(page, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    perform(verb="extend", matter_ids=[told.matter_id], by=BY, at=at, terms=Terms(days=30))
    assert "批准延长 30 日，合计 90 日。" in page("2026-10-19")


def test_a_stopped_clock_has_no_last_day(page, told):
    Clock.objects.update(state="stopped", stopped_on=date(2026, 10, 20))
    shown = page("2026-10-22")
    assert "期满日待恢复计时后推算" in shown
    assert "10月20日起听证，时限暂停" in shown


def test_a_rule_that_was_not_read_in_the_original_says_so(page, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at, simple=True)
    assert "2022 年办法的天数没有核对原文" in page("2026-10-16")


def test_a_clock_of_an_act_taken_back_is_not_shown(page, told, district, at):
    from xinfang.casework.acts.actions import undo

    acts = route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    undo(act_ids=acts, by=BY, at=at)
    assert "书面告知接收情况和处理途径" not in page("2026-10-16")


def test_the_timeline_tells_in_words_that_the_calendar_moved_a_date(page, told, at):
    calendars.change_day(day=date(2026, 10, 30), working=False, name="临时休息", by=BY, at=at)
    moved = "2026 年的放假安排有变，“登记并分送”的期满日从 2026年10月30日 改为 2026年11月2日"
    assert moved in page("2026-10-16")


def test_a_date_that_may_still_move_is_marked_where_it_is_shown(page, told):
    Clock.objects.update(provisional=True)
    assert page("2026-10-16").count("暂定") >= 2
