"""A period that is not over: what is not yet due is in no base, and part of a month meets part of a month."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.insight.pivot.trends import trend
from xinfang.insight.statistics import changes, periods, queries
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")
START = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = timedelta(days=1)


@pytest.fixture
def accepted(district: SimpleNamespace, arrival: Any) -> int:
    """A letter that the street accepted: its sixty days run."""
    told = intake.register(arrival(received_at=START), unit_id=district.root.pk, by=BY, at=START)
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=START)
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=START + DAY)
    return int(told.matter_id)


@pytest.fixture
def on(scope: Any, district: SimpleNamespace) -> Any:
    """The figures of 2026 as they are printed on a day, and how many cases each opens."""
    mine, keys = scope("office_head", district.root), ["matters_due", "on_time_rate", "matters_late"]

    def told(today: date) -> dict[str, Any]:
        year = periods.year(2026)
        found = changes.compared(mine, year, None, today, keys)
        for each in found:
            if each.figure.kind == "count":
                assert queries.cases(mine, each.figure.key, year.as_of(today)).count() == each.figure.value
        return {each.figure.key: each.figure.value for each in found}

    return told


def test_a_term_that_is_not_over_is_in_no_base(accepted, on):
    due = Clock.objects.get(matter=accepted, family="handle").due_on
    for today in (due - 20 * DAY, due):  # on its last day it can still be kept
        assert on(today)["matters_due"] == 0
        assert on(today)["on_time_rate"] is None
    told = on(due + DAY)
    assert (told["matters_due"], told["on_time_rate"]) == (1, 0)


def test_what_was_concluded_before_its_day_counts_when_the_day_is_over(accepted, on):
    due = Clock.objects.get(matter=accepted, family="handle").due_on
    for verb in ("opine", "serve", "conclude"):
        perform(verb=verb, matter_ids=[accepted], by=BY, at=START + 30 * DAY)
    assert on(due - DAY)["on_time_rate"] is None
    assert on(due + DAY)["on_time_rate"] == 100


def test_a_notice_that_can_still_be_given_is_in_no_base(district, scope, arrival):
    told = intake.register(arrival(received_at=START), unit_id=district.root.pk, by=BY, at=START)
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=START)
    due = Clock.objects.get(matter=told.matter_id, family="notify").due_on
    mine, keys = scope("office_head", district.root), ["timely_notice_rate"]
    for today, base in ((due, 0), (due + DAY, 1)):
        found = changes.compared(mine, periods.year(2026), None, today, keys)
        assert {each.figure.key: each.figure.value for each in found}["notices_due"] == base


def test_the_running_month_is_compared_with_the_same_days(district, scope, arrival):
    """On 10 March: five letters a month in March 2025 and February 2026, three of each by the 10th."""
    mine = scope("office_head", district.root)
    now = START.replace(month=6)
    for year, month, days in (
        (2025, 3, (1, 5, 10, 11, 31)),
        (2026, 2, (2, 9, 10, 11, 28)),
        (2026, 3, (3, 9)),
    ):
        moments = [datetime(year, month, day, 9, tzinfo=START.tzinfo) for day in days]
        letters = [arrival(received_at=each) for each in moments]
        intake.register_many(letters, unit_id=district.root.pk, by=BY, at=now)
    for key in ("letters", "matters_opened"):
        found = trend(mine, key, periods.year(2026), None, date(2026, 3, 10))
        march = found.months[2]
        assert (march.running, march.now.value, march.before.value) == (True, 2, 5)
        assert (march.change.before, march.step.before) == (3, 3)
        assert (march.so_far, march.so_far_before) == (7, 3)
        assert [each.number for each in found.months if each.running] == [3]
    over = trend(mine, "letters", periods.year(2026), None, date(2026, 3, 31)).months[2]
    assert (over.running, over.change.before, over.step.before) == (False, 5, 5)


def test_what_a_running_period_stands_beside_is_over_as_far():
    today = date(2026, 3, 10)
    march = periods.month(2026, 3).as_of(today)
    assert march.over_until == date(2026, 3, 9)
    assert march.a_year_before(today).over_until == date(2025, 3, 9)
    assert march.previous(today).over_until == date(2026, 2, 9)
