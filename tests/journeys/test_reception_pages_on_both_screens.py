"""The pages of receptions on a desk and a telephone, light and dark: whole, and with no rule broken."""

import os
from datetime import time, timedelta
from typing import Any

import pytest
from tests.axe import violations, width
from tests.journeys.conftest import DESK, PHONE
from tests.sample import fill

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.models import Arrival, NoticePlace, ReceptionDay
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place, Rule
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("XINFANG_TEST_SHOTS", "")
BY = Actor(None, "另一位登记员")

# Figures that do not stand under their heads, of the tables on the leader's page.
UNDER = """tables => tables.flatMap(table => [...table.tBodies[0].rows].flatMap(row => [...row.cells].filter(
  (cell, place) => Math.abs(cell.getBoundingClientRect().right
    - table.tHead.rows[0].cells[place].getBoundingClientRect().right) > 1).map(cell => cell.textContent)))"""


@pytest.fixture
def sample(district: Any, posted: Any, settings: Any, tmp_path: Any) -> Any:
    """A day that is held, a notice that changed, a plan that is being made."""
    settings.XINFANG_FILES = tmp_path
    now = clock.now()
    head, leader = posted("office_head", district.root), posted("leader", district.root)
    found = fill(district, now, head)
    district.root.telephone = "028-85551234"
    district.root.save()
    row = ReceptionDay.objects.get()
    today = clock.today()
    # Nobody stands in on a day of rest, and tests are run on those, too.
    ReceptionDay.objects.update(from_time=time(0), leader=leader, day=calendar().next_working(today))
    NoticePlace.objects.filter(label="候访大厅").update(hung_version=1, posted_on=clock.today())
    told = {"leader_id": head.pk, "post": "管委会主任", "reason": "书记外出，代为接访"}
    came = list(Arrival.objects.all())  # who has come holds a day to its leader: the change was before them
    Arrival.objects.all().delete()
    actions.stand_in(day_id=row.pk, by=BY, at=now + timedelta(seconds=1), **told)
    Arrival.objects.bulk_create(came)
    ReceptionDay.objects.update(leader=leader, day=today)
    plan = rota.open_plan(unit_id=district.root.pk, year=clock.today().year + 1, by=BY, at=now)
    place = Place(leader.pk, "党工委书记", time(9), time(12), "1号接待室", "沈云安")
    rota.add_by_rule(plan_id=plan, place=place, rule=Rule(2, 1, tuple(range(1, 13))), by=BY, at=now)
    made = ReceptionDay.objects.filter(plan_id=plan).latest("day").pk
    found.draft, found.entry = plan, made
    return found


@pytest.mark.parametrize(("size", "theme"), [(DESK, "light"), (PHONE, "dark")])
def test_every_page_is_whole(page: Any, sample: Any, district: Any, size: Any, theme: str) -> None:
    clerk = page("clerk", size=size, theme=theme)
    informant = page("informant", unit=district.street, size=size, theme=theme)
    leader = page("leader", size=size, theme=theme)
    citizen = page("", size=size, theme=theme)
    seen = (
        (clerk, "list", "/receptions/"),
        (clerk, "draft", f"/receptions/plans/{sample.draft}/?edit={sample.entry}"),
        (clerk, "plan", f"/receptions/plans/{sample.plan}/"),
        (clerk, "notice", f"/receptions/notices/{sample.month_notice}/"),
        (clerk, "print", f"/receptions/notices/{sample.month_notice}/print/"),
        (clerk, "day", f"/receptions/days/{sample.reception}/"),
        (clerk, "arrival", f"/receptions/arrivals/{sample.arrival}/"),
        (informant, "street", "/receptions/"),
        (informant, "street-notice", f"/receptions/notices/{sample.month_notice}/"),
        (citizen, "public", "/follow/receptions/"),
        (citizen, "book", f"/follow/receptions/{sample.reception}/"),
        (clerk, "hall", "/follow/hall/"),
        (leader, "leader", "/leader/"),
    )
    for tab, name, address in seen:
        look(tab, f"{name}-{size[0]}-{theme}", address)
    result = {"result": "explained", "note": "当面解释清楚，来访人理解。"}
    clerk.goto(f"/receptions/arrivals/{sample.arrival}/")
    clerk.get_by_label("解释说明").first.check()
    clerk.locator("form[action$='/dispose/'] [name=note]").fill(result["note"])
    clerk.get_by_role("button", name="登记结果").click()
    clerk.get_by_text("结果已登记").wait_for()
    clerk.get_by_text("更正结果").first.click()
    look(clerk, f"corrected-{size[0]}-{theme}")
    clerk.goto(f"/receptions/days/{sample.reception}/")
    clerk.get_by_label("我看过了，仍然结束").check()
    clerk.get_by_role("button", name="结束这一天的接访").click()
    clerk.get_by_text("这一天的接访已经结束").wait_for()
    look(leader, f"leader-closed-{size[0]}-{theme}", "/leader/")
    assert leader.locator("table.hot").evaluate_all(UNDER) == []
    look(citizen, f"hall-closed-{size[0]}-{theme}", "/follow/hall/")
    citizen.goto(f"/follow/receptions/{sample.reception}/")
    look(citizen, f"no-booking-{size[0]}-{theme}")


def look(tab: Any, name: str, address: str = "") -> None:
    """Nothing beyond the right edge; no rule broken."""
    if address:
        tab.goto(address)
    if SHOTS:
        tab.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert width(tab) <= tab.viewport_size["width"], name
    assert violations(tab) == [], name
