"""A matter from receipt to service has the clocks that the law asks for, with their dates, and no other."""

from datetime import date

import pytest


def test_2008_runs_under_the_regulation_of_2005(life):
    matter = life("2008-05-12")
    matter.goes("forward 2008-05-14", "accept 2008-05-20")
    matter.does("extend", "2008-07-10", days=30)
    matter.goes("opine 2008-08-01", "serve 2008-08-06")
    assert matter.clocks() == [
        ("route_2005", "2008-05-12", "2008-05-27", "met"),
        ("notify_2005", "2008-05-14", "2008-05-29", "met"),
        ("handle_2005", "2008-05-20", "2008-08-18", "met"),
        ("review_request_2005", "2008-08-06", "2008-09-05", "open"),
    ]
    assert matter.clock("handle").extended_days == 30


def test_2026_runs_under_the_regulations_of_2022(life):
    matter = life("2026-03-02")
    matter.does("assign", "2026-03-04", until=date(2026, 5, 29))
    matter.goes("accept 2026-03-06")
    matter.does("extend", "2026-04-30", days=20)
    matter.goes("opine 2026-05-20", "serve 2026-05-22", "conclude 2026-05-22", "report_back 2026-05-25")
    assert matter.clocks() == [
        ("route_2022", "2026-03-02", "2026-03-17", "met"),
        ("notify_2022", "2026-03-04", "2026-03-19", "met"),
        ("object_2022", "2026-03-04", "2026-03-11", "met"),
        ("feedback_2022", "2026-03-04", "2026-05-29", "met"),
        ("handle_2022", "2026-03-06", "2026-05-25", "met"),
        ("review_request_2022", "2026-05-22", "2026-06-22", "open"),
    ]


def test_a_matter_over_the_change_of_law_has_each_clock_under_the_law_of_its_first_day(life):
    matter = life("2022-04-28").goes("forward 2022-05-06", "accept 2022-05-10")
    assert [each[:3] for each in matter.clocks()] == [
        ("route_2005", "2022-04-28", "2022-05-13"),
        ("notify_2022", "2022-05-06", "2022-05-23"),
        ("object_2022", "2022-05-06", "2022-05-12"),
        ("handle_2022", "2022-05-10", "2022-07-11"),
    ]


def test_the_whole_way_up(life):
    matter = life("2026-03-02").goes(
        "forward 2026-03-02",
        "accept 2026-03-03",
        "opine 2026-03-30",
        "serve 2026-03-31",
        "conclude 2026-03-31",
        "request_review 2026-04-10",
        "opine_review 2026-04-20",
        "redo 2026-04-21",
        "opine 2026-05-20",
        "serve 2026-05-21",
        "conclude 2026-05-21",
        "request_review 2026-06-01",
        "opine_review 2026-06-15",
        "serve_review 2026-06-16",
        "request_rereview 2026-07-01",
        "open_hearing 2026-07-13",
        "close_hearing 2026-07-15",
        "opine_rereview 2026-07-30",
        "serve_rereview 2026-07-31",
    )
    assert matter.clocks()[4:] == [
        ("review_request_2022", "2026-03-31", "2026-04-30", "met"),
        ("review_2022", "2026-04-10", "2026-05-11", "met"),
        ("redo_2022", "2026-04-21", "2026-06-22", "met"),
        ("review_request_2022", "2026-05-21", "2026-06-22", "met"),
        ("review_2022", "2026-06-01", "2026-07-01", "met"),
        ("rereview_request_2022", "2026-06-16", "2026-07-16", "met"),
        ("rereview_2022", "2026-07-01", "2026-08-03", "met"),
    ]


def test_a_redo_may_have_a_day_of_its_own(life):
    matter = life("2026-03-02").goes(
        "forward 2026-03-02", "accept 2026-03-03", "opine 2026-03-30", "serve 2026-03-31",
        "conclude 2026-03-31", "request_review 2026-04-10", "opine_review 2026-04-20",
    )  # fmt: skip
    matter.does("redo", "2026-04-21", until=date(2026, 5, 29))
    clock = matter.clock("redo")
    assert (clock.due_on, clock.fixed) == (date(2026, 5, 29), True)


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [("suggestion", ["route_2022", "notify_2022", "object_2022"]),
     ("accusation", ["route_2022", "notify_2022", "object_2022"])],
)  # fmt: skip
def test_suggestions_and_accusations_have_no_sixty_days(life, posted, district, purpose, expected):
    posted("discipline_handler", district.street)  # somebody there handles accusations
    matter = life("2026-03-02", purpose=purpose).goes("forward 2026-03-02", "take_up 2026-03-09")
    assert [each[0] for each in matter.clocks()] == expected
    assert {each[3] for each in matter.clocks()} == {"met"}


@pytest.mark.parametrize("verb", ["decline", "direct", "stop_taking"])
def test_a_refusal_in_writing_is_the_notice_that_was_owed(life, verb, ended_before):
    matter = life("2026-03-02").goes("forward 2026-03-02")
    ended_before(matter.matter_id)
    matter.does(verb, "2026-03-09")
    assert matter.clock("notify").state == "met"
    assert not [each for each in matter.clocks() if each[3] == "open"]
