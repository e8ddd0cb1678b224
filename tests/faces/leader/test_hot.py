"""The leader's page tells what is raised most and with whom it lies, and each number opens its cases."""

import re

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions as intake
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.topics.models import ContentClass

PAGE = reverse("workbench:leader")
BY = Actor(1, "登记员1号")


@pytest.fixture
def leader(client, posted, district):
    client.force_login(posted("leader", district.root))
    return client


@pytest.fixture
def registered(arrival, district):
    """Three of one class this year and one last year, one of another; two of them with a department."""
    now = clock.now()
    first, second = ContentClass.objects.filter(level=1).order_by("code")[:2]
    days = [(first, now), (first, now), (first, now), (second, now)]
    days.append((first, now.replace(year=now.year - 1, month=1, day=1)))
    letters = [
        arrival(title=f"第{n}件", class_id=each.pk, received_at=day) for n, (each, day) in enumerate(days)
    ]
    told = intake.register_many(letters, unit_id=district.root.pk, by=BY, at=now)
    ids = [each.matter_id for each in told[:2]]
    acts.route(matter_ids=ids, to_unit_id=district.department.pk, by=BY, at=now)
    return first, second


def test_the_largest_come_first_beside_last_year(leader, registered):
    first, second = registered
    (_title, most, classes), (_units, _most, units) = leader.get(PAGE).context["hot"]
    assert [(row.name, row.now, row.before) for row in classes] == [(first.name, 3, 1), (second.name, 1, 0)]
    assert most == 3
    assert [(row.name, row.now) for row in units] == [("规划建设局", 2)]


def test_each_number_opens_exactly_its_cases(leader, registered):
    for _title, _most, rows in leader.get(PAGE).context["hot"]:
        for row in rows:
            listed = leader.get(row.href)
            assert listed.status_code == 200
            cases = set(re.findall(r"/matters/([\d-]+)/", listed.content.decode()))
            assert len(cases) == row.now, row


def test_this_month_stands_beside_the_last_and_last_year_s(leader, registered):
    page = leader.get(PAGE)
    assert page.context["month"].figure.value == 4
    assert "本月收到 4 件；上月同期 0 件" in page.content.decode()


def test_before_anything_came_it_says_so(leader):
    assert leader.get(PAGE).content.decode().count("今年还没有收到信访件") == 2


def test_what_is_late_now_is_the_number_of_the_first_page(leader, registered):
    late = next(
        each for each in leader.get(reverse("workbench:today")).context["cards"] if each.key == "late"
    )
    assert late.count == "1"
    page = leader.get(PAGE).content.decode()
    assert "现在超期 1 件" in page
    assert f"?{late.query.replace('&', '&amp;')}" in page
