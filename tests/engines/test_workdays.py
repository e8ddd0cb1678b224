"""Working days and terms, on made-up and on real years."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xinfang
from xinfang.engines.workdays import Calendar, days_left, term

DAYS_FILE = Path(xinfang.__file__).parent / "registers/calendars/data/days.csv"


def shipped_calendar() -> Calendar:
    with DAYS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            (date.fromisoformat(row["date"]), row["working"], row["name"]) for row in csv.DictReader(file)
        ]
    return Calendar(
        rest=frozenset(day for day, working, _ in rows if working == "0"),
        work=frozenset(day for day, working, _ in rows if working == "1"),
        confirmed=frozenset(range(2004, 2027)),
        names={day: name for day, _, name in rows},
    )


REAL = shipped_calendar()
PLAIN = Calendar(frozenset(), frozenset(), frozenset(), {})
days = st.dates(date(2004, 1, 1), date(2026, 12, 31))
lengths = st.integers(1, 120)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    exceptions = draw(st.frozensets(st.dates(date(2019, 12, 1), date(2020, 6, 1)), max_size=40))
    return Calendar(
        rest=frozenset(day for day in exceptions if day.weekday() < 5),
        work=frozenset(day for day in exceptions if day.weekday() > 4),
        confirmed=frozenset({2019, 2020, 2021}),
        names={},
    )


near = st.dates(date(2019, 11, 1), date(2020, 7, 1))


def test_the_shipped_days_are_exceptions_only_and_have_names() -> None:
    assert all(day.weekday() < 5 for day in REAL.rest)
    assert all(day.weekday() > 4 for day in REAL.work)
    assert REAL.rest | REAL.work == set(REAL.names)
    assert {day.year for day in REAL.names} == set(range(2004, 2027))
    assert REAL.names[date(2024, 2, 12)] == "春节"


def test_the_shipped_days_agree_with_their_source_on_every_day() -> None:
    import chinese_calendar

    day = date(2004, 1, 1)
    while day.year < 2027:
        assert REAL.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 2, 4), True),  # Sunday made working before Spring Festival
        (date(2024, 2, 9), True),  # New Year's Eve was worked in 2024
        (date(2024, 2, 12), False),  # Monday in the festival
        (date(2024, 2, 17), False),  # Saturday, the festival's last day
        (date(2024, 2, 18), True),  # Sunday made working after it
        (date(2015, 9, 3), False),  # the holiday of one year only
        (date(2020, 1, 31), False),  # the festival prolonged in 2020
        (date(2024, 2, 29), True),  # leap day, a Thursday
    ],
)
def test_known_days(day: date, working: bool) -> None:
    assert REAL.is_working(day) is working


def test_fifteen_working_days_across_spring_festival_count_make_up_days() -> None:
    counted = term(REAL, date(2024, 2, 1), 15, "working_days")
    # 2, 4 (make-up), 5-9, 18 (make-up), 19-23, 26, 27 February
    assert counted.due == counted.nominal == date(2024, 2, 27)
    assert counted.passed[0] == date(2024, 2, 3)
    assert date(2024, 2, 18) not in counted.passed
    assert len(counted.passed) == 11
    assert counted.moved == ()


def test_sixty_days_that_end_in_a_holiday_end_on_the_next_working_day() -> None:
    counted = term(REAL, date(2023, 8, 2), 60, "days")
    assert counted.nominal == date(2023, 10, 1)
    assert counted.due == date(2023, 10, 7)  # a Saturday made working
    assert counted.moved == counted.passed == tuple(date(2023, 10, n) for n in range(1, 7))


def test_a_term_that_ends_on_a_make_up_saturday_does_not_move() -> None:
    counted = term(REAL, date(2023, 9, 7), 30, "days")
    assert counted.due == counted.nominal == date(2023, 10, 7)
    assert counted.moved == ()


def test_the_leap_day_is_counted() -> None:
    assert term(REAL, date(2024, 2, 28), 1, "days").due == date(2024, 2, 29)
    assert term(REAL, date(2023, 2, 28), 1, "days").due == date(2023, 3, 1)


def test_a_term_over_the_year_end_ends_after_new_year() -> None:
    assert term(REAL, date(2024, 12, 2), 30, "days").due == date(2025, 1, 2)
    assert term(REAL, date(2024, 12, 31), 1, "working_days").due == date(2025, 1, 2)


def test_a_term_into_a_year_that_is_not_announced_is_provisional() -> None:
    assert term(REAL, date(2026, 11, 23), 60, "days").provisional
    assert term(REAL, date(2026, 12, 25), 15, "working_days").provisional
    assert not term(REAL, date(2026, 10, 8), 60, "days").provisional
    assert not term(REAL, date(2026, 10, 8), 15, "working_days").provisional


def test_the_last_days_of_a_year_wait_for_the_announcement_of_the_next() -> None:
    assert not REAL.is_provisional(date(2026, 12, 28))
    assert REAL.is_provisional(date(2026, 12, 29))
    assert REAL.is_provisional(date(2026, 1, 5), date(2027, 1, 5))
    assert not REAL.is_provisional()


def test_days_left_tells_due_today_from_overdue() -> None:
    friday = date(2024, 3, 15)
    assert days_left(REAL, date(2024, 3, 11), friday) == 4
    assert days_left(REAL, friday, friday) == 0
    assert days_left(REAL, date(2024, 3, 16), friday) == -1  # Saturday: overdue, though no working day passed
    assert days_left(REAL, date(2024, 3, 18), friday) == -1
    assert days_left(REAL, date(2024, 3, 19), friday) == -2


@pytest.mark.parametrize(("length", "unit"), [(0, "days"), (-3, "working_days"), (5, "weeks")])
def test_an_impossible_term_is_refused(length: int, unit: str) -> None:
    with pytest.raises(ValueError, match="term"):
        term(PLAIN, date(2024, 1, 1), length, unit)  # type: ignore[arg-type]


def test_adding_no_days_changes_nothing_and_a_negative_number_is_refused() -> None:
    assert PLAIN.add_working(date(2024, 1, 6), 0) == date(2024, 1, 6)
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_working(date(2024, 1, 6), -1)


@given(calendars(), near, st.integers(0, 60))
def test_adding_and_counting_working_days_are_inverse(calendar: Calendar, start: date, n: int) -> None:
    end = calendar.add_working(start, n)
    assert calendar.working_between(start, end) == n
    assert calendar.working_between(end, start) == -n
    assert n == 0 or calendar.is_working(end)


@given(calendars(), near, lengths, st.sampled_from(["days", "working_days"]))
def test_a_term_ends_on_a_working_day_and_what_it_passed_is_rest(
    calendar: Calendar, start: date, length: int, unit: str
) -> None:
    counted = term(calendar, start, length, unit)  # type: ignore[arg-type]
    assert calendar.is_working(counted.due)
    assert counted.due >= counted.nominal > start
    assert not any(calendar.is_working(day) for day in counted.passed)
    assert set(counted.moved) <= set(counted.passed)
    assert (counted.due - counted.nominal).days == len(counted.moved)
    if unit == "working_days":
        assert (counted.due - start).days == length + len(counted.passed)


@given(days, lengths)
def test_a_longer_term_never_ends_earlier(start: date, length: int) -> None:
    assert term(REAL, start, length + 1, "days").due >= term(REAL, start, length, "days").due
    assert term(REAL, start, length + 1, "working_days").due > term(REAL, start, length, "working_days").due


@given(days)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = REAL.next_working(day)
    between = [day + timedelta(days=i) for i in range((found - day).days)]
    assert REAL.is_working(found)
    assert not any(REAL.is_working(other) for other in between)
