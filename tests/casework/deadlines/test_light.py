"""How much time is left, said in words, beside an icon."""

from dataclasses import dataclass
from datetime import date

import pytest

from xinfang.casework.deadlines.light import Light, light, most_urgent
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


def test_the_share_of_the_term_that_is_gone():
    half = light(Ticking(date(2026, 10, 30), started_on=date(2026, 10, 20)), CALENDAR, date(2026, 10, 25))
    assert half.used == 0.5


def test_of_several_clocks_the_earliest_running_one_is_shown():
    late, soon = (
        Light("late", "超 1 天", 1.1, date(2026, 10, 1)),
        Light("soon", "今天", 1.0, date(2026, 10, 2)),
    )
    stopped = Light("stopped", "暂停", 1.0, date(2026, 9, 1))
    assert most_urgent([stopped, soon, late]) == late
    assert most_urgent([stopped]) == stopped
    assert most_urgent([]).kind == "none"
