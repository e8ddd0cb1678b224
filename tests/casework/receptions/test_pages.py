"""Plans, campaigns and places without their notice are shown by pages, each with how many there are."""

from datetime import date, time, timedelta
from typing import Any

from tests.casework.receptions.conftest import CLERK, moment

from xinfang.casework.campaigns.models import Campaign
from xinfang.casework.campaigns.queries import campaigns
from xinfang.casework.receptions import actions, queries
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.models import MonthNotice, NoticePlace

DAY = timedelta(days=1)


def test_plans_stand_by_year_and_each_once(published: Any, scope: Any) -> None:
    given = {"by": CLERK, "at": published.at}
    for year in (2027, 2024, 2025):
        for unit in (published.district.street, published.district.root):
            rota.open_plan(unit_id=unit.pk, year=year, **given)
    clerk = scope("clerk", published.district.root)
    first = queries.plans(clerk, size=4)
    assert (first.count, first.newer) == (7, "")
    assert [plan.year for plan in first.rows] == [2027, 2027, 2026, 2025]
    second = queries.plans(clerk, size=4, older=first.older)
    assert [plan.year for plan in second.rows] == [2025, 2024, 2024]
    assert not {plan.pk for plan in first.rows} & {plan.pk for plan in second.rows}
    assert [plan.count for plan in first.rows] == [0, 0, 1, 0]
    shown = [plan.unit for plan in (*first.rows, *second.rows)]
    root, street = published.district.root, published.district.street
    assert shown == [root, street, root, root, street, root, street]  # in each year the district's first
    back = queries.plans(clerk, size=4, newer=second.newer)
    assert (back.rows, back.newer, back.older) == (first.rows, "", first.older)
    assert queries.plans(clerk, size=4, older="r0").rows == first.rows


def test_a_day_in_two_parts_is_a_day(published: Any, scope: Any) -> None:
    """Handed over at half past ten: one day by the calendar, on which leaders received twice."""
    actions.hand_over(
        day_id=published.day, leader_id=published.other.pk, post="管委会主任", from_time=time(10, 30),
        reason="书记临时参加防汛调度", by=CLERK, at=moment(10, 31),
    )  # fmt: skip
    plan = queries.plans(scope("clerk", published.district.root)).rows[0]
    assert (plan.count, plan.times) == (1, 2)


def test_places_without_their_notice_stand_by_the_day(published: Any, scope: Any) -> None:
    rota.issue_notice(plan_id=published.plan, month=10, by=CLERK, at=published.at)
    clerk, today = scope("clerk", published.district.root), date(2026, 10, 15)
    in_all = NoticePlace.objects.count()
    first = queries.late_places(clerk, today, size=3)
    assert (first.count, len(first.rows)) == (in_all, 3)
    second = queries.late_places(clerk, today, size=3, older=first.older)
    assert len(second.rows) == in_all - 3
    back = queries.late_places(clerk, today, size=3, newer=second.newer)
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


def test_places_to_renew_stand_by_the_day(published: Any, scope: Any) -> None:
    pk = rota.issue_notice(plan_id=published.plan, month=10, by=CLERK, at=published.at)
    NoticePlace.objects.update(posted_on=published.at.date(), hung_version=1)
    MonthNotice.objects.filter(pk=pk).update(version=2, changed_at=published.at)
    clerk, today = scope("clerk", published.district.root), published.at.date()
    first = queries.places_to_renew(clerk, today, size=3)
    assert (first.count, len(first.rows)) == (NoticePlace.objects.count(), 3)
    second = queries.places_to_renew(clerk, today, size=3, older=first.older)
    back = queries.places_to_renew(clerk, today, size=3, newer=second.newer)
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]
    assert not {row.pk for row in second.rows} & {row.pk for row in first.rows}


def test_campaigns_are_turned_on_the_page(published: Any, client: Any, posted: Any, scope: Any) -> None:
    root, first = published.district.root, date(2026, 1, 1)
    Campaign.objects.bulk_create(
        Campaign(
            unit=root, name=f"接访月{n}", first=first + n * DAY, last=first + 40 * DAY, opened_at=published.at
        )
        for n in range(32)
    )
    assert campaigns(scope("clerk", root)).count == 32
    client.force_login(posted("clerk", root, "reader"))
    page = client.get("/campaigns/").content.decode()
    assert "接访月31" in page
    assert "接访月1<" not in page
    assert "后一页" in page
    older = campaigns(scope("office_head", root)).older
    rest = client.get("/campaigns/", {"older": older}).content.decode()
    assert "接访月1<" in rest
    assert "前一页" in rest
