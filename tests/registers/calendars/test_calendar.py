"""The calendar that ships, and how it is changed and confirmed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.engines.tabular import read_table
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry
from xinfang.registers.calendars import actions, queries
from xinfang.registers.calendars.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db
ADMIN = Actor(1, "管理员1号")
SHEET = "日期,安排,名称\n2027-01-01,休,元旦\n2027-02-08,休,春节\n2027-02-14,班,春节\n"


def sheet(text: str):
    return read_table(text.encode(), "2027.csv")


def test_a_fresh_database_has_confirmed_years_and_nothing_after_them():
    confirmed = set(CalendarYear.objects.filter(confirmed=True).values_list("year", flat=True))
    assert confirmed == set(range(2004, 2027))
    assert not CalendarDay.objects.filter(day__year__gt=2026).exists()


def test_national_day_is_rest_and_its_makeup_saturday_is_worked():
    assert not queries.calendar().is_working(date(2026, 10, 6))
    assert queries.calendar().is_working(date(2026, 10, 10))
    kinds = {day.day.day: day.kind for week in queries.month_view(2026, 10) for day in week if day}
    assert (kinds[6], kinds[10], kinds[11], kinds[12]) == ("holiday", "makeup", "weekend", "work")
    assert len(kinds) == 31


def test_seeding_again_adds_nothing():
    before = CalendarDay.objects.count()
    actions.seed()
    assert CalendarDay.objects.count() == before > 500


def test_the_next_rest_day_passes_over_a_worked_saturday():
    assert queries.next_rest_day(date(2026, 10, 8)) == (date(2026, 10, 11), "")


def test_a_date_in_an_unannounced_year_is_said_to_be_provisional():
    said = queries.provisional_note([date(2027, 3, 1)])
    assert said == "2027 年的放假安排还没有公布，这个日期是暂定的。"
    assert queries.provisional_note([date(2026, 12, 30)]) == said
    assert queries.provisional_note([date(2026, 12, 28)]) == ""


def test_a_changed_day_is_seen_at_once_and_leaves_an_audit_row(at):
    assert queries.calendar().is_working(date(2026, 11, 2))
    actions.change_day(day=date(2026, 11, 2), working=False, name="停办公", by=ADMIN, at=at)
    assert not queries.calendar().is_working(date(2026, 11, 2))
    assert CalendarYear.objects.get(year=2026).changed_at == at
    actions.change_day(day=date(2026, 11, 2), working=True, name="", by=ADMIN, at=at)
    assert queries.calendar().is_working(date(2026, 11, 2))
    assert AuditEntry.objects.filter(event="calendar.day_changed").count() == 2


def test_a_year_is_not_confirmed_before_its_days_are_entered(at):
    with pytest.raises(Refusal, match="只录入了 0 个放假日"):
        actions.confirm_year(year=2027, source="国办发明电〔2026〕1号", by=ADMIN, at=at)
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_confirmed_year_is_provisional_no_more(at):
    for day in (1, 4, 5, 6, 7, 8, 11):
        actions.change_day(day=date(2027, 10, day), working=False, name="国庆节", by=ADMIN, at=at)
    actions.confirm_year(year=2027, source="通知", by=ADMIN, at=at)
    assert queries.year_state(2027).confirmed
    assert queries.provisional_note([date(2027, 3, 1)]) == ""


def test_what_the_law_frees_goes_on_resting_when_the_year_is_confirmed(at):
    for day in range(8, 13):
        actions.change_day(day=date(2027, 2, day), working=False, name="春节", by=ADMIN, at=at)
    for day in (3, 4):
        actions.change_day(day=date(2027, 5, day), working=False, name="劳动节", by=ADMIN, at=at)
    actions.confirm_year(year=2027, source="通知", by=ADMIN, at=at)
    for month, day in ((1, 1), (4, 5), (6, 9), (9, 15), (10, 1)):
        assert not queries.calendar().is_working(date(2027, month, day)), (month, day)
    assert "2027-10-01" in AuditEntry.objects.get(event="calendar.confirmed").after["by_law"]
    with pytest.raises(Refusal, match="2027-10-01 是法定节假日"):
        actions.change_day(day=date(2027, 10, 1), working=True, name="", by=ADMIN, at=at)


def test_a_sheet_cannot_make_a_day_worked_that_the_law_frees(at):
    report = actions.import_year(table=sheet(SHEET + "2027-10-02,班,国庆节\n"), by=ADMIN, at=at)
    assert "2027-10-02 是法定节假日" in report.problems[0].sentence
    assert not CalendarDay.objects.filter(day__year=2027).exists()


def test_what_the_law_frees_rests_before_the_year_is_announced_and_cannot_be_made_worked(at):
    assert not queries.calendar().is_working(date(2027, 1, 1))
    kinds = {day.day.day: day.kind for week in queries.month_view(2027, 10) for day in week if day}
    assert [kinds[day] for day in (1, 2, 3, 4)] == ["holiday", "holiday", "holiday", "work"]
    with pytest.raises(Refusal, match="2027-10-01 是法定节假日"):
        actions.change_day(day=date(2027, 10, 1), working=True, name="", by=ADMIN, at=at)
    assert not queries.year_state(2027).confirmed


def test_a_sheet_enters_a_year_without_confirming_it_and_twice_changes_nothing(at):
    first = actions.import_year(table=sheet(SHEET), by=ADMIN, at=at)
    again = actions.import_year(table=sheet(SHEET), by=ADMIN, at=at)
    assert (first.changed, first.same, again.changed, again.same) == (3, 0, 0, 3)
    assert not queries.year_state(2027).confirmed
    assert queries.calendar().is_working(date(2027, 2, 14))


def test_a_dry_run_writes_nothing(at):
    report = actions.import_year(table=sheet(SHEET), by=ADMIN, at=at, dry_run=True)
    assert report.changed == 3
    assert not CalendarDay.objects.filter(day__year=2027).exists()


def test_one_wrong_row_stops_the_whole_sheet_and_is_named(at):
    report = actions.import_year(table=sheet(SHEET + "二月三日,休,春节\n"), by=ADMIN, at=at)
    assert [(problem.line, problem.sentence) for problem in report.problems] == [
        (5, "日期看不懂，请写成 2027-01-01 的样子。")
    ]
    assert not CalendarDay.objects.filter(day__year=2027).exists()


def test_who_counts_for_many_asks_once_and_is_told_the_same():
    with CaptureQueriesContext(connection) as asked, queries.counting():
        first = queries.counting_calendar()
        assert queries.counting_calendar() is first
    assert len([each for each in asked if "pg_advisory_xact_lock_shared" in each["sql"]]) == 1
    with CaptureQueriesContext(connection) as asked:
        queries.counting_calendar()
    assert any("pg_advisory_xact_lock_shared" in each["sql"] for each in asked)
