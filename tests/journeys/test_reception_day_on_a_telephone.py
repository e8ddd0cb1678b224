"""The leader's rows at 360 px: an instruction in two taps and a text; a reception day with nine arrivals."""

import os
from datetime import time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.intake import actions as intake
from xinfang.casework.receptions.models import Arrival, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.models import User

pytestmark = pytest.mark.browser
CLERK = Actor(1, "登记员1号")
HEAD = Actor(None, "管委会主任")
SHOTS = os.environ.get("XINFANG_TEST_SHOTS", "")


def shot(tab: Any, name: str) -> None:
    if SHOTS:
        tab.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def whole(tab: Any) -> None:
    """Nothing beyond the right edge; no rule broken."""
    assert width(tab) <= 360
    assert violations(tab) == []


@pytest.fixture
def today(district: Any, posted: Any, settings: Any, tmp_path: Any) -> Any:
    """Today's reception of the leader, published."""
    settings.XINFANG_FILES = tmp_path
    now = clock.now()
    day = calendar().next_working(timezone.localdate(now).replace(day=10))
    leader = posted("leader", district.root)
    plan = rota.open_plan(unit_id=district.root.pk, year=day.year, by=CLERK, at=now)
    place = Place(leader.pk, "党工委书记", time(9), time(12), "1号接待室", "沈云安")
    pk = rota.add_day(plan_id=plan, place=place, day=day, by=CLERK, at=now)
    # Tests are run at any hour, and a day is not closed before it begins.
    ReceptionDay.objects.filter(pk=pk).update(day=timezone.localdate(now), from_time=time(0))
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=plan, by=by, at=now)
    return pk


def test_an_instruction_in_two_taps_and_a_text(page: Any, district: Any, posted: Any, arrival: Any) -> None:
    now = clock.now()
    told = intake.register(
        arrival(received_at=now - timedelta(days=3)), unit_id=district.root.pk, by=CLERK, at=now
    )
    tab = page("leader", size=PHONE)
    leader = User.objects.get(username="leader-YX")
    instructions.ask(
        asking=Asking("matter", district.root.pk, leader.pk, "", told.matter_id),
        proposal="拟请规划建设局鉴定。", unit_id=district.department.pk, due_on=None, by=CLERK, at=now,
    )  # fmt: skip
    tab.goto("/leader/")
    whole(tab)
    shot(tab, "leader")
    tab.get_by_role("link", name="墙体开裂要求鉴定").click()  # the first tap
    whole(tab)
    shot(tab, "instruction")
    tab.locator("[name=text]").fill("同意。请规划建设局三日内到现场。")
    tab.get_by_role("button", name="批示").click()  # the second
    tab.get_by_text("已批示").wait_for()
    row = Instruction.objects.get()
    assert (row.state, row.dictated, row.unit) == ("open", False, district.department)
    whole(tab)

    unit = page("handler", unit=district.department, size=PHONE)
    unit.goto("/instructions/")
    unit.get_by_role("link", name="墙体开裂要求鉴定").click()
    unit.locator("[name=text]").fill("已到现场鉴定，属一般裂缝，本月修复。")
    unit.get_by_role("button", name="报送答复").click()
    unit.get_by_text("答复已经报送").wait_for()
    whole(unit)

    tab.goto("/leader/")
    tab.get_by_role("link", name="墙体开裂要求鉴定").click()
    tab.get_by_role("button", name="已阅，办结").click()
    tab.get_by_text("这件批示已经办结").wait_for()


def test_a_reception_day_with_nine_arrivals(page: Any, today: int, district: Any, arrival: Any) -> None:
    now = clock.now()
    clerk, leader = page("clerk", size=PHONE), page("leader", size=PHONE)
    for number in range(9):
        visit = intake.register(
            arrival(cell="visit", received_at=now, title=f"小区第{number + 1}栋漏水要求修复"),
            unit_id=district.root.pk, by=CLERK, at=now,
        )  # fmt: skip
        clerk.goto(f"/receptions/days/{today}/")
        clerk.get_by_label("来了几个人").first.fill(str(1 + number % 3))
        clerk.get_by_label("来访登记编号").fill(visit.number)
        clerk.get_by_role("button", name="登记到达").click()
        clerk.get_by_text("已登记到达").wait_for()
    whole(clerk)
    shot(clerk, "desk")
    assert Arrival.objects.count() == 9

    clerk.get_by_role("button", name="叫 1 号").click()
    clerk.get_by_text("请 1 号到1号接待室").wait_for()
    screen = page("", size=(1280, 720))
    screen.goto("/follow/hall/")
    said = screen.locator("main").inner_text()
    assert "请到1号接待室" in said
    assert "漏水" not in said
    assert "王小明" not in said
    assert violations(screen) == []
    shot(screen, "hall")

    leader.goto("/leader/")
    leader.locator("a[href*='/receptions/days/']").first.click()
    for place, row in enumerate(Arrival.objects.order_by("number")):
        leader.goto(f"/receptions/arrivals/{row.pk}/")
        leader.locator("[name=text]").fill("请规划建设局限期修复。")
        leader.locator("[name=unit]").select_option(label="\u3000规划建设局")
        leader.get_by_role("button", name="批示").click()
        leader.get_by_text("已批示").wait_for()
        clerk.goto(f"/receptions/arrivals/{row.pk}/")
        if place == 0:
            whole(clerk)
            shot(clerk, "arrival")
        clerk.get_by_label("现场解决" if place % 2 else "纳入督办").check()
        clerk.locator("#id_note").fill("已当面答复，按批示办理。")
        clerk.get_by_role("button", name="登记结果").click()
        clerk.get_by_text("结果已登记").wait_for()
    whole(leader)
    clerk.goto(f"/receptions/days/{today}/packet/")
    assert clerk.locator(".brief").count() == 9
    whole(clerk)
    shot(clerk, "packet")
    clerk.goto(f"/receptions/days/{today}/")
    clerk.get_by_role("button", name="结束这一天的接访").click()
    clerk.get_by_text("这一天的接访已经结束").wait_for()
    assert Arrival.objects.filter(result="supervised").count() == 5


def test_what_is_typed_after_the_session_ended_is_kept_and_sent(page: Any, today: int) -> None:
    """Two batches at the desk of somebody who was signed out in another tab; neither is lost."""
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/days/{today}/")
    known = tab.context.cookies()
    tab.context.clear_cookies()
    tab.context.add_cookies([each for each in known if each["name"] != settings.SESSION_COOKIE_NAME])
    for subject in ("路灯不亮要求修复", "电梯停运要求检修"):
        tab.get_by_label("反映什么").first.fill(subject)
        tab.get_by_role("button", name="登记到达").click()
        tab.get_by_text("登录已经结束").wait_for()
        expect(tab.locator("form[data-keep] [name=subject]").first).to_have_value("")
    assert Arrival.objects.count() == 0
    tab.context.add_cookies(known)
    tab.goto(f"/receptions/days/{today}/")
    tab.locator("main").get_by_text("电梯停运要求检修").first.wait_for(timeout=20_000)
    assert set(Arrival.objects.values_list("subject", flat=True)) == {"路灯不亮要求修复", "电梯停运要求检修"}


def test_what_is_typed_while_the_line_is_down_is_sent_once_later(page: Any, today: int) -> None:
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/days/{today}/")
    tab.get_by_label("反映什么").first.fill("路灯不亮要求修复")
    tab.get_by_label("来了几个人").first.fill("3")
    tab.context.set_offline(True)
    tab.get_by_role("button", name="登记到达").click()
    tab.get_by_text("网络断了").wait_for()
    assert Arrival.objects.count() == 0
    tab.context.set_offline(False)
    tab.get_by_text("路灯不亮要求修复").first.wait_for(timeout=12_000)
    row = Arrival.objects.get()
    assert (row.head_count, row.subject) == (3, "路灯不亮要求修复")


def test_what_came_while_the_line_was_down_came_then_and_what_is_refused_comes_back_whole(
    page: Any, today: int
) -> None:
    """Three people with a wrong number: the form has them again, not one; the time is that of the typing, by
    the office's clock, whatever the computer takes for its own zone."""
    tab = page("clerk", size=PHONE, timezone_id="America/Los_Angeles")
    tab.clock.set_system_time(timezone.localtime(clock.now()).replace(hour=23, minute=7))
    tab.goto(f"/receptions/days/{today}/")
    tab.get_by_label("来了几个人").fill("3")
    tab.get_by_label("来访登记编号").fill("1999-0001")
    tab.context.set_offline(True)
    tab.get_by_role("button", name="登记到达").click()
    tab.get_by_text("网络断了").wait_for()
    queued = tab.evaluate("JSON.parse(localStorage.getItem('xinfang-desk-queue'))")
    assert [each["data"]["head_count"] for each in queued] == ["3"]
    assert queued[0]["data"]["arrived"] == "23:07"
    tab.context.set_offline(False)
    tab.get_by_text("没有被接受").wait_for(timeout=12_000)
    assert tab.get_by_label("来了几个人").input_value() == "3"
    assert tab.get_by_label("来访登记编号").input_value() == "1999-0001"
    tab.reload()
    assert tab.get_by_label("来了几个人").input_value() == "3"
    assert Arrival.objects.count() == 0
