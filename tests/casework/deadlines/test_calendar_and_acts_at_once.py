"""The calendar changes while somebody acts: the date that is kept is that of the new calendar, either way."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction

from xinfang.casework.acts.actions import route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars import actions as calendars

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor(None, "测试")
LAST = date(2026, 10, 30)  # of both terms of fifteen days; made a day of rest, they end on 2 November
MOVED = date(2026, 11, 2)


@contextmanager
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def on_its_own_connection(work, *args):
    with closing(connection):
        return work(*args)


def rests(day, at):
    calendars.change_day(day=day, working=False, name="临时休息", by=BY, at=at)


def waits_for_a_lock():
    """Some other connection waits for the room of the calendar."""
    for _turn in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


def test_who_acted_first_has_the_date_counted_again(district, arrival, at):
    written, go_on = Event(), Event()

    def registers():
        with transaction.atomic():
            intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
            written.set()
            assert go_on.wait(20)

    with beside() as pool:
        acting = pool.submit(on_its_own_connection, registers)
        assert written.wait(20)
        changing = pool.submit(on_its_own_connection, rests, LAST, at)
        waited = waits_for_a_lock()
        go_on.set()
        acting.result(20)
        changing.result(20)
    assert waited
    assert Clock.objects.get(family="route").due_on == MOVED


def test_who_acts_while_it_changes_counts_by_the_new_one_and_nobody_is_thrown_out(district, arrival, at):
    told = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    begun, go_on = Event(), Event()

    def changes():
        with transaction.atomic():
            rests(date(2026, 12, 31), at)
            begun.set()
            assert go_on.wait(20)
            rests(LAST, at)  # writes a line about the very matter that the other one holds

    def forwards():
        route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)

    with beside() as pool:
        changing = pool.submit(on_its_own_connection, changes)
        assert begun.wait(20)
        acting = pool.submit(on_its_own_connection, forwards)
        waited = waits_for_a_lock()
        go_on.set()
        changing.result(20)
        acting.result(20)
    assert waited
    assert Matter.objects.get().state == "routed"
    assert Clock.objects.get(family="notify").due_on == MOVED
    assert TimelineEntry.objects.filter(verb="clock_recounted").exists()
