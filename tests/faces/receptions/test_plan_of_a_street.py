"""A street plans its own days: it is offered whom its plan takes, and still told what it is to hang."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HEAD, planned, published

from xinfang.casework.receptions import queries
from xinfang.casework.receptions.models import NoticePlace, ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel import clock

__all__ = ["planned", "published"]

FORMS = ("rule", "day", "insert")


@pytest.fixture
def street(client: Any, posted: Any, published: Any, monkeypatch: Any) -> Any:  # noqa: F811
    """The street's clerk with a plan begun, beside the district's that is public."""
    monkeypatch.setattr(clock, "now", lambda: published.at + timedelta(minutes=5))
    monkeypatch.setattr(clock, "today", lambda: published.at.date())
    client.force_login(posted("clerk", published.district.street))
    client.post("/receptions/plans/new/", {"year": 2026})
    published.client, published.unit = client, published.district.street
    published.own = ReceptionPlan.objects.get(unit=published.unit)
    published.page = f"/receptions/plans/{published.own.pk}/"
    return published


def offered(street: Any) -> dict[str, set[int]]:
    context = street.client.get(street.page).context
    found = {name: context[f"{name}_form"].fields["leader"].choices for name in FORMS}
    return {name: {pk for pk, _label in choices if pk} for name, choices in found.items()} | {
        "rows": set(context["rows_form"].leaders)
    }


def test_only_who_may_be_in_the_plan_is_offered(street: Any, posted: Any) -> None:
    leader, below = posted("leader", street.unit), posted("leader", street.district.community)
    head = posted("unit_head", street.unit)
    posted("unit_head", street.district.community)
    found = offered(street)
    assert found.pop("rows") == {leader.pk, below.pk}
    assert all(each == {leader.pk, below.pk, head.pk} for each in found.values())
    given = {"post": "主任", "from_time": "09:00", "to_time": "12:00", "place": "街道接待室"}
    for number, pk in enumerate(found["day"]):
        data = {**given, "leader": pk, "day": date(2026, 11, 17 + number), "place": f"{number}号室"}
        assert street.client.post(f"{street.page}day/", data).status_code == 302
    assert street.own.days.count() == 3


def test_a_street_without_leaders_arranges_its_heads_by_rows(street: Any, posted: Any) -> None:
    head = posted("unit_head", street.unit)
    assert offered(street)["rows"] == {head.pk}


def test_where_nobody_can_be_offered_the_page_says_who_adds_a_leader(street: Any) -> None:
    page = street.client.get(street.page).content.decode()
    assert page.count("请管理员在“设置 › 人员”里给领导建账号") == 3
    assert "全部安排" not in page


def test_who_is_named_rightly_has_days_to_come_wherever_posted_since(street: Any, posted: Any) -> None:
    leader, moved = posted("leader", street.unit), posted("leader", street.unit, "moved")
    place = Place(moved.pk, "主任", clock.now().time(), clock.now().time().max, "街道接待室")
    rota.add_day(plan_id=street.own.pk, place=place, day=date(2026, 11, 17), by=CLERK, at=street.at)
    moved.postings.update(unit=street.district.other)
    form = street.client.get(street.page).context["name_form"]
    assert [pk for pk, _label in form.fields["leader"].choices] == ["", moved.pk]
    assert leader.pk in offered(street)["day"]


def test_a_street_with_a_plan_of_its_own_is_told_what_it_is_to_hang(street: Any, posted: Any) -> None:
    told = {"by": CLERK, "at": street.at}
    above = rota.issue_notice(plan_id=street.plan, month=10, **told)
    leader = posted("leader", street.unit)
    place = Place(leader.pk, "主任", street.place.from_time, street.place.to_time, "街道接待室")
    rota.add_day(plan_id=street.own.pk, place=place, day=date(2026, 11, 17), **told)
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=street.own.pk, by=by, at=street.at)
    own = rota.issue_notice(plan_id=street.own.pk, month=11, **told)
    mine = NoticePlace.objects.filter(unit=street.unit).order_by("pk")
    page = street.client.get("/receptions/").content.decode()
    assert "等我们张贴的公告" in page
    assert "中和街道 · 2026 年 11 月公告" in page  # whose notice it is, besides where it hangs
    hung = re.findall(r"/receptions/notices/([0-9]+)/#place-([0-9]+)", page)
    below = NoticePlace.objects.get(unit=street.district.community, notice=above)
    assert hung == [(str(above), str(mine[0].pk)), (str(above), str(below.pk)), (str(own), str(mine[1].pk))]
    street.client.post(f"/receptions/places/{mine[0].pk}/", {"posted_on": clock.today().isoformat()})
    page = street.client.get("/receptions/").content.decode()
    assert f"#place-{mine[0].pk}" not in page
    assert f"#place-{mine[1].pk}" in page


def test_the_office_that_planned_for_all_has_nothing_to_hang_itself(street: Any, scope: Any) -> None:
    rota.issue_notice(plan_id=street.plan, month=10, by=CLERK, at=street.at)
    assert queries.places_to_hang(scope("clerk", street.district.root), clock.today()) == []
