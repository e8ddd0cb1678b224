"""A day is handed over while somebody taps: nobody waits for ever, nothing that was typed is lost."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from tests.casework.receptions.conftest import CLERK, HELD, moment
from tests.casework.receptions.test_handed_over import hand, morning

from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Result, handing
from xinfang.casework.receptions.models import Arrival

__all__ = ["morning"]
WAITS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def beside() -> Any:
    """Begin something on another connection; `beside.told` holds what went wrong there."""
    threads: list[threading.Thread] = []

    def begin(act: Callable[[], Any]) -> None:
        def run() -> None:
            try:
                act()
            except Exception as fault:  # told to the test, which is in another thread
                begin.told.append(fault)  # type: ignore[attr-defined]
            finally:
                connection.close()

        threads.append(threading.Thread(target=run))
        threads[-1].start()

    def end() -> list[Exception]:
        for thread in threads:
            thread.join(20)
        return begin.told  # type: ignore[attr-defined]

    begin.told, begin.end = [], end  # type: ignore[attr-defined]
    yield begin
    end()


def until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _try in range(2000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction would be told the same again
            cursor.execute(WAITS)
            if (cursor.fetchone() or (0,))[0]:
                return
            cursor.execute("SELECT pg_sleep(0.005)")
    raise AssertionError("Nobody waits for a lock.")


@pytest.mark.django_db(transaction=True)
def test_a_result_typed_meanwhile_goes_over_with_its_arrival(morning: Any, beside: Any) -> None:
    result = Result("explained", "当场解释清楚。", moment(10, 32))
    told = {"arrival_id": morning.waiting, "result": result, "by": CLERK, "at": moment(10, 33)}
    with transaction.atomic():
        rest = hand(morning)
        beside(lambda: actions.dispose(**told))
        until_somebody_waits()
    assert beside.end() == []
    row = Arrival.objects.get(pk=morning.waiting)
    assert (row.reception_id, row.result) == (rest, "explained")


@pytest.mark.django_db(transaction=True)
def test_a_number_called_meanwhile_is_called_afterwards(
    morning: Any, beside: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, told = handing._take_along, {"room": "2号接待室", "by": CLERK, "at": moment(10, 33)}

    def late(*given: Any) -> None:
        beside(lambda: actions.call(arrival_id=morning.waiting, **told))
        until_somebody_waits()
        take(*given)

    monkeypatch.setattr(handing, "_take_along", late)
    rest = hand(morning)
    assert beside.end() == []
    row = Arrival.objects.get(pk=morning.waiting)
    assert (row.reception_id, row.room) == (rest, "2号接待室")


@pytest.mark.django_db
def test_a_part_that_is_called_off_leaves_the_other_open(published: Any) -> None:
    rest = hand(published)
    actions.cancel_day(day_id=rest, reason="两位领导都去防汛", by=CLERK, at=moment(10, 40))
    assert [row.pk for row in queries.hall_days(HELD)] == [published.day]
    came = Came(1, moment(10, 45), subject="路灯不亮")
    actions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(10, 45))
