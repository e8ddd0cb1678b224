"""One rule says which dates are within reason; the last day on either side is in."""

from datetime import date, timedelta

from xinfang.kernel.clock.reason import FAR, TERM, beyond_reason, due_problems, past_problems

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


def test_a_day_between_two_is_within_reason_and_both_ends_count():
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert beyond_reason(first, first=first, last=last) == ""
    assert beyond_reason(last, first=first, last=last) == ""
    assert "不能早于 2026-01-01" in beyond_reason(first - DAY, first=first, last=last)
    assert "不能晚于 2026-12-31" in beyond_reason(last + DAY, first=first, last=last)


def test_a_last_day_is_today_at_the_earliest_and_a_year_away_at_the_most():
    assert due_problems("due_on", TODAY, on=TODAY) == []
    assert due_problems("due_on", date(2027, 11, 27), on=TODAY) == []
    for day in (TODAY - DAY, date(2027, 11, 28), date(9999, 12, 31)):
        assert [each.field for each in due_problems("due_on", day, on=TODAY)] == ["due_on"]
    assert due_problems("until", TODAY + FAR, on=TODAY, within=FAR) == []
    assert due_problems("until", TODAY + FAR + DAY, on=TODAY, within=FAR)
    assert TERM < FAR


def test_what_has_happened_is_not_to_come_and_not_of_another_age():
    assert past_problems("since", TODAY, today=TODAY) == []
    for day in (TODAY + DAY, date(1800, 1, 1)):
        assert [each.field for each in past_problems("since", day, today=TODAY)] == ["since"]
    assert past_problems("since", TODAY - DAY, today=TODAY, since=TODAY)
