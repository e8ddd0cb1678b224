"""The law's own holidays rest before a year is announced, and give way to what is announced."""

from datetime import date

import pytest

from xinfang.engines.holidays import provisional, statutory, with_statutory
from xinfang.engines.workdays import Calendar


def known(*confirmed: int, work: tuple[date, ...] = ()) -> Calendar:
    return Calendar(frozenset(), frozenset(work), frozenset(confirmed), {})


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2027-01-01", "元旦"),
        ("2027-02-05", "春节"),
        ("2027-02-08", "春节"),
        ("2027-04-05", "清明节"),
        ("2027-06-09", "端午节"),
        ("2027-09-15", "中秋节"),
        ("2027-10-01", "国庆节"),
        ("2028-05-02", "劳动节"),
        ("2050-10-01", "国庆节"),
    ],
)
def test_a_holiday_by_law_is_no_working_day(day: str, name: str) -> None:
    one = date.fromisoformat(day)
    rests = with_statutory(known(), one.year)
    assert not rests.is_working(one)
    assert rests.names[one] == name


def test_thirteen_days_a_year_and_none_moved() -> None:
    assert len(statutory(2027)) == 13
    assert with_statutory(known(), 2027).is_working(date(2027, 10, 4))


def test_what_was_announced_holds() -> None:
    assert with_statutory(known(2027), 2027).is_working(date(2027, 10, 1))
    assert with_statutory(known(work=(date(2027, 1, 1),)), 2027).is_working(date(2027, 1, 1))


def test_every_year_that_is_not_announced_rests_by_law_and_no_other():
    ahead = provisional(known(2025, 2026))
    assert not ahead.is_working(date(2027, 10, 1))
    assert not ahead.is_working(date(2035, 1, 1))
    assert ahead.names[date(2027, 2, 5)] == "春节"
    assert ahead.is_working(date(2026, 10, 1))  # as announced, or rather as this calendar has it
    assert ahead.is_working(date(2024, 10, 1))  # before the law as it stands
    assert ahead.is_provisional(date(2027, 10, 1))
