"""Two who plan, or two windows of the desk, at one moment: one of them is told why not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.casework.receptions.conftest import CLERK, HELD, moment

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Wish
from xinfang.casework.receptions.models import Arrival, Booking, ReceptionDay, ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel.errors import Refusal


def at_once(*works: Any) -> list[Any]:
    """Do each in a thread of its own, all at one moment; what they return, or the refusal."""
    gate = Barrier(len(works))

    def go(work: Any) -> Any:
        try:
            gate.wait(30)
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as windows:
        return list(windows.map(go, works))


@pytest.mark.django_db(transaction=True)
def test_a_room_is_not_given_to_two_plans(planned: Any, posted: Any) -> None:
    units = (planned.district.street, planned.district.other, planned.district.department)
    plans = [rota.open_plan(unit_id=unit.pk, year=2026, by=CLERK, at=planned.at) for unit in units]
    leaders = [posted("leader", unit, f"of {unit.code}") for unit in units]
    day = HELD + timedelta(days=1)

    def add(plan: int, leader: Any) -> int:
        place = Place(leader.pk, "街道书记", time(9), time(12), "1号接待室")
        return rota.add_day(plan_id=plan, place=place, day=day, by=CLERK, at=planned.at)

    told = at_once(*(lambda pair=pair: add(*pair) for pair in zip(plans, leaders, strict=True)))
    assert sum(isinstance(each, int) for each in told) == 1
    assert all("已经" in str(each) for each in told if isinstance(each, Refusal))
    assert ReceptionDay.objects.filter(day=day).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_plan_begun_twice_is_one(district: Any, at: Any) -> None:
    def begin() -> int:
        return rota.open_plan(unit_id=district.root.pk, year=2026, by=CLERK, at=at)

    assert len(set(at_once(*[begin] * 4))) == 1
    assert ReceptionPlan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_arrives_on_a_booking_that_is_given_up(published: Any) -> None:
    wish = Wish("phone", "物业收费不公示", 1, no_telephone=True)
    booking = actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk
    came = Came(1, moment(9), booking)
    at_once(
        lambda: actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9, 30)),
        lambda: actions.cancel_booking(booking_id=booking, by=CLERK, at=moment(9, 30)),
    )
    assert Arrival.objects.exists() is (Booking.objects.get().cancelled_at is None)
