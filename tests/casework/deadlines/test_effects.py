"""What an act does to clocks: each word of the workflow's clock column."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.casework.acts.actions import route, undo
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit

CLERK = Actor(7, "登记员7号")


def test_start_begins_at_the_moment_of_the_act_under_the_rule_of_its_day(life):
    matter = life("2008-05-12", urgent=True)
    assert matter.clocks() == [
        ("route_2005", "2008-05-12", "2008-05-27", "open"),
        ("report_up_2005", "2008-05-12", "2008-05-12", "open"),
    ]


def test_meet_says_which_act_met_it_and_when(life):
    matter = life()
    act = matter.does("forward", "2026-10-20")
    clock = matter.clock("route")
    assert (clock.state, clock.met_by, clock.met_act) == ("met", "forward", act)
    assert clock.met_at.date() == date(2026, 10, 20)


def test_end_is_owed_no_more(life):
    matter = life().goes("forward 2026-10-16", "withdraw 2026-10-19")
    assert {(each[0], each[3]) for each in matter.clocks()} == {
        ("route_2022", "met"),
        ("notify_2022", "ended"),
        ("object_2022", "ended"),
    }


def test_a_new_unit_has_its_own_term_and_the_old_one_s_is_owed_no_more(life, district):
    matter = life().goes("forward 2026-10-16")
    matter.unit_id = district.other.pk
    matter.does("forward", "2026-10-20")
    notices = [each for each in matter.clocks() if each[0] == "notify_2022"]
    assert notices == [
        ("notify_2022", "2026-10-16", "2026-11-02", "ended"),
        ("notify_2022", "2026-10-20", "2026-11-04", "open"),
    ]


def test_reopen_goes_on_from_receipt_and_not_from_the_day_of_return(life):
    matter = life().goes("forward 2026-10-16", "object 2026-10-20", "take_back 2026-10-21")
    clock = matter.clock("route")
    assert (clock.state, clock.due_on, clock.met_by) == ("open", date(2026, 10, 30), "")
    assert matter.clock("notify").state == "ended"


def test_reopen_counts_anew_since_the_calendar_may_have_changed(life, at):
    matter = life().goes("forward 2026-10-16", "object 2026-10-20")
    Clock.objects.filter(family="route").update(due_on=date(2026, 10, 29))
    matter.does("take_back", "2026-10-21")
    assert matter.clock("route").due_on == date(2026, 10, 30)


def test_a_report_sent_back_is_owed_again_by_the_day_in_the_letter(life):
    matter = life()
    matter.does("assign", "2026-10-16", until=date(2026, 11, 21))
    matter.goes("accept 2026-10-19", "report_back 2026-11-10")
    assert matter.clock("feedback").state == "met"
    matter.does("return_report", "2026-11-12")
    clock = matter.clock("feedback")
    assert (clock.state, clock.due_on, clock.fixed) == ("open", date(2026, 11, 21), True)


def test_another_assignment_orders_another_day_in_place_of_the_first(life, district):
    matter = life()
    matter.does("assign", "2026-10-16", until=date(2026, 11, 20))
    matter.unit_id = district.other.pk
    matter.does("assign", "2026-10-20", until=date(2026, 12, 1))
    ordered = [each for each in matter.clocks() if each[0] == "feedback_2022"]
    assert [(each[2], each[3]) for each in ordered] == [("2026-11-20", "ended"), ("2026-12-01", "open")]


def test_what_is_forwarded_has_no_day_for_a_result(life):
    matter = life().goes("forward 2026-10-16")
    assert not Clock.objects.filter(family="feedback").exists()
    assert matter.clock("object").due_on == date(2026, 10, 23)


def test_no_notice_is_owed_to_whom_nobody_can_tell(life):
    life(anonymous=True, people=()).goes("forward 2026-10-16")
    assert not Clock.objects.filter(family="notify").exists()


# --- the simplified procedure ---------------------------------------------------------------------------


def test_simplified_handling_has_its_own_working_days(life):
    matter = life()
    matter.does("forward", "2026-10-16", simple=True)
    matter.goes("accept_simply 2026-10-19", "opine 2026-10-26", "serve 2026-10-27")
    assert matter.clocks()[1:] == [
        ("notify_2022", "2026-10-16", "2026-11-02", "met"),
        ("simple_accept_2022", "2026-10-16", "2026-10-21", "met"),
        ("object_2022", "2026-10-16", "2026-10-23", "met"),
        ("simple_opinion_2022", "2026-10-19", "2026-11-02", "met"),
        ("review_request_2022", "2026-10-27", "2026-11-26", "open"),
    ]


def test_turned_to_the_ordinary_procedure_the_sixty_days_run_from_acceptance(life):
    matter = life()
    matter.does("forward", "2026-10-16", simple=True)
    matter.goes("accept_simply 2026-10-19", "turn_ordinary 2026-10-30")
    assert matter.clock("simple_opinion").state == "ended"
    clock = matter.clock("handle")
    assert (clock.started_on, clock.due_on) == (date(2026, 10, 19), date(2026, 12, 18))


def test_a_unit_that_takes_the_ordinary_way_owes_no_simplified_acceptance(life):
    matter = life()
    matter.does("forward", "2026-10-16", simple=True)
    matter.goes("accept 2026-10-20")
    assert matter.clock("simple_accept").state == "ended"


def test_before_there_were_measures_nothing_is_accepted_simply(life):
    matter = life("2008-05-12").goes("forward 2008-05-13")
    with pytest.raises(Refusal, match=r"2008年5月14日还没有简易办理的规定，请按普通程序受理。"):
        matter.does("accept_simply", "2008-05-14")


def test_only_a_tier_in_the_middle_owes_the_passing_on(life, district):
    lower = Unit.objects.add_child(district.root, {"code": "YX-2", "name": "下级区", "kind": "district"})
    matter = life()
    matter.unit_id = lower.pk
    matter.does("forward", "2026-10-16", simple=True)
    assert matter.clock("pass_on").due_on == date(2026, 10, 19)
    matter.unit_id = district.street.pk
    matter.does("forward", "2026-10-19", simple=True)
    assert [each[3] for each in matter.clocks() if each[0] == "pass_on_2022"] == ["met"]


# --- taking back ----------------------------------------------------------------------------------------


def test_an_act_that_is_taken_back_leaves_the_clocks_as_they_were(district, arrival, at):
    told = intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    acts = route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=CLERK, at=at)
    undo(act_ids=acts, by=CLERK, at=at)
    assert Clock.objects.get(family="route").state == "open"
    assert set(Clock.objects.exclude(family="route").values_list("state", "met_by")) == {("ended", "undo")}


def test_a_clock_of_an_act_that_was_taken_back_is_never_reopened(district, arrival, life, at):
    matter = life()
    matter.does("assign", "2026-10-16", until=date(2026, 11, 20))
    moved = {"manner": "assign", "due_on": date(2026, 12, 1), "to_unit_id": district.other.pk}
    acts = route(matter_ids=[matter.matter_id], by=CLERK, at=at, **moved)
    undo(act_ids=acts, by=CLERK, at=at)
    matter.goes("accept 2026-10-19", "report_back 2026-11-10", "return_report 2026-11-12")
    running = Clock.objects.get(family="feedback", state="open")
    assert running.due_on == date(2026, 11, 20)


# --- many at once ---------------------------------------------------------------------------------------


def test_sixty_matters_cost_as_many_queries_as_one(district, arrival, at):
    def arrive(count):
        told = intake.register_many(
            [arrival(title=f"第{n}件", people=(), anonymous=True) for n in range(count)],
            unit_id=district.root.pk,
            by=CLERK,
            at=at,
        )
        ids = [each.matter_id for each in told]
        with CaptureQueriesContext(connection) as seen:
            route(matter_ids=ids, to_unit_id=district.street.pk, by=CLERK, at=at, simple=True)
        return len(seen)

    assert arrive(1) == arrive(60)


def test_a_unit_to_whose_own_door_it_came_has_its_fifteen_days_from_receipt(life, district):
    """R22 23 (2), R05 22: from receipt; only what was sent on is received when it is sent."""
    matter = life()
    Matter.objects.filter(pk=matter.matter_id).update(registered_unit=district.street)
    matter.does("forward", "2026-10-28")
    assert str(matter.clock("notify").started_on) == "2026-10-15"
    sent = life().goes("forward 2026-10-28")
    assert str(sent.clock("notify").started_on) == "2026-10-28"
