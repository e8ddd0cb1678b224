"""When a calendar year is confirmed or a day changes, open dates are counted again with a trail."""

from datetime import date

import pytest

from xinfang.casework.acts.actions import revert_batch
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.presenters import present
from xinfang.kernel.models import AuditEntry
from xinfang.registers.calendars import actions as calendars

BY = Actor(None, "测试")


def rests(day, at):
    calendars.change_day(day=date.fromisoformat(day), working=False, name="临时休息", by=BY, at=at)


def test_a_new_day_of_rest_moves_the_open_date_and_leaves_a_trail(life, at):
    matter = life()
    assert matter.clock("route").due_on == date(2026, 10, 30)
    rests("2026-10-30", at)
    assert matter.clock("route").due_on == date(2026, 11, 2)
    trail = AuditEntry.objects.get(event="clock.recounted")
    assert trail.before["due_on"] == "2026-10-30"
    assert trail.after["due_on"] == "2026-11-02"


def test_the_audit_says_which_term_from_which_day_to_which_and_why(life, at):
    life("2026-12-16")
    rests("2026-12-31", at)
    told = present(AuditEntry.objects.get(event="clock.recounted"))
    assert told.startswith(f"2026 年的放假安排有变，事项 {Matter.objects.get().number} “")
    assert told.endswith("”的期满日从 2026-12-31 改为 2027-01-04")
    for day in ("01-01", "02-08", "02-09", "02-10", "02-11", "02-12", "10-01"):
        rests(f"2027-{day}", at)
    calendars.confirm_year(year=2027, source="国办发明电〔2026〕1号", by=BY, at=at)
    told = present(AuditEntry.objects.filter(event="clock.recounted").latest("pk"))
    assert told.startswith("2027 年的放假安排已经确认")
    assert told.endswith("”的期满日仍是 2027-01-04")


def test_the_matter_s_own_timeline_tells_of_it(life, at):
    matter = life()
    rests("2026-10-30", at)
    line = TimelineEntry.objects.get(verb="clock_recounted")
    assert (line.matter_id, line.actor_id) == (matter.matter_id, None)
    assert line.data == {
        "rule": "route_2022", "before": "2026-10-30", "after": "2026-11-02", "years": [2026],
        "provisional": False, "was_provisional": False,
    }  # fmt: skip


def test_a_met_date_stays(life, at):
    matter = life().goes("forward 2026-10-15")
    rests("2026-10-30", at)
    clock = matter.clock("route")
    assert (clock.state, clock.due_on) == ("met", date(2026, 10, 30))
    assert matter.clock("notify").due_on == date(2026, 11, 2)


def test_a_day_that_somebody_named_stays(life, at):
    matter = life()
    matter.does("assign", "2026-10-15", until=date(2026, 11, 20))
    rests("2026-11-20", at)
    assert matter.clock("feedback").due_on == date(2026, 11, 20)


def test_a_stopped_clock_is_counted_again_too(life, at):
    matter = life().goes("forward 2026-10-15")
    Clock.objects.filter(family="notify").update(state="stopped", stopped_on=date(2026, 10, 20))
    rests("2026-10-30", at)
    assert matter.clock("notify").due_on == date(2026, 11, 2)


def test_granted_days_and_hearings_are_kept_when_it_is_counted_again(life, at):
    matter = life().goes("forward 2026-10-15", "accept 2026-10-15")
    matter.does("extend", "2026-10-16", days=30)
    stops = [["2026-10-20", "2026-10-22"]]
    Clock.objects.filter(family="handle").update(stops=stops, stopped_days=3)
    rests("2026-10-30", at)
    clock = matter.clock("handle")
    assert (clock.due_on, clock.extended_days, clock.stops) == (date(2027, 1, 18), 30, stops)


def test_confirming_a_year_takes_the_mark_away_and_says_so(life, at):
    """The announcement of 2027 rules the last days of 2026 too."""
    matter = life("2026-12-16")
    assert matter.clock("route").provisional
    for day in ("01-01", "02-08", "02-09", "02-10", "02-11", "02-12", "10-01"):
        rests(f"2027-{day}", at)
    assert matter.clock("route").provisional
    calendars.confirm_year(year=2027, source="国办发明电〔2026〕1号", by=BY, at=at)
    clock = matter.clock("route")
    assert (clock.due_on, clock.provisional) == (date(2026, 12, 31), False)
    data = TimelineEntry.objects.get(verb="clock_recounted").data
    assert (data["before"], data["after"], data["provisional"]) == ("2026-12-31", "2026-12-31", False)


def test_a_change_that_moves_nothing_leaves_no_trail(life, at):
    life()
    rests("2026-12-24", at)
    assert not AuditEntry.objects.filter(event="clock.recounted").exists()
    assert not TimelineEntry.objects.filter(verb="clock_recounted").exists()


def test_what_the_calendar_did_is_nobody_s_work_and_an_import_can_still_be_taken_back(district, arrival, at):
    told = intake.register_many([arrival()], unit_id=district.root.pk, by=BY, at=at, import_batch=3)
    rests("2026-10-30", at)
    assert TimelineEntry.objects.filter(verb="clock_recounted").exists()
    assert revert_batch(import_batch=3, by=BY, at=at) == 1
    assert Matter.objects.get(pk=told[0].matter_id).state == "reverted"


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-11-02", date(2027, 1, 4)), ("2027-08-02", date(2027, 10, 4))],
    ids=["New Year's Day", "National Day"],
)
def test_a_term_ends_on_no_day_that_the_law_frees_in_a_year_not_announced(life, received, due):
    """Sixty days from acceptance end on 1 January or on 1 October."""
    matter = life(received).goes(f"forward {received}", f"accept {received}")
    clock = matter.clock("handle")
    assert (clock.nominal_on.day, clock.due_on, clock.provisional) == (1, due, True)


def test_when_the_year_is_confirmed_its_terms_are_counted_by_what_was_announced(life, at):
    matter = life("2027-08-02").goes("forward 2027-08-02", "accept 2027-08-02")
    for day in (1, 4, 5, 6, 7, 8, 11):
        rests(f"2027-10-{day:02}", at)
    calendars.confirm_year(year=2027, source="国办发明电〔2026〕1号", by=BY, at=at)
    clock = matter.clock("handle")
    assert (clock.due_on, clock.provisional) == (date(2027, 10, 12), False)
