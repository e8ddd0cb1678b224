"""When a calendar year is confirmed or a day changes, open dates are counted again with a trail."""

from datetime import date

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions
from xinfang.kernel.actor import Actor
from xinfang.kernel.models import AuditEntry
from xinfang.registers.calendars import actions as calendars

BY = Actor(None, "测试")


def registered(district, arrival, at, **changes):
    told = actions.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)
    return Clock.objects.get(matter_id=told.matter_id)


def test_a_new_day_of_rest_moves_the_open_date_and_leaves_a_trail(district, arrival, at):
    clock = registered(district, arrival, at)
    assert clock.due_on == date(2026, 10, 30)
    calendars.change_day(day=date(2026, 10, 30), working=False, name="临时休息", by=BY, at=at)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 11, 2)
    trail = AuditEntry.objects.get(event="clock.recounted")
    assert trail.before["due_on"] == "2026-10-30"
    assert trail.after["due_on"] == "2026-11-02"


def test_a_met_date_stays(district, arrival, at):
    clock = registered(district, arrival, at, to_unit_id=district.street.pk)
    assert clock.state == "met"
    calendars.change_day(day=date(2026, 10, 30), working=False, name="临时休息", by=BY, at=at)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 10, 30)
