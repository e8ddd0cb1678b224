"""How much time is left, said in words, beside an icon."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from xinfang.casework.deadlines.light import (
    GRADE_ICONS,
    GRADE_WORDS,
    Light,
    grade_of,
    light,
    most_urgent,
)
from xinfang.engines.workdays import Calendar

# National Day 2026: 1 to 7 October off, Saturday 10 October worked.
REST = frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7))
CALENDAR = Calendar(REST, frozenset({date(2026, 10, 10)}), frozenset({2026}), {date(2026, 10, 1): "国庆节"})


@dataclass
class Ticking:
    """A clock as far as a light needs one."""

    due_on: date
    started_on: date = date(2026, 9, 15)
    rule: str = "route_2022"
    state: str = "open"
    stopped_on: date | None = None
    stops: list[list[str]] = field(default_factory=list)
    provisional: bool = False


@pytest.mark.parametrize(
    ("due", "today", "kind", "words", "icon"),
    [
        (date(2026, 10, 30), date(2026, 10, 15), "ok", "剩 15 天", "check-circle"),
        (date(2026, 10, 30), date(2026, 10, 26), "ok", "剩 4 天", "check-circle"),
        (date(2026, 10, 30), date(2026, 10, 27), "soon", "剩 3 个工作日", "clock"),
        (
            date(2026, 10, 12),
            date(2026, 10, 9),
            "soon",
            "剩 2 个工作日",
            "clock",
        ),  # the worked Saturday counts
        (date(2026, 10, 9), date(2026, 9, 30), "soon", "剩 2 个工作日", "clock"),  # nine days, two of work
        (date(2026, 10, 30), date(2026, 10, 30), "soon", "今天", "clock"),
        (date(2026, 10, 30), date(2026, 10, 31), "late", "超 1 天", "bell"),
        (date(2026, 10, 30), date(2026, 11, 2), "late", "超 3 天", "bell"),
        (date(2024, 3, 1), date(2024, 2, 20), "ok", "剩 10 天", "check-circle"),  # over 29 February
        (date(2027, 1, 4), date(2026, 12, 31), "soon", "剩 2 个工作日", "clock"),  # over the year's end
    ],
)
def test_the_words_and_the_icon_say_what_the_colour_says(due, today, kind, words, icon):
    shown = light(Ticking(due), CALENDAR, today)
    assert (shown.kind, shown.words, shown.icon) == (kind, words, icon)


def test_a_stopped_clock_is_paused_whatever_its_date():
    shown = light(Ticking(date(2026, 10, 1), state="stopped"), CALENDAR, date(2026, 12, 1))
    assert (shown.kind, shown.words, shown.icon) == ("stopped", "暂停", "pause-circle")


def test_a_met_clock_shows_nothing():
    assert light(Ticking(date(2026, 10, 1), state="met"), CALENDAR, date(2026, 12, 1)).kind == "none"


def test_of_several_clocks_the_earliest_running_one_is_shown():
    late, soon = (
        Light("late", "超 1 天", 1.1, date(2026, 10, 1)),
        Light("soon", "今天", 1.0, date(2026, 10, 2)),
    )
    stopped = Light("stopped", "暂停", 1.0, date(2026, 9, 1))
    assert most_urgent([stopped, soon, late]) == late
    assert most_urgent([stopped]) == stopped
    assert most_urgent([]).kind == "none"


# --- the share of the term --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "grade"),
    [
        (0.0, "normal"), (0.49, "normal"), (0.5, "notice"), (0.74, "notice"), (0.75, "warning"),
        (0.84, "warning"), (0.85, "severe"), (1.0, "severe"),
    ],
)  # fmt: skip
def test_the_grade_goes_by_the_share_of_the_term(used, grade):
    assert grade_of(used) == grade


@pytest.mark.parametrize(
    ("today", "grade"),
    [
        (date(2026, 10, 15), "normal"),  # the first day is not counted
        (date(2026, 11, 13), "normal"),  # 29 of 60
        (date(2026, 11, 14), "notice"),  # 30 of 60
        (date(2026, 11, 28), "notice"),  # 44 of 60
        (date(2026, 11, 29), "warning"),  # 45 of 60
        (date(2026, 12, 4), "warning"),  # 50 of 60
        (date(2026, 12, 5), "severe"),  # 51 of 60: 85 %
        (date(2026, 12, 14), "severe"),  # the last day
        (date(2026, 12, 15), "late"),
    ],
)
def test_sixty_days_pass_through_the_grades(today, grade):
    handled = Ticking(date(2026, 12, 14), date(2026, 10, 15), "handle_2022")
    assert light(handled, CALENDAR, today).grade == grade


def test_a_term_in_working_days_is_used_up_by_working_days():
    """Three working days from a Friday: on Sunday nothing is used, on Monday a third."""
    simple = Ticking(date(2026, 10, 21), date(2026, 10, 16), "simple_accept_2022")
    shares = [round(light(simple, CALENDAR, date(2026, 10, day)).used, 2) for day in (16, 18, 19, 20, 21)]
    assert shares == [0, 0, 0.33, 0.67, 1]


def test_days_on_which_the_clock_stood_are_not_used():
    stops = [["2026-10-20", "2026-10-24"]]
    heard = Ticking(date(2026, 11, 19), date(2026, 10, 15), "rereview_2022", stops=stops)
    assert light(heard, CALENDAR, date(2026, 10, 24)).used == light(heard, CALENDAR, date(2026, 10, 19)).used
    assert light(heard, CALENDAR, date(2026, 11, 4)).used == 0.5  # 15 of 30
    stands = Ticking(
        date(2026, 11, 14), date(2026, 10, 15), "rereview_2022", "stopped", stopped_on=date(2026, 10, 31)
    )
    assert light(stands, CALENDAR, date(2026, 12, 24)).used == 0.5


def test_what_is_due_at_once_is_severe_on_its_day_and_late_on_the_next():
    urgent = Ticking(date(2026, 10, 15), date(2026, 10, 15), "report_up_2022")
    assert light(urgent, CALENDAR, date(2026, 10, 15)).grade == "severe"
    assert light(urgent, CALENDAR, date(2026, 10, 16)).grade == "late"


def test_each_grade_has_an_icon_and_words_of_its_own():
    graded = [grade for grade in GRADE_ICONS if grade != "none"]
    assert len({GRADE_ICONS[grade] for grade in graded}) == len(graded) == 6
    assert len({str(GRADE_WORDS[grade]) for grade in graded}) == len(graded)


def test_a_date_that_may_move_is_marked():
    assert light(Ticking(date(2027, 1, 20), provisional=True), CALENDAR, date(2026, 12, 1)).provisional
