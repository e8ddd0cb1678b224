"""The desk of a reception day when an entry is refused and when the line drops: nothing typed is lost."""

from datetime import time
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import PHONE
from tests.journeys.test_reception_day_on_a_telephone import today

from xinfang.casework.receptions.actions import Came, Wish, arrive, book, strike
from xinfang.casework.receptions.models import Arrival, Booking, ReceptionDay
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

__all__ = ["today"]

pytestmark = pytest.mark.browser
CLERK = Actor(1, "登记员1号")


def typed_without_a_line(page: Any, pk: int) -> Any:
    """The page of an arrival on which a result was typed while the line was down."""
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/arrivals/{pk}/")
    form = tab.locator("form[data-keep^=dispose]")
    form.get_by_label("解释说明").check()
    form.get_by_label("怎么处理、怎么答复的").fill("当面解释清楚，来访人理解。")
    tab.context.set_offline(True)
    form.get_by_role("button", name="登记结果").click()
    tab.get_by_text("网络断了").wait_for()
    return tab


def test_what_was_refused_and_put_right_is_kept_and_the_desk_goes_on(page: Any, today: int) -> None:
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/days/{today}/")
    tab.get_by_label("反映什么").first.fill("路灯不亮要求修复")
    tab.get_by_label("来访登记编号").fill("1999-0001")
    tab.get_by_role("button", name="登记到达").click()
    tab.get_by_text("没有这个编号的来访登记").first.wait_for()
    tab.get_by_label("来访登记编号").fill("")
    tab.get_by_role("button", name="登记到达").click()
    tab.get_by_text("已登记到达").wait_for()
    assert tab.url.endswith(f"/receptions/days/{today}/")
    assert "什么都没有改动" not in tab.content()
    assert Arrival.objects.get().subject == "路灯不亮要求修复"


def test_bookings_typed_without_a_line_outlive_a_reload_and_are_sent_once(page: Any, today: int) -> None:
    ReceptionDay.objects.filter(pk=today).update(to_time=time.max)  # tests are run at any hour
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/days/{today}/")
    tab.get_by_text("登记电话或窗口预约").click()
    form = tab.locator("form[data-keep^=book]")
    tab.context.set_offline(True)
    for subject in ("路灯不亮要求修复", "电梯停运要求检修"):
        form.get_by_label("反映什么").fill(subject)
        form.get_by_label("称呼和电话").fill("何先生 13912340217")
        form.get_by_role("button", name="预约").click()
        expect(form.get_by_label("反映什么")).to_have_value("")
    tab.get_by_text("有 2 条还没有送出").wait_for()
    assert tab.evaluate("JSON.stringify(localStorage)").count("13912340217") == 0
    form.get_by_label("反映什么").fill("正在写的一条")
    tab.context.set_offline(False)
    tab.locator("main").get_by_text("电梯停运要求检修").first.wait_for(timeout=12_000)
    assert form.get_by_label("反映什么").input_value() == "正在写的一条"
    tab.reload()
    assert form.get_by_label("反映什么").input_value() == "正在写的一条"
    assert set(Booking.objects.values_list("subject", flat=True)) == {"路灯不亮要求修复", "电梯停运要求检修"}


def test_a_result_typed_without_a_line_is_sent_once(page: Any, today: int) -> None:
    now = clock.now()
    pk = arrive(day_id=today, came=Came(2, now, subject="墙体开裂"), by=CLERK, at=now)
    tab = typed_without_a_line(page, pk)
    tab.context.set_offline(False)
    tab.get_by_text("当面解释清楚").first.wait_for(timeout=12_000)
    assert Arrival.objects.get().result == "explained"
    assert tab.evaluate("sessionStorage.getItem('xinfang-desk-queue')") == "[]"


def test_a_wrong_press_is_taken_back_and_the_booking_waits_again(page: Any, today: int) -> None:
    now = clock.now()
    ReceptionDay.objects.filter(pk=today).update(to_time=time.max)  # tests are run at any hour
    wish = Wish("phone", "路灯不亮要求修复", 2, "何先生 13912340217")
    book(day_id=today, wish=wish, by=CLERK, at=now)
    tab = page("clerk", size=PHONE)
    tab.goto(f"/receptions/days/{today}/")
    tab.get_by_role("button", name="到了").click()
    tab.get_by_text("已到 1 批 2 人次").wait_for()
    tab.get_by_role("link", name="路灯不亮要求修复").click()
    tab.get_by_text("划去这一批").click()
    form = tab.locator("form[action$='/strike/']")
    form.get_by_label("登记错了").check()
    form.get_by_label("说明").fill("点错了一行，人还没有到")
    form.get_by_role("button", name="划去").click()
    tab.get_by_text("1 号已划去").wait_for()
    tab.get_by_text("已到 0 批 0 人次").wait_for()
    expect(tab.get_by_role("button", name="到了")).to_be_visible()
    tab.get_by_role("button", name="到了").click()
    tab.get_by_text("已到 1 批 2 人次").wait_for()


def test_what_was_typed_without_a_line_for_one_that_is_struck_out_is_kept(page: Any, today: int) -> None:
    now = clock.now()
    pk = arrive(day_id=today, came=Came(2, now, subject="墙体开裂"), by=CLERK, at=now)
    tab = typed_without_a_line(page, pk)
    strike(arrival_id=pk, kind="mistaken", reason="重复登记了一次", by=CLERK, at=clock.now())
    tab.context.set_offline(False)
    tab.get_by_text("断网时填的一条没有被接受").wait_for(timeout=12_000)
    expect(tab.locator("#unsent")).to_contain_text("1 号已经划去，不能再办")
    tab.reload()  # the form is not there any more
    tab.get_by_text("这一批已经划去").wait_for()
    kept = tab.get_by_label("断网时填的这一条没有送出")
    assert kept.input_value() == "当面解释清楚，来访人理解。"
    tab.get_by_role("button", name="不用了，删去").click()
    tab.reload()
    tab.get_by_text("这一批已经划去").wait_for()
    expect(kept).to_have_count(0)
    assert Arrival.every.get(pk=pk).result == ""
