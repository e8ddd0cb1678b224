"""The pages of a plan that was put forward, sent back, published and mended."""

from datetime import timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, planned

from xinfang.casework.receptions.models import ReceptionDay, ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.kernel import clock

__all__ = ["planned"]


@pytest.fixture
def signed_in(client: Any, posted: Any, planned: Any, monkeypatch: Any) -> Any:  # noqa: F811
    monkeypatch.setattr(clock, "now", lambda: planned.at + timedelta(minutes=5))
    monkeypatch.setattr(clock, "today", lambda: planned.at.date())

    def enter(role: str) -> Any:
        client.force_login(posted(role, planned.district.root, f"{role} here"))
        return client

    return enter


def test_a_plan_stands_on_today_and_behind_the_door_until_it_is_decided(
    signed_in: Any,
    planned: Any,  # noqa: F811
) -> None:
    rota.submit(plan_id=planned.plan, by=CLERK, at=planned.at)
    client = signed_in("office_head")
    for address in ("/", "/receptions/"):
        page = client.get(address, follow=True).content.decode()
        assert "等您办的接访计划" in page
        assert "待批准" in page
    client.post(f"/receptions/plans/{planned.plan}/approve/")
    page = client.get(f"/receptions/plans/{planned.plan}/").content.decode()
    assert "退回修改" in page
    assert "增加一天" in page
    answer = client.post(f"/receptions/plans/{planned.plan}/return_plan/", {"reason": "还缺分管领导的安排"})
    assert answer.status_code == 302
    assert ReceptionPlan.objects.get().state == "draft"
    assert "还缺分管领导的安排" in client.get("/receptions/").content.decode()


def test_a_public_plan_is_added_to_and_mended(signed_in: Any, planned: Any) -> None:  # noqa: F811
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    client, address = signed_in("clerk"), f"/receptions/plans/{planned.plan}/"
    day = {"leader": planned.leader.pk, "post": "党工委书记", "name": "沈云安", "day": "2026-11-17"}
    day |= {"from_time": "09:00", "to_time": "12:00", "place": "1号接待室"}
    wrong = client.post(f"{address}insert/", day)
    assert wrong.status_code == 422
    assert client.post(f"{address}insert/", day | {"reason": "增加一次接待"}).status_code == 302
    named = {"leader": planned.leader.pk, "post": "党工委书记", "name": "沈韵安"}
    assert "原因会和变更一起公布" in client.post(f"{address}name/", named).content.decode()
    answer = client.post(f"{address}name/", named | {"reason": "姓名写错了字"}, follow=True)
    assert "已更正以后的 2 天" in answer.content.decode()
    assert set(ReceptionDay.objects.values_list("name", flat=True)) == {"沈韵安"}
    public = client.get("/follow/receptions/?year=2026").content.decode()
    assert "增加一次接待" in public
    assert "原写党工委书记 沈云安" in public


def test_a_cancelled_day_says_how_another_is_added(signed_in: Any, planned: Any) -> None:  # noqa: F811
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    client, address = signed_in("clerk"), f"/receptions/days/{planned.day}/"
    back = f"/receptions/plans/{planned.plan}/?add=1#insert"
    assert back not in client.get(address).content.decode()
    client.post(f"{address}cancel/", {"reason": "全区停电检修"})
    page = client.get(address).content.decode()
    assert "取消了的日子不能恢复" in page
    assert back in page
    assert '<details class="card ask" id="insert" open>' in client.get(back).content.decode()
    assert back not in signed_in("handler").get(address).content.decode()
