"""The year's arrangement comes out after the plan was published: days that now rest are said, and decided."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Wish
from xinfang.casework.receptions.models import Booking, MonthNotice, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota import queries
from xinfang.casework.rota.models import PlanChange
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.calendars.actions import change_day

HELD = date(2026, 10, 20)


@pytest.fixture
def rested(published: Any, posted: Any) -> Any:
    """The published Tuesday of 2026, an announced year, made a day of rest afterwards."""
    published.clerk = posted("clerk", published.district.root, "clerk of the plan")
    change_day(day=HELD, working=False, name="放假", by=published.by, at=published.at)
    return published


def book(rested: Any) -> None:
    wish = Wish("phone", "路灯不亮要求修复", 1, "何先生 13912340217")
    actions.book(day_id=rested.day, wish=wish, by=rested.by, at=rested.at)


def bells() -> list[tuple[int | None, str]]:
    rows = Notice.objects.filter(kind="plan.moved").order_by("pk")  # titles are sealed
    return [(row.user_id, row.title) for row in rows if "休息日" in row.title]


def test_the_office_is_told_once_and_nothing_is_promised_on_that_day(rested: Any) -> None:
    assert [(user, "10-20" in title) for user, title in bells()] == [(rested.clerk.pk, True)]
    rest = queries.resting(queries.days_of(ReceptionDay.objects.get().plan), rested.at.date())
    assert [row.day for row in rest] == [HELD]
    with pytest.raises(Refusal, match="休息日"):
        book(rested)
    with pytest.raises(Refusal, match="10-20 现在是休息日"):
        rota.issue_notice(plan_id=rested.plan, month=10, by=rested.by, at=rested.at)
    assert not MonthNotice.objects.exists()


def test_moved_it_is_a_day_as_every_other(rested: Any) -> None:
    told = {"to_day": HELD + timedelta(days=1), "reason": "原日期放假调休", "by": rested.by, "at": rested.at}
    actions.move_day(day_id=rested.day, **told)
    book(rested)
    assert rota.issue_notice(plan_id=rested.plan, month=10, by=rested.by, at=rested.at)


def test_kept_with_a_reason_it_is_held(rested: Any) -> None:
    with pytest.raises(Refusal, match="原因"):
        rota.keep_day(day_id=rested.day, reason="", by=rested.by, at=rested.at)
    rota.keep_day(day_id=rested.day, reason="节日期间照常接访", by=rested.by, at=rested.at)
    book(rested)
    assert rota.issue_notice(plan_id=rested.plan, month=10, by=rested.by, at=rested.at)
    with pytest.raises(Refusal, match="不用再写"):
        rota.keep_day(day_id=rested.day, reason="节日期间照常接访", by=rested.by, at=rested.at)


def test_who_had_booked_a_day_that_is_kept_hears_that_it_is_held(rested: Any) -> None:
    Booking.objects.create(
        reception_id=rested.day, number=1, via="phone", subject="路灯不亮要求修复", head_count=1,
        contact="何先生 13912340217", made_at=rested.at,
    )  # fmt: skip
    actions.keep_day(day_id=rested.day, reason="节日期间照常接访", by=rested.by, at=rested.at)
    body = Notice.objects.get(kind="reception.changed").body
    assert "照常接访：节日期间照常接访" in body


def test_pages_name_the_days_and_the_public_page_offers_no_booking(
    rested: Any, client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(clock, "now", lambda: rested.at + timedelta(minutes=5))
    monkeypatch.setattr(clock, "today", lambda: rested.at.date())
    public = client.get("/follow/receptions/").content.decode()
    assert "现在是休息日，是否接访待定" in public
    assert f"/follow/receptions/{rested.day}/" not in public
    told = client.get(f"/follow/receptions/{rested.day}/")
    assert told.status_code == 409
    assert "现在是休息日" in told.content.decode()
    client.force_login(rested.clerk)
    for page in ("/receptions/", f"/receptions/plans/{rested.plan}/"):
        html = client.get(page).content.decode()
        assert "这几天现在是休息日" in html
        assert f"/receptions/days/{rested.day}/" in html
    day = f"/receptions/days/{rested.day}/"
    assert "照常接访，公布原因" in client.get(day).content.decode()
    assert client.post(f"{day}keep/", {"reason": "节日期间照常接访"}).status_code == 302
    assert "休息日照常接访：节日期间照常接访" in client.get("/follow/receptions/").content.decode()
    assert "这几天现在是休息日" not in client.get("/receptions/").content.decode()


def test_an_old_link_says_that_the_day_is_over(published: Any, client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: published.at + timedelta(days=30))
    monkeypatch.setattr(clock, "today", lambda: (published.at + timedelta(days=30)).date())
    told = client.get(f"/follow/receptions/{published.day}/")
    assert told.status_code == 409
    assert "这一天已经过去了" in told.content.decode()


def test_every_kind_of_change_has_its_own_words_for_who_booked() -> None:
    kinds = dict(PlanChange._meta.get_field("kind").choices)
    said = {
        kind: render_to_string(
            "portal/change.html", {"change": PlanChange(kind=kind, reason="原因", after={})}
        )
        for kind in kinds
    }
    assert [kind for kind, words in said.items() if "取消" in words] == ["cancel"]
    assert "休息日照常接访" in said["kept"]
