"""A leader's own receptions count on the leader's page wherever their plan stands, and say what rests."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xinfang.casework.receptions.models import Arrival, ReceptionDay
from xinfang.casework.rota.models import PlanChange
from xinfang.kernel import clock
from xinfang.registers.calendars.queries import calendar

PAGE = reverse("workbench:leader")


@pytest.fixture
def own(sample: Any, district: Any, posted: Any, client: Any) -> Any:
    """Signed in as a leader of a department, who holds the district's day."""
    leader = posted("leader", district.department)
    ReceptionDay.objects.filter(pk=sample.reception).update(leader=leader)
    client.force_login(leader)
    return client


def test_what_came_to_a_day_of_the_district_s_plan_counts_for_who_held_it(own: Any, sample: Any) -> None:
    page = own.get(PAGE)
    figures = {figure.key: figure for figure, *_rest in page.context["figures"]}
    batches = Arrival.objects.filter(reception=sample.reception).count()
    assert figures["reception_batches"].value == batches
    cases = own.get(f"/figures/reception_batches/cases/?year={clock.today().year}")
    assert f"{batches} 批" in re.sub("<[^>]+>|\\s+", " ", cases.content.decode())
    assert f"已到 {batches} 批" in page.content.decode()
    assert "接访督办件已办理回复" in page.content.decode()


def test_another_leader_of_the_house_counts_none_of_them(
    own: Any, sample: Any, district: Any, posted: Any
) -> None:
    own.force_login(posted("leader", district.department, "who held none"))
    figures = {figure.key: figure for figure, *_rest in own.get(PAGE).context["figures"]}
    assert figures["reception_batches"].value == 0


def test_a_day_that_rests_since_is_said_until_it_is_decided(own: Any, sample: Any) -> None:
    sunday = clock.today() + timedelta(days=300)
    while calendar().is_working(sunday):
        sunday += timedelta(days=1)
    row = ReceptionDay.objects.get(pk=sample.reception)
    ReceptionDay.objects.filter(pk=row.pk).update(day=sunday)
    said = "现在是休息日"
    assert said in own.get(PAGE).content.decode()
    PlanChange.objects.create(
        reception=row, kind="kept", reason="群众已经约好", at=clock.now(), by="信访局",
        before={}, after={"day": sunday.isoformat()},
    )  # fmt: skip
    assert said not in own.get(PAGE).content.decode()


def test_a_day_far_off_that_rests_is_said_without_a_year_of_days(own: Any, sample: Any) -> None:
    row = ReceptionDay.objects.get(pk=sample.reception)
    sunday = clock.today() + timedelta(days=300)
    while calendar().is_working(sunday):
        sunday += timedelta(days=1)
    ReceptionDay.objects.filter(pk=row.pk).update(day=sunday)
    with CaptureQueriesContext(connection) as ran:
        page = own.get(PAGE)
    assert [each.pk for each in page.context["resting"]] == [row.pk]
    asked = [each["sql"] for each in ran.captured_queries if 'FROM "casework_receptionday"' in each["sql"]]
    assert not [sql for sql in asked if "LIMIT 366" in sql]


def test_own_figures_say_why_the_units_do_not_add_up(own: Any, district: Any) -> None:
    said, year = "您在别的单位的计划里接访的也算在内", f"year={clock.today().year}"
    cases = f"/figures/reception_batches/cases/?{year}"
    assert said in own.get(cases).content.decode()
    assert said not in own.get(f"{cases}&unit={district.department.pk}").content.decode()
    rate = own.get(f"/figures/reception_accepted_share_at_least/cases/?{year}")
    assert said not in rate.content.decode()  # percentages are added up by nobody


def test_of_an_accusation_against_the_own_house_the_own_list_has_no_line(
    own: Any, sample: Any, district: Any
) -> None:
    secret, page = (
        Arrival.objects.get(pk=sample.secret_arrival),
        f"/figures/reception_batches/cases/?year={clock.today().year}",
    )
    Arrival.objects.filter(pk=secret.pk).update(reception=sample.reception, head_count=77)
    before = own.get(page).content.decode()
    assert "77" in re.sub("<[^>]+>|\\s+", " ", before)
    assert secret.matter.title not in before  # closed to who may not open it
    type(secret.matter).objects.filter(pk=secret.matter_id).update(accused_unit=district.department)
    assert "77" not in re.sub("<[^>]+>|\\s+", " ", own.get(page).content.decode())
