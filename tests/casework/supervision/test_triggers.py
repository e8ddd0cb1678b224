"""What is late is found once, whoever looks and however long nobody looked."""

from datetime import datetime, time, timedelta

import pytest
from tests.casework.satisfaction.conftest import BY
from tests.conftest import SHANGHAI

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.events import Terms
from xinfang.casework.supervision import queries, scheduled
from xinfang.casework.supervision.actions import open_supervision_triggers
from xinfang.casework.supervision.models import SupervisionTrigger
from xinfang.kernel.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock(district, arrival, at):
    told = intake.register(arrival(received_at=at - DAY), unit_id=district.root.pk, by=BY, at=at - DAY)
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    return Clock.objects.get(matter_id=told.matter_id, family="notify")


def noon(day):
    return datetime.combine(day, time(12), SHANGHAI)


def look(day, since=None):
    return open_supervision_triggers(since=noon(since or day - DAY), by=BY, at=noon(day))


def test_it_is_found_the_day_after_its_last_day_and_once(clock, district):
    assert look(clock.due_on) == 0
    assert look(clock.due_on + DAY) == 1
    assert look(clock.due_on + DAY) == 0
    assert look(clock.due_on + 9 * DAY) == 0
    found = SupervisionTrigger.objects.get()
    assert (found.cause, found.unit_id, found.due_on) == ("late", district.street.pk, clock.due_on)
    assert AuditEntry.objects.filter(event="supervision.triggered").count() == 1


def test_what_was_done_in_time_is_not_late(clock, at):
    perform(verb="accept", matter_ids=[clock.matter_id], by=BY, at=noon(clock.due_on))
    assert look(clock.due_on + DAY) == 0


def test_what_became_late_and_was_done_in_a_pause_is_found_all_the_same(clock):
    perform(verb="accept", matter_ids=[clock.matter_id], by=BY, at=noon(clock.due_on + 2 * DAY))
    assert look(clock.due_on + 5 * DAY, since=clock.due_on) == 1


def test_what_was_done_late_long_ago_is_not_found_today(clock):
    perform(verb="accept", matter_ids=[clock.matter_id], by=BY, at=noon(clock.due_on + 2 * DAY))
    assert look(clock.due_on + 50 * DAY) == 0


def test_a_reason_moves_the_last_day(clock):
    perform(verb="accept", matter_ids=[clock.matter_id], by=BY, at=noon(clock.started_on))
    handle = Clock.objects.get(matter_id=clock.matter_id, family="handle")
    perform(
        verb="extend",
        matter_ids=[clock.matter_id],
        by=BY,
        at=noon(handle.due_on),
        terms=Terms(days=30),
    )
    assert look(handle.due_on + DAY) == 0
    later = Clock.objects.get(pk=handle.pk).due_on
    assert look(later + DAY) == 1


def test_a_right_that_lapses_is_nobodys_fault(clock):
    look(clock.due_on + DAY)
    assert not SupervisionTrigger.objects.filter(clock__family="object").exists()


def test_the_schedule_says_how_many(clock):
    moment = noon(clock.due_on + DAY)
    assert "1" in scheduled.find_late(since=moment - DAY, at=moment)
    assert "0" in scheduled.find_late(since=moment - DAY, at=moment)


def test_the_office_reads_them_with_what_has_become_of_them(clock, scope, district):
    look(clock.due_on + DAY)
    office = scope("office_head", district.root)
    row = queries.triggers(office, clock.due_on + 3 * DAY, only_open=True).rows[0]
    assert (row.late_days, row.done_on, row.new_law) == (3, None, True)
    perform(verb="accept", matter_ids=[clock.matter_id], by=BY, at=noon(clock.due_on + 4 * DAY))
    assert queries.count_open(office) == 0
    row = queries.triggers(office, clock.due_on + 9 * DAY).rows[0]
    assert row.late_days == 4
    assert queries.triggers(scope("office_head", district.other), clock.due_on + DAY).rows == []
